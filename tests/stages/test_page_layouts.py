"""Whole pages: the title among what stands above the text, the block between title and text, and the foot."""

import pytest
from tests.conftest import columns_of, rows_of

LONG = "The goats of the upper valley are counted each spring by two clerks who walk from farm to farm and write each one of them down."
BODY = "We must build it together with all who live there and work there."


def kinds(text):
    return [kind for kind, _ in columns_of(rows_of(text)["paragraphs"], "kind", "text")]


def titles(text):
    return [words for kind, words in columns_of(rows_of(text)["paragraphs"], "kind", "text") if kind == "title"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Hill Letters\nHow the goats are counted\nLi Na\n3 May 2020", "How the goats are counted"),  # a site's name
        ("Tours Tickets Shop Contacts\nThe goats of the valley", "The goats of the valley"),  # a menu
        ("HILL EVENING MAIL\nSunday 9 June 2013\nGoats counted by two clerks\nFarmers are content", "Goats counted by two clerks"),
        ("4 posts • Page 1 of 1\nWho counts the goats?\nby anna » Tue Aug 08, 2023 9:12 pm", "Who counts the goats?"),  # a counter
        ("Programmes\nPublications\nDonate\nCounting Goats: Clerks in the Valley", "Counting Goats: Clerks in the Valley"),
    ],
)
def test_the_title_is_the_line_with_most_evidence(head, title):
    assert titles(f"{head}\n\n{LONG}\n{LONG}")[0] == title


def test_a_line_right_above_the_title_with_nearly_as_much_evidence_is_the_title():
    assert titles(f"COUNTING GOATS\nWhat two clerks of the valley do each spring\nLi Na\n{LONG}") == [
        "COUNTING GOATS",
        "What two clerks of the valley do each spring",
    ]


def test_a_title_in_capitals_goes_on_below_its_colon():
    assert kinds(f"AFTER THE LONG WINTER:\nGOATS, FARMS AND THE COUNTY\nHill Town, N.Y.\nMay 3, 2016\n{LONG}") == [
        "title",
        "title",
        "byline",
        "byline",
        "body",
    ]


def test_the_fields_of_a_record_are_title_and_bylines():
    text = f"Title: Counting Goats\nAuthors: Li Na; Bo Wen\nAffiliation: Hill University, Ford 1008\nPages: 88-97\n{LONG}"
    assert kinds(text) == ["title", "byline", "byline", "furniture", "body"]


def test_speakers_are_no_fields_of_a_record():
    assert kinds(f"On goats\nHost: Let us begin.\nLi Na: I will be short.\nBo Wen: So will I.\n{LONG}")[1:] == ["body"] * 4


@pytest.mark.parametrize("line", ["00:41", "[10:02]", "Slide 2", "[Slide 3]", "Aims ........ 12", "[1] https://hill.example/goats"])
def test_stamps_slides_leaders_and_addresses_are_the_pages(line):
    assert kinds(f"On goats\n{LONG}\n{line}\n{LONG}") == ["title", "body", "furniture", "body"]


def test_who_writes_a_post_stands_above_its_date():
    text = f"Goats?\nBy Li Na\n{LONG}\nanna\n2020-02-14 21:40\n{BODY}\nbo_w\n2020-02-15 08:12\n{BODY}"
    assert kinds(text)[3:] == ["byline", "byline", "body"] * 2


def test_rows_of_a_table_and_blanks_of_a_form_are_no_headings():
    assert kinds(f"On goats\n{LONG}\nTable 1. Goats\nFarm Goats Sheep\nUpper Ford 41 12\nLow Hill 38 14\n{LONG}")[2:6] == [
        "caption",
        *["body"] * 3,
    ]
    assert kinds(f"On goats\n{LONG}\nName: ________\nKind: □ goat □ sheep\n{LONG}") == ["title", *["body"] * 4]


def test_symbols_head_the_text_below_them_or_list_it():
    assert kinds(f"On goats\n{LONG}\n** FARMS\n{LONG}\n** CLERKS\n{LONG}")[2:] == ["heading", "body"] * 2
    assert kinds(f"On goats\n{LONG}\n✅ Count them\n✅ Feed them\n{LONG}") == ["title", *["body"] * 4]


def test_what_stands_between_bylines_is_no_heading():
    assert kinds(f"On the goats of the hills\nBy Li Na\nThe hut at the ford\n3 May 2020\n{LONG}") == [
        "title",
        "byline",
        "byline",
        "byline",
        "body",
    ]


def test_a_line_under_the_title_of_a_text_without_headings_is_its_subtitle():
    assert kinds(f"Counting goats\nTwo clerks and their long walk\n{LONG}")[:2] == ["title", "title"]
    assert kinds(f"Counting goats\nTwo clerks and their long walk\n{LONG}\nThe second day\n{LONG}")[:2] == ["title", "heading"]


def test_a_long_run_of_short_lines_is_a_list_below_its_heading():
    text = f"On goats\n{LONG}\nThe year in numbers\n412 goats\n63 farms\n2 clerks\nWhat we did\n{LONG}"
    assert kinds(text) == ["title", "body", "heading", "body", "body", "body", "heading", "body"]


def test_short_sentences_among_the_last_lines_of_a_page_are_its_own():
    text = f"On goats\n{LONG}\nShare | Print | Tweet\nThe hut stays open all winter.\n© Hill Letters 2020"
    assert kinds(text) == ["title", "body", "furniture", "furniture", "furniture"]
    assert kinds(f"On goats\n{LONG}\n12\nThe hut stays open.\n13") == ["title", "body", "furniture", "body", "furniture"]


def test_who_signs_a_letter_gives_office_and_number():
    assert kinds(f"On goats\n{LONG}\nBest regards,\nLi Na\nHead of Clerks\nT 0903 00")[3:] == ["byline"] * 3


def test_a_heading_keeps_its_button_apart():
    assert kinds(f"On goats\n{LONG}\nIn culture[edit]\n{LONG}")[2:4] == ["heading", "furniture"]


@pytest.mark.parametrize(
    "line",
    [
        "This content downloaded from 10.0.0.1 on Mon, 3 Jul 2017",
        "You receive this letter because you signed up.",
        "– ENDS –",
        "Was this page helpful?",
        "cc: the hill office, the ford office",
    ],
)
def test_notices_at_the_foot_are_the_pages(line):
    assert kinds(f"On goats\n{LONG}\n{line}")[-1] == "furniture"


def test_headings_after_the_last_text_are_the_pages_but_for_the_links_below_them():
    assert kinds(f"On goats\n{LONG}\nHot searches\nGold today\n© Hill Letters") == ["title", "body", *["furniture"] * 3]


def test_a_site_says_in_small_letters_what_it_is():
    text = f"Hill Letters\na blog about goats and roads\n3 May 2020\n[Translation] How the goats are counted\n{LONG}"
    assert kinds(text) == ["furniture", "furniture", "byline", "title", "body"]


def test_a_standfirst_that_asks_is_no_title():
    assert (
        titles(f"The Last Ferry\nA bridge will open in May. What becomes of the ferry?\nBy Li Na\n{LONG} The ferry was the last.")[0]
        == "The Last Ferry"
    )


def test_a_trail_of_links_is_no_title_and_no_field_of_a_record():
    text = (
        "Hill Forum/Opinions/Li Na: Fair courts for the hills\nLi Na: Fair courts for the hills\nAuthor: Source: Date:2017-09-01\n"
        "The courts of the hills were closed in winter."
    )
    assert kinds(text) == ["furniture", "title", "byline", "body"]


def test_a_headline_with_its_rubric_is_the_title():
    text = "River Headlines: How a small town lives with water\nSource: River\nEditor: ann\n2024-03-07 21:30:45\nThe town lives with water."
    assert kinds(text) == ["title", "byline", "byline", "byline", "body"]


def test_those_who_take_part_are_no_title():
    text = (
        "Press conference on schools in the hills and their teachers\nThe office held a press conference on schools on Monday.\n"
        "Mr. Han Wen, deputy director of the office\nMr. Zhu Wei, head of the teachers\nFeb. 4, 2024\nWelcome, friends of the press."
    )
    assert kinds(text) == ["title", "body", "body", "body", "byline", "body"]


def test_the_rows_of_a_fact_box_head_nothing():
    text = "Safe Hill Programme\nBegan\t2005\nLed by\tHill Office\nThe Safe Hill Programme is a set of rules for the hills."
    assert kinds(text) == ["title", "furniture", "furniture", "body"]
