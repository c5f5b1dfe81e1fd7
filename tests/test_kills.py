"""A command that is killed leaves the old or the new package, or one that the next command completes; nothing else is left."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zlib
from functools import partial
from pathlib import Path

import pytest
from tests.conftest import outputs, small_batches
from tests.killing import CHANGES, clean, forked, killed_after, killed_before, look, running
from tests.soak import KILLS
from tests.test_build import fail_at_move

from tifabank.build import build
from tifabank.database import make_database
from tifabank.folders import LocalFolder
from tifabank.journal import complete, unfinished
from tifabank.publishing import writing
from tifabank.suggest import merge

TEXT = "A Title\nWe build a safe China. First, we read {} books. Second, we write.\n"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork") or not Path("/proc/self").is_dir(), reason="kills are tried on Linux")


class Changed:
    """A built package whose input has changed since, and its outputs before and after the next build."""

    def __init__(self, folder):
        self.folder = folder
        build(folder)
        self.old = outputs(folder)
        self.kept = folder.with_name("kept")
        (folder / "raw" / "texts" / "b.txt").write_text("Another Title\nIt is short.\n")
        shutil.copytree(folder, self.kept)
        build(folder)
        self.new = outputs(folder)
        assert self.new != self.old
        self.again()

    def again(self):
        """The package as it was before the next build."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)

    def looked_at(self, *, back=False, built=True):
        """What is left is right, and the next build, if wanted, gives the new package; then all is as it was before."""
        look(self.folder, self.old, self.new, back=back)
        if built:
            build(self.folder)
            assert outputs(self.folder) == self.new
            clean(self.folder)
        self.again()


@pytest.fixture
def changed(package):
    """A package of one text, to which one was added."""
    return Changed(package({"a.txt": TEXT.format("many")}))


@pytest.fixture
def parted(package, monkeypatch):
    """A package whose tables are folders of parts."""
    small_batches(monkeypatch, parts=True)
    return Changed(package({f"{n}.txt": TEXT.format(n) for n in range(5)}))


def test_a_build_killed_before_any_rename_that_puts_its_outputs_in_place(parted):
    states = []
    while killed_before(partial(build, parted.folder), len(states), since="publishing.json", kinds={"os.rename"}):
        states.append((unfinished(LocalFolder(parted.folder)), outputs(parted.folder) == parted.old))
        parted.looked_at(built=len(states) % 4 == 1)
    assert states[:3] == [(False, True), (True, True), (True, False)], "the first rename is that of the journal"
    assert set(states[3:]) == {(True, False)}
    assert len(states) > 10


def test_a_build_killed_while_it_tidies_up(changed):
    kill = partial(killed_before, partial(build, changed.folder), since="publishing.json", kinds={"os.remove"})
    number = 0
    while kill(number):
        assert unfinished(LocalFolder(changed.folder)) == (number == 0)
        assert outputs(changed.folder) == changed.new
        changed.looked_at()
        number += 16
    assert number > 16


def test_completing_may_be_killed_again_and_again(changed):
    folder = changed.folder
    assert killed_before(partial(build, folder), 3, since="publishing.json", kinds={"os.rename"})
    times = 0
    while killed_before(partial(complete, folder), 1, kinds={"os.rename"}):
        assert unfinished(LocalFolder(folder))
        times += 1
    assert times > 5
    changed.looked_at()


@pytest.mark.parametrize("number", [0, 1, 2, 5, 7])
def test_taking_back_may_be_killed_too(changed, monkeypatch, number):
    fail_at_move(monkeypatch, 4, OSError(28, "No space left on device"))
    assert killed_before(partial(build, changed.folder), number, since="taking-back.json", kinds={"os.rename"})
    monkeypatch.undo()
    assert unfinished(LocalFolder(changed.folder))
    changed.looked_at(back=number > 0)


def random_moments(count, duration):
    """Moments of a command that takes so many seconds; the seed is told if the test fails."""
    seed = int(os.environ.get("SEED", random.randrange(10**6)))
    print(f"SEED={seed}")
    return [random.Random(f"{seed} {n}").uniform(0, duration) for n in range(count)]


def test_a_build_killed_at_random_moments(changed):
    begin = time.monotonic()
    forked(partial(build, changed.folder))
    duration = time.monotonic() - begin
    changed.again()
    killed = 0
    for moment in random_moments(14, duration):
        killed += bool(forked(partial(build, changed.folder), moment))
        changed.looked_at()
    assert killed


def command(folder, *options):
    """A command line that leads a group of processes."""
    words = [sys.executable, "-m", "tifabank", *options, str(folder)]
    return partial(subprocess.Popen, words, start_new_session=True, stdout=subprocess.DEVNULL)


def kill_the_command(changed, workers, count):
    """Kill the command at random moments, every other time without its workers, which end by themselves."""
    line = command(changed.folder, "build", "--workers", str(workers))
    begin = time.monotonic()
    assert line().wait() == 0
    duration = time.monotonic() - begin
    changed.again()
    for number, moment in enumerate(random_moments(count, duration)):
        killed_after(moment, line, group=number % 2 == 0)
        changed.looked_at()


@pytest.mark.once
@pytest.mark.parametrize("workers", [1, 2])
def test_the_command_killed_at_random_moments(changed, workers):
    kill_the_command(changed, workers, 3)


def test_workers_that_outlive_a_killed_build_do_not_disturb_the_next(package):
    borders = [n for n in range(2000) if zlib.crc32(f"{n}".encode()) % 128 == 0]  # documents that end a batch: each is one of its own
    folder = package({f"{n}.txt": "We build roads, rivers, fields and schools. " * 1500 for n in borders[:5]})
    process = command(folder, "build", "--workers", "2")()
    while not list(folder.glob(".tifabank-cache/*/*.keys")):
        assert process.poll() is None
        time.sleep(0.02)
    workers = set(running(process.pid)) - {process.pid}
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    process.kill()
    process.wait()
    build(folder)
    made = outputs(folder)
    for worker in workers:
        os.kill(worker, signal.SIGCONT)
    while running(process.pid):
        time.sleep(0.01)
    assert outputs(folder) == made
    build(folder)
    assert outputs(folder) == made
    clean(folder)


@pytest.mark.soak
@pytest.mark.parametrize("workers", [1, 2])
def test_the_command_killed_very_often(changed, workers):
    kill_the_command(changed, workers, KILLS // 2)


@pytest.mark.soak
def test_a_build_killed_before_any_change_of_a_file(changed):
    number = 0
    while killed_before(partial(build, changed.folder), number, kinds=CHANGES | {"open"}):
        changed.looked_at()
        number += 1
    assert number > 200


def test_a_database_killed_while_it_is_filled(changed):
    folder = changed.folder
    begin = time.monotonic()
    forked(partial(make_database, folder))
    duration = time.monotonic() - begin
    database = folder / "processed" / "tifabank.db"
    whole = database.read_bytes()
    database.unlink()
    for moment in random_moments(5, duration):
        forked(partial(make_database, folder), moment)
        assert not database.exists() or database.read_bytes() == whole
        database.unlink(missing_ok=True)
        make_database(folder)
        assert database.read_bytes() == whole
        assert outputs(folder) == changed.old
        clean(folder)
        database.unlink()


def test_a_merge_of_suggestions_killed_before_any_rename_goes_into_both_files_or_none(package, tmp_path):
    folder = package({"a.txt": TEXT.format("many")})
    reviewed = tmp_path / "new.csv"
    reviewed.write_text("concept_id,label,category,language,preferred,plural\nsafe,safe China,core_concept,en,true,false\n")
    curated = folder / "raw" / "curated"
    states = []
    while killed_before(partial(merge, folder, reviewed), len(states), since="publishing.json", kinds={"os.rename"}):
        states.append(len(list(curated.iterdir())))
        with writing(LocalFolder(folder)):
            assert len(list(curated.iterdir())) == (2 if len(states) > 1 else 0)
        clean(folder)
        shutil.rmtree(curated)
        curated.mkdir()
    assert states == [0, 0, 1]
