"""Looking up rows by place: an index over spans that do not overlap, in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar


class Spanned(Protocol):
    """Anything with a span in raw code points."""

    @property
    def start_char(self) -> int:
        """First code point."""

    @property
    def end_char(self) -> int:
        """Code point after the last."""


S = TypeVar("S", bound=Spanned)


class SpanIndex(Generic[S]):
    """Rows in order of place that do not overlap (paragraphs, sentences)."""

    def __init__(self, rows: Sequence[S]) -> None:
        self.rows = rows
        self._starts = [row.start_char for row in rows]
        self._ends = [row.end_char for row in rows]

    def holding(self, start: int, end: int) -> S | None:
        """The row that holds a whole span."""
        i = bisect_right(self._starts, start) - 1
        return self.rows[i] if i >= 0 and end <= self._ends[i] else None

    def at(self, position: int) -> S | None:
        """The row that holds the character at a position."""
        return self.holding(position, position + 1)

    def holding_each(self, spans: Iterable[tuple[int, int]]) -> Iterator[S | None]:
        """For each of many spans in order of their starts the row that holds it, in one pass."""
        i, last = -1, len(self.rows) - 1
        for start, end in spans:
            while i < last and self._starts[i + 1] <= start:
                i += 1
            yield self.rows[i] if i >= 0 and end <= self._ends[i] else None

    def starting_before(self, position: int) -> S | None:
        """The last row that starts before a position."""
        i = bisect_left(self._starts, position) - 1
        return self.rows[i] if i >= 0 else None

    def ending_by(self, position: int) -> S | None:
        """The last row that ends at or before a position."""
        i = bisect_right(self._ends, position) - 1
        return self.rows[i] if i >= 0 else None

    def starting_in(self, start: int, end: int, most: int | None = None) -> Sequence[S]:
        """The rows that start inside a range, of `most` the first so many."""
        first, after = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.rows[first : after if most is None else min(after, first + most)]

    def count_in(self, start: int, end: int) -> int:
        """How many rows start inside a range."""
        return bisect_left(self._starts, end) - bisect_left(self._starts, start)

    def following(self, position: int, most: int) -> Sequence[S]:
        """The next rows that start at or after a position, at most so many."""
        i = bisect_left(self._starts, position)
        return self.rows[i : i + most]

    def apart(self, a: int, b: int) -> int:
        """How many rows start after `a` and up to `b`."""
        return bisect_right(self._starts, b) - bisect_right(self._starts, a)
