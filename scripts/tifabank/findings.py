"""A finding of a check: one fault, with its address; and how findings are made of columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tifabank.rows import TABLES
from tifabank.schema import columns

MOST = 20
"""Findings told of one check and column."""


class Finding(NamedTuple):
    """One fault, with its address."""

    check: str
    table: str
    row: str | None
    column: str | None
    expected: str
    found: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.table, self.row and f"row {self.row}", self.column and f"column {self.column}") if part)
        return f"{place}: expected {self.expected}, found {self.found} [{self.check}]"


def keys_of(table: pa.Table) -> pa.ChunkedArray:
    """The primary keys of a table."""
    return table.column(0)


def where(check: str, name: str, table: pa.Table, column: str, mask: Any, expected: str) -> Iterator[Finding]:
    """A finding for each row of a mask (null counts as false), the first ones."""
    rows = np.flatnonzero(np.asarray(pc.fill_null(mask, False).to_numpy(zero_copy_only=False) if hasattr(mask, "type") else mask))
    for row in rows[:MOST]:
        found = table[column][int(row)].as_py()
        yield Finding(check, name, str(keys_of(table)[int(row)]), column, expected, repr(found)[:120])


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
            yield Finding(check, name, str(keys_of(table)[row]), column, repr(made)[:120], repr(cell)[:120])
