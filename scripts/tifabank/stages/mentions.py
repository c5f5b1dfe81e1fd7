"""Mentions: every occurrence of a label, those inside longer ones included, with the concept it names.

In: a text, its paragraphs and sentences, the gazetteer, and the curated senses of homonyms. Out: rows in order of place,
longest first. A match that would cross a paragraph's end is none. Source: annotation guidelines, Mentions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from tifabank.gazetteer import Entry, Gazetteer
from tifabank.rows import ConceptLabel, Mention, Paragraph, Rule, Sentence
from tifabank.spans import SpanIndex
from tifabank.text import Span, Text, squeeze

RULES = [
    Rule("mentions.label", "mentions", "gazetteer", 2, "A label of one concept, on the folded text, at word boundaries."),
    Rule("mentions.sense", "mentions", "curated", 2, "A homonym that a line of mention_senses.csv decides."),
    Rule("mentions.undecided", "mentions", "gazetteer", 2, "A homonym that no curated line decides."),
]


def mentions(
    text: Text, paragraphs: list[Paragraph], sentences: list[Sentence], gazetteer: Gazetteer, senses: Mapping[Span, str]
) -> list[Mention]:
    """The mentions of a document. `senses` maps spans of homonyms to concept ids."""
    hits = gazetteer.find(text)
    spans = [(start, end) for start, end, _ in hits]
    in_paragraph = SpanIndex(paragraphs).holding_each(spans)
    in_sentence = SpanIndex(sentences).holding_each(spans)
    rows = []
    reach = 0
    for (start, end, entry), paragraph, sentence in zip(hits, in_paragraph, in_sentence, strict=True):
        if paragraph is not None:
            words = squeeze(text.raw, start, end)
            label, basis, rule_id = _sense(entry, words, start, end, senses)
            row = Mention(  # by position, as texts have very many: in the order of the columns
                text.row_id("men", start, end),
                text.document_id,
                paragraph.paragraph_id,
                sentence.sentence_id if sentence else None,
                None if basis == "undecided" else label.concept_id,
                label.concept_label_id,
                basis,
                start,
                end,
                words,
                end <= reach,
                rule_id,
            )
            rows.append(row)
            reach = max(reach, end)
    return rows


Basis = Literal["label", "curated", "undecided"]


def _sense(entry: Entry, words: str, start: int, end: int, senses: Mapping[Span, str]) -> tuple[ConceptLabel, Basis, str]:
    """The label that matched (the one written just so, else the first), what decides its concept, and by which rule."""
    labels, worded, concepts = entry
    if len(concepts) == 1:
        return worded.get(words, labels[0]), "label", "mentions.label"
    chosen = [label for label in labels if label.concept_id == senses.get(Span(start, end))]
    if chosen:
        return next((label for label in chosen if label.label == words), chosen[0]), "curated", "mentions.sense"
    return labels[0], "undecided", "mentions.undecided"
