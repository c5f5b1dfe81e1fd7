"""The dossier: what is told stands in it, set to its width, and nothing in a text steers the terminal or passes for a mark."""

import json
from functools import cache

import pytest
from rich.cells import cell_len
from tests.conftest import ROOT, csv_of, labels_csv, read_csv

from tifabank.build import build
from tifabank.cli import app
from tifabank.command import main
from tifabank.explaining import as_json, as_text, explain
from tifabank.explaining.page import Page
from tifabank.explaining.quoting import shortened
from tifabank.explaining.record import Related
from tifabank.loading import load
from tifabank.rows import TABLES

HEADS = ("In its place", "The row", "What made it", "The text it is from", "The build that wrote it", "Rows that its cells name")


@cache
def middle_of(table):
    """The explanation of the row in the middle of a table."""
    return explain(load(table).iloc[len(load(table)) // 2, 0])


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("table", TABLES)
def test_a_dossier_keeps_its_width_and_tells_every_cell(table, width):
    told = middle_of(table)
    text = as_text(told, width)
    lines = text.split("\n")
    assert lines[0] == told.id
    too_long = [line for line in lines if cell_len(line) > width]
    assert all(len(line.split()) < 3 for line in too_long), "only ids, addresses and hashes are never broken"
    words = " ".join(text.split())
    for cell in told.cells:
        assert f"\n  {cell.column} " in text
        if cell.value not in (None, True, False) and len(str(cell.value)) < 60 and width == 80:
            assert " ".join(str(cell.value).split()) in words
    assert [head for head in HEADS if f"\n{head} ─" in text] == [
        head
        for head, there in zip(HEADS, (told.quote, told.row_id, told.row_id, told.text, told.build, told.refers_to), strict=True)
        if there
    ]
    for row in told.assertions:
        assert f"{row['column_name']}: " in text
        assert row["assertion_id"] in text
    for group in told.referred_to_by:
        assert f"{group.total:,} of {group.table} ({group.column})" in words
    if told.text:
        assert told.text.sha256 in text
        assert all((source["url"] or "") in text for source in told.text.sources)


def test_the_place_is_marked_with_signs_that_the_text_does_not_have(package):
    folder = package({"a.txt": "It has ⟦marks⟧ of a safe China.\n"}, labels_csv({"safe": "safe China"}))
    build(folder)
    assert "It has ⟦marks⟧ of a ⟪safe China⟫." in as_text(explain(load("mentions", folder).mention_id[0], folder))


def test_an_issue_of_a_line_break_shows_it_as_escapes(package):
    folder = package({"a.txt": "Title\n\nThis sentence is wrapped, as old mails are wrapped,\nin the middle of it.\n"})
    build(folder)
    issue = next(row for row in load("text_issues", folder).itertuples() if row.kind == "hard_wrap")
    assert "wrapped,⟦\\n⟧in the middle" in as_text(explain(issue.issue_id, folder))


def test_nothing_of_a_text_steers_the_terminal(package):
    hostile = "A safe China \x1b[31mred\x1b[0m \u202eback\u202c \x07 and <script>alert(1)</script> {{ 7*7 }} [bold]x[/bold]."
    folder = package({"a.txt": hostile}, labels_csv({"safe": "safe China"}))
    build(folder)
    for table in TABLES:
        for row_id in load(table, folder).iloc[:1, 0]:
            text = as_text(explain(row_id, folder))
            assert not {"\x1b", "\x07", "\u202e", "\u202c"} & set(text + as_json(explain(row_id, folder)))
    text = as_text(explain("a_sen0-" + str(len(hostile)), folder), 200)
    assert "\\x1b[31mred\\x1b[0m \\u202eback\\u202c \\x07 and <script>alert(1)</script> {{ 7*7 }} [bold]x[/bold]." in text


def test_chinese_is_cut_where_a_line_is_full_and_addresses_never():
    page = Page(40)
    page.words("汉字" * 40)
    page.words("see https://example.org/" + "a" * 60)
    page.grid([("name", "汉字" * 30, "what it means")])
    page.rows([("table", Related("table", "an-id", "汉字" * 30))])
    lines = page.text().split("\n")
    assert all(cell_len(line) <= 40 for line in lines if "https" not in line)
    assert "  https://example.org/" + "a" * 60 in lines
    assert "".join(lines).count("汉") > 40 + 30


def test_long_words_are_cut_at_a_word():
    assert shortened("one two three", 9) == "one two …"
    assert shortened("one\n two", 9) == "one two"
    assert shortened("汉" * 20, 9) == "汉" * 8 + " …"


def test_the_command_prints_the_dossier_or_its_json(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    told = middle_of("enumerations")
    app(["explain", told.id], standalone_mode=False)
    assert capsys.readouterr().out == as_text(told, 100) + "\n"
    app(["explain", told.id, "--json"], standalone_mode=False)
    assert json.loads(capsys.readouterr().out) == json.loads(as_json(told))
    with pytest.raises(SystemExit, match="1"):
        main(lambda: app(["explain", "nothing"], standalone_mode=False))
    assert capsys.readouterr() == ("", "no row has or had the id 'nothing': copy an id from a table\n")


def test_the_build_at_hand_did_not_write_what_is_gone():
    lines = read_csv(ROOT / "raw" / "curated" / "retired_ids.csv")
    gone = next(line["old_id"] for line in lines if not line["new_id"] and explain(line["old_id"]).build)
    assert "\nThe build at hand, which has no such row ─" in as_text(explain(gone))
    assert "The build that wrote it" not in as_text(explain(gone))


def test_an_id_of_two_lines_stands_on_one(package):
    lines = csv_of("old_id,new_id,since_version,reason", ["an id\nof\x1b two", "", "2.0.0", "Odd."])
    folder = package({"a.txt": "A text.\n"}, {"retired_ids": lines})
    build(folder)
    first, second, *_ = as_text(explain("an id\nof\x1b two", folder), 120).split("\n")[:3]
    assert first == r"an id\nof\x1b two"
    assert r"an id\nof\x1b two was retired in version 2.0.0" in as_text(explain("an id\nof\x1b two", folder), 120)
    assert second == "  An id that was retired."


def test_a_retired_id_reads_as_such():
    old = next(line for line in read_csv(ROOT / "raw" / "curated" / "retired_ids.csv") if line["new_id"])
    text = as_text(explain(old["old_id"]))
    assert f"was retired in version {old['since_version']}" in " ".join(text.split())
    assert f"\nThe row {old['new_id']} ─" in text
    assert text.index("\nWhat it names ─") < text.index("\nWhat took its place ─") < text.index("\nThe row ")
