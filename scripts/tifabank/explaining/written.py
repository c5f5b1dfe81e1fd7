"""An explanation as text for a terminal: a dossier that is read from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tifabank.explaining.page import Page, in_words
from tifabank.explaining.quoting import shortened
from tifabank.explaining.record import Build, Cell, Explanation, Quote, Row, Text
from tifabank.resolving import told as told_of

_LONG = 400  # code points of a cell that are printed; JSON has all
_MARKS = (("⟦", "⟧"), ("⟪", "⟫"), ("⦗", "⦘"), ("⟨⟨⟨", "⟩⟩⟩"))
RAW = {
    "same": "The raw file at hand has this hash now.",
    "changed": "THE RAW FILE AT HAND HAS ANOTHER HASH: it was edited since; the tables tell of the published one.",
    "absent": "The raw file is not in this copy of the package.",
}
"""What is told of the raw file."""
CURATED = {
    "same": "The curated files at hand are those that the build read.",
    "changed": "The curated files at hand are not those that the build read: lines shown here may be newer than the row.",
    "absent": "The curated files are not in this copy of the package.",
}
"""What is told of the curated files."""


def as_text(told: Explanation, width: int = 80) -> str:
    """An explanation as text of so many columns, without styles."""
    page = Page(width)
    page.whole(told.id)
    if told.retired:
        _retired(page, told)
    else:
        page.words(f"A row of {told.table}. {told.about}")
    if told.quote or told.no_quote:
        page.head("In its place" if not told.retired else "What took its place")
        _quote(page, told.quote)
        page.words(told.no_quote or "")
    if told.row_id:
        page.head(f"The row {told.row_id}" if told.retired else "The row")
        page.grid(map(_cell, told.cells))
    if told.row_id or told.lines:
        page.head("What made it" if told.row_id else "What is decided about it")
        _made(page, told)
    if told.assertions:
        page.head("Evidence for its cells")
        _assertions(page, told.assertions)
    if told.text:
        page.head("The text it is from")
        _text(page, told.text)
    if told.build:
        page.head(told.which_build)
        _build(page, told.build)
    _around(page, told)
    return page.text()


def _retired(page: Page, told: Explanation) -> None:
    page.words(f"An id of {told.table} that was retired." if told.table else "An id that was retired.")
    for line in told.retired:
        page.words(f"{told_of(line)}. (raw/curated/retired_ids.csv, row {line.row})")
    if told.retired_quote:
        page.head("What it names")
        _quote(page, told.retired_quote)


def marks_of(quote: Quote) -> tuple[str, str]:
    """Marks around a quote that occur neither in it nor around it."""
    around = quote.before + quote.quote + quote.after
    return next((pair for pair in _MARKS if pair[0] not in around and pair[1] not in around), _MARKS[-1])


def words_of(quote: Quote) -> str:
    """The words of a quote; of one that is blank, its characters as escapes."""
    return repr(quote.quote)[1:-1] if quote.quote.isspace() else quote.quote


def _quote(page: Page, quote: Quote | None) -> None:
    if not quote:
        return
    opening, closing = marks_of(quote)
    page.words(f"{quote.before}{opening}{words_of(quote)}{closing}{quote.after}")
    more = f" ({quote.left_out:,} code points of it left out […])" if quote.left_out else ""
    place = f"code points {quote.start_char}-{quote.end_char}, bytes {quote.start_byte}-{quote.end_byte}"
    page.words(f"{opening} {closing}: {place} of raw/texts/{quote.file!r}{more}")


def _cell(cell: Cell) -> Sequence[Any]:
    value = in_words(cell.value) if cell.held else "(not in this edition)"
    length = len(value) + cell.left_out
    if length > _LONG:
        value = f"{shortened(value, _LONG)} ({length:,} code points)"
    return cell.column, value, f"{cell.description} [{cell.origin}{', third-party text' if cell.third_party else ''}]"


def _made(page: Page, told: Explanation) -> None:
    if told.rule:
        rule = told.rule
        page.words(f"Rule {rule['rule_id']} (method {rule['method']}, revision {rule['revision']}): {rule['description']}")
    elif told.row_id:
        page.words("No rule: it was entered by a person.")
    if told.label:
        page.words(f"{told.which_label} is {_label(told.label)}.")
    for line in told.lines:
        page.words(f"{line.file}, row {line.row}, {line.what}:")
        page.grid(line.cells.items(), 4)
    for file in told.unread:
        page.words(f"{file}.")


def _label(label: Row) -> str:
    words = f"“{label['label']}”, " if label.get("label") else ""
    return f"{words}{label['concept_label_id']} ({label['language']}, {label['kind']}{', preferred' if label['preferred'] else ''})"


def _assertions(page: Page, rows: Iterable[Row]) -> None:
    for row in rows:
        page.words(f"{row['column_name']}: {row['value']} [{row['confidence']}]")
        page.whole(row["evidence_url"] or "", 4)
        page.words(f"{(row['note'] or '').rstrip('.')}. {_people(row)}".removeprefix(". "), 4)
        page.whole(row["assertion_id"], 4)


def _people(row: Row) -> str:
    reviewed = f"reviewed by {row['reviewed_by']}" if row["reviewed_by"] else "reviewed by nobody"
    return f"Entered by {row['curator']}, {reviewed}." if row["curator"] else f"{reviewed.capitalize()}."


def _text(page: Page, text: Text) -> None:
    page.grid(
        [
            ("document", text.document_id),
            ("title", text.title),
            ("date", f"{text.date} ({text.date_column})" if text.date else "not known"),
            ("file", f"raw/texts/{text.file!r}, {text.bytes:,} bytes, {text.characters:,} code points"),
            ("sha256", text.sha256),
        ]
    )
    page.words(RAW[text.raw])
    for row in text.date_evidence:
        page.words(f"Its date is {row['value']} [{row['confidence']}]: {row['note'] or 'no note'}")
        page.whole(row["evidence_url"] or "", 4)
    for source in text.sources:
        title = " / ".join(filter(None, (source["title"], source["title_zh"])))
        named = ", ".join(filter(None, (source["author"], title, source["site"], source["publisher"], source["issued"])))
        sure = source["confidence"] or "no confidence given"
        page.words(f"{source['relation'].replace('_', ' ').capitalize()} [{sure}]: {named or 'not identified'}")
        page.whole(source["url"] or "", 4)
        page.words(source["note"] or "", 4)


def _build(page: Page, build: Build) -> None:
    row = build.provenance
    parts = f" ({build.parts} parts)" if build.parts > 1 else ""
    page.grid(
        [
            ("package", f"{build.title}, version {build.version}, edition {build.edition}"),
            ("software", f"{row.get('software')} {row.get('software_version')}"),
            ("table", f"{build.path}{parts}, {build.rows} rows"),
            *([("provenance", f"{row['provenance_id']} (rows of this document: {row['rows']})")] if "provenance_id" in row else []),
        ]
    )
    page.words("SHA-256 of")
    page.grid(_hashes(build))
    page.words(CURATED[build.curated])


def _hashes(build: Build) -> Iterator[tuple[str, str]]:
    row = build.provenance
    named = {
        "raw file": row.get("raw_sha256"),
        "curated": row.get("curated_sha256"),
        "rules": row.get("rules_sha256"),
        "table file": build.sha256,
        "table rows": build.logical_sha256,
    }
    return ((name, value) for name, value in named.items() if value)


def _around(page: Page, told: Explanation) -> None:
    if told.noted:
        page.head("What is noted of its characters")
        page.rows((row.table, row) for row in told.noted)
    if told.stands_in:
        page.head("Rows that hold its characters")
        page.rows((row.table, row) for row in told.stands_in)
    if told.refers_to:
        page.head("Rows that its cells name")
        page.rows((reference.column, reference.row) for reference in told.refers_to)
    if told.referred_to_by:
        page.head("Rows that name it")
    for group in told.referred_to_by:
        shown = f", the first {len(group.rows)}" if len(group.rows) < group.total else ""
        page.words(f"{group.total:,} of {group.table} ({group.column}){shown}:")
        page.rows((("", row) for row in group.rows), 4)
