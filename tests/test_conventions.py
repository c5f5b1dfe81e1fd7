"""One noun for each table: the stems of code, schemas, tests and curated files hold together."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from tests.conftest import ROOT, read_csv

from tifabank.loading import load
from tifabank.rows import CURATED, TABLES
from tifabank.schema import columns

STAGES = ROOT / "scripts" / "tifabank" / "stages"
MADE = [t for t in TABLES if t not in CURATED or t in ("documents", "parallels")]
INNER = ("enumeration_items", "parallel_spans")  # made by the stage of the rows that they belong to


@pytest.mark.parametrize("table", [t for t in MADE if t not in INNER])
def test_a_table_found_by_rule_has_a_stage_and_a_test_of_its_name(table):
    assert (STAGES / f"{table}.py").is_file() or (STAGES / table / "__init__.py").is_file()
    assert (ROOT / "tests" / "stages" / f"test_{table}.py").is_file()


@pytest.mark.parametrize("table", [t for t in TABLES if t not in MADE])
def test_a_curated_table_has_a_curated_file(table):
    assert (ROOT / "raw" / "curated" / f"{table}.csv").is_file()


def test_no_stage_is_without_a_table():
    stems = {p.stem for p in STAGES.iterdir() if not p.name.startswith("__")}
    assert stems <= TABLES.keys()


@pytest.mark.parametrize("table", TABLES)
def test_the_first_column_is_the_key_and_every_column_is_described(table):
    cols = columns(TABLES[table])
    assert cols[0].name.endswith("_id")
    assert all(c.description.endswith(".") for c in cols)
    assert all(c.origin in {"slice", "derived", "curated"} for c in cols)


@pytest.mark.parametrize("stem", CURATED)
def test_committed_curated_files_are_in_order_of_their_keys(stem):
    path = ROOT / "raw" / "curated" / f"{stem}.csv"
    if not path.is_file():
        pytest.skip("nothing to say yet")
    keys = {
        "package": ("key",),
        "concept_labels": ("concept_id", "language", "kind"),
        "concept_members": ("concept_id",),
        "assertions": ("subject_table", "subject_id", "column_name"),
        "concepts": ("concept_id",),
        "retired_ids": ("old_id",),
        "parallels": ("parallel_id", "part", "document_id"),
    }.get(stem, ("document_id",))
    rows = [tuple(line[k] for k in keys) for line in read_csv(path)]
    assert rows == sorted(rows)


def test_the_wheel_carries_every_table():
    included = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {f"processed/{t}.parquet" for t in TABLES} == {name for name in included if name.endswith(".parquet")}


def test_code_knows_no_single_text():
    titles = [line["title"] for line in read_csv(ROOT / "raw" / "curated" / "documents.csv")]
    ids = [line["document_id"] for line in read_csv(ROOT / "raw" / "curated" / "documents.csv")]
    files = [line["file"] for line in read_csv(ROOT / "raw" / "curated" / "documents.csv")]
    code = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "scripts").rglob("*.py"))
    concepts = {line["concept_id"] for line in read_csv(ROOT / "raw" / "curated" / "concepts.csv") if "-" in line["concept_id"]}
    for known in [*titles, *files, *ids, *concepts]:
        assert known not in code


def test_the_readme_says_where_each_module_belongs():
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## The code in twenty minutes")[2]
    named = [name for line in section.splitlines() if line.startswith("| ") for name in re.findall(r"`(\w+)", line)]
    modules = {path.stem for path in STAGES.parent.iterdir() if not path.name.startswith(("_", "."))}
    assert {*named} == modules - {"pipeline", "rows", "stages"}  # which are told before
    assert [name for name in named if named.count(name) > 1 and name != "browse"] == []


def test_the_lock_names_no_address():
    assert not re.search(r"(https?|file)://|--(extra-)?index-url|--find-links", (ROOT / "requirements.lock").read_text())


def test_every_dependency_is_pinned_and_hashed():
    entries = re.findall(r"^\S.*(?:\n .*)*", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    assert len(entries) > 50
    assert not [e for e in entries if not re.match(r"[\w.-]+(\[[\w,-]+\])?==[\w.+]+( ;.*)? \\\n    --hash=sha256:[0-9a-f]{64}", e)]


def test_schemas_tell_rights_for_each_column():
    for path in Path(ROOT / "schemas").glob("*.json"):
        fields = json.loads(path.read_text())["fields"]
        assert {f["tifabank:rights"] for f in fields} <= {"CC-BY-4.0", "third-party"}


def test_a_retired_id_is_gone_and_what_took_its_place_is_there(five_texts):
    ids = {i for name, rows in TABLES.items() for i in load(name, five_texts)[columns(rows)[0].name]}
    retired = read_csv(ROOT / "raw" / "curated" / "retired_ids.csv")
    assert not ids & {line["old_id"] for line in retired}
    assert {line["new_id"] for line in retired if line["new_id"]} <= ids
