"""processed/tifabank.db: the tables as SQLite, made from the Parquet files for Datasette.

STRICT tables with primary and foreign keys, an index for each reference, and full-text search (porter stems, marks over
letters ignored: pinyin is found without tones) on the columns in `SEARCHED`. The file is made aside and put in place at the end.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tifabank.database_file import DATABASE, SEARCHED, ddl, is_made_from, mark, search_ddl, searched, side_files
from tifabank.errors import InputError
from tifabank.folders import LocalFolder
from tifabank.journal import on_disk, unfinished
from tifabank.publishing import writing
from tifabank.rows import TABLES
from tifabank.schema import published
from tifabank.stored import as_parquet, known_files

_BATCH = 65_536  # rows


def make_database(package: Path, progress: Callable[[int, int], None] | None = None) -> Path:
    """The database of a built package, made again unless it was made from the tables that are there (`database_file`); its path.

    The files of the tables are read for this, to hash them; that is a small part of what filling a database takes.
    `progress` is called with the rows that are there, and all.

    Raises:
        InputError: the package has not been built, or by another version of Tifabank; another command writes to it, or it cannot be
            written.
    """
    folder = LocalFolder(package)
    place = package / DATABASE
    if unfinished(folder) or side_files(folder) or not is_made_from(place, _hashes(folder)):
        with writing(folder) as aside:
            hashes = _hashes(folder)  # before they are read: what is changed meanwhile makes the database an old one
            made = package / aside / place.name
            made.parent.mkdir()
            try:
                _fill(made, _files(folder), progress or (lambda _done, _all: None))
            except sqlite3.OperationalError as error:
                raise OSError(str(error)) from None
            mark(made, hashes)
            on_disk(made.parent, [made.name])
            os.replace(made, place)
            for name in side_files(folder):  # SQLite would take them for those of the new one
                folder.remove(name)
    return place


def _files(folder: LocalFolder) -> dict[str, list[Path]]:
    return {name: [folder.root / file for file in known_files(folder, name)] for name in TABLES}


def _hashes(folder: LocalFolder) -> dict[str, list[str]]:
    """SHA-256 of the files of each table."""

    def _hash(file: str) -> str:
        with as_parquet(folder, file):
            return hashlib.sha256(folder.buffer(file)).hexdigest()

    files = {name: known_files(folder, name) for name in TABLES}
    with ThreadPoolExecutor() as threads:  # hashes are made without Python's lock
        return {name: list(threads.map(_hash, some)) for name, some in files.items()}


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
        for name in SEARCHED:
            _search(db, name, searched(name, _names(db, name)))
        db.commit()
        faults = db.execute("PRAGMA foreign_key_check").fetchall()
        if faults:
            raise InputError(f"processed/: {len(faults)} references lead nowhere: run 'tifabank check'")
        db.execute("ANALYZE")
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
            db.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values_of(batch))
            yield len(batch)
    for column in cols:
        if column.ref:
            db.execute(f'CREATE INDEX "idx_{name}_{column.name}" ON "{name}" ("{column.name}")')


def values_of(batch: pa.RecordBatch) -> Iterable[tuple[object, ...]]:
    """The rows of a batch as the database holds them (to which true is 1)."""
    return zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _names(db: sqlite3.Connection, name: str) -> set[str]:
    return {row[1] for row in db.execute(f'PRAGMA table_info("{name}")')}


def _search(db: sqlite3.Connection, name: str, names: list[str]) -> None:
    if names:
        db.execute(search_ddl(name, names))
        db.execute(f'INSERT INTO "{name}_fts" ("{name}_fts") VALUES (\'rebuild\')')
        db.execute(f'INSERT INTO "{name}_fts" ("{name}_fts") VALUES (\'optimize\')')
