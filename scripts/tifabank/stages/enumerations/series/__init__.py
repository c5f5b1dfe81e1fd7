"""Series: coordinations of four or more parallel phrases, without count and without markers.

    sentence -> stretches (sentences cut at colons, dashes and the like; quotations and brackets on their own)   this module
             -> tokens with parts of speech                                                                     tokens.py
             -> candidates: separators that may part the members of one series                                  candidates.py
             -> features, weighed: is it a series, where does its first member start, its last one end          borders.py, features.py, ranking.py
             -> the likeliest ones that do not contradict each other                                            ranking.py

Clauses between semicolons are read by rule (semicolons.py). Source: annotation guidelines, Enumerations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tifabank.numbering import BULLET, sign
from tifabank.stages.enumerations.model import Found, Frame, Item
from tifabank.stages.enumerations.series.candidates import LEAST, candidates
from tifabank.stages.enumerations.series.ranking import Ranked, chosen, ranked
from tifabank.stages.enumerations.series.semicolons import Members, semicolon_series
from tifabank.stages.enumerations.series.tokens import tokens_of
from tifabank.text import NOTE_NUMBERS

_ARTICLE = re.compile(r"(?:Article|Section|Art\.) \d+\s+")
_MASK = "Q"  # stands for the characters of quotations and brackets
_QUOTE = re.compile(r"“[^“”]{1,400}”|\"[^\"“”]{1,400}\"|‘[^‘’]{1,200}’|「[^」]{1,200}」|《[^》]{1,200}》|[(（][^()（）]{1,300}[)）]")
_HARD = re.compile(
    r"(?<=[;:,]\s)[(（]Q{1,3}[)）]\s|[;:；：。！？]|(?<!\bMr)(?<!\bDr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)(?<!\bHon)(?<!\b[A-Z])[.!?](?=\s|\Z)|(?<=[\u4e00-\u9fff])[,，](?=[\u4e00-\u9fff])|\s[–—-]{1,2}\s|—"
)
_PART = re.compile(r"[,，、]|\b(?:and|or|nor)\b|&")
_LONGEST = 8000  # characters: no sentence of prose is longer, and time stays linear


def series_lists(frame: Frame) -> list[Found]:
    """The series of the body paragraphs."""
    plain = frame.text.plain
    found = []
    for sentence in frame.sentences.rows:
        start, end = frame.text.folded(sentence.start_char), frame.text.folded(sentence.end_char)
        for members in series_in(plain, _after_sign(plain, start, end), end):
            items = tuple(_item(frame, *member) for member in members)
            found.append(Found("series", "enumerations.series", items))
    return found


def series_in(plain: str, start: int, end: int) -> Iterator[Members]:
    """The series of a range of folded text, as ranges of their members."""
    for text, begin in masked(plain, start, end):
        for members in semicolon_series(text, 0, len(text)):
            yield [(begin + a, begin + b) for a, b in members]
        for a, b in stretches(text):
            for one in chosen(ranked(candidates(tokens_of(text, a, b)))):
                yield [_trimmed(plain, begin + x, begin + y) for x, y in _members(one)]


def masked(plain: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """A range with quotations and brackets made opaque, then what they hold, each with its place in the text."""
    text = plain[start:end]
    yield _QUOTE.sub(lambda m: m[0][0] + _MASK * (len(m[0]) - 2) + m[0][-1], text), start
    for inner in _QUOTE.finditer(text):
        yield from masked(plain, start + inner.start() + 1, start + inner.end() - 1)


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """The ranges between marks that part no members, if they hold separators enough for a series."""
    begin = 0
    for stop in [*(m.span() for m in _HARD.finditer(text)), (len(text), len(text))]:
        if stop[0] - begin <= _LONGEST and sum(1 for _ in _PART.finditer(text, begin, stop[0])) >= LEAST - 1:
            yield begin, stop[0]
        begin = stop[1]


def _members(one: Ranked) -> Members:
    """The ranges of the members of a series."""
    tokens, marks = one.candidate.tokens, one.candidate.separators
    edges = [one.start, *(i for mark in marks for i in (mark.start, mark.end)), one.end]
    return [(tokens[a].start, tokens[b - 1].end) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    """A member without the marks before it and the number of a note after it."""
    while start < end and plain[start] in " ,":
        start += 1
    note = NOTE_NUMBERS.search(plain, start, end)
    return start, note.start() if note and note.start() > start else end


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
