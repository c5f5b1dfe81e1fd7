"""All features of candidates by name, as weights are learnt from them (`tifabank.learn`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tifabank.stages.enumerations.series.ends import end_columns, end_part
from tifabank.stages.enumerations.series.places import ends, starts
from tifabank.stages.enumerations.series.ragged import Ints
from tifabank.stages.enumerations.series.ranking import Read, members
from tifabank.stages.enumerations.series.starts import start_columns, start_part
from tifabank.stages.enumerations.series.values import Context
from tifabank.stages.enumerations.series.wholes import WHOLE, whole_columns


class Measured(NamedTuple):
    """A candidate: its separators (their first tokens and those after them), the places of its borders, the features of each and of the whole."""

    separators: list[tuple[int, int]]
    starts: list[int]
    ends: list[int]
    of_starts: list[list[str]]
    of_ends: list[list[str]]
    whole: list[str]


def measured(found: Read) -> Iterator[Measured]:
    """The candidates of some stretches that have places to start and to end, with all their features."""
    if not len(found.candidates.last):
        return
    words = found.tokens.lexicon.lows
    own, context = members(found, found.candidates), Context(found.tokens, words)
    whole = WHOLE.names(whole_columns(own, context))
    of_start, of_end = starts(own), ends(own)
    starting = _grouped(of_start, start_part(words).names(start_columns(own, *of_start, context)), own.count)
    ending = _grouped(of_end, end_part(words).names(end_columns(own, *of_end, context)), own.count)
    for number, (start, end) in enumerate(zip(starting, ending, strict=True)):
        if start and end:
            first, size = own.rows[number], own.sizes[number]
            marks = [*found.candidates.commas[first : first + size].tolist(), found.candidates.last[number]]
            separators = [(int(found.marks.start[m]), int(found.marks.end[m])) for m in marks]
            yield Measured(
                separators, [p for p, _ in start], [p for p, _ in end], [f for _, f in start], [f for _, f in end], whole[number]
            )


def _grouped(places: tuple[Ints, Ints], features: Sequence[list[str]], count: int) -> list[list[tuple[int, list[str]]]]:
    """The places of each candidate with their features."""
    groups: list[list[tuple[int, list[str]]]] = [[] for _ in range(count)]
    for owner, place, own in zip(places[0].tolist(), places[1].tolist(), features, strict=True):
        groups[owner].append((place, own))
    return groups
