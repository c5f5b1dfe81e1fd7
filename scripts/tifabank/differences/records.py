"""The records that a comparison gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NamedTuple

import pyarrow as pa

BUILD = ("provenance",)
"""Tables that tell how a build went. What differs in them follows from other tables or from the build: it is no change of data."""


class Step(IntEnum):
    """How far a version number goes on: 1.2.3 to 1.2.4, 1.3.0 or 2.0.0."""

    patch = 0
    minor = 1
    major = 2


class ColumnChange(NamedTuple):
    """What a column of a table is or may hold, before and after."""

    column: str
    what: str
    """A key of `schemas.STEPS`: added, removed, type changed, vocabulary widened, vocabulary narrowed, constraint changed."""
    old: Any
    new: Any


class Cell(NamedTuple):
    """A cell with another value under the same id."""

    id: str
    column: str
    old: Any
    new: Any


class Move(NamedTuple):
    """A row that took the place of another one, and the cells (but the id) that differ between them; `Cell.id` is the new one."""

    old_id: str
    new_id: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class TableDifference:
    """What differs in one table.

    Attributes:
        name: the table.
        old_rows: its rows before; None: there was no such table.
        new_rows: its rows after; None: there is no such table any more.
        columns: what differs in its columns.
        left_out: columns that were not compared, because one side is the edition without text.
        added: the rows of new ids, with all their columns.
        removed: the rows of ids that are gone, with all their columns.
        cells: the cells that differ under the same id, in order of rows.
        moves: which of the added rows took the place of which of the removed ones.
        reordered: whether the rows of both sides stand in another order.
    """

    name: str
    old_rows: int | None
    new_rows: int | None
    columns: tuple[ColumnChange, ...]
    left_out: tuple[str, ...]
    added: pa.Table
    removed: pa.Table
    cells: tuple[Cell, ...]
    moves: tuple[Move, ...] = ()
    reordered: bool = False

    @property
    def is_data(self) -> bool:
        """Whether a difference here is one of the data."""
        return self.name not in BUILD

    @property
    def differs(self) -> bool:
        """Whether a row, cell or column differs, or the table is only on one side."""
        one_side = (self.old_rows is None) != (self.new_rows is None)
        return bool(one_side or len(self.added) or len(self.removed) or self.cells or self.columns)

    @property
    def added_ids(self) -> list[str]:
        """The new ids, in order of rows."""
        return ids_of(self.added)

    @property
    def removed_ids(self) -> list[str]:
        """The ids that are gone, in order of rows."""
        return ids_of(self.removed)


def ids_of(table: pa.Table) -> list[str]:
    """The ids of rows: their first column."""
    return table.column(0).to_pylist() if table.num_columns else []


class Release(NamedTuple):
    """One side of a comparison: where it was read, its version number, and whether it is the edition with text."""

    place: str
    version: str
    edition: str


@dataclass(frozen=True)
class Difference:
    """What differs between two packages.

    Attributes:
        old: the side that is compared.
        new: the side it is compared with.
        tables: all tables of either side, in order.
        retired_file: NEW's raw/curated/retired_ids.csv as it stands; None: it has none.
        stated_version: the version number in NEW's package.csv, if it has one.
        in_use: ids of removed rows that a row of another table of NEW has: they go on to name that one.
        since_built: NEW's raw files that are not those that its tables were made from, and what became of each.
        curated_since_built: whether NEW's curated files, package.csv left out, are not those that its tables were made from.
    """

    old: Release
    new: Release
    tables: tuple[TableDifference, ...]
    retired_file: str | None = None
    stated_version: str | None = None
    in_use: frozenset[str] = frozenset()
    since_built: tuple[tuple[str, str], ...] = ()
    curated_since_built: bool = False

    @property
    def data(self) -> tuple[TableDifference, ...]:
        """The tables in which the data differ."""
        return tuple(table for table in self.tables if table.is_data and table.differs)

    def __getitem__(self, name: str) -> TableDifference:
        """What differs in a table of either side."""
        return next(table for table in self.tables if table.name == name)
