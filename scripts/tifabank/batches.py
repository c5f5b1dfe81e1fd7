"""How a corpus is cut into work: batches of documents, and shards of batches.

A *batch* is what is mapped, cached and kept in memory at once: documents in order of their ids, at most about a megabyte. Where a
batch ends depends on the ids next to it, not on how many documents stand before: adding a document moves the borders near it only
(content-defined chunking; Muthitacharoen, Chen and Mazieres 2001). A *shard* is a run of batches: what an engine is handed at
once, and one part of each table where tables are folders of parts.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from itertools import islice

from tifabank.raw import RawFile

ONE_FILE = 32_000_000
"""Bytes of raw text up to which a package has one file for each table; above, a table is a folder of parts."""

_BATCH_BYTES = 1_000_000
_MEAN = 128  # documents between two borders, if these are not cut before by size
_FEWEST, _MOST, _PARTS = 4, 16, 256  # batches of a shard; parts that are aimed at between the two

Batch = tuple[RawFile, ...]
Shard = tuple[Batch, ...]


def batches(files: Iterable[RawFile]) -> list[Batch]:
    """Files in order of their ids as batches; a file larger than a batch is one of its own."""
    found: list[Batch] = []
    batch: list[RawFile] = []
    size = 0
    for file in files:
        if batch and size + file.bytes > _BATCH_BYTES:
            found.append(tuple(batch))
            batch, size = [], 0
        batch.append(file)
        size += file.bytes
        if zlib.crc32(file.document_id.encode()) % _MEAN == 0:
            found.append(tuple(batch))
            batch, size = [], 0
    return [*found, tuple(batch)] if batch else found


def in_parts(files: Iterable[RawFile]) -> bool:
    """Whether the tables of a package are folders of parts."""
    return sum(file.bytes for file in files) > ONE_FILE


def shards(found: Sequence[Batch], *, parts: bool) -> list[Shard]:
    """The shards: single batches, or, where each is a part of the tables, runs of them."""
    width = max(_FEWEST, min(_MOST, -(-len(found) // _PARTS))) if parts else 1
    rest = iter(found)
    return list(iter(lambda: tuple(islice(rest, width)), ()))
