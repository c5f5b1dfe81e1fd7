"""Findings of a build, each told as a fault of the curated lines that made or changed its row, where there are any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tifabank.checking.findings import Finding
from tifabank.corrections import KINDS
from tifabank.curating import CuratedLines, Line, Row, lines_of
from tifabank.folders import Folder
from tifabank.given_rows import MADE
from tifabank.ids import address_of
from tifabank.lookup import KEYS
from tifabank.rows import Assertion
from tifabank.text import Span


def faults(findings: Iterable[Finding], folder: Folder, assertions: Iterable[Assertion]) -> Iterator[str]:
    """A line for each finding, with the file and rows that it comes from before it.

    Args:
        findings: what is wrong with the rows that were made.
        folder: the package, whose curated files were accepted.
        assertions: the assertions of the package, to tell those that come from parallels.csv.
    """
    curated = CuratedLines(folder)
    subjects = {row.assertion_id: row.subject_table for row in assertions}
    for finding in findings:
        rows: dict[str, list[str]] = {}
        for line in _lines(curated, finding, subjects.get(finding.row or "")):
            rows.setdefault(line.file, []).append(str(line.row))
        if rows:
            places = " and ".join(f"{file}: row {', '.join(numbers)}" for file, numbers in rows.items())
            yield f"{places}: {finding}: correct or delete {'it' if sum(map(len, rows.values())) == 1 else 'them'}"
        else:
            yield str(finding)


def _lines(curated: CuratedLines, finding: Finding, subject_table: str | None) -> list[Line]:
    """The lines that made or changed the row of a finding, or took it away."""
    table = finding.table
    if finding.row is None:
        return []
    if table in MADE:
        return list(lines_of(curated, table, {KEYS[table]: finding.row, "subject_table": subject_table}))
    address = address_of(finding.row)
    if table not in KINDS or address is None or address.span is None:
        return []
    own = address.span

    def _is_meant(line: Row) -> bool:
        if (line["document_id"], line["table_name"]) != (address.document_id, table):
            return False
        span = Span(line["start_char"], line["end_char"])
        # what leaves a gap, or lies over others, is another row than the one that is told
        return span == own or (finding.check == "tiling" and span.start < own.end and own.start < span.end)

    lines = list(curated.matching("corrections", "makes this row", _is_meant))
    return [line for line in lines if line.cells.get("column") == finding.column] or lines
