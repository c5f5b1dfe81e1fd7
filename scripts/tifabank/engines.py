"""Who runs the work: this process, a pool of processes on this machine, or a Dask cluster.

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
from typing import Any

from tifabank.errors import InputError
from tifabank.work import Made, Shard

Work = Callable[[Shard], Made]
Engine = Callable[[Work, Sequence[Shard]], Iterator[Made]]

WORTH_A_POOL = 20_000_000
"""Bytes to be mapped from which a pool of processes saves more than its start costs."""

_PATIENCE = "30s"  # until a scheduler must have answered
_RETRIES = 3  # of a shard whose worker was lost
_MOST_TASKS = 10_000  # shards that a scheduler knows of at a time

_work: dict[str, Work] = {}  # in a worker: what it does, by build


def alone(work: Work, shards: Sequence[Shard]) -> Iterator[Made]:
    """One shard after the other, in this process."""
    return map(work, shards)


def pool(workers: int) -> Engine:
    """A pool of processes on this machine.

    A process that is killed ends the build; what was mapped is in the cache.
    """

    def run(work: Work, shards: Sequence[Shard]) -> Iterator[Made]:
        before = set(multiprocessing.active_children())
        context = multiprocessing.get_context("spawn")  # a fork would copy the threads' locks of Arrow
        executor = ProcessPoolExecutor(min(workers, len(shards)), context, _start_in_pool, (work,))
        try:
            yield from _in_order(lambda shard: executor.submit(_run, "", shard), shards, 2 * workers)
        except BrokenProcessPool:
            raise InputError(
                f"a worker was killed, perhaps for want of memory ({workers} workers): build again, with fewer --workers; "
                "what was mapped is kept"
            ) from None
        finally:  # also when the build is interrupted: what is under way is given up
            for child in set(multiprocessing.active_children()) - before:
                child.terminate()
            executor.shutdown(cancel_futures=True)

    return run


def _start_in_pool(work: Work) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to handle
    _start("", work)


def _start(build: str, work: Work) -> None:
    _work[build] = work


def _stop(build: str) -> None:
    _work.pop(build, None)


def _run(build: str, shard: Shard) -> Made:
    return _work[build](shard)


def _in_order(submit: Callable[[Shard], Any], shards: Sequence[Shard], most: int) -> Iterator[Made]:
    """Results in the order of shards, so many shards being under way at a time; `submit` gives a future."""
    running: deque[Any] = deque()
    for shard in shards:
        running.append(submit(shard))
        if len(running) >= most:
            yield running.popleft().result()
    while running:
        yield running.popleft().result()


def dask(scheduler: str) -> Engine:
    """A Dask cluster by the address of its scheduler; its workers need Tifabank and must reach the package under its address.

    What a lost worker had under way is run again by another. The work goes to each worker once, those that join later included.
    """
    try:
        from distributed import Client, CommClosedError, FutureCancelledError, KilledWorker, WorkerPlugin
    except ImportError:
        raise InputError("--engine dask needs Dask: install tifabank[dask]") from None

    class Start(WorkerPlugin):  # type: ignore[misc]
        """Hands the work to a worker when it starts."""

        def __init__(self, build: str, work: Work) -> None:
            self.name, self.build, self.work = f"tifabank-{build}", build, work

        def setup(self, worker: Any) -> None:  # noqa: ARG002
            _start(self.build, self.work)

        def teardown(self, worker: Any) -> None:  # noqa: ARG002
            _stop(self.build)

    def run(work: Work, shards: Sequence[Shard]) -> Iterator[Made]:
        build = os.urandom(8).hex()
        try:
            client = Client(scheduler, timeout=_PATIENCE)
        except OSError as error:
            raise InputError(f"the scheduler at {scheduler} cannot be reached ({error}): start it, or correct --scheduler") from None
        with client:
            client.register_plugin(Start(build, work))
            try:
                yield from _in_order(lambda shard: client.submit(_run, build, shard, pure=False, retries=_RETRIES), shards, _MOST_TASKS)
            except (CommClosedError, KilledWorker, FutureCancelledError) as error:
                raise InputError(f"the cluster at {scheduler} failed ({error}): build again; what was mapped is kept") from None
            finally:
                if client.status == "running":
                    client.unregister_worker_plugin(f"tifabank-{build}")

    return run
