"""`tifabank diff` on packages that were built: what is told of rows, cells, columns, versions and retired ids."""

import csv
import io
import json
import re
import shutil

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from tests.conftest import ROOT, csv_of, labels_csv, read_csv, small_batches
from tests.test_cli import run

import tifabank
from tifabank.build import build
from tifabank.curating import sha256_of
from tifabank.differences import as_json, changelog, judged, retired, told, versions
from tifabank.differences.records import Step
from tifabank.errors import InputError
from tifabank.folders import LocalFolder
from tifabank.stored import part_path, read_table, table_path
from tifabank.tables import write

TEXTS = {
    "a.txt": "A plan\nWe build a safe China. There are two tasks: first, we read books; second, we write “the new path” down.\n",
    "b.txt": "Another plan\nWe hold that a safe China needs order. “Order is the base,” he said.\n",
}


def facts(version):
    return {"package": csv_of("key,value", ("name", "small"), ("version", version))}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A small package, built once."""
    folder = tmp_path_factory.mktemp("built")
    for name, text in TEXTS.items():
        place = folder / "raw" / "texts" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    (folder / "raw" / "curated").mkdir()
    for stem, data in (labels_csv({"safe": "safe China"}) | facts("1.4.2")).items():
        (folder / "raw" / "curated" / f"{stem}.csv").write_bytes(data)
    build(folder)
    return folder


@pytest.fixture
def old(built, tmp_path):
    return shutil.copytree(built, tmp_path / "old")


@pytest.fixture
def new(old, tmp_path):
    return shutil.copytree(old, tmp_path / "new")


def edit(folder, name, change):
    """Put what `change` makes of a table in its place."""
    table = change(read_table(LocalFolder(folder), name))
    write(table, folder / table_path(name))
    return table


def set_cells(table, row, **cells):
    """A table with other cells in one row."""
    for name, value in cells.items():
        values = table[name].to_pylist()
        values[row] = value
        table = set_column(table, name, values)
    return table


def set_column(table, name, values):
    """A table with other cells in one column."""
    number = table.column_names.index(name)
    return table.set_column(number, table.schema.field(number), pa.array(values, table.schema.field(number).type))


def set_schema(folder, table, column, **constraints):
    path = folder / "schemas" / f"{table}.json"
    schema = json.loads(path.read_text())
    field = next(f for f in schema["fields"] if f["name"] == column)
    field["constraints"] |= constraints
    path.write_text(json.dumps(schema))


def set_version(folder, version):
    """The version number of a package, as a build would write it."""
    (folder / "raw" / "curated" / "package.csv").write_bytes(facts(version)["package"])
    told_ = json.loads((folder / "datapackage.json").read_text())
    (folder / "datapackage.json").write_text(json.dumps(told_ | {"version": version}))


def set_retired(folder, *lines):
    """The retired ids of a package, as if it were built with them."""
    path = folder / "raw" / "curated" / "retired_ids.csv"
    path.write_bytes(csv_of("old_id,new_id,since_version,reason", *lines))
    here = sha256_of(LocalFolder(folder))
    edit(folder, "provenance", lambda t: set_column(t, "curated_sha256", [here] * len(t)))


def text_of(difference):
    return "\n".join(told.printed(difference))


def test_a_package_does_not_differ_from_itself(old, new):
    found = tifabank.diff(old, new)
    assert not found.data
    assert judged.faults(found) == []
    assert all(table.old_rows == table.new_rows for table in found.tables)
    assert "No row, id, cell or column of the data differs." in text_of(found)
    assert run("diff", str(old), str(new)).returncode == 0


def test_another_build_of_the_same_data_is_told_apart(old, new):
    edit(new, "provenance", lambda t: set_cells(t, 0, software_version="9.9.9", rules_sha256="0" * 64))
    set_version(new, "1.4.3")
    found = tifabank.diff(old, new)
    assert not found.data
    assert "provenance: rules_sha256 in 1 row, software_version in 1 row" in text_of(found)
    assert run("diff", str(old), str(new)).returncode == 0


def test_an_added_text_adds_rows_and_needs_a_minor_step(old, new):
    (new / "raw" / "texts" / "c.txt").write_text("A third plan\nWe go on building a safe China.\n")
    set_version(new, "1.5.0")
    build(new)
    found = tifabank.diff(old, new)
    assert {"documents", "paragraphs", "sentences", "mentions"} <= {table.name for table in found.data}
    assert found["documents"].added_ids == ["c"]
    assert not any(table.cells or len(table.removed) for table in found.data)
    assert (versions.needed(found), versions.least(found), judged.faults(found)) == (Step.minor, "1.5.0", [])
    assert run("diff", str(old), str(new)).returncode == 2


def test_a_changed_cell_is_told_under_its_id(old, new):
    changed = edit(new, "quotations", lambda t: set_cells(t, 0, kind="title"))
    found = tifabank.diff(old, new)
    (cell,) = found["quotations"].cells
    assert cell == (changed["quotation_id"][0].as_py(), "kind", "term", "title")
    assert versions.needed(found) is Step.minor
    assert f'~ {cell.id}  kind: "term" -> "title"' in text_of(found)


def test_null_is_equal_to_null_and_to_nothing_else(old, new):
    edit(new, "documents", lambda t: set_cells(t, 0, author="Li"))
    assert [cell[1:] for cell in tifabank.diff(old, new)["documents"].cells] == [("author", None, "Li")]
    assert [cell[1:] for cell in tifabank.diff(new, old)["documents"].cells] == [("author", "Li", None)]


def test_an_id_that_is_gone_needs_a_major_step_and_a_line(old, new):
    gone = read_table(LocalFolder(old), "quotations")["quotation_id"][0].as_py()
    edit(new, "quotations", lambda t: t.slice(1))
    found = tifabank.diff(old, new)
    assert found["quotations"].removed_ids == [gone]
    assert versions.least(found) == "2.0.0"
    version, line = judged.faults(found)
    assert "needs a major step: make it 2.0.0 or higher" in version
    assert line.startswith("raw/curated/retired_ids.csv: not there, though ids are gone (1)")
    set_retired(new, ("other", "", "1.0.0", "No list."))
    assert f"quotations: {gone!r} is gone and has no line" in judged.faults(tifabank.diff(old, new))[1]
    set_retired(new, (gone, "", "2.0.0", "No quotation."))
    set_version(new, "2.0.0")
    assert judged.faults(tifabank.diff(old, new)) == []


def test_an_id_that_names_a_row_of_another_table_is_not_retired(old, new):
    shared = read_table(LocalFolder(new), "documents")["document_id"][0].as_py()
    edit(old, "quotations", lambda t: set_cells(t, 0, quotation_id=shared))
    found = tifabank.diff(old, new)
    assert found["quotations"].removed_ids == [shared]
    assert found.in_use == {shared}
    assert retired.proposal(found).add == {}
    assert "retired_ids" not in changelog.entry(found)


def test_what_is_proposed_for_retired_ids_waits_for_a_reason(old, new):
    gone = read_table(LocalFolder(old), "quotations")["quotation_id"][0].as_py()
    edit(new, "quotations", lambda t: t.slice(1))
    set_retired(new, ("a_first", "", "1.0.0", "It, was none."), ("z_last", "", "1.0.0", "Nor this."))
    done = run("diff", str(old), str(new), "--retired")
    lines = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [line["old_id"] for line in lines] == sorted(["a_first", gone, "z_last"])
    assert lines[1] == {"old_id": gone, "new_id": "", "since_version": "2.0.0", "reason": ""}
    assert lines[0]["reason"] == "It, was none."
    (new / "raw" / "curated" / "retired_ids.csv").write_text(done.stdout)
    with pytest.raises(InputError, match="column reason: empty: give a value"):
        build(new)


def test_lines_of_retired_ids_follow_and_are_dropped(old, new):
    ids = read_table(LocalFolder(old), "quotations")["quotation_id"].to_pylist()
    edit(old, "quotations", lambda t: t.slice(1))  # the first one is back in NEW
    edit(new, "quotations", lambda t: t.slice(0, len(t) - 1))  # and the last is gone
    set_retired(new, (ids[0], "", "1.0.0", "None."), ("x", ids[-1], "1.1.0", "Moved."), (ids[-1], "", "2.0.0", "Gone."))
    found = tifabank.diff(old, new)
    change = retired.proposal(found)
    assert change == ({}, {"x": None}, {ids[0]})
    assert retired.proposed(found) == f"old_id,new_id,since_version,reason\n{ids[-1]},,2.0.0,Gone.\nx,,1.1.0,Moved.\n"
    assert sum("is back" in fault or "its new id is gone too" in fault for fault in judged.faults(found)) == 2


def move_list(table):
    """The first list begins ten code points earlier."""
    start, end, document = (table[c][0].as_py() for c in ("start_char", "end_char", "document_id"))
    return set_cells(
        table, 0, enumeration_id=f"{document}_enu{start - 10}-{end}", start_char=start - 10, text="tasks: " + table["text"][0].as_py()
    )


def move_items(table):
    """The items belong to that list, and the first begins with it."""
    start, end, document, owner = (table[c][0].as_py() for c in ("start_char", "end_char", "document_id", "enumeration_id"))
    moved = f"{document}_enu{start - 10}-{owner.rpartition('-')[2]}"
    for row in range(len(table)):
        table = set_cells(table, row, enumeration_id=moved)
    return set_cells(table, 0, item_id=f"{document}_itm{start - 10}-{end}", start_char=start - 10)


def test_a_list_that_moved_is_paired_and_its_items_follow(old, new):
    was = [read_table(LocalFolder(old), name).column(0).to_pylist() for name in ("enumerations", "enumeration_items")]
    now = [
        edit(new, name, change).column(0).to_pylist() for name, change in (("enumerations", move_list), ("enumeration_items", move_items))
    ]
    found = tifabank.diff(old, new)
    (moved,) = found["enumerations"].moves
    assert moved[:2] == (was[0][0], now[0][0])
    assert {cell.column for cell in moved.cells} == {"start_char", "text"}
    assert [move[:2] for move in found["enumeration_items"].moves] == [(was[1][0], now[1][0])]
    assert {(cell.id, cell.column) for cell in found["enumeration_items"].cells} == {(key, "enumeration_id") for key in was[1][1:]}
    lines = list(csv.DictReader(io.StringIO(retired.proposed(found))))
    assert {(line["old_id"], line["new_id"]) for line in lines} == {(was[0][0], now[0][0]), (was[1][0], now[1][0])}
    assert f"> {was[0][0]} -> {now[0][0]}" in text_of(found)


def test_spans_of_another_kind_are_not_paired(old, new):
    edit(new, "enumerations", lambda t: set_cells(move_list(t), 0, kind="series"))
    assert tifabank.diff(old, new)["enumerations"].moves == ()


def test_raw_bytes_that_changed_are_told_loudly_and_nothing_is_paired_there(old, new):
    (new / "raw" / "texts" / "a.txt").write_text("A  plan\n" + TEXTS["a.txt"].partition("\n")[2])
    build(new)
    found = tifabank.diff(old, new)
    assert "THE RAW BYTES CHANGED" in judged.faults(found)[0]
    assert "'a'" in judged.faults(found)[0]
    assert len(found["sentences"].removed) > 0
    assert found["sentences"].moves == ()
    assert "THE RAW BYTES of `a` changed" in changelog.entry(found)


def test_raw_texts_that_were_not_built_are_told(old, new):
    texts = new / "raw" / "texts"
    (texts / "a.txt").write_text("Another.")
    (texts / "b.txt").rename(texts / "c.txt")
    found = tifabank.diff(old, new)
    assert found.data == ()
    assert [fault.partition(" since")[0] for fault in judged.faults(found)] == [
        "raw/texts/'c.txt': was added",
        "raw/texts/'a.txt': was edited",
        "raw/texts/'b.txt': is gone",
    ]
    shutil.rmtree(texts)
    assert judged.faults(tifabank.diff(old, new)) == []


def test_curated_files_that_were_not_built_are_told(old, new):
    curated = new / "raw" / "curated"
    labels = (curated / "concept_labels.csv").read_text()
    (curated / "concept_labels.csv").write_text(labels + "safe,safer China,en,false,false\n")
    told_ = "raw/curated: was edited since the tables were made, and is not compared: run 'tifabank build' and compare again"
    assert judged.faults(tifabank.diff(old, new)) == [told_]
    assert judged.faults(tifabank.diff(new, old)) == []
    done = run("diff", str(old), str(new))
    assert (done.returncode, told_ in done.stdout) == (2, True)
    (curated / "concept_labels.csv").write_text(labels)
    set_version(new, "1.4.3")  # no row rests on it
    assert judged.faults(tifabank.diff(old, new)) == []
    shutil.rmtree(curated)
    assert judged.faults(tifabank.diff(old, new)) == []


def test_a_document_under_a_new_id_takes_its_rows_along(old, new):
    (new / "raw" / "texts" / "a.txt").rename(new / "raw" / "texts" / "z.txt")
    build(new)
    found = tifabank.diff(old, new)
    assert [move[:2] for move in found["documents"].moves] == [("a", "z")]
    for name in ("paragraphs", "sentences", "mentions", "enumerations", "enumeration_items", "quotations"):
        table = found[name]
        assert {(m.old_id, m.new_id) for m in table.moves} == {(key, f"z{key[1:]}") for key in table.removed_ids}
        assert len(table.removed) > 0


def test_columns_added_removed_and_of_another_type(old, new):
    edit(new, "concepts", lambda t: t.append_column("more", pa.array(["x"] * len(t))).drop_columns(["pinyin"]))
    edit(new, "sentences", lambda t: t.set_column(t.column_names.index("words"), "words", pc.cast(t["words"], pa.string())))
    found = tifabank.diff(old, new)
    assert found["concepts"].columns == (("pinyin", "removed", "string", None), ("more", "added", None, "string"))
    assert found["sentences"].columns == (("words", "type changed", "integer", "string"),)
    assert found["sentences"].cells == ()  # 5 is "5"
    assert versions.needed(found) is Step.major
    assert not any("retired_ids" in fault for fault in judged.faults(found))


@pytest.mark.parametrize(
    ("constraints", "what", "step"),
    [
        ({"enum": ["direct", "term"]}, ["vocabulary narrowed"], Step.major),
        ({"enum": ["direct", "term", "title", "irony"]}, ["vocabulary widened"], Step.minor),
        ({"enum": ["direct", "term", "irony"]}, ["vocabulary narrowed", "vocabulary widened"], Step.major),
        ({"required": False}, ["constraint changed"], Step.minor),
    ],
)
def test_vocabularies_and_constraints(old, new, constraints, what, step):
    set_schema(new, "quotations", "kind", **constraints)
    found = tifabank.diff(old, new)
    assert [change.what for change in found["quotations"].columns] == what
    assert versions.needed(found) is step
    assert "column kind: " + what[0] in text_of(found)


def without_table(folder, name):
    """A package as a version of Tifabank left it that had no such table."""
    for place in (table_path(name), f"schemas/{name}.json"):
        (folder / place).unlink()
    told_ = json.loads((folder / "datapackage.json").read_text())
    told_["resources"] = [resource for resource in told_["resources"] if resource["name"] != name]
    (folder / "datapackage.json").write_text(json.dumps(told_))


def test_a_table_that_one_side_does_not_have(old, new):
    without_table(old, "parallels")
    found = tifabank.diff(old, new)
    assert (found["parallels"].old_rows, found["parallels"].new_rows) == (None, 0)
    assert versions.needed(found) is Step.minor
    assert versions.needed(tifabank.diff(new, old)) is Step.major
    assert "the table is removed" in text_of(tifabank.diff(new, old))
    assert "new table `parallels` (0 rows)" in changelog.entry(found)


@pytest.mark.parametrize("parts", [False, True])
def test_a_package_that_lacks_a_file_of_its_descriptor_is_not_taken_for_one_without_its_rows(old, new, monkeypatch, parts):
    if parts:
        for number in range(9):
            (new / "raw" / "texts" / f"more-{number}.txt").write_text("Title\nWe build a safe China. Then we rest.\n")
        small_batches(monkeypatch, parts=True)
        build(new)
    gone = part_path("sentences", 1) if parts else table_path("sentences")
    (new / gone).unlink()
    for pair in ((old, new), (new, old)):
        with pytest.raises(InputError) as refused:
            tifabank.diff(*pair)
        assert refused.value.problems == (
            f"{new}: {gone}: not there, though datapackage.json lists it: take the whole package, or run 'tifabank build'",
        )
    (new / table_path("rules")).unlink()
    with pytest.raises(InputError, match=r"\(and 1 more\): not there"):
        tifabank.diff(old, new)


def test_the_edition_without_text_has_the_same_data(old, new):
    build(new, text=False)
    for found in (tifabank.diff(old, new), tifabank.diff(new, old)):
        assert not found.data
        assert "text" in found["sentences"].left_out
        assert "edition without text" in text_of(found)
        assert judged.faults(found) == []


def test_a_column_that_copies_texts_is_missed_in_the_full_edition(old, new):
    edit(new, "sentences", lambda t: t.drop_columns(["text"]))
    assert tifabank.diff(old, new)["sentences"].columns == (("text", "removed", "string", None),)


@pytest.mark.parametrize(
    ("before", "after", "enough"),
    [
        ("1.4.2", "1.5.0", True),
        ("1.4.2", "1.4.3", False),
        ("1.4.2", "2.0.0", True),
        ("0.6.0", "0.6.9", False),
        ("0.9.0", "0.10.0", True),
        ("1.4.2", "1.5.0-rc1", True),
    ],
)
def test_the_version_number_must_go_far_enough(old, new, before, after, enough):
    edit(new, "quotations", lambda t: set_cells(t, 0, kind="title"))
    set_version(old, before)
    set_version(new, after)
    faults = judged.faults(tifabank.diff(old, new))
    assert (faults == []) is enough
    assert enough or f"the version {after!r} after {before!r} needs a minor step" in faults[0]


def test_a_version_number_does_not_go_back(old, new):
    set_version(new, "1.4.1")
    assert "may not go back: make it 1.4.2 or higher" in judged.faults(tifabank.diff(old, new))[0]
    assert run("diff", str(old), str(new)).returncode == 2


def test_a_number_before_a_release_comes_before_it(old, new):
    set_version(new, "1.4.2-rc1")
    assert "the version '1.4.2-rc1' after '1.4.2' may not go back" in judged.faults(tifabank.diff(old, new))[0]
    set_version(old, "1.4.2-rc1")
    set_version(new, "1.4.2")
    assert judged.faults(tifabank.diff(old, new)) == []


def test_a_version_number_that_was_not_built(old, new):
    (new / "raw" / "curated" / "package.csv").write_bytes(facts("2.0.0")["package"])
    assert "the version is '2.0.0', that of datapackage.json '1.4.2'" in judged.faults(tifabank.diff(old, new))[0]


def test_how_wide_cells_are_stored_is_no_matter(old, new):
    wide = pa.schema(
        [
            f.with_type({pa.string(): pa.large_string(), pa.int64(): pa.int32()}.get(f.type, f.type))
            for f in read_table(LocalFolder(new), "sentences").schema
        ]
    )
    edit(new, "sentences", lambda t: t.cast(wide))
    assert not tifabank.diff(old, new).data


def test_a_vocabulary_that_is_closed_or_opened(old, new):
    path = new / "schemas" / "quotations.json"
    path.write_text(path.read_text().replace('"enum"', '"was"'))
    assert "column kind: vocabulary widened: with any word" in text_of(tifabank.diff(old, new))
    assert "column kind: vocabulary narrowed: without any words but direct, term, title" in text_of(tifabank.diff(new, old))


def test_rows_in_another_order_are_no_change_of_data(old, new):
    edit(new, "sentences", lambda t: t.take(pa.array(range(len(t))[::-1])))
    found = tifabank.diff(old, new)
    assert not found.data
    assert "sentences: rows stand in another order" in text_of(found)


@pytest.mark.parametrize("which", ["old", "new", "both"])
def test_tables_in_parts_are_compared_as_files_are(old, new, monkeypatch, which):
    for folder in (old, new):
        for number in range(9):
            (folder / "raw" / "texts" / f"more-{number}.txt").write_text(f"Title\nWe build a safe China {number} times. Then we rest.\n")
    (new / "raw" / "texts" / "between.txt").write_text("Title\nA safe China comes between.\n")
    (old / "raw" / "texts" / "zz.txt").write_text("Title\nA safe China comes last.\n")
    for folder, side in ((old, "old"), (new, "new")):
        small_batches(monkeypatch, parts=which in (side, "both"))
        build(folder)
        assert (folder / table_path("mentions")).is_dir() == (which in (side, "both"))
    found = tifabank.diff(old, new)
    assert (found["documents"].added_ids, found["documents"].removed_ids) == (["between"], ["zz"])
    assert all(not table.cells and not table.reordered for table in found.data)
    counts = {name: (len(found[name].added), len(found[name].removed)) for name in ("paragraphs", "sentences", "mentions", "quotations")}
    assert counts == {"paragraphs": (2, 2), "sentences": (1, 1), "mentions": (1, 1), "quotations": (0, 0)}


def test_parts_of_other_columns_or_order_are_refused(old, new, monkeypatch):
    for number in range(9):
        (new / "raw" / "texts" / f"more-{number}.txt").write_text("Title\nWe build a safe China. Then we rest.\n")
    small_batches(monkeypatch, parts=True)
    build(new)
    first, second, *_ = sorted((new / table_path("sentences")).iterdir())
    whole = second.read_bytes()
    second.write_bytes(first.read_bytes())
    with pytest.raises(InputError, match=r"sentences\.parquet: is not in order of documents"):
        tifabank.diff(old, new)
    write(pq.read_table(pa.BufferReader(whole)).drop_columns(["words"]), second)
    with pytest.raises(InputError, match=r"sentences\.parquet: its parts have other columns"):
        tifabank.diff(old, new)


def test_json_tells_everything(old, new):
    edit(new, "quotations", lambda t: set_cells(t.slice(1), 0, kind="title"))
    done = run("diff", str(old), str(new), "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 2
    assert found == json.loads(as_json.as_json(tifabank.diff(str(old), str(new))))
    assert found["needed"]["step"] == "major"
    quotations = found["tables"]["quotations"]
    assert quotations["removed"] == read_table(LocalFolder(old), "quotations").to_pylist()[:1]
    assert [cell["column"] for cell in quotations["cells"]] == ["kind"]
    assert "sentences" in found["same"]


def test_the_changelog_entry_counts_and_names(old, new):
    edit(new, "quotations", lambda t: set_cells(t.slice(1), 0, kind="title"))
    edit(new, "sentences", lambda t: t)
    set_version(new, "2.0.0")
    gone = read_table(LocalFolder(old), "quotations")["quotation_id"][0].as_py()
    done = run("diff", str(old), str(new), "--changelog")
    assert done.stdout == (
        f"## 2.0.0\n\nData: `quotations`: 1 row is retired, `{gone}`; 1 cell of `kind` changed (1 from `direct` to `title`). "
        "1 id is retired (`raw/curated/retired_ids.csv`). No other row, id or cell changed.\n"
    )


def test_rows_are_bounded(old, new):
    edit(new, "sentences", lambda t: t.slice(0, 0))
    assert len(read_table(LocalFolder(old), "sentences")) > 2
    told_ = {words: run("diff", str(old), str(new), *words).stdout for words in (("--rows", "1"), ("--all",))}
    assert "  - a_sen" in told_[("--rows", "1")]
    assert "more: --rows" in told_[("--rows", "1")]
    assert "more: --rows" not in told_[("--all",)]
    assert told_[("--all",)].count("\n  - ") == len(read_table(LocalFolder(old), "sentences"))


def test_what_a_cell_holds_steers_no_terminal_and_no_markdown(old, new):
    edit(new, "quotations", lambda t: set_cells(t, 0, text="\x1b[31mred\u202e\nnext", quotation_id="a_quo`x`"))
    found = tifabank.diff(old, new)
    assert all(line.isprintable() for line in told.printed(found))
    assert "\\x1b[31mred\\u202e\\nnext" in text_of(found)
    assert "`a_quox`" in changelog.entry(found)


def broken(name, data):
    return lambda folder: (folder / name).write_bytes(data)


def no_key(folder):
    edit(folder, "quotations", lambda t: pa.concat_tables([t, t]))


def two_of_a_name(folder):
    edit(folder, "rules", lambda t: t.append_column("method", t["method"]))


def odd_column(folder):
    edit(folder, "rules", lambda t: t.append_column("odd", pa.array([[1]] * len(t))))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda folder: (folder / "datapackage.json").unlink(), "datapackage.json: not there: run 'tifabank build' first"),
        (broken("datapackage.json", b"{"), "datapackage.json: cannot be read"),
        (broken("datapackage.json", b"[" * 100_000), "datapackage.json: cannot be read"),
        (broken("datapackage.json", b"[]"), "datapackage.json: cannot be read (no JSON object)"),
        (broken("datapackage.json", b'{"version": "one"}'), "'one' is no version number"),
        (broken("schemas/rules.json", b'{"fields": [1]}'), "schemas/rules.json: is no Table Schema"),
        (broken("schemas/rules.json", b"\xff"), "schemas/rules.json: cannot be read"),
        (broken("processed/rules.parquet", b"PAR1"), "processed/rules.parquet"),
        (broken("raw/curated/retired_ids.csv", b"old_id\n"), "raw/curated/retired_ids.csv: row 1, column 'since_version' is missing"),
        (no_key, "processed/quotations.parquet: is no key"),
        (two_of_a_name, "processed/rules.parquet: its columns or their types are none of a table"),
        (
            broken("schemas/rules.json", b'{"fields": [{"name": "method", "constraints": {"enum": 5}}]}'),
            "schemas/rules.json: is no Table Schema",
        ),
        (odd_column, "processed/rules.parquet: its columns or their types are none of a table"),
    ],
)
def test_what_is_no_package_is_one_line(old, new, harm, words):
    harm(new)
    for sides in ((old, new), (new, old))[: 1 if "retired_ids" in words else 2]:
        with pytest.raises(InputError) as caught:
            tifabank.diff(*sides)
        assert any(words in problem for problem in caught.value.problems)
        assert all("\n" not in problem for problem in caught.value.problems)


def test_two_forms_at_once_and_no_folder(old, tmp_path):
    assert "give one of them" in run("diff", str(old), str(old), "--json", "--retired").stderr
    done = run("diff", str(old), str(tmp_path / "none"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_every_line_of_this_package_has_its_place(five_texts):
    """The proposal keeps a file that says everything as it is."""
    found = tifabank.diff(five_texts, five_texts)
    assert retired.proposed(found).splitlines() == (five_texts / "raw" / "curated" / "retired_ids.csv").read_text().splitlines()
    assert len(read_csv(five_texts / "raw" / "curated" / "retired_ids.csv")) > 70


def test_the_steps_of_a_release_are_numbered_and_their_options_are_there():
    words = (ROOT / "RELEASING.md").read_text(encoding="utf-8")
    steps = re.findall(r"^(\d)\. \*\*", words, re.MULTILINE)
    assert steps == [str(number) for number in range(1, len(steps) + 1)]
    assert 5 <= len(steps) <= 9
    options = set(re.findall(r"tifabank diff [^`]*(--[a-z]+)", words))
    assert options == {"--all", "--retired", "--changelog"}
    help_ = run("diff", "--help").stdout
    assert all(option in help_ for option in options)
