"""All that is known of an id, compared with the tables, the curated files and the raw bytes."""

import csv
import dataclasses
import hashlib
import json
import shutil
import sqlite3
from functools import cache

import pytest
from tests.conftest import ROOT, csv_of, labels_csv, read_csv, small_batches

import tifabank
from tifabank.build import build
from tifabank.database import make_database
from tifabank.errors import InputError
from tifabank.explaining import as_dict, as_json, explain, explained
from tifabank.folders import LocalFolder
from tifabank.ids import address_of
from tifabank.loading import load
from tifabank.lookup import KEYS, ParquetLookup, SqliteLookup
from tifabank.rows import CURATED, TABLES
from tifabank.schema import about, columns
from tifabank.stored import read_table

HOME = LocalFolder(ROOT)
LOOKUP = ParquetLookup(HOME)
ROWS = {name: read_table(HOME, name).to_pylist() for name in TABLES}
FILES = {row["document_id"]: (ROOT / "raw" / "texts" / row["file"]).read_bytes() for row in ROWS["documents"]}
RETIRED = read_csv(ROOT / "raw" / "curated" / "retired_ids.csv")


def some(table, number=4):
    """Rows of a table, the first and the last among them."""
    rows = ROWS[table]
    return [rows[i] for i in sorted({round(k * (len(rows) - 1) / (number - 1)) for k in range(number)})]


@cache
def told(row_id):
    return explained(LOOKUP, HOME, row_id)


def fold(text):
    return " ".join(text.split())


@pytest.mark.parametrize("table", TABLES)
def test_a_row_is_told_with_every_cell_and_what_it_means(table):
    for row in some(table):
        found = told(row[KEYS[table]])
        assert (found.id, found.row_id, found.table, found.about) == (row[KEYS[table]], row[KEYS[table]], table, about(table))
        for cell, column in zip(found.cells, columns(TABLES[table]), strict=True):
            assert (cell.column, cell.origin, cell.description) == (column.name, column.origin, column.description)
            assert (cell.third_party, cell.refers_to, cell.held) == (column.copies, column.ref, True)
            value = row[column.name]
            if cell.left_out:
                assert value.startswith(cell.value)
                assert len(cell.value) + cell.left_out == len(value)
            else:
                assert cell.value == value


@pytest.mark.parametrize("table", TABLES)
def test_its_words_stand_in_their_place(table):
    for row in some(table):
        quote = told(row[KEYS[table]]).quote
        if "start_char" not in row:
            assert quote is None
            continue
        data = FILES[row["document_id"]]
        own = data[quote.start_byte : quote.end_byte].decode()
        assert own == data.decode()[row["start_char"] : row["end_char"]]
        assert (quote.start_char, quote.end_char, quote.document_id) == (row["start_char"], row["end_char"], row["document_id"])
        if quote.left_out:
            head, tail = quote.quote.split(" […] ")
            assert fold(own).startswith(head.strip())
            assert fold(own).endswith(tail.strip())
        elif not own.isspace():
            assert fold(quote.quote) == fold(own)
        before, after = fold(data[: quote.start_byte].decode()), fold(data[quote.end_byte :].decode())
        assert before.endswith(fold(quote.before.removeprefix("…")))
        assert after.startswith(fold(quote.after.removesuffix("…")))
        assert len(quote.before) > 40 or quote.start_char < 100
        assert max(len(quote.before), len(quote.after)) <= 102


@pytest.mark.parametrize("table", TABLES)
def test_the_rule_that_made_it_is_told_unless_a_person_did(table):
    for row in some(table):
        found = told(row[KEYS[table]])
        if "rule_id" in row and table != "rules":
            assert found.rule["rule_id"] == row["rule_id"]
        elif table in ("parallels", "parallel_spans"):
            kind = row.get("kind") or next(p["kind"] for p in ROWS["parallels"] if p["parallel_id"] == row["parallel_id"])
            assert found.rule["rule_id"] == {"same_formula": "parallels.curated", "shared_wording": "parallels.shared_wording"}[kind]
        elif table in ("documents", "rules", "provenance"):
            assert found.rule["table_name"] == table
        else:
            assert found.rule is None
            assert found.lines[0].what == "made this row"


def written(line):
    """A line of a curated file as the file has it, by its number."""
    with (ROOT / line.file).open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    return {name: cell for name, cell in zip(header, lines[line.row - 2], strict=True) if cell}


@pytest.mark.parametrize("table", ["sources", "concepts", "concept_labels", "concept_members", "assertions", "parallel_spans"])
def test_the_curated_line_that_made_a_row_has_its_cells(table):
    for row in some(table, 7):
        found = told(row[KEYS[table]])
        if found.rule and found.rule["method"] != "curated":
            assert found.lines == ()
            continue
        made = [line for line in found.lines if line.what == "made this row"]
        assert made
        for line in made:
            assert line.cells == written(line)
            if not line.file.endswith("parallels.csv"):
                typed = {
                    name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in row.items() if value is not None
                }
                assert {name: typed[name] for name in line.cells if name in typed} == {n: c for n, c in line.cells.items() if n in typed}


def test_an_undecided_mention_tells_that_its_label_is_one_of_several():
    one_of_each = {row["sense_basis"]: row["mention_id"] for row in ROWS["mentions"]}
    which = {basis: told(mention).which_label for basis, mention in one_of_each.items()}
    assert which.pop("undecided") == "The first of the labels that match"
    assert which == dict.fromkeys(which, "The label that matched")


def test_a_decided_mention_tells_the_label_and_the_line_that_decides():
    decided = [row for row in ROWS["mentions"] if row["sense_basis"] == "curated"]
    assert decided
    for row in decided:
        found = told(row["mention_id"])
        label, sense = found.lines
        assert found.label == next(r for r in ROWS["concept_labels"] if r["concept_label_id"] == row["concept_label_id"])
        assert (label.what, label.cells["label"]) == ("gives this label", found.label["label"])
        assert (sense.file, sense.cells["concept_id"]) == ("raw/curated/mention_senses.csv", row["concept_id"])
        assert int(sense.cells["start_char"]) == row["start_char"]
        assert sense.cells == written(sense)


def test_a_noted_issue_and_a_corrected_row_tell_their_lines():
    noted = [row for row in ROWS["text_issues"] if row["rule_id"] == "text_issues.note"]
    assert noted
    for row in noted:
        (line,) = told(row["issue_id"]).lines
        assert (line.file, line.cells["message"]) == ("raw/curated/text_notes.csv", row["message"])
    corrected = [
        (table, row) for table, rows in ROWS.items() for row in rows if row.get("rule_id") == f"{table}.curated" and table != "rules"
    ]
    assert {table for table, _ in corrected} >= {"enumerations", "definitions", "attributions", "quotations"}
    for table, row in {table: (table, row) for table, row in corrected}.values():
        found = told(row[KEYS[table]])
        assert any(line.what in ("adds this row", "changes this row", "adds the list of this item") for line in found.lines), row
        assert all(line.cells["reason"] for line in found.lines)


def test_a_line_that_removed_another_row_is_told_beside_those_of_this_one():
    removed = [line for line in read_csv(ROOT / "raw" / "curated" / "corrections.csv") if line["action"] == "remove"]
    seen = 0
    for line in removed:
        start, end = int(line["start_char"]), int(line["end_char"])
        for row in ROWS[line["table_name"]]:
            if row["document_id"] == line["document_id"] and row["start_char"] < end and start < row["end_char"]:
                lines = [each.cells for each in told(row[KEYS[line["table_name"]]]).lines]
                inside = row["start_char"] < start and end < row["end_char"]
                assert ({name: cell for name, cell in line.items() if cell} in lines) != inside
                seen += not inside
                break
    assert seen > 3


@pytest.mark.parametrize("table", ["concepts", "concept_members", "documents", "parallels"])
def test_the_evidence_for_its_cells_is_told(table):
    for row in some(table):
        wanted = [a for a in ROWS["assertions"] if (a["subject_table"], a["subject_id"]) == (table, row[KEYS[table]])]
        assert list(told(row[KEYS[table]]).assertions) == wanted


def test_the_document_is_told_with_its_hash_its_date_and_its_sources():
    for document in ROWS["documents"]:
        row = next(r for r in ROWS["sentences"] if r["document_id"] == document["document_id"])
        text = told(row["sentence_id"]).text
        assert (text.title, text.file, text.bytes, text.characters) == tuple(document[c] for c in ("title", "file", "bytes", "characters"))
        assert text.sha256 == hashlib.sha256(FILES[document["document_id"]]).hexdigest()
        assert text.raw == "same"
        wanted = [s for s in ROWS["sources"] if s["document_id"] == document["document_id"]]
        assert sorted(text.sources, key=str) == sorted(wanted, key=str)
        assert text.sources[0]["relation"] == "copy"
        assert text.date == (document["original_date"] or document["event_date"] or document["page_date"])
        assert all(a["value"] == text.date for a in text.date_evidence)
        assert bool(text.date) == bool(text.date_evidence)


@pytest.mark.parametrize("table", TABLES)
def test_the_build_is_told_with_the_hashes_of_what_it_read_and_wrote(table):
    package = json.loads((ROOT / "datapackage.json").read_text())
    row = some(table)[0]
    found = told(row[KEYS[table]]).build
    assert (found.title, found.version, found.edition) == (package["title"], package["version"], "full")
    assert found.sha256 == hashlib.sha256((ROOT / found.path).read_bytes()).hexdigest()
    assert f"sha256:{found.logical_sha256}" == next(r for r in package["resources"] if r["name"] == table)["tifabank:logical_hash"]
    assert (found.rows, found.parts, found.curated) == (len(ROWS[table]), 1, "same")
    own = [p for p in ROWS["provenance"] if (p["document_id"], p["table_name"]) == (row.get("document_id"), table)]
    assert found.provenance == (own or [{n: v for n, v in ROWS["provenance"][0].items() if n in found.provenance}])[0]
    assert {"curated_sha256", "rules_sha256", "software", "software_version"} <= found.provenance.keys()


@pytest.mark.parametrize("table", TABLES)
def test_the_rows_around_it_are_those_of_the_tables(table):
    for row in some(table, 2):
        row_id = row[KEYS[table]]
        found = told(row_id)
        named = {c.name: row[c.name] for c in columns(TABLES[table]) if c.ref and row[c.name] is not None}
        if table == "assertions":
            named["subject_id"] = row["subject_id"]
        assert {r.column: r.row.id for r in found.refers_to} == named
        wanted = {}
        for name, declared in TABLES.items():
            for column in columns(declared):
                naming = [r[KEYS[name]] for r in ROWS[name] if r[column.name] == row_id] if column.ref == table else []
                if naming:
                    wanted[name, column.name] = naming
        assert {(g.table, g.column): g.total for g in found.referred_to_by} == {key: len(ids) for key, ids in wanted.items()}
        for group in found.referred_to_by:
            ids = [r.id for r in group.rows]
            assert ids == wanted[group.table, group.column][: len(ids)]
            assert ids
        if "start_char" in row:
            holding = {
                r[KEYS[name]]
                for name, rows in ROWS.items()
                for r in rows
                if "start_char" in r
                and name != "text_issues"
                and r["document_id"] == row["document_id"]
                and r["start_char"] <= row["start_char"]
                and r["end_char"] >= row["end_char"]
            }
            assert {r.id for r in found.stands_in} == holding - {row_id} - set(named.values())
            touching = {
                r["issue_id"]
                for r in ROWS["text_issues"]
                if r["document_id"] == row["document_id"] and r["start_char"] < row["end_char"] and r["end_char"] > row["start_char"]
            }
            assert {r.id for r in found.noted} == touching - {row_id}


def test_a_doubt_inside_a_row_is_told_with_its_kind():
    row, mention = next(
        (row, mention)
        for row in ROWS["text_issues"]
        for mention in ROWS["mentions"]
        if row["document_id"] == mention["document_id"]
        and mention["start_char"] <= row["start_char"] < row["end_char"] < mention["end_char"]
    )
    noted = told(mention["mention_id"]).noted
    assert [(r.id, r.label.partition(":")[0]) for r in noted if r.id == row["issue_id"]] == [(row["issue_id"], row["kind"])]


def test_the_items_of_a_list_and_the_wordings_of_a_concept_are_all_told():
    longest = max(ROWS["enumerations"], key=lambda row: row["item_count"])
    items = next(g for g in told(longest["enumeration_id"]).referred_to_by if g.table == "enumeration_items")
    assert len(items.rows) == items.total == longest["item_count"] > 6


@pytest.mark.parametrize("line", RETIRED, ids=lambda line: line["old_id"])
def test_a_retired_id_is_told_with_what_it_named_and_what_took_its_place(line):
    found = told(line["old_id"])
    assert (found.id, found.row_id) == (line["old_id"], line["new_id"] or None)
    assert found.retired[0].reason == line["reason"]
    assert (
        written(dataclasses.make_dataclass("L", ["file", "row"])("raw/curated/retired_ids.csv", found.retired[0].row))["old_id"]
        == line["old_id"]
    )
    assert bool(found.cells) == bool(line["new_id"])
    if address_of(line["old_id"]).document_id is None:  # a label or an assertion names no characters
        assert found.retired_quote is None
        return
    assert found.text.sha256 == found.build.provenance["raw_sha256"]
    data = FILES[found.text.document_id]
    assert fold(data[found.retired_quote.start_byte : found.retired_quote.end_byte].decode()) == fold(found.retired_quote.quote)
    assert bool(found.quote) == bool(line["new_id"])


def test_a_gone_row_tells_the_correction_that_removed_it():
    lines = [line for row in RETIRED if not row["new_id"] for line in told(row["old_id"]).lines]
    assert any(line.what == "removes what a rule finds at these characters" for line in lines)


@pytest.mark.parametrize("table", TABLES)
def test_json_reads_back_and_the_database_tells_the_same(table, database):
    for row in some(table, 2):
        found = told(row[KEYS[table]])
        assert json.loads(as_json(found)) == json.loads(json.dumps(as_dict(found)))
        assert explained(database, HOME, row[KEYS[table]]) == found
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.id = "another"


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("database")
    shutil.copytree(ROOT / "processed", folder / "processed", ignore=shutil.ignore_patterns("*.db*"))
    connection = sqlite3.connect(make_database(folder))
    yield SqliteLookup(connection)
    connection.close()


@pytest.fixture
def wheel(tmp_path):
    """The five texts as a wheel holds them: no raw texts, of the curated files only two."""
    for name in ("processed", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.db*"))
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    (tmp_path / "raw" / "curated").mkdir(parents=True)
    for stem in ("package", "retired_ids"):
        shutil.copy(ROOT / "raw" / "curated" / f"{stem}.csv", tmp_path / "raw" / "curated")
    return tmp_path


def test_what_is_not_in_an_installed_copy_is_told(wheel):
    row = next(row for row in ROWS["mentions"] if row["sense_basis"] == "curated")
    found = explain(row["mention_id"], wheel)
    assert found.quote.quote == row["text"]
    assert (found.quote.read_from, found.text.raw, found.build.curated) == ("documents.text", "absent", "absent")
    assert found.lines == ()
    assert found.unread == tuple(
        f"raw/curated/{stem}.csv: not in this copy of the package" for stem in ("concept_labels", "mention_senses", "corrections")
    )
    gone, moved = (next(line for line in RETIRED if bool(line["new_id"]) == new) for new in (False, True))
    assert explain(gone["old_id"], wheel).retired_quote
    assert explain(moved["old_id"], wheel).row_id == moved["new_id"]
    for table in TABLES:
        assert explain(ROWS[table][0][KEYS[table]], wheel).cells


TEXT = "Title\nWe build a safe China at a higher level. First, we read books. Second, we write them.\n"


def test_an_edited_raw_file_and_edited_curated_files_are_told(package):
    folder = package({"a.txt": TEXT}, labels_csv({"safe": "safe China"}))
    build(folder)
    row_id = load("mentions", folder).mention_id[0]
    before = explain(row_id, folder)
    assert (before.text.raw, before.build.curated, before.quote.read_from) == ("same", "same", "raw/texts/a.txt")
    (folder / "raw" / "texts" / "a.txt").write_text(TEXT.replace("safe", "very safe"))
    (folder / "raw" / "curated" / "concepts.csv").write_bytes(labels_csv({"safe": "a safe China"})["concepts"])
    found = explain(row_id, folder)
    assert (found.text.raw, found.build.curated) == ("changed", "changed")
    assert dataclasses.replace(found.quote, read_from="raw/texts/a.txt") == before.quote
    (folder / "raw" / "curated" / "concept_labels.csv").write_text("concept_id\nsafe\n")
    assert "raw/curated/concept_labels.csv: row 1, column 'label' is missing: add it" in explain(row_id, folder).unread


def test_the_edition_without_text_says_so(package):
    folder = package({"a.txt": TEXT}, labels_csv({"safe": "safe China"}))
    build(folder, text=False)
    row_id = load("mentions", folder).mention_id[0]
    assert explain(row_id, folder).quote.quote == "safe China", "the raw file is at hand"
    shutil.rmtree(folder / "raw")
    for table in TABLES:
        for key in load(table, folder).iloc[:2, 0]:
            found = explain(key, folder)
            assert found.quote is None
            assert bool(found.no_quote) == ("start_char" in TABLES[table]._fields)
            assert {c.column for c in found.cells if not c.held} == {c.name for c in columns(TABLES[table]) if c.copies}
            assert found.build.edition == "without-text"


def test_a_package_of_parts_is_explained_as_one_of_files(package, monkeypatch):
    texts = {f"text-{n:02d}.txt": TEXT.replace("Title", f"Title {n}") for n in range(12)}
    folder = package(texts, labels_csv({"safe": "safe China"}))
    build(folder)
    ids = [load(table, folder).iloc[-1, 0] for table in TABLES if len(load(table, folder))]
    before = [dataclasses.replace(explain(row_id, folder), build=None) for row_id in ids]
    small_batches(monkeypatch, parts=True)
    build(folder)
    assert explain(ids[0], folder).build.parts > 2
    assert [dataclasses.replace(explain(row_id, folder), build=None) for row_id in ids] == before


@pytest.mark.parametrize("row_id", ["", "nothing", "../x", "a_men0-5", "x" * 5000, "a_enu0-99", "mentions.nothing", "a\nb"])
def test_what_no_row_has_is_told_in_a_line(package, row_id):
    folder = package({"a.txt": TEXT})
    build(folder)
    with pytest.raises(InputError, match="no row has or had the id") as refused:
        explain(row_id, folder)
    assert len(refused.value.problems) == 1
    assert "\n" not in refused.value.problems[0]
    assert ("tifabank resolve" in refused.value.problems[0]) == (row_id == "a_men0-5")
    assert ("; the text has 92 characters" in refused.value.problems[0]) == (row_id == "a_enu0-99")


def test_a_package_that_is_not_built_is_told(package):
    with pytest.raises(InputError, match="not there: run 'tifabank build' first"):
        explain("a", package({"a.txt": TEXT}))


def test_a_retired_id_of_any_form_is_told(package):
    lines = [("old-concept", "safe", "2.0.0", "Merged."), ("odd id!", "", "2.0.0", "Odd.")]
    folder = package(
        {"a.txt": TEXT}, {**labels_csv({"safe": "safe China"}), "retired_ids": csv_of("old_id,new_id,since_version,reason", *lines)}
    )
    build(folder)
    assert explain("old-concept", folder).row_id == "safe"
    assert explain("odd id!", folder).table == ""


def test_both_are_what_the_package_exports():
    assert tifabank.explain is explain
    assert {"explain", "resolve"} <= set(tifabank.__all__)


def test_a_new_curated_file_has_to_be_explained_too():
    known = "documents sources concepts concept_labels concept_members assertions mention_senses corrections text_notes parallels"
    assert set(CURATED) == {"package", "retired_ids", *known.split()}


@pytest.mark.parametrize("descriptor", ["", "[]", '{"resources": 1}', '{"resources": [{"name": "documents", "hash": 1}]}', "[" * 100_000])
def test_a_damaged_descriptor_keeps_no_row_from_being_told(package, descriptor):
    folder = package({"a.txt": "We read."})
    build(folder)
    (folder / "datapackage.json").write_text(descriptor)
    assert explain("a", folder).build.provenance["document_id"] == "a"
