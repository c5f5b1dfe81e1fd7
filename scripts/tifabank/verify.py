"""`tifabank check`: files against descriptor, tables against declarations, and all rows against the raw texts.

Large packages are checked part by part, by as many processes as `build` would take.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from tifabank import home
from tifabank.build import Progress, changed, chosen_engine, plan, run
from tifabank.checks import Assertions, Finding, check_tables
from tifabank.descriptor import LOGICAL_HASH, as_json, descriptor, file_facts, sources
from tifabank.engines import Engine
from tifabank.errors import InputError
from tifabank.folders import Folder, folder_of
from tifabank.inputs import Input, read_input
from tifabank.pipeline import GIVEN, given
from tifabank.rows import TABLES
from tifabank.schema import arrow_schema, table_schema
from tifabank.stored import Part, files_of, parquet, part_of, part_path, read_file, read_parts, read_tables, table_path
from tifabank.tables import Tables, has_text, table_of, without_text
from tifabank.unused import unused_lines
from tifabank.work import CHUNKED, Made, Shard, Work


class Report(NamedTuple):
    """What `check` found: faults that fail it, and notices that do not."""

    findings: list[Finding]
    notices: list[str]


def check(
    package: str | Path | Folder,
    *,
    tables_only: bool = False,
    workers: int | None = None,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Report:
    """Check a built package: files against descriptor, tables against declarations, and all rows against the raw texts.

    Rows are made again from raw and curated files and compared; where the package holds no raw texts (the edition without text),
    that is told in a notice. `tables_only` leaves this out. `workers`, `engine` and `progress` are as in `build`.

    Raises:
        InputError: the package has not been built, its input is bad, or a file is no Parquet.
    """
    folder = folder_of(package)
    told = _told_by(folder)
    stored = _Stored(folder)
    findings = [*_files(stored, told), *_tables(stored)]
    if tables_only:
        return Report(findings, [])
    if not folder.has_folder("raw/texts"):
        return Report(findings, ["raw/texts is not there: rows were not compared with the texts"])
    source = read_input(folder)
    edited = list(changed(read_parts(folder, "documents", ("document_id", "sha256")), source))
    findings += edited or _again(source, stored, workers, engine, progress)
    if all(stored.files.values()):
        findings += _description(source, told, stored)
    unused = unused_lines(source, read_parts(folder, "mentions", _OF_MENTIONS)) if not findings else ()
    return Report(findings, [*source.notices, *unused])


_OF_MENTIONS = ("document_id", "concept_label_id", "sense_basis", "start_char", "end_char")


class _Stored:
    """The tables of a built package, as files."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.files = {name: files_of(folder, name) for name in TABLES}
        self.parts = max((len(self.files[name]) for name in CHUNKED if self.files[name] != [table_path(name)]), default=0)

    @cached_property
    def text(self) -> bool:
        """Whether columns that copy the texts are there."""
        files = self.files["documents"]
        return not files or "text" in parquet(self.folder, files[0]).schema_arrow.names

    @cached_property
    def facts(self) -> dict[str, list[Part]]:
        """Rows and hashes of each file of each table; the logical hash is left out where columns are not as declared."""
        return {name: [self._part(name, file) for file in files] for name, files in self.files.items()}

    def _part(self, name: str, file: str) -> Part:
        table = read_file(self.folder, file)
        sha256 = hashlib.sha256(self.folder.buffer(file)).hexdigest()
        as_declared = table.schema.equals(arrow_schema(name, text=self.text))
        return part_of(table, sha256) if as_declared else Part(len(table), sha256, "")

    def part(self, number: int) -> Tables:
        """The tables of the documents of one part; missing ones are left out."""
        files = {name: part_path(name, number) for name in CHUNKED}
        return {name: read_file(self.folder, file) for name, file in files.items() if file in self.files[name]}


def _told_by(folder: Folder) -> dict[str, Any]:
    """The descriptor, in the shape that everything else relies on."""
    if not folder.has_file("datapackage.json"):
        raise InputError(f"{folder}: datapackage.json is not there: run 'tifabank build' first")
    try:
        told = json.loads(folder.read("datapackage.json"))
        if all(isinstance(r["name"], str) for r in told["resources"]) and isinstance(told, dict):
            return told
    except (ValueError, KeyError, TypeError):
        pass
    raise InputError(f"{folder}: datapackage.json is no descriptor of a package: run 'tifabank build' again")


def _files(stored: _Stored, told: Mapping[str, Any]) -> Iterator[Finding]:
    """Files on disk against the descriptor: missing, extra, changed; schemas against the declarations."""
    folder = stored.folder
    resources = {r["name"]: r for r in told["resources"]}
    text = told.get("tifabank:edition") != "without-text"
    for name in TABLES:
        resource, parts = resources.get(name), stored.facts[name]
        if resource is None:
            yield Finding("descriptor", name, None, None, "a resource in datapackage.json", "none")
        elif parts:
            wanted = file_facts(parts)
            if not all(part.logical_sha256 for part in parts):
                wanted.pop(LOGICAL_HASH)
            for key, value in wanted.items():
                if resource.get(key) != value:
                    yield Finding("descriptor", name, None, None, f"{key} {value}"[:120], str(resource.get(key))[:120])
        schema = f"schemas/{name}.json"
        there = folder.read(schema) if folder.has_file(schema) else None
        if there != as_json(table_schema(name, text=text)):
            yield Finding("schema", name, None, None, f"schemas/{name}.json as declared", "none" if there is None else "another one")
    known = {table_path(name) for name in TABLES}
    for entry in folder.entries("processed"):
        if entry.name.endswith(".parquet") and f"processed/{entry.name}" not in known:
            yield Finding("extra", entry.name.removesuffix(".parquet"), None, None, "no file", f"processed/{entry.name}")


def _tables(stored: _Stored) -> Iterator[Finding]:
    """Tables against their declarations and each other, in large packages part by part."""
    if not stored.parts:
        yield from check_tables(read_tables(stored.folder))
        return
    tables = read_tables(stored.folder, GIVEN)
    for name in CHUNKED:
        if stored.files[name] != [part_path(name, number) for number in range(stored.parts)]:
            yield Finding("parts", name, None, None, f"{stored.parts} parts", f"{len(stored.files[name])} files")
    ids = pa.chunked_array(
        [c for part in read_parts(stored.folder, "documents", ("document_id",)) for c in part.column(0).chunks], pa.string()
    )
    keys = {name: table.column(0).combine_chunks() for name, table in tables.items()} | {"documents": ids.combine_chunks()}
    assertions = Assertions(tables["assertions"] if "assertions" in tables else table_of("assertions", []))
    yield from check_tables(tables, GIVEN, {"documents": keys["documents"]}, assertions.given())
    last = ""
    for number in range(stored.parts):
        part = stored.part(number)
        own = part["documents"].column(0).to_pylist() if "documents" in part else []
        if own and own[0] <= last:
            yield Finding("order", "documents", own[0], "document_id", f"more than {last!r}, the last one before part {number}", own[0])
        last = own[-1] if own else last
        yield from check_tables(part, CHUNKED, keys, assertions.about(own))


def _again(source: Input, stored: _Stored, workers: int | None, engine: Engine | None, progress: Progress | None) -> Iterator[Finding]:
    """Rows that differ from those made again from the texts.

    Raises:
        InputError: a document cannot be mapped.
    """
    todo = plan(source)
    if (len(todo.shards) if todo.parts else 0) != stored.parts:
        yield Finding("parts", "documents", None, None, f"{len(todo.shards) if todo.parts else 'no'} parts", str(stored.parts or "none"))
        return
    again = given(source.vocabulary)
    yield from _differences(read_tables(stored.folder, GIVEN), again)
    work = (_Compared if todo.parts else Work)(source, home.version(), text=stored.text, cache=None)
    made = run(engine or chosen_engine(workers, todo.bytes), work, todo, progress)
    problems = [line for one in made for line in one.problems]
    if problems:
        raise InputError(*problems)
    for one in made if todo.parts else ():
        yield from one.findings
    if not todo.parts:
        whole = {name: pa.concat_tables(one.tables[name] for one in made if one.tables) for name in CHUNKED}
        yield from _differences(read_tables(stored.folder, CHUNKED), whole)


class _Compared(Work):
    """What is done with each shard of a large package: its tables are made again and compared with its part."""

    def __call__(self, shard: Shard) -> Made:
        """See `Work`; the findings are the differences."""
        made = super().__call__(shard)
        differences = _differences(_Stored(self._folder).part(shard.number), made.tables or {})
        return made._replace(tables=None, findings=tuple(differences))


def _description(source: Input, told: Mapping[str, Any], stored: _Stored) -> Iterator[Finding]:
    """The descriptor, part by part, against the one that facts and tables give."""
    pages = sources(read_parts(stored.folder, "documents", ("document_id", "title")), source.vocabulary.sources)
    wanted = descriptor(source.vocabulary.facts, stored.facts, pages, text=stored.text)
    for key in sorted(told.keys() | wanted.keys()):
        if told.get(key) != wanted.get(key):
            yield Finding("descriptor", "datapackage.json", None, key, repr(wanted.get(key))[:120], repr(told.get(key))[:120])


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
