"""Texts for measuring: the five texts taken apart and put together again as documents that are all different.

A document is runs of their paragraphs in random order, until 2 to 40 kB are full. In running text, numbers, places and common words
are exchanged for others of their kind, so that a memory of sentences would win little (of 5 MB, a sixth repeats a sentence), while
concepts and lists are about as frequent as in the five. A seed gives the same documents everywhere.

Usage: python benchmarks/corpus.py FOLDER [MB, default 10]: writes a package, ready for `tifabank build FOLDER`.
"""

from __future__ import annotations

import csv
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tifabank.text import RawText, fold

ROOT = Path(__file__).resolve().parents[1]
SHORTEST, LONGEST = 2_000, 40_000  # bytes of a document
LOCATED = 0.4  # the share of clauses to which a place is added
LONGEST_RUN = 6  # neighbouring paragraphs that stay together: enough for a list whose items are paragraphs

PLACES = tuple(
    f"{first}{second}{kind}"
    for first in "Lan Song Bei Qing Dong Xi Heng Nan Lu Yun Ping Chang".split()
    for second in "he tai yuan mo lin shan zhou feng yang bo jin xu".split()
    for kind in ("", " City", " County", " District", " Bay", " New Area")
)
"""Made-up names, so many that they make clauses differ."""
EXCHANGED = (
    # words of one line stand for each other
    *("improve perfect refine upgrade", "promote advance further encourage", "strengthen deepen consolidate reinforce"),
    *("ensure secure assure", "maintain preserve sustain", "grasp understand recognise", "safeguard protect defend shield"),
    *("improving perfecting refining", "promoting advancing furthering", "strengthening deepening consolidating"),
    *("ensuring securing assuring", "maintaining preserving sustaining", "safeguarding protecting defending"),
    *("emphasized stressed noted underlined", "guarantee warrant assure", "focus concentrate centre", "implement apply execute"),
    *("must should will shall", "necessary needed essential", "important weighty notable significant", "major large main sizeable"),
    *("whole entire full", "fundamental basic underlying", "various many several diverse", "main chief central principal"),
    *("comprehensively thoroughly broadly", "effectively soundly efficiently", "resolutely firmly steadily", "also likewise moreover"),
    *("great vast considerable", "higher better finer", "common shared joint", "practical concrete actual", "strong solid robust"),
    *("work effort practice endeavour", "level degree grade", "situation setting state", "areas fields domains spheres"),
    *("risks dangers hazards perils", "changes shifts turns", "problems questions troubles", "process course passage"),
    *("interests needs wishes", "role part function", "foundation base ground", "spirit idea thought", "way path manner"),
    *("significance meaning value", "mechanism device arrangement", "requirements demands conditions", "support help backing"),
)
YEAR, NUMBER = range(1950, 2050), range(2, 100)

_KIN = {word: line.split() for line in EXCHANGED for word in line.split()}
_EXCHANGEABLE = re.compile(
    "|".join(
        (
            r"(?P<place>\b(?:the|our) country\b)",
            r"(?P<end>(?<=[a-z]{6})(?<!ly)(?=[.;,]\s))",  # of a clause; not after Firstly
            r"(?P<year>\b(?:19|20)\d\d\b)",
            r"(?P<number>(?<=[a-z] )\d{1,2}(?= [a-z]))",
            rf"(?<![\w-])(?:{'|'.join(sorted(_KIN, key=len, reverse=True))})(?![\w-])",
        )
    )
)
_PARAGRAPH = re.compile(r"[^\n]+\n*")

ABOUT_CONCEPTS = ("concepts.csv", "concept_members.csv", "package.csv")
"""Curated files that say nothing of a document; `concept_labels.csv` and `assertions.csv` do in part."""


def documents(megabytes: float, seed: int = 1) -> Iterator[RawText]:
    """Different documents, one at a time and in order of id, until together they have the size."""
    random = Random(seed)
    source = _paragraphs()
    size, count = 0, 0
    while size < megabytes * 1_000_000:
        name = f"measured-{count:06d}"
        data = _document(source, random).encode()
        yield RawText(name, f"{name}.txt", data)
        size, count = size + len(data), count + 1


def write_package(folder: Path, megabytes: float, seed: int = 1) -> None:
    """A package folder with these documents and all that is known of concepts, but nothing that belongs to the five texts."""
    texts, curated = folder / "raw" / "texts", folder / "raw" / "curated"
    texts.mkdir(parents=True)
    curated.mkdir()
    for document in documents(megabytes, seed):
        (texts / document.file).write_bytes(document.data)
    for name in ABOUT_CONCEPTS:
        shutil.copyfile(ROOT / "raw" / "curated" / name, curated / name)
    _write_lines(curated / "concept_labels.csv", _unambiguous(_lines("concept_labels.csv")))
    _write_lines(curated / "assertions.csv", (line for line in _lines("assertions.csv") if line["subject_table"] != "documents"))


def _paragraphs() -> list[str]:
    """The paragraphs of the five texts, each with the line breaks after it."""
    texts = (path.read_text("utf-8") for path in sorted((ROOT / "raw" / "texts").glob("*.txt")))
    return [paragraph for text in texts for paragraph in _PARAGRAPH.findall(text.rstrip() + "\n")]


def _document(source: list[str], random: Random) -> str:
    """Runs of paragraphs up to a random size; short documents are as frequent as long ones."""
    wanted = SHORTEST * (LONGEST / SHORTEST) ** random.random()
    parts: list[str] = []
    size = 0
    while True:
        start = random.randrange(len(source))
        for paragraph in source[start : start + random.randint(1, LONGEST_RUN)]:
            part = _EXCHANGEABLE.sub(lambda match: _other(match, random), paragraph)
            if size >= SHORTEST and size + len(part.encode()) > wanted:
                return "".join(parts)
            parts.append(part)
            size += len(part.encode())


def _other(match: re.Match[str], random: Random) -> str:
    """Another word of the same kind, or the same one by chance."""
    match match.lastgroup:
        case "place":
            return random.choice(PLACES)
        case "end":
            return f" in {random.choice(PLACES)}" if random.random() < LOCATED else ""
        case "year":
            return str(random.choice(YEAR))
        case "number":
            return str(random.choice(NUMBER))
    return random.choice(_KIN[match[0]])


def _lines(name: str) -> Iterator[dict[str, str]]:
    with (ROOT / "raw" / "curated" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _write_lines(path: Path, lines: Iterator[dict[str, str]]) -> None:
    first = next(lines)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, first)
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(lines)


def _unambiguous(labels: Iterator[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The labels without those that another concept has already: which one is meant, only lines on single documents say."""
    owners: dict[str, str] = {}
    for line in labels:
        if owners.setdefault(fold(line["label"]), line["concept_id"]) == line["concept_id"]:
            yield line


def main() -> None:
    """Write a package."""
    folder = Path(sys.argv[1])
    write_package(folder, float(sys.argv[2]) if len(sys.argv) > 2 else 10.0)
    print(f"Wrote {folder}: now run tifabank build {folder}")


if __name__ == "__main__":
    main()
