"""`/read`: the texts to read, a page of them at a time."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Request, Response

from tifabank.browse.site import argument, need_text, page, query, rows

ADDRESS = r"/read/?$"
PAGE = 50
"""Texts on one page of the list."""
_ORDERS = {
    "title": "title, document_id",
    "date": "coalesce(original_date, event_date, page_date, '~'), title, document_id",
    "words": "body_words desc, title, document_id",
}
_FOUND = "instr(lower(title || ' ' || coalesce(author, '') || ' ' || coalesce(publisher, '') || ' ' || document_id), lower(?)) > 0"


async def texts(datasette: Any, request: Request) -> Response:
    """The list of texts: `title` holds words of title, author or publisher; `order` title, date or words; `page` counts from one."""
    await need_text(datasette)
    wanted, order = argument(request, "title"), argument(request, "order", "title")
    order = order if order in _ORDERS else "title"
    number = (await rows(datasette, f"select count(*) as n from documents where {_FOUND}", [wanted]))[0]["n"]
    pages = max(1, -(-number // PAGE))
    asked = argument(request, "page", "1")
    here = min(pages, max(1, int(asked) if asked.isdecimal() and len(asked) < 9 else 1))  # noqa: PLR2004  # digits of a number of pages
    found = await rows(
        datasette,
        "select document_id, title, kind, author, publisher, language, translation, translated_from, original_date, event_date, page_date, "
        f"body_words from documents where {_FOUND} order by {_ORDERS[order]} limit {PAGE} offset ?",
        [wanted, (here - 1) * PAGE],
    )
    own = datasette.urls.path("read")
    context = {
        "documents": found,
        "number": number,
        "wanted": wanted,
        "order": order,
        "orders": [(name, query(own, title=wanted, order=name)) for name in _ORDERS],
        "page_number": here,
        "pages": pages,
        "before": query(own, title=wanted, order=order, page=here - 1) if here > 1 else "",
        "after": query(own, title=wanted, order=order, page=here + 1) if here < pages else "",
    }
    return await page(datasette, request, "texts.html", context)
