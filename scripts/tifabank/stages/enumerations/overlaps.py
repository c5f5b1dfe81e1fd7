"""Whether a list would cross the items of other lists."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from tifabank.text import Span


class Borders:
    """The borders of items, to be asked whether a span crosses one; items of other lists never overlap it in part."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._by_start = sorted(spans)
        self._by_end = sorted(self._by_start, key=lambda s: s.end)

    def crossed(self, span: Span) -> bool:
        """Whether an item starts inside the span and ends after it, or ends inside it and started before."""
        begun = self._by_start[bisect_left(self._by_start, (span.start,)) : bisect_left(self._by_start, (span.end,))]
        ended = self._by_end[bisect_right(self._by_end, span.start, key=_end) : bisect_right(self._by_end, span.end, key=_end)]
        return any(s.end > span.end for s in begun) or any(s.start < span.start for s in ended)


def _end(span: Span) -> int:
    return span.end
