"""What must hold for any input of the pure core, asked of one input: used by Hypothesis, by the coverage-guided run, and for what it found.

Each function takes an input and raises AssertionError where a promise is broken; any other exception is a fault too.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cache

import pyarrow.parquet as pq
from tests.conftest import csv_of

from tifabank.characters import ZERO_WIDTH
from tifabank.checking.checks import check_tables
from tifabank.concordance import counts, lines
from tifabank.concordance.asked import pattern
from tifabank.concordance.searched import Searched, Stretch
from tifabank.corrections import KINDS
from tifabank.curated import read_curated
from tifabank.errors import InputError
from tifabank.pipeline import RULES, Rows, map_document, map_package
from tifabank.raw import RawText, text_fault, with_ids
from tifabank.rows import TABLES
from tifabank.schema import columns
from tifabank.tables import Tables, table_of, write
from tifabank.text import Text, fold
from tifabank.vocabulary import Vocabulary, vocabulary

CONCEPTS = csv_of(
    "concept_id,label,category",
    ["safe", "safe China", "goal"],
    ["peace", "peace", "core_concept"],
    ["zh", "平安中国", "goal"],
    ["law", "Road Law", "law_or_document"],
    ["congress", "20th Congress", "meeting"],
    ["odd", ".*+?[](){}^$|\\", "slogan"],
)
LABELS = csv_of(
    "concept_id,label,language,preferred,plural",
    *(
        (concept, label, "zh" if concept == "zh" else "en", "false", "true" if concept == "peace" else "false")
        for concept, wordings in {
            "safe": ("safe China", "China", "a safe", "safe", "caf\u00e9"),
            "peace": ("peace", "policy", "long-term"),
            "zh": ("平安中国", "平安"),
            "law": ("Road Law", "law"),
            "congress": ("20th Congress",),
            "odd": (".*+?[](){}^$|\\", "(a", "\u202eab", "=1+1", "<b>"),
        }.items()
        for label in wordings
    ),
)
DOCUMENT = "doc-0"


@cache
def known() -> Vocabulary:
    """A vocabulary with labels of every odd kind."""
    return vocabulary(read_curated({"concepts": CONCEPTS, "concept_labels": LABELS}), {})


def is_text(text: str) -> bool:
    """Whether a string is accepted as a text."""
    return text_fault(text.encode("utf-8", "surrogatepass")) is None


def text_is_mapped(text: str) -> Rows:
    """The rows of a text are cut from it character by character, tile it, have ids of their own, stand in order, and name each other."""
    rows = map_document(RawText(DOCUMENT, "0.txt", text.encode()), known())
    ids = [row[0] for found in rows.values() for row in found]
    assert len(set(ids)) == len(ids)
    left = list(text)
    for name, kind in KINDS.items():
        assert rows[name] == sorted(rows[name], key=lambda row: (row.start_char, -row.end_char)), name
        for row in rows[name]:
            assert 0 <= row.start_char < row.end_char <= len(text), row
            assert row[0].startswith(f"{DOCUMENT}_{kind}"), row
            assert row[0].endswith(f"{row.start_char}-{row.end_char}"), row
            assert getattr(row, "text", "") in ("", " ".join(text[row.start_char : row.end_char].split())), row
            assert row.rule_id in _RULES, row
            for column in _REFERENCES[name]:
                assert getattr(row, column) in {None, *ids}, (column, row)
    for row in rows["paragraphs"]:
        assert "\0" not in left[row.start_char : row.end_char], f"two paragraphs over {row}"
        left[row.start_char : row.end_char] = "\0" * (row.end_char - row.start_char)
    assert not "".join(c for c in left if not c.isspace()).strip("\0" + ZERO_WIDTH)
    return rows


_RULES = {rule.rule_id for rule in RULES}
_REFERENCES = {name: [c.name for c in columns(TABLES[name]) if c.ref in KINDS] for name in KINDS}


def texts_are_mapped(texts: Sequence[str]) -> Tables:
    """The tables of texts pass all checks."""
    tables = map_package([RawText(f"doc-{number}", f"{number}.txt", text.encode()) for number, text in enumerate(texts)], known(), "0")
    assert check_tables(tables) == []
    return tables


def tables_read_back(tables: Tables) -> None:
    """Tables are read as they were written."""
    for name, table in tables.items():
        file = io.BytesIO()
        write(table, file)
        assert pq.read_table(file).equals(table), name


def folding_maps_back(raw: str) -> None:
    """Each character of each folded reading is the folded raw character at its place."""
    for reading in Text(DOCUMENT, raw).readings:
        assert len(reading.lower) == len(reading.plain)
        for place, char in enumerate(reading.plain):
            if not char.isspace():
                assert fold(raw[reading.raw(place)]) == fold(char)


def is_told(error: InputError) -> None:
    """Bad input is told in plain lines: none is empty, breaks off, or shows a character that is not printed as itself."""
    assert error.problems
    for problem in error.problems:
        assert problem.isprintable(), problem
        assert problem.count(": ") >= 1, problem


def curated_is_read_or_refused(stem: str, data: bytes, text: str = "We keep the peace.") -> None:
    """A curated file of any bytes gives rows or an `InputError`."""
    try:
        _map_with({"concepts": CONCEPTS, "concept_labels": LABELS} | {stem: data}, text)
    except InputError as error:
        is_told(error)


def _map_with(files: Mapping[str, bytes], text: str) -> None:
    """Map a text with curated files, as a build does."""
    curated = read_curated(files)
    problems: list[str] = []
    found = with_ids({"0.txt": ("0" * 64, len(text.encode()))}, curated.lines["documents"], problems)
    if problems:
        raise InputError(*problems)
    (file,) = found
    known = vocabulary(curated, {file.document_id: text})
    for name, rows in map_document(RawText(file.document_id, file.file, text.encode()), known).items():
        table_of(name, rows)


def question_is_answered(text: str, question: str, *, case: bool = False) -> None:
    """Whatever is asked of the concordance, what is found lies inside its paragraph, and lines and counts are made of it."""
    wanted = pattern(question, case=case)
    if wanted is None:
        return
    rows = text_is_mapped(text)
    own = Searched(
        {"document_id": DOCUMENT, "text": text},
        [Stretch(p.start_char, p.end_char, p.paragraph_id, p.kind) for p in rows["paragraphs"]],
        {name: [Stretch(r.start_char, r.end_char, r[0]) for r in rows[name]] for name in ("sentences", "attributions", "text_issues")},
    )
    found = list(own.hits(wanted, frozenset()))
    for hit in found:
        paragraph = own.paragraphs[hit.paragraph]
        assert paragraph.start <= hit.start < hit.end <= paragraph.end <= len(text), (hit, paragraph)
        line = lines.line(own, hit, lines.NARROWEST)
        assert line.node == " ".join(text[hit.start : hit.end].split())
    for sort in lines.SORTS:
        assert len(lines.in_order([(own, hit) for hit in found], sort)) == len(found)
    units = range(len(own.units))
    for gram in counts.ngrams([counts.Scope(own, units, found)], 2, 1, 100):
        assert gram.times >= gram.documents == 1
    for collocate in counts.collocates([counts.Scope(own, units)], [(own, hit) for hit in found], fewest=1):
        assert max(collocate.left, collocate.right) <= collocate.times <= collocate.left + collocate.right
