"""Odd input is accepted and kept exactly: names, bytes, labels and cells; what is shown of it is one line that hides nothing."""

from __future__ import annotations

import csv
import io
import json
from functools import partial

import pandas as pd
import pyarrow.parquet as pq
import pytest
import yaml
from tests.conftest import csv_of, labels_csv, rows_of

from tifabank.build import build
from tifabank.cli import app
from tifabank.command import main
from tifabank.curated import read_curated
from tifabank.docs import refresh
from tifabank.errors import InputError
from tifabank.loading import as_csv, load
from tifabank.verify import check

NAMES = (
    "a\nb.txt",
    "\x01\x1b[31m\x7f.txt",
    "\u202eevil\u2066.txt",
    "\u200b.txt",
    "x" * 246 + ".txt",
    "平" * 82 + ".txt",
    "=cmd|' C calc'!A0.TXT",
    "-rf.txt",
    ' c, "b" \\ \'.txt',
    "<script>{{x}}';--.txt",
    "%s%n.txt",
    "😀.txt",
)
WORDS = (
    ".*+?[](){}^$|\\",
    "(?P<a>b)\\1",
    "[a-z]+",
    "\\d{3}",
    "$(x)",
    "=cmd|' /C calc'!A0",
    "+1",
    "@SUM(A1)",
    "-2+3",
    "<script>alert(1)</script>",
    "<b>&amp;",
    "{{ 7*7 }}",
    "{% raw %}",
    "%(x)s {0}",
    "'; drop table documents; --",
    '" or ""="',
    "\u202eright\u202c to left",
    "\u2066isolated\u2069",
    "…",
    "——",
)


def run(capsys, *words):
    """Standard output of a command."""
    main(lambda: app(list(words), standalone_mode=False))
    return capsys.readouterr()


def quoted(header, *lines):
    """A curated file in which each cell is quoted."""
    sink = io.StringIO(newline="")
    csv.writer(sink, quoting=csv.QUOTE_ALL).writerows([header.split(","), *lines])
    return sink.getvalue().encode()


@pytest.fixture
def of_odd_names(package):
    """A built package of files with odd names, and two that are left aside."""
    folder = package(
        {name: f"Text {number}.\nWe build a safe China.\n" for number, name in enumerate(NAMES)} | {"a\nb.md": "", ".\u202e": ""}
    )
    return folder, build(folder)


def test_odd_file_names_are_kept_and_shown_in_one_line(of_odd_names, capsys):
    folder, built = of_odd_names
    assert [notice.split(":")[0] for notice in built.notices] == [r"raw/texts/'.\u202e'", r"raw/texts/'a\nb.md'"]
    assert set(pq.read_table(folder / "processed/documents.parquet")["file"].to_pylist()) == set(NAMES)
    assert check(folder).findings == []
    printed = run(capsys, "load", "documents", "--package", str(folder)).out
    rows = list(csv.DictReader(io.StringIO(printed, newline="")))
    assert {row["file"] for row in rows} == set(NAMES)
    for name in NAMES:
        (folder / "raw/texts" / name).write_bytes(b"\xff")
    with pytest.raises(SystemExit):
        main(lambda: app(["build", str(folder)]))
    told = capsys.readouterr().err.splitlines()
    assert sorted(line for line in told if not line.startswith("notice")) == sorted(
        f"raw/texts/{name!r}: byte 0 is not UTF-8: save the file as UTF-8" for name in NAMES
    )
    assert all(map(str.isprintable, told))


def test_an_edited_file_of_an_odd_name_is_told_in_one_line(of_odd_names):
    folder, _ = of_odd_names
    (folder / "raw/texts" / NAMES[0]).write_text("Another text.")
    (fault,) = {str(f) for f in check(folder).findings if f.check == "raw"}
    assert r"'a\nb.txt'" in fault
    assert "\n" not in fault


@pytest.mark.parametrize("word", WORDS)
def test_labels_are_literal_text_and_kept(word):
    labels = quoted("concept_id,label,language,preferred,plural", ["safe", word, "en", "false", "false"])
    raw = f"They call it {word} here.\nAnd {word}, too; not {word[:-1]}~."
    rows = rows_of(raw, labels_csv({"safe": "safe China"}) | {"concept_labels": labels})
    assert [raw[row.start_char : row.end_char] for row in rows["mentions"]] == [word] * 2


def test_cells_come_out_of_load_exactly(package, capsys):
    title, publisher = '=1+1\u202e\n"x"\r<b>', "@SUM|<script>`x`[y](z)"
    labels = {f"c{n}": word for n, word in enumerate((*WORDS, "\t=1", "\r\n+2"))}
    curated = {
        "documents": b"\xef\xbb\xbf" + quoted("document_id,file,title,publisher", ["a", "a.txt", title, publisher]),
        "concepts": quoted("concept_id,label,category", *([concept, word, "slogan"] for concept, word in labels.items())),
        "concept_labels": quoted(
            "concept_id,label,language,preferred,plural", *([concept, word, "en", "true", "false"] for concept, word in labels.items())
        ),
    }
    raw = "\r".join(WORDS) + "\tend\r\n\u2028=A1"
    folder = package({"a.txt": raw}, curated)
    build(folder)
    assert check(folder).findings == []
    for name, column, wanted in (
        ("documents", "text", {raw}),
        ("documents", "title", {title}),
        ("documents", "publisher", {publisher}),
        ("concepts", "label", {*labels.values()}),
        ("concept_labels", "label", {*labels.values()}),
    ):
        printed = run(capsys, "load", name, "--package", str(folder)).out
        assert {row[column] for row in csv.DictReader(io.StringIO(printed, newline=""))} == wanted
        assert set(load(name, folder)[column]) == wanted
    assert_shown_safely(folder, title, capsys)


def assert_shown_safely(folder, title, capsys):
    """Citations as text, the descriptor and what is generated hide nothing and break no line."""
    paragraph = load("paragraphs", folder)["paragraph_id"][0]
    for form in ("text", "bibtex", "csl", "datacite"):
        cited = run(capsys, "cite", paragraph, "--format", form, "--package", str(folder)).out.removesuffix("\n")
        assert r"\n\"x\"" in cited if form in ("csl", "datacite") else r"\u202e\n" in cited.replace(r"\textbackslash ", "\\")
        assert form != "text" or "\n" not in cited
    descriptor = (folder / "datapackage.json").read_text(encoding="utf-8")
    assert "\u202e" not in descriptor
    assert json.loads(descriptor)["sources"] == [{"title": title}]
    (folder / "README.md").write_text("<!-- generated:documents -->\n<!-- end -->\n<!-- generated:citation -->\n<!-- end -->\n")
    assert {*refresh(folder)} == {"CITATION.cff", "README.md"}
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert r"| @SUM\|\<script\>\`x\`\[y\](z) |" in readme
    assert yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))["references"][0]["title"] == title


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"# A package\n\xff", "README.md: byte 12 is not UTF-8: save the file as UTF-8"),
        (b"\xff\xfe#\0", "README.md: byte 0 opens UTF-16: save the file as UTF-8"),
        (
            b"<!-- generated:a -->\n<!-- end -->",
            "README.md: nothing generates the part 'a': choose from tables, documents, citation, quality",
        ),
    ],
)
def test_a_readme_that_cannot_be_filled_is_told(package, data, told):
    folder = package({"a.txt": "It is."})
    build(folder)
    (folder / "README.md").write_bytes(data)
    with pytest.raises(InputError) as error:
        refresh(folder)
    assert error.value.problems == (told,)
    assert (folder / "README.md").read_bytes() == data
    assert not (folder / "CITATION.cff").exists()


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("last", [True, False])
def test_curated_files_may_have_a_bom_and_any_line_ends(bom, end, last):
    data = bom + b"document_id,file,title" + end + b'a,a.txt,"one\ntwo\r\nthree, ""four"""' + (end if last else b"")
    (line,) = read_curated({"documents": data}).lines["documents"]
    assert (line["document_id"], line["title"], line.row) == ("a", 'one\ntwo\r\nthree, "four"', 2)


@pytest.mark.parametrize("limit", [131_072, 10**9])
def test_how_long_a_cell_may_be_does_not_hang_on_what_else_the_process_reads(limit, request):
    request.addfinalizer(partial(csv.field_size_limit, csv.field_size_limit(limit)))  # frictionless lifts it for the whole process
    longest = quoted("document_id,file,title", ["a", "a.txt", "平\n" * (131_072 // 2)])
    (line,) = read_curated({"documents": longest}).lines["documents"]
    assert len(line["title"]) == 131_072
    for data, begins in (
        (longest.replace("平\n".encode(), "平平\n".encode(), 1), 2),
        (b'document_id,file\na,a.txt\nb,"' + b"x\n" * 70_000 + b'"', 3),
    ):
        with pytest.raises(InputError) as refused:
            read_curated({"documents": data})
        place = f"raw/curated/documents.csv: the row that begins in line {begins}"
        assert refused.value.problems == (f"{place}: a cell has more than 131,072 characters: check its quotation marks, or shorten it",)


def test_a_header_alone_is_a_file_without_lines():
    assert read_curated({"documents": csv_of("document_id,file")}).lines["documents"] == []


@pytest.mark.parametrize("date", ["2000-02-29", "2024-02-29", "0000", "2022-10-16/..", "../2022", "2022/2022-05", "2022-05-10/2022-05"])
def test_dates_that_are_some_are_accepted(date):
    data = csv_of("document_id,file,event_date", ["a", "a.txt", date])
    assert read_curated({"documents": data}).lines["documents"][0]["event_date"] == date


@pytest.mark.parametrize(
    "data",
    [
        b"\x01\x02",
        b"<p>html of a kind</p>",
        b"<htmlx> is no page",
        b"<!-- a comment <html> -->",
        b"see <html>",
        b"PK is a name",
        b"\xef\xbb\xbfA text.",
        b"a\x1a\x1b[0m",
        "\u202ea".encode(),
        "\ufffe\U0010ffff\ue000".encode(),
        "\u0301".encode(),
    ],
)
def test_odd_bytes_that_are_text_are_accepted_and_kept(package, data):
    folder = package({"a.txt": data})
    build(folder)
    assert load("documents", folder)["text"][0].encode() == data
    assert check(folder).findings == []


def test_booleans_are_printed_as_curated_files_spell_them():
    sink = io.StringIO(newline="")
    labels = load("concept_labels").iloc[:3].assign(preferred=pd.array([True, False, None], "boolean"))
    as_csv(labels, sink)
    assert [row["preferred"] for row in csv.DictReader(io.StringIO(sink.getvalue(), newline=""))] == ["true", "false", ""]
    assert str(labels.dtypes["preferred"]) == "boolean"


def test_a_carriage_return_alone_is_quoted():
    sink = io.StringIO(newline="")
    as_csv(load("rules").assign(description="a\rb"), sink)
    assert {row["description"] for row in csv.DictReader(io.StringIO(sink.getvalue(), newline=""))} == {"a\rb"}


@pytest.mark.parametrize("size", [200_000, pytest.param(5_000_000, marks=pytest.mark.soak)])
@pytest.mark.parametrize("piece", ["We build roads, rivers and fields. ", "a", "“", "国", "\u200b", "first, second, ", "(", "\n"])
def test_a_long_text_is_kept_exactly(package, size, piece):
    text = "x " + piece * (size // len(piece.encode()))
    folder = package({"a.txt": text})
    build(folder)
    assert load("documents", folder)["text"][0] == text
    assert check(folder, tables_only=size > 200_000).findings == []


def test_a_readme_with_other_line_ends_is_filled(package):
    folder = package({"a.txt": "It is."})
    build(folder)
    (folder / "README.md").write_bytes(b"# A package\r\n<!-- generated:documents -->\r\nold\r\n<!-- end -->\r\n")
    assert "README.md" in refresh(folder)
    assert "old" not in (folder / "README.md").read_text(encoding="utf-8")
