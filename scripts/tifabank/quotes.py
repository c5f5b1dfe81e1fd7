"""Quotation marks: which open, which close, which stand alone.

Shared by the stages that need it (quotations, text issues): the rule is written once. Marks of any style are paired inside a
stretch of text by their place (blank before, word after: opens) and, where that leaves it open, by their form. A single mark that
no other one answers is an apostrophe. Source: annotation guidelines, Quotations.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from tifabank.text import HAN, Span, Text

_FAMILIES = {
    "double": '“”„‟"〝〞＂',
    "single": "‘’‚'",
    "guillemet": "«»",
    "corner": "「」",
    "white corner": "『』",
    "title": "《》",
    "inner title": "〈〉",
}
_FAMILY = {mark: family for family, marks in _FAMILIES.items() for mark in marks}
_STRAIGHT = re.compile("'")
_MARK = re.compile(f"[{''.join(_FAMILY)}]")
_OPENING, _CLOSING = "“„〝‘‚«「『《〈", "”〞’»」』》〉"
_SURELY_CLOSING = "”〞"  # where one is open
_FIXED = "「」『』《》〈〉"  # forms that say by themselves what they do
_OPENS_AFTER = "([{（【—–-/:：,，、;；。"
_DEEPEST = 8  # quotations inside each other
_LONGEST_SINGLE = 600  # characters within which a single mark must be answered
_DECADE = re.compile(r"\d0s\b")
_FIRST_HAN = HAN[0]
_HAN_CHAR = re.compile(f"[{HAN}]")


class Quote(NamedTuple):
    """What stands in a pair of marks, in raw offsets: inside the marks, and with them; unclosed ones end with the stretch."""

    inner: Span
    outer: Span
    family: str
    closed: bool


class Quotes(NamedTuple):
    """The quotes of a stretch of text in order of place, longest first, and the places of closing marks that nothing opened."""

    found: list[Quote]
    lone_closers: list[int]


def quotes(text: Text, start: int, end: int) -> Quotes:
    """The quotes in a stretch of a text, found once, however many stages ask. Linear in its length."""
    key = ("quotes", start, end)
    if key not in text.memory:
        text.memory[key] = _quotes(text.raw, start, end)
    found: Quotes = text.memory[key]
    return found


def _quotes(raw: str, start: int, end: int) -> Quotes:
    marks = list(_MARK.finditer(raw, start, end))
    if not marks:
        return Quotes([], [])
    answers = _Answers(raw, start, end)
    open_: dict[str, list[int]] = {family: [] for family in _FAMILIES}
    found: list[Quote] = []
    lone: list[int] = []
    for match in marks:
        at, family = match.start(), _FAMILY[match[0]]
        waiting = open_[family]
        role = _role(raw, at, start, end, waiting, answers)
        if role == "close" and waiting:
            begin = waiting.pop()
            found.append(Quote(Span(begin + 1, at), Span(begin, at + 1), family, closed=True))
        elif role == "close" and family != "single":
            lone.append(at)
        elif role == "open":
            waiting.append(at)
            if len(waiting) > _DEEPEST:
                found += _unclosed(family, [waiting.pop(0), waiting[0]], end)[:1]
    found += [quote for family, places in open_.items() for quote in _unclosed(family, places, end)]
    kept = [q for q in found if raw[q.inner.start : q.inner.end].strip()]
    return Quotes(sorted(kept, key=lambda q: (q.inner.start, -q.inner.end)), lone)


class _Answers:
    """The straight single marks of a stretch, and those of them that surely can close: told once, as each one may be asked for."""

    def __init__(self, raw: str, start: int, end: int) -> None:
        self._raw, self._start, self._end = raw, start, end

    @cached_property
    def _marks(self) -> list[int]:
        return [match.start() for match in _STRAIGHT.finditer(self._raw, self._start, self._end)]

    @cached_property
    def _closers(self) -> list[int]:
        """The marks after a letter or sign and before none; after an "s" it may be a plural's."""
        return [m for m in self._marks if self._ends_word(m) and not self._raw[m - 1].isspace() and self._raw[m - 1] != "s"]

    def _ends_word(self, mark: int) -> bool:
        return mark + 1 >= self._end or not self._raw[mark + 1].isalnum()

    def to(self, at: int) -> bool:
        """Whether a mark follows in reach that can close: a sure one, or after an "s" the last one of all in reach."""
        limit = at + _LONGEST_SINGLE
        i = bisect_right(self._closers, at)
        if i < len(self._closers) and self._closers[i] < limit:
            return True
        last = self._marks[bisect_left(self._marks, limit) - 1]
        return last > at and self._raw[last - 1] == "s" and self._ends_word(last)


def _unclosed(family: str, places: list[int], end: int) -> list[Quote]:
    """Opening marks that nothing closed: each reaches to the next one of its family, the last to the end of the stretch."""
    if family == "single":
        return []
    return [Quote(Span(at + 1, stop), Span(at, stop), family, closed=False) for at, stop in pairwise([*places, end])]


def _role(raw: str, at: int, start: int, end: int, waiting: list[int], answers: _Answers) -> str | None:
    """What a mark does at its place: "open", "close" or nothing (an apostrophe, an inch)."""
    mark, family = raw[at], _FAMILY[raw[at]]
    if mark in _FIXED:
        return "open" if mark in _OPENING else "close"
    before = raw[at - 1] if at > start else " "
    after = raw[at + 1] if at + 1 < end else " "
    opens = (_edge(before) or before in _OPENS_AFTER or before in _OPENING) and not after.isspace()
    closes = not before.isspace() and (_edge(after) or not after.isalnum())
    if family == "single":
        return _single(raw, at, waiting, answers, opens=opens, before=before, after=after)
    if mark in _OPENING and not after.isspace() and (before in _CLOSING or (_edge(before) and not waiting)):
        return "open"  # one right after another, or between characters written without blanks
    if mark in _SURELY_CLOSING and waiting and not before.isspace():
        return "close"
    if opens != closes:
        return "open" if opens else _if_closing(mark, before, waiting)
    if waiting:
        return "open" if mark in _OPENING else "close"
    return "close" if mark in _CLOSING else "open" if not after.isspace() else None


def _if_closing(mark: str, before: str, waiting: list[int]) -> str | None:
    """A mark at a closing place closes, but an inch sign does not."""
    return None if mark in '"＂' and before.isdigit() and not waiting else "close"


def _single(raw: str, at: int, waiting: list[int], answers: _Answers, *, opens: bool, before: str, after: str) -> str | None:
    """Single marks are mostly apostrophes: one opens only before a word and if it is answered, one closes only after a word."""
    if waiting and at - waiting[-1] > _LONGEST_SINGLE:
        waiting.clear()
    if waiting and (_edge(after) or not after.isalnum()) and not before.isspace():
        return "close"
    if raw[at] == "’" or not opens or not (after.isalnum() or after in '“"‘') or _DECADE.match(raw, at + 1):
        return None
    if raw[at] == "'" and not answers.to(at):
        return None
    return "open" if not waiting else None


def _edge(char: str) -> bool:
    """Whether words end at a character without further signs: blanks and Han characters."""
    return char.isspace() or (char >= _FIRST_HAN and _HAN_CHAR.match(char) is not None)
