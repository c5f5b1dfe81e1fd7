"""The two tables, from shared wordings and from the lines of parallels.csv."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tifabank.rows import Parallel, ParallelLine, ParallelSpan
from tifabank.schema import arrow_schema
from tifabank.stages.parallels.wordings import ids_of
from tifabank.tables import Tables, table_of


def shared_tables(heads: pa.Table, places: pa.Table, documents: pa.Array) -> Tables:
    """The rows of shared wordings.

    Args:
        heads: hash, label and concept of each, in any order.
        places: hash, number of the document, code points and text of each place, in order of document and place.
        documents: the ids of documents by number.
    """
    heads = heads.take(pa.array(np.argsort(heads["hash"].to_numpy())))
    hashes = heads["hash"].to_numpy()
    places = places.take(pa.array(np.argsort(places["hash"].to_numpy(), kind="stable")))
    wording = pa.array(np.searchsorted(hashes, places["hash"].to_numpy()))
    ids, own = ids_of(hashes), heads["concept_id"].combine_chunks()
    document = documents.take(places["owner"].combine_chunks())
    starts, ends = places["start_char"].combine_chunks(), places["end_char"].combine_chunks()
    whole = pc.binary_join_element_wise(ids, "_spa-0", "").take(wording)
    keys = pc.binary_join_element_wise(whole, document, starts.cast(pa.string()), ends.cast(pa.string()), "-")
    parts = pa.repeat(pa.scalar(0, pa.int64()), len(keys))
    columns = {
        "parallels": [ids, heads["label"], pa.repeat(pa.scalar("shared_wording"), len(ids)), own],
        "parallel_spans": [keys, ids.take(wording), parts, document, own.take(wording), starts, ends, places["text"]],
    }
    return {name: pa.table(some, schema=arrow_schema(name)) for name, some in columns.items()}


def curated_tables(lines: Iterable[ParallelLine], texts: Mapping[ParallelLine, str]) -> Tables:
    """The rows of lines of parallels.csv; `texts` are the words of their places."""
    ordered = sorted(lines, key=_place)
    heads = {line.parallel_id: Parallel(line.parallel_id, line.label, "same_formula", line.concept_id) for line in ordered}
    return {
        "parallels": table_of("parallels", heads.values()),
        "parallel_spans": table_of("parallel_spans", [_span(line, texts[line]) for line in ordered]),
    }


def _place(line: ParallelLine) -> tuple[str, int, str, int, int]:
    return line.parallel_id, line.part, line.document_id, line.start_char, -line.end_char


def _span(line: ParallelLine, text: str) -> ParallelSpan:
    return ParallelSpan(
        parallel_span_id=f"{line.parallel_id}_spa-{line.part}-{line.document_id}-{line.start_char}-{line.end_char}",
        parallel_id=line.parallel_id,
        part=line.part,
        document_id=line.document_id,
        concept_id=line.span_concept_id,
        start_char=line.start_char,
        end_char=line.end_char,
        text=text,
    )
