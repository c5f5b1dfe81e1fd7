"""Provenance: for each document and table, which bytes, curated lines and rules made how many rows.

In: the rows of one document and the hashes of what they were made from. Out: one row for each table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tifabank.rows import Provenance, Rule

RULES = [Rule("provenance.count", "provenance", "derived", 1, "One row for each document and table found in it.")]


class Origin(NamedTuple):
    """What all rows of a build were made with, besides the raw bytes."""

    curated_sha256: str
    rules_sha256: str
    software: str
    software_version: str


def provenance(document_id: str, raw_sha256: str, found: Mapping[str, Sequence[Any]], origin: Origin) -> list[Provenance]:
    """The provenance rows of a document."""
    return [
        Provenance(f"{document_id}_pro-{table.replace('_', '-')}", document_id, table, len(rows), raw_sha256, *origin)
        for table, rows in found.items()
    ]
