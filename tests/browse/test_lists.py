"""Pages of lists: counts, filters, items in order, in neutral words."""

import html
import re

import pytest
from tests.browse.conftest import accessible, loaded_from_elsewhere, scrolls_sideways
from tests.browse.test_concepts import lines, plain

from tifabank.browse.formulas import told
from tifabank.browse.pages.one_list import parts
from tifabank.loading import load

LISTS, ITEMS = load("enumerations"), load("enumeration_items")
NAMED = LISTS[LISTS.name.notna()]
HOLDER = ITEMS.set_index("item_id").enumeration_id[LISTS.parent_item_id.dropna().iloc[0]]
SHOWN = [
    HOLDER,
    NAMED[NAMED.completeness == "complete"].enumeration_id.iloc[0],
    NAMED[NAMED.completeness == "named_only"].enumeration_id.iloc[0],
    LISTS[LISTS.kind == "heading"].enumeration_id.iloc[0],
]


def listed(site, address):
    """The ids of all lists that an address gives, over its pages of results."""
    found = []
    while address:
        page = site.page(address)
        found += re.findall(r'<th scope="row"><a href="/list/([^"]+)"', page[page.index('id="all"') :])
        after = re.search(r'<a href="([^"]+)" rel="next"', page)
        address = html.unescape(after.group(1)) if after else ""
    return found


def test_every_list_is_in_the_overview_once_in_order(site):
    found = listed(site, "/lists")
    assert sorted(found) == sorted(LISTS.enumeration_id)
    by_id = LISTS.set_index("enumeration_id")
    places = [(by_id.document_id[i], by_id.start_char[i]) for i in found]
    assert places == sorted(places)


@pytest.mark.parametrize("column", ["kind", "completeness", "document_id"])
def test_filters_leave_the_lists_that_fit(site, column):
    for value, own in LISTS.groupby(column):
        assert set(listed(site, f"/lists?{column.removesuffix('_id')}={value}")) == set(own.enumeration_id)


def test_counts_of_kinds_are_told(site):
    page = site.page("/lists")
    assert f"{len(LISTS)} lists by kind and completeness" in plain(page)
    totals = {cells[0].replace(" ", "_"): int(cells[-1]) for cells in lines(page, "plain stacked")}
    assert totals == LISTS.kind.value_counts().to_dict()


def test_named_lists_are_drawn_as_declared_and_given(site):
    page = site.page("/lists")
    table = page[page.index('class="plain stacked completeness"') :]
    for row in NAMED.fillna({"declared_count": 0}).itertuples():
        line = table[table.index(f"/list/{row.enumeration_id}") :].split("</tr>")[0]
        declared = int(row.declared_count)
        assert line.count("<rect") == max(declared, row.item_count)
        assert line.count('fill="currentColor"') == row.item_count


@pytest.mark.parametrize("enumeration_id", SHOWN)
def test_a_list_gives_its_items_in_order_with_those_inside(site, enumeration_id):
    page = site.page(f"/list/{enumeration_id}")
    assert not loaded_from_elsewhere(page)
    row = LISTS.set_index("enumeration_id").loc[enumeration_id]
    own = ITEMS[ITEMS.enumeration_id == enumeration_id].sort_values("position")
    ids = re.findall(r'<li value="\d+" id="([^"]+)"', page)
    assert [i for i in ids if i in set(own.item_id)] == list(own.item_id)
    assert len(ids) == len(set(ids))
    inside = LISTS[LISTS.parent_item_id.isin(own.item_id)]
    assert set(ITEMS[ITEMS.enumeration_id.isin(inside.enumeration_id)].item_id) <= set(ids)
    words = plain(page)
    assert f"given {row.item_count} in this text" in words
    assert all(label in words for label in own.label)
    assert f'href="/read/{row.document_id}?at={enumeration_id}#{enumeration_id}"' in page
    assert f'href="/cite/{enumeration_id}"' in page
    assert f'href="/tifabank/enumerations/{enumeration_id}"' in page


def test_the_words_of_an_item_are_all_shown():
    for item in ITEMS.itertuples():
        before, label, after = parts(item.text, item.label, item.marker if isinstance(item.marker, str) else None)
        assert before + label + after == item.text
    assert parts("1. b", "x", "1.") == ("", "x", " 1. b")


def test_a_formula_is_told_by_authority_beside_what_a_text_gives(site):
    members = load("concept_members")
    row = NAMED[NAMED.concept_id.isin(members.concept_id)].iloc[0]
    page = site.page(f"/list/{row.enumeration_id}")
    shown = plain(page)
    assert all(label in shown for label in members[members.concept_id == row.concept_id].label)
    assert f'href="/concept/{row.concept_id}"' in page


def test_counts_are_told_in_neutral_words():
    assert told({"declared_count": 4, "item_count": 1, "name": "four musts"}) == "declared 4, given 1 in this text"
    assert told({"declared_count": None, "item_count": 0, "name": "two and four"}) == "no single number declared, given 0 in this text"
    assert told({"declared_count": None, "item_count": 3, "name": None}) == "given 3 in this text"


def test_a_list_that_a_person_entered_is_told_as_such(site):
    lists, rules = load("enumerations"), load("rules").set_index("rule_id")
    method = lists.rule_id.map(rules.method)
    assert "by a curated correction" in site.page(f"/list/{lists[method == 'curated'].enumeration_id.iloc[0]}")
    found = lists[method != "curated"].iloc[0]
    page = html.unescape(site.page(f"/list/{found.enumeration_id}"))
    assert f"found by rule: {rules.description[found.rule_id]}" in page
    assert "by a curated correction" not in page


def test_an_unknown_list_is_told_with_where_to_look(site):
    answer = site.get("/list/nope_enu1-2")
    assert answer.status_code == 404
    assert 'href="/lists"' in answer.text


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("address", ["/lists", "/lists?document=none", *(f"/list/{e}" for e in SHOWN)])
def test_lists_in_a_browser(tab, address, width):
    page = tab(address, width=width)
    assert not accessible(page)
    assert not scrolls_sideways(page)
