"""How to cite the dataset or one row of it: text, BibTeX, CSL-JSON, DataCite; and CITATION.cff."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tifabank import home
from tifabank.cited import FORMATS, Origin, Work, row_of, work_of, written
from tifabank.descriptor import keywords
from tifabank.errors import InputError
from tifabank.folders import LocalFolder, folder_of
from tifabank.lookup import Lookup, ParquetLookup, Row, Where, rows_with
from tifabank.lookup import row_of as row_of_id
from tifabank.stored import read_table

_REFERENCE_TYPES = {"theory_article": "article", "news_report": "newspaper-article", "encyclopedia_entry": "encyclopedia"}


def cite(id: str | None = None, format: str = "text", package: str | Path | None = None) -> str:  # noqa: A002  # the names users expect
    """The citation of the dataset (no id) or of one row, in one of the formats text, bibtex, csl, datacite.

    Raises:
        InputError: there is no such folder, no row has the id, or the format is unknown.
    """
    folder = Path(package) if package else home.home()
    if format not in FORMATS:
        raise InputError(f"no citation format {format!r}: choose from {', '.join(FORMATS)}")
    return written(_work(folder, id), format)


def _work(folder: Path, row_id: str | None) -> Work:
    lookup = ParquetLookup(folder_of(folder))
    facts = home.facts(folder)
    return work_of(facts) if row_id is None else cited_row(lookup, facts, row_id).work


class CitedRow(NamedTuple):
    """A row that is cited, with its table, and the citation."""

    table: str
    row: Row
    work: Work


def cited_row(lookup: Lookup, facts: dict[str, str], row_id: str) -> CitedRow:
    """The citation of a row of the tables that `lookup` asks; `facts` are those of package.csv.

    Raises:
        InputError: no row has the id.
    """
    found = rows_with(lookup, row_id)
    if not found:
        raise InputError(f"no row has the id {row_id!r}: copy an id from a table")
    table, row = found[0]
    return CitedRow(table, row, row_of(facts, table, row, _origin(lookup, row.get("document_id"))))


def _origin(lookup: Lookup, document_id: str | None) -> Origin | None:
    """Where a row of a document is from; None if there is no such document."""
    document = row_of_id(lookup, "documents", document_id) if document_id else None
    if not (document and document_id):
        return None
    copies = lookup.rows("sources", Where("document_id", document_id), Where("relation", "copy"), most=1)
    support = lookup.rows("assertions", Where("subject_table", "documents"), Where("subject_id", document_id))
    return Origin(document, copies[0] if copies else {}, support)


def citation_cff(package: Path) -> str:
    """CITATION.cff of a built package: a dataset whose references are the pages its texts were copied from."""
    facts = home.facts(package)
    documents, sources = (read_table(LocalFolder(package), name).to_pylist() for name in ("documents", "sources"))
    copies = {source["document_id"]: source for source in reversed(sources) if source["relation"] == "copy"}
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
        "references": [_reference(d, copies.get(d["document_id"], {})) for d in documents],
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
