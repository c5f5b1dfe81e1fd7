"""The page of an explanation: what `tifabank explain` tells, for rows of every table and retired ids."""

import json
import re
import shutil

import pytest
from tests.browse.conftest import Site, accessible, follow, loaded_from_elsewhere, scrolls_sideways
from tests.conftest import ROOT, labels_csv, read_csv

from tifabank.browse.guard import POLICY
from tifabank.build import build
from tifabank.explaining import as_json, explain
from tifabank.loading import load
from tifabank.rows import TABLES

ROWS = {table: load(table).iloc[len(load(table)) // 2, 0] for table in TABLES}
RETIRED = read_csv(ROOT / "raw" / "curated" / "retired_ids.csv")
MOVED, GONE = (next(line["old_id"] for line in RETIRED if bool(line["new_id"]) == moved) for moved in (True, False))


@pytest.fixture(scope="module")
def whole(built, tmp_path_factory):
    """The site of the five texts with their raw folder."""
    folder = tmp_path_factory.mktemp("explain") / "five"
    shutil.copytree(built, folder)
    shutil.copytree(ROOT / "raw", folder / "raw", dirs_exist_ok=True)
    return Site(folder), folder


@pytest.mark.parametrize("row_id", [*ROWS.values(), MOVED, GONE])
def test_the_page_and_its_json_tell_what_the_command_does(whole, row_id):
    site, folder = whole
    told = explain(row_id, folder)
    assert site.get(f"/explain/{row_id}.json").text == as_json(told)
    answer = site.get(f"/explain/{row_id}")
    page = answer.text
    assert answer.headers["content-security-policy"] == POLICY
    assert not re.search(r"<script(?![^>]* src=)|<style| style=|\son\w+=", page)
    assert not loaded_from_elsewhere(page)
    for cell in told.cells:
        assert f'<th scope="row">{cell.column}</th>' in page
    for related in (
        *(r.row for r in told.refers_to),
        *told.noted,
        *told.stands_in,
        *(r for group in told.referred_to_by for r in group.rows),
    ):
        assert f'href="/explain/{related.id}"' in page
    for line in told.lines:
        assert f"<code>{line.file}</code>, row {line.row}, {line.what}" in page
    if told.quote:
        assert "<mark>" in page
    if told.text:
        assert told.text.sha256 in page
        assert "The raw file at hand has this hash now." in page
    assert told.build.logical_sha256 in page
    assert f'<h2 id="build">{told.which_build}</h2>' in page


def test_json_can_be_asked_for_in_two_ways(whole):
    answer = whole[0].get(f"/explain/{MOVED}?format=json")
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.text == whole[0].get(f"/explain/{MOVED}.json").text


def test_chinese_is_told_to_be_chinese(whole):
    concept = load("concepts").dropna(subset="label_zh").iloc[0]
    assert f'<span lang="zh">{concept.label_zh}</span>' in whole[0].page(f"/explain/{concept.concept_id}")


def test_rows_and_citations_lead_to_it(site):
    for table, row_id in ROWS.items():
        assert f'href="/explain/{row_id}"' in site.page(f"/tifabank/{table}/{row_id.replace('.', '~2E')}")
        assert f'href="/explain/{row_id}"' in site.page(f"/cite/{row_id}")
    assert f'href="/explain/{ROWS["enumerations"]}"' in site.page(f"/list/{ROWS['enumerations']}")


@pytest.mark.parametrize("row_id", ["nothing", "a_men0-5", "x.json.json", "rules.none"])
def test_what_no_row_has_is_not_there(site, row_id):
    assert site.get(f"/explain/{row_id}").status_code == 404
    answer = site.get(f"/explain/{row_id}.json")
    assert answer.status_code == 404


def test_what_is_not_at_hand_is_told(site):
    page = site.page(f"/explain/{ROWS['mentions']}")
    assert "The raw file is not in this copy of the package." in page
    assert "raw/curated/concept_labels.csv: not in this copy of the package." in page


def test_hostile_words_stay_words_and_the_edition_without_text_says_so(package):
    hostile = 'A safe China "><script>alert(1)</script> {{ 7*7 }} \u202eback.'
    folder = package({"a.txt": hostile}, labels_csv({"safe": "safe China", "bad": "<b>bad</b>"}))
    build(folder)
    made = Site(folder)
    for table in TABLES:
        for row_id in load(table, folder).iloc[:2, 0]:
            page = made.page(f"/explain/{row_id}")
            assert "<script>alert" not in page
            assert "<b>bad" not in page
            assert "49" not in re.sub(r"[0-9a-f]{32,}|_\w+-[0-9a-f]{8}", "", page)
    build(folder, text=False)
    shutil.rmtree(folder / "raw" / "texts")
    bare = Site(folder)
    for table in TABLES:
        for row_id in load(table, folder).iloc[:2, 0]:
            assert ("This copy of the package holds no texts" in bare.page(f"/explain/{row_id}")) == ("start_char" in TABLES[table]._fields)


def test_json_of_it_is_valid_where_words_are_hostile(package):
    folder = package({"a.txt": "A safe \x1b[1m China \u202e."})
    build(folder)
    answer = Site(folder).get(f"/explain/{load('sentences', folder).sentence_id[0]}.json")
    assert json.loads(answer.text)["quote"]["quote"] == "A safe \x1b[1m China \u202e."


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("row_id", [ROWS["concepts"], MOVED])
def test_explanations_in_a_browser(tab, width, row_id):
    page = tab(f"/explain/{row_id}", width=width)
    assert not accessible(page)
    assert not scrolls_sideways(page)
    assert tab(f"/explain/{row_id}", width=width, scripts=False).locator("#row").is_visible()


@pytest.mark.browser
def test_a_reader_goes_from_a_mark_to_why_it_is_there(tab):
    page = tab(f"/cite/{ROWS['mentions']}", width=360)
    follow(page.get_by_role("link", name="Explain this row"))
    assert not accessible(page)
    assert not scrolls_sideways(page)
    follow(page.get_by_role("link", name=re.compile(r"^mentions\.")).first)
    assert page.get_by_role("heading", level=1).inner_text().startswith("Explain mentions.")
