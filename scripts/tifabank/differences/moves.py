"""Old and new spans paired: which of the rows that are new took the place of which of those that are gone.

Only rows of one document whose raw bytes are the same are paired, and of one kind where a table has kinds. Two are one row that moved if
more than half of the characters that either has are in both, as people decided line by line when ids were first retired. They are paired
one to one: first items of lists that belong together, then those that overlap most, of equal ones those of one start.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from tifabank.differences.records import Move, TableDifference
from tifabank.differences.tables import changed_cells

PARENTS = {"enumeration_items": ("enumerations", "enumeration_id"), "parallel_spans": ("parallels", "parallel_id")}
"""Tables whose rows belong to rows of another one: that table, and the column that names its row."""

_SPAN = ("document_id", "start_char", "end_char")
_HALF = 0.5  # with less in common, a row is another one
_TOGETHER = ("kind", "part")  # columns that are the same in rows that are paired

Same = Mapping[str, str]
"""Ids of one side and those of the other that they belong together with; ids that are not there stand for themselves."""


class _Place(NamedTuple):
    """Where a row stands: code points, the row that it belongs to, and its number among the rows that are gone or new."""

    start: int
    end: int
    parent: str
    row: int


def with_moves(tables: tuple[TableDifference, ...], hashes: tuple[Mapping[str, str], Mapping[str, str]]) -> tuple[TableDifference, ...]:
    """The tables with what moved in them; `hashes` are the SHA-256 of the raw bytes by document id, old and new."""
    documents = _same_documents(*hashes)
    done: dict[str, TableDifference] = {}
    for table in sorted(tables, key=lambda table: table.name in PARENTS):
        parent, _ = PARENTS.get(table.name, (None, None))
        same = {move.old_id: move.new_id for move in done[parent].moves} if parent in done else {}
        done[table.name] = replace(table, moves=tuple(_moves(table, documents, same)))
    return tuple(done[table.name] for table in tables)


def _same_documents(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """The documents of the same bytes: under one id, or under a new one where the old one is gone."""
    renamed = {new[key]: key for key in sorted(new.keys() - old.keys(), reverse=True)}
    under = {key: key if key in new else renamed.pop(sha256, None) for key, sha256 in sorted(old.items())}
    return {key: other for key, other in under.items() if other is not None and new[other] == old[key]}


def _moves(table: TableDifference, documents: Same, parents: Same) -> Iterator[Move]:
    gone, come = table.removed, table.added
    if not (len(gone) and len(come)):
        return
    if table.name == "documents":
        place = {key: row for row, key in enumerate(table.added_ids)}
        pairs = [(row, place[documents[key]]) for row, key in enumerate(table.removed_ids) if documents.get(key) in place]
    elif _has_spans(gone) and _has_spans(come):
        pairs = _pairs(table, documents, parents)
    else:
        return
    was, now = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    names = [name for name in come.column_names[1:] if name in gone.column_names]
    cells = defaultdict(list)
    for cell in changed_cells(gone, come, was, now, names):
        cells[cell.id].append(cell)
    ids = (side.column(0).take(pa.array(rows)).to_pylist() for side, rows in ((gone, was), (come, now)))
    yield from (Move(old_id, new_id, tuple(cells[new_id])) for old_id, new_id in zip(*ids, strict=True))


def _has_spans(rows: pa.Table) -> bool:
    """Whether rows have places in documents."""
    there = {*_SPAN} <= {*rows.column_names} and not any(rows[name].null_count for name in _SPAN)
    return there and all(pa.types.is_integer(rows[name].type) for name in _SPAN[1:])


def _pairs(table: TableDifference, documents: Same, parents: Same) -> list[tuple[int, int]]:
    """Numbers of removed and added rows that belong together, in order of the removed ones."""
    shared = {*table.removed.column_names} & {*table.added.column_names}
    alike = [name for name in _TOGETHER if name in shared]
    _, parent = PARENTS.get(table.name, (None, None))
    old = _grouped(table.removed, alike, parent if parent in shared else None, documents, parents)
    new = _grouped(table.added, alike, parent if parent in shared else None, {key: key for key in documents.values()}, {})
    return sorted(pair for group, places in old.items() for pair in paired(places, new.get(group, [])))


def _grouped(table: pa.Table, alike: list[str], parent: str | None, documents: Same, parents: Same) -> dict[tuple[Any, ...], list[_Place]]:
    """The places of rows by document (those alone whose bytes are the same) and by the columns that must be alike."""
    found: dict[tuple[Any, ...], list[_Place]] = defaultdict(list)
    owners = table[parent].to_pylist() if parent else [""] * len(table)
    columns = [table[name].to_pylist() for name in (*_SPAN, *alike)]
    for row, (owner, document, start, end, *group) in enumerate(zip(owners, *columns, strict=True)):
        if document in documents and start < end:
            found[(documents[document], *group)].append(_Place(start, end, parents.get(owner, owner) or "", row))
    return found


def paired(old: list[_Place], new: list[_Place]) -> list[tuple[int, int]]:
    """Rows of places that belong together, one to one."""
    old, new = sorted(old), sorted(new)
    starts = [place.start for place in new]
    candidates = [
        (a.parent != b.parent, -overlap, a.start != b.start, a, b)
        for a in old
        for b in new[bisect_left(starts, 2 * a.start - a.end) : bisect_left(starts, a.end)]  # others cannot have more than half in common
        if (overlap := _overlap(a, b)) > _HALF
    ]
    taken_old, taken_new, pairs = set(), set(), []
    for *_, a, b in sorted(candidates):
        if a not in taken_old and b not in taken_new:
            taken_old.add(a)
            taken_new.add(b)
            pairs.append((a.row, b.row))
    return pairs


def _overlap(a: _Place, b: _Place) -> float:
    """Characters that both have, of those that either has; below zero if they do not touch."""
    both = min(a.end, b.end) - max(a.start, b.start)
    return both / (max(a.end, b.end) - min(a.start, b.start))
