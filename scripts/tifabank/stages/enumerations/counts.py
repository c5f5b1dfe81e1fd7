"""Where counts stand: the places at which a counted phrase without quotation marks can begin, found once in a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from tifabank.numbering import CARDINALS
from tifabank.trie import trie

_COUNT = rf"(?:{trie(CARDINALS)}|\d{{1,2}})(?=[ -])"
_COUNT_AFTER = re.compile(rf"[^\w.,-]{_COUNT}")  # the character before it goes first: a set is found fast, a look-behind is not
_COUNT_FIRST = re.compile(_COUNT)
_NUMBERED = ("article ", "section ", "chapter ", "page ", "part ", "table ", "figure ", "no. ")  # "article 12 holds": no count
_NEAR = 6  # words from a count to the next one in "three long dark papers, and one visit"


class CountPlace(NamedTuple):
    """A count: where it begins, whether it is one, whether another one is near, and what follows it after a blank, or its hyphen."""

    start: int
    one: bool
    near: bool
    mark: str


def count_places(lower: str) -> list[CountPlace]:
    """The counts of a text in lower case, in order."""
    first = _COUNT_FIRST.match(lower)
    found = [first.span()] if first else []
    found += [(match.start() + 1, match.end()) for match in _COUNT_AFTER.finditer(lower)]
    found = [(start, end) for start, end in found if not lower.endswith(_NUMBERED, 0, start)]
    following = [*(start for start, _ in found[1:]), None]
    return [
        CountPlace(
            start,
            one=lower[start:end] in ("one", "1"),
            near=after is not None and lower.count(" ", start, after) <= _NEAR,
            mark="-" if lower[end] == "-" else lower[end + 1 : end + 2],
        )
        for (start, end), after in zip(found, following, strict=False)
    ]
