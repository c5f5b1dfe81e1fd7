"""Two tables of one name, row by row of one id and cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tifabank.differences.records import Cell

Numbers = npt.NDArray[np.int64]


class Rows(NamedTuple):
    """What differs between the rows of two tables; see `TableDifference`."""

    added: pa.Table
    removed: pa.Table
    cells: list[Cell]
    reordered: bool


def is_key(ids: pa.ChunkedArray) -> bool:
    """Whether a column can be the key of a table: strings, none missing, none twice."""
    return bool(pa.types.is_string(ids.type) and not ids.null_count and pc.count_distinct(ids).as_py() == len(ids))


def is_after(document_id: str, ids: pa.ChunkedArray) -> bool:
    """Whether the documents of some rows come after one, and are in order."""
    ids = ids.combine_chunks()
    return not ids.null_count and bool(ids[0].as_py() > document_id and not pc.any(pc.less(ids[1:], ids[:-1])).as_py())


def compared(old: pa.Table, new: pa.Table, columns: Sequence[str]) -> Rows:
    """The rows of two tables matched by their keys, the first columns, and the cells of `columns` that differ; nulls are equal."""
    before, after = (table.column(0).combine_chunks() for table in (old, new))
    place = pc.index_in(after, value_set=before)
    there = place.is_valid().to_numpy(zero_copy_only=False)
    was, now = place.drop_null().to_numpy().astype(np.int64), np.flatnonzero(there)
    gone = np.ones(len(before), dtype=bool)
    gone[was] = False
    return Rows(
        added=new.take(pa.array(np.flatnonzero(~there))),
        removed=old.take(pa.array(np.flatnonzero(gone))),
        cells=changed_cells(old, new, was, now, columns),
        reordered=bool((np.diff(was) < 0).any()),
    )


def changed_cells(old: pa.Table, new: pa.Table, was: Numbers, now: Numbers, columns: Sequence[str]) -> list[Cell]:
    """The cells of `columns` that differ, in order of rows; row `was[i]` of one table became row `now[i]` of the other."""
    found: list[tuple[int, int, Cell]] = []
    same = len(was) == len(old) == len(new) and bool((was == now).all())
    for number, name in enumerate(columns):
        if same and old[name].equals(new[name]):
            continue
        before, after = _comparable(*(table[name].take(pa.array(rows)) for table, rows in ((old, was), (new, now))))
        rows = np.flatnonzero(_unequal(before, after))
        if len(rows):
            at = pa.array(rows)
            told = (new.column(0).take(pa.array(now[rows])), old[name].take(pa.array(was[rows])), new[name].take(pa.array(now[rows])))
            cells = zip(*(column.to_pylist() for column in told), strict=True)
            found += [(row, number, Cell(key, name, a, b)) for row, (key, a, b) in zip(at.to_pylist(), cells, strict=True)]
    return [cell for _, _, cell in sorted(found, key=lambda each: each[:2])]


def _comparable(before: pa.ChunkedArray, after: pa.ChunkedArray) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """Two columns as they are if they have one type, else as text: 5 is "5"."""
    return (before, after) if before.type == after.type else (before.cast(pa.string()), after.cast(pa.string()))


def _unequal(before: pa.ChunkedArray, after: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    other = pc.fill_null(pc.not_equal(before, after), False)
    one_null = pc.xor(before.is_null(), after.is_null())
    return np.asarray(pc.or_(other, one_null).to_numpy())


def aligned(old: Iterator[pa.Table], new: Iterator[pa.Table]) -> Iterator[tuple[pa.Table | None, pa.Table | None]]:
    """Two tables of documents given part by part, as pairs of stretches that hold the same documents; None: no such rows.

    Parts have rows, hold whole documents, and come in order of documents: no more than a part of each side is held.
    """
    sides = (old, new)
    rest = [next(side, None) for side in sides]
    while told := [table for table in rest if table is not None]:
        last = min(table["document_id"][-1].as_py() for table in told)
        cuts = [0 if table is None else _rows_up_to(table, last) for table in rest]
        before, after = (None if table is None or not cut else table.slice(0, cut) for table, cut in zip(rest, cuts, strict=True))
        yield before, after
        for i, (table, cut) in enumerate(zip(rest, cuts, strict=True)):
            if table is not None:
                rest[i] = table.slice(cut) if cut < len(table) else next(sides[i], None)


def _rows_up_to(table: pa.Table, document_id: str) -> int:
    """How many rows are of documents up to this one."""
    return int(pc.sum(pc.less_equal(table["document_id"], document_id)).as_py())
