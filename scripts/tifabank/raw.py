"""Reading the raw folder of a package: texts and curated files, refused or accepted before anything is mapped."""

from __future__ import annotations

import hashlib
import re
import stat
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from tifabank.errors import InputError
from tifabank.rows import CURATED
from tifabank.text import RawText

_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html)", re.IGNORECASE)


class RawFolder(NamedTuple):
    """The files of raw/: texts by name, curated files by stem, and notices on what was left aside."""

    texts: Mapping[str, bytes]
    curated: Mapping[str, bytes]
    notices: tuple[str, ...]


def read_raw(package: Path) -> RawFolder:
    """All input of a package.

    Raises:
        InputError: with every problem of every file; nothing has been written.
    """
    problems: list[str] = []
    notices: list[str] = []
    texts = _texts(package / "raw" / "texts", problems, notices)
    curated = _curated(package / "raw" / "curated", problems, notices)
    if problems:
        raise InputError(*problems)
    return RawFolder(texts, curated, tuple(notices))


def _texts(folder: Path, problems: list[str], notices: list[str]) -> dict[str, bytes]:
    if not folder.is_dir():
        problems.append(f"{folder}: no such folder: put the texts into raw/texts/ of the package")
        return {}
    found: dict[str, bytes] = {}
    for path in _entries(folder, problems):
        name = f"raw/texts/{path.name!r}"
        if path.name.startswith(".") or path.suffix not in (".txt", ".TXT"):
            notices.append(f"{name}: left aside: only .txt files are texts")
        elif fault := _kind_fault(path):
            problems.append(f"{name}: {fault}")
        else:
            _read_text(path, name, found, problems)
    if not found and not problems:
        problems.append(f"{folder}: holds no .txt file: put at least one text there")
    return found


def _entries(folder: Path, problems: list[str]) -> list[Path]:
    try:
        return sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as error:
        problems.append(f"{folder}: cannot be read ({error.strerror}): allow reading it")
        return []


def _read_text(path: Path, name: str, found: dict[str, bytes], problems: list[str]) -> None:
    try:
        data = path.read_bytes()
        path.name.encode("utf-8")
    except OSError as error:
        problems.append(f"{name}: cannot be read ({error.strerror}): allow reading it")
        return
    except UnicodeEncodeError:
        problems.append(f"{name}: the file name is not UTF-8: rename the file")
        return
    if fault := text_fault(data):
        problems.append(f"{name}: {fault}")
    else:
        found[path.name] = data


def _kind_fault(path: Path) -> str | None:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return "is a link: put the file itself here"
    if stat.S_ISDIR(mode):
        return "is a folder: put the file itself here, or rename the folder"
    return None if stat.S_ISREG(mode) else "is no regular file: remove it"


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


def _curated(folder: Path, problems: list[str], notices: list[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    if folder.exists() and not folder.is_dir():
        problems.append(f"{folder}: is no folder: put the curated files into a folder of this name")
        return found
    for path in _entries(folder, problems) if folder.is_dir() else []:
        name = f"raw/curated/{path.name!r}"
        if path.suffix != ".csv" or path.name.startswith("."):
            notices.append(f"{name}: left aside: only .csv files are curated files")
        elif path.stem not in CURATED:
            problems.append(f"{name}: no curated file of this name is known: choose from {', '.join(CURATED)}")
        elif fault := _kind_fault(path):
            problems.append(f"{name}: {fault}")
        else:
            try:
                found[path.stem] = path.read_bytes()
            except OSError as error:
                problems.append(f"{name}: cannot be read ({error.strerror}): allow reading it")
    return found


def slug(file: str) -> str:
    """The id of a text without a curated line: its file's stem in ASCII lower case, other runs to one hyphen."""
    stem = re.sub(r"\.(txt|TXT)\Z", "", file)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "text-" + hashlib.sha256(file.encode()).hexdigest()[:8]


def with_ids(texts: Mapping[str, bytes], lines: Iterable[Mapping[str, str]]) -> list[RawText]:
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
    return [RawText(document_id, file, texts[file]) for document_id, file in sorted(ids.items())]
