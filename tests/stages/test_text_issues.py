"""Text issues: by rule, and from the notes of a reader."""

import pytest
from tests.conftest import csv_of, rows_of


def issues(text, curated=None):
    return [(r.kind, text[r.start_char : r.end_char]) for r in rows_of(text, curated)["text_issues"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is a strong core.As the core it leads us.", ("missing_space", ".")),
        ("It is strong,and it leads us.", ("missing_space", ",")),
        ("They speak of “open governance in the town.", ("unbalanced_quote", "“")),
        ("They speak of open governance” in the town.", ("unbalanced_quote", "”")),
        ("The river is long and\nwide in the south.", ("hard_wrap", "\n")),
        ("The river is long, wide,\n\nand deep in the south.", ("hard_wrap", "\n\n")),
        ("Rivers are long.\nThe town plans to make all of its many rivers clean", ("truncated", "clean")),
        ("We have three tasks: roads and rivers.", ("count_mismatch", "three tasks")),
    ],
)
def test_a_fault_and_its_place(text, expected):
    assert issues(text) == [expected]


@pytest.mark.parametrize("notes", ["[1]", "[1][2]", " [1] [2]", " [citation needed]"])
def test_notes_after_the_last_sentence_break_nothing_off(notes):
    assert issues(f"The town plans to make all of its many rivers clean.{notes}") == []


def test_the_second_of_two_equal_sentences_is_told():
    text = "The town will clean all rivers by next year. Good. The town will clean all rivers by next year."
    assert [k for k, _ in issues(text)] == ["repeated_text"]
    assert rows_of(text)["text_issues"][0].start_char > 40


def test_a_note_of_a_reader_is_a_row():
    notes = {
        "text_notes": csv_of(
            "document_id,start_char,end_char,kind,message", ("doc", "4", "10", "mistranslation", "The original says office.")
        )
    }
    rows = rows_of("The Bureau met today.", notes)["text_issues"]
    assert [(r.issue_id, r.rule_id) for r in rows] == [("doc_iss-mistranslation-4-10", "text_issues.note")]


def test_sound_text_has_no_issues():
    assert issues("“Clean rivers” matter. It’s 3,000 km, they say.\nFull-width：好。很好。\n") == []


def test_a_note_of_editors_after_the_last_mark_breaks_nothing_off():
    assert issues("The rivers are clean before each visit.[citation needed]") == []


def test_a_mark_between_blanks_parts_a_trail():
    assert not [
        r for r in rows_of("by Li Na » Monday, 3 May 2020 9:12 pm\nAll is well here.")["text_issues"] if r.kind == "unbalanced_quote"
    ]
