"""A built package looked at without its texts: tables against their declarations and each other, in large packages part by part."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count

import numpy as np
import pyarrow as pa

from tifabank.checking.assertions import Assertions
from tifabank.checking.checks import check_tables, firm
from tifabank.checking.described import check_files
from tifabank.checking.findings import Finding, keys_of, limited
from tifabank.checking.opened import Stored
from tifabank.checking.parallels import by_owner, in_its_part, inside
from tifabank.schema import arrow_schema
from tifabank.spilled import Spilled
from tifabank.tables import Tables
from tifabank.temporary import temporary_file


def examine(stored: Stored) -> list[Finding]:
    """All findings; tables that are not there or not as declared are told, and the others checked without them."""
    of_tables = list(limited(_in_parts(stored) if stored.parts or stored.shared_parts else check_tables(_whole(stored), ())))
    stored.read_rest()
    return [*check_files(stored), *of_tables]


def _whole(stored: Stored) -> Tables:
    """All tables of a package without parts, as far as they are sound."""
    return stored.given() | stored.part(0) | stored.shared_part(0)


def _in_parts(stored: Stored) -> Iterator[Finding]:
    tables = stored.given()
    keys: dict[str, pa.Array | None] = {name: keys_of(table).combine_chunks() for name, table in tables.items()}
    ids = [None if part is None else keys_of(part).combine_chunks() for part in stored.columns("documents", ("document_id",))]
    keys["documents"] = documents = None if any(part is None for part in ids) else pa.chunked_array(ids, pa.string()).combine_chunks()
    assertions = Assertions(tables["assertions"]) if "assertions" in firm(tables) else None
    yield from check_tables(tables, (), keys, assertions and assertions.given())
    if assertions and documents is not None:
        yield from assertions.strays(documents)
    with temporary_file() as file:  # what documents share stands together by parallel, and is looked at by document
        spans = Spilled(arrow_schema("parallel_spans", text=stored.text), lambda: file)
        parts = max(1, stored.shared_parts)

        def _shared(number: int, tables: Tables) -> list[Finding]:
            whole = firm(tables)
            if documents is not None and "parallel_spans" in whole:
                spans.add(*by_owner(whole["parallel_spans"], documents, np.cumsum([0 if part is None else len(part) for part in ids])))
            found = check_tables(tables, (), keys, assertions and assertions.compared(number, parts))
            return [*found, *(in_its_part(whole["parallels"], number, parts) if "parallels" in whole else ())]

        yield from chain.from_iterable(map(_shared, count(), stored.compared()))  # a loop would hold a part while the next is read
        last = ""
        for number, part in enumerate(stored.documents()):
            whole = firm(part)
            own = [str(key) for key in keys_of(whole["documents"]).to_pylist()] if "documents" in whole else []
            if own and own[0] <= last:
                yield Finding("order", "documents", own[0], "document_id", f"more than {last!r}, the last one before part {number}", own[0])
            last = own[-1] if own else last
            yield from check_tables(part, (), keys, assertions and assertions.about(own))
            if "documents" in whole:
                yield from inside({"parallel_spans": spans.take([number]), "documents": whole["documents"]})
