"""Series: coordinations of four or more parallel phrases, without count and without markers.

    sentence -> stretches (sentences cut at colons, dashes and the like; quotations and brackets on their own)   stretches.py
             -> tokens with what their words tell, how phrases open                                              forms.py, classes.py, lexicon.py, tokens.py, openings.py
             -> separators, and candidates: those that may part the members of one series                        marks.py, candidates.py
             -> what the members have in common, where the first one may start and the last one end              members.py, places.py
             -> features, weighed: is it a series, what are its borders                                          wholes.py, starts.py, ends.py, ranking.py
             -> the likeliest ones that do not contradict each other                                             ranking.py

A document has thousands of candidates and places, so all of them are measured at once, in arrays with a row for each (ragged.py): what a
phrase holds is the difference of two running sums over tokens, and a feature a column of codes (weighing.py, values.py).

Clauses between semicolons are read by rule (semicolons.py). Source: annotation guidelines, Enumerations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tifabank.numbering import BULLET, sign
from tifabank.stages.enumerations.model import Found, Frame, Item
from tifabank.stages.enumerations.series.ranking import Ranked, chosen, read, series_of
from tifabank.stages.enumerations.series.semicolons import Members, semicolon_series
from tifabank.stages.enumerations.series.stretches import masked, may_hold_series, stretches
from tifabank.stages.enumerations.series.tokens import Stretch
from tifabank.text import before_notes

_ARTICLE = re.compile(r"(?:Article|Section|Art\.) \d+\s+")
_AT_ONCE = 30_000  # characters and, at ten each, commas read at once: memory stays bounded


class _Part(NamedTuple):
    """A sentence or what a quotation of it holds: its text, its place, and its stretches."""

    text: str
    begin: int
    stretches: list[Stretch]


def series_lists(frame: Frame) -> list[Found]:
    """The series of the body paragraphs."""
    plain = frame.text.plain
    ranges = ((frame.text.folded(s.start_char), frame.text.folded(s.end_char)) for s in frame.sentences.rows)
    likely = ((_after_sign(plain, start, end), end) for start, end in ranges if may_hold_series(plain, start, end))
    return [
        Found("series", "enumerations.series", tuple(_item(frame, *member) for member in members)) for members in series_in(plain, likely)
    ]


def series_in(plain: str, ranges: Iterable[tuple[int, int]]) -> Iterator[Members]:
    """The series of ranges of folded text, as ranges of their members."""
    waiting: list[_Part] = []
    size = 0
    for start, end in ranges:
        waiting += (_Part(text, begin, list(stretches(text))) for text, begin in masked(plain, start, end))
        size += end - start + 10 * plain.count(",", start, end)
        if size > _AT_ONCE:
            yield from _read(plain, waiting)
            waiting, size = [], 0
    yield from _read(plain, waiting)


def _read(plain: str, parts: Sequence[_Part]) -> Iterator[Members]:
    """The series of some parts of a text, in order."""
    if not any(part.stretches or ";" in part.text or "；" in part.text for part in parts):
        return
    found = read([stretch for part in parts for stretch in part.stretches])
    likely = iter(enumerate(series_of(found)))
    for part in parts:
        for members in semicolon_series(part.text, 0, len(part.text)):
            yield [(part.begin + a, part.begin + b) for a, b in members]
        for number, ranked in (next(likely) for _ in part.stretches):
            if ranked:
                spans, first = found.tokens.spans(number), int(found.tokens.begin[number])
                for one in chosen(ranked):
                    members = [_trimmed(plain, part.begin + a, part.begin + b) for a, b in _members(one, spans, first)]
                    if all(a < b for a, b in members):  # one of nothing but marks is none
                        yield members


def _members(one: Ranked, spans: Sequence[tuple[int, int]], first: int) -> Members:
    """The ranges of the members of a series in a stretch whose tokens have these ranges, and whose first token has this number."""
    edges = [one.start, *(i for separator in one.separators for i in separator), one.end]
    return [(spans[a - first][0], spans[b - first - 1][1]) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    """A member without the marks before it and the number of a note after it."""
    while start < end and plain[start] in " ,":
        start += 1
    bare = before_notes(plain, start, end)
    return start, bare if bare > start else end


def _after_sign(plain: str, start: int, end: int) -> int:
    """Where the words of a sentence start: after "(2)", "Article 6" or a bullet."""
    number = sign(plain, start, end)
    if number:
        return start + number.length
    article = _ARTICLE.match(plain, start, end) or BULLET.match(plain, start, end)
    return article.end() if article else start


def _item(frame: Frame, start: int, end: int) -> Item:
    span = frame.text.unfold(start, end)
    return Item(span, None, span)
