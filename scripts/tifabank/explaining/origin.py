"""What a row rests on besides its own place: its rule, the evidence, the document with its sources, and the build."""

from __future__ import annotations

from typing import Any, Literal

from tifabank.checking.described import told_by
from tifabank.cited import DATES
from tifabank.curating import sha256_of
from tifabank.explaining.record import Build, Row, Text
from tifabank.folders import Folder
from tifabank.held import Held
from tifabank.lookup import Lookup, Where, row_of
from tifabank.rows import TABLES
from tifabank.schema import columns
from tifabank.stored import table_path

_RULES = {
    "documents": "documents.raw",
    "provenance": "provenance.count",
    "rules": "rules.declared",
    "same_formula": "parallels.curated",
    "shared_wording": "parallels.shared_wording",
}
"""The rules of the tables whose rows do not name theirs; of parallels, by their kind."""


def rule_of(lookup: Lookup, table: str, row: Row) -> Row | None:
    """The rule that made a row; None: it was entered by a person."""
    rule_id = row.get("rule_id") if table != "rules" else None
    if table in ("parallels", "parallel_spans"):
        parallel = row_of(lookup, "parallels", row["parallel_id"]) or {}
        rule_id = _RULES.get(parallel.get("kind", ""))
    rule_id = rule_id or _RULES.get(table)
    return row_of(lookup, "rules", rule_id) if rule_id else None


def assertions_of(lookup: Lookup, table: str, row_id: str) -> tuple[Row, ...]:
    """The evidence for cells of a row."""
    return tuple(lookup.rows("assertions", Where("subject_table", table), Where("subject_id", row_id)))


def text_of(lookup: Lookup, held: Held) -> Text | None:
    """What is told of a document; None if no table tells of it."""
    facts = ("title", "sha256", "bytes", "characters", *DATES)
    document = next(iter(lookup.rows("documents", Where("document_id", held.document_id), most=1, only=facts)), None)
    if document is None:
        return None
    column = next((name for name in DATES if document.get(name)), None)
    evidence = [row for row in assertions_of(lookup, "documents", held.document_id) if row["column_name"] == column]
    return Text(
        document_id=held.document_id,
        title=document["title"],
        file=held.file,
        sha256=document["sha256"],
        bytes=document["bytes"],
        characters=document["characters"],
        raw=held.raw,
        date_column=column,
        date=document[column] if column else None,
        date_evidence=tuple(evidence),
        sources=tuple(sorted(lookup.rows("sources", Where("document_id", held.document_id)), key=_nearness)),
    )


def _nearness(source: Row) -> int:
    """How near a source is to the text, as the vocabulary has it: a copy first, what gives context last."""
    relations = next(c.values for c in columns(TABLES["sources"]) if c.name == "relation")
    return relations.index(source["relation"]) if source["relation"] in relations else len(relations)


def build_of(lookup: Lookup, folder: Folder, table: str, row: Row) -> Build:
    """The build that wrote a row."""
    told = _provenance(lookup, table, row)
    hash_here = sha256_of(folder)
    curated: Literal["same", "changed", "absent"] = "absent"
    if hash_here:
        curated = "same" if hash_here == told.get("curated_sha256") else "changed"
    package, _ = told_by(folder)  # what is wrong with it `check` tells
    resource: dict[str, Any] = next((r for r in package.get("resources", ()) if r["name"] == table), {})
    path = resource.get("path", table_path(table))
    return Build(
        title=package.get("title", ""),
        version=package.get("version", ""),
        edition=package.get("tifabank:edition", ""),
        provenance=told,
        curated=curated,
        path=path if isinstance(path, str) else table_path(table),
        parts=1 if isinstance(path, str) else len(path),
        rows=resource.get("rows"),
        sha256=_digits(resource.get("hash")),
        logical_sha256=_digits(resource.get("tifabank:logical_hash")),
    )


def _provenance(lookup: Lookup, table: str, row: Row) -> Row:
    """The row of provenance about the document and table; of other tables what all rows of a build share."""
    document_id = row.get("document_id")
    own = lookup.rows("provenance", Where("document_id", document_id), Where("table_name", table), most=1) if document_id else []
    if own:
        return own[0]
    shared = ("curated_sha256", "rules_sha256", "software", "software_version")
    return next(iter(lookup.rows("provenance", most=1, only=shared)), {})


def _digits(told: Any) -> str | None:
    return str(told).removeprefix("sha256:") if told else None
