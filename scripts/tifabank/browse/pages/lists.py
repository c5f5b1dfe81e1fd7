"""All lists: how many of each kind, declared against given, and each with the place where it stands."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Request, Response

from tifabank.browse.charts import squares
from tifabank.browse.formulas import told
from tifabank.browse.paging import paging
from tifabank.browse.remembered import counted
from tifabank.browse.site import Row, argument, need_text, page, query, rows
from tifabank.rows import TABLES
from tifabank.schema import columns

ADDRESS = r"/lists$"
_PAGE = 50
_DRAWN = 40
"""Named lists that are drawn; the others are in the pages of results."""
_OFFERED = 100
"""Documents to choose from; of more than that, the id is typed."""
_VALUES = {c.name: tuple(c.values or ()) for c in columns(TABLES["enumerations"]) if c.values}
KINDS, COMPLETENESS = _VALUES["kind"], _VALUES["completeness"]
_WANTED = """
from enumerations e join documents d using (document_id)
where (:kind = '' or e.kind = :kind) and (:document = '' or e.document_id = :document)
  and (:completeness = '' or e.completeness = :completeness)
"""
_ROW = "select e.enumeration_id, e.document_id, d.title, e.kind, e.name, substr(e.text, 1, 160) as words, e.declared_count, e.item_count, e.parent_item_id"
_ORDER = "order by e.document_id, e.start_char, e.end_char desc"
_NAMED = f"{_ROW} {_WANTED} and e.name is not null {_ORDER} limit {_DRAWN}"


async def lists(datasette: Any, request: Request) -> Response:
    """The page of all lists."""
    await need_text(datasette)
    address = datasette.urls.path("lists")
    asked = {name: argument(request, name) for name in ("kind", "document", "completeness")}
    total = (await rows(datasette, f"select count(*) as n, sum(e.name is not null) as named {_WANTED}", asked))[0]
    pages = paging(request, address, total["n"], _PAGE)
    limits = {**asked, "size": _PAGE, "start": max(0, pages.first - 1)}
    counts = await counted(datasette, "select kind, completeness, count(*) as n from enumerations group by 1, 2")
    context = {
        **asked,
        "shown": [_told(row) for row in await rows(datasette, f"{_ROW} {_WANTED} {_ORDER} limit :size offset :start", limits)],
        "paging": pages,
        "drawn": [_told(row) for row in await rows(datasette, _NAMED, asked)],
        "named": total["named"] or 0,
        "counts": counts_of(counts, address),
        "kinds": KINDS,
        "completenesses": COMPLETENESS,
        "sample": {
            "full": squares(1, 1, ""),
            "empty": squares(1, 0, ""),
            "over": squares(0, 1, ""),
        },
        "documents": await rows(datasette, f"select document_id, title from documents order by title limit {_OFFERED + 1}"),
        "offered": _OFFERED,
    }
    return await page(datasette, request, "lists.html", context)


def counts_of(counts: list[Row], address: str) -> dict[str, Any]:
    """Kinds against completeness, those there are: counts, each with the address of its lists."""
    by_pair = {(row["kind"], row["completeness"]): row["n"] for row in counts}
    head = [c for c in COMPLETENESS if any(pair[1] == c for pair in by_pair)]
    lines = [
        (
            kind,
            query(address, kind=kind),
            [(by_pair.get((kind, c), 0), query(address, kind=kind, completeness=c)) for c in head],
            sum(by_pair.get((kind, c), 0) for c in head),
        )
        for kind in KINDS
        if any(pair[0] == kind for pair in by_pair)
    ]
    return {"head": head, "lines": lines, "total": sum(by_pair.values())}


def _told(row: Row) -> Row:
    """A list with its counts in words and as a picture."""
    words = told(row)
    return {**row, "told": words, "picture": squares(row["declared_count"], row["item_count"], words)}
