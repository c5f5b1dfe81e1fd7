"""What is wrong with a row that a curated line made or changed is told with the file and row of that line, in `build`."""

import re

import pytest
from tests.conftest import csv_of
from tests.small_package import write_package
from tests.test_bad_input import ASSERTIONS

from tifabank.build import build
from tifabank.errors import InputError

CORRECTIONS = "document_id,start_char,end_char,table_name,action,exact,column,value,reason"
FILE = r"raw/curated/corrections\.csv"
IT, THEM = "correct or delete it", "correct or delete them"


def refusals(folder, stem, header, *rows):
    write_package(folder)
    (folder / f"raw/curated/{stem}.csv").write_bytes(csv_of(header, *rows))
    with pytest.raises(InputError) as raised:
        build(folder)
    return raised.value.problems


def removal(start, end, words):
    return ["harbour", start, end, "paragraphs", "remove", words, "", "", "x"]


USED = ["harbour", "110", "119", "quotations", "change", "two musts", "kind", "direct", "x"]
REMOVED = [removal("0", "14", "A Safe Harbour"), removal("16", "26", "By Ann Lee"), removal("28", "34", "1. Why")]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [USED, ["lights", "164", "175", "enumerations", "change", "four lights", "name", "zzz", "x"]],
            f"{FILE}: row 3: enumerations, row lights_enu164-175, column name: expected 'four lights', found 'zzz' .slice.: {IT}",
        ),
        (
            [["lights", "126", "158", "definitions", "change", "light is the guarantee of order.", "term", "zzz", "x"]],
            f"{FILE}: row 2: definitions, row lights_def126-158, column term: expected 'light', found 'zzz' .slice.: {IT}",
        ),
        (
            [["harbour", "2", "14", "mentions", "change", "Safe Harbour", *cells, "x"] for cells in (("sense_basis", "label"), ("concept_id", "no"))],
            f"{FILE}: row 3: mentions, row harbour_men2-14, column concept_id: expected a row of concepts, found 'no' .reference.: {IT}",
        ),
        (REMOVED[:1], f"{FILE}: row 2: paragraphs, row harbour_par0-14, column start_char: expected a paragraph over 0-16, found none .tiling.: {IT}"),
        (REMOVED, f"{FILE}: row 2, 3, 4: paragraphs, row harbour_par0-34, column start_char: .* .tiling.: {THEM}"),
        (
            [["harbour", "0", "26", "paragraphs", "add", "A Safe Harbour By Ann Lee", "kind", "body", "x"], *REMOVED[:1]],
            f"{FILE}: row 2: paragraphs, row harbour_par16-26, column start_char: expected 26 or more, found 16 .tiling.: {IT}",
        ),
    ],
)  # fmt: skip
def test_a_correction_that_makes_a_row_wrong_is_named(tmp_path, rows, told):
    (line,) = refusals(tmp_path, "corrections", CORRECTIONS, *rows)
    assert re.fullmatch(told, line), line


@pytest.mark.parametrize(
    "cell", [("concepts", "safe-harbour", "label_zh"), ("documents", "harbour", "author"), ("parallels", "formula-safe-harbour", "label")]
)
def test_an_assertion_of_another_value_is_named(tmp_path, cell):
    right = ["concepts", "safe-harbour", "label", "safe harbour", "high"]
    (line,) = refusals(tmp_path, "assertions", ASSERTIONS, right, [*cell, "another", "high"])
    assert re.fullmatch(
        rf"raw/curated/assertions\.csv: row 3: assertions, row {cell[1]}_ass-.*, found 'another' \[assertion\]: {IT}", line
    ), line


def test_an_assertion_about_a_row_that_is_not_made_is_named(tmp_path):
    (line,) = refusals(tmp_path, "assertions", ASSERTIONS, ["paragraphs", "harbour_par0-15", "kind", "title", "high"])
    assert line.startswith("raw/curated/assertions.csv: row 2: assertions, row harbour_par0-15_ass-kind-"), line
