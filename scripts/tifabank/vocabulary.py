"""What people know, ready for use: curated tables as rows, labels compiled, senses and corrections by document."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from tifabank.corrections import line_fault
from tifabank.curated import Curated, Line
from tifabank.errors import InputError
from tifabank.gazetteer import Gazetteer
from tifabank.parallel_lines import evidence_lines, parallel_faults
from tifabank.rows import (
    CURATED,
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
from tifabank.schema import columns
from tifabank.text import Span, fold, squeeze

Noted = TypeVar("Noted", Correction, TextNote)

_FACTS = {"date": r"\d{4}-\d{2}-\d{2}", "name": r"[a-z0-9._-]+", "version": r"\d+\.\d+\.\d+([a-z0-9.+-]*)"}


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
        sources=tuple(sorted((_source(line) for line in lines["sources"]), key=lambda r: r.document_id)),
        concepts=tuple(sorted((Concept(**line) for line in lines["concepts"]), key=lambda r: r.concept_id)),
        labels=tuple(sorted((_label(line) for line in lines["concept_labels"]), key=lambda r: (r.concept_id, r.language, r.kind))),
        members=tuple(sorted((_member(line) for line in lines["concept_members"]), key=lambda r: (r.concept_id, r.position))),
        assertions=tuple(
            sorted((_assertion(line) for line in (*lines["assertions"], *evidence_lines(lines["parallels"]))), key=lambda r: r[1:4])
        ),
        senses=_senses(MentionSense(**line) for line in lines["mention_senses"]),
        corrections=_by_document(Correction(**line) for line in lines["corrections"]),
        notes=_by_document(TextNote(**line) for line in lines["text_notes"]),
        parallels=tuple(ParallelLine(**line) for line in lines["parallels"]),
    )
    problems = [
        *_duplicates(made),
        *_dangling(lines, made, texts),
        *_homonyms(made, texts),
        *_misplaced(lines, texts),
        *_facts(lines),
        *_corrections_faults(lines),
        *parallel_faults(lines["parallels"], {*texts, *(concept.concept_id for concept in made.concepts)}),
    ]
    if problems:
        raise InputError(*problems)
    return made


def _short_hash(*parts: Any) -> str:
    return hashlib.sha256("\0".join(str(p) for p in parts).encode()).hexdigest()[:8]


def _source(line: Line) -> Source:
    key = _short_hash(line["url"], line["title"], line["title_zh"], line["site"])
    return Source(source_id=f"{line['document_id']}_src-{line['relation'].replace('_', '-')}-{key}", **line)


def _label(line: Line) -> ConceptLabel:
    return ConceptLabel(concept_label_id=f"{line['concept_id']}_lab-{_short_hash(line['language'], line['kind'], line['label'])}", **line)


def _member(line: Line) -> ConceptMember:
    return ConceptMember(concept_member_id=f"{line['concept_id']}_mem-{line['position']}", **line)


def _assertion(line: Line) -> Assertion:
    key = _short_hash(line["subject_table"], line["value"], line["evidence_url"], line["note"])
    return Assertion(assertion_id=f"{line['subject_id']}_ass-{line['column_name'].replace('_', '-')}-{key}", **line)


MADE: Mapping[str, Callable[[Line], NamedTuple]] = {
    "sources": _source,
    "concepts": lambda line: Concept(**line),
    "concept_labels": _label,
    "concept_members": _member,
    "assertions": _assertion,
}
"""How a line of a curated file becomes a row of the table of that name; the first cell of the row is its id."""


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


def _duplicates(made: Vocabulary) -> Iterator[str]:
    keyed: dict[str, tuple[NamedTuple, ...]] = {
        "sources": made.sources,
        "concepts": made.concepts,
        "concept_labels": made.labels,
        "concept_members": made.members,
        "assertions": made.assertions,
    }
    for stem, rows in keyed.items():
        seen: set[str] = set()
        for row in rows:
            if row[0] in seen:
                yield f"raw/curated/{stem}.csv: the row {row[0]!r} stands twice: delete one"
            seen.add(row[0])


def _dangling(lines: Mapping[str, list[Line]], made: Vocabulary, raw: Mapping[str, str]) -> Iterator[str]:
    """References of curated lines to documents and concepts that are not there."""
    known: dict[str, set[str]] = {"documents": set(raw), "concepts": {c.concept_id for c in made.concepts}}
    for stem, row in CURATED.items():
        refs = [c for c in columns(row) if c.origin == "curated" and c.ref in known]
        for number, line in enumerate(lines[stem], 2):
            for column in refs:
                value = line[column.name]
                if value is not None and value not in known[str(column.ref)]:
                    yield f"raw/curated/{stem}.csv: row {number}, column {column.name}: no {str(column.ref)[:-1]} {value!r}: correct the id or add the row"


def _homonyms(made: Vocabulary, raw: Mapping[str, str]) -> Iterator[str]:
    """Labels of two concepts of which no line of mention_senses.csv decides an occurrence."""
    concepts: dict[str, dict[str, str]] = defaultdict(dict)
    for label in made.labels:
        concepts[fold(label.label)][label.concept_id] = label.label
    decided = {
        (fold(raw[document_id][span.start : span.end]), concept)
        for document_id, spans in made.senses.items()
        for span, concept in spans.items()
        if document_id in raw
    }
    for form, found in concepts.items():
        if len(found) > 1 and not any((form, concept) in decided for concept in found):
            wording = next(iter(found.values()))
            yield (
                f"raw/curated/concept_labels.csv: {wording!r} is a label of {' and '.join(sorted(found))}: "
                "delete one row, or decide its occurrences in mention_senses.csv"
            )


def _facts(lines: Mapping[str, list[Line]]) -> Iterator[str]:
    """Facts of package.csv that the descriptor cannot carry."""
    seen: set[str] = set()
    for number, line in enumerate(lines["package"], 2):
        place, key, value = f"raw/curated/package.csv: row {number}", line["key"], line["value"]
        if key in seen:
            yield f"{place}, column key: {key!r} stands twice: delete one row"
        seen.add(key)
        pattern = _FACTS.get(key)
        if value is not None and pattern and not re.fullmatch(pattern, value):
            yield f"{place}, column value: {value!r} does not match {pattern}: correct it"


def _corrections_faults(lines: Mapping[str, list[Line]]) -> Iterator[str]:
    """Corrections that cannot be applied, and columns that two lines set."""
    seen: dict[tuple[Any, ...], int] = {}
    for number, line in enumerate(lines["corrections"], 2):
        fault = line_fault(Correction(**line))
        if fault:
            yield f"raw/curated/corrections.csv: row {number}, {fault}"
        key = tuple(line[c] for c in ("document_id", "table_name", "start_char", "end_char", "column"))
        if key in seen:
            yield f"raw/curated/corrections.csv: row {number} corrects what row {seen[key]} does: delete one"
        seen.setdefault(key, number)


def _misplaced(lines: Mapping[str, list[Line]], raw: Mapping[str, str]) -> Iterator[str]:
    """Curated spans that leave their text, and quotes that are not at their place."""
    for stem in ("mention_senses", "corrections", "text_notes", "parallels"):
        for number, line in sorted(enumerate(lines[stem], 2), key=lambda each: str(each[1]["document_id"])):  # a text is read once
            text = raw.get(line["document_id"])
            start, end = line["start_char"], line["end_char"]
            place = f"raw/curated/{stem}.csv: row {number}"
            if text is None:
                continue
            if not start < end <= len(text):
                yield f"{place}, columns start_char and end_char: {start}-{end} is no span of a text of {len(text)} characters: correct them"
            elif line.get("exact") and " ".join(line["exact"].split()) != squeeze(text, start, end):
                yield f"{place}, column exact: {line['exact']!r} does not stand at {start}-{end}: correct the span or the quote"
