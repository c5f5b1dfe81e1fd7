"""Pages of concepts: what they tell is what the tables hold."""

import html
import re

import pytest
from tests.browse.conftest import Site, accessible, follow, loaded_from_elsewhere, scrolls_sideways
from tests.conftest import any_address, csv_of, labels_csv

from tifabank.browse.pages.concepts import folded, heat_of, matching
from tifabank.build import build
from tifabank.loading import load

CONCEPTS, MENTIONS, DOCUMENTS = load("concepts"), load("mentions"), load("documents")
PLACED = MENTIONS.merge(load("paragraphs")[["paragraph_id", "kind"]], on="paragraph_id")
BODY = PLACED[PLACED.kind == "body"]
COUNTED = BODY[~BODY.nested]
TOP = COUNTED.concept_id.value_counts()
FORMULA = load("concept_members").merge(load("enumerations"), on="concept_id").query("item_count > 0").concept_id.iloc[0]
SHOWN = [
    TOP.index[0],
    TOP.index[2],
    FORMULA,
    load("definitions").concept_id.dropna().iloc[0],
    load("attributions").speaker_concept_id.dropna().iloc[0],
]


def plain(page):
    """The words of a page's main part."""
    main = re.sub(r"<title>[^<]*</title>", "", page[page.index("<main") : page.index("</main>")])
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def lines(page, css):
    """The cells of the rows in the body of a table, by its class."""
    table = re.search(rf'<table class="{css}">.*?<tbody>(.*?)</tbody>', page, re.DOTALL).group(1)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)]
    return [[" ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in row] for row in cells]


def index_rows(site, address):
    """All rows of the index, over its pages of results."""
    found = []
    while address:
        page = site.page(address)
        found += zip(
            re.findall(r'<th scope="row"><a href="/concept/([^"]+)"', page.split('class="heat"')[0]),
            lines(page, "plain stacked wide"),
            strict=True,
        )
        after = re.search(r'<a href="([^"]+)" rel="next"', page)
        address = html.unescape(after.group(1)) if after else ""
    return found


def test_the_index_has_every_concept_once_with_its_counts(site):
    found = dict(index_rows(site, "/concepts"))
    assert set(found) == set(CONCEPTS.concept_id)
    for concept_id, cells in found.items():
        own, documents = COUNTED[COUNTED.concept_id == concept_id], BODY[BODY.concept_id == concept_id].document_id.nunique()
        assert [int(c.replace(",", "")) for c in cells[-3:]] == [len(own), documents, own.text.str.lower().nunique()]
    assert [int(cells[-3]) for cells in found.values()] == sorted((int(cells[-3]) for cells in found.values()), reverse=True)


def test_the_index_is_sorted_and_filtered(site):
    category = CONCEPTS.category.mode()[0]
    found = [cells[0] for _, cells in index_rows(site, f"/concepts?sort=label&category={category}")]
    assert found == sorted(CONCEPTS[CONCEPTS.category == category].label, key=str.casefold)
    with_pinyin = CONCEPTS.dropna(subset="pinyin").iloc[0]
    for asked in (with_pinyin.label_zh, "".join(c for c in folded(with_pinyin.pinyin) if c.isalpha()), with_pinyin.label.upper()):
        assert with_pinyin.concept_id in dict(index_rows(site, f"/concepts?q={asked}"))


def test_a_filter_that_nothing_fits_says_what_to_try(site):
    for address in ("/concepts?q=zzzz", "/concepts?category=%3Cscript%3E", "/concepts?q=zz&page=-1&path=x"):
        page = site.page(address)
        assert 'class="empty"' in page
        assert "<script>" not in page[page.index("<main") :]


def test_the_heat_table_gives_rates_of_body_words(site):
    page = site.page("/concepts")
    found = lines(page, "heat")
    assert len(found) == min(20, len(TOP))
    heads = re.findall(r'<th scope="col"><a href="/read/([^"]+)">', page)
    words = DOCUMENTS.set_index("document_id").body_words
    ids = re.findall(r'<th scope="row"><a href="/concept/([^"]+)"', page[page.index('class="heat"') :])
    for concept_id, cells in zip(ids, found, strict=True):
        for document_id, cell in zip(heads, cells[1:], strict=True):
            there = BODY[(BODY.concept_id == concept_id) & (BODY.document_id == document_id)]
            n, nested = (~there.nested).sum(), there.nested.sum()
            none = f"0 (+{nested} inside longer ones )" if nested else "0"
            assert cell == (f"{1000 * n / words[document_id]:.1f} ({n})" if n else none)
    assert "inside longer ones )" in str(found), "some cells have nothing but mentions inside longer ones"


def test_a_text_without_body_words_has_no_rate():
    heat = heat_of([{"concept_id": "a"}], [{"document_id": "d", "body_words": 0}], {("a", "d"): (1, 2)}, 0)
    assert heat.lines[0][1] == [(1, 2, 0.0, 0)]


def test_matching_finds_wordings_chinese_and_pinyin_without_tones():
    row = {"concept_id": "c", "label": "Safe China", "label_zh": "平安中国", "pinyin": "píng'ān Zhōngguó", "official_english": None}
    labels = [{"concept_id": "c", "label": "Peaceful China"}]
    assert all(matching([row], labels, q) for q in ("", "safe", "平安", "pingan zhong", "peaceful"))
    assert not matching([row], labels, "'")
    assert not matching([row], labels, "war")


@pytest.mark.parametrize("concept_id", SHOWN)
def test_a_concept_tells_its_wordings_by_document(site, concept_id):
    page = site.page(f"/concept/{concept_id}")
    assert not loaded_from_elsewhere(page)
    own, every = COUNTED[COUNTED.concept_id == concept_id], PLACED[PLACED.concept_id == concept_id]
    found = {cells[0].lower(): cells[1:] for cells in lines(page, "plain wordings")}
    assert set(found) == set(every.text.str.lower())
    heads = re.findall(r'<th scope="col" class="number"><a href="/read/([^"]+)">', page)
    for wording, cells in found.items():
        mine = own[own.text.str.lower() == wording]
        all_of_it = every[every.text.str.lower() == wording]
        aside = [((all_of_it.kind == "body") & all_of_it.nested).sum(), (all_of_it.kind != "body").sum()]
        counted = [len(mine), *aside, *(mine.document_id == d for d in heads)]
        assert [int(c) for c in cells] == [int(n if isinstance(n, (int, float)) or n.ndim == 0 else n.sum()) for n in counted]


@pytest.mark.parametrize("concept_id", SHOWN)
def test_a_concept_points_to_each_of_its_places(site, concept_id):
    page = site.page(f"/concept/{concept_id}")
    places = page[page.index('<details class="places">') : page.index("</details>")]
    own = PLACED[PLACED.concept_id == concept_id]
    assert {f"/read/{r.document_id}?at={r.mention_id}#{r.mention_id}" for r in own.itertuples()} == set(
        re.findall(r'href="([^"]+)"', places)
    )
    assert page.count('<svg class="dispersion"') == own.document_id.nunique()
    titles = DOCUMENTS.set_index("title").document_id
    figures = re.findall(r'<title>([^<]*): \d+ in the body.*?((?:<td class="number" data-told="[^"]*">[^<]*</td>)+)', page, re.DOTALL)
    assert len(figures) == own.document_id.nunique()
    for title, told in figures:
        here = own[own.document_id == titles[html.unescape(title)]]
        body = here.kind == "body"
        expected = [(body & ~here.nested).sum(), (body & here.nested).sum(), (~body).sum()]
        assert [int(n) for n in re.findall(r">([\d,]+)<", told)] == expected
    assert page.count('<svg class="key"') == page.count('width="20" height="28" aria-hidden="true"') == 3


def test_concepts_in_the_same_sentence_are_counted_by_sentence(site):
    concept_id = TOP.index[0]
    here = set(COUNTED[COUNTED.concept_id == concept_id].sentence_id.dropna())
    page = site.page(f"/concept/{concept_id}")
    ids = re.findall(r'<th scope="row"><a href="/concept/([^"]+)"', page[page.index('company">') :])
    for other, cells in zip(ids, lines(page, "plain stacked company"), strict=True):
        there = set(COUNTED[COUNTED.concept_id == other].sentence_id.dropna())
        assert [int(c) for c in cells[1:4]] == [len(here & there), len(there - here), len(here - there)]


def test_official_forms_members_and_evidence_are_told_with_their_confidence(site):
    labels, assertions = load("concept_labels"), load("assertions")
    official = labels[labels.kind == "official"].iloc[0]
    page = site.page(f"/concept/{official.concept_id}")
    assert official.label in plain(page)
    assert str(official.evidence).split(" ; ")[0] in html.unescape(page)
    members = load("concept_members").query("concept_id == @FORMULA")
    page = site.page(f"/concept/{FORMULA}")
    shown = page[page.index('class="by-authority"') :]
    assert [label for label in members.label if label in plain(page)] == list(members.label)
    assert shown.count(f'class="sure {members.confidence.iloc[0]}"') >= 1
    keys = {FORMULA, *members.concept_member_id, *labels[labels.concept_id == FORMULA].concept_label_id}
    assert page[page.index('id="evidence"') :].count("<tr><th") == len(assertions[assertions.subject_id.isin(keys)]) + 1


@pytest.mark.parametrize("which", ["concept_id", "span_concept_id"])
def test_passages_that_render_a_concept_are_those_of_the_parallels(site, which):
    spans = load("parallel_spans").merge(load("parallels"), on="parallel_id", suffixes=("_span", "")).query("kind == 'same_formula'")
    whole = spans.concept_id.dropna().iloc[0]
    member = spans[(spans.part > 0) & spans.concept_id_span.notna() & ~spans.concept_id_span.isin(spans.concept_id)].concept_id_span.iloc[0]
    concept_id = whole if which == "concept_id" else member
    page = site.page(f"/concept/{concept_id}")
    shown = re.search(r'<h2 id="passages">.*?</section>', page, re.DOTALL).group()
    if which == "concept_id":
        own = spans[spans.concept_id == concept_id]
    else:
        parts = set(spans[spans.concept_id_span == concept_id][["parallel_id", "part"]].itertuples(index=False, name=None))
        own = spans[[pair in parts for pair in spans[["parallel_id", "part"]].itertuples(index=False, name=None)]]
    expected = {f"/read/{s.document_id}?at={s.start_char}-{s.end_char}#place" for s in own.itertuples()}
    assert expected == set(re.findall(r'href="(/read/[^"]*)"', shown)) - {""}
    for href in re.findall(r'href="(/compare[^"]*)"', shown):
        assert site.get(html.unescape(href)).status_code == 200
    assert "/compare?a=" in shown


def test_passages_are_bounded(package):
    columns = "parallel_id,label,concept_id,part,document_id,start_char,end_char,exact,span_concept_id,reason,evidence,confidence"
    names = [f"text-{n:02}" for n in range(9)]
    lines = [
        ("formula-safe", "a <b> formula", "safe-china", "0", name, "0", "10", "Safe China", "", "the same", "", "knowledge")
        for name in names
    ]
    tables = {**labels_csv({"safe-china": "Safe China"}), "parallels": csv_of(columns, *lines)}
    folder = package({f"{name}.txt": "Safe China is built." for name in names}, tables)
    build(folder)
    page = Site(folder).page("/concept/safe-china")
    shown = re.search(r'<h2 id="passages">.*?</section>', page, re.DOTALL).group()
    assert shown.count("#place") == 5
    assert "4 more texts" in shown
    assert "a &lt;b&gt; formula" in shown


def test_what_is_not_known_of_an_official_form_is_said_and_chinese_is_told_apart(package):
    tables = labels_csv({"safe-china": "Safe China"})
    tables["concepts"] = csv_of(
        "concept_id,label,category,label_zh,scope_note", ("safe-china", "Safe China", "goal", "", "Also 平安中国, <b>.")
    )
    tables["concept_labels"] = csv_of(
        "concept_id,label,language,preferred,plural,kind,evidence,confidence",
        ("safe-china", "Safe China", "en", "true", "false", "attested", "", ""),
        ("safe-china", "Peaceful China", "en", "false", "false", "official", "", "knowledge"),
    )
    folder = package({"a.txt": "Safe China."}, tables)
    build(folder)
    page = Site(folder).page("/concept/safe-china")
    assert "<td>issuer not known</td><td>year not known</td>" in page
    assert 'Also <span lang="zh">平安中国</span>, &lt;b&gt;.' in page


def test_labels_that_no_text_has_are_told_apart(site):
    labels = load("concept_labels")
    chinese = labels[labels.language == "zh"].iloc[0]
    page = site.page(f"/concept/{chinese.concept_id}")
    assert chinese.label in re.search(r'<h2 id="unattested".*?</section>', page, re.DOTALL).group()


def test_links_of_a_concept_lead_somewhere(site):
    page = site.page(f"/concept/{TOP.index[0]}")
    links = {html.unescape(link).split("#")[0] for link in re.findall(r'href="(/(?:concept|list|read|tifabank)[^"]*)"', page)}
    for link in sorted(links)[:25]:
        if not link.startswith("/concordance"):
            assert site.get(link).status_code == 200, link


def test_addresses_hold_under_a_prefix(built):
    made = Site(built)
    made.datasette._settings["base_url"] = "/under/"  # noqa: SLF001
    listed = load("enumerations").enumeration_id.iloc[0]
    for address in ("/concepts?category=goal", f"/concept/{TOP.index[0]}", "/lists", f"/list/{listed}"):
        page = made.page(address)
        assert not [a for a in re.findall(r'(?:href|action)="(/[^"]*)"', page) if not a.startswith("/under/")]


def test_an_unknown_concept_is_told_with_where_to_look(site):
    for asked in ("nope", "No%20pe", "%3Cscript%3Ealert(1)%3C%2Fscript%3E"):
        answer = site.get(f"/concept/{asked}")
        assert answer.status_code == 404
        assert 'href="/concepts"' in answer.text
        assert "<script>alert" not in answer.text


HOSTILE = "<script>alert(1)</script> {{ 7*7 }}"


def test_hostile_strings_are_text(package):
    labels = labels_csv({"bad": "bad thing", "good": "good thing"})
    labels["concepts"] = csv_of(
        "concept_id,label,category,label_zh,scope_note",
        ("bad", "bad thing", "goal", HOSTILE, HOSTILE),
        ("good", "good thing", "goal", "", ""),
    )
    labels["concept_members"] = csv_of(
        "concept_id,position,label,label_zh,member_concept_id,confidence,evidence",
        ("bad", "1", HOSTILE, "", "good", "low", "javascript:alert(1)"),
    )
    folder = package({"a.txt": f"{HOSTILE}\nA bad thing is {HOSTILE}. The bad thing is a good thing."}, labels)
    with any_address():
        build(folder)
    made = Site(folder)
    for address in ("/concepts", "/concept/bad", "/concept/good", "/lists", "/concepts?q=%3Cscript%3Ealert(1)"):
        page = made.page(address)
        assert "<script>alert" not in page
        assert "} 49" not in page.replace("7*7", "")
        assert 'href="javascript' not in page


def test_packages_with_little_are_told_what_to_do(package):
    folder = package({"a.txt": "Nothing is named here."})
    build(folder)
    made = Site(folder)
    assert "has no concepts yet" in made.page("/concepts")
    assert "No list was found" in made.page("/lists")


def test_a_concept_that_no_text_has_is_a_page_too(package):
    folder = package({"a.txt": "Nothing is named here."}, labels_csv({"safe-china": "Safe China"}))
    build(folder)
    page = Site(folder).page("/concept/safe-china")
    assert "No text of this package mentions this concept" in page
    assert "<svg" not in page


def test_the_edition_without_text_has_no_such_pages(package):
    folder = package({"a.txt": "Safe China."}, labels_csv({"safe-china": "Safe China"}))
    build(folder, text=False)
    made = Site(folder)
    for address in ("/concepts", "/concept/safe-china", "/lists", "/list/x"):
        answer = made.get(address)
        assert answer.status_code == 404
        assert "no texts" in answer.text


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("address", ["/concepts", "/concepts?q=zzzz", *(f"/concept/{c}" for c in SHOWN[:4])])
def test_the_pages_in_a_browser(tab, address, width):
    page = tab(address, width=width)
    assert not accessible(page)
    assert not scrolls_sideways(page)


@pytest.mark.browser
def test_places_are_opened_and_followed_without_scripts(tab):
    page = tab(f"/concept/{TOP.index[0]}", scripts=False)
    page.locator("details.places summary").click()
    follow(page.locator("details.places a").first)
    assert page.locator(".here").count() >= 1
