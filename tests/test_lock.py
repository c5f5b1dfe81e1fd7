"""One command writes to a package at a time; the lock ends with its process."""

import fcntl
import shutil
import subprocess
import sys
import threading
import time

import pytest
from tests.conftest import labels_csv, outputs
from tests.killing import clean

from tifabank.build import build
from tifabank.database import make_database
from tifabank.docs import refresh
from tifabank.errors import InputError
from tifabank.lock import locked
from tifabank.suggest import merge

TEXT = "A Title\nWe build a safe China. First, we read. Second, we write.\n"


@pytest.fixture
def held(package):
    """A built package to which another process writes, and the id of the process."""
    folder = package({"a.txt": TEXT})
    build(folder)
    script = "import sys; from pathlib import Path; from tifabank.lock import locked\nwith locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", script, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield folder, process
        process.kill()


def test_every_command_that_writes_tells_who_does(held, tmp_path):
    folder, process = held
    reviewed = tmp_path / "new.csv"
    reviewed.write_text("concept_id,label,category,language,preferred,plural\nsafe,safe China,core_concept,en,true,false\n")
    before = outputs(folder)
    for write in (build, make_database, refresh, lambda package: merge(package, reviewed)):
        with pytest.raises(InputError) as caught:
            write(folder)
        (line,) = caught.value.problems
        assert line.startswith(f"{folder}: another command writes here (process {process.pid} since ")
        assert line.endswith("): wait for it, or stop it")
    assert outputs(folder) == before
    assert not list((folder / "raw" / "curated").iterdir())


def test_a_lock_ends_with_its_process(held):
    folder, process = held
    process.kill()
    process.wait()
    assert (folder / ".tifabank-cache" / "lock").exists()
    build(folder)
    clean(folder)


def test_two_builds_at_once_do_not_mix(package):
    folder = package({f"{n}.txt": f"{TEXT * 9}{n}." for n in range(4)}, labels_csv({"safe": "safe China"}))
    line = [sys.executable, "-m", "tifabank", "build", str(folder)]
    both = [subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [process.communicate(timeout=120)[1] for process in both]
    for process, errors in zip(both, told, strict=True):
        assert process.returncode == bool(errors)
        assert not errors or "another command writes here" in errors
    assert not all(told)
    once = outputs(folder)
    shutil.rmtree(folder / "processed")
    shutil.rmtree(folder / ".tifabank-cache")
    build(folder)
    assert outputs(folder) == once


def test_many_that_write_at_once_hold_the_lock_one_after_the_other(tmp_path):
    inside, most, times = [0], [0], [0]

    def often():
        for _ in range(100):
            try:
                with locked(tmp_path):
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                    times[0] += 1
                    time.sleep(0.0001)
                    inside[0] -= 1
            except InputError:
                pass

    threads = [threading.Thread(target=often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
    assert times[0] > 4
    assert list(tmp_path.iterdir()) == [], "neither lock nor cache folder is left"


def test_a_file_system_without_locks_is_written_to(package, monkeypatch):
    def none(*_):
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", none)
    folder = package({"a.txt": TEXT})
    build(folder)
    clean(folder)


def test_a_link_in_place_of_the_lock_is_not_followed(package, tmp_path):
    folder = package({"a.txt": TEXT})
    other = tmp_path / "other"
    other.write_text("mine")
    (folder / ".tifabank-cache").mkdir()
    (folder / ".tifabank-cache" / "lock").symlink_to(other)
    with pytest.raises(InputError, match="the outputs cannot be written"):
        build(folder)
    assert other.read_text() == "mine"
