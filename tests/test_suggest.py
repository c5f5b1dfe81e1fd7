"""Suggestions: what the gazetteer lacks, as a file that a person prunes and merges."""

import csv
import io

import pytest
from tests.conftest import labels_csv

from tifabank.build import build
from tifabank.errors import InputError
from tifabank.loading import load
from tifabank.suggest import as_csv, merge, suggest

TEXTS = {
    "a.txt": "The river chief system works. The “two hands” meet. A grid means a block of streets. We need open governance now.\n",
    "b.txt": "Every town has the river chief system. It wants the Five Big Goals and open governance.\n",
}


def found(folder):
    return {c.label: c for c in suggest(folder)}


def test_quoted_defined_numbered_and_repeated_wordings_are_found(package):
    rows = found(package(TEXTS))
    assert {label: rows[label].found_as for label in ("river chief system", "two hands", "grid", "Five Big Goals", "open governance")} == {
        "river chief system": "repeated",
        "two hands": "quoted numbered",
        "grid": "defined",
        "Five Big Goals": "numbered",
        "open governance": "repeated",
    }


def test_counts_range_place_and_context_are_told(package):
    row = found(package(TEXTS))["river chief system"]
    assert (row.occurrences, row.documents, row.document_id) == (2, 2, "a")
    assert TEXTS["a.txt"][row.start_char : row.end_char] == "river chief system"
    assert "works" in row.context


def test_a_part_of_a_longer_repetition_is_left_out(package):
    assert not {"river chief", "chief system"} & found(package(TEXTS)).keys()


def test_what_a_label_covers_is_left_out(package):
    assert "river chief system" not in found(package(TEXTS, labels_csv({"chief": "river chief system"})))


def test_a_reviewed_file_merges_into_the_curated_ones(package):
    folder = package(TEXTS, labels_csv({"zebra": "zebra"}))
    reviewed = folder / "reviewed.csv"
    reviewed.write_text(as_csv(c for c in suggest(folder) if c.label == "open governance"), encoding="utf-8")
    assert merge(folder, reviewed) == {"concepts": 1, "concept_labels": 1}
    with (folder / "raw" / "curated" / "concepts.csv").open(encoding="utf-8") as file:
        assert [line["concept_id"] for line in csv.DictReader(file)] == ["open-governance", "zebra"]
    build(folder)
    assert load("mentions", folder)["concept_id"].tolist() == ["open-governance", "open-governance"]


def test_a_merge_that_breaks_the_vocabulary_changes_nothing(package):
    folder = package(TEXTS, labels_csv({"open-governance": "something else"}))
    reviewed = folder / "reviewed.csv"
    rows = list(csv.reader(io.StringIO(as_csv(suggest(folder)))))
    rows = [rows[0], ["open-governance", *next(r for r in rows if r[1] == "open governance")[1:]]]
    reviewed.write_text("\n".join(",".join(f'"{c}"' for c in row) for row in rows), encoding="utf-8")
    before = (folder / "raw" / "curated" / "concepts.csv").read_bytes()
    with pytest.raises(InputError, match="stands twice"):
        merge(folder, reviewed)
    assert (folder / "raw" / "curated" / "concepts.csv").read_bytes() == before


HEADER = "concept_id,label,category,language,preferred,plural\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xff", "byte 0 is not UTF-8"),
        (b"", "row 1: there is no header"),
        (b"concept_id,label\n", "row 1: no column category, language, plural, preferred"),
        (f"{HEADER}\nx,a,aim,en,true,false\n".encode(), "row 3, column category: 'aim' is not in the vocabulary"),
        (f"{HEADER}x,a,goal,en,true,\n".encode(), "row 2, column plural: empty: give a value"),
        (f"{HEADER}x,a,goal,en\n".encode(), "row 2 has 4 cells, the header 6"),
        (
            f"{HEADER}{'x' * 200_000},a,goal,en,true,false\n".encode(),
            "the row that begins in line 2: a cell has more than 131,072 characters: check its",
        ),
    ],
    ids=["not UTF-8", "empty", "other columns", "another category", "an empty cell", "ragged", "too large a cell"],
)
def test_a_reviewed_file_that_is_none_is_told_with_its_place(package, data, told):
    folder = package(TEXTS)
    reviewed = folder / "reviewed.csv"
    reviewed.write_bytes(data)
    with pytest.raises(InputError) as error:
        merge(folder, reviewed)
    assert [line.startswith(f"{reviewed}: {told}") for line in error.value.problems] == [True]
    assert not (folder / "raw" / "curated" / "concepts.csv").exists()


def test_a_curated_file_with_a_fault_is_told_before_lines_are_added_to_it(package):
    folder = package(TEXTS, {"concepts": b"concept_id,label,category\n\xff,b,goal\n"})
    reviewed = folder / "reviewed.csv"
    reviewed.write_text(f"{HEADER}x,a,goal,en,true,false\n")
    with pytest.raises(InputError, match=r"raw/curated/concepts\.csv: byte 26 is not UTF-8"):
        merge(folder, reviewed)
