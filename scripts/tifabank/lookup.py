"""Rows looked up by their cells: in the Parquet files of a package, or in the database made from them, with the same answers."""

from __future__ import annotations

import operator
import sqlite3
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any, Literal, NamedTuple, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from tifabank.errors import InputError
from tifabank.folders import Folder
from tifabank.ids import address_of
from tifabank.remote_folders import RemoteFolder
from tifabank.rows import TABLES
from tifabank.schema import columns, published
from tifabank.stored import as_parquet, files_of, known_files

Row = dict[str, Any]
KEYS = {name: columns(row)[0].name for name, row in TABLES.items()}
"""The primary key of each table."""


class Where(NamedTuple):
    """What the cell of a column must be: equal to a value, at most it, or at least it."""

    column: str
    value: str | int
    relation: Literal["=", "<=", ">="] = "="


class Lookup(Protocol):
    """The tables of a package, asked for a few rows."""

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns that are there, in order; none if the table is not."""

    def rows(self, table: str, *where: Where, most: int | None = None, only: Sequence[str] = ()) -> list[Row]:
        """The first rows, at most so many, of which all conditions hold, in the table's order; whole, or `only` some columns.

        Raises:
            InputError: the table is not there or cannot be read.
        """

    def count(self, table: str, *where: Where) -> int:
        """The number of all such rows; see `rows`."""


def row_of(lookup: Lookup, table: str, row_id: str) -> Row | None:
    """The row of a table that has an id, if there is one."""
    found = lookup.rows(table, Where(KEYS[table], row_id), most=1)
    return found[0] if found else None


def rows_with(lookup: Lookup, row_id: str) -> list[tuple[str, Row]]:
    """The rows that have an id, with their tables; only tables whose rows can have such an id are asked."""
    address = address_of(row_id)
    return [(table, row) for table in (address.tables if address else ()) if (row := row_of(lookup, table, row_id))]


class ParquetLookup:
    """The Parquet files of a package; parts in which no row can be, by the statistics in their footers, are not read."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._fragments: dict[str, list[ds.Fragment]] = {}

    def columns(self, table: str) -> tuple[str, ...]:
        """See `Lookup`."""
        found = self._files(table)
        return tuple(found[0].physical_schema.names) if found else ()

    def rows(self, table: str, *where: Where, most: int | None = None, only: Sequence[str] = ()) -> list[Row]:
        """See `Lookup`."""
        names = [name for name in self.columns(table) if not only or name in only]
        found: list[Row] = []
        for batch in self._batches(table, where, names):
            found += batch.slice(0, None if most is None else most - len(found)).to_pylist()
            if most is not None and len(found) >= most:
                break
        return found

    def count(self, table: str, *where: Where) -> int:
        """See `Lookup`."""
        return sum(batch.num_rows for batch in self._batches(table, where, [KEYS[table]]))

    def _batches(self, table: str, where: Sequence[Where], names: Sequence[str]) -> Iterator[pa.RecordBatch]:
        files = files_of(self._folder, table) or known_files(self._folder, table)  # which tells why there are none
        for fragment, file in zip(self._files(table), files, strict=True):
            with as_parquet(self._folder, file):
                yield from fragment.scanner(columns=list(names), filter=_expression(where), use_threads=False).to_batches()

    def _files(self, table: str) -> list[ds.Fragment]:
        if table not in self._fragments:
            made = []
            for file in files_of(self._folder, table):
                with as_parquet(self._folder, file):
                    made.append(ds.ParquetFileFormat().make_fragment(_opened(self._folder, file)))
                    made[-1].ensure_complete_metadata()
                missing = {c.name for c in published(table, text=False)}.difference(made[-1].physical_schema.names)
                if missing:
                    known_files(self._folder, table)  # if another version wrote it so, that is told
                    raise InputError(f"{self._folder}: {file}: has no column {min(missing)}: run 'tifabank build' again")
            self._fragments[table] = made
        return self._fragments[table]


def _opened(folder: Folder, file: str) -> pa.NativeFile:
    """A file of which no more is read than is asked for."""
    if isinstance(folder, RemoteFolder):
        return folder.system.open_input_file(f"{folder.root}/{file}")
    return pa.BufferReader(folder.buffer(file))


_RELATIONS = {"=": operator.eq, "<=": operator.le, ">=": operator.ge}


def _expression(where: Sequence[Where]) -> Any:
    return reduce(operator.and_, (_RELATIONS[w.relation](pc.field(w.column), w.value) for w in where)) if where else None


class SqliteLookup:
    """The database of a package."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._columns: dict[str, tuple[str, ...]] = {}

    def columns(self, table: str) -> tuple[str, ...]:
        """See `Lookup`."""
        if table not in self._columns:
            told = self._connection.execute("select name from pragma_table_info(?)", [table])
            self._columns[table] = tuple(row[0] for row in told)
        return self._columns[table]

    def rows(self, table: str, *where: Where, most: int | None = None, only: Sequence[str] = ()) -> list[Row]:
        """See `Lookup`."""
        names = [name for name in self.columns(table) if not only or name in only]
        booleans = {c.name for c in columns(TABLES[table]) if c.type is bool}
        cells = ", ".join(f"[{name}]" for name in names)
        found = self._ask(table, f"select {cells}", where, f" order by rowid limit {-1 if most is None else most}")
        return [{n: bool(v) if n in booleans and v is not None else v for n, v in zip(names, row, strict=True)} for row in found]

    def count(self, table: str, *where: Where) -> int:
        """See `Lookup`."""
        found = self._ask(table, "select count(*)", where, "")
        return int(found[0][0]) if found else 0

    def _ask(self, table: str, select: str, where: Sequence[Where], order: str) -> list[Any]:
        if not self.columns(table):
            raise InputError(f"the database has no table {table}: run 'tifabank build' first")
        conditions = " and ".join(f"[{w.column}] {w.relation} ?" for w in where) or "1"
        sql = f"{select} from [{table}] where {conditions}{order}"
        return self._connection.execute(sql, [w.value for w in where]).fetchall()
