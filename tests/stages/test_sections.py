"""Sections: headings, run-in headings, lead-ins."""

import pytest
from tests.conftest import columns_of, rows_of

BODY = "We must build it together with all who live there."


def sections(text):
    return columns_of(rows_of(text)["sections"], "kind", "level", "number", "heading")


def test_one_series_may_change_its_number_style():
    text = "\n".join(f"{n} Part {i}\n{BODY}" for i, n in enumerate(["1.", "2.", "3.", "IV."]))
    assert [(level, number) for _, level, number, _ in sections(f"T\n{text}")] == [(1, "1."), (1, "2."), (1, "3."), (1, "IV.")]


def test_another_style_inside_a_series_is_a_level_below():
    text = f"T\nI. One\n(1) A\n{BODY}\n(2) B\n{BODY}\nII. Two\n(1) C\n{BODY}"
    assert [(level, heading) for _, level, _, heading in sections(text)] == [(1, "One"), (2, "A"), (2, "B"), (1, "Two"), (2, "C")]


def test_run_in_headings_lost_the_space_after_them():
    text = f"T\n1. One\n{BODY}\nFirm leadership.As the core it {BODY}\nClear theory.Since then {BODY}"
    assert sections(text)[1:] == [("run_in", 2, None, "Firm leadership"), ("run_in", 2, None, "Clear theory")]


def test_decimal_numbers_give_the_level():
    text = f"T\n{BODY}\n1 Aim\n{BODY}\n1.1 Scope\n{BODY}\n1.2 Place\n{BODY}\n2 Way\n{BODY}"
    assert [(level, heading) for _, level, _, heading in sections(text)] == [(1, "Aim"), (2, "Scope"), (2, "Place"), (1, "Way")]


def test_numbered_run_in_headings_hold_what_follows_up_to_the_next():
    text = f"T\n(1) Read the map. {BODY}\n{BODY}\n(2) Keep the road. {BODY}"
    rows = rows_of(text)
    assert [rows["paragraphs"][2].section_id == rows["sections"][0].section_id, len(rows["sections"])] == [True, 2]


def test_short_first_sentences_of_one_build_are_run_in_headings():
    names = ["Trust is the premise", "Work is the guarantee", "Care is the key"]
    text = "\n".join(f"{name}. {BODY} {BODY}" for name in names)
    assert [(kind, heading) for kind, _, _, heading in sections(f"T\n{text}")] == [("run_in", name) for name in names]


def test_one_missing_space_alone_is_no_heading():
    assert sections(f"T\nFirm leadership.As the core {BODY}\n{BODY}") == []


def test_a_lead_in_opens_the_block_after_it():
    text = f"T\nWe need to do the following:\nImprove the way we live: Firstly, this. {BODY}\nKeep the old houses: Firstly, that. {BODY}"
    assert sections(text) == [
        ("lead_in", 1, None, "We need to do the following"),
        ("run_in", 2, None, "Improve the way we live"),
        ("run_in", 2, None, "Keep the old houses"),
    ]


def test_speakers_before_a_colon_are_no_headings():
    assert sections("T\nReporter: What is it about?\nLi Ming: It is about peace.\nReporter: Thank you for that.") == []


def test_a_section_ends_with_its_last_running_text():
    text = f"T\nPart one\n{BODY}\nSee also  Something else\nPart two\n{BODY}\nUser Login"
    rows = rows_of(text)["sections"]
    assert [text[r.start_char : r.end_char].splitlines()[-1] for r in rows] == [BODY, BODY]


def test_paragraphs_point_to_their_innermost_section():
    rows = rows_of(f"T\n{BODY}\nI. One\n(1) A\n{BODY}")
    by_id = {s.section_id: s.heading for s in rows["sections"]}
    assert [by_id.get(p.section_id) for p in rows["paragraphs"]] == [None, None, "One", "A", "A"]


def test_questions_articles_and_chapters_in_words_have_numbers():
    text = f"T\nQ1. What is it?\n{BODY} It is old.\nQ2. Who pays?\n{BODY} All pay."
    assert [(number, heading) for _, _, number, heading in sections(text)] == [("Q1.", "What is it?"), ("Q2.", "Who pays?")]
    text = f"T\nChapter One  General\nArticle 1  Aim\n{BODY}\nArticle 2  Use\n{BODY}\nChapter Two  Order\n{BODY}"
    assert [(level, heading) for _, level, _, heading in sections(text)] == [(1, "General"), (2, "Aim"), (2, "Use"), (1, "Order")]


def test_a_conclusion_stands_beside_numbered_sections():
    text = f"T\n1. One\n{BODY}\n2. Two\n{BODY}\nConclusion\n{BODY}"
    assert [level for _, level, _, _ in sections(text)] == [1, 1, 1]


def test_clauses_that_open_three_paragraphs_are_run_in_headings():
    names = ["Roads were repaired", "The water improved", "Prices came down"]
    text = "\n".join(f"{name}. {BODY} {BODY}" for name in names)
    assert [heading for _, _, _, heading in sections(f"T\n{text}")] == names
    assert sections(f"T\n{names[0]}. {BODY} {BODY}\n{BODY}\n{names[1]}. {BODY} {BODY}") == []


def test_one_word_before_a_colon_and_lower_case_is_a_run_in_heading_and_a_speaker_none():
    names = ["Money", "Teachers", "Firms"]
    text = "\n".join(f"{name}: the plan says little on it. {BODY}" for name in names)
    assert [heading for _, _, _, heading in sections(f"T\n{text}")] == names
    assert sections("T\n" + "\n".join(f"{name}: The plan says little on it. {BODY}" for name in names)) == []


def test_ordinals_before_a_lost_space_are_outside_the_heading():
    text = f"T\nFirst, build the base.The town {BODY}\nSecond, guard the gate.The town {BODY}\nThe next step is long.The town {BODY}"
    assert [heading for _, _, _, heading in sections(text)] == ["build the base", "guard the gate"]


def test_whom_a_circular_is_for_opens_no_block():
    for readers in (
        "To all villagers who have come home",
        "The education departments (bureaus) of all counties, and all schools",
    ):
        assert [heading for _, _, _, heading in sections(f"T\n{readers}:\n{BODY}\n{BODY}")] == []


def test_speakers_on_lines_of_their_own_open_no_block():
    assert sections(f"T\n{BODY}\nLi Na:\n{BODY}\nHill Radio:\nWhy is that so?\nLi Na:\n{BODY}") == []


@pytest.mark.parametrize(
    ("line", "heading"),
    [("Article 1 Aims:", "Aims"), ("Article 1 :", "Article 1"), ("Article 1 \u200b:", "Article 1"), ("Art. 2 ::", "Art. 2 :")],
)
def test_a_lead_in_has_words_also_where_it_is_a_number_alone(line, heading):
    assert ("lead_in", heading) in {(kind, words) for kind, _, _, words in sections(f"{line}\na) lend funds;\nb) keep funds at home.")}


def test_a_line_that_announces_numbered_headings_is_a_lead_in():
    text = f"T\n{BODY}\nThe matters are notified as follows:\nI. Aim\n{BODY}\nII. Means\n{BODY}"
    assert next((kind, heading) for kind, _, _, heading in sections(text)) == ("lead_in", "The matters are notified as follows")


def test_a_bare_chapter_number_stands_above_its_name():
    text = f"T\nChapter I\nAims\n{BODY}\nChapter II\nRoads\n{BODY}"
    assert [(level, heading) for _, level, _, heading in sections(text)] == [(1, "Chapter I"), (2, "Aims"), (1, "Chapter II"), (2, "Roads")]


def test_a_number_in_a_filled_circle_is_no_part_of_the_heading():
    rows = sections(f"T\n{BODY}\n❶ Aims\n{BODY}\n❷ Roads\n{BODY}")
    assert [(number, heading) for _, _, number, heading in rows] == [("❶", "Aims"), ("❷", "Roads")]


@pytest.mark.parametrize("signs", [("Part A.", "Part B."), ("1/", "2/"), ("01", "02")])
def test_numbers_of_headings_have_many_forms(signs):
    rows = sections(f"On goats\n{BODY}\n{signs[0]} Aims\n{BODY}\n{signs[1]} Roads\n{BODY}")
    assert [(number, heading) for _, _, number, heading in rows] == [(signs[0], "Aims"), (signs[1], "Roads")]


def test_references_are_a_list_and_no_sections():
    text = "T\nIt is so, as they say.\nReferences\n1. Li Na. Rivers. Hill Press, 2015.\n2. Bo Wen. Lakes. Hill Press, 2016."
    assert [row.heading for row in rows_of(text)["sections"]] == ["References"]
