"""What is told of a row, as frozen records: the same for the command, its JSON, and the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from tifabank.curating import Line
from tifabank.printing import json_of
from tifabank.resolving import Retirement

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Cell:
    """A cell of the row. `origin`: slice, derived or curated; `refers_to`: the table whose row it names.

    `left_out`: code points of a long value that are not shown; `held`: whether this edition has the column.
    """

    column: str
    value: str | int | bool | None
    origin: str
    description: str
    third_party: bool
    refers_to: str | None
    left_out: int
    held: bool


@dataclass(frozen=True)
class Quote:
    """Characters in their place: white space folded, what is around cut at words (… where the text goes on).

    Positions are code points and bytes of the raw file, zero-based, end exclusive; `left_out`: code points in the middle of a long quote.
    """

    before: str
    quote: str
    after: str
    left_out: int
    document_id: str
    file: str
    start_char: int
    end_char: int
    start_byte: int
    end_byte: int
    read_from: str


@dataclass(frozen=True)
class Text:
    """The document. `raw`: whether the raw file at hand has the hash that the tables tell; `date`: the assertion of the date that counts."""

    document_id: str
    title: str
    file: str
    sha256: str
    bytes: int
    characters: int
    raw: Literal["same", "changed", "absent"]
    date_column: str | None
    date: str | None
    date_evidence: tuple[Row, ...]
    sources: tuple[Row, ...]


@dataclass(frozen=True)
class Build:
    """The build that wrote the row.

    `provenance`: its row for the document and table, or, of a table that no document makes, the hashes and the software alone.
    `curated`: whether the curated files at hand are those that it read. `rows`, `sha256`, `logical_sha256`: of the table, from
    datapackage.json; `parts`: its files, of which a table of one has the hash.
    """

    title: str
    version: str
    edition: str
    provenance: Row
    curated: Literal["same", "changed", "absent"]
    path: str
    parts: int
    rows: int | None
    sha256: str | None
    logical_sha256: str | None


@dataclass(frozen=True)
class Related:
    """Another row: its table, its id, its words, cut where they are long, and its Chinese term, if it has one."""

    table: str
    id: str
    label: str
    label_zh: str | None = None


@dataclass(frozen=True)
class Reference:
    """A row that a cell of this one names."""

    column: str
    row: Related


@dataclass(frozen=True)
class Group:
    """Rows of a table whose `column` names this row: how many, and the first of them."""

    table: str
    column: str
    total: int
    rows: tuple[Related, ...]


@dataclass(frozen=True)
class Explanation:
    """All that is known of an id.

    `id`: as asked; `retired`: the lines that retired it, the oldest first; `retired_quote`: the characters that a retired id names.
    `table` and `about`: where its row stands. `row_id`: the id of the row that is told, which of a retired id is the one that took its
    place; None: there is none. `label`: of a mention, the label that matched. `no_quote`: why characters are not shown.
    `unread`: curated files that could not be looked into, and why. `noted`: the text issues that touch its characters.
    """

    id: str
    table: str
    about: str
    retired: tuple[Retirement, ...] = ()
    retired_quote: Quote | None = None
    row_id: str | None = None
    cells: tuple[Cell, ...] = ()
    quote: Quote | None = None
    no_quote: str | None = None
    rule: Row | None = None
    label: Row | None = None
    lines: tuple[Line, ...] = ()
    unread: tuple[str, ...] = ()
    assertions: tuple[Row, ...] = ()
    text: Text | None = None
    build: Build | None = None
    noted: tuple[Related, ...] = ()
    stands_in: tuple[Related, ...] = ()
    refers_to: tuple[Reference, ...] = ()
    referred_to_by: tuple[Group, ...] = ()

    @property
    def which_label(self) -> str:
        """What `label` is: of a homonym that nothing decides, one of several."""
        undecided = any((cell.column, cell.value) == ("sense_basis", "undecided") for cell in self.cells)
        return "The first of the labels that match" if undecided else "The label that matched"

    @property
    def which_build(self) -> str:
        """What `build` is: where the row is gone, not the one that wrote it."""
        return "The build that wrote it" if self.row_id else "The build at hand, which has no such row"


def as_dict(told: Explanation) -> dict[str, Any]:
    """What JSON holds."""
    return asdict(told)


def as_json(told: Explanation) -> str:
    """JSON with all that is told."""
    return json_of(as_dict(told))
