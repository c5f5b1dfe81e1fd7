"""The raw folder of a package: texts and curated files, refused or accepted before anything is mapped.

Every text is read once to be checked and hashed, and again when it is mapped: no more than one batch of texts is ever in memory.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tifabank.errors import InputError
from tifabank.folders import Entry, Folder, reason
from tifabank.rows import CURATED
from tifabank.text import RawText

_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html)", re.IGNORECASE)


class RawFile(NamedTuple):
    """A file of raw/texts/ that was accepted: the id of its document, its name, SHA-256 and length in bytes."""

    document_id: str
    file: str
    sha256: str
    bytes: int


class RawFolder(NamedTuple):
    """The files of raw/: texts by name, as SHA-256 and length in bytes, curated files by stem, and notices on what was left aside."""

    texts: Mapping[str, tuple[str, int]]
    curated: Mapping[str, bytes]
    notices: tuple[str, ...]


def read_raw(folder: Folder) -> RawFolder:
    """All input of a package.

    Raises:
        InputError: with every problem of every file; nothing has been written.
    """
    problems: list[str] = []
    notices: list[str] = []
    texts = _texts(folder, problems, notices)
    curated = _curated(folder, problems, notices)
    if problems:
        raise InputError(*problems)
    return RawFolder(texts, curated, tuple(notices))


def read_text(folder: Folder, file: RawFile) -> RawText:
    """A text that was accepted.

    Raises:
        InputError: it cannot be read any more, or was changed since.
    """
    name = f"raw/texts/{file.file!r}"
    try:
        data = folder.read(f"raw/texts/{file.file}")
    except OSError as error:
        raise InputError(f"{name}: cannot be read any more ({reason(error)}): build again") from None
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise InputError(f"{name}: was changed while the package was built: build again")
    return RawText(file.document_id, file.file, data)


def _texts(folder: Folder, problems: list[str], notices: list[str]) -> dict[str, tuple[str, int]]:
    if not folder.has_folder("raw/texts"):
        problems.append(f"{folder}/raw/texts: no such folder: put the texts into raw/texts/ of the package")
        return {}
    found: dict[str, tuple[str, int]] = {}
    for entry in _entries(folder, "raw/texts", problems):
        name = f"raw/texts/{entry.name!r}"
        if entry.name.startswith(".") or not entry.name.endswith((".txt", ".TXT")):
            notices.append(f"{name}: left aside: only .txt files are texts")
        elif entry.fault:
            problems.append(f"{name}: {entry.fault}")
        elif facts := _facts(folder, entry.name, problems):
            found[entry.name] = facts
    if not found and not problems:
        problems.append(f"{folder}/raw/texts: holds no .txt file: put at least one text there")
    return found


def _entries(folder: Folder, name: str, problems: list[str]) -> list[Entry]:
    try:
        return list(folder.entries(name))
    except OSError as error:
        problems.append(f"{folder}/{name}: cannot be read ({reason(error)}): allow reading it")
        return []


def _facts(folder: Folder, file: str, problems: list[str]) -> tuple[str, int] | None:
    """SHA-256 and length of a text; none if it is refused."""
    name = f"raw/texts/{file!r}"
    try:
        file.encode("utf-8")
        data = folder.read(f"raw/texts/{file}")
    except OSError as error:
        problems.append(f"{name}: cannot be read ({reason(error)}): allow reading it")
        return None
    except UnicodeEncodeError:
        problems.append(f"{name}: the file name is not UTF-8: rename the file")
        return None
    if fault := text_fault(data):
        problems.append(f"{name}: {fault}")
        return None
    return hashlib.sha256(data).hexdigest(), len(data)


def text_fault(data: bytes) -> str | None:
    """Why bytes are refused as a text, with the offset of the first bad byte and the remedy; None if they are accepted."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "byte 0 opens UTF-16: save the file as UTF-8"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"byte {error.start} is not UTF-8: save the file as UTF-8"
    if b"\0" in data:
        return f"byte {data.index(0)} is NUL: this is no text file, remove it"
    if _HTML.match(data.removeprefix(b"\xef\xbb\xbf")):
        return "byte 0 opens an HTML page: save its text"
    if not any(not (c.isspace() or unicodedata.category(c) == "Cf") for c in text):
        return "byte 0: the file is empty or blank: remove it, or fill it"
    return None


def _curated(folder: Folder, problems: list[str], notices: list[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    if folder.has_file("raw/curated"):
        problems.append(f"{folder}/raw/curated: is no folder: put the curated files into a folder of this name")
        return found
    for entry in _entries(folder, "raw/curated", problems):
        name, stem = f"raw/curated/{entry.name!r}", entry.name.removesuffix(".csv")
        if not entry.name.endswith(".csv") or entry.name.startswith("."):
            notices.append(f"{name}: left aside: only .csv files are curated files")
        elif stem not in CURATED:
            problems.append(f"{name}: no curated file of this name is known: choose from {', '.join(CURATED)}")
        elif entry.fault:
            problems.append(f"{name}: {entry.fault}")
        else:
            try:
                found[stem] = folder.read(f"raw/curated/{entry.name}")
            except OSError as error:
                problems.append(f"{name}: cannot be read ({reason(error)}): allow reading it")
    return found


def slug(file: str) -> str:
    """The id of a text without a curated line: its file's stem in ASCII lower case, other runs to one hyphen."""
    stem = re.sub(r"\.(txt|TXT)\Z", "", file)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "text-" + hashlib.sha256(file.encode()).hexdigest()[:8]


def with_ids(texts: Mapping[str, tuple[str, int]], lines: Iterable[Mapping[str, str]]) -> list[RawFile]:
    """The texts with their document ids, in order of id.

    Raises:
        InputError: a curated line names a file that is not there, an id or file stands twice, or two files give one id.
    """
    problems, curated = [], {}
    ids: dict[str, str] = {}
    for number, line in enumerate(lines, 2):
        place = f"raw/curated/documents.csv: row {number}"
        if line["file"] not in texts:
            problems.append(f"{place}, column file: raw/texts/{line['file']!r} is not there: add the file or delete the row")
        if line["file"] in curated:
            problems.append(f"{place}, column file: {line['file']!r} stands twice: delete one row")
        if line["document_id"] in ids:
            problems.append(f"{place}, column document_id: {line['document_id']!r} stands twice: give each document its own id")
        curated[line["file"]] = line["document_id"]
        ids[line["document_id"]] = line["file"]
    for file in texts:
        document_id = curated.get(file) or slug(file)
        if ids.setdefault(document_id, file) != file and file not in curated:
            problems.append(
                f"raw/texts/{file!r} and raw/texts/{ids[document_id]!r}: both give the id {document_id!r}: add a row to raw/curated/documents.csv"
            )
    if problems:
        raise InputError(*problems)
    return [RawFile(document_id, file, *texts[file]) for document_id, file in sorted(ids.items())]
