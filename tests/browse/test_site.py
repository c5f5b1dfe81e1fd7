"""The Datasette edition: every page answers, says what it should, and fetches nothing from another host."""

import re
import subprocess
import sys
from urllib.parse import quote

import pytest
from tests.browse.conftest import Site, loaded_from_elsewhere, serving
from tests.conftest import labels_csv

from tifabank.build import build
from tifabank.loading import load
from tifabank.rows import TABLES

LIST = load("enumerations").query("completeness == 'complete'").iloc[0]
PAGES = [
    "/",
    "/tifabank",
    *(f"/tifabank/{table}" for table in TABLES),
    f"/tifabank/enumerations/{LIST.enumeration_id}",
    f"/tifabank/mentions/{load('mentions').mention_id[0]}",
    "/tifabank/sentences?_search=governance",
    "/tifabank/keyword_in_context?phrase=social+governance&sort=left",
    f"/tifabank/wordings_of_a_concept?concept={quote('平安中国')}",
    "/tifabank/lists_with_items?kind=&document_id=",
    "/tifabank/named_but_not_given",
    f"/tifabank/document_in_reading_order?document_id={LIST.document_id}",
    f"/tifabank/what_a_row_rests_on?id={LIST.enumeration_id}",
]


def answers(site, query, **params):
    """The rows of a canned query."""
    told = "&".join(f"{k}={quote(str(v))}" for k, v in params.items())
    return site.get(f"/tifabank/{query}.json?_shape=objects&{told}").json()["rows"]


@pytest.mark.parametrize("page", PAGES)
def test_pages_answer_and_name_no_other_host_for_anything_they_load(site, page):
    answer = site.get(page)
    assert answer.status_code == 200
    assert not loaded_from_elsewhere(answer.text)
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "third-party works" in answer.text, "the footer tells the rights"


@pytest.mark.parametrize("page", [PAGES[-10], PAGES[-9], "/tifabank/enumerations", PAGES[-4]])
def test_links_inside_the_site_lead_somewhere(site, page):
    links = set(re.findall(r'href="(/tifabank/[^"#]+)"', site.get(page).text))
    rows = [link for link in links if link.count("/") == 3 and "?" not in link and not link.endswith((".json", ".csv"))]
    assert rows
    assert dict.fromkeys(rows[:12], 200) == {link: site.get(link).status_code for link in rows[:12]}


def test_the_home_page_says_what_this_is_and_is_not_and_how_to_cite_it(site):
    page = site.get("/").text
    for told in ("What this is", "What it is not", "Where to start", "How to cite", "Tifabank contributors (2026)"):
        assert told in page
    assert "127.0.0.1" not in page


@pytest.mark.parametrize("table", TABLES)
def test_every_table_and_column_is_described(site, table):
    told = site.datasette.metadata()["databases"]["tifabank"]["tables"][table]
    assert told["description"]
    assert set(told["columns"]) == set(load(table).columns)
    assert set(told["facets"]) <= set(load(table).columns)


def test_foreign_keys_are_shown_by_their_labels(site):
    assert ">Safe China</a>" in site.get("/tifabank/mentions?concept_id=safe-china").text


def test_keyword_in_context_finds_whole_words_and_sorts_by_either_side(site):
    body = load("paragraphs").query("kind == 'body'").text
    expected = sum(len(re.findall(r"(?i)(?<![A-Za-z0-9])social governance(?![A-Za-z0-9])", t)) for t in body)
    right = answers(site, "keyword_in_context", phrase="social governance", sort="right")
    assert len(right) == expected
    keys = [re.sub(r"^[ ,.;:\"”“’']+", "", r["right_context"]).lower() for r in right]
    assert keys == sorted(keys)
    left = answers(site, "keyword_in_context", phrase="social governance", sort="left")
    last = [(re.findall(r"[^\W_]+", r["left_context"].lower()) or [""])[-1] for r in left]
    assert last == sorted(last)
    assert not any(r["left_context"][-1:].isalnum() for r in left)


def test_wordings_of_a_concept_by_document(site):
    rows = answers(site, "wordings_of_a_concept", concept="平安中国")
    assert {"safe china", "safer china", "peaceful china"} <= {r["wording"] for r in rows}
    assert {r["label_zh"] for r in rows} == {"平安中国"}


def test_what_a_row_rests_on(site):
    steps = {r["rests_on"].split(":")[0] for r in answers(site, "what_a_row_rests_on", id=LIST.enumeration_id)}
    assert steps == {"rule", "raw file", "build", "source"}
    assert answers(site, "what_a_row_rests_on", id="safe-china")[0]["rests_on"].startswith("assertion: ")


def test_a_list_page_shows_its_items_in_neutral_words(site):
    page = site.get(f"/tifabank/enumerations/{LIST.enumeration_id}").text
    assert re.search(r"declared \d+,\s+given \d+ in this text", page)
    assert page.count('<span class="marker">') == LIST.item_count


def test_a_huge_value_is_refused(site):
    assert site.get("/tifabank?sql=select+hex(randomblob(900000000))").status_code == 400


def test_texts_are_escaped_wherever_they_are_shown(package):
    folder = package({"a.txt": "A <script>alert(1)</script> title\nIt is {{ 7*7 }} <b>bold</b>."}, labels_csv({"b": "<b>bold</b>"}))
    build(folder)
    made = Site(folder)
    for page in ("/", "/tifabank/sentences", "/tifabank/document_in_reading_order?document_id=a", "/tifabank/concepts/b"):
        text = made.get(page).text
        assert "<script>alert" not in text
        assert "<b>bold" not in text
        assert "It is 49" not in text


def test_the_edition_without_text_is_browsed_too(package):
    folder = package({"a.txt": "First, we read. Second, we write."})
    build(folder, text=False)
    made = Site(folder)
    assert made.get("/").status_code == 200
    assert made.get(f"/tifabank/enumerations/{load('enumerations', folder).enumeration_id[0]}").status_code == 200


def test_browse_serves_until_interrupted_and_tells_of_a_taken_port(five_texts):
    with serving(five_texts) as (_, port):
        again = [sys.executable, "-m", "tifabank", "browse", str(five_texts), "--port", str(port)]
        done = subprocess.run(again, check=False, capture_output=True, text=True)
        assert done.returncode == 1
        assert "is taken" in done.stderr
