"""The parts of reading series: words and their tags, how phrases open, candidates, weights."""

import math

import pytest

from tifabank.stages.enumerations.series import masked, series_in, stretches
from tifabank.stages.enumerations.series.candidates import LEAST, candidates, separators
from tifabank.stages.enumerations.series.openings import common, openings
from tifabank.stages.enumerations.series.ranking import Ranked, best, chosen, measured, weights
from tifabank.stages.enumerations.series.tokens import tokens_of


def tokens(text):
    return tokens_of(text, 0, len(text))


def tags(text):
    return {t.word: t.tag for t in tokens(text)}


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("They must plan the road", "plan", "VB"),
        ("software that records the parties", "records", "VBZ"),
        ("guarantee the supply", "guarantee", "VB"),
        ("the people's hearts", "people's", "POSS"),
        ("it helps that the river rose", "that", "IN"),
        ("«Q», ‘QQQ’ and (QQ)", "‘QQQ’", "Q"),
        ("信息", "信", "HAN"),
        ("a、b", "、", ","),
    ],
)
def test_tags_are_mended_by_their_neighbours(text, word, tag):
    assert tags(text)[word] == tag


def test_tokens_cover_every_word_and_mark_in_order():
    text = "No. 7, 3.5%, “QQ”, U.S.-led co-operation & 信息。"
    found = tokens(text)
    assert [text[t.start : t.end] for t in found] == [t.word for t in found]
    assert "".join(t.word for t in found) == text.replace(" ", "")


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [
        ("report the practice", {"base", "noun"}),
        ("steadily build roads", {"base"}),
        ("building roads", {"ing", "noun"}),
        ("lodge a complaint", {"base", "noun"}),
        ("to build roads", {"to"}),
        ("by the river", {"in:by"}),
        ("who lives alone", {"which:who"}),
    ],
)
def test_an_opening_is_all_that_it_can_be(phrase, kinds):
    assert openings(tokens(phrase)) == kinds


def test_members_open_as_most_of_them_can():
    assert common([tokens("plan the work"), tokens("check the boats"), tokens("heat the rooms")])[0] == "base"
    assert common([tokens("roads"), tokens("schools"), tokens("rivers")]) == ("noun", 1.0)


def test_a_comma_and_its_conjunction_are_one_separator():
    found = separators(tokens("a, b, and c as well as d"))
    assert [(s.comma, s.conjunction) for s in found] == [(True, False), (True, True), (False, True)]


def test_candidates_have_four_members_and_places_to_start_and_end():
    found = list(candidates(tokens("They mend roads, schools, rivers and boats in May")))
    assert found
    assert all(len(c.separators) >= LEAST - 1 and c.starts and c.ends for c in found)


def test_a_coordination_inside_a_member_parts_no_members():
    found = [len(c.separators) for c in candidates(tokens("roads, sand, gravel and lime, boats, and nets"))]
    assert {4, 3} <= set(found)


def test_no_candidate_without_enough_separators():
    assert list(candidates(tokens("roads, schools and rivers"))) == []


def test_quotations_and_brackets_are_read_on_their_own():
    text = "He saw “a, b” (c, d) there"
    parts = dict(masked(text, 0, len(text)))
    assert list(parts.values()) == [0, text.index("a,"), text.index("c,")]
    assert "a, b" not in next(iter(parts))


def test_stretches_end_at_marks_that_part_no_members():
    text = "one, two, three and four: five"
    assert [text[a:b] for a, b in stretches(text)] == ["one, two, three and four"]


def test_the_best_choice_comes_with_how_sure_it_is():
    place, sure = best([0.0, 2.0, 1.0])
    assert place == 1
    assert sure == pytest.approx(2 - math.log(1 + math.e**2 + math.e))


def test_every_feature_that_is_weighed_is_one_that_is_measured():
    text = "They build roads, plant trees, mend the boats of the poor, and open schools in May, he said"
    names = {"start": set(), "end": set(), "whole": set()}
    for candidate in candidates(tokens(text)):
        found = measured(candidate)
        names["start"] |= {f.split("=")[0] for features in found.starts for f in features}
        names["end"] |= {f.split("=")[0] for features in found.ends for f in features}
    for part in ("start", "end"):
        rare = {f.split("=")[0] for f in weights()[part]} - names[part]
        assert rare <= {"after verb", "after determiner", "determiner", "parts adjective", "parts noun", "parts noun length", "holds"} | {
            "parts", "parts tags", "parts length", "preposition known", "before", "next", "relative"
        }  # fmt: skip


def test_chosen_series_share_no_separator_and_cross_none():
    found = list(candidates(tokens("a, b, c, d, e and f")))
    one, two = found[0], found[1]
    kept = chosen([Ranked(one, one.starts[0], one.ends[-1], 1.0), Ranked(two, two.starts[0], two.ends[-1], 2.0)])
    assert [k.candidate for k in kept] == [two]


@pytest.mark.parametrize("count", [500, 5000])
def test_long_stretches_stay_bounded(count):
    assert isinstance(list(series_in("a, " * count + "b and c", 0, 3 * count + 7)), list)
