"""Large packages, whose tables are folders of parts: built, checked, read and browsed as small ones are."""

import json
import shutil
import sqlite3

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.conftest import labels_csv, outputs, small_batches, write_package

from tifabank.build import build
from tifabank.citation import cite
from tifabank.database import make_database
from tifabank.folders import folder_of
from tifabank.loading import load
from tifabank.rows import TABLES
from tifabank.stored import read_tables
from tifabank.tables import CHUNKED, write
from tifabank.verify import check

TEXTS = {
    f"text-{n:02d}.txt": f"Title {n}\nWe build a safe China at a higher level every day of year {n}. First, we read {n} books. Second, we write.\n"
    for n in range(14)
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The package in parts, and its tables as they were in single files: made once."""
    folder = write_package(tmp_path_factory.mktemp("large"), TEXTS, labels_csv({"safe": "safe China"}))
    build(folder)
    tables = read_tables(folder_of(folder))
    with pytest.MonkeyPatch.context() as monkeypatch:
        small_batches(monkeypatch, parts=True)
        build(folder)
    return folder, tables


@pytest.fixture
def large(built, monkeypatch, tmp_path):
    """A copy of them."""
    folder, tables = built
    small_batches(monkeypatch, parts=True)
    return shutil.copytree(folder, tmp_path / "package"), tables


def test_a_table_is_a_folder_of_parts_with_the_rows_of_the_file(large):
    folder, tables = large
    for name, table in tables.items():
        place = folder / "processed" / f"{name}.parquet"
        assert place.is_dir() == (name in CHUNKED)
        assert pq.read_table(place).equals(table)
        assert load(name, folder).equals(table.to_pandas())
        assert pd.read_parquet(place).equals(table.to_pandas())
    assert [path.name for path in sorted((folder / "processed" / "mentions.parquet").iterdir())][:2] == [
        "part-00000.parquet",
        "part-00001.parquet",
    ]


def test_no_document_stands_in_two_parts(large):
    folder, _ = large
    seen = [set(pq.read_table(path)["document_id"].to_pylist()) for path in sorted((folder / "processed" / "sentences.parquet").iterdir())]
    assert len(seen) > 2
    assert sum(map(len, seen)) == len(set().union(*seen))


def test_it_passes_check_and_its_descriptor_tells_the_parts(large):
    folder, tables = large
    assert check(folder).findings == []
    assert check(folder, tables_only=True).findings == []
    told = {r["name"]: r for r in json.loads((folder / "datapackage.json").read_text())["resources"]}
    paths = told["mentions"]["path"]
    assert paths == [f"processed/mentions.parquet/{p.name}" for p in sorted((folder / "processed" / "mentions.parquet").iterdir())]
    assert sum(part["rows"] for part in told["mentions"]["tifabank:parts"]) == told["mentions"]["rows"] == len(tables["mentions"])


def test_the_database_and_citations_read_parts(large):
    folder, tables = large
    with sqlite3.connect(make_database(folder)) as db:
        counts = {name: db.execute(f"select count(*) from {name}").fetchone()[0] for name in TABLES}
    db.close()
    assert counts == {name: len(table) for name, table in tables.items()}
    row = tables["mentions"]["mention_id"][-1].as_py()
    assert row in cite(row, package=folder)


def test_a_second_build_leaves_the_parts_alone(large):
    folder, _ = large
    before = {p: p.stat().st_mtime_ns for p in (folder / "processed").rglob("*.parquet")}
    build(folder)
    assert {p: p.stat().st_mtime_ns for p in (folder / "processed").rglob("*.parquet")} == before


def test_a_package_that_shrinks_has_files_again(large, monkeypatch):
    folder, tables = large
    monkeypatch.undo()
    build(folder)
    assert all((folder / "processed" / f"{name}.parquet").is_file() for name in TABLES)
    assert read_tables(folder_of(folder)).keys() == tables.keys()
    assert check(folder).findings == []


def test_the_edition_without_text_comes_in_parts_too(large):
    folder, _ = large
    build(folder, text=False)
    assert "text" not in pq.read_table(folder / "processed" / "sentences.parquet").column_names
    assert check(folder).findings == []


def test_two_workers_make_the_same_parts(large):
    folder, _ = large
    before = outputs(folder)
    for path in [*(folder / "processed").rglob("part-*"), *(folder / ".tifabank-cache").rglob("*.*")]:
        path.unlink()
    build(folder, workers=2)
    assert outputs(folder) == before
    assert check(folder, workers=2).findings == []


def change(place, column, value):
    table = pq.read_table(place)
    cells = table[column].to_pylist()
    write(
        table.set_column(
            table.schema.get_field_index(column), table.schema.field(column), pa.array([value, *cells[1:]], table.schema.field(column).type)
        ),
        place,
    )


FAULTS = {
    "a part is missing": (lambda parts: parts["mentions"][1].unlink(), {"parts"}),
    "a part too many": (lambda parts: parts["mentions"][0].with_name("part-00099.parquet").write_bytes(parts["mentions"][0].read_bytes()), {"parts"}),
    "a folder beside the parts": (lambda parts: (parts["mentions"][0].parent / "old").mkdir(), {"extra"}),
    "a file beside the parts": (lambda parts: parts["mentions"][0].with_name("notes.txt").write_text("x"), {"extra"}),
    "a part has another column": (lambda parts: write(pq.read_table(parts["documents"][0]).rename_columns(["key", *pq.read_schema(parts["documents"][0]).names[1:]]), parts["documents"][0]), {"columns"}),
    "a part is a folder": (lambda parts: (parts["sections"][0].unlink(), parts["sections"][0].mkdir()), {"parts", "extra"}),
    "parts change places": (lambda parts: swap(*parts["documents"][:2]), {"order", "descriptor"}),
    "a cell is edited": (lambda parts: change(parts["sentences"][1], "words", 99), {"words", "derivation", "descriptor"}),
    "a place is edited": (lambda parts: change(parts["sentences"][0].parents[1] / "parallel_spans.parquet", "text", "another"), {"slice", "derivation", "descriptor"}),
    "a reference leads nowhere": (lambda parts: change(parts["mentions"][0], "concept_id", "none"), {"reference", "derivation", "descriptor"}),
}  # fmt: skip


def swap(one, other):
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_in_parts(large, fault):
    folder, _ = large
    plant, expected = FAULTS[fault]
    plant({name: sorted((folder / "processed" / f"{name}.parquet").iterdir()) for name in CHUNKED})
    assert expected <= {finding.check for finding in check(folder).findings}
