"""Package folders, on this machine or on any file system that Arrow knows (`remote_folders.py`), behind one small interface.

A name is a path inside the folder with "/" between its parts. Writing is whole or not at all: on this machine a file is made aside
and renamed; object stores show an object when it is complete. Everything here can be pickled and sent to another process or machine.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pyarrow as pa

from tifabank.errors import InputError

DESCRIPTOR = "datapackage.json"
"""The file that tells what a package holds."""

CACHE = ".tifabank-cache"
"""The folder of a package in which everything stands that can be made again: what is kept between builds, and what is being made."""

ASIDE = f"{CACHE}/building-"
"""What the folders begin with in which outputs are made."""


class Entry(NamedTuple):
    """What a folder holds under a name: a file, or why it is none (None for files)."""

    name: str
    fault: str | None


class Folder(Protocol):
    """What reading and writing a package needs."""

    def entries(self, name: str) -> Iterator[Entry]:
        """What stands directly in a folder, in order of name; nothing if there is no such folder.

        Raises:
            OSError: it cannot be read.
        """

    def has_folder(self, name: str) -> bool:
        """Whether there is a folder of this name."""

    def folder_fault(self, name: str) -> str | None:
        """Why what stands under a name is no folder of its own, with the remedy; None if it is one, or if nothing stands there."""

    def is_link(self, name: str) -> bool:
        """Whether a link stands under a name, which may lead out of the package, or nowhere."""

    def has_file(self, name: str) -> bool:
        """Whether there is a file of this name."""

    def read(self, name: str) -> bytes:
        """The bytes of a file.

        Raises:
            OSError: it cannot be read.
        """

    def buffer(self, name: str) -> pa.Buffer:
        """The bytes of a file for Arrow, mapped into memory where that can be."""

    def write(self, name: str, data: bytes | pa.Buffer) -> None:
        """Put a file in place, whole; folders above it are made."""

    def move(self, source: str, target: str) -> None:
        """Move a file or, on this machine, a folder; what stands at the target is replaced if it is a file."""

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all in it; nothing happens if it is not there."""


NO_FOLDER = "is a link, or no folder: put the folder itself here"


class LocalFolder:
    """A folder of this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __str__(self) -> str:
        return str(self.root)

    def entries(self, name: str) -> Iterator[Entry]:
        """See `Folder`; links, folders, pipes and devices are told from files without following or opening them."""
        place = self.root / name
        if place.is_dir():
            for path in sorted(place.iterdir(), key=lambda p: p.name):
                yield Entry(path.name, _kind_fault(path.lstat().st_mode))

    def has_folder(self, name: str) -> bool:
        """See `Folder`."""
        return (self.root / name).is_dir()

    def folder_fault(self, name: str) -> str | None:
        """See `Folder`; a link is not followed, as a package holds what it is made from."""
        place = self.root / name
        there = os.path.lexists(place)
        return NO_FOLDER if there and not stat.S_ISDIR(place.lstat().st_mode) else None

    def is_link(self, name: str) -> bool:
        """See `Folder`."""
        return (self.root / name).is_symlink()

    def has_file(self, name: str) -> bool:
        """See `Folder`."""
        return (self.root / name).is_file()

    def read(self, name: str) -> bytes:
        """See `Folder`."""
        return self._readable(name).read_bytes()

    def buffer(self, name: str) -> pa.Buffer:
        """See `Folder`."""
        with pa.memory_map(str(self._readable(name))) as file:
            return file.read_buffer()

    def _readable(self, name: str) -> Path:
        """The path of a file. A pipe or device is refused: reading it would wait for ever."""
        place = self.root / name
        if place.exists() and not (place.is_file() or place.is_dir()):  # a folder is refused by whoever opens it
            raise OSError(errno.EINVAL, "is no regular file", str(place))
        return place

    def write(self, name: str, data: bytes | pa.Buffer) -> None:
        """See `Folder`."""
        place = self.root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = place.with_name(f".{place.name}.{os.getpid()}.part")
        try:
            aside.write_bytes(data)
            os.replace(aside, place)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise

    def move(self, source: str, target: str) -> None:
        """See `Folder`."""
        (self.root / target).parent.mkdir(parents=True, exist_ok=True)
        os.replace(self.root / source, self.root / target)

    def remove(self, name: str) -> None:
        """See `Folder`."""
        place = self.root / name
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place, ignore_errors=True)
        else:
            place.unlink(missing_ok=True)


def _kind_fault(mode: int) -> str | None:
    if stat.S_ISLNK(mode):
        return "is a link: put the file itself here"
    if stat.S_ISDIR(mode):
        return "is a folder: put the file itself here, or rename the folder"
    return None if stat.S_ISREG(mode) else "is no regular file: remove it"


def shown(package: str | Path) -> str:
    """A path or address as it may be printed: without keys, passwords and options."""
    scheme, mark, rest = str(package).partition("://")
    return f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}" if mark else scheme


def reason(error: Exception) -> str:
    """What an error of a file system says, in one line."""
    return getattr(error, "strerror", None) or (str(error).splitlines() or [type(error).__name__])[0]


def json_in(folder: Folder, name: str) -> dict[str, Any]:
    """The JSON object in a file.

    Raises:
        OSError: it cannot be read.
        ValueError: it holds no JSON object.
    """
    try:
        told = json.loads(folder.read(name))
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(told, dict):
        raise ValueError("no JSON object")  # noqa: TRY004  # what is wrong is the file
    return told


def folder_of(package: str | Path | Folder) -> Folder:
    """The folder at a path of this machine, or at an address such as s3://bucket/package.

    Raises:
        InputError: there is no such folder, or no file system for the address.
    """
    if not isinstance(package, str | Path):
        return package
    if "://" not in str(package):
        place = Path(package)
        if not place.is_dir():
            raise InputError(f"{str(package)!r}: no such folder: name a folder with raw/texts/*.txt")
        return LocalFolder(place.resolve())
    from tifabank.remote_folders import at_address  # which imports this module

    try:
        folder = at_address(str(package))
        there = folder.has_folder("raw") or folder.has_file(DESCRIPTOR)
    except (pa.ArrowException, OSError) as error:
        why = reason(error).replace(str(package), shown(package))
        raise InputError(f"{shown(package)}: {why}: correct the address or the access to it") from None
    if not there:
        raise InputError(f"{shown(package)}: no such folder: name a folder with raw/texts/*.txt")
    return folder
