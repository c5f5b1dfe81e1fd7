"""The raw folder of a package: texts and curated files, refused or accepted before anything is mapped.

Every text is read once to be checked and hashed, and again when it is mapped: no more than one batch of texts is ever in memory.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tifabank.curated import Line, curated_path, read_curated
from tifabank.errors import InputError
from tifabank.folders import Entry, Folder, reason
from tifabank.plain_text import text_fault
from tifabank.rows import CURATED
from tifabank.text import RawText

_NO_FACTS = "", 0  # of a text that is refused
_FEW = 5  # pairs of equal texts that are named
_RENAME = "in small letters: rename it"


class RawFile(NamedTuple):
    """A file of raw/texts/ that was accepted: the id of its document, its name, SHA-256 and length in bytes."""

    document_id: str
    file: str
    sha256: str
    bytes: int


class RawFolder(NamedTuple):
    """The files of raw/: texts by name, as SHA-256 and length in bytes, curated files by stem, and notices: what was left aside, what stands twice.

    A text that is refused is of no bytes.
    """

    texts: Mapping[str, tuple[str, int]]
    curated: Mapping[str, bytes]
    notices: tuple[str, ...]


def read_raw(folder: Folder, problems: list[str]) -> RawFolder:
    """All input of a package; every problem of every file is added to `problems`."""
    notices: list[str] = []
    texts = _texts(folder, problems, notices)
    curated = curated_files(folder, problems, notices)
    notices += _twice(texts)
    return RawFolder(texts, curated, tuple(notices))


def has_texts(folder: Folder) -> bool:
    """Whether something stands in the place of raw/texts/, be it refused."""
    return folder.has_folder("raw/texts") or any(folder.folder_fault(place) for place in ("raw", "raw/texts"))


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


def is_text(name: str) -> bool:
    """Whether a file of raw/texts/ is taken for a text, by its name."""
    return name.endswith((".txt", ".TXT")) and not name.startswith(".")


def curated_lines(folder: Folder, stem: str) -> list[Line]:
    """The typed lines of a curated file; none if it is not there.

    Raises:
        InputError: with every fault of the file, or it cannot be read.
    """
    path = curated_path(stem)
    if not folder.has_file(path):
        return []
    try:
        return read_curated({stem: folder.read(path)}).lines[stem]
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({reason(error)}): allow reading it") from None


def _texts(folder: Folder, problems: list[str], notices: list[str]) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    entries = _entries(folder, "raw/texts", problems)
    refused = len(problems)
    for entry in entries or ():
        name = f"raw/texts/{entry.name!r}"
        if not is_text(entry.name):
            notices.append(f"{name}: left aside: {_of_ending(entry.name, '.txt') or 'only .txt files are texts'}")
            continue
        if not _is_utf8(entry.name):
            problems.append(f"{name}: the file name is not UTF-8: rename the file")
            continue
        found[entry.name] = _NO_FACTS
        data = _data(folder, "raw/texts", entry, problems)
        if data is not None and (fault := text_fault(data)):
            problems.append(f"{name}: {fault}")
        elif data is not None:
            found[entry.name] = hashlib.sha256(data).hexdigest(), len(data)
    if entries is not None and not found and len(problems) == refused:
        missing = "holds no .txt file" if folder.has_folder("raw/texts") else "no such folder"
        problems.append(f"{folder}/raw/texts: {missing}: put the texts into raw/texts/ of the package")
        problems += [notice for notice in notices if notice.endswith(_RENAME)]  # they may be the texts that are meant
    return found


def _twice(texts: Mapping[str, tuple[str, int]]) -> Iterator[str]:
    """The texts that stand in two files: the first of them by name, and how many more there are."""
    first: dict[str, str] = {}
    twice = [(first[sha256], file) for file, (sha256, size) in texts.items() if size and first.setdefault(sha256, file) != file]
    for one, other in twice[:_FEW]:
        yield f"raw/texts/{one!r} and raw/texts/{other!r}: hold the same text, and each is a document: remove one unless both are meant"
    if (more := len(twice) - _FEW) > 0:
        yield f"raw/texts: {more} more {'file holds' if more == 1 else 'files hold'} a text that another one holds"


def _of_ending(name: str, ending: str) -> str | None:
    """What is wanted of a file whose name ends as it should but for capitals; None: it does not."""
    return f"its name has to end in {ending}, {_RENAME}" if name.lower().endswith(ending) and name[0] != "." else None


def _entries(folder: Folder, name: str, problems: list[str]) -> list[Entry] | None:
    """What a folder of raw/ holds; None if it is refused itself."""
    try:
        for place in ("raw", name):
            if fault := folder.folder_fault(place):
                problem = f"{folder}/{place}: {fault}"
                problems += [problem] if problem not in problems else []  # of raw/ it is asked for each folder in it
                return None
        return list(folder.entries(name))
    except OSError as error:
        problems.append(f"{folder}/{name}: cannot be read ({reason(error)}): allow reading it")
        return None


def _data(folder: Folder, place: str, entry: Entry, problems: list[str]) -> bytes | None:
    """The bytes of a file; None if it is refused. What is no regular file is never opened."""
    name = f"{place}/{entry.name!r}"
    try:
        if not entry.fault:
            return folder.read(f"{place}/{entry.name}")
        problems.append(f"{name}: {entry.fault}")
    except OSError as error:
        problems.append(f"{name}: cannot be read ({reason(error)}): allow reading it")
    return None


def _is_utf8(name: str) -> bool:
    """Whether a file name could be decoded; else there are lone surrogates in it."""
    return not re.search("[\ud800-\udfff]", name)


def curated_files(folder: Folder, problems: list[str], notices: list[str]) -> dict[str, bytes]:
    """The files of raw/curated/ by stem; what is refused is added to `problems`, what is left aside to `notices`."""
    found: dict[str, bytes] = {}
    for entry in _entries(folder, "raw/curated", problems) or ():
        name, stem = f"raw/curated/{entry.name!r}", entry.name.removesuffix(".csv")
        if not entry.name.endswith(".csv") or entry.name.startswith("."):
            notices.append(f"{name}: left aside: {_of_ending(entry.name, '.csv') or 'only .csv files are curated files'}")
        elif stem not in CURATED:
            problems.append(f"{name}: no curated file of this name is known: choose from {', '.join(CURATED)}")
        else:
            data = _data(folder, "raw/curated", entry, problems)
            found |= {stem: data} if data is not None else {}
    return found


def slug(file: str) -> str:
    """The id of a text without a curated line: its file's stem in ASCII lower case, other runs to one hyphen."""
    stem = re.sub(r"\.(txt|TXT)\Z", "", file)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "text-" + hashlib.sha256(file.encode()).hexdigest()[:8]


def with_ids(texts: Mapping[str, tuple[str, int]], lines: Iterable[Line] | None, problems: list[str]) -> list[RawFile]:
    """The texts with their document ids, in order of id; without the lines of documents.csv (None: they have a fault), as far as known.

    What is added to `problems`: a curated line that names a file which is not there, an id or file that stands twice, two names that differ
    in case or normal form only, and two files that give one id.
    """
    curated: dict[str, str] = {}
    ids: dict[str, str] = {}
    for line in lines or ():
        place, file, document_id = f"raw/curated/documents.csv: row {line.row}", line["file"], line["document_id"]
        if file not in texts and re.search(r"[/\\]", file):
            problems.append(f"{place}, column file: {file!r} leaves raw/texts: give the name of a file there, without a folder")
        elif file not in texts:
            problems.append(f"{place}, column file: raw/texts/{file!r} is not there: add the file or delete the row")
        if file in curated:
            problems.append(f"{place}, column file: {file!r} stands twice: delete one row")
        if document_id in ids:
            problems.append(f"{place}, column document_id: {document_id!r} stands twice: give each document its own id")
        curated[file] = document_id
        ids[document_id] = file
    names: dict[str, str] = {}
    for file in texts:
        document_id = curated.get(file) or slug(file)
        if (other := names.setdefault(_everywhere(file), file)) != file:
            problems.append(f"raw/texts/{file!r} and raw/texts/{other!r}: are one name on other systems: rename one")
        elif (other := ids.setdefault(document_id, file)) != file and file not in curated and other in texts and lines is not None:
            both = f"raw/texts/{file!r} and raw/texts/{other!r}"
            problems.append(f"{both}: both give the id {document_id!r}: add a row to raw/curated/documents.csv")
    return [RawFile(document_id, file, *texts[file]) for document_id, file in sorted(ids.items()) if file in texts]


def _everywhere(file: str) -> str:
    """A file name as systems see it that do not tell case or normal forms apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", file).lower())
