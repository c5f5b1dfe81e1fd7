"""What spaCy makes of a package with an afternoon's work: six of the tables, as Parquet.

Written as one who knows spaCy would: a blank English pipeline with the sentencizer over the lines of the texts, a PhraseMatcher with
the labels of `concept_labels.csv` and their regular plurals, as Tifabank has them, plain regular expressions for lists, batches, a memory zone
for each, one pass, Parquet written as it goes.

It makes documents, paragraphs (lines), sentences, mentions, enumerations (numbered, ordinal, counted phrases with their items, quoted
counted phrases without) and their items. It does NOT make sections, quotations, definitions, attributions, cited documents, text
issues, series, lists by headings, bullets or summing up, provenance; nor does it know kinds of paragraphs, wrapped lines, homonyms,
line-end hyphens, curated corrections; and nothing is checked or hashed.

Usage: python benchmarks/spacy_tables.py PACKAGE (writes PACKAGE/spacy/*.parquet, prints the number of rows)
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

TEXTS = 64  # of a batch
LINES = 256  # of a batch inside spaCy
COLUMNS = {
    "documents": "document_id file sha256 bytes characters text",
    "paragraphs": "paragraph_id document_id position start_char end_char words text",
    "sentences": "sentence_id document_id paragraph_id start_char end_char words text",
    "mentions": "mention_id document_id paragraph_id sentence_id concept_id start_char end_char nested text",
    "enumerations": "enumeration_id document_id paragraph_id kind name declared_count item_count start_char end_char text",
    "enumeration_items": "item_id enumeration_id document_id position marker start_char end_char text",
}
TYPES = dict.fromkeys("bytes characters position start_char end_char words declared_count item_count".split(), pa.int64()) | {
    "nested": pa.bool_()
}
SCHEMAS = {table: pa.schema([(name, TYPES.get(name, pa.string())) for name in names.split()]) for table, names in COLUMNS.items()}

COUNTS = {word: i for i, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)}
ORDINALS = {
    word: i
    for i, words in enumerate("first firstly,second secondly,third thirdly,fourth fourthly,fifth fifthly,sixth,seventh".split(","), 1)
    for word in words.split()
}
_LINE = re.compile(r"\S[^\n]*")
_NUMBER = re.compile(r"(?<!\w)[(（](\d{1,2})[)）]|^(\d{1,2})[.、)]\s", re.MULTILINE)
_ORDINAL = re.compile(rf"(?:^|(?<=[.;:,]\s))({'|'.join(ORDINALS)})(?=,?\s)", re.IGNORECASE | re.MULTILINE)
_COUNTED = re.compile(rf"\b({'|'.join(COUNTS)}|\d{{1,2}}) ((?:[a-z-]+ ){{0,2}}[a-z-]+s)\b")
_ITEMS = re.compile(r"[”\"]?(?:: | of | - )([^.;:]+)")
_STOP = re.compile(r"[.!?](?=\s)|(?=\n)")
_BETWEEN_ITEMS = re.compile(r", and |, | and ")
_QUOTE = "“\"'‘"

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
Part = tuple[str, int, int]  # an item's marker, start and end


class Line(NamedTuple):
    """A line of a document, where it starts, and its number."""

    document_id: str
    start: int
    position: int


def pipeline() -> Language:
    """English tokens and rule-based sentences."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def matcher(nlp: Language, labels: Path) -> PhraseMatcher:
    """All labels, in any case, with their regular plurals, by concept."""
    forms = defaultdict(set)
    with labels.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            forms[line["concept_id"]].add(line["label"])
            if line["plural"] == "true":
                forms[line["concept_id"]].add(plural(line["label"]))
    found = PhraseMatcher(nlp.vocab, attr="LOWER")
    for concept, wordings in forms.items():
        curly = {wording.replace("'", "’") for wording in wordings}
        found.add(concept, list(nlp.tokenizer.pipe(sorted(wordings | curly))))
    return found


def plural(label: str) -> str:
    """The regular English plural of the last word."""
    if label.endswith("y") and label[-2] not in "aeiou":
        return f"{label[:-1]}ies"
    return label + ("es" if label.endswith(("s", "x", "z", "ch", "sh")) else "s")


def batch_rows(nlp: Language, labels: PhraseMatcher, files: Iterable[Path]) -> Rows:
    """The rows of some documents."""
    rows: Rows = {table: [] for table in COLUMNS}
    lines: list[tuple[str, Line]] = []
    for path in files:
        data = path.read_bytes()
        text = data.decode("utf-8")
        rows["documents"].append((path.stem, path.name, hashlib.sha256(data).hexdigest(), len(data), len(text), text))
        own = [(m[0].rstrip(), Line(path.stem, m.start(), i)) for i, m in enumerate(_LINE.finditer(text), 1)]
        lines += own
        add_lists(rows, text, [(line.start, paragraph_id(line, words)) for words, line in own], path.stem)
    for doc, line in nlp.pipe(lines, as_tuples=True, batch_size=LINES):
        add_line(rows, doc, line, labels)
    return rows


def add_line(rows: Rows, doc: Doc, line: Line, labels: PhraseMatcher) -> None:
    """The rows of a line: its paragraph, sentences and mentions."""
    document, text = line.document_id, doc.text
    paragraph = paragraph_id(line, text)
    rows["paragraphs"].append((paragraph, document, line.position, line.start, line.start + len(text), len(text.split()), text))
    sentence_ids = []
    for sentence in doc.sents:
        start, end, words = sentence.start_char, sentence.end_char, sentence.text
        key = row_id(document, "sen", line.start + start, line.start + end)
        sentence_ids += [key] * len(sentence)
        rows["sentences"].append((key, document, paragraph, line.start + start, line.start + end, len(words.split()), words))
    reached = 0
    for match, first, last in sorted(labels(doc), key=lambda m: (m[1], -m[2])):
        found = doc[first:last]
        start, end = line.start + found.start_char, line.start + found.end_char
        key, concept = row_id(document, "men", start, end), doc.vocab.strings[match]
        rows["mentions"].append((key, document, paragraph, sentence_ids[first], concept, start, end, last <= reached, found.text))
        reached = max(reached, last)


def row_id(document: str, kind: str, start: int, end: int) -> str:
    """Document, kind of record and place."""
    return f"{document}_{kind}{start}-{end}"


def paragraph_id(line: Line, text: str) -> str:
    """The id of a line as a paragraph."""
    return row_id(line.document_id, "par", line.start, line.start + len(text))


def lists(text: str) -> Iterator[tuple[str, str | None, int | None, list[Part]]]:
    """The lists of a text: kind, name, declared count and items; of a list without items, its name as the one part."""
    for kind, pattern in (("numbered", _NUMBER), ("ordinal", _ORDINAL)):
        for run in runs(pattern.finditer(text)):
            ends = [*(m.start() for m in run[1:]), end_of_sentence(text, run[-1].end())]
            yield kind, None, None, [(m[0], m.start(), end) for m, end in zip(run, ends, strict=True)]
    for match in _COUNTED.finditer(text):
        declared = COUNTS.get(match[1]) or int(match[1])
        items = _ITEMS.match(text, match.end())
        parts = list(split(items)) if items else []
        if len(parts) == declared:
            yield "named", match[0], declared, parts
        elif match.start() and text[match.start() - 1] in _QUOTE:
            yield "named_only", match[0], declared, [("", *match.span())]


def runs(matches: Iterable[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Markers that count one, two and so on without a gap."""
    run: list[re.Match[str]] = []
    for match in matches:
        word = next(group for group in match.groups() if group)
        number = ORDINALS.get(word.lower()) or int(word)
        if number != len(run) + 1:
            if len(run) > 1:
                yield run
            run = []
        if number == len(run) + 1:
            run.append(match)
    if len(run) > 1:
        yield run


def end_of_sentence(text: str, start: int) -> int:
    """Where the sentence of the last item ends."""
    stop = _STOP.search(text, start)
    return stop.end() if stop else len(text)


def split(match: re.Match[str]) -> Iterator[Part]:
    """The items between commas and "and"."""
    text, start, end = match.string, *match.span(1)
    for gap in _BETWEEN_ITEMS.finditer(text, start, end):
        yield "", start, gap.start()
        start = gap.end()
    yield "", start, end


def add_lists(rows: Rows, text: str, paragraphs: list[tuple[int, str]], document: str) -> None:
    """The rows of the lists of a document, and of their items."""
    for kind, name, declared, parts in lists(text):
        start, end = parts[0][1], parts[-1][2]
        items = [] if kind == "named_only" else parts
        key = row_id(document, "enu", start, end)
        _, paragraph = paragraphs[bisect_right(paragraphs, start, key=itemgetter(0)) - 1]
        rows["enumerations"].append((key, document, paragraph, kind, name, declared, len(items), start, end, text[start:end]))
        rows["enumeration_items"] += [
            (row_id(document, "itm", a, b), key, document, position, marker, a, b, text[a:b])
            for position, (marker, a, b) in enumerate(items, 1)
        ]


def main() -> None:
    """Read, match and write, batch by batch."""
    package = Path(sys.argv[1])
    place = package / "spacy"
    place.mkdir(exist_ok=True)
    nlp = pipeline()
    labels = matcher(nlp, package / "raw" / "curated" / "concept_labels.csv")
    writers = {table: pq.ParquetWriter(place / f"{table}.parquet", schema, compression="zstd") for table, schema in SCHEMAS.items()}
    files = iter(sorted((package / "raw" / "texts").glob("*.txt")))
    count = 0
    while batch := list(islice(files, TEXTS)):
        with nlp.memory_zone():
            rows = batch_rows(nlp, labels, batch)
        for table, found in rows.items():
            if found:
                columns = [pa.array(c, f.type) for c, f in zip(zip(*found, strict=True), SCHEMAS[table], strict=True)]
                writers[table].write_table(pa.table(columns, schema=SCHEMAS[table]))
                count += len(found)
    for writer in writers.values():
        writer.close()
    print(count)


if __name__ == "__main__":
    main()
