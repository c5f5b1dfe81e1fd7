"""Rows of unequal length in flat arrays: each row is a run of a flat array, and `owner` says of each element whose row it is in."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]
Codes = Ints | Truths  # a truth is the code 0 or 1


def spread(starts: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """All members of ranges: the number of the range that each belongs to, and the member itself."""
    owner = np.arange(len(starts)).repeat(lengths)
    return owner, np.arange(len(owner)) + (starts - offsets(lengths))[owner]


def offsets(lengths: Ints) -> Ints:
    """Where each row starts in the flat array."""
    return lengths.cumsum() - lengths


def running(held: npt.NDArray[Any]) -> Ints:
    """Sums of all elements before each place: what a range holds is the difference of two of them."""
    sums = np.zeros(len(held) + 1, dtype=np.int64)
    held.cumsum(out=sums[1:])
    return sums


def following(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """For each element the next one, for the last one itself."""
    after = np.empty_like(values)
    after[:-1] = values[1:]
    after[-1:] = values[-1:]
    return after


def within(numbers: Ints, least: int, most: int) -> Ints:
    """Numbers, those out of range as the nearest one in it (np.clip, without what it costs on short arrays)."""
    return np.minimum(np.maximum(numbers, least), most)


def run_starts(owner: Ints) -> Ints:
    """Where runs of equal elements start."""
    first = np.ones(len(owner), dtype=bool)
    np.not_equal(owner[1:], owner[:-1], out=first[1:])
    return np.flatnonzero(first)


class Keys:
    """Pairs of an owner and a value, to be asked whether a pair is among them."""

    def __init__(self, owner: Ints, value: Ints) -> None:
        self._values = int(np.max(value, initial=0)) + 1
        self._known = np.sort(owner * self._values + value)

    def hold(self, owner: Ints, value: Ints) -> Truths:
        """Whether each pair is among the known ones."""
        if not len(self._known):
            return np.zeros(len(value), dtype=bool)
        asked = owner * self._values + value
        place = self._known.searchsorted(asked)
        place[place == len(self._known)] = 0
        # a value above all known ones would be taken for one of the next owner
        result: Truths = (self._known[place] == asked) & (value < self._values)
        return result
