"""`tifabank check`: files against descriptor, tables against declarations, and all rows against the raw texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from tifabank import home
from tifabank.build import changed, file_hash, read_input
from tifabank.checks import Finding, check_tables
from tifabank.descriptor import as_json, descriptor
from tifabank.errors import InputError
from tifabank.pipeline import map_package
from tifabank.rows import TABLES
from tifabank.schema import arrow_schema, table_schema
from tifabank.tables import Tables, has_text, logical_hash, read, without_text
from tifabank.unused import unused_lines


class Report(NamedTuple):
    """What `check` found: faults that fail it, and notices that do not."""

    findings: list[Finding]
    notices: list[str]


def check(package: Path, *, tables_only: bool = False) -> Report:
    """Check a built package: files against descriptor, tables against declarations, and all rows against the raw texts.

    Rows are made again from raw and curated files and compared; where the package holds no raw texts (the edition without text),
    that is told in a notice. `tables_only` leaves this out.

    Raises:
        InputError: the package has not been built, its input is bad, or a file is no Parquet.
    """
    tables = _read_tables(package)
    findings = [*_files(package, tables), *check_tables(tables)]
    if tables_only:
        return Report(findings, [])
    if not (package / "raw" / "texts").is_dir():
        return Report(findings, ["raw/texts is not there: rows were not compared with the texts"])
    source = read_input(package)
    edited = list(changed(tables, source.texts))
    again = map_package(source.texts, source.vocabulary, home.version())
    findings += edited or _differences(tables, again)
    findings += _description(package, tables, source.vocabulary.facts)
    return Report(findings, [*source.notices, *unused_lines(source.texts, source.vocabulary, again)])


def _read_tables(package: Path) -> Tables:
    if not (package / "datapackage.json").is_file():
        raise InputError(f"{package}: datapackage.json is not there: run 'tifabank build' first")
    try:
        return read(package / "processed")
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(f"{package}: processed/: {str(error).splitlines()[0]}: run 'tifabank build' again") from None


def _files(package: Path, tables: Tables) -> Iterator[Finding]:
    """Files on disk against the descriptor: missing, extra, changed; schemas against the declarations."""
    told = _told_by(package)
    resources = {r["name"]: r for r in told["resources"]}
    text = told.get("tifabank:edition") != "without-text"
    for name in TABLES:
        resource, path = resources.get(name), package / "processed" / f"{name}.parquet"
        if resource is None:
            yield Finding("descriptor", name, None, None, "a resource in datapackage.json", "none")
            continue
        if name in tables:
            yield from _told(name, resource, {"hash": f"sha256:{file_hash(path)}", "rows": len(tables[name])})
            if tables[name].schema.equals(arrow_schema(name, text=text)):
                yield from _told(name, resource, {"tifabank:logical_hash": f"sha256:{logical_hash(tables[name])}"})
        schema = package / "schemas" / f"{name}.json"
        if not schema.is_file() or schema.read_bytes() != as_json(table_schema(name, text=text)):
            yield Finding("schema", name, None, None, f"schemas/{name}.json as declared", "none" if not schema.is_file() else "another one")
    extra = {p.stem for p in (package / "processed").glob("*.parquet")} - TABLES.keys()
    for name in sorted(extra):
        yield Finding("extra", name, None, None, "no file", f"processed/{name}.parquet")


def _told_by(package: Path) -> dict[str, Any]:
    """The descriptor, in the shape that everything else relies on."""
    try:
        told = json.loads((package / "datapackage.json").read_bytes())
        if all(isinstance(r["name"], str) for r in told["resources"]) and isinstance(told, dict):
            return told
    except (ValueError, KeyError, TypeError):
        pass
    raise InputError(f"{package}: datapackage.json is no descriptor of a package: run 'tifabank build' again")


def _description(package: Path, tables: Tables, facts: Mapping[str, str]) -> Iterator[Finding]:
    """The descriptor, part by part, against the one that facts and tables give."""
    if set(tables) != set(TABLES):
        return
    told = _told_by(package)
    wanted = descriptor(facts, tables, {name: file_hash(package / "processed" / f"{name}.parquet") for name in tables})
    for key in sorted(told.keys() | wanted.keys()):
        if told.get(key) != wanted.get(key):
            yield Finding("descriptor", "datapackage.json", None, key, repr(wanted.get(key))[:120], repr(told.get(key))[:120])


def _told(name: str, resource: dict[str, object], facts: dict[str, object]) -> Iterator[Finding]:
    for key, value in facts.items():
        if resource.get(key) != value:
            yield Finding("descriptor", name, None, None, f"{key} {value}", str(resource.get(key)))


def _differences(tables: Tables, again: Tables) -> Iterator[Finding]:
    """Rows that differ from those made again, by key and column."""
    for name, table in tables.items():
        made = again[name] if has_text(name, table) else without_text(name, again[name])
        if table.schema.names == made.schema.names and not table.cast(made.schema).equals(made):
            yield from _row_differences(name, table.to_pylist(), made.to_pylist())


def _row_differences(name: str, rows: list[dict[str, object]], made: list[dict[str, object]]) -> Iterator[Finding]:
    key = next(iter(made[0] if made else rows[0]))
    old, new = {r[key]: r for r in rows}, {r[key]: r for r in made}
    for row_id in sorted(str(k) for k in old.keys() - new.keys()):
        yield Finding("derivation", name, row_id, None, "no such row", "a row")
    for row_id in sorted(str(k) for k in new.keys() - old.keys()):
        yield Finding("derivation", name, row_id, None, "a row", "none")
    for row_id in sorted(str(k) for k in old.keys() & new.keys()):
        for column, value in new[row_id].items():
            if old[row_id][column] != value:
                yield Finding("derivation", name, row_id, column, repr(value)[:120], repr(old[row_id][column])[:120])
