"""Checks of the tables of what documents share: by themselves, and against the documents that they point into."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tifabank.checking.findings import Finding, cell_findings, keys_of, where
from tifabank.slices import JoinedTexts
from tifabank.stages.parallels.wordings import ID, part_of
from tifabank.tables import Tables

_TOGETHER = 100_000  # places that are cut together

Numbers = npt.NDArray[np.int64]


def ids(tables: Tables) -> Iterator[Finding]:
    """The id of a place is its parallel, part, document and range; the id of a shared wording tells that it is one."""
    heads, spans = tables["parallels"], tables["parallel_spans"]
    part, start, end = (spans[c].cast(pa.string()) for c in ("part", "start_char", "end_char"))
    made = pc.binary_join_element_wise(spans["parallel_id"], "_spa-", part, "-", spans["document_id"], "-", start, "-", end, "")
    yield from where(
        "id", "parallel_spans", spans, "parallel_span_id", pc.not_equal(made, keys_of(spans)), "parallel, part, document, range"
    )
    named = pc.starts_with(keys_of(heads), ID)
    yield from where("id", "parallels", heads, "kind", pc.not_equal(named, pc.equal(heads["kind"], "shared_wording")), "what its id says")


def order(tables: Tables) -> Iterator[Finding]:
    """Parallels stand in order of id, places in order of parallel, part, document, start, longest first; none stands twice."""
    heads, spans = tables["parallels"], tables["parallel_spans"]
    behind = [a >= b for a, b in pairwise(["", *keys_of(heads).to_pylist()])]
    yield from where("order", "parallels", heads, "parallel_id", behind, "more than the last")
    steps = np.zeros(max(0, len(spans) - 1), dtype=np.int64)
    part, start, end = (spans[c].to_numpy().astype(np.int64) for c in ("part", "start_char", "end_char"))
    for ranks in (_ranks(spans["parallel_id"]), part, _ranks(spans["document_id"]), start, -end):
        steps = _first_step(steps, ranks)
    wrong = np.append([False], steps <= 0)
    yield from where("order", "parallel_spans", spans, "start_char", wrong[: len(spans)], "parallel, part, document, start, longest first")


def _ranks(values: pa.ChunkedArray) -> Numbers:
    """The place of each value among all values in order."""
    coded = values.combine_chunks().dictionary_encode()
    return np.asarray(pc.rank(coded.dictionary).take(coded.indices).to_numpy(zero_copy_only=False).astype(np.int64))


def _first_step(steps: Numbers, ranks: Numbers) -> Numbers:
    """From each row to the next the step in this column, where columns before had none."""
    return np.where(steps == 0, np.diff(ranks), steps)


def places(tables: Tables) -> Iterator[Finding]:
    """Each parallel has places in two documents or more; no place is empty."""
    heads, spans = tables["parallels"], tables["parallel_spans"]
    parallel, document = spans["parallel_id"].combine_chunks(), spans["document_id"].combine_chunks()
    other = pc.and_(pc.equal(parallel[1:], parallel[:-1]), pc.not_equal(document[1:], document[:-1]))  # as they stand in order
    several = parallel[1:].filter(other)
    yield from where("places", "parallels", heads, "parallel_id", pc.invert(pc.is_in(keys_of(heads), several)), "places in two documents")
    empty = pc.greater_equal(spans["start_char"], spans["end_char"])
    yield from where("range", "parallel_spans", spans, "start_char", empty, "less than end_char")


def inside(tables: Tables) -> Iterator[Finding]:
    """Places lie inside their document, and have its words."""
    spans, documents = tables["parallel_spans"], tables["documents"]
    owner = pc.index_in(spans["document_id"], keys_of(documents).combine_chunks())
    size = documents["characters"].take(owner)
    yield from where("range", "parallel_spans", spans, "end_char", pc.greater(spans["end_char"], size), "at most the document's length")
    if "text" in documents.column_names and "text" in spans.column_names:
        texts = JoinedTexts(keys_of(documents), documents["text"].to_pylist())
        for begin in range(0, len(spans), _TOGETHER):
            some = spans.slice(begin, _TOGETHER)
            again = texts.squeezed(*texts.spans(some["document_id"], some["start_char"], some["end_char"]))
            yield from cell_findings("slice", "parallel_spans", some, "text", again)


def by_owner(spans: pa.Table, documents: pa.Array, ends: Numbers) -> tuple[Numbers, pa.Table]:
    """Places of known documents, with the numbers of the parts that have their documents; a part ends before the row `ends` has for it."""
    row = pc.index_in(spans["document_id"], documents)
    return np.searchsorted(ends, row.drop_null().to_numpy(), "right"), spans.filter(row.is_valid())


def in_its_part(heads: pa.Table, number: int, parts: int) -> Iterator[Finding]:
    """Parallels stand in the part, of so many, that their ids belong to; in order they are, as `order` tells."""
    for row in (0, -1) if len(heads) else ():
        key = keys_of(heads)[row].as_py()
        if part_of(key, parts) != number:
            yield Finding("order", "parallels", key, "parallel_id", f"in part {part_of(key, parts)}", f"in part {number}")


UNIQUE = ("parallels", "parallel_spans")
"""The tables of which `order` tells that their keys are unique."""

CHECKS = [ids, order, places]
"""The checks that need no documents."""
