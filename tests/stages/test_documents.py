"""The row of a document: curated where a line says so, computed for the rest."""

import hashlib

from tests.conftest import csv_of, rows_of

TEXT = "A Title\nIt is so, they say.\nUser Login"


def test_a_text_without_a_curated_line_gets_its_title_and_nulls():
    row = rows_of(TEXT)["documents"][0]
    assert (row.title, row.kind, row.language, row.author, row.body_words) == ("A Title", "other", "en", None, 5)


def test_computed_cells():
    row = rows_of("é\n")["documents"][0]
    assert (row.sha256, row.bytes, row.characters) == (hashlib.sha256("é\n".encode()).hexdigest(), 3, 2)


def test_curated_cells():
    curated = csv_of("document_id,file,title,kind,event_date", ["doc", "doc.txt", "Peace", "speech", "2025-02"])
    row = rows_of(TEXT, {"documents": curated})["documents"][0]
    assert (row.title, row.kind, row.event_date) == ("Peace", "speech", "2025-02")


def test_a_chinese_text_is_known_as_one():
    assert rows_of("建设平安中国。人民安全。")["documents"][0].language == "zh"
    line = {"documents": csv_of("document_id,file", ["doc", "doc.txt"])}
    assert rows_of("建设平安中国。人民安全。", line)["documents"][0].language == "zh"
