"""`tifabank explain`: all that is known of an id, for every row of every table, and for ids that were retired.

    its characters in their place (quoting.py) · the rule, the evidence, the document, the build (origin.py)
    the curated lines that made it (../curating.py) · the rows around it (around.py)
    told as text (written.py), as JSON (record.py), or as a page of the site

The rows are looked up one by one: in the Parquet files by the command, in the database by the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tifabank.curating import CuratedLines, corrections_at, lines_of
from tifabank.errors import InputError
from tifabank.explaining.around import noted, referred_to_by, refers_to, stands_in
from tifabank.explaining.origin import assertions_of, build_of, rule_of, text_of
from tifabank.explaining.quoting import quote_of
from tifabank.explaining.record import Cell, Explanation, Quote, as_dict, as_json
from tifabank.explaining.written import as_text
from tifabank.folders import Folder, folder_of
from tifabank.held import Held, held
from tifabank.home import home
from tifabank.ids import Address, address_of
from tifabank.lookup import KEYS, Lookup, ParquetLookup, Row, row_of, rows_with
from tifabank.resolving import retirements, unknown
from tifabank.rows import TABLES
from tifabank.schema import about, columns
from tifabank.text import Span

__all__ = ["Explanation", "as_dict", "as_json", "as_text", "explain", "explained"]

_LONGEST = 10_000  # code points of a cell that are told; `resolve` gives all
_NO_TEXT = "this copy of the package holds no texts: 'tifabank resolve' gives the characters where the raw file is at hand"


def explain(id: str, package: str | Path | None = None) -> Explanation:  # noqa: A002  # the name users expect
    """All that is known of an id: the row and its place, what made it, what it rests on, and the rows around it.

    Args:
        id: of a row of any table, or one that was retired.
        package: a built package or its address; by default the data that Tifabank came with.

    Raises:
        InputError: no row has or had the id, or the package has not been built.
    """
    folder = folder_of(package or home())
    return explained(ParquetLookup(folder), folder, id)


def explained(lookup: Lookup, folder: Folder, row_id: str) -> Explanation:
    """The same, of the tables that `lookup` asks, which were made in that folder; see `explain`."""
    found = rows_with(lookup, row_id)
    if found:
        return _row_told(lookup, folder, *found[0])
    address = address_of(row_id) or Address(())
    retired = retirements(folder, row_id)
    if not retired:
        raise InputError(_unknown(lookup, row_id, address))
    text = held(folder, lookup, address.document_id) if address.document_id else None
    now = rows_with(lookup, retired[-1].new_id or "")
    told = _row_told(lookup, folder, *now[0]) if now else _gone(lookup, folder, address, text)
    return replace(told, id=row_id, retired=retired, retired_quote=_quote(text, address.span))


def _row_told(lookup: Lookup, folder: Folder, table: str, row: Row) -> Explanation:
    row_id = row[KEYS[table]]
    text = held(folder, lookup, row["document_id"]) if row.get("document_id") else None
    span = Span(row["start_char"], row["end_char"]) if "start_char" in row else None
    curated = CuratedLines(folder)
    lines = tuple(lines_of(curated, table, row))
    named = tuple(refers_to(lookup, table, row))
    ids = {reference.row.id for reference in named}
    return Explanation(
        id=row_id,
        row_id=row_id,
        table=table,
        about=about(table),
        cells=tuple(_cells(lookup.columns(table), table, row)),
        quote=_quote(text, span),
        no_quote=_NO_TEXT if span and text and text.text is None else None,
        rule=rule_of(lookup, table, row),
        label=row_of(lookup, "concept_labels", row["concept_label_id"]) if table == "mentions" else None,
        lines=lines,
        unread=tuple(f"{file}: {why}" for file, why in curated.unread.items()),
        assertions=assertions_of(lookup, table, row_id),
        text=text_of(lookup, text) if text else None,
        build=build_of(lookup, folder, table, row),
        noted=tuple(noted(lookup, table, row)),
        stands_in=tuple(other for other in stands_in(lookup, table, row) if other.id not in ids),
        refers_to=named,
        referred_to_by=tuple(referred_to_by(lookup, table, row)),
    )


def _gone(lookup: Lookup, folder: Folder, address: Address, text: Held | None) -> Explanation:
    """Of an id whose row is gone: its table, its document, and the corrections of its characters."""
    (table,) = address.tables if len(address.tables) == 1 else ("",)
    place = {"document_id": address.document_id, **dict(zip(("start_char", "end_char"), address.span or (), strict=False))}
    curated = CuratedLines(folder)
    return Explanation(
        id="",
        table=table,
        about=about(table) if table else "",
        lines=tuple(corrections_at(curated, table, place)) if table and address.span else (),
        text=text_of(lookup, text) if text else None,
        build=build_of(lookup, folder, table, place) if table else None,
    )


def _quote(text: Held | None, span: Span | None) -> Quote | None:
    """A span in its place, where the text is at hand and holds it."""
    return quote_of(text, span) if text and text.text and span and span.end <= len(text.text) else None


def _cells(there: Sequence[str], table: str, row: Row) -> Iterator[Cell]:
    for column in columns(TABLES[table]):
        value = row.get(column.name)
        left_out = max(0, len(value) - _LONGEST) if isinstance(value, str) else 0
        yield Cell(
            column=column.name,
            value=str(value)[:_LONGEST] if left_out else value,
            origin=column.origin,
            description=column.description,
            third_party=column.copies,
            refers_to=column.ref,
            left_out=left_out,
            held=column.name in there,
        )


def _unknown(lookup: Lookup, row_id: str, address: Address) -> str:
    document = row_of(lookup, "documents", str(address.document_id)) if address.span else None
    if not document or not address.span:
        return unknown(row_id)
    if address.span.end > document["characters"]:
        return f"{unknown(row_id)}; the text has {document['characters']} characters"
    return f"{unknown(row_id)}; 'tifabank resolve {row_id}' gives the characters that it names"
