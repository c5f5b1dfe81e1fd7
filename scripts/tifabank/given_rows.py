"""Curated lines as rows of the published tables, with the ids that are computed of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tifabank.rows import Assertion, Concept, ConceptLabel, ConceptMember, Source

Cells = Mapping[str, Any]


def _short_hash(*parts: Any) -> str:
    return hashlib.sha256("\0".join(str(p) for p in parts).encode()).hexdigest()[:8]


def source(line: Cells) -> Source:
    """A row of `sources`: its id tells document, relation and a hash of address and titles."""
    key = _short_hash(line["url"], line["title"], line["title_zh"], line["site"])
    return Source(source_id=f"{line['document_id']}_src-{line['relation'].replace('_', '-')}-{key}", **line)


def label(line: Cells) -> ConceptLabel:
    """A row of `concept_labels`: its id tells the concept and a hash of the wording."""
    return ConceptLabel(concept_label_id=f"{line['concept_id']}_lab-{_short_hash(line['language'], line['kind'], line['label'])}", **line)


def member(line: Cells) -> ConceptMember:
    """A row of `concept_members`: its id tells the concept and the place."""
    return ConceptMember(concept_member_id=f"{line['concept_id']}_mem-{line['position']}", **line)


def assertion(line: Cells) -> Assertion:
    """A row of `assertions`: its id tells the cell and a hash of value and evidence."""
    key = _short_hash(line["subject_table"], line["value"], line["evidence_url"], line["note"])
    return Assertion(assertion_id=f"{line['subject_id']}_ass-{line['column_name'].replace('_', '-')}-{key}", **line)


MADE: Mapping[str, Callable[[Cells], NamedTuple]] = {
    "sources": source,
    "concepts": lambda line: Concept(**line),
    "concept_labels": label,
    "concept_members": member,
    "assertions": assertion,
}
"""How a line of a curated file becomes a row of the table of that name; the first cell of the row is its id."""
