"""processed/tifabank.db holds the tables, typed, keyed and searchable."""

import os
import sqlite3

import pytest
from tests.conftest import labels_csv

from tifabank.build import build
from tifabank.database import SEARCHED, make_database
from tifabank.errors import InputError
from tifabank.loading import load
from tifabank.rows import TABLES


@pytest.fixture
def database(five_texts):
    db = sqlite3.connect(make_database(five_texts))
    yield db
    db.close()


def test_every_row_and_cell_is_there(database, five_texts):
    for name in TABLES:
        frame = load(name, five_texts).astype(object)
        rows = [tuple(r) for r in frame.where(frame.notna(), None).itertuples(index=False)]
        assert database.execute(f"select * from {name}").fetchall() == rows


def test_tables_are_strict_and_keyed(database):
    for name in TABLES:
        (ddl,) = database.execute("select sql from sqlite_master where name = ?", [name]).fetchone()
        assert ddl.endswith("STRICT")
        assert "PRIMARY KEY NOT NULL" in ddl
    assert database.execute("pragma foreign_key_check").fetchall() == []
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("table", SEARCHED)
def test_full_text_search(database, table):
    stem = "report" if table == "cited_documents" else "govern"
    query = f"select count(*) from {table}_fts where {table}_fts match '{stem}ing'"
    assert database.execute(query).fetchone()[0] > 0, "stems: governance is found by governing"


def test_pinyin_is_found_without_the_marks_of_its_tones(database):
    (pinyin,) = database.execute("select pinyin from concepts where pinyin like '%shèhuì zhìlǐ%'").fetchone()
    assert pinyin
    query = "select count(*) from concepts_fts where concepts_fts match 'pinyin : shehui zhili'"
    assert database.execute(query).fetchone()[0] > 0


def test_it_is_made_again_only_when_a_table_is_newer(package):
    folder = package({"a.txt": "It is."})
    build(folder)
    first = make_database(folder).stat().st_mtime_ns
    assert make_database(folder).stat().st_mtime_ns == first
    os.utime(folder / "processed" / "rules.parquet", ns=(first + 10**9, first + 10**9))
    assert make_database(folder).stat().st_mtime_ns != first
    assert not list((folder / "processed").glob(".*"))
    for spoil in (
        lambda path: sqlite3.connect(path).execute("pragma user_version = 1").connection.close(),
        lambda p: p.write_text("no db"),
    ):
        spoil(folder / "processed" / "tifabank.db")
        ahead = (folder / "processed" / "rules.parquet").stat().st_mtime_ns + 10**9
        os.utime(folder / "processed" / "tifabank.db", ns=(ahead, ahead))
        database = sqlite3.connect(make_database(folder))  # one of another version, or none at all
        assert database.execute("pragma user_version").fetchone()[0] > 1
        database.close()


def test_the_edition_without_text_has_a_database_too(package):
    folder = package({"a.txt": "A safe China."}, labels_csv({"safe": "safe China"}))
    build(folder, text=False)
    db = sqlite3.connect(make_database(folder))
    assert [row[1] for row in db.execute("pragma table_info(sentences)")][-1] == "rule_id"
    assert db.execute("select count(*) from mentions").fetchone() == (1,)
    db.close()


def test_a_package_that_is_not_built_is_told(package):
    with pytest.raises(InputError, match="run 'tifabank build' first"):
        make_database(package({"a.txt": "It is."}))
