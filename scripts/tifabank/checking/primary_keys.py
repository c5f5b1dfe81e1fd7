"""Checks of primary keys: no id names two rows, of one table or of several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from tifabank.checking import parallels
from tifabank.checking.findings import Finding, keys_of
from tifabank.rows import TABLES
from tifabank.tables import Tables


def unique(tables: Tables) -> Iterator[Finding]:
    """Primary keys are unique in their table."""
    for name, table in tables.items():
        if name in parallels.UNIQUE:
            continue
        for key in _repeated(keys_of(table)):
            yield Finding("unique", name, key, table.column_names[0], "one row", "more")


def of_one_table(tables: Tables, keys: Mapping[str, pa.Array | None]) -> Iterator[Finding]:
    """No id is one of two tables, of these or of those whose keys alone are known: `explain` and `cite` are asked with nothing but ids."""
    known = {name: pa.chunked_array([there]) for name, there in keys.items() if there is not None}
    found = known | {name: keys_of(table) for name, table in tables.items()}
    each = {name: found[name].unique() for name in TABLES if name in found}
    if not each:
        return
    for key in _repeated(pa.chunked_array(each.values(), pa.string())):
        *others, last = [name for name, there in each.items() if pc.index(there, key).as_py() >= 0]
        column = tables[last].column_names[0] if last in tables else None
        yield Finding("unique", last, key, column, "an id of one table", f"one of {' and '.join(others)} too")


def _repeated(keys: pa.ChunkedArray) -> list[str]:
    if pc.count_distinct(keys).as_py() == len(keys) - keys.null_count:
        return []
    return [c["values"].as_py() for c in keys.drop_null().value_counts() if c["counts"].as_py() > 1]
