"""Paragraphs tile the file, hard wraps are undone, and each has its kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import columns_of, csv_of, rows_of

from tifabank.text import ZERO_WIDTH

BODY = "We must build it together with all who live there and work there."


def kinds(text, curated=None):
    return columns_of(rows_of(text, curated)["paragraphs"], "kind", "text")


@given(st.text(max_size=200) | st.text(st.sampled_from("aB.,;-: \n\r\t\x85\u200b1中。"), max_size=80))
def test_each_character_that_is_not_blank_lies_in_exactly_one_paragraph(text):
    rows = rows_of(text)["paragraphs"]
    done = 0
    for row in rows:
        gap = text[done : row.start_char]
        assert row.start_char >= done
        assert all(c.isspace() or c in ZERO_WIDTH for c in gap)
        done = row.end_char
    assert all(c.isspace() or c in ZERO_WIDTH for c in text[done:])


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x85", "\x0c", "\u2028"])
def test_a_line_is_a_paragraph_whatever_ends_it(newline):
    assert [t for _, t in kinds(f"A Title{newline}{BODY}{newline}{BODY}")] == ["A Title", BODY, BODY]


@pytest.mark.parametrize(
    ("wrapped", "joined"),
    [
        ("It goes on,\n\nand on.", "It goes on, and on."),
        ("It goes on;\nWe do too.", "It goes on; We do too."),
        ("It goes\nfurther.", "It goes further."),
        ("It is long-\nterm work.", "It is long- term work."),
        ("It stops.\nhere it goes on.", None),
        ("It goes\nFurther.", None),
    ],
)
def test_a_hard_wrap_is_undone_only_where_the_sentence_goes_on(wrapped, joined):
    texts = [t for _, t in kinds(wrapped)]
    assert texts == ([joined] if joined else wrapped.split("\n"))


def test_in_a_file_wrapped_at_a_column_a_block_is_a_paragraph():
    block = (
        "The report of the Party put forward\nGreat tasks for the years ahead, and\npeople took them up with a will and\nthe work began.\n"
    )
    assert len(kinds(f"{block}\n{block}")) == 2


def test_the_title_stands_alone_with_its_site_and_again_as_heading():
    text = f"Build Peace - Site.com\nBuild Peace\nby admin\nLi Xiaoming\n{BODY}\nBuild Peace\n{BODY}"
    assert [k for k, _ in kinds(text)] == ["title", "title", "byline", "byline", "body", "heading", "body"]


def test_the_curated_title_and_author_are_known_where_they_stand():
    curated = {"documents": csv_of("document_id,file,title,author", ["doc", "doc.txt", "Peace", "Wu"])}
    assert [k for k, _ in kinds(f"Site news\nPeace\nWu\n{BODY}", curated)] == ["furniture", "title", "byline", "body"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Home » News » Peace", "furniture"),
        ("User Login", "furniture"),
        ("Leave a Comment", "furniture"),
        ("We use cookies to improve this page.", "furniture"),
        ("Page 3 of 9", "furniture"),
        ("12", "furniture"),
        ("See also  Piano recital in the old town", "related_link"),
        ("Read more: the next plan", "related_link"),
        ("The picture shows a poster of the day.Photo courtesy of the office", "caption"),
        ("Photo: Li Hua", "caption"),
        ("[Photo: Volunteers clean a park. Photo by Liu Yang]", "caption"),
        ("(The author is a professor at the university.)", "byline"),
        ("Source: Xinhua", "byline"),
        ("Author: Secretary of the committee", "byline"),
        ("2023-04-16 10:22", "byline"),
        ("Share   Print   A A A", "furniture"),
        ("<< Previous 1 [2] 3 Next >>", "furniture"),
        ("[Editor: He Wen]", "byline"),
        ("Luoyuan, Nov. 18 (Reporter Xu Lin)", "byline"),
        ("Previous: The bridge is open again", "related_link"),
        ("Privacy must be protected by law.", "body"),
        ("Next, we must act.", "body"),
    ],
)
def test_what_the_page_put_there(line, kind):
    assert kinds(f"A Title\n{BODY}\n{line}\n{BODY}")[2] == (kind, " ".join(line.split()))


def test_a_standfirst_that_stands_again_in_the_text_is_running_text():
    standfirst = "The leader said that peace is related to the life of all."
    assert kinds(f"{standfirst}\nOn Monday they met. {standfirst} They left.")[0][0] == "body"


@pytest.mark.parametrize(
    "line",
    ["(School of Law, River University)", "10:00 a.m., April 23, 2021 | Information Office of the City Government", "Decree No. 212"],
)
def test_what_stands_under_the_title_and_says_where_it_is_from(line):
    assert kinds(f"A Title\n{line}\n\n{BODY}")[1][0] == "byline"


def test_a_heading_in_capitals_goes_on_in_the_next_line():
    assert kinds(f"AFTER THE FLOOD: RELIEF\nIN THE LOWER VALLEY\n\n{BODY}")[0] == ("title", "AFTER THE FLOOD: RELIEF IN THE LOWER VALLEY")


def test_a_button_at_the_end_of_a_heading_is_furniture():
    assert kinds(f"A Title\n{BODY}\nHistory[edit]\n{BODY}")[2:4] == [("heading", "History"), ("furniture", "[edit]")]


def test_clauses_on_lines_of_their_own_stay_apart():
    assert [k for k, _ in kinds(f"A Title\n{BODY}\nIt has two aims:\nto read well;\nto write well.\n{BODY}")] == ["title"] + ["body"] * 5


def test_short_lines_after_the_text_are_furniture():
    assert [k for k, _ in kinds(f"A Title\n{BODY}\nMain Office\nSouth Gate")] == ["title", "body", "furniture", "furniture"]


def test_numbered_lines_in_a_row_are_text_and_alone_are_headings():
    text = f"1. Build\n{BODY}\n2. Keep\n{BODY}\nThree tasks:\n1. Read\n2. Write\n3. Count\n{BODY}"
    assert [k for k, _ in kinds(text)] == ["heading", "body", "heading", "body", "body", "body", "body", "body", "body"]


@pytest.mark.parametrize(
    "masthead",
    [
        "The Hill Review | Letters",
        "HILL QUARTERLY · WATER",
        "Openhill — the handbook that anyone can edit",
        "Hill News Network >> County News",
        "HILL PRESS   ≡ Menu   Search   Subscribe",
        "Annals of Hill Studies, Vol. 3, No. 1 (2019), pp. 4-19",
        "AB0417 4 INT 0388",
        "Commentary",
    ],
)
def test_what_stands_above_the_title_is_not_the_title(masthead):
    assert [k for k, _ in kinds(f"{masthead}\n\nA Road for Goats\nBy Li Na\n\n{BODY}")] == ["furniture", "title", "byline", "body"]


def test_an_issuing_body_and_an_issue_above_the_title_are_bylines():
    lines = "HILL GROUP · BRIEF 4 · MAY 2020\nOffice of the Hill Council\nA Road for Goats"
    assert [k for k, _ in kinds(f"{lines}\n\n{BODY}")] == ["byline", "byline", "title", "body"]


def test_the_owner_of_a_page_is_known_by_what_the_page_says_of_it():
    text = f"Soup, Slowly\n\nA Road for Goats\n\n{BODY}\n© 2019 Soup, Slowly. All rights reserved."
    assert [k for k, _ in kinds(text)] == ["furniture", "title", "body", "furniture"]


def test_a_subtitle_stands_between_title_and_byline():
    assert [k for k, _ in kinds(f"A Road for Goats\nWhat a hill town learned\nBy Li Na\n\n{BODY}")] == ["title", "title", "byline", "body"]


def test_a_title_of_one_section_stays_the_title():
    assert [k for k, _ in kinds(f"A ROAD FOR GOATS\n\nBackground\n\n{BODY}")] == ["title", "heading", "body"]


def test_running_heads_do_not_hide_that_a_sentence_goes_on():
    text = f"HILL QUARTERLY · WATER\n\nA Road for Goats\n\n{BODY} They met where\n\n57\n\nHILL QUARTERLY · WATER\n\nthe road ends."
    assert [k for k, _ in kinds(text)] == ["furniture", "title", "body", "furniture", "furniture", "body"]


def test_a_foot_line_with_its_page_number_is_furniture():
    foot = "Hill Paper 12/2021" + " " * 30
    text = f"A Road for Goats\n\n{BODY}\n\n{foot}3\n\n{BODY}\n\n{foot}4\n\n{BODY}"
    assert [k for k, _ in kinds(text)] == ["title", "body", "furniture", "body", "furniture", "body"]


def test_numbered_headings_are_no_foot_lines():
    assert [k for k, _ in kinds(f"T\nWork plan 1\n{BODY}\nWork plan 2\n{BODY}")] == ["title", "heading", "body", "heading", "body"]


def test_a_box_of_links_holds_bullets_and_headlines():
    text = f"T\n{BODY}\nRelated:\n• Goats on the road\n• Who owns a goat?\n{BODY}\nYou may also like\nThe last goat of the old town of the hills"
    assert [k for k, _ in kinds(text)] == ["title", "body", *["related_link"] * 3, "body", *["related_link"] * 2]


def test_one_question_among_headings_is_a_heading():
    text = f"T\n{BODY}\nHow it began\n{BODY}\nDoes it work?\n{BODY}"
    assert [k for k, _ in kinds(text)] == ["title", "body", "heading", "body", "heading", "body"]
    assert kinds(f"T\n{BODY}\nDoes it work?\n{BODY}")[2][0] == "body"


def test_an_article_with_its_name_is_a_heading():
    assert kinds(f"T\n{BODY}\nArticle 4  Goats; other beasts\n{BODY}")[2][0] == "heading"


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        ("(Reporting by Li Na; Editing by Bo Wen)", ["byline"]),
        ("(This transcript has been edited for length.)", ["furniture"]),
        ("This article first appeared in the Hill Review.", ["byline"]),
        ("Li Na is a lecturer at the Hill School.", ["byline"]),
        ("About the author\nLi Na heads the Hill School.", ["furniture", "byline"]),
        ("Received 4 March 2023; accepted 19 January 2024", ["byline"]),
        ("[Correct error] [Collect] [Font size: large small] Scan the code to watch", ["furniture"]),
    ],
)
def test_what_stands_under_the_text(lines, last):
    assert [k for k, _ in kinds(f"A Title\n{BODY}\n\n{lines}")] == ["title", "body", *last]


def test_a_byline_goes_on_in_a_date_or_a_second_name():
    assert kinds(f"A Title\nThe Council of the Hill Districts,\nMay 2020\n\n{BODY}")[1] == (
        "byline",
        "The Council of the Hill Districts, May 2020",
    )
    assert kinds(f"A Title\nby Li Na\nand Bo Wen\n\n{BODY}")[1] == ("byline", "by Li Na and Bo Wen")


def test_contents_name_chapters_whose_names_stand_on_lines_of_their_own():
    text = f"Law on Goats\nContents\nChapter I General Provisions\nChapter II Roads\nChapter I\nGeneral Provisions\n{BODY}\nChapter II\nRoads\n{BODY}"
    expected = ["title", *["furniture"] * 3, "heading", "heading", "body", "heading", "heading", "body"]
    assert [k for k, _ in kinds(text)] == expected


def test_a_title_below_the_menu_of_a_site_is_known_by_its_byline():
    text = f"Goats and Other Neighbours\nA blog about hill towns\nHome   About   Archive   Contact\nWhy we queue\nPosted on March 3, 2015 by Elsie\n\n{BODY}"
    assert [k for k, _ in kinds(text)] == ["furniture", "furniture", "furniture", "title", "byline", "body"]


def test_a_heading_with_words_of_a_menu_and_a_year_is_no_menu():
    assert kinds(f"T\n{BODY}\nII. Work in 2017\n{BODY}")[2][0] == "heading"


@pytest.mark.parametrize(
    "line",
    [
        "A farmer drops a bean into a bowl in Upper Ford, June 2008",
        "Farmers wait outside the hall. Getty Images",
        "A map of the hill. Credit: Li Na",
    ],
)
def test_captions_need_no_word_for_a_picture(line):
    assert kinds(f"A Title\n{BODY}\n{line}\n{BODY}")[2][0] == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "This article needs no long introduction, for all know it.",
        "The views expressed by the farmers were recorded by the writers.",
        "Statement: the county promised a road in 2016.",
    ],
)
def test_running_text_that_opens_like_the_page_stays_text(line):
    assert kinds(f"A Title\n{BODY}\n{line}\n{BODY}")[2][0] == "body"


def test_who_was_told_of_is_no_author():
    assert kinds(f"A Title\nLi Na sweeps the road each day.\n{BODY}\nLi Na is a writer.")[-1][0] == "body"


def test_who_signs_a_letter_inside_a_page_is_a_byline():
    text = f"A Title\nDear Editor,\n{BODY}\nYours faithfully,\nLi Na, Hill Street\n{BODY}"
    assert [k for k, _ in kinds(text)] == ["title", "body", "body", "body", "byline", "body"]


def test_of_a_note_in_brackets_and_a_mark_before_it_one_is_left_out():
    rows = rows_of("It is so.\nThe town of the hills is very slow.*[2]\nand it goes on and on here.\n")
    assert [r.kind for r in rows["paragraphs"]] == ["body", "heading", "body"]
