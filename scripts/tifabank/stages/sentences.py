"""Sentences of body paragraphs.

In: a text and its paragraphs. Out: rows in order; each list line and each lead-in line is at least one sentence of its own,
because it is a paragraph of its own. Source: annotation guidelines, Sentences; the rule itself is `boundaries.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tifabank.boundaries import ends_in
from tifabank.rows import Paragraph, Rule, Sentence
from tifabank.text import Span, Text

RULES = [
    Rule("sentences.final_mark", "sentences", "pattern", 3, "Ends at . ! ? … or a full-width mark with its closing quotes and brackets."),
]


def sentences(text: Text, paragraphs: list[Paragraph]) -> list[Sentence]:
    """The sentences of the body paragraphs, numbered through the document."""
    spans = [(p.paragraph_id, span) for p in paragraphs if p.kind == "body" for span in _spans(text, p)]
    return [_row(text, i, paragraph_id, span) for i, (paragraph_id, span) in enumerate(spans, 1)]


def _spans(text: Text, paragraph: Paragraph) -> Iterator[Span]:
    start, end = text.folded(paragraph.start_char), text.folded(paragraph.end_char)
    begin = paragraph.start_char
    for stop in ends_in(text, start, end):
        span = text.strip(begin, paragraph.end_char if stop == end else text.first.raw_end(stop))
        begin = span.end
        if span.end > span.start:
            yield span


def _row(text: Text, position: int, paragraph_id: str, span: Span) -> Sentence:
    words = text.squeeze(*span)
    return Sentence(
        sentence_id=text.row_id("sen", *span),
        document_id=text.document_id,
        paragraph_id=paragraph_id,
        position=position,
        start_char=span.start,
        end_char=span.end,
        words=text.words(*span),
        text=words,
        rule_id="sentences.final_mark",
    )
