"""What is answered where a page cannot be: one plain line, in our own style, with what to do."""

from __future__ import annotations

import sqlite3
import traceback
from pathlib import Path
from typing import Any, NamedTuple

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError

from tifabank.browse.site import DATABASE, NoSuchRowError

_TOO_LONG = "This took too long"
_HERE = Path(__file__).parent
_AROUND = frozenset({"guard", "mended", "sealed", "unchanging"})  # modules of ours that Datasette's calls pass through


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
    of_tables = path.startswith(f"/{DATABASE}")  # Datasette's own pages: what fails there is a query or a parameter of the visitor's
    if isinstance(exception, NoSuchRowError):
        return Fault(404, f"No such {exception.what}", str(exception), row_id=exception.row_id, all_of_them=exception.index)
    interrupted = exception.__context__ if isinstance(exception, DatasetteError) else exception
    if isinstance(interrupted, QueryInterrupted):  # of the message that Datasette makes of it, a script is a part
        if of_tables:
            return Fault(400, _TOO_LONG, "The query was stopped by the time limit: ask for less at once.", sql=str(interrupted.sql))
        return Fault(503, _TOO_LONG, "The question was stopped by the time limit: choose documents, or ask for less at once.")
    if str(exception) in {"404", "Database not found"}:  # what Datasette says of an address that is none
        return Fault(404, "Not found", "There is nothing at this address.")
    if isinstance(exception, Base400):
        return Fault(exception.status, "Not found" if exception.status == 404 else "Bad request", str(exception))  # noqa: PLR2004
    if isinstance(exception, DatasetteError):
        status = 400 if exception.status >= 500 else exception.status  # noqa: PLR2004  # it says 500 of columns that are not there
        return Fault(status, exception.title or "Bad request", str(exception.message))
    if of_tables and isinstance(exception, sqlite3.Error):
        return Fault(400, "Invalid SQL", str(exception))
    if of_tables and not _is_ours(exception):
        return Fault(400, "Bad request", "A parameter of this address makes no sense here.")
    traceback.print_exception(exception)
    return Fault(500, "Something went wrong", "This page has a fault: please report its address to the maintainers.")


def _is_ours(exception: Exception) -> bool:
    """Whether code or a template of ours has a part in an exception: Datasette's pages raise whatever odd parameters make Python raise."""
    files = {Path(frame.filename) for frame in traceback.extract_tb(exception.__traceback__)}
    return any(file.is_relative_to(_HERE) and file.stem not in _AROUND for file in files)


async def answer(datasette: Any, request: Request, exception: Exception) -> Response:
    """The page, or for JSON the object, that tells a fault."""
    fault = fault_of(exception, request.path)
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "status": fault.status, "title": fault.title, "error": fault.message}, status=fault.status)
    return Response.html(await datasette.render_template("error.html", fault._asdict(), request=request), status=fault.status)
