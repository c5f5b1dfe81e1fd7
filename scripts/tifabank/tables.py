"""Rows to Arrow tables, Arrow tables to Parquet and back, and the logical hash of a table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tifabank.corrections import KINDS
from tifabank.rows import TABLES
from tifabank.schema import arrow_schema, columns

Tables = dict[str, pa.Table]

FOUND = ("documents", *KINDS)
"""The tables of what is found in documents."""

CHUNKED = (*FOUND, "provenance")
"""The tables whose rows belong to documents: folders of parts in large packages."""

GIVEN = ("sources", "concepts", "concept_labels", "concept_members", "assertions", "rules")
"""The tables that no document makes: what people entered, and the rules."""

COMPARED = ("parallels", "parallel_spans")
"""The tables of what documents share, made of all of them together: where they are large, folders of as many parts; those with one number
hold the same parallels."""


def reuse_memory() -> pa.MemoryPool:
    """Let Arrow take its memory from an allocator that keeps what is freed, where it has one; the allocator before.

    A build makes and drops the tables of one batch after the other; by default much of their memory is asked of the system anew.
    """
    before = pa.default_memory_pool()
    if "jemalloc" in pa.supported_memory_backends():
        pa.set_memory_pool(pa.jemalloc_memory_pool())
    return before


def table_of(name: str, rows: Iterable[NamedTuple]) -> pa.Table:
    """The Arrow table of rows that are in order; column by column, without a check."""
    schema = arrow_schema(name)
    cells = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table([pa.array(column, field.type) for column, field in zip(cells, schema, strict=True)], schema=schema)


def without_text(name: str, table: pa.Table) -> pa.Table:
    """The table of the edition that leaves out the columns which copy the texts."""
    schema = arrow_schema(name, text=False)
    return table.select(schema.names).cast(schema)


class Rows(NamedTuple):
    """A range of rows of a table."""

    start: int
    length: int


def document_slices(table: pa.Table) -> dict[str, Rows]:
    """The rows of each document of a table in which the rows of a document stand together."""
    if not len(table):
        return {}
    ids = table["document_id"].combine_chunks()
    runs = pc.run_end_encode(ids)
    ends = runs.run_ends.to_numpy()
    starts = [0, *ends[:-1]]
    return {key: Rows(int(a), int(b - a)) for key, a, b in zip(runs.values.to_pylist(), starts, ends, strict=True)}


def spanned(tables: Tables) -> Tables:
    """Those of some tables whose rows are places in documents, in order."""
    return {name: tables[name] for name in KINDS if name in tables}


def has_text(name: str, table: pa.Table) -> bool:
    """Whether a table has the columns that copy the texts."""
    return {c.name for c in columns(TABLES[name])}.issubset(table.column_names)


def logical_hash(table: pa.Table) -> str:
    """SHA-256 over names, types, nulls, lengths and bytes of all cells, whatever wrote the file.

    For each column in order: name and type as text, then one byte for each row (1: null), then for strings the byte length of
    each cell (64-bit little endian, null: 0) and all UTF-8 bytes; for integers and booleans the 64-bit little-endian values
    (null: 0).
    """
    digest = hashlib.sha256()
    for field, chunks in zip(table.schema, table.columns, strict=True):
        column = chunks.combine_chunks() if chunks.num_chunks != 1 else chunks.chunk(0)
        digest.update(f"{field.name}\0{field.type}\0".encode())
        digest.update(column.is_null().cast(pa.uint8()).to_numpy(zero_copy_only=False).tobytes())
        if pa.types.is_string(field.type):
            filled = column.fill_null("")
            digest.update(pc.binary_length(filled).cast(pa.int64()).to_numpy(zero_copy_only=False).astype("<i8").tobytes())
            digest.update(_string_bytes(filled))
        else:
            values = column.cast(pa.int64()).fill_null(0)
            digest.update(values.to_numpy(zero_copy_only=False).astype("<i8").tobytes())
    return digest.hexdigest()


def _string_bytes(column: pa.StringArray) -> memoryview:
    offsets = memoryview(column.buffers()[1]).cast("i")
    data = column.buffers()[2]
    start, end = offsets[column.offset], offsets[column.offset + len(column)]
    return memoryview(data)[start:end] if data is not None else memoryview(b"")


def write(table: pa.Table, place: Path | IO[bytes]) -> None:
    """Write one Parquet file: zstd, one row group for each 65,536 rows, descriptions in the footer."""
    pq.write_table(table, place, compression="zstd", compression_level=3, row_group_size=65_536, store_schema=True, write_statistics=True)


def written(table: pa.Table) -> pa.Buffer:
    """A table as the bytes of a Parquet file."""
    sink = pa.BufferOutputStream()
    write(table, sink)
    return sink.getvalue()
