"""`tifabank suggest`: wordings that the texts repeat, quote, define or count, and that the gazetteer lacks.

Fixed formulations show as repetition: word sequences (n-grams) that come again in the same words, best of all in several documents.
A sequence that stands only inside a longer one, or only inside labels that are known, is left out. Body paragraphs only. The result
is a CSV file whose lines, once a person has read and pruned them, `merge` adds to raw/curated/.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tifabank.curated import curated_path, read_curated, rows_of, written_fault
from tifabank.errors import InputError
from tifabank.folders import LocalFolder, reason
from tifabank.gazetteer import Gazetteer
from tifabank.inputs import read_input
from tifabank.pipeline import map_document
from tifabank.publishing import publish, writing
from tifabank.raw import slug
from tifabank.rows import CURATED, ConceptLabel
from tifabank.schema import columns
from tifabank.spans import SpanIndex
from tifabank.speech import SPOKEN
from tifabank.text import Text, fold
from tifabank.vocabulary import vocabulary
from tifabank.words import AUXILIARIES, FUNCTION, ONLY_VERBS

_LENGTHS = range(2, 9)  # words of a sequence
_LEAST_TIMES = 3  # a sequence of one document must come so often; of several documents, twice
_MOST_TERM_WORDS = 12
_CONTEXT = 60  # characters on either side
_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_WORD = re.compile(r"\w")
_LOOSE_ENDS = FUNCTION | {"out", "up", "forward", "based", "necessary", "necessarily"}
_ORDER = ("quoted", "defined", "numbered", "repeated")


class Candidate(NamedTuple):
    """A wording that may be a concept: columns of concepts.csv and concept_labels.csv, how it was found, how often, and where first."""

    concept_id: str
    label: str
    category: str
    language: str
    preferred: str
    plural: str
    found_as: str
    occurrences: int
    documents: int
    document_id: str
    start_char: int
    end_char: int
    context: str


class _Document(NamedTuple):
    text: Text
    rows: dict[str, list[Any]]


def suggest(package: Path) -> list[Candidate]:
    """The candidates of a package: wider document range first, then by how they were found, then by frequency.

    Raises:
        InputError: the package's input is bad.
    """
    source = read_input(package)
    documents = [_Document(Text(raw.document_id, raw.data.decode("utf-8")), map_document(raw, source.vocabulary)) for raw in source.texts()]
    found: dict[str, set[str]] = defaultdict(set)
    wordings: dict[str, Counter[str]] = defaultdict(Counter)
    for way, wording in _wordings(documents):
        form = fold(wording)
        if not source.vocabulary.gazetteer.concepts(form):
            found[form].add(way)
            wordings[form][wording] += 1
    return _candidates(documents, found, wordings, {c.concept_id for c in source.vocabulary.concepts})


def _wordings(documents: list[_Document]) -> Iterator[tuple[str, str]]:
    for document in documents:
        rows = document.rows
        yield from (("quoted", q.text.rstrip(".,;")) for q in rows["quotations"] if q.kind == "term" and _is_term(q.text))
        yield from (("defined", d.term) for d in rows["definitions"] if d.kind == "definition" and _is_term(d.term))
        yield from (("numbered", e.name) for e in rows["enumerations"] if e.name and (e.kind == "named_only" or e.concept_id is None))
    yield from (("repeated", wording) for wording in _repeated(documents))


def _is_term(words: str) -> bool:
    return 0 < len(words.split()) <= _MOST_TERM_WORDS and bool(_WORD.search(words))


def _repeated(documents: list[_Document]) -> Iterator[str]:
    """Word sequences that come again and that no longer sequence explains."""
    times: Counter[tuple[str, ...]] = Counter()
    range_: dict[tuple[str, ...], set[str]] = defaultdict(set)
    written: dict[tuple[str, ...], str] = {}
    for document in documents:
        for sentence in document.rows["sentences"]:
            for tokens in _runs(sentence.text):
                for n in _LENGTHS:
                    for i in range(len(tokens) - n + 1):
                        gram = tuple(t.lower() for t in tokens[i : i + n])
                        if _can_be_formulation(gram):
                            times[gram] += 1
                            range_[gram].add(document.text.document_id)
                            written.setdefault(gram, " ".join(tokens[i : i + n]))
    often = {g: n for g, n in times.items() if n >= _LEAST_TIMES or (n > 1 and len(range_[g]) > 1)}
    inside: Counter[tuple[str, ...]] = Counter()
    for gram, count in often.items():
        for shorter in (gram[1:], gram[:-1]):
            inside[shorter] = max(inside[shorter], count)
    yield from (written[g] for g, n in often.items() if inside[g] < n)


def _can_be_formulation(gram: tuple[str, ...]) -> bool:
    """Whether a word sequence may be a formulation: no small word or bare verb at its ends, nothing said or predicated in it."""
    opens, ends = gram[0] not in FUNCTION, gram[-1] not in _LOOSE_ENDS and gram[-1] not in ONLY_VERBS
    return opens and ends and not AUXILIARIES.intersection(gram) and not SPOKEN.intersection(gram)


def _runs(words: str) -> Iterator[list[str]]:
    """The words of a sentence between its marks."""
    run: list[str] = []
    for token in _TOKEN.findall(words):
        if _WORD.match(token):
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _candidates(
    documents: list[_Document], found: dict[str, set[str]], wordings: dict[str, Counter[str]], taken: set[str]
) -> list[Candidate]:
    """The candidates with their counts, taken over all documents in one pass."""
    labels = [
        ConceptLabel(
            form, form, max(wordings[form], key=lambda w: (wordings[form][w], w)), "en", True, False, "attested", None, None, None, None
        )
        for form in found
    ]
    places: dict[str, list[tuple[str, int, int, str]]] = defaultdict(list)
    gazetteer = Gazetteer(labels)
    for document in documents:
        known = SpanIndex([m for m in document.rows["mentions"] if not m.nested])
        body = SpanIndex([p for p in document.rows["paragraphs"] if p.kind == "body"])
        for start, end, entry in gazetteer.find(document.text):
            if body.holding(start, end) and not known.holding(start, end):
                context = document.text.squeeze(max(0, start - _CONTEXT), min(len(document.text.raw), end + _CONTEXT))
                places[entry.labels[0].concept_id].append((document.text.document_id, start, end, context))
    rows = []
    for label in labels:
        at = places[label.concept_id]
        ways = [w for w in _ORDER if w in found[label.concept_id]]
        enough = len(at) >= _LEAST_TIMES or len({a[0] for a in at}) > 1 or ways != ["repeated"]
        if at and enough:
            rows.append(_candidate(label.label, ways, at, taken))
    return sorted(rows, key=lambda c: (-c.documents, _ORDER.index(c.found_as.split(" ")[0]), -c.occurrences, c.label))


def _candidate(label: str, ways: list[str], at: list[tuple[str, int, int, str]], taken: set[str]) -> Candidate:
    concept_id = base = slug(f"{label}.txt")
    number = 2
    while concept_id in taken:
        concept_id, number = f"{base}-{number}", number + 1
    taken.add(concept_id)
    category = "numbered_formula" if "numbered" in ways else "core_concept"
    language = "en" if label.isascii() or any(c.isascii() and c.isalpha() for c in label) else "zh"
    return Candidate(concept_id, label, category, language, "true", "false", " ".join(ways), len(at), len({a[0] for a in at}), *at[0])


def as_csv(candidates: Iterable[Candidate]) -> str:
    """The candidates as a CSV file to read, prune and merge."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(Candidate._fields)
    writer.writerows(candidates)
    return sink.getvalue()


_PARTS = {"concepts": ("concept_id", "label", "category"), "concept_labels": ("concept_id", "label", "language", "preferred", "plural")}
_KEYS = {"concepts": ("concept_id",), "concept_labels": ("concept_id", "language", "kind")}


def merge(package: Path, reviewed: Path) -> dict[str, int]:
    """Add the lines of a reviewed file of candidates to concepts.csv and concept_labels.csv, to both or none; how many were added to each.

    Nothing is written unless the vocabulary is sound with the new lines.

    Raises:
        InputError: a column is missing, or the new vocabulary has a fault (a label of two concepts, an unknown category ...); another
            command writes to the package, or it cannot be written.
    """
    lines = _read(reviewed)
    folder = LocalFolder(package)
    with writing(folder) as aside:
        source = read_input(folder)
        files = {stem: folder.read(curated_path(stem)) for stem in CURATED if folder.has_file(curated_path(stem))}
        made = {stem: _added(files.get(stem), stem, lines) for stem in _PARTS}
        vocabulary(read_curated(files | made), {text.document_id: text.data.decode("utf-8") for text in source.texts()})
        names = {curated_path(stem): data for stem, data in made.items()}
        for name, data in names.items():
            folder.write(f"{aside}/{name}", data)
        publish(folder, aside, list(names))
    return dict.fromkeys(made, len(lines))


def _read(path: Path) -> list[dict[str, str]]:
    """The lines of a reviewed file by column; all that it must have are there."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({reason(error)}): name a CSV file that 'tifabank suggest' printed") from None
    problems: list[str] = []
    header, rows = rows_of(str(path), data, problems)
    if missing := sorted({column for part in _PARTS.values() for column in part}.difference(header)):
        problems.insert(0, f"{path}: row 1: no column {', '.join(missing)}: keep the columns that 'tifabank suggest' prints")
    declared = {column.name: (stem, column) for stem, part in _PARTS.items() for column in columns(CURATED[stem]) if column.name in part}
    for number, cells in rows:
        for name, cell in zip(header, cells, strict=True):
            if name in declared and (fault := written_fault(*declared[name], cell)):
                problems.append(f"{path}: row {number}, column {name}: {fault}")
    if problems:
        raise InputError(*problems)
    return [dict(zip(header, cells, strict=True)) for _, cells in rows]


def _added(old: bytes | None, stem: str, lines: list[dict[str, str]]) -> bytes:
    """A curated file with more lines, sorted by its keys; columns that it has besides stay empty in the new ones."""
    reader = csv.DictReader(io.StringIO((old or b"").decode("utf-8-sig"), newline=""))
    rows = list(reader)
    header = list(reader.fieldnames or _PARTS[stem])
    rows += [{c: line[c] for c in _PARTS[stem]} for line in lines]
    sink = io.StringIO()
    writer = csv.DictWriter(sink, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda r: tuple(r.get(k) or "" for k in _KEYS[stem])))
    return sink.getvalue().encode()
