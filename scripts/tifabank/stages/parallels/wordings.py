"""Which runs of words are shared wordings, and what they are called.

In: maximal repeats and the lexicon. Out: those that say something, each with its id and its words, some at a time. A Han character
counts as half a word. What counts depends on the words alone, not on the texts that they stand in.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tifabank.stages.parallels.repeats import SHORTEST_CIRCLE, Repeats
from tifabank.stages.parallels.words import Codes, Lexicon, Places, whole, words_of
from tifabank.text import HAN
from tifabank.words import FUNCTION

ID = "shared-wording_"
"""How the id of a shared wording begins."""

WORDS, CONTENT_WORDS = 8, 5
"""Words of the shortest wording, and how many of them are no function words."""

BUCKETS = 4096
"""Wordings are put aside by the first three digits of their ids' hashes; a part of the tables has some of these buckets."""

_LABEL = 80  # characters
_HAN = re.compile(f"[{HAN}]")
_BETWEEN_HAN = re.compile(f"(?<=[{HAN}]) (?=[{HAN}])")
_HALVES = 2  # a Han character is a half of a word

Flags = npt.NDArray[np.bool_]


class Wordings(NamedTuple):
    """Shared wordings: the hash in the id of each, its words; the rows of the words where its places start; where those begin; its length."""

    hashes: npt.NDArray[np.uint64]
    words: list[str]
    places: Places
    firsts: Places
    lengths: Places


def wordings(codes: Codes, found: Iterable[Repeats], lexicon: Lexicon, together: int) -> Iterator[Wordings]:
    """The shared wordings among maximal repeats, in no order; those that are named together have about so many words and places."""
    names = ["", *lexicon]
    weights = _weights(names)
    for some in _gathered((_kept(codes, part, weights) for part in found), together):
        spoken = map(names.__getitem__, codes[_ragged(some.places[some.firsts], some.lengths)].tolist())
        words = [" ".join(islice(spoken, length)) for length in some.lengths.tolist()]
        hashes = np.frombuffer(b"".join([hashlib.sha256(line.encode()).digest()[:8] for line in words]), ">u8").astype(np.uint64)
        yield Wordings(hashes, words, some.places, some.firsts, some.lengths)


def ids_of(hashes: npt.NDArray[np.uint64]) -> pa.Array:
    """The ids of wordings."""
    digits = hashes.astype(">u8").tobytes().hex()
    return pa.array([ID + digits[at : at + 16] for at in range(0, len(digits), 16)], pa.string())


def buckets_of(hashes: npt.NDArray[np.uint64]) -> Places:
    """The buckets of wordings."""
    return (hashes >> np.uint64(64 - BUCKETS.bit_length() + 1)).astype(np.int64)


def first_buckets(parts: int) -> list[int]:
    """The first bucket of each of so many parts, and the one after the last."""
    return [number * BUCKETS // parts for number in range(parts + 1)]


def part_of(row_id: str, parts: int) -> int:
    """The part, of so many, that a row of either table belongs to; curated rows before and after the wordings to the first and the last."""
    return bisect_right(_first_ids(parts), row_id)


@lru_cache(maxsize=1)
def _first_ids(parts: int) -> list[str]:
    """What the ids of each part but the first begin with, or are more than."""
    return [f"{ID}{first:03x}" for first in first_buckets(parts)[1:-1]]


def label_of(words: str) -> str:
    """The words of a wording to read: Han characters without spaces, cut at a word."""
    line = words if words.isascii() else _BETWEEN_HAN.sub("", words)
    if len(line) <= _LABEL:
        return line
    cut = line[: _LABEL + 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut and not _HAN.match(cut[-1]) else cut[:_LABEL]} …"


def concepts_by_words(labels: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """The concept of each wording that is a label of one concept only; `labels` are pairs of concept and label."""
    lexicon = Lexicon()
    spoken = words_of([whole(label) for _, label in labels], lexicon)
    names = ["", *lexicon]
    found: dict[str, set[str]] = {}
    for (concept, _), end, size in zip(labels, np.cumsum(spoken.sizes).tolist(), spoken.sizes, strict=True):
        words = " ".join([names[code] for code in spoken.codes[end - size + 1 : end].tolist()])
        found.setdefault(words, set()).add(concept)
    return {words: next(iter(concepts)) for words, concepts in found.items() if len(concepts) == 1}


class _Weights(NamedTuple):
    """By code: halves of a word, and of a content word."""

    words: Places
    content: Places


def _weights(names: Sequence[str]) -> _Weights:
    words = np.array([1 if not name.isascii() and _HAN.match(name) else _HALVES for name in names], dtype=np.int64)
    return _Weights(words, np.where([name in FUNCTION for name in names], 0, words))


def _kept(codes: Codes, found: Repeats, weights: _Weights) -> Repeats:
    """The repeats that are long enough, have content words, and do not run in a circle."""
    begins = np.cumsum(found.lengths) - found.lengths
    said = codes[_ragged(found.places[found.firsts], found.lengths)]
    enough = np.add.reduceat(weights.words[said], begins) >= _HALVES * WORDS
    enough &= np.add.reduceat(weights.content[said], begins) >= _HALVES * CONTENT_WORDS
    enough &= ~_circling(said, begins, found.lengths)
    sizes = np.diff(found.firsts, append=len(found.places))
    return Repeats(found.places[np.repeat(enough, sizes)], np.cumsum(sizes[enough]) - sizes[enough], found.lengths[enough])


def _circling(said: Codes, begins: Places, lengths: Places) -> Flags:
    """Which runs begin with some words twice over; `said` are the words of all runs."""
    owner = np.repeat(np.arange(len(begins)), lengths)
    far = np.arange(len(said)) - begins[owner]
    again = (far >= SHORTEST_CIRCLE) & (2 * far <= lengths[owner])
    for k in range(SHORTEST_CIRCLE):  # most rows differ from the beginning in a word of these
        rows = np.flatnonzero(again)
        again[rows] = said[rows + k] == said[begins[owner[rows]] + k]
    circling = np.zeros(len(begins), dtype=bool)
    for row in np.flatnonzero(again).tolist():
        begin = int(begins[owner[row]])
        circling[owner[row]] |= bool((said[begin:row] == said[row : 2 * row - begin]).all())
    return circling


def _gathered(some: Iterable[Repeats], together: int) -> Iterator[Repeats]:
    """The same repeats, with about so many words and places at a time."""
    held: list[Repeats] = []
    size = 0
    for found in some:
        ends = np.cumsum(np.diff(found.firsts, append=len(found.places)) + found.lengths)
        begin = 0
        while begin < len(ends):
            room = together - size + (int(ends[begin - 1]) if begin else 0)
            end = max(begin + 1, int(np.searchsorted(ends, room, "right")))
            held.append(_slice(found, begin, end))
            size += int(ends[end - 1]) - (int(ends[begin - 1]) if begin else 0)
            begin = end
            if size >= together or end < len(ends):
                yield _together(held)
                held, size = [], 0
    if held:
        yield _together(held)


def _slice(found: Repeats, begin: int, end: int) -> Repeats:
    """Some of the runs."""
    first, last = (int(found.firsts[at]) if at < len(found.firsts) else len(found.places) for at in (begin, end))
    return Repeats(found.places[first:last], found.firsts[begin:end] - first, found.lengths[begin:end])


def _together(some: Sequence[Repeats]) -> Repeats:
    places, lengths = (np.concatenate(column) for column in ([s.places for s in some], [s.lengths for s in some]))
    sizes = np.concatenate([np.diff(s.firsts, append=len(s.places)) for s in some])
    return Repeats(places, np.cumsum(sizes) - sizes, lengths)


def _ragged(starts: Places, lengths: Places) -> Places:
    """The numbers of several ranges, one range after the other."""
    begins = np.cumsum(lengths) - lengths
    numbers: Places = np.repeat(starts - begins, lengths) + np.arange(int(lengths.sum()))
    return numbers
