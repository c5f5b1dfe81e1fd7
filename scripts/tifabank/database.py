"""processed/tifabank.db: the tables as SQLite, made from the Parquet files for Datasette.

STRICT tables with primary and foreign keys, an index for each reference, and full-text search (porter stems, marks over
letters ignored: pinyin is found without tones) on the columns in `SEARCHED`. The file is made aside and put in place at the end.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tifabank.errors import InputError
from tifabank.folders import LocalFolder
from tifabank.journal import on_disk, unfinished
from tifabank.publishing import writing
from tifabank.rows import TABLES
from tifabank.schema import Column, columns, published
from tifabank.stored import known_files

SEARCHED = {
    "concepts": ("label", "label_zh", "pinyin", "official_english", "scope_note"),
    "concept_labels": ("label",),
    "documents": ("title",),
    "sections": ("heading",),
    "enumerations": ("name", "lead_in"),
    "enumeration_items": ("label", "text"),
    "definitions": ("term", "text"),
    "quotations": ("text",),
    "attributions": ("speaker", "text"),
    "cited_documents": ("cited_name",),
    "paragraphs": ("text",),
    "sentences": ("text",),
    "mentions": ("text",),
}
"""Columns with full-text search, by table."""

_TOKENIZER = "porter unicode61 remove_diacritics 2"
_SQL_TYPES = {str: "TEXT", int: "INTEGER", bool: "INTEGER"}
_BATCH = 65_536  # rows


def make_database(package: Path, progress: Callable[[int, int], None] | None = None) -> Path:
    """The database of a built package, made again if a Parquet file is newer or if another version made it otherwise; its path.

    `progress` is called with the rows that are there, and all.

    Raises:
        InputError: the package has not been built, or by another version of Tifabank; another command writes to it, or it cannot be
            written.
    """
    folder = LocalFolder(package)
    place = package / "processed" / "tifabank.db"
    if unfinished(folder) or not _is_new(place, _files(folder)):
        with writing(folder) as aside:
            files = _files(folder)
            made = package / aside / place.name
            made.parent.mkdir()
            try:
                _fill(made, files, progress or (lambda _done, _all: None))
            except sqlite3.OperationalError as error:
                raise OSError(str(error)) from None
            on_disk(made.parent, [made.name])
            os.replace(made, place)
    return place


def _files(folder: LocalFolder) -> dict[str, list[Path]]:
    return {name: [folder.root / file for file in known_files(folder, name)] for name in TABLES}


def _is_new(place: Path, files: dict[str, list[Path]]) -> bool:
    newest = max(path.stat().st_mtime_ns for paths in files.values() for path in paths)
    return place.is_file() and place.stat().st_mtime_ns >= newest and _shape_of(place) == _shape()


def _shape() -> int:
    """A number for tables, columns and search as this version makes them."""
    made = [ddl(name, columns(row)) for name, row in TABLES.items()]
    return zlib.crc32(repr((made, SEARCHED, _TOKENIZER)).encode()) >> 1  # SQLite keeps 31 bits of it


def _shape_of(place: Path) -> int | None:
    """That number of a database; nothing of a file that is none."""
    with closing(sqlite3.connect(place)) as db:
        try:
            return int(db.execute("PRAGMA user_version").fetchone()[0])
        except sqlite3.DatabaseError:
            return None


def _fill(place: Path, files: dict[str, list[Path]], progress: Callable[[int, int], None]) -> None:
    rows = sum(pq.read_metadata(path).num_rows for paths in files.values() for path in paths)
    done = 0
    db = sqlite3.connect(place)
    try:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")  # the file is put in place when it is complete
        db.execute("PRAGMA ignore_check_constraints = ON")  # `build` and `check` have looked at every value; a third of the time
        for name, paths in files.items():
            for batch in _copied(db, name, paths):
                done += batch
                progress(done, rows)
        for name, names in SEARCHED.items():
            _search(db, name, [n for n in names if n in _names(db, name)])
        db.commit()
        faults = db.execute("PRAGMA foreign_key_check").fetchall()
        if faults:
            raise InputError(f"processed/: {len(faults)} references lead nowhere: run 'tifabank check'")
        db.execute("ANALYZE")
        db.execute(f"PRAGMA user_version = {_shape()}")
    finally:
        db.close()


def _copied(db: sqlite3.Connection, name: str, paths: list[Path]) -> Iterator[int]:
    """Make a table and fill it; the number of rows of each batch."""
    there = pq.read_schema(paths[0]).names
    cols = [c for c in published(name) if c.name in there]
    db.execute(ddl(name, cols))
    marks = ", ".join("?" * len(cols))
    for path in paths:
        for batch in pq.ParquetFile(path).iter_batches(batch_size=_BATCH, columns=[c.name for c in cols]):
            db.executemany(f'INSERT INTO "{name}" VALUES ({marks})', _values(batch))
            yield len(batch)
    for column in cols:
        if column.ref:
            db.execute(f'CREATE INDEX "idx_{name}_{column.name}" ON "{name}" ("{column.name}")')


def _values(batch: pa.RecordBatch) -> Iterable[tuple[object, ...]]:
    return zip(*(column.to_pylist() for column in batch.columns), strict=True)


def ddl(name: str, cols: Iterable[Column]) -> str:
    """The CREATE TABLE statement of a table."""
    lines = []
    for i, column in enumerate(cols):
        line = f'"{column.name}" {_SQL_TYPES[column.type]}'
        line += " PRIMARY KEY NOT NULL" if i == 0 else "" if column.nullable else " NOT NULL"
        if column.type is bool:
            line += f' CHECK ("{column.name}" IN (0, 1))'
        if column.values:
            line += f' CHECK ("{column.name}" IN ({", ".join(repr(v) for v in column.values)}))'
        if column.ref:
            line += f' REFERENCES "{column.ref}" ("{columns(TABLES[column.ref])[0].name}")'
        lines.append(line)
    return f'CREATE TABLE "{name}" (\n  ' + ",\n  ".join(lines) + "\n) STRICT"


def _names(db: sqlite3.Connection, name: str) -> set[str]:
    return {row[1] for row in db.execute(f'PRAGMA table_info("{name}")')}


def _search(db: sqlite3.Connection, name: str, names: list[str]) -> None:
    if names:
        listed = ", ".join(f'"{n}"' for n in names)
        db.execute(f"CREATE VIRTUAL TABLE \"{name}_fts\" USING fts5({listed}, content='{name}', tokenize='{_TOKENIZER}')")
        db.execute(f'INSERT INTO "{name}_fts" ("{name}_fts") VALUES (\'rebuild\')')
        db.execute(f'INSERT INTO "{name}_fts" ("{name}_fts") VALUES (\'optimize\')')
