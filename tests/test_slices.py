"""Spans cut and counted a column at a time are what each one gives alone."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tifabank.slices import JoinedTexts
from tifabank.text import Text

TEXTS = st.lists(st.text(st.sampled_from("ab -'\n\t\u200b中é"), max_size=20), min_size=1, max_size=4)
SPANS = st.lists(st.tuples(st.integers(0, 4), st.none() | st.integers(0, 19), st.integers(0, 30)), min_size=1, max_size=8)


@given(TEXTS, SPANS)
def test_a_column_of_spans_is_cut_and_counted_as_each_span_is(raws, spans):
    texts = [Text(f"d{i}", raw) for i, raw in enumerate(raws)]
    places = [(d, start, min(end, len(raws[d]))) for d, start, end in spans if d < len(raws) and (start is None or start <= len(raws[d]))]
    joined = JoinedTexts(pa.chunked_array([[t.document_id for t in texts]]), raws)
    columns = zip(*places, strict=True) if places else ([], [], [])
    owners, starts, ends = (list(column) for column in columns)
    found = joined.spans(
        pa.chunked_array([[f"d{d}" for d in owners]], pa.string()),
        pa.chunked_array([starts], pa.int64()),
        pa.chunked_array([ends], pa.int64()),
    )
    alone = [(texts[d], start, end) for d, start, end in places]
    assert joined.squeezed(*found) == [None if a is None else text.squeeze(a, b) for text, a, b in alone]
    if all(a is None or a <= b for _, a, b in places):
        assert joined.words(*found) == [None if a is None else text.words(a, b) for text, a, b in alone]


def test_a_span_of_no_known_document_is_none():
    joined = JoinedTexts(pa.chunked_array([["d"]]), ["a b"])
    spans = joined.spans(pa.chunked_array([["e", "d"]]), pa.chunked_array([[0, 0]]), pa.chunked_array([[1, 3]]))
    assert joined.squeezed(*spans) == [None, "a b"]
    assert joined.words(*spans) == [None, 2]
