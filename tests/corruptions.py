"""The corruptions by which the checker is checked: what is done to a built package, and the layer that must catch it.

`DECLARED` is the list; the package is that of `small_package.py`. What each does to a copy is written with the helpers of `damage.py`.
"""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from tests.damage import (
    Damage,
    at,
    both,
    cell,
    data,
    database,
    file_of,
    gone,
    mended,
    recounted,
    replaced,
    rows,
    shape,
    swapped,
    told,
    without,
)

from tifabank.build import build
from tifabank.database import make_database
from tifabank.rows import TABLES
from tifabank.tables import write


class Corruption(NamedTuple):
    """A named corruption: the layer that must catch it and the table or file that it must name; in `parts`, of a package with parts."""

    name: str
    about: str
    layer: str
    table: str
    damage: Damage
    parts: bool = False


def _forged(name: str, about: str, layer: str, table: str, damage: Damage) -> Corruption:
    """One whose author describes the files anew, so that only what is in the tables tells of it."""
    return Corruption(f"{name}, described anew", about, layer, table, mended(damage))


def _twice(name: str, about: str, layer: str, table: str, damage: Damage) -> list[Corruption]:
    """One as a mishap, which the hash tells, and as a forgery, which the layer tells."""
    return [
        Corruption(name, about, "descriptor", table, lambda folder: damage(folder) and None),
        _forged(name, about, layer, table, damage),
    ]


def _emptied(table: pa.Table) -> pa.Table:
    return table.slice(0, 0)


def _as_folder(name: str) -> Damage:
    def damage(folder: Path) -> None:
        file_of(folder, name).unlink()
        file_of(folder, name).mkdir()

    return damage


def _elsewhere(name: str) -> Damage:
    """Put a folder outside the package, and a link in its place."""

    def damage(folder: Path) -> None:
        (folder / name).rename(folder.with_name(f"{folder.name}-{name}"))
        (folder / name).symlink_to(folder.with_name(f"{folder.name}-{name}"))

    return damage


def _two_parts(name: str) -> Damage:
    def damage(folder: Path) -> None:
        table = pq.read_table(file_of(folder, name))
        _as_folder(name)(folder)
        for number, half in enumerate((table.slice(0, 1), table.slice(1))):
            write(half, file_of(folder, name) / f"part-{number:05d}.parquet")

    return damage


def _nothing_of(document_id: str) -> Damage:
    """Take a document out of all tables, and what it shares with others."""

    def damage(folder: Path) -> str:
        for name in TABLES:
            table = pq.read_table(file_of(folder, name))
            if "document_id" in table.column_names:
                write(table.filter(pc.not_equal(table["document_id"], document_id)), file_of(folder, name))
        for name, column in {"parallels": "parallel_id", "parallel_spans": "parallel_id", "assertions": "subject_id"}.items():
            table = pq.read_table(file_of(folder, name))
            write(table.filter(pc.not_equal(table[column], "formula-safe-harbour")), file_of(folder, name))
        return document_id

    return damage


def _renumbered(table: pa.Table) -> pa.Table:
    """Paragraphs without the title of the second document, the positions of the others counted again."""
    first = table["document_id"].to_pylist().index("lights")
    left = without(first)(table)
    own = [
        number - (document == "lights")
        for number, document in zip(left["position"].to_pylist(), left["document_id"].to_pylist(), strict=True)
    ]
    return left.set_column(left.schema.get_field_index("position"), left.schema.field("position"), pa.array(own, pa.int64()))


def _added(table: pa.Table) -> pa.Table:
    """Mentions with one more, of words that no label has."""
    row = table.slice(7, 1)
    for column, value in {"mention_id": "lights_men22-30", "start_char": 22, "end_char": 30, "text": "build a "[:7]}.items():
        row = replaced(row, column, 0, value)
    return pa.concat_tables([table.slice(0, 7), row, table.slice(7)])


def _swapped_parts(folder: Path) -> None:
    one, other = (file_of(folder, "documents") / f"part-0000{number}.parquet" for number in (0, 1))
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def _cell_of_part(folder: Path) -> str:
    table = pq.read_table(folder / PART)
    write(replaced(table, "nested", 0, value=True), folder / PART)
    return str(table.column(0)[0])


def _old_database(folder: Path) -> None:
    make_database(folder)
    both(cell("mentions", "nested", value=True), recounted)(folder)


def _with_texts(folder: Path) -> None:
    full = make_database(folder).read_bytes()
    build(folder, text=False)
    (folder / "processed" / "tifabank.db").write_bytes(full)


def _no_texts(folder: Path) -> None:
    shutil.rmtree(folder / "raw" / "texts")


LIGHTS, RETURN = "raw/texts/lights.txt", "raw/texts/return.txt"

PART = "processed/mentions.parquet/part-00001.parquet"

DECLARED = [
    Corruption("a byte of a text", "One letter of a raw file is another.", "input", "documents", data(LIGHTS, lambda b: b.replace(b"known", b"knewn"), "lights")),
    Corruption("a line break at the end of a text", "A raw file is a blank line longer.", "input", "documents", data(LIGHTS, lambda b: b + b"\n", "lights")),
    Corruption("a text that is not UTF-8", "A raw file has a byte that no UTF-8 has.", "input", "raw/texts/'lights.txt'", data(LIGHTS, lambda b: b + b"\xff")),
    Corruption("a text added", "raw/texts/ has a file more than when the tables were made.", "input", "documents", data("raw/texts/new.txt", lambda _: b"A new harbour.\n", "new")),
    Corruption("a text removed", "raw/texts/ has a file less.", "input", "raw/curated/parallels.csv", gone(RETURN)),
    Corruption("a text removed, and its curated lines", "raw/texts/ has a file less, and no curated line is about it.", "input", "documents", both(gone(RETURN, "return"), gone("raw/curated/parallels.csv"), gone("raw/curated/mention_senses.csv"), data("raw/curated/concept_labels.csv", lambda b: b.replace(b"trade-order,order", b"trade-order,order of trade")))),
    Corruption("a curated file edited", "A term was edited after the build.", "input", "provenance", data("raw/curated/concepts.csv", lambda b: b.replace("平安港".encode(), "安港".encode()))),
    Corruption("a curated file removed", "A curated file is gone.", "input", "provenance", gone("raw/curated/concept_members.csv")),
    Corruption("texts removed, and a curated file edited", "raw/texts/ is gone, and a term was edited after the build.", "input", "provenance", both(_no_texts, data("raw/curated/concepts.csv", lambda b: b.replace("平安港".encode(), "安港".encode())))),
    Corruption("a curated file of other columns", "A curated file has a column that is unknown.", "input", "raw/curated/sources.csv", data("raw/curated/sources.csv", lambda b: b.replace(b"site", b"sight", 1))),
    Corruption("a document left out", "A document is taken out of all tables, which are described anew; its raw file stays.", "input", "documents", mended(_nothing_of("return"))),
    Corruption("a wrong hash", "The descriptor tells another hash of a table.", "descriptor", "mentions", told(lambda d: d["resources"][9].update(hash=f"sha256:{'0' * 64}"))),
    Corruption("a wrong number of rows", "The descriptor tells a row more of a table.", "descriptor", "mentions", told(lambda d: d["resources"][9].update(rows=14))),
    Corruption("a path that leaves the folder", "The descriptor names a file outside the package.", "descriptor", "rules", told(lambda d: d["resources"][19].update(path="../rules.parquet"))),
    Corruption("a resource left out", "The descriptor is silent about a table.", "descriptor", "rules", told(lambda d: d["resources"].pop(19))),
    Corruption("a resource of no table", "The descriptor tells of a table that is none.", "descriptor", "poems", told(lambda d: d["resources"].append({"name": "poems", "path": "processed/poems.parquet"}))),
    Corruption("another licence", "The descriptor gives the facts to the public domain.", "descriptor", "datapackage.json", told(lambda d: d["licenses"][0].update(name="CC0-1.0"))),
    Corruption("another version", "The descriptor tells another version than package.csv.", "descriptor", "datapackage.json", told(lambda d: d.update(version="9.9.9"))),
    Corruption("a key of the descriptor twice", "The descriptor tells two versions, of which readers take the first or the last.", "descriptor", "datapackage.json", data("datapackage.json", lambda b: b.replace(b'"version":', b'"version": "9.9.9",\n  "version":', 1))),
    Corruption("a descriptor in UTF-16", "The descriptor has another encoding.", "descriptor", "datapackage.json", data("datapackage.json", lambda b: b.decode().encode("utf-16"))),
    Corruption("a key of no value", "The descriptor has a key more, whose value is null.", "descriptor", "datapackage.json", told(lambda d: d.update(note=None))),
    Corruption("a number of rows with a point", "The descriptor tells 3.0 rows in the place of 3.", "descriptor", "documents", told(lambda d: d["resources"][0].update(rows=float(d["resources"][0]["rows"])))),
    Corruption("a descriptor cut short", "datapackage.json ends in the middle.", "descriptor", "datapackage.json", data("datapackage.json", lambda b: b[:-40])),
    Corruption("no descriptor", "datapackage.json is gone.", "descriptor", "datapackage.json", gone("datapackage.json")),
    Corruption("a stale schema", "A schema tells another description of a column.", "schema", "rules", data("schemas/rules.json", lambda b: b.replace(b"What it does.", b"What it did."))),
    Corruption("a looser schema", "A schema allows a kind that no text issue has.", "schema", "text_issues", data("schemas/text_issues.json", lambda b: b.replace(b'"hard_wrap"', b'"poem"'))),
    Corruption("no schema", "A schema is gone.", "schema", "rules", gone("schemas/rules.json")),
    Corruption("a schema of no table", "schemas/ has a file for a table that is none.", "schema", "schemas/poems.json", data("schemas/poems.json", lambda _: b"{}\n")),
    Corruption("a table removed", "A table is gone.", "files", "quotations", gone("processed/quotations.parquet")),
    _forged("a table removed", "A table is gone, and the descriptor silent about it.", "files", "quotations", gone("processed/quotations.parquet")),
    Corruption("a table cut short", "A table ends in the middle of its bytes.", "files", "sections", data("processed/sections.parquet", lambda b: b[: len(b) // 2])),
    _forged("a table cut short", "A table ends in the middle of its bytes.", "files", "sections", data("processed/sections.parquet", lambda b: b[: len(b) // 2])),
    Corruption("a byte of a table", "One byte among the cells of a table is another.", "descriptor", "mentions", data("processed/mentions.parquet", lambda b: b[:40] + bytes([b[40] ^ 1]) + b[41:])),
    Corruption("an empty file", "A table is a file of no bytes.", "files", "concepts", data("processed/concepts.parquet", lambda _: b"")),
    Corruption("a folder in the place of a table", "A table is an empty folder.", "files", "rules", _as_folder("rules")),
    Corruption("a folder of tables elsewhere", "processed/ is a link to a folder outside the package.", "files", "processed", _elsewhere("processed")),
    Corruption("a folder of schemas elsewhere", "schemas/ is a link to a folder outside the package.", "files", "schemas", _elsewhere("schemas")),
    Corruption("a table in two parts", "A table is a folder of two parts, though the package has none.", "files", "rules", _two_parts("rules")),
    Corruption("a table more", "processed/ has a Parquet file that is no table of the package.", "files", "processed/poems.parquet", data("processed/poems.parquet", lambda _: b"PAR1")),
    Corruption("a table by the database's name", "processed/ has a Parquet file whose name begins as that of the database.", "files", "processed/tifabank.db.parquet", data("processed/tifabank.db.parquet", lambda _: b"PAR1")),
    Corruption("a spreadsheet beside the tables", "processed/ has a CSV file that may be taken for a table.", "files", "processed/mentions.csv", data("processed/mentions.csv", lambda _: b"mention_id\n")),
    Corruption("a database of other tables", "processed/tifabank.db was made before another build was copied over the tables.", "files", "processed/tifabank.db", _old_database),
    Corruption("a database with texts", "processed/tifabank.db has the texts, which the tables have no longer.", "files", "processed/tifabank.db", _with_texts),
    Corruption("a cell of the database", "A cell of processed/tifabank.db was edited by hand.", "files", "processed/tifabank.db", database("update quotations set text = 'the two musts'")),
    Corruption("a cell of the database, its mark kept", "A cell of processed/tifabank.db is another, and nothing else tells of it.", "files", "processed/tifabank.db", database("update quotations set text = 'the two musts' returning quotation_id", unseen=True)),
    Corruption("the full-text search of the database, its mark kept", "The index of processed/tifabank.db leads to no quotation, and nothing else tells of it.", "files", "processed/tifabank.db", database("insert into quotations_fts (quotations_fts) values ('delete-all')", unseen=True)),
    Corruption("a database that is none", "processed/tifabank.db is a file of words.", "files", "processed/tifabank.db", data("processed/tifabank.db", lambda _: b"no database\n")),
    _forged("a column more", "A table has a column that is not declared.", "shape", "rules", shape("rules", lambda t: t.append_column("extra", t["rule_id"]))),
    _forged("a column less", "A table lacks a column that may be null.", "shape", "concepts", shape("concepts", lambda t: t.drop_columns(["pinyin"]))),
    _forged("another type", "Whole numbers are 32 bits long.", "shape", "sentences", shape("sentences", lambda t: t.set_column(6, "words", t["words"].cast(pa.int32())))),
    _forged("numbers as text", "A column of numbers holds their digits.", "shape", "sentences", shape("sentences", lambda t: t.set_column(6, "words", t["words"].cast(pa.string())))),
    _forged("columns in another order", "Two columns stand in the place of each other.", "shape", "rules", shape("rules", lambda t: t.select([1, 0, 2, 3, 4]))),
    _forged("no descriptions in a file", "A Parquet file has lost its descriptions and hints.", "shape", "rules", shape("rules", lambda t: t.replace_schema_metadata())),
    _forged("no value", "A cell that must have a value has none.", "values", "sentences", cell("sentences", "text", None)),
    _forged("an illegal kind", "A kind is none of the vocabulary.", "values", "paragraphs", cell("paragraphs", "kind", "poem")),
    _forged("a negative offset", "A span starts before its text.", "values", "quotations", cell("quotations", "start_char", -1)),
    _forged("a hash that is none", "A hash has a line break at its end.", "values", "documents", cell("documents", "sha256", lambda v: f"{v}\n")),
    _forged("a duplicate key", "Two concepts have one id.", "keys", "concepts", cell("concepts", "concept_id", "four-lights", row=1)),
    _forged("one id in two tables", "A concept has the id of a document.", "keys", "concepts", cell("concepts", "concept_id", "harbour", 2)),
    _forged("a row twice", "A row stands twice.", "keys", "mentions", rows("mentions", lambda t: pa.concat_tables([t.slice(0, 1), t]), row=0)),
    *_twice("a shifted offset", "A span starts a character later than its id says.", "keys", "sentences", cell("sentences", "start_char", lambda v: v + 1)),
    _forged("another concept's id", "The id of a concept is another.", "references", "mentions", both(at("mentions", 0), cell("concepts", "concept_id", "safest-harbour", row=3))),
    _forged("a dangling reference", "A mention stands in a paragraph that is not there.", "references", "mentions", cell("mentions", "paragraph_id", "harbour_par0-1")),
    _forged("a rule of another table", "A mention is said to be made by a rule of quotations.", "references", "mentions", cell("mentions", "rule_id", "quotations.paired")),
    _forged("swapped rows", "Two rows stand in the place of each other.", "order", "sentences", rows("sentences", swapped)),
    _forged("swapped positions", "Two items of a list have each other's positions.", "order", "enumeration_items", both(cell("enumeration_items", "position", 2, row=1), cell("enumeration_items", "position", 1, row=2))),
    *_twice("a changed count", "A list says that it has 99 items.", "counts", "enumerations", cell("enumerations", "item_count", 99, row=1)),
    _forged("a changed completeness", "A complete list is said to be short.", "counts", "enumerations", cell("enumerations", "completeness", "short", row=1)),
    _forged("an item of another list", "An item is moved to another list.", "counts", "enumerations", both(at("enumerations", 1), cell("enumeration_items", "enumeration_id", "harbour_enu122-176", row=6))),
    _forged("a parallel of one text", "A parallel has lost its place in the other text.", "counts", "parallels", both(at("parallels", 0), rows("parallel_spans", without(1)))),
    _forged("a paragraph left out", "A title is dropped; positions and provenance fit.", "tiling", "paragraphs", both(at("paragraphs", 6), rows("paragraphs", _renumbered), recounted)),
    *_twice("an edited quote", "The words of a quotation are others.", "slices", "quotations", cell("quotations", "text", "the two musts")),
    _forged("another normal form", "é is an e with an accent, as in no raw file.", "slices", "definitions", cell("definitions", "text", lambda v: unicodedata.normalize("NFD", v), row=1)),
    _forged("white space in a text", "A line break of documents.text is a space.", "slices", "documents", cell("documents", "text", lambda v: v.replace("\n", " ", 1), row=1)),
    _forged("a span beyond its text", "A sentence ends after the last character.", "slices", "sentences", cell("sentences", "end_char", 10**6, row=10)),
    _forged("a span of no characters", "The name of a list ends where it starts.", "slices", "enumerations", cell("enumerations", "name_end_char", 110, row=1)),
    _forged("a wrong number of words", "A sentence is said to have a word more.", "slices", "sentences", cell("sentences", "words", lambda v: v + 1)),
    _forged("a hash of another file", "The hash of a text in the tables is another.", "slices", "documents", cell("documents", "sha256", "0" * 64)),
    _forged("an assertion of another value", "An assertion supports a value that its cell does not have.", "assertions", "assertions", cell("assertions", "value", "something else")),
    _forged("an assertion of no cell", "An assertion is about a row that is not there.", "assertions", "assertions", cell("assertions", "subject_id", "nowhere")),
    _forged("a dropped row", "A mention is dropped.", "provenance", "provenance", both(lambda _: "lights_pro-mentions", rows("mentions", without(8)))),
    _forged("a count of provenance", "Provenance tells a row more.", "provenance", "provenance", cell("provenance", "rows", lambda v: v + 1, row=3)),
    _forged("a row of provenance left out", "Provenance is silent about a table of a document.", "provenance", "provenance", rows("provenance", without(3), row=3)),
    _forged("another raw hash in provenance", "Provenance names the bytes of another file.", "provenance", "provenance", cell("provenance", "raw_sha256", "0" * 64)),
    _forged("a rule's revision", "A rule has another revision than provenance knows.", "provenance", "provenance", both(at("provenance", 0), cell("rules", "revision", lambda v: v + 1))),
    _forged("a rule's revision, provenance mended", "A rule has another revision, and provenance the hash of it.", "derivation", "rules", both(cell("rules", "revision", lambda v: v + 1), recounted)),
    _forged("a dropped row, counts mended", "A mention is dropped; provenance counts what is left.", "derivation", "mentions", both(rows("mentions", without(8), row=8), recounted)),
    _forged("an added row, counts mended", "A mention of words that no label has; its id, slice, order and count are right.", "derivation", "mentions", both(lambda _: "lights_men22-30", rows("mentions", _added), recounted)),
    _forged("a moved span, all mended", "A mention ends earlier; id, offsets and text agree.", "derivation", "mentions", both(cell("mentions", "mention_id", "return_men32-41", row=11), cell("mentions", "end_char", 41, row=11), cell("mentions", "text", "sheltered", row=11))),
    _forged("a moved place, all mended", "A place of a formula ends earlier; id, offsets and text agree.", "derivation", "parallel_spans", both(cell("parallel_spans", "parallel_span_id", "formula-safe-harbour_spa-0-return-32-41", row=1), cell("parallel_spans", "end_char", 41, row=1), cell("parallel_spans", "text", "sheltered", row=1))),
    _forged("nested turned", "A mention is said to stand inside another.", "derivation", "mentions", cell("mentions", "nested", True)),
    _forged("another concept", "A mention is said to name another concept that is there.", "derivation", "mentions", cell("mentions", "concept_id", "good-order")),
    _forged("another legal kind", "A quotation is said to be a title.", "derivation", "quotations", cell("quotations", "kind", "title", row=1)),
    _forged("a speaker that is there", "An attribution names other words of its sentence.", "derivation", "attributions", cell("attributions", "speaker", "Ann")),
    _forged("a reworded message", "A text issue is told in other words.", "derivation", "text_issues", cell("text_issues", "message", "There is no space.")),
    _forged("a curated cell", "A concept has another Chinese term than its curated line, and so has its assertion.", "derivation", "concepts", both(cell("concepts", "label_zh", "安港", row=3), cell("assertions", "value", "安港"))),
    _forged("a higher confidence", "What is known from no page is said to be read on one.", "derivation", "concept_members", cell("concept_members", "confidence", "high")),
    _forged("a table of no rows, counts mended", "All quotations are dropped; provenance and references fit.", "derivation", "quotations", both(rows("quotations", _emptied, row=0), cell("attributions", "quotation_id", None), recounted)),
    _forged("another build", "Provenance names other software throughout.", "derivation", "provenance", rows("provenance", lambda t: t.set_column(8, t.schema.field("software_version"), pa.array(["9.9.9"] * len(t))), row=0)),
    Corruption("a part removed", "Of a table in parts a part is gone.", "files", "mentions", gone(PART), parts=True),
    Corruption("a part more", "A table in parts has a part more.", "files", "mentions", data(PART.replace("00001", "00099"), lambda _: b"PAR1"), parts=True),
    Corruption("a part cut short", "A part ends in the middle of its bytes.", "files", "mentions", data(PART, lambda b: b[: len(b) // 2]), parts=True),
    Corruption("parts in each other's places", "Two parts of the documents are swapped.", "order", "documents", _swapped_parts, parts=True),
    Corruption("a cell of a part", "A mention in a part is said to stand inside another.", "derivation", "mentions", _cell_of_part, parts=True),
]  # fmt: skip
