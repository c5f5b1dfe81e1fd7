"""Weights, and what they say of a candidate: how likely it is a series, and where its first member starts and its last one ends.

Starts and ends are chosen by a log-linear model over the places that come into question, whole candidates by logistic regression that
also knows how sure the borders are. The weights are learnt from the gold standard (`tifabank.learn`) and stand in weights.csv.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tifabank.stages.enumerations.series.borders import end_context, end_features, start_context, start_features
from tifabank.stages.enumerations.series.candidates import Candidate
from tifabank.stages.enumerations.series.features import whole_features
from tifabank.stages.enumerations.series.phrases import members

PARTS = ("start", "end", "whole")
THRESHOLD = -0.7
"""Log-odds from which a candidate counts as a series."""
_HOPELESS = -1.5
"""Log-odds, before borders are looked at, under which no candidate of the gold standard was ever saved by them (one in 1,200)."""
_OF_START, _OF_END = ("same=", "length=", "finite=", "determined=", "word="), ("length=", "finite=", "after=", "at comma=", "form=")
_BIAS, _SURE_OF_START, _SURE_OF_END = "bias", "sure of start", "sure of end"
_PATH = Path(__file__).with_name("weights.csv")
Weights = Mapping[str, Mapping[str, float]]


class Ranked(NamedTuple):
    """A candidate with its best borders (token indexes) and its log-odds."""

    candidate: Candidate
    start: int
    end: int
    score: float


class Measured(NamedTuple):
    """A candidate's features: of each start, of each end, and of the whole."""

    starts: list[list[str]]
    ends: list[list[str]]
    whole: list[str]


def measured(candidate: Candidate) -> Measured:
    """All features of a candidate."""
    own, tokens = members(candidate), candidate.tokens
    return Measured(
        [start_context(tokens, i) + start_features(candidate, own, i) for i in candidate.starts],
        [end_context(tokens, i) + end_features(candidate, own, i) for i in candidate.ends],
        list(whole_features(candidate, own)),
    )


@cache
def weights() -> Weights:
    """The learnt weights by part and feature."""
    found: dict[str, dict[str, float]] = {part: {} for part in PARTS}
    with _PATH.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            found[line["part"]][line["feature"]] = float(line["weight"])
    return found


def total(known: Mapping[str, float], features: Iterable[str]) -> float:
    """The sum of the weights of features."""
    return sum([known.get(feature, 0.0) for feature in features])  # a list: faster than a generator


def best(scores: Sequence[float]) -> tuple[int, float]:
    """The index of the highest score, the first of equals, and the logarithm of its probability among all."""
    most = max(scores)
    return scores.index(most), -math.log(sum(math.exp(score - most) for score in scores))


def border_values(start: Iterable[str], end: Iterable[str], sure_of_start: float, sure_of_end: float) -> dict[str, float]:
    """What the best borders say of the whole: features with their values."""
    values = {f"start {f}": 1.0 for f in start if f.startswith(_OF_START)} | {f"end {f}": 1.0 for f in end if f.startswith(_OF_END)}
    return values | {_SURE_OF_START: sure_of_start, _SURE_OF_END: sure_of_end}


def evidence(known: Weights, found: Measured) -> dict[str, float]:
    """The features of the whole candidate, with their values."""
    start, sure_of_start = best([total(known["start"], features) for features in found.starts])
    end, sure_of_end = best([total(known["end"], features) for features in found.ends])
    return dict.fromkeys([*found.whole, _BIAS], 1.0) | border_values(found.starts[start], found.ends[end], sure_of_start, sure_of_end)


def ranked(found: Iterable[Candidate], known: Weights | None = None) -> Iterator[Ranked]:
    """The candidates of one stretch that count as series, with their borders.

    What does not need the candidate is added up once for each place, and borders are sought only where they can still decide.
    """
    known = known or weights()
    starts: dict[int, float] = {}
    ends: dict[int, float] = {}
    for candidate in found:
        own, tokens = members(candidate), candidate.tokens
        score = known["whole"].get(_BIAS, 0.0) + total(known["whole"], whole_features(candidate, own))
        if score < _HOPELESS:
            continue
        of_starts = [start_features(candidate, own, i) for i in candidate.starts]
        of_ends = [end_features(candidate, own, i) for i in candidate.ends]
        for i in candidate.starts:
            if i not in starts:
                starts[i] = total(known["start"], start_context(tokens, i))
        for i in candidate.ends:
            if i not in ends:
                ends[i] = total(known["end"], end_context(tokens, i))
        start, sure_of_start = best([starts[i] + total(known["start"], f) for i, f in zip(candidate.starts, of_starts, strict=True)])
        end, sure_of_end = best([ends[i] + total(known["end"], f) for i, f in zip(candidate.ends, of_ends, strict=True)])
        place = candidate.starts[start], candidate.ends[end]
        features = start_context(tokens, place[0]) + of_starts[start], end_context(tokens, place[1]) + of_ends[end]
        values = border_values(*features, sure_of_start, sure_of_end)
        score += sum(known["whole"].get(feature, 0.0) * value for feature, value in values.items())
        if score > THRESHOLD:
            yield Ranked(candidate, *place, score)


def chosen(found: Iterable[Ranked]) -> list[Ranked]:
    """The likeliest series that share no separator and cross no other one; series may stand inside each other."""
    taken: set[int] = set()
    kept: list[Ranked] = []
    for one in sorted(found, key=lambda r: -r.score):
        own = {s.start for s in one.candidate.separators}
        if taken.isdisjoint(own) and not any(_cross(one, other) for other in kept):
            taken |= own
            kept.append(one)
    return kept


def _cross(a: Ranked, b: Ranked) -> bool:
    return a.start < b.start < a.end < b.end or b.start < a.start < b.end < a.end
