"""Definitions and characterisations."""

import pytest
from tests.conftest import columns_of, labels_csv, rows_of


def defined(text):
    return columns_of(rows_of(text)["definitions"], "kind", "term")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("The river chief system refers to the naming of one official for each river.", "river chief system"),
        ("A grid means a block of streets with its own helper.", "grid"),
        ("By open governance we mean decisions that all can read.", "open governance"),
        ("The so-called “two hands” are the market and the state.", "two hands"),
        ("Grid work is defined as daily service in a block of streets.", "Grid work"),
        ("By water security I mean that a family can drink.", "water security"),
        ("A third place is a setting, neither home nor work, where people meet.", "third place"),
        ("Heat rash is a skin condition in which sweat ducts are blocked.", "Heat rash"),
        ("Hutong (Chinese: 胡同, “water well”) is a narrow lane in which courtyards stand.", "Hutong"),
        ("The lane pact means that each household sweeps its door.", "lane pact"),
        ("By the “lead role” of these clubs we mean that they open doors.", "lead role"),
        ("Known as “the ladder”, promotion by points is a scheme that rewards attendance.", "promotion by points"),
        ("Pair work, defined in the Opinions as a bond of two towns, grew.", "Pair work"),
        ("The Measures define a lane chief as “a resident who answers for one lane”.", "lane chief"),
        ("A small port is one with fewer than ten berths.", "small port"),
        ("Quiet lanes are lanes where people can talk.", "Quiet lanes"),
        ("“Bridge children” are those whose parents work across the river.", "Bridge children"),
        ("“两不愁”，即不愁吃、不愁穿。", "两不愁"),
        ("A river chief is an official who answers for the water of one river.", "river chief"),
        ("They opened a “tea court”, a room in which elders hear quarrels.", "tea court"),
        ("It brought a “tea court” (茶庭), the practice of hearing quarrels at a table.", "tea court"),
        ("Ferry law (轮渡法), a set of rules that binds all boats, is old.", "Ferry law"),
        ("Ferry capacity—the ability to cross in storms—varies.", "Ferry capacity"),
        ("Loose rules (i.e., rules that nobody wrote down) matter.", "Loose rules"),
        ("Lane keeping, by which I mean the sweeping of one's own door, is rare.", "Lane keeping"),
        ("By lane keeping the new plan understands the sweeping of doors.", "lane keeping"),
        ("By lane keeping is meant the sweeping of doors.", "lane keeping"),
        ("What we call “lane keeping” is the sweeping of doors.", "lane keeping"),
        ("We understand ferries to be boats with a timetable.", "ferries"),
        ("The term “paper port” for harbours without ships is new.", "paper port"),
        ("So-called paper ports are harbours without ships.", "paper ports"),
        ("Paper port is the common phrase for harbours without ships.", "Paper port"),
        ("A tidy lane is a model of daily care that keeps costs low.", "tidy lane"),
        ("Lane funds are pools of money to which each household pays.", "Lane funds"),
        ("Paper port: a harbour that has no ships.", "Paper port"),
        ("“渡口”指渡船停靠的地方。", "渡口"),
        ("They must open a “paper port”, that is to say, a harbour on a map.", "paper port"),
        ("A port in which no ship lies is called a “paper port”.", "paper port"),
        ("Ferry talk — the settlement of quarrels on deck — is old.", "Ferry talk"),
        ("Calm is not silence, still less fear; it refers to trust among pilots.", "Calm"),
    ],
)
def test_definitions(text, term):
    assert defined(text) == [("definition", term)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Clean water is the fundamental guarantee of a healthy village.", "Clean water"),
        ("Trust is the key to good service.", "Trust"),
        ("Safety is an important cornerstone of growth.", "Safety"),
        ("Prevention is the cheapest form of government.", "Prevention"),
        ("Calm is the deepest and most lasting of all forces.", "Calm"),
        ("Reading will remain an endless source of strength.", "Reading"),
        ('"The pact is the foundation of trust," she said, "but it must be read."', "pact"),
        ("Built on trust and backed by law, the pact has become a model for the province.", "pact"),
        ("Grain is “the ballast stone” of safety.", "Grain"),
        ("But trust, I think, is the key to a port.", "trust"),
        ("Trust is, in the eyes of sailors, the key to a port.", "Trust"),
        ("Lane quarrels are a thermometer of town life.", "Lane quarrels"),
        ("The sailors are the masters of the port.", "sailors"),
        ("A port without trust is a heap of wet stones.", "port without trust"),
        ("Trust is to a port what wind is to a sail.", "Trust"),
        ("The key to a safe port lies in honest pilots.", "honest pilots"),
        ("A port is less a place than a habit.", "port"),
        ("• Trust is the key to a port.", "Trust"),
        ("信任是港口的基础。", "信任"),
        ("Calm – the rest of sailors – is the key to a port.", "Calm"),
        ("The pier is Lanwei's lifeline.", "pier"),
        ("Trust is not a wage; it is the foundation of a port.", "Trust"),
        ("Trust, care and patience, in her view, are the key to a port.", "Trust, care and patience"),
    ],
)
def test_characterisations(text, term):
    assert defined(text) == [("characterisation", term)]


@pytest.mark.parametrize(
    "text",
    [
        "The emphasis on rivers means that roads must wait.",
        "The meeting was held in May.",
        "It is a means to an end.",
        "They used modern means to count the fish.",
        "This means less work.",
        "A law means nothing without judges.",
        "Wu Lan, who was a weaver for 30 years, keeps the key.",
        "The aim of the plan is a city that can breathe.",
        "My worry is a simple one.",
        "The next step is the key.",
        "My port is a place where everyone sings.",
        "Lan Mei is a nurse who has sailed for ten years.",
        "Lanwei is a county of 40,000 people in the west.",
        "The hall is a house that was built in 1921.",
        "Lan Mei, a nurse who sails, wrote a “Harbour Song”, a poem that all know.",
        "“They know my name,” a pilot who sails at night said.",
        "Please refer to the harbour map.",
        "They made the “three lists”, that is, the list of boats, the list of piers and the list of pilots.",
        "Note: a map of a port hangs here.",
    ],
)
def test_neither(text):
    assert defined(text) == []


def test_the_term_leads_to_its_concept():
    rows = rows_of("“Grid work” refers to daily service.", labels_csv({"grid": "grid work"}))["definitions"]
    assert columns_of(rows, "concept_id", "term") == [("grid", "Grid work")]


def test_a_second_statement_ends_the_first():
    rows = rows_of("Safety is the premise of growth, and growth is the guarantee of safety.")["definitions"]
    assert columns_of(rows, "text") == ["Safety is the premise of growth", "growth is the guarantee of safety."]


def test_a_statement_inside_a_quotation_stays_inside_it():
    rows = rows_of("They said that “safety is the premise of growth, and growth is the guarantee of safety” in this field.")["definitions"]
    assert columns_of(rows, "text") == ["safety is the premise of growth", "growth is the guarantee of safety"]


def test_statements_that_a_comma_parts_are_two():
    rows = rows_of("Trust is the first resource, care is the key task.")["definitions"]
    assert columns_of(rows, "term", "text") == [("Trust", "Trust is the first resource"), ("care", "care is the key task.")]


def test_an_apposition_ends_before_the_verb_and_leaves_room_for_praise():
    rows = rows_of("The “tea court”, a room in which elders hear quarrels, is the heart of the lane.")["definitions"]
    assert columns_of(rows, "kind", "text") == [
        ("characterisation", "The “tea court”, a room in which elders hear quarrels, is the heart of the lane."),
        ("definition", "The “tea court”, a room in which elders hear quarrels"),
    ]


def test_a_quotation_opened_in_a_sentence_opens_a_subject():
    rows = rows_of("They sang that “the pier is the heart of the lane” and “trust is the heart of the pier.”")["definitions"]
    assert columns_of(rows, "term") == ["pier", "trust"]
