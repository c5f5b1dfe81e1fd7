"""Shared wordings are the maximal repeats across documents, as looking at every run of words finds them."""

import hashlib
from collections import defaultdict
from itertools import combinations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import csv_of, labels_csv

from tifabank.curated import read_curated
from tifabank.pipeline import map_package
from tifabank.raw import RawText
from tifabank.stages.parallels import parallels
from tifabank.stages.parallels.corpus import Documents, Room
from tifabank.stages.parallels.repeats import SEED, SHORTEST_CIRCLE, repeats
from tifabank.stages.parallels.wordings import label_of, part_of
from tifabank.stages.parallels.words import Lexicon, whole, words_of
from tifabank.vocabulary import vocabulary

TITLE = "On Building\n\n"


TINY = Room(held=1, portion=5, named=3, range=4, part=400)
"""Room for next to nothing, so that all is put aside, in many places."""


def tables_of(texts, curated=None, room=None):
    """The two tables of texts, given by document id or just in order."""
    named = texts if isinstance(texts, dict) else {f"doc-{n}": TITLE + text for n, text in enumerate(texts)}
    raws = [RawText(key, f"{key}.txt", text.encode()) for key, text in sorted(named.items())]
    made = map_package(raws, vocabulary(read_curated(curated or {}), named), "0", room)
    return made["parallels"].to_pylist(), made["parallel_spans"].to_pylist()


def texts_of(*texts):
    return sorted({row["text"] for row in tables_of(texts)[1]})


SENTENCE = "we build a safer country at a higher level for all"
REST = ", as the people of every town and village have long asked"


def test_the_same_words_in_two_documents_are_a_shared_wording():
    (row,), spans = tables_of(
        [f"Today, {SENTENCE}{REST}.", "Title\nIn short: We build a  safer Country\n at a higher level, for all; so it is."]
    )
    assert row["kind"] == "shared_wording"
    assert row["label"] == SENTENCE
    assert row["parallel_id"] == "shared-wording_" + hashlib.sha256(SENTENCE.encode()).hexdigest()[:16]
    assert row["concept_id"] is None
    assert [(s["document_id"], s["part"], s["text"]) for s in spans] == [
        ("doc-0", 0, SENTENCE),
        ("doc-1", 0, "We build a safer Country at a higher level, for all"),
    ]
    assert spans[0]["parallel_span_id"] == f"{row['parallel_id']}_spa-0-doc-0-20-{20 + len(SENTENCE)}"


def test_the_same_words_twice_in_one_document_are_none():
    assert texts_of(f"Now {SENTENCE}.\nThen {SENTENCE} too.", "Another text with other words, which says so.") == []


def test_words_of_more_texts_than_a_wording_may_stand_in_are_boilerplate():
    texts = [f"Before {n} words, {SENTENCE}, after {n * 7} words." for n in range(4)] + [f"Words: {SENTENCE}{REST} at {n}." for n in (8, 9)]
    lexicon = Lexicon()
    words = words_of([whole(text) for text in texts], lexicon)
    told = {most: sum(len(found.firsts) for found in repeats(words.codes, words.sizes, portion=10**6, most=most)) for most in (6, 5, 3, 1)}
    assert told == {6: 3, 5: 2, 3: 1, 1: 0}, "the longer ones, of four texts and of two, stay"


def test_seven_words_and_function_words_are_none():
    assert texts_of("The new plan builds roads in seven towns, now.", "A new plan builds roads in seven towns here.") == []
    assert (
        texts_of("For all of this, on the other hand, it is what it was.", "And all of this, on the other hand, it is what it was!") == []
    )


def test_a_wording_ends_with_its_paragraph():
    one = "The city must build roads and bridges.\nIt must also build new schools and houses for all of its people."
    other = "The city must build roads and bridges. It must also build new schools and houses for all of its people."
    assert [len(text.split()) for text in texts_of(one, other)] == [13]


def test_a_shorter_wording_is_told_where_it_has_more_places():
    short, long = "build schools and houses and roads and bridges", "build schools and houses and roads and bridges in every single town"
    found = texts_of(f"They {long}.", f"We {long}.", f"You {short} here.")
    assert found == [short, long]
    assert texts_of(f"They {long}.", f"We {long}.") == [long]


def test_words_that_run_in_a_circle_are_none():
    around = "word and more of this and that, " * 400
    assert texts_of(around, "x " + around) == []


def test_chinese_is_counted_by_characters_two_to_a_word():
    formula = "以人民安全为宗旨以政治安全为根本以经济安全为基础"
    (row,), spans = tables_of([f"我们要坚持{formula}。", f"必须{formula[:8]}，{formula[8:]}，这是要求。"])
    assert row["label"] == formula
    assert spans[1]["text"] == f"{formula[:8]}，{formula[8:]}"
    assert texts_of("我们要坚持以人民安全为宗旨。", "必须以人民安全为宗旨。") == []


def test_a_wording_that_is_a_label_has_its_concept():
    rows, spans = tables_of([f"Today {SENTENCE}.", f"Now {SENTENCE}."], labels_csv({"level": SENTENCE.upper(), "rest": "all"}))
    assert [row["concept_id"] for row in (*rows, *spans)] == ["level"] * 3


def test_a_label_is_cut_at_a_word():
    assert label_of("word " * 30) == "word " * 16 + "…"
    assert label_of("安 全 " * 60) == "安全" * 40 + " …"
    assert label_of("建 设 safe 中 国") == "建设 safe 中国"


HEADER = "parallel_id,label,concept_id,part,document_id,start_char,end_char,exact,span_concept_id,reason,evidence,confidence"
FORMULA = {
    **labels_csv({"two": "two tasks"}),
    "parallels": csv_of(
        HEADER,
        ("tasks", "the tasks", "two", "0", "a", "3", "12", "read, run", "two", "Because.", "https://x.org ; https://y.org", "high"),
        ("tasks", "the tasks", "two", "1", "a", "3", "7", "read", "", "Because.", "https://x.org ; https://y.org", "high"),
        ("tasks", "the tasks", "two", "1", "b", "0", "4", "Read", "", "To judge by the words.", "", "knowledge"),
    ),
}


def test_a_formula_is_a_curated_line_for_each_place():
    (row,), spans = tables_of({"a": "We read, run.", "b": "Read it."}, FORMULA)
    assert row == {"parallel_id": "tasks", "label": "the tasks", "kind": "same_formula", "concept_id": "two"}
    assert [(s["part"], s["document_id"], s["text"], s["concept_id"]) for s in spans] == [
        (0, "a", "read, run", "two"),
        (1, "a", "read", None),
        (1, "b", "Read", None),
    ]


def by_looking(documents):
    """The maximal repeats of documents (lists of paragraphs, which are lists of words), run by run, with their places."""
    runs = defaultdict(set)
    for d, paragraphs in enumerate(documents):
        for p, line in enumerate(paragraphs):
            for start, end in combinations(range(len(line) + 1), 2):
                if end - start >= SEED:
                    runs[tuple(line[start:end])].add((d, p, start))
    found = {}
    for run, places in runs.items():
        before = {documents[d][p][s - 1] if s else (d, p) for d, p, s in places}
        after = {documents[d][p][s + len(run)] if s + len(run) < len(documents[d][p]) else (d, p) for d, p, s in places}
        circles = any(run[:n] == run[n : 2 * n] for n in range(SHORTEST_CIRCLE, len(run) // 2 + 1))
        if len({d for d, _, _ in places}) > 1 and len(before) > 1 and len(after) > 1 and not circles:
            found[run] = places
    return found


def by_method(documents, portion=10**6, **options):
    """The same by the method of the stage, circles left out as `wordings` does."""
    codes, sizes, at = [], [], {}
    for d, paragraphs in enumerate(documents):
        begin = len(codes)
        for p, line in enumerate(paragraphs):
            codes.append(0)
            at |= {len(codes) + i: (d, p, i) for i in range(len(line))}
            codes += line
        sizes.append(len(codes) - begin)
    found = {}
    for some in repeats(np.array(codes, dtype=np.uint32), sizes, portion=portion, **options):
        for first, end, length in zip(some.firsts, [*some.firsts[1:], len(some.places)], some.lengths, strict=True):
            places = some.places[first:end].tolist()
            run = tuple(codes[places[0] : places[0] + length])
            if not any(run[:n] == run[n : 2 * n] for n in range(SHORTEST_CIRCLE, len(run) // 2 + 1)):
                assert run not in found
                found[run] = {at[place] for place in places}
    return found


LINES = st.lists(st.integers(1, 3), max_size=24) | st.lists(st.integers(1, 40), max_size=24)
PIECES = st.sampled_from([list(range(1, 13)), list(range(3, 13)), [*range(1, 9), 50, *range(9, 13)], [7, 8, 9], [2] * 5, [51], [52, 53]])
DOCUMENTS = st.lists(
    st.lists(LINES | st.lists(PIECES, max_size=5).map(lambda some: [code for piece in some for code in piece]), min_size=1, max_size=3),
    min_size=1,
    max_size=4,
)


@given(DOCUMENTS, st.sampled_from([3, 20, 10**6]), st.sampled_from([1, 30, 10**6]))
def test_the_method_finds_what_looking_at_every_run_finds(documents, portion, window):
    assert by_method(documents, portion=portion, compared=window) == by_looking(documents)


@given(DOCUMENTS, DOCUMENTS)
def test_further_documents_take_no_run_and_no_place_away(documents, further):
    more = by_method([*documents, *further])
    assert all(places <= more[run] for run, places in by_method(documents).items())


TEXTS = st.lists(
    st.sampled_from(
        ["We must build ", f"{SENTENCE} ", f"{SENTENCE}, ", "as ever\n", "平安中国", "in\u200bside ", "line-\nend ", "A. ", "-- ", "Ab’s "]
    ),
    max_size=12,
).map("".join)


@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS)
def test_spans_have_the_words_of_their_wording_and_a_text_changes_no_id(texts, further):
    texts = [f"Text {n}. {text}." for n, text in enumerate(texts)]
    _, spans = tables_of(texts)
    for span in spans:
        key = " ".join(_spelled((TITLE + texts[int(span["document_id"][4:])])[span["start_char"] : span["end_char"]]))
        assert span["parallel_id"].endswith(hashlib.sha256(key.encode()).hexdigest()[:16])
    more = {span["parallel_span_id"] for span in tables_of([*texts, f"More. {further}."])[1]}
    assert {span["parallel_span_id"] for span in spans} <= more


ROOMS = st.builds(
    lambda *sizes: Room(held=sizes[0], portion=sizes[1], named=sizes[2], range=sizes[3], part=sizes[4]),
    st.sampled_from([1, 300, 10**6]),
    st.sampled_from([3, 40, 10**6]),
    st.sampled_from([1, 25, 10**6]),
    st.sampled_from([1, 9, 10**6]),
    st.sampled_from([1, 400, 10**9]),
)


@given(st.lists(TEXTS, min_size=1, max_size=4), ROOMS)
def test_rows_are_the_same_whatever_is_held(texts, room):
    texts = [f"Text {n}. {text}." for n, text in enumerate(texts)]
    assert tables_of(texts, room=room) == tables_of(texts)


class Texts:
    """A corpus of texts that are one paragraph each."""

    def __init__(self, texts):
        self._texts = texts

    def documents(self):
        """One at a time."""
        for key, text in self._texts.items():
            yield Documents([key], [whole(text)])

    def texts(self, only):
        """Those of some ids."""
        return ((key, text) for key, text in self._texts.items() if key in only)


MANY = {f"doc-{d:02d}": " ".join(f"c{d} {' '.join(f'w{n}x{k}' for k in range(9))}" for n in range(40)) for d in range(3)}


def test_parts_are_cut_by_the_first_digits_of_ids_whatever_is_put_aside():
    seen = []
    for room in (TINY, Room(part=TINY.part)):
        made = parallels(Texts(MANY), [], [], room)
        parts = [part["parallels"]["parallel_id"].to_pylist() for part in made.parts]
        assert made.size == len(parts) == 64, "40 wordings, of three places of 190 bytes each"
        assert all(part_of(key, made.size) == number for number, keys in enumerate(parts) for key in keys)
        seen.append(parts)
    assert seen[0] == seen[1]
    (whole_part,) = parallels(Texts(MANY), [], []).parts
    assert [key for part in seen[0] for key in part] == whole_part["parallels"]["parallel_id"].to_pylist()


def test_curated_rows_stand_in_the_first_part_and_the_last():
    assert [part_of(key, 4) for key in ("a", "shared-wording_3fff", "shared-wording_4000", "shared-wording_zz", "tasks")] == [0, 0, 1, 3, 3]
    assert tables_of({"a": "We read, run.", "b": "Read it."}, FORMULA, TINY) == tables_of({"a": "We read, run.", "b": "Read it."}, FORMULA)


def _spelled(text):
    lexicon = Lexicon()
    codes = words_of([whole(text)], lexicon).codes[1:]
    names = {code: word for word, code in lexicon.items()}
    return [names[code] for code in codes.tolist()]


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("The Party's  long-term plan", ["the", "party's", "long-term", "plan"]),
        ("in\u200bside line-\nend", ["inside", "line-end"]),
        ("平安China2", ["平", "安", "china2"]),
        ("“Ab’s”—c, - 4.5%", ["ab's", "c", "4", "5"]),
        ("", []),
    ],
)
def test_words_are_folded_and_marks_are_none(text, spelled):
    assert _spelled(text) == spelled


def test_no_documents_make_empty_tables():
    made = map_package([], vocabulary(read_curated({}), {}), "0")
    assert len(made["parallels"]) == len(made["parallel_spans"]) == 0
    assert made["parallel_spans"].schema.field("part").type == pa.int64()
