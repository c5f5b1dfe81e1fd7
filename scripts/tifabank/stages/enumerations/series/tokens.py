"""The tokens of the stretches of a text, as arrays: words, their tags, and what they can be.

The tagger looks at single words (forms.py). What it gets wrong in the language of plans and reports, where nouns and base verbs look
alike ("must plan", "who records the ..."), is mended by the word before and the word after.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tifabank.stages.enumerations.series import forms
from tifabank.stages.enumerations.series.forms import CODES, COMMAS, TAGS, tags_that
from tifabank.stages.enumerations.series.lexicon import Lexicon
from tifabank.stages.enumerations.series.ragged import Ints, Truths, following
from tifabank.text import HAN
from tifabank.words import NOUNS_TOO, VERBS

_TOKEN = re.compile(  # words first, as most tokens are words; plain ones before blanks and commas first of all, as they are found fastest
    rf"[A-Za-z]+(?=[ ,])|[^\W\d{HAN}_][^\W{HAN}_]*(?:[-'’.&][^\W{HAN}_]+)*|[,，、]|\d[\d.,]*\d%?|\d+%?|[{HAN}]|[“\"‘「《(（]Q+[”\"’」》)）]|[^\w\s]"
)
_DETERMINING = frozenset({"DT", "PRP$"})
_NOMINAL = ("NN", "JJ", "CD", "PO", "Q")
_REACH = 3  # tokens of a noun phrase looked at beyond a border
_BITS = 63


class Stretch(NamedTuple):
    """A range of a text in which series are sought."""

    text: str
    start: int
    end: int


_IN_NOUN_PHRASE = tags_that(prefixes=_NOMINAL)
_SUMMED = (forms.FINITE, forms.FINITE, forms.OPENS_CLAUSE, forms.SUBORDINATING, forms.PREPOSITIONAL, forms.JOINS, forms.PARTS)


class Sums(NamedTuple):
    """How many tokens of a sort stand before each place.

    `predicates` are finite verbs that do not follow another one, `clauses` words that open clauses, `subordinating` those of them that
    are so whatever their tags.
    """

    finites: Ints
    predicates: Ints
    clauses: Ints
    subordinating: Ints
    prepositions: Ints
    conjunctions: Ints
    commas: Ints


class Tokens:
    """The tokens of stretches one after another, parted by edges (tokens with the tag "").

    `begin` and `end` say for each stretch which tokens are its own, `tag` is a code of TAGS, `low` the number of the word in the lexicon,
    and `facts` the bits of forms.py. The edges make "the token before" and "the token after" exist everywhere.
    """

    def __init__(self, stretches: Iterable[Stretch], lexicon: Lexicon) -> None:
        self.stretches, self.lexicon = list(stretches), lexicon
        words: list[str] = []
        begin, end = [], []
        for stretch in self.stretches:
            words.append("")
            begin.append(len(words))
            words += _TOKEN.findall(*stretch)
            end.append(len(words))
        words += [""] * (_REACH + 1)
        self._words = words
        self.begin, self.end = np.array(begin, dtype=np.int64), np.array(end, dtype=np.int64)
        rows = lexicon.rows(words)
        for i in begin:
            rows[i] = lexicon.opening(words[i])  # an empty stretch opens with its edge
        self.known = lexicon.known(_mended_rows(rows, lexicon))
        self.low, self.tag, self.facts = self.known[:3]

    def are(self, fact: int) -> Truths:
        """Of which tokens a fact holds."""
        result: Truths = (self.facts & fact) != 0
        return result

    @cached_property
    def finite(self) -> Truths:
        """Which tokens are finite verbs."""
        return self.are(forms.FINITE)

    @cached_property
    def prepositional(self) -> Truths:
        """Which tokens are prepositions."""
        return self.are(forms.PREPOSITIONAL)

    @cached_property
    def next_tag(self) -> Ints:
        """The tag of the token after each one."""
        result: Ints = following(self.tag)
        return result

    @cached_property
    def before_of(self) -> Truths:
        """Which tokens stand before "of"."""
        result: Truths = following(self.low == self.lexicon.lows.code("of"))
        return result

    @cached_property
    def present(self) -> Truths:
        """Which tokens can be the third person of a verb, to judge by the token after them (`words.is_present`)."""
        shown = following(self.are(forms.SHOWS_PRESENT))
        result: Truths = ~self.before_of & (self.are(forms.PRESENT) | (self.are(forms.PRESENT_BEFORE_OBJECT) & shown))
        return result

    @cached_property
    def sums(self) -> Sums:
        """Running sums: what a phrase holds is the difference of two of them."""
        held = (self.facts & np.array([_SUMMED]).T) != 0
        held[1, 1:] &= ~held[0, :-1]
        sums = np.zeros((len(_SUMMED), len(self.facts) + 1), dtype=np.int64)
        held.cumsum(axis=1, out=sums[:, 1:])
        return Sums(*sums)

    @cached_property
    def tag_sets(self) -> npt.NDArray[np.uint64]:
        """The tag of each token as a set (a bit; the rare tags share one)."""
        result: npt.NDArray[np.uint64] = np.uint64(1) << np.minimum(self.tag, _BITS).astype(np.uint64)
        return result

    @cached_property
    def nominal_after(self) -> Ints:
        """How many tokens in a row from each place on belong to a noun phrase, up to three."""
        held = _IN_NOUN_PHRASE[self.tag]
        count = np.zeros(len(held) + _REACH, dtype=np.int64)
        for _ in range(_REACH):
            count[: len(held)] = np.where(held, count[1 : len(held) + 1] + 1, 0)
        return count[: len(held)]

    @cached_property
    def nominal_before(self) -> Ints:
        """How many tokens in a row right before each place belong to a noun phrase, up to three."""
        held = _IN_NOUN_PHRASE[self.tag]
        count = np.zeros(len(held) + 1, dtype=np.int64)
        for _ in range(_REACH):
            count[1:] = np.where(held, count[:-1] + 1, 0)
        return count[:-1]

    def spans(self, stretch: int) -> list[tuple[int, int]]:
        """The ranges of the tokens of a stretch in its text."""
        text, end, _ = self.stretches[stretch]
        spans = []
        for word in self._words[self.begin[stretch] : self.end[stretch]]:
            start = text.find(word, end)  # it is there: what stands between tokens is no part of any
            end = start + len(word)
            spans.append((start, end))
        return spans


def _mended_rows(rows: list[int], lexicon: Lexicon) -> Ints:
    """The rows of tokens, tags mended that the neighbours show to be wrong, from left to right: what stands before is mended already."""
    known, result = lexicon.forms, np.array(rows)
    for i in np.flatnonzero(lexicon.facts(result) & forms.MENDABLE).tolist():
        last, own, after = known[rows[i - 1]], known[rows[i]], known[rows[i + 1]]
        tag = CODES[mended(TAGS[own.tag], TAGS[last.tag], TAGS[after.tagged], last.low, own.low, after.low)]
        if tag != own.tag:
            rows[i] = result[i] = lexicon.retagged(rows[i], tag)
    return result


def mended(tag: str, before: str, following: str, last: str, word: str, after: str) -> str:
    """The tag of a word, mended by the tags and words before and after it ("" at the edges)."""
    opens = last in COMMAS or last in ("", "and", "or", "to")
    noun = tag.startswith("NN")
    if noun and opens and word in VERBS and (following in _DETERMINING or (word not in NOUNS_TOO and following[:2] in ("JJ", "NN"))):
        return "VB"
    if before in ("MD", "TO") and tag[:2] in ("NN", "JJ") and word in VERBS:
        return "VB"
    if (
        tag == "NNS"
        and word[:-1] in VERBS
        and (following in _DETERMINING or following == "CD" or after in ("what", "how", "it", "them"))
        and (last in ("who", "that", "which", "it", "he", "she") or before[:2] == "NN")
    ):
        return "VBZ"
    if tag == "VBN" and (before in ("PRP", "NNP") or last == "who"):
        return "VBD"
    if tag == "VB" and word in NOUNS_TOO and before in ("DT", "JJ", "PRP$", "NN"):
        return "NN"
    if tag == "DT" and word == "that" and following in ("DT", "PRP", "NNS", "VBZ", "MD", "VBP"):
        return "IN"
    return tag
