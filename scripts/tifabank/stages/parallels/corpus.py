"""What the stage asks of a corpus: its documents, some at a time, and room for what it does not hold in memory."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import BinaryIO, NamedTuple, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tifabank.spilled import HELD, Spilled
from tifabank.stages.parallels.words import Body, Codes
from tifabank.tables import document_slices

COLUMNS = ("document_id", "kind", "start_char", "end_char")
"""What is asked of the table of paragraphs."""


class Documents(NamedTuple):
    """Documents that are looked at together, in order: ids and what of them is compared."""

    ids: Sequence[str]
    bodies: Sequence[Body]


class Corpus(Protocol):
    """The documents of a corpus in order of their ids, some at a time."""

    def documents(self) -> Iterator[Documents]:
        """All of them."""

    def texts(self, only: Collection[str]) -> Iterator[tuple[str, str]]:
        """Ids and texts of those with some ids, one at a time."""


class Column(Protocol):
    """Numbers that are added some at a time and then read in any order."""

    def add(self, numbers: Codes) -> None:
        """Add numbers at the end."""

    def all(self) -> Codes:
        """All numbers."""


class Held:
    """A column in memory."""

    def __init__(self) -> None:
        self._parts = [np.array([], dtype=np.uint32)]

    def add(self, numbers: Codes) -> None:
        """See `Column`."""
        self._parts.append(numbers)

    def all(self) -> Codes:
        """See `Column`."""
        self._parts = [np.concatenate(self._parts)]
        return self._parts[0]


class Room(NamedTuple):
    """Where the stage puts what it does not hold in memory, and how much it holds; rows are the same whatever these are.

    Attributes:
        column: gives an empty column; three are needed for the words of the corpus (12 bytes each).
        file: opens a file for rows that are put aside.
        held: bytes of rows that are held before they are put aside.
        portion: runs of words that are looked at together.
        named: words and places of wordings that are named together.
        range: words of the documents whose places are cut together.
        part: the size of a part of the tables, as `wordings.weights` counts; up to this size tables have one part.
    """

    column: Callable[[], Column] = Held
    file: Callable[[], BinaryIO] = io.BytesIO
    held: int = HELD
    portion: int = 8_000_000
    named: int = 1_000_000
    range: int = 4_000_000
    part: int = 128_000_000

    def rows(self, schema: pa.Schema) -> Spilled:
        """Room for rows."""
        return Spilled(schema, self.file, self.held)


def documents_of(texts: Iterable[tuple[str, str]], paragraphs: pa.Table) -> Documents:
    """Documents from pairs of id and text, and a table with their paragraphs, those of a document together."""
    rows = document_slices(paragraphs)
    kinds, *places = (paragraphs[name] for name in COLUMNS[1:])
    body = pc.equal(kinds, "body").to_numpy()
    starts, ends = (column.to_numpy() for column in places)
    ids, bodies = [], []
    for document_id, text in texts:
        first, length = rows.get(document_id, (0, 0))
        own = first + np.flatnonzero(body[first : first + length])
        ids.append(document_id)
        bodies.append(Body(text, starts[own], ends[own]))
    return Documents(ids, bodies)
