"""The weights of series, learnt from the gold standard: `make learn`.

Each annotated series is put into the terms of a candidate (`stages/enumerations/series/candidates.py`): its separators, the token with
which its first member starts, the one after which its last ends. Borders are learnt as a choice among places, candidates as a choice among those with the same last separator and none of them,
all by gradient steps with a rate of their own for each feature (AdaGrad: Duchi, Hazan and Singer 2011) and a penalty on large weights.
Only the splits `development` and `founding` are read: `test` stays unseen. The same gold standard gives the same weights.
"""

from __future__ import annotations

import csv
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tifabank.evaluate import GoldSet, read_gold
from tifabank.pipeline import map_document
from tifabank.stages.enumerations.series import ranking
from tifabank.stages.enumerations.series.measuring import Measured, measured
from tifabank.stages.enumerations.series.ranking import BIAS, OF_END, OF_START, SURE_OF_END, SURE_OF_START, read
from tifabank.stages.enumerations.series.stretches import masked, stretches
from tifabank.text import RawText, Text

SPLITS = ("development", "founding")
WEIGHTS = Path(ranking.__file__).with_name("weights.csv")
_ROUNDS, _FROM, _RATE, _PENALTY, _SEED = 12, 4, 0.1, 0.025, 0
_SEEN = 5  # times that a feature must occur to be weighed
_DIGITS = 3
_OTHER_LISTS = ("named", "numbered", "ordinal")
_SMALL = 1e-4


class Example(NamedTuple):
    """A candidate of an annotated text: its document and last separator, its features, whether it is a series, which borders are right."""

    document_id: str
    last: int
    features: Measured
    is_series: bool
    start: int | None
    end: int | None


class Learner:
    """Weights of the features that are common enough, with the size of the steps made for each so far."""

    def __init__(self, seen: Mapping[str, int]) -> None:
        self.weights: dict[str, float] = {feature: 0.0 for feature, times in seen.items() if times >= _SEEN}
        self._steps = dict.fromkeys(self.weights, 1e-2)
        self._sums = dict.fromkeys(self.weights, 0.0)
        self._rounds = 0

    def step(self, gradient: Mapping[str, float]) -> None:
        """One step along a gradient."""
        for feature, slope in gradient.items():
            if feature not in self.weights:
                continue
            slope -= _PENALTY * self.weights[feature]  # noqa: PLW2901
            self._steps[feature] += slope * slope
            self.weights[feature] += _RATE * slope / math.sqrt(self._steps[feature])

    def remember(self) -> None:
        """Adds the weights to those whose mean is the result."""
        self._rounds += 1
        for feature, weight in self.weights.items():
            self._sums[feature] += weight

    def mean(self) -> dict[str, float]:
        """The mean of the weights remembered."""
        return {feature: total / self._rounds for feature, total in self._sums.items()}


def examples(package: Path, gold: Path) -> list[Example]:
    """The candidates of all annotated texts."""
    sets = [s for s in read_gold(package, gold) if s.split in SPLITS]
    return [example for s in sets for key, raw in s.texts.items() if "series" in s.tasks[key] for example in _of_document(s, raw)]


def learnt(found: Sequence[Example]) -> dict[str, dict[str, float]]:
    """The weights that examples teach, by part."""
    series = [e for e in found if e.is_series]
    known = {
        "start": _choices([(_valued(e.features.of_starts), e.start) for e in series if e.start is not None]),
        "end": _choices([(_valued(e.features.of_ends), e.end) for e in series if e.end is not None]),
    }
    return known | {"whole": _choices(_rivals(known, found))}


def _rivals(known: Mapping[str, Mapping[str, float]], found: Sequence[Example]) -> list[tuple[list[dict[str, float]], int]]:
    """The candidates that share a last separator, of which one at most is right, beside nothing at all (an option without features)."""
    groups: dict[tuple[str, int], list[Example]] = defaultdict(list)
    for example in found:
        groups[example.document_id, example.last].append(example)
    return [
        (
            [*(evidence(known, e.features) for e in group), {}],
            next((i for i, e in enumerate(group) if e.is_series), len(group)),
        )
        for group in groups.values()
    ]


def _of_document(gold: GoldSet, raw: RawText) -> Iterator[Example]:
    text = Text(raw.document_id, raw.data.decode("utf-8"))
    rows = {
        name: [r for r in gold.rows.get(name, ()) if r["document_id"] == raw.document_id] for name in ("enumerations", "enumeration_items")
    }
    series = _annotated(text, rows)
    gaps = _gaps(text, rows)
    begins, sought = [], []
    for sentence in map_document(raw, gold.known)["sentences"]:
        for masked_text, begin in masked(text.plain, *_folded(text, sentence._asdict())):
            for stretch in stretches(masked_text):
                begins.append(begin)
                sought.append(stretch)
    found = read(sought)
    spans = [(0, 0)] * len(found.tokens.tag)  # of each token in the text
    for number, begin in enumerate(begins):
        start, end = found.tokens.begin[number], found.tokens.end[number]
        spans[start:end] = [(begin + a, begin + b) for a, b in found.tokens.spans(number)]
    for candidate in measured(found):
        marks = [(spans[start][0], spans[end - 1][1]) for start, end in candidate.separators]
        if not any(start <= mark[0] and mark[1] <= end for mark in marks for start, end in gaps):
            yield _example(raw.document_id, candidate, spans, next((m for m in series if _parts(m, marks)), None))


def _gaps(text: Text, rows: Mapping[str, list[Mapping[str, Any]]]) -> list[tuple[int, int]]:
    """What stands between the items of other lists: what it parts is no series, however it looks."""
    items = sorted((*_folded(text, r), r["list"]) for r in rows["enumeration_items"] if r["kind"] in _OTHER_LISTS)
    last: dict[str, int] = {}
    gaps = []
    for start, end, of in items:
        if of in last:
            gaps.append((last[of], start))
        last[of] = end
    return gaps


def _annotated(text: Text, rows: Mapping[str, list[Mapping[str, Any]]]) -> list[list[tuple[int, int]]]:
    """The members of the annotated series, in folded positions."""
    ranges = [f"{r['start_char']}-{r['end_char']}" for r in rows["enumerations"] if r["kind"] == "series"]
    items = [r for r in rows["enumeration_items"] if r["kind"] == "series"]
    return [sorted(_folded(text, r) for r in items if r["list"] == place) for place in ranges]


def _folded(text: Text, row: Mapping[str, Any]) -> tuple[int, int]:
    return text.folded(row["start_char"]), text.folded(row["end_char"])


def _parts(members: Sequence[tuple[int, int]], marks: Sequence[tuple[int, int]]) -> bool:
    """Whether separators part just these members."""
    return len(members) == len(marks) + 1 and all(
        a[1] <= mark[0] + 1 and mark[1] <= b[0] + 1 for a, mark, b in zip(members, marks, members[1:], strict=False)
    )


def _example(document_id: str, candidate: Measured, spans: Sequence[tuple[int, int]], series: Sequence[tuple[int, int]] | None) -> Example:
    begins, stops = [spans[i][0] for i in candidate.starts], [spans[i - 1][1] for i in candidate.ends]
    start = next((i for i, place in enumerate(begins) if series and place in (series[0][0], series[0][0] - 1)), None)
    end = next((i for i, place in enumerate(stops) if series and place in (series[-1][1], series[-1][1] + 1)), None)
    return Example(document_id, spans[candidate.separators[-1][0]][0], candidate, series is not None, start, end)


def evidence(known: Mapping[str, Mapping[str, float]], found: Measured) -> dict[str, float]:
    """The features of the whole candidate with their values, those that tell of its best borders among them."""
    start, sure_of_start = best([_total(known["start"], features) for features in found.of_starts])
    end, sure_of_end = best([_total(known["end"], features) for features in found.of_ends])
    values = dict.fromkeys([*found.whole, BIAS], 1.0)
    values |= {f"start {f}": 1.0 for f in found.of_starts[start] if f.startswith(OF_START)}
    values |= {f"end {f}": 1.0 for f in found.of_ends[end] if f.startswith(OF_END)}
    return values | {SURE_OF_START: sure_of_start, SURE_OF_END: sure_of_end}


def best(scores: Sequence[float]) -> tuple[int, float]:
    """The index of the highest score, the first of equals, and the logarithm of its probability among all."""
    most = max(scores)
    return scores.index(most), -math.log(sum(math.exp(score - most) for score in scores))


def _total(known: Mapping[str, float], features: Iterable[str]) -> float:
    return sum([known.get(feature, 0.0) for feature in features])


def _valued(choices: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    return [dict.fromkeys(features, 1.0) for features in choices]


def _choices(data: Sequence[tuple[Sequence[Mapping[str, float]], int]]) -> dict[str, float]:
    """Weights by which the right one of several choices is the likeliest."""
    learner = Learner(Counter(feature for choices, _ in data for features in choices for feature in features))
    for choices, right in _in_rounds(data, learner):
        scores = [sum(learner.weights.get(f, 0.0) * value for f, value in features.items()) for features in choices]
        most = max(scores)
        sizes = [math.exp(score - most) for score in scores]
        gradient: dict[str, float] = defaultdict(float)
        for i, features in enumerate(choices):
            difference = (i == right) - sizes[i] / sum(sizes)
            if abs(difference) > _SMALL:
                for feature, value in features.items():
                    gradient[feature] += difference * value
        learner.step(gradient)
    return learner.mean()


def _in_rounds(data: Sequence[Any], learner: Learner) -> Iterator[Any]:
    """The data as many times as it is gone through, each time in another order; later rounds are remembered."""
    order, chance = list(data), random.Random(_SEED)  # noqa: S311
    for number in range(_ROUNDS):
        chance.shuffle(order)
        yield from order
        if number >= _FROM:
            learner.remember()


def written(known: Mapping[str, Mapping[str, float]]) -> Iterable[tuple[str, str, float]]:
    """The lines of weights.csv: part, feature and weight, rounded; those that say nothing left out."""
    for part in ranking.PARTS:
        for feature in sorted(known[part]):
            weight = round(known[part][feature], _DIGITS)
            if weight:
                yield part, feature, weight


def main(package: Path, gold: Path, target: Path = WEIGHTS) -> None:
    """Learns the weights and writes them."""
    lines = list(written(learnt(examples(package, gold))))
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("part", "feature", "weight"))
        writer.writerows(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."), Path("tests/gold"))
