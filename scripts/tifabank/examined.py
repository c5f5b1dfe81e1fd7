"""A built package looked at without its texts: files against the descriptor, tables against declarations and each other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain, count
from typing import Any

import numpy as np
import pyarrow as pa

from tifabank.assertions import Assertions
from tifabank.checks import check_tables
from tifabank.descriptor import LOGICAL_HASH, as_json, file_facts, paths_of
from tifabank.errors import InputError
from tifabank.findings import Finding
from tifabank.folders import Folder
from tifabank.parallel_checks import by_owner, in_its_part, inside
from tifabank.rows import TABLES
from tifabank.schema import arrow_schema, table_schema
from tifabank.spilled import Spilled
from tifabank.stored import Part, files_of, parquet, part_of, part_path, place_of, read_parts, table_in, table_path
from tifabank.tables import CHUNKED, COMPARED, GIVEN, Tables
from tifabank.temporary import temporary_file


class Stored:
    """The tables of a built package as files; each is read once, and what was read is told in `facts`."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.files = {name: files_of(folder, name) for name in TABLES}
        self.parts = max((len(self.files[name]) for name in CHUNKED if self.files[name] != [table_path(name)]), default=0)
        self.shared_parts = max((len(self.files[name]) for name in COMPARED if self.files[name] != [table_path(name)]), default=0)
        self.facts: dict[str, list[Part]] = {name: [] for name in TABLES}

    @cached_property
    def text(self) -> bool:
        """Whether columns that copy the texts are there."""
        files = self.files["documents"]
        return not files or "text" in parquet(self.folder, files[0]).schema_arrow.names

    def read(self, files: Mapping[str, str]) -> Tables:
        """The tables in these files; those that are not there are left out."""
        return {name: self._table(name, file) for name, file in files.items() if file in self.files[name]}

    def whole(self) -> Tables:
        """All tables of a package without parts."""
        return self.read({name: table_path(name) for name in TABLES})

    def given(self) -> Tables:
        """The tables that no document makes."""
        return self.read({name: table_path(name) for name in GIVEN})

    def compared(self) -> Iterator[Tables]:
        """The tables of what documents share, part by part."""
        parts = max(1, self.shared_parts)
        return (self.read({name: place_of(name, number, parts) for name in COMPARED}) for number in range(parts))

    def documents(self) -> Iterator[Tables]:
        """The tables of documents, part by part."""
        return map(self.part, range(self.parts)) if self.parts else iter([self.read({name: table_path(name) for name in CHUNKED})])

    def part(self, number: int) -> Tables:
        """The tables of the documents of one part."""
        return self.read({name: part_path(name, number) for name in CHUNKED})

    def _table(self, name: str, file: str) -> pa.Table:
        data = self.folder.buffer(file)
        table = table_in(self.folder, file, data)
        sha256 = hashlib.sha256(data).hexdigest()
        as_declared = table.schema.equals(arrow_schema(name, text=self.text))  # else there is no logical hash
        self.facts[name].append(part_of(table, sha256) if as_declared else Part(len(table), sha256, ""))
        return table


def examine(stored: Stored) -> list[Finding]:
    """All findings.

    Raises:
        InputError: the package has not been built, or a file is no Parquet.
    """
    told = told_by(stored.folder)
    of_tables = list(_misshapen(stored)) or list(_tables(stored))
    return [*_files(stored, told), *of_tables]


def told_by(folder: Folder) -> dict[str, Any]:
    """The descriptor, in the shape that everything else relies on."""
    if not folder.has_file("datapackage.json"):
        raise InputError(f"{folder}: datapackage.json is not there: run 'tifabank build' first")
    try:
        told = json.loads(folder.read("datapackage.json"))
        if all(isinstance(r["name"], str) for r in told["resources"]) and isinstance(told, dict):
            return told
    except (ValueError, KeyError, TypeError, OSError):
        pass
    raise InputError(f"{folder}: datapackage.json is no descriptor of a package: run 'tifabank build' again")


def _files(stored: Stored, told: Mapping[str, Any]) -> Iterator[Finding]:
    """Files on disk against the descriptor and the declarations: missing, extra, changed."""
    yield from _told(stored, {r["name"]: r for r in told["resources"]})
    yield from _schemas(stored.folder, text=told.get("tifabank:edition") != "without-text")
    yield from _extra(stored)


def _told(stored: Stored, resources: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    for name, parts in stored.facts.items():
        if name not in resources:
            yield Finding("descriptor", name, None, None, "a resource in datapackage.json", "none")
        elif parts:
            wanted = file_facts(parts) | {"path": paths_of(name, len(parts)), "schema": f"schemas/{name}.json"}
            if not all(part.logical_sha256 for part in parts):
                wanted.pop(LOGICAL_HASH)
            for key, value in wanted.items():
                if resources[name].get(key) != value:
                    yield Finding("descriptor", name, None, None, f"{key} {value}"[:120], str(resources[name].get(key))[:120])
    for name in sorted(resources.keys() - TABLES.keys()):
        yield Finding("descriptor", name, None, None, "no such resource", "one in datapackage.json")


def _schemas(folder: Folder, *, text: bool) -> Iterator[Finding]:
    for name in TABLES:
        schema = f"schemas/{name}.json"
        there = folder.read(schema) if folder.has_file(schema) else None
        if there != as_json(table_schema(name, text=text)):
            yield Finding("schema", name, None, None, f"{schema} as declared", "none" if there is None else "another one")


def _extra(stored: Stored) -> Iterator[Finding]:
    """Files that would be read with the tables, or taken for some."""
    known = {table_path(name) for name in TABLES}
    for entry in stored.folder.entries("processed"):
        if entry.name.endswith(".parquet") and f"processed/{entry.name}" not in known:
            yield Finding("extra", entry.name.removesuffix(".parquet"), None, None, "no file", f"processed/{entry.name}")
    for name in (*CHUNKED, *COMPARED):
        for entry in stored.folder.entries(table_path(name)) if stored.folder.has_folder(table_path(name)) else ():
            if f"{table_path(name)}/{entry.name}" not in stored.files[name]:
                yield Finding("extra", name, None, None, "nothing but parts", f"{table_path(name)}/{entry.name}")


def _misshapen(stored: Stored) -> Iterator[Finding]:
    """Tables that are missing, or whose files are not all there or have other columns: nothing else can be said of them."""
    for name, files in stored.files.items():
        parts = stored.parts if name in CHUNKED else stored.shared_parts if name in COMPARED else 0
        wanted = [part_path(name, number) for number in range(parts)] or [table_path(name)]
        if not files:
            yield Finding("complete", name, None, None, "the table", "none")
        elif files != wanted:
            yield Finding("parts", name, None, None, f"{len(wanted)} files", ", ".join(sorted({*files} ^ {*wanted}))[:120])
        for file in files:
            schema, declared = parquet(stored.folder, file).schema_arrow, arrow_schema(name, text=stored.text)
            if [(f.name, f.type) for f in schema] != [(f.name, f.type) for f in declared]:
                yield Finding(
                    "complete", name, None, None, f"{file}: {declared.names}"[:200], str([f"{f.name}: {f.type}" for f in schema])[:200]
                )
                stored.read({name: file})  # its hash is told


def _tables(stored: Stored) -> Iterator[Finding]:
    """Tables against their declarations and each other, in large packages part by part."""
    if not stored.parts and not stored.shared_parts:
        yield from check_tables(stored.whole())
        return
    tables = stored.given()
    ids = [part.column(0).combine_chunks() for part in read_parts(stored.folder, "documents", ("document_id",))]
    documents = pa.chunked_array(ids, pa.string()).combine_chunks()
    keys = {name: table.column(0).combine_chunks() for name, table in tables.items()} | {"documents": documents}
    assertions = Assertions(tables["assertions"])
    yield from check_tables(tables, GIVEN, {"documents": keys["documents"]}, assertions.given())
    with temporary_file() as file:  # what documents share stands together by parallel, and is looked at by document
        spans = Spilled(arrow_schema("parallel_spans", text=stored.text), lambda: file)
        parts = max(1, stored.shared_parts)

        def _shared(number: int, tables: Tables) -> list[Finding]:
            spans.add(*by_owner(tables["parallel_spans"], documents, np.cumsum([len(part) for part in ids])))
            found = check_tables(tables, COMPARED, keys, assertions.compared(number, parts))
            return [*found, *in_its_part(tables["parallels"], number, parts)]

        yield from chain.from_iterable(map(_shared, count(), stored.compared()))  # a loop would hold a part while the next is read
        last = ""
        for number, part in enumerate(stored.documents()):
            own = [str(key) for key in part["documents"].column(0).to_pylist()]
            if own and own[0] <= last:
                yield Finding("order", "documents", own[0], "document_id", f"more than {last!r}, the last one before part {number}", own[0])
            last = own[-1] if own else last
            yield from check_tables(part, CHUNKED, keys, assertions.about(own))
            yield from inside({"parallel_spans": spans.take([number]), "documents": part["documents"]})
