"""Dates and datelines: whether a line says when, and little more."""

from __future__ import annotations

import re
from string import digits

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b|\b(?:\d{{1,2}}\s+)?{_MONTH},?\s+\d{{4}}\b|\d{{4}}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}\b"
)
_TIME = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_DATE_WORDS = frozenset(
    "at on by am pm a m updated published posted from source and last modified of the for min mins minutes read".split()
)
_PLACE_AND_DAY = re.compile(
    rf"[A-Z]\w+(?: [A-Z]\w+)?, {_MONTH} \d{{1,2}} [(（][^()（）]{{2,60}}[)）]|"
    rf"(?:[(（][A-Z][a-z]+[)）] )?[A-Z][A-Z ]+(?:, [A-Z][a-z]+)?, {_MONTH} \d{{1,2}}(?: \([A-Z][A-Za-z]+\))?(?: [-–—]{{1,2}})?"
)
_DATELINE_WORDS, _DATED_WORDS = 5, 14  # words beside a date; beside a date that opens the line
_DIGIT = re.compile(r"\d")
_OTHER_WORD = re.compile(
    rf"\b(?!(?:{'|'.join(sorted(_DATE_WORDS))})\b)[a-z]+\b"
)  # in small letters: no part of a date, nor said beside one
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")


def has_digit(words: str) -> bool:
    """Whether a digit stands in a line."""
    return any(map(words.__contains__, digits)) or (not words.isascii() and _DIGIT.search(words) is not None)


def has_date(words: str) -> bool:
    """Whether a date stands in a line."""
    return has_digit(words) and _DATE.search(words) is not None


def opens_with_date(words: str) -> bool:
    """Whether a line begins with a date."""
    return _DATE.match(words) is not None


def has_time(words: str) -> bool:
    """Whether a time of day stands in a line."""
    return ":" in words and _CLOCK.search(words) is not None


def is_dateline(words: str) -> bool:
    """Whether a short line is a date, perhaps a time, and at most a name or two (the source, the place)."""
    if not has_digit(words):
        return False
    if _OTHER_WORD.search(words):  # most lines end here, at their first small word
        return _PLACE_AND_DAY.fullmatch(words) is not None and not _DATE.search(words)
    rest, dates = _DATE.subn(" ", words)
    if not dates:
        return _PLACE_AND_DAY.fullmatch(words) is not None
    others = re.findall(r"\w+", _TIME.sub(" ", rest))
    opens = bool(_DATE.match(words) or _TIME.match(words)) and len(others) <= _DATED_WORDS
    return (opens or len(others) <= _DATELINE_WORDS) and all(not w[0].islower() or w in _DATE_WORDS for w in others)
