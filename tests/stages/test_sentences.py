"""Sentences of body paragraphs; the rule itself is tested in test_boundaries.py."""

from tests.conftest import columns_of, rows_of


def test_only_body_paragraphs_have_sentences():
    rows = rows_of("A Title\nIt is so. It stays so.\nUser Login")
    assert columns_of(rows["sentences"], "position", "text", "words") == [(1, "It is so.", 3), (2, "It stays so.", 3)]


def test_a_sentence_over_a_hard_wrap_is_one():
    text = "It goes on,\n\nand on. Then it stops."
    assert columns_of(rows_of(text)["sentences"], "start_char", "end_char") == [(0, 20), (21, 35)]


def test_each_list_line_is_a_sentence_and_so_is_its_lead_in():
    assert columns_of(rows_of("Do this:\n• read\n• write\nThen rest.")["sentences"], "text") == [
        "Do this:",
        "• read",
        "• write",
        "Then rest.",
    ]
