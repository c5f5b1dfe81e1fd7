"""How to cite the dataset or one row of it: text, BibTeX, CSL-JSON, DataCite; and CITATION.cff."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import yaml

from tifabank import home
from tifabank.cited import FORMATS, Origin, Work, row_of, work_of, written
from tifabank.descriptor import keywords
from tifabank.errors import InputError
from tifabank.folders import LocalFolder
from tifabank.rows import TABLES
from tifabank.schema import columns
from tifabank.stored import read_table

_REFERENCE_TYPES = {"theory_article": "article", "news_report": "newspaper-article", "encyclopedia_entry": "encyclopedia"}


def cite(id: str | None = None, format: str = "text", package: str | Path | None = None) -> str:  # noqa: A002  # the names users expect
    """The citation of the dataset (no id) or of one row, in one of the formats text, bibtex, csl, datacite.

    Raises:
        InputError: no row has the id, or the format is unknown.
    """
    folder = Path(package) if package else home.home()
    if format not in FORMATS:
        raise InputError(f"no citation format {format!r}: choose from {', '.join(FORMATS)}")
    return written(_work(folder, id), format)


def _work(folder: Path, row_id: str | None) -> Work:
    if not folder.is_dir():
        raise InputError(f"{str(folder)!r}: no such folder: name a package")
    facts = home.facts(folder)
    if row_id is None:
        return work_of(facts)
    table, row = _row(folder, row_id)
    document_id = row.get("document_id")
    if document_id is None:
        return row_of(facts, table, row)
    document = _first(_table(folder, "documents"), document_id=document_id)
    copy = _first(_table(folder, "sources"), document_id=document_id, relation="copy")
    support = _table(folder, "assertions")
    support = support.filter(pc.and_(pc.equal(support["subject_table"], "documents"), pc.equal(support["subject_id"], document_id)))
    return row_of(facts, table, row, Origin(document, copy, support.to_pylist()))


def _row(folder: Path, row_id: str) -> tuple[str, dict[str, Any]]:
    for name, row in TABLES.items():
        key = columns(row)[0].name
        found = _table(folder, name).filter(pc.field(key) == row_id)
        if len(found):
            return name, found.to_pylist()[0]
    raise InputError(f"no row has the id {row_id!r}: copy an id from a table")


def _table(folder: Path, name: str) -> pa.Table:
    return read_table(LocalFolder(folder), name)


def _first(table: pa.Table, **wanted: str | None) -> dict[str, Any]:
    for column, value in wanted.items():
        table = table.filter(pc.equal(table[column], value))
    return table.slice(0, 1).to_pylist()[0] if len(table) else {}


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
