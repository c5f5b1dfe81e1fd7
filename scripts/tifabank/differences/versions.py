"""The rule of version numbers. One number stands for data and code; the rule holds as written below 1.0.0 too.

patch    no id, cell or column changes
minor    rows, columns or tables are added, cells corrected under the same id, a vocabulary widened
major    an id is retired, a table or column removed or renamed, a type changed, a vocabulary narrowed
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tifabank.differences.records import Difference, Step, TableDifference
from tifabank.differences.schemas import STEPS


class Reason(NamedTuple):
    """Why a version number must go on, and how far."""

    step: Step
    words: str


def reasons(difference: Difference) -> list[Reason]:
    """All reasons that the data give, the weightiest first."""
    found = [reason for table in difference.data for reason in _reasons(table)]
    return sorted(found, key=lambda reason: -reason.step)


def _reasons(table: TableDifference) -> Iterator[Reason]:
    if table.new_rows is None:
        yield Reason(Step.major, f"table {table.name} is removed")
    elif table.old_rows is None:
        yield Reason(Step.minor, f"table {table.name} is new")
    for change in table.columns:
        yield Reason(STEPS[change.what], f"{table.name}.{change.column}: {change.what}")
    for step, count, one, many in (
        (Step.major, len(table.removed), "id is retired", "ids are retired"),
        (Step.minor, len(table.added), "row is new", "rows are new"),
        (Step.minor, len(table.cells), "cell changed", "cells changed"),
    ):
        if count:
            yield Reason(step, f"{table.name}: {count} {one if count == 1 else many}")


def needed(difference: Difference) -> Step:
    """The step that the data ask of the version number."""
    return max((reason.step for reason in reasons(difference)), default=Step.patch)


def least(difference: Difference) -> str:
    """The smallest version number that the new side may have: that of the old side where no data differ."""
    if not difference.data:
        return difference.old.version
    numbers, step = _numbers(difference.old.version), needed(difference)
    return ".".join(map(str, [*numbers[: 2 - step], numbers[2 - step] + 1, *[0] * step]))


def is_enough(difference: Difference) -> bool:
    """Whether the new side's version number goes far enough, and not back; a number before a release (1.2.0-rc1) goes as far as it."""
    old, new = difference.old.version, difference.new.version
    return _numbers(new) >= _numbers(least(difference)) and order(new) >= order(old)


PART = r"(?:0|[1-9][0-9]{0,8})"
"""A part of a version number."""

_NUMBER = re.compile(rf"({PART})\.({PART})\.({PART})(?![0-9.])")


def is_version(version: str) -> bool:
    """Whether it is a version number."""
    return _NUMBER.match(version) is not None


def order(version: str) -> tuple[list[int], bool, list[tuple[bool, int, str]]]:
    """What version numbers are ordered by: what follows the three parts comes before the release, but for what stands after a plus."""
    rest = _NUMBER.sub("", version.partition("+")[0], count=1)
    pieces = [(not piece.isdigit(), int(piece) if piece.isdigit() else 0, piece) for piece in re.findall(r"[0-9]+|[a-z]+", rest)]
    return _numbers(version), not rest, pieces


def _numbers(version: str) -> list[int]:
    match = _NUMBER.match(version)
    return [int(part) for part in match.groups()] if match else [0, 0, 0]
