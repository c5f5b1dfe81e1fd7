"""What the stage asks of a corpus: its documents, some at a time, and room for the words of all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

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
