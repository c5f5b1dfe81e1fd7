"""Engines: whoever runs the work, the same bytes come out; a lost worker costs time and nothing else."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from tests.conftest import labels_csv, outputs, small_batches

from tifabank.build import build, chosen_engine
from tifabank.dask_engine import dask
from tifabank.engines import WORTH_A_POOL, NotStartedError, alone, pool, run_one
from tifabank.errors import InputError
from tifabank.verify import check
from tifabank.work import Made, Shard, Work

SENTENCE = "We build a safe China, a fair market, clean rivers, good schools and a strong country. Three tasks: a, b and c.\n"
TEXTS = {f"text-{n}.txt": f"Title {n}\n{SENTENCE * (n % 4 + 1)}" for n in range(16)}


class Killed(Work):
    """Work whose process dies at one shard, as for want of memory."""

    def __call__(self, shard) -> Made:  # noqa: D102
        if shard.number == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(shard)


class KilledOnce(Killed):
    """The same, but the next process that gets the shard survives it."""

    def __call__(self, shard) -> Made:  # noqa: D102
        mark = self._folder.root / "killed"
        if shard.number == 2 and not mark.exists():
            mark.touch()
            return super().__call__(shard)
        return Work.__call__(self, shard)


@pytest.fixture
def built_alone(package, monkeypatch):
    """A package of many batches, built by one process, and its outputs; its cache is empty."""
    small_batches(monkeypatch)
    folder = package(TEXTS, labels_csv({"safe": "safe China"}))
    build(folder, workers=1)
    made = outputs(folder)
    empty(folder)
    return folder, made


def empty(folder):
    """Remove outputs and cache."""
    for name in (*outputs(folder), *(p.relative_to(folder).as_posix() for p in (folder / ".tifabank-cache").rglob("*.*"))):
        (folder / name).unlink()


def test_a_pool_makes_the_same_bytes(built_alone):
    folder, made = built_alone
    build(folder, workers=2)
    assert outputs(folder) == made
    assert check(folder, workers=2).findings == []


def test_a_killed_process_of_a_pool_is_told_and_leaves_a_cache(built_alone, monkeypatch):
    folder, made = built_alone
    monkeypatch.setattr("tifabank.build.Work", Killed)
    with pytest.raises(InputError, match="a worker was killed, perhaps for want of memory"):
        build(folder, engine=pool(2))
    assert outputs(folder) == {}
    assert list((folder / ".tifabank-cache").rglob("*.keys"))
    monkeypatch.undo()
    small_batches(monkeypatch)
    build(folder)
    assert outputs(folder) == made


def test_a_pool_is_taken_where_it_is_worth_it(monkeypatch):
    monkeypatch.setattr("tifabank.build.cores", lambda: 2)
    assert chosen_engine(None, WORTH_A_POOL - 1) is alone
    assert chosen_engine(None, WORTH_A_POOL) is not alone
    assert chosen_engine(1, WORTH_A_POOL) is alone


@contextlib.contextmanager
def scheduler_and_workers():
    """A Dask scheduler and two worker processes on this machine: the scheduler's address, and the processes, the scheduler first."""
    with contextlib.ExitStack() as stack:
        told = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "scheduler.json"

        def start(*command):
            environment = {
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path]),
            }  # the workers run classes of this module
            options = ("--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(told))
            process = subprocess.Popen([sys.executable, "-m", "dask", *command, *options], stderr=subprocess.DEVNULL, env=environment)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        scheduler = start("scheduler", "--port", "0")
        while not told.exists() or not told.read_text():
            assert scheduler.poll() is None
            time.sleep(0.05)
        workers = [start("worker", "--nthreads", "1", "--death-timeout", "60") for _ in range(2)]
        yield json.loads(told.read_text())["address"], [scheduler, *workers]


@pytest.fixture(scope="module")
def cluster():
    """The address of the scheduler of a cluster."""
    with scheduler_and_workers() as (address, _):
        yield address


def test_dask_makes_the_same_bytes_also_when_a_worker_is_killed(built_alone, cluster, monkeypatch):
    folder, made = built_alone
    build(folder, engine=dask(cluster))
    assert outputs(folder) == made
    empty(folder)
    monkeypatch.setattr("tifabank.build.Work", KilledOnce)
    build(folder, engine=dask(cluster))
    (folder / "killed").unlink()  # it was there: the worker was killed
    assert outputs(folder) == made


def test_a_scheduler_that_is_not_there_is_told(package, monkeypatch):
    monkeypatch.setattr("tifabank.dask_engine._PATIENCE", 1.0)
    with pytest.raises(InputError, match=r"the scheduler at tcp://127\.0\.0\.1:9 cannot be reached"):
        build(package(TEXTS), engine=dask("tcp://127.0.0.1:9"))


def test_workers_that_run_other_code_are_told(package, cluster, monkeypatch):
    monkeypatch.setattr("tifabank.dask_engine.code_sha256", lambda: "another")
    with pytest.raises(InputError, match="install there the versions of Tifabank and Python that are here"):
        build(package(TEXTS), engine=dask(cluster))


def test_a_scheduler_that_is_lost_is_told_and_what_was_mapped_is_kept(built_alone):
    folder, made = built_alone
    with scheduler_and_workers() as (address, processes):
        seen = []

        def kill(done, _):
            seen.append(done)
            processes[0].kill()

        with pytest.raises(InputError, match=r"failed .* build again; what was mapped is kept") as caught:
            build(folder, engine=dask(address), progress=kill)
    assert seen
    assert "\n" not in str(caught.value)
    assert list((folder / ".tifabank-cache").rglob("*.keys"))
    build(folder)
    assert outputs(folder) == made


def test_a_worker_that_was_not_handed_the_work_says_so():
    with pytest.raises(NotStartedError, match="another version"):
        run_one("no such build", Shard(0, (), ()))


def test_a_scheduler_without_workers_is_told(package, monkeypatch):
    monkeypatch.setattr("tifabank.dask_engine._PATIENCE", 1.0)
    with scheduler_and_workers() as (address, (_, *workers)):
        for worker in workers:
            worker.kill()
            worker.wait()
        with pytest.raises(InputError, match=r"has no workers: start some|cannot start"):
            build(package(TEXTS), engine=dask(address))
