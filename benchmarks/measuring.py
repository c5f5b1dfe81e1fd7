"""One core, peak memory, time of functions and of processes: what the benchmarks share."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from functools import wraps
from typing import Any, NamedTuple

_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes of one unit of ru_maxrss


class Run(NamedTuple):
    """A process that has ended well: its time on the clock and on the processor, its largest memory, what it printed."""

    elapsed: float
    seconds: float
    megabytes: float
    output: str


class Stopwatch:
    """Seconds spent in watched functions, by name; what watched functions call counts for them too."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    def watch(self, name: str, owner: object, function: str) -> None:
        """Time each call of the function of a module or class from now on."""
        call = getattr(owner, function)

        @wraps(call)
        def timed(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return call(*args, **kwargs)
            finally:
                self.seconds[name] += time.perf_counter() - start

        setattr(owner, function, timed)


def one_core() -> None:
    """Bind this process and those it starts to one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def peak_memory() -> float:
    """The largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT / 1e6


def run_python(*arguments: str) -> Run:
    """Run this Python on the arguments in a process of its own.

    Keep the calling process small: a process's peak is at least what its parent held when it started it.
    """
    begin = time.perf_counter()
    process = subprocess.Popen((sys.executable, *arguments), stdout=subprocess.PIPE, text=True)
    output = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed: see above")
    return Run(elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _UNIT / 1e6, output)


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A plain table: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    for row in (header, *rows):
        print("  ".join((row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)))))
