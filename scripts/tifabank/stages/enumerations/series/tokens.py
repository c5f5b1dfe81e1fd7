"""The tokens of the stretches of a text, as arrays: words, their tags, and what they can be.

The tagger looks at single words (forms.py). What it gets wrong in the language of plans and reports, where nouns and base verbs look
alike ("must plan", "who records the ..."), is mended by the word before and the word after.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tifabank.stages.enumerations.series.forms import AUXILIARY, CODES, COMMAS, EDGE, MENDABLE, SUBORDINATING, TAGS, Form, form
from tifabank.stages.enumerations.series.ragged import Ints, Truths, running
from tifabank.text import HAN
from tifabank.words import NOUNS_TOO, VERBS

_TOKEN = re.compile(  # words first, as most tokens are words
    rf"[^\W\d{HAN}_][^\W{HAN}_]*(?:[-'’.&][^\W{HAN}_]+)*|[,，、]|\d[\d.,]*\d%?|\d+%?|[{HAN}]|[“\"‘「《(（]Q+[”\"’」》)）]|[^\w\s]"
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


def tags_that(*wanted: str, prefixes: Sequence[str] = ()) -> Truths:
    """For each tag whether it is one of those wanted, or starts as they do."""
    return np.array([tag in wanted or tag.startswith(tuple(prefixes)) for tag in TAGS])


_FINITE = tags_that("VBZ", "VBD", "VBP", "MD")
_PREPOSITIONAL = tags_that("IN", "TO")
_OPENS_CLAUSE = tags_that("WDT", "WP", "WRB")
_IN_NOUN_PHRASE = tags_that(prefixes=_NOMINAL)


class Tokens:
    """The tokens of stretches one after another, parted by edges (tokens with the tag "").

    `begin` and `end` say for each stretch which tokens are its own, `tag` is a code of TAGS, `low` the number of the word among `lows`,
    and `facts` the bits of forms.py. The edges make "the token before" and "the token after" exist everywhere.
    """

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self.stretches = list(stretches)
        words: list[str] = []
        begin, end = [], []
        for stretch in self.stretches:
            words.append("")
            begin.append(len(words))
            words += _TOKEN.findall(*stretch)
            end.append(len(words))
        words += [""] * (_REACH + 1)
        self.begin, self.end = np.array(begin, dtype=np.int64), np.array(end, dtype=np.int64)
        self._read(words)
        self._mend()

    def _read(self, words: list[str]) -> None:
        """Looks each word up; the same words are looked up once."""
        distinct = list(set(words))
        forms = [form(word) if word else EDGE for word in distinct]
        opening = [form(words[i], opens=True) if words[i] else EDGE for i in self.begin.tolist()]  # an empty stretch opens with its edge
        self.lows = sorted({known.low for known in forms})
        self._numbers = place = {low: i for i, low in enumerate(self.lows)}
        number = {word: i for i, word in enumerate(distinct)}
        each = np.array([number[word] for word in words])
        self.low, self._tagged, self.tag, self.facts = _table(forms, place)[:, each]
        self.low[self.begin], self._tagged[self.begin], self.tag[self.begin], self.facts[self.begin] = _table(opening, place)

    def _mend(self) -> None:
        """Mends the tags that the neighbours show to be wrong, from left to right: what stands before is mended already."""
        tags, tagged, low = self.tag.tolist(), self._tagged.tolist(), self.low.tolist()
        for i in np.flatnonzero(self.facts & MENDABLE).tolist():
            before, following = TAGS[tags[i - 1]], TAGS[tagged[i + 1]]
            words = self.lows[low[i - 1]], self.lows[low[i]], self.lows[low[i + 1]]
            tags[i] = CODES[mended(TAGS[tags[i]], before, following, *words)]
        self.tag = np.array(tags, dtype=np.int64)

    def number(self, low: str) -> int:
        """The number of a word in lower case, -1 where it does not occur."""
        return self._numbers.get(low, -1)

    def are(self, fact: int) -> Truths:
        """Of which tokens a fact holds."""
        result: Truths = (self.facts & fact) != 0
        return result

    @cached_property
    def finite(self) -> Truths:
        """Which tokens are finite verbs."""
        result: Truths = _FINITE[self.tag] | self.are(AUXILIARY)
        return result

    @cached_property
    def prepositional(self) -> Truths:
        """Which tokens are prepositions."""
        result: Truths = _PREPOSITIONAL[self.tag]
        return result

    @cached_property
    def finites(self) -> Ints:
        """Finite verbs before each place."""
        return running(self.finite)

    @cached_property
    def predicates(self) -> Ints:
        """Finite verbs that do not follow another one, before each place."""
        alone = self.finite.copy()
        alone[1:] &= ~self.finite[:-1]
        return running(alone)

    @cached_property
    def clauses(self) -> Ints:
        """Words that open clauses before each place."""
        return running(_OPENS_CLAUSE[self.tag] | self.are(SUBORDINATING))

    @cached_property
    def subordinating(self) -> Ints:
        """Subordinating words, whatever their tags, before each place."""
        return running(self.are(SUBORDINATING))

    @cached_property
    def prepositions(self) -> Ints:
        """Prepositions before each place."""
        return running(self.prepositional)

    @cached_property
    def conjunctions(self) -> Ints:
        """Tokens tagged as conjunctions before each place."""
        return running(self.tag == CODES["CC"])

    @cached_property
    def commas(self) -> Ints:
        """Commas before each place."""
        return running(self.tag == CODES[","])

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
        return [match.span() for match in _TOKEN.finditer(*self.stretches[stretch])]


def _table(forms: Sequence[Form], place: dict[str, int]) -> Ints:
    """Forms as rows of an array: words, tags of the tagger, tags, facts."""
    return np.array([(place[f.low], f.tagged, f.tag, f.facts) for f in forms], dtype=np.int64).reshape(-1, 4).T


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
