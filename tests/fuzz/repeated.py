"""Random texts that repeat themselves, as large as wanted: does the time grow as they do?

What is repeated is made of words and signs that rules look at, or cut from the raw texts, or is a single character; one piece, or several
one after the other, so that a long run of one sign stands between words.

Usage: python -m tests.fuzz.repeated [texts, default 1000] [seed, default 1]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from random import Random

from benchmarks.growth import seconds
from tests.conftest import ROOT
from tests.fuzz.inputs import PIECES

SMALL, TENFOLD = 30_000, 10  # characters of a text, and how many times as many are tried
MOST = 20, 1.0  # the time that ten times as much may take: so many times, and seconds more
_SLOWEST = 3.0  # seconds of the small text
_WORDS = "roads rivers tasks Three two five people must build builds to new Village said as with which It They Grasp one".split()
_JOINTS = (". ", ".\n", ", ", "; ", " ", "\n", "\n\n", ": ", " and ", "? ", "。", "，", "")
_SINGLE = (*"aA1. _-,;:!?'\"“”()[]□\n\t国、，。", ".a", "[1]", "[print]")
_CUT = (20, 60, 150, 400)  # characters of a piece of a raw text

FOUND = [["five-in-one, ", ")"]]
"""Pieces whose time once grew faster than their text, tried each time."""


def _piece(random: Random, raw: list[str]) -> str:
    if random.random() < 0.15:
        return random.choice(_SINGLE)
    if random.random() < 0.3:
        text, size = random.choice(raw), random.choice(_CUT)
        start = random.randrange(len(text) - size)
        return text[start : start + size] + random.choice(_JOINTS)
    words = [random.choice(PIECES) if random.random() < 0.6 else random.choice(_WORDS) + " " for _ in range(random.randint(1, 12))]
    return "".join(words) + random.choice(_JOINTS)


def repeated(pieces: list[str], size: int) -> str:
    """A text of about so many characters, of equal parts that repeat one piece each, after a few words."""
    return "It is so.\nWe go on " + "".join(piece * (size // len(pieces) // len(piece) + 1) for piece in pieces)


def slow(texts: int, seed: int) -> Iterator[str]:
    """Those of so many random texts, and of those found before, whose time grows faster than they do, each with its figures."""
    random = Random(seed)
    raw = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "raw" / "texts").glob("*.txt"))]
    made = ([_piece(random, raw) for _ in range(random.choice((1, 1, 1, 2, 3)))] for _ in range(texts))
    for pieces in chain(FOUND, made):
        small = seconds(repeated(pieces, SMALL))
        large = seconds(repeated(pieces, TENFOLD * SMALL)) if small < _SLOWEST else float("inf")
        if large > MOST[0] * small + MOST[1]:
            yield f"{small:.2f} s for {SMALL} characters, {large:.2f} s for {TENFOLD} times as many: {pieces!r}"


def main() -> None:
    """Tell the texts whose time grows faster than they do; exit status 1 if there are any."""
    texts, seed, *_ = (*map(int, sys.argv[1:]), *(1000, 1)[len(sys.argv) - 1 :])
    found = 0
    for told in slow(texts, seed):
        found = 1
        print(told, flush=True)
    sys.exit(found)


if __name__ == "__main__":
    main()
