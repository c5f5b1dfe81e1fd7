"""Where a row is read: the address of its concept, its list, its text, its place in a text, or, of all others, its record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from datasette.utils import tilde_encode

from tifabank.browse.site import KEYS, query
from tifabank.rows import TABLES
from tifabank.schema import columns

_OF_CONCEPT = frozenset({"concepts", "concept_labels", "concept_members"})
PLACED = frozenset(name for name, row in TABLES.items() if {"document_id", "start_char"} <= {c.name for c in columns(row)})
"""The tables whose rows are spans of a text."""


def record(datasette: Any, table: str, row_id: str) -> str:
    """The address of a row's record."""
    return str(datasette.urls.row("tifabank", table, tilde_encode(row_id)))


def reading(datasette: Any, document_id: str, row_id: str) -> str:
    """The address of a place in its text."""
    return query(datasette.urls.path(f"read/{document_id}"), at=row_id) + f"#{row_id}"


def place(datasette: Any, table: str, row: Mapping[str, Any], *, text: bool = True) -> str:
    """The page on which a row is best read; without the texts, its record. The row has at least its key and its document's or concept's."""
    row_id = row[KEYS[table]]
    if not text:
        return record(datasette, table, row_id)
    if table == "documents":
        return str(datasette.urls.path(f"read/{row_id}"))
    if table == "enumerations":
        return str(datasette.urls.path(f"list/{row_id}"))
    if table in _OF_CONCEPT:
        return str(datasette.urls.path(f"concept/{row['concept_id']}"))
    if table in PLACED:
        return reading(datasette, row["document_id"], row_id)
    return record(datasette, table, row_id)
