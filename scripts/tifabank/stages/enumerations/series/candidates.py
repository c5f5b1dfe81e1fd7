"""Candidates: which commas and conjunctions of a stretch may part the members of one series.

The last separator is a conjunction or a comma; before it stand commas, all of them or (for members that hold commas of their own)
those after which a phrase opens in the same way. Such a row of commas is a chain; each of its later parts with the last separator is a
candidate. Where the first member starts and the last one ends is open (places.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from tifabank.stages.enumerations.series.classes import CLASSES, LAST_VERBAL
from tifabank.stages.enumerations.series.marks import Marks
from tifabank.stages.enumerations.series.openings import Openings
from tifabank.stages.enumerations.series.ragged import Ints, Truths, following, offsets, running, spread

LEAST = 4  # members
_MOST = 40  # commas looked at
_EVERY = 12  # members up to which each possible first one is tried
BACK = 40  # tokens in which a verb phrase shows how it opens
_FAR = 50  # commas back from which on it does not matter which they are when candidates are compared


class Candidates(NamedTuple):
    """Possible series, in the order of their last separators.

    `last` is the number of the last separator, `commas` those of all before it: candidate after candidate, `sizes` of each.
    """

    last: Ints
    sizes: Ints
    commas: Ints

    def where(self, kept: Ints) -> Candidates:
        """Those with the given numbers."""
        _, rows = spread(offsets(self.sizes)[kept], self.sizes[kept])
        return Candidates(self.last[kept], self.sizes[kept], self.commas[rows])

    def in_parts(self, most: int) -> Iterator[Candidates]:
        """The candidates, up to so many at a time."""
        if len(self.last) <= most:
            yield self
            return
        for start in range(0, len(self.last), most):
            yield self.where(np.arange(start, min(start + most, len(self.last))))


class _Chains(NamedTuple):
    """Chains of commas before last separators: runs of a flat array, and whether the separator right before the last one is added."""

    last: Ints
    rank: Ints
    flat: Ints
    start: Ints
    end: Ints
    added: Ints


def candidates(marks: Marks, openings: Openings) -> Candidates:
    """The candidates of all stretches."""
    chains = [_all_commas(marks), _outer_commas(marks), _alike(marks, openings)]
    shifts = offsets(np.array([len(chain.flat) for chain in chains]))
    last, rank, added = (np.concatenate([chain[i] for chain in chains]) for i in (0, 1, 5))
    flat = np.concatenate([chain.flat for chain in chains])
    start, end = (np.concatenate([chain[i] + shift for chain, shift in zip(chains, shifts, strict=True)]) for i in (3, 4))
    length = end - start + added
    # near first commas, and for long chains the very first
    near = np.maximum(np.minimum(length, _EVERY - 1) - (LEAST - 3), 0)
    chain, size = spread(np.full(len(length), LEAST - 2), near + (length > _EVERY))
    size = np.where(size > _EVERY - 1, length[chain], size)
    last, rank, added = last[chain], rank[chain], added[chain]
    owner, place = spread(end[chain] + added - size, size)
    commas = np.where((added[owner] == 1) & (place == end[chain][owner]), last[owner] - 1, flat[np.minimum(place, len(flat) - 1)])
    kept = _distinct(marks, last, rank, size, commas)
    return Candidates(last, size, commas).where(kept)


def in_one_row(marks: Marks, found: Candidates) -> Candidates:
    """Those with a conjunction before their last member alone, or before every one: elsewhere another coordination or clause begins.

    Of 23 others that were found in the development texts none was right. They are candidates all the same, from which weights are learnt.
    """
    if not len(found.last):
        return found
    joined = np.add.reduceat(marks.conjunction[found.commas].astype(np.int64), offsets(found.sizes))
    return found.where(np.flatnonzero((joined == 0) | ((joined == found.sizes) & marks.conjunction[found.last])))


def _all_commas(marks: Marks) -> _Chains:
    """All commas before each separator."""
    last = np.arange(len(marks))
    end = marks.commas_before[:-1]
    start = np.maximum(marks.commas_before[marks.first], end - _MOST)
    return _Chains(last, np.zeros_like(last), marks.commas, start, end, np.zeros_like(last))


def _outer_commas(marks: Marks) -> _Chains:
    """All but those inside a coordination of their own ("prevention, reduction and relief,")."""
    last = np.arange(len(marks))
    outer = marks.comma & marks.next_in_stretch & following(marks.comma)
    before = running(outer)
    right_before = last - 1
    added = ((last > marks.first) & marks.comma[right_before]).astype(np.int64)
    end = before[np.maximum(right_before, marks.first)]
    start = np.maximum(before[marks.first], end + added - _MOST)
    return _Chains(last, np.ones_like(last), np.flatnonzero(outer), start, end, added)


def _alike(marks: Marks, openings: Openings) -> _Chains:
    """For each verbal or prepositional opening of what follows a separator, the commas after which it opens alike."""
    stop = np.minimum(marks.stop, marks.end + BACK)
    named = openings.named(marks.end, stop)
    mark, kind = np.nonzero((named[:, None] >> np.arange(LAST_VERBAL + 1)) & 1)
    by_tag = openings.tagged(marks.end, stop)
    own = np.flatnonzero(by_tag >= len(CLASSES))
    mark, kind = np.concatenate([mark, own]), np.concatenate([kind, by_tag[own]])
    keys = kind * len(marks) + mark
    flat = np.sort(keys[marks.comma[mark]])
    end = flat.searchsorted(keys)
    first = np.maximum(marks.commas_before[marks.first], marks.commas_before[:-1] - _MOST)[mark]
    earliest = np.concatenate((marks.commas, [len(marks)]))[first]
    start = np.minimum(flat.searchsorted(kind * len(marks) + earliest), end)
    return _Chains(mark, _ranks(kind, openings.prepositions), flat % max(1, len(marks)), start, end, np.zeros_like(mark))


def _ranks(kind: Ints, prepositions: Truths) -> Ints:
    """The order of chains of openings: by the names of the classes, prepositions between "base" and "ing", question words last."""
    named = np.array([2, 4, 7, 6, 5])  # base, ing, to, present, past
    return np.where(kind <= LAST_VERBAL, named[np.minimum(kind, LAST_VERBAL)], np.where(prepositions[kind], 3, 8))


def _distinct(marks: Marks, last: Ints, rank: Ints, size: Ints, commas: Ints) -> Ints:
    """Candidates without those that are there already, in order: numbers.

    The commas of a candidate are a set of bits, counted back from the last separator. Only one sort of chain reaches farther back than
    `_MOST`: of its commas there it is enough to know how many they are.
    """
    if not len(last):
        return last
    back = marks.commas_before[last].repeat(size) - 1 - marks.commas_before[commas]
    sets = np.add.reduceat(np.int64(1) << np.minimum(back, _FAR), offsets(size))
    order = np.lexsort((rank, sets, last))
    ordered, sets = last[order], sets[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (ordered[1:] != ordered[:-1]) | (sets[1:] != sets[:-1])
    kept = order[new]
    return kept[np.lexsort((size[kept], rank[kept], last[kept]))]
