"""A connection to the database on which a visitor's SQL can read the tables, and nothing else, at a bounded cost.

Datasette opens the file immutable and stops a query after its time limit. SQLite asks for the time only between its steps, though: not
inside one function call, and not while it prepares a query. What takes long there, or calls into memory, is refused or replaced here.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

LARGEST_VALUE = 5_000_000
"""Bytes of one value, or of the longest text of the package if that is longer."""
LARGEST_ANSWER = 32_000_000
"""Characters and bytes of all cells of an answer that is cut at a number of rows, as visitors' answers are."""
MOST_READINGS = 10_000
"""How often the named parts of a query (`with ...`) may be read in all: SQLite prepares each reading anew."""
_LIMITS = {
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 200_000,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,  # a pattern is tried at every character
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_PRAGMAS = frozenset(
    {
        "data_version",
        "foreign_key_list",
        "index_info",
        "index_list",
        "index_xinfo",
        "schema_version",
        "table_info",
        "table_list",
        "table_xinfo",
    }
)
_REFUSED = frozenset({"fts3_tokenizer", "json_patch", "load_extension", "rtreecheck"})
"""Functions that call addresses in memory, load code, or compare all with all."""
_OTHERS = frozenset({"json_each", "json_tree", "sqlite_master", "sqlite_schema"})
"""What can be read beside the tables of the file. (`sqlite_stmt` would tell what others ask.)"""
_WIDE = re.compile(r"\*|\d{4}")
_TOKEN = re.compile(
    r"""(?P<blank>\s+|--[^\n]*|/\*.*?(?:\*/|\Z)) | '(?:[^']|'')*' | "(?:[^"]|"")*" | `(?:[^`]|``)*` | \[[^\]]*\] | \w+ | .""",
    re.DOTALL | re.VERBOSE,
)


class SealedCursor(sqlite3.Cursor):
    """A cursor of a `SealedConnection`."""

    def execute(self, sql: str, parameters: Any = (), /) -> SealedCursor:
        """Run a query.

        Raises:
            sqlite3.DatabaseError: it cannot be run, or would take too long to prepare.
        """
        if "with" in sql.lower() and (times := readings(sql)) > MOST_READINGS:
            raise sqlite3.OperationalError(f"the named parts of this query are read {times:,.0f} times: at most {MOST_READINGS:,}")
        try:
            super().execute(sql, parameters)
        except OverflowError as error:  # of a parameter
            raise sqlite3.DataError(str(error)) from None
        return self

    def fetchmany(self, size: int | None = None) -> list[Any]:
        """Some rows.

        Raises:
            sqlite3.OperationalError: they are too large together.
        """
        return list(_while_small(islice(self, self.arraysize if size is None else size)))


class SealedConnection(sqlite3.Connection):
    """A connection that reads the tables of its file and nothing else."""

    def cursor(self, factory: Any = SealedCursor) -> Any:
        """A cursor with the same bounds."""
        return super().cursor(factory)

    def execute(self, sql: str, parameters: Any = (), /) -> SealedCursor:
        """Run a query, as `SealedCursor.execute` does."""
        return self.cursor().execute(sql, parameters)  # type: ignore[no-any-return]


def connect(path: Path) -> SealedConnection:
    """Open a database that does not change while it is open."""
    opened = sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True, check_same_thread=False, factory=SealedConnection)
    tables = frozenset(name for (name,) in opened.execute("select name from sqlite_master where type = 'table'"))
    longest = opened.execute("select max(bytes) from documents").fetchone()[0] or 0
    helper = sqlite3.connect(":memory:", check_same_thread=False)
    helper.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
    for name in ("printf", "format"):
        opened.create_function(name, -1, lambda *cells: _printf(helper, *cells), deterministic=True)
    opened.create_function("instr", 2, _instr, deterministic=True)
    opened.create_function("replace", 3, _replace, deterministic=True)
    for name, left, right in (("trim", True, True), ("ltrim", True, False), ("rtrim", False, True)):
        opened.create_function(
            name, 2, lambda text, cut, left=left, right=right: _trim(text, cut, left=left, right=right), deterministic=True
        )
    for limit, value in {**_LIMITS, sqlite3.SQLITE_LIMIT_LENGTH: max(LARGEST_VALUE, longest + 1000)}.items():
        opened.setlimit(limit, value)
    opened.set_authorizer(lambda *asked: sqlite3.SQLITE_OK if _allowed(tables, *asked[:4]) else sqlite3.SQLITE_DENY)
    return opened


def _allowed(tables: frozenset[str], action: int, what: str | None, other: str | None, database: str | None) -> bool:
    """Whether a step of a query may be prepared, as SQLite's authorizer is asked: `what` is a table or pragma, `other` a column or function."""
    name = (what or "").lower()
    match action:
        case sqlite3.SQLITE_SELECT | sqlite3.SQLITE_RECURSIVE:
            return True
        case sqlite3.SQLITE_READ:  # a part of the query itself is in no database
            return database is None or what in tables or name in _OTHERS or name.removeprefix("pragma_") in _PRAGMAS
        case sqlite3.SQLITE_PRAGMA:
            return name in _PRAGMAS
        case sqlite3.SQLITE_FUNCTION:
            return (other or "").lower() not in _REFUSED
        case sqlite3.SQLITE_UPDATE:  # how SQLite declares a virtual table to itself; the file cannot be written
            return name == "sqlite_master"
        case _:
            return False


def readings(sql: str) -> float:
    """How often the named parts of a query are read in all, one inside the other, at the most.

    `a as (...), b as (select ... from a, a), c as (select ... from b, b)` reads `a` four times. Where a name is given several times, its
    readings are spread so that the most comes out.
    """
    tokens = [m.group().lower() for m in _TOKEN.finditer(sql) if not m["blank"]]
    around = zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False)
    names = Counter(_name(token) for before, token, after in around if "." not in {before, after})  # a column is no reading
    given = Counter(_given(tokens))
    return math.prod(max(1.0, (names[name] - n) / n) ** n for name, n in given.items())


def _given(tokens: list[str]) -> Iterator[str]:
    """The names that a query gives to its parts: `name [(columns)] as [not] [materialized] (`."""
    for i, word in enumerate(tokens):
        if word != "as" or next((t for t in tokens[i + 1 : i + 4] if t not in {"not", "materialized"}), "") != "(":
            continue
        before = i - 1
        if before >= 0 and tokens[before] == ")":
            while before > 0 and tokens[before] != "(":
                before -= 1
            before -= 1
        if before >= 0:
            yield _name(tokens[before])


def _name(token: str) -> str:
    """An identifier without its quotation marks."""
    mark = token[0]
    if mark == "[":
        return token[1:-1]
    return token[1:-1].replace(mark * 2, mark) if mark in "\"'`" and len(token) > 1 else token


def _while_small(rows: Iterable[Any]) -> Iterator[Any]:
    size = 0
    for row in rows:
        size += sum(len(cell) for cell in row if isinstance(cell, (str, bytes)))
        if size > LARGEST_ANSWER:
            raise sqlite3.OperationalError(f"this answer is larger than {LARGEST_ANSWER:,} characters: ask for fewer rows or shorter cells")
        yield row


def _printf(helper: sqlite3.Connection, template: Any = None, *cells: Any) -> Any:
    """SQLite's own, but for widths of thousands."""
    if _WIDE.search(str(template)):
        raise OverflowError
    return helper.execute(f"select printf({', '.join('?' * (1 + len(cells)))})", (template, *cells)).fetchone()[0]


def _instr(text: Any, part: Any) -> int | None:
    if isinstance(text, str) and isinstance(part, str):  # asked of every row of a table, where Chinese is searched
        return text.find(part) + 1
    if text is None or part is None:
        return None
    if isinstance(text, bytes) and isinstance(part, bytes):
        return text.find(part) + 1
    return _text(text).find(_text(part)) + 1


def _replace(text: Any, old: Any, new: Any) -> Any:
    if text is None or old is None:
        return None
    if not (away := _text(old)):
        return text
    if new is None:
        return None
    told, put = _text(text), _text(new)
    if len(told) + told.count(away) * (len(put) - len(away)) > LARGEST_VALUE:
        raise OverflowError
    return told.replace(away, put)


def _trim(text: Any, cut: Any, *, left: bool, right: bool) -> str | None:
    if text is None or cut is None:
        return None
    told, away = _text(text), set(_text(cut))
    start, end = 0, len(told)
    while left and start < end and told[start] in away:
        start += 1
    while right and end > start and told[end - 1] in away:
        end -= 1
    return told[start:end]


def _text(cell: Any) -> str:
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)
