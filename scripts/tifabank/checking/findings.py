"""A finding of a check: one fault, with its address; the layers that checks belong to; and how findings are made of columns."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tifabank.printing import escaped
from tifabank.rows import TABLES
from tifabank.schema import columns

MOST = 20
"""Findings told of one check and column; how many more there are is told in one."""

_SHOWN = 120  # characters of a value that a finding shows
_BEFORE = 20  # characters shown before the place where two long values part


class Layer(NamedTuple):
    """A layer of the referee: what it looks at, and the names of its checks."""

    about: str
    checks: tuple[str, ...]


LAYERS = {
    "package": Layer("The folder holds a built package, of one build and of this version.", ("built", "unfinished", "version")),
    "input": Layer(
        "Raw texts and curated files are accepted, and are those that the tables were made from, by SHA-256.",
        ("input", "raw", "curated", "mapped"),
    ),
    "descriptor": Layer("datapackage.json tells the files, rows and hashes that are there, and the facts of package.csv.", ("descriptor",)),
    "schema": Layer("schemas/ holds the declarations of the tables, and no others.", ("schema",)),
    "files": Layer("Each table is there, whole and readable, and nothing that may be taken for one; a database is one of these tables.", ("missing", "link", "unreadable", "parts", "extra", "database")),
    "shape": Layer("Columns, their order, types and descriptions are as declared.", ("columns",)),
    "values": Layer("No nulls where a value is declared; closed vocabularies, patterns, minima.", ("required", "vocabulary", "pattern", "minimum", "length")),
    "keys": Layer("Keys are unique, across all tables too, and say the place of their rows.", ("unique", "id")),
    "references": Layer("Each reference names a row; a rule is one of its table.", ("reference", "rule")),
    "order": Layer("Rows stand in their order, positions count from one.", ("order", "position")),
    "counts": Layer("Lists have as many items as they say, and the completeness that follows; parallels stand in two documents.", ("count", "places")),
    "tiling": Layer("Each character that is not blank lies in exactly one paragraph.", ("tiling",)),
    "slices": Layer("Spans lie in their text; each slice is cut again, words, lengths and hash are counted again.", ("range", "slice", "words", "document")),
    "assertions": Layer("The value of an assertion is that of the cell it supports.", ("assertion",)),
    "provenance": Layer("For each document and table there is a row with the number of rows and the hashes that are there.", ("provenance",)),
    "derivation": Layer("All rows are made again from raw texts and curated files and compared, cell by cell.", ("derivation",)),
}  # fmt: skip
"""The layers in the order in which they are told."""

_LAYER_OF = {check: name for name, layer in LAYERS.items() for check in layer.checks}


class Finding(NamedTuple):
    """One fault, with its address: the table (or file), the id of the row, the column; None where it is of the whole.

    `more` is how many further faults of this check and column there are, in the one finding that stands for them.
    """

    check: str
    table: str
    row: str | None
    column: str | None
    expected: str
    found: str
    more: int = 0

    @property
    def layer(self) -> str:
        """The layer that the check belongs to."""
        return _LAYER_OF[self.check]

    def __str__(self) -> str:
        parts = (self.table, self.row and f"row {self.row}", self.column and f"column {self.column}")
        place = ", ".join(escaped(part) for part in parts if part)
        told = f"{self.more} more like these" if self.more else f"expected {escaped(self.expected)}, found {escaped(self.found)}"
        return f"{place}: {told} [{self.check}]"

    def as_dict(self) -> dict[str, str | int | None]:
        """The finding for JSON."""
        told = {"check": self.check, "layer": self.layer, "table": self.table, "id": self.row, "column": self.column}
        return {**told, "expected": self.expected, "found": self.found, "more": self.more, "message": str(self)}


def linked(place: str, table: str | None = None) -> Finding:
    """A link in the place of a file or folder of the package."""
    return Finding("link", table or place, None, None, f"{place} itself", "a link, which is not followed: put here what it leads to")


def limited(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The first findings of each check and column, then how many more there are."""
    told: Counter[tuple[str, str, str | None]] = Counter()
    more: Counter[tuple[str, str, str | None]] = Counter()
    for finding in findings:
        kind = (finding.check, finding.table, finding.column)
        if finding.more or told[kind] == MOST:
            more[kind] += finding.more or 1
        else:
            told[kind] += 1
            yield finding
    for (check, table, column), number in more.items():
        yield _more(check, table, column, number)


def _more(check: str, table: str, column: str | None, number: int) -> Finding:
    return Finding(check, table, None, column, "none", f"{number} more like these", number)


def shown(value: Any) -> str:
    """A value as a finding shows it."""
    return repr(value)[:_SHOWN]


def apart(expected: Any, found: Any) -> tuple[str, str]:
    """Two values as a finding shows them: of long texts, from a little before they part; with code points where they look alike."""
    if not (isinstance(expected, str) and isinstance(found, str)):
        return shown(expected), shown(found)
    start = 0
    if max(len(expected), len(found)) + 2 > _SHOWN:
        parted = (i for i, pair in enumerate(zip(expected, found, strict=False)) if pair[0] != pair[1])
        start = max(0, next(parted, min(len(expected), len(found))) - _BEFORE)
    both = [value[start : start + _SHOWN] for value in (expected, found)]
    alike = len({unicodedata.normalize("NFKC", value) for value in both}) == 1
    lead = f"from character {start} on " if start else ""
    one, other = (lead + (ascii(value) if alike else repr(value)) for value in both)
    return one, other


def keys_of(table: pa.Table) -> pa.ChunkedArray:
    """The primary keys of a table."""
    return table.column(0)


def row_of(table: pa.Table, row: int) -> str:
    """The key of a row; where it has none, its place."""
    key = keys_of(table)[row].as_py()
    return f"number {row}, counted from zero" if key is None else str(key)


def where(check: str, name: str, table: pa.Table, column: str, mask: Any, expected: str) -> Iterator[Finding]:
    """A finding for each row of a mask (null counts as false), the first ones, and how many more there are."""
    rows = np.flatnonzero(np.asarray(pc.fill_null(mask, False).to_numpy(zero_copy_only=False) if hasattr(mask, "type") else mask))
    for row in rows[:MOST].tolist():
        yield Finding(check, name, row_of(table, row), column, expected, shown(table[column][row].as_py()))
    if len(rows) > MOST:
        yield _more(check, name, column, len(rows) - MOST)


def span_columns(name: str) -> list[tuple[str, str]]:
    """The columns of a table that give the starts and ends of spans."""
    names = [c.name for c in columns(TABLES[name])]
    return [(n, n.replace("start_char", "end_char")) for n in names if n.endswith("start_char")]


def cell_findings(check: str, name: str, table: pa.Table, column: str, again: list[Any]) -> Iterator[Finding]:
    """A finding for each cell that is not what it was computed to be."""
    cells = table[column].combine_chunks()
    if cells.equals(pa.array(again, cells.type)):
        return
    for row, (cell, made) in enumerate(zip(cells.to_pylist(), again, strict=True)):
        if cell != made:
            yield Finding(check, name, row_of(table, row), column, *apart(made, cell))
