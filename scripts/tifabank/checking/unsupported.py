"""Curated values that no evidence stands behind: notices of `check`, never errors.

What a person says of a text or a term from outside the texts wants an assertion: who wrote, published and translated it and when, the
Chinese term, its pinyin and its official English. Sources, labels and members name their evidence in their own lines; there, "read on the
page named" (confidence high or medium) wants a page. What a reader can see in the text (its language, a category, a scope note) wants none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tifabank.checking.unused import Notice
from tifabank.vocabulary import Vocabulary

ASSERTED = {
    "documents": (
        "work_id title kind author author_role publisher translated_from translation page_date original_date event_date continues_document_id"
    ).split(),
    "concepts": "label_zh pinyin official_english".split(),
}
"""The curated columns whose values want an assertion."""

_READ = ("high", "medium")
_NO_PAGE = "values said to be read on a page, with no page named"


def unsupported_values(known: Vocabulary) -> Iterator[Notice]:
    """Values without the assertion or page that they want."""
    yield from _unasserted(known)
    named: dict[str, tuple[Any, ...]] = {"sources": known.sources, "concept_labels": known.labels, "concept_members": known.members}
    for stem, rows in named.items():
        for row in rows:
            if row.confidence in _READ and not row.evidence and not getattr(row, "url", None):
                yield Notice(stem, _NO_PAGE, row[0])
    for document_id, notes in sorted(known.notes.items()):
        for note in notes:
            if note.confidence in _READ and not note.evidence:
                yield Notice("text_notes", _NO_PAGE, f"{document_id} {note.start_char}-{note.end_char}")


def _unasserted(known: Vocabulary) -> Iterator[Notice]:
    asserted = {(row.subject_table, row.subject_id, row.column_name) for row in known.assertions}
    lines: dict[str, list[dict[str, Any]]] = {
        "documents": [*known.documents.values()],
        "concepts": [row._asdict() for row in known.concepts],
    }
    for stem, columns in ASSERTED.items():
        for column in columns:
            for line in lines[stem]:
                key = next(iter(line.values()))
                if line[column] is not None and (stem, key, column) not in asserted:
                    yield Notice(stem, f"column {column}, values without an assertion", key)
