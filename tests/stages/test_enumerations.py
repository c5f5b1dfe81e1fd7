"""Lists: every kind of the guidelines, and what is none."""

import re

import pytest
from tests.conftest import columns_of, csv_of, labels_csv, rows_of

BODY = "We must build it together with all who live there."


def lists(text, curated=None):
    """Kind, name, declared count and items (marker, label) of each list."""
    rows = rows_of(text, curated)
    items = {
        e.enumeration_id: [(i.marker, i.label) for i in rows["enumeration_items"] if i.enumeration_id == e.enumeration_id]
        for e in rows["enumerations"]
    }
    return [(e.kind, e.name, e.declared_count, items[e.enumeration_id]) for e in rows["enumerations"]]


def only(text):
    found = lists(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("First, we read. Second, we write. Third, we rest.", ["First", "Second", "Third"]),
        ("Firstly, read it. Secondly, write it.", ["Firstly", "Secondly"]),
        ("To do so, first, we read it well, second, we write it down, and third, we rest.", ["first", "second", "third"]),
        ("One is systematic thinking, which counts. Secondly, integrate thinking.", ["One is", "Secondly"]),
        ("On the one hand, it grows. On the other hand, it costs.", ["On the one hand", "On the other hand"]),
        ("To begin with, we read. Next, we write. Finally, we rest.", ["To begin with", "Next", "Finally"]),
        ("The first is to read. The second is to write.", ["The first is", "The second is"]),
        ("第一，读书。第二，写字。", ["第一", "第二"]),
        ("For one, it is dear. For the other, it is slow.", ["For one", "For the other"]),
        ("In the first, it grows. In the second, it costs.", ["In the first", "In the second"]),
        ("It came at once: first the rain fell, second the road broke, and third the lights went out.", ["first", "second", "third"]),
        ("One is a map. Two is a phone. And the third is a boat.", ["One is", "Two is", "the third is"]),
    ],
)
def test_ordinal_lists(text, markers):
    kind, name, _, items = only(text)
    assert (kind, name, [m for m, _ in items]) == ("ordinal", None, markers)


def test_a_chinese_twelfth_does_not_follow_a_third():
    assert [m for m, _ in only("第一，读书。第二，写字。第三，休息。第十二，再来。")[3]] == ["第一", "第二", "第三"]


def test_ordinals_go_on_over_paragraphs():
    text = f"We say this. First, read. It helps.\n\nSecond, write. It lasts.\n\n{BODY}"
    rows = rows_of(text)
    assert columns_of(rows["enumeration_items"], "text") == ["First, read. It helps.", "Second, write. It lasts."]


@pytest.mark.parametrize(
    ("text", "name", "declared", "labels"),
    [
        (
            "Achieve “four adherences”: Firstly, a b. Secondly, c d. Thirdly, e f. Fourthly, g h.",
            "four adherences",
            4,
            ["a b", "c d", "e f", "g h"],
        ),
        ("Improve the five major mechanisms: Firstly, a b. Secondly, c d.", "five major mechanisms", 5, ["a b", "c d"]),
        (
            "Establish two kinds of thinking: One is clear thinking. Secondly, wide thinking.",
            "two kinds of thinking",
            2,
            ["clear thinking", "wide thinking"],
        ),
        ("It is the “two miracles” of rapid growth and long-term stability.", "two miracles", 2, ["rapid growth", "long-term stability"]),
        ("It covers three aspects: politics, economy and culture.", "three aspects", 3, ["politics", "economy", "culture"]),
        ("We must do 3 things. First, read. Second, write. Third, rest.", "3 things", 3, ["read", "write", "rest"]),
    ],
)
def test_named_lists(text, name, declared, labels):
    kind, found, count, items = only(text)
    assert (kind, found, count, [label for _, label in items]) == ("named", name, declared, labels)


@pytest.mark.parametrize(
    ("text", "name", "declared"),
    [
        ("Grasp the “two establishments” well. Keep the “two establishments”.", "two establishments", 2),
        ("It stood first among the “Four Greats” then.", "Four Greats", 4),
        ("Build the “four beams and eight pillars” of it.", "four beams and eight pillars", None),
        ("Strengthen the 'four self-confidence' now.", "four self-confidence", 4),
        ("They keep the Two Upholds in mind.", "Two Upholds", 2),
        ("A five-in-one layout came.", "five-in-one", 5),
        ("A three-pronged approach works.", "three-pronged approach", 3),
    ],
)
def test_names_without_items(text, name, declared):
    assert only(text) == ("named_only", name, declared, [])


@pytest.mark.parametrize(
    "text",
    [
        "The First Lady came. The second quarter was good.",
        "First of all, it is late.",
        "The Third Plenary Session adopted the 20 important decisions.",
        "Firstly, we read it all.",
        "They solved one issue one by one.",
        "It took two years and three months.",
        "In 2012 and 2013 it grew.",
    ],
)
def test_no_lists(text):
    assert lists(text) == []


def test_the_last_item_leaves_out_a_sentence_that_returns_to_the_whole():
    text = "First, read. It helps much. Second, write. It lasts. In short, do both."
    assert columns_of(rows_of(text)["enumeration_items"], "text") == ["First, read. It helps much.", "Second, write. It lasts."]


def test_numbered_lists_in_a_line_and_over_lines():
    assert only("We (1) read it, (2) write it and (3) rest.")[0] == "numbered"
    kind, _, _, items = only("Do this:\n1. Read it all.\n2. Write it down.\n3. Rest.")
    assert (kind, items) == ("numbered", [("1.", "Read it all"), ("2.", "Write it down"), ("3.", "Rest")])


def test_bulleted_lists():
    assert only("Do this:\n• read\n• write\nThen rest.") == ("bulleted", None, None, [("•", "read"), ("•", "write")])


def test_a_list_of_headings_holds_the_lists_in_its_sections():
    text = f"T\n1. One\nFirst, read. Second, write.\n2. Two\n{BODY}"
    rows = rows_of(text)
    outer, inner = rows["enumerations"]
    assert (outer.kind, inner.kind) == ("heading", "ordinal")
    assert inner.parent_item_id == rows["enumeration_items"][0].item_id
    second = [i for i in rows["enumeration_items"] if i.enumeration_id == outer.enumeration_id][1]
    assert (second.label, second.text) == ("Two", f"2. Two {BODY}")


def test_the_lead_in_is_what_introduces_the_list():
    rows = rows_of("We must do the following. First, read. Second, write.")["enumerations"]
    assert rows[0].lead_in == "We must do the following"


@pytest.mark.parametrize(
    ("before", "lead"),
    [
        ("we go on " * 60, "we go on " * 60 + "with three tasks"),  # 556 characters: whole
        ("we go on " * 90, "go on " + "we go on " * 64 + "with three tasks"),  # the last whole words of 600 characters
        ("we will go on and on " * 60, "go on and on " + "we will go on and on " * 27 + "with three tasks"),  # not "l go on"
        ("国家" * 400, "国家" * 291 + "with three tasks"),  # no blank near: cut where it is
    ],
)
def test_a_lead_in_has_a_length_and_whole_words(before, lead):
    (found,) = rows_of(f"{before}with three tasks: roads, rivers and fields.")["enumerations"]
    assert found.lead_in == lead


def test_lists_and_items_point_to_their_concepts():
    curated = labels_csv({"three-tasks": "three tasks", "reading": "careful reading", "resting": "resting"})
    rows = rows_of("We face three tasks: improve careful reading, writing and resting.", curated)
    assert columns_of(rows["enumerations"], "concept_id") == ["three-tasks"]
    assert columns_of(rows["enumeration_items"], "concept_id") == ["reading", None, "resting"]


def test_a_homonym_that_is_decided_is_the_concept_of_lists_items_and_terms():
    text = "The two goods are: to keep good order, and good order. Good order means that lanes are quiet. Two goods, one good order."
    concepts = labels_csv({"calm": "good order", "goods": ["good order", "two goods"], "calls": "two goods"})
    *places, goods, order = ([str(m.start()), str(m.end())] for m in re.finditer("(?i)good order|two goods", text))

    def concepts_of(*lines):
        rows = rows_of(text, concepts | {"mention_senses": csv_of("document_id,start_char,end_char,concept_id", *lines)})
        return [columns_of(rows[table], "concept_id") for table in ("enumerations", "enumeration_items", "definitions")]

    elsewhere = ["doc", *goods, "goods"], ["doc", *order, "calm"]
    assert concepts_of(*elsewhere) == [[None], [None, None], [None]]
    here = (["doc", *place, concept] for place, concept in zip(places, ["calls", "calm", "goods", "calm"], strict=True))
    assert concepts_of(*elsewhere, *here) == [["calls"], ["calm", "goods"], ["calm"]]


def test_counts_that_do_not_match_are_told():
    rows = rows_of("There are four points: First, read. Second, write.")["enumerations"]
    assert columns_of(rows, "declared_count", "item_count", "completeness") == [(4, 2, "short")]


def test_an_inner_list_does_not_end_the_outer_one():
    text = "First, plan. It has two steps: (1) read, and (2) write. Second, act. Third, rest."
    assert [(k, len(i)) for k, _, _, i in lists(text)] == [("ordinal", 3), ("named", 2)]


def test_several_lists_in_one_paragraph_end_where_the_next_begins():
    text = "There are two goals. First, grow. It helps. Second, keep. It lasts. There are two means. First, read it. Second, write it."
    assert [(n, [label for _, label in i]) for _, n, _, i in lists(text)] == [
        ("two goals", ["grow", "keep"]),
        ("two means", ["read it", "write it"]),
    ]


def test_a_list_without_a_full_stop_ends_where_the_next_begins():
    assert [len(i) for _, _, _, i in lists("first, a b, second, c d, first, e f, second, g h")] == [2, 2]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Achieve the "two upholds". First, we must study hard. Second, we must act.', None),
        ('Achieve the "two maintenances". On the one hand, we look back. On the other hand, we look ahead.', None),
        ("There are two reasons for it. First, it is slow. Second, it is dear.", "two reasons"),
        ('We must grasp the following "two upholds". First, study. Second, act.', "two upholds"),
    ],
)
def test_a_formula_beside_a_list_is_its_name_only_if_it_points_ahead(text, name):
    found = {kind: n for kind, n, _, _ in lists(text)}
    assert found.get("named") == name
    assert ("ordinal" in found) is (name is None)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ('Give "three guarantees" for rural residents: food, clothing and housing.', ["food", "clothing", "housing"]),
        ('Give "three guarantees" (food, clothing and housing) to all.', ["food", "clothing", "housing"]),
        ("Here three aspects must be grasped: plans, people, and means.", ["plans", "people", "means"]),
    ],
)
def test_items_apart_from_their_name_must_fit_the_count(text, labels):
    assert [label for _, label in only(text)[3]] == labels


def series(text):
    rows = rows_of(text)
    kept = {e.enumeration_id for e in rows["enumerations"] if e.kind == "series"}
    return [
        [i.text for i in rows["enumeration_items"] if i.enumeration_id == e]
        for e in sorted(kept, key=lambda e: int(e.split("enu")[1].split("-")[0]))
    ]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("It touches politics, economy, military, culture and society.", ["politics", "economy", "military", "culture", "society"]),
        (
            "We must guard military, technological, cultural, and social security.",
            ["military", "technological", "cultural", "social security"],
        ),
        (
            "The town must adhere to peace, improve the roads, strengthen the schools and protect the river.",
            ["adhere to peace", "improve the roads", "strengthen the schools", "protect the river"],
        ),
        (
            "It covers production safety, food and drug safety, network security, and social order.",
            ["production safety", "food and drug safety", "network security", "social order"],
        ),
        (
            "They need a salary, a heated room, a school and a road that is open in winter.",
            ["a salary", "a heated room", "a school", "a road that is open in winter"],
        ),
        (
            "It speaks with displaced families, village chiefs, police officers and traders, conducted in March.",
            ["displaced families", "village chiefs", "police officers", "traders"],
        ),
        (
            "Buddhism from India, music from the West, crops from the South and numbers from Europe came.",
            ["Buddhism from India", "music from the West", "crops from the South", "numbers from Europe"],
        ),
        (
            "It stems from the maintenance fund, the revenue of the compound, the subsidies or the insurance.",
            ["the maintenance fund", "the revenue of the compound", "the subsidies", "the insurance"],
        ),
        (
            "Canada, Norway, Chile and eleven other states founded the fund.",
            ["Canada", "Norway", "Chile", "eleven other states"],
        ),
        (
            "They read maps, check boats, and improve the ability to apply laws, prevent risks, work with people, and guide opinion.",
            ["apply laws", "prevent risks", "work with people", "guide opinion"],
        ),
        ("Rivers rise; roads break; schools close; people leave.", ["Rivers rise", "roads break", "schools close", "people leave"]),
        (
            "They insist on building roads, planting trees, cleaning rivers, and opening schools.",
            ["building roads", "planting trees", "cleaning rivers", "opening schools"],
        ),
        (
            "Growth comes from the land, from the sea, from the air, and from the mind.",
            ["from the land", "from the sea", "from the air", "from the mind"],
        ),
    ],
)
def test_four_parallel_phrases_are_a_series(text, items):
    assert series(text) == [items]


@pytest.mark.parametrize(
    "text",
    [
        "It touches politics, economy and culture.",
        "In May, however, the river, which is long, rose.",
        "The four tasks are roads, rivers, schools and trees.",
        "He left, took the bus, went home and slept.",
    ],
)
def test_what_is_no_series(text):
    assert series(text) == []


def test_a_series_in_a_member_of_a_series_has_it_as_parent():
    rows = rows_of("We must build roads, plant trees, protect the rivers, lakes, hills and woods, and open schools.")
    outer, inner = [e for e in rows["enumerations"] if e.kind == "series"]
    assert (outer.item_count, inner.item_count) == (4, 4)
    assert inner.parent_item_id in {i.item_id for i in rows["enumeration_items"] if i.enumeration_id == outer.enumeration_id}


def test_articles_of_a_law_are_a_numbered_list():
    text = "Rules\nArticle 3 These rules hold here.\nArticle 4 They hold for all.\nArticle 5 They start in May."
    assert [(kind, [m for m, _ in items]) for kind, _, _, items in lists(text)] == [("numbered", ["Article 3", "Article 4", "Article 5"])]


@pytest.mark.parametrize(
    ("text", "name", "labels"),
    [
        ("They have “two goals” in mind. They are old. The first goal was to read. The second is to write.", "two goals", 2),
        ("It keeps to “three lists” here.\nThe demand list is long.\nThe money list is short.\nThe work list is new.", "three lists", 3),
        ("They follow the “four batches” list, starting 18 works, resuming 7, ending 22 and keeping 40.", "four batches", 4),
        ("The “four-in-one” linkage of police, grid, court and mediation holds.", "four-in-one", 4),
        ("Keep a grip on five fields (mines, fireworks, gas and dams), and see to it.", "five fields", 4),
        ("Pride, sloth, envy and greed, the “four vices”, stay.", "four vices", 4),
        ("“四下基层”是指宣传政策、调查研究、接待信访、现场办公。", "四下基层", 4),
    ],
)
def test_names_and_what_they_name(text, name, labels):
    found = [(n, len(items)) for kind, n, _, items in lists(text) if kind in ("named", "named_only")]
    assert found == [(name, labels)]


def test_a_quotation_mark_alone_is_no_item():
    assert all(label for _, _, _, items in lists("0 0 . THREE S: 0 0 , “") for _, label in items)
    assert only("It has three parts: a mill, “, a pond and a road.")[3] == [(None, "a mill"), (None, "a pond"), (None, "a road")]


def test_a_quoted_series_of_counted_words_is_one_list():
    text = "They work by “one village, one policy, one household, one plan, one person, one file, one problem, one list”."
    lists = rows_of(f"A title\n{text}\n")["enumerations"]
    assert len({row.enumeration_id for row in lists}) == len(lists) == 1
    assert (lists[0].kind, lists[0].item_count) == ("series", 8)
