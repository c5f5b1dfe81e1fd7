"""Candidates: which commas and conjunctions of a stretch may part the members of one series.

The last separator is a conjunction or a comma; before it stand commas, all of them or (for members that hold commas of their own)
those after which a phrase opens in the same way. Where the first member starts and the last one ends is open: the candidate lists the
places that come into question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tifabank.stages.enumerations.series.openings import VERBAL, common, openings
from tifabank.stages.enumerations.series.tokens import Token

LEAST = 4  # members
_MOST = 40  # members looked at
_EVERY = 12  # members up to which each possible first one is tried
_BACK = 40  # tokens before the first separator in which a verb phrase may have started
_STARTS, _LATER_ENDS, _ENDS = 40, 6, 50
_NO_END = frozenset("DT CC PRP$ WDT WP WRB MD , POSS POS".split())
_NO_LAST = frozenset(
    "of the a an is are was were that who which has have had be been every each no its their at from with for by as into".split()
)
_CONJUNCTIONS = frozenset(("and", "or", "nor", "&"))
_AS_WELL_AS = ["as", "well", "as"]


class Separator(NamedTuple):
    """A comma, a conjunction or both: token indexes of its start and of the first token after it."""

    start: int
    end: int
    comma: bool
    conjunction: bool


class Candidate(NamedTuple):
    """A possible series: its separators, the phrases between them, how its members open, and where it may start and end.

    `starts` and `ends` are token indexes (of the first token, and of the one after the last); `before` and `after` are the commas
    next to the separators, outside.
    """

    tokens: Sequence[Token]
    separators: tuple[Separator, ...]
    middle: list[Sequence[Token]]
    kind: str
    agreement: float
    before: Separator | None
    after: Separator | None
    starts: list[int]
    ends: list[int]


def separators(tokens: Sequence[Token]) -> list[Separator]:
    """The separators of a stretch, in order."""
    found: list[Separator] = []
    i = 0
    while i < len(tokens):
        comma = tokens[i].tag == ","
        end = _after_conjunction(tokens, i + 1 if comma else i)
        if comma or end > i > 0:
            found.append(Separator(i, end, comma, end > i + comma))
        i = max(end, i + 1)
    return found


def _after_conjunction(tokens: Sequence[Token], i: int) -> int:
    """The index after a conjunction that stands at `i`, else `i`."""
    if i < len(tokens) and tokens[i].low in _CONJUNCTIONS:
        return i + 1
    return i + 3 if [t.low for t in tokens[i : i + 3]] == _AS_WELL_AS else i


def candidates(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """The candidates of a stretch."""
    marks = separators(tokens)
    commas = [m for m in marks if m.comma]
    if len(marks) < LEAST - 1 or len(commas) < LEAST - 2:
        return
    kinds = {m.start: openings(tokens[m.end : m.end + _BACK]) for m in marks}
    seen: set[tuple[int, ...]] = set()
    for last in marks:
        for chain in _chains(last, marks, kinds):
            for first in _firsts(len(chain)):
                chosen = (*chain[first:], last)
                key = tuple(m.start for m in chosen)
                if key not in seen:
                    seen.add(key)
                    made = _candidate(tokens, chosen, commas)
                    if made.starts and made.ends:
                        yield made


def _chains(last: Separator, marks: list[Separator], kinds: dict[int, frozenset[str]]) -> Iterator[list[Separator]]:
    """The commas before a last separator: all; all but those inside a coordination of their own ("prevention, reduction and relief,");
    and for each verbal or prepositional opening those that open alike.
    """
    earlier = [m for m in marks if m.end <= last.start]
    before = [m for m in earlier if m.comma][-_MOST:]
    yield before
    yield [m for m, following in pairwise([*earlier, last]) if m.comma and (following.comma or following is last)][-_MOST:]
    for kind in sorted(kinds[last.start]):
        if kind in VERBAL or kind.startswith(("in:", "which:")):
            yield [c for c in before if kind in kinds[c.start]]


def _firsts(length: int) -> Iterator[int]:
    """Indexes of the first comma: near ones, and for long chains the very first."""
    yield from range(length - (LEAST - 2), max(-1, length - _EVERY), -1)
    if length > _EVERY:
        yield 0


def _candidate(tokens: Sequence[Token], chosen: tuple[Separator, ...], commas: list[Separator]) -> Candidate:
    first, last = chosen[0], chosen[-1]
    middle = [tokens[a.end : b.start] for a, b in pairwise(chosen)]
    kind, agreement = common([*(m for m in middle if m), tokens[last.end : last.end + _BACK]])
    at = commas.index(first)
    before = commas[at - 1] if at else None
    later = [c for c in commas if c.start >= last.end]
    after = later[0] if later else None
    return Candidate(
        tokens, chosen, middle, kind, agreement, before, after, _starts(tokens, first, before, kind), _ends(tokens, last, later)
    )


def _starts(tokens: Sequence[Token], first: Separator, before: Separator | None, kind: str) -> list[int]:
    """Where the first member may start: after the comma before it, or, for verbs, at an earlier phrase that opens alike."""
    low = before.end if before else 0
    near = list(range(low, first.start))
    if kind in VERBAL or kind.startswith("in:"):
        far = range(max(0, low - _BACK), low)
        near = [i for i in far if tokens[i].tag != "," and kind in openings(tokens[i : i + 2])] + near
    return near[-_STARTS:]


def _can_end(token: Token) -> bool:
    """Whether a phrase can end in a word: none does in an article, a conjunction, a relative pronoun or an auxiliary."""
    return token.tag not in _NO_END and token.low not in _NO_LAST


def _ends(tokens: Sequence[Token], last: Separator, later: list[Separator]) -> list[int]:
    """Where the last member may end: anywhere up to the next comma, or at a later one (it may hold commas)."""
    high = later[0].start if later else len(tokens)
    near = (i for i in range(last.end + 1, high + 1) if _can_end(tokens[i - 1]))
    far = [c.start for c in later[1 : _LATER_ENDS + 1]] + ([len(tokens)] if later else [])
    return [*near, *far][:_ENDS]
