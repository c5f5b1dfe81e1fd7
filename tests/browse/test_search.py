"""The search: whatever is typed is safe, all words must occur, Chinese is found inside longer terms, rows lead to their places."""

import html
import re

import pytest
from hypothesis import given, settings, strategies
from tests.browse.conftest import Site, accessible, loaded_from_elsewhere, scrolls_sideways
from tests.conftest import labels_csv

from tifabank.browse.finding import FEW, GROUPS, LEFT_OUT
from tifabank.browse.terms import LONGEST, marked_parts, marked_words, table_search, terms
from tifabank.build import build
from tifabank.database import make_database
from tifabank.loading import load

CONCEPTS, LABELS = load("concepts"), load("concept_labels")


def found(site, **params):
    """How many rows of each table the page tells, by table; and the page."""
    told = site.datasette.urls.path("search")
    page = site.page(f"{told}?" + "&".join(f"{k}={quoted(v)}" for k, v in params.items()))
    counts = re.findall(r'<h2 id="(\w+)">[^<]*<span class="count">([\d,]+)</span>', page)
    return {table: int(number.replace(",", "")) for table, number in counts}, page


def quoted(text):
    """A value as an address has it."""
    return "".join(c if c.isalnum() and c.isascii() else "".join(f"%{b:02X}" for b in c.encode()) for c in text)


def holds(cell, *words):
    """Whether a cell has all words, each as a whole."""
    return all(re.search(rf"(?i)(?<![^\W_]){re.escape(w)}(?![^\W_])", cell or "") for w in words)


def test_every_table_tells_the_rows_that_hold_the_words(site):
    counts, page = found(site, q="Jinping emphasized")
    for table, column in (("sentences", "text"), ("quotations", "text"), ("sections", "heading"), ("documents", "title")):
        frame = load(table)
        if table == "quotations":
            kinds = load("paragraphs").set_index("paragraph_id").kind
            frame = frame[~frame.paragraph_id.map(kinds).isin(LEFT_OUT)]
        assert counts.get(table, 0) == sum(holds(t, "Jinping", "emphasized") for t in frame[column]), table
    assert counts["sentences"]
    assert "<mark>Jinping</mark>" in page
    assert not loaded_from_elsewhere(page)


def test_furniture_captions_and_teasers_are_found_only_when_asked_for(site):
    paragraphs = load("paragraphs")
    left = paragraphs[paragraphs.kind.isin(LEFT_OUT)]
    word = next(w for t in left.text for w in re.findall(r"[A-Za-z]{5,}", t))
    without, _ = found(site, q=word)
    everything, _ = found(site, q=word, everything="1")
    assert everything["paragraphs"] > without.get("paragraphs", 0)


@pytest.mark.parametrize("part", ["社会", "安全", "平安中国"])
def test_chinese_is_found_from_any_part_of_a_term(site, part):
    own = set(CONCEPTS[CONCEPTS.drop(columns="concept_id").astype(str).apply(lambda c: c.str.contains(part)).any(axis=1)].concept_id)
    own |= set(LABELS[LABELS.label.str.contains(part)].concept_id)
    counts, page = found(site, q=part)
    assert counts["concepts"] == len(own)
    assert f"<mark>{part}</mark>" in page
    shown = re.findall(r'href="/concept/([a-z0-9-]+)"', page)
    assert len(shown) == min(FEW, len(own))
    assert set(shown) <= own


def test_chinese_texts_are_searched_too(package):
    folder = package({"a.txt": "平安中国\n\n我们要加强和创新社会治理，建设平安中国。It is social 治理。\n"})
    build(folder)
    counts, page = found(Site(folder), q="治理")
    assert counts["sentences"] == sum("治理" in t for t in load("sentences", folder).text) > 0
    assert counts["paragraphs"] == 1
    assert "社会<mark>治理</mark>" in page
    assert found(Site(folder), q="社会 social")[0]["paragraphs"] == 1
    assert not found(Site(folder), q="社会 nothing")[0]


def test_pinyin_is_found_without_its_tones_and_a_beginning_by_its_star(site):
    assert "社会治理" in found(site, q="shehui zhili")[1]
    assert found(site, q="gover*")[0]["sentences"] >= found(site, q="governance")[0]["sentences"] > 0


def test_the_texts_whose_body_holds_the_words_are_counted(site):
    body = load("paragraphs").query("kind == 'body'")
    for typed in ("Jinping", "Jinping emphasized", "governance of"):
        texts = body[[holds(t, *typed.split()) for t in body.text]].document_id.nunique()
        page = found(site, q=typed)[1]
        href, number = re.search(r'body paragraph that holds the words: <a href="([^"]+)">(\d+)</a>', page).groups()
        assert int(number) == texts
        assert site.get(html.unescape(href)).status_code == 200
    assert "holds the words:" not in found(site, q="zzzz")[1]


def test_a_phrase_stays_together(site):
    sentences = load("sentences").text
    counts, _ = found(site, q='"rule of law"')
    assert counts["sentences"] == sum(holds(t, "rule of law") for t in sentences)
    assert found(site, q="law of rule")[0]["sentences"] >= counts["sentences"]


def test_the_concept_of_that_name_comes_first(site):
    for row in CONCEPTS.drop_duplicates("label", keep=False).head(40).itertuples():
        if row.label.isascii() and row.label.replace(" ", "").isalpha():
            _, page = found(site, q=row.label)
            assert re.findall(r'href="/concept/([a-z0-9-]+)"', page)[0] == row.concept_id


@pytest.mark.parametrize("table", ["enumerations", "sentences", "concepts", "documents", "rules", "assertions"])
def test_an_id_leads_to_its_row(site, table):
    row_id = load(table).iloc[3, 0]
    _, page = found(site, q=row_id)
    assert f'<strong>{row_id}</strong> is a row of <a href="/tifabank/{table}">' in page
    assert f'href="/cite/{row_id}"' in page


def test_all_in_the_table_are_as_many_as_told(site):
    for typed in ("governance", "安全", "gover*", '"social governance" system'):
        counts, page = found(site, q=typed)
        links = re.findall(r'<p class="all"><a href="([^"]+)"', page)
        assert len(links) == len(counts)
        for (table, number), link in zip(counts.items(), links, strict=True):
            answer = site.get(html.unescape(link).replace(f"/{table}?", f"/{table}.json?")).json()
            assert answer["filtered_table_rows_count"] == number, (typed, table)


def test_links_of_rows_with_a_place_lead_into_the_text(site):
    _, page = found(site, q="governance")
    links = re.findall(r'href="(/read/[a-z0-9-]+\?at=([\w.-]+)#([\w.-]+))"', page)
    assert links
    for href, at, anchor in links[:8]:
        assert at == anchor
        assert f'id="{anchor}"' in site.page(href.partition("#")[0])


HOSTILE = [
    '"',
    "*",
    "-",
    "NEAR(",
    "a AND",
    "OR OR",
    "'; drop table rules --",
    "(()",
    "^a",
    "a:b",
    "{a}",
    "\x00",
    "%",
    "_",
    "“",
    "a" * 10_000,
    "<script>",
]


@pytest.mark.parametrize("typed", [*HOSTILE, "\ue0f0x\ue0f1", '"a b', "*" * 40, "中*", "ab-cd_ef", '""', "NOT x", "x NEAR/2 y"])
def test_whatever_is_typed_is_no_error(site, typed):
    _, page = found(site, q=typed)
    assert "<script>" not in page
    assert len(typed) <= LONGEST or f"first {LONGEST} characters" in page


@settings(max_examples=60)
@given(typed=strategies.text(max_size=40))
def test_any_string_is_taken_by_full_text_search(site, typed):
    wanted = terms(typed)
    if wanted.words:
        database = site.datasette.get_database("tifabank")
        connection = database.connect()
        connection.execute("select count(*) from sentences_fts where sentences_fts match ?", [wanted.match]).fetchone()
        connection.close()
    assert set(table_search(wanted)) <= {"_search", "_searchmode"}


def test_marks_escape_everything_else():
    assert marked_words("\ue0f0<b>\ue0f1 & <i>") == "<mark>&lt;b&gt;</mark> &amp; &lt;i&gt;"
    assert marked_words("\ue0f1x\ue0f0") == "\ue0f1x\ue0f0"
    assert marked_parts([None, "<平安>中国"], ["平安"]) == "&lt;<mark>平安</mark>&gt;中国"


def test_nothing_found_says_what_to_try(site):
    counts, page = found(site, q="xyzzyplugh")
    assert not counts
    assert "What may help" in page
    assert "Type English or Chinese words" in site.page("/search")


def test_hostile_texts_and_the_edition_without_text_and_none(package):
    folder = package({"a.txt": "A <script>alert(1)</script> title\n\nIt is {{ 7*7 }} <b>bold</b>."}, labels_csv({"b": "<b>bold</b>"}))
    build(folder)
    page = Site(folder).page("/search?q=bold")
    assert "<b>bold" not in page
    assert "<mark>bold</mark>" in page
    build(folder, text=False)
    make_database(folder).unlink()
    bare = Site(folder).page("/search?q=title")
    assert "documents" in bare
    assert "/read/" not in re.sub(r'<nav aria-label="Site">.*?</nav>', "", bare, flags=re.DOTALL)


def test_every_searched_table_is_one_of_the_results():
    assert len({group.table for group in GROUPS}) == len(GROUPS) == 11


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("typed", ["governance", "社会", "xyzzyplugh", ""])
def test_the_search_in_a_browser(tab, width, typed):
    page = tab(f"/search?q={quoted(typed)}", width=width, scripts=True)
    assert not accessible(page)
    assert not scrolls_sideways(page)
