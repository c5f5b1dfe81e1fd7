"""What must be true of the tables, as a list of named checks over Arrow columns.

Each check takes the tables and yields findings; all findings are collected before anything fails. `TABLE_CHECKS` hold for any table,
`DOCUMENT_CHECKS` for the tables of documents together; `TEXT_CHECKS` also need their text columns, from which every slice is cut
again. The tables of a corpus can be checked some documents at a time: ids carry their document, and documents come in order.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tifabank import numbering
from tifabank.corrections import KINDS
from tifabank.rows import TABLES
from tifabank.schema import Column, arrow_schema, columns, published
from tifabank.slices import JoinedTexts
from tifabank.tables import FOUND, Tables, has_text
from tifabank.text import ZERO_WIDTH

_MOST = 20  # findings told of one check and column
Keys = Mapping[str, pa.Array]


class Assertions:
    """The table of assertions, parted by what they are about."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self._rows: dict[str, list[int]] = defaultdict(list)
        subjects = zip(*(table[c].to_pylist() for c in ("subject_table", "subject_id")), strict=True)
        for row, (name, subject) in enumerate(subjects):
            self._rows[subject.partition("_")[0] if name in FOUND else ""].append(row)

    def given(self) -> pa.Table:
        """Those about tables that no document makes."""
        return self._at(self._rows.get("", []))

    def about(self, documents: Iterable[str]) -> pa.Table:
        """Those about cells of some documents' rows."""
        return self._at([row for document_id in documents for row in self._rows.get(document_id, ())])

    def _at(self, rows: list[int]) -> pa.Table:
        return self._table.take(pa.array(rows, pa.int64()))


class Finding(NamedTuple):
    """One fault, with its address."""

    check: str
    table: str
    row: str | None
    column: str | None
    expected: str
    found: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.table, self.row and f"row {self.row}", self.column and f"column {self.column}") if part)
        return f"{place}: expected {self.expected}, found {self.found} [{self.check}]"


def check_tables(
    tables: Tables, names: Iterable[str] = TABLES, keys: Keys | None = None, assertions: pa.Table | None = None
) -> list[Finding]:
    """All findings of all checks that the tables allow.

    Args:
        tables: whole tables, or, for all tables of documents, the rows of some documents.
        names: the tables that must be there.
        keys: primary keys of rows that are not there but may be referred to, by table.
        assertions: the assertions about cells of these tables; by default those among them.
    """
    findings = list(_complete(tables, names))
    if findings:
        return findings  # the other checks rely on complete tables and columns ...
    findings = list(_required(tables))
    if findings:
        return findings  # ... and on values where they must be
    checks = [*TABLE_CHECKS, *(DOCUMENT_CHECKS if "documents" in tables else [])]
    if "documents" in tables and has_text("documents", tables["documents"]):
        checks += TEXT_CHECKS
    findings = [finding for check in checks for finding in check(tables)]
    supported = assertions if assertions is not None else tables.get("assertions")
    return [*findings, *_references(tables, keys or {}), *(check_assertions(tables, supported) if supported else ())]


def _complete(tables: Tables, names: Iterable[str]) -> Iterator[Finding]:
    """Every table is there, with the declared columns in the declared order and types."""
    for name in names:
        if name not in tables:
            yield Finding("complete", name, None, None, "the table", "none")
            continue
        text = has_text("documents", tables["documents"]) if "documents" in tables else has_text(name, tables[name])
        wanted, schema = arrow_schema(name, text=text), tables[name].schema
        if [(f.name, f.type) for f in schema] != [(f.name, f.type) for f in wanted]:
            yield Finding("complete", name, None, None, str(wanted.names), str([f"{f.name}: {f.type}" for f in schema]))


def _keys(table: pa.Table) -> pa.ChunkedArray:
    return table.column(0)


def _where(check: str, name: str, table: pa.Table, column: str, mask: Any, expected: str) -> Iterator[Finding]:
    """A finding for each row of a mask (null counts as false), the first ones."""
    rows = np.flatnonzero(np.asarray(pc.fill_null(mask, False).to_numpy(zero_copy_only=False) if hasattr(mask, "type") else mask))
    for row in rows[:_MOST]:
        found = table[column][int(row)].as_py()
        yield Finding(check, name, str(_keys(table)[int(row)]), column, expected, repr(found)[:120])


def _required(tables: Tables) -> Iterator[Finding]:
    """No nulls where a value is declared."""
    for name, table in tables.items():
        for column in published(name, text=has_text(name, table)):
            if not column.nullable and table[column.name].null_count:
                yield from _where("required", name, table, column.name, table[column.name].is_null(), "a value")


def _constraints(tables: Tables) -> Iterator[Finding]:
    """Vocabularies, patterns and minima as declared."""
    for name, table in tables.items():
        for column in published(name, text=has_text(name, table)):
            yield from _column_faults(name, table, column)


def _column_faults(name: str, table: pa.Table, column: Column) -> Iterator[Finding]:
    values = table[column.name]
    if column.values:
        known = pc.is_in(values, pa.array(column.values, pa.string()))
        yield from _where(
            "vocabulary", name, table, column.name, pc.and_(pc.is_valid(values), pc.invert(known)), " or ".join(column.values)
        )
    if column.pattern:
        matches = pc.match_substring_regex(values, rf"\A(?:{column.pattern})\z")
        yield from _where("pattern", name, table, column.name, pc.invert(matches), f"a match of {column.pattern}")
    if column.minimum is not None:
        yield from _where("minimum", name, table, column.name, pc.less(values, column.minimum), f"at least {column.minimum}")
    if column.min_length is not None:
        yield from _where(
            "length", name, table, column.name, pc.less(pc.utf8_length(values), column.min_length), f"{column.min_length} characters"
        )


def _unique_keys(tables: Tables) -> Iterator[Finding]:
    """Primary keys are unique."""
    for name, table in tables.items():
        keys = _keys(table)
        if pc.count_distinct(keys).as_py() < len(keys):
            for key in _repeated(keys):
                yield Finding("unique", name, key, table.column_names[0], "one row", "more")


def _repeated(keys: pa.ChunkedArray) -> list[str]:
    counts = keys.value_counts()
    return [c["values"].as_py() for c in counts if c["counts"].as_py() > 1][:_MOST]


def _references(tables: Tables, keys: Keys) -> Iterator[Finding]:
    """Every reference names a row, of the tables or of those that are elsewhere."""
    for name, table in tables.items():
        for column in published(name, text=has_text(name, table)):
            if column.ref:
                values = table[column.name]
                known = [
                    *(_keys(tables[column.ref]).chunks if column.ref in tables else ()),
                    *([keys[column.ref]] if column.ref in keys else ()),
                ]
                dangling = pc.and_(pc.is_valid(values), pc.invert(pc.is_in(values, pa.chunked_array(known, pa.string()).combine_chunks())))
                yield from _where("reference", name, table, column.name, dangling, f"a row of {column.ref}")


def _ids(tables: Tables) -> Iterator[Finding]:
    """The id of what was found in a document is its document, kind and range."""
    for name, kind in KINDS.items():
        table = tables[name]
        start, end = (table[c].cast(pa.string()) for c in ("start_char", "end_char"))
        prefix: Any = f"_{kind}"
        if name == "text_issues":
            prefix = pc.binary_join_element_wise(prefix, pc.replace_substring(table["kind"], "_", "-"), "", "-")
        made = pc.binary_join_element_wise(table["document_id"], pc.binary_join_element_wise(prefix, start, ""), "")
        made = pc.binary_join_element_wise(made, end, "-")
        yield from _where("id", name, table, table.column_names[0], pc.not_equal(made, _keys(table)), "document, kind and range")


def _ranges(tables: Tables) -> Iterator[Finding]:
    """Spans, inner ones too, are not empty and stay inside their document."""
    documents = tables["documents"]
    for name in KINDS:
        table = tables[name]
        where = pc.index_in(table["document_id"], _keys(documents).combine_chunks())
        size = documents["characters"].take(where)
        for start, end in _span_columns(name):
            yield from _where("range", name, table, start, pc.greater_equal(table[start], table[end]), f"less than {end}")
            yield from _where("range", name, table, end, pc.greater(table[end], size), "at most the document's length")


def _span_columns(name: str) -> list[tuple[str, str]]:
    names = [c.name for c in columns(TABLES[name])]
    return [(n, n.replace("start_char", "end_char")) for n in names if n.endswith("start_char")]


def _order(tables: Tables) -> Iterator[Finding]:
    """Rows stand in order of document, start, longest first; positions count from one."""
    for name in KINDS:
        table = tables[name]
        document = pc.rank(table["document_id"], tiebreaker="dense").to_numpy()
        start, end = (table[c].to_numpy() for c in ("start_char", "end_char"))
        before = np.lexsort((-end, start, document))
        wrong = before != np.arange(len(before))
        yield from _where("order", name, table, "start_char", wrong, "document, start, longest first")
        if "position" in table.column_names:
            group = document if name != "enumeration_items" else _codes(table["enumeration_id"])
            yield from _positions(name, table, group)


def _codes(values: pa.ChunkedArray) -> np.ndarray:
    """A number for each distinct value."""
    return np.asarray(values.combine_chunks().dictionary_encode().indices.to_numpy(zero_copy_only=False))


def _positions(name: str, table: pa.Table, group: np.ndarray) -> Iterator[Finding]:
    """Positions count from one in each group, in row order."""
    order = np.argsort(group, kind="stable")
    ranked = group[order]
    starts = np.flatnonzero(np.diff(ranked, prepend=-1)) if len(ranked) else np.array([], dtype=int)
    expected = np.empty(len(group), dtype=np.int64)
    expected[order] = np.arange(len(group)) - np.repeat(starts, np.diff([*starts, len(group)])) + 1
    yield from _where("position", name, table, "position", table["position"].to_numpy() != expected, "one after the last")


def _counts(tables: Tables) -> Iterator[Finding]:
    """Lists have as many items as they say, and the completeness that follows; provenance counts the rows."""
    lists, items = tables["enumerations"], tables["enumeration_items"]
    owned = {c["values"].as_py(): c["counts"].as_py() for c in items["enumeration_id"].value_counts()}
    for key, kind, declared, count, completeness in zip(
        *(lists[c].to_pylist() for c in ("enumeration_id", "kind", "declared_count", "item_count", "completeness")), strict=True
    ):
        if owned.get(key, 0) != count:
            yield Finding("count", "enumerations", key, "item_count", str(owned.get(key, 0)), str(count))
        if completeness != numbering.completeness(kind, declared, count):
            yield Finding("count", "enumerations", key, "completeness", numbering.completeness(kind, declared, count), completeness)
    yield from _provenance_counts(tables)


def _provenance_counts(tables: Tables) -> Iterator[Finding]:
    log = tables["provenance"]
    rows = {name: {c["values"].as_py(): c["counts"].as_py() for c in tables[name]["document_id"].value_counts()} for name in KINDS}
    rows["documents"] = dict.fromkeys(_keys(tables["documents"]).to_pylist(), 1)
    for key, document, table, count in zip(
        *(log[c].to_pylist() for c in ("provenance_id", "document_id", "table_name", "rows")), strict=True
    ):
        found = rows.get(table, {}).get(document, 0)
        if found != count:
            yield Finding("count", "provenance", key, "rows", str(found), str(count))
    for name, counted in rows.items():
        told = set(log.filter(pc.equal(log["table_name"], name))["document_id"].to_pylist())
        for document in sorted(counted.keys() - told)[:_MOST]:
            yield Finding("count", "provenance", None, "table_name", f"a row for {document} and {name}", "none")


def check_assertions(tables: Tables, assertions: pa.Table) -> Iterator[Finding]:
    """An assertion's value is that of the cell it supports."""
    cells: dict[str, dict[str, dict[str, Any]]] = {}
    for row in assertions.to_pylist():
        name, column = row["subject_table"], row["column_name"]
        if name not in tables:
            yield Finding("assertion", "assertions", row["assertion_id"], "subject_table", "a table of the package", name)
            continue
        if name not in cells:
            cells[name] = {next(iter(r.values())): r for r in tables[name].drop_columns(_long(tables[name])).to_pylist()}
        subject = cells[name].get(row["subject_id"])
        if subject is None or column not in {c.name for c in columns(TABLES[name])}:
            yield Finding(
                "assertion", "assertions", row["assertion_id"], "subject_id", f"a cell of {name}", f"{row['subject_id']}.{column}"
            )
        elif column in subject and str(subject[column]) != row["value"]:
            yield Finding("assertion", "assertions", row["assertion_id"], "value", repr(subject[column]), repr(row["value"]))


def _long(table: pa.Table) -> list[str]:
    return [n for n in ("text",) if n in table.column_names]


def _tiling(tables: Tables) -> Iterator[Finding]:
    """Each character that is not blank lies in exactly one paragraph."""
    spans: dict[str, list[tuple[int, int]]] = {}
    pars = tables["paragraphs"]
    for document, start, end in zip(*(pars[c].to_pylist() for c in ("document_id", "start_char", "end_char")), strict=True):
        spans.setdefault(document, []).append((start, end))
    documents = tables["documents"]
    for document, text in zip(_keys(documents).to_pylist(), documents["text"].to_pylist(), strict=True):
        done = 0
        for start, end in [*spans.get(document, []), (len(text), len(text))]:
            gap = text[done:start]
            if start < done:
                yield Finding("tiling", "paragraphs", document, "start_char", f"{done} or more", str(start))
            elif not all(c.isspace() or c in ZERO_WIDTH for c in gap):
                yield Finding("tiling", "paragraphs", document, "start_char", f"a paragraph over {done}-{start}", "none")
            done = max(done, end)


def _slices(tables: Tables) -> Iterator[Finding]:
    """Every slice, cut again from the document's text, is what its cell says; word counts are counted again."""
    texts = JoinedTexts(_keys(tables["documents"]), tables["documents"]["text"].to_pylist())
    for name in KINDS:
        table = tables[name]
        for start, end in _span_columns(name):
            column = "text" if start == "start_char" else start.removesuffix("_start_char")
            if column not in table.column_names:
                continue
            spans = texts.spans(table["document_id"], table[start], table[end])
            yield from _cells("slice", name, table, column, texts.squeezed(*spans))
            if column == "text" and "words" in table.column_names:
                yield from _cells("words", name, table, "words", texts.words(*spans))


def _cells(check: str, name: str, table: pa.Table, column: str, again: list[Any]) -> Iterator[Finding]:
    """A finding for each cell that is not what it was computed to be."""
    cells = table[column].combine_chunks()
    if cells.equals(pa.array(again, cells.type)):
        return
    for row, (cell, made) in enumerate(zip(cells.to_pylist(), again, strict=True)):
        if cell != made:
            yield Finding(check, name, str(_keys(table)[row]), column, repr(made)[:120], repr(cell)[:120])


def _documents(tables: Tables) -> Iterator[Finding]:
    """Lengths and hash of a document are those of its text."""
    for row in tables["documents"].to_pylist():
        data = row["text"].encode()
        for column, again in {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "characters": len(row["text"])}.items():
            if row[column] != again:
                yield Finding("document", "documents", row["document_id"], column, str(again), str(row[column]))


Check = Callable[[Tables], Iterator[Finding]]
TABLE_CHECKS: list[Check] = [_constraints, _unique_keys]
DOCUMENT_CHECKS: list[Check] = [_ids, _ranges, _order, _counts]
TEXT_CHECKS: list[Check] = [_documents, _tiling, _slices]
