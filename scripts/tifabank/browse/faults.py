"""What is answered where a page cannot be: one plain line, in our own style, with what to do."""

from __future__ import annotations

import sqlite3
import traceback
from typing import Any, NamedTuple

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError

from tifabank.browse.site import DATABASE, NoSuchRowError

_TOO_LONG = "This took too long"


class Fault(NamedTuple):
    """What went wrong: HTTP status, title and message; of SQL that took too long, the SQL; of an id that is not there, the id and the page
    of those that are.
    """

    status: int
    title: str
    message: str
    sql: str = ""
    row_id: str = ""
    all_of_them: str = ""


def fault_of(exception: Exception, path: str) -> Fault:
    """What is told of an exception at a path; one that nobody foresaw is printed with its traceback, and told without."""
    if isinstance(exception, NoSuchRowError):
        return Fault(404, f"No such {exception.what}", str(exception), row_id=exception.row_id, all_of_them=exception.index)
    if isinstance(exception, QueryInterrupted):
        return Fault(503, _TOO_LONG, "The question was stopped by the time limit: choose documents, or ask for less at once.")
    if isinstance(exception, Base400):
        return Fault(exception.status, "Not found" if exception.status == 404 else "Bad request", str(exception))  # noqa: PLR2004
    if isinstance(exception, DatasetteError):
        interrupted = exception.__context__
        if isinstance(interrupted, QueryInterrupted):  # Datasette's own message comes with a script inside it
            return Fault(400, _TOO_LONG, "The query was stopped by the time limit: ask for less at once.", sql=str(interrupted.sql))
        return Fault(exception.status, exception.title or f"Error {exception.status}", str(exception.message))
    if isinstance(exception, sqlite3.Error) and path.startswith(f"/{DATABASE}"):  # in SQL or a filter of the visitor's
        return Fault(400, "Invalid SQL", str(exception))
    traceback.print_exception(exception)
    return Fault(500, "Something went wrong", "This page has a fault: please report its address to the maintainers.")


async def answer(datasette: Any, request: Request, exception: Exception) -> Response:
    """The page, or for JSON the object, that tells a fault."""
    fault = fault_of(exception, request.path)
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "status": fault.status, "title": fault.title, "error": fault.message}, status=fault.status)
    return Response.html(await datasette.render_template("error.html", fault._asdict(), request=request), status=fault.status)
