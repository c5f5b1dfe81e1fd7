"""`/explain/<id>`: all that is known of a row, as `tifabank explain` tells it; `/explain/<id>.json` is the same as its JSON."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Request, Response

from tifabank.browse.places import place, record
from tifabank.browse.site import argument, has_text, looked_up, package_of, page
from tifabank.explaining import Explanation, as_json, explained
from tifabank.explaining.written import CURATED, RAW, words_of
from tifabank.folders import LocalFolder
from tifabank.resolving import told as told_of

ADDRESS = r"/explain/(?P<row_id>[\w.-]+?)(?P<ending>\.json)?$"


async def explain(datasette: Any, request: Request) -> Response:
    """The page of an explanation, or, with the ending `.json` or `format=json`, the explanation as JSON."""
    row_id, folder = request.url_vars["row_id"], LocalFolder(package_of(datasette))
    told = await looked_up(datasette, lambda lookup: explained(lookup, folder, row_id))
    if request.url_vars["ending"] or argument(request, "format") == "json":
        return Response(as_json(told), content_type="application/json; charset=utf-8")
    context = {
        "told": told,
        "told_of": told_of,
        "words_of": words_of,
        "raw_told": RAW,
        "curated_told": CURATED,
        **(_addresses(datasette, told) if told.row_id else {}),
    }
    return await page(datasette, request, "explain.html", context)


def _addresses(datasette: Any, told: Explanation) -> dict[str, str]:
    """Where the row is read, and its record."""
    row = {cell.column: cell.value for cell in told.cells}
    own = record(datasette, told.table, str(told.row_id))
    best = place(datasette, told.table, row, text=has_text(datasette))
    return {"record": own, **({"place": best} if best != own else {})}
