"""Rows found for many spans in one pass are those found one by one."""

from itertools import pairwise
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from tifabank.spans import SpanIndex


class Row(NamedTuple):
    """A row."""

    start_char: int
    end_char: int


@given(st.lists(st.integers(1, 4), max_size=8), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=10))
def test_holding_each(sizes, wanted):
    edges = [0]
    for size in sizes:
        edges.append(edges[-1] + size)
    index = SpanIndex([Row(a, b) for a, b in pairwise(edges)][::2])  # every other stretch, so that gaps are left
    spans = sorted((start, start + length) for start, length in wanted)
    assert list(index.holding_each(spans)) == [index.holding(*span) for span in spans]
