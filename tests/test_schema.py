"""One declaration, several forms: Arrow, Table Schema, SQLite and pydantic agree."""

import json

import pyarrow as pa
import pytest
from pydantic import TypeAdapter, ValidationError
from tests.conftest import ROOT

from tifabank.descriptor import as_json
from tifabank.rows import TABLES, Rule
from tifabank.schema import arrow_schema, columns, table_schema


@pytest.mark.parametrize("table", TABLES)
def test_committed_schemas_are_fresh(table):
    assert (ROOT / "schemas" / f"{table}.json").read_bytes() == as_json(table_schema(table))


@pytest.mark.parametrize("table", TABLES)
def test_arrow_and_table_schema_have_the_same_columns(table):
    names = [c.name for c in columns(TABLES[table])]
    assert arrow_schema(table).names == names
    assert [f["name"] for f in table_schema(table)["fields"]] == names


def test_descriptions_stand_in_the_footer():
    schema = arrow_schema("rules")
    assert schema.metadata[b"description"]
    assert schema.field("rule_id").metadata[b"description"]


def test_nullable_integers_are_hinted_for_pandas():
    hint = json.loads(arrow_schema("enumerations").metadata[b"pandas"])
    assert {"declared_count", "item_count"} <= {c["name"] for c in hint["columns"]}
    assert arrow_schema("enumerations").field("declared_count").type == pa.int64()


def test_a_row_class_validates_with_pydantic():
    adapter = TypeAdapter(Rule)
    assert adapter.validate_python(("a.b", "a", "layout", 1, "x")) == Rule("a.b", "a", "layout", 1, "x")
    with pytest.raises(ValidationError):
        adapter.validate_python(("a.b", "a", "magic", 0, "x"))


def test_references_lead_to_tables():
    for row in TABLES.values():
        assert {c.ref for c in columns(row) if c.ref} <= TABLES.keys()
