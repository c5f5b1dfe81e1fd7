"""Assertions are compared with the cells they support, of every column and type, as curated files spell them."""

import pytest
from tests.conftest import csv_of
from tests.small_package import write_package

from tifabank.build import build
from tifabank.errors import InputError
from tifabank.rows import TABLES
from tifabank.schema import columns
from tifabank.verify import check

ASSERTIONS = "subject_table,subject_id,column_name,value,confidence"
TITLE = "harbour_par0-14"


def asserting(folder, *cells):
    """The small package with assertions about these cells only."""
    write_package(folder)
    (folder / "raw/curated/assertions.csv").write_bytes(csv_of(ASSERTIONS, *([*cell, "high"] for cell in cells)))
    return folder


def refusal(folder):
    with pytest.raises(InputError) as raised:
        build(folder)
    (told,) = raised.value.problems
    return told


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (("paragraphs", TITLE, "text"), "A Safe Harbour"),
        (("documents", "harbour", "original_date"), "2020-05"),
        (("paragraphs", TITLE, "position"), "1"),
        (("paragraphs", TITLE, "paragraph_id"), TITLE),
        (("concept_members", "four-lights_mem-2", "position"), "2"),
        (("mentions", "harbour_men2-14", "nested"), "false"),
    ],
)
def test_an_assertion_has_the_value_of_its_cell_as_curated_files_spell_it(tmp_path, cell, found):
    build(asserting(tmp_path / "right", (*cell, found)))
    assert check(tmp_path / "right").findings == []
    for number, other in enumerate({"something else", f"0{found}", found.title()} - {found}):
        assert f"expected '{found}', found {other!r} [assertion]" in refusal(asserting(tmp_path / str(number), (*cell, other)))


@pytest.mark.parametrize("value", ["None", "null", "–", "nan"])
@pytest.mark.parametrize(
    "cell",
    [("concepts", "two-musts", "label_zh"), ("documents", "lights", "author"), ("enumerations", "harbour_enu28-376", "declared_count")],
)
def test_an_empty_cell_supports_no_value(tmp_path, cell, value):
    assert f"expected None, found {value!r} [assertion]" in refusal(asserting(tmp_path, (*cell, value)))


def test_the_edition_without_text_is_compared_as_far_as_it_has_columns(tmp_path):
    folder = asserting(tmp_path, ("paragraphs", TITLE, "text", "A Safe Harbour"), ("documents", "harbour", "author", "Ann Lee"))
    build(folder, text=False)
    assert check(folder, tables_only=True).findings == []


def test_every_type_of_column_has_a_spelling():
    assert {column.type for row in TABLES.values() for column in columns(row)} == {str, int, bool}
