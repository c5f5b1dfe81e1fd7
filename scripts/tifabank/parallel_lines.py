"""The lines of parallels.csv: their faults, and the evidence that they carry, as lines of assertions.csv.

Several pages in one cell stand with " ; " between, as in concept_members.csv; each becomes an assertion of its own.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Any

from tifabank.curated import Line

_FILE = "raw/curated/parallels.csv"
_PLACE = ("parallel_id", "part", "document_id", "start_char", "end_char")


def evidence_lines(lines: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One assertion about the label of a parallel for each page and reason that its lines name."""
    told = {_evidence(line): line for line in reversed(lines)}
    for line in reversed(told.values()):
        for page in (line["evidence"] or "").split(" ; "):
            yield {
                "subject_table": "parallels",
                "subject_id": line["parallel_id"],
                "column_name": "label",
                "value": line["label"],
                "confidence": line["confidence"],
                "evidence_url": page or None,
                "note": line["reason"],
                "curator": line["curator"],
                "reviewed_by": line["reviewed_by"],
            }


def _evidence(line: dict[str, Any]) -> tuple[Any, ...]:
    return line["parallel_id"], line["evidence"], line["reason"]


def parallel_faults(lines: Sequence[Line], taken: Container[str]) -> Iterator[str]:
    """Lines that contradict or repeat each other, ids that are taken, evidence that is not named, and parallels of a single text."""
    first: dict[str, tuple[int, dict[str, Any]]] = {}
    places: dict[tuple[Any, ...], int] = {}
    sure: dict[tuple[Any, ...], tuple[int, str]] = {}
    texts: dict[str, set[str]] = {}
    for line in lines:
        number = line.row
        if line["parallel_id"] not in first and line["parallel_id"] in taken:
            yield f"{_FILE}: row {number}, column parallel_id: {line['parallel_id']!r} is the id of a concept or document: choose another"
        row, other = first.setdefault(line["parallel_id"], (number, line))
        for column in ("label", "concept_id"):
            if line[column] != other[column]:
                yield f"{_FILE}: row {number}, column {column}: {line[column]!r}, but {other[column]!r} in row {row} of the same parallel: make them equal"
        place = tuple(line[column] for column in _PLACE)
        if places.setdefault(place, number) != number:
            yield f"{_FILE}: row {number} repeats row {places[place]}: delete one"
        told, confidence = sure.setdefault(_evidence(line), (number, line["confidence"]))
        if line["confidence"] != confidence:
            yield f"{_FILE}: row {number}, column confidence: {line['confidence']!r}, but {confidence!r} in row {told} for the same evidence and reason: make them equal"
        if not line["evidence"] and line["confidence"] != "knowledge":
            yield f"{_FILE}: row {number}, column evidence: empty, though the confidence is {line['confidence']}: name the page, or write knowledge"
        texts.setdefault(line["parallel_id"], set()).add(line["document_id"])
    for parallel_id, documents in texts.items():
        if len(documents) == 1:
            row, _ = first[parallel_id]
            yield f"{_FILE}: row {row}: {parallel_id!r} has places in one document only: add a line for a place in another, or delete its lines"
