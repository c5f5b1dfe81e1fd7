"""No damage makes `check` fail to tell: every file may be cut, missing, empty or a folder, and the rest is still checked."""

import json
import random
import re
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.conftest import small_batches
from tests.damage import cell, data, file_of, mended, rows
from tests.small_package import write_sound
from tests.soak import DAMAGES

from tifabank.checking.findings import MOST, Finding, apart, limited
from tifabank.cli import app
from tifabank.command import main
from tifabank.errors import InputError
from tifabank.folders import LocalFolder
from tifabank.rows import TABLES
from tifabank.tables import CHUNKED, COMPARED, GIVEN, write
from tifabank.verify import as_json, check

BROKEN = {
    "cut": lambda place: place.write_bytes(place.read_bytes()[: place.stat().st_size // 2]),
    "empty": lambda place: place.write_bytes(b""),
    "text": lambda place: place.write_bytes(b"\xff\xfe nothing of the kind"),
    "gone": lambda place: place.unlink(),
    "a folder": lambda place: (place.unlink(), place.mkdir()),
    "a dead link": lambda place: (place.unlink(), place.symlink_to("nowhere")),
}


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    return write_sound(tmp_path_factory.mktemp("damage"))


@pytest.fixture(scope="module")
def sound(packages):
    return packages[False]


@pytest.fixture
def copy(sound, tmp_path):
    return shutil.copytree(sound, tmp_path / "copy")


@pytest.mark.parametrize("how", BROKEN)
def test_all_tables_broken_in_one_way_are_all_told(copy, how):
    for name in TABLES:
        BROKEN[how](file_of(copy, name))
    report = check(copy)
    assert {f.table for f in report.findings if f.layer == "files"} == TABLES.keys()
    assert sum("not checked" in line for line in report.unchecked) == len(TABLES)


@pytest.mark.parametrize("how", ["cut", "gone", "a folder"])
@pytest.mark.parametrize("name", ["datapackage.json", "schemas/rules.json", "raw/texts/return.txt", "raw/curated/assertions.csv"])
def test_a_broken_file_hides_no_other_fault(copy, name, how):
    row = mended(cell("quotations", "text", "the two musts"))(copy)
    BROKEN[how](copy / name)
    found = check(copy).findings
    assert ("slices", "quotations", row) in {(f.layer, f.table, f.row) for f in found}
    assert {"input", "descriptor", "schema"} & {f.layer for f in found if f.table != "quotations"}


@pytest.mark.parametrize("place", ["processed", "schemas", "raw", "raw/texts", "raw/curated"])
def test_a_file_in_the_place_of_a_folder(copy, place):
    shutil.rmtree(copy / place)
    (copy / place).write_text("x")
    report = check(copy)
    assert report.findings or report.unchecked


@pytest.mark.parametrize("parts", [False, True])
def test_what_is_curated_is_compared_without_texts(packages, parts, tmp_path, monkeypatch):
    if parts:
        small_batches(monkeypatch, parts=True)
    copy = shutil.copytree(packages[parts], tmp_path / "copy")
    shutil.rmtree(copy / "raw/texts")
    report = check(copy)
    assert report.findings == []
    (unchecked,) = report.unchecked
    assert set(re.findall(r"\w+", unchecked)) >= {*CHUNKED, *COMPARED}
    assert not set(re.findall(r"\w+", unchecked)) & {*GIVEN} - {"rules"}
    data("raw/curated/concepts.csv", lambda b: b.replace("平安港".encode(), "安港".encode()))(copy)
    assert {(f.layer, f.table, f.column) for f in check(copy).findings} == {
        ("input", "provenance", "curated_sha256"),
        ("derivation", "concepts", "label_zh"),
    }


def test_facts_are_compared_without_texts(copy):
    shutil.rmtree(copy / "raw/texts")
    data("raw/curated/package.csv", lambda b: b.replace(b"Small", b"Smaller"))(copy)
    assert [(f.layer, f.column) for f in check(copy).findings] == [("descriptor", "title")]


def test_curated_files_are_refused_without_texts_as_with_them(copy):
    shutil.rmtree(copy / "raw/texts")
    data("raw/curated/mention_senses.csv", lambda b: b.replace(b"return,", b"nowhere,"))(copy)
    report = check(copy)
    assert {(f.check, f.table) for f in report.findings} == {("input", "raw/curated/mention_senses.csv")}
    assert any("the input is not accepted" in line for line in report.unchecked)
    file_of(copy, "documents").unlink()
    assert "input" not in {f.check for f in check(copy).findings}, "which documents there are is not known"


EDITED = {
    "raw/curated/concepts.csv": (
        lambda b: b.replace("平安港".encode(), "安港".encode()),
        "raw/curated, or this table, was edited since the build",
    ),
    "raw/texts/lights.txt": (lambda b: b + b"\n", "the file, or this table, was edited since the build"),
    "raw/texts/new.txt": (lambda _: b"A new harbour.\n", "the file was added since the build"),
}


@pytest.mark.parametrize("name", EDITED)
def test_the_remedy_for_an_input_edited_since_the_build_stands_in_words(copy, name):
    change, told = EDITED[name]
    data(name, change)(copy)
    assert f"{told}: run 'tifabank build'" in next(str(f) for f in check(copy).findings if f.check in {"curated", "raw"})


def test_the_remedy_for_a_text_that_is_gone_stands_in_words(copy):
    (copy / "raw/texts/harbour.txt").unlink()
    (told,) = {f.found for f in check(copy).findings if f.check == "raw"}
    assert told == "'harbour.txt', whose file is gone since the build: put it back, or run 'tifabank build'"


@pytest.mark.parametrize("left", [[], ["package.csv", "retired_ids.csv"]])
def test_tables_alone_are_checked_by_themselves(copy, left):
    kept = {name: (copy / "raw/curated" / name).read_bytes() for name in left if (copy / "raw/curated" / name).exists()}
    shutil.rmtree(copy / "raw")
    for name, held in kept.items():
        data(f"raw/curated/{name}", lambda _, held=held: held)(copy)
    report = check(copy)
    assert report.findings == []
    assert report.unchecked == [
        "raw/ holds neither texts nor curated files of which rows are made: no row was compared with one made again"
    ]


LINKED = {
    "processed": "processed",
    "schemas": "schemas",
    "datapackage.json": "datapackage.json",
    "schemas/rules.json": "rules",
    "processed/rules.parquet": "rules",
    "processed/provenance.parquet": "provenance",
}


@pytest.mark.parametrize("dead", [False, True])
@pytest.mark.parametrize("name", LINKED)
def test_a_link_is_told_and_not_followed(copy, name, dead, tmp_path):
    elsewhere = (copy / name).rename(tmp_path / "elsewhere")
    (copy / name).symlink_to(tmp_path / "nowhere" if dead else elsewhere)
    report = check(copy)
    (finding,) = (f for f in report.findings if f.layer in {"package", "files", "schema", "descriptor"} if LINKED[name] == f.table)
    assert (finding.check, finding.expected) == ("link", f"{name} itself")
    assert "not followed: put here what it leads to" in finding.found
    if name.startswith("processed"):
        assert report.unchecked


def test_what_a_link_leads_to_is_not_shown(copy, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text('{"resources": "secret words"}')
    for name in ("datapackage.json", "schemas/rules.json", "processed/rules.parquet"):
        (copy / name).unlink()
        (copy / name).symlink_to(secret)
    report = check(copy)
    assert not any("secret" in str(told) for told in (*report.findings, *report.notices, *report.unchecked))
    assert "secret" not in as_json(copy, report)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_no_rows_is_told(copy, name):
    write(pq.read_table(file_of(copy, name)).slice(0, 0), file_of(copy, name))
    assert name in {f.table for f in check(copy).findings if f.layer == "derivation"}


@pytest.mark.parametrize("names", [TABLES, ["documents"], ["provenance", "enumerations", "parallels"]], ids=len)
def test_tables_of_nulls_are_told(copy, names):
    for name in names:
        loose = pa.schema([pa.field(f.name, f.type) for f in pq.read_schema(file_of(copy, name))])
        write(pa.table([pa.nulls(3, f.type) for f in loose], schema=loose), file_of(copy, name))
    assert {*names} <= {f.table for f in check(copy).findings if f.layer == "values"}


def test_a_broken_table_leaves_the_others_checked(copy):
    """What rests on it is named; a cell, a key and an order elsewhere are still looked at."""
    BROKEN["cut"](file_of(copy, "documents"))
    cell("mentions", "nested", value=True)(copy)
    cell("concepts", "concept_id", "four-lights", row=1)(copy)
    rows("sentences", lambda table: table.take([1, 0, *range(2, len(table))]))(copy)
    report = check(copy)
    assert {("derivation", "mentions"), ("keys", "concepts"), ("order", "sentences")} <= {(f.layer, f.table) for f in report.findings}
    (told,) = [line for line in report.unchecked if line.startswith("of documents not checked")]
    assert all(what in told for what in ("tiling", "slices and words", "ranges", "references to it"))


def test_a_table_that_lacks_values_is_compared_and_what_rests_on_it_is_told(copy):
    cell("paragraphs", "document_id", None)(copy)
    report = check(copy)
    assert {("values", "paragraphs"), ("derivation", "paragraphs")} <= {(f.layer, f.table) for f in report.findings}
    (told,) = [line for line in report.unchecked if line.startswith("of paragraphs not checked, for values are missing")]
    assert "tiling" in told


def test_a_text_edited_while_it_is_checked_is_told_with_what_else_was_found(copy, monkeypatch):
    row = cell("quotations", "text", "the two musts")(copy)

    def edited(*_):
        raise InputError("raw/texts/'harbour.txt': was changed while the package was built: build again")

    monkeypatch.setattr("tifabank.compared.read_text", edited)
    found = {(f.check, f.table, f.row) for f in check(copy).findings}
    assert {("mapped", "raw/texts", None), ("slice", "quotations", row)} <= found


def test_references_to_a_broken_table_are_not_called_dangling(copy):
    BROKEN["cut"](file_of(copy, "concepts"))
    assert "reference" not in {f.check for f in check(copy).findings}


def test_a_text_that_was_edited_is_told_once_and_the_others_are_compared(copy):
    data("raw/texts/return.txt", lambda b: b + b"More ships.\n")(copy)
    cell("mentions", "nested", value=True)(copy)
    report = check(copy)
    assert {f.row for f in report.findings if f.check == "raw"} == {"return"}
    assert ("mentions", "harbour_men2-14", "nested") in {(f.table, f.row, f.column) for f in report.findings if f.check == "derivation"}
    assert any(line.startswith("rows of return were not compared") for line in report.unchecked)


def test_how_many_findings_are_left_out_is_told(copy):
    log = pq.read_table(file_of(copy, "provenance"))
    write(log.set_column(3, log.schema.field("rows"), pa.array([77] * len(log), pa.int64())), file_of(copy, "provenance"))
    found = [f for f in check(copy).findings if f.check == "provenance" and f.column == "rows"]
    assert len(log) > MOST
    assert [f.more for f in found] == [0] * MOST + [len(log) - MOST]
    assert str(found[-1]) == f"provenance, column rows: {len(log) - MOST} more like these [provenance]"


def test_counts_of_what_is_left_out_are_added_up():
    findings = [Finding("slice", "mentions", str(n), "text", "a", "b") for n in range(MOST)]
    *told, last = limited([*limited([*findings, *findings]), *findings])
    assert told == findings
    assert last.more == 2 * MOST


def test_two_values_are_shown_where_they_part():
    one, other = apart("x" * 500 + "a", "x" * 500 + "b")
    assert one.endswith("a'")
    assert other.endswith("b'")
    assert apart("é", "e\u0301") == ("'\\xe9'", "'e\\u0301'")


def test_a_finding_of_hostile_characters_is_one_line(copy):
    cell("mentions", "mention_id", "a\nb\x1b[31m\u202e")(copy)
    for finding in check(copy).findings:
        assert str(finding).isprintable()


def said(arguments, capsys):
    """Exit status, object on stdout and lines on stderr of a command."""
    with pytest.raises(SystemExit) as ended:
        main(lambda: app(arguments))
    out, errors = capsys.readouterr()
    return ended.value.code, json.loads(out), errors


def test_json_is_one_object_with_every_part_of_each_finding(copy, capsys):
    cell("mentions", "nested", value=True)(copy)
    code, told, errors = said(["check", str(copy), "--json"], capsys)
    assert (code, errors) == (1, "")
    assert told.keys() == {"package", "version", "software", "software_version", "ok", "findings", "notices", "not_checked"}
    assert (told["package"], told["version"], told["ok"]) == ("small", "1.0.0", False)
    (found,) = [f for f in told["findings"] if f["layer"] == "derivation"]
    assert found == {
        "check": "derivation",
        "layer": "derivation",
        "table": "mentions",
        "id": "harbour_men2-14",
        "column": "nested",
        "expected": "False",
        "found": "True",
        "more": 0,
        "message": "mentions, row harbour_men2-14, column nested: expected False, found True [derivation]",
    }
    assert told["not_checked"]


def test_json_of_a_sound_package_ends_well(sound, capsys):
    code, told, errors = said(["check", str(sound), "--json"], capsys)
    assert (code, told["ok"], told["findings"], errors) == (0, True, [], "")


def test_a_folder_that_was_never_built_is_one_finding(tmp_path):
    (finding,) = check(tmp_path).findings
    assert finding.layer == "package"


def test_a_folder_that_cannot_be_read_is_told(copy, monkeypatch):
    """As by a file system that fails; to the owner of a machine every folder can be read."""
    whole = LocalFolder.entries

    def entries(self, name):
        if name == "processed/rules.parquet":
            raise PermissionError(13, "Permission denied")
        return whole(self, name)

    BROKEN["a folder"](file_of(copy, "rules"))
    monkeypatch.setattr(LocalFolder, "entries", entries)
    assert ("unreadable", "rules") in {(f.check, f.table) for f in check(copy).findings}


@pytest.mark.soak
def test_random_bytes_in_any_file_never_make_it_fail(sound, tmp_path):
    dice = random.Random(6)  # damage, no secret
    for number in range(DAMAGES):
        copy = shutil.copytree(sound, tmp_path / f"copy-{number}")
        place = dice.choice(sorted(p for p in copy.rglob("*") if p.is_file() and ".tifabank" not in str(p)))
        there = bytearray(place.read_bytes())
        for _ in range(dice.choice([1, 1, 10])):
            there[dice.randrange(len(there))] ^= dice.randrange(1, 256)
        place.write_bytes(there[: dice.choice([len(there), dice.randrange(len(there))])])
        report = check(copy)
        json.loads(as_json(copy, report))
        assert report.findings, place
        shutil.rmtree(copy)
