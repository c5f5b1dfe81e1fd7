"""Features as numbers: what a feature is, how it is written in weights.csv, and how weights are added up for thousands of rows at once.

A feature is a name and one to three columns; what a row has in those columns is its value: "tags=NN IN". Columns are arrays of codes, numbers
of the names in their list of values, or ABSENT where there is nothing to say: such a feature has no weight.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tifabank.stages.enumerations.series.ragged import Codes, Ints, within

ABSENT = -1


class Values:
    """The values that a column can have, by their codes; open lists take up new ones."""

    def __init__(self, names: Iterable[str] = (), *, grows: bool = False) -> None:
        self.names = list(names)
        self.grows = grows
        self._codes = {name: code for code, name in enumerate(self.names)}
        self.width = 1 + max((name.count(" ") for name in self.names), default=0)  # words of a name

    def code(self, name: str) -> int:
        """The code of a name, ABSENT if it is none of the list."""
        code = self._codes.get(name, ABSENT)
        if code == ABSENT and self.grows:
            code = self._codes[name] = len(self.names)
            self.names.append(name)
        return code

    def codes(self, names: Iterable[str]) -> Ints:
        """The codes of names."""
        if not self.grows:
            known = self._codes.get
            return np.array([known(name, ABSENT) for name in names], dtype=np.int64)
        return np.array([self.code(name) for name in names], dtype=np.int64)


class Feature(NamedTuple):
    """A feature: its name and its columns."""

    name: str
    columns: tuple[str, ...]


def feature(line: str) -> Feature:
    """A feature as declared: "name = column, column"."""
    name, _, columns = line.partition(" = ")
    return Feature(name, tuple(columns.split(", ")))


class Numbers(Values):
    """Whole numbers as values."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(map(str, range(least, most + 1)))
        self._least, self._most = least, most

    def of(self, numbers: Ints) -> Ints:
        """The codes of numbers, ABSENT for those out of range."""
        return np.where((numbers >= self._least) & (numbers <= self._most), numbers - self._least, ABSENT)

    def capped(self, numbers: Ints) -> Ints:
        """The codes of numbers, those out of range as the nearest one in it."""
        return within(numbers, self._least, self._most) - self._least


TRUTHS = Values(["False", "True"])


class Part:
    """The features of one sort of rows, with the values of their columns."""

    def __init__(self, columns: Mapping[str, Values], lines: str) -> None:
        self.columns = dict(columns)
        self.features = [feature(line.strip()) for line in lines.strip().splitlines()]

    def names(self, codes: Mapping[str, Codes]) -> list[list[str]]:
        """The features of each row as written in weights.csv."""
        columns = {name: codes[name].tolist() for name in self.columns}
        rows: list[list[str]] = [[] for _ in next(iter(columns.values()))]
        for name, own in self.features:
            known: dict[tuple[int, ...], str] = {}
            values = [self.columns[column].names for column in own]
            for row, key in zip(rows, zip(*(columns[column] for column in own), strict=True), strict=True):
                if ABSENT in key:
                    continue
                if key not in known:
                    known[key] = f"{name}={' '.join(names[code] for names, code in zip(values, key, strict=True))}"
                row.append(known[key])
        return rows

    def coded(self, name: str) -> tuple[int, tuple[int, ...]] | None:
        """The number of a feature that is written as in weights.csv, and the codes of its values."""
        title, _, value = name.partition("=")
        for number, known in enumerate(self.features):
            if known.name == title:
                codes = self._split(known, value.split(" "))
                if codes:
                    return number, codes
        return None

    def _split(self, known: Feature, words: list[str]) -> tuple[int, ...] | None:
        """The codes of the values of a feature, if the words are just these."""
        codes = []
        for column in known.columns:
            values = self.columns[column]
            codes.append(values.code(" ".join(words[: values.width])) if words else ABSENT)
            if codes[-1] == ABSENT:
                return None
            words = words[values.width :]
        return None if words else tuple(codes)


class Table:
    """The places of all values of all features of a part in one array, so that weights are looked up for all rows at once.

    A feature has the places from its first one on, one for each combination of codes: the codes, counted from 1 on (ABSENT is 0), are the
    digits of a number whose radix differs by place. Places are many and no large numbers, so they are kept short.
    """

    def __init__(self, part: Part) -> None:
        self._part = part
        self._columns = {column: i for i, column in enumerate(part.columns)}
        self._first: list[int] = []
        self._steps: list[list[int]] = []
        self.size = 0
        for known in part.features:
            sizes = [len(part.columns[column].names) + 1 for column in known.columns]
            self._first.append(self.size)
            self._steps.append([math.prod(sizes[:i]) for i in range(len(sizes))])
            self.size += math.prod(sizes)
        # features with most columns first, so that those with an n-th column are a slice
        order = sorted(range(len(part.features)), key=lambda i: -len(part.features[i].columns))
        self._starts = np.array([[self._first[i] + sum(self._steps[i])] for i in order], dtype=np.int32)
        self._digits = []
        for n in range(len(part.features[order[0]].columns)):
            own = [i for i in order if len(part.features[i].columns) > n]
            rows = np.array([self._columns[part.features[i].columns[n]] for i in own])
            self._digits.append((rows, np.array([[self._steps[i][n]] for i in own], dtype=np.int32)))

    def weights(self, known: Mapping[str, int]) -> Ints:
        """An array of the weights of features."""
        found = np.zeros(self.size, dtype=np.int64)
        for name, weight in known.items():
            coded = self._part.coded(name)
            if coded is None:
                raise ValueError(name)
            number, codes = coded
            place = sum(step * (code + 1) for step, code in zip(self._steps[number], codes, strict=True))
            found[self._first[number] + place] = weight
        return found

    def places(self, codes: Mapping[str, Codes]) -> npt.NDArray[np.int32]:
        """For each feature (in an order of its own) and each row the place of the weight."""
        columns = np.concatenate([codes[name] for name in self._columns], dtype=np.int32).reshape(len(self._columns), -1)
        (ones, _), *others = self._digits
        found: npt.NDArray[np.int32] = columns.take(ones, axis=0) + self._starts  # the first digits count once
        for rows, steps in others:
            found[: len(rows)] += columns.take(rows, axis=0) * steps
        return found
