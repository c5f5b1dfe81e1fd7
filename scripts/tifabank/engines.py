"""Who runs the work: this process, a pool of processes on this machine, or a Dask cluster (`dask_engine.py`).

An engine is a function: (work, shards) -> what was made of each, in order. It knows nothing of texts or tables. To add one, write
a function of that kind: start `work` once in each worker, hand it shards, yield its results in order.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.synchronize import Event
from threading import Thread
from typing import Any

from tifabank.errors import InputError
from tifabank.tables import reuse_memory
from tifabank.work import Made, Shard, Work

Engine = Callable[[Work, Sequence[Shard]], Iterator[Made]]

WORTH_A_POOL = 20_000_000
"""Bytes to be mapped from which a pool of processes saves more than its start costs."""


class NotStartedError(Exception):
    """A worker was not handed its work."""


_work: dict[str, Work] = {}  # in a worker: what it does, by build


def alone(work: Work, shards: Sequence[Shard]) -> Iterator[Made]:
    """One shard after the other, in this process."""
    return map(work, shards)


def pool(workers: int) -> Engine:
    """A pool of processes on this machine.

    A process that is killed ends the build; what was mapped is in the cache.
    """

    def run(work: Work, shards: Sequence[Shard]) -> Iterator[Made]:
        context = multiprocessing.get_context("spawn")  # a fork would copy the threads' locks of Arrow
        stop = context.Event()
        executor = ProcessPoolExecutor(min(workers, len(shards)), context, _start_in_pool, (work, stop))
        try:
            yield from in_order(lambda shard: executor.submit(run_one, "", shard), shards, 2 * workers)
        except BrokenProcessPool:
            raise InputError(
                f"a worker was killed, perhaps for want of memory ({workers} workers): build again, with fewer --workers; "
                "what was mapped is kept (in a script of yours, call build below `if __name__ == '__main__':`)"
            ) from None
        finally:  # also when the build is interrupted: batches under way are finished, and kept
            stop.set()
            executor.shutdown(cancel_futures=True)

    return run


def _start_in_pool(work: Work, stop: Event) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to handle
    Thread(target=_end_with_parent, daemon=True).start()
    work.stopped = stop.is_set
    start("", work)


def _end_with_parent() -> None:
    """If the main process is killed, nobody waits for this one, and nothing else would end it."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def start(build: str, work: Work) -> None:
    """In a worker: what it does for a build."""
    reuse_memory()
    _work[build] = work


def stop(build: str) -> None:
    """In a worker: the build has ended."""
    _work.pop(build, None)


def run_one(build: str, shard: Shard) -> Made:
    """In a worker: the work on one shard.

    Raises:
        NotStartedError: the worker was not handed the work, since it runs another version.
    """
    if build not in _work:
        raise NotStartedError("a worker that joined runs another version of Tifabank or Python")
    return _work[build](shard)


def in_order(submit: Callable[[Shard], Any], shards: Sequence[Shard], most: int) -> Iterator[Made]:
    """Results in the order of shards, so many shards being under way at a time; `submit` gives a future."""
    running: deque[Any] = deque()
    try:
        for shard in shards:
            running.append(submit(shard))
            if len(running) >= most:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
    finally:
        for future in running:
            future.cancel()
