"""Parallels: what stands in several documents, in the same words (found by rule) or as the same formula (curated).

In: the documents of a corpus with their body paragraphs, read twice; the lines of parallels.csv; the labels of concepts. Out: the
tables `parallels` and `parallel_spans`, in order of id, part and place, and where they are large in parts, one after the other. A *shared wording* is a maximal repeat (`repeats.py`) across
documents, of eight words or more, five of them no function words. Words are compared in lower case, marks between them count as
nothing, and a wording stays inside its paragraph. Its id is made of its words: a further text changes no id, it adds places and
parallels only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pyarrow as pa

from tifabank.rows import ConceptLabel, ParallelLine, Rule
from tifabank.stages.parallels.corpus import Corpus, Room
from tifabank.stages.parallels.cutting import Cut, cut_from
from tifabank.stages.parallels.finding import Found, found_in
from tifabank.stages.parallels.rowing import curated_tables, shared_tables
from tifabank.stages.parallels.wordings import ID, concepts_by_words, first_buckets
from tifabank.tables import COMPARED, Tables

RULES = [
    Rule("parallels.curated", "parallels", "curated", 1, "Rows of the kind same_formula, with their places: the lines of parallels.csv."),
    Rule(
        "parallels.shared_wording",
        "parallels",
        "derived",
        1,
        "Rows of the kind shared_wording, with their places: a maximal run of eight words or more that two documents share.",
    ),
]


class Shared(NamedTuple):
    """The two tables of a corpus, part by part, each made when it is asked for: how many there are, and the parts in order of id."""

    size: int
    parts: Iterator[Tables]


def parallels(corpus: Corpus, lines: Sequence[ParallelLine], labels: Iterable[ConceptLabel], room: Room | None = None) -> Shared:
    """The two tables of a corpus.

    Args:
        corpus: its documents.
        lines: the lines of parallels.csv.
        labels: the labels of concepts; a wording that is one has its concept.
        room: where to put what is not held in memory; by default all is held.
    """
    room = room or Room()
    found = found_in(corpus, concepts_by_words([(label.concept_id, label.label) for label in labels]), room)
    cut = cut_from(corpus, found, lines, room)
    return Shared(found.parts, (_part(number, found, cut) for number in range(found.parts)))


def _part(number: int, found: Found, cut: Cut) -> Tables:
    """The rows of one part."""
    first, stop = first_buckets(found.parts)[number : number + 2]
    made = [shared_tables(found.heads.take(range(first, stop)), cut.places.take([number]), found.words.documents)]
    if number == 0:
        made.insert(0, curated_tables((line for line in cut.exact if line.parallel_id < ID), cut.exact))
    if number == found.parts - 1:
        made.append(curated_tables((line for line in cut.exact if line.parallel_id > ID), cut.exact))
    return {name: pa.concat_tables([some[name] for some in made]).combine_chunks() for name in COMPARED}
