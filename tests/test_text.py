"""Folding keeps a map back, and span arithmetic is what its truth table says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tifabank.text import ZERO_WIDTH, Span, Text, fold, fold_lines

ODD = st.text(st.sampled_from("ab -\n\r\t\x0c\x85\u2028\u200b\u00ad\ufeff A.’–\u3000中İ"), max_size=40)


@given(ODD | st.text(max_size=60))
def test_each_folded_character_maps_to_the_raw_one(raw):
    for reading in Text("d", raw).readings:
        for place, char in enumerate(reading.plain):
            if not char.isspace():
                assert fold(raw[reading.raw(place)]) == fold(char)


@given(ODD | st.text(max_size=60))
def test_a_kept_character_is_found_again_from_its_raw_place(raw):
    text = Text("d", raw)
    for place, char in enumerate(text.plain):
        if char != " ":
            assert text.folded(text.first.raw(place)) == place


@given(ODD | st.text(max_size=60), st.lists(st.integers(0, 60), max_size=8))
def test_ranges_folded_together_are_as_folded_alone(raw, places):
    text = Text("d", raw)
    borders = sorted(min(place, len(raw)) for place in places)
    spans = list(zip(borders[::2], borders[1::2], strict=False))
    assert text.folded_ranges(spans) == [(text.folded(start), text.folded(end)) for start, end in spans]


@given(ODD | st.text(max_size=60))
def test_lower_and_plain_have_one_map(raw):
    reading = Text("d", raw).first
    assert len(reading.lower) == len(reading.plain)


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("a  b\n\nc", "a b c"),
        ("long-\nterm", "long-term"),
        ("well - \nterm", "well - term"),
        ("zero\u200bwidth", "zerowidth"),
        ("people’s co\u2011operation", "people's co-operation"),
        ("\ufeffTitle", "Title"),
        ("Ｇ２０、２０２３年（一）：", "G20、2023年（一）："),  # letters and digits of full width; marks of Chinese text stay
        ("\u2f08\uf9e4", "人理"),
        ("cafe\u0301", "cafe\u0301"),
    ],
)
def test_folding(raw, plain):
    assert Text("d", raw).plain == plain


def test_what_is_folded_alone_has_a_letter_and_its_marks_as_one_character():
    assert fold("Cafe\u0301") == fold("CAF\u00c9") == "caf\u00e9"


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(words):
    assert fold(fold(words)) == fold(words)


def test_what_zero_width_and_line_end_hyphens_leave_open_has_several_readings():
    assert {r.plain for r in Text("d", "govern-\nance safe\u200bChina").readings} == {
        "govern-ance safeChina",
        "governance safeChina",
        "govern-ance safe China",
        "governance safe China",
    }


@given(ODD)
def test_lines_hold_every_character_that_is_not_blank(raw):
    kept = "".join(raw[a:b] for a, b in Text("d", raw).lines())
    blank = set(ZERO_WIDTH)
    strip = lambda s: "".join(c for c in s if not c.isspace() and c not in blank)  # noqa: E731
    assert strip(kept) == strip(raw)


@pytest.mark.parametrize(
    ("a", "b", "holds"),
    [
        (Span(0, 5), Span(5, 9), False),  # touching is not holding
        (Span(0, 5), Span(4, 9), False),
        (Span(0, 9), Span(2, 4), True),
        (Span(2, 4), Span(0, 9), False),
        (Span(1, 3), Span(1, 3), True),
        (Span(0, 5), Span(3, 3), True),  # zero width inside
    ],
)
def test_which_span_holds_which(a, b, holds):
    assert a.holds(b) is holds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("cafe\u0301s e\u0301tat", 2),
        ("core.As the", 3),
        ("people's co-operation", 2),
        ("平安中国", 4),
        ("11.4% of 2012", 4),
        ("a — b", 2),
    ],
)
def test_words(text, words):
    assert Text("d", text).words(0, len(text)) == words


@given(ODD, st.integers(0, 40), st.integers(0, 40))
def test_the_text_of_a_span_is_the_published_formula(raw, a, b):
    assert Text("d", raw).squeeze(a, b) == " ".join(raw[a:b].split())


@given(st.lists(st.text(st.sampled_from("ab \u200b’–Σİ中A"), max_size=12), max_size=5))
def test_lines_folded_together_are_as_folded_alone(lines):
    squeezed = [" ".join(line.split()) for line in lines]
    kept = [line for line in squeezed if line.strip(ZERO_WIDTH + " ") == line]
    assert fold_lines(kept) == "\n".join(map(fold, kept))


@given(ODD)
def test_a_stretch_holds_up_to_its_end(raw):
    reading = Text("d", raw).first
    for place in range(len(reading.plain)):
        shift, stop = reading.stretch(place)
        assert place < stop <= len(reading.plain)
        assert [reading.raw(p) for p in range(place, stop)] == [p + shift for p in range(place, stop)]


def test_a_span_has_a_break_where_a_line_ends_inside_it():
    text = Text("d", "ab\ncd\r\nef")
    assert [text.has_break(0, 2), text.has_break(0, 3), text.has_break(3, 5), text.has_break(1, 8)] == [False, True, False, True]
