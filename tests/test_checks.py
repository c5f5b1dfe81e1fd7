"""The checker is checked: planted faults are found, each by the check that should."""

import json

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from tifabank.checking.checks import check_tables
from tifabank.descriptor import as_json
from tifabank.folders import folder_of
from tifabank.stored import read_tables
from tifabank.tables import write
from tifabank.verify import check


def edit(table, column, row, value):
    """A table with one cell changed."""
    cells = table[column].to_pylist()
    cells[row] = value
    return table.set_column(
        table.schema.get_field_index(column), table.schema.field(column), pa.array(cells, table.schema.field(column).type)
    )


FAULTS = {
    "null": ("sentences", lambda t: edit(t, "text", 0, None), "required"),
    "vocabulary": ("paragraphs", lambda t: edit(t, "kind", 0, "poem"), "vocabulary"),
    "pattern": ("documents", lambda t: edit(t, "sha256", 0, "a" * 64 + "\n"), "pattern"),
    "minimum": ("sentences", lambda t: edit(t, "start_char", 0, -1), "minimum"),
    "duplicate key": ("concepts", lambda t: edit(t, "concept_id", 1, t["concept_id"][0].as_py()), "unique"),
    "dangling reference": ("mentions", lambda t: edit(t, "paragraph_id", 0, "nowhere_par0-1"), "reference"),
    "shifted offset": ("sentences", lambda t: edit(t, "start_char", 3, t["start_char"][3].as_py() + 1), "id"),
    "edited quote": ("mentions", lambda t: edit(t, "text", 5, "something else"), "slice"),
    "edited label": ("enumeration_items", lambda t: edit(t, "label", 0, "something else"), "slice"),
    "beyond the text": ("mentions", lambda t: edit(t, "end_char", 0, 10**6), "range"),
    "swapped order": ("sentences", lambda t: t.take([1, 0, *range(2, len(t))]), "order"),
    "dropped row": ("paragraphs", lambda t: t.slice(0, len(t) - 1), "tiling"),
    "changed count": ("enumerations", lambda t: edit(t, "item_count", 0, 99), "count"),
    "changed completeness": ("enumerations", lambda t: edit(t, "completeness", 0, "short"), "count"),
    "changed provenance": ("provenance", lambda t: edit(t, "rows", 0, 99), "provenance"),
    "changed words": ("sentences", lambda t: edit(t, "words", 0, 99), "words"),
    "edited text": ("documents", lambda t: edit(t, "text", 0, t["text"][0].as_py() + "x"), "document"),
    "parallel in one document": ("parallel_spans", lambda t: t.filter(pc.not_equal(t["document_id"], "peoples-safety-purpose")), "places"),
    "swapped places": ("parallel_spans", lambda t: t.take([1, 0, *range(2, len(t))]), "order"),
    "swapped parallels": ("parallels", lambda t: t.take([1, 0, *range(2, len(t))]), "order"),
    "moved place": ("parallel_spans", lambda t: edit(t, "start_char", 0, t["start_char"][0].as_py() + 1), "id"),
    "place beyond the text": ("parallel_spans", lambda t: edit(t, "end_char", 0, 10**6), "range"),
    "edited place": ("parallel_spans", lambda t: edit(t, "text", 3, "something else"), "slice"),
    "parallel of another kind": ("parallels", lambda t: edit(t, "kind", 0, "shared_wording"), "id"),
    "unsupported parallel": ("parallels", lambda t: edit(t, "label", 0, "something else"), "assertion"),
    "unsupported assertion": ("assertions", lambda t: edit(t, "value", 0, "something else"), "assertion"),
    "extra column": ("rules", lambda t: t.append_column("extra", t["rule_id"]), "columns"),
    "dropped table": ("rules", lambda _: None, "missing"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(five_texts, fault):
    name, plant, expected = FAULTS[fault]
    tables = read_tables(folder_of(five_texts))
    changed = plant(tables.pop(name))
    if changed is not None:
        tables[name] = changed
    assert expected in {finding.check for finding in check_tables(tables)}


def test_the_committed_tables_pass(five_texts):
    report = check(five_texts)
    assert report.findings == []


def test_a_changed_raw_byte_is_found(five_texts):
    path = next((five_texts / "raw" / "texts").iterdir())
    path.write_bytes(path.read_bytes().replace(b"security", b"sekurity", 1))
    (finding,) = check(five_texts).findings
    assert (finding.check, finding.column) == ("raw", "sha256")


def test_a_changed_file_is_found_by_its_hash(five_texts):
    path = five_texts / "processed" / "rules.parquet"
    write(pq.read_table(path).slice(1), path)
    assert {"descriptor"} <= {f.check for f in check(five_texts, tables_only=True).findings}


def test_a_consistent_forgery_is_found_by_making_the_rows_again(five_texts):
    path = five_texts / "processed" / "concepts.parquet"
    table = pq.read_table(path)
    write(edit(table, "scope_note", 0, "something else"), path)
    assert "derivation" in {f.check for f in check(five_texts).findings}


def test_an_extra_file_and_a_stale_schema_are_found(five_texts):
    (five_texts / "processed" / "poems.parquet").write_bytes(b"")
    schema = five_texts / "schemas" / "rules.json"
    told = json.loads(schema.read_text())
    told["fields"][0]["description"] = "another"
    schema.write_text(json.dumps(told))
    assert {"extra", "schema"} <= {f.check for f in check(five_texts, tables_only=True).findings}


def test_a_finding_is_an_address(five_texts):
    tables = read_tables(folder_of(five_texts))
    tables["mentions"] = edit(tables["mentions"], "text", 5, "something else")
    (finding,) = check_tables(tables)
    key = pc.take(tables["mentions"]["mention_id"], [5])[0].as_py()
    assert str(finding).startswith(f"mentions, row {key}, column text: expected ")


@pytest.mark.parametrize(
    "told", ["", "{", "[]", "[" * 10**5, '{"resources": null}', '{"resources": [{}]}', '{"resources": [{"name": []}]}']
)
def test_a_damaged_descriptor_is_one_finding(five_texts, told):
    (five_texts / "datapackage.json").write_text(told)
    (finding,) = check(five_texts).findings
    assert (finding.check, finding.table) == ("descriptor", "datapackage.json")


def test_an_edited_descriptor_is_found(five_texts):
    path = five_texts / "datapackage.json"
    path.write_text(path.read_text().replace("CC-BY-4.0", "CC0-1.0"))
    assert {f.column for f in check(five_texts).findings} >= {"licenses"}


def test_a_table_written_back_in_another_type_is_found(five_texts):
    path = five_texts / "processed" / "rules.parquet"
    table = pq.read_table(path)
    pq.write_table(table.set_column(0, "rule_id", table["rule_id"].cast(pa.large_string())), path)
    assert {"columns", "descriptor"} <= {f.check for f in check(five_texts, tables_only=True).findings}


def test_a_deleted_table_is_found(five_texts):
    (five_texts / "processed" / "mentions.parquet").unlink()
    assert "missing" in {f.check for f in check(five_texts).findings}


@pytest.mark.parametrize("name", ["rules", "documents"])
def test_rows_in_another_order_are_found(five_texts, name):
    path = five_texts / "processed" / f"{name}.parquet"
    table = pq.read_table(path)
    write(table.take(list(reversed(range(len(table))))), path)
    assert {"derivation", "order"} & {f.check for f in check(five_texts).findings}


def test_a_resource_of_no_table_and_another_path_are_found(five_texts):
    place = five_texts / "datapackage.json"
    told = json.loads(place.read_text())
    told["resources"][0]["path"] = "processed/elsewhere.parquet"
    told["resources"].append({"name": "poems"})
    place.write_bytes(as_json(told))
    assert {f.table for f in check(five_texts, tables_only=True).findings} == {"documents", "poems"}


def test_a_number_told_as_a_text_is_told_apart(five_texts):
    place = five_texts / "datapackage.json"
    told = json.loads(place.read_text())
    rows = told["resources"][0]["rows"]
    told["resources"][0]["rows"] = str(rows)
    place.write_bytes(as_json(told))
    (finding,) = check(five_texts, tables_only=True).findings
    assert (finding.column, finding.expected, finding.found) == ("rows", f"'{rows}'", f"'\"{rows}\"'")
