"""`/cite`: how to cite the data, a row (`/cite/<id>`), or what a query gave (`/cite?sql=…`, `/cite?of=<address>`), in four forms."""

from __future__ import annotations

from typing import Any, NamedTuple

from datasette.utils.asgi import Request, Response

from tifabank import home
from tifabank.browse.places import place, record
from tifabank.browse.results import HOW_HASHED, Asked, NotAskedError, asked, result
from tifabank.browse.site import DATABASE, argument, has_text, looked_up, package_of, page, query
from tifabank.citation import cited_row
from tifabank.cited import FORMATS, Work, query_of, work_of, written

ADDRESS = r"/cite(?:/(?P<row_id>[\w.-]+))?$"
_NAMES = {"text": "Text", "bibtex": "BibTeX", "csl": "CSL-JSON (Zotero, Pandoc)", "datacite": "DataCite"}
_FILES = {
    "text": ("text/plain; charset=utf-8", "txt"),
    "bibtex": ("application/x-bibtex; charset=utf-8", "bib"),
    "csl": ("application/vnd.citationstyles.csl+json; charset=utf-8", "json"),
    "datacite": ("application/vnd.datacite.datacite+json; charset=utf-8", "datacite.json"),
}


class Form(NamedTuple):
    """A citation in one form: its name, the text, and the address of it as a file."""

    key: str
    name: str
    text: str
    href: str


async def cite(datasette: Any, request: Request) -> Response:
    """The page of a citation, or, with `format`, the citation as a file."""
    row_id = request.url_vars["row_id"]
    form = argument(request, "format")
    if form and form not in FORMATS:
        return await _refused(datasette, request, f"no citation format {form!r}: choose from {', '.join(FORMATS)}")
    context: dict[str, Any] = {"row_id": row_id, "how_hashed": HOW_HASHED}
    facts = home.facts(package_of(datasette))
    try:
        if row_id:
            table, row, work = await looked_up(datasette, lambda lookup: cited_row(lookup, facts, row_id))
            own = record(datasette, table, row_id)
            context |= {"table": table, "record": own, "place": place(datasette, table, row, text=has_text(datasette))}
        elif found := await _asked(datasette, request):
            work = await _query(datasette, facts, found, context)
        else:
            work = work_of(facts)
    except NotAskedError as error:
        return await _refused(datasette, request, str(error))
    if form:
        return _file(work, form, row_id or ("query" if work.query else "tifabank"))
    here = {key: request.args[key] for key in request.args if key != "format"}
    own = datasette.urls.path(f"cite/{row_id}" if row_id else "cite")
    context["forms"] = [Form(f, _NAMES[f], written(work, f), query(own, **here, format=f)) for f in FORMATS]
    return await page(datasette, request, "cite.html", context)


async def _asked(datasette: Any, request: Request) -> Asked | None:
    """The query that is to be cited, if there is one."""
    if sql := argument(request, "sql"):
        params = {k: request.args[k] for k in request.args if k not in {"sql", "format"}}
        return await asked(datasette, query(datasette.urls.database(DATABASE), sql=sql, **params))
    of = argument(request, "of")
    return await asked(datasette, of) if of else None


async def _query(datasette: Any, facts: dict[str, str], found: Asked, context: dict[str, Any]) -> Work:
    """A query as a work; what the page tells of it is added to the context."""
    gave = await result(datasette, found)
    told = f"{gave.rows:,} {'row' if gave.rows == 1 else 'rows'}" if gave else "a page of this version"
    if gave and gave.sha256:
        told += f", SHA-256 of the rows {gave.sha256}"
    context |= {"asked": found, "gave": gave, "asked_href": datasette.urls.path(found.address.lstrip("/"))}
    return query_of(facts, found.address.lstrip("/"), found.name, told)


def _file(work: Work, form: str, name: str) -> Response:
    kind, ending = _FILES[form]
    headers = {"content-disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(written(work, form) + "\n", content_type=kind, headers=headers)


async def _refused(datasette: Any, request: Request, message: str) -> Response:
    return await page(datasette, request, "cite.html", {"refused": message}, status=400)
