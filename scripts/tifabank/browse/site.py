"""What all pages of our own share: rows of the database, addresses, and how a page is answered."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from datasette.database import QueryInterrupted
from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import Base400, NotFound, Request, Response
from markupsafe import Markup

from tifabank import lookup
from tifabank.characters import HAN
from tifabank.cited import DATES
from tifabank.errors import InputError
from tifabank.lookup import Lookup, SqliteLookup

KEYS = lookup.KEYS
Row = lookup.Row
DATABASE = "tifabank"
_HAN = re.compile(f"([{HAN}]+)")
Asked = TypeVar("Asked")
_SHOWN_ON = {"documents": ("text", "read"), "concepts": ("concept", "concepts"), "enumerations": ("list", "lists")}
"""What a row of these tables is called, and the page on which all of them stand."""


class NoSuchRowError(Base400):  # type: ignore[misc]
    """No row of a table has the id that an address names. `what` it would be; `index` is the page on which all of them stand.

    (A `NotFound` would have Datasette try the address in its own encoding of per cent signs first.)
    """

    status = HTTPStatus.NOT_FOUND.value

    def __init__(self, table: str, row_id: str) -> None:
        self.what, self.index = _SHOWN_ON.get(table, ("row", f"{DATABASE}/{table}"))
        self.row_id = row_id
        super().__init__(f"No {self.what} has the id {row_id}.")


def date_column(document: Mapping[str, Any]) -> str | None:
    """The column with the date of a document (EDTF): of its original, else of what it reports, else of its page."""
    return next((column for column in DATES if document[column]), None)


def edtf(date: str | None, none: str = "not known") -> str:
    """A date (EDTF) for readers: an interval in words, with its EDTF as title; `none` where neither end is known."""
    start, slash, end = (date or "").partition("/")
    first, last = start.replace("..", ""), end.replace("..", "")
    if not (first or last):
        return none
    if not slash:
        return first
    told = f"{first} to {last}" if first and last else f"on or after {first}" if first else f"until {last}"
    return Markup('<span title="{}">{}</span>').format(date, told)


def date_of(document: Mapping[str, Any], none: str = "date not known") -> str:
    """The date of a document for readers; `none` where it is not known."""
    column = date_column(document)
    return edtf(document[column] if column else None, none)


def han(text: str) -> Markup:
    """Text with its runs of Han characters told to be Chinese."""
    parts = _HAN.split(text)
    return Markup("").join(Markup('<span lang="zh">{}</span>').format(part) if i % 2 else part for i, part in enumerate(parts))


async def rows(datasette: Any, sql: str, params: Mapping[str, Any] | Sequence[Any] = ()) -> list[Row]:
    """The rows that a query gives."""
    found = await datasette.get_database(DATABASE).execute(sql, params)
    return [dict(row) for row in found.rows]


async def row_of(datasette: Any, table: str, row_id: str) -> Row:
    """The row of a table that has an id.

    Raises:
        NoSuchRowError: there is none.
    """
    found = await row_with(datasette, table, row_id)
    if found is None:
        raise NoSuchRowError(table, row_id)
    return found


async def row_with(datasette: Any, table: str, row_id: str) -> Row | None:
    """The row of a table that has an id, if there is one."""
    found = await rows(datasette, f"select * from [{table}] where [{KEYS[table]}] = ?", [row_id])
    return found[0] if found else None


async def looked_up(datasette: Any, ask: Callable[[Lookup], Asked]) -> Asked:
    """What is found by looking up rows of the database, within the time limit of a query.

    Raises:
        NotFound: what is asked for is not there.
        QueryInterrupted: it took too long.
    """

    def _ask(connection: sqlite3.Connection) -> Asked:
        try:
            with sqlite_timelimit(connection, datasette.sql_time_limit_ms):
                return ask(SqliteLookup(connection))
        except sqlite3.OperationalError as error:
            if error.args != ("interrupted",):
                raise
            raise QueryInterrupted(error, "", ()) from None
        except InputError as error:
            raise NotFound(str(error)) from None

    return cast("Asked", await datasette.get_database(DATABASE).execute_fn(_ask))


async def rows_with(datasette: Any, row_id: str) -> list[tuple[str, Row]]:
    """The rows of all tables that have an id, with their tables."""
    return await looked_up(datasette, lambda tables: lookup.rows_with(tables, row_id))


def package_of(datasette: Any) -> Path:
    """The folder of the package that is browsed: its database lies in `processed/`."""
    return Path(datasette.get_database(DATABASE).path).resolve().parents[1]


def has_text(datasette: Any) -> bool:
    """Whether this edition holds the columns that copy the texts."""
    return bool(datasette.metadata("tifabank")["descriptor"]["tifabank:edition"] == "full")


async def need_text(datasette: Any) -> None:
    """Refuse a page that shows texts, in the edition that has none.

    Raises:
        NotFound: the texts are not there.
    """
    if not has_text(datasette):
        raise NotFound("this edition of the data has no texts: build the package with them to read here")


async def page(datasette: Any, request: Request, template: str, context: Mapping[str, Any], status: int = 200) -> Response:
    """A page of our own."""
    return Response.html(await datasette.render_template(template, {**context, "here": request.path}, request=request), status=status)


def as_json(value: Any) -> Response:
    """JSON to be loaded elsewhere."""
    return Response(json.dumps(value, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8")


def as_csv(header: Sequence[str], lines: Iterable[Sequence[Any]], name: str) -> Response:
    """CSV to be loaded elsewhere; cells are as they are in the tables."""
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow(header)
    writer.writerows(lines)
    return Response(
        sink.getvalue(), content_type="text/csv; charset=utf-8", headers={"content-disposition": f'attachment; filename="{name}.csv"'}
    )


def query(path: str, /, **params: Any) -> str:
    """The address of a page with those parameters that say something."""
    told = urlencode({key: value for key, value in params.items() if value not in (None, "", False)})
    return f"{path}?{told}" if told else path


def argument(request: Request, name: str, default: str = "") -> str:
    """A parameter of the address, without blanks at its ends."""
    return cast("str", request.args.get(name) or default).strip()
