"""Counts over whole tables, asked once: the database does not change while it is served."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from datasette.database import QueryInterrupted
from datasette.utils import sqlite_timelimit

from tifabank.browse.site import DATABASE, Row

_MOST = 200_000
"""Rows that are kept; the answers that have been kept longest go first."""
LONGEST = 20_000
"""Milliseconds that counting may take: once for all visitors, hence more than a visitor's own query has."""
_Kept = dict[tuple[str, tuple[Any, ...]], list[Row]]
_KEPT: WeakKeyDictionary[Any, _Kept] = WeakKeyDictionary()
_ASKED: WeakKeyDictionary[Any, dict[Any, asyncio.Future[list[Row]]]] = WeakKeyDictionary()
"""What is being counted: whoever asks the same meanwhile waits for it."""


async def counted(datasette: Any, sql: str, params: Sequence[Any] = ()) -> list[Row]:
    """The rows of a query of ours that counts; they are not to be changed.

    Raises:
        QueryInterrupted: it took longer than `LONGEST`.
    """
    kept = _KEPT.setdefault(datasette, {})
    key = (sql, tuple(params))
    if key in kept:
        return kept[key]
    asked = _ASKED.setdefault(datasette, {})
    mine = (asyncio.get_running_loop(), key)
    if mine not in asked:
        asked[mine] = asyncio.ensure_future(datasette.get_database(DATABASE).execute_fn(lambda db: _rows(db, sql, params)))
        asked[mine].add_done_callback(lambda _: asked.pop(mine, None))
    answer = await asyncio.shield(asked[mine])
    kept[key] = answer
    while len(kept) > 1 and sum(map(len, kept.values())) > _MOST:
        del kept[next(iter(kept))]
    return answer


def _rows(db: Any, sql: str, params: Sequence[Any]) -> list[Row]:
    with sqlite_timelimit(db, LONGEST):
        try:
            cursor = db.execute(sql, params)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]
        except sqlite3.OperationalError as error:
            if error.args == ("interrupted",):
                raise QueryInterrupted(error, sql, params) from None
            raise
