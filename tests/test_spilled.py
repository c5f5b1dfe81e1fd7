"""Rows that were put aside come back by number, in the order in which they came, from memory or from a file."""

import io

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tifabank.spilled import Spilled

SCHEMA = pa.schema([("row", pa.int64()), ("text", pa.string())])
BATCHES = st.lists(st.lists(st.tuples(st.integers(0, 5), st.text(max_size=3) | st.none()), max_size=6), max_size=6)


@given(BATCHES, st.sampled_from([1, 60, 10**6]))
def test_rows_come_back_by_number_in_order(batches, held):
    opened = []
    spilled = Spilled(SCHEMA, lambda: opened.append(io.BytesIO()) or opened[-1], held)
    expected = {number: [] for number in range(7)}
    for batch in batches:
        for number, text in batch:
            expected[number].append(text)
        rows = pa.table([pa.array(range(len(batch)), pa.int64()), pa.array([text for _, text in batch], pa.string())], schema=SCHEMA)
        spilled.add(np.array([number for number, _ in batch], dtype=np.int64), rows)
    assert len(opened) <= 1
    assert held < 10**6 or not opened
    for number in (6, *range(6), 3):
        assert spilled.take([number])["text"].to_pylist() == expected[number]
    assert spilled.take([4, 1])["text"].to_pylist() == expected[4] + expected[1]
    assert spilled.take([6]).schema == SCHEMA
