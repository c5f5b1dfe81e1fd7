"""The work on a text grows as its length does, whatever it repeats: counted in calls, and in soak by processor time at 5 MB."""

from __future__ import annotations

import os
import random
import sys

import pytest
from benchmarks.growth import KNOWN, TEXTS, seconds
from tests.fuzz import repeated
from tests.soak import GROWTH_TEXTS, SOAK_BYTES

from tifabank.pipeline import map_document
from tifabank.text import RawText

FOURFOLD, MOST = 4, 5.5  # so many times the text, at most so many times the work
CHARACTERS = 1_000
BASE = 2_000  # calls that any text takes
TENFOLD, MOST_OF_TENFOLD = 10, 20


def calls(text: str) -> int:
    """Functions called, of Python and of C, while a text is mapped."""
    raw, count = RawText("doc", "doc.txt", ("x " + text).encode()), 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        map_document(raw, KNOWN)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", TEXTS)
def test_work_grows_as_the_text_does(name):
    text = TEXTS[name] * (CHARACTERS // len(TEXTS[name]))  # whole pieces: a line without its full stop is a heading
    calls(text * FOURFOLD)  # what is remembered from one text to the next is made now
    small, large = calls(text), calls(text * FOURFOLD)
    assert large <= MOST * small + BASE, (small, large)


@pytest.mark.soak
@pytest.mark.parametrize("name", TEXTS)
def test_time_grows_as_the_text_does_up_to_5_megabytes(name):
    piece = TEXTS[name]
    tenth = piece * (SOAK_BYTES // TENFOLD // len(piece.encode()))
    small, large = seconds(tenth), seconds(tenth * TENFOLD)
    print(f"{name:32} {len(tenth.encode()) * TENFOLD:8} bytes {large:6.2f} s, {large / small:4.1f} times a tenth of it")
    assert large < MOST_OF_TENFOLD * small + 1


@pytest.mark.soak
def test_time_grows_as_random_texts_do():
    seed = int(os.environ.get("SEED", random.randrange(10**6)))
    print(f"SEED={seed}")
    assert [*repeated.slow(GROWTH_TEXTS, seed)] == []
