"""Concordance lines, n-grams and collocates of a small text, counted by hand."""

import pytest

from tifabank.concordance import counts, lines
from tifabank.concordance.asked import pattern
from tifabank.concordance.searched import Hit, Searched, Stretch, Stretches

RAW = "Peace first\nWe keep the peace. They want peace and quiet, and  peace of mind.\nPeace log in"


def searched(raw=RAW, document_id="doc", **more):
    paragraphs, sentences, at = [], [], 0
    for number, text in enumerate(raw.split("\n")):
        kind = "title" if number == 0 else "body" if number == 1 else "furniture"
        paragraphs.append(Stretch(at, at + len(text), f"par{number}", kind))
        if kind == "body":
            begin = at
            for piece in text.split(". "):
                sentences.append(Stretch(begin, begin + len(piece.rstrip(".")) + 1, f"sen{len(sentences)}"))
                begin = sentences[-1].end + 1
        at += len(text) + 1
    rows = {"sentences": sentences, "attributions": [], "text_issues": [], "mentions": [], "nested": [], "speakers": []} | more
    document = {"document_id": document_id, "text": raw}
    return Searched(document, paragraphs, rows)


def scope(own, kinds=("body",), **more):
    return counts.Scope(own, own.of_kinds(frozenset(kinds)), **more)


def hits(own, asked="peace", kinds=("body",)):
    return list(own.hits(pattern(asked, case=False), frozenset(kinds)))


def test_hits_stand_in_the_paragraphs_that_are_asked_for():
    own = searched()
    assert len(hits(own)) == 3
    assert len(hits(own, kinds=())) == 5
    assert [hit.paragraph for hit in hits(own, kinds=("title", "furniture"))] == [0, 2]


def test_a_line_has_whole_words_around_the_hit_and_its_raw_place():
    own = searched(attributions=[Stretch(12, 100, "att", "the mayor")], text_issues=[Stretch(40, 42, "iss", "missing_space")])
    made = [lines.line(own, hit, 20) for hit in hits(own)]
    assert [one.node for one in made] == ["peace", "peace", "peace"]
    assert [RAW[one.start_char : one.end_char] for one in made] == ["peace"] * 3
    assert made[0].left == "We keep the"
    assert made[2].left == "want peace and quiet, and"[-20:].partition(" ")[2]
    assert made[2].right == "of mind."
    assert {one.kind for one in made} == {"body"}
    assert made[0].sentence_id == "sen0"
    assert [one.issues for one in made] == ["", "missing space", "missing space"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("L1", [("and", "quiet", "and"), ("the", "keep", "we"), ("want", "they", "peace")]),
        ("R1", [("and", "quiet", "and"), ("of", "mind", ""), ("they", "want", "peace")]),
        ("R2", [("mind", ""), ("quiet", "and"), ("want", "peace")]),
        ("node", [("peace",)] * 3),
        ("place", [()] * 3),
    ],
)
def test_lines_are_sorted_by_the_words_beside_the_hit(sort, expected):
    own = searched()
    found = lines.in_order([(own, hit) for hit in hits(own)], sort)
    assert [lines.sort_key(own, hit, sort) for _, hit in found] == expected


def test_equal_keys_stay_in_order_of_documents_and_places():
    b, a = searched(document_id="b"), searched(document_id="a")
    found = lines.in_order([(own, hit) for own in (b, a) for hit in hits(own)], "node")
    assert [(own.document["document_id"], hit.start) for own, hit in found] == sorted(
        (own.document["document_id"], hit.start) for own in (a, b) for hit in hits(own)
    )


def test_ngrams_stay_in_sentences_and_tell_their_documents():
    found = counts.ngrams([scope(searched()), scope(searched(document_id="other"))], 2, 2, 100)
    told = {one.words: (one.times, one.documents) for one in found}
    assert told["keep the"] == (2, 2)
    assert "peace they" not in told
    assert "quiet and" not in told, "a comma stands between"


def test_ngrams_hold_a_hit_where_one_is_asked_for():
    own = searched()
    found = counts.ngrams([scope(own, hits=hits(own, "quiet"))], 2, 1, 100)
    assert found == [counts.NGram("and quiet", 1, 1)]
    phrase = counts.ngrams([scope(own, hits=hits(own, "peace and"))], 3, 1, 100)
    assert {one.words for one in phrase} == {"want peace and", "peace and quiet"}
    assert counts.ngrams([scope(own, hits=[])], 2, 1, 100) == []


def test_ngrams_stay_in_the_paragraphs_and_spans_that_are_asked_for():
    own = searched()
    assert counts.ngrams([scope(own, kinds=("title",))], 2, 1, 100) == [counts.NGram("peace first", 1, 1)]
    start = RAW.index("They want")
    allowed = Stretches([Stretch(start, start + len("They want peace"), "")])
    assert {one.words for one in counts.ngrams([scope(own, allowed=allowed)], 2, 1, 100)} == {"they want", "want peace"}
    assert counts.ngrams([scope(own, allowed=Stretches([]))], 2, 1, 100) == []


def test_ngrams_keep_case_where_it_counts():
    found = {one.words for one in counts.ngrams([scope(searched())], 2, 1, 100, case=True)}
    assert "We keep" in found
    assert "we keep" not in found


def test_collocates_are_counted_beside_hits():
    raw = "t\n" + " ".join(["We keep peace here."] * 6 + ["Here it is."] * 2)
    own = searched(raw)
    found = {one.word: one for one in counts.collocates([scope(own)], [(own, hit) for hit in hits(own)])}
    assert found["keep"][1:5] == (6, 6, 0, 6)
    assert found["here"][1:5] == (6, 0, 6, 8)
    assert found["keep"].log_dice == 14
    assert found["here"].log_dice == pytest.approx(14 - 0.22, abs=0.01)
    assert "it" not in found


def test_too_few_hits_have_no_collocates():
    own = searched()
    assert counts.collocates([scope(own)], [(own, hit) for hit in hits(own)]) == []


def test_the_innermost_row_that_holds_a_place():
    rows = Stretches([Stretch(0, 50, "a"), Stretch(5, 20, "b"), Stretch(21, 30, "c")])
    assert rows.holding(6, 8).row_id == "b"
    assert rows.holding(18, 25).row_id == "a"
    assert rows.holding(49, 60) is None
    assert [r.row_id for r in rows.touching(20, 22)] == ["a", "c"]
    assert Stretches([]).touching(0, 9) == []


def test_rows_as_hits():
    own = searched(mentions=[Stretch(0, 5, "m1", "peace"), Stretch(24, 29, "m2", "peace")])
    assert list(own.of_rows("mentions", "peace", frozenset({"body"}))) == [Hit(24, 29, 1)]
