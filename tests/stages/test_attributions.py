"""Attributions: speaker, verb and what is said."""

import pytest
from tests.conftest import columns_of, labels_csv, rows_of


def said(text):
    return columns_of(rows_of(text)["attributions"], "speaker", "verb", "mode")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Li Na stressed that the river must be clean.", ("Li Na", "stressed", "indirect")),
        ("The report of the council put forward the idea of a river fund.", ("report of the council", "put forward", "indirect")),
        ("The Decision states that villages share the costs.", ("Decision", "states", "indirect")),
        ('The mayor said, "We will open the gates tomorrow."', ("mayor", "said", "direct")),
        ('"We will open the gates," said the mayor.', ("mayor", "said", "direct")),
        ('"We will open the gates," she added.', ("she", "added", "direct")),
        ("The plan pointed out: roads come first.", ("plan", "pointed out", "indirect")),
        ("According to the ministry, prices fell in May.", ("ministry", "According to", "indirect")),
        ("The mayor stressed at the meeting on rivers that all must help.", ("mayor", "stressed", "indirect")),
        ('"It is late," he told workers.', ("he", "told", "direct")),
        ("The River Protection Act (2014) requires that lists be public.", ("River Protection Act (2014)", "requires", "indirect")),
        ("A cook was quoted as saying that soup is cheap.", ("cook", "quoted as saying", "indirect")),
        ("The bureau reminded all towns in its circular that boats sink.", ("bureau", "reminded", "indirect")),
        ("My old teacher in Hanoi said that water remembers.", ("My old teacher in Hanoi", "said", "indirect")),
        ("At the meeting, he called for more trees.", ("he", "called for", "indirect")),
        ("王小明在会上指出，河流必须清洁。", ("王小明", "指出", "indirect")),
    ],
)
def test_a_speaker_a_verb_and_what_is_said(text, expected):
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The report was published in May.",
        "Acts according to law are valid.",
        "Practice states that nothing is free.",
        "It was stressed that the river must be clean.",
        "There is a great demand for houses.",
        "The law aims to clarify that duties are shared.",
    ],
)
def test_words_that_nobody_says(text):
    assert said(text) == []


def test_two_verbs_of_one_speaker_are_two_rows_with_their_own_parts():
    rows = rows_of("Li Na stressed that rivers matter and pointed out that roads matter too.")["attributions"]
    assert columns_of(rows, "speaker", "verb") == [("Li Na", "pointed out"), ("Li Na", "stressed")]
    assert columns_of(rows, "text")[1] == "Li Na stressed that rivers matter"


def test_the_quotation_and_the_concept_of_the_speaker_are_linked():
    rows = rows_of('The River Office said: "The water will rise tonight."', labels_csv({"office": "River Office"}))
    (row,) = rows["attributions"]
    assert row.speaker_concept_id == "office"
    assert row.quotation_id == rows["quotations"][0].quotation_id
