"""Quotations: what stands in quotation marks of any style, and what it is there for.

In: a text, its paragraphs and sentences. Out: rows in order of place, longest first; the span is what stands between the marks. An
opening mark that nothing closes reaches to the end of its sentence. Source: annotation guidelines, Quotations.
"""

from __future__ import annotations

from itertools import pairwise

from tifabank.quotes import Quote, quotes
from tifabank.rows import Paragraph, Quotation, Rule, Sentence
from tifabank.spans import SpanIndex
from tifabank.stages.quotations.kinds import kind_of
from tifabank.text import Span, Text

RULES = [
    Rule("quotations.marks", "quotations", "pattern", 3, "Between an opening and a closing mark of one style."),
    Rule("quotations.unclosed", "quotations", "pattern", 3, "From an opening mark that nothing closes to the end of its sentence."),
]


def quotations(text: Text, paragraphs: list[Paragraph], sentences: list[Sentence]) -> list[Quotation]:
    """The quotations of a document, furniture left out."""
    in_sentence = SpanIndex(sentences)
    rows = []
    for paragraph, following in pairwise([*paragraphs, None]):
        if paragraph is None or paragraph.kind == "furniture":
            continue
        for quote in quotes(text, paragraph.start_char, paragraph.end_char).found:
            span = _span(text, quote, paragraph, in_sentence, goes_on=_goes_on(text, quote, paragraph, following))
            if span.end > span.start:
                rows.append(_row(text, paragraph, quote, span))
    return list({row.quotation_id: row for row in sorted(rows, key=lambda r: (r.start_char, -r.end_char))}.values())


def _goes_on(text: Text, quote: Quote, paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Whether an unclosed quotation fills its paragraph and the next one opens it again, as is done with long ones."""
    opens = quote.outer.start == paragraph.start_char
    return opens and following is not None and text.raw[following.start_char] == text.raw[quote.outer.start]


def _span(text: Text, quote: Quote, paragraph: Paragraph, sentences: SpanIndex[Sentence], *, goes_on: bool) -> Span:
    if quote.closed or goes_on:
        return text.strip(*quote.inner)
    sentence = sentences.at(quote.inner.start)
    return text.strip(quote.inner.start, min(quote.inner.end, sentence.end_char if sentence else paragraph.end_char))


def _row(text: Text, paragraph: Paragraph, quote: Quote, span: Span) -> Quotation:
    return Quotation(
        quotation_id=text.row_id("quo", *span),
        document_id=text.document_id,
        paragraph_id=paragraph.paragraph_id,
        kind=kind_of(text, quote, span, paragraph),
        start_char=span.start,
        end_char=span.end,
        text=text.squeeze(*span),
        rule_id="quotations.marks" if quote.closed else "quotations.unclosed",
    )
