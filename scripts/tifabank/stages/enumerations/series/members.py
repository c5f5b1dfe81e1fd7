"""What the members between the separators of candidates have in common."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from tifabank.stages.enumerations.series import forms
from tifabank.stages.enumerations.series.candidates import BACK, Candidates
from tifabank.stages.enumerations.series.forms import CODES, tags_that
from tifabank.stages.enumerations.series.marks import Marks
from tifabank.stages.enumerations.series.openings import Openings
from tifabank.stages.enumerations.series.phrases import BEGINNING, DETERMINING, Phrases
from tifabank.stages.enumerations.series.ragged import Ints, Keys, Truths, offsets, spread
from tifabank.stages.enumerations.series.tokens import Tokens

NONE, SOME, MOST = range(3)
_MOST = 0.6  # share of members from which a property counts as theirs
_CLAUSE_REACH = 14  # tokens before the first separator in which a clause may have opened
_ADJECTIVAL = tags_that(prefixes=("JJ",))


class Members:
    """The phrases between the separators of candidates, and what those of each have in common.

    `middle` are all of them, `held` says which are not empty, `owner` whose they are; `closes` and `stop` are the ends of what follows
    the last separator.
    """

    def __init__(
        self, tokens: Tokens, openings: Openings, marks: Marks, found: Candidates, known: tuple[Ints, Ints, Ints] | None = None
    ) -> None:
        self.tokens, self.openings, self.marks, self.found = tokens, openings, marks, found
        self.count, self.sizes, self.rows = len(found.last), found.sizes, offsets(found.sizes)
        self.owner = np.arange(self.count).repeat(found.sizes)
        self.first = found.commas[self.rows]
        self.closes, self.stop = marks.end[found.last], marks.stop[found.last]
        following = np.empty_like(found.commas)
        following[:-1] = found.commas[1:]
        following[self.rows + self.sizes - 1] = found.last
        self._from, self._to = marks.end[found.commas], marks.start[following]
        self.held = self._to > self._from
        self.kind, self.agreeing, self.compared = known or self._kinds()
        self.middle = Phrases(tokens, openings, self._from, self._to, self.kind[self.owner])
        before = marks.commas_before[self.first] - 1
        self.before = marks.comma_at(before, found.last)
        self.after = marks.comma_at(marks.commas_before[found.last + 1], found.last)

    def _kinds(self) -> tuple[Ints, Ints, Ints]:
        """The class that most phrases open with, what follows the last separator among them, of how many, and of how many phrases."""
        start = np.concatenate((self._from[self.held], self.closes))
        end = np.concatenate((self._to[self.held], np.minimum(self.stop, self.closes + BACK)))
        owner = np.concatenate((self.owner[self.held], np.arange(self.count)))
        order = np.argsort(owner, kind="stable")
        sizes = np.bincount(owner, minlength=self.count)
        kind, agreeing = self.openings.common(start[order], end[order], owner[order], sizes)
        return kind, agreeing, sizes

    def where(self, kept: Ints) -> Members:
        """Those of the candidates with the given numbers."""
        known = self.kind[kept], self.agreeing[kept], self.compared[kept]
        return Members(self.tokens, self.openings, self.marks, self.found.where(kept), known)

    def any(self, held: Truths) -> Truths:
        """Whether something holds of any member of each candidate."""
        result: Truths = np.logical_or.reduceat(held, self.rows)
        return result

    def sum(self, values: Ints | Truths) -> Ints:
        """Sums over the members of each candidate."""
        result: Ints = np.add.reduceat(values.astype(np.int64), self.rows)
        return result

    @cached_property
    def longest(self) -> Ints:
        """The length of the longest member."""
        result: Ints = np.maximum.reduceat(self.middle.length, self.rows)
        return result

    @cached_property
    def shortest(self) -> Ints:
        """The length of the shortest member."""
        result: Ints = np.minimum.reduceat(self.middle.length, self.rows)
        return result

    @cached_property
    def length(self) -> Ints:
        """The usual length: the middle one."""
        most = int(np.max(self.middle.length, initial=0)) + 1
        result: Ints = np.sort(self.owner * most + self.middle.length)[self.rows + self.sizes // 2] % most
        return result

    @cached_property
    def single(self) -> Truths:
        """Whether all are single words."""
        result: Truths = (self.longest == 1) & (self.shortest == 1)
        return result

    @cached_property
    def _shown(self) -> tuple[Ints, Phrases]:
        """The members that are not empty with their owners; where all are, the first word of the stretch stands for them."""
        empty = ~self.any(self.held)
        start, end = self._from.copy(), self._to.copy()
        start[self.rows[empty]] = self.marks.begin[self.first[empty]]
        end[self.rows[empty]] = self.marks.begin[self.first[empty]] + 1
        shown = end > start
        owner = self.owner[shown]
        return owner, Phrases(self.tokens, self.openings, start[shown], end[shown], self.kind[owner])

    @cached_property
    def _opening(self) -> tuple[Ints, Phrases]:
        """The same with the first two words after the last separator."""
        owner, shown = self._shown
        last = np.flatnonzero(self.closes < self.stop)
        start, end = self.closes[last], np.minimum(self.stop, self.closes + BEGINNING)[last]
        both = np.concatenate((owner, last))
        return both, Phrases(
            self.tokens, self.openings, np.concatenate((shown.start, start)), np.concatenate((shown.end, end)), self.kind[both]
        )

    def _of(self, owner: Ints, held: Truths) -> tuple[Ints, Ints]:
        """Of how many phrases of each candidate something holds, and how many there are."""
        return np.bincount(owner[held], minlength=self.count), np.bincount(owner, minlength=self.count)

    def _share(self, held: Truths) -> Ints:
        times, all_of_them = self._of(self._shown[0], held)
        return np.where(times / all_of_them > _MOST, MOST, np.where(times > 0, SOME, NONE))

    def _extent(self, held: Truths) -> Ints:
        """0 where something holds of no opening, 1 of some, 2 of all."""
        times, all_of_them = self._of(self._opening[0], held)
        return np.where(times == all_of_them, 2, np.minimum(times, 1))

    @cached_property
    def finite(self) -> Ints:
        """How many hold finite verbs: none, some or most."""
        return self._share(self._shown[1].finite)

    @cached_property
    def prepositional(self) -> Ints:
        """How many hold prepositions."""
        return self._share(self._shown[1].preposition)

    @cached_property
    def joined(self) -> Truths:
        """Whether any holds a conjunction."""
        owner, shown = self._shown
        return self._of(owner, shown.conjunction)[0] > 0

    @cached_property
    def capital(self) -> Truths:
        """Whether all open with capital letters."""
        result: Truths = self._extent(self.tokens.are(forms.UPPER)[self._opening[1].start]) == 2  # noqa: PLR2004
        return result

    @cached_property
    def determined(self) -> Ints:
        """How many open with determiners: none, some, all."""
        return self._extent(DETERMINING[self.tokens.tag[self._opening[1].start]])

    @cached_property
    def counted(self) -> Ints:
        """How many open with numbers: none, some, all."""
        return self._extent(self.tokens.tag[self._opening[1].start] == CODES["CD"])

    @cached_property
    def adjectival(self) -> Truths:
        """Whether any opens with an adjective."""
        return self._extent(_ADJECTIVAL[self.tokens.tag[self._opening[1].start]]) > 0

    @cached_property
    def balance(self) -> Ints:
        """The highest balance."""
        owner, shown = self._shown
        result: Ints = np.maximum.reduceat(shown.balance, owner.searchsorted(np.arange(self.count)))
        return result

    @cached_property
    def verb_before(self) -> Truths:
        """Whether a finite verb stands before the first separator: what is there may be a subject."""
        finites = self.tokens.sums.finites
        return finites[self.marks.start[self.first]] > finites[self.marks.begin[self.first]]

    @cached_property
    def clause_before(self) -> Truths:
        """Whether a clause opens shortly before the first separator."""
        start, words = self.marks.start[self.first], self.tokens.sums.subordinating
        return words[start] > words[np.maximum(self.marks.begin[self.first], start - _CLAUSE_REACH)]

    @cached_property
    def first_words(self) -> Keys:
        """The words that the members open with."""
        owner, phrases = self._opening
        return Keys(owner, self.tokens.low[phrases.start])

    @cached_property
    def beginnings(self) -> Keys:
        """The tags that the members open with."""
        owner, phrases = self._opening
        return Keys(owner, phrases.beginning)

    @cached_property
    def _closing(self) -> tuple[Ints, Ints]:
        """The last words of the members, that before the first separator among them: owners and tokens."""
        owner, shown = self._shown
        first = self.marks.start[self.first]
        led = np.flatnonzero(first > self.marks.begin[self.first])
        return np.concatenate((owner, led)), np.concatenate((shown.end, first[led])) - 1

    @cached_property
    def last_words(self) -> Keys:
        """The words that the members end in."""
        owner, closing = self._closing
        return Keys(owner, self.tokens.low[closing])

    @cached_property
    def last_tags(self) -> Keys:
        """The tags that the members end in."""
        owner, closing = self._closing
        return Keys(owner, self.tokens.tag[closing])

    @cached_property
    def prepositions(self) -> Keys:
        """The prepositions in the members, after their first words."""
        owner, shown = self._shown
        before = self.tokens.sums.prepositions
        start, end = before[np.minimum(shown.start + 1, shown.end)], before[shown.end]
        row, place = spread(start, end - start)
        words = self.tokens.low[np.flatnonzero(self.tokens.prepositional)]
        return Keys(owner[row], words[place])
