"""Slices of many texts at once: a whole column of spans is cut, or its words counted, in a few steps.

The texts are joined, and spans are told in the joined text. What is cut is what `Text.squeeze` and `Text.words` give for one span:
a range of the same text with each run of white space as one space, where all white space but the first of a run is left out.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tifabank.characters import SPACE, has, kinds_of, word_starts

_Places = np.ndarray[tuple[int], np.dtype[np.int64]]
_NOWHERE = -1  # start of a span that is null, or of no known document


class JoinedTexts:
    """The texts of all documents, with line breaks around them."""

    def __init__(self, document_ids: pa.ChunkedArray, texts: list[str]) -> None:
        self._ids = document_ids.combine_chunks()
        raw = "\n".join(["", *texts, ""])
        sizes = np.array([len(text) for text in texts], dtype=np.int64)
        self._ends = np.cumsum(sizes + 1)
        self._starts = self._ends - sizes
        self._kinds = kinds_of(raw)
        space = has(self._kinds, SPACE)
        left_out = np.concatenate(([False], space[1:] & space[:-1]))
        codes = np.where(space, ord(" "), np.frombuffer(raw.encode("utf-32-le"), dtype="<u4"))
        self._squeezed = codes[~left_out].astype("<u4").tobytes().decode("utf-32-le")
        self._left_out = np.flatnonzero(left_out)

    @cached_property
    def _words(self) -> _Places:
        return np.array(word_starts(self._kinds), dtype=np.int64)

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
        if not len(self._starts):
            return [None] * len(starts)
        text = self._squeezed
        begins, stops = (places - np.searchsorted(self._left_out, places) for places in (starts, ends))
        cut: list[Any] = [text[a:b] for a, b in zip(begins.tolist(), stops.tolist(), strict=True)]
        for i in np.flatnonzero(has(self._kinds[starts] | self._kinds[ends - 1], SPACE)).tolist():
            cut[i] = cut[i].strip(" ")
        for i in np.flatnonzero(starts == _NOWHERE).tolist():
            cut[i] = None
        return cut

    def words(self, starts: _Places, ends: _Places) -> list[int | None]:
        """How many words start in each span; None where there is no span."""
        counts: list[Any] = (np.searchsorted(self._words, ends) - np.searchsorted(self._words, starts)).tolist()
        for i in np.flatnonzero(starts == _NOWHERE).tolist():
            counts[i] = None
        return counts
