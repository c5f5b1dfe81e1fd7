"""One strict policy for every answer: nothing runs or is styled from inside a page, and what needs scripts works all the same."""

import re
from collections import Counter, deque
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect
from tests.browse.attacks import CLOSED, ROUTES
from tests.browse.conftest import accessible

from tifabank.browse.guard import HEADERS, POLICY

MOST = 160
"""Pages that are followed from the home page; of those that differ in ids and values only, two."""
FORMS = ("/tifabank/{}.json", "/tifabank/{}.csv", "/tifabank/{}.blob", "/tifabank/{}.jsono", "/download/{}.parquet")


class _Inside(HTMLParser):
    """Collects what a page runs or styles from inside."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self._script = [], False

    def handle_starttag(self, tag, attrs):
        self._script = tag == "script"
        if tag == "style" or (tag == "script" and not dict(attrs).get("src")) or tag in {"iframe", "object", "embed", "base"}:
            self.found.append(tag)
        self.found += [f"{tag} {name}={value}" for name, value in attrs if name == "style" or name.startswith("on")]
        self.found += [
            f"{tag} {name}={value}" for name, value in attrs if re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE)
        ]

    def handle_data(self, data):
        if self._script and data.strip():
            self.found.append(f"script {data[:60]}")

    def handle_endtag(self, _tag):
        self._script = False


def inside(html):
    """What a page runs or styles from inside."""
    parser = _Inside()
    parser.feed(html)
    return parser.found


def carries(answer):
    """Whether an answer has each header once, with its value."""
    given = [(name.lower(), value) for name, value in answer.headers.multi_items()]
    return all([value for name, value in given if name == wanted] == [policy] for wanted, policy in HEADERS.items())


def _shape(address):
    """Address without what tells rows of one page apart."""
    parts = urlsplit(address)
    folders = re.sub(r"/(read|concept|list|cite|tifabank/\w+|download)/[^/]+", r"/\1/*", parts.path)
    return folders, tuple(sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}))


def test_every_page_that_can_be_reached_has_the_policy_and_nothing_inside(site):
    waiting, seen, shapes, faults = deque(["/"]), {"/"}, Counter(), []
    while waiting and len(shapes) < MOST:
        address = waiting.popleft()
        if shapes[_shape(address)] >= 2:
            continue
        shapes[_shape(address)] += 1
        answer = site.get(address)
        if answer.status_code not in {200, 302} or not carries(answer):
            faults.append(f"{address}: {answer.status_code} {dict(answer.headers)}")
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        faults += [f"{address}: {found}" for found in inside(answer.text)]
        links = [unescape(link).split("#")[0].removeprefix("http://localhost") for link in re.findall(r'href="([^"]+)"', answer.text)]
        fresh = [link for link in dict.fromkeys(links) if link.startswith("/") and link not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    assert len(shapes) > 60
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "address", [*ROUTES, *(form.format("rules") for form in FORMS), *CLOSED[::3], "/-/metadata.json", "/-/settings", "/favicon.ico"]
)
def test_every_kind_of_answer_has_the_policy(site, address):
    answer = site.get(address)
    assert carries(answer)
    assert not answer.headers.get("content-type", "").startswith("text/html") or not inside(answer.text)


def test_the_policy_allows_nothing_inside_a_page_and_nothing_from_elsewhere():
    assert "unsafe" not in POLICY
    assert set(re.findall(r"'[\w-]+'|\S+:", POLICY)) == {"'none'", "'self'", "data:"}
    assert "default-src 'none'" in POLICY


def test_what_is_inside_a_page_is_found():
    page = "<style>a</style><p style='a' onclick='b'><script>c</script><script src='/d'></script><a href=' JavaScript:e'>"
    assert inside(page) == ["style", "p style=a", "p onclick=b", "script", "script c", "a href= JavaScript:e"]


@pytest.mark.browser
def test_menus_of_columns_work_with_mouse_and_keyboard(tab):
    page = tab("/tifabank/mentions")
    menu = page.locator("body > .dropdown-menu")
    page.get_by_role("button", name="Menu of the column sense_basis").click()
    expect(menu).to_be_visible()
    expect(menu).to_contain_text("Facet by this")
    page.mouse.click(5, 5)
    expect(menu).to_be_hidden()
    icon = page.get_by_role("button", name="Menu of the column sense_basis")
    icon.press("Enter")
    expect(menu.get_by_text("Sort ascending")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(icon).to_be_focused()
    assert not accessible(page)
    icon.press("Enter")
    menu.get_by_text("Facet by this").click()
    expect(page.locator("#facet-sense_basis")).to_be_visible()
    page.locator("#facet-sense_basis a[aria-label='Remove the facet sense_basis']").click()
    expect(page.locator("#facet-sense_basis")).to_have_count(0)


@pytest.mark.browser
def test_the_sql_editor_works(tab):
    page = tab("/tifabank")
    expect(page.locator(".CodeMirror-linenumber").first).to_have_text("1")
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("select rule_id from rules order by rule_id limit 3")
    expect(page.locator(".cm-keyword").first).to_have_text("select")
    assert page.locator(".cm-keyword").first.evaluate("e => getComputedStyle(e).color") == "rgb(119, 0, 136)"
    page.get_by_role("button", name="Format SQL").click()
    expect(page.locator(".CodeMirror-linenumber")).not_to_have_count(1)
    page.locator(".CodeMirror").click()
    page.keyboard.press("Shift+Enter")
    expect(page.locator("h2.found")).to_have_text("3 rows")
    before = page.locator(".CodeMirror").bounding_box()
    page.mouse.move(before["x"] + before["width"] - 5, before["y"] + before["height"] - 5)
    page.mouse.down()
    page.mouse.move(before["x"] + before["width"] - 5, before["y"] + before["height"] + 150)
    page.mouse.up()
    assert page.locator(".CodeMirror").bounding_box()["height"] > before["height"] + 100
    page.get_by_role("link", name="Hide SQL").click()
    expect(page.locator(".CodeMirror")).to_have_count(0)
    expect(page.locator("h2.found")).to_have_text("3 rows")


@pytest.mark.browser
def test_the_sql_of_a_question_can_be_shown_formatted_and_edited(tab):
    page = tab("/tifabank/named_but_not_given")
    page.get_by_role("link", name="Show SQL").click()
    lines = page.locator("#sql-query").inner_text().count("\n")
    page.get_by_role("button", name="Format SQL").click()
    assert page.locator("#sql-query").inner_text().count("\n") > lines
    page.get_by_role("link", name="Edit SQL").click()
    expect(page.locator(".CodeMirror")).to_contain_text("completeness")


@pytest.mark.browser
@pytest.mark.parametrize(
    "address", ["/", "/search?q=governance", "/concordance?q=the", "/about", "/cite", "/tifabank/rules/documents~2Eraw", "/-/settings"]
)
def test_pages_break_no_policy(tab, address):
    tab(address).wait_for_load_state("networkidle")


@pytest.mark.browser
def test_the_policy_is_kept_by_the_browser(browser, served):
    page = browser.new_page()
    told = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{served}/about")
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = true'}))")
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in line for line in told)
    page.close()
