"""About the data, the list of texts, the home page, and Datasette's own pages: what they tell is what the declarations and tables say."""

import html
import re

import pytest
from tests.browse.conftest import Site, accessible, loaded_from_elsewhere, scrolls_sideways
from tests.conftest import ROOT

from tifabank.browse.facts import SHOWN
from tifabank.browse.pages.about import quality
from tifabank.browse.pages.texts import PAGE
from tifabank.build import build
from tifabank.citation import cite
from tifabank.loading import load
from tifabank.rows import TABLES
from tifabank.schema import about, published

DOCUMENTS = load("documents")
LIST = load("enumerations").query("completeness == 'complete'").iloc[0]
MENTION = load("mentions").iloc[5]


def words(page):
    """The words of a page, as they are read."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_about_tells_every_table_column_value_and_rule(site):
    page = site.page("/about")
    read = words(page)
    for table in TABLES:
        assert about(table) in read
        for column in published(table):
            assert column.description in read, (table, column.name)
            for value in column.values:
                assert f"<code>{value}</code>" in page
    for rule in load("rules").rule_id:
        assert f"<code>{rule}</code>" in page
    assert cite() in read
    assert not loaded_from_elsewhere(page)


def test_about_has_the_guidelines_and_the_figures_that_ship(site):
    page = site.page("/about")
    guidelines = (ROOT / "schemas" / "guidelines.md").read_text(encoding="utf-8")
    for heading in re.findall(r"^## (.+)$", guidelines, re.MULTILINE):
        assert f"<h3>{heading}</h3>" in page
    figures = quality()
    assert {f["split"] for f in figures} >= {"test"}
    for figure in figures:
        assert figure["f1"] in page


def test_the_list_of_texts_tells_all_of_a_small_package(site):
    page = site.page("/read")
    assert re.findall(r'href="/read/([a-z0-9-]+)"', page) == DOCUMENTS.sort_values("title").document_id.tolist()
    ordered = re.findall(r'href="/read/([a-z0-9-]+)"', site.page("/read?order=words"))
    assert ordered == DOCUMENTS.sort_values("body_words", ascending=False).document_id.tolist()
    assert site.page("/read?order=no&page=x")
    assert "No text has these words" in site.page("/read?title=%27%22%3Cscript%3E")


def test_many_texts_are_told_in_pages(package):
    folder = package({f"t{i:03}.txt": f"A title {i:03}\n\nIt is so." for i in range(PAGE + 5)})
    build(folder)
    made = Site(folder)
    first, second = (re.findall(r'href="/read/(t\d+)"', made.page(f"/read?page={n}")) for n in (1, 2))
    assert (len(first), len(second)) == (PAGE, 5)
    assert not set(first) & set(second)
    assert made.page("/").count('href="/read/t') == SHOWN
    assert re.findall(r'href="/read/(t\d+)"', made.page("/read?title=t003")) == ["t003"]


def test_a_package_without_texts_or_concepts_is_browsed(package):
    folder = package({"a.txt": "It is."})
    build(folder)
    made = Site(folder)
    for path in ("/", "/about", "/read", "/search?q=it", "/tifabank", "/tifabank/concepts"):
        assert made.get(path).status_code == 200, path


def test_the_edition_without_text_has_no_link_to_texts(package):
    folder = package({"a.txt": "First, it is. Second, it was."})
    build(folder, text=False)
    made = Site(folder)
    home = made.page("/").partition("<main")[2]
    assert "/read/" not in home
    assert made.get("/read").status_code == 404
    assert "edition without text" in made.page("/about")
    assert made.page(f"/tifabank/sentences/{load('sentences', folder).sentence_id[0]}")


@pytest.mark.parametrize(("table", "row"), [("mentions", MENTION), ("enumerations", LIST)])
def test_a_row_is_shown_in_its_text(site, table, row):
    page = site.page(f"/tifabank/{table}/{row.iloc[0]}")
    marked = html.unescape(re.search(r"<mark>(.*?)</mark>", page, re.DOTALL)[1])
    text = DOCUMENTS.set_index("document_id").text[row.document_id]
    assert text[row.start_char : row.end_char].startswith(marked.removesuffix(" …").replace("\r", ""))
    assert f'href="/read/{row.document_id}?at={row.iloc[0]}#{row.iloc[0]}"' in page
    assert f'href="/cite/{row.iloc[0]}"' in page


def test_titles_tell_tabs_apart(site):
    paths = ["/", "/about", "/read", "/cite", "/search", "/search?q=a", "/tifabank", "/tifabank/mentions", "/tifabank/mentions?nested=1"]
    paths += ["/tifabank?sql=select+1", "/tifabank?sql=select+2", f"/tifabank/enumerations/{LIST.enumeration_id}", "/nowhere"]
    titles = [re.search(r"<title>(.*?)</title>", site.get(path).text)[1] for path in paths]
    assert len(set(titles)) == len(titles)


def test_an_empty_table_says_what_to_try(site):
    assert "No row fits" in site.page("/tifabank/mentions?_search=xyzzyplugh")
    assert "gave no row" in site.page("/tifabank?sql=select+*+from+rules+where+0")


PAGES = {
    "home": "/",
    "about": "/about",
    "texts": "/read",
    "tables": "/tifabank",
    "table": "/tifabank/mentions?nested=1",
    "concepts": "/tifabank/concepts",
    "documents": "/tifabank/documents",
    "empty": "/tifabank/mentions?_search=xyzzyplugh",
    "list": f"/tifabank/enumerations/{LIST.enumeration_id}",
    "document": f"/tifabank/documents/{LIST.document_id}",
    "sql": "/tifabank?sql=select+*+from+rules",
    "question": "/tifabank/named_but_not_given",
    "rests": f"/tifabank/what_a_row_rests_on?id={LIST.enumeration_id}",
}


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", PAGES)
def test_pages_in_a_browser(tab, width, name):
    page = tab(PAGES[name], width=width)
    assert not accessible(page)
    assert not scrolls_sideways(page)
