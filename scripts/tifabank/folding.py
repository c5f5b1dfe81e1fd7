"""Folding of labels and lines: as documents are folded (`text.py`), without a map back.

Characters that Unicode holds for the same are made one here, where that is a character for a character. A letter with its marks may be
one character or several: what is folded here has one, a document keeps those it has, and who looks for a label in it tries all of
its `spellings`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from tifabank.characters import ZERO_WIDTH

_ALIKE = (("\u2010", "-"), ("\u2011", "-"), ("\u2013", "-"), ("\u2019", "'"), ("\u0130", "i"))
_ONE_FOR_ONE = re.compile(
    "[\u0340-\u0387\u1f71-\u1ffd\u2126-\u212b\u2329\u232a\u2e80-\u2fdf\uf900-\ufad9\uff10-\uff5a\U0002f800-\U0002fa1d]"
)
"""Where the characters stand that are others in another form: full-width letters and digits, Kangxi radicals, compatibility ideographs."""


def fold(text: str) -> str:
    """A label folded as documents are, in lower case, with zero-width characters dissolved."""
    return fold_keeping_case(text).lower()


def fold_keeping_case(text: str) -> str:
    """The same with its case."""
    if not text.isascii():
        text = _in_one_form(text)
    return " ".join(text.split())


def fold_lines(lines: Iterable[str]) -> str:
    """Lines with single spaces, each folded as `fold` does, with line breaks between; in one go, as most need no change."""
    text = "\n".join(lines)
    if not text.isascii():
        text = re.sub(" {2,}", " ", _in_one_form(text))
    return text.lower()


def _in_one_form(text: str) -> str:
    """A text without zero-width characters, each letter and its marks one character."""
    for char in ZERO_WIDTH:
        text = text.replace(char, "")
    return unicodedata.normalize("NFC", alike(text))


def alike(text: str) -> str:
    """A text with hyphens and apostrophes as ASCII has them and characters in their plain form, character for character."""
    for char, plain in _ALIKE:
        text = text.replace(char, plain)
    return text.translate(_plain_forms()) if _ONE_FOR_ONE.search(text) else text


@cache
def _plain_forms() -> dict[int, int]:
    """Characters that are one other character in normal form: in NFC, and for letters, digits and radicals in NFKC."""
    forms = {}
    for char in filter(_ONE_FOR_ONE.match, map(chr, range(0x340, 0x2FA1E))):
        plain = unicodedata.normalize("NFKC" if char.isalnum() or unicodedata.category(char) == "So" else "NFC", char)
        if len(plain) == 1 and plain != char:
            forms[ord(char)] = ord(plain)
    return forms


def spellings(folded: str) -> Iterator[str]:
    """How a folded wording may stand in a folded document: its letters and their marks as one character each, or apart (NFC, NFD)."""
    yield folded
    if not folded.isascii() and (apart := unicodedata.normalize("NFD", folded)) != folded:
        yield apart
