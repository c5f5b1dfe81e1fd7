"""A progress bar for what takes more than two seconds: megabytes done, rate, remaining time. On stderr, and only in a terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

_PATIENCE = 2.0  # seconds without a bar


class Bar:
    """Shows the progress of one piece of work; use it in a `with` statement."""

    def __init__(self, what: str, stopped: str = "Stopped.") -> None:
        """`what` stands before the bar; `stopped` is told after Ctrl-C."""
        self._stopped = stopped
        columns = (TextColumn(what), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn(compact=True))
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=120)
        self._begin = time.monotonic()
        self._task = self._progress.add_task(what, total=None)

    def __enter__(self) -> Self:
        return self

    def show(self, done: int, size: int) -> None:
        """Tell how many bytes of how many are done."""
        self._progress.update(self._task, completed=done, total=size)
        if time.monotonic() - self._begin > _PATIENCE and self._progress.console.is_terminal:
            self._progress.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._progress.live.is_started:  # stopping what has not started prints an empty line
            self._progress.stop()
        if kind is KeyboardInterrupt:
            print(self._stopped, file=sys.stderr)
