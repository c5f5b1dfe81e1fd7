"""Archives of releases: read as packages are, and with distrust."""

import io
import shutil
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest
from tests.conftest import ROOT

import tifabank
from tifabank.archives import unpacked
from tifabank.errors import InputError

PLAIN = {"pkg/datapackage.json": b"{}", "pkg/schemas/rules.json": b"{}", "pkg/README.md": b"not needed"}


def zip_of(place, members):
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return place


def tar_of(place, members):
    with tarfile.open(place, "w:gz" if place.name.endswith("gz") else "w") as archive:
        for name, data in members.items():
            info = data if isinstance(data, tarfile.TarInfo) else tarfile.TarInfo(name)
            body = b"" if isinstance(data, tarfile.TarInfo) else data
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return place


def files_in(folder: Path):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture(params=["a.zip", "a.whl", "a.tar", "a.tar.gz", "a.TGZ"])
def archived(request, tmp_path):
    """Makes an archive of members, of each sort."""
    place = tmp_path / request.param
    return lambda members: (zip_of if request.param in {"a.zip", "a.whl"} else tar_of)(place, members)


def test_only_what_is_compared_is_unpacked_and_the_folder_is_removed(archived):
    more = {
        "pkg/raw/texts/a.txt": b"text",
        "pkg/raw/curated/package.csv": b"key,value\n",
        "pkg/processed/x.parquet/part-00000.parquet": b"P",
    }
    with unpacked(archived(PLAIN | more)) as folder:
        assert files_in(folder) == [
            "datapackage.json",
            "processed/x.parquet/part-00000.parquet",
            "raw/curated/package.csv",
            "schemas/rules.json",
        ]
    assert not folder.exists()


def test_the_package_nearest_to_the_root_is_taken(archived):
    members = {"a/b/datapackage.json": b"deep", "./z/datapackage.json": b"near", "y/readme": b""}
    with unpacked(archived(members)) as folder:
        assert (folder / "datapackage.json").read_bytes() == b"near"


def test_of_two_packages_none_is_taken(archived):
    members = {"z/datapackage.json": b"{}", "y/datapackage.json": b"{}", "y/b/datapackage.json": b"{}"}
    with (
        pytest.raises(InputError, match=r"'z' and 'y' are two packages: unpack it and name the folder of one"),
        unpacked(archived(members)),
    ):
        pass


@pytest.mark.parametrize("name", ["/etc/tifabank", "../out", "pkg/../../out", "pkg/schemas/..", "pkg\\out"])
def test_a_member_that_leaves_the_folder_is_refused(archived, name, tmp_path):
    with pytest.raises(InputError, match="leaves the folder"), unpacked(archived(PLAIN | {name: b"x"})):
        pass
    assert not (tmp_path.parent / "out").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
@pytest.mark.parametrize("name", ["pkg", "pkg/schemas", "elsewhere"])
def test_links_and_devices_of_a_tar_are_refused(tmp_path, kind, name):
    link = tarfile.TarInfo(name)
    link.type, link.linkname = kind, "/etc"
    with pytest.raises(InputError, match="is no plain file"), unpacked(tar_of(tmp_path / "a.tar", {"l": link} | PLAIN)):
        pass


def test_a_link_in_a_zip_is_refused(tmp_path):
    link = zipfile.ZipInfo("pkg/schemas/link.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    place = zip_of(tmp_path / "a.zip", PLAIN)
    with zipfile.ZipFile(place, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(InputError, match="is no plain file"), unpacked(place):
        pass


def test_a_member_that_stands_twice_is_refused(tmp_path):
    members = {"pkg/datapackage.json": b"{}", "./pkg/datapackage.json": b"[]"}
    with pytest.raises(InputError, match="stands twice"), unpacked(tar_of(tmp_path / "a.tar", members)):
        pass


def test_archives_that_are_too_large_are_refused(archived, monkeypatch):
    monkeypatch.setattr("tifabank.archives._MOST_BYTES", 1000)
    with unpacked(archived(PLAIN)):
        pass
    with pytest.raises(InputError, match="more than 1000 bytes"), unpacked(archived(PLAIN | {"elsewhere": b"0" * 1000})):
        pass


def test_archives_of_too_many_files_are_refused(archived, monkeypatch):
    monkeypatch.setattr("tifabank.archives._MOST_MEMBERS", 2)
    with pytest.raises(InputError, match="more than 2 members"), unpacked(archived(PLAIN)):
        pass


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path):
    place = zip_of(tmp_path / "a.zip", {"datapackage.json": b"0" * 5000})
    data = place.read_bytes()
    place.write_bytes(data.replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little")))
    with pytest.raises(InputError, match=r"cannot be unpacked|larger than it says"), unpacked(place):
        pass


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tar"])
def test_what_is_no_archive_or_is_cut_is_refused(tmp_path, name):
    (tmp_path / name).write_bytes(b"no archive")
    with pytest.raises(InputError) as refused, unpacked(tmp_path / name):
        pass
    why = "it is no zip or tar archive, or not a whole one"
    assert refused.value.problems == (f"{tmp_path / name}: cannot be unpacked ({why}): make the archive again, or name a folder",)
    whole = (zip_of if name == "a.zip" else tar_of)(
        tmp_path / name, PLAIN | {"pkg/schemas/more.json": bytes(range(256)) * 200}
    ).read_bytes()
    for share in (0.3, 0.6):
        (tmp_path / name).write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(InputError), unpacked(tmp_path / name):
            pass


def test_an_archive_without_a_package(archived):
    with pytest.raises(InputError, match=r"holds no datapackage\.json"), unpacked(archived({"a": b"b"})):
        pass


@pytest.mark.parametrize("form", ["zip", "gztar"])
def test_a_release_is_compared_with_a_folder(five_texts, tmp_path, form):
    name = shutil.make_archive(str(tmp_path / "release"), form, five_texts.parent, five_texts.name)
    found = tifabank.diff(name, five_texts)
    assert not found.data
    assert found.old.place == name
    assert found["mentions"].old_rows == found["mentions"].new_rows > 1000


def test_a_wheel_is_compared_with_the_checkout(tmp_path):
    place = tmp_path / "tifabank-0-py3-none-any.whl"
    with zipfile.ZipFile(place, "w") as archive:
        for path in [ROOT / "datapackage.json", *(ROOT / "schemas").iterdir(), *(ROOT / "processed").glob("*.parquet")]:
            archive.write(path, f"tifabank/data/{path.relative_to(ROOT)}")
    assert not tifabank.diff(place, ROOT).data


def test_a_file_that_is_no_archive_is_told(tmp_path):
    (tmp_path / "a.rar").write_bytes(b"")
    with pytest.raises(InputError, match=r"is no archive that can be read: name a folder, or a file that ends in \.zip"):
        tifabank.diff(tmp_path / "a.rar", ROOT)
