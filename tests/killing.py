"""Commands that are killed: before a certain change of a file, or at a moment of time; and what may be left of a package then."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from pathlib import Path

from tests.conftest import outputs

from tifabank.errors import InputError
from tifabank.folders import LocalFolder
from tifabank.journal import unfinished
from tifabank.loading import load
from tifabank.publishing import writing
from tifabank.verify import check

CHANGES = frozenset({"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate"})
"""Audit events of Python that tell a change of a file or folder; besides these there is opening a file to write."""

_PATIENCE = 60  # seconds until a process is taken for one that hangs


def forked(run: Callable[[], object], seconds: float = _PATIENCE) -> int:
    """Run something in a copy of this process, which the system ends after some seconds: the signal that ended it, or 0."""
    child = os.fork()
    if not child:
        signal.setitimer(signal.ITIMER_REAL, seconds)  # nothing handles the signal: it kills at once, wherever the process is
        with contextlib.suppress(InputError, OSError):
            run()
        os._exit(0)
    return os.waitpid(child, 0)[1] & 0x7F


def killed_before(run: Callable[[], object], number: int, since: str = "", kinds: Collection[str] = CHANGES) -> bool:
    """Whether a command was killed before its change of this number, from zero; those before the first one that names `since` do not count."""
    seen = [-1]

    def hook(event: str, values: tuple[object, ...]) -> None:
        if event in kinds or ("open" in kinds and event == "open" and _to_write(values)):
            if seen[0] >= 0 or any(since in str(value) for value in values):
                seen[0] += 1
            if seen[0] == number:
                os.kill(os.getpid(), signal.SIGKILL)

    def watched() -> None:
        sys.addaudithook(hook)
        run()

    ended = forked(watched)
    assert ended in (0, signal.SIGKILL)
    return ended == signal.SIGKILL


def _to_write(values: tuple[object, ...]) -> bool:
    _, mode, flags = values
    return any(sign in str(mode or "") for sign in "wax+") or bool(int(str(flags)) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def killed_after(seconds: float, command: Callable[[], subprocess.Popen[bytes]], *, group: bool) -> None:
    """Kill a command, which leads a group of processes, at a moment, alone or with its group, if it runs so long; wait until all have ended."""
    process = command()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
    assert process.wait() in (0, -signal.SIGKILL)
    end = time.monotonic() + _PATIENCE
    while running(process.pid):
        assert time.monotonic() < end, "a worker outlives the process that leads"
        time.sleep(0.01)


def running(leader: int) -> list[int]:
    """The processes of a group that have not ended, by the one that leads it."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, group = place.read_text().rpartition(") ")[2].split()[:3]
        except OSError:  # it has just ended
            continue
        if int(group) == leader and state != "Z":
            found.append(int(place.parent.name))
    return found


def look(folder: Path, old: dict[str, bytes], new: dict[str, bytes], *, back: bool = False) -> None:
    """Whether a command that was killed left the old or the new package, or one that says that it is neither and is completed to be new, or,
    where it was killed while it took back what it could not put in place, to be old.
    """
    left = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    strange = {name for name in left if not name.startswith((".tifabank-cache/", "raw/"))} - old.keys() - new.keys()
    assert not strange - {"processed/tifabank.db"}
    if unfinished(LocalFolder(folder)):
        assert [finding.check for finding in check(folder).findings] == ["unfinished"]
        try:
            load("rules", folder)
        except InputError as error:
            assert "'tifabank build'" in str(error)  # noqa: PT017
        else:
            raise AssertionError("a table is read while the package is neither old nor new")
        with writing(LocalFolder(folder)):
            assert outputs(folder) == (old if back else new)
    assert outputs(folder) in (old, new)


def clean(folder: Path) -> None:
    """Whether no command that was killed has left a trace."""
    assert [path.name for path in folder.glob(".tifabank-cache/*") if len(path.name) != 16] == []
    assert [path.name for path in folder.rglob(".*") if path.name != ".tifabank-cache"] == []
