"""Alternations sorted by first characters match what the whole expression matches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tifabank.stages.paragraphs import wordings
from tifabank.stages.paragraphs.branches import Branches, split

PATTERN = r"by\s\w+|(?:the\s)?end|[(（]x|\d+a?|[^b]c|.*z|\s*y|(?!a)b+|é|"


@given(st.text(st.sampled_from("bytheand(（x1cz éB "), max_size=6))
@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_sorted_branches_match_as_the_whole_does(flags, words):
    whole, branches = re.compile(PATTERN.removesuffix("|"), flags), Branches(PATTERN.removesuffix("|"), flags)
    assert branches.match(words) == bool(whole.match(words))
    assert branches.fullmatch(words) == bool(whole.fullmatch(words))


def test_branches_are_cut_outside_groups_and_sets():
    assert split(r"a|b(?:c|d)[|]|\||[]|]e") == ["a", r"b(?:c|d)[|]", r"\|", "[]|]e"]


@pytest.mark.parametrize("name", ["FURNITURE", "ALWAYS_FURNITURE", "RELATED", "CAPTION", "BYLINE"])
def test_few_wordings_of_a_page_can_open_with_any_character(name):
    branches = getattr(wordings, name)
    assert sum(firsts is None for _, firsts in branches._sorted) == 0  # noqa: SLF001  # what could slow every line down
