"""Putting outputs in place: they are made in a folder aside, then moved; what did not change is left alone.

On this machine it is all or nothing: if a move fails, those before it are taken back. File systems without a rename of folders get the
files one by one, the descriptor last: until it is there, `tifabank check` tells that the package is unfinished.
"""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from tifabank.folders import Folder, LocalFolder


def publish(folder: Folder, aside: str, outputs: Sequence[str]) -> None:
    """Move outputs (files, or folders of parts, the descriptor last) from the folder aside to their places.

    Raises:
        OSError: one cannot be moved.
    """
    if isinstance(folder, LocalFolder):
        _together(folder.root, folder.root / aside, outputs)
    else:
        for name in outputs:
            _one_by_one(folder, aside, name)


def _together(package: Path, aside: Path, outputs: Iterable[str]) -> None:
    changed = [name for name in outputs if not _same(aside / name, package / name)]  # before anything moves: it takes a while
    moved: list[tuple[Path, Path | None]] = []
    try:
        for name in changed:
            place = package / name
            moved.append((place, aside / "before" / name if place.exists() else None))
            _put(aside / name, *moved[-1])
    except BaseException:  # Ctrl-C too
        for place, before in reversed(moved):
            _take_back(place, before)
        raise


def _same(made: Path, place: Path) -> bool:
    """Whether an equal file or folder is there: it is left alone, and its time tells that nothing changed."""
    if made.is_dir():
        names = sorted(path.name for path in made.iterdir())
        there = sorted(path.name for path in place.iterdir()) if place.is_dir() else None
        return names == there and all(_same(made / name, place / name) for name in names)
    return place.is_file() and filecmp.cmp(made, place, shallow=False)


def _put(made: Path, place: Path, before: Path | None) -> None:
    """Move a file or folder into place; what was there is kept at `before`."""
    place.parent.mkdir(exist_ok=True)
    if before:
        before.parent.mkdir(parents=True, exist_ok=True)
        os.replace(place, before)
    os.replace(made, place)


def _take_back(place: Path, before: Path | None) -> None:
    """Put back what was at a place before; None: nothing was there."""
    with contextlib.suppress(OSError):
        if before is None:
            _drop(place)
            place.parent.rmdir()  # only if it is empty, that is, new
        elif before.exists():
            _drop(place)
            os.replace(before, place)


def _drop(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


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
