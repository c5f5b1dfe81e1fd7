"""How documents are cut into batches and shards: whole, in order, bounded, and stable when a document is added."""

from hypothesis import given
from hypothesis import strategies as st

from tifabank.batches import batches, in_parts, shards
from tifabank.raw import RawFile

FILES = st.dictionaries(st.integers(0, 10**6), st.integers(1, 1_500_000), max_size=60).map(
    lambda sizes: [RawFile(f"doc-{n:07d}", f"{n}.txt", "", size) for n, size in sorted(sizes.items())]
)


def small(*numbers):
    return [RawFile(f"doc-{n:07d}", f"{n}.txt", "", 2_000) for n in numbers]


@given(FILES)
def test_batches_hold_every_file_once_in_order_and_are_bounded(files):
    found = batches(files)
    assert [file for batch in found for file in batch] == files
    assert all(len(batch) == 1 or sum(file.bytes for file in batch) <= 1_000_000 for batch in found)


@given(FILES)
def test_shards_are_runs_of_batches(files):
    found = batches(files)
    assert shards(found, parts=False) == [(batch,) for batch in found]
    wide = shards(found, parts=True)
    assert [batch for shard in wide for batch in shard] == found
    assert all(len(shard) == 4 for shard in wide[:-1])


@given(st.integers(0, 9_999))
def test_a_document_more_changes_the_batches_around_it_only(number):
    before = set(batches(small(*range(0, 10_000, 2))))
    after = set(batches(small(*sorted({*range(0, 10_000, 2), number}))))
    assert len(after - before) <= 3


def test_large_corpora_have_parts():
    assert not in_parts(small(1, 2, 3))
    assert in_parts(RawFile(f"doc-{n}", f"{n}.txt", "", 1_000_000) for n in range(33))


def test_the_largest_corpora_have_larger_parts():
    assert {len(shard) for shard in shards([()] * 2_560, parts=True)} == {10}
    assert {len(shard) for shard in shards([()] * 25_600, parts=True)} == {16}
