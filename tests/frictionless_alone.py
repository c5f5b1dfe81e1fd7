"""What frictionless, by itself, says of a damaged copy of a package.

It takes seconds for a package and minutes for all corruptions, so it is asked only for the resources that the damage can touch: those
whose file, schema or entry in the descriptor differ, and those that refer to a table whose keys differ. It looks at each by itself.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from frictionless import FrictionlessException, Package

from tifabank.rows import TABLES
from tifabank.schema import columns


def finds(copy: Path, sound: Path) -> bool:
    """Whether it finds anything in the copy that it does not find in the sound package."""
    entries, before = _entries(copy), _entries(sound)
    if entries is None or before is None:
        return entries is not before
    touched = _touched(copy, sound, entries, before)
    if not touched and _bytes(copy, "datapackage.json") == _bytes(sound, "datapackage.json"):
        return False
    try:
        package = _package(copy, touched)
    except FrictionlessException:
        return True
    return any(_errors(package, name) - _of_sound(sound, name) for name in touched)


def _package(folder: Path, names: list[str]) -> Package:
    """The package with no more than some resources and those that they refer to."""
    told = json.loads((folder / "datapackage.json").read_bytes())
    refers = {column.ref for name in names if name in TABLES for column in columns(TABLES[name])}
    told["resources"] = [r for r in told["resources"] if r["name"] in {*names, *refers}]
    return Package.from_descriptor(told, basepath=str(folder))


@cache
def _of_sound(sound: Path, name: str) -> set[tuple[str, str]]:
    return _errors(_package(sound, [name]), name)


def _errors(package: Package, name: str) -> set[tuple[str, str]]:
    if not package.has_resource(name):
        return set()
    return {(error.type, error.note) for task in package.get_resource(name).validate().tasks for error in task.errors}


def _entries(folder: Path) -> dict[str, Any] | None:
    """The descriptor's resources by name; None where there is no descriptor."""
    try:
        return {resource["name"]: resource for resource in json.loads((folder / "datapackage.json").read_bytes())["resources"]}
    except (OSError, ValueError):
        return None


def _touched(copy: Path, sound: Path, entries: dict[str, Any], before: dict[str, Any]) -> list[str]:
    """The resources that the damage can touch, those of which a file or entry differs first."""
    changed = [n for n in entries if entries[n] != before.get(n) or any(_bytes(copy, f) != _bytes(sound, f) for f in _files(n))]
    keys = {n for n in TABLES if (n in entries) != (n in before) or (n in changed and _keys(copy, n) != _keys(sound, n))}
    refer = [n for n in entries if n in TABLES and any(column.ref in keys for column in columns(TABLES[n]))]
    return [*dict.fromkeys(changed + refer)]


def _files(name: str) -> tuple[str, str]:
    return f"processed/{name}.parquet", f"schemas/{name}.json"


def _bytes(folder: Path, name: str) -> dict[str, bytes]:
    place = folder / name
    return {p.name: p.read_bytes() for p in ([place] if place.is_file() else place.rglob("*.*"))}


def _keys(folder: Path, name: str) -> list[str] | None:
    """The keys of a table; None where they cannot be read."""
    try:
        return pq.read_table(folder / "processed" / f"{name}.parquet").column(0).to_pylist()
    except (pa.ArrowException, OSError, ValueError, IndexError):
        return None
