"""Two documents side by side: what the page tells equals what the tables say."""

import re
from html import unescape

import pytest
from tests.browse.conftest import Site, accessible, loaded_from_elsewhere, scrolls_sideways
from tests.conftest import labels_csv

from tifabank.build import build
from tifabank.loading import load
from tifabank.text import fold

SPANS = load("parallel_spans").merge(load("parallels")[["parallel_id", "kind", "label"]], on="parallel_id")
FORMULA = SPANS.query("kind == 'same_formula' and part > 0").iloc[0]
A, B = sorted(SPANS.query("parallel_id == @FORMULA.parallel_id").document_id.unique())[:2]
BODY = load("mentions").merge(load("paragraphs").query("kind == 'body'")[["paragraph_id"]], on="paragraph_id")


def section(page, heading):
    """The part of a page under a heading."""
    return re.search(rf"<h2>{heading}.*?(?=<h2>|</main>)", page, re.DOTALL).group()


def test_formulas_are_shown_part_by_part(site):
    part = unescape(section(site.page(f"/compare?a={A}&b={B}"), "Passages that render the same formula"))
    own = SPANS.query("parallel_id == @FORMULA.parallel_id and document_id in [@A, @B] and part > 0")
    for row in own.itertuples():
        assert f"/read/{row.document_id}?at={row.start_char}-{row.end_char}#place" in part
        assert f">{row.text}</a>" in part


def test_shared_concepts_have_the_wordings_of_both_sides(site):
    part = unescape(section(site.page(f"/compare?a={A}&b={B}"), "Concepts that both name"))
    a, b = (set(BODY.query("document_id == @d").concept_id.dropna()) for d in (A, B))
    shown = re.findall(r'/concept/([a-z0-9-]+)"', part)
    assert len(shown) == len(set(shown))
    assert set(shown) == a & b
    for concept in shown:
        own = BODY.query("concept_id == @concept and document_id == @A")
        row = re.search(rf'/concept/{concept}".*?</tr>', part, re.DOTALL).group()
        told = {
            fold(w): (int(n), int(inside or 0))
            for w, n, inside in re.findall(
                r'>([^<>]+)</a> <span class="count">(\d+)(?: \+ (\d+) inside longer)?</span>', row.split("<td")[1]
            )
        }
        forms = own.groupby(own.text.map(fold)).nested
        assert told == {form: (int((~nested.astype(bool)).sum()), int(nested.sum())) for form, nested in forms}


def test_apostrophes_and_case_make_no_other_wording(package):
    folder = package(
        {"a.txt": "A title\nThe people’s peace.\n", "b.txt": "B title\nThe People's peace.\n"}, labels_csv({"peace": "people's peace"})
    )
    build(folder)
    page = Site(folder).page("/compare?a=a&b=b")
    assert 'class="differs"' not in page
    assert "people’s peace" in page


def test_concepts_of_one_side_only(site):
    part = unescape(section(site.page(f"/compare?a={A}&b={B}"), "Concepts that only one of them names"))
    a, b = (set(BODY.query("document_id == @d").concept_id.dropna()) for d in (A, B))
    assert set(re.findall(r'/concept/([a-z0-9-]+)"', part)) == a ^ b


def test_shared_wording_is_given_for_both_sides_longest_first_pieces_of_longer_ones_left_out(site):
    shared = SPANS.query("kind == 'shared_wording' and part == 0")
    documents = shared.groupby("parallel_id").document_id.unique()
    x, y = sorted(documents.iloc[0])[:2]
    own = shared[shared.parallel_id.isin([p for p, d in documents.items() if {x, y} <= set(d)]) & shared.document_id.isin([x, y])]

    def inside(row, others):
        return any(o.document_id == row.document_id and o.start_char <= row.start_char and row.end_char <= o.end_char for o in others)

    wordings = sorted(own.groupby("parallel_id"), key=lambda pair: -len(pair[1].text.iloc[0]))
    kept, longer = [], []
    for _, rows in wordings:
        places = list(rows.itertuples())
        if not all(inside(row, longer) for row in places):
            kept.append(places)
            longer += places
    part = unescape(section(site.page(f"/compare?a={x}&b={y}"), "Wording that both share"))
    assert part.count("<li>") == len(kept)
    places = {f"{r.document_id}?at={r.start_char}-{r.end_char}#place" for rows in kept for r in rows}
    assert set(re.findall(r'/read/([^"]+)"', part)) == places


def test_pairs_are_offered(site):
    page = site.page("/compare")
    first = SPANS.query("part == 0").groupby("parallel_id").document_id.unique()
    pairs = {(x, y) for documents in first for x in documents for y in documents if x < y}
    assert {tuple(m) for m in re.findall(r"compare\?a=([a-z0-9-]+)&amp;b=([a-z0-9-]+)", page)} == pairs


@pytest.mark.parametrize("query", ["", f"?a={A}", f"?a={A}&b={A}", "?a=%3Cscript%3E"])
def test_what_is_no_pair(site, query):
    page = site.page(f"/compare{query}")
    assert "<script>alert" not in page
    assert not loaded_from_elsewhere(page)


def test_an_unknown_document_is_not_found(site):
    assert site.get(f"/compare?a={A}&b=no-such-text").status_code == 404


def test_two_texts_with_nothing_in_common(package):
    folder = package({"a.txt": "A title\nWe keep the peace.\n", "b.txt": "B\nOther words.\n"}, labels_csv({"peace": "peace"}))
    build(folder)
    page = Site(folder).page("/compare?a=a&b=b")
    assert "No concept is named in the body of both" in page
    assert "Passages that render" not in page


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
def test_compare_in_a_browser(tab, width):
    page = tab(f"/compare?a={A}&b={B}", width=width)
    assert not accessible(page)
    assert not scrolls_sideways(page)
