"""What phrases hold, and what the members between the separators of a candidate have in common."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tifabank.stages.enumerations.series.candidates import Candidate
from tifabank.stages.enumerations.series.openings import VERBAL, head
from tifabank.stages.enumerations.series.tokens import Token

_MOST = 0.6  # share of members from which a property counts as theirs
_SUBORDINATING = frozenset("that if when where while as because which who whose".split())
_CLAUSE_REACH = 14  # tokens before the first separator in which a clause may have opened
_ADJECTIVE = "JJ"
OPENING = 6  # tokens of a phrase that show how it opens


def balance(phrase: Sequence[Token], kind: str) -> int:
    """Finite verbs less the words that open clauses for them: 0 in a phrase that is complete, more where a predicate has begun."""
    inner = phrase[head(phrase) + 1 :] if phrase and (kind in VERBAL or kind == "noun") else phrase
    verbs = sum(t.finite and not b.finite for b, t in pairwise([phrase[0], *inner])) if phrase else 0
    return max(-2, min(2, verbs - sum(t.tag in ("WDT", "WP", "WRB") or t.low in _SUBORDINATING for t in inner)))


class Members(NamedTuple):
    """What the members between the separators have in common."""

    kind: str
    length: int
    single: bool
    finite: str
    prepositional: str
    joined: bool
    determined: str
    counted: tuple[bool, bool]
    capital: bool
    first_words: frozenset[str]
    last_words: frozenset[str]
    last_tags: frozenset[str]
    beginnings: frozenset[tuple[str, ...]]
    adjectival: bool
    prepositions: frozenset[str]
    longest: int
    balance: int
    subject: str


def members(candidate: Candidate) -> Members:
    """The members between the separators of a candidate, summed up, with how the last one opens and the first one closes."""
    middle = [m for m in candidate.middle if m] or [candidate.tokens[:1]]
    kind = candidate.kind
    lengths = sorted(len(m) for m in candidate.middle)
    first, last = candidate.separators[0], candidate.separators[-1]
    opening = [*middle, *([candidate.tokens[last.end : last.end + 2]] if last.end < len(candidate.tokens) else [])]
    closing = [*(m[-1] for m in middle), *candidate.tokens[max(0, first.start - 1) : first.start]]
    determined = [m[0].tag in ("DT", "PRP$") for m in opening]
    counted = [m[0].tag == "CD" for m in opening]
    return Members(
        kind=kind,
        length=lengths[len(lengths) // 2] if lengths else 1,
        single=all(n == 1 for n in lengths),
        finite=_share([has_finite(m, kind) for m in middle]),
        prepositional=_share([has_preposition(m) for m in middle]),
        joined=any(has_conjunction(m) for m in middle),
        determined="all" if all(determined) else "some" if any(determined) else "none",
        counted=(all(counted), any(counted)),
        capital=all(m[0].word[:1].isupper() for m in opening),
        first_words=frozenset(m[0].low for m in opening),
        last_words=frozenset(t.low for t in closing),
        last_tags=frozenset(t.tag for t in closing),
        beginnings=frozenset(beginning(m) for m in opening),
        adjectival=any(m[0].tag.startswith(_ADJECTIVE) for m in opening),
        prepositions=frozenset(t.low for m in middle for t in m[1:] if t.tag in ("IN", "TO")),
        longest=max(lengths) if lengths else 1,
        balance=max(balance(m, kind) for m in middle),
        subject=_may_be_subject(candidate),
    )


def _share(held: list[bool]) -> str:
    share = sum(held) / len(held)
    return "most" if share > _MOST else "some" if share else "none"


def has_finite(phrase: Sequence[Token], kind: str) -> bool:
    """Whether a finite verb stands in a phrase, the word that it opens with left out for phrases that open with a verb or noun."""
    inner = phrase[head(phrase) + 1 :] if phrase and (kind in VERBAL or kind == "noun") else phrase
    return any(t.finite for t in inner)


def has_preposition(phrase: Sequence[Token]) -> bool:
    """Whether a preposition stands in a phrase, after its first word."""
    return any(t.tag in ("IN", "TO") for t in phrase[1:])


def has_conjunction(phrase: Sequence[Token]) -> bool:
    """Whether "and" or "or" stands in a phrase."""
    return any(t.tag == "CC" for t in phrase)


def beginning(phrase: Sequence[Token]) -> tuple[str, ...]:
    """The tags of the first two words of a phrase."""
    return tuple(t.tag for t in phrase[:2])


def _may_be_subject(candidate: Candidate) -> str:
    """Whether a finite verb stands before the first separator, and whether a clause opens shortly before it."""
    first = candidate.separators[0].start
    verb = any(t.finite for t in candidate.tokens[:first])
    clause = any(t.low in _SUBORDINATING for t in candidate.tokens[max(0, first - _CLAUSE_REACH) : first])
    return f"{verb} {clause}"


def difference(length: int, usual: int) -> str:
    """By how much a length differs, capped."""
    return str(max(-3, min(3, length - usual)))
