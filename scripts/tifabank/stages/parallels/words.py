"""The words of body paragraphs as numbers, so that those of a whole corpus can be compared at once.

In: texts and the spans of their body paragraphs. Out: for each word a code, its number in a lexicon, and its place. Words are compared
as `text.py` folds them, in lower case; marks and white space between them count as nothing. A word is a run of letters and digits,
inner hyphens and apostrophes included, or a single Han character. Before each paragraph stands the code `BREAK`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tifabank.characters import IS_HAN, JOINER, WORD, has, kinds_of
from tifabank.text import Text

Codes = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]

BREAK = 0
"""The code between paragraphs: nothing is equal to it."""


class Body(NamedTuple):
    """What of a text is compared: the text and the code points where its body paragraphs start and end, in order."""

    text: str
    starts: Places
    ends: Places


def whole(text: str) -> Body:
    """A text that is one paragraph."""
    return Body(text, np.array([0]), np.array([len(text)]))


class Words(NamedTuple):
    """Words of several texts in a row: codes, the code points of their text where each starts and ends, and the rows of each text."""

    codes: Codes
    starts: npt.NDArray[np.uint32]
    ends: npt.NDArray[np.uint32]
    sizes: list[int]


class Lexicon(dict[str, int]):
    """The code of each word, from one; a word that is new gets the next."""

    def __missing__(self, word: str) -> int:
        code = self[word] = len(self) + 1
        return code


def words_of(bodies: Sequence[Body], lexicon: Lexicon) -> Words:
    """The words of texts; the texts are joined, as what is done at once is done fast."""
    joined = Text("", "\n".join(body.text for body in bodies))
    offsets = np.cumsum([0, *(len(body.text) + 1 for body in bodies)])
    words, starts, ends = _folded_words(joined)
    first, last = (
        np.concatenate([offsets[:0], *(places + at for places, at in zip(column, offsets.tolist(), strict=False))])
        for column in ((body.starts for body in bodies), (body.ends for body in bodies))
    )
    paragraph = np.searchsorted(first, starts, "right") - 1
    inside = (paragraph >= 0) & (ends <= last[paragraph]) if len(first) else np.zeros(len(starts), dtype=bool)
    codes = np.fromiter(map(lexicon.__getitem__, words), np.uint32, len(words))[inside]
    starts, ends, paragraph = starts[inside], ends[inside], paragraph[inside]
    breaks = np.flatnonzero(np.diff(paragraph, prepend=-1))
    owner = np.searchsorted(offsets, starts, "right") - 1
    sizes = np.bincount(np.concatenate((owner, owner[breaks])), minlength=len(bodies))
    starts, ends = starts - offsets[owner], ends - offsets[owner]
    return Words(
        np.insert(codes, breaks, BREAK),
        np.insert(starts, breaks, 0).astype(np.uint32),
        np.insert(ends, breaks, 0).astype(np.uint32),
        sizes.tolist(),
    )


def _folded_words(text: Text) -> tuple[list[str], Places, Places]:
    """The words of a text, folded, with the raw code points where they start and end."""
    reading = text.first
    codes = np.frombuffer(reading.lower.encode("utf-32-le"), dtype=np.uint32)
    kinds = kinds_of(reading.lower)
    letter, han = (kinds & (WORD | IS_HAN)) == WORD, has(kinds, IS_HAN)
    inside = letter.copy()
    inside[1:-1] |= has(kinds[1:-1], JOINER) & letter[:-2] & letter[2:]
    edges = np.flatnonzero(np.diff(inside.view(np.int8), prepend=0, append=0))
    starts, ends = edges[::2], edges[1::2]
    spaced = np.where(inside | han, codes, np.uint32(ord(" ")))
    if han.any():
        signs = np.flatnonzero(han)
        spaced = np.insert(spaced, np.concatenate((signs, signs + 1)), ord(" "))
        starts, ends = np.sort(np.concatenate((starts, signs))), np.sort(np.concatenate((ends, signs + 1)))
    words = spaced.astype("<u4").tobytes().decode("utf-32-le").split()
    at, shift = np.array(reading.at), np.array(reading.shift)
    return (
        words,
        starts + shift[np.searchsorted(at, starts, "right") - 1],
        ends + shift[np.searchsorted(at, ends - 1, "right") - 1],
    )
