"""The tables of a built package as files, opened as far as they can be: what cannot be relied on is told, and left out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import pyarrow as pa
import pyarrow.parquet as pq

from tifabank.checking.findings import Finding, linked
from tifabank.errors import InputError
from tifabank.folders import Folder, reason
from tifabank.rows import TABLES
from tifabank.schema import arrow_schema, published
from tifabank.stored import Part, files_of, parquet, part_of, part_path, place_of, read_file, table_path
from tifabank.tables import CHUNKED, COMPARED, GIVEN, Tables


class Stored:
    """The tables of a built package. What was read is told in `facts`, by table and file; what is wrong with a file in `faults`."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.facts: dict[str, dict[str, Part]] = {name: {} for name in TABLES}
        self.faults: dict[str, Finding] = {}
        self._unsound: set[str] = set()
        self._kept: dict[str, pa.Table] = {}
        self.files = {name: self._files(name) for name in TABLES}
        self.parts = _usual(len(self.files[n]) if self.files[n] != [table_path(n)] else 0 for n in CHUNKED if self.files[n])
        self.shared_parts = _usual(len(self.files[n]) if self.files[n] != [table_path(n)] else 0 for n in COMPARED if self.files[n])

    def _files(self, name: str) -> list[str]:
        if self.folder.is_link(table_path(name)):
            self.faults[table_path(name)] = linked(table_path(name), name)
            return []
        try:
            return files_of(self.folder, name)
        except OSError as error:
            self.faults[table_path(name)] = Finding("unreadable", name, None, None, "a file or folder that can be read", reason(error))
            return []

    @cached_property
    def text(self) -> bool:
        """Whether columns that copy the texts are there: what most of the tables say that can have some."""
        says = []
        for name, files in self.files.items():
            copied = {c.name for c in published(name) if c.copies}
            if files and copied and (names := self._names(files[0])):
                says.append(copied <= names)
        return 2 * sum(says) >= len(says)

    def _names(self, file: str) -> set[str]:
        try:
            return set(parquet(self.folder, file).schema_arrow.names)
        except (InputError, ValueError):  # told when it is read
            return set()

    def wanted(self, name: str) -> list[str]:
        """The files that a table should have, by what most tables have."""
        parts = self.parts if name in CHUNKED else self.shared_parts if name in COMPARED else 0
        return [part_path(name, number) for number in range(parts)] or [table_path(name)]

    def lost(self) -> dict[str, list[str]]:
        """The files that are not there, or of those that were read cannot be relied on, by table."""
        lost = {name: [f for f in self.wanted(name) if f in self._unsound or f not in self.files[name]] for name in TABLES}
        return {name: files for name, files in lost.items() if files}

    def given(self) -> Tables:
        """The tables that no document makes, as far as they are sound."""
        return self.read({name: table_path(name) for name in GIVEN})

    def documents(self) -> Iterator[Tables]:
        """The tables of documents, part by part, as far as they are sound."""
        return map(self.part, range(max(1, self.parts)))

    def part(self, number: int) -> Tables:
        """The tables of the documents of one part, as far as they are sound."""
        return self.read({name: place_of(name, number, self.parts) for name in CHUNKED})

    def compared(self) -> Iterator[Tables]:
        """The tables of what documents share, part by part, as far as they are sound."""
        return map(self.shared_part, range(max(1, self.shared_parts)))

    def shared_part(self, number: int) -> Tables:
        """One part of the tables of what documents share."""
        return self.read({name: place_of(name, number, self.shared_parts) for name in COMPARED})

    def read(self, files: Mapping[str, str]) -> Tables:
        """The tables in these files, as far as they are there and sound."""
        found = {name: self._table(name, file) for name, file in files.items() if file in self.files[name]}
        return {name: table for name, table in found.items() if table is not None}

    def columns(self, name: str, wanted: Sequence[str]) -> Iterator[pa.Table | None]:
        """Some columns of a table, part by part; None in the place of a part that cannot be relied on."""
        for file in self.wanted(name):
            try:
                there = file in self.files[name] and file not in self._unsound
                table = self._kept[file] if file in self._kept else read_file(self.folder, file, wanted) if there else None
                yield None if table is None else table.select(list(wanted))
            except (InputError, KeyError, ValueError):  # told when it is read as a whole
                yield None

    def sound(self, name: str, wanted: Sequence[str]) -> Iterator[pa.Table]:
        """Some columns of the parts of a table that can be relied on."""
        return (part for part in self.columns(name, wanted) if part is not None)

    def read_rest(self) -> None:
        """Read the files that were not read yet: those that no part of the tables asks for."""
        for name, files in self.files.items():
            for file in files:
                if file not in self.facts[name] and file not in self._unsound:
                    self._table(name, file)

    def _table(self, name: str, file: str) -> pa.Table | None:
        """The table in a file, if it is as declared; else why it is not is among the faults. Those of small packages are read once."""
        if file in self._kept:
            return self._kept[file]
        sha256 = ""
        try:
            data = self.folder.buffer(file)
            sha256 = hashlib.sha256(data).hexdigest()
            table = pq.ParquetFile(pa.BufferReader(data)).read()
            table.validate(full=True)
        except Exception as error:  # noqa: BLE001  # a damaged file may fail in any way; it is told with its place
            self._unsound.add(file)
            self.faults[file] = Finding("unreadable", name, None, None, f"{file}: Parquet", reason(error)[:200])
            self.facts[name][file] = Part(0, sha256, "")
            return None
        declared = arrow_schema(name, text=self.text)
        if [(f.name, f.type) for f in table.schema] != [(f.name, f.type) for f in declared]:
            self._unsound.add(file)
            self.faults[file] = _other_columns(name, file, declared, table.schema)
            self.facts[name][file] = Part(len(table), sha256, "")
            return None
        if not table.schema.equals(declared, check_metadata=True):
            field = next((f.name for f in declared if not table.schema.field(f.name).equals(f, check_metadata=True)), None)
            self.faults[file] = Finding("columns", name, None, field, f"{file}: nulls and descriptions as declared", "others")
        self.facts[name][file] = part_of(table, sha256)
        if not self.parts and not self.shared_parts:
            self._kept[file] = table
        return table


def _usual(parts: Iterable[int]) -> int:
    """The number of parts that most tables have; tables of one part are files."""
    usual = max(Counter(parts).items(), key=lambda each: (each[1], each[0]), default=(0, 0))[0]
    return usual if usual > 1 else 0


def _other_columns(name: str, file: str, declared: pa.Schema, found: pa.Schema) -> Finding:
    """The first column that differs, with what is wrong."""
    wanted, there = ([f"{f.name}: {f.type}" for f in schema] for schema in (declared, found))
    row = next((i for i, pair in enumerate(zip(wanted, there, strict=False)) if pair[0] != pair[1]), min(len(wanted), len(there)))
    column = found.names[row] if row >= len(wanted) else declared.names[row]
    told = (there[row] if row < len(there) else "no column") + (f"; in all {', '.join(there)}"[:200] if row < len(wanted) else "")
    return Finding("columns", name, None, column, f"{file}: {wanted[row] if row < len(wanted) else 'no such column'}", told)
