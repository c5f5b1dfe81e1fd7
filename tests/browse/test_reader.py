"""The reader: all characters of a text, its rows as layers, and places that rows lead back to."""

import re

import pytest
from hypothesis import given, strategies
from tests.browse.conftest import Site, accessible, loaded_from_elsewhere, scrolls_sideways, text_of
from tests.conftest import any_address, csv_of, labels_csv

from tifabank.browse.layers import Mark, in_order, marked
from tifabank.browse.pages.reader import LAYERS
from tifabank.build import build
from tifabank.loading import load

DOCUMENTS = load("documents")


@pytest.mark.parametrize("document_id", DOCUMENTS.document_id)
def test_what_is_shown_equals_the_raw_text(site, document_id):
    page = site.page(f"/read/{document_id}")
    assert text_of(page, "text") == DOCUMENTS.set_index("document_id").text[document_id]
    assert not loaded_from_elsewhere(page)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffTitle\r\nFirst, <b>we</b> read &amp; write.\r\nSecond, we\tgo  on.\r\n",
        "A title\n\n\n  Indented, {{ 7 * 7 }} and more.\x0bEnd of it.\x85Last one.\n\n",
        "Log in | Sign up\nSafe China\nBuild a \u200bSafe\u200b China, “a safe\u00adr China.\n1 2 3 4\n",
    ],
)
def test_odd_characters_are_shown_as_they_are(package, text):
    folder = package({"a.txt": text}, labels_csv({"safe-china": "Safe China"}))
    build(folder)
    page = Site(folder).page("/read/a")
    assert text_of(page, "text").replace("\n", "").replace("\r", "") == text.replace("\n", "").replace("\r", "")
    assert text_of(page, "text") == text


def test_every_row_with_a_place_is_an_anchor_once(site):
    for document_id in DOCUMENTS.document_id:
        ids = re.findall(r' id="([^"]+)"', site.page(f"/read/{document_id}"))
        assert len(ids) == len(set(ids))
        for table in (*dict.fromkeys(layer.table for layer in LAYERS), "paragraphs", "sections", "sentences"):
            own = load(table).query("document_id == @document_id")
            assert set(own.iloc[:, 0]) <= set(ids), table


def test_a_row_is_pointed_out(site):
    row = load("quotations").iloc[0]
    page = site.page(f"/read/{row.document_id}?at={row.quotation_id}")
    shown = "".join(re.findall(r'<(?:a|span) class="[^"]*\bhere"[^>]*>([^<]*)<', page))
    assert " ".join(shown.split())[:20] in row.text


def test_only_addresses_of_the_web_are_links(package):
    sources = csv_of("document_id,relation,url,title", ["a", "copy", "javascript:alert(1)", "A page"])
    folder = package({"a.txt": "A title\nIt is.\n"}, {"sources": sources, "documents": csv_of("document_id,file", ["a", "a.txt"])})
    with any_address():
        build(folder)
    page = Site(folder).page("/read/a")
    assert "A page" in page
    assert 'href="javascript' not in page


def test_the_text_alone_has_no_links_in_it_but_all_places(site):
    row = load("mentions").iloc[0]
    page = site.page(f"/read/{row.document_id}?layer=none")
    text = page[page.index('id="text"') : page.index("</article>")]
    assert "/tifabank/" not in text
    assert f'id="{row.mention_id}"' in text
    assert text_of(page, "text") == DOCUMENTS.set_index("document_id").text[row.document_id]


def test_a_mention_is_one_stop_of_the_keyboard(site):
    for document_id in DOCUMENTS.document_id:
        page = site.page(f"/read/{document_id}")
        stops = re.findall(r'<a class="in-[^"]*"(?! tabindex)[^>]*href="[^"]*/mentions/([^"]+)"', page)
        assert len(stops) == len(set(stops))


spans = strategies.tuples(strategies.integers(0, 12), strategies.integers(1, 8), strategies.sampled_from(["concept", "item", "section"]))


@given(strategies.text(alphabet="ab<&\r\n \u4e2d", min_size=12, max_size=12), strategies.lists(spans, max_size=8))
def test_marks_of_any_kind_change_no_character_and_nest_no_link(text, found):
    marks = [Mark(a, min(a + n, 12), k, f"r{i}", "/x" if k != "section" else "", "t", k == "concept") for i, (a, n, k) in enumerate(found)]
    html = str(marked(text, 0, 12, in_order(m for m in marks if m.end > m.start)))
    assert text_of(f'<div id="x">{html}</div>', "x").replace("\r", "\n") == text.replace("\r", "\n")
    assert not re.search(r"<a\b[^>]*>[^<]*<a\b", html)
    ids = re.findall(r' id="([^"]+)"', html)
    assert sorted(ids) == sorted(m.row_id for m in marks if m.end > m.start)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
def test_the_reader_in_a_browser(tab, width):
    document_id = DOCUMENTS.document_id[2]
    page = tab(f"/read/{document_id}", width=width)
    assert not accessible(page)
    assert not scrolls_sideways(page)
    assert page.evaluate("document.getElementById('text').textContent") == DOCUMENTS.text[2].replace("\r\n", "\n")


@pytest.mark.browser
def test_layers_are_switched_without_scripts(tab):
    page = tab(f"/read/{DOCUMENTS.document_id[2]}", scripts=False)
    pin = page.locator(".pin.quotation").first
    assert pin.is_visible()
    page.get_by_label("Quotations").uncheck()
    assert not pin.is_visible()
    page.get_by_role("button", name="Keep in the address").click()
    assert "layer=concept" in page.url
    assert not page.locator(".pin.quotation").first.is_visible()


@pytest.mark.browser
def test_a_click_on_the_text_tells_the_rows_that_hold_it(tab):
    row = load("quotations").query("document_id == @DOCUMENTS.document_id[2]").iloc[0]
    page = tab(f"/read/{row.document_id}#{row.quotation_id}")
    assert page.evaluate("[...CSS.highlights.get('here')].join('')") == DOCUMENTS.text[2][row.start_char : row.end_char]
    page.locator("#text span.in-quotation").first.click()
    told = page.get_by_label("Rows at this place")
    assert "quotation (" in told.inner_text()
    assert not accessible(page)
    page.keyboard.press("Escape")
    assert not told.is_visible()
