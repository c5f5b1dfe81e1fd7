"""The tables of a built package: one Parquet file each, or, in large packages, a folder of parts with the same columns.

    processed/mentions.parquet                       a file
    processed/mentions.parquet/part-00017.parquet    a part; each holds whole documents, in order of their ids, or whole parallels

pandas, Polars and Arrow read both by the same path.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from tifabank import home
from tifabank.errors import InputError
from tifabank.folders import Folder, reason
from tifabank.journal import refuse_unfinished
from tifabank.rows import TABLES
from tifabank.schema import arrow_schema
from tifabank.tables import Tables, logical_hash, written


class Part(NamedTuple):
    """One file of a table: rows, SHA-256 of the file, logical hash of the rows."""

    rows: int
    sha256: str
    logical_sha256: str


def part_of(table: pa.Table, sha256: str) -> Part:
    """What is told of the file of a table."""
    return Part(len(table), sha256, logical_hash(table))


def logical_sha256(parts: Sequence[Part]) -> str:
    """The logical hash of a table: that of its only file, or the SHA-256 of the parts' logical hashes, a line each."""
    if len(parts) == 1:
        return parts[0].logical_sha256
    return hashlib.sha256("".join(f"{part.logical_sha256}\n" for part in parts).encode()).hexdigest()


def table_path(name: str) -> str:
    """Where a table stands in a package."""
    return f"processed/{name}.parquet"


def part_path(name: str, number: int) -> str:
    """Where a part of a table stands in a package."""
    return f"{table_path(name)}/part-{number:05d}.parquet"


def place_of(name: str, number: int, parts: int) -> str:
    """Where a part of a table stands, of so many; a table of one part is a file."""
    return table_path(name) if parts <= 1 else part_path(name, number)


def put(folder: Folder, place: str, table: pa.Table) -> Part:
    """Write a file of a table; what is told of it.

    Raises:
        OSError: it cannot be written.
    """
    data = written(table)
    folder.write(place, data)
    return part_of(table, hashlib.sha256(data).hexdigest())


def files_of(folder: Folder, name: str, below: str = "") -> list[str]:
    """The files of a table, in order; none if it is not there. `below` is the folder that the package's folders stand in, if any.

    Raises:
        InputError: see `refuse_unfinished`.
    """
    if not below:
        refuse_unfinished(folder)
    place = below + table_path(name)
    if folder.has_file(place):
        return [place]
    return [f"{place}/{entry.name}" for entry in folder.entries(place) if entry.fault is None and entry.name.endswith(".parquet")]


@contextmanager
def as_parquet(folder: Folder, file: str) -> Iterator[None]:
    """Whatever keeps a file from being read as Parquet is told with its place and remedy."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{folder}: {file}: {reason(error)}: run 'tifabank build' again") from None


def parquet(folder: Folder, file: str) -> pq.ParquetFile:
    """A Parquet file of a package.

    Raises:
        InputError: it is none, or cannot be read.
    """
    with as_parquet(folder, file):
        return pq.ParquetFile(pa.BufferReader(folder.buffer(file)))


def read_file(folder: Folder, file: str, columns: Sequence[str] | None = None) -> pa.Table:
    """A file of a table, whole or some of its columns.

    Raises:
        InputError: it is no Parquet file, or cannot be read.
    """
    with as_parquet(folder, file):
        return parquet(folder, file).read(columns)


def read_parts(folder: Folder, name: str, columns: Sequence[str] | None = None, below: str = "") -> Iterator[pa.Table]:
    """A table, part by part; see `files_of` and `read_file`."""
    return (read_file(folder, file, columns) for file in files_of(folder, name, below))


def read_table(folder: Folder, name: str, columns: Sequence[str] | None = None) -> pa.Table:
    """A table as a whole; see `known_files`."""
    return pa.concat_tables(read_file(folder, file, columns) for file in known_files(folder, name))


def known_files(folder: Folder, name: str) -> list[str]:
    """The files of a table that must be there, with the columns of this version if another one wrote the package.

    Raises:
        InputError: it is not there, or no Parquet, or another version of Tifabank wrote it otherwise.
    """
    files = files_of(folder, name)
    if not (files and as_declared(name, parquet(folder, files[0]).schema_arrow)) and (another := another_version(folder)):
        version, remedy = another
        raise InputError(f"{folder}: the package was written by tifabank {version}, this is {home.version()}: {remedy}")
    if not files:
        raise InputError(f"{folder}: {table_path(name)}: not there: run 'tifabank build' first")
    return files


def as_declared(name: str, schema: pa.Schema) -> bool:
    """Whether a table has the columns that this version gives it, in the edition with or without text."""
    declared = [arrow_schema(name, text=text) for text in (True, False)]
    return (schema.names, schema.types) in [(one.names, one.types) for one in declared]


def another_version(folder: Folder) -> tuple[str, str] | None:
    """The version of Tifabank that wrote a package, as its provenance tells, and what to do; None if it is this one, or nobody knows."""
    there, here = _written_by(folder), home.version()
    if there is None or there == here:
        return None
    return there, "update tifabank" if _numbers(there) > _numbers(here) else "build it again"


def _written_by(folder: Folder) -> str | None:
    for file in files_of(folder, "provenance")[:1]:
        with suppress(InputError, pa.ArrowException, KeyError):
            for batch in parquet(folder, file).iter_batches(1, columns=["software_version"]):
                version = batch["software_version"][0].as_py()
                return version if isinstance(version, str) else None
    return None


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"[0-9]+", version)]


def read_tables(folder: Folder, names: Iterable[str] = TABLES) -> Tables:
    """The tables of a package that fits into memory; missing ones are left out."""
    return {name: read_table(folder, name) for name in names if files_of(folder, name)}
