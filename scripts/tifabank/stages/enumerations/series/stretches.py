"""Where series are sought: stretches of sentences between marks that part no members."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tifabank.stages.enumerations.series.candidates import LEAST
from tifabank.stages.enumerations.series.tokens import Stretch

_MASK = "Q"  # stands for the characters of quotations and brackets
_OPENS = re.compile(r"[“\"‘「《(（]")
_QUOTE = re.compile(r"“[^“”]{1,400}”|\"[^\"“”]{1,400}\"|‘[^‘’]{1,200}’|「[^」]{1,200}」|《[^》]{1,200}》|[(（][^()（）]{1,300}[)）]")
_HAN = r"\u4e00-\u9fff"
_HARD = re.compile(  # a class first, which is sought fast; what must stand before its character is looked at afterwards
    r"[;:；：。！？.!?—–(（,，-](?:(?<=[;:；：。！？])"
    r"|(?<=[.!?])(?=\s|\Z)(?<!\bMr.)(?<!\bDr.)(?<!\bMs.)(?<!\bMrs.)(?<!\bProf.)(?<!\bHon.)(?<!\b[A-Z].)"
    r"|(?<=\s[–—-])[–—-]?\s|(?<=—)"
    rf"|(?<=[{_HAN}][,，])(?=[{_HAN}])"
    r"|(?<=[;:,]\s[(（])Q{1,3}[)）]\s)"
)
_CONJUNCTION = re.compile(r"[aon&](?:(?<=\ba)nd\b|(?<=\bo)r\b|(?<=\bn)or\b|(?<=&))")
_LONGEST = 8000  # characters: no sentence of prose is longer, and time stays linear


def may_hold_series(text: str, start: int, end: int) -> bool:
    """Whether a range has commas or semicolons enough: a quick look that no series escapes."""
    return _commas(text, start, end) >= LEAST - 2 or text.count(";", start, end) + text.count("；", start, end) >= LEAST - 1


def _commas(text: str, start: int, end: int) -> int:
    return text.count(",", start, end) + text.count("，", start, end) + text.count("、", start, end)


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
    if _commas(text, 0, len(text)) < LEAST - 2:
        return
    begin = 0
    for mark in _HARD.finditer(text):
        start, end = mark.span()
        if text[start] in "-–" and start == begin > 0:
            continue  # a second dash after the same space
        if _is_worth_reading(text, begin, start):
            yield Stretch(text, begin, start)
        begin = end
    if _is_worth_reading(text, begin, len(text)):
        yield Stretch(text, begin, len(text))


def _is_worth_reading(text: str, start: int, end: int) -> bool:
    """Whether a stretch has three separators, two of them commas."""
    commas = _commas(text, start, end) if end - start <= _LONGEST else 0
    return commas > LEAST - 2 or (commas == LEAST - 2 and _CONJUNCTION.search(text, start, end) is not None)
