"""Sentence ends: | marks where one sentence stops and the next begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tifabank.boundaries import sentence_ends


def split(text):
    ends = list(sentence_ends(text, 0, len(text)))
    return "|".join(text[a:b].strip() for a, b in zip([0, *ends], ends, strict=False))


@pytest.mark.parametrize(
    "marked",
    [
        "One sentence.|Another one.",
        "It was read aloud in 1936.*|A water book was kept.",
        "They call it “a scale and a queue.”1|To keep it they wait.",
        "It is slow.[citation needed]|He has none.[2]",
        "1．走滨江路、新华桥；",
        "It is a strong leadership core.|As the core of the army.",
        "He left in 2023.|Photo by the press.",
        "The U.S. economy grew 11.4% on Feb. 28.|It was No. 19 of all.",
        "Mr. Li met Dr. J. Smith.|They talked.",
        "It works, e.g. here, i.e. there.|Good.",
        "“The river and the people are the people.”|“We must go on.”",
        "The legal “toolbox.”|It is necessary to act.",
        "He said “Go!” and left.|“Why?” he asked.",
        "It grows ... and grows.|Then it stops...|Then what?",
        "1. Strengthen leadership.|2. Improve the system.",
        "Article 4. Goats keep to the road.|See Article 4.|Sheep do too.",
        "V. Comprehensively grasp it.|The end.",
        "Is it so?|Yes!|No.",
        "人民安全。|政治安全！|经济安全？",
        "The goal of a new pattern .|General Secretary Xi spoke.",
        "They take the initiative of the work. .",
        "He left at 5 p.m.|The meeting went on.",
        "The risks are prominent.|my country is safe.",
        "The layout is all-round.|my country is safe.",
        "See example.com for more.|The end.",
        "Version 2.0 of Node.js came.|It works (see above).|So it is.",
        "It has two parts; both matter: this one and that.|Good.",
    ],
)
def test_sentences(marked):
    assert (
        split(marked.replace("|", "" if "core.|" in marked or "2023.|" in marked or "round.|" in marked or "。" in marked else " "))
        == marked
    )


@given(st.text(st.sampled_from("aB1 .!?\"”’)。…;'"), max_size=60))
def test_the_last_end_is_the_end_and_ends_rise(text):
    ends = list(sentence_ends(text, 0, len(text)))
    assert ends == sorted(set(ends))
    assert not text or ends[-1] == len(text)
