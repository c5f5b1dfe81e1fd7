"""Text of strangers, shown: which characters stand as escapes, and for what."""

import json

import pytest

from tifabank.printing import escaped, json_of, one_line, visible

WORDS = "平安 “Safe China” é 😀 C:\\x"


@pytest.mark.parametrize("shown", [one_line, visible, escaped])
def test_words_stay_as_they_are(shown):
    assert shown(WORDS) == WORDS


@pytest.mark.parametrize(
    ("char", "in_a_line", "in_a_text", "compared"),
    [
        ("\n", "\\n", "\n", "\\n"),
        ("\t", "\\t", "\t", "\\t"),
        ("\x1b", "\\x1b", "\\x1b", "\\x1b"),
        ("\x9b", "\\x9b", "\\x9b", "\\x9b"),
        ("\u202e", "\\u202e", "\\u202e", "\\u202e"),
        ("\ud800", "\\ud800", "\\ud800", "\\ud800"),
        ("\u200b", "\u200b", "\u200b", "\\u200b"),
        ("\u3000", "\u3000", "\u3000", "\\u3000"),
    ],
)
def test_what_cannot_be_seen_stands_as_an_escape_where_it_matters(char, in_a_line, in_a_text, compared):
    assert (one_line(f"a{char}b"), visible(f"a{char}b"), escaped(f"a{char}b")) == tuple(
        f"a{shown}b" for shown in (in_a_line, in_a_text, compared)
    )


@pytest.mark.parametrize(
    "char", ["\x00", "\x1b", "\x7f", "\x9b", "\xad", "\u061c", "\u200b", "\u2028", "\u2067", "\ufeff", "\U000e0041", "\ud800"]
)
def test_json_hides_nothing_and_reads_back(char):
    told = json_of({"a": f"治{char}理"})
    assert char not in told
    assert "治" in told
    assert json.loads(told) == {"a": f"治{char}理"}
