"""Work on a Dask cluster; needs the extra `tifabank[dask]`."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from typing import Any

from distributed import Client, WorkerPlugin
from distributed.client import FutureCancelledError
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from tifabank.cache import code_sha256
from tifabank.engines import Engine, NotStartedError, in_order, run_one, start, stop
from tifabank.errors import InputError
from tifabank.folders import reason
from tifabank.work import Made, Shard, Work

_PATIENCE = 30.0  # seconds until a scheduler must have answered
_RETRIES = 3  # of a shard whose worker was lost
_MOST_TASKS = 10_000  # shards that a scheduler knows of at a time


class Start(WorkerPlugin):
    """Hands the work to each worker once, those that join later included."""

    def __init__(self, build: str, work: Work, code: str) -> None:
        self.name, self.build, self.work, self.code = f"tifabank-{build}", build, work, code

    def setup(self, worker: Any) -> None:  # noqa: ARG002
        """In a worker that starts.

        Raises:
            RuntimeError: it would make other rows.
        """
        if code_sha256() != self.code:
            raise RuntimeError("another version of Tifabank or Python")
        start(self.build, self.work)

    def teardown(self, worker: Any) -> None:  # noqa: ARG002
        """In a worker, at the end of the build."""
        stop(self.build)


def dask(scheduler: str) -> Engine:
    """A Dask cluster by the address of its scheduler; its workers must reach the package under the address given to the build.

    What a lost worker had under way is run again by another.
    """

    def run(work: Work, shards: Sequence[Shard]) -> Iterator[Made]:
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters of it is told as one line
        try:
            client = Client(scheduler, timeout=_PATIENCE)
        except OSError as error:
            raise InputError(
                f"the scheduler at {scheduler} cannot be reached ({reason(error)}): start it, or correct --scheduler"
            ) from None
        with client:
            try:
                client.wait_for_workers(1, timeout=_PATIENCE)
            except TimeoutError:
                raise InputError(f"the scheduler at {scheduler} has no workers: start some") from None
            yield from _on(client, scheduler, work, shards)

    return run


def _on(client: Client, scheduler: str, work: Work, shards: Sequence[Shard]) -> Iterator[Made]:
    build = os.urandom(8).hex()
    try:
        try:
            client.register_plugin(Start(build, work, code_sha256()))
        except Exception as error:  # noqa: BLE001  # Dask hands on, as a plain Exception, whatever a worker said
            raise NotStartedError(reason(error)) from None
        yield from in_order(lambda shard: client.submit(run_one, build, shard, pure=False, retries=_RETRIES), shards, _MOST_TASKS)
    except NotStartedError as error:
        raise InputError(
            f"the workers at {scheduler} cannot start ({error}): install there the versions of Tifabank and Python that are here"
        ) from None
    except (CommClosedError, KilledWorker, FutureCancelledError) as error:
        raise InputError(f"the cluster at {scheduler} failed ({reason(error)}): build again; what was mapped is kept") from None
    finally:
        if client.status == "running":
            client.unregister_worker_plugin(f"tifabank-{build}")
