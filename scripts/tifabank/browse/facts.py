"""What the templates of Datasette's own pages are told besides: of the home page, and of a row and its place in the text."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode

from datasette.utils import tilde_encode

from tifabank.browse.places import PLACED, place
from tifabank.browse.queries import QUERIES
from tifabank.browse.remembered import counted
from tifabank.browse.site import Row, has_text, row_with, rows
from tifabank.rows import TABLES
from tifabank.schema import about, columns

SHOWN = 12
"""Texts that the home page shows; the others are a link away."""
_AROUND = 280  # characters of the text shown on each side of a row's span
_QUOTED = 1200  # characters of the span that are shown
_MOST_NAMED = "select label, label_zh from concepts join mentions using (concept_id) group by concept_id order by count(*) desc, 1 limit 1"


class Context(NamedTuple):
    """A span of a text with what stands before and after it; `cut`: the span goes on."""

    before: str
    quote: str
    cut: bool
    after: str


async def home_facts(datasette: Any) -> dict[str, Any]:
    """Counts, texts and questions of the home page."""
    counts = {name: (await counted(datasette, f"select count(*) as n from {name}"))[0]["n"] for name in TABLES}
    documents = await rows(
        datasette,
        "select document_id, title, kind, translation, language, body_words, original_date, event_date, page_date from documents "
        f"order by title, document_id limit {SHOWN}",
    )
    text = has_text(datasette)
    named = await counted(datasette, _MOST_NAMED) if text else []
    label, label_zh = (named[0]["label"], named[0]["label_zh"]) if named else ("", None)
    first = documents[0]["document_id"] if documents else ""
    return {
        "documents": documents,
        "counts": counts,
        "text": text,
        "tables": [{"name": name, "rows": counts[name], "about": about(name)} for name in TABLES],
        "questions": [
            {"name": n, "title": q["title"], "about": q["description"], "example": _example(n, first, label_zh or label, label)}
            for n, q in (QUERIES if text else {}).items()
        ],
        "example_phrase": label,
        "example_chinese": label_zh,
    }


def _example(name: str, document_id: str, concept: str, phrase: str) -> str:
    """The parameters with which the home page opens a query."""
    given = {"document_id": document_id, "id": document_id, "concept": concept, "phrase": phrase, "sort": "right"}
    empty = name == "lists_with_items"  # shows all lists
    return urlencode({p: "" if empty else given.get(p, "") for p in QUERIES[name].get("params", [])})


async def row_facts(datasette: Any, table: str, row_id: str) -> dict[str, Any]:
    """Of a row: its references, the page on which it is best read, and its place in the text."""
    told: dict[str, Any] = {
        "tilde_encode": tilde_encode,
        "refs": {c.name: c.ref for c in columns(TABLES[table]) if c.ref},
        "cite_href": datasette.urls.path(f"cite/{row_id}"),
    }
    row = await row_with(datasette, table, row_id)
    text = has_text(datasette)
    if not row or not text:
        return told
    told["place"] = place(datasette, table, row, text=text)
    if table in PLACED:
        told["context"] = await _context(datasette, row)
        told["in_document"] = (await rows(datasette, "select title from documents where document_id = ?", [row["document_id"]]))[0]["title"]
    if table == "enumerations":
        own = "select * from enumeration_items where enumeration_id = ? order by position limit 200"
        told |= {"list_row": row, "list_items": await rows(datasette, own, [row_id])}
    return told


async def _context(datasette: Any, row: Row) -> Context:
    """The span of a row, cut where it is long, between what stands around it."""
    start, end = row["start_char"], row["end_char"]
    first, stop = max(0, start - _AROUND), min(end, start + _QUOTED)
    sql = (
        "select substr(text, ? + 1, ?) as before, substr(text, ? + 1, ?) as quote, substr(text, ? + 1, ?) as after, characters "
        "from documents where document_id = ?"
    )
    found = (await rows(datasette, sql, [first, start - first, start, stop - start, end, _AROUND, row["document_id"]]))[0]
    before = found["before"].partition(" ")[2] if first else found["before"]
    after = found["after"].rpartition(" ")[0] if end + _AROUND < found["characters"] else found["after"]
    return Context(("… " if first else "") + before, found["quote"], stop < end, after + (" …" if after != found["after"] else ""))
