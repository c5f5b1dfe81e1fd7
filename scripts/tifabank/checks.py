"""What must be true of the tables, as a list of named checks over Arrow columns.

Each check takes the tables and yields findings; all findings are collected before anything fails. `TABLE_CHECKS` hold for any table,
`DOCUMENT_CHECKS` for the tables of documents together; `TEXT_CHECKS` also need their text columns, from which every slice is cut
again; what documents share has checks of its own (`parallel_checks.py`). The tables of a corpus can be checked some documents at a time: ids carry their document, and documents come in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tifabank import numbering, parallel_checks, text_checks
from tifabank.assertions import check_assertions
from tifabank.corrections import KINDS
from tifabank.findings import MOST, Finding, keys_of, span_columns, where
from tifabank.rows import TABLES
from tifabank.schema import Column, arrow_schema, published
from tifabank.tables import COMPARED, Tables, has_text

Keys = Mapping[str, pa.Array]


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
    if tables.keys() >= {*COMPARED}:
        checks += [*parallel_checks.CHECKS, *([parallel_checks.inside] if "documents" in tables else [])]
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


def _required(tables: Tables) -> Iterator[Finding]:
    """No nulls where a value is declared."""
    for name, table in tables.items():
        for column in published(name, text=has_text(name, table)):
            if not column.nullable and table[column.name].null_count:
                yield from where("required", name, table, column.name, table[column.name].is_null(), "a value")


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


def _unique_keys(tables: Tables) -> Iterator[Finding]:
    """Primary keys are unique."""
    for name, table in tables.items():
        if name in parallel_checks.UNIQUE:
            continue
        keys = keys_of(table)
        if pc.count_distinct(keys).as_py() < len(keys):
            for key in _repeated(keys):
                yield Finding("unique", name, key, table.column_names[0], "one row", "more")


def _repeated(keys: pa.ChunkedArray) -> list[str]:
    counts = keys.value_counts()
    return [c["values"].as_py() for c in counts if c["counts"].as_py() > 1][:MOST]


def _references(tables: Tables, keys: Keys) -> Iterator[Finding]:
    """Every reference names a row, of the tables or of those that are elsewhere."""
    for name, table in tables.items():
        for column in published(name, text=has_text(name, table)):
            if column.ref:
                values = table[column.name]
                known = [
                    *(keys_of(tables[column.ref]).chunks if column.ref in tables else ()),
                    *([keys[column.ref]] if column.ref in keys else ()),
                ]
                dangling = pc.and_(pc.is_valid(values), pc.invert(pc.is_in(values, pa.chunked_array(known, pa.string()).combine_chunks())))
                yield from where("reference", name, table, column.name, dangling, f"a row of {column.ref}")


def _ids(tables: Tables) -> Iterator[Finding]:
    """The id of what was found in a document is its document, kind and range."""
    for name, kind in KINDS.items():
        table = tables[name]
        start, end = (table[c].cast(pa.string()) for c in ("start_char", "end_char"))
        prefix: pa.Array | str = f"_{kind}"
        if name == "text_issues":
            prefix = pc.binary_join_element_wise(prefix, pc.replace_substring(table["kind"], "_", "-"), "", "-")
        made = pc.binary_join_element_wise(table["document_id"], pc.binary_join_element_wise(prefix, start, ""), "")
        made = pc.binary_join_element_wise(made, end, "-")
        yield from where("id", name, table, table.column_names[0], pc.not_equal(made, keys_of(table)), "document, kind and range")


def _ranges(tables: Tables) -> Iterator[Finding]:
    """Spans, inner ones too, are not empty and stay inside their document."""
    documents = tables["documents"]
    for name in KINDS:
        table = tables[name]
        owner = pc.index_in(table["document_id"], keys_of(documents).combine_chunks())
        size = documents["characters"].take(owner)
        for start, end in span_columns(name):
            yield from where("range", name, table, start, pc.greater_equal(table[start], table[end]), f"less than {end}")
            yield from where("range", name, table, end, pc.greater(table[end], size), "at most the document's length")


def _order(tables: Tables) -> Iterator[Finding]:
    """Rows stand in order of document, start, longest first; positions count from one."""
    ids = keys_of(tables["documents"]).to_pylist()
    yield from where(
        "order", "documents", tables["documents"], "document_id", [a >= b for a, b in pairwise(["", *ids])], "more than the last"
    )
    for name in KINDS:
        table = tables[name]
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
    rows["documents"] = dict.fromkeys(keys_of(tables["documents"]).to_pylist(), 1)
    for key, document, table, count in zip(
        *(log[c].to_pylist() for c in ("provenance_id", "document_id", "table_name", "rows")), strict=True
    ):
        found = rows.get(table, {}).get(document, 0)
        if found != count:
            yield Finding("count", "provenance", key, "rows", str(found), str(count))
    for name, counted in rows.items():
        told = set(log.filter(pc.equal(log["table_name"], name))["document_id"].to_pylist())
        for document in sorted(counted.keys() - told)[:MOST]:
            yield Finding("count", "provenance", None, "table_name", f"a row for {document} and {name}", "none")


Check = Callable[[Tables], Iterator[Finding]]
TABLE_CHECKS: list[Check] = [_constraints, _unique_keys]
DOCUMENT_CHECKS: list[Check] = [_ids, _ranges, _order, _counts]
TEXT_CHECKS: list[Check] = [text_checks.documents, text_checks.tiling, text_checks.slices]
