"""Separators: the commas and conjunctions that may part members."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from tifabank.stages.enumerations.series import forms
from tifabank.stages.enumerations.series.forms import CODES
from tifabank.stages.enumerations.series.openings import Openings
from tifabank.stages.enumerations.series.ragged import Ints, Truths, following, running, within
from tifabank.stages.enumerations.series.tokens import Tokens

_LONG = 3  # tokens of "as well as"


class Marks:
    """The separators of all stretches, in order.

    A separator is a comma, a conjunction or both: `start` is its token, `end` the first token after it. `stretch` is the number of its
    stretch, `begin` and `stop` are the tokens of that: the first, and the edge after the last.
    """

    def __init__(self, tokens: Tokens, openings: Openings) -> None:
        self._openings = openings
        comma = tokens.tag == CODES[","]
        length = _conjunctions(tokens)
        joined = following(length) * comma  # conjunctions right after a comma belong to it
        alone = length > 0
        alone[1:] &= ~comma[:-1]
        alone[tokens.begin] = False
        alone[tokens.end] = False
        self.start = np.flatnonzero(comma | alone)
        self.comma = comma[self.start]
        self.end = self.start + np.where(self.comma, 1 + joined[self.start], length[self.start])
        self.conjunction = self.end > self.start + self.comma
        self.stretch = tokens.begin.searchsorted(self.start, "right") - 1
        self.begin, self.stop = tokens.begin[self.stretch], tokens.end[self.stretch]

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def first(self) -> Ints:
        """For each separator the first of its stretch."""
        return self.stretch.searchsorted(self.stretch)

    @cached_property
    def next_in_stretch(self) -> Truths:
        """Whether another separator follows in the stretch."""
        more = following(self.stretch) == self.stretch
        more[-1:] = False
        result: Truths = more
        return result

    @cached_property
    def commas(self) -> Ints:
        """Which separators are or hold commas."""
        return np.flatnonzero(self.comma)

    @cached_property
    def commas_before(self) -> Ints:
        """How many commas stand before each separator, and before the end."""
        return running(self.comma)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The tokens of each separator: its first one and the one after its last."""
        return list(zip(self.start.tolist(), self.end.tolist(), strict=True))

    def comma_at(self, place: Ints, of: Ints) -> Ints:
        """The separator that is the comma with a number, if it stands in the stretch of another separator, else -1."""
        if not len(self.commas):
            return np.full(len(place), -1)
        found = self.commas[within(place, 0, len(self.commas) - 1)]
        inside = (place >= 0) & (place < len(self.commas)) & (self.stretch[found] == self.stretch[of])
        return np.where(inside, found, -1)


def _conjunctions(tokens: Tokens) -> Ints:
    """How many tokens the conjunction that starts at each token has; 0 where none does."""
    length = tokens.are(forms.CONJUNCTION).astype(np.int64)
    at, well = map(tokens.lexicon.lows.code, ("as", "well"))
    here = tokens.low
    done = 0
    for i in (np.flatnonzero(here[1:-1] == well)).tolist():
        if i >= done and here[i] == here[i + 2] == at:
            length[i], done = _LONG, i + _LONG
    return length
