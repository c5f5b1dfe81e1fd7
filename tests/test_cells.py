"""Every column of every table: a cell that is changed is found at its table, row and column, also if the files are described anew."""

import shutil

import pytest
from tests.damage import cell, mended
from tests.small_package import write_sound

from tifabank.loading import load
from tifabank.rows import TABLES
from tifabank.schema import columns
from tifabank.verify import check

MOST_COLUMNS = max(len(columns(rows)) for rows in TABLES.values())


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return write_sound(tmp_path_factory.mktemp("cells"))[False]


def another(column, value):
    """A value that the column's declaration allows, where it can be, so that only the texts tell that it is wrong."""
    if column.values:
        return next(v for v in column.values if v != value)
    if column.type is bool:
        return not value
    if column.type is int:
        return (value or 0) + 1
    return {None: "2020", "": "2020"}.get(value, f"{value}0"[-64:] if column.name.endswith("sha256") else f"{value}0")


def changed(folder, name, column, row):
    """Change a cell and describe the file anew; the id of its row, afterwards."""
    return mended(cell(name, column.name, lambda value: another(column, value), row))(folder)


@pytest.mark.parametrize("number", range(MOST_COLUMNS))
def test_a_changed_cell_of_each_column_is_found_at_its_place(sound, number, tmp_path):
    """The columns of one number are changed in all tables at once: each is found by itself, and nothing else is."""
    folder = tmp_path / "copy"
    shutil.copytree(sound, folder)
    expected = set()
    for name, rows in TABLES.items():
        own = columns(rows)
        if number < len(own) and not (name == "documents" and number == 0):
            before = str(load(name, folder).iloc[-1, 0])
            row = changed(folder, name, own[number], -1)
            expected |= {(name, key, own[number].name) for key in {before, row}}
    found = check(folder).findings
    assert {(f.table, f.row, f.column) for f in found if f.layer == "derivation"} == expected
    assert not [f for f in found if f.layer == "descriptor" and f.table in TABLES]


def test_a_document_of_another_id_is_found(sound, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(sound, folder)
    row = changed(folder, "documents", columns(TABLES["documents"])[0], -1)
    found = check(folder).findings
    assert {(f.table, f.row, f.column) for f in found if f.layer == "input"} == {
        ("documents", key, "document_id") for key in (row, "return")
    }


def test_each_changed_file_is_told_by_its_hash(sound, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(sound, folder)
    for name, rows in TABLES.items():
        column = columns(rows)[1]
        cell(name, column.name, lambda value, column=column: another(column, value))(folder)
    found = check(folder, tables_only=True).findings
    assert {f.table for f in found if f.layer == "descriptor" and f.column == "hash"} == TABLES.keys()
