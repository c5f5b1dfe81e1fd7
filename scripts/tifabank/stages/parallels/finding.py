"""First reading: the words of all documents are compared, and what they share is put aside by id and by document.

Out: for each wording its label and concept, by bucket of its id; for each place its wording, by range of documents. Nothing is held of
which there is more in a larger corpus, but the lexicon and a few bytes for each document.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tifabank.spilled import Spilled
from tifabank.stages.parallels.corpus import Corpus, Room
from tifabank.stages.parallels.repeats import repeats
from tifabank.stages.parallels.wordings import BUCKETS, Wordings, buckets_of, label_of, wordings
from tifabank.stages.parallels.words import Codes, Lexicon, Places, words_of

_ROW = 150  # bytes of a row of a place beside its words, about
_HEADS = pa.schema([("hash", pa.uint64()), ("label", pa.string()), ("concept_id", pa.string())])
_PLACES = pa.schema([("hash", pa.uint64()), ("place", pa.int64()), ("length", pa.int64())])


class Words(NamedTuple):
    """The words of a corpus: codes and code points; the ids of its documents, and the row after the last word of each."""

    codes: Codes
    starts: Codes
    ends: Codes
    documents: pa.Array
    stops: Places


class Found(NamedTuple):
    """What documents share.

    Attributes:
        words: the words of the corpus.
        heads: hash, label and concept of each wording, by bucket.
        places: hash, first word and number of words of each place, by range of documents.
        ranges: how many of these there are.
        sharing: by number of the document, whether it has places.
        parts: how many parts the tables have.
    """

    words: Words
    heads: Spilled
    places: Spilled
    ranges: int
    sharing: npt.NDArray[np.bool_]
    parts: int


def found_in(corpus: Corpus, concepts: Mapping[str, str], room: Room) -> Found:
    """What the documents of a corpus share; `concepts` are those of wordings."""
    lexicon = Lexicon()
    words = _words(corpus, lexicon, room)
    heads, places = room.rows(_HEADS), room.rows(_PLACES)
    ranges = words.stops // room.range  # by number of the document
    sharing = np.zeros(len(words.stops), dtype=bool)
    size = 0
    runs = repeats(words.codes, np.diff(words.stops, prepend=0), portion=room.portion)
    for some in wordings(words.codes, runs, lexicon, room.named):
        counts = np.diff(some.firsts, append=len(some.places))
        owner = np.searchsorted(words.stops, some.places, "right")
        sharing[owner] = True
        heads.add(buckets_of(some.hashes), _heads(some, concepts))
        own = [np.repeat(some.hashes, counts), some.places, np.repeat(some.lengths, counts)]
        places.add(ranges[owner], pa.table([pa.array(column) for column in own], schema=_PLACES))
        size += int((counts * (_ROW + np.array([len(line) for line in some.words], dtype=np.int64))).sum())
    parts = min(BUCKETS, 1 << max(0, -(-size // room.part) - 1).bit_length())
    return Found(words, heads, places, int(ranges[-1]) + 1 if len(ranges) else 0, sharing, parts)


def _words(corpus: Corpus, lexicon: Lexicon, room: Room) -> Words:
    columns = [room.column() for _ in range(3)]
    ids: list[str] = []
    sizes: list[int] = []
    for some in corpus.documents():
        words = words_of(some.bodies, lexicon)
        for column, numbers in zip(columns, (words.codes, words.starts, words.ends), strict=True):
            column.add(numbers)
        ids += some.ids
        sizes += words.sizes
    codes, starts, ends = (column.all() for column in columns)
    return Words(codes, starts, ends, pa.array(ids, pa.string()), np.cumsum(np.array(sizes, dtype=np.int64)))


def _heads(some: Wordings, concepts: Mapping[str, str]) -> pa.Table:
    columns = [some.hashes, [label_of(line) for line in some.words], [concepts.get(line) for line in some.words]]
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, _HEADS, strict=True)], schema=_HEADS)
