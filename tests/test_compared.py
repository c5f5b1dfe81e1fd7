"""What documents share in large packages: folders of parts, built, checked and read; temporary files are gone in any case."""

import json
import shutil
import sqlite3
import tempfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.conftest import labels_csv, outputs, small_batches, small_room, write_package
from tests.stages.test_parallels import FORMULA
from tests.test_parts import change, swap

from tifabank import build as building
from tifabank.build import build
from tifabank.database import make_database
from tifabank.errors import InputError
from tifabank.folders import folder_of
from tifabank.loading import load
from tifabank.stored import read_tables
from tifabank.tables import COMPARED, write
from tifabank.temporary import temporary_file
from tifabank.verify import check

WORDS = "river stone bridge tower garden mountain harbour market lantern orchard meadow village".split()
SENTENCES = [" ".join(f"{word}{n}" for word in WORDS) for n in range(9)]
TEXTS = {f"text-{d}.txt": f"Title {d}\n" + "".join(f"In {d} {line} stood. " for line in SENTENCES[d:]) + "\n" for d in range(6)}
TEXTS |= {"a.txt": "We read, run.", "b.txt": "Read it."}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The package, its tables in single files: made once."""
    folder = write_package(
        tmp_path_factory.mktemp("compared"), TEXTS, FORMULA | labels_csv({"two": "two tasks", "six": f"{SENTENCES[6]} stood in"})
    )
    build(folder)
    return folder, read_tables(folder_of(folder))


@pytest.fixture
def whole(made, tmp_path):
    """A copy of it."""
    folder, _ = made
    return shutil.copytree(folder, tmp_path / "package")


def cut(monkeypatch, documents):
    """Let packages have what documents share in parts, and the other tables too if wanted."""
    small_room(monkeypatch)
    if documents == "documents in parts":
        small_batches(monkeypatch, parts=True)


@pytest.fixture(scope="module", params=["documents in files", "documents in parts"])
def made_in_parts(made, tmp_path_factory, request):
    """The same package, with what documents share in parts: made once."""
    folder = shutil.copytree(made[0], tmp_path_factory.mktemp("parted") / "package")
    with pytest.MonkeyPatch.context() as monkeypatch:
        cut(monkeypatch, request.param)
        build(folder)
    return folder, request.param


@pytest.fixture
def parted(made, made_in_parts, monkeypatch, tmp_path):
    """A copy of it, and the tables as they were in single files."""
    folder, documents = made_in_parts
    cut(monkeypatch, documents)
    return shutil.copytree(folder, tmp_path / "package"), made[1]


def parts_of(folder, name):
    return sorted((folder / "processed" / f"{name}.parquet").iterdir())


def test_parts_have_the_rows_of_the_file(parted):
    folder, tables = parted
    for name in COMPARED:
        assert len(tables[name]) > 8
        assert pa.concat_tables(pq.read_table(path) for path in parts_of(folder, name)).equals(tables[name])
        assert load(name, folder).equals(tables[name].to_pandas())
    assert tables["parallels"]["concept_id"].drop_null().to_pylist() == ["six", "two"]
    told = {r["name"]: r for r in json.loads((folder / "datapackage.json").read_text())["resources"]}
    assert told["parallel_spans"]["path"] == [f"processed/parallel_spans.parquet/{p.name}" for p in parts_of(folder, "parallel_spans")]
    assert len(told["parallels"]["path"]) == len(told["parallel_spans"]["path"]) > 4


def test_parts_pass_check_and_go_into_the_database(parted):
    folder, tables = parted
    assert check(folder).findings == []
    assert check(folder, tables_only=True).findings == []
    with sqlite3.connect(make_database(folder)) as db:
        for name in COMPARED:
            assert db.execute(f"select count(*) from {name}").fetchone()[0] == len(tables[name])
    db.close()
    build(folder, text=False)
    assert check(folder).findings == []


def test_a_package_that_shares_less_has_files_again(parted, monkeypatch):
    folder, tables = parted
    monkeypatch.undo()
    build(folder)
    assert (folder / "processed" / "parallels.parquet").is_file()
    assert check(folder).findings == []
    assert read_tables(folder_of(folder), COMPARED) == {name: tables[name] for name in COMPARED}


FAULTS = {
    "a part is missing": (lambda heads, _: heads[1].unlink(), {"parts"}),
    "a part too many": (lambda heads, _: heads[0].with_name("part-99999.parquet").write_bytes(heads[0].read_bytes()), {"parts"}),
    "a file beside the parts": (lambda heads, _: heads[0].with_name("notes.txt").write_text("x"), {"extra"}),
    "parts change places": (lambda heads, spans: (swap(heads[0], heads[-1]), swap(spans[0], spans[-1])), {"order", "descriptor"}),
    "a text is edited": (lambda _, spans: change(spans[0], "text", "another"), {"slice", "derivation", "descriptor"}),
    "a place is moved": (lambda _, spans: change(spans[0], "end_char", 10**6), {"id", "range", "derivation", "descriptor"}),
    "a label is edited": (lambda heads, _: change(heads[0], "label", "another"), {"derivation", "descriptor"}),
    "places of one document": (lambda _, spans: write(pq.read_table(spans[0]).slice(1), spans[0]), {"derivation", "descriptor"}),
    "a curated label is edited": (lambda heads, _: change(heads[-1], "label", "another"), {"derivation", "descriptor"}),
    "an unknown document": (lambda _, spans: change(spans[0], "document_id", "none"), {"reference", "id", "derivation", "descriptor"}),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(parted, fault):
    folder, _ = parted
    plant, expected = FAULTS[fault]
    heads, spans = ([path for path in parts_of(folder, name) if pq.read_metadata(path).num_rows] for name in COMPARED)
    plant(heads, spans)
    assert expected <= {finding.check for finding in check(folder).findings}


def test_an_assertion_about_a_parallel_is_checked_in_its_part(parted):
    folder, _ = parted
    last = parts_of(folder, "parallels")[-1]
    table = pq.read_table(last)
    labels = [
        "another" if kind == "same_formula" else label
        for kind, label in zip(*(table[c].to_pylist() for c in ("kind", "label")), strict=True)
    ]
    write(table.set_column(1, table.schema.field("label"), pa.array(labels)), last)
    assert [f.row.rpartition("_")[0] for f in check(folder, tables_only=True).findings if f.check == "assertion"]


@pytest.mark.parametrize("fault", [None, OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_temporary_files_are_gone(whole, monkeypatch, tmp_path, fault):
    folder = whole
    small_room(monkeypatch)
    small_batches(monkeypatch, parts=True)
    before = outputs(folder)
    opened = []
    place = tmp_path / "aside"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setattr("tifabank.compared.temporary_file", lambda: opened.append(temporary_file()) or opened[-1])
    put = building.put

    def failing(folder, place, table):
        if fault and "parallel_spans.parquet/part-00001" in place:
            raise fault
        return put(folder, place, table)

    monkeypatch.setattr(building, "put", failing)
    if fault is None:
        build(folder)
    else:
        with pytest.raises(InputError if isinstance(fault, OSError) else KeyboardInterrupt):
            build(folder)
        assert outputs(folder) == before
    assert len(opened) == 6, "three of words, three of rows"
    assert all(file.closed for file in opened)
    assert list(place.iterdir()) == []
    assert not list(folder.glob(".tifabank-cache/building-*"))
