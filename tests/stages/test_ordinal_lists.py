"""Ordinal lists: the wordings of markers, and where the last item ends."""

import pytest
from tests.conftest import columns_of, rows_of
from tests.stages.test_enumerations import only


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
