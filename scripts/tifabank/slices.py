"""Slices of many texts at once: a whole column of spans is cut, or its words counted, in a few steps.

The texts are joined, and spans are told in the joined text. What is cut is what `Text.squeeze` and `Text.words` give for one span.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tifabank.characters import SPACE, has, kinds_of, odd_spaces, word_starts

_Places = np.ndarray[tuple[int], np.dtype[np.int64]]
_NOWHERE = -1  # start of a span that is null, or of no known document


class JoinedTexts:
    """The texts of all documents, with line breaks around them."""

    def __init__(self, document_ids: pa.ChunkedArray, texts: list[str]) -> None:
        self._ids = document_ids.combine_chunks()
        self._raw = "\n".join(["", *texts, ""])
        sizes = np.array([len(text) for text in texts], dtype=np.int64)
        self._ends = np.cumsum(sizes + 1)
        self._starts = self._ends - sizes
        self._kinds = kinds_of(self._raw)
        self._odd = np.array(odd_spaces(self._kinds), dtype=np.int64)
        self._words = np.array(word_starts(self._kinds), dtype=np.int64)

    def spans(self, owners: pa.ChunkedArray, starts: pa.ChunkedArray, ends: pa.ChunkedArray) -> tuple[_Places, _Places]:
        """Spans of documents as spans of the joined text; `_NOWHERE` where there is none."""
        owner, start, end = (pc.fill_null(column, _NOWHERE).to_numpy() for column in (pc.index_in(owners, self._ids), starts, ends))
        known = (owner != _NOWHERE) & (start != _NOWHERE) & (end != _NOWHERE)
        owner = np.where(known, owner, 0)
        if not len(self._starts):
            return np.full(len(owner), _NOWHERE), np.full(len(owner), _NOWHERE)
        begin, stop = (
            np.where(known, np.clip(place + self._starts[owner], self._starts[owner], self._ends[owner]), _NOWHERE)
            for place in (start, end)
        )
        return begin, stop

    def squeezed(self, starts: _Places, ends: _Places) -> list[str | None]:
        """The slices with each run of white space as one space and none at the ends; None where there is no span."""
        raw = self._raw
        cut: list[Any] = [raw[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
        odd = np.searchsorted(self._odd, starts) != np.searchsorted(self._odd, ends)
        edges = has(self._kinds[starts] | self._kinds[ends - 1], SPACE)
        for i in np.flatnonzero(odd | edges).tolist():
            cut[i] = " ".join(cut[i].split())
        for i in np.flatnonzero(starts == _NOWHERE).tolist():
            cut[i] = None
        return cut

    def words(self, starts: _Places, ends: _Places) -> list[int | None]:
        """How many words start in each span; None where there is no span."""
        counts: list[Any] = (np.searchsorted(self._words, ends) - np.searchsorted(self._words, starts)).tolist()
        for i in np.flatnonzero(starts == _NOWHERE).tolist():
            counts[i] = None
        return counts
