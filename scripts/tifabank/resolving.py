"""`tifabank resolve`: the exact characters that an id names, from the id and the raw file; and what has become of the id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from tifabank.errors import InputError
from tifabank.folders import Folder, folder_of
from tifabank.held import Held, held
from tifabank.home import home
from tifabank.ids import Address, address_of
from tifabank.lookup import Lookup, ParquetLookup, rows_with
from tifabank.printing import json_of, one_line
from tifabank.raw import curated_lines
from tifabank.text import Span


@dataclass(frozen=True)
class Retirement:
    """A line of retired_ids.csv: its number, the id, the one that took its place, the first version without it, and why."""

    row: int
    old_id: str
    new_id: str | None
    since_version: str
    reason: str


@dataclass(frozen=True)
class Resolved:
    """The characters that an id names.

    Positions are code points and bytes of the raw file, zero-based, end exclusive. `state`: a row has the id ("row"), a row had it before
    ("retired"), none ever had ("no row"), or the tables are not there ("unknown"). `new_id`: the id that took the place of a retired one;
    where the id of its document is retired too, document, file and positions are those of `new_id`.
    """

    id: str
    document_id: str
    file: str
    sha256: str
    start_char: int
    end_char: int
    start_byte: int
    end_byte: int
    read_from: str
    state: Literal["row", "retired", "no row", "unknown"]
    table: str | None
    new_id: str | None
    retired: tuple[Retirement, ...]
    text: str

    def notices(self) -> Iterator[str]:
        """What is to be known of the id besides its characters."""
        if self.state == "no row":
            yield f"no row has the id {self.id}, and it is not among the retired ones: these are the characters that it names"
        if self.state == "unknown":
            yield "the tables are not there: whether a row has this id is not known"
        yield from map(told, self.retired)
        if self.read_from == "documents.text":
            yield f"the raw file {self.file!r} is not at hand as it was published: read from the table documents, whose text has its SHA-256"


def resolve(id: str, package: str | Path | None = None) -> Resolved:  # noqa: A002  # the name users expect
    """The exact characters that an id names: those of the raw file, not folded.

    Args:
        id: of a document or of anything found in one, retired ids and those of no row included.
        package: a package folder or its address, built or not; by default the data that Tifabank came with.

    Raises:
        InputError: the id names no characters, no document has it, or they are not at hand.
    """
    folder = folder_of(package or home())
    lookup = ParquetLookup(folder)
    address = address_of(id)
    if address is None or address.document_id is None:
        retired = retirements(folder, id)
        there = retired or address is None or rows_with(lookup, id) or not all(map(lookup.columns, address.tables))
        raise InputError(_no_characters(id, address) if there else unknown(id), *map(told, retired))
    place, text = address, held(folder, lookup, address.document_id)
    gone = () if text else retirements(folder, id) or retirements(folder, address.document_id)
    if gone and gone[0].old_id == id and (later := address_of(gone[-1].new_id or "")):
        place, text = later, held(folder, lookup, later.document_id or "")  # its document's id is retired too: there are the characters now
    if text is None:
        raise InputError(_no_document(lookup, id, address.document_id), *map(told, gone))
    span = span_of(id, place, text)
    in_bytes = text.bytes_of(span)
    tables = [table for table, _ in rows_with(lookup, id)] if all(map(lookup.columns, address.tables)) else None
    retired = () if tables else retirements(folder, id)
    return Resolved(
        id=id,
        document_id=text.document_id,
        file=text.file,
        sha256=text.sha256,
        start_char=span.start,
        end_char=span.end,
        start_byte=in_bytes.start,
        end_byte=in_bytes.end,
        read_from=str(text.read_from),
        state="row" if tables else "retired" if retired else "unknown" if tables is None else "no row",
        table=tables[0] if tables else address.tables[0],
        new_id=retired[-1].new_id if retired else None,
        retired=retired,
        text=str(text.text)[span.start : span.end],
    )


def span_of(row_id: str, address: Address, text: Held) -> Span:
    """The characters that an id names in its text.

    Raises:
        InputError: the text is not at hand, or ends before.
    """
    name = f"raw/texts/{text.file!r}"
    if text.text is None and text.raw == "changed":
        raise InputError(
            f"{name}: was edited since the tables were made, which hold no text: put the published file back (sha256 {text.sha256})"
        )
    if text.text is None:
        raise InputError(f"{name}: is not there, and the tables hold no text: add the file (sha256 {text.sha256})")
    size = len(text.text)
    span = address.span or Span(0, size)
    if span.end > size:
        raise InputError(f"{name}: has {size} characters, {row_id!r} names {span.start}-{span.end}: copy an id from a table")
    return span


def retirements(folder: Folder, row_id: str) -> tuple[Retirement, ...]:
    """The lines that retired an id, and the ids that took its place, in order; none if it never was.

    Raises:
        InputError: the file has a fault.
    """
    by_old = {line["old_id"]: Retirement(line.row, **line) for line in curated_lines(folder, "retired_ids")}
    found: dict[str, Retirement] = {}
    following: str | None = row_id
    while following and following in by_old and following not in found:
        found[following] = by_old[following]
        following = by_old[following].new_id
    return tuple(found.values())


def told(line: Retirement) -> str:
    """What became of a retired id, in a sentence."""
    now = f"now {one_line(line.new_id)}" if line.new_id else "nothing took its place"
    return f"{one_line(line.old_id)} was retired in version {line.since_version} ({line.reason.rstrip('.')}): {now}"


def unknown(row_id: str) -> str:
    """What is told of an id that no row has or had."""
    return f"no row has or had the id {row_id!r}: copy an id from a table"


def _no_characters(row_id: str, address: Address | None) -> str:
    if address is None:
        return f"{row_id!r} has the form of no id: copy an id from a table"
    if address.tables == ("parallels",):
        return f"{row_id!r} stands in several places: resolve the ids of its parallel_spans, which 'tifabank explain {row_id}' lists"
    return f"{row_id!r}, an id of {address.tables[0]}, names no characters: 'tifabank explain {row_id}' tells what it is"


def _no_document(lookup: Lookup, row_id: str, document_id: str) -> str:
    others = ("concepts", "parallels") if row_id == document_id else ()
    for table in others:
        if lookup.columns(table) and any(name == table for name, _ in rows_with(lookup, row_id)):
            return _no_characters(row_id, Address((table,)))
    return f"no document has the id {document_id!r}: copy an id from a table"


def as_json(value: Resolved) -> str:
    """JSON with all that is told."""
    return json_of(asdict(value))
