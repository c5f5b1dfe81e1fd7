"""The two tables, from shared wordings and from the lines of parallels.csv."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from tifabank.rows import Parallel, ParallelLine, ParallelSpan
from tifabank.schema import arrow_schema
from tifabank.stages.parallels.wordings import Wordings, label_of
from tifabank.stages.parallels.words import Places
from tifabank.tables import Tables, table_of


class Placed(NamedTuple):
    """The places of shared wordings, in order of wording and place: number of the wording and of the document, code points."""

    wording: Places
    owner: Places
    starts: Places
    ends: Places


def shared_tables(found: Wordings, placed: Placed, documents: pa.Array, texts: pa.ChunkedArray, concepts: Mapping[str, str]) -> Tables:
    """The rows of shared wordings; `documents` are the ids by number, `texts` the words of the places."""
    own = pa.array([concepts.get(words) for words in found.words], pa.string())
    ids = pa.array(found.ids, pa.string())
    heads = [ids, pa.array([label_of(words) for words in found.words], pa.string()), pa.repeat(pa.scalar("shared_wording"), len(ids)), own]
    wording = pa.array(placed.wording)
    parallel, document = ids.take(wording), documents.take(pa.array(placed.owner))
    starts, ends = pa.array(placed.starts), pa.array(placed.ends)
    whole = pc.binary_join_element_wise(ids, "_spa-0", "").take(wording)
    keys = pc.binary_join_element_wise(whole, document, starts.cast(pa.string()), ends.cast(pa.string()), "-")
    parts = pa.repeat(pa.scalar(0, pa.int64()), len(keys))
    spans = [keys, parallel, parts, document, own.take(wording), starts, ends, texts]
    return {name: pa.table(columns, schema=arrow_schema(name)) for name, columns in (("parallels", heads), ("parallel_spans", spans))}


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
