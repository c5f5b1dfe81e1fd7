"""Heading lines: their number, their level, and what each holds."""

from __future__ import annotations

import re
from typing import NamedTuple

from tifabank.numbering import Sign, article, cardinal, han_number, roman, sign
from tifabank.rows import Paragraph
from tifabank.text import Span, Text

_CHAPTER = re.compile(
    r"(?P<word>Chapter|Part|Section|CHAPTER|PART|SECTION) (?P<value>\d{1,2}|[IVXL]+|(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b|[A-H](?=[.:：]))[.:：]? (?=\S)|第(?P<han>[一二三四五六七八九十]{1,3})(?P<unit>[章节编部])\s*(?=\S)"
)
_BARE_CHAPTER = re.compile(  # its name stands on the next line
    r"(?P<word>Chapter|Part|Section|CHAPTER|PART|SECTION) (?P<value>\d{1,2}|[IVXL]+)[.:：]?|第(?P<han>[一二三四五六七八九十]{1,3})(?P<unit>[章节编部])"
)
_LABEL = re.compile(
    r"abstract|summary|executive summary|key ?words|key points|foreword|preface|acknowledge?ments|contents|overview|introduction|background|preamble",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:conclusions?|concluding remarks|references|bibliography|notes|acknowledge?ments|see also|further reading|external links)",
    re.IGNORECASE,
)
_ASKED = re.compile(r"(?:Q|Question )(\d{1,2}) ?[.)] (?=\S)")
_LETTERS = "ABCDEFGH"  # of parts
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})[./]? (?=[A-Z\u4e00-\u9fff“\"])")
_CIRCLES = 10  # numbers that there are in filled circles
_LINKS = re.compile(r"see also|further reading|external links|related .{3,20}", re.IGNORECASE)


class Head(NamedTuple):
    """A heading found: its section's kind, its span, its number sign and the rule that found it."""

    kind: str
    span: Span
    number: Sign | None
    rule: str


class Node(NamedTuple):
    """A section in terms of paragraph indexes: from `first` up to and with `last`."""

    head: Head
    first: int
    last: int


def headed(text: Text, paragraphs: list[Paragraph]) -> list[Node]:
    """Sections under heading paragraphs. A heading closes the open ones of its level and below."""
    nodes: list[Node] = []
    open_: list[tuple[int, Head]] = []
    for i, paragraph in enumerate([*paragraphs, None]):
        if paragraph is not None and paragraph.kind != "heading":
            continue
        head = _heading(text, paragraph) if paragraph else None
        keep = _level(open_, head.number) if head else 0
        if keep and head and head.number and not open_[keep - 1][1].number and _LABEL.fullmatch(text.squeeze(*open_[keep - 1][1].span)):
            keep -= 1  # "Abstract" stands beside "1. Introduction", not above it
        if head and not head.number and _CLOSING.fullmatch(text.squeeze(*head.span)):
            keep = 0  # "Conclusion" stands beside "3. Results", not under it
        while len(open_) > keep:
            first, closed = open_.pop()
            nodes.append(Node(closed, first, _last_text(paragraphs, first, i)))
        if head:
            open_.append((i, head))
    return nodes


def _heading(text: Text, paragraph: Paragraph) -> Head:
    start, end = text.folded(paragraph.start_char), text.folded(paragraph.end_char)
    ways = (sign, article, _decimal, _chapter, _question, _filled_circle)
    number = next((found for way in ways if (found := way(text.plain, start, end))), None)
    named = number and start + number.length < end
    begin = text.first.raw(start + number.length) if number and named else paragraph.start_char
    return Head("heading", text.strip(begin, paragraph.end_char), number, "sections.heading")


def _question(plain: str, start: int, end: int) -> Sign | None:
    """The number of a question: "Q1. What is it?"."""
    match = _ASKED.match(plain, start, end)
    return Sign("question", int(match[1]), match.end() - start) if match else None


def _filled_circle(plain: str, start: int, end: int) -> Sign | None:
    """A number in a filled circle: "❶ Aims"."""
    value = ord(plain[start]) - ord("❶") + 1
    blank = start + 1 < end and plain[start + 1] == " "
    return Sign("filled circle", value, 1 + blank) if 0 < value <= _CIRCLES else None


def _decimal(plain: str, start: int, end: int) -> Sign | None:
    """A number without a mark of its own: "2 Methods", "2.1 Data"; each further part is a level."""
    match = _DECIMAL.match(plain, start, end)
    if not match:
        return None
    parts = match[1].split(".")
    return Sign("digits" if len(parts) == 1 else f"decimal {len(parts)}", int(parts[-1]), match.end() - start)


def _chapter(plain: str, start: int, end: int) -> Sign | None:
    """A number with its word: "Chapter I", "Part 2:", 第三章."""
    match = _CHAPTER.match(plain, start, end) or _BARE_CHAPTER.fullmatch(plain, start, end)
    if not match:
        return None
    value = match["value"] or match["han"]
    number = cardinal(value) or roman(value) or han_number(value) or (_LETTERS.find(value) + 1 if len(value) == 1 else 0)
    return Sign((match["word"] or match["unit"]).lower(), number, match.end() - start) if number else None


def _level(open_: list[tuple[int, Head]], number: Sign | None) -> int:
    """How many open sections a heading leaves open: those above the innermost one that it stands beside."""
    signs = [head.number for _, head in open_]
    depths = range(len(open_) - 1, -1, -1)
    alike = (d for d in depths if (s.style if (s := signs[d]) else None) == (number.style if number else None))
    follows = (d for d in depths if (s := signs[d]) and number and number.value == s.value + 1 and number.value > 1)
    return next(alike, next(follows, len(open_)))


def _last_text(paragraphs: list[Paragraph], first: int, stop: int) -> int:
    """Index of the last running text in `[first, stop)`; of the last link where a "See also" heads nothing else; or `first`."""
    inside = range(first + 1, stop)
    texts = (i for i in reversed(inside) if paragraphs[i].kind in ("body", "heading"))
    links = (i for i in reversed(inside) if paragraphs[i].kind == "related_link")
    return next(texts, next(links, first) if _LINKS.fullmatch(paragraphs[first].text) else first)
