"""The lines of assertions.csv against what they are about: tables, rows that people gave, and documents must be there.

Whether a row that a rule makes is there, and whether a cell has the value, is checked when the tables are made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from tifabank.corrections import KINDS
from tifabank.curated import Line
from tifabank.rows import TABLES
from tifabank.schema import columns


def assertion_faults(lines: Sequence[Line], rows: Mapping[str, Collection[str]], documents: Collection[str] | None) -> Iterator[str]:
    """Lines about nothing.

    Args:
        lines: the lines.
        rows: the ids of the rows that people gave, by table; of tables that are not known, nothing is told.
        documents: the ids of the documents; None: not known.
    """
    for line in lines:
        place = f"raw/curated/assertions.csv: row {line.row}, column"
        table, subject, column = line["subject_table"], line["subject_id"], line["column_name"]
        if table not in TABLES:
            yield f"{place} subject_table: no table {table!r}: choose from {', '.join(TABLES)}"
            continue
        if column not in {c.name for c in columns(TABLES[table])}:
            yield f"{place} column_name: no column {column!r} in {table}: correct it"
        if table in rows and subject not in rows[table]:
            yield f"{place} subject_id: no row {subject!r} in {table}: correct the id or delete the row"
        document_id = subject if table == "documents" else subject.partition("_")[0]
        if table in ("documents", *KINDS) and documents is not None and document_id not in documents:
            yield f"{place} subject_id: no document {document_id!r}: correct the id or delete the row"
