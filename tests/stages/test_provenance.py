"""Provenance counts the rows of each document and table."""

from tifabank.stages.provenance import Origin, provenance


def test_one_row_for_each_table_found():
    rows = provenance("doc", "0" * 64, {"documents": [1], "sentences": []}, Origin("c", "r", "tifabank", "1"))
    assert [(r.provenance_id, r.table_name, r.rows) for r in rows] == [
        ("doc_pro-documents", "documents", 1),
        ("doc_pro-sentences", "sentences", 0),
    ]
