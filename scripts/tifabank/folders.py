"""Package folders, on this machine or on any file system that Arrow knows (S3, GCS, Azure, HDFS ...), behind one small interface.

A name is a path inside the folder with "/" between its parts. Writing is whole or not at all: on this machine a file is made aside
and renamed; object stores show an object when it is complete. Everything here can be pickled and sent to another process or machine.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

import pyarrow as pa
from pyarrow import fs

from tifabank.errors import InputError

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


_NO_FOLDER = "is a link, or no folder: put the folder itself here"


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
        return _NO_FOLDER if there and not stat.S_ISDIR(place.lstat().st_mode) else None

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


class RemoteFolder:
    """A folder of a file system that Arrow knows."""

    def __init__(self, system: fs.FileSystem, root: str) -> None:
        self.system = system
        self.root = root.rstrip("/")

    def __str__(self) -> str:
        return f"{self.system.type_name}:{self.root}"

    def _path(self, name: str) -> str:
        return f"{self.root}/{name}"

    def _kind(self, name: str) -> fs.FileType:
        return self.system.get_file_info(self._path(name)).type

    def entries(self, name: str) -> Iterator[Entry]:
        """See `Folder`."""
        found = self.system.get_file_info(fs.FileSelector(self._path(name), allow_not_found=True))
        for info in sorted(found, key=lambda i: i.base_name):
            yield Entry(info.base_name, None if info.type == fs.FileType.File else "is no file: remove it")

    def has_folder(self, name: str) -> bool:
        """See `Folder`."""
        return bool(self._kind(name) == fs.FileType.Directory)

    def folder_fault(self, name: str) -> str | None:
        """See `Folder`."""
        return None if self._kind(name) in (fs.FileType.Directory, fs.FileType.NotFound) else _NO_FOLDER

    def has_file(self, name: str) -> bool:
        """See `Folder`."""
        return bool(self._kind(name) == fs.FileType.File)

    def read(self, name: str) -> bytes:
        """See `Folder`."""
        return bytes(self.buffer(name))

    def buffer(self, name: str) -> pa.Buffer:
        """See `Folder`."""
        with self.system.open_input_stream(self._path(name), compression=None) as file:
            return file.read_buffer()

    def write(self, name: str, data: bytes | pa.Buffer) -> None:
        """See `Folder`. File systems that show a half-written file get it aside first."""
        path = self._path(name)
        aside = path if self.system.type_name in _WHOLE else f"{path}.part"
        self.system.create_dir(path.rsplit("/", 1)[0], recursive=True)
        with self.system.open_output_stream(aside, compression=None) as file:
            file.write(data)
        if aside != path:
            self.system.move(aside, path)

    def move(self, source: str, target: str) -> None:
        """See `Folder`."""
        self.system.create_dir(self._path(target).rsplit("/", 1)[0], recursive=True)
        self.system.move(self._path(source), self._path(target))

    def remove(self, name: str) -> None:
        """See `Folder`."""
        with contextlib.suppress(FileNotFoundError):
            if self._kind(name) == fs.FileType.Directory:
                self.system.delete_dir(self._path(name))
            else:
                self.system.delete_file(self._path(name))


_WHOLE = frozenset({"s3", "gcs", "abfs"})
"""Object stores: an object can be seen when it is complete, not before."""


def shown(package: str | Path) -> str:
    """A path or address as it may be printed: without keys, passwords and options."""
    scheme, mark, rest = str(package).partition("://")
    return f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}" if mark else scheme


def reason(error: Exception) -> str:
    """What an error of a file system says, in one line."""
    return getattr(error, "strerror", None) or (str(error).splitlines() or [type(error).__name__])[0]


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
    try:
        system, root = fs.FileSystem.from_uri(str(package))
        folder = RemoteFolder(system, root)
        there = folder.has_folder("raw") or folder.has_file("datapackage.json")
    except (pa.ArrowException, OSError) as error:
        why = reason(error).replace(str(package), shown(package))
        raise InputError(f"{shown(package)}: {why}: correct the address or the access to it") from None
    if not there:
        raise InputError(f"{shown(package)}: no such folder: name a folder with raw/texts/*.txt")
    return folder
