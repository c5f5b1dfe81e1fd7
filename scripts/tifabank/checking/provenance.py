"""Checks of provenance and rules against the rows that they tell of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from tifabank.checking.findings import Finding, keys_of, where
from tifabank.tables import FOUND, Tables, spanned

_PARENTS = {"enumeration_items": "enumerations"}  # rows that the rules of another table make, with rows of their own


def counts(tables: Tables) -> Iterator[Finding]:
    """For each document and table of what is found there is a row, with the number of rows that are there."""
    log, documents = tables["provenance"], tables["documents"]
    rows = {
        n: {c["values"].as_py(): c["counts"].as_py() for c in table["document_id"].value_counts()} for n, table in spanned(tables).items()
    }
    rows["documents"] = dict.fromkeys(keys_of(documents).to_pylist(), 1)
    told: dict[str, set[str]] = {name: set() for name in rows}
    for key, document, table, count in zip(
        *(log[c].to_pylist() for c in ("provenance_id", "document_id", "table_name", "rows")), strict=True
    ):
        if table not in FOUND:
            yield Finding("provenance", "provenance", key, "table_name", "a table of what is found in documents", table)
        elif table in rows:
            told[table].add(document)
            if (found := rows[table].get(document, 0)) != count:
                yield Finding("provenance", "provenance", key, "rows", str(found), str(count))
    for name in rows:
        for document in sorted(rows["documents"].keys() - told[name]):
            yield Finding("provenance", "provenance", f"{document}_pro-{name.replace('_', '-')}", None, "a row", "none")


def ids(tables: Tables) -> Iterator[Finding]:
    """The id of a row of provenance is its document and table."""
    log = tables["provenance"]
    made = pc.binary_join_element_wise(log["document_id"], pc.replace_substring(log["table_name"], "_", "-"), "_pro-")
    yield from where("id", "provenance", log, "provenance_id", pc.not_equal(made, keys_of(log)), "document and table")


def hashes(tables: Tables) -> Iterator[Finding]:
    """Rows tell the hash of their document's raw file, and all of them the same curated files, rules and software."""
    log, documents = tables["provenance"], tables["documents"]
    raw = documents["sha256"].take(pc.index_in(log["document_id"], keys_of(documents).combine_chunks()))
    yield from where("provenance", "provenance", log, "raw_sha256", pc.not_equal(raw, log["raw_sha256"]), "documents.sha256")
    for column in ("curated_sha256", "rules_sha256", "software", "software_version"):
        told = sorted(log[column].value_counts().to_pylist(), key=lambda each: -each["counts"])
        if len(told) > 1:
            most = told[0]["values"]
            yield from where("provenance", "provenance", log, column, pc.not_equal(log[column], most), f"{most!r}, as most rows")


def rules(tables: Tables) -> Iterator[Finding]:
    """The rule of a row is one of its table, or of that of its parent; provenance names the hash of the rules."""
    known = tables["rules"]
    for name, table in tables.items():
        if "rule_id" in table.column_names and name != "rules":
            own = known["table_name"].take(pc.index_in(table["rule_id"], keys_of(known).combine_chunks()))
            strange = pc.invert(pc.is_in(own, pa.array([name, _PARENTS.get(name, name)])))
            yield from where("rule", name, table, "rule_id", pc.and_(own.is_valid(), strange), f"a rule of {name}")
    if "provenance" in tables and len(tables["provenance"]):
        digest = rules_hash(known)
        log = tables["provenance"]
        yield from where("provenance", "provenance", log, "rules_sha256", pc.not_equal(log["rules_sha256"], digest), digest)


def rules_hash(table: pa.Table) -> str:
    """The hash of a table of rules, as `rules.rules_sha256` makes it of its rows."""
    return hashlib.sha256("\n".join("\0".join(map(str, row.values())) for row in table.to_pylist()).encode()).hexdigest()
