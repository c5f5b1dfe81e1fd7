"""The lexicon: what each word and mark met so far tells by itself, as columns of one array, so that a text is read by one look-up.

The tagger is asked once for each word. Only single words are remembered, and not without end (`MANY`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from tifabank.stages.enumerations.series import forms
from tifabank.stages.enumerations.series.classes import (
    BASE,
    CLASSES,
    ING,
    NOUN,
    OF_PREPOSITION,
    PAST,
    PRESENT,
    VERB_ALONE,
    class_name,
)
from tifabank.stages.enumerations.series.forms import EDGE, TAGS, Form, facts_with_tag, form, tags_that
from tifabank.stages.enumerations.series.ragged import Ints, Truths
from tifabank.stages.enumerations.series.weighing import Values

MANY = 1 << 16  # words remembered
_CLOSED = tags_that(*"IN TO CC DT PRP$ MD WDT WP WRB , PRP EX CD RB".split())  # of words that are features by themselves
_OPEN_CLASS = tags_that(prefixes=("NN", "VB", "JJ"))
_NOMINAL, _VERBAL = tags_that(prefixes=("NN",)), tags_that(prefixes=("VB",))


class Known(NamedTuple):
    """What tokens tell by themselves, a column for each property.

    `low` is the number of the word in lower case, `name` that of the word itself where it is of a closed class, else of its tag; `kind`
    is the class of openings by tag (classes.py). The others are sets of classes as bits: those that a token can have where no word
    follows (`alone`) and where one does (`followed`), and more before objects, before what follows the third person, before determiners.
    """

    low: Ints
    tag: Ints
    facts: Ints
    name: Ints
    kind: Ints
    alone: Ints
    followed: Ints
    before_object: Ints
    after_subject: Ints
    before_determiner: Ints


class Lexicon:
    """The words met so far, in the order in which they came.

    `forms` are the forms of the rows, `lows` the words in lower case (those given first, so that numbers of words with weights are codes
    of features), `classes` the classes of openings with those of prepositions and question words.
    """

    def __init__(self, first: Iterable[str] = ()) -> None:
        self.forms: list[Form] = []
        self.lows = Values(first, grows=True)
        self.classes = Values(CLASSES, grows=True)
        self._rows: dict[str | tuple[str, bool] | Form, int] = {}
        self._table = np.zeros((len(Known._fields), 1 << 10), dtype=np.int64)
        self._order, self._prepositions = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool)
        self._add("", EDGE)

    def __len__(self) -> int:
        return len(self.forms)

    def rows(self, words: Sequence[str]) -> list[int]:
        """The rows of words."""
        known = self._rows
        for word in sorted(set(words).difference(known)):  # sorted: numbers do not hang on the seed of hashes
            self._add(word, form(word))
        return [known[word] for word in words]

    def opening(self, word: str) -> int:
        """The row of a word that a stretch opens with."""
        if not word:
            return self._rows[word]
        key = (word, True)
        return self._rows[key] if key in self._rows else self._add(key, form(word, opens=True))

    def retagged(self, row: int, tag: int) -> int:
        """The row of a word with another tag than its own."""
        other = self.forms[row]._replace(tag=tag)
        return self._rows[other] if other in self._rows else self._add(other, other)

    def known(self, rows: Sequence[int] | Ints) -> Known:
        """What some rows tell."""
        return Known(*self._table[:, rows])

    def facts(self, rows: Ints) -> Ints:
        """The facts of some rows."""
        facts: Ints = self._table[Known._fields.index("facts"), rows]
        return facts

    def order(self) -> Ints:
        """The place of each class in the order of their names."""
        self._know_classes()
        return self._order

    def prepositions(self) -> Truths:
        """Which classes are those of prepositions."""
        self._know_classes()
        return self._prepositions

    def _know_classes(self) -> None:
        names = self.classes.names
        if len(self._order) < len(names):  # all prepositions are soon known
            self._order = np.argsort(np.argsort(names))
            self._prepositions = np.array([name.startswith(OF_PREPOSITION) for name in names])

    def _add(self, key: str | tuple[str, bool] | Form, known: Form) -> int:
        row = self._rows[key] = len(self.forms)
        self.forms.append(known)
        if row == self._table.shape[1]:
            self._table = np.concatenate((self._table, np.zeros_like(self._table)), axis=1)
        self._table[:, row] = self._described(known)
        return row

    def _described(self, known: Form) -> tuple[int, ...]:
        """The columns of a form (`Known`)."""
        kind = self.classes.code(class_name(known.low, TAGS[known.tag]))
        by_tag = 1 << kind if kind < len(CLASSES) else 0
        participle = (1 << ING) * bool(known.facts & forms.PARTICIPLE)
        noun = _with_noun(participle | by_tag, known)
        name = known.low if _CLOSED[known.tag] else TAGS[known.tag]
        return (
            self.lows.code(known.low),
            known.tag,
            facts_with_tag(known),
            self.lows.code(name),
            kind,
            noun | (1 << VERB_ALONE) * bool(known.facts & forms.VERB),
            noun | (1 << PAST) * bool(known.facts & forms.PAST),
            (1 << BASE) * bool(known.facts & forms.VERB),
            (1 << PRESENT) * bool(known.facts & forms.VERB_WITH_S),
            _before_determiner(known),
        )


def _with_noun(classes: int, known: Form) -> int:
    """Classes with that of nouns, where a word can be one."""
    nominal = classes >> ING & 1 or _NOMINAL[known.tag] or (_VERBAL[known.tag] and known.facts & forms.NOUN_TOO)
    return classes | (1 << NOUN if nominal else 0)


def _before_determiner(known: Form) -> int:
    """The verb that a word is in "lodge a complaint", whatever the word lists say."""
    if not _OPEN_CLASS[known.tag] or known.facts & forms.PREPOSITION or not known.facts & forms.LOWER:
        return 0
    if known.facts & forms.ENDS_IN_ING:
        return 1 << ING | 1 << NOUN
    if known.facts & forms.ENDS_IN_ED:
        return 1 << PAST
    return 1 << (PRESENT if known.facts & forms.ENDS_IN_S and not known.facts & forms.ENDS_IN_SS else BASE)
