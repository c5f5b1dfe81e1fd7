"""Does time grow linearly on hard texts? Each text is mapped at a size and at four times that size; the ratio should be near 4.

Usage: python benchmarks/growth.py [characters, default 50000]
"""

from __future__ import annotations

import sys
import time

from tifabank.curated import read_curated
from tifabank.pipeline import map_document
from tifabank.raw import RawText
from tifabank.vocabulary import vocabulary

TEXTS = {
    "no full stop": "word and more of it ",
    "ordinal lists": "First, a b. Second, c d. ",
    "ordinals in one sentence": "first, a b, second, c d, ",
    "firsts": "First, a b. ",
    "number signs": "(1) a (2) b ",
    "open brackets": "(a ",
    "open quotes": "“a ",
    "closed quotes": "“a” ",
    "speech": "he said that a ",
    "series": "roads, rivers, ",
    "verb series": "build a b, ",
    "definitions": "it is the key to a and b is a c of d, ",
    "capitals": "Law Of Law And Law ",
    "apostrophes": "'a 'b ",
    "counted phrases": "three tasks: a b, c and d. ",
    "names with of": "“two miracles” of ",
    "headings": "Heading here\n",
    "numbered headings": "1. Heading here\nIt is so.\n",
    "lead-ins": "Do this:\n",
    "bullets": "Do this:\n- a\n- b\n",
    "stray full stops": ". ",
    "full stops": ".",
    "commas": ",",
    "blank lines": " \n",
    "run-in headings": "Firm lead.As the core it is.\n",
    "quotes after stops": 'a." ',
    "initials": "A. ",
    "line-end hyphens": "a-\n",
    "zero-width characters": "a\u200b",
}

LARGE = {
    "5 MB on one line": "word and more of it " * 250_000,
    "5 MB on one line, varied": "We build roads, rivers and fields of the people with new ideas " * 80_000,
    "60,000 ordinals": "First, a b. " * 20_000 + "Second, c d. " * 20_000 + "Third, e f. " * 20_000,
    "60,000 numbered lines": "".join(f"{n}. a point\n" for n in range(60_000)),
    "100,000 open brackets": "(a " * 100_000,
    "100,000 nested brackets": "(" * 100_000 + "a" + ")" * 100_000,
}
"""Texts of a size at which anything that is not linear would not end."""


def seconds(text: str) -> float:
    """Time to map one text."""
    raw = RawText("doc", "doc.txt", ("x " + text).encode())
    known = vocabulary(read_curated({}), {raw.document_id: "x " + text})
    start = time.perf_counter()
    map_document(raw, known)
    return time.perf_counter() - start


def main() -> None:
    """Print one line for each text."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    for name, piece in TEXTS.items():
        text = piece * (4 * size // len(piece))
        small, large = seconds(text[:size]), seconds(text)
        print(f"{name:26} {large:6.2f} s for {4 * size} characters, {large / small:4.1f} times the quarter")
    for name, text in LARGE.items():
        print(f"{name:26} {seconds(text):6.2f} s")


if __name__ == "__main__":
    main()
