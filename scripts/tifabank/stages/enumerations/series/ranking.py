"""Weights, and what they say of candidates: how likely each is a series, and where its first member starts and its last one ends.

Starts and ends are chosen by a log-linear model over the places that come into question, whole candidates by logistic regression that
also knows how sure the borders are. The weights are learnt from the gold standard (`tifabank.learn`) and stand in weights.csv, to the
thousandth: they are added up as whole numbers, so that sums are exact.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tifabank.stages.enumerations.series.candidates import Candidates, candidates, in_one_row
from tifabank.stages.enumerations.series.ends import end_columns, end_part
from tifabank.stages.enumerations.series.lexicon import MANY, Lexicon
from tifabank.stages.enumerations.series.marks import Marks
from tifabank.stages.enumerations.series.members import Members
from tifabank.stages.enumerations.series.openings import Openings
from tifabank.stages.enumerations.series.places import ends, starts
from tifabank.stages.enumerations.series.ragged import Codes, Ints, run_starts
from tifabank.stages.enumerations.series.starts import start_columns, start_part
from tifabank.stages.enumerations.series.tokens import Stretch, Tokens
from tifabank.stages.enumerations.series.values import Context
from tifabank.stages.enumerations.series.weighing import Table, Values
from tifabank.stages.enumerations.series.wholes import WHOLE, whole_columns

PARTS = ("start", "end", "whole")
UNIT = 1000
"""A weight of one: weights are whole numbers of thousandths."""
THRESHOLD = -700
"""Log-odds from which a candidate counts as a series."""
_HOPELESS = -1500
"""Log-odds, before borders are looked at, under which no candidate of the gold standard was ever saved by them (one in 1,200)."""
OF_START, OF_END = ("same=", "length=", "finite=", "determined=", "word="), ("length=", "finite=", "after=", "at comma=", "form=")
"""Features of the borders that tell of the whole as well: there with "start" or "end" before their names."""
BIAS, SURE_OF_START, SURE_OF_END = "bias", "sure of start", "sure of end"
_AT_ONCE = 1 << 13  # candidates weighed at once: memory stays bounded
_PATH = Path(__file__).with_name("weights.csv")


class Ranked(NamedTuple):
    """A series: its borders (token numbers), its separators (their first tokens and those after them), its log-odds in thousandths."""

    start: int
    end: int
    separators: tuple[tuple[int, int], ...]
    score: float


class Read(NamedTuple):
    """Stretches as read: their tokens, their separators, and the candidates."""

    tokens: Tokens
    openings: Openings
    marks: Marks
    candidates: Candidates


class Borders:
    """How places are weighed as borders: by themselves, and in what the best ones say of the whole."""

    def __init__(self, table: Table, weights: dict[str, int], of_whole: dict[str, int], sure: int) -> None:
        self._table, self._sure = table, sure
        self._weights, self._of_whole = table.weights(weights), table.weights(of_whole)

    def best(self, columns: dict[str, Codes], owner: Ints) -> tuple[Ints, npt.NDArray[np.float64]]:
        """Of the places of each candidate (owners in order) the best one, and what it adds to the log-odds of the whole."""
        places = self._table.places(columns)
        begin = run_starts(owner)
        best, sure = best_of(self._weights.take(places).sum(axis=0), begin)
        return best, self._of_whole[places[:, best]].sum(axis=0) + self._sure * sure


class Weights:
    """The learnt weights, in arrays."""

    def __init__(self, known: dict[str, dict[str, int]]) -> None:
        self.words = Values(["start", "end"], grows=True)
        parts = start_part(self.words), end_part(self.words)
        whole = known["whole"]
        self.bias = whole[BIAS]
        of_borders = [_prefixed(whole, "start "), _prefixed(whole, "end ")]
        for part, *names in zip(parts, (known["start"], known["end"]), of_borders, strict=True):
            for name in (name for some in names for name in some):
                part.coded(name)  # the words that have weights are known by then
        self.words.grows = False
        self._lexicon = Lexicon(self.words.names)
        sure = whole[SURE_OF_START], whole[SURE_OF_END]
        self.start, self.end = (
            Borders(Table(part), known[name], also, each) for part, name, also, each in zip(parts, PARTS, of_borders, sure, strict=False)
        )
        others = {name: weight for name, weight in whole.items() if not name.startswith((BIAS, "start ", "end ", "sure "))}
        self._whole_table = Table(WHOLE)
        self._whole = self._whole_table.weights(others)

    def lexicon(self) -> Lexicon:
        """The words met so far, those that have weights first; a new one where they are too many."""
        if len(self._lexicon) > MANY:
            self._lexicon = Lexicon(self.words.names)
        return self._lexicon

    def of_wholes(self, columns: dict[str, Codes]) -> Ints:
        """The sums of the weights of candidates, borders aside."""
        sums: Ints = self._whole.take(self._whole_table.places(columns)).sum(axis=0)
        return sums + self.bias


def _prefixed(known: dict[str, int], prefix: str) -> dict[str, int]:
    return {name.removeprefix(prefix): weight for name, weight in known.items() if name.startswith(prefix)}


@cache
def weights() -> Weights:
    """The weights of weights.csv."""
    found: dict[str, dict[str, int]] = {part: {} for part in PARTS}
    with _PATH.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            found[line["part"]][line["feature"]] = round(float(line["weight"]) * UNIT)
    return Weights(found)


def best_of(scores: Ints, begin: Ints) -> tuple[Ints, npt.NDArray[np.float64]]:
    """For each run of scores where the highest is, the first of equals, and the logarithm of its probability among all of its run."""
    owner = np.zeros(len(scores), dtype=np.int64)
    owner[begin[1:]] = 1
    owner = owner.cumsum()
    below = (scores - np.maximum.reduceat(scores, begin)[owner]) / UNIT
    highest = np.flatnonzero(below == 0)
    first = highest[highest.searchsorted(begin)]
    return first, -np.log(np.bincount(owner, weights=np.exp(below)))


def read(stretches: Iterable[Stretch]) -> Read:
    """The candidates of stretches."""
    tokens = Tokens(stretches, weights().lexicon())
    openings = Openings(tokens)
    marks = Marks(tokens, openings)
    return Read(tokens, openings, marks, candidates(marks, openings))


def members(found: Read, some: Candidates) -> Members:
    """What some of the candidates found have between their separators."""
    return Members(found.tokens, found.openings, found.marks, some)


def series_of(found: Read) -> list[list[Ranked]]:
    """For each stretch the candidates that count as series, with their borders."""
    done: list[list[Ranked]] = [[] for _ in found.tokens.begin]
    likely = in_one_row(found.marks, found.candidates)
    if len(likely.last):
        context = Context(found.tokens, weights().words)
        for some in likely.in_parts(_AT_ONCE):
            for stretch, one in _likely(members(found, some), context):
                done[stretch].append(one)
    return done


def _likely(own: Members, context: Context) -> Iterator[tuple[int, Ranked]]:
    """The candidates that count as series with their stretches: borders are sought only where they can still decide."""
    known = weights()
    score = known.of_wholes(whole_columns(own, context))
    hopeful = np.flatnonzero(score >= _HOPELESS)
    if not len(hopeful):
        return
    own, sums = own.where(hopeful), score[hopeful].astype(np.float64)
    of_start, of_end = _possible(starts(own), ends(own), own.count)
    if not len(of_start[0]):
        return
    numbers = of_start[0][run_starts(of_start[0])]
    first, of_first = known.start.best(start_columns(own, *of_start, context), of_start[0])
    last, of_last = known.end.best(end_columns(own, *of_end, context), of_end[0])
    sums = sums[numbers] + of_first + of_last
    kept = np.flatnonzero(sums > THRESHOLD)
    yield from _ranked(own.marks, own.found.where(numbers[kept]), of_start[1][first[kept]], of_end[1][last[kept]], sums[kept])


def _ranked(marks: Marks, some: Candidates, starts: Ints, ends: Ints, scores: npt.NDArray[np.float64]) -> Iterator[tuple[int, Ranked]]:
    """Candidates as series with their stretches."""
    commas = [marks.spans[number] for number in some.commas.tolist()]
    done = 0
    columns = (some.last, some.sizes, marks.stretch[some.last], starts, ends, scores)
    for last, size, stretch, start, end, score in zip(*(column.tolist() for column in columns), strict=True):
        yield stretch, Ranked(start, end, (*commas[done : done + size], marks.spans[last]), score)
        done += size


def _possible(of_start: tuple[Ints, Ints], of_end: tuple[Ints, Ints], count: int) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
    """Places to start and to end (owners and tokens) of those candidates that have both."""
    both = np.bincount(of_start[0], minlength=count) * np.bincount(of_end[0], minlength=count) > 0
    if both.all():
        return of_start, of_end
    kept = both[of_start[0]], both[of_end[0]]
    return (of_start[0][kept[0]], of_start[1][kept[0]]), (of_end[0][kept[1]], of_end[1][kept[1]])


def chosen(found: Iterable[Ranked]) -> list[Ranked]:
    """The likeliest series that share no separator and cross no other one; series may stand inside members of each other."""
    taken: set[int] = set()
    kept: list[Ranked] = []
    for one in sorted(found, key=lambda r: -r.score):
        own = {start for start, _ in one.separators}
        if taken.isdisjoint(own) and not any(_cross(one, other) for other in kept):
            taken |= own
            kept.append(one)
    return kept


def _cross(a: Ranked, b: Ranked) -> bool:
    """Whether two series cross, or reach equally far: then neither is inside a member of the other."""
    return a.start < b.start < a.end < b.end or b.start < a.start < b.end < a.end or (a.start, a.end) == (b.start, b.end)
