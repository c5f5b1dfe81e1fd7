"""The text of a document as a copy of a package holds it: the raw file, or the table of documents, told apart by the hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from tifabank.errors import InputError
from tifabank.folders import Folder, reason
from tifabank.lookup import Lookup, Where
from tifabank.plain_text import text_fault
from tifabank.raw import curated_lines, is_text, with_ids
from tifabank.text import Span


class Held(NamedTuple):
    """A document's raw file and text.

    `sha256`: of the raw file, as the tables tell it, or, where they are not there, of the file itself. `raw`: whether the raw file at hand
    has that hash ("same"), another one ("changed"), or is not there ("absent"). `text`: all characters, None where this copy of the package
    has none with that hash; `read_from`: what they were read from.
    """

    document_id: str
    file: str
    sha256: str
    raw: Literal["same", "changed", "absent"]
    text: str | None
    read_from: str | None

    def bytes_of(self, span: Span) -> Span:
        """The bytes of the raw file that a span of the text stands in, zero-based, end exclusive; the text is at hand."""
        start = len(str(self.text)[: span.start].encode())
        return Span(start, start + len(str(self.text)[span.start : span.end].encode()))


def held(folder: Folder, lookup: Lookup, document_id: str) -> Held | None:
    """The text of a document; None if no document has the id.

    Raises:
        InputError: the raw file cannot be read, or, where the tables are not there, is no text.
    """
    told = lookup.rows("documents", Where("document_id", document_id), most=1) if lookup.columns("documents") else []
    if not told:
        return _alone(folder, document_id)
    file, sha256 = told[0]["file"], told[0]["sha256"]
    data = _raw(folder, file)
    if data is not None and _hash(data) == sha256:
        return Held(document_id, file, sha256, "same", data.decode("utf-8"), f"raw/texts/{file}")
    text = told[0].get("text")
    own = text is not None and _hash(text.encode()) == sha256
    return Held(
        document_id, file, sha256, "absent" if data is None else "changed", text if own else None, "documents.text" if own else None
    )


def since_built(folder: Folder, told: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The raw texts that are not those that the tables were made from, and what became of each; none where there are no raw texts.

    `told`: the SHA-256 of each raw file by its name, as the tables tell it.

    Raises:
        InputError: a raw file cannot be read.
    """
    here = _names(folder)
    yield from ((file, "was added") for file in here if file not in told)
    for file, sha256 in told.items() if here else ():
        data = _raw(folder, file)
        if data is None or _hash(data) != sha256:
            yield file, "is gone" if data is None else "was edited"


def _names(folder: Folder) -> list[str]:
    """The names of the raw texts that are there."""
    return sorted(entry.name for entry in folder.entries("raw/texts") if entry.fault is None and is_text(entry.name))


def _alone(folder: Folder, document_id: str) -> Held | None:
    """A text that no table tells of."""
    names = _names(folder)
    lines = curated_lines(folder, "documents")
    problems: list[str] = []
    given = with_ids(dict.fromkeys(names, ("", 0)), lines, problems) if names else []
    if problems:
        raise InputError(*problems)
    file = next((each.file for each in given if each.document_id == document_id), None)
    data = None if file is None else _raw(folder, file)
    if file is None or data is None:
        return None
    if fault := text_fault(data):
        raise InputError(f"raw/texts/{file!r}: {fault}")
    return Held(document_id, file, _hash(data), "same", data.decode("utf-8"), f"raw/texts/{file}")


def _raw(folder: Folder, file: str) -> bytes | None:
    """The bytes of a raw file; None if it is not there. A name that leaves the folder is none."""
    if "/" in file or "\\" in file or not folder.has_file(f"raw/texts/{file}"):
        return None
    try:
        return folder.read(f"raw/texts/{file}")
    except OSError as error:
        raise InputError(f"raw/texts/{file!r}: cannot be read ({reason(error)}): allow reading it") from None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
