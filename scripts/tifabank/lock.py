"""One command writes to a package at a time.

A lock of the system on `.tifabank-cache/lock`, which ends with the process that holds it, however that ends. A file system that has no
such locks has none here either.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tifabank.errors import InputError
from tifabank.folders import CACHE

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def locked(package: Path) -> Iterator[None]:
    """Hold the lock of a package; a cache folder that is empty afterwards is removed.

    Raises:
        InputError: another command holds it.
        OSError: the package cannot be written.
    """
    place = package / CACHE / "lock"
    file = _taken(place, package)
    try:
        os.ftruncate(file, 0)
        os.pwrite(file, f"process {os.getpid()} since {datetime.now().astimezone():%H:%M}".encode(), 0)
        yield
    finally:
        place.unlink(missing_ok=True)
        os.close(file)
        with contextlib.suppress(OSError):  # it holds something
            place.parent.rmdir()


def _taken(place: Path, package: Path) -> int:
    """The file of the lock, open and locked."""
    while True:
        with contextlib.suppress(FileExistsError):  # asking first whether it is there would race with whoever removes it
            place.parent.mkdir()
        try:
            file = os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except FileNotFoundError:  # whoever held the lock has just removed the folder
            continue
        if not _lock(file):
            who = os.pread(file, 100, 0).decode("ascii", "replace") or "it has just begun"
            os.close(file)
            raise InputError(f"{package}: another command writes here ({who}): wait for it, or stop it")
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file), place.stat()):
                return file
        os.close(file)  # whoever held the lock has just removed this file


def _lock(file: int) -> bool:
    """Lock an open file; false if another process has done so."""
    if fcntl:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            pass  # this file system has no locks
    return True
