"""Where counts stand: the places at which a counted phrase without quotation marks can begin, found once in a text."""

from __future__ import annotations

from typing import NamedTuple

from tifabank.numbering import CARDINALS
from tifabank.scan import standing_free
from tifabank.trie import trie

_counts = standing_free(rf"(?:{trie(CARDINALS)}|\d{{1,2}})(?=[ -])", barred=".,-")
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
    found = [(start, end) for start, end in _counts(lower) if not lower.endswith(_NUMBERED, 0, start)]
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
