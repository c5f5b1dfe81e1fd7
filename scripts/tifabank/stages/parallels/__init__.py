"""Parallels: what stands in several documents, in the same words (found by rule) or as the same formula (curated).

In: the documents of a corpus with their body paragraphs, read twice; the lines of parallels.csv; the labels of concepts. Out: the
tables `parallels` and `parallel_spans`, in order of id, part and place. A *shared wording* is a maximal repeat (`repeats.py`) across
documents, of eight words or more, five of them no function words. Words are compared in lower case, marks between them count as
nothing, and a wording stays inside its paragraph. Its id is made of its words: a further text changes no id, it adds places and
parallels only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa

from tifabank.characters import SPACES
from tifabank.rows import ConceptLabel, ParallelLine, Rule
from tifabank.stages.parallels.corpus import Column, Corpus, Held
from tifabank.stages.parallels.repeats import repeats
from tifabank.stages.parallels.rowing import Placed, curated_tables, shared_tables
from tifabank.stages.parallels.wordings import ID, Wordings, concepts_by_words, wordings
from tifabank.stages.parallels.words import Lexicon, Places, words_of
from tifabank.tables import Tables
from tifabank.text import squeeze

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

_HELD = 100_000  # cells
_ODD_SPACES = (
    re.compile(f"[{SPACES.replace(' ', '')}]"),
    re.compile("  "),
)  # where a slice is not its own text cell; apart, they are found faster


def parallels(
    corpus: Corpus, lines: Sequence[ParallelLine], labels: Iterable[ConceptLabel], columns: Sequence[Column] | None = None
) -> Tables:
    """The two tables of a corpus.

    Args:
        corpus: its documents.
        lines: the lines of parallels.csv.
        labels: the labels of concepts; a wording that is one has its concept.
        columns: three, for the words of the corpus: codes, starts and ends; by default in memory (12 bytes a word).
    """
    found, placed, ids = _shared(corpus, columns or (Held(), Held(), Held()))
    texts, exact = _texts(corpus, placed, ids, lines)
    concepts = concepts_by_words([(label.concept_id, label.label) for label in labels])
    made = (
        curated_tables((line for line in lines if line.parallel_id < ID), exact),
        shared_tables(found, placed, ids, texts, concepts),
        curated_tables((line for line in lines if line.parallel_id > ID), exact),
    )
    return {name: pa.concat_tables([some[name] for some in made]).combine_chunks() for name in ("parallels", "parallel_spans")}


def _shared(corpus: Corpus, columns: Sequence[Column]) -> tuple[Wordings, Placed, pa.Array]:
    """The shared wordings of a corpus, where they stand, and the ids of the documents by number."""
    ids: list[str] = []
    sizes: list[int] = []
    lexicon = Lexicon()
    for some in corpus.documents():
        words = words_of(some.bodies, lexicon)
        for column, numbers in zip(columns, (words.codes, words.starts, words.ends), strict=True):
            column.add(numbers)
        ids += some.ids
        sizes += words.sizes
    codes, starts, ends = (column.all() for column in columns)
    found = wordings(codes, repeats(codes, sizes), lexicon)
    wording = np.repeat(np.arange(len(found.ids)), np.diff(found.firsts, append=len(found.places)))
    owner = np.searchsorted(np.cumsum(sizes), found.places, "right")
    last = found.places + found.lengths[wording] - 1
    placed = Placed(wording, owner, starts[found.places].astype(np.int64), ends[last].astype(np.int64))
    return found, placed, pa.array(ids, pa.string())


def _texts(corpus: Corpus, placed: Placed, ids: pa.Array, lines: Sequence[ParallelLine]) -> tuple[pa.ChunkedArray, dict[ParallelLine, str]]:
    """The words of places, in their order, and of curated lines, cut from the documents, which are read again."""
    order = np.argsort(placed.owner, kind="stable")
    numbers, rows = np.unique(placed.owner, return_counts=True)
    sizes = dict(zip(ids.take(pa.array(numbers)).to_pylist(), rows.tolist(), strict=True))
    starts, ends = placed.starts[order], placed.ends[order]
    given: dict[str, list[ParallelLine]] = {line.document_id: [] for line in lines}
    for line in lines:
        given[line.document_id].append(line)
    exact: dict[ParallelLine, str] = {}
    cut: list[pa.Array] = [pa.array([], pa.string())]
    held: list[str] = []  # not yet in Arrow's memory, which takes less
    done = 0
    for document_id, text in corpus.texts(sizes.keys() | given.keys()):
        own = slice(done, done + sizes.get(document_id, 0))
        done = own.stop
        held += _cells(text, starts[own], ends[own])
        if len(held) > _HELD:
            cut.append(pa.array(held, pa.string()))
            held = []
        exact |= {line: squeeze(text, line.start_char, line.end_char) for line in given.get(document_id, ())}
    cut.append(pa.array(held, pa.string()))
    back = np.empty(len(order), dtype=np.int64)
    back[order] = np.arange(len(order))
    return pa.chunked_array(cut).take(pa.array(back)), exact


def _cells(text: str, starts: Places, ends: Places) -> list[str]:
    """The text cells of spans: bare slices where all white space in them is single spaces."""
    cells = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    odd = np.array(sorted([len(text), *(match.start() for spaces in _ODD_SPACES for match in spaces.finditer(text))]))
    for row in np.flatnonzero(odd[np.searchsorted(odd, starts)] < ends).tolist():
        cells[row] = " ".join(cells[row].split())
    return cells
