"""Corrections are curated lines: checked when read, applied to any spanned table, what follows from them computed again."""

import pytest
from tests.conftest import columns_of, csv_of, labels_csv, rows_of

from tifabank.build import build
from tifabank.errors import InputError
from tifabank.verify import check

HEADER = "document_id,table_name,action,start_char,end_char,exact,column,value,reason"
TEXT = "T\n1. One\nFirst, read. Second, write. Third, rest.\n2. Two\nIt is a safe China province."
LABELS = labels_csv({"safe": "safe China", "province": "safe China province"})


def fix(*lines):
    return {"corrections": csv_of(HEADER, *([*line[:5], *line[5:], "a test"] for line in lines))}


def at(words):
    start = TEXT.index(words)
    return str(start), str(start + len(words)), words


def test_a_removed_mention_leaves_the_inner_one_on_its_own():
    line = ["doc", "mentions", "remove", *at("safe China province"), "", ""]
    assert columns_of(rows_of(TEXT, LABELS | fix(line))["mentions"], "text", "nested") == [("safe China", False)]


def test_a_removed_sentence_is_not_counted():
    rows = rows_of(TEXT, fix(["doc", "sentences", "remove", *at("Second, write."), "", ""]))["sentences"]
    assert columns_of(rows, "position", "text")[:2] == [(1, "First, read."), (2, "Third, rest.")]


def test_a_removed_item_is_not_counted():
    rows = rows_of(TEXT, fix(["doc", "enumeration_items", "remove", *at("Third, rest."), "", ""]))
    assert columns_of(rows["enumerations"], "kind", "item_count") == [("heading", 2), ("ordinal", 2)]


def test_a_changed_row_names_the_curated_rule():
    rows = rows_of(TEXT, fix(["doc", "enumeration_items", "change", *at("Second, write."), "concept_id", ""]))
    changed = [i for i in rows["enumeration_items"] if i.rule_id == "enumeration_items.curated"]
    assert columns_of(changed, "label", "position") == [("write", 2)]


def test_an_added_row_needs_what_cannot_be_computed():
    span = at("a safe China")
    lines = [["doc", "mentions", "add", *span, column, value] for column, value in (("sense_basis", "curated"),)]
    with pytest.raises(InputError, match="an added row needs paragraph_id, concept_label_id"):
        rows_of(TEXT, LABELS | fix(*lines))


def test_a_list_is_added_with_its_items():
    line = ["doc", "enumerations", "add", *at("read. Second, write. Third"), "items", "read | write | Third"]
    rows = rows_of(TEXT, fix(line))
    added = next(e for e in rows["enumerations"] if e.rule_id == "enumerations.curated")
    items = [i for i in rows["enumeration_items"] if i.enumeration_id == added.enumeration_id]
    assert (added.kind, added.item_count, added.paragraph_id != "") == ("series", 3, True)
    assert columns_of(items, "position", "text") == [(1, "read"), (2, "write"), (3, "Third")]


def test_a_list_is_removed_with_its_items():
    rows = rows_of(TEXT, fix(["doc", "enumerations", "remove", *at("First, read. Second, write. Third, rest."), "", ""]))
    assert columns_of(rows["enumerations"], "kind") == ["heading"]
    assert {i.enumeration_id for i in rows["enumeration_items"]} == {e.enumeration_id for e in rows["enumerations"]}


def test_items_that_do_not_stand_in_an_added_list_are_told():
    line = ["doc", "enumerations", "add", *at("read. Second, write."), "items", "write | read"]
    with pytest.raises(InputError, match="item 'read' does not stand there in order"):
        rows_of(TEXT, fix(line))


def test_a_corrected_package_passes_its_checks(package):
    lines = [
        ["doc", "mentions", "remove", *at("safe China province"), "", ""],
        ["doc", "sentences", "remove", *at("Second, write."), "", ""],
        ["doc", "paragraphs", "change", *at("It is a safe China province."), "kind", "caption"],
    ]
    folder = package({"doc.txt": TEXT}, LABELS | fix(*lines))
    build(folder)
    assert check(folder).findings == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (["doc", "poems", "remove", "0", "1", "T", "", ""], "column table_name: 'poems' cannot be corrected"),
        (["doc", "paragraphs", "change", "0", "1", "T", "words", "9"], "column column: 'words' cannot be set"),
        (["doc", "paragraphs", "change", "0", "1", "T", "rule_id", "x"], "column column: 'rule_id' cannot be set"),
        (["doc", "paragraphs", "change", "0", "1", "T", "kind", "poem"], "column value: 'poem' is not in the vocabulary"),
        (["doc", "enumerations", "add", "0", "1", "T", "items", "T"], "column value: give two items or more"),
        (["doc", "paragraphs", "change", "0", "1", "X", "kind", "body"], "column exact: 'X' does not stand at 0-1"),
    ],
)
def test_a_line_that_cannot_be_applied_is_told_with_its_row(line, told):
    with pytest.raises(InputError) as caught:
        rows_of(TEXT, fix(line))
    assert caught.value.problems[0].startswith("raw/curated/corrections.csv: row 2")
    assert told in caught.value.problems[0]
