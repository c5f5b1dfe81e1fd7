"""Curated lines that match nothing, or not what they name: notices of `check`, never errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from tifabank.checking.findings import keys_of
from tifabank.checking.opened import Stored
from tifabank.corrections import ITEMS, KINDS, given_lists
from tifabank.curated import typed
from tifabank.differences.versions import order
from tifabank.inputs import Input
from tifabank.pipeline import map_document
from tifabank.raw import curated_lines, read_text
from tifabank.rows import TABLES, ConceptMember
from tifabank.schema import columns
from tifabank.text import RawText, Span, Text, fold
from tifabank.vocabulary import Vocabulary

FACTS = frozenset(
    "base_url creators data_license date description doi keywords name publisher removal repository text_rights title version".split()
)
"""The facts of package.csv that descriptor and citation are made of."""

_FEW = 5  # lines that a notice names


class Notice(NamedTuple):
    """A curated line that is worth a look: its file, what is to be seen, and which line it is."""

    file: str
    what: str
    line: str


def summed(notices: Iterable[Notice]) -> list[str]:
    """A line of text for all notices of one kind: how many there are, and the first ones."""
    kinds: dict[tuple[str, str], list[str]] = defaultdict(list)
    for notice in notices:
        kinds[notice[:2]].append(notice.line)
    more = {kind: f" and {len(lines) - _FEW} more" if len(lines) > _FEW else "" for kind, lines in kinds.items()}
    return [
        f"raw/curated/{file}.csv: {what} ({len(lines)}): {', '.join(lines[:_FEW])}{more[file, what]}"
        for (file, what), lines in kinds.items()
    ]


def unused_lines(source: Input, stored: Stored) -> Iterator[Notice]:
    """Lines that no row comes from, and that nothing leads to; the tables are sound, and made from this input."""
    known = source.vocabulary
    labels: set[str] = set()
    decided: set[tuple[str, Span]] = set()
    for part in stored.sound("mentions", ("document_id", "concept_label_id", "sense_basis", "start_char", "end_char")):
        labels.update(part["concept_label_id"].unique().to_pylist())
        rows = part.filter(pc.equal(part["sense_basis"], "curated"))
        for document_id, start, end in zip(*(rows[c].to_pylist() for c in ("document_id", "start_char", "end_char")), strict=True):
            decided.add((document_id, Span(start, end)))
    yield from _labels(known, labels)
    yield from _concepts(known, labels)
    yield from _formulas(known, stored)
    for document_id, senses in sorted(known.senses.items()):
        for span in sorted(senses):
            if (document_id, span) not in decided:
                yield Notice("mention_senses", "lines that decide no mention", _place(document_id, span))
    for file in source.files:
        if file.document_id in known.corrections:
            yield from _corrections(read_text(source.folder, file), known)
    yield from _retired(source, stored)
    yield from _facts(known)


def _place(document_id: str, span: Span) -> str:
    return f"{document_id} {span.start}-{span.end}"


def _labels(known: Vocabulary, used: Collection[str]) -> Iterator[Notice]:
    found = {fold(label.label) for label in known.labels if label.concept_label_id in used}
    for label in known.labels:
        if label.kind == "attested" and fold(label.label) not in found:
            yield Notice("concept_labels", "attested labels that occur in no text", f"{label.concept_id} {label.label!r}")


def _concepts(known: Vocabulary, labels: Collection[str]) -> Iterator[Notice]:
    """Concepts that no text names, no parallel has, and no such concept has as a member or a broader one."""
    leads: dict[str, set[str]] = defaultdict(set)
    for member in known.members:
        leads[member.concept_id].add(member.member_concept_id or "")
    for concept in known.concepts:
        leads[concept.concept_id].add(concept.broader_id or "")
    used = {label.concept_id for label in known.labels if label.concept_label_id in labels}
    used |= {concept for line in known.parallels for concept in (line.concept_id, line.span_concept_id) if concept}
    used |= {concept for spans in known.senses.values() for concept in spans.values()}
    new = used
    while new := {other for concept in new for other in leads[concept]} - used:
        used |= new
    for concept in known.concepts:
        if concept.concept_id not in used:
            yield Notice("concepts", "concepts that no text names and no used concept leads to", concept.concept_id)


def _formulas(known: Vocabulary, stored: Stored) -> Iterator[Notice]:
    """Lists that bear the name of a formula and have items, none of which is one of its members: another formula of that name, perhaps."""
    members: dict[str, list[ConceptMember]] = defaultdict(list)
    for member in known.members:
        members[member.concept_id].append(member)
    named: dict[str, str] = {}
    for part in stored.sound("enumerations", ("enumeration_id", "concept_id")):
        rows = part.filter(pc.is_in(part["concept_id"], pa.array(sorted(members), pa.string())))
        named.update(zip(*(column.to_pylist() for column in rows.columns), strict=True))
    with_members: dict[str, bool] = {}
    for part in stored.sound("enumeration_items", ("enumeration_id", "concept_id", "label")):
        rows = part.filter(pc.is_in(part["enumeration_id"], pa.array(sorted(named), pa.string())))
        for list_id, concept, label in zip(*(column.to_pylist() for column in rows.columns), strict=True):
            with_members[list_id] = with_members.get(list_id, False) or any(_is(m, concept, label) for m in members[named[list_id]])
    for list_id, has_members in with_members.items():
        if not has_members:
            yield Notice("concept_members", "lists that bear the name of a formula and have other items", f"{list_id} {named[list_id]}")


def _is(member: ConceptMember, concept: str | None, label: str) -> bool:
    """Whether an item of this concept and label is a member of a formula: the same concept, or its wording."""
    wordings = (fold(words) for words in (member.label, member.label_zh) if words)
    return (concept is not None and concept == member.member_concept_id) or any(words in fold(label) for words in wordings)


def _corrections(raw: RawText, known: Vocabulary) -> Iterator[Notice]:
    """Corrections of one text that correct nothing."""
    lines, document_id = known.corrections[raw.document_id], raw.document_id
    found = map_document(raw, replace(known, corrections={}))
    rows = {(name, row.start_char, row.end_char): row for name in KINDS for row in found[name]}
    for line in lines:
        row = rows.get((line.table_name, line.start_char, line.end_char))
        place = f"{line.table_name} of {_place(document_id, Span(line.start_char, line.end_char))}"
        if line.action != "add" and row is None:
            yield Notice("corrections", f"lines that find no row to {line.action}", place)
        elif line.action == "change" and line.column != ITEMS:
            column = next(c for c in columns(TABLES[line.table_name]) if c.name == line.column)
            if getattr(row, column.name) == (None if line.value is None else typed(column, line.value)):
                yield Notice("corrections", "lines that set what the rules give", place)
    text = Text(document_id, raw.data.decode("utf-8"))
    for kind, items in given_lists(text, lines).added:
        span = Span(items[0].start, items[-1].end)
        found_items = [Span(i.start_char, i.end_char) for i in found["enumeration_items"] if i.enumeration_id == text.row_id("enu", *span)]
        if found_items == list(items):
            yield Notice("corrections", "lists that the rules find", f"{kind} of {_place(document_id, span)}")


def _retired(source: Input, stored: Stored) -> Iterator[Notice]:
    """Retired ids that are in use, whose successors are not, or that a later version than this one is said to lack first."""
    lines = curated_lines(source.folder, "retired_ids")
    retired = {line["old_id"]: line["new_id"] for line in lines}
    wanted = pa.array(sorted({*retired, *filter(None, retired.values())}), pa.string())
    there: set[str] = set()
    for name, row in TABLES.items() if retired else ():
        for part in stored.sound(name, (columns(row)[0].name,)):
            there.update(keys_of(part).filter(pc.is_in(keys_of(part), wanted)).to_pylist())
    for old, new in retired.items():
        if old in there:
            yield Notice("retired_ids", "old ids that are in use", old)
        if new and new not in there and new not in retired:
            yield Notice("retired_ids", "new ids that are not there", new)
    version = source.vocabulary.facts.get("version")
    for line in lines if version else ():
        if order(line["since_version"]) > order(str(version)):
            yield Notice("retired_ids", "ids retired since a version that is still to come", f"{line['old_id']} {line['since_version']}")


def _facts(known: Vocabulary) -> Iterator[Notice]:
    for key in sorted(known.facts.keys() - FACTS):
        yield Notice("package", "facts that nothing reads", key)
