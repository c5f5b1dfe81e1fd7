"""The curated lines that made a row, decided on it, or touch its characters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tifabank.curated import MAKING_ROWS, as_written, curated_path, curated_sha256, read_curated
from tifabank.curated import Line as Typed
from tifabank.errors import InputError
from tifabank.folders import Folder, reason
from tifabank.given_rows import MADE
from tifabank.ids import address_of
from tifabank.lookup import KEYS
from tifabank.parallel_lines import evidence_lines
from tifabank.rows import CURATED
from tifabank.text import Span

Row = dict[str, Any]
_DOES = {"add": "adds", "change": "changes", "remove": "removes"}
_PLACE = ("parallel_id", "part", "document_id", "start_char", "end_char")


@dataclass(frozen=True)
class Line:
    """A line of a curated file: its number (the header is 1, as `build` counts), what it has to do with the row, and its filled cells."""

    file: str
    row: int
    what: str
    cells: Mapping[str, str]


class CuratedLines:
    """The curated files of a package, each read when it is asked for; `unread` tells those that cannot be."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self.unread: dict[str, str] = {}

    def matching(self, stem: str, what: str, wanted: Callable[[Row], bool]) -> Iterator[Line]:
        """The lines of a file whose cells, typed, are as wanted, told as `what`."""
        return self.telling(stem, lambda line: what if wanted(line) else None)

    def telling(self, stem: str, what: Callable[[Row], str | None]) -> Iterator[Line]:
        """The lines of a file of which there is something to be told."""
        for cells, typed in self._lines(stem):
            if words := what(typed):
                yield Line(curated_path(stem), typed.row, words, cells)

    def _lines(self, stem: str) -> list[tuple[Mapping[str, str], Typed]]:
        file = curated_path(stem)
        try:
            if self._folder.has_file(file):
                return _parsed(stem, self._folder.read(file))
            self.unread[file] = "not in this copy of the package"
        except InputError as error:
            self.unread[file] = error.problems[0].removeprefix(f"{file}: ")
        except OSError as error:
            self.unread[file] = f"cannot be read ({reason(error)})"
        return []


@lru_cache(maxsize=len(CURATED))  # a site asks for the same files again and again
def _parsed(stem: str, data: bytes) -> list[tuple[Mapping[str, str], Typed]]:
    """The lines of a file: their filled cells as written, and typed."""
    return list(zip(as_written(stem, data), read_curated({stem: data}).lines[stem], strict=True))


def sha256_of(folder: Folder) -> str | None:
    """The hash of the curated files at hand, as `provenance` tells it; None where none is there that makes rows."""
    stems = [stem for stem in CURATED if folder.has_file(curated_path(stem))]
    if not set(stems).intersection(MAKING_ROWS):
        return None
    return curated_sha256({stem: folder.read(curated_path(stem)) for stem in stems})


def lines_of(curated: CuratedLines, table: str, row: Row) -> Iterator[Line]:
    """The lines that have to do with a row, those that made it first."""
    row_id = row[KEYS[table]]
    if table == "documents":
        yield from curated.matching("documents", "names this text", lambda line: line["document_id"] == row_id)
    elif table in MADE:
        yield from curated.matching(table, "made this row", lambda line: MADE[table](line)[0] == row_id)
        if table == "assertions" and row["subject_table"] == "parallels":
            yield from curated.matching(
                "parallels", "made this row", lambda line: any(MADE[table](told)[0] == row_id for told in evidence_lines([line]))
            )
    elif table == "parallels":
        yield from curated.matching("parallels", "gives a place of this row", lambda line: line["parallel_id"] == row_id)
    elif table == "parallel_spans":
        place = [row[column] for column in _PLACE]
        yield from curated.matching("parallels", "made this row", lambda line: [line[column] for column in _PLACE] == place)
    elif "start_char" in row:
        yield from _of_span(curated, table, row)


def _of_span(curated: CuratedLines, table: str, row: Row) -> Iterator[Line]:
    """The lines about a row that was found in a text."""

    def here(line: Row) -> bool:
        return (line["document_id"], line["start_char"], line["end_char"]) == (row["document_id"], row["start_char"], row["end_char"])

    if table == "mentions":
        label = row["concept_label_id"]
        yield from curated.matching("concept_labels", "gives this label", lambda line: MADE["concept_labels"](line)[0] == label)
        yield from curated.matching("mention_senses", "decides which concept it is", here)
    if table == "text_issues":
        yield from curated.matching("text_notes", "made this row", lambda line: here(line) and line["kind"] == row["kind"])
    yield from corrections_at(curated, table, row)


def corrections_at(curated: CuratedLines, table: str, row: Row) -> list[Line]:
    """The corrections of a row, or of a range of characters that a row of the table had, those of other rows that share some last."""
    found = curated.telling("corrections", lambda line: _correction(line, table, row))
    return sorted(found, key=lambda line: "another" in line.what)


def _correction(line: Row, table: str, row: Row) -> str | None:
    """What a line of corrections.csv has to do with a row, if anything."""
    if line["document_id"] != row["document_id"]:
        return None
    own, span = Span(row["start_char"], row["end_char"]), Span(line["start_char"], line["end_char"])
    does = _DOES[line["action"]]
    if table == "enumeration_items" and line["table_name"] == "enumerations":
        address = address_of(row.get("enumeration_id", ""))
        return f"{does} the list of this item" if address and address.span == span else None
    inside = own.start < span.start and span.end < own.end  # as all lists of a text lie in that of its headings: not about this row
    if line["table_name"] != table or own.end <= span.start or span.end <= own.start or inside:
        return None
    if own != span:
        return f"{does} another row that shares characters with this one"
    return f"{does} this row" if line["action"] != "remove" else "removes what a rule finds at these characters"
