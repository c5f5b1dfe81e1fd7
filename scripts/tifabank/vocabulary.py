"""What people know, ready for use: curated tables as rows, labels compiled, senses and corrections by document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from tifabank import given_rows
from tifabank.curated import Curated, Line
from tifabank.errors import InputError
from tifabank.gazetteer import Gazetteer
from tifabank.line_faults import line_faults
from tifabank.parallel_lines import evidence_lines
from tifabank.rows import (
    Assertion,
    Concept,
    ConceptLabel,
    ConceptMember,
    Correction,
    MentionSense,
    ParallelLine,
    Source,
    TextNote,
)
from tifabank.text import Span

Noted = TypeVar("Noted", Correction, TextNote)


@dataclass(frozen=True)
class Vocabulary:
    """The curated lines of a package as frozen records; what a document's rows depend on besides its bytes."""

    sha256: str
    documents: Mapping[str, Line]
    facts: Mapping[str, str]
    sources: tuple[Source, ...]
    concepts: tuple[Concept, ...]
    labels: tuple[ConceptLabel, ...]
    members: tuple[ConceptMember, ...]
    assertions: tuple[Assertion, ...]
    senses: Mapping[str, Mapping[Span, str]]
    corrections: Mapping[str, tuple[Correction, ...]]
    notes: Mapping[str, tuple[TextNote, ...]]
    parallels: tuple[ParallelLine, ...] = ()

    @cached_property
    def cited(self) -> frozenset[str]:
        """The concepts that are documents or meetings, which a text cites by naming them."""
        return frozenset(c.concept_id for c in self.concepts if c.category in ("law_or_document", "meeting"))

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The labels, compiled at first use."""
        return Gazetteer(self.labels)


def vocabulary(curated: Curated, texts: Mapping[str, str]) -> Vocabulary:
    """The vocabulary of a package, its references checked.

    Args:
        curated: the curated lines.
        texts: the decoded texts by document id; only those that curated lines point into are looked up.

    Raises:
        InputError: a duplicate key, a reference to nothing, a label of two concepts that no sense decides, a span or quote that
            is not in its text.
    """
    lines = curated.lines
    made = Vocabulary(
        sha256=curated.sha256,
        documents={line["document_id"]: line for line in lines["documents"]},
        facts={line["key"]: line["value"] for line in lines["package"] if line["value"] is not None},
        sources=tuple(sorted((given_rows.source(line) for line in lines["sources"]), key=lambda r: r.document_id)),
        concepts=tuple(sorted((Concept(**line) for line in lines["concepts"]), key=lambda r: r.concept_id)),
        labels=tuple(
            sorted((given_rows.label(line) for line in lines["concept_labels"]), key=lambda r: (r.concept_id, r.language, r.kind))
        ),
        members=tuple(sorted((given_rows.member(line) for line in lines["concept_members"]), key=lambda r: (r.concept_id, r.position))),
        assertions=tuple(
            sorted(
                (given_rows.assertion(line) for line in (*lines["assertions"], *evidence_lines(lines["parallels"]))), key=lambda r: r[1:4]
            )
        ),
        senses=_senses(MentionSense(**line) for line in lines["mention_senses"]),
        corrections=_by_document(Correction(**line) for line in lines["corrections"]),
        notes=_by_document(TextNote(**line) for line in lines["text_notes"]),
        parallels=tuple(ParallelLine(**line) for line in lines["parallels"]),
    )
    problems = [*line_faults(curated, texts)]
    if problems:
        raise InputError(*problems)
    return made


def _senses(rows: Iterable[MentionSense]) -> dict[str, dict[Span, str]]:
    found: dict[str, dict[Span, str]] = defaultdict(dict)
    for row in rows:
        found[row.document_id][Span(row.start_char, row.end_char)] = row.concept_id
    return dict(found)


def _by_document(rows: Iterable[Noted]) -> dict[str, tuple[Noted, ...]]:
    found: dict[str, list[Noted]] = defaultdict(list)
    for row in rows:
        found[row.document_id].append(row)
    return {document_id: tuple(lines) for document_id, lines in found.items()}
