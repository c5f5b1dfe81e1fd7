"""The connection that visitors' SQL runs on: SQLite's own functions give what they always gave, and nothing runs long where none can stop it."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tifabank.browse.sealed import LARGEST_ANSWER, connect, readings
from tifabank.database import make_database

CELLS = st.none() | st.integers(-99, 99) | st.text(alphabet="ab平é🙂 ", max_size=9)


@pytest.fixture(scope="module")
def sealed(built):
    with connect(make_database(built)) as opened:
        yield opened
    opened.close()


@pytest.fixture(scope="module")
def plain():
    opened = sqlite3.connect(":memory:")
    yield opened
    opened.close()


@given(CELLS, CELLS, CELLS)
def test_functions_that_are_replaced_give_the_same(sealed, plain, a, b, c):
    sql = "select instr(?1, ?2), replace(?1, ?2, ?3), trim(?1, ?2), ltrim(?1, ?2), rtrim(?1, ?2), printf('%s|%5d|%.2f', ?1, ?2, ?3)"
    assert tuple(sealed.execute(sql, (a, b, c)).fetchone()) == plain.execute(sql, (a, b, c)).fetchone()


@pytest.mark.parametrize(
    ("sql", "times"),
    [
        ("select 1", 1),
        ("with a as (select 1) select * from a", 1),
        ("with a as (select 1) select * from a x, a y, a z", 3),
        ("with a as (select 1), b as (select 1 from a, a) select * from b, b", 4),
        ('with "a b" as (select 1), [c"] as not materialized (select 1 from "a b", `a b`) select * from [c"] x, [C"] y', 4),
        ("with a(x, y) as materialized (select 1, 2) select a.x, a.y, a.x from a /* a a a */ -- a a", 1),
        ("with a as (with a as (select 1) select 1 from a, a) select 1 from a, a", 4),
        ("select x as a, cast(a as text) from (select 'a as ( a a' as x) group by a, a", 1),
    ],
)
def test_how_often_named_parts_are_read(sql, times):
    assert readings(sql) == times


def test_the_tables_and_what_describes_them_can_be_read(sealed):
    for sql in (
        "select count(*) from mentions join concepts using (concept_id)",
        "select snippet(paragraphs_fts, 0, '', '', '', 4) from paragraphs_fts where paragraphs_fts match 'govern*' order by rank",
        "select name from sqlite_master",
        "select name from pragma_table_info('mentions')",
        "select value from json_each('[1, 2]')",
        "with recursive c(x) as (select 1 union all select x + 1 from c limit 9) select x from c",
    ):
        assert sealed.execute(sql).fetchone()[0]


def test_an_answer_that_is_cut_is_bounded_in_size(sealed):
    asked = sealed.execute(f"select zeroblob({LARGEST_ANSWER // 10}) from rules")
    with pytest.raises(sqlite3.OperationalError, match="ask for fewer rows"):
        asked.fetchmany(20)


def test_a_text_longer_than_the_limit_of_values_can_be_read(package, monkeypatch):
    from tifabank.build import build

    folder = package({"a.txt": "A title\n" + "We keep the peace. " * 300})
    build(folder)
    monkeypatch.setattr("tifabank.browse.sealed.LARGEST_VALUE", 2000)
    with connect(make_database(folder)) as opened:
        assert len(opened.execute("select text from documents").fetchone()[0]) > 5000
        with pytest.raises(sqlite3.DataError):
            opened.execute("select zeroblob(9000)").fetchone()
    opened.close()
