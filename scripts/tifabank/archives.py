"""Archives of releases (zip, tar, wheel), read with distrust: what a package is compared by is written into a folder that is removed.

Members are read one by one and written under names that were looked at: no path, link or device of an archive is ever made.
"""

from __future__ import annotations

import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from tifabank.errors import InputError
from tifabank.folders import DESCRIPTOR, reason

SUFFIXES = (".zip", ".whl", ".tar.gz", ".tgz", ".tar")
_WANTED = (DESCRIPTOR, "schemas", "processed", "raw/curated")
_MOST_BYTES = 16 * 2**30  # of all members, unpacked
_MOST_MEMBERS = 200_000
_CHUNK = 2**20  # bytes read at a time
_UNREADABLE = (OSError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError)


class _Member(NamedTuple):
    """A member of an archive, what is wrong with it (None: it is a plain file), its size in bytes, and how it is opened."""

    name: str
    fault: str | None
    size: int
    open: Callable[[], IO[bytes]]


def is_archive(place: Path) -> bool:
    """Whether a file is called as archives are."""
    return place.name.lower().endswith(SUFFIXES) and place.is_file()


@contextmanager
def unpacked(place: Path) -> Iterator[Path]:
    """A folder with the package of an archive: descriptor, schemas, tables and curated files; it is removed in the end.

    The package is the folder nearest to the root of the archive that holds datapackage.json.

    Raises:
        InputError: it is no archive, holds no package or several that are equally near, a member has no plain name or is no plain file, or it is too large.
    """
    with tempfile.TemporaryDirectory(prefix="tifabank-") as folder:
        try:
            if zipfile.is_zipfile(place):
                with zipfile.ZipFile(place) as archive:
                    _unpack(place, _zipped(archive), Path(folder))
            elif not tarfile.is_tarfile(place):
                raise tarfile.ReadError("it is no zip or tar archive, or not a whole one")
            else:
                with tarfile.open(place) as tar:
                    _unpack(place, _tarred(tar), Path(folder))
        except _UNREADABLE as error:
            raise InputError(f"{place}: cannot be unpacked ({reason(error)}): make the archive again, or name a folder") from None
        yield Path(folder)


def _zipped(archive: zipfile.ZipFile) -> Iterator[_Member]:
    if len(archive.infolist()) > _MOST_MEMBERS:
        raise zipfile.BadZipFile(f"more than {_MOST_MEMBERS} members")
    for info in archive.infolist():
        kind = info.external_attr >> 28  # of the file mode, if a Unix system wrote it
        if not info.is_dir():
            fault = "is no plain file" if kind not in (0, 0o10) else "needs a password" if info.flag_bits & 1 else None
            yield _Member(info.filename, fault, info.file_size, partial(archive.open, info))


def _tarred(archive: tarfile.TarFile) -> Iterator[_Member]:
    for number, info in enumerate(archive):
        if number >= _MOST_MEMBERS:  # folders too: the list of members is held in memory
            raise tarfile.TarError(f"more than {_MOST_MEMBERS} members")
        if not info.isdir():
            fault = None if info.isreg() and not info.issparse() else "is no plain file"
            yield _Member(info.name, fault, info.size, partial(_opened, archive, info))


def _opened(archive: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    file = archive.extractfile(info)
    if file is None:
        raise tarfile.TarError("no file")
    return file


def _unpack(place: Path, members: Iterable[_Member], folder: Path) -> None:
    """Write the members of the package into a folder."""
    found = _sound(place, members)
    roots = [path.parent for path in found if path.name == DESCRIPTOR]
    if not roots:
        raise InputError(f"{place}: holds no {DESCRIPTOR}: name an archive of a built package")
    root = min(roots, key=lambda path: len(path.parts))
    if beside := [path for path in roots if path != root and len(path.parts) == len(root.parts)]:
        both = f"{str(root)!r} and {str(beside[0])!r}"
        raise InputError(f"{place}: {both} are two packages: unpack it and name the folder of one")
    for path, member in found.items():
        if any(path.is_relative_to(root / wanted) for wanted in _WANTED):
            _write(place, member, folder / path.relative_to(root))


def _sound(place: Path, members: Iterable[_Member]) -> dict[PurePosixPath, _Member]:
    """The members by path, if all are plain files under plain names that do not take too much room."""
    found: dict[PurePosixPath, _Member] = {}
    room = _MOST_BYTES
    for member in members:
        path = PurePosixPath(member.name)
        room -= abs(member.size)
        leaves = path.is_absolute() or ".." in path.parts or "\\" in member.name or "\0" in member.name or not path.parts
        fault = "leaves the folder" if leaves else "stands twice" if path in found else member.fault
        if fault:
            raise InputError(f"{place}: {member.name!r} {fault}: unpack it with care and name the folder")
        if room < 0:
            raise InputError(f"{place}: more than {_MOST_BYTES} bytes: unpack it and name the folder")
        found[path] = member
    return found


def _write(place: Path, member: _Member, target: Path) -> None:
    """Write a member, not much more of it than the bytes it is said to have."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with member.open() as source, target.open("xb") as file:
        while chunk := source.read(_CHUNK):
            written += file.write(chunk)
            if written > member.size:
                raise InputError(f"{place}: {member.name!r} is larger than it says: unpack it with care and name the folder")
