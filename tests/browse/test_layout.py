"""What a reader sees: no page wider than its window, no word broken, no description squeezed, nothing of a table of our own cut off on a telephone."""

import pytest
from tests.browse.conftest import scrolls_sideways

from tifabank.loading import load
from tifabank.rows import TABLES

PHONE, DESK = 390, 1280
BROKEN = r"""() => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement.closest("code, pre, textarea, option, script, .CodeMirror, .aside")) continue;
    for (const word of text.data.matchAll(/(?<![\w.\/:-])[A-Za-z]{3,20}(?![\w\/:-])/g)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].filter((r) => r.width).map((r) => Math.round(r.top))).size > 1) found.push(word[0]);
    }
  }
  return found;
}"""
CUT_OFF = """() => [...document.querySelectorAll(".scroll")].filter((e) => e.scrollWidth > e.clientWidth + 1)
  .map((e) => `${e.getAttribute("aria-label")}: ${e.scrollWidth} of ${e.clientWidth}`)"""
NARROW = """() => [...document.querySelectorAll("table.one-row td.help")].map((e) => e.clientWidth).filter((width) => width < 200)"""


def longest_id(table):
    """The id of a table that takes most room."""
    return max(load(table).iloc[:, 0], key=len)


def luminance(colour):
    """The relative luminance of a colour, as WCAG defines it."""
    parts = [c / 255 for c in colour[:3]]
    return sum(
        w * (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4) for w, c in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
    )


DOCUMENT, CONCEPT, LIST = (longest_id(table) for table in ("documents", "concepts", "enumerations"))
A, B = load("parallel_spans").query("parallel_id == 'formula-four-governances'").document_id.unique()[:2]
ENDLESS = "with+recursive+c(x)+as+(select+1+union+all+select+x%2B1+from+c)+select+max(x)+from+c"
ROUTES = [
    *("/", "/read", f"/read/{DOCUMENT}", "/compare", f"/compare?a={A}&b={B}", "/about", "/tifabank", "/search?q=social", "/search?q=zzzz"),
    *("/concordance", "/concordance?q=social+govern*", "/concordance?q=zzzz", "/concepts", f"/concept/{CONCEPT}", "/concept/safe-china"),
    *(
        "/lists",
        "/lists?kind=series",
        f"/list/{LIST}",
        "/cite",
        f"/cite/{LIST}",
        "/cite?of=%2Ftifabank%2Fmentions",
        "/nowhere",
        "/list/nothing",
    ),
    *(f"/tifabank/{table}" for table in TABLES),
    *(f"/explain/{longest_id(table)}" for table in TABLES),
]
RECORDS = [f"/tifabank/{table}/{longest_id(table).replace('.', '~2E')}" for table in TABLES]
REFUSED = [f"/tifabank?sql={ENDLESS}", "/tifabank?sql=select+nothing+from+nowhere"]


@pytest.fixture(scope="module")
def window(browser, served):
    """Opens pages one after the other at a width, whatever their status."""
    context = browser.new_context()
    page = context.new_page()

    def show(path, width):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(served + path)
        return page

    yield show
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", [*ROUTES, *RECORDS, *REFUSED])
def test_no_page_is_wider_than_a_telephone(window, path):
    assert not scrolls_sideways(window(path, PHONE))


@pytest.mark.browser
@pytest.mark.parametrize("width", [PHONE, 700, DESK])
def test_no_word_of_the_list_of_pairs_is_broken(window, width):
    assert window("/compare", width).evaluate(BROKEN) == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [PHONE, 700, DESK])
@pytest.mark.parametrize("path", RECORDS)
def test_descriptions_of_columns_have_room(window, path, width):
    page = window(path, width)
    assert page.evaluate(NARROW) == []
    assert page.evaluate(BROKEN) == []


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/read", "/lists", "/lists?kind=series", "/tifabank"])
def test_no_table_is_cut_off_on_a_telephone(window, path):
    page = window(path, PHONE)
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(BROKEN) == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_citation_is_seen_whole_and_copied_whole(window, width):
    page = window(f"/cite/{LIST}", width)
    for form in ("text", "bibtex"):
        box = page.locator(f"#cite-{form}")
        assert box.evaluate("(e) => e.scrollHeight <= e.clientHeight + 1"), form
        box.click()
        assert page.evaluate("getSelection().toString()").split() == box.text_content().split()


@pytest.mark.browser
@pytest.mark.parametrize("width", [PHONE, 700, DESK])
def test_no_word_of_the_origin_of_a_text_is_broken(window, width):
    page = window(f"/read/{DOCUMENT}", width)
    page.locator("details.origin summary").click()
    assert not scrolls_sideways(page)
    assert page.evaluate(BROKEN) == []


@pytest.mark.browser
def test_line_numbers_of_the_editor_can_be_read(window):
    number = window("/tifabank", DESK).locator(".CodeMirror-linenumber").first
    on, ground = number.evaluate(
        "(e) => [e, e.closest('.CodeMirror').querySelector('.CodeMirror-gutters')].map((x, i) => "
        "getComputedStyle(x)[i ? 'backgroundColor' : 'color'].match(/[\\d.]+/g).map(Number))"
    )
    light, dark = sorted((luminance(ground), luminance(on)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.browser
def test_forms_and_evidence_of_a_concept_are_not_cut_off_on_a_telephone(window):
    page = window("/concept/safe-china", PHONE)
    cut_off = [told.partition(":")[0] for told in page.evaluate(CUT_OFF)]
    assert not {"Table of official forms", "Table of evidence"} & set(cut_off)
    assert page.evaluate(BROKEN) == []
