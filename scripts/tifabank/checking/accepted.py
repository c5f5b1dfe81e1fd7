"""The input of a built package: whether it is accepted, and whether it is the one that the tables were made from."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from tifabank.checking.findings import Finding
from tifabank.checking.opened import Stored
from tifabank.errors import InputError
from tifabank.folders import Folder
from tifabank.inputs import Input, read_input, read_without_texts
from tifabank.raw import is_text


class Altered(NamedTuple):
    """Raw files that are not those the tables were made from, and the ids of their documents."""

    findings: list[Finding]
    documents: frozenset[str]


class _File(NamedTuple):
    name: str
    sha256: str


def accepted(folder: Folder) -> tuple[Input | None, list[Finding]]:
    """The input of a package; if it is refused, why."""
    return _or_why_not(folder, lambda: read_input(folder))


def accepted_without_texts(stored: Stored) -> tuple[Input | None, list[Finding]]:
    """The input of a package that has no texts; if it is refused, why. What its documents are, the tables tell."""
    parts = list(stored.columns("documents", ("document_id",)))
    ids = [part["document_id"].to_pylist() for part in parts if part is not None]
    known = list(chain.from_iterable(ids)) if len(ids) == len(parts) else None
    return _or_why_not(stored.folder, lambda: read_without_texts(stored.folder, known))


def _or_why_not(folder: Folder, read: Callable[[], Input]) -> tuple[Input | None, list[Finding]]:
    try:
        return read(), []
    except InputError as error:
        lines = (line.removeprefix(f"{folder}/").partition(": ") for line in error.problems)
        return None, [Finding("input", place, None, None, "what is accepted", why) for place, _, why in lines]


def altered(stored: Stored, source: Input | None) -> Altered:
    """Raw files that are missing, too many or changed since the tables were made.

    Documents are known by their ids or, where the input is not accepted, by the names of their files.
    """
    by = "document_id" if source else "file"
    files = {f.document_id: _File(f.file, f.sha256) for f in source.files} if source else dict(_hashed(stored.folder))
    told: dict[str, tuple[str, str, str]] = {}
    complete = True
    for part in stored.columns("documents", ("document_id", "file", "sha256")):
        if part is None:
            complete = False
        else:
            told |= {row[by]: (row["document_id"], row["file"], row["sha256"]) for row in part.to_pylist() if row[by] is not None}
    findings = [*_changed(by, told, files), *(_untold(by, told, files) if complete else ())]
    if not source:
        return Altered(findings, frozenset())
    others = {key for key, (_, _, sha256) in told.items() if key in files and files[key].sha256 != sha256}
    others -= set(_true_to(stored, others, files))
    added = (files.keys() - told.keys()) if complete else set()
    for part in stored.sound("paragraphs", ("document_id",)) if added else ():  # a row of documents alone may be lost
        added -= {*part["document_id"].to_pylist()}
    return Altered(findings, frozenset(others | added | (told.keys() - files.keys())))


def _changed(by: str, told: Mapping[str, tuple[str, str, str]], files: Mapping[str, _File]) -> Iterator[Finding]:
    for key, (document_id, name, sha256) in told.items():
        file = files.get(key)
        if file is None:
            found = f"{(name if by == 'file' else document_id)!r}, whose file is gone since the build: put it back, or run 'tifabank build'"
            yield Finding("raw", "documents", document_id, by, "that of a raw text that is there", found)
        elif file.sha256 != sha256:
            found = edited(str(sha256), "the file")
            yield Finding("raw", "documents", document_id, "sha256", f"{file.sha256} of raw/texts/{file.name!r}", found)


def edited(told: str, what: str) -> str:
    """A hash that a table tells of its input, which has another, with what to do."""
    return f"{told}: {what}, or this table, was edited since the build: run 'tifabank build'"


def _untold(by: str, told: Collection[str], files: Mapping[str, _File]) -> Iterator[Finding]:
    for key, file in files.items():
        if key not in told:
            yield Finding(
                "raw",
                "documents",
                key,
                by,
                f"a row for raw/texts/{file.name!r}",
                "none, as the file was added since the build: run 'tifabank build'",
            )


def _true_to(stored: Stored, documents: Collection[str], files: Mapping[str, _File]) -> Iterator[str]:
    """Those of some documents whose text is that of the raw file: what differs is the hash in the table."""
    for part in stored.sound("documents", ("document_id", "text")) if documents and stored.text else ():
        rows = part.filter(pc.is_in(part["document_id"], pa.array(sorted(documents), pa.string())))
        for document_id, text in zip(rows["document_id"].to_pylist(), rows["text"].to_pylist(), strict=True):
            if text is not None and hashlib.sha256(text.encode()).hexdigest() == files[document_id].sha256:
                yield document_id


def _hashed(folder: Folder) -> Iterator[tuple[str, _File]]:
    """The files of raw/texts/ that can be read, by name; the others are told as input that is not accepted."""
    try:
        entries = list(folder.entries("raw/texts"))
    except OSError:
        return
    for entry in entries:
        if entry.fault is None and is_text(entry.name):
            with contextlib.suppress(OSError):
                yield entry.name, _File(entry.name, hashlib.sha256(folder.read(f"raw/texts/{entry.name}")).hexdigest())
