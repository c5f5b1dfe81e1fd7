"""The rows around a row: what is noted of its characters, those that hold them, those that its cells name, and those whose cells name it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tifabank.explaining.quoting import shortened
from tifabank.explaining.record import Group, Reference, Related
from tifabank.ids import address_of
from tifabank.lookup import KEYS, Lookup, Where, row_of
from tifabank.rows import TABLES
from tifabank.schema import columns

_WORDS = ("title", "heading", "name", "label", "text", "message", "description", "value", "title_zh", "kind", "url", "table_name")
"""The columns of which the first that is filled tells best what a row is."""
_LABEL = 90  # code points of it
_MOST = 6
"""Rows shown of those that refer to a row; of those that it consists of, and of each table that hold it, more."""
_PARTS = {"enumerations": ("enumeration_items",), "concepts": ("concept_labels", "concept_members"), "parallels": ("parallel_spans",)}
_MOST_PARTS = 40
_SPANNED = tuple(name for name, row in TABLES.items() if {"document_id", "start_char"} <= {c.name for c in columns(row)})


def related(table: str, row: dict[str, Any]) -> Related:
    """A row in short."""
    words = next((str(row[column]) for column in _WORDS if row.get(column)), "")
    return Related(table, row[KEYS[table]], shortened(words, _LABEL), row.get("label_zh"))


def _short(table: str) -> tuple[str, ...]:
    """The columns that `related` needs: never the text of a document."""
    return (KEYS[table], "label_zh", *(name for name in _WORDS if (table, name) != ("documents", "text")))


def stands_in(lookup: Lookup, table: str, row: dict[str, Any]) -> Iterator[Related]:
    """The rows whose characters hold those of this row, or are the same, table by table, the longest first, at most 40 of each."""
    if table not in _SPANNED:
        return
    where = Where("document_id", row["document_id"]), Where("start_char", row["start_char"], "<="), Where("end_char", row["end_char"], ">=")
    for name in _SPANNED:
        if name == "text_issues":  # see `noted`
            continue
        for found in lookup.rows(name, *where, most=_MOST_PARTS, only=_short(name)):
            if found[KEYS[name]] != row[KEYS[table]]:
                yield related(name, found)


def noted(lookup: Lookup, table: str, row: dict[str, Any]) -> Iterator[Related]:
    """The faults and doubts of the text that touch the characters of this row, in order of place, at most 40."""
    if table not in _SPANNED:
        return
    last = row["end_char"] - 1
    where = Where("document_id", row["document_id"]), Where("start_char", last, "<="), Where("end_char", row["start_char"] + 1, ">=")
    for found in lookup.rows("text_issues", *where, most=_MOST_PARTS, only=("kind", *_short("text_issues"))):
        if found[KEYS["text_issues"]] != row[KEYS[table]]:
            yield related("text_issues", found | {"text": None, "name": f"{found['kind']}: {found['message']}"})


def refers_to(lookup: Lookup, table: str, row: dict[str, Any]) -> Iterator[Reference]:
    """The rows that the cells of this row name."""
    named = [(c.name, c.ref, row.get(c.name)) for c in columns(TABLES[table]) if c.ref]
    if table == "assertions":
        named.append(("subject_id", row["subject_table"], row["subject_id"]))
    for column, name, row_id in named:
        if name in TABLES and row_id is not None and (found := row_of(lookup, name, row_id)):
            yield Reference(column, related(name, found | ({"text": None} if name == "documents" else {})))


def referred_to_by(lookup: Lookup, table: str, row: dict[str, Any]) -> Iterator[Group]:
    """The rows whose cells name this row."""
    row_id = row[KEYS[table]]
    for name, declared in TABLES.items():
        for column in columns(declared):
            if column.ref != table:
                continue
            where = [Where(column.name, row_id), *_same_document(table, name, row)]
            total = lookup.count(name, *where)
            if total:
                most = _MOST_PARTS if name in _PARTS.get(table, ()) else _MOST // 2 if table == "documents" else _MOST
                found = lookup.rows(name, *where, most=most, only=_short(name))
                yield Group(name, column.name, total, tuple(related(name, each) for each in found))


def _same_document(table: str, name: str, row: dict[str, Any]) -> list[Where]:
    """What is found in a document is named in it alone: no part of a large table with other documents need be looked into."""
    inside = table in _SPANNED and name in _SPANNED and address_of(row[KEYS[table]]) is not None
    return [Where("document_id", row["document_id"])] if inside else []
