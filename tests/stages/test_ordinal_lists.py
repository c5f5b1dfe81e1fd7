"""Ordinal lists: the wordings of markers, and where the last item ends."""

import pytest
from tests.conftest import columns_of, rows_of
from tests.stages.test_enumerations import lists, only

from tifabank.stages.enumerations.wordings import can_open_after


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("To begin with, we read. Next, we write. And finally, we rest.", ["To begin with", "Next", "And finally"]),
        ("One is rain. Another, seldom told, is frost. The third is wind.", ["One is", "Another, seldom told, is", "The third is"]),
        ("One of the reasons is rain. Another is frost.", ["One of the reasons is", "Another is"]),
        ("In the first place, it is dear. In the second place, it is slow.", ["In the first place", "In the second place"]),
        ("The first thing is to ask. The next thing is to act.", ["The first thing is", "The next thing is"]),
        ("A first reason is rain. A final reason is frost.", ["A first reason is", "A final reason is"]),
        ("Step one: fill it in. Step two: send it.", ["Step one", "Step two"]),
        ("One, we keep the peace. Two, we keep the books.", ["One", "Two"]),
        ("其一，水少。其二，管旧。", ["其一", "其二"]),
    ],
)
def test_wordings_of_markers(text, markers):
    kind, _, _, items = only(text)
    assert (kind, [marker for marker, _ in items]) == ("ordinal", markers)


def test_a_marker_with_and_goes_on_in_a_new_paragraph():
    text = (
        "To begin with, it is safe. It has a guard. Next, it is free.\n\nAnd then there is Miss Oda. She sings.\n\nIt rains here every day."
    )
    assert columns_of(rows_of(text)["enumeration_items"], "marker", "text")[2] == ("And then", "And then there is Miss Oda. She sings.")


@pytest.mark.parametrize(
    "closing",
    [
        "Only then can it be called ours.",
        "None of this is new.",
        "For these two reasons, it failed.",
        "Both must be done.",
        "We lean towards the latter.",
        "Taken as a whole, it works.",
    ],
)
def test_a_closing_sentence_that_returns_to_the_whole_is_no_part_of_the_last_item(closing):
    text = f"First, read. It helps much. Second, write. It lasts. {closing}"
    assert columns_of(rows_of(text)["enumeration_items"], "text") == ["First, read. It helps much.", "Second, write. It lasts."]


def test_bulleted_lists_inside_each_other():
    text = "Bring this:\n• a card\n• photos\n  – one recent\n  – one old\n• money\nIt opens at nine in the morning."
    rows = rows_of(text)
    items = columns_of(rows["enumeration_items"], "marker", "text")
    assert items == [
        ("•", "• a card"),
        ("•", "• photos – one recent – one old"),
        ("–", "– one recent"),
        ("–", "– one old"),
        ("•", "• money"),
    ]
    assert [e.parent_item_id is None for e in rows["enumerations"]] == [True, False]


def test_a_sign_may_follow_a_closing_bracket():
    assert [m for m, _ in only("【Key points】① Mind the stove; ② turn off the gas.")[3]] == ["①", "②"]


def test_what_besides_adds_in_the_middle_of_a_later_paragraph_goes_on_no_list():
    assert lists("First, a word on the name. It is old.\n\nOne can live here. Besides, the rent is low.") == []


def test_the_last_item_holds_the_lines_that_it_opens():
    text = (
        "Article 1 It holds.\n\nArticle 2 No one may:\na) lend funds;\nb) keep funds at home.\n\nThis is for all who live in the village."
    )
    articles = [i.text for i in rows_of(text)["enumeration_items"] if (i.marker or "").startswith("Article")]
    assert articles == ["Article 1 It holds.", "Article 2 No one may: a) lend funds; b) keep funds at home."]


def test_a_count_few_sentences_before_names_the_list():
    text = "It sets two tasks for us. They took two years. First, mend the dikes. Second, clear the wells."
    assert only(text)[:3] == ("named", "two tasks", 2)
    assert only("It sets two tasks. It took long. On the one hand, it is dear. On the other hand, it is late.")[1] is None


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("First you register, then you wait, and only after that do you go.", ["First", "then", "only after that"]),
        ("One is the promised time, one is the platform time, and the third is his own.", ["One is", "one is", "the third is"]),
        ("One reason for the wait is fear. Another is pride.", ["One reason for the wait is", "Another is"]),
        ("To begin with, few came. Next came the aunts. Finally the fathers came.", ["To begin with", "Next", "Finally"]),
        (
            "The first — bad weather — is an excuse. The second (a strike) never was.",
            ["The first — bad weather —", "The second (a strike)"],
        ),
        ("Do this: one, stop the shelling; two, open the road; three, let them in.", ["one", "two", "three"]),
        ("Part one deals with land. Part two deals with labour.", ["Part one", "Part two"]),
    ],
)
def test_markers_in_looser_prose(text, markers):
    found = [items for kind, _, _, items in lists(text) if kind == "ordinal"]
    assert [[marker for marker, _ in items] for items in found] == [markers]


@pytest.mark.parametrize(
    "text",
    [
        "First you drink, then you talk, and in the end you laugh.",
        "One was short and one was my uncle.",
        "We read part one of the book and part two.",
    ],
)
def test_what_happens_one_after_the_other_is_no_list(text):
    assert [kind for kind, *_ in lists(text) if kind == "ordinal"] == []


def test_letters_with_a_bracket_and_boxes_in_a_row_are_lists():
    assert [m for m, _ in only("The plan has a) a map, b) a budget and c) a timetable.")[3]] == ["a)", "b)", "c)"]
    text = "The form is short. It asks: □ service □ culture □ mutual aid, and nothing else is asked."
    assert [m for m, _ in only(text)[3]] == ["□", "□", "□"]


@pytest.mark.parametrize(
    ("before", "opens"),
    [("It is old; ", True), ("rain and ", True), ("And ", True), ("(", True), ("the sand ", False), ("the ", False), ("", False)],
)
def test_a_marker_opens_an_item_after_a_mark_or_a_joining_word(before, opens):
    assert can_open_after(before + "first", len(before)) is opens
