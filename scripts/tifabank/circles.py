"""Curated lines that lead to others (what is broader, continued, a member, a successor) and must not lead back to themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tifabank.curated import Line

_FEW = 5  # rows that a line names
_LEADS = (
    ("documents", "document_id", "continues_document_id"),
    ("concepts", "concept_id", "broader_id"),
    ("concept_members", "concept_id", "member_concept_id"),
    ("retired_ids", "old_id", "new_id"),
)
"""The files whose lines lead on to another line, with the columns of its own id and of the other's."""


def circles(lines: Mapping[str, Iterable[Line]]) -> Iterator[str]:
    """The circles in all files of `_LEADS`, in the form of a problem."""
    for stem, key, column in _LEADS:
        yield from _of_file(stem, lines[stem], key, column)


def _of_file(stem: str, lines: Iterable[Line], key: str, column: str) -> Iterator[str]:
    """Lines that lead to others and, at last, back to themselves; a circle is told at its last line, with the others."""
    leads: dict[str, dict[str, Line]] = defaultdict(dict)
    for line in lines:
        if line[column] is not None:
            leads[line[key]].setdefault(line[column], line)
    for circle in _closed(leads, column):
        last = max(circle, key=lambda line: line.row)
        rows = sorted(line.row for line in circle if line is not last)
        more = f" and {len(rows) - _FEW} more" if len(rows) > _FEW else ""
        through = f" through {'row' if len(rows) == 1 else 'rows'} {', '.join(map(str, rows[:_FEW]))}{more}" if rows else ""
        yield (
            f"raw/curated/{stem}.csv: row {last.row}, column {column}: {last[column]!r} leads back to {last[key]!r}{through}: "
            "name another, or leave the cell empty"
        )


def _closed(leads: Mapping[str, Mapping[str, Line]], column: str) -> Iterator[list[Line]]:
    """The circles of lines, one for each line that closes one; each line is passed once."""
    done: set[str] = set()
    for start in leads:
        if start in done:
            continue
        way: list[Line] = []  # the lines from the start to where the walk is
        depth = {start: 0}
        rest = [iter(leads[start].values())]
        while rest:
            line = next(rest[-1], None)
            if line is None:
                rest.pop()
                done.add(depth.popitem()[0])
                del way[-1:]
            elif line[column] in depth:
                yield [*way[depth[line[column]] :], line]
            elif line[column] in leads and line[column] not in done:
                depth[line[column]] = len(depth)
                way.append(line)
                rest.append(iter(leads[line[column]].values()))
