"""Names of lists: which counted phrases are names, and where the items stand that they count."""

import pytest
from tests.stages.test_enumerations import lists, only


@pytest.mark.parametrize(
    ("text", "name", "declared"),
    [
        ("It serves the Three-Pronged Growth Plan of the town.", "Three-Pronged Growth Plan", 3),
        ("They call it the “five-in-one desk” of the street.", "five-in-one desk", 5),
        ("They keep the Five Rules of Good Neighbours in mind.", "Five Rules of Good Neighbours", 5),
        ("They keep the Eight Honors and Six Shames in mind.", "Eight Honors and Six Shames", None),
        ("要坚持“五议三公开”工作法。", "五议三公开", None),
        ("要做到“三查三改”才行。", "三查三改", 3),
    ],
)
def test_a_formula_without_items_is_a_name_as_a_whole(text, name, declared):
    assert only(text) == ("named_only", name, declared, [])


@pytest.mark.parametrize(
    "text",
    [
        "It was a case of “seven foxes guarding one hen”.",
        "“Three bakers have no bread”, they say.",
        "“Ten to one it will rain,” she said.",
        "“Three feet of ice are not made in a day”, they say.",
        "“Three for the village, one for me”, he joked.",
        "They sailed past the Three Pines and home.",
        "He slept in the Five Wells Hotel and left.",
        "A three-level network was built.",
    ],
)
def test_proverbs_and_proper_names_count_nothing(text):
    assert lists(text) == []


@pytest.mark.parametrize(
    ("text", "name", "labels"),
    [
        (
            "They run the three-level service network of town, village and hamlet.",
            "three-level service network",
            ["town", "village", "hamlet"],
        ),
        ("四到：人到、心到、手到、脚到。", "四到", ["人到", "心到", "手到", "脚到"]),
    ],
)
def test_names_that_count_only_with_their_items(text, name, labels):
    kind, found, _, items = only(text)
    assert (kind, found, [label for _, label in items]) == ("named", name, labels)


@pytest.mark.parametrize(
    ("text", "name", "labels"),
    [
        ("It has two duties: it must hear people and settle quarrels.", "two duties", ["hear people", "settle quarrels"]),
        ("The cases share three traits: they are small, loud and dear.", "three traits", ["small", "loud", "dear"]),
        ("It has two aims: it hears people and it settles quarrels.", "two aims", ["it hears people", "it settles quarrels"]),
        (
            "Build “three good lanes”, that is, lanes that are well lit, well kept and well loved, and mend the wells of Aba, Beka and Cim.",
            "three good lanes",
            ["well lit", "well kept", "well loved"],
        ),
        ("By “two wheels” the town means prices and rules, and it uses both.", "two wheels", ["prices", "rules"]),
        (
            "It set two tasks, including: mending the wells and planting the banks.",
            "two tasks",
            ["mending the wells", "planting the banks"],
        ),
        ("The novel has three parts, called Ice, Mud and Dust.", "three parts", ["Ice", "Mud", "Dust"]),
        ("He asked three towns, Linping, Sanhe and Gutian, to check their tanks.", "three towns", ["Linping", "Sanhe", "Gutian"]),
    ],
)
def test_items_are_found_behind_what_joins_them_to_their_name(text, name, labels):
    kind, found, _, items = only(text)
    assert (kind, found, [label for _, label in items]) == ("named", name, labels)


def test_what_a_counted_thing_joins_is_none_of_its_items():
    assert lists("The “three-in-one” desk of Lipu joins police, courts and mediators.") == [("named_only", "three-in-one", 3, [])]
    assert "named" not in {kind for kind, *_ in lists("It has five members, two farmers, two teachers and a nurse.")}


@pytest.mark.parametrize(
    ("text", "name", "labels"),
    [
        (
            "Self-rule, rule of law and rule of virtue, known as the “three rules”, came early.",
            "three rules",
            ["Self-rule", "rule of law", "rule of virtue"],
        ),
        ("A system of trust, duty and care, “three-in-one”, was tried.", "three-in-one", ["trust", "duty", "care"]),
        (
            "The street has a captain, a nurse and a cook in every yard. These “three hands” meet.",
            "three hands",
            ["a captain", "a nurse", "a cook"],
        ),
        (
            "The town cut paper, cut meetings and cut visits (the “three cuts”) at once.",
            "three cuts",
            ["cut paper", "cut meetings", "cut visits"],
        ),
        ("They call asking early and acting early the “two earlies”.", "two earlies", ["asking early", "acting early"]),
        ("The cook, the clerk and the guard: these “three keys” must turn together.", "three keys", ["The cook", "the clerk", "the guard"]),
        ("Trees and shade are the “two goods” of the book.", "two goods", ["Trees", "shade"]),
        ("加强学习、加强监督，这就是“两个加强”。", "两个加强", ["加强学习", "加强监督"]),
    ],
)
def test_a_formula_names_the_items_right_before_it(text, name, labels):
    kind, found, _, items = only(text)
    assert (kind, found, [label for _, label in items]) == ("named", name, labels)


@pytest.mark.parametrize(
    "text",
    [
        "Wolves, bears and foxes roam here. The “three lakes” are near.",
        "They saw an old road, an old mill and an old slogan, the “three wells”, on a wall.",
        "He praised the “three goods” and left.",
    ],
)
def test_a_formula_that_stands_beside_other_things_does_not_name_them(text):
    assert [kind for kind, *_ in lists(text)] == ["named_only"]


@pytest.mark.parametrize(
    ("text", "name", "labels"),
    [
        (
            "Four groups are hit — farmers, teachers, drivers and cooks — but one was asked.",
            "Four groups",
            ["farmers", "teachers", "drivers", "cooks"],
        ),
        ("The “two-in-one” desk of rural credit, namely sale and supply, has spread.", "two-in-one", ["sale", "supply"]),
        ("The reform has two aims. It should mend schools and keep teachers.", "two aims", ["mend schools", "keep teachers"]),
        (
            "We worked in two respects to win: Asking the people. Telling the people.",
            "two respects",
            ["Asking the people", "Telling the people"],
        ),
        (
            "Keep the two “nevers”: never forget the start, never drop the fight.",
            "two “nevers”",
            ["never forget the start", "never drop the fight"],
        ),
        (
            "Q: The rules set up three levels. Do they work?\n\nA: The street, the town and the court? Yes.",
            "three levels",
            ["The street", "the town", "the court"],
        ),
        (
            "Two views are held here. According to the first, it is a tax. According to the second, it is a price. A third view, seldom heard, is that it is a gift.",
            "Two views",
            ["it is a tax", "it is a price", "that it is a gift"],
        ),
        (
            "It keeps to the “three grasps”. Grasp the key, grasp the day and grasp the end.",
            "three grasps",
            ["Grasp the key", "grasp the day", "grasp the end"],
        ),
        (
            "The law has three kinds of fine, i.e., low, middle and high, of which the last is rare.",
            "three kinds of fine",
            ["low", "middle", "high"],
        ),
        (
            "It is known for three things: tea, temples and, since the flood, its builders.",
            "three things",
            ["tea", "temples", "its builders"],
        ),
        (
            "Three groups may apply: those over 80; those with a child, and those without land.",
            "Three groups",
            ["those over 80", "those with a child", "those without land"],
        ),
        ("They signed three papers today, including a map, a deal and a plan.", "three papers", ["a map", "a deal", "a plan"]),
        (
            "It must use the two rulers, the number of cases solved, the change of the street, to measure work.",
            "two rulers",
            ["the number of cases solved", "the change of the street"],
        ),
        (
            "It runs the “two lists and one chart” system: the list of powers, the list of duties and the chart.",
            "two lists and one chart",
            ["the list of powers", "the list of duties", "the chart"],
        ),
        ("It faces “two too manys” - too many forms, too many visits.", "two too manys", ["too many forms", "too many visits"]),
        ("Keep two notions apart: law, which is a form, and right, which is a belief.", "two notions", ["law", "right"]),
        ("It starts from the three levels of theory, system and practice.", "three levels", ["theory", "system", "practice"]),
        ("It names two gains: cleaner wells, and longer hours, especially at night.", "two gains", ["cleaner wells", "longer hours"]),
    ],
)
def test_items_away_from_their_name(text, name, labels):
    kind, found, _, items = only(text)
    assert (kind, found, [label for _, label in items]) == ("named", name, labels)


def test_paragraphs_that_take_up_a_name_may_go_on_after_a_page_break():
    text = (
        "Street news\n\nWe live in a small street near the old harbour of the town. The street uses the “two lists” here.\n"
        "The demand list is filled in by the residents. Through meetings they have named 136 wishes, most of them about\n- 1 -\n"
        "car parks and rooms to meet in.\nThe resource list is kept by the office. It holds 27 names.\nNobody has complained about it since."
    )
    assert [label for _, label in only(text)[3]] == [
        "The demand list is filled in by the residents",
        "The resource list is kept by the office",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Three schools closed this year — enrolment fell, roofs leaked, and no teacher would stay.",
        "It has lent to two thousand farmers, including women and migrants.",
        "The two sides met often, including once in Geneva and twice in Doha.",
    ],
)
def test_what_goes_on_after_a_count_need_not_be_its_items(text):
    assert "named" not in {kind for kind, *_ in lists(text)}


def test_the_items_belong_to_the_nearest_count_and_end_with_their_clause():
    text = "At two meetings the board voted on three bills, namely those on water, roads and schools, and rejected two."
    assert only(text)[1:] == ("three bills", 3, [(None, "those on water"), (None, "roads"), (None, "schools")])
    assert only("Rain, sleet and snow fell. They are the “three whites”.")[3] == [(None, "Rain"), (None, "sleet"), (None, "snow")]
