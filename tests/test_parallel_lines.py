"""parallels.csv: one line for each fault, and an assertion for each page that it names."""

import pytest
from tests.conftest import csv_of, labels_csv
from tests.stages.test_parallels import FORMULA, HEADER

from tifabank.curated import read_curated
from tifabank.errors import InputError
from tifabank.vocabulary import vocabulary

TEXTS = {"a": "We read, run.", "b": "Read it."}
ONE = ["tasks", "the tasks", "", "0", "a", "3", "7", "read", "", "Because.", "https://x.org", "high"]
OTHER = ["tasks", "the tasks", "", "0", "b", "0", "4", "Read", "", "Because.", "https://x.org", "high"]
COLUMNS = HEADER.split(",")


def known(*lines):
    curated = {**labels_csv({"two": "two tasks"}), "parallels": csv_of(HEADER, *lines)}
    return vocabulary(read_curated(curated), TEXTS)


def changed(line, **cells):
    return [cells.get(column, cell) for column, cell in zip(COLUMNS, line, strict=True)]


FAULTS = {
    "another label": ({"label": "a task"}, "row 3, column label: 'a task', but 'the tasks' in row 2 of the same parallel: make them equal"),
    "another concept": ({"concept_id": "two"}, "row 3, column concept_id: 'two', but None in row 2 of the same parallel"),
    "no such concept": ({"span_concept_id": "six"}, "row 3, column span_concept_id: no concept 'six': correct the id or add the row"),
    "no such document": ({"document_id": "c"}, "row 3, column document_id: no document 'c'"),
    "words elsewhere": ({"exact": "Reads"}, "row 3, column exact: 'Reads' does not stand at 0-4: correct the span or the quote"),
    "no span": ({"end_char": "99"}, "row 3, columns start_char and end_char: 0-99 is no span"),
    "no evidence": ({"evidence": ""}, "row 3, column evidence: empty, though the confidence is high: name the page, or write knowledge"),
    "two confidences": ({"confidence": "low"}, "row 3, column confidence: 'low', but 'high' in row 2 for the same evidence and reason"),
    "one document": (
        {"document_id": "a", "start_char": "9", "end_char": "12", "exact": "run"},
        "row 2: 'tasks' has places in one document only",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_line(fault):
    cells, message = FAULTS[fault]
    with pytest.raises(InputError) as error:
        known(ONE, changed(OTHER, **cells))
    assert [line for line in error.value.problems if message in line] == [*error.value.problems]
    assert len(error.value.problems) == 1


def test_a_place_given_twice_is_told():
    with pytest.raises(InputError, match="row 4 repeats row 3: delete one"):
        known(ONE, OTHER, OTHER)


def test_an_id_that_is_taken_is_told_once():
    lines = [changed(line, parallel_id="two") for line in (ONE, OTHER)]
    with pytest.raises(InputError, match="row 2, column parallel_id: 'two' is the id of a concept or document: choose another") as error:
        known(*lines)
    assert len(error.value.problems) == 1


def test_each_page_and_reason_is_an_assertion():
    made = vocabulary(read_curated(FORMULA), TEXTS).assertions
    assert [(a.subject_id, a.column_name, a.value, a.confidence, a.evidence_url, a.note) for a in made] == [
        ("tasks", "label", "the tasks", "high", "https://x.org", "Because."),
        ("tasks", "label", "the tasks", "high", "https://y.org", "Because."),
        ("tasks", "label", "the tasks", "knowledge", None, "To judge by the words."),
    ]
