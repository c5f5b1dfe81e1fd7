"""Two tables compared, and spans paired: what must hold of any rows."""

from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tifabank.differences.moves import _Place, paired
from tifabank.differences.tables import aligned, compared
from tifabank.differences.versions import is_version, order

COLUMNS = {"id": pa.string(), "words": pa.string(), "count": pa.int64(), "nested": pa.bool_()}
CELLS = st.tuples(st.none() | st.sampled_from(["", "a", "b"]), st.none() | st.integers(-1, 1), st.none() | st.booleans())
ROWS = st.lists(st.tuples(st.sampled_from("abcdefgh"), CELLS), unique_by=lambda row: row[0], max_size=8)


def table(rows):
    cells = [(key, *more) for key, more in rows]
    return pa.table([pa.array([row[i] for row in cells], kind) for i, kind in enumerate(COLUMNS.values())], names=[*COLUMNS])


def differences(old, new):
    return compared(table(old), table(new), list(COLUMNS)[1:])


def applied(old, found):
    """The rows of a table with what was found to differ put into effect."""
    gone = {*found.removed["id"].to_pylist()}
    rows = {row["id"]: row for row in table(old).to_pylist() if row["id"] not in gone}
    for cell in found.cells:
        assert rows[cell.id][cell.column] == cell.old
        rows[cell.id][cell.column] = cell.new
    return rows | {row["id"]: row for row in found.added.to_pylist()}


@given(ROWS)
def test_nothing_differs_between_a_table_and_itself(rows):
    found = differences(rows, rows)
    assert (len(found.added), len(found.removed), found.cells, found.reordered) == (0, 0, [], False)


@given(ROWS, ROWS)
def test_what_differs_makes_the_one_table_of_the_other(old, new):
    found = differences(old, new)
    assert applied(old, found) == {row["id"]: row for row in table(new).to_pylist()}
    assert len({(cell.id, cell.column) for cell in found.cells}) == len(found.cells)
    assert all(cell.old != cell.new for cell in found.cells)


@given(ROWS, ROWS)
def test_looked_at_from_the_other_side_all_is_mirrored(old, new):
    there, back = differences(old, new), differences(new, old)
    assert there.added.equals(back.removed)
    assert there.removed.equals(back.added)
    assert {(c.id, c.column, c.old, c.new) for c in there.cells} == {(c.id, c.column, c.new, c.old) for c in back.cells}
    assert there.reordered == back.reordered


@given(ROWS, st.randoms())
def test_only_another_order_is_told_as_such(rows, random):
    other = random.sample(rows, len(rows))
    found = differences(rows, other)
    assert (len(found.added), len(found.removed), found.cells) == (0, 0, [])
    assert found.reordered == (rows != other)


DOCUMENTS = st.lists(st.sampled_from("abcdefghij"), max_size=12).map(sorted)


def parts_of(documents, cuts):
    """A table of documents in parts; each holds whole documents."""
    rows = pa.table({"id": [f"{d}{i}" for i, d in enumerate(documents)], "document_id": documents})
    edges = [0, *sorted({documents.index(d) for d in cuts if d in documents}), len(documents)]
    return (rows.slice(a, b - a) for a, b in pairwise(edges) if b > a)


@given(DOCUMENTS, DOCUMENTS, st.sets(st.sampled_from("abcdefghij")), st.sets(st.sampled_from("abcdefghij")))
def test_stretches_hold_the_same_documents_and_every_row_once(old, new, old_cuts, new_cuts):
    pairs = list(aligned(parts_of(old, old_cuts), parts_of(new, new_cuts)))
    for side, documents in ((0, old), (1, new)):
        assert [d for pair in pairs if pair[side] for d in pair[side]["document_id"].to_pylist()] == documents
    for document in {*old, *new}:
        assert sum(any(part and document in part["document_id"].to_pylist() for part in pair) for pair in pairs) == 1


def places(*spans, parent=""):
    return [_Place(start, end, parent, row) for row, (start, end) in enumerate(spans)]


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ([(3452, 3560)], [(3419, 3560)], [(0, 0)]),
        ([(4702, 4970)], [(4722, 4970)], [(0, 0)]),
        ([(4915, 4976)], [(4915, 5047)], []),  # less than half in common: another row, though it begins there
        ([(0, 10)], [(0, 20)], []),  # half is not more than half
        ([(0, 10)], [(10, 20)], []),
        ([(4945, 4950), (4955, 4976)], [(4945, 4976)], [(1, 0)]),  # one of two took its place: the larger
        ([(18498, 18585)], [(18498, 18533), (18538, 18585)], [(0, 1)]),
        ([(10, 20)], [(9, 20), (10, 21)], [(0, 1)]),  # as much in common: the one that begins where it did
        ([(0, 100), (0, 90)], [(0, 95), (0, 92)], [(0, 0), (1, 1)]),
    ],
)
def test_spans_are_paired_as_people_paired_them(old, new, pairs):
    assert sorted(paired(places(*old), places(*new))) == pairs


def test_items_of_lists_that_belong_together_come_first():
    old = places((0, 20), parent="list")
    new = [_Place(0, 21, "other", 0), _Place(0, 24, "list", 1)]
    assert paired(old, new) == [(0, 1)]
    assert paired(old, new[:1]) == [(0, 0)]


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda s: (s[0], s[0] + s[1])), unique=True, max_size=12)


@given(SPANS, SPANS)
def test_pairs_are_one_to_one_and_no_row_is_left_that_could_be_paired(old, new):
    pairs = paired(places(*old), places(*new))
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)

    def close(a, b):
        return 2 * (min(a[1], b[1]) - max(a[0], b[0])) > max(a[1], b[1]) - min(a[0], b[0])

    assert all(close(old[a], new[b]) for a, b in pairs)
    left = [[spans[i] for i in range(len(spans)) if i not in {pair[side] for pair in pairs}] for side, spans in enumerate((old, new))]
    assert not any(close(a, b) for a in left[0] for b in left[1])


@pytest.mark.parametrize(
    ("version", "right"),
    [
        ("1.2.3", True),
        ("0.0.0rc1", True),
        ("1.2", False),
        ("1.2.3.4", False),
        ("v1.2.3", False),
        ("01.2.3", False),
        ("1.02.3", False),
        ("", False),
    ],
)
def test_version_numbers(version, right):
    assert is_version(version) is right


def test_version_numbers_are_in_order():
    numbers = ["0.9.10", "1.0.0-alpha", "1.0.0-rc2", "1.0.0-rc10", "1.0.0", "1.0.1rc1", "1.0.1", "1.2.0", "1.10.0"]
    assert sorted(map(order, numbers)) == [*map(order, numbers)]
    assert order("1.0.0+local") == order("1.0.0")
