"""How a phrase opens: with a verb, a participle, an infinitive, a preposition, a question word, or as a noun phrase.

Many English words are verb and noun alike ("report", "plan"): an opening is a set of the classes it can have, and the members of a
series open with the one that most of them can have.

A class is a number (classes.py). A set of classes is a set of bits for the named ones, and one number for the class by the tag.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from tifabank.stages.enumerations.series import forms
from tifabank.stages.enumerations.series.classes import CLASSES, ING, NOTHING, PRESENT
from tifabank.stages.enumerations.series.forms import tags_that
from tifabank.stages.enumerations.series.ragged import Ints, Truths, offsets, run_starts
from tifabank.stages.enumerations.series.tokens import Tokens

OPENING = 6  # tokens of a phrase that show how it opens
_PREFERRED = np.array([0, 1, 2, 3, 4, 7, 10, 12, 8, 9, 13, 11])
"""Which of the classes that as many phrases can have is theirs: verbs, then question words, prepositions, nouns, and the rest by name."""
_PREFERRED_QUESTION, _PREFERRED_PREPOSITION = 5, 6
_OBJECT = tags_that(*"DT PRP$ JJ JJR NN NNS NNP NNPS CD VBG VBN POSS PRP WP WRB IN TO RP RB Q".split())  # what can follow a verb
_AFTER_PRESENT = tags_that("DT", "PRP$", "PRP", "JJ", "TO", "WP", "NN", "NNS")
_WORD = ~tags_that("", ",")
_DETERMINER = tags_that("DT", "PRP$")
_PASSED_OVER = tags_that("RB", "RBR")
_RANKS = 1 << 4  # more than the classes
_ONE = _RANKS << 11
"""What a phrase adds to a class that it can open with; by its tag it adds `_RANKS`, which all phrases together do not make half of one."""
_BITS = (np.arange(1 << len(CLASSES))[:, None] >> np.arange(len(CLASSES))) & 1
_WORTH, _WORTH_BY_TAG = _BITS * _ONE, np.eye(len(CLASSES) + 1, len(CLASSES), dtype=np.int64) * _RANKS  # a row for each set, and each class
_VERBS = np.arange(len(CLASSES)) <= ING


class Openings:
    """How phrases of a text can open, asked by their first token and the one after their last."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.order, self.prepositions = tokens.lexicon.order(), tokens.lexicon.prepositions()

    @cached_property
    def _next_word(self) -> Ints:
        """The first token from each place on that is no adverb."""
        tokens = self._tokens
        stops = np.where(_PASSED_OVER[tokens.tag] & ~tokens.are(forms.STRESSED), len(tokens.tag), np.arange(len(tokens.tag)))
        return np.minimum.accumulate(stops[::-1])[::-1]

    def head(self, start: Ints, end: Ints) -> Ints:
        """The place of the word that a phrase opens with, adverbs before it passed over."""
        return np.minimum(self._next_word[start], end - 1)

    def tagged(self, start: Ints, end: Ints) -> Ints:
        """The class of an opening by its tag."""
        return np.where(end > start, self._tokens.known.kind[self.head(start, end)], NOTHING)

    @cached_property
    def _before_others(self) -> Ints:
        """The classes of each token with the token that follows it in the text."""
        tokens, known, after = self._tokens, self._tokens.known, self._tokens.next_tag
        before_object = (_OBJECT[after] & ~tokens.before_of) * known.before_object
        after_subject = _AFTER_PRESENT[after] * known.after_subject
        verbal = before_object | after_subject | tokens.present * (1 << PRESENT) | _DETERMINER[after] * known.before_determiner
        return np.where(_WORD[after], known.followed | verbal, known.alone)

    def named(self, start: Ints, end: Ints) -> Ints:
        """The named classes that phrases can open with, as bits."""
        head = self.head(start, end)
        found = np.where(head + 1 < end, self._before_others[head], self._tokens.known.alone[head])
        return np.where(end > start, found, 1 << NOTHING)

    def can_be(self, start: Ints, end: Ints, kind: Ints) -> Truths:
        """Whether phrases can open with a class."""
        by_name = (self.named(start, end) >> np.minimum(kind, len(CLASSES))) & 1 == 1
        result: Truths = np.where(kind < len(CLASSES), by_name, self.tagged(start, end) == kind)
        return result

    def seen_as(self, start: Ints, end: Ints, kind: Ints) -> Ints:
        """A class where phrases can open with it, else the class by tag."""
        return np.where(self.can_be(start, np.minimum(end, start + OPENING), kind), kind, self.tagged(start, end))

    def common(self, start: Ints, end: Ints, owner: Ints, sizes: Ints) -> tuple[Ints, Ints]:
        """For each group of phrases the class that most of them can open with, and how many can.

        Of several, verbs that all can open with are preferred, then those that more are tagged as, then the order of classes.
        """
        begin = offsets(sizes)
        by_tag = self.tagged(start, end)
        shown = np.minimum(end, start + OPENING)
        by_opening = self.tagged(start, shown)
        worth = np.add.reduceat(_WORTH[self.named(start, shown)] + _WORTH_BY_TAG[np.minimum(by_tag, len(CLASSES))], begin)
        counts = worth // _ONE
        whole = (counts == sizes[:, None]) & _VERBS
        values = np.where(counts > 0, worth + whole * (_ONE // 2) + (_RANKS - 1 - _PREFERRED), -1)
        kind, value = values.argmax(axis=1), values.max(axis=1)
        many = len(self.order)
        own = by_opening >= len(CLASSES)
        if own.any():
            keys, times = np.unique(owner[own] * many + by_opening[own], return_counts=True)
            tagged_keys = np.sort((owner * many + by_tag)[by_tag >= len(CLASSES)])
            as_tagged = tagged_keys.searchsorted(keys, "right") - tagged_keys.searchsorted(keys)
            of, word = keys // many, keys % many
            rank = np.where(self.prepositions[word], _PREFERRED_PREPOSITION, _PREFERRED_QUESTION)
            worth = times * _ONE + as_tagged * _RANKS + _RANKS - 1 - rank
            order = np.lexsort((self.order[word], -worth, of))
            first = order[run_starts(of[order])]
            better = worth[first] > value[of[first]]
            kind[of[first[better]]], value[of[first[better]]] = word[first[better]], worth[first[better]]
        return kind, value // _ONE
