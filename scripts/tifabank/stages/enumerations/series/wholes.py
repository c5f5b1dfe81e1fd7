"""Features of a candidate as a whole: are these separators those of a series at all?

Most compare a phrase with the members between the separators, whose borders are known (members.py).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from tifabank.stages.enumerations.series.forms import CODES, tags_that
from tifabank.stages.enumerations.series.members import Members
from tifabank.stages.enumerations.series.openings import OPENING
from tifabank.stages.enumerations.series.ragged import Codes, Ints, Truths, running
from tifabank.stages.enumerations.series.tokens import Tokens
from tifabank.stages.enumerations.series.values import (
    DIFFERENCES,
    KIND_INITIALS,
    KINDS,
    NOTHING,
    SHARES,
    TAGS_TO_END,
    Context,
    only_where,
)
from tifabank.stages.enumerations.series.weighing import TRUTHS, Numbers, Part, Values

_LATER = 40  # tokens in which a coordination may close
_PAIR = 3  # tokens of "a and b"
_QUARTERS, _HALVES = 4, 2
_QUESTION, _PRONOUN = tags_that("WDT", "WP", "WRB"), tags_that("PRP", "EX")
_COUNT, _COUNT_CLOSING = Numbers(4, 7), Numbers(4, 6)
_LONGEST, _SHORTEST, _SPREAD, _MANY = Numbers(0, 12), Numbers(0, 6), Numbers(0, 8), Numbers(0, 99)
_SHARE_OF_FOUR, _SHARE_OF_TWO = Numbers(0, _QUARTERS), Numbers(0, _HALVES)
_COLUMNS: Mapping[str, Values] = {
    "kind": KINDS, "initial": KIND_INITIALS, "kind of last": KINDS, "count": _COUNT, "small count": _COUNT_CLOSING,
    "agreement": _SHARE_OF_FOUR, "longest": _LONGEST, "shortest": _SHORTEST, "spread": _SPREAD, "finite": SHARES, "tag of last": TAGS_TO_END,
    "length before": DIFFERENCES, "conjunctions in last": _MANY, "joined": _SHARE_OF_TWO, "alike": _SHARE_OF_FOUR,
    "nothing before": NOTHING, "nothing after": NOTHING,
} | dict.fromkeys(
    (
        "comma", "conjunction", "all agree", "last alike", "empty", "question", "pronoun", "adverb", "before alike", "after alike",
        "conjunction after", "closed later", "closed later alike", "capital", "lone pair", "pair after comma", "of several words",
        "pair among longer", "skips commas",
    ),
    TRUTHS,
)  # fmt: skip
WHOLE = Part(
    _COLUMNS,
    """
    count = count
    closing = comma, conjunction
    count closing = small count, comma, conjunction
    agreement = agreement
    kind = kind
    agreement kind = all agree, kind
    last = last alike, kind
    last kind = kind of last, kind
    finite = finite, kind
    longest = longest
    shortest = shortest
    spread = spread
    empty = empty
    question = question
    pronoun = pronoun
    adverb = adverb
    last tag = tag of last, kind
    goes on before = before alike, kind
    length before = length before
    goes on before = nothing before
    goes on after = after alike, conjunction after, kind
    conjunction after = conjunction after, conjunction
    closed later = closed later, comma, kind
    closed later like = closed later alike, comma
    goes on after = nothing after
    inside last = conjunctions in last, comma, conjunction
    joined = joined
    capital = capital, initial
    pairs = lone pair, pair after comma, of several words, comma, conjunction
    pair among longer = pair among longer, comma, conjunction
    skips commas = skips commas
    alike = alike
    """,
)


def whole_columns(own: Members, context: Context) -> dict[str, Codes]:
    """What the features of candidates are about."""
    marks, found = own.marks, own.found
    tokens, last = own.tokens, found.last
    kind = own.openings.seen_as(own.closes, own.stop, own.kind)
    inside = np.where(own.after >= 0, marks.start[own.after], own.stop)
    return {
        "kind": context.kinds(own.kind),
        "initial": context.initials(own.kind),
        "kind of last": context.kinds(kind),
        "last alike": kind == own.kind,
        "count": _COUNT.capped(own.sizes + 2),
        "small count": _COUNT_CLOSING.capped(own.sizes + 2),
        "comma": marks.comma[last],
        "conjunction": marks.conjunction[last],
        "agreement": np.rint(own.agreeing / own.compared * _QUARTERS).astype(np.int64),
        "all agree": own.agreeing == own.compared,
        "longest": _LONGEST.capped(own.longest),
        "shortest": _SHORTEST.capped(own.shortest),
        "spread": _SPREAD.capped(own.longest - own.shortest),
        "empty": own.shortest == 0,
        "finite": own.finite,
        "tag of last": only_where(own.closes < own.stop, tokens.tag[own.closes]),
        "conjunctions in last": _MANY.of(tokens.sums.conjunctions[inside] - tokens.sums.conjunctions[own.closes]),
        "joined": np.rint(_HALVES * own.sum(own.middle.conjunction) / own.sizes).astype(np.int64),
        "capital": own.capital,
        "of several words": own.length > 1,
        "skips commas": tokens.sums.commas[marks.start[last]] - tokens.sums.commas[marks.start[own.first]] > own.sizes,
        "alike": np.rint(_QUARTERS * _likeness(own)).astype(np.int64),
        **_openings_of_members(own),
        **_pairs(own),
        **_outside(own),
    }


def _openings_of_members(own: Members) -> dict[str, Codes]:
    """Whether members open with question words, pronouns, or are adverbs."""
    tag = own.tokens.tag[own.middle.start]
    return {
        "question": own.any(own.held & _QUESTION[tag]),
        "pronoun": own.any(own.held & _PRONOUN[tag]),
        "adverb": own.any((own.middle.length == 1) & (tag == CODES["RB"])),
    }


def _pairs(own: Members) -> dict[str, Codes]:
    """Whether members end in a pair ("reduction and relief"), are no more than that (of what?), or have a comma before it."""
    tokens, phrases = own.tokens, own.middle
    joint = phrases.end - 2
    pair = (phrases.length >= _PAIR) & (tokens.tag[joint] == CODES["CC"])
    pair &= tokens.sums.conjunctions[joint] == tokens.sums.conjunctions[phrases.start]
    after_comma = pair & (phrases.length > _PAIR) & (tokens.tag[joint - 2] == CODES[","])
    lone = own.any(pair & (phrases.length == _PAIR))
    most = int(np.max(phrases.length, initial=0)) + 1
    shortest = np.minimum.reduceat(np.where(pair, most, phrases.length), own.rows) % most  # 0 where all are pairs
    return {
        "lone pair": lone,
        "pair after comma": own.any(after_comma),
        "pair among longer": lone & (shortest > 1),
    }


def _outside(own: Members) -> dict[str, Codes]:
    """Whether the series could go on before its first separator or after its last."""
    marks, openings = own.marks, own.openings
    led, followed = own.before >= 0, own.after >= 0
    start, stop = marks.end[own.before], marks.start[own.first]
    before = openings.can_be(start, np.minimum(stop, start + OPENING), own.kind)
    later = marks.end[own.after]
    after = openings.can_be(later, np.minimum(own.stop, later + OPENING), own.kind)
    closed = _closed_later(own.tokens, later, own.stop)
    return {
        "before alike": only_where(led, before),
        "length before": only_where(led, DIFFERENCES.capped(stop - start - own.length)),
        "nothing before": only_where(~led, np.zeros_like(start)),
        "after alike": only_where(followed, after),
        "conjunction after": only_where(followed, marks.conjunction[own.after]),
        "closed later": only_where(followed, closed),
        "closed later alike": only_where(followed, closed & after),
        "nothing after": only_where(~followed, np.zeros_like(later)),
    }


def _closed_later(tokens: Tokens, start: Ints, stop: Ints) -> Truths:
    """Whether a comma with a conjunction follows: what stands before it may be one member."""
    joints = running((tokens.tag[:-1] == CODES[","]) & (tokens.tag[1:] == CODES["CC"]))
    closed: Truths = joints[np.maximum(start, np.minimum(stop, start + _LATER) - 1)] > joints[start]
    return closed


def _likeness(own: Members) -> npt.NDArray[np.float64]:
    """Mean share of tags that neighbours have in common."""
    start, end = own.middle.start, own.middle.end
    ends = np.stack([start, end], axis=1).ravel()
    sets = np.bitwise_or.reduceat(own.tokens.tag_sets, ends)[::2]
    sets[~own.held] = 0
    both, either = np.bitwise_count(sets[:-1] & sets[1:]), np.bitwise_count(sets[:-1] | sets[1:])
    share = np.where(own.owner[1:] == own.owner[:-1], both / np.maximum(1, either), 0.0)
    return np.bincount(own.owner[1:], weights=share, minlength=own.count) / (own.sizes - 1)
