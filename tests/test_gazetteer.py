"""Labels are found by the matching policy of the guidelines."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import columns_of, labels_csv, rows_of

from tifabank.gazetteer import Gazetteer, regular_plural
from tifabank.rows import ConceptLabel
from tifabank.text import Text, fold


def found(text, *labels, plural=()):
    curated = labels_csv({f"c{i}": label for i, label in enumerate(labels)}, plural)
    return columns_of(rows_of(text, curated)["mentions"], "text", "nested")


@pytest.mark.parametrize(
    ("text", "label", "hit"),
    [
        ("We build a Safe China now.", "safe China", "Safe China"),
        ("We build a safe\n\n  china now.", "safe China", "safe china"),
        ("non-traditional security", "traditional security", None),
        ("a_safe China", "safe China", None),
        ("unsafe China", "safe China", None),
        ("safe China2", "safe China", None),
        ("safe China's goal", "safe China", "safe China"),
        ("the people’s safety.", "people's safety", "people’s safety"),
        ("co‑governance works", "co-governance", "co‑governance"),
        ("a long-\nterm plan", "long-term", "long- term"),
        ("good govern-\nance here", "governance", "govern- ance"),
        ("good gover\u00adnance here", "governance", "gover\u00adnance"),
        ("a safe\u200bChina here", "safe China", "safe\u200bChina"),
        ("建设平安中国的目标", "平安中国", "平安中国"),
        ("the Safe China平安中国", "Safe China", "Safe China"),
        ("the caf\u00e9 law", "cafe\u0301 law", "caf\u00e9 law"),  # one character, and a letter with its mark
        ("the cafe\u0301 law", "caf\u00e9 law", "cafe\u0301 law"),
        ("the cafe\u0301 law", "cafe", None),
        ("an e\u0301tat", "tat", None),
        ("the Ｇ２０ meets", "G20", "Ｇ２０"),  # full width
        ("the G20 meets", "ｇ２０", "G20"),
        ("\u2f08民安全", "人民安全", "\u2f08民安全"),  # a Kangxi radical, as copied from a PDF
        ("社會\uf9e4理", "社會理理", "社會\uf9e4理"),  # a compatibility ideograph
    ],
)
def test_matching_policy(text, label, hit):
    assert [t for t, _ in found(text, label)] == ([hit] if hit else [])


def test_a_label_inside_a_longer_one_is_nested():
    text = "The overall national security concept guides national security."
    assert found(text, "overall national security concept", "national security", "overall national") == [
        ("overall national security concept", False),
        ("overall national", True),
        ("national security", True),
        ("national security", False),
    ]


def test_partly_overlapping_labels_are_both_whole():
    assert found("social governance system reform", "social governance system", "system reform") == [
        ("social governance system", False),
        ("system reform", False),
    ]


def test_the_regular_plural_counts_where_the_label_says_so():
    assert found("Social organizations and policies", "social organization", "policy", plural=["social organization"]) == [
        ("Social organizations", False)
    ]


@pytest.mark.parametrize(("word", "plural"), [("policy", "policies"), ("day", "days"), ("process", "processes"), ("church", "churches")])
def test_plurals(word, plural):
    assert regular_plural(word) == plural


def test_no_match_crosses_a_paragraph():
    assert found("It is safe.\n\nChina is big.", "safe. China") == []


def test_labels_are_literal_text():
    assert found("a (b|c)* d", "(b|c)*") == [("(b|c)*", False)]


LABELS = st.lists(st.text(st.sampled_from("ab -"), min_size=1, max_size=5).filter(lambda s: s.strip()), min_size=1, max_size=6)


@given(LABELS, st.text(st.sampled_from("ab -."), max_size=30))
def test_the_same_spans_as_a_plain_search_for_each_label(labels, text):
    forms = {fold(label) for label in labels}
    rows = [ConceptLabel(str(i), "c", label, "en", True, False, "attested", None, None, None, None) for i, label in enumerate(labels)]
    document = Text("d", text)
    plain = document.first.lower
    expected = {
        (start, start + len(form))
        for form in forms
        for start in range(len(plain) - len(form) + 1)
        if plain.startswith(form, start)
        and not (start and (plain[start - 1].isalnum() or plain[start - 1] in "_-"))
        and not plain[start + len(form) : start + len(form) + 1].isalnum()
    }
    hits = [(document.folded(start), document.folded(end - 1) + 1) for start, end, _ in Gazetteer(rows).find(document)]
    assert len(set(hits)) == len(hits)
    assert set(hits) == expected


@given(
    st.lists(st.text(st.sampled_from("caf\u00e9\u1ebf"), min_size=1, max_size=3), min_size=1, max_size=4),
    st.text(st.sampled_from("caf\u00e9\u1ebf -."), max_size=30),
)
def test_the_same_mentions_whether_letters_and_marks_are_one_character_or_apart(labels, text):
    def of(form, written):
        rows = [
            ConceptLabel(str(i), "c", normalize(written, label), "en", True, False, "attested", None, None, None, None)
            for i, label in enumerate(labels)
        ]
        document = Text("d", normalize(form, text))
        return [normalize("NFC", document.raw[start:end]) for start, end, _ in Gazetteer(rows).find(document)]

    assert of("NFC", "NFC") == of("NFD", "NFC") == of("NFC", "NFD") == of("NFD", "NFD")
