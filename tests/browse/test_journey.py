"""A researcher's way through the site: home, a text, a highlight, its concept, its concordance, its citation; search; compare."""

import re

import pytest
from tests.browse.conftest import accessible, follow

from tifabank.loading import load

LISTS = load("enumerations").query("completeness == 'complete' and kind == 'named'")
MENTION = (
    load("mentions").query("not nested").merge(load("paragraphs").query("kind == 'body'")[["paragraph_id"]], on="paragraph_id").iloc[0]
)
TITLE = load("documents").set_index("document_id").title[MENTION.document_id]
LABEL = load("concepts").set_index("concept_id").label[MENTION.concept_id]


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [1280, 360])
def test_from_home_to_a_citation(tab, scripts, width):
    page = tab("/", scripts=scripts, width=width)
    follow(page.get_by_role("link", name=TITLE, exact=True).first)
    assert TITLE in page.title()
    follow(page.locator(f"[id='{MENTION.mention_id}']"))
    assert MENTION.mention_id in page.locator("h1").inner_text()
    follow(page.get_by_role("link", name=MENTION.concept_id).or_(page.get_by_role("link", name=LABEL, exact=True)).first)
    if "/concept/" not in page.url:  # from the row of the concept
        follow(page.locator(f"a[href$='/concept/{MENTION.concept_id}']").first)
    assert LABEL in page.locator("h1").inner_text()
    follow(page.locator("main").get_by_role("link", name=re.compile("concordance", re.IGNORECASE)).first)
    assert "/concordance" in page.url
    follow(page.get_by_role("link", name="Cite this"))
    cited = page.locator("main").inner_text()
    assert "tifabank:" in cited
    assert "127.0.0.1" not in cited


@pytest.mark.browser
def test_search_leads_to_the_thing_and_its_place(tab):
    page = tab("/")
    page.get_by_label("Search everything").fill(LABEL)
    follow(page.get_by_role("search").get_by_role("button"))
    assert page.locator(f"a[href$='/concept/{MENTION.concept_id}']").count()
    assert page.locator("main mark").count()
    follow(page.locator("main a[href*='/read/'][href*='at=']").first)
    assert page.locator(".here").count()


@pytest.mark.browser
def test_a_pair_of_texts_is_compared(tab):
    page = tab("/compare")
    follow(page.get_by_role("link", name=re.compile("^Compare .* and ")).first)
    assert "a=" in page.url
    assert page.locator("table.sides tbody tr").count()
    follow(page.locator("a.place").first)
    assert page.locator(".here").count()


@pytest.mark.browser
def test_a_list_is_read_item_by_item(tab):
    row = LISTS.iloc[0]
    page = tab(f"/list/{row.enumeration_id}")
    told = page.locator("main").inner_text()
    assert f"declared {row.declared_count}" in told
    assert f"given {row.item_count} in this text" in told


@pytest.mark.browser
def test_the_keyboard_reaches_the_content_first(tab):
    page = tab("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/tifabank", "/tifabank/mentions", "/tifabank/mentions?document_id=nothing"])
def test_datasette_s_pages_in_a_browser(tab, path):
    assert not accessible(tab(path))


@pytest.mark.browser
@pytest.mark.parametrize(
    "path", ["/", f"/read/{MENTION.document_id}", "/concordance?q=security", "/concepts", "/search?q=social", "/tifabank/mentions"]
)
def test_pages_in_the_dark(browser, served, path):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(served + path)
    assert not accessible(page)
    context.close()
