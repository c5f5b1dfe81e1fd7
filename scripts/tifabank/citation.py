"""How to cite the dataset or one row of it: text, BibTeX, CSL-JSON, DataCite; and CITATION.cff."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import yaml

from tifabank import home
from tifabank.descriptor import keywords
from tifabank.errors import InputError
from tifabank.folders import LocalFolder
from tifabank.rows import TABLES
from tifabank.schema import columns
from tifabank.stored import read_table

FORMATS = ("text", "bibtex", "csl", "datacite")
_QUOTE = 240  # characters of a quote before it is cut
_DATES = ("original_date", "event_date", "page_date")
_REFERENCE_TYPES = {"theory_article": "article", "news_report": "newspaper-article", "encyclopedia_entry": "encyclopedia"}


class Work(NamedTuple):
    """What is cited: the dataset, or a row with its quote and where the quote is from."""

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


def cite(id: str | None = None, format: str = "text", package: str | Path | None = None) -> str:  # noqa: A002  # the names users expect
    """The citation of the dataset (no id) or of one row, in one of the formats text, bibtex, csl, datacite.

    Raises:
        InputError: no row has the id, or the format is unknown.
    """
    folder = Path(package) if package else home.home()
    writers = {"text": _text, "bibtex": _bibtex, "csl": _csl, "datacite": _datacite}
    if format not in writers:
        raise InputError(f"no citation format {format!r}: choose from {', '.join(FORMATS)}")
    return writers[format](_work(folder, id))


def _work(folder: Path, row_id: str | None) -> Work:
    if not folder.is_dir():
        raise InputError(f"{str(folder)!r}: no such folder: name a package")
    facts = home.facts(folder)
    version, date = facts.get("version", "0"), facts.get("date", "")
    work = Work(
        creators=facts.get("creators", "unknown"),
        year=date[:4] or "n.d.",
        title=facts.get("title", "A Tifabank package"),
        version=version,
        publisher=facts.get("publisher", facts.get("creators", "unknown")),
        address=_address(facts, version, row_id),
        date=date,
    )
    if row_id is None:
        return work
    table, row = _row(folder, row_id)
    return work._replace(row=row_id, quote=_quote(table, row), origin=_origin(folder, row))


def _address(facts: dict[str, str], version: str, row_id: str | None) -> str:
    """DOI or base address where there is one, else a name; never the address of a local server."""
    if facts.get("doi"):
        return f"https://doi.org/{facts['doi']}" + (f"#{row_id}" if row_id else "")
    base = facts["base_url"].rstrip("/") if facts.get("base_url") else "tifabank:"
    parts = "/".join(p for p in (version, row_id) if p)
    return f"{base}{'' if base.endswith(':') else '/'}{parts}"


def _row(folder: Path, row_id: str) -> tuple[str, dict[str, Any]]:
    for name, row in TABLES.items():
        key = columns(row)[0].name
        found = _table(folder, name).filter(pc.field(key) == row_id)
        if len(found):
            return name, found.to_pylist()[0]
    raise InputError(f"no row has the id {row_id!r}: copy an id from a table")


def _quote(table: str, row: dict[str, Any]) -> str | None:
    """The words of a row: its text or label; of a document, its title."""
    words = row.get("title") if table == "documents" else row.get("text") or row.get("heading") or row.get("label") or row.get("value")
    return f"{words[:_QUOTE].rstrip()} …" if words and len(words) > _QUOTE else words


def _origin(folder: Path, row: dict[str, Any]) -> str | None:
    """Author, title, publisher, date [confidence], page and file of the document a row is from."""
    document_id = row.get("document_id")
    if document_id is None:
        return None
    document = _first(_table(folder, "documents"), document_id=document_id)
    copy = _first(_table(folder, "sources"), document_id=document_id, relation="copy")
    column = next((c for c in _DATES if document.get(c)), None)
    support = _first(_table(folder, "assertions"), subject_table="documents", subject_id=document_id, column_name=column) if column else {}
    date = f"{document[column]} [{support.get('confidence', 'no evidence given')}]" if column else "date unknown"
    manner = f" [{document['translation']} translation]" if document.get("translation") in {"machine", "human", "official"} else ""
    named = ", ".join(p for p in (document.get("author"), document["title"] + manner, document.get("publisher"), date) if p)
    page = f", copy at {copy['url']}" if copy.get("url") else ""
    return f"{named}{page}, file sha256 {document['sha256'][:12]}"


def _table(folder: Path, name: str) -> pa.Table:
    return read_table(LocalFolder(folder), name)


def _first(table: pa.Table, **wanted: str | None) -> dict[str, Any]:
    for column, value in wanted.items():
        table = table.filter(pc.equal(table[column], value))
    return table.slice(0, 1).to_pylist()[0] if len(table) else {}


def _text(work: Work) -> str:
    head = f"{work.creators} ({work.year}). {work.title} (version {work.version})."
    if work.row is None:
        return f"{head} {work.publisher}. {work.address}" if work.publisher != work.creators else f"{head} {work.address}"
    quote = f' Row {work.row}: "{work.quote}".' if work.quote else f" Row {work.row}."
    origin = f" From: {work.origin}." if work.origin else ""
    return f"{head}{quote}{origin} {work.address}"


def _bibtex(work: Work) -> str:
    key = "tifabank" + work.year + (re.sub(r"[^A-Za-z0-9]+", "", work.row) if work.row else "")
    note = ". ".join(
        p for p in (f"Row {work.row}" if work.row else "", f"Quote: {work.quote}" if work.quote else "", work.origin or "") if p
    )
    fields = {
        "author": "{" + work.creators + "}",
        "title": "{" + _escaped(work.title) + "}",
        "year": work.year,
        "version": work.version,
        "publisher": _escaped(work.publisher),
        "howpublished": "Dataset",
        "note": _escaped(note),
        "url": work.address,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"


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
        **({"abstract": work.quote} if work.quote else {}),
        "URL": work.address,
    }
    return json.dumps([item], indent=2, ensure_ascii=False)


def _datacite(work: Work) -> str:
    """DataCite metadata (schema 4) as JSON; without a DOI the identifier is the package's own name for itself."""
    doi = work.address.startswith("https://doi.org/")
    description = [work.origin and f"Row {work.row}. From: {work.origin}", work.quote]
    record = {
        "identifiers": [{"identifier": work.address.removeprefix("https://doi.org/"), "identifierType": "DOI" if doi else "Other"}],
        "creators": [{"name": work.creators, "nameType": "Organizational"}],
        "titles": [{"title": work.title}],
        "publisher": {"name": work.publisher},
        "publicationYear": work.year,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Row" if work.row else "Data package"},
        "version": work.version,
        "descriptions": [{"description": d, "descriptionType": "Other"} for d in description if d],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    return json.dumps(record, indent=2, ensure_ascii=False)


def citation_cff(package: Path) -> str:
    """CITATION.cff of a built package: a dataset whose references are the pages its texts were copied from."""
    facts = home.facts(package)
    documents, sources = _table(package, "documents").to_pylist(), _table(package, "sources")
    record = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it with its version; a row is cited by its id (tifabank cite ID).",
        "type": "dataset",
        "title": facts.get("title", "A Tifabank package"),
        "abstract": facts.get("description", ""),
        "authors": [{"name": facts.get("creators", "unknown")}],
        "version": facts.get("version", "0"),
        "date-released": facts.get("date"),
        "license": facts.get("data_license", "CC-BY-4.0"),
        "doi": facts.get("doi"),
        "repository": facts.get("repository"),
        "keywords": keywords(facts),
        "references": [_reference(d, _first(sources, document_id=d["document_id"], relation="copy")) for d in documents],
    }
    return str(yaml.safe_dump({k: v for k, v in record.items() if v}, sort_keys=False, allow_unicode=True, width=100))


def _reference(document: dict[str, Any], copy: dict[str, Any]) -> dict[str, Any]:
    """One text as a CFF reference; where no author is known the site stands for it."""
    author = document["author"] or copy.get("site") or document["publisher"] or "unknown"
    reference = {
        "type": _REFERENCE_TYPES.get(document["kind"], "generic"),
        "title": document["title"],
        "authors": [{"name": author}],
        "url": copy.get("url"),
        "notes": f"Raw file sha256 {document['sha256']}; third-party work, rights unknown, not covered by the licence.",
    }
    return {k: v for k, v in reference.items() if v}
