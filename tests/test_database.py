"""processed/tifabank.db holds the tables, typed, keyed and searchable."""

import errno
import os
import random
import shutil
import sqlite3
from contextlib import closing

import pytest
from tests.conftest import labels_csv, outputs, small_batches, write_package

from tifabank.build import build
from tifabank.checking.opened import Stored
from tifabank.checking.served import _opened
from tifabank.database import make_database
from tifabank.database_file import DATABASE, SEARCHED, SIDE_FILES, mark
from tifabank.errors import InputError
from tifabank.folders import LocalFolder
from tifabank.loading import load
from tifabank.rows import TABLES
from tifabank.schema import published
from tifabank.verify import check

remove = LocalFolder.remove


@pytest.fixture
def database(five_texts):
    db = sqlite3.connect(make_database(five_texts))
    yield db
    db.close()


def test_every_row_and_cell_is_there(database, five_texts):
    for name in TABLES:
        frame = load(name, five_texts).astype(object)
        rows = [tuple(r) for r in frame.where(frame.notna(), None).itertuples(index=False)]
        assert database.execute(f"select * from {name}").fetchall() == rows


def test_tables_are_strict_and_keyed(database):
    for name in TABLES:
        (ddl,) = database.execute("select sql from sqlite_master where name = ?", [name]).fetchone()
        assert ddl.endswith("STRICT")
        assert "PRIMARY KEY NOT NULL" in ddl
    assert database.execute("pragma foreign_key_check").fetchall() == []
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("table", SEARCHED)
def test_full_text_search(database, table):
    stem = "report" if table == "cited_documents" else "govern"
    query = f"select count(*) from {table}_fts where {table}_fts match '{stem}ing'"
    assert database.execute(query).fetchone()[0] > 0, "stems: governance is found by governing"


def test_pinyin_is_found_without_the_marks_of_its_tones(database):
    (pinyin,) = database.execute("select pinyin from concepts where pinyin like '%shèhuì zhìlǐ%'").fetchone()
    assert pinyin
    query = "select count(*) from concepts_fts where concepts_fts match 'pinyin : shehui zhili'"
    assert database.execute(query).fetchone()[0] > 0


@pytest.fixture
def served(package):
    """A built package with its database."""
    folder = package({"a.txt": "A safe China. It is."}, labels_csv({"safe": "safe China"}))
    build(folder)
    make_database(folder)
    return folder


def number_of(folder):
    """What tells whether the database was made again."""
    return (folder / DATABASE).stat().st_ino, (folder / DATABASE).stat().st_mtime_ns


def edit(folder, sql="update sentences set text = 'It was.' where text = 'It is.'"):
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        db.execute(sql)
        db.commit()


def behind_its_back(folder, old=b"It is.", new=b"It was"):
    """Change bytes of the file, all of the same words."""
    data = (folder / DATABASE).read_bytes()
    assert old in data
    (folder / DATABASE).write_bytes(data.replace(old, new))


def told_of(folder):
    return [finding for finding in check(folder).findings if finding.check == "database"]


def test_it_is_made_again_only_when_it_was_made_from_other_tables(served, tmp_path):
    before = number_of(served)
    for path in (served / "processed").glob("*.parquet"):
        os.utime(path)
    shutil.copytree(served, tmp_path / "copy")  # with other times of the files
    for folder in (served, tmp_path / "copy"):
        first = number_of(folder)
        make_database(folder)
        assert number_of(folder) == first
    assert number_of(served) == before
    other = write_package(tmp_path / "other", {"a.txt": "It was a long day."})
    build(other)
    for path in (other / "processed").iterdir():
        os.utime(path, ns=(1, 1))
    shutil.copytree(other / "processed", served / "processed", dirs_exist_ok=True)  # keeps the times, which are long past
    with closing(sqlite3.connect(make_database(served))) as db:
        assert db.execute("select text from sentences").fetchall() == [("It was a long day.",)]
    assert not list((served / "processed").glob(".*"))


SPOILT = {
    "edited": edit,
    "vacuumed": lambda folder: edit(folder, "vacuum"),
    "of another version": lambda folder: edit(folder, "pragma user_version = 1"),
    "in another journal mode": lambda folder: edit(folder, "pragma journal_mode = wal"),
    "no database": lambda folder: (folder / DATABASE).write_text("no db"),
    "empty": lambda folder: (folder / DATABASE).write_bytes(b""),
    "cut in its header": lambda folder: os.truncate(folder / DATABASE, 50),
    "beside the journal of another": lambda folder: (folder / f"{DATABASE}-journal").write_bytes(b"old"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_one_is_told_by_check_and_made_again_by_browse(served, spoil):
    assert told_of(served) == []
    spoil(served)
    there = {path.name: path.read_bytes() for path in (served / "processed").iterdir()}
    (finding,) = check(served).findings
    assert (finding.check, finding.layer) == ("database", "files")
    assert finding.table.startswith(DATABASE)
    assert "delete" in finding.found
    assert {path.name: path.read_bytes() for path in (served / "processed").iterdir()} == there, "nothing is written"
    with closing(sqlite3.connect(make_database(served))) as db:
        assert db.execute("select text from sentences where text like 'It%'").fetchall() == [("It is.",)]
    assert check(served).findings == []
    assert not [name for name in SIDE_FILES if (served / name).exists()]


def test_what_no_mark_tells_is_found_row_by_row(served):
    behind_its_back(served)
    found = {(f.table, f.row, f.column, f.expected.split(":")[0]) for f in told_of(served)}
    assert (DATABASE, "a_sen14-20", "text", "sentences") in found
    assert {table for *_, table in found} == {"documents", "paragraphs", "sentences"}


def remarked(folder, sql):
    """Edit the database, and give it the mark of the tables, as a forger would."""
    edit(folder, sql)
    stored = Stored(LocalFolder(folder))
    stored.read_rest()
    mark(folder / DATABASE, {name: [part.sha256 for part in parts.values()] for name, parts in stored.facts.items()})


RULES = [column.name for column in published("rules")]
FORGED = [
    ("delete from sentences where text = 'It is.'", "a_sen14-20", "none"),
    (f"insert into rules select {RULES[0]} || '-z', {', '.join(RULES[1:])} from rules limit 1", None, "a row"),
    ("update mentions set nested = 1", "a_men2-12", "1"),
    ("update sentences set rowid = 100 where rowid = 1", "a_sen0-13", "'a_sen14-20'"),
    ("alter table sentences rename to phrases", None, "no such table"),
    ("alter table sentences drop column words", None, "no such column"),
    ("insert into sentences_fts (sentences_fts) values ('delete-all')", None, "another one"),
    ("insert into sentences_fts (sentences_fts, rowid, text) values ('delete', 2, 'It is.')", None, "another one"),
    ("insert into sentences_fts (rowid, text) values (2, 'It was.')", None, "another one"),
    ("delete from mentions_fts_docsize", None, "another one"),
    ("drop table mentions_fts", None, "none"),
    ("create virtual table rules_fts using fts5(rule_id)", None, "using fts5(rule_id)"),
]


@pytest.mark.parametrize(("sql", "row", "found"), FORGED)
def test_rows_of_a_database_with_a_forged_mark(served, sql, row, found):
    remarked(served, sql)
    assert any(found in f.found and row in {None, f.row} for f in told_of(served))


def test_a_damaged_one_is_told_and_not_fallen_over(served):
    whole = (served / DATABASE).read_bytes()
    for size in (100, 5000, len(whole) // 2, len(whole) - 4096):
        (served / DATABASE).write_bytes(whole[:size])
        assert told_of(served), size
    randomly = random.Random(7)
    for _ in range(60):
        place = randomly.randrange(100, len(whole) - 4096)
        (served / DATABASE).write_bytes(whole[:place] + randomly.randbytes(4096) + whole[place + 4096 :])
        told_of(served)


def test_a_page_of_the_full_text_search_that_is_another_is_found(served):
    with closing(sqlite3.connect(served / DATABASE)) as db:
        (block,) = db.execute("select block from sentences_fts_data order by length(block) desc").fetchone()
    damaged = block.replace(b"safe", b"sofa")
    assert damaged != block
    behind_its_back(served, block, damaged)
    (finding,) = told_of(served)
    assert finding.expected == "sentences: a full-text search in the words of its rows"


def test_a_full_disk_is_not_told_as_a_fault_of_the_database(served, monkeypatch):
    def _cramped(place, opened=_opened):
        db = opened(place)
        db.execute("create temp table full (cell)")
        db.execute("pragma temp.max_page_count = 5")
        return db

    monkeypatch.setattr("tifabank.checking.served._opened", _cramped)
    with pytest.raises(InputError, match="free space there, or name another folder in TMPDIR"):
        check(served)


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "dangling link"])
def test_what_is_no_file_is_told(served, kind, tmp_path):
    place = served / DATABASE
    place.rename(tmp_path / "kept.db")
    {"folder": place.mkdir, "pipe": lambda: os.mkfifo(place)}.get(
        kind, lambda: place.symlink_to(tmp_path / ("kept.db" if kind == "link" else "none"))
    )()
    (finding,) = check(served).findings
    assert (finding.check, finding.table) == ("database", DATABASE)


def test_tables_in_parts_are_compared_too(package, monkeypatch):
    small_batches(monkeypatch, parts=True)
    folder = package({f"{n}.txt": f"It is {n}. " + "It was not. " * 9 for n in range(9)})
    build(folder)
    make_database(folder)
    assert (folder / "processed" / "sentences.parquet").is_dir()
    assert check(folder).findings == []
    behind_its_back(folder, b"It is 8.", b"It is 9.")
    assert ("8_sen0-8", "text") in {(f.row, f.column) for f in told_of(folder)}
    build(folder)
    assert (folder / DATABASE).exists(), "its mark fits: only check reads the rows"
    edit(folder, "update sentences set text = 'It'")
    build(folder)
    assert not (folder / DATABASE).exists()


def test_a_build_removes_a_database_of_other_tables_and_no_other(served):
    before = number_of(served)
    build(served)
    assert number_of(served) == before
    build(served, text=False)
    assert not (served / DATABASE).exists()
    assert check(served).findings == []


def test_no_text_stays_beside_the_edition_without_text(served):
    full = (served / DATABASE).read_bytes()
    build(served, text=False)
    for name in (DATABASE, *SIDE_FILES):
        (served / name).write_bytes(full)
    assert {finding.table for finding in told_of(served)} == {DATABASE, *SIDE_FILES}
    build(served, text=False)  # which changes no table
    assert not [name for name in (DATABASE, *SIDE_FILES) if (served / name).exists()]
    make_database(served)
    assert b"It is." not in (served / DATABASE).read_bytes()
    before = number_of(served)
    build(served, text=False)
    assert number_of(served) == before
    assert check(served).findings == []


def test_a_build_that_ends_before_its_renames_leaves_no_text_that_it_would_leave_out(served, monkeypatch):
    before = outputs(served)

    def stopped(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("tifabank.build.publish", stopped)
        with pytest.raises(KeyboardInterrupt):
            build(served, text=False)
    assert outputs(served) == before
    assert not (served / DATABASE).exists(), "it is made of the tables again"
    assert check(served).findings == []


def test_a_build_that_cannot_remove_it_leaves_the_package(served, monkeypatch):
    before = outputs(served)

    def refused(self, *_args, **_named):
        raise PermissionError(errno.EPERM, "Operation not permitted", str(self))

    monkeypatch.setattr(LocalFolder, "remove", lambda self, name: refused(name) if name == DATABASE else remove(self, name))
    with pytest.raises(InputError, match="the outputs cannot be written"):
        build(served, text=False)
    assert outputs(served) == before


def test_the_edition_without_text_has_a_database_too(package):
    folder = package({"a.txt": "A safe China."}, labels_csv({"safe": "safe China"}))
    build(folder, text=False)
    db = sqlite3.connect(make_database(folder))
    assert [row[1] for row in db.execute("pragma table_info(sentences)")][-1] == "rule_id"
    assert db.execute("select count(*) from mentions").fetchone() == (1,)
    db.close()
    assert check(folder).findings == []


def test_a_package_that_is_not_built_is_told(package):
    with pytest.raises(InputError, match="run 'tifabank build' first"):
        make_database(package({"a.txt": "It is."}))
