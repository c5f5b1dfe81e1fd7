"""processed/tifabank.db, where there is one: it must be a database that `browse` made from the tables that are there, row by row.

It is opened as a file that does not change, so that nothing is written and nothing is waited for. Its mark tells what it was made from
(`database_file`); as a mark can be forged, and a disk can turn a bit, the rows are compared too, a part of a table at a time, and
SQLite compares the words of the full-text search with those of the rows. It does this by an INSERT alone, so the index of one table
after the other is copied into a temporary database, in which a view stands for the rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import chain, zip_longest
from pathlib import Path

from tifabank.checking.findings import Finding, apart
from tifabank.checking.opened import Stored
from tifabank.database import values_of
from tifabank.database_file import DATABASE, SIDE_FILES, header_of, is_made_from, search_ddl, searched
from tifabank.folders import LocalFolder
from tifabank.rows import TABLES
from tifabank.schema import published
from tifabank.temporary import told_where_full

_BATCH = 65_536  # rows
_OF_SEARCH = ("data", "idx", "docsize", "config")  # the tables that a full-text search consists of
_REMEDY = "delete it: 'tifabank browse' makes it anew"


def check_database(stored: Stored) -> Iterator[Finding]:
    """What is wrong with the database and with what stands beside it; all tables have been read.

    One at an address is not looked at (SQLite cannot open it there), and `browse` serves none.
    """
    folder = stored.folder
    if not isinstance(folder, LocalFolder):
        return
    try:
        there = {f"processed/{entry.name}": entry.fault for entry in folder.entries("processed")}
    except OSError:  # what cannot be listed cannot be read, and that is told
        return
    for name in SIDE_FILES:
        if name in there:
            yield _fault(name, None, "no file", "what somebody left who wrote to the database: delete both")
    if DATABASE not in there:
        return
    place = folder.root / DATABASE
    if fault := there[DATABASE]:
        yield _fault(DATABASE, None, "a database", fault)
    elif header_of(place) is None:
        yield _fault(DATABASE, None, "a database", f"a file that is none, or cannot be read: {_REMEDY}")
    elif not is_made_from(place, {name: [stored.facts[name][file].sha256 for file in files] for name, files in stored.files.items()}):
        yield _fault(DATABASE, None, "a database made from these tables", f"one of others, or edited since: {_REMEDY}")
    else:
        with closing(_opened(place)) as db:
            lost = stored.lost()
            yield from chain.from_iterable(_of_table(db, place, stored, name) for name in TABLES if name not in lost)


def _opened(place: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{place.resolve().as_uri()}?immutable=1", uri=True)


def _fault(place: str, row: str | None, expected: str, found: str, column: str | None = None) -> Finding:
    return Finding("database", place, row, column, expected, found)


def _of_table(db: sqlite3.Connection, place: Path, stored: Stored, name: str) -> Iterator[Finding]:
    """The first row of a table in the database that is another than in its files, or what is wrong with its indexes."""
    try:
        different = _first_difference(db, stored, name)
        if different:
            yield different
            return
        db.execute("PRAGMA ignore_check_constraints = ON")  # of values that are alike, which other checks look at
        (told,) = db.execute(f'PRAGMA integrity_check("{name}")').fetchone()
        if told != "ok":
            yield _fault(DATABASE, None, f"{name}: whole", f"{told.splitlines()[0]}: {_REMEDY}")
        yield from _of_search(db, place, name, searched(name, {column.name for column in published(name, text=stored.text)}))
    except sqlite3.Error as error:
        yield _fault(DATABASE, None, f"{name}: rows that can be read", f"{error}: {_REMEDY}")


def _of_search(db: sqlite3.Connection, place: Path, name: str, names: list[str]) -> Iterator[Finding]:
    """What is wrong with the full-text search in these columns of a table."""
    told = [sql for (sql,) in db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (f"{name}_fts",))]
    wanted = [search_ddl(name, names)] if names else []
    if told != wanted:
        yield _fault(
            DATABASE, None, f"{name}: {', '.join(wanted) or 'no full-text search'}", f"{', '.join(map(str, told)) or 'none'}: {_REMEDY}"
        )
    elif names and (fault := _search_fault(place, name, names)):
        yield _fault(DATABASE, None, f"{name}: a full-text search in the words of its rows", f"{fault}: {_REMEDY}")


def _search_fault(place: Path, name: str, names: list[str]) -> str | None:
    """What SQLite says of a full-text search that is not made of the rows that are there."""
    listed = ", ".join(f'"{n}"' for n in names)
    with told_where_full(), closing(_opened(place)) as copy:  # the view has the name of the table
        try:
            copy.execute(f'CREATE TEMP VIEW "{name}" AS SELECT rowid AS rowid, {listed} FROM main."{name}"')
            copy.execute(search_ddl(name, names, "temp."))
            for part in _OF_SEARCH:
                copy.execute(f'DELETE FROM temp."{name}_fts_{part}"')
                copy.execute(f'INSERT INTO temp."{name}_fts_{part}" SELECT * FROM main."{name}_fts_{part}"')
            copy.execute(f'INSERT INTO temp."{name}_fts" ("{name}_fts", rank) VALUES (\'integrity-check\', 1)')
        except sqlite3.Error as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
                raise OSError(str(error)) from None
            return f"another one ({error})"
    return None


def _first_difference(db: sqlite3.Connection, stored: Stored, name: str) -> Finding | None:
    columns = [column.name for column in published(name, text=stored.text)]
    listed = ", ".join(f'"{name}"."{column}"' for column in columns)  # "column" alone may be taken for words
    found = db.execute(f'SELECT {listed} FROM "{name}" ORDER BY rowid')
    for part in stored.sound(name, columns):
        for batch in part.to_batches(_BATCH):
            wanted, there = list(values_of(batch)), found.fetchmany(len(batch))
            if wanted != there:
                return next(_told(name, columns, *pair) for pair in zip_longest(wanted, there) if pair[0] != pair[1])
    more = found.fetchone()
    return _told(name, columns, None, more) if more else None


def _told(name: str, columns: list[str], wanted: tuple[object, ...] | None, there: tuple[object, ...] | None) -> Finding:
    """A row that differs: its first cell that does, or that only one of both has it."""
    if wanted is None or there is None:
        row = str((wanted or there or ("",))[0])
        one, other = ("a row" if some else "none" for some in (wanted, there))
        return _fault(DATABASE, row, f"{name}: {one}", f"{other}: {_REMEDY}")
    column = next(i for i, pair in enumerate(zip(wanted, there, strict=True)) if pair[0] != pair[1])
    expected, found = apart(wanted[column], there[column])
    return _fault(DATABASE, str(wanted[0]), f"{name}: {expected}", f"{found}: {_REMEDY}", columns[column])
