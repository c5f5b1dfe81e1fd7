"""Sections: headings on lines of their own, run-in headings, and lead-ins that open a block.

In: a text and its paragraphs. Out: rows in order of place, longest first, each with its parent. A section reaches from its
heading to the last running text before the next heading of its level; a run-in heading names its own paragraph.
Source: annotation guidelines, Sections.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise, takewhile, zip_longest

from tifabank.numbering import is_list_line, sign
from tifabank.rows import Paragraph, Rule, Section
from tifabank.stages.sections.headings import Head, Node, headed
from tifabank.stages.sections.run_ins import run_ins
from tifabank.text import Text
from tifabank.words import AUXILIARIES, ONLY_VERBS, PRONOUNS

RULES = [
    Rule(
        "sections.heading",
        "sections",
        "layout",
        3,
        "A heading paragraph opens a section; number styles give the level, and a series may change its style (4., V.).",
    ),
    Rule(
        "sections.run_in",
        "sections",
        "layout",
        3,
        "First sentences that run into the text with no space after their full stop, in two paragraphs or more.",
    ),
    Rule(
        "sections.run_in_colon",
        "sections",
        "layout",
        3,
        "First clauses of three to twenty words before a colon, in neighbouring paragraphs.",
    ),
    Rule(
        "sections.run_in_number",
        "sections",
        "layout",
        3,
        "First sentences of at most twenty words, numbered or after a dash, with text after them, in neighbouring paragraphs.",
    ),
    Rule(
        "sections.run_in_clause",
        "sections",
        "layout",
        3,
        "Clauses of at most six words that open three neighbouring paragraphs or more, or one or two words before a colon there.",
    ),
    Rule("sections.lead_in", "sections", "layout", 4, "A paragraph that ends in a colon opens the block after it."),
]

_SALUTATION_WORDS, _OFFICES_WORDS = 10, 60
_FOLLOWING = re.compile(r"\b(?:as follows|following|below)\b|如下|以下")
_SPEAKER_WORDS, _SMALL = 6, frozenset("of the and for de van".split())
_READERS = frozenset("all the our every each fellow whom residents citizens villagers members".split())
_OFFICES = re.compile(r"\b(?:departments?|bureaus?|governments|offices|ministries|commissions|committees|units|agencies)\b", re.IGNORECASE)
_HAN_ANNOUNCES = re.compile("如下|以下|通知|为了?|根据")  # what a Chinese line says that brings something, and no address
_ARTICLE = re.compile(r"(?:Article|Section|Art\.) \d+ (?=\S)")
_REFERENCES = re.compile(
    r"(?:references|notes|bibliography|works cited|footnotes|sources|external links|参考文献|注释)(?:\s?\[\w+\])?", re.IGNORECASE
)
_COLONS = ":："


def sections(text: Text, paragraphs: list[Paragraph]) -> list[Section]:
    """The sections of a document."""
    opening = next((i for i, p in enumerate(paragraphs) if p.kind == "body"), -1)
    nodes = headed(text, paragraphs) + [n for scope in _scopes(paragraphs) for n in _inner(text, paragraphs, opening, *scope)]
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


def _scopes(paragraphs: list[Paragraph]) -> list[tuple[int, int]]:
    """Stretches between headings: first index and end index."""
    edges = [-1, *(i for i, p in enumerate(paragraphs) if p.kind == "heading"), len(paragraphs)]
    return [(a + 1, b) for a, b in pairwise(edges)]


def _inner(text: Text, paragraphs: list[Paragraph], opening: int, first: int, stop: int) -> list[Node]:
    """Lead-ins and run-in headings between two headings; `opening` is the first body paragraph of the text."""
    body = [i for i in range(first, stop) if paragraphs[i].kind == "body"]
    ends = [i for i in body if paragraphs[i].text[-1] in _COLONS and paragraphs[i].words and (i != body[-1] or _announces(paragraphs, i))]
    spoken = _speakers([paragraphs[i].text for i in ends])
    leads = [i for i in ends if paragraphs[i].text not in spoken and not (i == opening and _is_salutation(paragraphs, i))]
    listed = first > 0 and bool(_REFERENCES.fullmatch(paragraphs[first - 1].text))
    heads = {} if listed else run_ins(text, paragraphs, sorted(set(body) - set(leads)))
    blocks = pairwise([*leads, stop])
    found = list(heads.items())
    return [
        *(_lead_in(text, paragraphs, i, body[bisect_right(body, i) : bisect_left(body, after)]) for i, after in blocks),
        *(Node(head, i, _last_of(body, i, head, later)) for (i, head), later in zip_longest(found, found[1:])),
    ]


def _last_of(body: list[int], i: int, head: Head, later: tuple[int, Head] | None) -> int:
    """The last paragraph under a run-in heading: its own, or, where its number is followed by the next one, what stands before that."""
    if later is None or not head.number or not later[1].number or later[1].number.value != head.number.value + 1:
        return i
    return body[bisect_left(body, later[0]) - 1]


def _announces(paragraphs: list[Paragraph], i: int) -> bool:
    """Whether a line before a colon announces the numbered headings after it ("The matters are notified as follows:")."""
    heads = i + 1 < len(paragraphs) and paragraphs[i + 1].kind == "heading" and bool(_style(paragraphs[i + 1]))
    return heads and bool(_FOLLOWING.search(paragraphs[i].text))


def _speakers(labels: list[str]) -> set[str]:
    """Those of the lines before a colon that name speakers: short names, one of which stands again."""
    names = [
        label for label in labels if len(label.split()) <= _SPEAKER_WORDS and all(w[0].isupper() or w in _SMALL for w in label.split())
    ]
    return set(names) if len(set(names)) < len(names) else set()


def _is_salutation(paragraphs: list[Paragraph], i: int) -> bool:
    """Whether the first running text, which ends in a colon, names whom the text is for: no list comes after it."""
    return _names_readers(paragraphs[i].text.rstrip(_COLONS)) and not is_list_line(paragraphs[i + 1].text)


def _names_readers(words: str) -> bool:
    """Whether a line is an address: "To all ...", a few words without a verb, or the offices that a circular goes to."""
    low = words.lower().split()
    if _HAN_ANNOUNCES.search(words):
        return False
    if low[:1] == ["to"] and low[1:2] and low[1] in _READERS:
        return True
    named = AUXILIARIES.isdisjoint(low) and PRONOUNS.isdisjoint(low) and ONLY_VERBS.isdisjoint(low) and "following" not in low
    return named and (len(low) <= _SALUTATION_WORDS or (len(low) <= _OFFICES_WORDS and bool(_OFFICES.search(words))))


def _style(paragraph: Paragraph) -> str | None:
    """How the number sign is written that opens a paragraph."""
    number = sign(paragraph.text, 0, len(paragraph.text))
    return number.style if number else None


def _lead_in(text: Text, paragraphs: list[Paragraph], i: int, after: list[int]) -> Node:
    """The block that a lead-in opens: the list lines after it, or else all text up to the next lead-in or heading."""
    lines = list(takewhile(lambda j: is_list_line(paragraphs[j].text) and _style(paragraphs[j]) == _style(paragraphs[after[0]]), after))
    p = paragraphs[i]
    number = _ARTICLE.match(text.raw, p.start_char, p.end_char)
    whole = text.strip(p.start_char, p.end_char - 1)
    named = text.strip(number.end(), p.end_char - 1) if number else whole
    head = Head("lead_in", named if any(map(str.isalnum, text.raw[slice(*named)])) else whole, None, "sections.lead_in")
    return Node(head, i, (lines or after or [i])[-1])


def _row(text: Text, node: Node, start: int, end: int, parent: Section | None) -> Section:
    head = node.head
    number = (text.squeeze(start, head.span.start) if head.number else "") or None
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
