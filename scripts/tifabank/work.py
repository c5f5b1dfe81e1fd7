"""The one function that an engine runs: a shard of documents -> its Arrow tables, mapped and checked.

`Work` holds what does not change during a build; it can be pickled and called in any process of any machine that reaches the package.
What it gives back depends on the shard alone: run again, after a lost worker or connection, it writes the same bytes again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import pyarrow as pa

from tifabank import pipeline
from tifabank.batches import Batch
from tifabank.cache import Cache, Pack, joined, pack_of
from tifabank.checking.assertions import Assertions, check_assertions
from tifabank.checking.checks import Keys, check_tables
from tifabank.checking.findings import Finding
from tifabank.errors import InputError
from tifabank.inputs import Input
from tifabank.raw import RawFile, read_text
from tifabank.stored import Part, part_path, put
from tifabank.tables import CHUNKED, GIVEN, Tables, without_text


class Shard(NamedTuple):
    """The batches that are worked on at once, with their packs; the number is that of their part of the tables."""

    number: int
    batches: tuple[Batch, ...]
    packs: tuple[Pack, ...]

    @property
    def bytes(self) -> int:
        """Bytes of raw text."""
        return sum(file.bytes for batch in self.batches for file in batch)


class Made(NamedTuple):
    """What became of a shard.

    `tables` are its tables, or None where they were written as parts; `findings` say which rows are wrong, `problems` which documents
    could not be mapped.
    """

    bytes: int
    tables: Tables | None
    parts: Mapping[str, Part]
    findings: tuple[Finding, ...]
    problems: tuple[str, ...]


class Work:
    """What is done with each shard of a package: its tables are made and checked."""

    def __init__(self, source: Input, software_version: str, *, text: bool, cache: Cache | None) -> None:
        """`text` says whether columns that copy the texts are kept."""
        self._folder = source.folder
        self._known = source.vocabulary
        self._version = software_version
        self._text = text
        self._cache = cache
        self.stopped: Callable[[], bool] = _never
        """Asked before each batch whether the build has ended meanwhile."""

    def __call__(self, shard: Shard) -> Made:
        """The tables of a shard.

        Raises:
            InputError: a text was changed while the package was built.
        """
        problems: list[str] = []
        findings: list[Finding] = []
        found = joined([self._found(*each, problems, findings) for each in self._batches(shard)])
        tables = pipeline.with_provenance(found, self._known, self._version)
        if not self._text:  # after the checks, which cut every slice again
            tables = {name: without_text(name, table) for name, table in tables.items()}
        return Made(shard.bytes, tables, {}, tuple(findings), tuple(problems))

    def _batches(self, shard: Shard) -> Iterator[tuple[Batch, Pack]]:
        for each in zip(shard.batches, shard.packs, strict=True):
            if self.stopped():
                raise InputError("the build was stopped")
            yield each

    def _found(self, batch: Batch, pack: Pack, problems: list[str], findings: list[Finding]) -> Tables:
        """What is found in the documents of a batch, from the cache as far as it is there, checked."""
        tables = self._cache.get(pack) if self._cache else None
        if tables:  # it was checked before it was put there
            findings += check_assertions(tables, self._asserted(tables))
            return tables
        pieces = self._cache.pieces(pack) if self._cache else {}
        fresh = [batch] if not pieces else [(file,) for file in batch if file.document_id not in pieces]
        mapped = [self._mapped(files, problems) for files in fresh]
        good = pieces.keys() | {document_id for _, ids in mapped for document_id in ids}
        if pieces:
            pieces |= {ids[0]: one for one, ids in mapped if ids}
            tables = joined([pieces[file.document_id] for file in batch if file.document_id in good])
        else:
            tables = mapped[0][0]
        faults = self._faults(tables)
        if self._cache and not faults:
            self._cache.put(pack_of({document_id: key for document_id, key in pack.keys.items() if document_id in good}), tables)
        findings += faults
        return tables

    def _mapped(self, files: Sequence[RawFile], problems: list[str]) -> tuple[Tables, list[str]]:
        """The tables of texts, and the ids of those that could be mapped; one that cannot does not stop the others."""
        try:
            texts = (read_text(self._folder, file) for file in files)
            return pipeline.map_texts(texts, self._known), [file.document_id for file in files]
        except InputError as error:
            faults = error.problems
        except Exception as error:  # noqa: BLE001  # whatever it is, it is told with the file that it came from
            faults = tuple(
                f"raw/texts/{f.file!r}: cannot be mapped ({type(error).__name__}: {error}): report it, or take it out" for f in files
            )
        if len(files) == 1:
            problems += faults
            return pipeline.map_texts([], self._known), []
        each = [self._mapped([file], problems) for file in files]
        return joined([tables for tables, _ in each]), [document_id for _, ids in each for document_id in ids]

    def _faults(self, tables: Tables) -> list[Finding]:
        whole = pipeline.with_provenance(tables, self._known, self._version)
        return check_tables(whole, CHUNKED, self._keys, self._asserted(tables))

    def _asserted(self, tables: Tables) -> pa.Table:
        """The assertions about cells of these tables."""
        return self._assertions.about(tables["documents"]["document_id"].to_pylist())

    @cached_property
    def _given(self) -> Tables:
        return pipeline.given(self._known)

    @cached_property
    def _keys(self) -> Keys:
        """Primary keys of the tables that no document makes, and of documents in other shards, whose references were checked as input."""
        continued = [line["continues_document_id"] for line in self._known.documents.values()]
        return {name: self._given[name].column(0).combine_chunks() for name in GIVEN} | {"documents": pa.array(continued, pa.string())}

    @cached_property
    def _assertions(self) -> Assertions:
        return Assertions(self._given["assertions"])


def _never() -> bool:
    return False


class PartsWork(Work):
    """The same for tables that are folders of parts: each shard writes its own part of each."""

    def __init__(self, source: Input, software_version: str, *, text: bool, cache: Cache | None, aside: str) -> None:
        """`aside` is the folder inside the package in which outputs are made."""
        super().__init__(source, software_version, text=text, cache=cache)
        self._aside = aside

    def __call__(self, shard: Shard) -> Made:
        """See `Work`; the tables are written, and told by their rows and hashes.

        Raises:
            OSError: a part cannot be written.
        """
        made = super().__call__(shard)
        return made._replace(tables=None, parts=dict(self._written(shard.number, made.tables or {})))

    def _written(self, number: int, tables: Tables) -> Iterator[tuple[str, Part]]:
        for name, table in tables.items():
            yield name, put(self._folder, f"{self._aside}/{part_path(name, number)}", table)


def shards_of(runs: Iterable[Sequence[Batch]], packs: Iterable[Pack]) -> list[Shard]:
    """Runs of batches as shards, numbered from zero; packs in the order of the batches."""
    rest = iter(packs)
    return [Shard(number, tuple(run), tuple(next(rest) for _ in run)) for number, run in enumerate(runs)]
