"""What is counted: n-grams, and words that stand near hits more often than elsewhere."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from tifabank.concordance.searched import Hit, Searched

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


def ngrams(documents: Iterable[Searched], size: int, fewest: int, most: int, holding: str = "") -> list[NGram]:
    """The most frequent runs of words inside sentences, no mark between them, most frequent first.

    Args:
        documents: what is searched.
        size: words of a run.
        fewest: occurrences from which a run is told.
        most: runs that are told.
        holding: a word that must be among them.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    places: dict[tuple[str, ...], int] = defaultdict(int)
    for document in documents:
        own = Counter(chain.from_iterable(_runs(phrase, size) for phrase in document.phrases))
        counts.update(own)
        for run in own:
            places[run] += 1
    wanted = holding.lower()
    kept = ((run, n) for run, n in counts.items() if n >= fewest and (not wanted or wanted in run))
    found = sorted(kept, key=lambda pair: (-pair[1], -places[pair[0]], pair[0]))[:most]
    return [NGram(" ".join(run), n, places[run]) for run, n in found]


def _runs(words: list[str], size: int) -> Iterable[tuple[str, ...]]:
    return zip(*(words[i:] for i in range(size)), strict=False)


def collocates(documents: Iterable[Searched], hits: Iterable[tuple[Searched, Hit]], fewest: int = FEWEST_HITS) -> list[Collocate]:
    """The words that stand within `WINDOW` words of hits, in the same sentence, by logDice.

    logDice = 14 + log2(2 f(x, y) / (f(x) + f(y))), f(x) being the number of hits in sentences, f(y) that of the word in sentences of the
    same documents, f(x, y) that of hits with the word beside them (Rychly 2008, A Lexicographer-Friendly Association Score).

    Args:
        documents: what is searched.
        hits: the hits and their documents.
        fewest: hits, and occurrences beside them, from which words are told.
    """
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    near: Counter[str] = Counter()
    nodes = 0
    for document, hit in hits:
        number = document.sentence_of(hit)
        if number is None:
            continue
        nodes += 1
        sentence = document.sentences[number]
        start, end = document.text.folded(hit.start), document.text.folded(hit.end)
        before = {t.word for t in [t for t in sentence if t.end <= start][-WINDOW:]}
        after = {t.word for t in [t for t in sentence if t.start >= end][:WINDOW]}
        left.update(before)
        right.update(after)
        near.update(before | after)
    if nodes < fewest:
        return []
    times = Counter(t.word for document in documents for sentence in document.sentences for t in sentence if t.word in near)
    kept = [(word, n) for word, n in near.items() if n >= fewest]
    found = [
        Collocate(word, n, left[word], right[word], times[word], round(14 + math.log2(2 * n / (nodes + times[word])), 2))
        for word, n in kept
    ]
    return sorted(found, key=lambda c: (-c.log_dice, -c.times, c.word))
