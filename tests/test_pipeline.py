"""What must be true of the tables of any text: the promises, over arbitrary Unicode."""

import io

from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import labels_csv, rows_of

from tifabank.checking.checks import check_tables
from tifabank.curated import read_curated
from tifabank.pipeline import map_package
from tifabank.raw import RawText, text_fault
from tifabank.tables import logical_hash, write
from tifabank.vocabulary import vocabulary

WORDS = st.sampled_from(
    "Safe China|First,|Second,|Secondly|One is|(1)|(2)|1.|2.|V.|three tasks:|“two miracles”|of|and|, |; |. |.|! |\n|\n\n|\r\n|\u200b|"
    "\u2028|core.As|U.S.|a|Build peace|See also|by admin|Home »|：|。|平安中国|第一，|•|- |“|”|'|’|-\n|\x85|\ufeff|five-in-one".split("|")
)
TEXTS = st.text(max_size=120) | st.lists(WORDS, max_size=40).map(" ".join) | st.lists(WORDS, max_size=40).map("".join)
CURATED = read_curated(labels_csv({"safe": ["safe China", "China"], "order": "peace", "zh": "平安中国"}, plural=["peace"]))


def tables_of(*texts):
    raws = [RawText(f"doc-{i}", f"{i}.txt", text.encode()) for i, text in enumerate(texts)]
    return map_package(raws, vocabulary(CURATED, {raw.document_id: raw.data.decode() for raw in raws}), "0")


def parquet(table):
    """The bytes of a table's file."""
    sink = io.BytesIO()
    write(table, sink)
    return sink.getvalue()


@given(st.lists(TEXTS.filter(lambda t: text_fault(t.encode("utf-8", "surrogatepass")) is None), min_size=1, max_size=3))
def test_every_check_passes_on_any_text(texts):
    assert check_tables(tables_of(*texts)) == []


@given(TEXTS.filter(lambda t: text_fault(t.encode("utf-8", "surrogatepass")) is None))
def test_two_builds_are_equal_and_a_text_changes_no_id_of_another(text):
    alone, again, beside = tables_of(text), tables_of(text), tables_of(text, "Safe China. First, a. Second, b.")
    for name, table in alone.items():
        assert logical_hash(table) == logical_hash(again[name])
        assert parquet(table) == parquet(again[name])
        ids = set(table.column(0).to_pylist())
        assert ids <= set(beside[name].column(0).to_pylist())


def test_the_pipeline_keeps_the_order_of_documents():
    tables = tables_of("One. Two.", "Three.")
    assert tables["sentences"]["text"].to_pylist() == ["One.", "Two.", "Three."]


def test_rows_do_not_depend_on_the_texts_before():
    text = "We build roads, rivers, fields and schools, and must plan, fund, run and check them by law, by custom, by vote and by word."
    before = rows_of(text)
    for n in range(20):
        rows_of(" ".join(f"word{n}x{i}, by thing{n}y{i}, which{n}z{i} and" for i in range(200)))
    assert rows_of(text) == before
    assert any(row.kind == "series" for row in before["enumerations"])
