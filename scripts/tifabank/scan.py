"""Reading a text once: cheap cues say where a dear pattern can match, so that it is tried in a few places and nowhere else.

A cue finds all places of a kind in one pass over a whole text. `found_at` then gives what `finditer` would give, if the cue misses
no place at which the pattern can begin.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

Cue = Callable[[str], Sequence[int]]
K = TypeVar("K", bound=int | str)


def words(*literals: str) -> Cue:
    """A cue of a few rare words: a search for each of them is faster than one expression for all."""

    def places(text: str) -> list[int]:
        found: list[int] = []
        for literal in literals:
            at = text.find(literal)
            while at >= 0:
                found.append(at)
                at = text.find(literal, at + 1)
        return sorted(found) if len(literals) > 1 else found

    return places


def pattern(expression: str) -> Cue:
    """A cue that an expression finds. It should begin with a literal or a set and look ahead only, so that hits hide no other ones."""
    compiled = re.compile(expression)
    return lambda text: [match.start() for match in compiled.finditer(text)]


def found_at(predicate: re.Pattern[str], text: str, places: Iterable[int], end: int) -> Iterator[re.Match[str]]:
    """What the pattern finds before `end`, if it can only begin at the places, given in rising order."""
    done = 0
    for place in places:
        match = predicate.match(text, place, end) if place >= done else None
        if match:
            done = match.end()
            yield match


def within(places: Sequence[int], start: int, end: int) -> Sequence[int]:
    """The places in a range."""
    return places[bisect_left(places, start) : bisect_left(places, end)]


class Scan(Generic[K]):
    """The places of several kinds in a text, handed out by stretches of it."""

    def __init__(self, text: str, cues: dict[K, Cue]) -> None:
        hits = sorted((place, kind) for kind, cue in cues.items() for place in cue(text))
        self._places = [place for place, _ in hits]
        self._kinds = [kind for _, kind in hits]

    def within(self, start: int, end: int) -> dict[K, list[int]]:
        """The places in a range by their kind, in rising order; most stretches of ordinary text have none."""
        found: dict[K, list[int]] = {}
        for i in range(bisect_left(self._places, start), bisect_left(self._places, end)):
            found.setdefault(self._kinds[i], []).append(self._places[i])
        return found
