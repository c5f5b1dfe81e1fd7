"""What phrases hold: differences of running sums over the tokens of a text."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from tifabank.stages.enumerations.series.classes import NOUN
from tifabank.stages.enumerations.series.forms import TAGS, tags_that
from tifabank.stages.enumerations.series.openings import Openings
from tifabank.stages.enumerations.series.ragged import Ints, Truths, within
from tifabank.stages.enumerations.series.tokens import Tokens

BEGINNING = 2  # tokens of a phrase whose tags are compared
_MOST_BALANCE = 2
DETERMINING = tags_that("DT", "PRP$")


class Phrases:
    """Phrases of a text, from `start` up to before `end`, where phrases of a class `kind` are looked for."""

    def __init__(self, tokens: Tokens, openings: Openings, start: Ints, end: Ints, kind: Ints) -> None:
        self.tokens, self.start, self.end = tokens, start, end
        self.length = end - start
        # the word that a phrase opens with is left out of those that open with a verb or noun
        self._inner = np.where((kind <= NOUN) & (end > start), openings.head(start, end) + 1, start)
        self._rest = np.minimum(start + 1, end)

    @cached_property
    def finite(self) -> Truths:
        """Whether a finite verb stands in a phrase, beside the verb or noun that it opens with."""
        return self.tokens.sums.finites[self.end] > self.tokens.sums.finites[self._inner]

    @cached_property
    def preposition(self) -> Truths:
        """Whether a preposition stands in a phrase, after its first word."""
        return self.tokens.sums.prepositions[self.end] > self.tokens.sums.prepositions[self._rest]

    @cached_property
    def conjunction(self) -> Truths:
        """Whether "and" or "or" stands in a phrase."""
        return self.tokens.sums.conjunctions[self.end] > self.tokens.sums.conjunctions[self.start]

    @cached_property
    def balance(self) -> Ints:
        """Finite verbs less the words that open clauses for them: 0 in a phrase that is complete, more where a predicate has begun.

        A finite verb right after another one, or after the first word where that is one, does not count.
        """
        tokens, inner = self.tokens, self._inner
        first = (inner < self.end) & tokens.finite[inner] & ~tokens.finite[self.start]
        verbs = first + tokens.sums.predicates[self.end] - tokens.sums.predicates[np.minimum(inner + 1, self.end)]
        return within(verbs - (tokens.sums.clauses[self.end] - tokens.sums.clauses[inner]), -_MOST_BALANCE, _MOST_BALANCE)

    @cached_property
    def beginning(self) -> Ints:
        """The tags of the first two words, as one number."""
        tags = self.tokens.tag
        second = np.where(self.length >= BEGINNING, tags[self._rest], 0)
        result: Ints = tags[self.start] * len(TAGS) + second
        return result
