"""What must be true of the tables, as a list of named checks over Arrow columns (`CHECKS`).

Each check takes the tables, looks at those that are there and yields findings; all findings are collected before anything fails. What
documents share, provenance and texts have modules of their own (`parallels.py`, `provenance.py`, `texts.py`). The
tables of a corpus can be checked some documents at a time: ids carry their document, and documents come in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tifabank import numbering
from tifabank.checking import parallels, primary_keys, provenance, texts
from tifabank.checking.assertions import check_assertions
from tifabank.checking.findings import Finding, keys_of, span_columns, where
from tifabank.corrections import KINDS
from tifabank.rows import TABLES
from tifabank.schema import Column, arrow_schema, published
from tifabank.tables import COMPARED, Tables, has_text, spanned

Keys = Mapping[str, pa.Array | None]


class Check(NamedTuple):
    """A named check: what it is about in a few words, the tables that it cannot do without, and what does it."""

    what: str
    needs: tuple[str, ...]
    run: Callable[[Tables], Iterator[Finding]]


def check_tables(
    tables: Tables, names: Iterable[str] = TABLES, keys: Keys | None = None, assertions: pa.Table | None = None
) -> list[Finding]:
    """All findings of all checks that the tables allow; what rests on a table that is not there, or not sound, is left out (`rests_on`).

    Args:
        tables: whole tables, or, for all tables of documents, the rows of some documents.
        names: the tables that must be there.
        keys: primary keys of rows that are not there but may be referred to, by table; None where not all of them are known.
        assertions: the assertions about cells of these tables; by default those among them.
    """
    findings = list(_complete(tables, names))
    sound = {name: table for name, table in tables.items() if all(finding.table != name for finding in findings)}
    findings += _required(sound)
    whole = firm(sound)
    for check in CHECKS:
        some = sound if check in TABLE_CHECKS else whole
        findings += check.run(some) if some.keys() >= {*check.needs} else ()
    supported = assertions if assertions is not None else whole.get("assertions")
    findings += [*primary_keys.of_one_table(sound, keys or {}), *_references(sound, keys or {})]
    return [*findings, *(check_assertions(whole, supported) if supported is not None else ())]


def firm(tables: Tables) -> Tables:
    """The tables that have values where they must, on which most checks rely."""
    return {name: table for name, table in tables.items() if not any(table[c].null_count for c in _always(name, table))}


def rests_on(name: str) -> list[str]:
    """What is not checked, besides its rows, where a table cannot be relied on."""
    referred = any(column.ref == name for table in TABLES for column in published(table))
    checks = [check.what for check in CHECKS if name in check.needs]
    return [*(["references to it"] if referred else []), *checks, "assertions about it" if name != "assertions" else "assertions"]


def _complete(tables: Tables, names: Iterable[str]) -> Iterator[Finding]:
    """Every table is there, with the declared columns in the declared order and types."""
    for name in names:
        if name not in tables:
            yield Finding("missing", name, None, None, "the table", "none")
    text = has_text("documents", tables["documents"]) if "documents" in tables else None
    for name, table in tables.items():
        wanted = arrow_schema(name, text=has_text(name, table) if text is None else text)
        if [(f.name, f.type) for f in table.schema] != [(f.name, f.type) for f in wanted]:
            yield Finding("columns", name, None, None, str(wanted.names), str([f"{f.name}: {f.type}" for f in table.schema]))


def _always(name: str, table: pa.Table) -> list[str]:
    """The columns that have a value in each row."""
    return [column.name for column in published(name, text=has_text(name, table)) if not column.nullable]


def _required(tables: Tables) -> Iterator[Finding]:
    """No nulls where a value is declared."""
    for name, table in tables.items():
        for column in _always(name, table):
            if table[column].null_count:
                yield from where("required", name, table, column, table[column].is_null(), "a value")


def _constraints(tables: Tables) -> Iterator[Finding]:
    """Vocabularies, patterns and minima as declared."""
    for name, table in tables.items():
        for column in published(name, text=has_text(name, table)):
            yield from _column_faults(name, table, column)


def _column_faults(name: str, table: pa.Table, column: Column) -> Iterator[Finding]:
    values = table[column.name]
    if column.values:
        known = pc.is_in(values, pa.array(column.values, pa.string()))
        yield from where("vocabulary", name, table, column.name, pc.and_(pc.is_valid(values), pc.invert(known)), " or ".join(column.values))
    if column.pattern:
        matches = pc.match_substring_regex(values, rf"\A(?:{column.pattern})\z")
        yield from where("pattern", name, table, column.name, pc.invert(matches), f"a match of {column.pattern}")
    if column.minimum is not None:
        yield from where("minimum", name, table, column.name, pc.less(values, column.minimum), f"at least {column.minimum}")
    if column.min_length is not None:
        yield from where(
            "length", name, table, column.name, pc.less(pc.utf8_length(values), column.min_length), f"{column.min_length} characters"
        )


def _references(tables: Tables, keys: Keys) -> Iterator[Finding]:
    """Every reference names a row, of the tables or of those that are elsewhere."""
    for name, table in tables.items():
        for column in published(name, text=has_text(name, table)):
            if (
                column.ref and (column.ref in tables or column.ref in keys) and keys.get(column.ref, ()) is not None
            ):  # else not all are known
                values = table[column.name]
                known = [
                    *(keys_of(tables[column.ref]).chunks if column.ref in tables else ()),
                    *([keys[column.ref]] if column.ref in keys else ()),
                ]
                dangling = pc.and_(pc.is_valid(values), pc.invert(pc.is_in(values, pa.chunked_array(known, pa.string()).combine_chunks())))
                yield from where("reference", name, table, column.name, dangling, f"a row of {column.ref}")


def _ids(tables: Tables) -> Iterator[Finding]:
    """The id of what was found in a document is its document, kind and range."""
    for name, table in spanned(tables).items():
        start, end = (table[c].cast(pa.string()) for c in ("start_char", "end_char"))
        prefix: pa.Array | str = f"_{KINDS[name]}"
        if name == "text_issues":
            prefix = pc.binary_join_element_wise(prefix, pc.replace_substring(table["kind"], "_", "-"), "", "-")
        made = pc.binary_join_element_wise(table["document_id"], pc.binary_join_element_wise(prefix, start, ""), "")
        made = pc.binary_join_element_wise(made, end, "-")
        yield from where("id", name, table, table.column_names[0], pc.not_equal(made, keys_of(table)), "document, kind and range")


def _ranges(tables: Tables) -> Iterator[Finding]:
    """Spans, inner ones too, are not empty and stay inside their document."""
    documents = tables["documents"]
    for name, table in spanned(tables).items():
        owner = pc.index_in(table["document_id"], keys_of(documents).combine_chunks())
        size = documents["characters"].take(owner)
        for start, end in span_columns(name):
            yield from where("range", name, table, start, pc.greater_equal(table[start], table[end]), f"less than {end}")
            yield from where("range", name, table, end, pc.greater(table[end], size), "at most the document's length")


def _order(tables: Tables) -> Iterator[Finding]:
    """Rows stand in order of document, start, longest first; positions count from one."""
    if "documents" in tables:
        behind = [a >= b for a, b in pairwise(["", *keys_of(tables["documents"]).to_pylist()])]
        yield from where("order", "documents", tables["documents"], "document_id", behind, "more than the last")
    for name, table in spanned(tables).items():
        document = pc.rank(table["document_id"], tiebreaker="dense").to_numpy()
        start, end = (table[c].to_numpy() for c in ("start_char", "end_char"))
        before = np.lexsort((-end, start, document))
        wrong = before != np.arange(len(before))
        yield from where("order", name, table, "start_char", wrong, "document, start, longest first")
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
    yield from where("position", name, table, "position", table["position"].to_numpy() != expected, "one after the last")


def _counts(tables: Tables) -> Iterator[Finding]:
    """Lists have as many items as they say, and the completeness that follows."""
    lists, items = tables["enumerations"], tables["enumeration_items"]
    owned = {c["values"].as_py(): c["counts"].as_py() for c in items["enumeration_id"].value_counts()}
    for key, kind, declared, count, completeness in zip(
        *(lists[c].to_pylist() for c in ("enumeration_id", "kind", "declared_count", "item_count", "completeness")), strict=True
    ):
        if owned.get(key, 0) != count:
            yield Finding("count", "enumerations", key, "item_count", str(owned.get(key, 0)), str(count))
        if completeness != numbering.completeness(kind, declared, count):
            yield Finding("count", "enumerations", key, "completeness", numbering.completeness(kind, declared, count), completeness)


TABLE_CHECKS = [Check("values", (), _constraints), Check("keys", (), primary_keys.unique)]
"""These hold for any table, whatever nulls it has."""

CHECKS = [
    *TABLE_CHECKS,
    Check("ids", (), _ids),
    Check("ranges", ("documents",), _ranges),
    Check("order", (), _order),
    Check("counts of items", ("enumerations", "enumeration_items"), _counts),
    Check("counts of rows", ("documents", "provenance"), provenance.counts),
    Check("ids of provenance", ("provenance",), provenance.ids),
    Check("hashes in provenance", ("documents", "provenance"), provenance.hashes),
    Check("whose rules rows have", ("rules",), provenance.rules),
    Check("lengths and hashes of texts", ("documents",), texts.documents),
    Check("tiling", ("documents", "paragraphs"), texts.tiling),
    Check("slices and words", ("documents",), texts.slices),
    Check("ids of parallels", COMPARED, parallels.ids),
    Check("order of parallels", COMPARED, parallels.order),
    Check("places of parallels", COMPARED, parallels.places),
    Check("slices of parallels", ("parallel_spans", "documents"), parallels.inside),
]
