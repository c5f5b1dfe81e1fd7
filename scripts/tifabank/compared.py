"""What documents share, found in the documents of a package: read from its raw texts and its paragraphs, some at a time.

This is done when all documents have been mapped, by the process that leads. The words of a corpus take 12 bytes each: of a small
package they are held in memory, of a large one in temporary files. So are rows that are put aside, if there are many. These files go
when it is done, and when it fails.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import BinaryIO

import numpy as np
import pyarrow as pa

from tifabank import pipeline
from tifabank.batches import in_parts
from tifabank.inputs import Input
from tifabank.raw import RawFile, read_text
from tifabank.stages.parallels import Shared
from tifabank.stages.parallels.corpus import COLUMNS, Documents, Held, Room, documents_of
from tifabank.stages.parallels.words import Codes
from tifabank.temporary import temporary_file

Parts = Callable[[], Iterable[pa.Table]]
"""Gives the table of paragraphs, part by part: whole documents in order of their ids."""

_TOGETHER = 250_000  # bytes of the texts that are looked at together: as many as a processor has near at hand


@contextmanager
def compared(source: Input, paragraphs: Parts) -> Iterator[Shared]:
    """The tables of what the documents of a package share, part by part, each made when it is asked for.

    Raises:
        InputError: a text was changed since it was accepted, or there is no room for temporary files.
    """
    with ExitStack() as files:
        large = in_parts(source.files)

        def _file() -> BinaryIO:
            return files.enter_context(temporary_file())

        yield pipeline.compared(_Corpus(source, paragraphs), source.vocabulary, Room((lambda: _Filed(_file())) if large else Held, _file))


class _Corpus:
    """The documents of a package."""

    def __init__(self, source: Input, paragraphs: Parts) -> None:
        self._source = source
        self._paragraphs = paragraphs

    def documents(self) -> Iterator[Documents]:
        """See `Corpus`; documents without paragraphs are left out."""
        files = {file.document_id: file for file in self._source.files}
        for part in self._paragraphs():
            rows = part.select(list(COLUMNS))
            there = (files[key] for key in rows["document_id"].unique().to_pylist() if key in files)
            for some in _together(there):
                yield documents_of(((file.document_id, self._text(file)) for file in some), rows)

    def texts(self, only: Collection[str]) -> Iterator[tuple[str, str]]:
        """See `Corpus`."""
        return ((file.document_id, self._text(file)) for file in self._source.files if file.document_id in only)

    def _text(self, file: RawFile) -> str:
        return read_text(self._source.folder, file).data.decode("utf-8")


def _together(files: Iterable[RawFile]) -> Iterator[list[RawFile]]:
    some: list[RawFile] = []
    size = 0
    for file in files:
        some.append(file)
        size += file.bytes
        if size >= _TOGETHER:
            yield some
            some, size = [], 0
    if some:
        yield some


class _Filed:
    """A column in a temporary file, of which the system keeps in memory what it has room for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._length = 0

    def add(self, numbers: Codes) -> None:
        """See `Column`."""
        self._file.write(numbers.tobytes())
        self._length += len(numbers)

    def all(self) -> Codes:
        """See `Column`."""
        self._file.flush()
        return np.memmap(self._file, dtype=np.uint32, mode="r", shape=(self._length,)) if self._length else np.array([], dtype=np.uint32)
