"""No room, or no right to write: one line, the old package byte for byte, and nothing left behind."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager

import pytest
from tests.conftest import labels_csv, outputs, small_batches, small_room
from tests.killing import clean
from tests.test_compared import TEXTS as SHARING

from tifabank.build import build
from tifabank.database import make_database
from tifabank.errors import InputError
from tifabank.verify import check

TEXT = "A Title\nWe build a safe China. First, we read. Second, we write.\n"
PRIVILEGES = "-dac_override,-dac_read_search"  # by which root may write everywhere


def change(folder):
    """Add a text, so that the next build has something to write."""
    (folder / "raw" / "texts" / "b.txt").write_text("Another Title\nIt is short.\n")


def refused(folder, before, write=build):
    """The line by which something that writes is refused; None if it is done."""
    try:
        write(folder)
    except InputError as error:
        (line,) = error.problems
        assert "\n" not in line
        assert outputs(folder) == before
        clean(folder)
        return line
    return None


@contextmanager
def files_up_to(size):
    """No file may be longer."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_files_that_may_not_be_so_long(package, monkeypatch):
    small_batches(monkeypatch, parts=True)
    folder = package({f"{n}.txt": TEXT for n in range(4)})
    build(folder)
    change(folder)
    before, size, refusals = outputs(folder), 0, 0
    while True:
        with files_up_to(size):
            line = refused(folder, before)
        if line is None:
            break
        assert line == f"{folder}: the outputs cannot be written (File too large): free space or allow writing"
        size, refusals = size * 2 + 1, refusals + 1
    assert refusals > 10
    assert check(folder).findings == []


def test_a_database_that_may_not_be_so_long(package):
    folder = package({"a.txt": TEXT})
    build(folder)
    before = outputs(folder)
    for size in (0, 5000, 200_000):
        with files_up_to(size):
            assert "the outputs cannot be written" in refused(folder, before, make_database)
    assert not (folder / "processed" / "tifabank.db").exists()


@pytest.fixture
def disk(tmp_path):
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", place], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("nothing may be mounted here: no disk to fill")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def remount(disk, options):
    subprocess.run(["mount", "-o", f"remount,{options}", disk], check=True)


@pytest.fixture
def on_disk(disk):
    """A built package on the small disk, with something to write."""
    folder = disk / "package"
    (folder / "raw" / "texts").mkdir(parents=True)
    (folder / "raw" / "texts" / "a.txt").write_text(TEXT)
    build(folder)
    change(folder)
    return folder


@pytest.mark.parametrize("kind", ["size", "nr_inodes"])
def test_a_disk_that_is_full(on_disk, kind):
    before, free, refusals = outputs(on_disk), 1 if kind == "size" else 0, 0
    while True:
        there = os.statvfs(on_disk)
        used = (there.f_blocks - there.f_bfree) * there.f_frsize if kind == "size" else there.f_files - there.f_ffree
        remount(on_disk.parent, f"{kind}={used + free * (there.f_frsize if kind == 'size' else 1)}")
        line = refused(on_disk, before)
        if line is None:
            break
        assert "(No space left on device" in line
        free, refusals = free + 6, refusals + 1
    assert refusals > 5
    remount(on_disk.parent, "size=64m,nr_inodes=9999")
    assert check(on_disk).findings == []


def test_a_disk_that_may_only_be_read(on_disk):
    before = outputs(on_disk)
    remount(on_disk.parent, "ro")
    line = refused(on_disk, before)
    assert "the outputs cannot be written (Read-only file system" in line
    remount(on_disk.parent, "rw")
    build(on_disk)


@pytest.mark.parametrize("closed", [".", ".tifabank-cache"])
def test_a_folder_in_which_nothing_may_be_written(package, closed):
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root may write everywhere, and there is no setpriv")
    drop = [] if os.geteuid() else ["setpriv", f"--bounding-set={PRIVILEGES}", f"--inh-caps={PRIVILEGES}"]
    folder = package({"a.txt": TEXT})
    build(folder)
    change(folder)
    before = outputs(folder)
    (folder / closed).chmod(0o555)
    try:
        done = subprocess.run([*drop, sys.executable, "-m", "tifabank", "build", folder], capture_output=True, text=True, check=False)
    finally:
        (folder / closed).chmod(0o755)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{folder}: the outputs cannot be written (Permission denied: '{folder}/")
    assert done.stderr.endswith("'): free space or allow writing\n")
    assert outputs(folder) == before
    clean(folder)


@pytest.fixture
def sharing(package, monkeypatch):
    """A package whose texts share so much that it goes through temporary files."""
    small_room(monkeypatch)
    small_batches(monkeypatch, parts=True)
    folder = package(SHARING, labels_csv({"two": "two tasks"}))
    build(folder)
    return folder


def test_a_folder_of_temporary_files_that_is_full(sharing, monkeypatch):
    before = outputs(sharing)
    monkeypatch.setattr(tempfile, "tempdir", "elsewhere")
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda buffering: open("/dev/full", "r+b", buffering=buffering))  # noqa: PTH123, SIM115
    line = "elsewhere: cannot be written (No space left on device): free space there, or name another folder in TMPDIR"
    assert refused(sharing, before) == line
    assert line in {finding.found for finding in check(sharing).findings}


def test_a_folder_of_temporary_files_that_is_not_there(sharing, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    assert "cannot be written (No such file or directory): free space there, or name" in refused(sharing, outputs(sharing))
