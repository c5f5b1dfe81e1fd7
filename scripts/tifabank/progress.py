"""A progress bar for what takes more than two seconds: how much is done, rate, remaining time. On stderr, and only in a terminal."""

from __future__ import annotations

import sys
from threading import Timer
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

_PATIENCE = 2.0  # seconds without a bar


class Bar:
    """Shows the progress of one piece of work; use it in a `with` statement."""

    def __init__(self, what: str, stopped: str = "Stopped.", unit: str = "bytes") -> None:
        """`what` stands before the bar; `stopped` is told after Ctrl-C."""
        self._stopped = stopped
        how_much = (DownloadColumn(), TransferSpeedColumn()) if unit == "bytes" else (MofNCompleteColumn(), TextColumn(unit))
        columns = (TextColumn(what), BarColumn(), *how_much, TimeRemainingColumn(compact=True))
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=120)
        self._task = self._progress.add_task(what, total=None)
        self._timer = Timer(_PATIENCE, self._progress.start)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if self._progress.console.is_terminal:
            self._timer.start()
        return self

    def show(self, done: int, size: int) -> None:
        """Tell how much of how much is done."""
        self._progress.update(self._task, completed=done, total=size)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.cancel()
        if self._progress.live.is_started:  # stopping what has not started prints an empty line
            self._progress.stop()
        if kind is KeyboardInterrupt:
            print(self._stopped, file=sys.stderr)
