"""Reading raw/curated/*.csv: typed rows by their declarations in `rows.py`, every fault with file, row and column."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from tifabank.characters import is_blank
from tifabank.errors import InputError
from tifabank.plain_text import encoding_fault
from tifabank.rows import CURATED, EDTF, ID
from tifabank.schema import Column, columns

_DEFAULTS: dict[tuple[str, str], Any] = {
    ("documents", "title"): None,
    ("documents", "kind"): "other",
    ("documents", "language"): None,
    ("concept_labels", "kind"): "attested",
}
_ADDRESS = r"https?://[^\s<>\"]+"
_WANTED = {
    EDTF: "is no date such as 2021-04-30, 2021-04 or 2021, nor two of them with / between, .. for an open end: correct it",
    ID: "has other characters than a-z, 0-9 and -: correct it",
}
_LONGEST = 131_072  # characters of a cell: what readers of CSV in Python take unless they are told otherwise
_TOO_LONG = "field larger than field limit"  # as Python says it
_SEPARATORS = {";": "';'", "\t": "tabs", "|": "'|'"}
_BOOLEANS = {"true": True, "false": False}
_ALSO_ALLOWED = ("curator", "reviewed_by")

MAKING_ROWS = tuple(stem for stem in CURATED if stem not in {"package", "retired_ids"})
"""The stems of the files whose lines make or change rows."""


class Line(dict[str, Any]):
    """The typed cells of a line by column; `row` is its number as a spreadsheet shows it, the header being row 1."""

    def __init__(self, cells: Mapping[str, Any], row: int) -> None:
        super().__init__(cells)
        self.row = row


class Curated(NamedTuple):
    """The curated lines of a package by file stem, the hash of the files that rows are made from, and the files with a fault.

    Of a file with a fault there are no lines.
    """

    lines: Mapping[str, list[Line]]
    sha256: str
    faulty: frozenset[str] = frozenset()


def curated_path(stem: str) -> str:
    """Where a curated file stands in a package."""
    return f"raw/curated/{stem}.csv"


def read_curated(files: Mapping[str, bytes]) -> Curated:
    """Typed lines of the files given by stem.

    Raises:
        InputError: with every fault of every file.
    """
    problems: list[str] = []
    made = sound_lines(files, problems)
    if problems:
        raise InputError(*problems)
    return made


def sound_lines(files: Mapping[str, bytes], problems: list[str]) -> Curated:
    """Typed lines of the files that have no fault; every fault of the others is added to `problems`."""
    lines: dict[str, list[Line]] = {stem: [] for stem in CURATED}
    faulty = set()
    for stem, data in sorted(files.items()):
        try:
            lines[stem] = list(_lines(stem, data))
        except InputError as error:
            problems += error.problems
            faulty.add(stem)
    return Curated(lines, curated_sha256(files), frozenset(faulty))


def curated_sha256(files: Mapping[str, bytes]) -> str:
    """SHA-256 of the curated files that rows are made from; package.csv is left out: a version or date makes no row."""
    digest = hashlib.sha256()
    for stem, data in sorted(files.items()):
        if stem != "package":
            digest.update(f"{stem}\0{hashlib.sha256(data).hexdigest()}\n".encode())
    return digest.hexdigest()


def _lines(stem: str, data: bytes) -> Iterator[Line]:
    file = curated_path(stem)
    ragged: list[str] = []
    header, body = rows_of(file, data, ragged)
    declared = {c.name: c for c in columns(CURATED[stem]) if c.origin == "curated"}
    problems = [*_header_problems(stem, file, header, declared), *ragged]
    for number, cells in body:
        line = Line({name: _DEFAULTS.get((stem, name)) for name in declared}, number)
        for name, cell in zip(header, cells, strict=True):
            if name in declared:
                _set(line, stem, declared[name], cell, f"{file}: row {number}, column {name}", problems)
        if not problems:
            yield line
    if problems:
        raise InputError(*problems)


def as_written(stem: str, data: bytes) -> list[dict[str, str]]:
    """The lines of a curated file that `read_curated` accepts, with all cells that are not empty, as they were written."""
    header, body = rows_of(curated_path(stem), data, [])
    return [{name: cell for name, cell in zip(header, cells, strict=True) if cell} for _, cells in body]


def rows_of(file: str, data: bytes, problems: list[str]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header of a CSV file, and its rows with their numbers as a spreadsheet shows them; blank lines are counted, and are no rows.

    Rows that have not as many cells as the header are left out, and told in `problems`.

    Raises:
        InputError: it is no CSV in UTF-8, or has no header.
    """
    if fault := encoding_fault(data):
        raise InputError(f"{file}: {fault}")
    text = data.decode("utf-8").removeprefix("\ufeff")
    if mark := _other_separator(text):
        raise InputError(f"{file}: row 1: columns seem to be separated by {mark}: save it with commas")
    rows: list[tuple[int, list[str]]] = []
    line = 0
    try:
        for number, (last, row) in enumerate(_parsed(text), 1):
            line = last
            rows += [(number, row)] if row else []
    except csv.Error as error:
        too_long = f"a cell has more than {_LONGEST:,} characters: check its quotation marks, or shorten it"
        why = too_long if str(error).startswith(_TOO_LONG) else f"{error}: check the quotation marks"
        raise InputError(f"{file}: the row that begins in line {line + 1}: {why}") from None
    if not rows:
        raise InputError(f"{file}: row 1: there is no header: give the names of the columns, or remove the file")
    (_, header), *body = rows
    problems += [
        f"{file}: row {number} has {len(cells)} cells, the header {len(header)}: quote cells that hold commas"
        for number, cells in body
        if len(cells) != len(header)
    ]
    return header, [row for row in body if len(row[1]) == len(header)]


def _parsed(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file, each with the number of its last line; cells are no longer than Python's own limit, which may be lifted.

    Raises:
        csv.Error: it is no CSV, or a cell is too long.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    for row in reader:
        if max(map(len, row), default=0) > _LONGEST:
            raise csv.Error(_TOO_LONG)
        yield reader.line_num, row


def _other_separator(text: str) -> str | None:
    """What stands between the columns of a CSV file where it is not the comma, as its first line tells."""
    header = text.lstrip("\r\n").partition("\n")[0].partition("\r")[0]
    return next((told for mark, told in _SEPARATORS.items() if mark in header and "," not in header), None)


def _header_problems(stem: str, file: str, header: list[str], declared: Mapping[str, Column]) -> list[str]:
    required = [c.name for c in declared.values() if not c.nullable and (stem, c.name) not in _DEFAULTS]
    unknown = [n for n in header if n not in declared and n not in _ALSO_ALLOWED]
    computed = {c.name for c in columns(CURATED[stem])} - declared.keys()
    return [
        *(f"{file}: row 1, column {n!r} is computed and never typed: delete it" for n in unknown if n in computed),
        *(f"{file}: row 1, column {n!r} is unknown: {_instead(n, declared)}" for n in unknown if n not in computed),
        *(f"{file}: row 1, column {n!r} stands twice: delete one" for n in sorted({n for n in header if header.count(n) > 1})),
        *(f"{file}: row 1, column {n!r} is missing: add it" for n in required if n not in header),
    ]


def _instead(name: str, declared: Iterable[str]) -> str:
    """What to do with a column that is unknown."""
    choice = ", ".join(declared)
    near = get_close_matches(name.strip().lower(), [*declared, *_ALSO_ALLOWED], 1)
    return f"did you mean {near[0]!r}? rename it, delete it or choose from {choice}" if near else f"delete it or choose from {choice}"


def _set(line: Line, stem: str, column: Column, cell: str, place: str, problems: list[str]) -> None:
    """Put a typed cell into its line, or the fault into the list. An empty cell is null or the default."""
    if fault := written_fault(stem, column, cell):
        problems.append(f"{place}: {fault}")
    elif cell:
        line[column.name] = typed(column, cell)


def written_fault(stem: str, column: Column, cell: str) -> str | None:
    """What is wrong with a cell of a curated file as it is written, with the remedy; None if nothing is."""
    if cell == "":
        return None if column.nullable or (stem, column.name) in _DEFAULTS else "empty: give a value"
    fault = cell_fault(column, cell)
    return f"{cell!r} {fault}" if fault else None


def typed(column: Column, cell: str) -> str | int | bool:
    """A cell's text as the column's type; the cell is valid."""
    if column.type is bool:
        return _BOOLEANS[cell]
    return int(cell) if column.type is int else cell


def spelled(value: str | int | bool) -> str:
    """A cell's value as a curated file spells it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def cell_fault(column: Column, cell: str) -> str | None:
    """Why a cell is no value of its column, with the remedy; None if it is one."""
    if column.type is int:
        if not re.fullmatch(r"[0-9]{1,9}", cell):
            return "is no whole number of at most nine digits: give one"
        return f"is below {column.minimum}: give a larger number" if column.minimum and int(cell) < column.minimum else None
    if column.type is bool:
        return None if cell in _BOOLEANS else "is neither true nor false: give one of them"
    if column.values and cell not in column.values:
        return f"is not in the vocabulary: choose from {', '.join(column.values)}"
    if column.pattern and not re.fullmatch(column.pattern, cell, re.ASCII):
        return _WANTED.get(column.pattern, f"does not match {column.pattern}: correct it")
    if is_blank(cell):
        return "is blank: give a value or leave the cell empty"
    if column.description.startswith("Address"):
        return address_fault(cell, several=column.description.startswith("Address(es)"))
    return date_fault(cell) if "EDTF" in column.description else None


def address_fault(cell: str, *, several: bool = False) -> str | None:
    """Why a cell is no address of the web (or several), with the remedy; None if it is one. Pages make links of them."""
    if all(re.fullmatch(_ADDRESS, one) for one in (cell.split(" ; ") if several else [cell])):
        return None
    between = "put ' ; ' between two of them and" if several else "write one, and"
    return f"is no address that begins with http:// or https://: {between} %20 for a space"


def date_fault(cell: str) -> str | None:
    """Why an EDTF date or interval is none of the calendar, with the remedy; None if it is one."""
    for year, month, day in re.findall(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", cell):
        months = range(1, 13)
        if month and (int(month) not in months or (day and not 1 <= int(day) <= monthrange(int(year), int(month))[1])):
            return "is no date of the calendar: correct it"
    start, _, end = cell.partition("/")
    if end and ".." not in (start, end) and end < start[: len(end)]:
        return "ends before it starts: correct it"
    return None
