"""The rows of a built package made again from its texts and curated files, and compared with those that are there.

Large packages are compared part by part, by as many processes as `build` would take. The cache is not asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain, count
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from tifabank import home
from tifabank.build import Progress, chosen_engine, plan, run
from tifabank.checking.accepted import accepted, accepted_without_texts, altered, edited
from tifabank.checking.described import differences, told_by
from tifabank.checking.findings import Finding, apart, limited
from tifabank.checking.opened import Stored
from tifabank.compared import compared
from tifabank.curated import MAKING_ROWS, curated_path
from tifabank.descriptor import descriptor, sources
from tifabank.engines import Engine
from tifabank.errors import InputError
from tifabank.folders import DESCRIPTOR, reason
from tifabank.inputs import Input
from tifabank.pipeline import given
from tifabank.stages.parallels.corpus import COLUMNS
from tifabank.tables import CHUNKED, COMPARED, Tables
from tifabank.work import Made, Shard, Work


class Comparison(NamedTuple):
    """What making the rows again gave: the input if it was accepted, findings, and what could not be compared."""

    source: Input | None
    findings: list[Finding]
    unchecked: list[str]


def compare(stored: Stored, workers: int | None, engine: Engine | None, progress: Progress | None) -> Comparison:
    """How the input and the outputs of a package differ from what the tables tell and what is made now; all tables have been read."""
    source, findings = accepted(stored.folder)
    edited = altered(stored, source)
    findings += edited.findings
    if source is None:
        return Comparison(None, findings, ["rows were not compared with those made again: the input is not accepted"])
    again = _Again(source, stored, edited.documents)
    try:
        findings += again.findings(workers, engine, progress)
    except (InputError, OSError) as error:  # a text edited meanwhile, a worker lost, a full disk: what was found is told all the same
        findings.append(Finding("mapped", "raw/texts", None, None, "rows that can be made again", reason(error)))
        again.unchecked.append("not all rows were compared with those made again")
    return Comparison(source, findings, again.unchecked)


def compare_given(stored: Stored) -> Comparison:
    """`compare` of a package without texts: the curated files, and the rows that are made of them alone."""
    if not any(stored.folder.has_file(curated_path(stem)) for stem in MAKING_ROWS):
        return Comparison(
            None, [], ["raw/ holds neither texts nor curated files of which rows are made: no row was compared with one made again"]
        )
    unchecked = [_WITHOUT_TEXTS]
    source, findings = accepted_without_texts(stored)
    if source is None:
        return Comparison(None, findings, [*unchecked, "no row was compared with one made again: the input is not accepted"])
    again = _Again(source, stored, ())
    return Comparison(source, [*findings, *again.of_what_is_given()], [*unchecked, *again.unchecked])


_WITHOUT_TEXTS = (
    f"raw/texts is not there: rows of {', '.join([*CHUNKED, *COMPARED])} were not compared with those made again, "
    "nor spans and quotes of curated lines with the texts, and corrections that correct nothing were not looked for"
)


class _Again:
    """The rows of a package made again; documents that are told apart are left out of the comparison."""

    def __init__(self, source: Input, stored: Stored, left_out: Collection[str]) -> None:
        self._stored = stored
        self._left_out = set(left_out)
        self.unchecked: list[str] = []
        self._told: list[Finding] = []
        self._source = self._as_told(source)

    def _as_told(self, source: Input) -> Input:
        """The input with the hash of curated files that provenance names, if that is one and the same: that it is another is told once."""
        parts = [part["curated_sha256"].unique() for part in self._stored.sound("provenance", ("curated_sha256",))]
        told = pa.chunked_array(parts, pa.string()).unique().drop_null().to_pylist()
        if len(told) != 1 or told[0] == source.vocabulary.sha256:
            return source
        (one,) = told
        wanted = f"{source.vocabulary.sha256} of raw/curated"
        self._told.append(Finding("curated", "provenance", None, "curated_sha256", wanted, edited(one, "raw/curated")))
        return source._replace(vocabulary=replace(source.vocabulary, sha256=one))

    def findings(self, workers: int | None, engine: Engine | None, progress: Progress | None) -> Iterator[Finding]:
        """All differences."""
        yield from self.of_what_is_given()
        yield from limited(self._of_documents(workers, engine, progress))

    def of_what_is_given(self) -> Iterator[Finding]:
        """The differences that are seen without texts."""
        yield from self._told
        yield from limited(_differences(self._stored.given(), given(self._source.vocabulary)))
        yield from self._description()

    def _of_documents(self, workers: int | None, engine: Engine | None, progress: Progress | None) -> Iterator[Finding]:
        source, stored, todo = self._source, self._stored, plan(self._source)
        parts = len(todo.shards) if todo.parts else 0
        if parts != stored.parts:
            yield Finding("parts", "documents", None, None, f"{parts or 'no'} parts", str(stored.parts or "none"))
            self.unchecked.append("rows of documents were not compared with those made again: they stand in another number of parts")
            return
        work = _Compared(source, stored, self._left_out) if parts else Work(source, home.version(), text=stored.text, cache=None)
        made = run(engine or chosen_engine(workers, todo.bytes), work, todo, progress)
        failed = [line for one in made for line in one.problems]
        for line in failed:
            place, _, why = line.partition(": ")
            yield Finding("mapped", place, None, None, "a text that can be mapped", why)
        different = [finding for one in made for finding in one.findings] if parts else []
        whole: Tables = {}
        if not parts:
            whole = {name: pa.concat_tables(one.tables[name] for one in made if one.tables) for name in CHUNKED}
            self._left_out |= {file.document_id for file in source.files} - {*whole["documents"]["document_id"].to_pylist()}
            different = list(_differences(stored.part(0), whole, self._left_out))
        yield from different
        if self._left_out:
            self.unchecked.append(
                f"rows of {_some(self._left_out)} were not compared with those made again: the raw files are others, or cannot be mapped"
            )
        if failed or self._left_out or (parts and ("paragraphs" in stored.lost() or any(f.table == "paragraphs" for f in different))):
            self.unchecked.append("what documents share was not compared with what is made again: documents or their paragraphs are others")
            return
        yield from self._shared(whole.get("paragraphs"))

    def _shared(self, paragraphs: pa.Table | None) -> Iterator[Finding]:
        """How the tables of what documents share differ; without paragraphs made again, those of the parts are read: they were compared."""
        stored = self._stored

        def _paragraphs() -> Iterable[pa.Table]:
            return [paragraphs] if paragraphs is not None else stored.sound("paragraphs", COLUMNS)

        with compared(self._source, _paragraphs) as shared:
            if shared.size != max(1, stored.shared_parts):
                yield Finding("parts", "parallels", None, None, f"{shared.size} parts", str(stored.shared_parts or "none"))
                self.unchecked.append("what documents share was not compared with what is made again: it stands in another number of parts")
                return
            again = map(lambda number, tables: list(_differences(stored.shared_part(number), tables)), count(), shared.parts)
            yield from chain.from_iterable(again)

    def _description(self) -> Iterator[Finding]:
        """What the descriptor tells of the package, against what its facts and tables give; files are compared elsewhere."""
        told, faults = told_by(self._stored.folder)
        if faults:
            self.unchecked.append("what datapackage.json tells of the package was not looked at")
            return
        documents = list(self._stored.columns("documents", ("document_id", "title")))
        known = self._source.vocabulary
        pages = sources((part for part in documents if part is not None), known.sources)
        wanted = descriptor(known.facts, {}, pages, text=self._stored.text)
        unknown = {"resources", *(["sources"] if any(part is None for part in documents) else [])}
        yield from differences(DESCRIPTOR, *({k: v for k, v in some.items() if k not in unknown} for some in (wanted, told)))


class _Compared(Work):
    """What is done with each shard of a large package: its tables are made again and compared with its part."""

    def __init__(self, source: Input, stored: Stored, left_out: Collection[str]) -> None:
        super().__init__(source, home.version(), text=stored.text, cache=None)
        self._left_out = frozenset(left_out)

    @cached_property
    def _stored(self) -> Stored:
        """The files, listed once in each process."""
        return Stored(self._folder)

    def __call__(self, shard: Shard) -> Made:
        """See `Work`; the findings are the differences."""
        made = super().__call__(shard)
        again = made.tables or {}
        failed = {file.document_id for batch in shard.batches for file in batch} - {*again["documents"]["document_id"].to_pylist()}
        part = self._stored.part(shard.number)
        if self._left_out and "documents" in part and self._moved(part, again):
            fault = Finding("parts", "documents", None, None, f"the documents that belong to part {shard.number}", "others; not compared")
            return made._replace(tables=None, findings=(fault,))
        found = limited(_differences(part, again, self._left_out | failed))
        return made._replace(tables=None, findings=tuple(found))

    def _moved(self, part: Tables, again: Tables) -> bool:
        """Whether documents that are compared stand in another part, for others were added or removed."""
        there, wanted = (set(some["documents"]["document_id"].to_pylist()) - self._left_out for some in (part, again))
        return there != wanted


def _some(documents: Collection[str]) -> str:
    first = sorted(documents)[:5]
    return ", ".join(first) + (f" and {len(documents) - len(first)} more" if len(documents) > len(first) else "")


def _differences(tables: Tables, again: Tables, left_out: Collection[str] = ()) -> Iterator[Finding]:
    """Rows that differ from those made again, by key and column; those of some documents are left out."""
    for name, table in tables.items():
        there, wanted = (_without(some, left_out) for some in (table, again[name].select(table.column_names)))
        if not all(there[column].equals(wanted[column]) for column in wanted.column_names):
            yield from _row_differences(name, there.to_pylist(), wanted.to_pylist())


def _without(table: pa.Table, documents: Collection[str]) -> pa.Table:
    if not documents:
        return table
    return table.filter(pc.invert(pc.fill_null(pc.is_in(table["document_id"], pa.array(sorted(documents), pa.string())), False)))


def _row_differences(name: str, rows: list[dict[str, object]], made: list[dict[str, object]]) -> Iterator[Finding]:
    key = next(iter((rows or made)[0]))
    old, new = ({str(row[key]): row for row in some} for some in (rows, made))
    for row_id in sorted(old.keys() - new.keys()):
        yield Finding("derivation", name, row_id, key, "no such row", "a row")
    for row_id in sorted(new.keys() - old.keys()):
        yield Finding("derivation", name, row_id, key, "a row", "none")
    cells = [
        Finding("derivation", name, row_id, column, *apart(value, old[row_id][column]))
        for row_id in sorted(old.keys() & new.keys())
        for column, value in new[row_id].items()
        if old[row_id][column] != value
    ]
    yield from cells
    if old.keys() == new.keys() and not cells:
        fault = ("each row once", "some twice") if len(rows) > len(old) else ("the rows in their order", "another order")
        yield Finding("derivation", name, None, None, *fault)
