"""Mentions and what decides their concept; matching itself is tested in test_gazetteer.py."""

from tests.conftest import columns_of, csv_of, labels_csv, rows_of

HOMONYM = labels_csv({"order": "social security", "welfare": "social security"})


def test_a_homonym_is_decided_by_its_curated_line_and_else_open():
    text = "Keep social security. Pay social security."
    senses = csv_of("document_id,start_char,end_char,concept_id", ["doc", "5", "20", "order"])
    rows = rows_of(text, HOMONYM | {"mention_senses": senses})["mentions"]
    assert columns_of(rows, "concept_id", "sense_basis") == [("order", "curated"), (None, "undecided")]


def test_mentions_stand_in_all_paragraphs_and_in_sentences_of_the_body():
    rows = rows_of("Safe China\nIt is Safe China.", labels_csv({"safe": "safe China"}))
    mentions, sentence = rows["mentions"], rows["sentences"][0]
    assert columns_of(mentions, "sentence_id") == [None, sentence.sentence_id]
    assert columns_of(mentions, "paragraph_id") == columns_of(rows["paragraphs"], "paragraph_id")


def test_the_label_written_just_so_is_the_one():
    rows = rows_of("A safe China.", labels_csv({"safe": ["Safe China", "safe China"]}))
    assert rows["mentions"][0].text == "safe China"
    assert rows["mentions"][0].concept_label_id.startswith("safe_lab-")


def test_a_correction_removes_a_mention():
    fix = csv_of(
        "document_id,table_name,action,start_char,end_char,exact,reason", ["doc", "mentions", "remove", "2", "12", "safe China", "a test"]
    )
    assert rows_of("A safe China.", labels_csv({"safe": "safe China"}) | {"corrections": fix})["mentions"] == []
