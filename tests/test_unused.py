"""Curated lines that match nothing are told by `check`, and fail nothing."""

from tests.conftest import csv_of, labels_csv

from tifabank.build import build
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
