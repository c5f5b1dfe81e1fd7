"""What kinds of characters stand where in a text, looked up for all of them at once.

One table tells the kinds of each code point; a text is turned into its kinds by one NumPy look-up, and what is asked of it many
times (blanks, word starts, Han characters) is read from there instead of being searched for again.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TypeAlias

import numpy as np

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
SPACES = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space as Python knows it."""

JOINERS = "'\u2019\u2010\u2011-"
"""Apostrophes and hyphens that hold a word together."""

MARKS = "\u0300-\u036f"
r"""Marks that stand over or under the letter before them ("e" and an accent), as a range of a regular expression; `\w` lacks them."""

_HAN_RANGES = (
    ("\u2e80", "\u2fdf"),
    ("\u3005", "\u3007"),
    ("\u3021", "\u3029"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
HAN = "".join(f"{first}-{last}" for first, last in _HAN_RANGES)
"""Han characters, as a range of a regular expression."""

BLANKS = frozenset(SPACES + ZERO_WIDTH)


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen: white space, and format characters (zero-width ones, bidirectional marks)."""
    return all(c.isspace() or unicodedata.category(c) == "Cf" for c in set(text))


# Kinds of characters; one character may be of several.
WORD = 1  # a letter, a digit or "_", as `\w` has it, and the marks of letters
IS_HAN = 2
JOINER = 4
SPACE = 8
ODD_SPACE = 16  # white space other than " "
BLANK = 32  # white space and what has no width

_LAST = 0x40000  # no code point from here on is of any kind

Kinds: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.uint8]]"
Mask: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.bool_]]"


@cache
def _table() -> Kinds:
    """The kinds of each code point."""
    kinds = np.zeros(_LAST + 1, dtype=np.uint8)
    kinds[:_LAST] = np.char.isalnum(np.arange(_LAST, dtype=np.uint32).view("U1"))
    kinds[ord("_")] |= WORD
    kinds[ord(MARKS[0]) : ord(MARKS[-1]) + 1] |= WORD
    for first, last in _HAN_RANGES:
        kinds[ord(first) : ord(last) + 1] |= IS_HAN
    for chars, kind in ((JOINERS, JOINER), (SPACES, SPACE | ODD_SPACE | BLANK), (ZERO_WIDTH, BLANK)):
        kinds[[ord(c) for c in chars]] |= kind
    kinds[ord(" ")] ^= ODD_SPACE
    return kinds


def kinds_of(text: str) -> Kinds:
    """The kinds of each character of a text."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    return _table()[np.minimum(codes, _LAST)]


def has(kinds: Kinds, kind: int) -> Mask:
    """Where characters of a kind stand."""
    mask: Mask = (kinds & kind) != 0
    return mask


def word_starts(kinds: Kinds) -> list[int]:
    """Where words start: runs of letters and digits, inner hyphens and apostrophes included; each Han character is one."""
    letter = (kinds & (WORD | IS_HAN)) == WORD
    starts = letter.copy()
    starts[1:] &= ~letter[:-1]
    starts[2:] &= ~(has(kinds[1:-1], JOINER) & letter[:-2])  # after a letter and a joiner the same word goes on
    return _places(starts | has(kinds, IS_HAN))


def odd_spaces(kinds: Kinds) -> list[int]:
    """Where white space is other than a single " " between words."""
    odd = has(kinds, ODD_SPACE)
    odd[1:] |= has(kinds[1:] & kinds[:-1], SPACE)
    return _places(odd)


def odd_blanks(kinds: Kinds) -> list[tuple[int, int]]:
    """Starts and ends of the runs of blank characters that are no single " "."""
    blank = np.zeros(len(kinds) + 2, dtype=bool)
    blank[1:-1] = has(kinds, BLANK)
    edges = np.flatnonzero(blank[1:] != blank[:-1])
    starts, ends = edges[::2], edges[1::2]
    odd = (ends - starts > 1) | (kinds[starts] != SPACE | BLANK)
    return list(zip(starts[odd].tolist(), ends[odd].tolist(), strict=True))


def _places(mask: Mask) -> list[int]:
    places: list[int] = np.flatnonzero(mask).tolist()
    return places
