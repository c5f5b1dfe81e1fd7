"""Curated corrections: rows that no rule can get right, removed, changed or added at a span, each with its reason.

`change` sets a column of the row at the span, `remove` drops the row, `add` makes one: all `add` lines of a table and span
together give its columns. Corrected rows carry the rule `<table>.curated`. Lines that match no row are left for `check` to tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

from tifabank.curated import typed
from tifabank.errors import InputError
from tifabank.rows import TABLES, Correction, Rule
from tifabank.schema import columns
from tifabank.text import Span, Text

Row = TypeVar("Row", bound=NamedTuple)

KINDS = {
    "paragraphs": "par",
    "sections": "sec",
    "sentences": "sen",
    "mentions": "men",
    "enumerations": "enu",
    "enumeration_items": "itm",
}
"""The spanned tables that can be corrected, with the kind in their ids."""

RULES = [Rule(f"{table}.curated", table, "curated", 1, "Added or changed by a line of corrections.csv.") for table in KINDS]


def corrected(text: Text, table: str, rows: Sequence[Row], corrections: Sequence[Correction]) -> list[Row]:
    """The rows of a table with the corrections for it applied, in order of place, longest first."""
    wanted: dict[Span, list[Correction]] = defaultdict(list)
    for line in corrections:
        if line.table_name == table:
            wanted[Span(line.start_char, line.end_char)].append(line)
    if not wanted:
        return list(rows)
    kept = [new for row in rows if (new := _revised(row, table, wanted.get(_span(row), [])))]
    added = [_added(text, table, span, lines) for span, lines in wanted.items() if any(c.action == "add" for c in lines)]
    return sorted([*kept, *added], key=lambda r: (_span(r).start, -_span(r).end))


def _span(row: Any) -> Span:
    return Span(row.start_char, row.end_char)


def _revised(row: Any, table: str, lines: list[Correction]) -> Any:
    if any(line.action == "remove" for line in lines):
        return None
    changes = {str(line.column): _value(table, line) for line in lines if line.action == "change"}
    return row._replace(**changes, rule_id=f"{table}.curated") if changes else row


def _added(text: Text, table: str, span: Span, lines: list[Correction]) -> Any:
    declared = columns(TABLES[table])
    values: dict[str, Any] = {c.name: None for c in declared}
    values |= {"document_id": text.document_id, "start_char": span.start, "end_char": span.end, "rule_id": f"{table}.curated"}
    values[declared[0].name] = text.row_id(KINDS[table], *span)
    if "text" in values:
        values["text"] = text.squeeze(*span)
    values |= {line.column: _value(table, line) for line in lines if line.action == "add" and line.column}
    missing = [c.name for c in declared if values[c.name] is None and not c.nullable]
    if missing:
        place = f"{text.document_id}, {table}, {span.start}-{span.end}"
        raise InputError(f"raw/curated/corrections.csv: {place}: an added row needs {', '.join(missing)}: add a line for each column")
    make: Any = TABLES[table]
    return make(**values)


def _value(table: str, line: Correction) -> Any:
    column = next((c for c in columns(TABLES[table]) if c.name == line.column), None)
    if column is None:
        raise InputError(f"raw/curated/corrections.csv: {line.document_id}, {table}: no column {line.column!r}: correct the name")
    return None if line.value is None else typed(column, line.value)
