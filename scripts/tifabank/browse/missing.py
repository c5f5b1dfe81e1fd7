"""The answer where an id of the address names nothing: 404, and where to look."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Request, Response

from tifabank.browse.site import page


async def missing(datasette: Any, request: Request, what: str, row_id: str, index: str) -> Response:
    """The page of an id that is not there. `what` it would be, and the path of the page on which all of them stand."""
    context = {"what": what, "row_id": row_id, "index": datasette.urls.path(index)}
    return await page(datasette, request, "missing.html", context, status=404)
