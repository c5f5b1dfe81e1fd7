"""Citations on the site: those that `tifabank cite` gives, and of queries the rows and a hash that anybody can make again."""

import csv
import hashlib
import io
import json
import re
import sqlite3
from urllib.parse import quote

import pytest
from tests.browse.conftest import Site, accessible, loaded_from_elsewhere, scrolls_sideways, text_of
from tests.conftest import csv_of, labels_csv

import tifabank
from tifabank.browse.queries import QUERIES
from tifabank.browse.results import lines
from tifabank.build import build
from tifabank.cited import FORMATS
from tifabank.database import make_database
from tifabank.loading import load
from tifabank.rows import TABLES

CITED = [load(table).iloc[0, 0] for table in TABLES]


def hash_of(folder, sql, params=()):
    """The hash of a query's rows, made from the description on the page alone."""
    connection = sqlite3.connect(make_database(folder))
    cursor = connection.execute(sql, params)
    rows = [[c[0] for c in cursor.description], *map(list, cursor)]
    connection.close()
    told = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    return len(rows) - 1, hashlib.sha256(told.encode()).hexdigest()


def told(page):
    """The number and hash of the rows that a page tells."""
    number = re.search(r'<th scope="row">rows</th><td>([\d,]+)</td>', page)[1]
    return int(number.replace(",", "")), re.search(r'<code class="hash">([0-9a-f]{64})</code>', page)[1]


@pytest.mark.parametrize("row_id", [None, *CITED])
def test_every_form_is_what_the_command_gives(site, built, row_id):
    own = f"/cite/{row_id}" if row_id else "/cite"
    page = site.page(own)
    for form in FORMATS:
        expected = tifabank.cite(row_id, form, package=built)
        assert text_of(page, f"cite-{form}") == expected
        answer = site.get(f"{own}?format={form}")
        assert answer.text == expected + "\n"
        assert "attachment" in answer.headers["content-disposition"]
    assert "localhost" not in page
    assert "127.0.0.1" not in page
    assert not loaded_from_elsewhere(page)


def test_the_rows_of_a_table_are_hashed_in_one_order(site, built):
    for table, order in (("concepts", "label, concept_id"), ("mentions", "rowid"), ("rules", "rule_id")):
        names = ", ".join(TABLES[table]._fields)
        assert told(site.page(f"/cite?of=/tifabank/{table}")) == hash_of(built, f"select {names} from {table} order by {order}")


def test_sql_is_cited_with_its_rows_and_their_hash(site, built):
    sql = "select document_id, count(*) as n, null as none, 0.5 as half, '中 \"x\"' as z from mentions group by document_id order by 1"
    page = site.page(f"/cite?sql={quote(sql)}")
    assert told(page) == hash_of(built, sql)
    cited = json.loads(site.get(f"/cite?sql={quote(sql)}&format=csl").text)[0]
    assert cited["note"].startswith(f"Query: {sql}; result: 5 rows, SHA-256 of the rows ")
    assert cited["URL"].startswith("tifabank:")
    assert told(page) == told(site.page(f"/cite?sql={quote(sql)}")), "deterministic"


def test_all_rows_count_not_only_those_shown(site):
    number, _ = told(site.page("/cite?sql=" + quote("select a.mention_id from mentions a, rules b")))
    assert number == len(load("mentions")) * len(load("rules")) > 2000


@pytest.mark.parametrize(
    "of", ["/tifabank/mentions?document_id={0}&nested=0&_next=50", "tifabank/mentions?document_id={0}&nested=0&_size=3"]
)
def test_a_filtered_table_is_cited_whole(site, of):
    document_id = load("documents").document_id[0]
    number, _ = told(site.page("/cite?of=" + quote(of.format(document_id))))
    assert number == len(load("mentions").query("document_id == @document_id and not nested"))


def test_a_question_and_a_search_are_cited(site, built):
    number, sha256 = told(site.page("/cite?of=" + quote("/tifabank/lists_with_items?kind=named")))
    assert (number, sha256) == hash_of(built, QUERIES["lists_with_items"]["sql"], {"kind": "named", "document_id": ""})
    page = site.page("/search?q=governance")
    total = int(re.search(r"([\d,]+) rows in", page)[1].replace(",", ""))
    assert told(site.page("/cite?of=" + quote("/search?q=governance")))[0] == total


def test_a_concordance_is_cited_by_the_rows_of_its_csv(site):
    header, *found = csv.reader(io.StringIO(site.get("/concordance.csv?q=governance").text, newline=""))
    number, sha256 = told(site.page("/cite?of=" + quote("/concordance?q=governance")))
    assert number == len(found) > 0
    assert sha256 == hashlib.sha256(b"".join(lines(header, found))).hexdigest()


def test_links_to_cite_stand_on_rows_tables_and_queries(site):
    row_id = CITED[-3]
    for path in (f"/tifabank/text_issues/{load('text_issues').issue_id[0]}", "/tifabank/mentions?nested=1", "/tifabank?sql=select+1+as+a"):
        page = site.page(path)
        href = re.search(r'href="(/cite[^"]+)">Cite', page)[1].replace("&amp;", "&")
        assert site.get(href).status_code == 200, href
    assert row_id in site.page(f"/cite/{row_id}")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("sql=selec", "must be a SELECT"),
        ("sql=select+*+from+nowhere", "no such table"),
        ("sql=delete+from+rules", "must be a SELECT"),
        ("sql=select+1;+select+2", "one statement"),
        ("of=/nowhere", "no page of this site"),
        ("of=//example.org/", "no page of this site"),
        ("of=https://example.org/", "no page of this site"),
        ("of=/cite?of=/cite", "a citation is not cited"),
        ("format=mla", "no citation format"),
        ("sql=with+recursive+c(x)+as+(select+1+union+all+select+x%2B1+from+c)+select+x+from+c", "took longer"),
    ],
)
def test_what_cannot_be_cited_is_told_in_a_line(site, asked, message):
    answer = site.get(f"/cite?{asked}")
    assert answer.status_code == 400
    assert message in re.search(r'role="alert">([^<]*)<', answer.text)[1]


def test_an_unknown_id_is_not_there(site):
    answer = site.get("/cite/nothing")
    assert answer.status_code == 404
    assert "no row has the id" in answer.text


def test_bytes_and_odd_characters_have_lines_too():
    assert b"".join(lines(["a"], [(b"\x00",), ("\u2028\n",), (None,)])) == b'["a"]\n[{"base64":"AA=="}]\n["\xe2\x80\xa8\\n"]\n[null]\n'


def test_a_doi_goes_before_the_name_and_hostile_words_are_escaped(package):
    facts = csv_of("key,value", ["version", "2.0.0"], ["doi", "10.1234/x"])
    folder = package({"a.txt": "A <script>alert(1)</script> b."}, {"package": facts, **labels_csv({"b": "<b>"})})
    build(folder)
    made = Site(folder)
    page = made.page(f"/cite/{load('sentences', folder).sentence_id[0]}")
    assert "https://doi.org/10.1234/x#a_sen" in page
    assert "<script>alert" not in page
    assert "https://doi.org/10.1234/x#tifabank?sql=" in text_of(made.page("/cite?sql=select+1"), "cite-text")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", ["/cite", f"/cite/{CITED[2]}", "/cite?of=/tifabank/mentions%3Fnested=1"])
def test_citations_in_a_browser(tab, width, path):
    page = tab(path, width=width)
    assert not accessible(page)
    assert not scrolls_sideways(page)


@pytest.mark.browser
def test_a_citation_is_copied_with_scripts_and_can_be_selected_without(tab):
    page = tab("/cite")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").nth(1).click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == tifabank.cite(format="bibtex")
    bare = tab("/cite", scripts=False)
    assert bare.get_by_role("button", name="Copy").count() == 0
    assert bare.locator("#cite-bibtex").is_visible()


@pytest.mark.parametrize("address", ["/cite?path=1", "/cite?sql=select+:path&path=x", "/cite?sql=select+1&form=x"])
def test_parameters_of_any_name_do_no_harm(site, address):
    assert site.get(address).status_code == 200


@pytest.mark.parametrize(
    "of",
    ["/tifabank.db", "/download/paragraphs.json", "/tifabank/paragraphs.csv?_stream=on", "/x/../cite?of=/read", "/-/metadata", "//x.org/"],
)
def test_what_is_no_page_or_has_no_bound_is_not_cited(site, of):
    assert site.get(f"/cite?of={quote(of)}").status_code == 400


def test_sql_is_cited_as_it_stands(site):
    sql = "select 'a  b' as x -- a remark"
    assert "select 'a  b' as x -- a remark" in site.get(f"/cite?sql={quote(sql)}&format=text").text
