"""Citations as text: what is cited (the dataset, a row, a query) and its forms: text, BibTeX, CSL-JSON, DataCite. Nothing is read here."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, NamedTuple

from tifabank.printing import one_line
from tifabank.rows import TABLES
from tifabank.schema import columns

FORMATS = ("text", "bibtex", "csl", "datacite")
_QUOTE = 240  # characters of a quote before it is cut
DATES = ("original_date", "event_date", "page_date")
"""The columns with the date of a document: the first that is known counts."""


class Work(NamedTuple):
    """What is cited: the dataset; a row with its quote and where the quote is from; or a query with what it gave."""

    creators: str
    year: str
    title: str
    version: str
    publisher: str
    address: str
    date: str
    row: str | None = None
    quote: str | None = None
    origin: str | None = None
    query: str | None = None
    result: str | None = None


class Origin(NamedTuple):
    """Where a row is from: its document, the source that the text was copied from (empty: none), and the document's assertions."""

    document: dict[str, Any]
    copy: dict[str, Any]
    assertions: list[dict[str, Any]]


def written(work: Work, form: str) -> str:
    """A citation in one of `FORMATS`."""
    return {"text": lambda work: one_line(_text(work)), "bibtex": _bibtex, "csl": _csl, "datacite": _datacite}[form](work)


def work_of(facts: dict[str, str], place: str | None = None) -> Work:
    """The dataset, from the facts of package.csv; `place` is what follows its version in the address of a part of it."""
    version, date = facts.get("version", "0"), facts.get("date", "")
    return Work(
        creators=facts.get("creators", "unknown"),
        year=date[:4] or "n.d.",
        title=facts.get("title", "A Tifabank package"),
        version=version,
        publisher=facts.get("publisher", facts.get("creators", "unknown")),
        address=_address(facts, version, place),
        date=date,
    )


def row_of(facts: dict[str, str], table: str, row: dict[str, Any], origin: Origin | None = None) -> Work:
    """A row of a table: its cells by column, and, if it is of a document, where that is from."""
    row_id = str(row[columns(TABLES[table])[0].name])
    return work_of(facts, row_id)._replace(row=row_id, quote=_quote(table, row), origin=_origin(origin) if origin else None)


def query_of(facts: dict[str, str], place: str, query: str, result: str) -> Work:
    """A query: its address inside the site, its words, and what it gave (rows and their hash)."""
    return work_of(facts, place)._replace(query=query, result=result)


def _address(facts: dict[str, str], version: str, place: str | None) -> str:
    """DOI or base address where there is one, else a name; never the address of a local server."""
    if facts.get("doi"):
        return f"https://doi.org/{facts['doi']}" + (f"#{place}" if place else "")
    base = facts["base_url"].rstrip("/") if facts.get("base_url") else "tifabank:"
    parts = "/".join(p for p in (version, place) if p)
    return f"{base}{'' if base.endswith(':') else '/'}{parts}"


def _quote(table: str, row: dict[str, Any]) -> str | None:
    """The words of a row: its text, or its label with the Chinese term; of a document none: its title stands where it is from."""
    if table == "documents":
        return None
    label, chinese = row.get("label"), row.get("label_zh")
    named = f"{label} ({chinese})" if label and chinese else label or chinese
    words = row.get("text") or row.get("heading") or named or row.get("value")
    return f"{words[:_QUOTE].rstrip()} …" if words and len(words) > _QUOTE else words


def _origin(origin: Origin) -> str:
    """Author, title, publisher, date [confidence], page and file of the document a row is from."""
    document = origin.document
    column = next((c for c in DATES if document.get(c)), None)
    confidence = next((a["confidence"] for a in origin.assertions if a["column_name"] == column), "no evidence given")
    date = f"{document[column]} [{confidence}]" if column else "date not known"
    manner = f" [{document['translation']} translation]" if document.get("translation") in {"machine", "human", "official"} else ""
    named = ", ".join(p for p in (document.get("author"), document["title"] + manner, document.get("publisher"), date) if p)
    page = f", copy at {origin.copy['url']}" if origin.copy.get("url") else ""
    return f"{named}{page}, file sha256 {document['sha256'][:12]}"


def _text(work: Work) -> str:
    head = f"{work.creators} ({work.year}). {work.title} (version {work.version})."
    if work.query:
        return f"{head} {_asked(work)}. {work.address}"
    if work.row is None:
        return f"{head} {work.publisher}. {work.address}" if work.publisher != work.creators else f"{head} {work.address}"
    quote = f' Row {work.row}: "{work.quote}".' if work.quote else f" Row {work.row}."
    origin = f" From: {work.origin}." if work.origin else ""
    return f"{head}{quote}{origin} {work.address}"


def _bibtex(work: Work) -> str:
    part = hashlib.sha256(f"{work.query} {work.result}".encode()).hexdigest()[:8] if work.query else work.row or ""
    key = "tifabank" + work.year + re.sub(r"[^A-Za-z0-9]+", "", part)
    parts = [work.row and f"Row {work.row}", work.quote and f"Quote: {work.quote}", work.origin, _asked(work)]
    note = ". ".join(p for p in parts if p)
    fields = {
        "author": "{" + _escaped(work.creators) + "}",
        "title": "{" + _escaped(work.title) + "}",
        "year": work.year,
        "version": work.version,
        "publisher": _escaped(work.publisher),
        "howpublished": "Dataset",
        "note": _escaped(note),
        "url": work.address,
    }
    lines = [f"  {name} = {{{one_line(value)}}}" for name, value in fields.items() if value]
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"


def _asked(work: Work) -> str | None:
    """A query and what it gave."""
    return f"Query: {work.query}; result: {work.result}" if work.query else None


def _escaped(text: str) -> str:
    return re.sub(r"([&%$#_{}])", r"\\\1", text.replace("\\", r"\textbackslash "))


def _csl(work: Work) -> str:
    issued = [int(p) for p in re.findall(r"\d+", work.date)]
    item = {
        "id": work.address,
        "type": "dataset",
        "title": work.title,
        "author": [{"literal": work.creators}],
        "publisher": work.publisher,
        "version": work.version,
        **({"issued": {"date-parts": [issued]}} if issued else {}),
        **({"note": f"Row {work.row}. {work.origin or ''}".strip()} if work.row else {}),
        **({"note": _asked(work)} if work.query else {}),
        **({"abstract": work.quote} if work.quote else {}),
        "URL": work.address,
    }
    return json.dumps([item], indent=2, ensure_ascii=False)


def _datacite(work: Work) -> str:
    """DataCite metadata (schema 4) as JSON; without a DOI the identifier is the package's own name for itself."""
    doi = work.address.startswith("https://doi.org/") and "#" not in work.address  # a part of the data has no DOI of its own
    description = [work.origin and f"Row {work.row}. From: {work.origin}", work.quote, _asked(work)]
    record = {
        "identifiers": [
            {
                "identifier": work.address.removeprefix("https://doi.org/") if doi else work.address,
                "identifierType": "DOI" if doi else "Other",
            }
        ],
        "creators": [{"name": work.creators, "nameType": "Organizational"}],
        "titles": [{"title": work.title}],
        "publisher": {"name": work.publisher},
        "publicationYear": work.year,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Row" if work.row else "Query" if work.query else "Data package"},
        "version": work.version,
        "descriptions": [{"description": d, "descriptionType": "Other"} for d in description if d],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    return json.dumps(record, indent=2, ensure_ascii=False)
