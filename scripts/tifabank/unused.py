"""Curated lines that match nothing: notices of `check`, never errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tifabank.corrections import given_lists
from tifabank.gazetteer import regular_plural
from tifabank.pipeline import map_document
from tifabank.tables import Tables
from tifabank.text import RawText, Span, Text, fold
from tifabank.vocabulary import Vocabulary


def unused_lines(texts: Sequence[RawText], known: Vocabulary, tables: Tables) -> Iterator[str]:
    """One notice for each attested label, sense and correction that no row comes from."""
    yield from _labels(known, tables)
    for raw in texts:
        yield from _senses(raw, known, tables)
        yield from _corrections(raw, known)


def _labels(known: Vocabulary, tables: Tables) -> Iterator[str]:
    found = {fold(text) for text in tables["mentions"]["text"].to_pylist()}
    for label in known.labels:
        form = fold(label.label)
        if label.kind == "attested" and form not in found and not (label.plural and regular_plural(form) in found):
            yield f"raw/curated/concept_labels.csv: {label.concept_id}: the attested label {label.label!r} occurs in no text"


def _senses(raw: RawText, known: Vocabulary, tables: Tables) -> Iterator[str]:
    senses = known.senses.get(raw.document_id, {})
    if not senses:
        return
    mentions = zip(*(tables["mentions"][c].to_pylist() for c in ("document_id", "start_char", "end_char", "sense_basis")), strict=True)
    used = {Span(start, end) for document_id, start, end, basis in mentions if document_id == raw.document_id and basis == "curated"}
    for span in sorted(senses.keys() - used):
        yield f"raw/curated/mention_senses.csv: {raw.document_id}, {span.start}-{span.end}: decides no mention"


def _corrections(raw: RawText, known: Vocabulary) -> Iterator[str]:
    lines = known.corrections.get(raw.document_id, ())
    if not lines:
        return
    found = map_document(raw, replace(known, corrections={}))
    for line in lines:
        spans = {(row.start_char, row.end_char) for row in found.get(line.table_name, ()) if hasattr(row, "start_char")}
        if line.action != "add" and (line.start_char, line.end_char) not in spans:
            place = f"{raw.document_id}, {line.table_name}, {line.start_char}-{line.end_char}"
            yield f"raw/curated/corrections.csv: {place}: there is no row to {line.action}"
    text = Text(raw.document_id, raw.data.decode("utf-8"))
    for kind, items in given_lists(text, lines).added:
        span = Span(items[0].start, items[-1].end)
        found_items = [Span(i.start_char, i.end_char) for i in found["enumeration_items"] if i.enumeration_id == text.row_id("enu", *span)]
        if found_items == list(items):
            yield f"raw/curated/corrections.csv: {raw.document_id}, enumerations, {span.start}-{span.end}: the rules find this {kind}"
