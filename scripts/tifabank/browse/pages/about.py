"""`/about`: what the data are and are not, how cells are made, every table and column, how sure, rights, citing, downloads."""

from __future__ import annotations

import csv
from typing import Any

from datasette.utils.asgi import Request, Response
from markdown_it import MarkdownIt
from markupsafe import Markup

from tifabank import home
from tifabank.browse.pages.downloads import FORMATS, HOW
from tifabank.browse.remembered import counted
from tifabank.browse.results import HOW_HASHED
from tifabank.browse.site import has_text, package_of, page, rows
from tifabank.cited import work_of, written
from tifabank.rows import TABLES
from tifabank.schema import about, published

ADDRESS = r"/about$"
_TYPES = {str: "text", int: "integer", bool: "true or false"}
_SHIPPED = "schemas"  # the folder that guidelines and figures stand in, in the checkout and in the wheel
_MARKDOWN = MarkdownIt("commonmark", {"html": False})  # HTML in it is shown, not obeyed


async def about_page(datasette: Any, request: Request) -> Response:
    """The page, made from the declarations of the tables and from what ships with the package."""
    descriptor = datasette.metadata("tifabank")["descriptor"]
    text = has_text(datasette)
    counts = {name: (await counted(datasette, f"select count(*) as n from {name}"))[0]["n"] for name in TABLES}
    context = {
        "descriptor": descriptor,
        "text": text,
        "tables": [
            {
                "name": name,
                "about": about(name),
                "rows": counts[name],
                "columns": [(c, _TYPES[c.type], c.ref) for c in published(name, text=text)],
            }
            for name in TABLES
        ],
        "vocabularies": [(name, c.name, c.description, c.values) for name in TABLES for c in published(name, text=text) if c.values],
        "licences": descriptor.get("licenses", []),
        "rules": await rows(datasette, "select rule_id, table_name, method, revision, description from rules order by rule_id limit 500"),
        "guidelines": guidelines(),
        "quality": quality(),
        "citation": written(work_of(home.facts(package_of(datasette))), "text"),
        "formats": FORMATS,
        "how_files": HOW,
        "how_hashed": HOW_HASHED,
    }
    return await page(datasette, request, "about.html", context)


def guidelines() -> Markup:
    """The annotation guidelines as HTML, their headings below those of the page."""
    path = home.home() / _SHIPPED / "guidelines.md"
    if not path.is_file():
        return Markup("")
    tokens = _MARKDOWN.parse(path.read_text(encoding="utf-8"))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
    return Markup(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))  # noqa: S704  # our own file, its HTML switched off


def quality() -> list[dict[str, str]]:
    """How the rules score on annotated texts, as `tifabank docs` wrote it; empty where the figures are not there."""
    path = home.home() / _SHIPPED / "quality.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
