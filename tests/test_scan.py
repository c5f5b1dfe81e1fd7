"""Cues: where a pattern can begin, found once for a whole text."""

from __future__ import annotations

import re

from tifabank.scan import Scan, found_at, pattern, standing_free, within, words

TEXT_OF_TEN = "ten kitten é-ten “ten), often x_ten"
TEXT = "the mill is old, the pond is not, and the road is a path"


def test_words_are_found_in_order() -> None:
    assert words("not", "is")("is it not? it is") == [0, 6, 14]
    assert words("aa")("aaa") == [0, 1]


def test_a_pattern_at_its_cues_finds_what_it_finds_anywhere() -> None:
    predicate = re.compile(r" is (?:a|not)")
    assert [m.span() for m in found_at(predicate, TEXT, words(" is ")(TEXT), len(TEXT))] == [m.span() for m in predicate.finditer(TEXT)]


def test_matches_do_not_overlap() -> None:
    assert [m[0] for m in found_at(re.compile("a+"), "aaa b aa", [0, 1, 2, 6, 7], 8)] == ["aaa", "aa"]


def test_places_within_a_range() -> None:
    assert within([1, 4, 6, 9], 4, 9) == [4, 6]


def test_a_scan_hands_out_places_by_kind() -> None:
    scan = Scan(TEXT, {"is": words(" is "), "article": pattern("[at](?:he)? ")})
    assert scan.by_stretch([(0, 16), (17, 19), (19, 21), (21, 28)]) == {
        0: {"is": [8], "article": [0]},
        1: {"article": [17]},
        3: {"is": [25]},
    }


def test_what_stands_free_is_not_part_of_a_word() -> None:
    free = standing_free("ten|often?")
    assert [TEXT_OF_TEN[a:b] for a, b in free(TEXT_OF_TEN)] == ["ten", "ten", "often"]
    assert [a for a, _ in free(TEXT_OF_TEN)] == [0, 18, 24]
