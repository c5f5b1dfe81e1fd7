"""Speed of the build on one core, from raw bytes to checked Parquet, and the share of each stage.

The texts are those of `corpus.py`, with all concepts. Ratios and shares of one run count; times depend on the machine.
A stage's rows are those of its table (of enumerations the lists, without their items); of all other lines, those of all tables.

Usage: python benchmarks/build.py [MB, default 10]
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from corpus import write_package
from measuring import Stopwatch, one_core, peak_memory, print_table

from tifabank import build, load, pipeline, stored, work
from tifabank.cache import Cache
from tifabank.stages import enumerations

MOST = 0.35  # of the whole time: a stage above it is worth looking at first
SERIES = "of them series"
STAGES = {
    "documents": (pipeline.documents, "document"),
    "paragraphs": (pipeline.paragraphs, "paragraphs"),
    "sections": (pipeline.sections, "sections"),
    "sentences": (pipeline.sentences, "sentences"),
    "mentions": (pipeline.mentions, "mentions"),
    "quotations": (pipeline.quotations, "quotations"),
    "enumerations": (pipeline.enumerations, "enumerations"),
    SERIES: (enumerations, "series_lists"),
    "attributions": (pipeline.attributions, "attributions"),
    "definitions": (pipeline.definitions, "definitions"),
    "cited_documents": (pipeline.cited_documents, "cited_documents"),
    "text_issues": (pipeline.text_issues, "text_issues"),
    "parallels": (build, "_compared"),
}
AROUND = {
    "reading": ((build, "read_input"), (work, "read_text")),
    "Arrow tables": ((pipeline, "table_of"),),
    "checks": ((build, "check_tables"), (work, "check_tables")),
    "logical hashes": ((stored, "logical_hash"),),
    "Parquet": ((stored, "written"),),
    "cache": ((Cache, "packs"), (Cache, "get"), (Cache, "pieces"), (Cache, "put"), (Cache, "keep_only")),
}
WATCHED = {name: (place,) for name, place in STAGES.items()} | AROUND


def counted(folder: Path) -> dict[str, int]:
    """The rows of each table, of the series, and of all tables."""
    rows = {r["name"]: r["rows"] for r in json.loads((folder / "datapackage.json").read_bytes())["resources"]}
    return rows | {SERIES: int((load("enumerations", folder)["kind"] == "series").sum()), "all": sum(rows.values())}


def main() -> None:
    """Build once and print the figures."""
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    one_core()
    stopwatch = Stopwatch()
    for name, places in WATCHED.items():
        for owner, function in places:
            stopwatch.watch(name, owner, function)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "package"
        write_package(folder, megabytes)
        begin = time.perf_counter()
        build.build(folder, workers=1)
        total, memory = time.perf_counter() - begin, peak_memory()
        rows = counted(folder)
    seconds = {name: stopwatch.seconds[name] for name in WATCHED}
    seconds["all else"] = total - sum(seconds.values()) + seconds[SERIES]
    seconds["all"] = total
    print_table(
        ("stage", "seconds", "share", "MB/s", "rows/s"),
        [
            (name, f"{s:.2f}", f"{s / total:.1%}", f"{megabytes / s:.2f}", f"{rows.get(name, rows['all']) / s:,.0f}")
            for name, s in seconds.items()
        ],
    )
    print(f"{megabytes:g} MB, {rows['documents']} documents, {rows['all']} rows, peak memory {memory:.0f} MB")
    for name, s in seconds.items():
        if s > MOST * total and name != "all":
            print(f"{name} takes more than {MOST:.0%} of the time")


if __name__ == "__main__":
    main()
