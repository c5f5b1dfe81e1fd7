"""Reading a text once: cheap cues say where a dear pattern can match, so that it is tried in a few places and nowhere else.

A cue finds all places of a kind in one pass over a whole text. `found_at` then gives what `finditer` would give, if the cue misses
no place at which the pattern can begin.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
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


def standing_free(expression: str, barred: str = "-") -> Callable[[str], list[tuple[int, int]]]:
    """Finds where an expression stands that no letter, digit or barred character precedes.

    The character before it is part of what is looked for: scans that begin with a blank, or with a set of a few characters, are
    several times faster than one that looks behind at every character.
    """
    after_blank = re.compile(f" (?:{expression})")
    after_mark = re.compile(f"[^ a-zA-Z0-9{barred}](?:{expression})")
    first = re.compile(expression)

    def spans(text: str) -> list[tuple[int, int]]:
        found = [match.span()] if (match := first.match(text)) else []
        found += [(match.start() + 1, match.end()) for match in after_blank.finditer(text)]
        for match in after_mark.finditer(text):
            before = text[match.start()]
            if not (before.isalnum() or before == "_"):
                found.append((match.start() + 1, match.end()))
        return _disjoint(sorted(found))

    return spans


def _disjoint(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that begin in no earlier one."""
    kept: list[tuple[int, int]] = []
    done = 0
    for start, end in spans:
        if start >= done:
            kept.append((start, end))
            done = end
    return kept


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
        self._places = {kind: cue(text) for kind, cue in cues.items()}

    def by_stretch(self, stretches: Sequence[tuple[int, int]]) -> dict[int, dict[K, list[int]]]:
        """For each stretch that holds a place, by its number: the places by their kind, in rising order; most have none.

        The stretches are in order and do not overlap.
        """
        starts = [start for start, _ in stretches]
        found: dict[int, dict[K, list[int]]] = {}
        for kind, places in self._places.items():
            for place in places:
                number = bisect_right(starts, place) - 1
                if number >= 0 and place < stretches[number][1]:
                    found.setdefault(number, {}).setdefault(kind, []).append(place)
        return dict(sorted(found.items()))
