"""The Datasette edition: every page answers, says what it should, and fetches nothing from another host."""

import html
import re
import subprocess
import sys
from urllib.parse import quote

import pytest
from tests.browse.conftest import Site, loaded_from_elsewhere, serving
from tests.conftest import labels_csv

from tifabank.browse.serve import datasette
from tifabank.browse.site import date_of, edtf, han
from tifabank.build import build
from tifabank.cited import DATES
from tifabank.errors import InputError
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
    assert "default-src 'none'" in answer.headers["content-security-policy"]
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


def test_booleans_are_words_in_tables_and_rows_and_numbers_are_not(site):
    label = load("concept_labels").iloc[0]
    in_table = r'<td class="col-{}[^>]*>([^<]*)</td>'
    table, row = site.page("/tifabank/concept_labels"), site.page(f"/tifabank/concept_labels/{label.concept_label_id}")
    assert set(re.findall(in_table.format("preferred"), table)) == {"true", "false"}
    assert re.findall(r'<th scope="row">preferred</th>\s*<td>([^<]*)</td>', row) == [str(label.preferred).lower()]
    assert all("Filters take 1 for true, 0 for false." in page for page in (table, row))
    assert "0" in re.findall(in_table.format("part"), site.page("/tifabank/parallel_spans"))
    assert site.get("/tifabank/concept_labels.json?_size=1&_shape=array").json()[0]["preferred"] in (0, 1)


PLACED = [table for table in TABLES if {"document_id", "start_char"} <= set(TABLES[table]._fields) and table != "parallel_spans"]


@pytest.mark.parametrize("table", PLACED)
def test_rows_of_texts_are_in_the_order_of_the_texts_over_all_pages(site, table):
    address, ids = f"/tifabank/{table}", []
    while address and len(ids) < 400:
        page = site.page(address)
        assert re.search(r'<h2 class="found">[^<]* in the order of the texts</h2>', page)
        ids += re.findall(rf'<td class="col-{TABLES[table]._fields[0]} type-pk"[^>]*><a href="[^"]*">([^<]*)</a>', page)
        after = re.search(r'<a href="([^"]+)">Next page</a>', page)
        address = html.unescape(after.group(1)).removeprefix("http://localhost") if after else ""
    frame = load(table)
    ordered = frame.assign(longest=-frame.end_char).sort_values(["document_id", "start_char", "longest"], kind="stable")
    assert ids == list(ordered.iloc[: len(ids), 0])
    assert len(ids) == len(frame) or len(ids) >= 400


def test_places_of_parallels_are_in_the_order_of_parallel_part_and_text(site):
    spans = load("parallel_spans")
    keys = ["parallel_id", "part", "document_id", "start_char"]
    assert list(spans.index) == list(spans.sort_values(keys, kind="stable").index)
    assert "rows in the order of parallel, part and text</h2>" in site.page("/tifabank/parallel_spans")


def test_another_order_of_rows_is_still_to_be_had(site):
    found = re.search(r'<h2 class="found">(.*?)</h2>', site.page("/tifabank/mentions?_sort_desc=start_char")).group(1)
    assert found.endswith("sorted by start_char descending")
    header = site.get("/tifabank/mentions.csv?_size=1").text.split("\r\n")[0]
    assert header == ",".join(TABLES["mentions"]._fields)


@pytest.mark.parametrize(
    ("date", "told"),
    [
        (None, "not known"),
        ("..", "not known"),
        ("../..", "not known"),
        ("2022-10-16", "2022-10-16"),
        ("2022-10-16/..", '<span title="2022-10-16/..">on or after 2022-10-16</span>'),
        ("../2020", '<span title="../2020">until 2020</span>'),
        ("2020/2021-03", '<span title="2020/2021-03">2020 to 2021-03</span>'),
        ("<i>/..", '<span title="&lt;i&gt;/..">on or after &lt;i&gt;</span>'),
    ],
)
def test_a_date_is_told_in_words(date, told):
    assert str(edtf(date)) == told
    document = {"original_date": None, "event_date": None, "page_date": date}
    assert str(date_of(document)) == ("date not known" if date is None or told == "not known" else told)


def test_dates_on_the_home_page_and_the_list_of_texts_are_told_in_words(site):
    for address in ("/", "/read"):
        told = re.findall(r'<td class="date">(.*?)</td>', site.page(address))
        dates = [next((d[c] for c in DATES if isinstance(d[c], str)), None) for _, d in load("documents").iterrows()]
        assert sorted(told) == sorted(str(edtf(d)) for d in dates)
        assert ">unknown<" not in site.page(address)


def test_runs_of_han_characters_are_told_to_be_chinese():
    assert han("a 平安 & 中国") == 'a <span lang="zh">平安</span> & <span lang="zh">中国</span>'.replace(" & ", " &amp; ")
    assert han("") == ""


def test_the_schema_is_asked_once(built):
    made = Site(built)
    asked = []
    database = made.datasette.get_database("tifabank")
    own = database.execute_fn
    database.execute_fn = lambda fn: asked.append(fn) or own(fn)
    for address in ("/", "/tifabank"):
        made.page(address)
        asked.clear()
        made.page(address)
        assert len(asked) <= 3, address
    assert '"name": "mentions"' in made.get("/tifabank.json").text


def test_foreign_keys_are_shown_by_their_labels(site):
    assert ">Safe China</a>" in site.get("/tifabank/mentions?concept_id=safe-china").text


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


@pytest.mark.parametrize("descriptor", ["{", "[]", "{}", '{"resources": 1}', "[" * 100_000])
def test_a_damaged_descriptor_is_told_before_anything_is_served(package, descriptor):
    folder = package({"a.txt": "We read."})
    build(folder)
    (folder / "datapackage.json").write_text(descriptor)
    with pytest.raises(InputError, match=r"datapackage\.json: is no descriptor of a built package: run 'tifabank build' again"):
        datasette(folder)
