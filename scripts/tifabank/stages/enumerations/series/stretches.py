"""Where series are sought: stretches of sentences between marks that part no members."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tifabank.stages.enumerations.series.candidates import LEAST
from tifabank.stages.enumerations.series.tokens import Stretch

_MASK = "Q"  # stands for the characters of quotations and brackets
_OPENS = re.compile(r"[“\"‘「《(（]")
_QUOTE = re.compile(r"“[^“”]{1,400}”|\"[^\"“”]{1,400}\"|‘[^‘’]{1,200}’|「[^」]{1,200}」|《[^》]{1,200}》|[(（][^()（）]{1,300}[)）]")
_HARD = re.compile(
    r"(?<=[;:,]\s)[(（]Q{1,3}[)）]\s|[;:；：。！？]|(?<!\bMr)(?<!\bDr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)(?<!\bHon)(?<!\b[A-Z])[.!?](?=\s|\Z)|(?<=[\u4e00-\u9fff])[,，](?=[\u4e00-\u9fff])|\s[–—-]{1,2}\s|—"
)
_PART = re.compile(r"[,，、]|\b(?:and|or|nor)\b|&")
_SEPARATING = (",", "and", "or", "，", "、", "&", ";", "；")
_LONGEST = 8000  # characters: no sentence of prose is longer, and time stays linear


def may_hold_series(text: str, start: int, end: int) -> bool:
    """Whether a range has separators enough: a quick look that no series escapes."""
    return sum([text.count(mark, start, end) for mark in _SEPARATING]) >= LEAST - 1


def masked(plain: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """A range with quotations and brackets made opaque, then what they hold, each with its place in the text."""
    text = plain[start:end]
    if not _OPENS.search(text):
        yield text, start
        return
    yield _QUOTE.sub(_opaque, text), start
    for inner in _QUOTE.finditer(text):
        yield from masked(plain, start + inner.start() + 1, start + inner.end() - 1)


def _opaque(match: re.Match[str]) -> str:
    return match[0][0] + _MASK * (len(match[0]) - 2) + match[0][-1]


def stretches(text: str) -> Iterator[Stretch]:
    """The ranges between marks that part no members, if they hold separators enough for a series."""
    if not may_hold_series(text, 0, len(text)):
        return
    begin = 0
    for stop in [*(m.span() for m in _HARD.finditer(text)), (len(text), len(text))]:
        if stop[0] - begin <= _LONGEST and len(_PART.findall(text, begin, stop[0])) >= LEAST - 1:
            yield Stretch(text, begin, stop[0])
        begin = stop[1]
