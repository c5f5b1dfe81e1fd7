"""Evaluation: rows found against rows annotated."""

import pytest
from tests.conftest import csv_of

from tifabank.errors import InputError
from tifabank.evaluate import evaluate, printed

TEXT = "We have two tasks. First, build roads. Second, plant trees.\nMore is to come."
SENTENCES = [("0", "18"), ("19", "38"), ("39", "59"), ("60", "76")]


_TASKS = {"sentences": "sentences", "enumerations": "lists;list names", "enumeration_items": "items"}


@pytest.fixture
def gold(tmp_path):
    """A gold standard of one text, with what the test wants in each table."""

    def make(tables):
        place = tmp_path / "gold" / "test" / "pages"
        (place / "texts").mkdir(parents=True)
        (place / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
        (place / "documents.csv").write_bytes(csv_of("document_id,tasks", ("a", ";".join(_TASKS[name] for name in tables))))
        for name, (header, rows) in tables.items():
            (place / f"{name}.csv").write_bytes(csv_of(header, *rows))
        return tmp_path / "gold"

    return make


def sentences(spans):
    return {"sentences": ("document_id,start_char,end_char,exact", [("a", a, b, TEXT[int(a) : int(b)]) for a, b in spans])}


def scores(folder, split=()):
    return {s.task: s for s in evaluate(folder, folder, split)}


def test_equal_rows_are_right(gold):
    score = scores(gold(sentences(SENTENCES)))["sentences"]
    assert (score.gold, score.found, score.right, score.precision, score.recall, score.f1) == (4, 4, 4, 1.0, 1.0, 1.0)


def test_missed_and_false_rows_are_told_with_their_words(gold):
    score = scores(gold(sentences([*SENTENCES[:2], ("39", "76")])))["sentences"]
    assert (score.gold, score.found, score.right) == (3, 4, 2)
    assert (round(score.precision, 3), round(score.recall, 3), round(score.f1, 3)) == (0.5, 0.667, 0.571)
    assert any("39-76" in line for line in score.missed)
    assert len(score.false) == 2
    assert any("missed" in line for line in printed([score], rows=True))
    assert not any("missed" in line for line in printed([score], rows=False))


def test_lists_are_told_by_kind_and_a_wrong_kind_is_wrong(gold):
    header = "document_id,kind,name_start_char,name_end_char,declared_count,start_char,end_char,exact"
    tables = {"enumerations": (header, [("a", "ordinal", "", "", "", "19", "59", TEXT[19:59])])}
    found = scores(gold(tables))
    assert (found["lists"].gold, found["lists"].found, found["lists"].right) == (1, 1, 0)
    assert (found["lists: named"].found, found["lists: ordinal"].gold) == (1, 1)


def test_marks_at_the_ends_of_a_span_do_not_count(gold):
    header = "document_id,kind,start_char,end_char,exact"
    rows = [("a", "named", "19", "37", TEXT[19:37]), ("a", "named", "39", "58", TEXT[39:58])]
    assert scores(gold({"enumeration_items": (header, rows)}))["items"].f1 == 1.0


def test_only_annotated_tasks_are_compared(gold):
    assert set(scores(gold(sentences(SENTENCES)))) == {"sentences"}


def test_a_quote_that_is_not_at_its_place_is_an_error(gold):
    tables = {"sentences": ("document_id,start_char,end_char,exact", [("a", "0", "18", "We have three tasks.")])}
    with pytest.raises(InputError, match="does not stand at 0-18"):
        scores(gold(tables))


def test_an_unknown_split_is_an_error(gold):
    with pytest.raises(InputError, match="choose from test"):
        scores(gold(sentences(SENTENCES)), ["training"])


def test_a_folder_without_gold_is_an_error(tmp_path):
    with pytest.raises(InputError, match="no gold standard"):
        evaluate(tmp_path, tmp_path)
