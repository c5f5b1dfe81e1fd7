"""Folding of labels and lines: as documents are folded (`text.py`), without a map back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tifabank.characters import ZERO_WIDTH

_ALIKE = (("\u2010", "-"), ("\u2011", "-"), ("\u2013", "-"), ("\u2019", "'"), ("\u0130", "i"))


def fold(text: str) -> str:
    """A label folded as documents are, in lower case, with zero-width characters dissolved."""
    return fold_keeping_case(text).lower()


def fold_keeping_case(text: str) -> str:
    """The same with its case."""
    if not text.isascii():
        text = alike(_without_zero_width(text))
    return " ".join(text.split())


def fold_lines(lines: Iterable[str]) -> str:
    """Lines with single spaces, each folded as `fold` does, with line breaks between; in one go, as most need no change."""
    text = "\n".join(lines)
    if not text.isascii():
        text = re.sub(" {2,}", " ", alike(_without_zero_width(text)))
    return text.lower()


def _without_zero_width(text: str) -> str:
    for char in ZERO_WIDTH:
        text = text.replace(char, "")
    return text


def alike(text: str) -> str:
    """A text with hyphens and apostrophes as ASCII has them, character for character."""
    for char, plain in _ALIKE:
        text = text.replace(char, plain)
    return text
