"""The characters that an id names: of every row, of retired ids, of ranges that no row has; from the id and the raw file alone."""

import json
import shutil
import subprocess
import sys
from dataclasses import asdict, astuple

import pytest
from tests.conftest import ROOT, csv_of, read_csv

from tifabank.build import build
from tifabank.cli import app
from tifabank.errors import InputError
from tifabank.folders import LocalFolder
from tifabank.ids import address_of
from tifabank.loading import load
from tifabank.lookup import KEYS
from tifabank.printing import json_of, visible
from tifabank.resolving import as_json, resolve, retirements
from tifabank.rows import TABLES
from tifabank.schema import columns

PLACED = [name for name, row in TABLES.items() if {"document_id", "start_char"} <= {c.name for c in columns(row)}]
FILES = {row.document_id: ROOT / "raw" / "texts" / row.file for row in load("documents").itertuples()}
WORDING = "We build a safe harbour at a higher level every day of the year."
SHARED = "shared-wording_39ef5e15cd32df93"  # the id of this wording
RETIRED = read_csv(ROOT / "raw" / "curated" / "retired_ids.csv")


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """The five texts and the lines that name them: no tables, nothing else."""
    folder = tmp_path_factory.mktemp("bare")
    shutil.copytree(ROOT / "raw" / "texts", folder / "raw" / "texts")
    (folder / "raw" / "curated").mkdir()
    shutil.copy(ROOT / "raw" / "curated" / "documents.csv", folder / "raw" / "curated")
    return folder


@pytest.mark.parametrize("table", PLACED)
def test_every_id_gives_the_characters_of_its_row(table, bare):
    """From the raw files alone; and with the tables, which know the row (the first of each document)."""
    rows = load(table)
    known = set(rows.drop_duplicates("document_id")[KEYS[table]])
    for row in rows.to_dict("records"):
        row_id = row[KEYS[table]]
        data = FILES[row["document_id"]].read_bytes()
        found = resolve(row_id, bare)
        assert found.text == data.decode()[row["start_char"] : row["end_char"]]
        assert found.text == data[found.start_byte : found.end_byte].decode()
        assert (found.state, found.start_char, found.end_char) == ("unknown", row["start_char"], row["end_char"])
        if "text" in row:
            assert " ".join(found.text.split()) == row["text"]
        if row_id in known:
            again = resolve(row_id, ROOT)
            assert (again.text, again.state, again.table, list(again.notices())) == (found.text, "row", table, [])


def test_a_document_is_its_whole_file(bare):
    for row in load("documents").itertuples():
        for package in (bare, ROOT):
            found = resolve(row.document_id, package)
            assert found.text == FILES[row.document_id].read_bytes().decode() == row.text
            assert (found.sha256, found.end_char, found.end_byte) == (row.sha256, row.characters, row.bytes)


@pytest.mark.parametrize("line", [line for line in RETIRED if address_of(line["old_id"]).span], ids=lambda line: line["old_id"])
def test_every_retired_id_still_names_its_characters_and_tells_what_took_its_place(line):
    found = resolve(line["old_id"])
    assert found.state == "retired"
    assert found.text == FILES[found.document_id].read_bytes().decode()[found.start_char : found.end_char]
    assert astuple(found.retired[0])[1:] == (line["old_id"], line["new_id"] or None, line["since_version"], line["reason"])
    if found.new_id:
        assert resolve(found.new_id).state == "row"
    assert f"{line['old_id']} was retired in version {line['since_version']}" in next(found.notices())


def test_retirements_are_followed_to_the_newest_id(package):
    lines = [
        ("a_enu0-1", "a_enu0-2", "1.0.0", "One."),
        ("a_enu0-2", "a_enu0-3", "2.0.0", "Two."),
        ("a_enu0-9", "a_enu0-9", "3.0.0", "A loop."),
    ]
    folder = package({"a.txt": "First, one."}, {"retired_ids": csv_of("old_id,new_id,since_version,reason", *lines)})
    assert [line.row for line in retirements(LocalFolder(folder), "a_enu0-1")] == [2, 3]
    assert resolve("a_enu0-1", folder).new_id == "a_enu0-3"
    assert len(resolve("a_enu0-9", folder).retired) == 1
    assert resolve("a_enu0-4", folder).retired == ()


def test_ids_of_a_document_whose_id_is_retired_name_the_characters_of_what_took_their_place(package):
    lines = [(old, old.replace("lights", "lamps"), "2.0.0", "Renamed.") for old in ("lights", "lights_men3-9", "lights_sen0-1")]
    files = {
        "retired_ids": csv_of("old_id,new_id,since_version,reason", *lines),
        "documents": csv_of("document_id,file", ["lamps", "a.txt"]),
    }
    folder = package({"a.txt": "Of harbour lights."}, files)
    whole, part = resolve("lights", folder), resolve("lights_men3-9", folder)
    assert (whole.text, whole.document_id, whole.new_id) == ("Of harbour lights.", "lamps", "lamps")
    assert (part.text, part.state, part.new_id) == ("harbou", "retired", "lamps_men3-9")
    with pytest.raises(InputError, match=r"no document has the id 'lights'.*\nlights was retired in version 2.0.0 \(Renamed\): now lamps"):
        resolve("lights_men0-2", folder)


def test_a_range_of_no_row_is_told(package):
    folder = package({"Über uns.txt": "\ufeffEin \r\n 中文 text."})
    assert resolve("uber-uns_men5-9", folder).state == "unknown"
    build(folder)
    found = resolve("uber-uns_men4-9", folder)
    assert (found.text, found.start_byte, found.end_byte, found.state) == (" \r\n 中", 6, 13, "no row")
    assert "no row has the id uber-uns_men4-9" in next(found.notices())


def test_where_the_raw_file_is_not_as_published_the_table_gives_the_characters(package):
    folder = package({"a.txt": "One sentence here."})
    build(folder)
    (folder / "raw" / "texts" / "a.txt").write_text("Another sentence.")
    found = resolve("a_sen0-18", folder)
    assert (found.text, found.read_from) == ("One sentence here.", "documents.text")
    assert "not at hand as it was published" in next(found.notices())
    shutil.rmtree(folder / "raw" / "texts")
    assert resolve("a_sen0-18", folder).text == "One sentence here."


def test_an_edition_without_text_needs_the_raw_file_as_it_was(package):
    folder = package({"a.txt": "One sentence here."})
    build(folder, text=False)
    assert resolve("a_sen0-18", folder).text == "One sentence here."
    (folder / "raw" / "texts" / "a.txt").write_text("Another sentence.")
    with pytest.raises(InputError, match=r"^raw/texts/'a\.txt': was edited since .* put the published file back \(sha256 [0-9a-f]{64}\)$"):
        resolve("a_sen0-18", folder)
    (folder / "raw" / "texts" / "a.txt").unlink()
    with pytest.raises(InputError, match=r"^raw/texts/'a\.txt': is not there, .* add the file \(sha256 [0-9a-f]{64}\)$"):
        resolve("a_sen0-18", folder)


@pytest.mark.parametrize(
    ("row_id", "message"),
    [
        ("", "'' has the form of no id: copy an id from a table"),
        ("a_men9-5", "'a_men9-5' has the form of no id"),
        ("../a_men1-5", "has the form of no id"),
        ("b_men0-5", "no document has the id 'b': copy an id from a table"),
        ("a_men0-12", "raw/texts/'a.txt': has 11 characters, 'a_men0-12' names 0-12: copy an id from a table"),
        ("c", "'c', an id of concepts, names no characters: 'tifabank explain c' tells what it is"),
        ("c_lab-01234567", "no row has or had the id 'c_lab-01234567': copy an id from a table"),
        ("mentions.label", "an id of rules, names no characters"),
        ("mentions.zzz", "no row has or had the id 'mentions.zzz': copy an id from a table"),
        ("shared-wording_0123456789abcdef", "no row has or had the id 'shared-wording_0123456789abcdef'"),
        (SHARED, "stands in several places: resolve the ids of its parallel_spans"),
    ],
)
def test_what_names_no_characters_is_told_in_a_line(package, row_id, message):
    texts = {"a.txt": "First, one.", "x.txt": f"Title\n{WORDING}\n", "y.txt": f"Other\n{WORDING}\n"}
    folder = package(texts, {"concepts": csv_of("concept_id,label,category", ("c", "one", "goal"))})
    build(folder)
    with pytest.raises(InputError) as told:
        resolve(row_id, folder)
    assert message in told.value.problems[0]
    assert len(told.value.problems) == 1


def test_a_raw_file_that_is_no_text_is_refused(package):
    with pytest.raises(InputError, match=r"raw/texts/'a\.txt': byte 1 is not UTF-8: save the file as UTF-8"):
        resolve("a_men0-1", package({"a.txt": b"a\xff"}))


def test_names_that_leave_the_folder_are_not_read(package):
    folder = package({"a.txt": "One."}, {"documents": csv_of("document_id,file", ("b", "../../secret.txt"))})
    (folder / "secret.txt").write_text("Secret.")
    with pytest.raises(InputError):
        resolve("b_men0-4", folder)


def run(*arguments):
    return subprocess.run([sys.executable, "-m", "tifabank", "resolve", *arguments], cwd=ROOT, check=False, capture_output=True)


def test_the_command_prints_the_bytes_and_nothing_else(package):
    folder = package({"a.txt": "\ufeffA\r\n\x1b[31m中 \u202e x\n"})
    assert run("a", "--package", str(folder)).stdout == (folder / "raw" / "texts" / "a.txt").read_bytes()
    done = run("a_men4-12", "--package", str(folder), "--json")
    assert json.loads(done.stdout)["text"] == "\x1b[31m中 \u202e"
    assert not {"\x1b", "\u202e"} & set(done.stdout.decode())
    assert done.stderr.decode().startswith("notice: the tables are not there")
    refused = run("a_men0-99", "--package", str(folder))
    assert (refused.returncode, refused.stdout, refused.stderr.count(b"\n")) == (1, b"", 1)


def test_on_a_terminal_a_line_ends_and_nothing_steers(package, capsys, monkeypatch):
    folder = package({"a.txt": "A \x1b[31m中"})
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    app(["resolve", "a", "--package", str(folder)], standalone_mode=False)
    assert capsys.readouterr().out == "A \\x1b[31m中\n"


def test_json_holds_what_is_told():
    found = resolve(RETIRED[1]["old_id"])
    told = json.loads(as_json(found))
    assert told["retired"][0] == asdict(found.retired[0])
    assert {key: value for key, value in told.items() if key != "retired"} == {key: getattr(found, key) for key in told if key != "retired"}


def test_what_steers_a_terminal_is_shown_as_escapes():
    assert visible("a\tb\r\nc\rd\x1b[2J\x9b\u202e中") == "a\tb\r\nc\\rd\\x1b[2J\\x9b\\u202e中"
    assert json.loads(json_of({"a": "\x9b\u202e\ud800"})) == {"a": "\x9b\u202e\ud800"}
