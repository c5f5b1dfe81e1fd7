"""Rows that are put aside by number, in any order, and taken back number by number: in memory while they are few, else in a file.

The file is handed in, so that this module opens none: Arrow record batches stand in it one after the other, and of each is known here
where it begins and how long it is. Memory is that of the rows not yet written and of one such entry for each number in each batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa

HELD = 32_000_000
"""Bytes of rows that are held before they are written."""


class Spilled:
    """Rows by number; all are added before any is taken."""

    def __init__(self, schema: pa.Schema, file: Callable[[], BinaryIO], held: int = HELD) -> None:
        """`file` opens a file to write and read, when one is needed; `held` are the bytes of rows that are held before they are written."""
        self._schema = schema
        self._open = file
        self._most = held
        self._file: BinaryIO | None = None
        self._bytes = 0
        self._added: list[tuple[npt.NDArray[np.int64], pa.Table]] = []
        self._written: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._parted: dict[int, pa.Table] = {}

    def add(self, numbers: npt.NDArray[np.int64], rows: pa.Table) -> None:
        """Put rows aside, each under its number."""
        self._added.append((numbers, rows))
        self._bytes += rows.nbytes
        if self._bytes > self._most:
            self._write()

    def take(self, numbers: Iterable[int]) -> pa.Table:
        """The rows under some numbers, those of each in the order in which they were added."""
        if self._added and self._written:
            self._write()
        elif self._added:
            self._parted = dict(self._by_number())
        return pa.concat_tables([self._schema.empty_table(), *(rows for number in numbers for rows in self._under(number))])

    def _under(self, number: int) -> Iterator[pa.Table]:
        if number in self._parted:
            yield self._parted[number]
        if self._file is None:
            return
        for begin, size in self._written.get(number, ()):
            self._file.seek(begin)
            yield pa.Table.from_batches([pa.ipc.read_record_batch(pa.py_buffer(self._file.read(size)), self._schema)])

    def _write(self) -> None:
        self._file = self._file or self._open()
        self._file.seek(0, 2)
        at = self._file.tell()
        for number, rows in self._by_number():
            data = rows.to_batches()[0].serialize()
            self._file.write(data)
            self._written[number].append((at, data.size))
            at += data.size

    def _by_number(self) -> Iterator[tuple[int, pa.Table]]:
        """What is held, number by number; it is held no longer."""
        numbers = np.concatenate([some for some, _ in self._added])
        rows = pa.concat_tables([some for _, some in self._added])
        self._added, self._bytes = [], 0
        order = np.argsort(numbers, kind="stable")
        found, begins = np.unique(numbers[order], return_index=True)
        rows = rows.take(pa.array(order)).combine_chunks()
        for number, begin, size in zip(found.tolist(), begins.tolist(), np.diff(begins, append=len(order)).tolist(), strict=True):
            yield number, rows.slice(begin, size)
