"""What an address of the site gives as rows: the SQL behind it, and their number and hash, by which a cited result can be checked."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote_plus, urlencode

from datasette.utils import InvalidSql, derive_named_parameters, sqlite_timelimit, validate_sql_select

from tifabank.browse.finding import as_query
from tifabank.browse.queries import QUERIES
from tifabank.browse.site import DATABASE, KEYS, has_text
from tifabank.browse.terms import terms
from tifabank.rows import TABLES

HOW_HASHED = (
    "SHA-256 over UTF-8 lines, each ended by one line feed: first the column names, then each row in the order of the query, as a JSON "
    "array without blanks between its cells, characters not escaped beyond what JSON asks for, null for no value. "
    "Of a table, rows that its order leaves side by side are sorted by their id. "
    "Of a page that is no query in SQL, the rows are those of its CSV form, each cell a string."
)
"""How `Result.sha256` is made, for whoever makes it again."""
_VIEWS = re.compile(r"/(?:concordance|collocates|ngrams)")
_PAGES = re.compile(r"/(?:(?:read|concept|list)/[\w.-]+|read|concepts|lists|compare|about|search|tifabank(?:/\w+(?:/[\w~-]+)?)?)?")
"""Pages that can be cited: no downloads, whose size has no bound, and no page but ours and the tables."""
_LIMIT = re.compile(r"\s+limit \d+\s*$", re.IGNORECASE)
_INTERRUPTED = ("interrupted",)  # what SQLite says when the time limit stops it
_PASSING = frozenset({"_next", "_size", "_hide_sql", "_show_sql", "_nocount", "_nofacet", "_nosuggest"})  # say nothing of what is found


class NotAskedError(Exception):
    """An address or SQL that gives nothing, told in one line."""


class Asked(NamedTuple):
    """A query: its address inside the site, what it is called in a citation, and its SQL with parameters, or, of a page that is no SQL, the
    rows of its CSV form, the header first (empty: it has none).
    """

    address: str
    name: str
    sql: str | None
    params: dict[str, str]
    exported: list[list[str]]


class Result(NamedTuple):
    """The rows of a query: how many, and their hash (see `HOW_HASHED`; None: they are too many to be read within the time limit)."""

    rows: int
    sha256: str | None


def lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Rows as canonical JSON lines, the column names first."""
    yield _line(columns)
    yield from map(_line, rows)


def _line(cells: Sequence[Any]) -> bytes:
    told = [{"base64": base64.b64encode(c).decode()} if isinstance(c, bytes) else c for c in cells]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


async def result(datasette: Any, query: Asked) -> Result | None:
    """What a query gives; nothing, if it has no rows.

    Raises:
        NotAskedError: the SQL is no query, is faulty, or takes too long.
    """
    if query.sql:
        return await _run(datasette, query.sql, query.params)
    if not query.exported:
        return None
    header, *found = query.exported
    return Result(len(found), hashlib.sha256(b"".join(lines(header, found))).hexdigest())


async def _run(datasette: Any, sql: str, params: dict[str, str]) -> Result:
    """The number and hash of a query's rows, all of them: read-only, one row at a time, within Datasette's time limit.

    Raises:
        NotAskedError: the SQL is no query, is faulty, or takes too long.
    """
    try:
        validate_sql_select(sql)
    except InvalidSql as error:
        raise NotAskedError(str(error)) from None

    def hashed(connection: sqlite3.Connection) -> Result:
        digest, number = hashlib.sha256(), -1  # the line of names is no row
        with sqlite_timelimit(connection, datasette.sql_time_limit_ms):
            cursor = connection.execute(sql, params)
            for line in lines([column[0] for column in cursor.description], map(tuple, cursor)):
                digest.update(line)
                number += 1
        return Result(number, digest.hexdigest())

    def counted(connection: sqlite3.Connection) -> Result:
        with sqlite_timelimit(connection, datasette.sql_time_limit_ms):
            return Result(connection.execute(f"select count(*) from ({sql}\n)", params).fetchone()[0], None)

    database = datasette.get_database(DATABASE)
    try:
        try:
            return await database.execute_fn(hashed)  # type: ignore[no-any-return]
        except sqlite3.OperationalError as error:
            if error.args != _INTERRUPTED:
                raise
            return await database.execute_fn(counted)  # type: ignore[no-any-return]
    except sqlite3.Error as error:
        too_long = f"the query took longer than {datasette.sql_time_limit_ms} ms: ask for less"
        raise NotAskedError(too_long if error.args == _INTERRUPTED else " ".join(str(error).split())) from None


async def asked(datasette: Any, of: str) -> Asked:
    """What an address of the site asks for, wherever the site is mounted.

    Raises:
        NotAskedError: it is no address of the site.
    """
    path, _, told = of.partition("?")
    base = datasette.setting("base_url")
    path = "/" + path.removeprefix(base).lstrip("/")
    given = [(k, v) for k, v in parse_qsl(told, keep_blank_values=True) if k not in _PASSING]
    address = f"{path}?{urlencode(given)}" if given else path
    if path == "/cite" or path.startswith("/cite/"):
        raise NotAskedError("a citation is not cited: give the address of what it cites")
    if not (_VIEWS.fullmatch(path) or _PAGES.fullmatch(path)):
        raise NotAskedError(f"no page of this site that can be cited: {unquote_plus(path)}")
    sql, params = await _sql(datasette, path, given)
    exported = await _exported(datasette, path, given) if _VIEWS.fullmatch(path) else []
    name = sql.strip() if sql and path == f"/{DATABASE}" else unquote_plus(address)
    return Asked(address, name, sql, params, exported)


async def _exported(datasette: Any, path: str, given: list[tuple[str, str]]) -> list[list[str]]:
    """The CSV form of a page of our own, if it has one."""
    answer = await datasette.client.get(f"{path}.csv?{urlencode(given)}")
    told = answer.headers.get("content-type", "")
    if answer.status_code != HTTPStatus.OK or not told.startswith("text/csv"):
        return []
    return list(csv.reader(io.StringIO(answer.text, newline="")))


async def _sql(datasette: Any, path: str, given: list[tuple[str, str]]) -> tuple[str | None, dict[str, str]]:
    """The SQL behind an address, with its parameters."""
    single = dict(given)
    name = path.removeprefix(f"/{DATABASE}/")
    if path == f"/{DATABASE}" and single.get("sql"):
        sql = single["sql"]
        names = await derive_named_parameters(datasette.get_database(DATABASE), sql)
        return sql, {name: single.get(name, "") for name in names}
    if name in QUERIES and has_text(datasette):
        return QUERIES[name]["sql"], {p: single.get(p, "") for p in QUERIES[name].get("params", [])}
    if path == "/search" and single.get("q"):
        return as_query(terms(single["q"]), text=has_text(datasette), everything=single.get("everything") == "1"), {}
    table = name in TABLES
    where = (
        f"{path}.json?{urlencode([*given, ('_size', '1'), ('_nofacet', '1'), ('_nocount', '1')])}"
        if table
        else f"{path}?{urlencode(given)}"
    )
    answer = await datasette.client.get(where)
    if answer.status_code != HTTPStatus.OK:
        raise NotAskedError(f"no page of this site: {unquote_plus(path)}")
    if not table:
        return None, {}
    query = answer.json()["query"]
    return in_one_order(_LIMIT.sub("", query["sql"]), KEYS[name]), query["params"]


def in_one_order(sql: str, key: str) -> str:
    """The SQL of a table's rows, those that its order leaves side by side sorted by their id: one order, hence one hash."""
    order = sql.rpartition(" order by ")[2]
    return sql if order in {key, "rowid"} else f"{sql}, {key}"
