"""The edition that is served: pages keep what they once read of it, so what was built since is not mixed into their answers."""

from __future__ import annotations

from pathlib import Path

from tifabank.folders import LocalFolder
from tifabank.journal import unfinished

CHANGED = "The tables were built again since this server was started. Whoever runs it: stop it, and start 'tifabank browse' again."


class Edition:
    """The outputs of a package as they are when this is made. A build that changes nothing leaves the files, and so the edition."""

    def __init__(self, package: Path) -> None:
        self._folder = LocalFolder(package)
        self._files = package / "datapackage.json", package / "processed" / "tifabank.db"
        self._then = [*map(_mark, self._files)]

    def changed(self) -> bool:
        """Whether others are there now, or are being put in place."""
        return self._then != [*map(_mark, self._files)] or unfinished(self._folder)


def _mark(file: Path) -> tuple[int, int, int] | None:
    """What tells a file from another one that took its place: number, time in nanoseconds, bytes; nothing of one that is not there."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
