"""Writing to a package: outputs are made in a folder aside, then put in place; what did not change is left alone.

On this machine one command writes at a time (`lock.py`), and it is all or nothing (`journal.py`). File systems that are reached by an
address have neither locks nor a rename of folders: files are put in place one by one, the descriptor last; until it is there,
`tifabank check` tells that files and descriptor differ.
"""

from __future__ import annotations

import contextlib
import errno
import filecmp
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from tifabank.errors import InputError
from tifabank.folders import ASIDE, CACHE, Folder, LocalFolder, reason
from tifabank.journal import complete, put_in_place, unfinished
from tifabank.lock import locked

_FOLDERS = (CACHE, "processed", "schemas")
_REMEDIES = {errno.EXDEV: f"keep {CACHE}/, where they are made, on the disk of the package"}


@contextlib.contextmanager
def writing(folder: Folder) -> Iterator[str]:
    """The folder aside, in the cache of the package, in which a command makes its outputs; it is gone afterwards.

    What a command that was killed had begun to put in place is completed before; what it left aside is removed.

    Raises:
        InputError: another command writes to the package, its folders of outputs are none, or it cannot be written (any OSError that is raised meanwhile).
    """
    aside = f"{ASIDE}{os.urandom(4).hex()}"
    try:
        if isinstance(folder, LocalFolder):
            _refuse_no_folders(folder)
            with _alone(folder):
                yield aside
        else:
            try:
                yield aside
            finally:
                folder.remove(aside)
    except OSError as error:
        place = f": {error.filename!r}" if error.filename else ""
        remedy = _REMEDIES.get(error.errno or 0, "free space or allow writing")
        raise InputError(f"{folder}: the outputs cannot be written ({reason(error)}{place}): {remedy}") from None


def _refuse_no_folders(folder: LocalFolder) -> None:
    """Write nothing where a file, a pipe or a link stands in the place of a folder of outputs; the cache may be a link to a folder."""
    if odd := [name for name in _FOLDERS if os.path.lexists(folder.root / name) and not folder.has_folder(name)]:
        raise InputError(*(f"{folder}/{name}: is no folder, and outputs go into one of this name: rename or remove it" for name in odd))
    if links := [name for name in _FOLDERS if name != CACHE and folder.is_link(name)]:
        raise InputError(*(f"{folder}/{name}: is a link, and outputs stay in the package: remove it" for name in links))


@contextlib.contextmanager
def _alone(folder: LocalFolder) -> Iterator[None]:
    with locked(folder.root):
        complete(folder.root)
        _clear(folder)
        try:
            yield
        finally:
            _clear(folder)


def _clear(folder: LocalFolder) -> None:
    """Remove what was made aside, by this command or by one that was killed, unless it is still to be put in place."""
    for entry in [] if unfinished(folder) else list(folder.entries(CACHE)):
        if f"{CACHE}/{entry.name}".startswith(ASIDE):
            folder.remove(f"{CACHE}/{entry.name}")


def publish(folder: Folder, aside: str, outputs: Sequence[str]) -> None:
    """Move outputs (files, or folders of parts, the descriptor last) from the folder aside to their places.

    Raises:
        OSError: one cannot be moved.
    """
    if isinstance(folder, LocalFolder):
        made = folder.root / aside
        changed = [name for name in outputs if not _same(made / name, folder.root / name)]
        if changed:
            put_in_place(folder.root, aside, changed)
    else:
        for name in outputs:
            _one_by_one(folder, aside, name)


def _same(made: Path, place: Path) -> bool:
    """Whether an equal file or folder is there: it is left alone, and its time tells that nothing changed."""
    if made.is_dir():
        names = sorted(path.name for path in made.iterdir())
        there = sorted(path.name for path in place.iterdir()) if place.is_dir() else None
        return names == there and all(_same(made / name, place / name) for name in names)
    return place.is_file() and filecmp.cmp(made, place, shallow=False)


def _one_by_one(folder: Folder, aside: str, name: str) -> None:
    made = f"{aside}/{name}"
    if not folder.has_folder(made):
        if folder.has_folder(name):
            folder.remove(name)
        if not (folder.has_file(name) and folder.read(name) == folder.read(made)):
            folder.move(made, name)
        return
    if folder.has_file(name):
        folder.remove(name)
    parts = [entry.name for entry in folder.entries(made)]
    for part in parts:
        _one_by_one(folder, aside, f"{name}/{part}")
    for entry in list(folder.entries(name)):
        if entry.name not in parts:
            folder.remove(f"{name}/{entry.name}")
