"""The rows of a built package made again from its texts and curated files, and compared with those that are there.

Large packages are compared part by part, by as many processes as `build` would take. The cache is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain, count

import pyarrow as pa

from tifabank import home
from tifabank.build import Progress, changed, chosen_engine, plan, run
from tifabank.compared import compared
from tifabank.descriptor import descriptor, sources
from tifabank.engines import Engine
from tifabank.errors import InputError
from tifabank.examined import Stored, told_by
from tifabank.findings import Finding
from tifabank.inputs import Input, read_input
from tifabank.pipeline import given
from tifabank.stages.parallels.corpus import COLUMNS
from tifabank.stored import place_of, read_file, read_parts, read_tables
from tifabank.tables import CHUNKED, COMPARED, GIVEN, Tables, has_text, without_text
from tifabank.unused import unused_lines
from tifabank.work import Made, Shard, Work

_OF_MENTIONS = ("document_id", "concept_label_id", "sense_basis", "start_char", "end_char")


def compare(stored: Stored, workers: int | None, engine: Engine | None, progress: Progress | None) -> tuple[Input, list[Finding]]:
    """The input of a package, and how its outputs differ from what is made of it now.

    Raises:
        InputError: the input is bad, or a document cannot be mapped.
    """
    source = read_input(stored.folder)
    edited = list(changed(read_parts(stored.folder, "documents", ("document_id", "sha256")), source))
    findings = edited or list(_again(source, stored, workers, engine, progress))
    if all(stored.files.values()):
        findings += _description(source, stored)
    return source, findings


def notices_of(source: Input, *, unused: bool) -> list[str]:
    """The notices on a package's input, and if wanted those on lines that no row comes from."""
    return [*source.notices, *(unused_lines(source, read_parts(source.folder, "mentions", _OF_MENTIONS)) if unused else ())]


def _again(source: Input, stored: Stored, workers: int | None, engine: Engine | None, progress: Progress | None) -> Iterator[Finding]:
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
    yield from _shared(source, stored, None if todo.parts else whole["paragraphs"])


def _shared(source: Input, stored: Stored, paragraphs: pa.Table | None) -> Iterator[Finding]:
    """How the tables of what documents share differ; without paragraphs made again, those of the parts are read: they were compared."""

    def _paragraphs() -> Iterable[pa.Table]:
        return [paragraphs] if paragraphs else read_parts(stored.folder, "paragraphs", COLUMNS)

    with compared(source, _paragraphs) as shared:
        if shared.size != max(1, stored.shared_parts):
            yield Finding("parts", "parallels", None, None, f"{shared.size} parts", str(stored.shared_parts or "none"))
            return

        def _part_differences(number: int, tables: Tables) -> list[Finding]:
            there = {name: read_file(stored.folder, place_of(name, number, shared.size)) for name in COMPARED}
            return list(_differences(there, tables))

        yield from chain.from_iterable(map(_part_differences, count(), shared.parts))


class _Compared(Work):
    """What is done with each shard of a large package: its tables are made again and compared with its part."""

    @cached_property
    def _stored(self) -> Stored:
        """The files, listed once in each process."""
        return Stored(self._folder)

    def __call__(self, shard: Shard) -> Made:
        """See `Work`; the findings are the differences."""
        made = super().__call__(shard)
        differences = _differences(self._stored.part(shard.number), made.tables or {})
        return made._replace(tables=None, findings=tuple(differences))


def _description(source: Input, stored: Stored) -> Iterator[Finding]:
    """The descriptor, part by part, against the one that facts and tables give."""
    pages = sources(read_parts(stored.folder, "documents", ("document_id", "title")), source.vocabulary.sources)
    told, wanted = told_by(stored.folder), descriptor(source.vocabulary.facts, stored.facts, pages, text=stored.text)
    for key in sorted(told.keys() | wanted.keys()):
        if told.get(key) != wanted.get(key):
            yield Finding("descriptor", "datapackage.json", None, key, repr(wanted.get(key))[:120], repr(told.get(key))[:120])


def _differences(tables: Tables, again: Tables) -> Iterator[Finding]:
    """Rows that differ from those made again, by key and column."""
    for name, table in tables.items():
        made = again[name] if has_text(name, table) else without_text(name, again[name])
        if not table.cast(made.schema).equals(made):
            found = list(_row_differences(name, table.to_pylist(), made.to_pylist()))
            yield from found or [Finding("derivation", name, None, None, "the rows in their order", "another order")]


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
