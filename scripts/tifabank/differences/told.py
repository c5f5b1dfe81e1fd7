"""A comparison in words, for a terminal. Cells are cut where they begin to differ, and what cannot be seen in them is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import pyarrow as pa

from tifabank.differences.judged import faults
from tifabank.differences.records import Cell, ColumnChange, Difference, Move, TableDifference
from tifabank.differences.versions import is_enough, least, needed, reasons
from tifabank.printing import escaped

One = TypeVar("One")

_WIDTH = 60  # characters of a cell before it is cut
_BEFORE = 20  # characters before the first that differs
_WORDS = ("text", "heading", "label", "title", "value", "description", "message")  # columns that say what a row is


def printed(difference: Difference, most: int | None = 20) -> Iterator[str]:
    """The lines of a comparison; of each table at most so many rows of a sort, or all (None)."""
    for side, release in (("OLD", difference.old), ("NEW", difference.new)):
        yield f"{side}  {escaped(release.version)}  {escaped(release.place)}"
    if any(table.left_out for table in difference.tables):
        yield "One side is the edition without text: columns that copy the texts were not compared."
    yield ""
    yield from _totals(difference.data) if difference.data else ("No row, id, cell or column of the data differs.",)
    for table in difference.data:
        yield from ("", escaped(table.name), *(f"  {line}" for line in _table(table, most)))
    for title, lines in (
        ("What follows from the build, and is no change of data", list(_of_the_build(difference))),
        ("Version number", list(_version(difference))),
        ("Faults", list(_first(faults(difference), most, escaped))),
    ):
        if lines:
            yield from ("", title, *(f"  {line}" for line in lines))


def _totals(tables: Sequence[TableDifference]) -> Iterator[str]:
    """A line for each table: its rows before and after, and how many of them differ."""
    wide = max(len(escaped(table.name)) for table in tables)
    yield f"{'':<{wide}} {'old':>9} {'new':>9} {'added':>9} {'removed':>9} {'(moved)':>9} {'cells':>9}"
    for table in tables:
        rows = ("-" if count is None else count for count in (table.old_rows, table.new_rows))
        counts = (*rows, len(table.added), len(table.removed), f"({len(table.moves)})", len(table.cells))
        yield f"{escaped(table.name):<{wide}} " + " ".join(f"{count:>9}" for count in counts)


def _table(table: TableDifference, most: int | None) -> Iterator[str]:
    """What differs in a table: columns, then rows added (+), removed (-) and moved (>), and cells (~)."""
    yield from map(_column, table.columns)
    if table.old_rows is None:
        yield "the table is new"
    else:
        yield from _rows("+", table.added, {move.new_id for move in table.moves}, most)
    if table.new_rows is None:
        yield "the table is removed"
    else:
        yield from _rows("-", table.removed, {move.old_id for move in table.moves}, most)
    yield from _first(table.moves, most, _move)
    yield from _first(table.cells, most, lambda cell: f"~ {escaped(cell.id)}  {_cell(cell)}")


def _rows(sign: str, rows: pa.Table, moved: set[str], most: int | None) -> Iterator[str]:
    """The rows that did not move, with their words."""
    numbers = [number for number, key in enumerate(rows.column(0).to_pylist()) if key not in moved]
    words = next((name for name in _WORDS if name in rows.column_names), None)

    def _row(number: int) -> str:
        quote = rows[words][number].as_py() if words else None
        return f"{sign} {escaped(rows.column(0)[number].as_py())}" + (f"  {_value(quote)}" if quote else "")

    yield from _first(numbers, most, _row)


def _first(things: Sequence[One], most: int | None, told: Callable[[One], str]) -> Iterator[str]:
    """The first things, and how many more there are."""
    yield from map(told, things[:most])
    if most is not None and len(things) > most:
        yield f"  ... and {len(things) - most} more: --rows {len(things)} or --all shows them"


def _column(change: ColumnChange) -> str:
    """A column that is new, gone or holds something else."""
    name = escaped(change.column)
    if change.what.startswith("vocabulary"):
        old, new = change.old or [], change.new or []
        if change.what == "vocabulary widened":
            return f"column {name}: vocabulary widened: with {_listed(new, old) or 'any word'}"
        return f"column {name}: vocabulary narrowed: without {_listed(old, new) or 'any words but ' + _listed(new, old)}"
    if change.what in {"added", "removed"}:
        return f"column {name} {change.what}"
    return f"column {name}: {change.what}: {_value(change.old)} -> {_value(change.new)}"


def _listed(words: Sequence[str], others: Sequence[str]) -> str:
    return ", ".join(escaped(word) for word in words if word not in others)


def _move(move: Move) -> str:
    """A row that moved, and what of its words changed, or of its other cells."""
    cells = [cell for cell in move.cells if not cell.column.endswith(("start_char", "end_char"))]
    words = [cell for cell in cells if cell.column in _WORDS]
    return f"> {escaped(move.old_id)} -> {escaped(move.new_id)}" + "".join(f"  {_cell(cell)}" for cell in (words or cells)[:1])


def _cell(cell: Cell) -> str:
    """A cell before and after, from where it begins to differ."""
    start = 0
    if isinstance(cell.old, str) and isinstance(cell.new, str):
        pairs = enumerate(zip(cell.old, cell.new, strict=False))
        start = next((i for i, (a, b) in pairs if a != b), min(len(cell.old), len(cell.new))) - _BEFORE
        start = start if start > _WIDTH - 2 * _BEFORE else 0
    return f"{escaped(cell.column)}: {_value(cell.old, start)} -> {_value(cell.new, start)}"


def _value(value: Any, start: int = 0) -> str:
    if not isinstance(value, str):
        return "nothing" if value is None else escaped(str(value))
    end = start + _WIDTH
    return f'"{"..." if start else ""}{escaped(value[start:end])}{"..." if len(value) > end else ""}"'


def _of_the_build(difference: Difference) -> Iterator[str]:
    """What differs without a change of data: how the build went, and the order of rows."""
    for table in difference.tables:
        if table.differs and not table.is_data:
            columns = Counter(cell.column for cell in table.cells)
            rows = (("added", len(table.added)), ("removed", len(table.removed)))
            told = [f"{_rows_counted(count)} {word}" for word, count in rows if count]
            told += [f"{escaped(name)} in {_rows_counted(count)}" for name, count in columns.items()]
            yield f"{table.name}: {', '.join(told)}"
        if table.reordered:
            yield f"{escaped(table.name)}: rows stand in another order"


def _rows_counted(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"


def _version(difference: Difference) -> Iterator[str]:
    """What the difference needs, why, and whether the number goes far enough."""
    if difference.data:
        step = needed(difference)
        why = [escaped(reason.words) for reason in reasons(difference) if reason.step == step]
        yield f"this needs a {step.name} step, to {least(difference)} or higher: {'; '.join(why)}"
    enough = "far enough" if is_enough(difference) else "NOT FAR ENOUGH"
    yield f"NEW is {escaped(difference.new.version)} after {escaped(difference.old.version)}: {enough}"
