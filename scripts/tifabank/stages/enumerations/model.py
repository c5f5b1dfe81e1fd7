"""What the ways of finding lists share: items, found lists, and the frame of a document in which places are looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from tifabank.rows import Paragraph, Quotation, Section, Sentence
from tifabank.spans import SpanIndex
from tifabank.text import Span, Text

_CLAUSE_END = re.compile(r"[,;:，；：。！？]|[.!?](?=[\s\"'”’)]|\Z)| [-–—] ")
_TAIL = re.compile(r"(?:[,;,，；、:(（—–-]|(?<=[\s,;])(?:[Aa]nd|or|while|whereas|but))\Z")
_REST_OF_WORD = re.compile(r"\S{0,30}\s+(?=\S)")
_LONGEST_LEAD = 600  # characters: lead-ins in a text without full stops stay linear
_TAIL_LENGTH = 10  # characters that hold the last separator or conjunction
_COORDINATION = re.compile(r"\s*(?:[\w'’-]+\s+){1,2}(?:and|or)\s")  # "background, connotation and significance" is one clause
_HAN = re.compile("[\u4e00-\u9fff]")
_OPEN, _CLOSE = "“(（「『《", "”)）」』》"


class Item(NamedTuple):
    """One item in raw offsets: its span from the marker on, the marker, the label."""

    span: Span
    marker: Span | None
    label: Span


class Found(NamedTuple):
    """A list as found, before rows are made of it; `name` and `lead_in` are raw spans."""

    kind: str
    rule: str
    items: tuple[Item, ...]
    name: Span | None = None
    declared: int | None = None
    lead_in: Span | None = None

    @property
    def span(self) -> Span:
        """From the first item to the last; of a list without items, the name."""
        if self.items:
            return Span(self.items[0].span.start, self.items[-1].span.end)
        return self.name or Span(0, 0)


class Frame:
    """A document's text and the rows found so far, to be looked up by raw position."""

    def __init__(
        self,
        text: Text,
        paragraphs: Sequence[Paragraph],
        sections: Sequence[Section],
        sentences: Sequence[Sentence],
        quotations: Sequence[Quotation],
    ) -> None:
        self.text = text
        self.paragraphs = SpanIndex(paragraphs)
        self._headings = SpanIndex([p for p in paragraphs if p.kind == "heading"])
        self.body = SpanIndex([p for p in paragraphs if p.kind == "body"])
        self.sentences = SpanIndex(sentences)
        self.sections = sections
        self.quotations = quotations
        self.quoted = SpanIndex(_outermost(quotations))
        self._places: dict[str, list[int]] = {}

    @cached_property
    def has_han(self) -> bool:
        """Whether the text holds a Chinese character: most texts need none of the Chinese rules."""
        return bool(_HAN.search(self.text.raw))

    @cached_property
    def title(self) -> str:
        """The last title; empty where there is none."""
        return next((p.text for p in reversed(self.paragraphs.rows) if p.kind == "title"), "")

    def places(self, expression: str) -> list[int]:
        """Where an expression is found in the raw text, looked for once."""
        if expression not in self._places:
            self._places[expression] = [match.start() for match in re.finditer(expression, self.text.raw)]
        return self._places[expression]

    def same_block(self, first: int, second: int) -> bool:
        """Whether no heading stands between two positions."""
        return not self._headings.count_in(first, second + 1)

    def section_of(self, position: int) -> str | None:
        """Id of the innermost section of the paragraph at a position."""
        paragraph = self.paragraphs.at(position)
        return paragraph.section_id if paragraph else None


def _outermost(quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations that lie in no other one."""
    kept: list[Quotation] = []
    for quotation in quotations:
        if not kept or quotation.start_char >= kept[-1].end_char:
            kept.append(quotation)
    return kept


def lead_of(text: Text, sentence: Sentence, end: int) -> Span:
    """The sentence up to a place: of one longer than any lead-in the last whole words, where blanks part them."""
    cut = end - _LONGEST_LEAD
    if cut <= sentence.start_char:
        return Span(sentence.start_char, end)
    rest = _REST_OF_WORD.match(text.raw, cut - 1, end)
    return Span(rest.end() if rest else cut, end)


def first_word(text: Text, span: Span) -> str:
    """The first word of a span in lower case; empty where it holds none."""
    return "".join(text.first_words(*span)).lower()


def label_of(text: Text, start: int, end: int) -> Span:
    """The label of an item: its first clause that is not empty, marks inside quotation marks and brackets not counting."""
    depth, done = 0, start
    for mark in _CLAUSE_END.finditer(text.raw, start, end):
        depth += _opened(text.raw[done : mark.start()])
        done = mark.start()
        goes_on = mark[0] in ",，" and _COORDINATION.match(text.raw, mark.end(), end)
        label = text.strip(start, mark.start())
        if label.end > label.start and depth <= 0 and not goes_on:
            return label
    return text.strip(start, end)


def _opened(piece: str) -> int:
    """Quotation marks and brackets opened less those closed."""
    return sum(piece.count(c) for c in _OPEN) - sum(piece.count(c) for c in _CLOSE)


def trim(text: Text, start: int, end: int) -> Span:
    """A span without the separators and the "and" that lead to the next item."""
    span = text.strip(start, end)
    while tail := _TAIL.search(text.raw, max(span.start, span.end - _TAIL_LENGTH), span.end):
        shorter = text.strip(span.start, tail.start())
        if shorter.end <= shorter.start:
            break
        span = shorter
    return span
