"""Outputs put in place all or none, on this machine: what is to be moved is written down before anything moves.

Outputs are made in a folder aside, below the names that they will have. Of each there are then three places: where it was made, where it
belongs, and where the one of before is kept until all are in place. Two renames put it in place, and the same two take it back:

    made, old in place   <->   made, old kept   <->   new in place, old kept

What stands where tells which of them were done. So a command that is killed in between is completed by the next one that writes, and if
that one is killed, by the one after it. Until then nothing of the package is read.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from tifabank.errors import InputError
from tifabank.folders import ASIDE, CACHE, Folder, LocalFolder

FORWARD, BACK = f"{CACHE}/publishing.json", f"{CACHE}/taking-back.json"
"""The journal while outputs are put in place, and while they are taken back."""

UNFINISHED = "a command was stopped while it put its outputs in place: run 'tifabank build', which completes that first"


def unfinished(folder: Folder) -> bool:
    """Whether outputs have been put in place, or taken back, in part."""
    return isinstance(folder, LocalFolder) and (folder.has_file(FORWARD) or folder.has_file(BACK))


def refuse_unfinished(folder: Folder) -> None:
    """Read nothing of a package that is in part another one.

    Raises:
        InputError: outputs are being put in place, or a command was stopped while it did so.
    """
    if unfinished(folder):
        raise InputError(f"{folder}: {UNFINISHED}")


def put_in_place(package: Path, aside: str, outputs: Sequence[str]) -> None:
    """Move outputs (files, or folders of parts) from the folder aside to their places. If one cannot be moved, all are taken back.

    Raises:
        OSError: one cannot be moved.
    """
    on_disk(package / aside, outputs)
    try:
        _note(package, aside, outputs)
        complete(package)
    except BaseException:  # Ctrl-C too
        if (package / FORWARD).exists():
            os.replace(package / FORWARD, package / BACK)
        complete(package)
        raise


def complete(package: Path) -> None:
    """Go on with what a command that was stopped had begun to put in place, or to take back; else nothing happens.

    Raises:
        InputError: the journal is none.
        OSError: an output cannot be moved.
    """
    for journal, move in ((package / FORWARD, _put), (package / BACK, _take_back)):
        if journal.is_file():
            aside, names = _noted(journal)
            for name in names:
                move(aside / name, package / name, aside / "before" / name)
            for folder in {(package / name).parent for name in names}:
                _folder_on_disk(folder)
            journal.unlink()


def _put(made: Path, place: Path, before: Path) -> None:
    if os.path.lexists(made):
        place.parent.mkdir(exist_ok=True)
        if os.path.lexists(place):
            before.parent.mkdir(parents=True, exist_ok=True)
            os.replace(place, before)
        os.replace(made, place)


def _take_back(made: Path, place: Path, before: Path) -> None:
    if os.path.lexists(place) and not os.path.lexists(made):
        os.replace(place, made)
    if os.path.lexists(before):
        os.replace(before, place)
    with contextlib.suppress(OSError):  # it holds something, or is not there
        place.parent.rmdir()


def _note(package: Path, aside: str, names: Sequence[str]) -> None:
    made = package / aside / "publishing.json"
    made.write_text(json.dumps({"aside": aside, "outputs": names}, indent=1), encoding="utf-8")
    on_disk(package / aside, [made.name])
    os.replace(made, package / FORWARD)
    _folder_on_disk(package / CACHE)


def _noted(journal: Path) -> tuple[Path, list[str]]:
    """The folder aside and the names of the outputs, none of which lies outside the package."""
    with contextlib.suppress(ValueError, KeyError, TypeError):
        told = json.loads(journal.read_bytes())
        paths = [PurePosixPath(name) for name in told["outputs"]]
        if re.fullmatch(f"{ASIDE}[0-9a-f]+", told["aside"]) and not any(path.is_absolute() or ".." in path.parts for path in paths):
            return journal.parents[1] / told["aside"], list(map(str, paths))
    raise InputError(f"{journal}: is no list of outputs: delete it, then build again")


def on_disk(folder: Path, names: Iterable[str]) -> None:
    """Wait until files, folders of files and the folders that they stand in are on the disk: a journal that outlives a power failure must
    not tell of files that did not.
    """
    for name in names:
        place = folder / name
        for file in place.iterdir() if place.is_dir() else (place,):
            with file.open("rb") as opened:
                os.fsync(opened.fileno())
    for inner in {path for name in names for path in (PurePosixPath(name), *PurePosixPath(name).parents)}:
        _folder_on_disk(folder / inner)


def _folder_on_disk(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not every system can: it is no folder, or a folder that cannot be opened
        opened = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
