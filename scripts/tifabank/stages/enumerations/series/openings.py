"""How a phrase opens: with a verb, a participle, an infinitive, a preposition, a question word, or as a noun phrase.

Many English words are verb and noun alike ("report", "plan"): an opening is a set of the classes it can have, and the members of a
series open with the one that most of them can have.

A class is a number: of those named in CLASSES, or, for prepositions and question words, which are classes of their own, the number of the
word after those. A set of classes is a set of bits for the named ones, and one number for the class by the tag.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from tifabank.stages.enumerations.series import forms
from tifabank.stages.enumerations.series.forms import CODES, TAGS
from tifabank.stages.enumerations.series.ragged import Ints, Truths, following, offsets, run_starts
from tifabank.stages.enumerations.series.tokens import Tokens, tags_that

CLASSES = ("base", "ing", "to", "present", "past", "noun", "modal", "pronoun", "conjunction", "han", "verb alone", "nothing")
BASE, ING, TO, PRESENT, PAST, NOUN, MODAL, PRONOUN, CONJUNCTION, HAN, VERB_ALONE, NOTHING = range(len(CLASSES))
LAST_VERBAL = PAST
OPENING = 6  # tokens of a phrase that show how it opens
_PREFERRED = np.array([0, 1, 2, 3, 4, 7, 10, 12, 8, 9, 13, 11])
"""Which of the classes that as many phrases can have is theirs: verbs, then question words, prepositions, nouns, and the rest by name."""
_PREFERRED_QUESTION, _PREFERRED_PREPOSITION = 5, 6
_OF_TAG = np.array(
    [
        {"VB": BASE, "VBP": BASE, "VBG": ING, "VBN": PAST, "VBD": PAST, "VBZ": PRESENT, "TO": TO, "MD": MODAL, "PRP": PRONOUN}.get(
            tag, {"EX": PRONOUN, "CC": CONJUNCTION, "HAN": HAN, "": NOTHING}.get(tag, NOUN)
        )
        for tag in TAGS
    ]
)
_QUESTION = tags_that("WDT", "WP", "WRB", "WP$")
_OBJECT = tags_that(*"DT PRP$ JJ JJR NN NNS NNP NNPS CD VBG VBN POSS PRP WP WRB IN TO RP RB Q".split())  # what can follow a verb
_AFTER_PRESENT = tags_that("DT", "PRP$", "PRP", "JJ", "TO", "WP", "NN", "NNS")
_DETERMINER = tags_that("DT", "PRP$")
_PASSED_OVER = tags_that("RB", "RBR")
_OPEN_CLASS = tags_that(prefixes=("NN", "VB", "JJ"))
_NOMINAL, _VERBAL = tags_that(prefixes=("NN",)), tags_that(prefixes=("VB",))
_COUNTS, _RANKS = 1 << 10, 1 << 4  # more than the phrases of a candidate, more than the classes


class Openings:
    """How phrases of a text can open, asked by their first token and the one after their last."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.words = len(tokens.lows)

    @cached_property
    def of_token(self) -> Ints:
        """The class of each token by its tag."""
        tokens = self._tokens
        found = np.where(_QUESTION[tokens.tag], len(CLASSES) + self.words + tokens.low, _OF_TAG[tokens.tag])
        result: Ints = np.where(tokens.tag == CODES["IN"], len(CLASSES) + tokens.low, found)
        return result

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
        return np.where(end > start, self.of_token[self.head(start, end)], NOTHING)

    @cached_property
    def _by_tag(self) -> Ints:
        """The bits of the classes by tag: none for prepositions and question words."""
        return np.where(self.of_token < len(CLASSES), 1 << np.minimum(self.of_token, len(CLASSES)), 0)

    def _with_noun(self, found: Ints) -> Ints:
        """Classes with those that a word has whatever follows: participle, and noun for what may be one."""
        tokens = self._tokens
        found |= tokens.are(forms.PARTICIPLE) * (1 << ING)
        nominal = ((found >> ING) & 1 == 1) | _NOMINAL[tokens.tag] | (_VERBAL[tokens.tag] & tokens.are(forms.NOUN_TOO))
        result: Ints = found | nominal * (1 << NOUN)
        return result

    @cached_property
    def _alone(self) -> Ints:
        """The classes of each token where no word follows."""
        return self._with_noun(self._by_tag | self._tokens.are(forms.VERB) * (1 << VERB_ALONE))

    @cached_property
    def _before_others(self) -> Ints:
        """The classes of each token with the token that follows it in the text."""
        tokens = self._tokens
        after = following(tokens.tag)
        followed = (after != CODES[""]) & (after != CODES[","])
        return np.where(followed, self._with_noun(self._by_tag | self._verbal(after)), self._alone)

    def _verbal(self, after: Ints) -> Ints:
        """The verb forms that each token can be before the token after it."""
        tokens = self._tokens
        before_of = following(tokens.low) == tokens.number("of")
        base = tokens.are(forms.VERB) & _OBJECT[after] & ~before_of
        present = presents(tokens) | (tokens.are(forms.VERB_WITH_S) & _AFTER_PRESENT[after])
        # "lodge a complaint", whatever the word lists say
        known = _OPEN_CLASS[tokens.tag] & ~tokens.are(forms.PREPOSITION) & tokens.are(forms.LOWER) & _DETERMINER[after]
        ing, ed, s = (tokens.are(ending) for ending in (forms.ENDS_IN_ING, forms.ENDS_IN_ED, forms.ENDS_IN_S))
        by_ending = np.select([ing, ed, s & ~tokens.are(forms.ENDS_IN_SS)], [1 << ING, 1 << PAST, 1 << PRESENT], 1 << BASE)
        result: Ints = base * (1 << BASE) | present * (1 << PRESENT) | tokens.are(forms.PAST) * (1 << PAST) | known * by_ending
        return result

    def named(self, start: Ints, end: Ints) -> Ints:
        """The named classes that phrases can open with, as bits."""
        head = self.head(start, end)
        found = np.where(head + 1 < end, self._before_others[head], self._alone[head])
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
        each = np.arange(len(CLASSES))
        counts = np.add.reduceat((self.named(start, shown)[:, None] >> each) & 1, begin)
        tagged = np.add.reduceat((by_tag[:, None] == each).astype(np.int64), begin)
        whole = (counts == sizes[:, None]) & (each <= ING)
        values = np.where(counts > 0, ((2 * counts + whole) * _COUNTS + tagged) * _RANKS + _RANKS - 1 - _PREFERRED, -1)
        kind, value = values.argmax(axis=1), values.max(axis=1)
        many = len(CLASSES) + 2 * self.words
        own = by_opening >= len(CLASSES)
        if own.any():
            keys, times = np.unique(owner[own] * many + by_opening[own], return_counts=True)
            tagged_keys = np.sort((owner * many + by_tag)[by_tag >= len(CLASSES)])
            as_tagged = np.searchsorted(tagged_keys, keys, "right") - np.searchsorted(tagged_keys, keys)
            of, word = keys // many, keys % many
            rank = np.where(word < len(CLASSES) + self.words, _PREFERRED_PREPOSITION, _PREFERRED_QUESTION)
            worth = (2 * times * _COUNTS + as_tagged) * _RANKS + _RANKS - 1 - rank
            order = np.lexsort((word, -worth, of))
            first = order[run_starts(of[order])]
            better = worth[first] > value[of[first]]
            kind[of[first[better]]], value[of[first[better]]] = word[first[better]], worth[first[better]]
        return kind, value // (2 * _COUNTS * _RANKS)


def presents(tokens: Tokens) -> npt.NDArray[np.bool_]:
    """Which tokens can be the third person of a verb, to judge by the token after them (`words.is_present`)."""
    shown = following(tokens.are(forms.SHOWS_PRESENT))
    result: Truths = (following(tokens.low) != tokens.number("of")) & (
        tokens.are(forms.PRESENT) | (tokens.are(forms.PRESENT_BEFORE_OBJECT) & shown)
    )
    return result
