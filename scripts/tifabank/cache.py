"""`.tifabank-cache/`: what was found in documents, kept so that an unchanged document is not mapped again.

    .tifabank-cache/<code and vocabulary>/<batch>.arrow    the tables of a batch, one Arrow stream after the other
    .tifabank-cache/<code and vocabulary>/<batch>.keys     the SHA-256 of the tables, then its documents: "<id> <key>", a line each

A document's *key* is the hash of its bytes and of the curated lines about it; the folder's name is the hash of everything else that
rows depend on: the labels, the concepts, the code, the versions of Python and of the tagger. A batch is named by the keys of its documents. Where
no batch of that name is there, the documents that stand in other batches are taken from them, and only the rest is mapped. Nothing
here is needed to read a package: the folder can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from tifabank.batches import Batch
from tifabank.folders import CACHE, Entry, Folder
from tifabank.raw import RawFile
from tifabank.tables import FOUND, Rows, Tables, document_slices
from tifabank.vocabulary import Vocabulary

_STATE = re.compile("[0-9a-f]{16}")  # what else stands in the folder belongs to the command that writes
_COMPRESSED = pa.ipc.IpcWriteOptions(compression="zstd")  # to a tenth, at hardly any time


class Pack(NamedTuple):
    """A batch as the cache knows it.

    `keys` are those of its documents by id, in order; `there` tells whether the batch is in the cache as a whole, `elsewhere` in which
    other batches some of its documents stand.
    """

    name: str
    keys: Mapping[str, str]
    there: bool = False
    elsewhere: Mapping[str, str] = {}


def pack_of(keys: Mapping[str, str]) -> Pack:
    """The pack of documents with these keys."""
    return Pack(hashlib.sha256("".join(keys.values()).encode()).hexdigest()[:32], keys)


@cache
def code_sha256() -> str:
    """SHA-256 of all code that rows depend on, of its word lists and weights, and of the versions that matter."""
    digest = hashlib.sha256()
    here = Path(__file__).resolve().parent
    for path in sorted(p for p in here.rglob("*") if p.suffix in (".py", ".csv") and "data" not in p.relative_to(here).parts):
        digest.update(f"{path.relative_to(here)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    digest.update(f"{sys.version_info[:3]} {unicodedata.unidata_version} {version('textblob')} {version('pyarrow')}".encode())
    return digest.hexdigest()


def document_key(file: RawFile, known: Vocabulary) -> str:
    """SHA-256 of what a document's rows depend on besides code and labels: its bytes, id, file name and curated lines."""
    own = file.document_id
    lines = (known.documents.get(own), known.senses.get(own), known.corrections.get(own), known.notes.get(own))
    return hashlib.sha256(repr((file, lines)).encode("utf-8", "surrogatepass")).hexdigest()


class Cache:
    """The cache of a package for one state of code and vocabulary."""

    def __init__(self, folder: Folder, known: Vocabulary) -> None:
        self._folder = folder
        own = repr((code_sha256(), known.labels, sorted(known.cited), [c.concept_id for c in known.concepts]))
        self._state = hashlib.sha256(own.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def packs(self, batches: Sequence[Batch], known: Vocabulary) -> list[Pack]:
        """The packs of batches; documents of batches that are not there as a whole are looked for in those that are."""
        there = {entry.name.removesuffix(".keys") for entry in self._entries() if entry.name.endswith(".keys")}
        packs = [pack_of({file.document_id: document_key(file, known) for file in batch}) for batch in batches]
        packs = [pack._replace(there=pack.name in there) for pack in packs]
        missing = {key for pack in packs if not pack.there for key in pack.keys.values()}
        places = {key: name for name in sorted(there if missing else ()) for _, key in self._documents(name) if key in missing}
        return [
            pack if pack.there else pack._replace(elsewhere={d: places[key] for d, key in pack.keys.items() if key in places})
            for pack in packs
        ]

    def get(self, pack: Pack) -> Tables | None:
        """The tables of a whole batch; None if it is not there or cannot be read."""
        try:
            sha256 = self._folder.read(self._path(pack.name, "keys"))[:64].decode("ascii", "replace")
            data = self._folder.buffer(self._path(pack.name, "arrow"))
        except OSError:
            return None
        if hashlib.sha256(data).hexdigest() != sha256:
            return None
        source = pa.BufferReader(data)
        return {name: pa.ipc.open_stream(source).read_all() for name in FOUND}

    def pieces(self, pack: Pack) -> dict[str, Tables]:
        """The tables of those documents of a batch that stand in other ones, by document id."""
        found: dict[str, Tables] = {}
        for name in sorted(set(pack.elsewhere.values())):
            other = Pack(name, dict(self._documents(name)))
            tables = self.get(other)
            if tables:
                wanted = [d for d, place in pack.elsewhere.items() if place == name and other.keys.get(d) == pack.keys[d]]
                found |= split(tables, wanted)
        return found

    def put(self, pack: Pack, tables: Tables) -> None:
        """Keep the tables of a batch; the keys come last, they say that the batch is there."""
        sink = pa.BufferOutputStream()
        for name in FOUND:
            with pa.ipc.new_stream(sink, tables[name].schema, options=_COMPRESSED) as writer:
                writer.write_table(tables[name].combine_chunks())
        data = sink.getvalue()
        lines = [hashlib.sha256(data).hexdigest(), *(f"{d} {key}" for d, key in pack.keys.items())]
        self._folder.write(self._path(pack.name, "arrow"), data)
        self._folder.write(self._path(pack.name, "keys"), "\n".join(lines).encode())

    def keep_only(self, packs: Iterable[Pack]) -> None:
        """Remove what other states of code, vocabulary and corpus left."""
        names = {pack.name for pack in packs}
        for entry in list(self._folder.entries(CACHE)):
            if _STATE.fullmatch(entry.name) and entry.name != self._state:
                self._folder.remove(f"{CACHE}/{entry.name}")
        for entry in list(self._entries()):
            if entry.name.split(".")[0] not in names:
                self._folder.remove(f"{CACHE}/{self._state}/{entry.name}")

    def _entries(self) -> Iterator[Entry]:
        return self._folder.entries(f"{CACHE}/{self._state}")

    def _path(self, name: str, kind: str) -> str:
        return f"{CACHE}/{self._state}/{name}.{kind}"

    def _documents(self, name: str) -> Iterator[tuple[str, str]]:
        """Documents and keys of a batch; none if its list cannot be read."""
        try:
            _, *lines = self._folder.read(self._path(name, "keys")).decode().splitlines()
        except (OSError, ValueError):
            return
        for line in lines:
            document_id, _, key = line.partition(" ")
            yield document_id, key


def split(tables: Tables, documents: Iterable[str]) -> dict[str, Tables]:
    """The tables of single documents, cut from those of a batch."""
    places = {name: document_slices(table) for name, table in tables.items()}
    return {d: {name: table.slice(*places[name].get(d, Rows(0, 0))) for name, table in tables.items()} for d in documents}


def joined(pieces: Sequence[Tables]) -> Tables:
    """The tables of documents put together, in the order given."""
    return {name: pa.concat_tables([piece[name] for piece in pieces]).combine_chunks() for name in FOUND}
