"""processed/tifabank.db as a file: its declarations, and the mark that tells what it was made from. `database.py` makes it.

Times tell nothing of this: a package may be copied over another one with the times that its files had. So the database carries a *mark*:
64 bits of the SHA-256 of the declarations here, of the hash of each file of each table, and of SQLite's own count of changes. It
stands in the two numbers that the header of an SQLite file keeps for whoever makes it (user version and application id), where it is
no table that readers would see. Whoever compares it has to give the hashes of the bytes that are there: sizes and times can be kept by
a copy, and what the descriptor tells of a file need not be true. The count of changes makes a database that was edited through
SQLite another one; bytes that were changed behind its back are found by `tifabank check` alone, which reads the rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path

from tifabank.folders import Folder, LocalFolder
from tifabank.rows import TABLES
from tifabank.schema import Column, columns

DATABASE = "processed/tifabank.db"
"""Where the database stands in a package."""

SIDE_FILES = tuple(f"{DATABASE}{end}" for end in ("-journal", "-shm", "-wal"))
"""What SQLite keeps beside a database while it is written to; none of it belongs to one that `browse` made."""

SEARCHED = {
    "concepts": ("label", "label_zh", "pinyin", "official_english", "scope_note"),
    "concept_labels": ("label",),
    "documents": ("title",),
    "sections": ("heading",),
    "enumerations": ("name", "lead_in"),
    "enumeration_items": ("label", "text"),
    "definitions": ("term", "text"),
    "quotations": ("text",),
    "attributions": ("speaker", "text"),
    "cited_documents": ("cited_name",),
    "paragraphs": ("text",),
    "sentences": ("text",),
    "mentions": ("text",),
}
"""Columns with full-text search, by table."""

TOKENIZER = "porter unicode61 remove_diacritics 2"
_SQL_TYPES = {str: "TEXT", int: "INTEGER", bool: "INTEGER"}

_HEADER = 100  # bytes
_MAGIC = b"SQLite format 3\0"
_CHANGES, _USER_VERSION, _APPLICATION_ID = slice(24, 28), slice(60, 64), slice(68, 72)
"""Places in the header of an SQLite file (https://www.sqlite.org/fileformat2.html)."""


def ddl(name: str, cols: Iterable[Column]) -> str:
    """The CREATE TABLE statement of a table."""
    lines = []
    for i, column in enumerate(cols):
        line = f'"{column.name}" {_SQL_TYPES[column.type]}'
        line += " PRIMARY KEY NOT NULL" if i == 0 else "" if column.nullable else " NOT NULL"
        if column.type is bool:
            line += f' CHECK ("{column.name}" IN (0, 1))'
        if column.values:
            line += f' CHECK ("{column.name}" IN ({", ".join(repr(v) for v in column.values)}))'
        if column.ref:
            line += f' REFERENCES "{column.ref}" ("{columns(TABLES[column.ref])[0].name}")'
        lines.append(line)
    return f'CREATE TABLE "{name}" (\n  ' + ",\n  ".join(lines) + "\n) STRICT"


def searched(name: str, there: Container[str]) -> list[str]:
    """The columns of a table with full-text search, of those that are there."""
    return [column for column in SEARCHED.get(name, ()) if column in there]


def search_ddl(name: str, names: Iterable[str], schema: str = "") -> str:
    """The statement that makes the full-text search in columns of a table; `schema` is that of both, with its dot."""
    listed = ", ".join(f'"{n}"' for n in names)
    return f"CREATE VIRTUAL TABLE {schema}\"{name}_fts\" USING fts5({listed}, content='{name}', tokenize='{TOKENIZER}')"


def mark(place: Path, hashes: Mapping[str, Sequence[str]]) -> None:
    """Write into a database that it was made from tables whose files have these SHA-256, by table.

    Raises:
        OSError: it cannot be written.
    """
    with place.open("r+b") as file:
        made = _mark(file.read(_HEADER), hashes)
        for where, half in ((_USER_VERSION, made[:4]), (_APPLICATION_ID, made[4:])):
            file.seek(where.start)
            file.write(half)


def is_made_from(place: Path, hashes: Mapping[str, Sequence[str]]) -> bool:
    """Whether a database was made from these files, as this version makes it, and has not been written to since."""
    header = header_of(place)
    return header is not None and header[_USER_VERSION] + header[_APPLICATION_ID] == _mark(header, hashes)


def header_of(place: Path) -> bytes | None:
    """The header of an SQLite file; None of anything else, and of what cannot be read (a pipe would be waited for)."""
    try:
        if not place.is_file():
            return None
        with place.open("rb") as file:
            header = file.read(_HEADER)
    except OSError:
        return None
    return header if len(header) == _HEADER and header.startswith(_MAGIC) else None


def _mark(header: bytes, hashes: Mapping[str, Sequence[str]]) -> bytes:
    declared = [ddl(name, columns(row)) for name, row in TABLES.items()]
    tables = [(name, [*hashes.get(name, ())]) for name in TABLES]
    return hashlib.sha256(repr((declared, SEARCHED, TOKENIZER, tables, header[_CHANGES])).encode()).digest()[:8]


def side_files(folder: LocalFolder) -> list[str]:
    """The files that somebody who wrote to the database left beside it."""
    return [name for name in SIDE_FILES if folder.has_file(name)]


def remove_database(folder: Folder, hashes: Mapping[str, Sequence[str]]) -> None:
    """Remove a database that was not made from these files, as it may hold texts that the tables no longer have.

    `browse` makes it again. At an address, where none is made, one that was copied there goes too.

    Raises:
        OSError: it cannot be removed.
    """
    if isinstance(folder, LocalFolder) and not side_files(folder) and is_made_from(folder.root / DATABASE, hashes):
        return
    for name in (DATABASE, *SIDE_FILES):
        if folder.has_file(name):
            folder.remove(name)
