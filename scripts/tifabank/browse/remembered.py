"""Counts over whole tables, asked once: the database does not change while it is served."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from tifabank.browse.site import DATABASE, Row

_MOST = 200_000
"""Rows that are kept; the answers that have been kept longest go first."""
_Kept = dict[tuple[str, tuple[Any, ...]], list[Row]]
_KEPT: WeakKeyDictionary[Any, _Kept] = WeakKeyDictionary()


async def counted(datasette: Any, sql: str, params: Sequence[Any] = ()) -> list[Row]:
    """The rows of a query of ours that counts, without the time limit that visitors' queries have; they are not to be changed."""
    kept = _KEPT.setdefault(datasette, {})
    key = (sql, tuple(params))
    if key not in kept:
        answer: list[Row] = await datasette.get_database(DATABASE).execute_fn(lambda db: _rows(db, sql, params))
        kept[key] = answer
        while len(kept) > 1 and sum(map(len, kept.values())) > _MOST:
            del kept[next(iter(kept))]
        return answer
    return kept[key]


def _rows(db: Any, sql: str, params: Sequence[Any]) -> list[Row]:
    cursor = db.execute(sql, params)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
