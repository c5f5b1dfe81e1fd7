"""Datasette plugin: nothing from another host, no runaway query, ids as links, the home page's facts."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

from datasette import hookimpl
from datasette.utils import tilde_decode, tilde_encode
from markupsafe import Markup, escape

from tifabank.browse import faults
from tifabank.browse.pages import ROUTES
from tifabank.browse.queries import QUERIES
from tifabank.browse.site import date_of
from tifabank.rows import TABLES
from tifabank.schema import about, columns

_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer"), (b"x-robots-tag", b"noindex, nofollow"))
_LONGEST = 5_000_000  # bytes of one SQL value: a single huge one would outrun the time limit
_CONTEXT = 56  # characters on each side of a keyword
_KEYS = {columns(row)[0].name: name for name, row in TABLES.items()}
_MOST_NAMED = "select label, label_zh from concepts join mentions using (concept_id) group by concept_id order by count(*) desc, 1 limit 1"
_WHOLE = frozenset({"text", "detail", "item"})
_ID = re.compile(r"[\w.-]+")


_LINKS = (
    ("read", "Read"),
    ("concordance", "Concordance"),
    ("concepts", "Concepts"),
    ("lists", "Lists"),
    ("compare", "Compare"),
    ("tifabank", "Tables"),
    ("about", "About"),
)


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Limit the size of values; add the functions by which contexts are cut and left ones sorted."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    conn.create_function("words_reversed", 1, _words_reversed, deterministic=True)
    conn.create_function("left_context", 2, _left_context, deterministic=True)
    conn.create_function("right_context", 2, _right_context, deterministic=True)


def _words_reversed(text: str | None) -> str:
    return " ".join(reversed(re.findall(r"[^\W_]+", (text or "").lower())))


def _left_context(text: str, place: int) -> str:
    """Whole words before a place (counted from one), at most `_CONTEXT` characters."""
    left = text[: place - 1]
    return left if len(left) <= _CONTEXT else left[-_CONTEXT:].partition(" ")[2]


def _right_context(text: str, place: int) -> str:
    """Whole words from a place (counted from one) on, at most `_CONTEXT` characters."""
    right = text[place - 1 :]
    return right if len(right) <= _CONTEXT else right[:_CONTEXT].rpartition(" ")[0]


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The pages of our own."""
    return list(ROUTES)


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Callable[[], Awaitable[Any]]:
    """Pages that cannot be answered look like the others."""

    async def told() -> Any:
        return await faults.answer(datasette, request, exception)

    return told


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    """Add a content security policy to every answer, and ask robots not to index it."""

    def wrap(app: Any) -> Any:
        async def with_policy(scope: dict[str, Any], receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
            async def send_with_policy(event: dict[str, Any]) -> None:
                if event["type"] == "http.response.start":
                    given = [*event.get("headers", []), *_HEADERS]
                    own = any(name == b"content-security-policy" for name, _ in given)
                    event = {**event, "headers": given if own else [*given, (b"content-security-policy", _POLICY.encode())]}
                await send(event)

            await app(scope, receive, send_with_policy)

        return with_policy

    return wrap


@hookimpl
def render_cell(value: Any, column: str, table: str | None, datasette: Any) -> Markup | None:
    """In the answers of canned queries, an id is a link to its row."""
    if table is None and column in _WHOLE and isinstance(value, str):
        return escape(value)  # in the answers of canned queries texts are shown whole
    if table is None and column in _KEYS and isinstance(value, str) and _ID.fullmatch(value):
        address = datasette.urls.row("tifabank", _KEYS[column], tilde_encode(value))
        return Markup('<a href="{}">{}</a>').format(address, value)  # format escapes its arguments
    return None


@hookimpl
def extra_template_vars(datasette: Any, view_name: str, table: str | None, request: Any) -> Callable[[], Awaitable[dict[str, Any]]]:
    """Facts for the footer, the home page and the page of a list."""

    async def facts() -> dict[str, Any]:
        told = datasette.metadata("tifabank") or {}
        path = request.path if request else ""
        found: dict[str, Any] = {
            "tifabank": told,
            "date_of": date_of,
            "site_links": [_site_link(datasette, path, *link) for link in _LINKS],
        }
        if view_name == "index":
            found |= await _home(datasette)
        if view_name == "row" and table in TABLES:
            found["tilde_encode"] = tilde_encode
            found["refs"] = {c.name: c.ref for c in columns(TABLES[table]) if c.ref}
        if view_name == "row" and table == "enumerations":
            found |= await _list(datasette, tilde_decode(request.url_vars["pks"]))
        return found

    return facts


def _site_link(datasette: Any, here: str, path: str, label: str) -> dict[str, Any]:
    """A link of the head of every page; `here` is the page it stands on."""
    href = datasette.urls.path(path)
    return {"href": href, "label": label, "here": here == href}


async def _home(datasette: Any) -> dict[str, Any]:
    db = datasette.get_database("tifabank")
    documents = await db.execute("select document_id, title, kind, translation, body_words, original_date, event_date from documents")
    counts = {name: (await db.execute(f"select count(*) from [{name}]")).first()[0] for name in TABLES}
    first = documents.rows[0]["document_id"] if documents.rows else ""
    asked = (datasette.metadata("databases") or {})["tifabank"]["queries"]
    concept = (await db.execute(_MOST_NAMED)).first() if asked else None
    label, label_zh = (concept["label"], concept["label_zh"]) if concept else ("", None)
    return {
        "documents": [dict(row) for row in documents.rows],
        "tables": [{"name": name, "rows": counts[name], "about": about(name)} for name in TABLES],
        "questions": [
            {
                "name": name,
                "title": query["title"],
                "about": query["description"],
                "example": _example(name, first, label_zh or label, label),
            }
            for name, query in asked.items()
        ],
        "example_phrase": label,
    }


async def _list(datasette: Any, enumeration_id: str) -> dict[str, Any]:
    """A list and its items; nothing in the edition without text."""
    db = datasette.get_database("tifabank")
    if "text" not in await db.table_columns("enumerations"):
        return {}
    row = (await db.execute("select * from enumerations where enumeration_id = ?", [enumeration_id])).first()
    items = await db.execute("select * from enumeration_items where enumeration_id = ? order by position", [enumeration_id])
    return {"list_row": dict(row), "list_items": [dict(item) for item in items.rows]} if row else {}


def _example(query: str, document_id: str, concept: str, phrase: str) -> str:
    """The parameters with which the home page opens a query."""
    given = {"document_id": document_id, "id": document_id, "concept": concept, "phrase": phrase, "sort": "right"}
    wanted = QUERIES[query].get("params", [])
    empty = query == "lists_with_items"  # shows all lists
    return urlencode({name: "" if empty else given.get(name, "") for name in wanted})
