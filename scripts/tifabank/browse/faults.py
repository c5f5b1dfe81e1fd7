"""What is answered where a page cannot be: one plain line, in our own style, with what to do."""

from __future__ import annotations

import traceback
from typing import Any, NamedTuple

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError
from markupsafe import Markup

from tifabank.browse.site import html_response


class Fault(NamedTuple):
    """What went wrong: HTTP status, title and message."""

    status: int
    title: str
    message: str


def fault_of(exception: Exception) -> Fault:
    """What is told of an exception; one that nobody foresaw is printed with its traceback, and told without."""
    if isinstance(exception, QueryInterrupted):
        return Fault(503, "This took too long", "The question was stopped by the time limit: choose documents, or ask for less at once.")
    if isinstance(exception, Base400):
        return Fault(exception.status, "Not found" if exception.status == 404 else "Bad request", str(exception))  # noqa: PLR2004
    if isinstance(exception, DatasetteError):
        message = Markup(exception.message) if exception.message_is_html else exception.message  # noqa: S704  # Datasette made it
        return Fault(exception.status, exception.title or f"Error {exception.status}", message)
    traceback.print_exception(exception)
    return Fault(500, "Something went wrong", "This page has a fault: please report its address to the maintainers.")


async def answer(datasette: Any, request: Request, exception: Exception) -> Response:
    """The page, or for JSON the object, that tells a fault."""
    fault = fault_of(exception)
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "status": fault.status, "title": fault.title, "error": fault.message}, status=fault.status)
    return html_response(await datasette.render_template("error.html", fault._asdict(), request=request), fault.status)
