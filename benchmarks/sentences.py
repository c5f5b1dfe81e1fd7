"""Our sentence rule beside spaCy's sentencizer, pysbd and syntok, on the gold standard, with its paragraphs given.

Usage: python -m pip install -r benchmarks/requirements.txt; python benchmarks/sentences.py [GOLD, default tests/gold] [split ...]
A sentence is right if both its ends are (blanks and closing marks aside). Splitters that are not installed are left out, and told.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tifabank.evaluate import read_gold
from tifabank.rows import Paragraph
from tifabank.stages.sentences import sentences
from tifabank.text import Text

Splitter = Callable[[str], list[tuple[int, int]]]


def tifabank(raw: str) -> list[tuple[int, int]]:
    """The rule of `boundaries.py`."""
    text = Text("doc", raw)
    span = text.strip(0, len(raw))
    paragraph = Paragraph("doc_par", "doc", None, 1, "body", *span, 0, "", "")
    return [(s.start_char, s.end_char) for s in sentences(text, [paragraph])]


def spacy() -> Splitter:
    """The rule-based sentencizer of a blank English pipeline."""
    import spacy  # type: ignore[import-not-found]

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return lambda raw: [(s.start_char, s.end_char) for s in nlp(raw).sents]


def pysbd() -> Splitter:
    """Pragmatic segmentation rules."""
    import pysbd  # type: ignore[import-not-found]

    segmenter = pysbd.Segmenter(language="en", clean=False, char_span=True)
    return lambda raw: [(s.start, s.end) for s in segmenter.segment(raw)]


def syntok() -> Splitter:
    """Tokens, then sentences."""
    from syntok import segmenter  # type: ignore[import-not-found]

    def split(raw: str) -> list[tuple[int, int]]:
        found = [s for paragraph in segmenter.process(raw) for s in paragraph]
        return [(s[0].offset, s[-1].offset + len(s[-1].value)) for s in found]

    return split


def edges(raw: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans without what is neither letter nor digit at their ends."""
    for start, end in spans:
        inner = [i for i in range(start, end) if raw[i].isalnum()]
        if inner:
            yield inner[0], inner[-1] + 1


def main() -> None:
    """Print one line for each splitter and split."""
    gold = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("tests/gold")
    sets = [s for s in read_gold(Path(), gold) if any("sentences" in t for t in s.tasks.values())]
    ways: dict[str, Splitter] = {"tifabank": tifabank}
    for name, make in {"spaCy sentencizer": spacy, "pysbd": pysbd, "syntok": syntok}.items():
        try:
            ways[name] = make()
        except ImportError:
            print(f"{name} is not installed: left out")
    for split in sys.argv[2:] or sorted({s.split for s in sets}):
        for name, way in ways.items():
            wanted, found, right = 0, 0, 0
            for one in (s for s in sets if s.split == split):
                for key, raw in one.texts.items():
                    text = raw.data.decode("utf-8")
                    told = set(edges(text, [(r["start_char"], r["end_char"]) for r in one.rows["sentences"] if r["document_id"] == key]))
                    body = [p for p in one.rows["paragraphs"] if p["document_id"] == key and p["kind"] == "body"]
                    made = set()
                    for p in body:
                        at = p["start_char"]
                        made |= set(edges(text, [(at + a, at + b) for a, b in way(text[at : p["end_char"]])]))
                    wanted, found, right = wanted + len(told), found + len(made), right + len(told & made)
            print(f"{split:12} {name:18} precision {right / found:.3f}  recall {right / wanted:.3f}  F1 {2 * right / (wanted + found):.3f}")


if __name__ == "__main__":
    main()
