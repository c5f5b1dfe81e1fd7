"""Curated lines that match nothing are told by `check`, and fail nothing."""

import re

from tests.conftest import ROOT, csv_of, labels_csv

from tifabank.build import build
from tifabank.checking.unused import FACTS
from tifabank.verify import check


def test_each_kind_of_unused_line_is_a_notice(package):
    curated = labels_csv({"safe": ["safe China", "safer China"]}) | {
        "mention_senses": csv_of("document_id,start_char,end_char,concept_id", ["a", "0", "1", "safe"]),
        "corrections": csv_of(
            "document_id,table_name,action,start_char,end_char,exact,reason", ["a", "mentions", "remove", "0", "1", "A", "x"]
        ),
    }
    folder = package({"a.txt": "A safe China."}, curated)
    build(folder)
    report = check(folder)
    assert report.findings == []
    assert [notice.split(":")[0] for notice in report.notices] == [
        "raw/curated/concept_labels.csv",
        "raw/curated/mention_senses.csv",
        "raw/curated/corrections.csv",
    ]


def test_a_line_that_is_used_is_none(package):
    fix = csv_of(
        "document_id,table_name,action,start_char,end_char,exact,reason", ["a", "mentions", "remove", "2", "12", "safe China", "x"]
    )
    folder = package({"a.txt": "A safe China. A safe China."}, labels_csv({"safe": "safe China"}) | {"corrections": fix})
    build(folder)
    assert check(folder).notices == []


def test_concepts_that_nothing_leads_to_are_told(package):
    """A member of a formula that is named is used, and so is what is broader than it; a formula that no text names is not."""
    curated = {
        "concepts": csv_of(
            "concept_id,label,category,broader_id",
            ["four-lights", "four lights", "numbered_formula", ""],
            ["light", "light", "goal", "brightness"],
            ["brightness", "brightness", "goal", ""],
            ["old-formula", "old formula", "numbered_formula", ""],
            ["old-member", "old member", "goal", ""],
        ),
        "concept_labels": csv_of("concept_id,label,language,preferred,plural", ["four-lights", "four lights", "en", "true", "false"]),
        "concept_members": csv_of(
            "concept_id,position,label,member_concept_id,confidence",
            ["four-lights", "1", "light", "light", "knowledge"],
            ["old-formula", "1", "old member", "old-member", "knowledge"],
        ),
    }
    folder = package({"a.txt": "The four lights are here."}, curated)
    build(folder)
    assert check(folder).notices == [
        "raw/curated/concepts.csv: concepts that no text names and no used concept leads to (2): old-formula, old-member"
    ]


def test_many_lines_are_one_notice(package):
    folder = package({"a.txt": "Nothing."}, labels_csv({f"c{n}": f"label {n}" for n in range(8)}))
    build(folder)
    labels, concepts = check(folder).notices
    assert labels.startswith("raw/curated/concept_labels.csv: attested labels that occur in no text (8): c0 'label 0', ")
    assert labels.endswith("c4 'label 4' and 3 more")
    assert "(8): c0, c1" in concepts


def test_a_correction_of_what_is_right_is_told(package):
    fix = csv_of(
        "document_id,table_name,action,start_char,end_char,exact,column,value,reason",
        ["a", "quotations", "change", "5", "15", "safe China", "kind", "term", "x"],
    )
    folder = package({"a.txt": "The “safe China” is here."}, {"corrections": fix})
    build(folder)
    assert check(folder).notices == ["raw/curated/corrections.csv: lines that set what the rules give (1): quotations of a 5-15"]


def test_retired_ids_in_use_and_new_ids_that_are_not_there_are_told(package):
    retired = csv_of(
        "old_id,new_id,since_version,reason",
        ["a_sen0-8", "", "1.0.0", "x"],
        ["a_sen0-5", "a_sen0-6", "1.0.0", "x"],
        ["a_sen0-4", "a_sen0-5", "1.0.0", "x"],
    )
    folder = package({"a.txt": "Nothing."}, {"retired_ids": retired})
    build(folder)
    assert check(folder).notices == [
        "raw/curated/retired_ids.csv: old ids that are in use (1): a_sen0-8",
        "raw/curated/retired_ids.csv: new ids that are not there (1): a_sen0-6",
    ]


def test_ids_retired_since_a_later_version_are_told(package):
    retired = csv_of(
        "old_id,new_id,since_version,reason", *([f"a_sen0-{n}", "", v, "x"] for n, v in enumerate(("1.9.0", "1.10.0", "1.11.0"), 1))
    )
    version = csv_of("key,value", ["version", "1.10.0"])
    folder = package({"a.txt": "Nothing."}, {"retired_ids": retired, "package": version})
    build(folder)
    assert check(folder).notices == ["raw/curated/retired_ids.csv: ids retired since a version that is still to come (1): a_sen0-3 1.11.0"]


def test_a_fact_that_nothing_reads_is_told(package):
    folder = package({"a.txt": "Nothing."}, {"package": csv_of("key,value", ["name", "x"], ["colour", "red"], ["empty", ""])})
    build(folder)
    assert check(folder).notices == ["raw/curated/package.csv: facts that nothing reads (1): colour"]


def test_the_facts_are_those_that_the_code_reads():
    code = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "scripts").rglob("*.py"))
    assert set(re.findall(r"facts(?:\.get\(|\[)[\"'](\w+)", code)) == FACTS


def test_with_findings_it_is_told_that_no_line_was_looked_for(package):
    folder = package({"a.txt": "Nothing."}, labels_csv({"safe": "safe China"}))
    build(folder)
    (folder / "processed" / "rules.parquet").unlink()
    report = check(folder)
    assert report.notices == []
    assert "which curated lines match nothing was not looked at, for there are findings" in report.unchecked


def test_a_list_of_a_formulas_name_with_other_items_is_told(package):
    """Wording alone gives a list its concept; where none of its items is a member of the formula, somebody should look."""
    curated = labels_csv({"four-lights": "four lights", "moon": "the moon"}) | {
        "concept_members": csv_of(
            "concept_id,position,label,member_concept_id,confidence",
            ["four-lights", "1", "the sun", "", "knowledge"],
            ["four-lights", "2", "the bright moon", "moon", "knowledge"],
        ),
    }
    texts = {
        "other.txt": "The four lights are: lamps, fires, candles and torches.\n",
        "same.txt": "The four lights are: lamps, the moon, candles and torches.\n",
    }
    folder = package(texts, curated)
    build(folder)
    assert [n for n in check(folder).notices if "other items" in n] == [
        "raw/curated/concept_members.csv: lists that bear the name of a formula and have other items (1): other_enu21-54 four-lights"
    ]
