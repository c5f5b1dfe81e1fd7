"""Features of a candidate as a whole: are these separators those of a series at all?

A feature is a string "name=value"; its weight is learnt (`tifabank.learn`). Most compare a phrase with the members between the
separators, whose borders are known (phrases.py); those of starts and ends stand in borders.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tifabank.stages.enumerations.series.candidates import Candidate
from tifabank.stages.enumerations.series.openings import as_tagged, openings
from tifabank.stages.enumerations.series.phrases import (
    OPENING,
    Members,
    difference,
    has_conjunction,
)
from tifabank.stages.enumerations.series.tokens import Token

_LONGEST, _SHORTEST, _WIDEST, _MANY = 12, 6, 8, 7
_LATER = 40  # tokens in which a coordination may close
_PAIR = 3  # tokens of "a and b"


def whole_features(candidate: Candidate, own: Members) -> Iterator[str]:
    """The features of a candidate as a series at all."""
    tokens, first, last = candidate.tokens, candidate.separators[0], candidate.separators[-1]
    short = own.kind[:4]
    count = len(candidate.separators) + 1
    closing = f"{last.comma} {last.conjunction}"
    lengths = [len(m) for m in candidate.middle]
    yield from (f"count={min(count, _MANY)}", f"closing={closing}", f"count closing={min(count, _MANY - 1)} {closing}")
    yield from (f"agreement={round(candidate.agreement * 4)}", f"kind={short}", f"agreement kind={candidate.agreement == 1} {short}")
    closes = tokens[last.end :]
    kind = own.kind if own.kind in openings(closes[:OPENING]) else as_tagged(closes)
    yield from (f"last={kind == own.kind} {short}", f"last kind={kind[:4]} {short}", f"finite={own.finite} {short}")
    yield from (f"longest={min(_LONGEST, max(lengths))}", f"shortest={min(_SHORTEST, *lengths)}")
    yield from (f"spread={min(_WIDEST, max(lengths) - min(lengths))}", f"empty={0 in lengths}")
    heads = [m[0].tag for m in candidate.middle if m]
    yield f"question={any(t in ('WDT', 'WP', 'WRB') for t in heads)}"
    yield f"pronoun={any(t in ('PRP', 'EX') for t in heads)}"
    yield f"adverb={any(len(m) == 1 and m[0].tag == 'RB' for m in candidate.middle)}"
    if closes:
        yield f"last tag={closes[0].tag} {short}"
    yield from _outside(candidate, own)
    yield f"inside last={sum(t.tag == 'CC' for t in tokens[last.end : candidate.after.start if candidate.after else len(tokens)])} {closing}"
    yield f"joined={round(2 * sum(map(has_conjunction, candidate.middle)) / len(candidate.middle))}"
    yield f"capital={own.capital} {short[:1]}"
    pairs = [m for m in candidate.middle if len(m) >= _PAIR and m[-2].tag == "CC" and not has_conjunction(m[:-2])]
    lone = any(len(m) == _PAIR for m in pairs)  # "reduction and relief": of what?
    yield f"pairs={lone} {any(m[-_PAIR - 1].tag == ',' for m in pairs if len(m) > _PAIR)} {own.length > 1} {closing}"
    single = min((len(m) for m in candidate.middle if m not in pairs), default=0)
    yield f"pair among longer={lone and single > 1} {closing}"
    inner = sum(t.tag == "," for t in tokens[first.start : last.start]) > len(candidate.separators) - 1
    yield f"skips commas={inner}"
    if len(candidate.middle) > 1:
        yield f"alike={round(4 * _likeness(candidate.middle))}"


def _outside(candidate: Candidate, own: Members) -> Iterator[str]:
    """Whether the series could go on before its first separator or after its last."""
    short = own.kind[:4]
    first = candidate.separators[0]
    if candidate.before:
        chunk = candidate.tokens[candidate.before.end : first.start]
        yield f"goes on before={own.kind in openings(chunk[:OPENING])} {short}"
        yield f"length before={difference(len(chunk), own.length)}"
    else:
        yield "goes on before=nothing"
    if candidate.after:
        chunk = candidate.tokens[candidate.after.end :]
        yield f"goes on after={own.kind in openings(chunk[:OPENING])} {candidate.after.conjunction} {short}"
        yield f"conjunction after={candidate.after.conjunction} {candidate.separators[-1].conjunction}"
        closed = _closed_later(chunk)
        yield f"closed later={closed} {candidate.separators[-1].comma} {short}"
        yield f"closed later like={closed and own.kind in openings(chunk[:OPENING])} {candidate.separators[-1].comma}"
    else:
        yield "goes on after=nothing"


def _closed_later(tokens: Sequence[Token]) -> bool:
    """Whether a comma with a conjunction follows: what stands before it may be one member."""
    return any(a.tag == "," and b.tag == "CC" for a, b in pairwise(tokens[:_LATER]))


def _likeness(phrases: list[Sequence[Token]]) -> float:
    """Mean share of tags that neighbours have in common."""
    tags = [{t.tag for t in phrase} for phrase in phrases]
    return sum(len(a & b) / max(1, len(a | b)) for a, b in pairwise(tags)) / (len(tags) - 1)
