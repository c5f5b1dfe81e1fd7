"""What is counted: n-grams, and words that stand near hits more often than elsewhere."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from tifabank.concordance.searched import Hit, Searched, Stretch, Stretches, Token

SHORTEST, LONGEST = 2, 8
"""Words of an n-gram."""
WINDOW = 5
"""Words on each side of a hit in which collocates are sought, in its sentence."""
FEWEST_HITS = 5
"""Hits, and occurrences beside them, from which collocates are told."""


class NGram(NamedTuple):
    """A run of words in lower case, how often it stands in sentences, and in how many documents."""

    words: str
    times: int
    documents: int


class Collocate(NamedTuple):
    """A word near hits: beside how many of them, before how many, after how many, how often in all, and logDice."""

    word: str
    times: int
    left: int
    right: int
    all: int
    log_dice: float


class Scope(NamedTuple):
    """Where runs of words are counted: a document, the numbers of its units (`Searched.units`), and the hits that runs must hold.

    No hits: all runs count. `allowed` are the spans that words must stand in; none: anywhere.
    """

    document: Searched
    units: Sequence[int]
    hits: Sequence[Hit] | None = None
    allowed: Stretches | None = None


def ngrams(scopes: Iterable[Scope], size: int, fewest: int, most: int, *, case: bool = False) -> list[NGram]:
    """The most frequent runs of words inside sentences, no mark between them, most frequent first.

    Args:
        scopes: where they are counted.
        size: words of a run.
        fewest: occurrences from which a run is told.
        most: runs that are told.
        case: whether case counts.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    places: Counter[tuple[str, ...]] = Counter()
    for scope in scopes:
        own = Counter(tuple(t.form if case else t.word for t in run) for run in _runs_of(scope, size))
        counts.update(own)
        places.update(own.keys())
    kept = ((run, n) for run, n in counts.items() if n >= fewest)
    found = sorted(kept, key=lambda pair: (-pair[1], -places[pair[0]], pair[0]))[:most]
    return [NGram(" ".join(run), n, places[run]) for run, n in found]


def _runs_of(scope: Scope, size: int) -> Iterator[tuple[Token, ...]]:
    """The runs of a scope."""
    text = scope.document.text
    hits = None if scope.hits is None else sorted((text.folded(hit.start), text.folded(hit.end)) for hit in scope.hits)
    spans = scope.allowed.all if scope.allowed else ()
    allowed = Stretches(Stretch(text.folded(one.start), text.folded(one.end), one.row_id) for one in spans)
    for unit in scope.units:
        for phrase in scope.document.phrases(unit):
            for run in zip(*(phrase[i:] for i in range(size)), strict=False):
                start, end = run[0].start, run[-1].end
                if (hits is None or _any_inside(hits, start, end)) and (scope.allowed is None or allowed.holding(start, end)):
                    yield run


def _any_inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span lies inside a range; spans are in order."""
    for own_start, own_end in islice(spans, bisect_left(spans, (start, 0)), None):
        if own_start >= end:
            return False
        if own_end <= end:
            return True
    return False


def collocates(scopes: Iterable[Scope], hits: Iterable[tuple[Searched, Hit]], fewest: int = FEWEST_HITS) -> list[Collocate]:
    """The words that stand within `WINDOW` words of hits, in the same sentence, by logDice.

    logDice = 14 + log2(2 f(x, y) / (f(x) + f(y))), f(x) being the number of hits in sentences, f(y) that of the word in sentences of the
    same paragraphs, f(x, y) that of hits with the word beside them (Rychly 2008, A Lexicographer-Friendly Association Score).

    Args:
        scopes: what is searched; their own hits do not count.
        hits: the hits and their documents.
        fewest: hits, and occurrences beside them, from which words are told.
    """
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    near: Counter[str] = Counter()
    nodes = 0
    for document, hit in hits:
        number = document.unit_of(hit)
        if number is None:
            continue
        nodes += 1
        sentence = document.tokens[number]
        start, end = document.text.folded(hit.start), document.text.folded(hit.end)
        before = {t.word for t in [t for t in sentence if t.end <= start][-WINDOW:]}
        after = {t.word for t in [t for t in sentence if t.start >= end][:WINDOW]}
        left.update(before)
        right.update(after)
        near.update(before | after)
    if nodes < fewest:
        return []
    times = Counter(t.word for scope in scopes for unit in scope.units for t in scope.document.tokens[unit] if t.word in near)
    kept = [(word, n) for word, n in near.items() if n >= fewest]
    found = [
        Collocate(word, n, left[word], right[word], times[word], round(14 + math.log2(2 * n / (nodes + times[word])), 2))
        for word, n in kept
    ]
    return sorted(found, key=lambda c: (-c.log_dice, -c.times, c.word))
