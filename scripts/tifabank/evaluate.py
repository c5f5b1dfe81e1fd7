"""`tifabank evaluate`: rows found by rule against rows that people annotated.

A gold standard is a folder of splits (`development`, `test`, ...). In a split, each folder with a `documents.csv` is a set:

    documents.csv     document_id, tasks     the annotated documents, and for which tasks (names of `TASKS`, semicolons between)
    texts/*.txt       their texts, <document_id>.txt; without this folder they are texts of the package
    curated/*.csv     curated files for the set, if it has some (labels, for mentions)
    <table>.csv       what was annotated: columns of that table, and `exact`, the words of the span

A row is right if it has the same key (`TASKS`). Spans are compared without blanks, quotation and final marks at their ends, but
paragraphs and sentences, which tile the text, exactly. Precision = right / found, recall = right / gold, F1 their harmonic mean.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tifabank.curated import read_curated
from tifabank.errors import InputError
from tifabank.inputs import read_input
from tifabank.pipeline import map_document
from tifabank.text import RawText, fold, squeeze
from tifabank.vocabulary import Vocabulary, vocabulary

Row = Mapping[str, Any]
Key = tuple[Any, ...]


class Task(NamedTuple):
    """What is compared: a table, the rows of it that count, and what makes two rows equal; the key's first part groups them."""

    name: str
    table: str
    key: Callable[[str, Row], Key]
    counts: Callable[[Row], bool] = lambda _: True
    grouped: bool = False


class Score(NamedTuple):
    """How many rows the gold standard has, how many were found, how many of these are right; and the others, in words."""

    split: str
    task: str
    gold: int
    found: int
    right: int
    missed: tuple[str, ...] = ()
    false: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """Share of the rows found that are right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold rows that were found; 1 where there are none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 1.0


def _edges(text: str, row: Row, prefix: str = "") -> tuple[int, int] | None:
    """A span without blanks and marks at its ends; None where the row has none."""
    start, end = row[f"{prefix}start_char"], row[f"{prefix}end_char"]
    if start is None or end is None:
        return None
    inner = [i for i in range(start, end) if text[i].isalnum()]
    return (inner[0], inner[-1] + 1) if inner else (start, end)


def _span(_: str, row: Row) -> Key:
    return (row["start_char"], row["end_char"])


def _is_series(row: Row) -> bool:
    return bool(row["kind"] == "series")


TASKS = [
    Task("paragraphs", "paragraphs", lambda _, r: (r["kind"], r["start_char"], r["end_char"]), grouped=True),
    Task("sections", "sections", lambda t, r: (r["kind"], _edges(t, r, "heading_"))),
    Task("sentences", "sentences", _span),
    Task("lists", "enumerations", lambda t, r: (r["kind"], _edges(t, r)), lambda r: not _is_series(r), grouped=True),
    Task("items", "enumeration_items", lambda t, r: (_edges(t, r),), lambda r: not _is_series(r)),
    Task(
        "list names",
        "enumerations",
        lambda t, r: (_edges(t, r, "name_"), r["declared_count"]),
        lambda r: r["name_start_char"] is not None and not _is_series(r),
    ),
    Task("series", "enumerations", lambda t, r: (_edges(t, r),), _is_series),
    Task("series items", "enumeration_items", lambda t, r: (_edges(t, r),), _is_series),
    Task("mentions", "mentions", lambda _, r: (r["start_char"], r["end_char"], r["concept_id"])),
    Task("definitions", "definitions", lambda t, r: (r["kind"], _edges(t, r, "term_")), grouped=True),
    Task("quotations", "quotations", lambda t, r: (r["kind"], _edges(t, r)), grouped=True),
    Task("attributions", "attributions", lambda _, r: (fold(r["speaker"]), fold(r["verb"]))),
    Task("cited documents", "cited_documents", lambda t, r: (_edges(t, r),)),
    Task("text issues", "text_issues", lambda _, r: (r["kind"], r["start_char"], r["end_char"]), grouped=True),
]
"""What is measured, in order."""


class GoldSet(NamedTuple):
    """One annotated set: its split, its texts with the tasks annotated in each, its vocabulary and its rows by table."""

    split: str
    texts: Mapping[str, RawText]
    tasks: Mapping[str, frozenset[str]]
    known: Vocabulary
    rows: Mapping[str, Sequence[Row]]


def evaluate(package: Path, gold: Path, splits: Iterable[str] = ()) -> list[Score]:
    """The scores of each split (all of them, or those named), task by task, with groups after their task.

    Raises:
        InputError: there is no gold standard, a text or table of it is missing, or an annotated quote is not at its place.
    """
    sets = read_gold(package, gold)
    wanted = list(splits) or sorted({s.split for s in sets})
    if missing := set(wanted) - {s.split for s in sets}:
        raise InputError(f"{gold}: no split {', '.join(sorted(missing))}: choose from {', '.join(sorted({s.split for s in sets}))}")
    return [score for split in wanted for score in _scores(split, [s for s in sets if s.split == split])]


def read_gold(package: Path, gold: Path) -> list[GoldSet]:
    """All sets of a gold standard; `package` holds the texts of sets that bring none.

    Raises:
        InputError: as `evaluate`.
    """
    return [read_set(package, place, place.relative_to(gold).parts[0]) for place in _places(gold)]


def _places(gold: Path) -> list[Path]:
    places = sorted(path.parent for path in gold.glob("**/documents.csv") if path.parent != gold)
    if not places:
        raise InputError(f"{gold}: no gold standard: name a folder of splits, each with sets that have a documents.csv")
    return places


def read_set(package: Path, place: Path, split: str) -> GoldSet:
    """One set, read and checked against its texts."""
    tasks = {line["document_id"]: frozenset(line["tasks"].split(";")) for line in _lines(place / "documents.csv")}
    if (place / "texts").is_dir():
        files = {path.stem: path for path in sorted((place / "texts").glob("*.txt"))}
        texts = {key: RawText(key, path.name, path.read_bytes()) for key, path in files.items()}
        curated = {path.stem: path.read_bytes() for path in sorted((place / "curated").glob("*.csv"))}
        known = vocabulary(read_curated(curated), {key: text.data.decode("utf-8") for key, text in texts.items()})
    else:
        source = read_input(package)
        texts, known = {t.document_id: t for t in source.texts()}, source.vocabulary
    if missing := sorted(tasks.keys() - texts.keys()):
        raise InputError(f"{place / 'documents.csv'}: no text {', '.join(missing)}: add it to {place.name}/texts/ or delete the row")
    tables = sorted({task.table for task in TASKS if any(task.name in named for named in tasks.values())})
    rows = {table: [_typed(line) for line in _lines(path)] for table in tables if (path := place / f"{table}.csv").is_file()}
    _check_quotes(place, texts, rows)
    return GoldSet(split, {key: texts[key] for key in tasks}, tasks, known, rows)


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _typed(line: Mapping[str, str]) -> Row:
    numbers = ("_char", "_count", "level", "position", "year")
    return {key: (int(value) if key.endswith(numbers) else value) if value else None for key, value in line.items()}


def _check_quotes(place: Path, texts: Mapping[str, RawText], rows: Mapping[str, Sequence[Row]]) -> None:
    problems = []
    for table, lines in rows.items():
        for number, row in enumerate(lines, 2):
            if row["document_id"] not in texts:
                problems.append(
                    f"{place / table}.csv: row {number}, column document_id: no text {row['document_id']!r}: correct it or add the text"
                )
                continue
            raw = texts[row["document_id"]].data.decode("utf-8")
            start, end = (
                (row["heading_start_char"], row["heading_end_char"]) if table == "sections" else (row["start_char"], row["end_char"])
            )
            if squeeze(raw, start, end) != " ".join((row["exact"] or "").split()):
                problems.append(
                    f"{place / table}.csv: row {number}, column exact: {row['exact']!r} does not stand at {start}-{end}: correct it"
                )
    if problems:
        raise InputError(*problems)


def _scores(split: str, sets: Sequence[GoldSet]) -> Iterator[Score]:
    """The scores of a split, documents of all its sets together."""
    pairs = [(s, key, _found(s, raw)) for s in sets for key, raw in s.texts.items()]
    for task in TASKS:
        wanted: Counter[Key] = Counter()
        found: Counter[Key] = Counter()
        words: dict[Key, str] = {}
        for gold, key, rows in pairs:
            if task.name not in gold.tasks[key]:
                continue
            text = gold.texts[key].data.decode("utf-8")
            for side, lines in ((wanted, gold.rows.get(task.table, ())), (found, rows[task.table])):
                for row in lines:
                    if row["document_id"] == key and task.counts(row):
                        made = (*task.key(text, row), key)
                        side[made] += 1
                        words.setdefault(made, _told(text, row))
        if wanted or found:
            yield _score(split, task.name, wanted, found, words)
            for group in sorted({k[0] for k in wanted | found}) if task.grouped else ():
                own = [Counter({k: n for k, n in side.items() if k[0] == group}) for side in (wanted, found)]
                yield _score(split, f"{task.name}: {group}", own[0], own[1], {})


def _score(split: str, name: str, wanted: Counter[Key], found: Counter[Key], words: Mapping[Key, str]) -> Score:
    missed, false = wanted - found, found - wanted
    right = (wanted & found).total()
    told = [
        tuple(f"{k[-1]} {words[k]}" for k in sorted(side, key=lambda k: (k[-1], words[k]))) if words else () for side in (missed, false)
    ]
    return Score(split, name, wanted.total(), found.total(), right, *told)


def _found(gold: GoldSet, raw: RawText) -> dict[str, list[Row]]:
    """The rows of a document as the rules find them; items know the kind of their list."""
    rows = {table: [row._asdict() for row in found] for table, found in map_document(raw, gold.known).items()}
    kinds = {row["enumeration_id"]: row["kind"] for row in rows["enumerations"]}
    for row in rows["enumeration_items"]:
        row["kind"] = kinds[row["enumeration_id"]]
    return rows


def _told(text: str, row: Row) -> str:
    """A row in words: place, kind and the words of its span."""
    prefix = "heading_" if "heading_start_char" in row else ""
    start, end = row[f"{prefix}start_char"], row[f"{prefix}end_char"]
    more = " ".join(str(row[c]) for c in ("kind", "marker", "term", "speaker", "verb", "name", "heading") if row.get(c))
    return f"{start:>6}-{end} [{more}] {squeeze(text, start, end)[:110]!r}"


def printed(scores: Iterable[Score], *, rows: bool) -> Iterator[str]:
    """The scores as lines of a table, and under each task, if wanted, its missed and false rows."""
    yield f"{'split':<12} {'task':<28} {'gold':>5} {'found':>5} {'right':>5}  {'prec.':>6} {'recall':>6} {'F1':>6}"
    for s in scores:
        counts = f"{s.gold:>5} {s.found:>5} {s.right:>5}"
        yield f"{s.split:<12} {s.task:<28} {counts}  {s.precision:>6.3f} {s.recall:>6.3f} {s.f1:>6.3f}"
        if rows:
            yield from (f"    missed  {line}" for line in s.missed)
            yield from (f"    false   {line}" for line in s.false)
