"""Datasette plugin: the guard before every page, our own pages, ids as links, the home page's facts."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.utils import tilde_decode, tilde_encode
from markupsafe import Markup, escape

from tifabank.browse import faults
from tifabank.browse.facts import home_facts, row_facts
from tifabank.browse.guard import HOSTS, guarded
from tifabank.browse.pages import ROUTES
from tifabank.browse.site import DATABASE, date_of, edtf, han, query
from tifabank.curated import spelled
from tifabank.rows import TABLES
from tifabank.schema import about, columns

_KEYS = {columns(row)[0].name: name for name, row in TABLES.items()}
_BOOLEANS = frozenset((name, column.name) for name, row in TABLES.items() for column in columns(row) if column.type is bool)
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
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Stand before Datasette: see `guard`."""
    hosts = HOSTS | frozenset((datasette.metadata("tifabank") or {}).get("hosts", ()))

    def changed() -> bool:  # the database is added later
        return bool(datasette.get_database(DATABASE).edition.changed())

    return lambda app: guarded(app, hosts, changed)


@hookimpl
def render_cell(value: Any, column: str, table: str | None, datasette: Any) -> Markup | None:
    """In the answers of canned queries, an id is a link to its row; in tables, booleans are words, which the database has as 1 and 0."""
    if (table, column) in _BOOLEANS and value in (0, 1):
        return escape(spelled(bool(value)))
    if table is None and column in _WHOLE and isinstance(value, str):
        return escape(value)  # in the answers of canned queries texts are shown whole
    if table is None and column in _KEYS and isinstance(value, str) and _ID.fullmatch(value):
        address = datasette.urls.row("tifabank", _KEYS[column], tilde_encode(value))
        return Markup('<a href="{}">{}</a>').format(address, value)  # format escapes its arguments
    return None


@hookimpl
def extra_template_vars(datasette: Any, view_name: str, table: str | None, request: Any) -> Callable[[], Awaitable[dict[str, Any]]]:
    """Facts for head and foot of every page, for the home page, and for the page of a row."""

    async def facts() -> dict[str, Any]:
        told = datasette.metadata("tifabank") or {}
        path = request.path if request else ""
        found: dict[str, Any] = {
            "tifabank": told,
            "date_of": date_of,
            "edtf": edtf,
            "han": han,
            "site_links": [_site_link(datasette, path, *link) for link in _LINKS],
        }
        if view_name == "index":
            found |= await home_facts(datasette)
        if view_name == "row" and table in TABLES:
            found |= await row_facts(datasette, table, tilde_decode(request.url_vars["pks"]))
        if view_name in {"table", "database"} and request:
            found["cite_href"] = query(datasette.urls.path("cite"), of=request.full_path)
            found["table_abouts"] = {name: about(name) for name in TABLES}
        return found

    return facts


def _site_link(datasette: Any, here: str, path: str, label: str) -> dict[str, Any]:
    """A link of the head of every page; `here` is the page it stands on."""
    href = datasette.urls.path(path)
    return {"href": href, "label": label, "here": here == href}
