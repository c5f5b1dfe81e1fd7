"""What an id says by itself, compared with the rows that have it."""

import pandas as pd
import pytest

from tifabank.ids import address_of
from tifabank.loading import load
from tifabank.rows import TABLES
from tifabank.text import Span


@pytest.mark.parametrize("table", TABLES)
def test_an_id_tells_its_table_its_document_and_its_characters(table):
    frame = load(table)
    placed = "start_char" in frame
    for row in frame.to_dict("records"):
        address = address_of(next(iter(row.values())))
        assert table in address.tables
        if placed:
            assert (address.document_id, address.span) == (row["document_id"], Span(row["start_char"], row["end_char"]))
        elif table == "documents":
            assert (address.document_id, address.span) == (row["document_id"], None)
        else:
            assert address.span is None


@pytest.mark.parametrize(
    ("table", "owner"),
    [
        ("sources", "document_id"),
        ("provenance", "document_id"),
        ("concept_labels", "concept_id"),
        ("concept_members", "concept_id"),
        ("assertions", "subject_id"),
        ("parallel_spans", "parallel_id"),
    ],
)
def test_an_id_tells_the_row_that_it_belongs_to(table, owner):
    frame = load(table)
    assert [address_of(row_id).owner for row_id in frame.iloc[:, 0]] == frame[owner].to_list()


def test_ids_of_two_tables_are_told_apart_but_bare_ones():
    ids = pd.concat([load(table).iloc[:, 0] for table in TABLES])
    several = {row_id for row_id in ids if len(address_of(row_id).tables) > 1}
    assert all("_" not in row_id for row_id in several)


@pytest.mark.parametrize(
    "row_id",
    ["", "A", "a b", "a_men5-5", "a_men6-5", "a_men-5", "a_men1-", "a_men01-5", "a_men1-05", "a_men٣-5", "a_xyz1-2", "a_iss1-2", "a_men1-2\n", "../x",
     "a_spa-0-b-1-2-", "a_spa-x-b-1-2", "a_men1-99999999999999999999"],
)  # fmt: skip
def test_what_can_be_no_id_is_refused(row_id):
    assert address_of(row_id) is None
