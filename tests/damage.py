"""Ways to damage a built package, and to mend its descriptor afterwards, as a forger would.

Each way is made for some table and row, and is called with the folder; it gives back the id of the row that it damaged, if there is one.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tifabank.checking.provenance import rules_hash
from tifabank.database import make_database
from tifabank.descriptor import as_json, resource
from tifabank.rows import TABLES
from tifabank.stored import part_of
from tifabank.tables import FOUND, write

Damage = Callable[[Path], str | None]


def file_of(folder: Path, table: str) -> Path:
    return folder / "processed" / f"{table}.parquet"


def replaced(table: pa.Table, column: str, row: int, value: Any) -> pa.Table:
    """A table with one cell changed."""
    field, cells = table.schema.field(column), table[column].to_pylist()
    cells[row] = value
    if value is None:
        field = field.with_nullable(True)  # else no file could be written
    return table.set_column(table.schema.get_field_index(column), field, pa.array(cells, field.type))


def cell(table: str, column: str, value: Any, row: int = 0) -> Damage:
    """Change one cell; `value` may be a function of the one that is there."""

    def damage(folder: Path) -> str:
        there = pq.read_table(file_of(folder, table))
        new = value(there[column][row].as_py()) if callable(value) else value
        damaged = replaced(there, column, row, new)
        write(damaged, file_of(folder, table))
        return str(damaged.column(0)[row])

    return damage


def database(sql: str, *, unseen: bool = False) -> Damage:
    """Make the database, then edit it by SQL; `unseen`, with the header of before, and so its mark."""

    def damage(folder: Path) -> str | None:
        place = make_database(folder)
        header = place.read_bytes()[:100]
        with closing(sqlite3.connect(place)) as db:
            row = db.execute(sql).fetchone()
            db.commit()
        if unseen:
            place.write_bytes(header + place.read_bytes()[100:])
        return str(row[0]) if row and unseen else None

    return damage


def rows(table: str, choose: Callable[[pa.Table], pa.Table], row: int | None = None) -> Damage:
    """Put other rows in the place of those of a table; `row` is the one, of those that were there, that is damaged."""

    def damage(folder: Path) -> str | None:
        there = pq.read_table(file_of(folder, table))
        write(choose(there), file_of(folder, table))
        return None if row is None else str(there.column(0)[row])

    return damage


def at(table: str, row: int) -> Damage:
    """No damage: only which row is the one that is hit, where another file is damaged."""
    return lambda folder: str(pq.read_table(file_of(folder, table)).column(0)[row])


def without(row: int) -> Callable[[pa.Table], pa.Table]:
    """All rows but one."""
    return lambda table: table.take([i for i in range(len(table)) if i != row])


def swapped(table: pa.Table) -> pa.Table:
    """The first two rows in the place of each other."""
    return table.take([1, 0, *range(2, len(table))])


def shape(table: str, change: Callable[[pa.Table], pa.Table]) -> Damage:
    """Write a table with other columns."""

    def damage(folder: Path) -> None:
        pq.write_table(change(pq.read_table(file_of(folder, table))), file_of(folder, table))

    return damage


def data(name: str, change: Callable[[bytes], bytes], row: str | None = None) -> Damage:
    """Change the bytes of a file; `row` is the id of the row that it gives."""

    def damage(folder: Path) -> str | None:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(change(place.read_bytes() if place.is_file() else b""))
        return row

    return damage


def gone(name: str, row: str | None = None) -> Damage:
    """Delete a file."""

    def damage(folder: Path) -> str | None:
        (folder / name).unlink()
        return row

    return damage


def told(change: Callable[[dict[str, Any]], Any]) -> Damage:
    """Change the descriptor."""

    def damage(folder: Path) -> None:
        there = json.loads((folder / "datapackage.json").read_bytes())
        change(there)
        (folder / "datapackage.json").write_bytes(as_json(there))

    return damage


def both(*damages: Damage) -> Damage:
    """Do several things; the id is that of the first that has one."""

    def damage(folder: Path) -> str | None:
        return next((row for row in [one(folder) for one in damages] if row), None)

    return damage


def mended(damage: Damage) -> Damage:
    """Damage tables, then describe their files anew: hashes and rows in datapackage.json are those that are there."""

    def mend(folder: Path) -> str | None:
        row = damage(folder)
        there = json.loads((folder / "datapackage.json").read_bytes())
        entries = {entry["name"]: entry for entry in there["resources"]}
        there["resources"] = [_described(folder, name, entries[name]) for name in TABLES if file_of(folder, name).is_file()]
        (folder / "datapackage.json").write_bytes(as_json(there))
        return row

    return mend


def _described(folder: Path, name: str, before: dict[str, Any]) -> dict[str, Any]:
    digest = hashlib.sha256(file_of(folder, name).read_bytes()).hexdigest()
    if before["hash"] == f"sha256:{digest}":
        return before
    try:
        return resource(name, [part_of(pq.read_table(file_of(folder, name)), digest)], text=True)
    except (pa.ArrowException, OSError):
        return before | {"hash": f"sha256:{digest}"}


def recounted(folder: Path) -> None:
    """Make provenance fit the rows and rules that are there."""
    log = pq.read_table(file_of(folder, "provenance"))
    tables = {name: pq.read_table(file_of(folder, name)) for name in FOUND}
    owners = {name: table["document_id"].to_pylist() for name, table in tables.items()}
    counts = [owners[row["table_name"]].count(row["document_id"]) for row in log.to_pylist()]
    log = log.set_column(log.schema.get_field_index("rows"), log.schema.field("rows"), pa.array(counts, pa.int64()))
    hashes = [rules_hash(pq.read_table(file_of(folder, "rules")))] * len(log)
    log = log.set_column(log.schema.get_field_index("rules_sha256"), log.schema.field("rules_sha256"), pa.array(hashes, pa.string()))
    write(log, file_of(folder, "provenance"))
