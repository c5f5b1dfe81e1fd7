"""Quotations: marks of any style, unbalanced ones too, and what they are for."""

import pytest
from tests.conftest import columns_of, rows_of


def quoted(text):
    return columns_of(rows_of(text)["quotations"], "kind", "text")


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("They call it “safe village” here.", "safe village"),
        ('They call it "safe village" here.', "safe village"),
        ("They call it 'safe village' here.", "safe village"),
        ("They call it ‘safe village’ here.", "safe village"),
        ("They call it «safe village» here.", "safe village"),
        ('They call it “safe village" here.', "safe village"),
        ("They call it “safe village“ here.", "safe village"),
        ("人们称之为「平安村」。", "平安村"),
    ],
)
def test_marks_of_every_style_are_paired(text, inside):
    assert quoted(text) == [("term", inside)]


@pytest.mark.parametrize("text", ["The workers' rights and the city's plan.", "In the '90s it was 5\" wide.", "It’s the peoples’ choice."])
def test_apostrophes_and_inches_quote_nothing(text):
    assert quoted(text) == []


def test_a_quotation_inside_a_quotation_is_a_row_too():
    assert quoted("He praised “the ‘two hands’ method” there.") == [("term", "the ‘two hands’ method"), ("term", "two hands")]


def test_a_chinese_quotation_opens_right_after_another():
    assert [text for _, text in quoted("王书记说：“码头要亮。”“灯要多。”村民说。")] == ["码头要亮。", "灯要多。"]


def test_an_unclosed_mark_reaches_to_the_end_of_its_sentence():
    rows = rows_of("They speak of “open governance in the town. Nobody minds.")
    assert columns_of(rows["quotations"], "text", "rule_id") == [("open governance in the town.", "quotations.unclosed")]


def test_a_long_quotation_opens_again_in_each_paragraph():
    rows = rows_of("“We shall build roads in every village.\n\n“We shall build schools as well.”\n")
    assert columns_of(rows["quotations"], "rule_id") == ["quotations.unclosed", "quotations.marks"]
    assert columns_of(rows["text_issues"], "kind") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('The mayor said, "We will open the gates tomorrow."', "direct"),
        ('"We will open the gates," said the mayor.', "direct"),
        ("The report notes that “safety is the premise of all development”.", "direct"),
        ("The ministry issued the “Regulations on River Traffic” in May.", "title"),
        ("《河道管理条例》自五月起施行。", "title"),
        ('In the article "Rivers and roads" he explains it.', "title"),
        ("This is the “river chief system” of the town.", "term"),
        ("The auditor said that the port had “no lamps at all” in May.", "direct"),
        ("The clerk said that the pier needs a “number one project” now.", "term"),
        ("Others reject the claim that “a port belongs to nobody”.", "direct"),
        ("They answer “more or less” to everything.", "direct"),
        ("The mayor called for “letting lamps run all the night”.", "direct"),
        ("Engineers speak of “three lefts and one right again”.", "term"),
        ("It is how they put it: “Go early” is what the clerk tells all.", "direct"),
        ("Below hung the slogan “one lamp, all piers lit”.", "direct"),
        ("“A lamp is cheaper than a funeral” — Bo Lin, porter", "direct"),
        ("“No trace of a lamp survives” (Fang 1994: 20).", "direct"),
        ('Lou, P. "Gifts between piers". 2015.', "title"),
        ('[4] Mertens P. (2008) "Lamps and their cure". In: Essays on Ports.', "title"),
        ("The “Bright Piers” brochure has forty pages.", "title"),
        ("It came out with the title “Steel Lamps” in May.", "title"),
        ("The county won the title of “Bright Demonstration Port” in May.", "term"),
        ("It is a project on “Research on the Lighting of Piers in River Towns”.", "title"),
    ],
)
def test_the_kind_tells_what_a_quotation_is_for(text, kind):
    assert columns_of(rows_of(text)["quotations"], "kind") == [kind]


def test_furniture_is_left_out():
    assert quoted("Copyright “River News” All rights reserved\n") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She writes that the office “adds a stamp, not a voice”.", "direct"),
        ("The elders said, “Thrift nourishes.”", "direct"),
        ("“Bad and worse”, said the evening news, and left.", "direct"),
        ("“Asking is quick, mending is slow,” a retired clerk, Ms. Gu, told us.", "direct"),
        ("The banner reads “Sit down first” in red.", "direct"),
        ("They keep to the concept of “blue rivers are golden rivers” there.", "term"),
        ("The “hidden debt,” the mayor said, must be paid.", "term"),
        ("“民之所忧，我必念之”，他强调。", "direct"),
    ],
)
def test_words_of_somebody_and_terms(text, kind):
    assert [k for k, _ in quoted(text)] == [kind]


def test_a_title_that_opens_with_somebodys_words():
    assert quoted("“Nobody Asks the Pump”: An Interview with a Pump Master\n\nThe pump was old. It stood by the river.\n")[0][0] == "direct"


def test_single_marks_between_han_characters_are_paired():
    assert ("term", "四下基层") in quoted("他强调：“要把‘四下基层’作为重要抓手。”")
