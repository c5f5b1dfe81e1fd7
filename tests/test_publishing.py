"""Outputs are put in place all or none; a journal tells what is not yet."""

import errno
import json
import os
from pathlib import Path

import pytest
from pyarrow import fs
from tests.conftest import outputs
from tests.test_bad_input import time_limit
from tests.test_build import fail_at_move

from tifabank.build import build
from tifabank.citation import cite
from tifabank.errors import InputError
from tifabank.folders import LocalFolder
from tifabank.journal import FORWARD, complete, unfinished
from tifabank.loading import load
from tifabank.publishing import publish, writing
from tifabank.remote_folders import RemoteFolder
from tifabank.suggest import suggest
from tifabank.verify import check

TEXT = "A Title\nWe build a safe China. First, we read. Second, we write.\n"


@pytest.fixture
def stopped(package):
    """A built package with the journal of a build that was stopped before its first rename."""
    folder = package({"a.txt": TEXT})
    build(folder)
    local = LocalFolder(folder)
    local.write(".tifabank-cache/building-0123/schemas/rules.json", b"{}\n")
    local.write(FORWARD, json.dumps({"aside": ".tifabank-cache/building-0123", "outputs": ["schemas/rules.json"]}).encode())
    return folder


def test_what_reads_says_that_a_command_was_stopped_until_it_is_completed(stopped):
    row = f"{stopped}: a command was stopped while it put its outputs in place: run 'tifabank build', which completes that first"
    for read in (lambda: load("rules", stopped), lambda: cite("a", package=stopped), lambda: suggest(stopped)):
        with pytest.raises(InputError) as caught:
            read()
        assert caught.value.problems == (row,)
    (finding,) = check(stopped).findings
    assert str(finding).endswith("[unfinished]")
    assert "'tifabank build'" in str(finding)
    complete(stopped)
    assert (stopped / "schemas" / "rules.json").read_bytes() == b"{}\n"
    assert len(load("rules", stopped)) > 50
    assert [f.check for f in check(stopped).findings] == ["schema"]


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"{",
        b'{"aside": "../building-0123", "outputs": []}',
        b'{"aside": ".tifabank-cache/building-0123/../../..", "outputs": []}',
        b'{"aside": ".tifabank-cache/building-0123", "outputs": ["../outside"]}',
        b'{"aside": ".tifabank-cache/building-0123", "outputs": ["/etc/outside"]}',
        b'{"aside": ".tifabank-cache/building-0123", "outputs": [1]}',
    ],
)
def test_a_journal_that_is_none_moves_nothing(stopped, told):
    (stopped / FORWARD).write_bytes(told)
    before = outputs(stopped)
    with pytest.raises(InputError, match=r"publishing.json: is no list of outputs: delete it, then build again"):
        build(stopped)
    assert outputs(stopped) == before
    (stopped / FORWARD).unlink()
    build(stopped)
    assert check(stopped).findings == []


@pytest.mark.parametrize("name", [".tifabank-cache", "processed", "schemas"])
@pytest.mark.parametrize(
    "make", [Path.touch, os.mkfifo, lambda place: place.symlink_to("nothing"), lambda place: place.symlink_to(place.name)]
)
def test_what_stands_in_the_place_of_a_folder_of_outputs_is_told(package, name, make):
    folder = package({"a.txt": TEXT})
    make(folder / name)
    with time_limit(), pytest.raises(InputError) as refused:
        build(folder)
    assert refused.value.problems == (f"{folder}/{name}: is no folder, and outputs go into one of this name: rename or remove it",)
    assert sorted(path.name for path in folder.iterdir()) == sorted([name, "raw"])


@pytest.mark.parametrize("name", ["processed", "schemas"])
def test_outputs_are_not_written_through_a_link(package, name, tmp_path):
    folder = package({"a.txt": TEXT})
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / name).symlink_to(elsewhere)
    with pytest.raises(InputError, match=f"{name}: is a link, and outputs stay in the package: remove it"):
        build(folder)
    assert not list(elsewhere.iterdir())


def test_outputs_on_another_disk_are_told(package, monkeypatch):
    folder = package({"a.txt": TEXT})
    build(folder)
    (folder / "raw" / "texts" / "b.txt").write_text("More of it.")
    before = outputs(folder)
    fail_at_move(monkeypatch, 2, OSError(errno.EXDEV, "Invalid cross-device link", "here"))
    with pytest.raises(InputError, match=r"\(Invalid cross-device link: 'here'\): keep .tifabank-cache/"):
        build(folder)
    assert outputs(folder) == before


def test_what_cannot_even_be_taken_back_is_taken_back_by_the_next_command(package, monkeypatch):
    folder = package({"a.txt": TEXT})
    build(folder)
    (folder / "raw" / "texts" / "b.txt").write_text("More of it.")
    before, replace, taken_back = outputs(folder), os.replace, []

    def failing(made, place):
        if taken_back or place.name == "taking-back.json":
            taken_back.append(place)
        if place == folder / "datapackage.json" or len(taken_back) == 4:
            raise OSError(errno.EIO, "Input/output error")
        replace(made, place)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(InputError, match="Input/output error"):
        build(folder)
    monkeypatch.undo()
    assert unfinished(LocalFolder(folder))
    with writing(LocalFolder(folder)):
        assert outputs(folder) == before
    build(folder)
    assert check(folder).findings == []


def test_an_address_has_no_lock_and_no_journal_and_leaves_nothing_aside(tmp_path):
    folder = RemoteFolder(fs.LocalFileSystem(), str(tmp_path))
    with writing(folder) as one, writing(folder) as other:
        assert one != other
        folder.write(f"{one}/processed/a.txt", b"one")
        publish(folder, one, ["processed/a.txt"])
    assert [path.name for path in tmp_path.iterdir() if path.name != ".tifabank-cache"] == ["processed"]
    assert list((tmp_path / ".tifabank-cache").iterdir()) == []
