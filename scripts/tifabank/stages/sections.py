"""Sections: headings on lines of their own, run-in headings, and lead-ins that open a block.

In: a text and its paragraphs. Out: rows in order of place, longest first, each with its parent. A section reaches from its
heading to the last running text before the next heading of its level; a run-in heading names its own paragraph.
Source: annotation guidelines, Sections.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import pairwise, takewhile, zip_longest
from typing import NamedTuple

from tifabank.boundaries import sentence_ends
from tifabank.numbering import BULLET, ORDINALS, Sign, article, han_number, is_list_line, roman, sign
from tifabank.rows import Paragraph, Rule, Section
from tifabank.text import Span, Text
from tifabank.words import AUXILIARIES, ONLY_VERBS, PRONOUNS, is_present

RULES = [
    Rule(
        "sections.heading",
        "sections",
        "layout",
        2,
        "A heading paragraph opens a section; number styles give the level, and a series may change its style (4., V.).",
    ),
    Rule(
        "sections.run_in",
        "sections",
        "layout",
        2,
        "First sentences that run into the text with no space after their full stop, in two paragraphs or more.",
    ),
    Rule(
        "sections.run_in_colon",
        "sections",
        "layout",
        2,
        "First clauses of three to twenty words before a colon, in neighbouring paragraphs.",
    ),
    Rule(
        "sections.run_in_number",
        "sections",
        "layout",
        2,
        "First sentences of at most twenty words, numbered or after a dash, with text after them, in neighbouring paragraphs.",
    ),
    Rule("sections.lead_in", "sections", "layout", 2, "A paragraph that ends in a colon opens the block after it."),
]

_RUN_IN_WORDS = 40
_NUMBERED_WORDS = 20
_DASH = re.compile(r"[–—] ")
_DASH_WORDS, _DASH_LENGTH = 10, 100  # words of a heading after a dash; characters of its paragraph
_COLON_WORDS = range(3, 21)
_CHAPTER = re.compile(
    r"(?P<word>Chapter|Part|Section|CHAPTER|PART|SECTION) (?P<value>\d{1,2}|[IVXL]+)[.:：]? (?=\S)|第(?P<han>[一二三四五六七八九十]{1,3})(?P<unit>[章节编部])\s*(?=\S)"
)
_SALUTATION_WORDS = 10
_BESIDE_WORDS, _WORD_HEADING = 6, 2
_PREDICATE_WORDS, _NAMED_WORDS = 8, 15  # words of such a heading; of its paragraph
_LEAST_PREDICATES = 3
_IS_THE = re.compile(r"\s(?:is|are) (?:the|an?|its|our)\s")
_LABEL = re.compile(
    r"abstract|summary|executive summary|key ?words|key points|foreword|preface|acknowledge?ments|contents|overview|introduction|background|preamble",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:conclusions?|concluding remarks|references|bibliography|notes|acknowledge?ments|see also|further reading|external links)",
    re.IGNORECASE,
)
_ASKED = re.compile(r"(?:Q|Question )(\d{1,2}) ?[.)] (?=\S)")
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.? (?=[A-Z])")
_ANSWERS = frozenset("yes no well thanks right true sorry good perhaps maybe indeed exactly nothing thank".split())
_LINKS = re.compile(r"see also|further reading|external links|related .{3,20}", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:Article|Section|Art\.) \d+ (?=\S)")
_GOES_ON = frozenset(
    "including namely as following follows are is that".split()
)  # words after which a colon only brings what they announce
_COLONS = ":："


class _Head(NamedTuple):
    """A heading found: its section's kind, its span, its number sign and the rule that found it."""

    kind: str
    span: Span
    number: Sign | None
    rule: str


class _Node(NamedTuple):
    """A section in terms of paragraph indexes: from `first` up to and with `last`."""

    head: _Head
    first: int
    last: int


def sections(text: Text, paragraphs: list[Paragraph]) -> list[Section]:
    """The sections of a document."""
    headed = _headed(text, paragraphs)
    nodes = headed + [n for scope in _scopes(paragraphs) for n in _inner(text, paragraphs, *scope)]
    rows: list[Section] = []
    open_: list[Section] = []
    for node in sorted(nodes, key=lambda n: (n.first, -n.last)):
        start, end = paragraphs[node.first].start_char, paragraphs[node.last].end_char
        while open_ and open_[-1].end_char < end:
            open_.pop()
        rows.append(_row(text, node, start, end, open_[-1] if open_ else None))
        open_.append(rows[-1])
    return rows


def assigned(paragraphs: list[Paragraph], sections: list[Section]) -> list[Paragraph]:
    """The paragraphs with the innermost section that holds each."""
    open_: list[Section] = []
    rows, ahead = [], list(reversed(sections))
    for paragraph in paragraphs:
        while ahead and ahead[-1].start_char <= paragraph.start_char:
            open_.append(ahead.pop())
        while open_ and open_[-1].end_char <= paragraph.start_char:
            open_.pop()
        rows.append(paragraph._replace(section_id=open_[-1].section_id) if open_ else paragraph)
    return rows


def _headed(text: Text, paragraphs: list[Paragraph]) -> list[_Node]:
    """Sections under heading paragraphs. A heading closes the open ones of its level and below."""
    nodes: list[_Node] = []
    open_: list[tuple[int, _Head]] = []
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
            nodes.append(_Node(closed, first, _last_text(paragraphs, first, i)))
        if head:
            open_.append((i, head))
    return nodes


def _heading(text: Text, paragraph: Paragraph) -> _Head:
    start, end = text.folded(paragraph.start_char), text.folded(paragraph.end_char)
    ways = (sign, article, _decimal, _chapter, _question)
    number = next((found for way in ways if (found := way(text.plain, start, end))), None)
    begin = text.first.raw(start + number.length) if number else paragraph.start_char
    return _Head("heading", text.strip(begin, paragraph.end_char), number, "sections.heading")


def _question(plain: str, start: int, end: int) -> Sign | None:
    """The number of a question: "Q1. What is it?"."""
    match = _ASKED.match(plain, start, end)
    return Sign("question", int(match[1]), match.end() - start) if match else None


def _decimal(plain: str, start: int, end: int) -> Sign | None:
    """A number without a mark of its own: "2 Methods", "2.1 Data"; each further part is a level."""
    match = _DECIMAL.match(plain, start, end)
    if not match:
        return None
    parts = match[1].split(".")
    return Sign("digits" if len(parts) == 1 else f"decimal {len(parts)}", int(parts[-1]), match.end() - start)


def _chapter(plain: str, start: int, end: int) -> Sign | None:
    """A number with its word: "Chapter I", "Part 2:", 第三章."""
    match = _CHAPTER.match(plain, start, end)
    if not match or match.end() == end:
        return None
    value = match["value"] or match["han"]
    number = int(value) if value.isdecimal() else roman(value) or han_number(value)
    return Sign((match["word"] or match["unit"]).lower(), number, match.end() - start) if number else None


def _level(open_: list[tuple[int, _Head]], number: Sign | None) -> int:
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


def _scopes(paragraphs: list[Paragraph]) -> list[tuple[int, int]]:
    """Stretches between headings: first index and end index."""
    edges = [-1, *(i for i, p in enumerate(paragraphs) if p.kind == "heading"), len(paragraphs)]
    return [(a + 1, b) for a, b in pairwise(edges)]


def _inner(text: Text, paragraphs: list[Paragraph], first: int, stop: int) -> list[_Node]:
    """Lead-ins and run-in headings between two headings."""
    body = [i for i in range(first, stop) if paragraphs[i].kind == "body"]
    leads = [i for i in body[:-1] if paragraphs[i].text[-1] in _COLONS and paragraphs[i].words and not _is_salutation(paragraphs, i)]
    heads = _run_ins(text, paragraphs, sorted(set(body) - set(leads)))
    blocks = pairwise([*leads, stop])
    found = list(heads.items())
    return [
        *(_lead_in(text, paragraphs, i, body[bisect_right(body, i) : bisect_left(body, after)]) for i, after in blocks),
        *(_Node(head, i, _last_of(body, i, head, later)) for (i, head), later in zip_longest(found, found[1:])),
    ]


def _last_of(body: list[int], i: int, head: _Head, later: tuple[int, _Head] | None) -> int:
    """The last paragraph under a run-in heading: its own, or, where its number is followed by the next one, what stands before that."""
    if later is None or not head.number or not later[1].number or later[1].number.value != head.number.value + 1:
        return i
    return body[bisect_left(body, later[0]) - 1]


def _is_salutation(paragraphs: list[Paragraph], i: int) -> bool:
    """Whether a line that ends in a colon names whom the text is for: the first running text, short, and no list after it."""
    first = next(k for k, p in enumerate(paragraphs) if p.kind == "body") == i
    low = set(paragraphs[i].text.lower().rstrip(":：").split())
    named = low.isdisjoint(AUXILIARIES | PRONOUNS | ONLY_VERBS | {"following"})
    return first and named and len(low) <= _SALUTATION_WORDS and not is_list_line(paragraphs[i + 1].text)


def _style(paragraph: Paragraph) -> str | None:
    """How the number sign is written that opens a paragraph."""
    number = sign(paragraph.text, 0, len(paragraph.text))
    return number.style if number else None


def _lead_in(text: Text, paragraphs: list[Paragraph], i: int, after: list[int]) -> _Node:
    """The block that a lead-in opens: the list lines after it, or else all text up to the next lead-in or heading."""
    lines = list(takewhile(lambda j: is_list_line(paragraphs[j].text) and _style(paragraphs[j]) == _style(paragraphs[after[0]]), after))
    p = paragraphs[i]
    number = _ARTICLE.match(text.raw, p.start_char, p.end_char)
    head = _Head("lead_in", text.strip(number.end() if number else p.start_char, p.end_char - 1), None, "sections.lead_in")
    return _Node(head, i, (lines or after or [i])[-1])


def _run_ins(text: Text, paragraphs: list[Paragraph], body: list[int]) -> dict[int, _Head]:
    """Run-in headings by the first way that finds at least two in the stretch."""
    ways: list[Callable[[Text, Paragraph], _Head | None]] = [_unspaced, _numbered, _before_colon, _word, _predicate]
    for way in ways:
        found = {i: head for i in body if (head := way(text, paragraphs[i]))}
        if way is _predicate and len(found) < _LEAST_PREDICATES:
            continue
        if len(found) > 1 and len({text.squeeze(*h.span) for h in found.values()}) == len(found):
            return found | (_beside(text, paragraphs, body, found) if way is _unspaced else {})
    return {}


def _first_sentence(text: Text, paragraph: Paragraph) -> tuple[int, int, int]:
    """Folded start, end of the first sentence and end of the paragraph."""
    start, end = text.folded(paragraph.start_char), text.folded(paragraph.end_char)
    return start, next(iter(sentence_ends(text.plain, start, end)), end), end


def _head(text: Text, start: int, end: int, number: Sign | None, rule: str) -> _Head | None:
    """A run-in heading over a folded range, its closing mark outside; None if it has no words."""
    words = text.plain[start:end].rstrip(" .。．")
    if not any(c.isalnum() for c in words):
        return None
    return _Head("run_in", Span(text.first.raw(start), text.first.raw_end(start + len(words))), number, f"sections.{rule}")


def _unspaced(text: Text, paragraph: Paragraph) -> _Head | None:
    start, stop, end = _first_sentence(text, paragraph)
    number = sign(text.plain, start, stop)
    words = text.plain[start:stop].split()
    short = len(words) <= _RUN_IN_WORDS and words[0].lower().strip(",").removesuffix("ly") not in ORDINALS
    runs = stop < end and text.plain[stop] != " " and text.plain[stop - 1] == "."
    return _head(text, start + (number.length if number else 0), stop, number, "run_in") if short and runs else None


def _beside(text: Text, paragraphs: list[Paragraph], body: list[int], found: dict[int, _Head]) -> dict[int, _Head]:
    """Headings beside run-in ones that keep their space: first sentences as short as theirs."""
    most = max(len(text.squeeze(*head.span).split()) for head in found.values())
    near = {j for i in found for j in (body.index(i) - 1, body.index(i) + 1) if 0 <= j < len(body)}
    opening = {tuple(text.squeeze(*head.span).split()[:2]) for head in found.values()}
    alike = {j: tuple(paragraphs[body[j]].text.split()[:2]) in opening for j in near}  # "Handle the relation between ..."
    heads = {
        body[j]: _short(text, paragraphs[body[j]], most if alike[j] else min(most, _BESIDE_WORDS)) for j in near if body[j] not in found
    }
    return {i: head for i, head in heads.items() if head}


def _word(text: Text, paragraph: Paragraph) -> _Head | None:
    """A first sentence of one or two words ("Serving. The village ...")."""
    return _short(text, paragraph, _WORD_HEADING)


def _predicate(text: Text, paragraph: Paragraph) -> _Head | None:
    """A short first sentence of the build "X is the Y." before a longer text."""
    head = _short(text, paragraph, _PREDICATE_WORDS)
    return head if head and _IS_THE.search(text.squeeze(*head.span)) and paragraph.words >= _NAMED_WORDS else None


def _short(text: Text, paragraph: Paragraph, most: int) -> _Head | None:
    start, stop, end = _first_sentence(text, paragraph)
    words = text.plain[start:stop].split()
    short = 0 < len(words) <= most and stop < end and text.plain[stop - 1] == "." and words[0].lower().strip(".") not in _ANSWERS
    return _head(text, start, stop, None, "run_in") if short else None


def _numbered(text: Text, paragraph: Paragraph) -> _Head | None:
    start, stop, end = _first_sentence(text, paragraph)
    number = sign(text.plain, start, end)
    dash = _DASH.match(text.plain, start, end)
    if dash and stop < end and len(text.plain[start:stop].split()) <= _DASH_WORDS and end - start > _DASH_LENGTH:
        return _head(text, dash.end(), stop, None, "run_in_number")
    if not number or stop == end or len(text.plain[start:stop].split()) > _NUMBERED_WORDS:
        return None
    return _head(text, start + number.length, stop, number, "run_in_number")


def _before_colon(text: Text, paragraph: Paragraph) -> _Head | None:
    """A clause before a colon; a speaker's name before a colon is none."""
    start, stop, end = _first_sentence(text, paragraph)
    if BULLET.match(text.plain, start, end):
        return None  # a list line
    colon = min((c for c in (text.plain.find(mark, start, stop) for mark in _COLONS) if c > 0), default=-1)
    words = text.plain[start:colon].split() if colon > 0 else []
    if (
        len(words) not in _COLON_WORDS
        or colon + 1 >= end
        or not any(w[0].islower() for w in words[1:])
        or not AUXILIARIES.isdisjoint(words)
        or any(is_present(a, b) for a, b in pairwise([*map(str.lower, words[1:]), ""]))
        or words[-1].lower() in _GOES_ON
    ):
        return None
    return _head(text, start, colon, None, "run_in_colon")


def _row(text: Text, node: _Node, start: int, end: int, parent: Section | None) -> Section:
    head = node.head
    number = text.squeeze(start, head.span.start) if head.number else None
    return Section(
        section_id=text.row_id("sec", start, end),
        document_id=text.document_id,
        parent_id=parent.section_id if parent else None,
        level=parent.level + 1 if parent else 1,
        number=number,
        kind=head.kind,  # type: ignore[arg-type]  # the vocabulary is checked over columns
        heading=text.squeeze(*head.span),
        heading_start_char=head.span.start,
        heading_end_char=head.span.end,
        start_char=start,
        end_char=end,
        rule_id=head.rule,
    )
