"""`/search?q=…`: one box over everything: concepts, texts, sections, lists, definitions, quotations, speech, cited documents, text."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from datasette.utils.asgi import Request, Response

from tifabank.browse.finding import LEFT_OUT, find, groups, texts_with
from tifabank.browse.places import place, record
from tifabank.browse.site import argument, has_text, page, query, rows_with
from tifabank.browse.terms import LONGEST, MOST, terms

ADDRESS = r"/search$"
_ID = re.compile(r"[\w.-]{1,300}")


class Named(NamedTuple):
    """The row whose id was typed."""

    row_id: str
    table: str
    href: str
    record: str
    cite: str


async def search(datasette: Any, request: Request) -> Response:
    """The page of results, table by table."""
    typed = argument(request, "q")
    everything = argument(request, "everything") == "1"
    text = has_text(datasette)
    wanted = terms(typed)
    asked = bool(wanted.words or wanted.parts)
    named = await _named(datasette, typed, text=text)
    found = [await find(datasette, g, wanted, text=text, everything=everything) for g in groups(text=text)] if asked else []
    own = datasette.urls.path("search")
    context = {
        "searched": typed[:LONGEST],
        "cut": len(typed) > LONGEST or max(len(wanted.words), len(wanted.parts)) == MOST,
        "longest": LONGEST,
        "most": MOST,
        "named": named,
        "found": [f for f in found if f.number != 0],
        "total": sum(f.number or 0 for f in found),
        "everything": everything,
        "left_out": [kind.replace("_", " ") for kind in LEFT_OUT],
        "other_href": query(own, q=typed[:LONGEST], everything="" if everything else "1"),
        "cite_href": query(datasette.urls.path("cite"), of=query(own, q=typed[:LONGEST], everything="1" if everything else "")),
        "concordance_href": query(datasette.urls.path("concordance"), q=typed[:LONGEST]),
        "texts": await texts_with(datasette, wanted) if text and asked else None,
        "text": text,
    }
    return await page(datasette, request, "search.html", context)


async def _named(datasette: Any, typed: str, *, text: bool) -> list[Named]:
    """The rows that have what was typed as their id."""
    if not _ID.fullmatch(typed):
        return []
    found = []
    for table, row in await rows_with(datasette, typed):
        own = record(datasette, table, typed)
        found.append(Named(typed, table, place(datasette, table, row, text=text), own, datasette.urls.path(f"cite/{typed}")))
    return found
