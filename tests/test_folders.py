"""Package folders on other file systems: the same outputs under an address as under a path."""

import os

import pytest
from pyarrow import fs
from tests.conftest import labels_csv, outputs, small_batches

from tifabank.build import build
from tifabank.errors import InputError
from tifabank.folders import LocalFolder, folder_of, shown
from tifabank.loading import load
from tifabank.remote_folders import RemoteFolder
from tifabank.verify import check

TEXTS = {f"text-{n:02d}.txt": f"Title {n}\nWe build a safe China. First, we read. Second, we write.\n" for n in range(6)}


@pytest.fixture(params=["local", "remote"])
def folder(request, tmp_path):
    """An empty folder of either kind."""
    return LocalFolder(tmp_path) if request.param == "local" else RemoteFolder(fs.LocalFileSystem(), str(tmp_path))


def test_what_is_written_is_read(folder):
    assert list(folder.entries("a")) == []
    folder.write("a/b.txt", b"one")
    folder.write("a/b.txt", b"two")
    folder.write("a/c/d.txt", b"three")
    assert (folder.read("a/b.txt"), bytes(folder.buffer("a/c/d.txt"))) == (b"two", b"three")
    assert [entry.name for entry in folder.entries("a")] == ["b.txt", "c"]
    assert [entry.fault is None for entry in folder.entries("a")] == [True, False]
    assert (folder.has_file("a/b.txt"), folder.has_folder("a/b.txt"), folder.has_file("a/c"), folder.has_folder("a/c")) == (
        True,
        False,
        False,
        True,
    )


def test_what_is_moved_or_removed_is_gone(folder):
    folder.write("a/b.txt", b"one")
    folder.move("a/b.txt", "c/d.txt")
    assert not folder.has_file("a/b.txt")
    assert folder.read("c/d.txt") == b"one"
    folder.remove("c")
    folder.remove("c")
    assert not folder.has_folder("c")


def test_reading_what_is_not_there_fails(folder):
    with pytest.raises(OSError, match=r"No such file|does not exist|not found|Failed to open"):
        folder.read("none.txt")


@pytest.mark.parametrize("parts", [False, True])
def test_a_package_under_an_address_is_built_as_one_under_a_path(package, monkeypatch, parts):
    small_batches(monkeypatch, parts=parts)
    place = package(TEXTS, labels_csv({"safe": "safe China"}))
    build(place)
    before = outputs(place)
    address = place.as_uri()
    for path in [*(place / "processed").rglob("*.parquet"), *(place / ".tifabank-cache").rglob("*.*")]:
        if path.is_file():
            path.unlink()
    build(address)
    assert outputs(place) == before
    build(address)
    assert outputs(place) == before
    assert check(address).findings == []
    assert load("mentions", address).equals(load("mentions", place))


@pytest.mark.parametrize("read", [LocalFolder.read, LocalFolder.buffer])
def test_a_pipe_is_refused_and_not_waited_for(tmp_path, read):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="is no regular file"):
        read(LocalFolder(tmp_path), "pipe")


def test_an_address_that_is_none_is_told(tmp_path):
    with pytest.raises(InputError, match=r"nothing://here: .* correct the address"):
        folder_of("nothing://here")
    with pytest.raises(InputError, match="no such folder"):
        folder_of((tmp_path / "none").as_uri())


def test_an_address_is_shown_without_its_keys():
    assert shown("s3://key:secret@bucket/package?region=x") == "s3://bucket/package"
    assert shown("s3://key:se/cr et@bucket/package") == "s3://bucket/package"
    assert shown("my-package") == "my-package"


def test_no_message_tells_a_key():
    with pytest.raises(InputError) as caught:
        folder_of("s3://key:se cret@bucket/package")
    assert "cret" not in str(caught.value)
