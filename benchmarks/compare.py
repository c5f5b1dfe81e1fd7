"""Tifabank beside what one would take instead, in one run: time, peak memory and ratios, and how they grow with the texts.

- the tables from texts: `tifabank build` (all tables, checked and hashed) beside spaCy (six tables; `spacy_tables.py` says what not)
- the check of tables: `tifabank check --tables-only` (which cuts every slice again, too) beside frictionless on the same tables as CSV
- the reading of tables: `tifabank.load` of all tables beside pandas on the same tables as CSV

Each side is a process of its own on one core, its start and imports included; "for each further MB" leaves them out. Other tools that
are not installed (`benchmarks/requirements.txt`) are left out, and told. Speeds and ratios are of seconds on the processor, which other
work on the machine disturbs less than those on the clock ("elapsed"). Ratios of one run count; times depend on the machine.

Usage: python benchmarks/compare.py [MB ..., default 0.5 5 50]
"""

from __future__ import annotations

import json
import sys
import tempfile
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from measuring import Run, one_core, print_table, run_python

HERE = Path(__file__).resolve().parent
TABLE_TOOLS = str(HERE / "table_tools.py")


class Side(NamedTuple):
    """One way to do a task: its name, the arguments of Python before the package's folder, the module it needs, its largest MB."""

    task: str
    name: str
    command: tuple[str, ...]
    module: str
    most: float = float("inf")


OURS = "tifabank"
SIDES = (  # the build first, which the others read
    Side("build", OURS, ("-m", "tifabank", "build"), "tifabank"),
    Side("build", "spaCy", (str(HERE / "spacy_tables.py"),), "spacy"),
    Side("check", OURS, ("-m", "tifabank", "check", "--tables-only"), "tifabank", most=5),
    Side("check", "frictionless", (TABLE_TOOLS, "frictionless"), "frictionless", most=5),
    Side("read", OURS, (TABLE_TOOLS, "load"), "tifabank"),
    Side("read", "pandas, CSV", (TABLE_TOOLS, "pandas"), "pandas"),
)
Runs = dict[tuple[Side, float], Run]


def measure(size: float, sides: list[Side]) -> Runs:
    """Run all sides on a package of a size; print a table of them."""
    runs: Runs = {}
    rows: dict[Side, int] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "package"
        run_python(str(HERE / "corpus.py"), str(folder), str(size))
        for side in (side for side in sides if size <= side.most):
            run = runs[side, size] = run_python(*side.command, str(folder))
            rows[side] = int(run.output) if run.output.strip().isdigit() else built_rows(folder)
            if side == SIDES[0]:  # the tables are there: now as CSV for the others
                run_python(TABLE_TOOLS, "csv", str(folder))
    print(f"\n{size:g} MB of text")
    ours = {side.task: run.seconds for (side, _), run in runs.items() if side.name == OURS}
    print_table(
        ("", "elapsed", "seconds", "MB/s", "rows", "rows/s", "peak MB", "times ours"),
        [
            (
                f"{side.task}: {side.name}",
                f"{run.elapsed:.2f}",
                f"{run.seconds:.2f}",
                f"{size / run.seconds:.2f}",
                f"{rows[side]:,}",
                f"{rows[side] / run.seconds:,.0f}",
                f"{run.megabytes:.0f}",
                f"{run.seconds / ours[side.task]:.2f}",
            )
            for (side, _), run in runs.items()
        ],
    )
    return runs


def built_rows(folder: Path) -> int:
    """The rows of all tables of a built package, as its descriptor tells."""
    return sum(resource["rows"] for resource in json.loads((folder / "datapackage.json").read_bytes())["resources"])


def print_growth(runs: Runs, sides: list[Side]) -> None:
    """What each further MB of text costs between neighbouring sizes."""
    lines = []
    for side in sides:
        sizes = sorted(size for measured, size in runs if measured == side)
        for small, large in pairwise(sizes):
            a, b = runs[side, small], runs[side, large]
            seconds, memory = (b.seconds - a.seconds) / (large - small), (b.megabytes - a.megabytes) / (large - small)
            lines.append((f"{side.task}: {side.name}", f"{small:g} to {large:g} MB", f"{seconds:.3f}", f"{memory:.2f}"))
    if lines:
        print("\nFor each further MB of text")
        print_table(("", "from", "seconds", "peak MB"), lines)


def main() -> None:
    """Measure all sizes and print the tables."""
    sizes = sorted(map(float, sys.argv[1:])) or [0.5, 5.0, 50.0]
    one_core()
    sides = [side for side in SIDES if find_spec(side.module)]
    for side in set(SIDES).difference(sides):
        print(f"{side.module} is not installed: left out")
    runs: Runs = {}
    for size in sizes:
        runs |= measure(size, sides)
    print_growth(runs, sides)


if __name__ == "__main__":
    main()
