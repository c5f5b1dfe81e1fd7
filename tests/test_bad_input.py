"""Bad input: each kind in a built package ends in exit status 1, one line for each problem, and every file as it was."""

from __future__ import annotations

import contextlib
import gzip
import os
import pickle
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.conftest import csv_of, labels_csv

from tifabank.build import build
from tifabank.cli import app
from tifabank.command import main
from tifabank.errors import InputError

TEXT = "A Title\nWe build a safe China. First, we read. Second, we write.\n"
NOBODY = 65534
LONGEST = 120  # seconds after which a command hangs

Make = Callable[[Path], object]


class Case(NamedTuple):
    """What is put into a package, and the lines that are told, each as an expression for the whole line."""

    name: str
    make: Make
    told: tuple[str, ...]


def text(name: str, data: bytes, *told: str, file: str = "bad.txt") -> Case:
    """A file in raw/texts/."""
    return Case(name, lambda folder: (folder / "raw/texts" / file).write_bytes(data), tuple(rf"raw/texts/'{file}': {one}" for one in told))


def cells(stem: str, name: str, data: bytes, *told: str) -> Case:
    """A file in raw/curated/."""
    place = folder_file(f"raw/curated/{stem}.csv")
    return Case(
        f"{stem}: {name}", lambda folder: place(folder).write_bytes(data), tuple(rf"raw/curated/{stem}\.csv: {one}" for one in told)
    )


def members(name: str, *pairs: list[str], told: str) -> Case:
    """Concepts and their members."""
    lines = [[one, str(place), "x", other, "low"] for place, (one, other) in enumerate(pairs, 1)]
    case = cells("concept_members", name, csv_of("concept_id,position,label,member_concept_id,confidence", *lines), told)
    concepts = csv_of(CONCEPTS, *([one, one, "goal"] for one in sorted({one for pair in pairs for one in pair if one})))
    return case._replace(make=lambda folder: (case.make(folder), (folder / "raw/curated/concepts.csv").write_bytes(concepts)))


def folder_file(name: str) -> Callable[[Path], Path]:
    """A path inside a package."""
    return lambda folder: folder / name


def in_texts(name: str, make: Make, *told: str) -> Case:
    """Something else in raw/texts/; it is made from its path `odd.txt` there."""
    return Case(name, lambda folder: make(folder / "raw/texts/odd.txt"), tuple(rf"raw/texts/'odd\.txt': {one}" for one in told))


def device(path: Path) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))  # /dev/zero, which never ends
    except PermissionError:
        pytest.skip("this machine lets nobody make devices")


def listening(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # addresses of sockets are short
    try:
        with contextlib.closing(socket.socket(socket.AF_UNIX)) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def instead(name: str, make: Make) -> Make:
    """Put something in the place of a folder of the package."""

    def put(folder: Path) -> None:
        if (folder / name).is_dir():
            (folder / name).rename(folder / f"{Path(name).name}-elsewhere")
        make(folder / name)

    return put


def undecodable(folder: Path) -> None:
    (folder / "raw/texts" / os.fsdecode(b"a\xff\xed\xa0\x80.txt")).write_text("A text.")


def texts(**files: str) -> Make:
    return lambda folder: [(folder / "raw/texts" / name).write_text(data) for name, data in files.items()]


def alike(one: str, other: str) -> Case:
    """Two names that are one on other systems."""

    def make(folder: Path) -> None:
        for name in (one, other):
            (folder / "raw/texts" / name).write_text("A text.")
        if not {one, other} <= {path.name for path in (folder / "raw/texts").iterdir()}:
            pytest.skip("this file system keeps the two names as one")

    names = sorted((one, other))
    return Case(
        f"{one!a} and {other!a}", make, (rf"raw/texts/'{names[1]}' and raw/texts/'{names[0]}': are one name on other systems: rename one",)
    )


LINK, FOLDER, NO_FILE = "is a link: put the file itself here", "is a folder: .* rename the folder", "is no regular file: remove it"
NO_FOLDER = "is a link, or no folder: put the folder itself here"
UTF8 = "save the file as UTF-8"
HTML = "opens an HTML page: save its text as UTF-8"
BLANK = "byte 0: the file is empty or blank: remove it, or fill it"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
DOCUMENTS, CONCEPTS = "document_id,file", "concept_id,label,category"
LABELS, NOTES = "concept_id,label,language,preferred,plural", "document_id,start_char,end_char,kind,message"
CORRECTIONS = "document_id,table_name,action,start_char,end_char,exact,column,value,reason"
ASSERTIONS = "subject_table,subject_id,column_name,value,confidence"
RETIRED = "old_id,new_id,since_version,reason"
SENSES = "document_id,start_char,end_char,concept_id"
SAFE = ["safe", "safe China", "core_concept"]
NOT_THERE = "raw/texts/{} is not there: add the file or delete the row"
NO_NONE, NO_B = NOT_THERE.format("'none.txt'"), NOT_THERE.format("'b.txt'")
LEAVES = "leaves raw/texts: give the name of a file there, without a folder"
NO_DATE, NO_NUMBER = "is no date of the calendar: correct it", "is no whole number of at most nine digits: give one"
NO_ADDRESS, SOURCES = "is no address that begins with http:// or https://", "document_id,relation,url,evidence,confidence"
NONE_AS = r"is no date such as 2021-04-30, 2021-04 or 2021, nor two of them with / between, \.\. for an open end: correct it"
CELL_BLANK = "is blank: give a value or leave the cell empty"


def dated(name: str, date: str, told: str) -> Case:
    """A date of a document."""
    data = csv_of(f"{DOCUMENTS},event_date", ["a", "a.txt", date])
    return cells("documents", name, data, f"row 2, column event_date: '{re.escape(date)}' {told}")


def named(file: str, told: str) -> Case:
    """A file named in documents.csv."""
    shown = re.escape(repr(file))
    told = NOT_THERE.format(shown) if told is NOT_THERE else f"{shown} {told}"
    return cells("documents", f"file {file!r}", csv_of(DOCUMENTS, ["x", file]), f"row 2, column file: {told}")


CASES = [
    text("invalid UTF-8", b"ab\xff\xfe", f"byte 2 is not UTF-8: {UTF8}"),
    text("a character cut off", "ab平".encode()[:-1], f"byte 2 is not UTF-8: {UTF8}"),
    text("an overlong character", b"ab\xc0\xafc", f"byte 2 is not UTF-8: {UTF8}"),
    text("a lone surrogate", b"abc\xed\xa0\x80d", f"byte 3 is not UTF-8: {UTF8}"),
    text("GBK", "建设平安中国".encode("gbk"), f"byte 0 is not UTF-8: {UTF8}"),
    text("UTF-16 LE with BOM", "\ufeffAb".encode("utf-16-le"), f"byte 0 opens UTF-16: {UTF8}"),
    text("UTF-16 BE with BOM", "\ufeffAb".encode("utf-16-be"), f"byte 0 opens UTF-16: {UTF8}"),
    text("UTF-16 LE", TEXT.encode("utf-16-le"), f"byte 1 is NUL, as in UTF-16: {UTF8}"),
    text("UTF-16 BE", TEXT.encode("utf-16-be"), f"byte 0 is NUL, as in UTF-16: {UTF8}"),
    text("UTF-32 LE with BOM", "\ufeffAb".encode("utf-32-le"), f"byte 0 opens UTF-32: {UTF8}"),
    text("UTF-32 BE with BOM", "\ufeffAb".encode("utf-32-be"), f"byte 0 opens UTF-32: {UTF8}"),
    text("UTF-32 LE", TEXT.encode("utf-32-le"), f"byte 1 is NUL, as in UTF-32: {UTF8}"),
    text("UTF-32 BE", TEXT.encode("utf-32-be"), f"byte 0 is NUL, as in UTF-32: {UTF8}"),
    text("NUL", b"ab\0c", "byte 2 is NUL: this is no text file, remove it"),
    text("NUL at the end", TEXT.encode() + b"\0", f"byte {len(TEXT)} is NUL: this is no text file, remove it"),
    text("PNG", PNG, r"byte 0 opens a picture \(PNG\): remove it"),
    text("zip", b"PK\x03\x04\x14\0", "byte 0 opens a zip archive, .*: save its text as UTF-8"),
    text("PDF header", b"%PDF-1.7\n%text only", "byte 0 opens a PDF file: save its text as UTF-8"),
    text("gzip", gzip.compress(b"text"), "byte 0 opens a gzip archive: unpack it"),
    text("rich text", b"{\\rtf1\\ansi Text}", "byte 0 opens a rich text file: save its text as UTF-8"),
    text("other binary", zlib.compress(bytes(range(256)))[2:], f"byte .* is (?:not UTF-8: {UTF8}|NUL.*)"),
    text("HTML", b"<!DOCTYPE html><p>x", f"byte 0 {HTML}"),
    text("HTML after white space", b"\n\t <HTML lang='en'>", f"byte 3 {HTML}"),
    text("HTML after a BOM", b"\xef\xbb\xbf<html>", f"byte 3 {HTML}"),
    text("HTML after comments", "<!-- 平 --> <!---->\n<!doctype  html>".encode(), f"byte 21 {HTML}"),
    text("XHTML", b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">', f"byte 22 {HTML}"),
    text("empty", b"", BLANK),
    text("blank only", " \n\t\u3000\u2028".encode(), BLANK),
    text("zero-width only", "\ufeff\u200b\u2060\u202e \n".encode(), BLANK),
    in_texts("a folder", Path.mkdir, FOLDER),
    in_texts("a link to a file", lambda path: path.symlink_to("a.txt"), LINK),
    in_texts("a link to a folder", lambda path: path.symlink_to("../curated"), LINK),
    in_texts("a link to nothing", lambda path: path.symlink_to("none"), LINK),
    in_texts("a link to itself", lambda path: path.symlink_to("odd.txt"), LINK),
    in_texts("a link out of the package", lambda path: path.symlink_to("/etc/passwd"), LINK),
    in_texts("a link to a device", lambda path: path.symlink_to("/dev/zero"), LINK),
    in_texts("a pipe", os.mkfifo, NO_FILE),
    in_texts("a socket", listening, NO_FILE),
    in_texts("a device", device, NO_FILE),
    Case("a pipe in raw/curated", lambda f: os.mkfifo(f / "raw/curated/concepts.csv"), (rf"raw/curated/'concepts\.csv': {NO_FILE}",)),
    Case("a link in raw/curated", lambda f: (f / "raw/curated/concepts.csv").symlink_to("/dev/zero"), (rf"raw/curated/'concepts\.csv': {LINK}",)),
    *(
        Case(f"{name} is {what}", instead(name, make), (f".*/{name}: {told}",))
        for name in ("raw/texts", "raw/curated", "raw")
        for what, make, told in (
            ("a link", lambda p: p.symlink_to(f"{p.name}-elsewhere"), NO_FOLDER),
            ("a link to nothing", lambda p: p.symlink_to("nothing"), NO_FOLDER),
            ("a link to itself", lambda p: p.symlink_to(p.name), NO_FOLDER),
            ("a file", lambda p: p.write_text("x"), NO_FOLDER),
            ("a pipe", os.mkfifo, NO_FOLDER),
        )
    ),
    Case("no raw/texts", lambda f: shutil.rmtree(f / "raw/texts"), (".*/raw/texts: no such folder: put the texts into raw/texts/ of the package",)),
    Case("no text", lambda f: (f / "raw/texts/a.txt").unlink(), (".*/raw/texts: holds no .txt file: put .*",)),
    Case("a text of another ending", lambda f: (f / "raw/texts/a.txt").rename(f / "raw/texts/a.Txt"), (".*/raw/texts: holds no .txt file: put .*", r"raw/texts/'a\.Txt': left aside: its name has to end in \.txt, in small letters: rename it")),
    alike("one.txt", "One.txt"),
    alike("one.txt", "one.TXT"),
    alike(unicodedata.normalize("NFC", "cité.txt"), unicodedata.normalize("NFD", "cité.txt")),
    alike("ÉTÉ.txt", unicodedata.normalize("NFD", "été.txt")),
    Case("two files of one slug", texts(**{"x y.txt": "A.", "x-y.txt": "B."}), (r"raw/texts/'x-y.txt' and raw/texts/'x y.txt': both give the id 'x-y': add a row to raw/curated/documents.csv",)),
    Case("bytes in a file name", undecodable, (r"raw/texts/'a\\udcff\\udced\\udca0\\udc80.txt': the file name is not UTF-8: rename the file",)),
    Case("an unknown curated file", lambda f: (f / "raw/curated/a\nb.csv").write_text("x"), (r"raw/curated/'a\\nb.csv': no curated file of this name is known: choose from package, .*",)),
    cells("documents", "not UTF-8", b"document_id,file\na,\xff\n", f"byte 19 is not UTF-8: {UTF8}"),
    cells("documents", "a lone surrogate", b"document_id,file\na,\xed\xa0\x80\n", f"byte 19 is not UTF-8: {UTF8}"),
    cells("documents", "UTF-16", f"{DOCUMENTS}\n".encode("utf-16"), f"byte 0 opens UTF-16: {UTF8}"),
    cells("documents", "NUL", b"document_id,file\na,x\0\n", "byte 20 is NUL: this is no text file, remove it"),
    cells("documents", "a spreadsheet", b"PK\x03\x04\x14\0", "byte 0 opens a zip archive, .*"),
    cells("documents", "an unknown column", csv_of(f"{DOCUMENTS},color", ["a", "a.txt", "red"]), "row 1, column 'color' is unknown: delete it or choose from .*"),
    *(
        cells("documents", f"the column {odd!r}", csv_of(f"{DOCUMENTS},{odd}", ["a", "a.txt", "x"]), f"row 1, column '{odd}' is unknown: did you mean '{meant}'\\? rename it, delete it or choose from document_id, .*")
        for odd, meant in (("titel", "title"), ("TITLE", "title"), ("orginal_date", "original_date"), ("reviewedby", "reviewed_by"))
    ),
    cells("documents", "a computed column", csv_of(f"{DOCUMENTS},sha256", ["a", "a.txt", "0"]), "row 1, column 'sha256' is computed and never typed: delete it"),
    cells("documents", "a missing column", csv_of("document_id", ["a"]), "row 1, column 'file' is missing: add it"),
    cells("documents", "a repeated column", csv_of(f"{DOCUMENTS},file", ["a", "a.txt", "a.txt"]), "row 1, column 'file' stands twice: delete one"),
    cells("documents", "empty", b"", "row 1: there is no header: give the names of the columns, or remove the file"),
    *(
        cells("documents", f"columns between {mark!r}, lines ended by {end!r}", f'\ufeff"document_id"{mark}"file"{end}"a"{mark}"a, b.txt"{end}'.encode(), f"row 1: columns seem to be separated by {told}: save it with commas")
        for mark, told in ((";", "';'"), ("\t", "tabs"), ("|", r"'\|'"))
        for end in ("\n", "\r\n", "\r")
    ),
    cells("documents", "a long row", csv_of(DOCUMENTS, ["a", "a.txt", "x"]), "row 2 has 3 cells, the header 2: quote cells that hold commas"),
    cells("documents", "a short row", csv_of(DOCUMENTS, ["a"]), "row 2 has 1 cells, the header 2: quote cells that hold commas"),
    cells("documents", "an unclosed quote", b'document_id,file\na,a.txt\nb,"b.txt\nc,c.txt\n', "the row that begins in line 3: unexpected end of data: check the quotation marks"),
    cells("documents", "a quote inside", b'document_id,file\na,"b"c\n', "the row that begins in line 2: .* expected after .*: check the quotation marks"),
    cells("documents", "rows after blank lines and line breaks", b'document_id,file,title\n\na,a.txt,"x\ny"\nb,none.txt,\n', f"row 4, column file: {NO_NONE}"),
    cells("documents", "an empty cell", csv_of(DOCUMENTS, ["", "a.txt"]), "row 2, column document_id: empty: give a value"),
    cells("documents", "a blank cell", csv_of(f"{DOCUMENTS},title", ["a", "a.txt", " \u200b"]), rf"row 2, column title: ' \\u200b' {CELL_BLANK}"),
    dated("a day that is none", "2023-02-30", NO_DATE),
    dated("a leap day that is none", "1900-02-29", NO_DATE),
    dated("a month that is none", "2023-13", NO_DATE),
    dated("a day nought", "2023-01-00", NO_DATE),
    dated("an interval with a day that is none", "2023-01-01/2023-06-31", NO_DATE),
    dated("an interval that ends before it starts", "2023-05/2022", "ends before it starts: correct it"),
    dated("an interval that ends before it starts, to the day", "2023-05-02/2023-05-01", "ends before it starts: correct it"),
    dated("other digits", "２０２３", NONE_AS),
    dated("words", "May 2023", NONE_AS),
    named("../a.txt", LEAVES),
    named("/etc/passwd", LEAVES),
    named("a/b.txt", LEAVES),
    named("C:\\x.txt", LEAVES),
    named("none\u202e.txt", NOT_THERE),
    cells("documents", "one file twice", csv_of(DOCUMENTS, ["a", "a.txt"], ["b", "a.txt"]), "row 3, column file: 'a.txt' stands twice: delete one row"),
    cells("documents", "one id twice", csv_of(DOCUMENTS, ["a", "a.txt"], ["a", "b.txt"]), f"row 3, column file: {NO_B}", "row 3, column document_id: 'a' stands twice: .*"),
    *(
        cells("documents", f"the id {bad!r}", csv_of(DOCUMENTS, [bad, "a.txt"]), f"row 2, column document_id: {re.escape(repr(bad))} has other characters than a-z, 0-9 and -: correct it")
        for bad in ("A B", "a_b", "a/b", "é", "a\n", "../a", "a\u202e", "平")
    ),
    cells("documents", "a reference to nothing", csv_of(f"{DOCUMENTS},continues_document_id", ["a", "a.txt", "b"]), "row 2, column continues_document_id: no document 'b': correct the id or add the row"),
    cells("concepts", "a concept id", csv_of(CONCEPTS, ["A", "x", "goal"]), "row 2, column concept_id: 'A' has other characters than a-z, 0-9 and -: correct it"),
    cells("concepts", "no word of a vocabulary", csv_of(CONCEPTS, ["a", "x", "thing"]), "row 2, column category: 'thing' is not in the vocabulary: choose from .*"),
    cells("concepts", "one id twice", csv_of(CONCEPTS, ["c", "x", "goal"], ["c", "y", "goal"]), "row 3: 'c' stands twice, first in row 2: delete one"),
    cells("concepts", "a reference to nothing", csv_of(f"{CONCEPTS},broader_id", ["c", "x", "goal", "b"]), "row 2, column broader_id: no concept 'b': .*"),
    cells("concept_labels", "no concept", csv_of(LABELS, ["none", "x", "en", "true", "true"]), "row 2, column concept_id: no concept 'none': .*"),
    cells("concept_labels", "neither true nor false", csv_of(LABELS, ["none", "x", "en", "yes", "true"]), "row 2, column preferred: 'yes' is neither true nor false: give one of them"),
    *(
        cells("concept_labels", f"a blank label {bad!a}", csv_of(LABELS, ["none", bad, "en", "true", "true"]), f"row 2, column label: {re.escape(repr(bad))} {CELL_BLANK}")
        for bad in (" ", "\u200b\ufeff", "\u202e\u2066", "\u3000\n")
    ),
    cells("concept_labels", "a word broken off", csv_of(LABELS, ["none", "long-\nterm", "en", "true", "true"]), "row 2, column concept_id: .*", r"row 2, column label: 'long-\\nterm' breaks off a word at a line end, where .*: write it in one line"),
    cells("concept_labels", "a year of words", csv_of(f"{LABELS},year", ["none", "x", "en", "true", "true", "MMXX"]), f"row 2, column year: 'MMXX' {NO_NUMBER}"),
    cells("concept_members", "a huge number", csv_of("concept_id,position,label,confidence", ["a", "9" * 5000, "x", "high"]), f"row 2, column position: '9+' {NO_NUMBER}"),
    cells("concept_members", "a number below", csv_of("concept_id,position,label,confidence", ["a", "0", "x", "high"]), "row 2, column position: '0' is below 1: give a larger number"),
    cells("concept_members", "a negative number", csv_of("concept_id,position,label,confidence", ["a", "-1", "x", "high"]), f"row 2, column position: '-1' {NO_NUMBER}"),
    cells("concept_members", "a number of other digits", csv_of("concept_id,position,label,confidence", ["a", "٣", "x", "high"]), f"row 2, column position: '٣' {NO_NUMBER}"),
    cells("text_notes", "a span that leaves the text", csv_of(NOTES, ["a", "5", "900", "mistranslation", "x"]), "row 2, columns start_char and end_char: 5-900 is no span of a text of 65 characters: correct them"),
    cells("text_notes", "a span from its end", csv_of(NOTES, ["a", "9", "5", "mistranslation", "x"]), "row 2, columns start_char and end_char: 9-5 is no span of .*"),
    cells("text_notes", "one note twice", csv_of(NOTES, *[["a", "5", "9", "mistranslation", "x"]] * 2), r"row 3: \('a', 'mistranslation', 5, 9\) stands twice, first in row 2: delete one"),
    cells("corrections", "words that are not there", csv_of(CORRECTIONS, ["a", "sentences", "remove", "8", "12", "They", "", "", "x"]), "row 2, column exact: 'They' does not stand at 8-12: correct the span or the quote"),
    cells("corrections", "a table that is none", csv_of(CORRECTIONS, ["a", "rules", "remove", "8", "10", "We", "", "", "x"]), "row 2, column table_name: 'rules' cannot be corrected: choose from .*"),
    cells("mention_senses", "one place twice", csv_of(SENSES, *[["a", "8", "10", "c"]] * 2), r"row 3: \('a', 8, 10\) stands twice, first in row 2: delete one", *(f"row {n}, column concept_id: no concept 'c': .*" for n in (2, 3))),
    cells("assertions", "no table", csv_of(ASSERTIONS, ["none", "x", "label", "v", "high"]), "row 2, column subject_table: no table 'none': choose from .*"),
    cells("assertions", "no column", csv_of(ASSERTIONS, ["documents", "a", "none", "v", "high"]), "row 2, column column_name: no column 'none' in documents: correct it"),
    cells("assertions", "no row", csv_of(ASSERTIONS, ["concepts", "none", "label", "v", "high"]), "row 2, column subject_id: no row 'none' in concepts: correct the id or delete the row"),
    cells("assertions", "no document", csv_of(ASSERTIONS, ["paragraphs", "none_par0-1", "kind", "v", "high"]), "row 2, column subject_id: no document 'none': correct the id or delete the row"),
    cells("corrections", "a row without what it needs", csv_of(CORRECTIONS, ["a", "definitions", "add", "8", "10", "We", "kind", "definition", "x"]), "a, definitions, 8-10: an added row needs sentence_id, .*: add a line for each column"),
    cells("corrections", "an item that is not there", csv_of(CORRECTIONS, ["a", "enumerations", "add", "8", "10", "We", "items", "We|they", "x"]), "a, enumerations, 8-10: item 'they' does not stand there in order: correct it"),
    cells("corrections", "a cell that cannot be set", csv_of(CORRECTIONS, ["a", "sentences", "change", "8", "10", "We", "words", "9", "x"]), "row 2, column column: 'words' cannot be set: choose from .*"),
    cells("package", "a date that is none", csv_of("key,value", ["date", "2023-02-30"]), f"row 2, column value: '2023-02-30' {NO_DATE}"),
    cells("package", "a date of words", csv_of("key,value", ["date", "May 2023"]), "row 2, column value: 'May 2023' is no date such as 2021-04-30: correct it"),
    cells("package", "a version of four numbers", csv_of("key,value", ["version", "1.2.3.4"]), r"row 2, column value: '1\.2\.3\.4' is no version number such as 1\.2\.0 or 1\.2\.0-rc1: correct it"),
    cells("package", "a key twice", csv_of("key,value", ["title", "x"], ["title", "y"]), "row 3, column key: 'title' stands twice: delete one row"),
    cells("sources", "an address that runs", csv_of(SOURCES, ["a", "copy", "javascript:alert(1)", "", "high"]), rf"row 2, column url: 'javascript:alert\(1\)' {NO_ADDRESS}: write one, and .*"),
    cells("sources", "two addresses of one page", csv_of(SOURCES, ["a", "copy", "https://example.org/a ; https://example.org/b", "", "high"]), rf"row 2, column url: '.*' {NO_ADDRESS}: write one, and %20 for a space"),
    cells("sources", "one of two addresses that runs", csv_of(SOURCES, ["a", "copy", "https://example.org/a", "https://example.org/a ; data:text/html,x", "high"]), rf"row 2, column evidence: 'https://example\.org/a ; data:text/html,x' {NO_ADDRESS}: put ' ; ' between two of them and .*"),
    cells("assertions", "a file for a page", csv_of(f"{ASSERTIONS},evidence_url", ["documents", "a", "title", "A Title", "high", "file:///etc/passwd"]), rf"row 2, column evidence_url: 'file:///etc/passwd' {NO_ADDRESS}: .*"),
    cells("package", "an address without its scheme", csv_of("key,value", ["repository", "example.org/data"]), rf"row 2, column value: 'example\.org/data' {NO_ADDRESS}: .*"),
    cells("documents", "a text that continues itself", csv_of(f"{DOCUMENTS},continues_document_id", ["a", "a.txt", "a"]), "row 2, column continues_document_id: 'a' leads back to 'a': name another, or leave the cell empty"),
    cells("concepts", "a concept broader than itself", csv_of(f"{CONCEPTS},broader_id", ["c", "x", "goal", "c"]), "row 2, column broader_id: 'c' leads back to 'c': name another, .*"),
    cells("concepts", "a circle of concepts", csv_of(f"{CONCEPTS},broader_id", *([one, "x", "goal", other] for one, other in (("x", "y"), ("y", "z"), ("z", "y"), ("w", "x")))), "row 4, column broader_id: 'y' leads back to 'z' through row 3: name another, .*"),
    cells("retired_ids", "an id that took its own place", csv_of(RETIRED, ["a_par0-1", "a_par0-1", "1.0.0", "x"]), "row 2, column new_id: 'a_par0-1' leads back to 'a_par0-1': name another, .*"),
    cells("retired_ids", "ids that took each other's place", csv_of(RETIRED, ["a_par0-1", "a_par0-2", "1.0.0", "x"], ["a_par0-2", "a_par0-1", "1.1.0", "x"]), "row 3, column new_id: 'a_par0-1' leads back to 'a_par0-2' through row 2: .*"),
    members("a concept that is its own member", ["c", "c"], told="row 2, column member_concept_id: 'c' leads back to 'c': name another, or leave the cell empty"),
    members("members of each other", ["c", "d"], ["d", "c"], told="row 3, column member_concept_id: 'c' leads back to 'd' through row 2: name another, .*"),
    members("a circle of members", ["c", ""], ["c", "e"], ["c", "d"], ["d", "e"], ["e", "f"], ["f", "d"], told="row 7, column member_concept_id: 'd' leads back to 'f' through rows 5, 6: .*"),
    members("a long circle of members", *([str(n), str((n + 1) % 9)] for n in range(9)), told="row 10, column member_concept_id: '0' leads back to '8' through rows 2, 3, 4, 5, 6 and 3 more: .*"),
    *(
        cells("retired_ids", f"the version {bad!r}", csv_of(RETIRED, ["a_par0-1", "", bad, "x"]), f"row 2, column since_version: {bad!r} is no version number such as .*: correct it")
        for bad in ("soon", "1.0", "01.0.0", "1.0.0.0")
    ),
    cells("corrections", "a column that is not named", csv_of(CORRECTIONS, ["a", "sentences", "add", "8", "10", "We", "", "9", "x"]), "row 2, column column: empty: give the name of a column: choose from .*"),
    cells("package", "a version with a nought before", csv_of("key,value", ["version", "01.2.3"]), r"row 2, column value: '01\.2\.3' is no version number such as .*: correct it"),
    cells("retired_ids", "one id twice", csv_of("old_id,since_version,reason", *[["a_par0-1", "1.0.0", "x"]] * 2), "row 3: 'a_par0-1' stands twice, first in row 2: delete one"),
]  # fmt: skip


def state(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder, files with their bytes, the cache too."""
    return {str(p): p.read_bytes() if p.is_file() and not p.is_symlink() else None for p in sorted(folder.rglob("*"))}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built package."""
    folder = tmp_path_factory.mktemp("built")
    for name in ("texts", "curated"):
        (folder / "raw" / name).mkdir(parents=True)
    (folder / "raw/texts/a.txt").write_text(TEXT)
    build(folder)
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(built, tmp_path / "copy"))


@contextlib.contextmanager
def time_limit() -> Iterator[None]:
    """A command that hangs is stopped."""

    def stop(*_: object) -> None:
        raise AssertionError("the command hangs")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def refused(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """The lines that a command tells of bad input; everything is as it was."""
    before = state(folder)
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended, time_limit():
        main(lambda: app(words or ("build", str(folder))))
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (1, "")
    assert state(folder) == before
    lines = told.err.removesuffix("\n").split("\n")
    assert all(line.isprintable() and len(line.split(": ")) > 2 for line in lines), lines
    return lines


def agree(lines: list[str], told: tuple[str, ...]) -> None:
    """Each line is one that should be told, and each that should be is."""
    assert len(lines) == len(told), lines
    for line, wanted in zip(lines, told, strict=True):
        assert re.fullmatch(wanted, line), line


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.encode("ascii", "backslashreplace").decode())
def test_bad_input_is_told_and_changes_nothing(case, folder, capsys):
    case.make(folder)
    agree(refused(folder, capsys), case.told)


def test_no_case_stands_twice():
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names)


def test_all_problems_of_all_files_are_told_in_one_run(folder, capsys):
    picked = [case for case in CASES if case.name in {"a folder", "documents: a long row", "concepts: one id twice", "invalid UTF-8"}]
    picked += [case for case in CASES if case.name in {"text_notes: a span that leaves the text", "concept_labels: no concept"}]
    for case in picked:
        case.make(folder)
    texts(**{"b.txt": "A text.", "B.txt": "A text."})(folder)
    lines = refused(folder, capsys)
    for told in [*(told for case in picked for told in case.told), "raw/texts/'b.txt' and raw/texts/'B.txt': are one name .*"]:
        assert sum(bool(re.fullmatch(told, line)) for line in lines) == 1, told
    assert len(lines) == 1 + sum(len(case.told) for case in picked)


def test_what_a_file_with_a_fault_names_is_not_told_as_missing(folder, capsys):
    for stem, data in labels_csv({"safe": "safe China"}).items():
        (folder / f"raw/curated/{stem}.csv").write_bytes(data + (b"x\n" if stem == "concepts" else b""))
    agree(refused(folder, capsys), (r"raw/curated/concepts\.csv: row 3 has 1 cells, the header 3: .*",))


def test_ids_that_documents_csv_gives_are_not_told_as_wrong_where_it_has_a_fault(package, capsys):
    curated = labels_csv({"one": "safe China", "two": "safe China", "b-c": "read"}) | {
        "documents": csv_of(DOCUMENTS, ["first", "a.txt"], ["b", "b-c.txt"], ["c", "b c.txt"]),
        "mention_senses": csv_of(SENSES, ["first", "19", "29", "one"]),
    }
    folder = package({"a.txt": TEXT, "b-c.txt": "A text.", "b c.txt": "A text."}, curated)
    build(folder)
    with (folder / "raw/curated/documents.csv").open("a") as file:
        file.write("x\n")
    agree(refused(folder, capsys), (r"raw/curated/documents\.csv: row 5 has 1 cells, the header 2: .*",))


def test_a_sense_in_a_text_that_is_refused_is_not_told_as_undecided(folder, capsys):
    (folder / "raw/texts/a.txt").write_bytes(b"\xff")
    for stem, data in labels_csv({"one": "safe China", "two": "safe China"}).items():
        (folder / f"raw/curated/{stem}.csv").write_bytes(data)
    (folder / "raw/curated/mention_senses.csv").write_bytes(csv_of(SENSES, ["a", "19", "29", "one"]))
    agree(refused(folder, capsys), (f"raw/texts/'a.txt': byte 0 is not UTF-8: {UTF8}",))


def test_a_note_on_a_text_that_is_refused_is_not_told_as_misplaced(folder, capsys):
    (folder / "raw/texts/a.txt").write_bytes(b"\xff")
    (folder / "raw/curated/text_notes.csv").write_bytes(csv_of(NOTES, ["a", "5", "900", "mistranslation", "x"]))
    agree(refused(folder, capsys), (f"raw/texts/'a.txt': byte 0 is not UTF-8: {UTF8}",))


def test_a_row_that_names_no_file_is_told_once(folder, capsys):
    """Its id may be that of a text which is there, when the row is mended."""
    (folder / "raw" / "curated" / "documents.csv").write_bytes(csv_of(DOCUMENTS, ["a", "../a.txt"]))
    agree(refused(folder, capsys), (rf"raw/curated/documents\.csv: row 2, column file: '\.\./a\.txt' {LEAVES}",))


def test_a_label_of_two_concepts_is_told(folder, capsys):
    for stem, data in labels_csv({"one": "safe China", "two": "Safe  china\u200b"}).items():
        (folder / f"raw/curated/{stem}.csv").write_bytes(data)
    agree(
        refused(folder, capsys), (r"raw/curated/concept_labels\.csv: row 3: 'safe China' is a label of one and two: delete one row, or .*",)
    )


def test_two_preferred_labels_of_a_concept_are_told(folder, capsys):
    for stem, data in labels_csv({"safe": ["safe China", "safer China", "safest China"]}).items():
        (folder / f"raw/curated/{stem}.csv").write_bytes(data.replace(b"safest China,en,false", b"safest China,en,true"))
    agree(
        refused(folder, capsys),
        (
            r"raw/curated/concept_labels\.csv: row 4, column preferred: 'safe' has a preferred label .* in row 2: write false in one of them",
        ),
    )


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A package that everybody may read and write, seen by nobody in particular; root may read everything."""
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o777)  # the build is refused for what it may not read
        (folder / "raw/texts").mkdir(parents=True)
        (folder / "raw/curated").mkdir()
        (folder / "raw/texts/a.txt").write_text(TEXT)
        user = os.geteuid()
        try:
            yield folder
        finally:
            if not user:
                os.seteuid(user)
            for path in folder.rglob("*"):
                path.chmod(0o755)


@pytest.mark.parametrize(
    ("name", "mode", "told"),
    [
        ("raw/texts/a.txt", 0, r"raw/texts/'a\.txt': cannot be read \(Permission denied\): allow reading it"),
        ("raw/texts", 0, r".*/raw/texts: cannot be read \(Permission denied\): allow reading it"),
        ("raw/texts", 0o444, r".*/raw/texts: cannot be read \(Permission denied\): allow reading it"),
        ("raw/texts", 0o111, r".*/raw/texts: cannot be read \(Permission denied\): allow reading it"),
        ("raw/curated", 0, r".*/raw/curated: cannot be read \(Permission denied\): allow reading it"),
        ("raw/curated/concepts.csv", 0, r"raw/curated/'concepts\.csv': cannot be read \(Permission denied\): allow reading it"),
    ],
)
def test_what_may_not_be_read_is_told(unprivileged, capsys, name, mode, told):
    (unprivileged / "raw/curated/concepts.csv").write_bytes(csv_of(CONCEPTS, SAFE))
    (unprivileged / name).chmod(mode)
    if not os.geteuid():
        os.seteuid(NOBODY)
    with pytest.raises(SystemExit) as ended:
        main(lambda: app(["build", str(unprivileged)]))
    assert ended.value.code == 1
    agree(capsys.readouterr().err.splitlines(), (told,))


@pytest.mark.parametrize(
    ("command", "name"),
    [("build", "a pipe"), ("build", "raw is a link to itself"), ("suggest", "a device")],
)
def test_commands_in_a_process_of_their_own_neither_hang_nor_trace(folder, command, name):
    (case,) = [case for case in CASES if case.name == name]
    case.make(folder)
    words = [sys.executable, "-m", "tifabank", command, str(folder)]
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=LONGEST)
    assert done.returncode == 1
    agree(done.stderr.splitlines(), case.told)


@pytest.mark.parametrize("command", ["build", "load", "cite"])
def test_a_package_of_an_odd_name_is_named_in_one_line(tmp_path, capsys, command):
    odd = tmp_path / "a\nb\u202e"
    odd.mkdir()
    words = {"load": ["load", "rules", "--package"], "cite": ["cite", "--package"]}.get(command, [command])
    with pytest.raises(SystemExit):
        main(lambda: app([*words, str(odd)]))
    told = capsys.readouterr().err.splitlines()
    assert all(line.isprintable() for line in told)
    assert len(told) == (command != "cite")


@pytest.mark.parametrize("case", CASES[::10], ids=lambda case: case.name.encode("ascii", "backslashreplace").decode())
def test_check_finds_bad_input(case, folder, capsys):
    case.make(folder)
    with pytest.raises(SystemExit) as ended:
        main(lambda: app(["check", str(folder)]))
    told = [line for line in capsys.readouterr().err.splitlines() if line.endswith("[input]")]
    assert ended.value.code == 1
    assert len(told) >= min(len(case.told), 1)
    assert all(line.isprintable() for line in told)


def test_bad_input_comes_back_from_another_process_line_by_line():
    error = InputError("a: one", "b\u202e: two")
    assert pickle.loads(pickle.dumps(error)).problems == ("a: one", r"b\u202e: two")  # noqa: S301
    assert str(error).splitlines() == [*error.problems]


@pytest.mark.parametrize("data", [b"key,value\ntitle," + b"x" * 200_000, b"key,value\n\xff,\0,x\n", b""])
def test_a_row_is_cited_whatever_package_csv_is(folder, capsys, data):
    (folder / "raw/curated/package.csv").write_bytes(data)
    main(lambda: app(["cite", "--package", str(folder)], standalone_mode=False))
    assert "A Tifabank package" in capsys.readouterr().out


def test_a_concept_with_the_id_of_a_document_is_refused(package):
    folder = package({"harbour.txt": "A harbour."}, labels_csv({"harbour": "harbour"}))
    with pytest.raises(InputError) as raised:
        build(folder)
    assert raised.value.problems == (
        "raw/curated/concepts.csv: row 2, column concept_id: 'harbour' is the id of a document: choose another",
    )
