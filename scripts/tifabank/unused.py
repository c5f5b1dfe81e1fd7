"""Curated lines that match nothing: notices of `check`, never errors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from tifabank.corrections import given_lists
from tifabank.inputs import Input
from tifabank.pipeline import map_document
from tifabank.raw import read_text
from tifabank.text import RawText, Span, Text, fold
from tifabank.vocabulary import Vocabulary


def unused_lines(source: Input, mentions: Iterable[pa.Table]) -> Iterator[str]:
    """One notice for each attested label, sense and correction that no row comes from; `mentions` is that table, part by part."""
    known = source.vocabulary
    labels: set[str] = set()
    decided: set[tuple[str, Span]] = set()
    for part in mentions:
        labels.update(part["concept_label_id"].unique().to_pylist())
        rows = part.filter(pc.equal(part["sense_basis"], "curated"))
        for document_id, start, end in zip(*(rows[c].to_pylist() for c in ("document_id", "start_char", "end_char")), strict=True):
            decided.add((document_id, Span(start, end)))
    yield from _labels(known, labels)
    for document_id, senses in sorted(known.senses.items()):
        for span in sorted(senses):
            if (document_id, span) not in decided:
                yield f"raw/curated/mention_senses.csv: {document_id}, {span.start}-{span.end}: decides no mention"
    for file in source.files:
        if file.document_id in known.corrections:
            yield from _corrections(read_text(source.folder, file), known)


def _labels(known: Vocabulary, used: Collection[str]) -> Iterator[str]:
    found = {fold(label.label) for label in known.labels if label.concept_label_id in used}
    for label in known.labels:
        if label.kind == "attested" and fold(label.label) not in found:
            yield f"raw/curated/concept_labels.csv: {label.concept_id}: the attested label {label.label!r} occurs in no text"


def _corrections(raw: RawText, known: Vocabulary) -> Iterator[str]:
    lines = known.corrections[raw.document_id]
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
