"""The parts of reading series: words and their tags, how phrases open, candidates, weights."""

import math
from pathlib import Path

import numpy as np
import pytest
from textblob.en import lexicon

from tifabank.learn import best
from tifabank.stages.enumerations.series import masked, series_in, stretches
from tifabank.stages.enumerations.series.candidates import LEAST, in_one_row
from tifabank.stages.enumerations.series.classes import CLASSES
from tifabank.stages.enumerations.series.forms import TAGS
from tifabank.stages.enumerations.series.lexicon import Lexicon
from tifabank.stages.enumerations.series.marks import Marks
from tifabank.stages.enumerations.series.measuring import measured
from tifabank.stages.enumerations.series.openings import Openings
from tifabank.stages.enumerations.series.places import ends, starts
from tifabank.stages.enumerations.series.ragged import Keys, running, spread
from tifabank.stages.enumerations.series.ranking import Ranked, best_of, chosen, members, read, series_of, weights
from tifabank.stages.enumerations.series.tokens import Stretch, Tokens
from tifabank.stages.enumerations.series.weighing import ABSENT, TRUTHS, Numbers, Part, Table, Values

DEVELOPMENT = Path(__file__).parents[1] / "gold" / "development"


def stretch(text):
    return Stretch(text, 0, len(text))


def tokens(*texts):
    return Tokens([stretch(text) for text in texts], Lexicon())


def words(text):
    found = tokens(text)
    return [text[a:b] for a, b in found.spans(0)]


def tags(text):
    found = tokens(text)
    return dict(zip(words(text), (TAGS[tag] for tag in found.tag[found.begin[0] : found.end[0]]), strict=True))


def read_one(text):
    return read([stretch(text)])


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


def test_all_tags_of_the_tagger_are_known():
    lexicon.get("the")  # it is read at the first question
    assert set(lexicon.values()) <= set(TAGS)


def test_a_stretch_is_read_alike_whatever_stands_around_it():
    alone, among = tokens("They plan roads"), tokens("must", "They plan roads", "and rivers")
    own = slice(among.begin[1], among.end[1])
    assert alone.tag[alone.begin[0] : alone.end[0]].tolist() == among.tag[own].tolist()
    assert [among.lexicon.lows.names[i] for i in among.low[own]] == ["they", "plan", "roads"]


def test_a_lexicon_asks_for_each_word_once_and_grows():
    lexicon = Lexicon(["with", "weights"])
    assert lexicon.lows.code("weights") == 1
    words = [f"word{i}" for i in range(2000)]
    rows = lexicon.rows(words)
    assert lexicon.rows(words) == rows
    assert len(lexicon) == len(words) + 1  # the edge
    assert [lexicon.lows.names[i] for i in lexicon.known(rows).low] == words


def test_a_word_with_another_tag_has_a_row_of_its_own():
    lexicon = Lexicon()
    (row,) = lexicon.rows(["plan"])
    verb = lexicon.retagged(row, TAGS.index("VB"))
    assert lexicon.retagged(row, TAGS.index("VB")) == verb != row
    known = lexicon.known([row, verb])
    assert known.low[0] == known.low[1]
    assert [CLASSES[kind] for kind in known.kind] == ["noun", "base"]


def test_prepositions_and_question_words_are_classes_of_their_own_in_the_order_of_their_names():
    lexicon = Lexicon()
    kinds = lexicon.known(lexicon.rows(["with", "which", "by"])).kind
    assert [lexicon.classes.names[kind] for kind in kinds] == ["in:with", "which:which", "in:by"]
    assert lexicon.prepositions()[kinds].tolist() == [True, False, True]
    assert lexicon.order()[kinds[2]] < lexicon.order()[kinds[0]]


def test_tokens_cover_every_word_and_mark_in_order():
    text = "No. 7, 3.5%, “QQ”, US-led co-operation & 信息。"
    assert words(text) == ["No", ".", "7", ",", "3.5%", ",", "“QQ”", ",", "US-led", "co-operation", "&", "信", "息", "。"]


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
    found = tokens(phrase)
    openings = Openings(found)
    by_name = int(openings.named(found.begin, found.end)[0])
    named = {name for code, name in enumerate(CLASSES) if by_name >> code & 1}
    own = found.lexicon.classes.names[openings.tagged(found.begin, found.end)[0]]
    assert named | ({own} - {*CLASSES}) == kinds


@pytest.mark.parametrize(
    ("phrases", "kind", "agreeing"),
    [
        (["plan the work", "check the boats", "heat the rooms"], "base", 3),
        (["roads", "schools", "rivers"], "noun", 3),
        (["roads", "build roads", "schools"], "noun", 2),
        (["", ""], "nothing", 2),
    ],
)
def test_members_open_as_most_of_them_can(phrases, kind, agreeing):
    found = tokens(*phrases)
    common, most = Openings(found).common(found.begin, found.end, np.zeros(len(phrases), dtype=int), np.array([len(phrases)]))
    assert (CLASSES[common[0]], most[0]) == (kind, agreeing)


def test_a_comma_and_its_conjunction_are_one_separator():
    found = tokens("a, b, and c as well as d")
    marks = Marks(found, Openings(found))
    assert list(zip(marks.comma.tolist(), marks.conjunction.tolist(), strict=True)) == [(True, False), (True, True), (False, True)]
    assert (marks.end - marks.start).tolist() == [1, 2, 3]


def test_a_stretch_does_not_open_with_a_separator():
    found = tokens("and a, b", "or c, d")
    assert Marks(found, Openings(found)).stretch.tolist() == [0, 1]


def test_candidates_have_four_members_and_places_to_start_and_end():
    found = read_one("They mend roads, schools, rivers and boats in May")
    own = members(found, found.candidates)
    assert own.count
    assert (own.sizes + 2 >= LEAST).all()
    for owner, _ in (starts(own), ends(own)):
        assert set(owner.tolist()) == set(range(own.count))


def test_a_coordination_inside_a_member_parts_no_members():
    found = read_one("roads, sand, gravel and lime, boats, and nets")
    assert {4, 3} <= set((found.candidates.sizes + 1).tolist())


def test_no_candidate_comes_twice():
    found = read_one("build roads, mend boats, plant trees, dig wells, and open schools, he said").candidates
    each = np.split(found.commas, np.cumsum(found.sizes)[:-1])
    keys = [(last, *commas.tolist()) for last, commas in zip(found.last.tolist(), each, strict=True)]
    assert len(set(keys)) == len(keys)


def test_no_candidate_without_enough_separators():
    assert not len(read_one("roads, schools and rivers").candidates.last)


def test_quotations_and_brackets_are_read_on_their_own():
    text = "He saw “a, b” (c, d) there"
    parts = dict(masked(text, 0, len(text)))
    assert list(parts.values()) == [0, text.index("a,"), text.index("c,")]
    assert "a, b" not in next(iter(parts))


def test_stretches_end_at_marks_that_part_no_members():
    text = "one, two, three and four: five"
    assert [text[s.start : s.end] for s in stretches(text)] == ["one, two, three and four"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Dr. Lee saw a, b, c and d. He left", ["Dr. Lee saw a, b, c and d"]),
        ("a, b, c - d, e, f – g", []),
        ("a, b, c and d -- e, f, g & h", ["a, b, c and d ", "e, f, g & h"]),
        ("a, b, c and d—e, f, g, h", ["a, b, c and d", "e, f, g, h"]),
        ("read; (QQ) a, b, c or d", ["a, b, c or d"]),
        ("sand, oranges, norms", []),
    ],
)
def test_a_stretch_ends_at_stops_dashes_and_signs(text, pieces):
    assert [text[s.start : s.end] for s in stretches(text)] == pieces


def test_the_best_choice_comes_with_how_sure_it_is():
    place, sure = best_of(np.array([0, 2000, 1000, 5000, 5000]), np.array([0, 3]))
    assert place.tolist() == [1, 3]
    assert sure == pytest.approx([2 - math.log(1 + math.e**2 + math.e), -math.log(2)])
    assert best([0.0, 2.0, 1.0]) == (1, pytest.approx(sure[0]))


def test_weights_are_added_up_by_what_a_row_has_in_its_columns():
    part = Part({"word": Values(["a", "b"]), "long": TRUTHS, "size": Numbers(0, 3)}, "one = word\nboth = word, long, size\nnone = size")
    codes = {"word": np.array([0, 1, ABSENT]), "long": np.array([0, 1, 1]), "size": np.array([0, 3, 2])}
    assert part.names(codes) == [["one=a", "both=a False 0", "none=0"], ["one=b", "both=b True 3", "none=3"], ["none=2"]]
    table = Table(part)
    weights = table.weights({"one=a": 1, "both=b True 3": 10, "none=2": 100, "one=b": 1000})
    assert weights[table.places(codes)].sum(axis=0).tolist() == [1, 1010, 100]


def test_a_weight_of_no_feature_is_an_error():
    with pytest.raises(ValueError, match="two=a"):
        Table(Part({"word": Values(["a"])}, "one = word")).weights({"two=a": 1})


def test_ragged_rows_are_spread_and_summed():
    owner, member = spread(np.array([5, 9]), np.array([2, 1]))
    assert (owner.tolist(), member.tolist()) == ([0, 0, 1], [5, 6, 9])
    assert running(np.array([True, False, True])).tolist() == [0, 1, 1, 2]


def test_keys_hold_pairs():
    keys = Keys(np.array([0, 1]), np.array([3, 4]))
    assert keys.hold(np.array([0, 0, 1]), np.array([3, 4, 4])).tolist() == [True, False, True]
    assert keys.hold(np.array([9]), np.array([9])).tolist() == [False]


def test_a_value_above_all_known_ones_is_none_of_the_next_owner():
    keys = Keys(np.array([0, 1]), np.array([3, 1]))
    assert keys.hold(np.array([0, 0, 1]), np.array([5, 3, 1])).tolist() == [False, True, True]  # (0, 5) would be (1, 1) in a radix of four


def test_what_was_read_before_changes_no_series(monkeypatch):
    """Words are numbered as they come: series must not hang on the numbers, so one process gives the rows of any other."""
    texts = [" ".join(path.read_text(encoding="utf-8").split()) for path in sorted(DEVELOPMENT.rglob("*.txt"))[::8]]

    def of(text):
        return list(series_in(text, [(0, len(text))]))

    warm = [of(text) for text in texts]
    lexicon = weights().lexicon()
    for text, known in zip(texts, warm, strict=True):
        monkeypatch.setattr(weights(), "_lexicon", Lexicon(weights().words.names))
        assert of(text) == known
    assert lexicon is not weights().lexicon()


def test_candidates_are_measured_by_the_features_that_are_weighed():
    found = list(measured(read_one("They build roads, plant trees, mend the boats of the poor, and open schools in May, he said")))
    assert found
    for one in found:
        assert len(one.starts) == len(one.of_starts)
        assert any("count=4" in other.whole for other in found)
        assert all(any(f.startswith("tags=") for f in features) for features in one.of_starts + one.of_ends)


def test_a_series_is_found_with_its_borders():
    text = "They mend roads, schools, rivers and boats in May, and he said"
    assert [[text[a:b] for a, b in one] for one in series_in(text, [(0, len(text))])] == [["roads", "schools", "rivers", "boats"]]


@pytest.mark.parametrize(
    "text",
    [
        "The committee reviewed budgets, and officials discussed housing, transport and health.",
        "The reform was slow, costs rose, and the public, the press and parliament lost patience.",
        "In spring the ministry published the plan, and in autumn the courts, the prosecutors and the police began to apply it.",
    ],
)
def test_a_conjunction_in_the_middle_begins_another_clause(text):
    assert list(series_in(text, [(0, len(text))])) == []


def test_a_conjunction_stands_before_the_last_member_or_before_each():
    found = read_one("roads, and schools, and rivers, and boats")
    assert len(in_one_row(found.marks, found.candidates).last)
    found = read_one("roads, and schools, rivers, and boats")
    assert len(found.candidates.last)
    assert not len(in_one_row(found.marks, found.candidates).last)


def test_nothing_is_found_where_nothing_is_to_read():
    assert series_of(read([])) == []
    assert list(series_in("", [(0, 0)])) == []
    assert list(measured(read_one("roads and rivers"))) == []


def test_chosen_series_share_no_separator_and_cross_none():
    one, two = Ranked(1, 9, ((2, 3), (4, 5), (6, 7)), 1.0), Ranked(3, 12, ((4, 5), (6, 7), (9, 10)), 2.0)
    assert chosen([one, two]) == [two]
    assert chosen([one, two._replace(start=8, separators=((10, 11),))]) == [two._replace(start=8, separators=((10, 11),))]


def test_of_series_that_reach_equally_far_one_is_chosen():
    one, two = Ranked(1, 20, ((2, 3), (4, 5), (6, 7)), 1.0), Ranked(1, 20, ((9, 10), (12, 13), (15, 16)), 2.0)
    assert chosen([one, two]) == [two]


@pytest.mark.parametrize("piece", ["a, ", ",", "and a, ", "build a b, "])
@pytest.mark.parametrize("count", [500, 5000])
def test_long_stretches_stay_bounded(piece, count):
    text = piece * count + "b and c"
    assert isinstance(list(series_in(text, [(0, len(text))])), list)
