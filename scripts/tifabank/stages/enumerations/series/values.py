"""The values that columns of features have: tags, forms, classes, words."""

from __future__ import annotations

import string

import numpy as np
import numpy.typing as npt

from tifabank.stages.enumerations.series import forms
from tifabank.stages.enumerations.series.classes import CLASSES
from tifabank.stages.enumerations.series.forms import CODES, TAGS, tags_that
from tifabank.stages.enumerations.series.ragged import Codes, Ints
from tifabank.stages.enumerations.series.tokens import Tokens
from tifabank.stages.enumerations.series.weighing import ABSENT, Numbers, Values

SHARES = Values(["none", "some", "most"])
EXTENTS = Values(["none", "some", "all"])
COUNTED = Values(["(False, False)", "(False, True)", "(True, True)"])  # whether all, and whether any open with numbers
NOTHING = Values(["nothing"])
DIFFERENCES = Numbers(-3, 3)
BALANCES = Numbers(-2, 2)
LENGTHS = Numbers(0, 3)
TAGS_FROM_START, TAGS_TO_END = Values(["start", *TAGS[1:]]), Values(["end", *TAGS[1:]])  # an edge is a start or an end
_INITIALS = string.ascii_lowercase + string.digits + "@"  # of words that the tagger takes for prepositions
KINDS = Values([*(name[:4] for name in CLASSES), "whic", *(f"in:{c}" for c in _INITIALS)])
"""Classes of openings in short."""
KIND_INITIALS = Values(dict.fromkeys(name[0] for name in KINDS.names))
# by KINDS; the last one, which ABSENT gets, is "i" as of all prepositions
_INITIAL_OF_KIND = KIND_INITIALS.codes(name[0] for name in KINDS.names)
_SHORT = list(dict.fromkeys(tag[:2] for tag in TAGS))
_VERB_FORMS = ("s", "v", "sv", "d", "sd", "vd", "svd")
VERB_FORMS_FROM_START, VERB_FORMS_TO_END = (Values([edge, *_SHORT[1:], "auxiliary", *_VERB_FORMS]) for edge in ("start", "end"))
SHORT_TAGS = Values(_SHORT)
SHORT = SHORT_TAGS.codes(tag[:2] for tag in TAGS)
_AUXILIARY, _FIRST_FORM = len(_SHORT), len(_SHORT) + 1
_UNMARKED = tags_that(*"DT IN CC PRP PRP$ , TO CD".split())
_AFTER_S = tags_that("DT", "CD", "PRP", "PRP$", "RB", "TO", "JJ")
_AFTER_V = tags_that("DT", "PRP", "PRP$", "TO", "IN", "RB", "CD")


def only_where(held: npt.NDArray[np.bool_], codes: Codes) -> Ints:
    """Codes where something holds, else ABSENT."""
    return np.where(held, codes, ABSENT)


class Context:
    """What each token of a text is to features, whatever the candidate: made once."""

    def __init__(self, tokens: Tokens, words: Values) -> None:
        self.tokens = tokens
        self._words = words
        self._kinds = KINDS.codes(name[:4] for name in tokens.lexicon.classes.names)
        self.exact, self.word = self._of_words(tokens.low), self._of_words(tokens.known.name)
        self.form = self._forms()

    def _of_words(self, numbers: Ints) -> Ints:
        """The codes of words of the lexicon: their numbers, as those with weights came first."""
        return only_where(numbers < len(self._words.names), numbers)

    def word_or(self, edge: str, place: Ints) -> Ints:
        """Words of closed classes themselves, the tags of others; at an edge its name."""
        return np.where(self.tokens.tag[place] == CODES[""], self._words.code(edge), self.word[place])

    def exact_or(self, edge: str, place: Ints) -> Ints:
        """Words themselves; at an edge its name."""
        return np.where(self.tokens.tag[place] == CODES[""], self._words.code(edge), self.exact[place])

    def kinds(self, kind: Ints) -> Ints:
        """Classes in short."""
        return self._kinds[kind]

    def initials(self, kind: Ints) -> Ints:
        """The first letters of classes."""
        result: Ints = _INITIAL_OF_KIND[self._kinds[kind]]
        return result

    def _forms(self) -> Ints:
        """What verb forms each token can be, by its form and what follows: it may be tagged as a noun."""
        tokens = self.tokens
        after = tokens.next_tag
        followed = after != CODES[""]
        s = followed & (tokens.present | (tokens.are(forms.VERB_WITH_S) & _AFTER_S[after]))
        v = followed & tokens.are(forms.VERB) & _AFTER_V[after]
        found = s + 2 * v + 4 * tokens.are(forms.PAST)
        verbal = np.where(found > 0, _FIRST_FORM - 1 + found, SHORT[tokens.tag])
        unmarked = np.where(_UNMARKED[tokens.tag], SHORT[tokens.tag], verbal)
        return np.where(tokens.are(forms.AUXILIARY), _AUXILIARY, unmarked)
