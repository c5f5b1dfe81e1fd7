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
