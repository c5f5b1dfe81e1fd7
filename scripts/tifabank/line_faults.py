"""What is wrong with curated lines that are sound one by one: with each other, or with the texts that they point into."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from tifabank import given_rows
from tifabank.assertion_lines import assertion_faults
from tifabank.circles import circles
from tifabank.corrections import line_fault, unfit
from tifabank.curated import Curated, Line, address_fault, date_fault
from tifabank.differences.versions import PART
from tifabank.parallel_lines import parallel_faults
from tifabank.rows import CURATED, Correction
from tifabank.schema import columns
from tifabank.text import Text, fold, squeeze

_VERSION = rf"{PART}(\.{PART}){{2}}([a-z+-][a-z0-9.+-]*)?"
_NO_VERSION = "is no version number such as 1.2.0 or 1.2.0-rc1: correct it"
_FACTS = {
    "date": (r"\d{4}-\d{2}-\d{2}", "is no date such as 2021-04-30: correct it"),
    "name": (r"[a-z0-9._-]+", "has other characters than a-z, 0-9, -, _ and the full stop: correct it"),
    "version": (_VERSION, _NO_VERSION),
}
_FACT_FAULTS = {"date": date_fault, "base_url": address_fault, "repository": address_fault}


def line_faults(curated: Curated, texts: Mapping[str, str]) -> Iterator[str]:
    """Duplicate keys, references to nothing, labels of two concepts that no sense decides, spans or quotes that are not in their text.

    What a file with a fault would name is not told as missing.

    Args:
        curated: the lines.
        texts: the decoded texts by document id.
    """
    lines = curated.lines
    ids = None if "documents" in curated.faulty else texts  # else they are not those that documents.csv gives
    yield from _duplicates(lines)
    yield from _taken(lines, ids or ())
    yield from _dangling(curated, texts)
    yield from circles(lines)
    yield from _versions(lines["retired_ids"])
    yield from _preferred(lines["concept_labels"])
    yield from _homonyms(lines, texts) if "mention_senses" not in curated.faulty else ()
    yield from _unfindable(lines["concept_labels"])
    yield from _misplaced(lines, texts)
    yield from _facts(lines)
    yield from _corrections_faults(lines)
    yield from _unfit(lines["corrections"], texts)
    yield from parallel_faults(lines["parallels"], {*(ids or ()), *(line["concept_id"] for line in lines["concepts"])})
    given = {stem: set(map(row_id, lines[stem])) for stem, row_id in _IDS.items() if stem not in curated.faulty}
    yield from assertion_faults(lines["assertions"], given, ids)


_IDS: dict[str, Callable[[Line], str]] = {
    "sources": lambda line: given_rows.source(line).source_id,
    "concepts": lambda line: str(line["concept_id"]),
    "concept_labels": lambda line: given_rows.label(line).concept_label_id,
    "concept_members": lambda line: given_rows.member(line).concept_member_id,
}
"""The ids of the rows that people give."""

_KEYS: dict[str, Callable[[Line], Any]] = {
    **_IDS,
    "assertions": lambda line: given_rows.assertion(line).assertion_id,
    "mention_senses": lambda line: (line["document_id"], line["start_char"], line["end_char"]),
    "text_notes": lambda line: (line["document_id"], line["kind"], line["start_char"], line["end_char"]),
    "retired_ids": lambda line: line["old_id"],
}
"""What no two lines of a file may have in common."""


def _duplicates(lines: Mapping[str, list[Line]]) -> Iterator[str]:
    for stem, key in _KEYS.items():
        seen: dict[Any, int] = {}
        for line in lines[stem]:
            first = seen.setdefault(key(line), line.row)
            if first != line.row:
                yield f"raw/curated/{stem}.csv: row {line.row}: {key(line)!r} stands twice, first in row {first}: delete one"


def _taken(lines: Mapping[str, list[Line]], texts: Container[str]) -> Iterator[str]:
    """Concepts with the id of a document: an id names one row of the package."""
    for line in lines["concepts"]:
        if line["concept_id"] in texts:
            yield f"raw/curated/concepts.csv: row {line.row}, column concept_id: {line['concept_id']!r} is the id of a document: choose another"


def _dangling(curated: Curated, raw: Mapping[str, str]) -> Iterator[str]:
    """References of curated lines to documents and concepts that are not there; what a file with a fault names is not known."""
    known: dict[str, set[str]] = {"documents": set(raw), "concepts": {line["concept_id"] for line in curated.lines["concepts"]}}
    for stem, row in CURATED.items():
        refs = [c for c in columns(row) if c.origin == "curated" and c.ref in known.keys() - curated.faulty]
        for line in curated.lines[stem]:
            for column in refs:
                value = line[column.name]
                if value is not None and value not in known[str(column.ref)]:
                    yield f"raw/curated/{stem}.csv: row {line.row}, column {column.name}: no {str(column.ref)[:-1]} {value!r}: correct the id or add the row"


def _versions(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        if not re.fullmatch(_VERSION, line["since_version"], re.ASCII):
            place = f"raw/curated/retired_ids.csv: row {line.row}, column since_version"
            yield f"{place}: {line['since_version']!r} {_NO_VERSION}"


def _preferred(lines: Iterable[Line]) -> Iterator[str]:
    """Second preferred labels of a concept in a language, of one kind."""
    first: dict[tuple[str, ...], Line] = {}
    for line in lines:
        if line["preferred"]:
            other = first.setdefault((line["concept_id"], line["language"], line["kind"]), line)
            if other is not line and other["label"] != line["label"]:  # one label twice is told as such
                yield (
                    f"raw/curated/concept_labels.csv: row {line.row}, column preferred: {line['concept_id']!r} has a preferred label "
                    f"of this language and kind in row {other.row}: write false in one of them"
                )


def _homonyms(lines: Mapping[str, list[Line]], raw: Mapping[str, str]) -> Iterator[str]:
    """Labels of two concepts of which no line of mention_senses.csv decides an occurrence, as far as its texts are known."""
    labels: dict[str, dict[str, Line]] = defaultdict(dict)
    for line in lines["concept_labels"]:
        labels[fold(line["label"])].setdefault(line["concept_id"], line)
    decided = set()
    for line in sorted(lines["mention_senses"], key=itemgetter("document_id")):  # a text is read once
        text = raw.get(line["document_id"])
        form = None if text is None else fold(text[line["start_char"] : line["end_char"]])  # None: it may be any
        decided.add((form, line["concept_id"]))
    for form, found in labels.items():
        if len(found) > 1 and not any(decided & {(form, concept), (None, concept)} for concept in found):
            first, *_, last = found.values()
            yield (
                f"raw/curated/concept_labels.csv: row {last.row}: {first['label']!r} is a label of {' and '.join(sorted(found))}: "
                "delete one row, or decide its occurrences in mention_senses.csv"
            )


def _unfindable(labels: Iterable[Line]) -> Iterator[str]:
    """Labels that are not read as they stand in a text."""
    for line in labels:
        label = line["label"]
        if not label.isprintable() and not can_be_found(label):
            yield (
                f"raw/curated/concept_labels.csv: row {line.row}, column label: {label!r} breaks off a word at a line end, "
                "where texts are read on: write it in one line"
            )


def can_be_found(label: str) -> bool:
    """Whether a text that holds a label as it is written is read as the label is."""
    return fold(label) in {fold(reading.plain) for reading in Text("", label).readings}


def _facts(lines: Mapping[str, list[Line]]) -> Iterator[str]:
    """Facts of package.csv that the descriptor cannot carry."""
    seen: set[str] = set()
    for line in lines["package"]:
        place, key, value = f"raw/curated/package.csv: row {line.row}", line["key"], line["value"]
        if key in seen:
            yield f"{place}, column key: {key!r} stands twice: delete one row"
        seen.add(key)
        pattern, wanted = _FACTS.get(key, ("", ""))
        if value is not None and pattern and not re.fullmatch(pattern, value, re.ASCII):
            yield f"{place}, column value: {value!r} {wanted}"
        elif value is not None and key in _FACT_FAULTS and (fault := _FACT_FAULTS[key](value)):
            yield f"{place}, column value: {value!r} {fault}"


def _corrections_faults(lines: Mapping[str, list[Line]]) -> Iterator[str]:
    """Corrections that cannot be applied, and columns that two lines set."""
    seen: dict[tuple[Any, ...], int] = {}
    for line in lines["corrections"]:
        fault = line_fault(Correction(**line))
        if fault:
            yield f"raw/curated/corrections.csv: row {line.row}, {fault}"
        key = tuple(line[c] for c in ("document_id", "table_name", "start_char", "end_char", "column"))
        if key in seen:
            yield f"raw/curated/corrections.csv: row {line.row} corrects what row {seen[key]} does: delete one"
        seen.setdefault(key, line.row)


def _unfit(lines: Iterable[Line], raw: Mapping[str, str]) -> Iterator[str]:
    """Corrections that are sound line by line, but not together, or not in their text."""
    corrections: dict[str, list[Correction]] = defaultdict(list)
    for line in lines:
        corrections[line["document_id"]].append(Correction(**line))
    for document_id, own in corrections.items():
        text = raw.get(document_id, "")
        fit = [line for line in own if not line_fault(line) and line.start_char < line.end_char <= len(text)]
        yield from unfit(Text(document_id, text), fit)


def _misplaced(lines: Mapping[str, list[Line]], raw: Mapping[str, str]) -> Iterator[str]:
    """Curated spans that leave their text, and quotes that are not at their place."""
    for stem in ("mention_senses", "corrections", "text_notes", "parallels"):
        for line in sorted(lines[stem], key=itemgetter("document_id")):  # a text is read once
            text = raw.get(line["document_id"])
            start, end = line["start_char"], line["end_char"]
            place = f"raw/curated/{stem}.csv: row {line.row}"
            if text is None:
                continue
            if not start < end <= len(text):
                yield f"{place}, columns start_char and end_char: {start}-{end} is no span of a text of {len(text)} characters: correct them"
            elif line.get("exact") and " ".join(line["exact"].split()) != squeeze(text, start, end):
                yield f"{place}, column exact: {line['exact']!r} does not stand at {start}-{end}: correct the span or the quote"
