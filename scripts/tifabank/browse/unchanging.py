"""A database that does not change while it is served: what its tables are is asked once, not for each page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from copy import copy
from pathlib import Path
from typing import Any

from datasette.database import Database

from tifabank.browse.edition import Edition
from tifabank.browse.sealed import connect
from tifabank.rows import TABLES

_MOST = 1000
"""Answers that are kept: a few for each table, those of the full-text search included; one more drops them all."""


class UnchangingDatabase(Database):  # type: ignore[misc]
    """Datasette's database, its answers about the schema kept: Datasette's pages ask for up to four hundred of them each."""

    def __init__(self, ds: Any, path: str, edition: Edition) -> None:
        super().__init__(ds, path, is_mutable=False)
        self.edition = edition
        self._kept: dict[tuple[Any, ...], Any] = {}

    def connect(self, write: bool = False) -> Any:  # noqa: ARG002  # Datasette asks to write into no database that is immutable
        """A connection that reads the tables and nothing else."""
        opened = connect(Path(self.path))
        self._all_file_connections.append(opened)
        return opened

    async def attached_databases(self) -> list[Any]:
        """None: no query can attach one."""
        return []

    async def _once(self, ask: Callable[..., Awaitable[Any]], *asked: Any) -> Any:
        """What a method answers; a copy of what it answered before, if it has been asked."""
        key = (ask.__name__, *asked)
        if key not in self._kept:
            answer = await ask(*asked)
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[key] = answer
            return copy(answer)
        return copy(self._kept[key])

    async def execute(self, sql: str, params: Any = None, truncate: bool = False, *more: Any, **named: Any) -> Any:
        """The rows of a query; those that Datasette itself asks of the schema are kept (it never asks them `truncate`d)."""
        if "sqlite_master" not in sql or truncate or more or named or not isinstance(params, tuple | None):
            return await super().execute(sql, params, truncate, *more, **named)
        return await self._once(super().execute, sql, params)

    async def table_names(self) -> list[str]:
        """The published tables: those of the full-text search, four times as many, are not listed (their rights are looked up one by one)."""
        return [name for name in await super().table_names() if name in TABLES]

    async def table_columns(self, table: str) -> Any:
        """The names of a table's columns."""
        return await self._once(super().table_columns, table)

    async def table_column_details(self, table: str) -> Any:
        """A table's columns."""
        return await self._once(super().table_column_details, table)

    async def primary_keys(self, table: str) -> Any:
        """The columns of a table's primary key."""
        return await self._once(super().primary_keys, table)

    async def fts_table(self, table: str) -> Any:
        """The table of a table's full-text search."""
        return await self._once(super().fts_table, table)

    async def foreign_keys_for_table(self, table: str) -> Any:
        """The references of a table."""
        return await self._once(super().foreign_keys_for_table, table)

    async def hidden_table_names(self) -> Any:
        """The tables of the full-text search."""
        return await self._once(super().hidden_table_names)

    async def get_all_foreign_keys(self) -> Any:
        """The references of all tables."""
        return await self._once(super().get_all_foreign_keys)
