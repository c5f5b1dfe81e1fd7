"""Kinds of characters: what the table tells is what expressions over the characters find."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tifabank.characters import HAN, MARKS, SPACES, ZERO_WIDTH, kinds_of, odd_blanks, odd_spaces, word_starts

TEXTS = st.text(st.sampled_from("ab_1²-'’ \n\u00a0\u200b\u3000中\U00020001😀é\u0301"), max_size=40) | st.text(max_size=40)
_LETTER = rf"(?:[^\W{HAN}]|[{MARKS}])"
_WORD = re.compile(rf"[{HAN}]|{_LETTER}+(?:['\u2019\u2010\u2011-]{_LETTER}+)*")


@given(TEXTS)
def test_word_starts(text):
    assert word_starts(kinds_of(text)) == [match.start() for match in _WORD.finditer(text)]


@given(TEXTS)
def test_runs_of_blanks_are_all_but_single_spaces(text):
    runs = [match.span() for match in re.finditer(f"[{SPACES}{ZERO_WIDTH}]+", text) if match[0] != " "]
    assert odd_blanks(kinds_of(text)) == runs


@given(TEXTS)
def test_where_no_odd_space_is_a_text_is_as_if_squeezed(text):
    squeezed = " ".join(text.split()) == text.strip(" ")
    inside = text.strip(" ")
    assert bool(odd_spaces(kinds_of(inside))) is not squeezed
