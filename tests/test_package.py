"""The published package: fresh, valid for the outside referees, and right where its lists are known."""

import json
import subprocess
import sys
from pathlib import Path

import dplib
import jsonschema
import pytest
from frictionless import Package
from tests.conftest import ROOT

import tifabank
from tifabank.citation import citation_cff
from tifabank.descriptor import descriptor, sources
from tifabank.inputs import read_input
from tifabank.pipeline import map_package
from tifabank.rows import TABLES
from tifabank.stored import part_of, read_tables
from tifabank.tables import logical_hash

PROFILE = json.loads((Path(dplib.__file__).parent / "profiles" / "2.0" / "datapackage.json").read_text())
TOLD = json.loads((ROOT / "datapackage.json").read_text())


def test_committed_tables_are_what_the_build_makes():
    source = read_input(ROOT)
    made = map_package(source.texts(), source.vocabulary, tifabank.__version__)
    committed = read_tables(source.folder)
    assert {n: logical_hash(t) for n, t in made.items()} == {n: logical_hash(t) for n, t in committed.items()}
    hashes = {r["name"]: r["hash"].removeprefix("sha256:") for r in TOLD["resources"]}
    stored = {name: [part_of(table, hashes[name])] for name, table in made.items()}
    assert descriptor(source.vocabulary.facts, stored, sources([made["documents"]], source.vocabulary.sources), text=True) == TOLD


def test_citation_cff_is_fresh_and_valid():
    assert (ROOT / "CITATION.cff").read_text(encoding="utf-8") == citation_cff(ROOT)
    tool = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format", str(ROOT / "CITATION.cff")]
    assert subprocess.run(tool, check=False).returncode == 0


def test_the_descriptor_fits_the_official_profile():
    assert [e.message for e in jsonschema.Draft7Validator(PROFILE).iter_errors(TOLD)] == []


def test_frictionless_finds_the_package_valid():
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json"], cwd=ROOT, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stdout.decode()[-2000:]
    assert [r.name for r in Package(str(ROOT / "datapackage.json")).resources] == list(TABLES)


def test_at_least_150_concepts_and_every_attested_label_occurs():
    labels, mentions = tifabank.load("concept_labels"), tifabank.load("mentions")
    assert len(tifabank.load("concepts")) >= 150
    attested = labels[labels.kind == "attested"]
    assert set(attested.concept_label_id) <= set(mentions.concept_label_id)


def test_every_chinese_and_official_cell_has_its_assertion():
    concepts, assertions = tifabank.load("concepts"), tifabank.load("assertions")
    supported = set(zip(assertions.subject_table, assertions.subject_id, assertions.column_name, assertions.value, strict=True))
    for column in ("label_zh", "pinyin", "official_english"):
        for row in concepts[concepts[column].notna()].itertuples():
            assert ("concepts", row.concept_id, column, getattr(row, column)) in supported
    members = tifabank.load("concept_members")
    for row in members.itertuples():
        assert ("concept_members", row.concept_member_id, "label", row.label) in supported


def test_there_is_one_preferred_label_for_each_concept_and_language():
    labels = tifabank.load("concept_labels")
    counts = labels[labels.preferred].groupby(["concept_id", "language"]).size()
    assert (counts == 1).all()
    preferred = labels[labels.preferred & (labels.language == "en")].set_index("concept_id").label
    assert preferred.to_dict() == tifabank.load("concepts").set_index("concept_id").label.to_dict()


LISTS = [
    ("innovate-social-governance", "named", "four adherences", 4, 4),
    ("innovate-social-governance", "named", "five major mechanisms", 5, 5),
    ("innovate-social-governance", "named", "two kinds of thinking", 2, 2),
    ("innovate-social-governance", "ordinal", None, None, 3),
    ("innovate-social-governance", "heading", None, None, 4),
    ("safe-china-study-session", "named", "two miracles", 2, 2),
    ("peaceful-china-higher-level", "ordinal", None, None, 4),
    ("peoples-safety-purpose", "ordinal", None, None, 3),
    ("new-security-pattern", "heading", None, None, 5),
    ("new-security-pattern", "heading", None, None, 7),
    *(
        ("new-security-pattern", "named_only", name, count, 0)
        for name, count in {
            "two establishments": 2,
            "Four Greats": 4,
            "three musts": 3,
            "four beams and eight pillars": None,
            "four consciousnesses": 4,
            "four self-confidence": 4,
            "Two Maintenance": 2,
        }.items()
    ),
]


@pytest.mark.parametrize("expected", LISTS)
def test_the_lists_of_the_five_texts(expected):
    lists = tifabank.load("enumerations").astype(object)
    lists = lists.where(lists.notna(), None)
    found = list(zip(lists.document_id, lists.kind, lists.name, lists.declared_count, lists.item_count, strict=True))
    assert expected in found


def test_the_four_adherences_word_for_word():
    lists, items = tifabank.load("enumerations"), tifabank.load("enumeration_items")
    four = lists[lists["name"] == "four adherences"].iloc[0]
    assert items[items.enumeration_id == four.enumeration_id].label.tolist() == [
        "adhere to systematic governance",
        "adhere to the rule of law",
        "adhere to comprehensive governance",
        "adhere to governance at the source",
    ]


def test_the_last_of_two_kinds_of_thinking_leaves_out_the_return_to_the_whole():
    lists, items = tifabank.load("enumerations"), tifabank.load("enumeration_items")
    two = lists[lists["name"] == "two kinds of thinking"].iloc[0]
    assert items[items.enumeration_id == two.enumeration_id].text.iloc[-1].endswith("guarantee national security and other security.")
