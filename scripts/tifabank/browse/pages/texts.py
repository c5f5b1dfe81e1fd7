"""`/read`: the texts to read, a page of them at a time."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Request, Response

from tifabank.browse.paging import paging
from tifabank.browse.site import argument, need_text, page, query, rows
from tifabank.cited import DATES

ADDRESS = r"/read/?$"
PAGE = 50
"""Texts on one page of the list."""
_ORDERS = {
    "title": "title, document_id",
    "date": f"coalesce({', '.join(DATES)}, '~'), title, document_id",
    "words": "body_words desc, title, document_id",
}
_FOUND = "instr(lower(title || ' ' || coalesce(author, '') || ' ' || coalesce(publisher, '') || ' ' || document_id), lower(?)) > 0"


async def texts(datasette: Any, request: Request) -> Response:
    """The list of texts: `title` holds words of title, author or publisher; `order` title, date or words; `page` counts from one."""
    await need_text(datasette)
    wanted, order = argument(request, "title"), argument(request, "order", "title")
    order = order if order in _ORDERS else "title"
    number = (await rows(datasette, f"select count(*) as n from documents where {_FOUND}", [wanted]))[0]["n"]
    own = datasette.urls.path("read")
    paged = paging(request, own, number, PAGE)
    found = await rows(
        datasette,
        "select document_id, title, kind, author, publisher, language, translation, translated_from, original_date, event_date, page_date, "
        f"body_words from documents where {_FOUND} order by {_ORDERS[order]} limit {PAGE} offset ?",
        [wanted, (paged.number - 1) * PAGE],
    )
    context = {
        "documents": found,
        "number": number,
        "wanted": wanted,
        "order": order,
        "orders": [(name, query(own, title=wanted, order=name)) for name in _ORDERS],
        "paging": paged,
    }
    return await page(datasette, request, "texts.html", context)
