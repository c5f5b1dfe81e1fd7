"""Datasette metadata, generated from the declarations: descriptions, facets, sort orders, labels, queries, rights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tifabank.browse.queries import QUERIES
from tifabank.database_file import SEARCHED
from tifabank.rows import TABLES
from tifabank.schema import Column, about, published

_LABELS = {
    "documents": "title",
    "concepts": "label",
    "concept_labels": "label",
    "sections": "heading",
    "parallels": "label",
    "enumeration_items": "label",
}
_FACETS = {
    "documents": ["kind", "translation"],
    "sources": ["relation", "confidence"],
    "paragraphs": ["document_id", "kind"],
    "sections": ["document_id", "kind", "level"],
    "sentences": ["document_id"],
    "concepts": ["category"],
    "concept_labels": ["kind", "language", "issuer"],
    "concept_members": ["concept_id", "confidence"],
    "assertions": ["confidence", "subject_table", "column_name"],
    "mentions": ["document_id", "concept_id", "nested"],
    "enumerations": ["document_id", "kind", "completeness"],
    "enumeration_items": ["document_id"],
    "definitions": ["document_id", "kind"],
    "quotations": ["document_id", "kind"],
    "attributions": ["document_id", "mode", "verb"],
    "cited_documents": ["document_id", "concept_id"],
    "text_issues": ["document_id", "kind"],
    "parallels": ["kind", "concept_id"],
    "parallel_spans": ["document_id", "part", "concept_id"],
    "rules": ["table_name", "method"],
    "provenance": ["table_name"],
}
_SORTS = {
    "documents": "title",
    "sources": "document_id",
    "concepts": "label",
    "concept_labels": "concept_id",
    "concept_members": "concept_id",
    "assertions": "subject_id",
    "parallels": "label",
    "rules": "rule_id",
    "provenance": "document_id",
}
_ROW_ORDER = "rowid"
"""What the other tables are sorted by: the order of their rows, which of places is document, start, longest first."""


def metadata(descriptor: dict[str, Any], citation: str, hosts: Sequence[str] = ()) -> dict[str, Any]:
    """The metadata of a package's Datasette; `citation` is shown on the home page, `hosts` are names that it is known by."""
    text = descriptor["tifabank:edition"] == "full"
    rights = {"license": "CC BY 4.0 (facts, spans, ids); texts excluded", "license_url": "https://creativecommons.org/licenses/by/4.0/"}
    return {
        "title": descriptor["title"],
        "description": descriptor["description"],
        **rights,
        "tifabank": {"descriptor": descriptor, "citation": citation, "hosts": [name.lower() for name in hosts]},
        "databases": {
            "tifabank": {
                "description": descriptor["description"],
                "tables": {name: _table(name, text=text) for name in TABLES},
                "queries": QUERIES if text else {},
            }
        },
        "extra_css_urls": ["/assets/tifabank.css"],
    }


def _table(name: str, *, text: bool) -> dict[str, Any]:
    cols = published(name, text=text)
    there = {c.name for c in cols}
    described: dict[str, Any] = {
        "description": about(name),
        "columns": {c.name: _told(c) for c in cols},
        "facets": [f for f in _FACETS[name] if f in there],
        "size": 50,
        "sort": _ROW_ORDER,
        "row_order": "parallel, part and text" if name == "parallel_spans" else "the texts" if "start_char" in there else "the table",
        "sortable_columns": [*there, _ROW_ORDER],
    }
    if name in SEARCHED and there.intersection(SEARCHED[name]):
        described |= {"fts_table": f"{name}_fts", "fts_pk": "rowid"}
    if name in _SORTS and _SORTS[name] in there:
        described["sort"] = _SORTS[name]
    if name in _LABELS and _LABELS[name] in there:
        described["label_column"] = _LABELS[name]
    return described


def _told(column: Column) -> str:
    """What is told of a column: what it holds, where it is from, and how a boolean is asked for."""
    asked = " Filters take 1 for true, 0 for false." if column.type is bool else ""
    return f"{column.description}{asked} [{column.origin}{', third-party text' if column.copies else ''}]"
