"""Rows looked up in Parquet files and in the database: the same answers, and no more of a large table read than has to be."""

import shutil
import sqlite3

import pyarrow.parquet as pq
import pytest
from tests.conftest import ROOT, labels_csv, small_batches

from tifabank.build import build
from tifabank.database import make_database
from tifabank.errors import InputError
from tifabank.folders import LocalFolder, folder_of
from tifabank.loading import load
from tifabank.lookup import KEYS, ParquetLookup, SqliteLookup, Where, row_of, rows_with
from tifabank.rows import TABLES
from tifabank.stored import files_of, read_table
from tifabank.tables import write

TEXTS = {f"text-{n:02d}.txt": f"Title {n}\nWe build a safe China. First, we read {n} books. Second, we write.\n" for n in range(14)}


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The two ways to look up rows of the five texts."""
    folder = tmp_path_factory.mktemp("lookup")
    shutil.copytree(ROOT / "processed", folder / "processed", ignore=shutil.ignore_patterns("*.db*"))
    connection = sqlite3.connect(make_database(folder))
    yield ParquetLookup(LocalFolder(folder)), SqliteLookup(connection)
    connection.close()


@pytest.mark.parametrize("table", TABLES)
def test_the_first_and_last_row_of_each_table_are_found_by_their_ids(both, table):
    rows = read_table(LocalFolder(ROOT), table).to_pylist()
    for row in (rows[0], rows[len(rows) // 2], rows[-1]):
        assert [rows_with(lookup, row[KEYS[table]]) for lookup in both] == [[(table, row)]] * 2


def test_conditions_limits_and_columns(both):
    frame = load("mentions")
    document_id = frame.document_id[len(frame) // 2]
    where = (Where("document_id", document_id), Where("start_char", 900, "<="), Where("end_char", 100, ">="))
    wanted = frame[(frame.document_id == document_id) & (frame.start_char <= 900) & (frame.end_char >= 100)]
    for lookup in both:
        assert lookup.count("mentions", *where) == len(wanted) > 3
        assert [r["mention_id"] for r in lookup.rows("mentions", *where)] == wanted.mention_id.to_list()
        assert lookup.rows("mentions", *where, most=2, only=("mention_id", "nested")) == [
            {"mention_id": row.mention_id, "nested": bool(row.nested)} for row in wanted.head(2).itertuples()
        ]
        assert lookup.columns("mentions") == TABLES["mentions"]._fields


def test_a_table_that_is_not_there_is_told(package):
    lookup = ParquetLookup(LocalFolder(package({"a.txt": "A."})))
    assert lookup.columns("mentions") == ()
    with pytest.raises(InputError, match=r"processed/mentions\.parquet: not there: run 'tifabank build' first"):
        lookup.rows("mentions")


def test_a_table_of_other_columns_is_told(five_texts):
    place = five_texts / "processed" / "rules.parquet"
    write(pq.read_table(place).drop_columns(["method"]), place)
    with pytest.raises(InputError, match=r"processed/rules\.parquet: has no column method: run 'tifabank build' again"):
        row_of(ParquetLookup(LocalFolder(five_texts)), "rules", "mentions.label")


def test_tables_at_an_address_are_read_too(both):
    away = ParquetLookup(folder_of(ROOT.as_uri()))
    for table, row_id in (("rules", "mentions.label"), ("documents", load("documents").document_id[0])):
        assert row_of(away, table, row_id) == row_of(both[0], table, row_id) is not None


def test_what_is_no_parquet_is_told(five_texts):
    (five_texts / "processed" / "rules.parquet").write_bytes(b"PAR1 and more")
    with pytest.raises(InputError, match=r"processed/rules\.parquet: .*run 'tifabank build' again"):
        row_of(ParquetLookup(LocalFolder(five_texts)), "rules", "mentions.label")


def test_parts_in_which_a_row_cannot_be_are_not_read(package, monkeypatch):
    folder = package(TEXTS, labels_csv({"safe": "safe China"}))
    small_batches(monkeypatch, parts=True)
    build(folder)
    files = [folder / name for name in files_of(LocalFolder(folder), "mentions")]
    assert len(files) > 2
    wanted = pq.read_table(files[1]).to_pylist()[0]
    for file in (files[0], *files[2:]):  # all rows of the other parts are destroyed, their footers are kept
        data = file.read_bytes()
        footer = int.from_bytes(data[-8:-4], "little") + 8
        file.write_bytes(data[:4] + bytes(len(data) - 4 - footer) + data[-footer:])
        with pytest.raises(OSError, match=r"."):
            pq.read_table(file)
    assert row_of(ParquetLookup(LocalFolder(folder)), "mentions", wanted["mention_id"]) == wanted
