"""`tifabank build`: from the input of a package to its outputs.

Everything is read and checked before anything is mapped; documents are mapped shard by shard (`work.py`), by this process or by
others (`engines.py`); outputs are made in a folder aside and put in place at the end.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from tifabank import home, pipeline
from tifabank.batches import batches, in_parts, shards
from tifabank.cache import Cache, pack_of
from tifabank.checking.assertions import Assertions
from tifabank.checking.checks import check_tables
from tifabank.checking.findings import Finding
from tifabank.compared import compared
from tifabank.database_file import remove_database
from tifabank.descriptor import as_json, descriptor, sources
from tifabank.engines import WORTH_A_POOL, Engine, alone, pool
from tifabank.errors import InputError
from tifabank.folders import DESCRIPTOR, Folder, folder_of
from tifabank.inputs import Input, read_input
from tifabank.publishing import publish, writing
from tifabank.rows import TABLES
from tifabank.schema import table_schema
from tifabank.stages.parallels.corpus import COLUMNS
from tifabank.stored import Part, place_of, put, read_parts, table_path
from tifabank.tables import CHUNKED, COMPARED, GIVEN, Tables, reuse_memory, without_text
from tifabank.work import Made, PartsWork, Shard, Work, shards_of

Progress = Callable[[int, int], None]
"""Called with the bytes of raw text that are done, and all."""


class Built(NamedTuple):
    """What a build made: rows by table, and notices."""

    rows: Mapping[str, int]
    notices: tuple[str, ...]


class Plan(NamedTuple):
    """How a package is built or checked: its shards, and whether its tables are folders of parts."""

    shards: list[Shard]
    parts: bool

    @property
    def bytes(self) -> int:
        """Bytes of raw text."""
        return sum(shard.bytes for shard in self.shards)

    @property
    def missing(self) -> int:
        """Bytes of raw text of the documents that the cache does not have."""
        each = (one for shard in self.shards for one in zip(shard.batches, shard.packs, strict=True))
        return sum(f.bytes for batch, pack in each if not pack.there for f in batch if f.document_id not in pack.elsewhere)


def plan(source: Input, cache: Cache | None = None) -> Plan:
    """The plan of a package. It depends on the ids and sizes of its texts alone, but for what is in the cache."""
    found = batches(source.files)
    runs = shards(found, parts=in_parts(source.files))
    parts = in_parts(source.files) and len(runs) > 1
    packs = cache.packs(found, source.vocabulary) if cache else [pack_of({}) for _ in found]
    return Plan(shards_of(runs, packs), parts)


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def chosen_engine(workers: int | None, size: int) -> Engine:
    """A pool of so many processes; by default one for each processor where the bytes to be mapped are worth it, else none."""
    workers = workers or (cores() if size >= WORTH_A_POOL else 1)
    return alone if workers == 1 else pool(workers)


def build(
    package: str | Path | Folder,
    *,
    text: bool = True,
    workers: int | None = None,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Built:
    """Make `processed/`, `schemas/` and `datapackage.json` of a package folder; a database that was made from other tables is removed.

    Args:
        package: a folder, or its address on a file system that Arrow knows.
        text: whether columns that copy the texts are kept.
        workers: processes; see `chosen_engine`.
        engine: who runs the work, in place of processes of this machine.
        progress: told of what is done.

    Raises:
        InputError: bad input, a failed check, a document that cannot be mapped, or a folder that cannot be written; outputs are as
            they were, and what was mapped is in the cache.
    """
    folder = folder_of(package)
    with writing(folder) as aside:
        source = read_input(folder)
        given = _given(source)
        notices = (*source.notices, *_edited(source))
        cache = Cache(source.folder, source.vocabulary)
        todo = plan(source, cache)
        memory = reuse_memory()
        make = partial(PartsWork, aside=aside) if todo.parts else Work
        work = make(source, home.version(), text=text, cache=cache)
        try:
            made = _sound(run(engine or chosen_engine(workers, todo.missing), work, todo, progress))
            stored = _aside(source, given, made, aside, parts=todo.parts, text=text)
            outputs = [*map(table_path, stored), *_described(source, aside, stored, text=text)]
            # before: a build that is killed in between leaves no tables without text beside a database with it
            remove_database(source.folder, {name: [part.sha256 for part in parts] for name, parts in stored.items()})
            publish(source.folder, aside, outputs)
            with contextlib.suppress(OSError):  # what the cache keeps too much does no harm
                cache.keep_only(pack for shard in todo.shards for pack in shard.packs)
        finally:
            pa.set_memory_pool(memory)
    return Built({name: sum(part.rows for part in parts) for name, parts in stored.items()}, notices)


def _aside(source: Input, given: Tables, made: list[Made], aside: str, *, parts: bool, text: bool) -> dict[str, list[Part]]:
    """The files of all tables, made in the folder aside."""
    shared = _compared(source, given, made, aside, parts=parts, text=text)
    if not text:
        given = {name: without_text(name, table) for name, table in given.items()}
    return _stored(source.folder, aside, given, made, shared, parts=parts)


def _given(source: Input) -> Tables:
    """The tables that no document makes, checked."""
    tables = pipeline.given(source.vocabulary)
    documents = pa.array([file.document_id for file in source.files], pa.string())
    findings = check_tables(tables, GIVEN, {"documents": documents}, Assertions(tables["assertions"]).given())
    if findings:
        raise InputError(*map(str, findings))
    return tables


def _compared(source: Input, given: Tables, made: list[Made], aside: str, *, parts: bool, text: bool) -> dict[str, list[Part]]:
    """The files of the tables of what documents share, checked and written aside part by part.

    The paragraphs are read from the folder aside, where `parts` tells so, or are among what was made.
    """

    def _paragraphs() -> Iterator[pa.Table]:
        if parts:
            return read_parts(source.folder, "paragraphs", COLUMNS, below=f"{aside}/")
        return (one.tables["paragraphs"] for one in made if one.tables)

    keys = {name: given[name].column(0).combine_chunks() for name in GIVEN}
    keys["documents"] = pa.array([file.document_id for file in source.files], pa.string())
    assertions = Assertions(given["assertions"])
    findings: list[Finding] = []
    stored: dict[str, list[Part]] = {name: [] for name in COMPARED}

    def _checked_and_written(number: int, tables: Tables) -> None:
        findings.extend(check_tables(tables, COMPARED, keys, assertions.compared(number, shared.size)))
        for name, table in tables.items() if not findings else ():
            place = f"{aside}/{place_of(name, number, shared.size)}"
            stored[name].append(put(source.folder, place, table if text else without_text(name, table)))

    with compared(source, _paragraphs) as shared:
        for _ in map(_checked_and_written, count(), shared.parts):  # a loop over the parts would hold one while the next is made
            pass
    if findings:
        raise InputError(*map(str, findings))
    return stored


def _sound(made: list[Made]) -> list[Made]:
    """What was made, if nothing is wrong with any of it."""
    problems = [line for one in made for line in (*one.problems, *map(str, one.findings))]
    if problems:
        raise InputError(*problems)
    return made


def run(engine: Engine, work: Work, todo: Plan, progress: Progress | None) -> list[Made]:
    """What was made of each shard, in order."""
    made, done, size = [], 0, todo.bytes
    for one in engine(work, todo.shards):
        made.append(one)
        done += one.bytes
        if progress:
            progress(done, size)
    return made


def _stored(
    folder: Folder, aside: str, given: Tables, made: list[Made], shared: Mapping[str, list[Part]], *, parts: bool
) -> dict[str, list[Part]]:
    """The files of each table; those of what documents share, and parts, were written, the others are written here."""
    whole = [name for name in TABLES if not (name in COMPARED or (parts and name in CHUNKED))]

    def _write(name: str) -> list[Part]:
        table = given[name] if name in given else pa.concat_tables(one.tables.pop(name) for one in made if one.tables)
        return [put(folder, f"{aside}/{table_path(name)}", table)]

    with ThreadPoolExecutor(cores()) as threads:  # Arrow compresses and hashes without Python's lock
        stored = dict(shared) | dict(zip(whole, threads.map(_write, whole), strict=True))
    return {name: stored[name] if name in stored else [one.parts[name] for one in made] for name in TABLES}


def _described(source: Input, aside: str, stored: Mapping[str, list[Part]], *, text: bool) -> list[str]:
    """Write schemas and descriptor aside; their names, the descriptor last."""
    documents = read_parts(source.folder, "documents", ("document_id", "title"), below=f"{aside}/")
    made = descriptor(source.vocabulary.facts, stored, sources(documents, source.vocabulary.sources), text=text)
    files = {f"schemas/{name}.json": table_schema(name, text=text) for name in TABLES} | {DESCRIPTOR: made}
    for name, value in files.items():
        source.folder.write(f"{aside}/{name}", as_json(value))
    return list(files)


def _edited(source: Input) -> Iterator[str]:
    """Notices of raw files that differ from those of the tables that are there: their ids no longer mean the same words."""
    now = {file.document_id: file.sha256 for file in source.files}
    columns = ("document_id", "sha256")
    with contextlib.suppress(InputError):  # a table that cannot be read is replaced
        for part in read_parts(source.folder, "documents", columns):
            if not {*columns} <= {*part.column_names}:
                continue  # a table of something else, which `check` tells and `build` replaces
            for document_id, sha256 in zip(*(part[c].to_pylist() for c in columns), strict=True):
                if now.get(document_id, sha256) != sha256:
                    yield (
                        f"the raw file of {document_id} was edited since the last build: ids cited from it change; "
                        "once published, add a corrected text as a new document"
                    )
