"""Curated corrections: rows that no rule can get right, removed, changed or added at a span, each with its reason.

`change` sets a column of the row at the span, `remove` drops the row, `add` makes one: all `add` lines of a table and span
together give its columns. A list is added with its items, its words between vertical bars (column `items`), and removed with them. Corrected rows carry the rule `<table>.curated`. What follows from other rows (positions, counts, words,
whether a mention is nested) is computed after them. Lines that match no row are left for `check` to tell.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from tifabank.curated import cell_fault, typed
from tifabank.errors import InputError
from tifabank.numbering import completeness
from tifabank.rows import TABLES, Correction, Rule
from tifabank.schema import columns
from tifabank.text import Span, Text

Row = TypeVar("Row", bound=NamedTuple)

KINDS = {
    "paragraphs": "par",
    "sections": "sec",
    "sentences": "sen",
    "mentions": "men",
    "enumerations": "enu",
    "enumeration_items": "itm",
    "definitions": "def",
    "quotations": "quo",
    "attributions": "att",
    "cited_documents": "cit",
    "text_issues": "iss",
}
"""The spanned tables, which can be corrected, with the kind in their ids (an issue adds its own kind)."""

ITEMS = "items"
"""What stands in `column` of an added list: the value gives the words of its items, in order, with vertical bars between."""

COMPUTED = frozenset(
    {"document_id", "position", "words", "text", "nested", "item_count", "completeness", "rule_id", "start_char", "end_char"}
)
"""Columns that follow from others and cannot be corrected."""

RULES = [Rule(f"{table}.curated", table, "curated", 1, "Added or changed by a line of corrections.csv.") for table in KINDS]


def corrected(text: Text, table: str, rows: Sequence[Row], corrections: Sequence[Correction]) -> list[Row]:
    """The rows of a table with the corrections for it applied, in order of place, longest first."""
    wanted: dict[Span, list[Correction]] = defaultdict(list)
    for line in corrections:
        if line.table_name == table and not _of_whole_list(line):
            wanted[Span(line.start_char, line.end_char)].append(line)
    if not wanted:
        return list(rows)
    kept = [new for row in rows if (new := _revised(row, table, wanted.get(_span(row), [])))]
    added = [_added(text, table, span, lines) for span, lines in wanted.items() if any(c.action == "add" for c in lines)]
    return _settled(table, sorted([*kept, *added], key=lambda r: (_span(r).start, -_span(r).end)))


class GivenLists(NamedTuple):
    """The lists that people gave, each as its kind and the spans of its items, and the spans of lists that they removed."""

    added: tuple[tuple[str, tuple[Span, ...]], ...] = ()
    removed: frozenset[Span] = frozenset()


def given_lists(text: Text, corrections: Sequence[Correction]) -> GivenLists:
    """The lists added and removed as a whole.

    Raises:
        InputError: an item's words do not stand in the list, in order.
    """
    own = [line for line in corrections if line.table_name == "enumerations"]
    kinds = {(line.start_char, line.end_char): str(line.value) for line in own if line.action == "add" and line.column == "kind"}
    added = tuple(
        (kinds.get((line.start_char, line.end_char), "series"), _items(text, line))
        for line in own
        if line.action == "add" and line.column == ITEMS
    )
    return GivenLists(added, frozenset(Span(line.start_char, line.end_char) for line in own if line.action == "remove"))


def _items(text: Text, line: Correction) -> tuple[Span, ...]:
    """The spans of the items that a line gives, looked for one after the other."""
    place, spans = line.start_char, []
    for words in str(line.value).split("|"):
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        match = pattern.search(text.raw, place, line.end_char)
        if not match:
            where = f"{text.document_id}, enumerations, {line.start_char}-{line.end_char}"
            raise InputError(f"raw/curated/corrections.csv: {where}: item {words.strip()!r} does not stand there in order: correct it")
        spans.append(Span(*match.span()))
        place = match.end()
    return tuple(spans)


def _settled(table: str, rows: list[Any]) -> list[Any]:
    """Corrected rows with what follows from their neighbours computed again."""
    if table == "mentions":
        return _nested_again(rows)
    group = {"paragraphs": "document_id", "sentences": "document_id", "enumeration_items": "enumeration_id"}.get(table)
    return _renumbered(rows, group) if group else rows


def _of_whole_list(line: Correction) -> bool:
    """Whether a line adds or removes a list with its items (`given_lists`)."""
    return line.table_name == "enumerations" and line.action in ("add", "remove")


def _span(row: Any) -> Span:
    return Span(row.start_char, row.end_char)


def _revised(row: Any, table: str, lines: list[Correction]) -> Any:
    if any(line.action == "remove" for line in lines):
        return None
    changes = {str(line.column): _value(table, line) for line in lines if line.action == "change"}
    return row._replace(**changes, rule_id=f"{table}.curated") if changes else row


def _added(text: Text, table: str, span: Span, lines: list[Correction]) -> Any:
    declared = columns(TABLES[table])
    values: dict[str, Any] = {c.name: None for c in declared}
    values |= {"document_id": text.document_id, "start_char": span.start, "end_char": span.end, "rule_id": f"{table}.curated"}
    computed = {
        "text": text.squeeze(*span),
        "words": text.words(*span),
        "position": 0,
        "nested": False,
        "item_count": 0,
        "completeness": "undeclared",
    }
    values |= {name: value for name, value in computed.items() if name in values}
    values |= {str(line.column): _value(table, line) for line in lines if line.action == "add" and line.column}
    kind = f"iss-{str(values['kind']).replace('_', '-')}-" if table == "text_issues" else KINDS[table]
    values[declared[0].name] = text.row_id(kind, *span)
    missing = [c.name for c in declared if values[c.name] is None and not c.nullable]
    if missing:
        place = f"{text.document_id}, {table}, {span.start}-{span.end}"
        raise InputError(f"raw/curated/corrections.csv: {place}: an added row needs {', '.join(missing)}: add a line for each column")
    make: Any = TABLES[table]
    return make(**values)


def _value(table: str, line: Correction) -> Any:
    """The typed value; the line was checked by `line_fault`."""
    column = next(c for c in columns(TABLES[table]) if c.name == line.column)
    return None if line.value is None else typed(column, line.value)


def unfit(text: Text, corrections: Sequence[Correction]) -> Iterator[str]:
    """Rows that lines of one document add without what they need, and items that are not at their place; each line is sound by itself."""
    try:
        given_lists(text, corrections)
    except InputError as error:
        yield from error.problems
    for table in KINDS:
        try:
            corrected(text, table, (), corrections)
        except InputError as error:
            yield from error.problems


def line_fault(line: Correction) -> str | None:
    """What is wrong with a line of corrections.csv, with the column; None if it can be applied."""
    if line.table_name not in KINDS:
        return f"column table_name: {line.table_name!r} cannot be corrected: choose from {', '.join(KINDS)}"
    if line.action == "remove":
        return None
    if _of_whole_list(line) and line.column == ITEMS:
        return None if len((line.value or "").split("|")) > 1 else "column value: give two items or more, with vertical bars between"
    declared = {c.name: c for c in columns(TABLES[line.table_name])[1:] if c.name not in COMPUTED}
    if line.column not in declared:
        what = "empty: give the name of a column" if line.column is None else f"{line.column!r} cannot be set"
        return f"column column: {what}: choose from {', '.join(declared)}"
    column = declared[line.column]
    if line.value is None:
        return None if column.nullable else "column value: empty: give a value"
    fault = cell_fault(column, line.value)
    return f"column value: {line.value!r} {fault}" if fault else None


def _renumbered(rows: list[Any], group: str) -> list[Any]:
    """Rows in order of place with their positions counted again from one in each group."""
    last: dict[str, int] = defaultdict(int)
    done = []
    for row in rows:
        last[getattr(row, group)] += 1
        done.append(row._replace(position=last[getattr(row, group)]))
    return done


def recounted(lists: Sequence[Any], items: Sequence[Any]) -> list[Any]:
    """Lists with the number of their items, and the completeness that follows, counted again."""
    given = Counter(item.enumeration_id for item in items)
    counts = [given[row.enumeration_id] for row in lists]
    return [
        row._replace(item_count=count, completeness=completeness(row.kind, row.declared_count, count))
        for row, count in zip(lists, counts, strict=True)
    ]


def _nested_again(mentions: Sequence[Any]) -> list[Any]:
    """Mentions in order of place with `nested` computed again."""
    reach = 0
    done = []
    for row in mentions:
        done.append(row._replace(nested=row.end_char <= reach))
        reach = max(reach, row.end_char)
    return done
