"""Package folders on any file system that Arrow knows: S3, GCS, Azure, HDFS ... See `folders.py`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pyarrow as pa
from pyarrow import fs

from tifabank.folders import NO_FOLDER, Entry


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
        return None if self._kind(name) in (fs.FileType.Directory, fs.FileType.NotFound) else NO_FOLDER

    def is_link(self, name: str) -> bool:  # noqa: ARG002  # Arrow tells none
        """See `Folder`."""
        return False

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


def at_address(address: str) -> RemoteFolder:
    """The folder at an address, whether it is there or not.

    Raises:
        pyarrow.ArrowException, OSError: no file system is known for it, or it cannot be reached.
    """
    return RemoteFolder(*fs.FileSystem.from_uri(address))
