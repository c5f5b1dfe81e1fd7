"""The files of a built package against descriptor and declarations: what is missing, extra or changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tifabank.checking.findings import Finding, apart, linked
from tifabank.checking.opened import Stored
from tifabank.database_file import DATABASE, SIDE_FILES
from tifabank.descriptor import LOGICAL_HASH, as_json, resource
from tifabank.folders import DESCRIPTOR, Folder, json_in, reason
from tifabank.rows import TABLES
from tifabank.schema import table_schema
from tifabank.stored import table_path

_BESIDE_TABLES = (DATABASE, *SIDE_FILES)
"""What `browse` makes, and what SQLite puts beside it; `served` looks at them."""


def check_files(stored: Stored) -> Iterator[Finding]:
    """Files on disk against the descriptor and the declarations; all tables have been read."""
    told, faults = told_by(stored.folder)
    yield from faults
    if not faults:
        yield from _as_written(stored, told)
        yield from _resources(stored, told)
    yield from _schemas(stored)
    yield from _missing(stored)
    yield from stored.faults.values()
    yield from _extra(stored)


def told_by(folder: Folder) -> tuple[dict[str, Any], list[Finding]]:
    """The descriptor, and what keeps it from being one; its resources are objects with names."""
    if folder.is_link(DESCRIPTOR):
        return {}, [linked(DESCRIPTOR)]
    try:
        told = json_in(folder, DESCRIPTOR)
    except (ValueError, OSError) as error:
        return {}, [_about_it(None, "a descriptor in JSON", reason(error)[:120])]
    resources = told.get("resources")
    if not isinstance(resources, list) or not all(isinstance(r, dict) and isinstance(r.get("name"), str) for r in resources):
        return {}, [_about_it("resources", "a list of objects with names", json.dumps(resources)[:120])]
    return told, []


def _as_written(stored: Stored, told: Mapping[str, Any]) -> Iterator[Finding]:
    """The bytes are those that `build` writes of what they tell: a key that stands twice, or another encoding, is read in two ways."""
    wanted, there = as_json(told), stored.folder.read(DESCRIPTOR)
    if there != wanted:
        yield _about_it(None, *apart(wanted.decode(), there.decode("utf-8", "backslashreplace")))


def _about_it(column: str | None, expected: str, found: str) -> Finding:
    return Finding("descriptor", DESCRIPTOR, None, column, expected, found)


def differences(table: str, wanted: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[Finding]:
    """A finding for each key of the descriptor, or of one of its resources, that tells something else."""
    for key in sorted({*wanted, *told}):
        expected, found = (json.dumps(some[key], sort_keys=True) if key in some else None for some in (wanted, told))
        if expected != found:  # as JSON, in which 5 is not 5.0, and null is something
            texts = [_as_text(some, key) for some in (wanted, told)]
            if texts[0] == texts[1]:  # a number, and its digits as a text
                texts = [_as_text(some, key, plain=False) for some in (wanted, told)]
            yield Finding("descriptor", table, None, key, *apart(*texts))


def _as_text(told: Mapping[str, Any], key: str, *, plain: bool = True) -> str:
    """The value of a key: a text by itself where it is to be plain, all else as JSON."""
    if key not in told:
        return "no such key"
    value = told[key]
    return value if plain and isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _resources(stored: Stored, told: Mapping[str, Any]) -> Iterator[Finding]:
    names = [r["name"] for r in told["resources"]]
    known = {name: r for name, r in zip(names, told["resources"], strict=True) if name in TABLES}
    if [name for name in names if name in TABLES] != [*TABLES]:
        yield _about_it("resources", f"one for each table, in order: {', '.join(TABLES)}", ", ".join(names))
    for name in sorted({*names} - TABLES.keys()):
        yield Finding("descriptor", name, None, None, "no such resource", "one in datapackage.json")
    for name, facts in stored.facts.items():
        if name not in known:
            yield Finding("descriptor", name, None, None, "a resource in datapackage.json", "none")
        elif stored.files[name] == stored.wanted(name):
            parts = [facts[file] for file in stored.files[name]]
            wanted, found = resource(name, parts, text=stored.text), dict(known[name])
            if not all(part.logical_sha256 for part in parts):  # the rows are not known
                for key in (LOGICAL_HASH, "rows"):
                    wanted.pop(key, None)
                    found.pop(key, None)
            yield from differences(name, wanted, found)


def _schemas(stored: Stored) -> Iterator[Finding]:
    if stored.folder.is_link("schemas"):
        yield linked("schemas")
        return
    for name in TABLES:
        schema = f"schemas/{name}.json"
        if stored.folder.is_link(schema):
            yield linked(schema, name)
            continue
        wanted = as_json(table_schema(name, text=stored.text))
        try:
            there = stored.folder.read(schema)
        except OSError as error:
            yield Finding("schema", name, None, None, f"{schema} as declared", reason(error))
            continue
        if there != wanted:
            expected, found = apart(wanted.decode(), there.decode("utf-8", "replace"))
            yield Finding("schema", name, None, None, f"{schema}: {expected}", found)
    for entry in _entries(stored.folder, "schemas"):
        if entry.endswith(".json") and entry.removesuffix(".json") not in TABLES:
            yield Finding("schema", f"schemas/{entry}", None, None, "no file", "one")


def _missing(stored: Stored) -> Iterator[Finding]:
    """Tables that are not there, or whose files are not all there, or too many."""
    for name, files in stored.files.items():
        wanted = stored.wanted(name)
        if not files and table_path(name) not in stored.faults:
            yield Finding("missing", name, None, None, table_path(name), "none")
        elif files and files != wanted:
            expected, found = (", ".join(sorted({*some} - {*other})) or "no more" for some, other in ((wanted, files), (files, wanted)))
            yield Finding("parts", name, None, None, expected[:200], found[:200])


def _extra(stored: Stored) -> Iterator[Finding]:
    """What would be read with the tables, or taken for some; names that begin with a dot are passed over by all readers."""
    for entry in _entries(stored.folder, "processed"):
        place = f"processed/{entry}"
        if not entry.startswith(".") and place not in {*_BESIDE_TABLES, *map(table_path, TABLES)}:
            yield Finding("extra", place, None, None, "nothing but tables and tifabank.db", place)
    for name, files in stored.files.items():
        for entry in _entries(stored.folder, table_path(name)):
            place = f"{table_path(name)}/{entry}"
            if place not in files:
                yield Finding("extra", name, None, None, "nothing but parts", place)


def _entries(folder: Folder, name: str) -> list[str]:
    try:
        return [entry.name for entry in folder.entries(name)]
    except OSError:  # what cannot be listed cannot be read, and that is told
        return []
