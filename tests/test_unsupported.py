"""Curated values that no evidence stands behind are told by `check`, one line for each file and column, and fail nothing."""

from tests.conftest import ROOT, csv_of, read_csv

from tifabank.build import build
from tifabank.checking.unsupported import ASSERTED
from tifabank.rows import CURATED
from tifabank.schema import columns
from tifabank.verify import check

CURATED_LINES = {
    "documents": csv_of(
        "document_id,file,title,kind,author,language",
        ["a", "a.txt", "A", "speech", "Ann", "en"],
        ["b", "b.txt", "B", "speech", "", "en"],
    ),
    "assertions": csv_of(
        "subject_table,subject_id,column_name,value,confidence,evidence_url",
        *(
            ["documents", key, column, value, "high", "https://example.org"]
            for key in "ab"
            for column, value in (("title", key.upper()), ("kind", "speech"))
        ),
    ),
    "sources": csv_of(
        "document_id,relation,url,title,confidence,evidence",
        ["a", "original", "", "Of a page that is not named", "high", ""],
        ["a", "copy", "https://example.org", "The page itself", "high", ""],
        ["a", "context", "", "From knowledge", "knowledge", ""],
    ),
    "text_notes": csv_of("document_id,start_char,end_char,kind,message,confidence", ["b", "0", "4", "mistranslation", "A slip.", "medium"]),
}


def test_each_kind_of_unsupported_value_is_a_notice(package):
    folder = package({"a.txt": "One here.", "b.txt": "Two here."}, CURATED_LINES)
    build(folder)
    report = check(folder)
    source = next(n for n in report.notices if "sources.csv" in n)
    assert report.findings == []
    assert report.notices == [
        "raw/curated/documents.csv: column author, values without an assertion (1): a",
        source,
        "raw/curated/text_notes.csv: values said to be read on a page, with no page named (1): b 0-4",
    ]
    assert source.startswith("raw/curated/sources.csv: values said to be read on a page, with no page named (1): a_src-original-")


def test_what_wants_an_assertion_is_curated_and_has_no_evidence_of_its_own():
    for stem, names in ASSERTED.items():
        declared = {c.name: c for c in columns(CURATED[stem])}
        assert all(declared[name].origin == "curated" for name in names)
        assert "evidence" not in declared


def test_what_the_assertions_of_this_package_support_wants_them():
    """The rule follows the practice: no column of these tables is supported that the rule passes over."""
    supported = {(line["subject_table"], line["column_name"]) for line in read_csv(ROOT / "raw" / "curated" / "assertions.csv")}
    assert {(name, column) for name, column in supported if name in ASSERTED} <= {(n, c) for n, names in ASSERTED.items() for c in names}
