"""Provenance counts the rows of each document and table."""

import pyarrow as pa

from tifabank.stages.provenance import Origin, provenance


def test_one_row_for_each_table_found():
    documents = pa.table({"document_id": ["doc"], "sha256": ["0" * 64]})
    rows = provenance({"documents": documents, "sentences": documents.slice(1)}, Origin("c", "r", "tifabank", "1"))
    assert [(r.provenance_id, r.table_name, r.rows) for r in rows] == [
        ("doc_pro-documents", "documents", 1),
        ("doc_pro-sentences", "sentences", 0),
    ]
