"""Building a package folder: outputs, editions, bad input, and outputs that stay whole."""

import os

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.conftest import csv_of, labels_csv, small_batches

from tifabank.build import build
from tifabank.errors import InputError
from tifabank.rows import TABLES
from tifabank.schema import columns
from tifabank.verify import check

TEXT = "A Title\nWe build a safe China. First, we read. Second, we write.\n"


def state(folder):
    """Every file below a folder with its bytes."""
    files = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if p.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith(".tifabank-cache/")}


def problems(folder, **options):
    before = state(folder)
    with pytest.raises(InputError) as caught:
        build(folder, **options)
    assert state(folder) == before, "bad input must leave everything as it was"
    assert all("\n" not in p for p in caught.value.problems)
    return list(caught.value.problems)


def test_a_build_makes_the_tables_the_schemas_and_the_descriptor_and_nothing_else(package):
    folder = package({"a.txt": TEXT}, labels_csv({"safe": "safe China"}))
    build(folder)
    made = {name for name in state(folder) if not name.startswith("raw/")}
    assert made == {"datapackage.json"} | {f"processed/{t}.parquet" for t in TABLES} | {f"schemas/{t}.json" for t in TABLES}
    assert check(folder).findings == []


def test_two_builds_are_byte_identical(package):
    folder = package({"a.txt": TEXT})
    build(folder)
    first = state(folder)
    for path in (folder / "processed").iterdir():
        path.unlink()
    build(folder)
    assert state(folder) == first


def test_an_unchanged_build_leaves_the_files_alone(package):
    folder = package({"a.txt": TEXT})
    build(folder)
    before = {p: p.stat().st_mtime_ns for p in (folder / "processed").iterdir()}
    build(folder)
    assert {p: p.stat().st_mtime_ns for p in (folder / "processed").iterdir()} == before


def test_the_edition_without_text_copies_no_text_and_passes_check(package):
    folder = package({"a.txt": TEXT}, labels_csv({"safe": "safe China"}))
    build(folder, text=False)
    for name in TABLES:
        copied = {c.name for c in columns(TABLES[name]) if c.copies}
        assert not copied & set(pq.read_schema(folder / "processed" / f"{name}.parquet").names)
    assert check(folder).findings == []
    for path in (folder / "raw" / "texts").iterdir():
        path.unlink()
    (folder / "raw" / "texts").rmdir()
    report = check(folder)
    assert report.findings == []
    (unchecked,) = report.unchecked
    assert unchecked.startswith("raw/texts is not there: rows of documents, paragraphs, ")


def test_files_that_are_no_texts_are_left_aside_with_a_notice(package):
    folder = package({"a.txt": TEXT, ".hidden": "x", "notes.md": "x"})
    assert len(build(folder)[1]) == 2


def test_a_text_that_stands_in_two_files_is_told(package):
    folder = package({"a.txt": TEXT, "b.txt": "Another.", "c.txt": TEXT})
    told = "raw/texts/'a.txt' and raw/texts/'c.txt': hold the same text, and each is a document: remove one unless both are meant"
    assert build(folder).notices == (told,)
    report = check(folder)
    assert (report.findings, told in report.notices) == ([], True)
    for n in range(6):
        (folder / "raw" / "texts" / f"d{n}.txt").write_text(TEXT)
    notices = build(folder).notices
    assert len(notices) == 6
    assert notices[-1] == "raw/texts: 2 more files hold a text that another one holds"


def test_endings_in_capitals_are_told_as_such(package):
    folder = package({"a.txt": TEXT, "b.TXT": "Another.", "c.Txt": TEXT, ".d.Txt": TEXT})
    for name in ("sources.CSV", "notes.ods"):
        (folder / "raw" / "curated" / name).write_text("x")
    assert build(folder).notices == (
        "raw/texts/'.d.Txt': left aside: only .txt files are texts",
        "raw/texts/'c.Txt': left aside: its name has to end in .txt, in small letters: rename it",
        "raw/curated/'notes.ods': left aside: only .csv files are curated files",
        "raw/curated/'sources.CSV': left aside: its name has to end in .csv, in small letters: rename it",
    )


def test_nothing_is_left_when_writing_fails(package, monkeypatch):
    folder = package({"a.txt": TEXT})
    build(folder)
    (folder / "raw" / "texts" / "b.txt").write_text("More of it.")
    before = state(folder)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tifabank.stored.written", full)
    with pytest.raises(InputError, match="No space left"):
        build(folder)
    assert state(folder) == before


def test_an_edited_text_is_told_when_it_is_built_again(package):
    folder = package({"a.txt": TEXT})
    build(folder)
    (folder / "raw" / "texts" / "a.txt").write_text(TEXT + "More.")
    assert "was edited since the last build" in build(folder)[1][0]
    assert build(folder)[1] == ()


def fail_at_move(monkeypatch, nth, error):
    """Let the n-th move of an output to its place fail."""
    moves, replace = [0], os.replace

    def failing(made, place):
        moves[0] += ".tifabank-" in str(made) and ".tifabank-" not in str(place) and "before" not in str(made)
        if moves[0] == nth:
            moves[0] += 1  # those after it, which take back, do not
            raise error
        replace(made, place)

    monkeypatch.setattr("tifabank.publishing.os.replace", failing)


@pytest.mark.parametrize(
    ("error", "told"), [(OSError(28, "No space left on device"), InputError), (KeyboardInterrupt(), KeyboardInterrupt)]
)
@pytest.mark.parametrize("nth", [1, 2, 5])
def test_what_was_moved_is_taken_back_when_a_later_move_fails(package, monkeypatch, nth, error, told):
    folder = package({"a.txt": TEXT})
    build(folder)
    (folder / "raw" / "texts" / "b.txt").write_text("More of it.")
    before = state(folder)
    fail_at_move(monkeypatch, nth, error)
    with pytest.raises(told):
        build(folder)
    assert state(folder) == before


def test_a_first_build_in_parts_that_cannot_be_put_in_place_leaves_nothing(package, monkeypatch):
    small_batches(monkeypatch, parts=True)
    folder = package({f"{n}.txt": TEXT for n in range(9)})
    before = state(folder)
    fail_at_move(monkeypatch, 5, OSError(28, "No space left on device"))
    with pytest.raises(InputError, match="No space left"):
        build(folder)
    assert state(folder) == before
    assert not (folder / "processed").exists()


def test_a_sense_of_another_label_decides_no_homonym(package):
    curated = labels_csv({"one": ["safe China", "we build"], "two": "safe China", "three": "we build"})
    curated["mention_senses"] = csv_of("document_id,start_char,end_char,concept_id", ["a", "19", "29", "one"])
    told = problems(package({"a.txt": TEXT}, curated))
    assert [line.split(" is a label")[0] for line in told] == ["raw/curated/concept_labels.csv: row 5: 'we build'"]


def test_facts_that_no_descriptor_can_carry_are_told(package):
    facts = csv_of("key,value", ["version", "1.0.0"], ["version", "2.0.0"], ["date", "soon"])
    told = problems(package({"a.txt": TEXT}, {"package": facts}))
    assert [line.split(": ")[1] for line in told] == ["row 3, column key", "row 4, column value"]


def test_a_build_leaves_the_allocator_of_arrow_as_it_was(package):
    before = pa.default_memory_pool().backend_name
    build(package({"a.txt": TEXT}))
    assert pa.default_memory_pool().backend_name == before
