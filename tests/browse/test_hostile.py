"""A planted package: whatever a text or a curated line says, pages show it as text; nothing of it runs, loads, links or reorders the page."""

import csv
import io

import pytest
from playwright.sync_api import expect
from tests.browse.conftest import serving
from tests.conftest import any_address

from tifabank.build import build
from tifabank.loading import load

MARK = "<script>window.ran=1</script><img src=x onerror=window.ran=2>{{7*7}}{%raw%}"
"""What every cell holds; the page must show it letter for letter."""
ENDS = "\u202eOVERRIDE"
"""What cells end with: it turns what follows around, unless the page keeps it to itself."""
LINK = "javascript:window.ran=3//"
TEXT = f"""Planted {MARK} title

1. Heading {MARK} one

Xi Jinping pointed out: “We keep {MARK} the "><svg onload=window.ran=4> peace.” The three {MARK} works: first, read {MARK}; second, write; third, count.

The so-called {MARK} community means </textarea></title></pre> --> ]]> a thing. ' OR 1=1 -- \u202eturned\u202c and \x01\x02\x7f marks.

=cmd|'/C calc'!A0 and +1 and @sum, javascript:alert(1) and data:text/html,x and http://elsewhere.example/x.

{"verylongword" * 400}

First, {MARK} is read. Second, {MARK} is written.
"""
OTHER = f"Other {MARK}\n\nThe so-called {MARK} community means a thing. The three {MARK} works: first, read {MARK}; second, write; third, count.\n"


def csv_of(header, *lines):
    """A curated file whose cells hold quotation marks."""
    sink = io.StringIO()
    csv.writer(sink).writerows([header.split(","), *lines])
    return sink.getvalue().encode()


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """The package, built; and its address."""
    folder = tmp_path_factory.mktemp("planted") / "package"
    (folder / "raw" / "texts").mkdir(parents=True)
    (folder / "raw" / "curated").mkdir()
    file = "<img src=x onerror=window.ran=5>&\"'{{7*7}}.txt"
    (folder / "raw" / "texts" / file).write_text(TEXT, encoding="utf-8")
    (folder / "raw" / "texts" / "other.txt").write_text(OTHER, encoding="utf-8")
    own = f"{MARK}{ENDS}"
    curated = {
        "documents": csv_of(
            "document_id,file,title,kind,author,author_role,publisher,language,translated_from,translation,page_date",
            ["planted", file, own, "speech", own, own, own, "en", "zh", "machine", "2020"],
        ),
        "sources": csv_of(
            "document_id,relation,url,site,title,title_zh,author,publisher,confidence,evidence,note,rights",
            ["planted", "copy", LINK, own, own, own, own, own, "high", LINK, own, own],
            ["planted", "context", "http://elsewhere.example/x", own, "", "", "", "", "low", "https://elsewhere.example/y", own, ""],
        ),
        "concepts": csv_of(
            "concept_id,label,category,label_zh,pinyin,official_english,scope_note",
            ["planted-concept", MARK, "core_concept", f"平安{own}", own, own, own],
            ["other-concept", "peace", "goal", "", "", "", own],
            ["works", f"three {MARK} works", "numbered_formula", "", "", "", ""],
        ),
        "concept_labels": csv_of(
            "concept_id,label,language,preferred,plural,kind,issuer,year,confidence,evidence",
            ["planted-concept", MARK, "en", "true", "false", "", "", "", "", ""],
            ["planted-concept", f"unseen {own}", "en", "false", "false", "official", own, "2020", "high", LINK],
            ["other-concept", "peace", "en", "true", "false", "", "", "", "", ""],
            ["works", f"three {MARK} works", "en", "true", "false", "", "", "", "", ""],
        ),
        "concept_members": csv_of(
            "concept_id,position,label,label_zh,member_concept_id,confidence,evidence",
            ["works", "1", own, own, "planted-concept", "high", LINK],
        ),
        "assertions": csv_of(
            "subject_table,subject_id,column_name,value,confidence,evidence_url,note",
            ["documents", "planted", "author", own, "high", LINK, own],
            ["concepts", "planted-concept", "pinyin", own, "low", "https://elsewhere.example/z", own],
        ),
        "package": csv_of("key,value", ["title", own], ["creators", own], ["description", own], ["version", "1.0.0"]),
    }
    for stem, data in curated.items():
        (folder / "raw" / "curated" / f"{stem}.csv").write_bytes(data)
    with any_address():
        build(folder)
    with serving(folder) as (address, _):
        yield folder, address


def addresses(folder):
    """A page of each kind, of the planted rows."""
    tables = {
        name: load(name, folder).iloc[:, 0] for name in ("enumerations", "mentions", "quotations", "definitions", "sources", "text_issues")
    }
    rows = [f"/{page}/{ids.iloc[0]}" for name, ids in tables.items() if len(ids) for page in (f"tifabank/{name}", "explain")]
    marked = "concept=planted-concept"
    return [
        *(
            "/",
            "/read",
            "/read/planted",
            "/read/planted?layer=none",
            "/concepts",
            "/concept/planted-concept",
            "/concept/works",
            "/lists",
            "/about",
        ),
        *(f"/concordance?{marked}", f"/collocates?{marked}&fewest=2", f"/ngrams?{marked}&fewest=2", "/concordance?q=keep&speaker=Xi"),
        *(
            "/compare?a=planted&b=other",
            "/compare",
            "/cite",
            "/cite/planted",
            "/cite?of=/tifabank/documents",
            "/search?q=window+ran",
            "/search?q=平安",
        ),
        *(f"/list/{tables['enumerations'].iloc[0]}", f"/cite/{tables['enumerations'].iloc[0]}"),
        *(
            "/tifabank",
            "/tifabank/documents/planted",
            "/tifabank/concepts/planted-concept",
            "/explain/planted",
            "/explain/planted-concept",
            *rows,
        ),
        *(
            f"/tifabank/{name}"
            for name in ("documents", "sources", "concepts", "concept_labels", "concept_members", "assertions", "mentions")
        ),
        *(
            f"/tifabank/{name}"
            for name in ("sections", "paragraphs", "sentences", "enumerations", "enumeration_items", "quotations", "attributions")
        ),
        *(f"/tifabank/{name}" for name in ("definitions", "parallels", "parallel_spans", "text_issues", "provenance")),
        *(
            "/tifabank?sql=select+*+from+documents",
            "/tifabank?sql=select+title+as+[%3Cb%3Ex]+from+documents",
            "/tifabank/documents?_facet=title",
        ),
        *("/tifabank/document_in_reading_order?document_id=planted", "/tifabank/wordings_of_a_concept?concept=planted-concept"),
        *("/tifabank/what_a_row_rests_on?id=planted", "/tifabank/lists_with_items?kind=&document_id=", "/-/metadata"),
        *(
            "/search?q=%3Cscript%3Ewindow.ran%3D6%3C/script%3E",
            "/read/%3Cimg%20src=x%20onerror=window.ran=7%3E",
            "/concept/%3Csvg%20onload=window.ran=8%3E",
        ),
    ]


_TURNED = """() => {
  const faults = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.includes("\\u202eOVER") || node.parentElement.closest("textarea, script, pre, option, article#text, svg, .cite, .col-detail")) continue;
    let around = node.parentElement;
    while (getComputedStyle(around).display === "inline" && !/isolate|plaintext/.test(getComputedStyle(around).unicodeBidi)) around = around.parentElement;
    const after = around.textContent.split("\\u202e").slice(1).map((part) => part.replace(/^OVERRIDE(\\u2069.*)?/s, "").replace(/[\\s…”".·,)]/g, ""));
    if (after.some(Boolean)) faults.push(around.outerHTML.slice(0, 300) + " >> " + after[0].slice(0, 60));
  }
  return [...new Set(faults)];
}"""
"""Texts of a planted override that share a line, and so an order, with other words of the page. (A citation is one string, to be copied; so
are the words of a picture, and what a query puts together.)"""
_LINKS = """() => [...document.querySelectorAll("a[href], area[href], form[action]")].map((e) => e.href || e.action)
  .filter((href) => !/^https?:/.test(href))"""


@pytest.mark.browser
def test_what_a_text_says_is_shown_as_text_on_every_page(planted, browser):
    folder, served = planted
    faults = []
    context = browser.new_context()
    page = context.new_page()
    page.on("dialog", lambda dialog: (faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("console", lambda m: faults.append(f"{page.url}: {m.text}") if "Content Security" in m.text else None)
    page.on("request", lambda request: faults.append(f"asks {request.url}") if not request.url.startswith((served, "data:")) else None)
    shown = 0
    for address in addresses(folder):
        page.goto(served + address)
        if page.evaluate("window.ran") is not None or page.locator("img, svg[onload], main script").count():
            faults.append(f"{address}: ran or is an element")
        body = page.locator("body").text_content() or ""
        shown += "<script>window.ran=1</script>" in body
        if "49" in body.replace("{{7*7}}", "") and "49{%raw%}" in body:
            faults.append(f"{address}: a template was read")
        faults += [f"{address}: leads to {href}" for href in page.evaluate(_LINKS)]
        faults += [f"{address}: turned {fault}" for fault in page.evaluate(_TURNED)]
    context.close()
    assert not faults, "\n".join(faults)
    assert shown > 25, "pages that show the mark letter for letter"


@pytest.mark.browser
def test_planted_strings_stay_text_where_scripts_of_the_page_use_them(planted, browser):
    _, served = planted
    page = browser.new_page()
    page.goto(f"{served}/read/planted")
    assert page.locator("#text").evaluate("e => e.textContent") == TEXT
    page.locator("#text .par.body p").first.click()
    expect(page.locator("aside.at-place")).to_contain_text("window.ran")
    page.goto(f"{served}/tifabank?sql=select+'%3C/textarea%3E%3Cscript%3Ewindow.ran%3D9%3C/script%3E'")
    page.get_by_role("button", name="Format SQL").click()
    assert page.evaluate("window.ran") is None
    page.close()
