"""Provenance: for each document and table, which bytes, curated lines and rules made how many rows.

In: the tables of documents and the hashes of what they were made from. Out: one row for each document and table.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tifabank.rows import Provenance, Rule
from tifabank.tables import Tables, document_slices

RULES = [Rule("provenance.count", "provenance", "derived", 1, "One row for each document and table found in it.")]


class Origin(NamedTuple):
    """What all rows of a build were made with, besides the raw bytes."""

    curated_sha256: str
    rules_sha256: str
    software: str
    software_version: str


def provenance(found: Tables, origin: Origin) -> Iterator[Provenance]:
    """The provenance rows of documents, in order of document and table."""
    slices = {name: document_slices(table) for name, table in found.items()}
    hashes = zip(*(found["documents"][c].to_pylist() for c in ("document_id", "sha256")), strict=True)
    for document_id, raw_sha256 in hashes:
        for name, places in slices.items():
            rows = places[document_id].length if document_id in places else 0
            yield Provenance(f"{document_id}_pro-{name.replace('_', '-')}", document_id, name, rows, raw_sha256, *origin)
