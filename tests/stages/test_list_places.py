"""Where counts and markers of lists can stand, found once in a text."""

from __future__ import annotations

from tifabank.stages.enumerations.counts import count_places
from tifabank.stages.enumerations.wordings import INLINE_SIGN, opener_starts, sign_starts


def test_counts_stand_free_and_number_nothing() -> None:
    lower = "two wells, article 3 of the well act, one-in-three x4 and thirty-one pumps"
    assert [lower[place.start :].split(" ", maxsplit=1)[0] for place in count_places(lower)] == ["two", "one-in-three", "thirty-one"]


def test_a_count_knows_what_follows_it() -> None:
    two, one = count_places("two wells and one pump")
    assert (two.one, two.near, two.mark) == (False, True, "w")
    assert (one.one, one.near, one.mark) == (True, False, "p")


def test_word_markers_start_where_no_letter_goes_before() -> None:
    lower = "first, dig. headfirst; “second, fill"
    assert [lower[start : start + 6] for start in opener_starts(lower, han=False)] == ["first,", "second"]


def test_no_sign_starts_elsewhere() -> None:
    plain = "We (1) dig, (viii) fill: 2. Water b) and ③ go home (in May)."
    assert {match.start() for match in INLINE_SIGN.finditer(plain)} <= {*sign_starts(plain)}
