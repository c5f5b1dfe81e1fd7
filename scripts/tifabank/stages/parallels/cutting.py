"""Second reading: the texts of places are cut from the documents, which come one by one, and put aside by part of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tifabank.characters import SPACES
from tifabank.rows import ParallelLine
from tifabank.spilled import Spilled
from tifabank.stages.parallels.corpus import Corpus, Room
from tifabank.stages.parallels.finding import Found
from tifabank.stages.parallels.wordings import buckets_of, first_buckets
from tifabank.stages.parallels.words import Places
from tifabank.text import squeeze

_HELD = 20_000_000  # bytes of cells, about
_CELL = 200  # bytes of a cell beside its text, about
_PLACED = pa.schema(
    [("hash", pa.uint64()), ("owner", pa.int64()), ("start_char", pa.int64()), ("end_char", pa.int64()), ("text", pa.string())]
)
_ODD_SPACES = (
    re.compile(f"[{SPACES.replace(' ', '')}]"),
    re.compile("  "),
)  # where a slice is not its own text cell; apart, they are found faster


class Placed(NamedTuple):
    """The places of one document, in order: its number, the hashes of their wordings, code points."""

    owner: int
    hashes: npt.NDArray[np.uint64]
    starts: Places
    ends: Places


class Cut(NamedTuple):
    """Hash, number of the document, code points and text of each place, by part, in order of document and place; texts of curated lines."""

    places: Spilled
    exact: dict[ParallelLine, str]


def cut_from(corpus: Corpus, found: Found, lines: Sequence[ParallelLine], room: Room) -> Cut:
    """The words of all places, and of curated lines."""
    given: dict[str, list[ParallelLine]] = {line.document_id: [] for line in lines}
    for line in lines:
        given[line.document_id].append(line)
    ids = found.words.documents
    made = Cut(room.rows(_PLACED), {})
    held: list[tuple[Placed, list[str]]] = []
    size = 0
    asked = _by_document(found)
    due = next(asked, None)
    for document_id, text in corpus.texts({*ids.filter(pa.array(found.sharing)).to_pylist(), *given}):
        if due and ids[due.owner].as_py() == document_id:
            held.append((due, _cells(text, due.starts, due.ends)))
            size += int((due.ends - due.starts).sum()) + _CELL * len(due.starts)
            due = next(asked, None)
        if size > min(_HELD, room.held):
            _put(made.places, held, found.parts)
            held, size = [], 0
        made.exact.update({line: squeeze(text, line.start_char, line.end_char) for line in given.get(document_id, ())})
    _put(made.places, held, found.parts)
    return made


def _by_document(found: Found) -> Iterator[Placed]:
    """The places of each document that has some, in order."""
    words = found.words
    for number in range(found.ranges):
        rows = found.places.take([number])
        rows = rows.take(pa.array(np.argsort(rows["place"].to_numpy(), kind="stable")))
        hashes, place, length = (column.to_numpy() for column in rows.columns)
        starts, ends = words.starts[place].astype(np.int64), words.ends[place + length - 1].astype(np.int64)
        owners, firsts = np.unique(np.searchsorted(words.stops, place, "right"), return_index=True)
        for owner, begin, end in zip(owners.tolist(), firsts.tolist(), [*firsts[1:].tolist(), len(place)], strict=False):
            yield Placed(owner, hashes[begin:end], starts[begin:end], ends[begin:end])


def _put(places: Spilled, held: Sequence[tuple[Placed, list[str]]], parts: int) -> None:
    """Put cells aside."""
    if not held:
        return
    hashes, starts, ends = (np.concatenate(column) for column in zip(*((p.hashes, p.starts, p.ends) for p, _ in held), strict=True))
    owner = np.repeat([p.owner for p, _ in held], [len(cells) for _, cells in held])
    columns = [hashes, owner, starts, ends, [cell for _, cells in held for cell in cells]]
    table = pa.table([pa.array(column, field.type) for column, field in zip(columns, _PLACED, strict=True)], schema=_PLACED)
    places.add(np.searchsorted(first_buckets(parts), buckets_of(hashes), "right") - 1, table)


def _cells(text: str, starts: Places, ends: Places) -> list[str]:
    """The text cells of spans: bare slices where all white space in them is single spaces."""
    cells = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    odd = np.array(sorted([len(text), *(match.start() for spaces in _ODD_SPACES for match in spaces.finditer(text))]))
    for row in np.flatnonzero(odd[np.searchsorted(odd, starts)] < ends).tolist():
        cells[row] = " ".join(cells[row].split())
    return cells
