"""`tifabank diff`: two packages, or releases of one, compared: rows added, removed and changed by id, table by table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from tifabank.archives import SUFFIXES, is_archive, unpacked
from tifabank.curated import read_curated
from tifabank.differences.moves import with_moves
from tifabank.differences.records import Difference, Release, TableDifference
from tifabank.differences.retired import FILE
from tifabank.differences.schemas import Declared, column_changes, declared
from tifabank.differences.tables import aligned, compared, is_after, is_key
from tifabank.differences.versions import is_version
from tifabank.errors import InputError
from tifabank.folders import Folder, folder_of, reason, shown
from tifabank.rows import TABLES
from tifabank.stored import files_of, parquet, read_file, read_parts, table_path
from tifabank.tables import CHUNKED

WITHOUT_TEXT = "without-text"
_DESCRIPTOR, _FACTS = "datapackage.json", "raw/curated/package.csv"


class _Side(NamedTuple):
    """A package that is compared."""

    place: str
    folder: Folder
    version: str
    edition: str


def diff(old: str | Path | Folder, new: str | Path | Folder) -> Difference:
    """What differs between two built packages, or releases of one.

    Args:
        old: a package folder, its address on a file system that Arrow knows, or an archive of a release (zip, tar, wheel).
        new: another one.

    Tables of documents that are folders of parts are compared a part of each side at a time; all other tables, and whatever differs,
    are held in memory.

    Raises:
        InputError: one is no built package or no archive of one, or its tables have no keys or no order.
    """
    with _side(old) as a, _side(new) as b:
        names = [*TABLES, *sorted({*_tables(a), *_tables(b)} - TABLES.keys())]
        tables = tuple(_table(a, b, name) for name in names if files_of(a.folder, name) or files_of(b.folder, name))
        lines = _curated(b, "retired_ids")
        stated = _curated(b, "package") or []
        return Difference(
            Release(a.place, a.version, a.edition),
            Release(b.place, b.version, b.edition),
            with_moves(tables, (_hashes(a), _hashes(b))),
            None if lines is None else {line["old_id"]: line["new_id"] for line in lines},
            next((line["value"] for line in stated if line["key"] == "version"), None),
        )


def retired_file(package: str | Path | Folder) -> str:
    """The text of a package's retired_ids.csv; empty if it has none."""
    with _side(package) as side:
        return side.folder.read(FILE).decode("utf-8") if side.folder.has_file(FILE) else ""


@contextmanager
def _side(package: str | Path | Folder) -> Iterator[_Side]:
    place = shown(package) if isinstance(package, str | Path) else str(package)
    with ExitStack() as stack:
        if isinstance(package, str | Path) and Path(package).is_file():
            if not is_archive(Path(package)):
                raise InputError(f"{place}: is no archive that can be read: name a folder, or a file that ends in {', '.join(SUFFIXES)}")
            package = stack.enter_context(unpacked(Path(package)))
        side = _Side(place, folder_of(package), "", "")
        if not side.folder.has_file(_DESCRIPTOR):
            raise InputError(f"{place}: {_DESCRIPTOR}: not there: run 'tifabank build' first")
        told = _json(side, _DESCRIPTOR)
        version = str(told.get("version"))
        if not is_version(version):
            raise InputError(f"{place}: {_DESCRIPTOR}: {version!r} is no version number such as 1.2.0: correct {_FACTS} and build again")
        yield side._replace(version=version, edition=str(told.get("tifabank:edition")))


def _json(side: _Side, name: str) -> dict[str, Any]:
    try:
        told = json.loads(side.folder.read(name))
    except (ValueError, RecursionError, OSError) as error:
        raise InputError(f"{side.place}: {name}: cannot be read ({reason(error)}): run 'tifabank build' again") from None
    if not isinstance(told, dict):
        raise InputError(f"{side.place}: {name}: is no JSON object: run 'tifabank build' again")
    return told


def _curated(side: _Side, stem: str) -> list[dict[str, Any]] | None:
    """The lines of a curated file; None if it is not there."""
    name = f"raw/curated/{stem}.csv"
    return read_curated({stem: side.folder.read(name)}).lines[stem] if side.folder.has_file(name) else None


def _tables(side: _Side) -> list[str]:
    suffix = ".parquet"
    return [entry.name.removesuffix(suffix) for entry in side.folder.entries("processed") if entry.name.endswith(suffix)]


def _declared(side: _Side, name: str) -> Declared | None:
    """What a side says of a table; None if it has no such table."""
    files = files_of(side.folder, name)
    if not files:
        return None
    schemas = [parquet(side.folder, file).schema_arrow.remove_metadata() for file in files]
    if any(schema != schemas[0] for schema in schemas):
        raise InputError(f"{side.place}: {table_path(name)}: its parts have other columns: run 'tifabank build' again")
    file = f"schemas/{name}.json"
    told = _json(side, file) if side.folder.has_file(file) else {}
    try:
        return declared(schemas[0], told)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise InputError(f"{side.place}: {file}: is no Table Schema: run 'tifabank build' again") from None


def _table(a: _Side, b: _Side, name: str) -> TableDifference:
    """What differs in a table that both sides have, or one."""
    old, new = _declared(a, name), _declared(b, name)
    left_out = _left_out((a, old), (b, new)) | _left_out((b, new), (a, old))
    both = [column for column in new.schema.names[1:] if column in old.schema.names] if old and new else []
    found, counts = [], [0, 0]
    for before, after in _stretches(a, b, name, (old or new, new or old)):
        found.append(compared(before, after, both))
        counts = [counts[0] + len(before), counts[1] + len(after)]
    return TableDifference(
        name,
        counts[0] if old else None,
        counts[1] if new else None,
        tuple(column_changes(old, new, left_out)) if old and new else (),
        tuple(sorted(left_out)),
        added=pa.concat_tables(rows.added for rows in found),
        removed=pa.concat_tables(rows.removed for rows in found),
        cells=tuple(cell for rows in found for cell in rows.cells),
        reordered=any(rows.reordered for rows in found),
    )


def _left_out(full: tuple[_Side, Declared | None], other: tuple[_Side, Declared | None]) -> frozenset[str]:
    """The columns of a side that copy the texts and that the other side, an edition without text, does not have."""
    if not (full[1] and other[1]) or full[0].edition == other[0].edition or other[0].edition != WITHOUT_TEXT:
        return frozenset()
    return full[1].copies - {*other[1].schema.names}


def _stretches(a: _Side, b: _Side, name: str, told: tuple[Declared | None, Declared | None]) -> Iterator[tuple[pa.Table, pa.Table]]:
    """A table of both sides, whole or as stretches of the same documents; where a side has no rows, an empty table."""
    old, new = (each.schema.empty_table() for each in told if each)
    yield old, new
    if name in CHUNKED and max(len(files_of(side.folder, name)) for side in (a, b)) > 1:
        pairs = aligned(_parts(a, name, ordered=True), _parts(b, name, ordered=True))
        yield from ((before or old, after or new) for before, after in pairs)
    else:
        yield tuple(pa.concat_tables([empty, *_parts(side, name)]) for side, empty in ((a, old), (b, new)))


def _parts(side: _Side, name: str, *, ordered: bool = False) -> Iterator[pa.Table]:
    """The files of a table that have rows; their first columns are keys and, if asked for, their documents in order."""
    last = ""
    for file in files_of(side.folder, name):
        part = read_file(side.folder, file).replace_schema_metadata(None)
        if not len(part):
            continue
        if not is_key(part.column(0)):
            raise InputError(f"{side.place}: {file}: column {part.column_names[0]} is no key: run 'tifabank check' on the package")
        if ordered and not is_after(last, part["document_id"]):
            raise InputError(f"{side.place}: {file}: column document_id: documents are not in order: run 'tifabank check' on the package")
        last = part["document_id"][-1].as_py() if ordered else ""
        yield part


def _hashes(side: _Side) -> dict[str, str]:
    """The SHA-256 of the raw bytes of each document, as far as the package tells it."""
    columns = ["document_id", "sha256"]
    parts = (part for part in read_parts(side.folder, "documents") if {*columns} <= {*part.column_names})
    return {key: value for part in parts for key, value in zip(*(part[c].to_pylist() for c in columns), strict=True)}
