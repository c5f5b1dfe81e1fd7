"""Whole tables as files: the same rows as the tables, in pieces, also where a table is a folder of parts."""

import csv
import io
import json

import pandas as pd
import pyarrow.parquet as pq
import pytest
from tests.browse.conftest import Site
from tests.conftest import small_batches

from tifabank.build import build
from tifabank.folders import LocalFolder
from tifabank.loading import load
from tifabank.rows import TABLES
from tifabank.stored import read_table


def plain(table, folder=None):
    """The rows of a table as JSON has them."""
    return json.loads(json.dumps(read_table(LocalFolder(folder), table).to_pylist()))


@pytest.mark.parametrize("table", TABLES)
def test_each_form_holds_the_table(site, built, table):
    expected = plain(table, built)
    assert json.loads(site.page(f"/download/{table}.json")) == expected
    told = list(csv.DictReader(io.StringIO(site.get(f"/download/{table}.csv").content.decode(), newline="")))
    wanted = [{k: "" if v is None else str(v).lower() if isinstance(v, bool) else str(v) for k, v in row.items()} for row in expected]
    assert told == wanted
    answer = site.get(f"/download/{table}.parquet")
    assert answer.content == (built / "processed" / f"{table}.parquet").read_bytes()
    assert answer.headers["content-disposition"] == f'attachment; filename="{table}.parquet"'


def test_parts_are_joined(package, monkeypatch):
    small_batches(monkeypatch, parts=True)
    folder = package({f"{name}.txt": f'First, {name} reads. Second, it writes, "quoted".\nIt is so.' * 3 for name in "abcdef"})
    build(folder)
    assert (folder / "processed" / "sentences.parquet").is_dir()
    made = Site(folder)
    expected = load("sentences", folder)
    whole = pq.read_table(io.BytesIO(made.get("/download/sentences.parquet").content))
    pd.testing.assert_frame_equal(whole.to_pandas(), expected)
    assert len(json.loads(made.page("/download/sentences.json"))) == len(expected)
    assert made.page("/download/sentences.csv").count("\r\n") == len(expected) + 1


def test_an_empty_table_has_its_header_and_formulas_stay(package):
    folder = package({"a.txt": "=cmd|' /C calc'!A0 is a cell.\n\n+1, -1 and @x are too."})
    build(folder)
    made = Site(folder)
    assert made.page("/download/concepts.csv") == ",".join(load("concepts", folder).columns) + "\r\n"
    assert json.loads(made.page("/download/concepts.json")) == []
    cells = [row["text"] for row in csv.DictReader(io.StringIO(made.page("/download/paragraphs.csv"), newline=""))]
    assert cells == load("paragraphs", folder).text.tolist()
    assert "Formulas" in made.page("/about")


def test_the_edition_without_text_gives_what_it_has(package):
    folder = package({"a.txt": "It is."})
    build(folder, text=False)
    assert "text" not in Site(folder).page("/download/sentences.csv").splitlines()[0].split(",")


def test_what_is_no_table_is_not_there(site):
    assert site.get("/download/nothing.csv").status_code == 404
    assert site.get("/download/mentions.xlsx").status_code == 404


def test_robots_are_asked_to_stay_away_by_every_answer(site):
    assert "Disallow: /" in site.page("/robots.txt")
    for path in (
        "/robots.txt",
        "/",
        "/search",
        "/download/rules.csv",
        "/tifabank.json",
        "/nowhere",
        "/assets/tifabank.css",
        "/tifabank.db",
    ):
        assert site.get(path).headers["x-robots-tag"] == "noindex, nofollow", path
