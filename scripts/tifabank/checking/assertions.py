"""The table of assertions: parted by what they are about, and checked against the cells that they support."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tifabank.checking.findings import Finding, apart, keys_of
from tifabank.curated import spelled
from tifabank.rows import TABLES
from tifabank.schema import columns
from tifabank.stages.parallels.wordings import part_of
from tifabank.tables import CHUNKED, COMPARED, Tables

_SHARED = "*"  # where the assertions about what documents share are put, among those about documents by id


class Assertions:
    """The table of assertions, parted by what they are about."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self._rows: dict[str, list[int]] = defaultdict(list)
        subjects = zip(*(table[c].to_pylist() for c in ("subject_table", "subject_id")), strict=True)
        for row, (name, subject) in enumerate(subjects):
            self._rows[subject.partition("_")[0] if name in CHUNKED else _SHARED if name in COMPARED else ""].append(row)

    def given(self) -> pa.Table:
        """Those about tables that no document makes."""
        return self._at(self._rows.get("", []))

    def compared(self, number: int, parts: int) -> pa.Table:
        """Those about one part, of so many, of the tables of what documents share."""
        shared = self._at(self._rows.get(_SHARED, []))
        return shared.filter(pa.array([part_of(subject, parts) == number for subject in shared["subject_id"].to_pylist()], pa.bool_()))

    def about(self, documents: Iterable[str]) -> pa.Table:
        """Those about cells of some documents' rows."""
        return self._at([row for document_id in documents for row in self._rows.get(document_id, ())])

    def strays(self, documents: pa.Array) -> Iterator[Finding]:
        """Those about rows of documents that are not among these."""
        known = {"", _SHARED, *documents.to_pylist()}
        for row in self._at([row for key, rows in self._rows.items() if key not in known for row in rows]).to_pylist():
            yield _unsupported(row)

    def _at(self, rows: list[int]) -> pa.Table:
        return self._table.take(pa.array(rows, pa.int64()))


def check_assertions(tables: Tables, assertions: pa.Table) -> Iterator[Finding]:
    """An assertion's value is that of the cell it supports, as a curated file spells it; an empty cell has none."""
    named: dict[str, set[str]] = defaultdict(set)
    for name, column in zip(*(assertions[c].to_pylist() for c in ("subject_table", "column_name")), strict=True):
        named[name].add(column)
    cells: dict[str, dict[str, dict[str, Any]]] = {}
    for row in assertions.to_pylist():
        name, column = row["subject_table"], row["column_name"]
        if name not in TABLES:
            yield Finding("assertion", "assertions", row["assertion_id"], "subject_table", "a table of the package", name)
        if name not in tables:
            continue
        if name not in cells:
            supported = tables[name].filter(pc.is_in(keys_of(tables[name]), assertions["subject_id"].combine_chunks()))
            key, *others = supported.column_names
            rows = supported.select([key, *(c for c in others if c in named[name])]).to_pylist()  # of what this edition has
            cells[name] = {r[key]: r for r in rows}
        subject = cells[name].get(row["subject_id"])
        if subject is None or column not in {c.name for c in columns(TABLES[name])}:
            yield _unsupported(row)
        elif column in subject:
            value = None if subject[column] is None else spelled(subject[column])
            if value != row["value"]:
                yield Finding("assertion", "assertions", row["assertion_id"], "value", *apart(value, row["value"]))


def _unsupported(row: dict[str, Any]) -> Finding:
    found = f"{row['subject_id']}.{row['column_name']}"
    return Finding("assertion", "assertions", row["assertion_id"], "subject_id", f"a cell of {row['subject_table']}", found)
