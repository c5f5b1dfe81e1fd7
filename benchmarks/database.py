"""Speed of the database: rows a second from the Parquet files of a built package into SQLite, and the share of full-text search.

Usage: python benchmarks/database.py [MB of text, default 5]
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from corpus import write_package
from measuring import Stopwatch, one_core, print_table, run_python

from tifabank import database
from tifabank.rows import TABLES

SEARCH = "full-text search"


def main() -> None:
    """Build a package, make its database once and print the figures."""
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    one_core()
    stopwatch = Stopwatch()
    stopwatch.watch(SEARCH, database, "_search")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "package"
        write_package(folder, megabytes)
        run_python("-m", "tifabank", "build", str(folder))
        begin = time.perf_counter()
        made = database.make_database(folder)
        total = time.perf_counter() - begin
        size = made.stat().st_size / 1e6
        with closing(sqlite3.connect(made)) as db:
            rows = sum(db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in TABLES)
    seconds = {"rows, indexes, references": total - stopwatch.seconds[SEARCH], SEARCH: stopwatch.seconds[SEARCH], "all": total}
    print_table(
        ("step", "seconds", "share", "rows/s"), [(n, f"{s:.2f}", f"{s / total:.1%}", f"{rows / s:,.0f}") for n, s in seconds.items()]
    )
    print(f"{megabytes:g} MB of text, {rows} rows, a database of {size:.0f} MB")


if __name__ == "__main__":
    main()
