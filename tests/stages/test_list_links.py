"""Names and items that stand apart: what joins them in a sentence, headings over lists, answers, and counts after their items."""

import pytest
from tests.stages.test_enumerations import BODY, lists


def named(text):
    """Name, declared count and labels of the named lists of a text."""
    return [(name, count, [label for _, label in items]) for kind, name, count, items in lists(text) if kind == "named"]


@pytest.mark.parametrize(
    ("text", "name", "count", "labels"),
    [
        ("The three comforts (May 2018) are shade, quiet and light.", "three comforts", 3, ["shade", "quiet", "light"]),
        ("The three comforts, which few remember, are shade, quiet and light.", "three comforts", 3, ["shade", "quiet", "light"]),
        (
            "It lists the three homes of village song, which are the hall, the barn and the bridge.",
            "three homes",
            3,
            ["the hall", "the barn", "the bridge"],
        ),
        (
            'They try the "two warms" work method, that is, to warm rooms and to warm hearts.',
            "two warms",
            2,
            ["to warm rooms", "to warm hearts"],
        ),
        (
            "It does three things, she says: buying tea, lending chairs and mending lamps.",
            "three things",
            3,
            ["buying tea", "lending chairs", "mending lamps"],
        ),
        (
            "Two things caught our eye, a car auction in Aba and a song about tax.",
            "Two things",
            2,
            ["a car auction in Aba", "a song about tax"],
        ),
        ("It sets out “two gains”, in area and in yield.", "two gains", 2, ["in area", "in yield"]),
        (
            "It is two papers and one visit: a birth slip, a passport and the visit to the hall.",
            "two papers and one visit",
            None,
            ["a birth slip", "a passport", "the visit to the hall"],
        ),
        (
            'The "1+2+N" model, that is, one hall, two desks and several posts, was copied.',
            "1+2+N",
            None,
            ["one hall", "two desks", "several posts"],
        ),
        (
            "Check four key points at night: dams, banks, low land, deep mines, and kilns.",
            "four key points",
            4,
            ["dams", "banks", "low land", "deep mines", "kilns"],
        ),
    ],
)
def test_what_joins_a_name_to_its_items(text, name, count, labels):
    assert named(text) == [(name, count, labels)]


@pytest.mark.parametrize(
    "text",
    [
        'Nurses leave within two years: "We train them for the coast," one director told us.',
        "Two men came to the door, the older one in a hat, and asked for water.",
        "“One card, nine towns” is what they call it.",
    ],
)
def test_what_counts_nothing(text):
    assert [kind for kind, *_ in lists(text) if kind != "series"] == []


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        (f"Title of it\n\n{BODY}\n\nThree supports\n\n• Loans\n• Training\n• Storage\n\n{BODY}", "Three supports", 3),
        (
            f"Title of it\n\n{BODY}\n\nTwo lows, one high\n\n• Low income\n• Low schooling\n• High hopes\n\n{BODY}",
            "Two lows, one high",
            None,
        ),
        (
            f"Title of it\n\n{BODY}\n\nII. Two relations must be handled\n\nFirst, that of order. Second, that of life.\n\n{BODY}",
            "Two relations",
            2,
        ),
    ],
)
def test_a_heading_names_the_list_under_it(text, name, count):
    assert [found[:2] for found in named(text)] == [(name, count)]


def test_a_heading_names_the_nouns_of_its_first_sentence():
    text = f"Title of it\n\n{BODY}\n\nThe three big things\n\nA couple hoped for a watch, a bicycle and a lamp. Few got them.\n\n{BODY}"
    assert named(text) == [("three big things", 3, ["a watch", "a bicycle", "a lamp"])]


def test_a_heading_names_the_clauses_of_its_first_sentence():
    text = f'Title of it\n\n{BODY}\n\nThe "three nevers"\n\nNever argue, never promise, never film. They are on the card.\n\n{BODY}'
    assert named(text) == [("three nevers", 3, ["Never argue", "never promise", "never film"])]


@pytest.mark.parametrize(
    ("text", "name", "labels"),
    [
        (
            "They ask three questions. Are you well, do you work, and can you wait?",
            "three questions",
            ["Are you well", "do you work", "can you wait"],
        ),
        ("He gave three commands. Look. Listen. Wait.", "three commands", ["Look", "Listen", "Wait"]),
        (
            "We stress the “three nos”. Our door will not close. Our help will not end. Our word will not change.",
            "three nos",
            ["Our door will not close", "Our help will not end", "Our word will not change"],
        ),
        (
            f"{BODY}\n\nWhat are the “two flows and one stop”?\n\nGoods flow, money flows, and delays stop.",
            "two flows and one stop",
            ["Goods flow", "money flows", "delays stop"],
        ),
        (f'{BODY}\n\nAnd the "two nots"?\n\nNever wait, never rely. That is all.', "two nots", ["Never wait", "never rely"]),
        (
            "Watch, sewing machine and radio made up the “two turns and one sound” of the town.",
            "two turns and one sound",
            ["Watch", "sewing machine", "radio"],
        ),
    ],
)
def test_items_after_and_before_their_sentence(text, name, labels):
    assert [(n, found) for n, _, found in named(text)] == [(name, labels)]


@pytest.mark.parametrize(
    ("text", "name", "count", "labels"),
    [
        ("他说，安全、质量、进度三个方面都有人负责。", "三个方面", 3, ["安全", "质量", "进度"]),
        ("会议要求，从组织领导、经费保障和宣传引导三个方面抓好落实。", "三个方面", 3, ["组织领导", "经费保障", "宣传引导"]),
        ("全村做到有人管、有钱办、有章循“三有”。", "三有", 3, ["有人管", "有钱办", "有章循"]),
        ("“两张网”是指网格和网络。", "两张网", 2, ["网格", "网络"]),
        ("推行“三减一提”，即减流程、减时限、减跑动、提效率。", "三减一提", None, ["减流程", "减时限", "减跑动", "提效率"]),
    ],
)
def test_chinese_names_and_items(text, name, count, labels):
    assert named(text) == [(name, count, labels)]


@pytest.mark.parametrize(
    ("text", "name", "count", "given"),
    [
        ("The bureau offered two inducements. First, cash. Second, tea. Third, rest.", "two inducements", 2, 3),
        ("Let me make four points, if I can. Point one, it rains. Point two: it pours. Point three is about mud.", "four points", 4, 3),
        (
            "The school rests on three pillars, he told them. The first is work. The second is rest. The third is song.",
            "three pillars",
            3,
            3,
        ),
        (
            'It is the "Two Cups of Tea" method, much copied. The first cup is for talk and the second cup is for peace.',
            "Two Cups of Tea",
            2,
            2,
        ),
        ('They keep the "two opens" in mind. The first opens the books and the second the doors.', "two opens", 2, 2),
    ],
)
def test_names_of_lists_with_markers(text, name, count, given):
    assert [(n, c, len(items)) for n, c, items in named(text)] == [(name, count, given)]


def test_digits_in_a_row_count_only_with_their_items():
    text = "The “123” method means one hall, two desks and three rooms. Call “12345” or write."
    assert named(text) == [("123", None, ["one hall", "two desks", "three rooms"])]
    assert [kind for kind, *_ in lists("Call “12345” or write. It is the “1234” method.")] == []


def test_more_things_beside_those_counted_are_no_items():
    assert named("They took two bicycles, a cart and a pump.") == []
    assert named("The talks gave two deals, one map and no peace.") == []
    assert named("They met two officials, the mayor and the judge.") == [("two officials", 2, ["the mayor", "the judge"])]


def test_articles_are_not_named_by_the_sentence_before_them():
    text = f"Rules of the town\n\nNo nurse serves more than two clinics.\n\nArticle 1 An office is set up.\n\nArticle 2 It has a lamp.\n\n{BODY}"
    assert named(text) == []


def test_clauses_that_open_alike_are_the_things_counted():
    assert named("“You need two lamps and three things,” she says. You need money, you need time, and you need luck.")[-1:] == [
        ("three things", 3, ["You need money", "you need time", "you need luck"])
    ]
