"""Series: coordinations of four or more parallel phrases, without count and without markers.

A sentence is cut into chunks at commas (quotations and brackets are looked into on their own). Chunks that open alike form a series:
verb phrases ("strengthen A, improve B"), participles, infinitives, phrases with one preposition, clauses between semicolons, or noun
phrases up to a closing "and". The first member is the end of the chunk before, cut where it is parallel to the second; the last one
ends where its phrase does. Precision goes first. Source: annotation guidelines, Enumerations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tifabank.numbering import BULLET, sign
from tifabank.stages.enumerations.model import Found, Frame, Item
from tifabank.stages.enumerations.series.chunks import Chunk, Members, as_chunk, chunked, cut_at
from tifabank.stages.enumerations.series.likeness import (
    anaphoric_series,
    echo_series,
    prepositional_series,
    semicolon_list,
    skeleton_series,
)
from tifabank.stages.enumerations.series.nouns import noun_series
from tifabank.stages.enumerations.series.verbs import verb_series

_INTRODUCES = re.compile(r"\b(?:namely|including|such as|for example|for instance|i\.e\.)[,:]?\s(?=\w)", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:Article|Section|Art\.) \d+\s+")
_MASK = "Q"  # stands for the characters of quotations and brackets
_QUOTE = re.compile(r"“[^“”]{1,400}”|\"[^\"“”]{1,400}\"|‘[^‘’]{1,200}’|「[^」]{1,200}」|《[^》]{1,200}》|[(（][^()（）]{1,300}[)）]")
_HARD = re.compile(
    r"(?<=[;:,]\s)[(（]Q{1,3}[)）]\s|[;:；：。！？]|(?<!\bMr)(?<!\bDr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)(?<!\bHon)(?<!\b[A-Z])[.!?](?=\s|\Z)|(?<=[\u4e00-\u9fff])[,，](?=[\u4e00-\u9fff])|\s[–—-]{1,2}\s|—"
)


def series_lists(frame: Frame) -> list[Found]:
    """The series of the body paragraphs."""
    plain = frame.text.plain
    found = []
    for sentence in frame.sentences.rows:
        start, end = frame.text.folded(sentence.start_char), frame.text.folded(sentence.end_char)
        start = _after_sign(plain, start, end)
        for members in _in_stretch(plain, start, end):
            items = tuple(_item(frame, *member) for member in members)
            found.append(Found("series", "enumerations.series", items))
    return found


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


def _in_stretch(plain: str, start: int, end: int) -> Iterator[Members]:
    """The series of a stretch of text, then those inside its quotations and brackets."""
    masked, inner = _masked(plain, start, end)
    yield from semicolon_list(masked, start)
    for a, b in cut_at(masked, _HARD):
        chunks = list(chunked(masked, a, b))
        for members in _of_chunks(masked, chunks):
            yield [(start + x, start + y) for x, y in members]
    for a, b in inner:
        yield from _in_stretch(plain, start + a, start + b)


def _masked(plain: str, start: int, end: int) -> tuple[str, list[tuple[int, int]]]:
    """The stretch with quotations and brackets made opaque, and their ranges inside it."""
    text = plain[start:end]
    inner = [(m.start() + 1, m.end() - 1) for m in _QUOTE.finditer(text)]
    return _QUOTE.sub(lambda m: m[0][0] + _MASK * (len(m[0]) - 2) + m[0][-1], text), inner


def _of_chunks(text: str, chunks: list[Chunk]) -> Iterator[Members]:
    """The series of a stretch: verb phrases first, then, inside and between them, phrases that open alike and noun phrases."""
    starts: set[int] = set()
    ends: set[int] = set()
    heads: set[int] = set()
    for members in verb_series(text, chunks):
        if members[0][0] not in starts and members[-1][1] not in ends:
            starts.add(members[0][0])
            ends.add(members[-1][1])
            heads.update(start for start, _ in members)
            yield members
    for part in _cut(text, chunks, heads):
        for members in (
            *prepositional_series(text, part),
            *anaphoric_series(text, part),
            *skeleton_series(text, part),
            *echo_series(text, part),
            *noun_series(text, part),
        ):
            inside = part[0].start in heads and members[0][0] > part[0].start  # within a member of verb phrases
            if members[0][0] not in starts and (inside or members[-1][1] not in ends):
                starts.add(members[0][0])
                ends.add(members[-1][1])
                yield members


def _cut(text: str, chunks: list[Chunk], heads: set[int]) -> list[list[Chunk]]:
    """The chunks, cut before each one that opens a member of a series, and after "including", "such as" and the like."""
    parts: list[list[Chunk]] = [[]]
    for chunk in chunks:
        opening = max((m.end() for m in _INTRODUCES.finditer(text, chunk.start, chunk.end)), default=0)
        if chunk.start in heads or opening:
            parts.append([])
        parts[-1].append(as_chunk(text, opening, chunk.end) if chunk.start < opening < chunk.end else chunk)
    return parts
