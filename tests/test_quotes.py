"""Which straight single marks open: those that are answered within reach."""

import pytest

from tifabank.quotes import quotes
from tifabank.text import Text


def inside(raw):
    return [raw[q.inner.start : q.inner.end] for q in quotes(Text("d", raw), 0, len(raw)).found]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("They call it 'slow water' here.", ["slow water"]),
        ("the 'farmers' and the rest", ["farmers"]),
        ("the 'farmers' own wells', they say", ["farmers"]),
        ("'tis a 'round well", []),
        ("a 'word " + "x " * 400 + "end' of it", []),  # out of reach
        ("'a 'b 'c", []),
    ],
)
def test_straight_single_marks(raw, found):
    assert inside(raw) == found


def test_a_stretch_is_searched_once():
    text = Text("d", "“a” and “b”")
    assert quotes(text, 0, 11) is quotes(text, 0, 11)
