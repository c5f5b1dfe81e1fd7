"""`tifabank diff`: two packages, or releases of one, compared: rows added, removed and changed by id, table by table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from tifabank.archives import SUFFIXES, is_archive, unpacked
from tifabank.curating import sha256_of
from tifabank.descriptor import paths_listed
from tifabank.differences.moves import with_moves
from tifabank.differences.records import Difference, Release, TableDifference
from tifabank.differences.retired import FILE
from tifabank.differences.schemas import Declared, column_changes, declared, plain
from tifabank.differences.tables import aligned, compared, is_after, is_key
from tifabank.differences.versions import is_version
from tifabank.errors import InputError
from tifabank.folders import DESCRIPTOR, Folder, folder_of, json_in, reason, shown
from tifabank.held import since_built
from tifabank.raw import curated_lines
from tifabank.rows import TABLES
from tifabank.stored import files_of, parquet, read_file, read_parts, table_path
from tifabank.tables import CHUNKED

_WITHOUT_TEXT = "without-text"


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
        InputError: one is no built package or no archive of one, lacks a file that its descriptor lists, or its tables have no keys or no order.
    """
    with _side(old) as a, _side(new) as b:
        names = [*TABLES, *sorted({*_tables(a), *_tables(b)} - TABLES.keys())]
        tables = tuple(_table(a, b, name) for name in names if files_of(a.folder, name) or files_of(b.folder, name))
        curated_lines(b.folder, "retired_ids")  # that it can be read
        return Difference(
            Release(a.place, a.version, a.edition),
            Release(b.place, b.version, b.edition),
            with_moves(tables, (_told(a, "document_id", "sha256"), _told(b, "document_id", "sha256"))),
            b.folder.read(FILE).decode("utf-8") if b.folder.has_file(FILE) else None,
            next((line["value"] for line in curated_lines(b.folder, "package") if line["key"] == "version"), None),
            _in_use(b, [key for table in tables for key in table.removed_ids]),
            tuple(since_built(b.folder, _told(b, "file", "sha256"))),
            _curated_since_built(b),
        )


@contextmanager
def _side(package: str | Path | Folder) -> Iterator[_Side]:
    place = shown(package) if isinstance(package, str | Path) else str(package)
    with ExitStack() as stack:
        if isinstance(package, str | Path) and Path(package).is_file():
            if not is_archive(Path(package)):
                raise InputError(f"{place}: is no archive that can be read: name a folder, or a file that ends in {', '.join(SUFFIXES)}")
            package = stack.enter_context(unpacked(Path(package)))
        side = _Side(place, folder_of(package), "", "")
        if not side.folder.has_file(DESCRIPTOR):
            raise InputError(f"{place}: {DESCRIPTOR}: not there: run 'tifabank build' first")
        told = _json(side, DESCRIPTOR)
        _refuse_missing(side, told)
        version = str(told.get("version"))
        if not is_version(version):
            raise InputError(
                f"{place}: {DESCRIPTOR}: {version!r} is no version number such as 1.2.0: correct raw/curated/package.csv and build again"
            )
        yield side._replace(version=version, edition=str(told.get("tifabank:edition")))


def _refuse_missing(side: _Side, told: Mapping[str, Any]) -> None:
    """Take no package for whole that lacks files of its tables: their rows would pass for removed."""
    if missing := [path for path in paths_listed(told) if not side.folder.has_file(path)]:
        others = f" (and {len(missing) - 1} more)" if len(missing) > 1 else ""
        raise InputError(
            f"{side.place}: {missing[0]}{others}: not there, though {DESCRIPTOR} lists it: take the whole package, or run 'tifabank build'"
        )


def _json(side: _Side, name: str) -> dict[str, Any]:
    try:
        return json_in(side.folder, name)
    except (ValueError, OSError) as error:
        raise InputError(f"{side.place}: {name}: cannot be read ({reason(error)}): run 'tifabank build' again") from None


def _tables(side: _Side) -> list[str]:
    suffix = ".parquet"
    return [entry.name.removesuffix(suffix) for entry in side.folder.entries("processed") if entry.name.endswith(suffix)]


def _declared(side: _Side, name: str) -> Declared | None:
    """What a side says of a table; None if it has no such table."""
    files = files_of(side.folder, name)
    if not files:
        return None
    schema = plain(parquet(side.folder, files[0]).schema_arrow)
    _check(side, name, "its columns or their types are none of a table", sound=schema is not None)
    file = f"schemas/{name}.json"
    told = _json(side, file) if side.folder.has_file(file) else {}
    try:
        return declared(schema, told)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise InputError(f"{side.place}: {file}: is no Table Schema: run 'tifabank build' again") from None


def _table(a: _Side, b: _Side, name: str) -> TableDifference:
    """What differs in a table that both sides have, or one."""
    old, new = _declared(a, name), _declared(b, name)
    left_out = _left_out(a, b, old, new) if old and new else frozenset[str]()
    both = [column for column in new.schema.names[1:] if column in old.schema.names] if old and new else []
    empty = [side.schema.empty_table() for side in (old or new, new or old) if side]
    found, counts = [], [0, 0]
    for before, after in _stretches(a, b, name, *empty):
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


def _left_out(a: _Side, b: _Side, old: Declared, new: Declared) -> frozenset[str]:
    """The columns that copy the texts and that only one side has, because the other one is the edition without text."""
    sides = ((b, new, old), (a, old, new))
    return frozenset().union(*(full.copies - {*bare.schema.names} for side, bare, full in sides if side.edition == _WITHOUT_TEXT))


def _stretches(a: _Side, b: _Side, name: str, old: pa.Table, new: pa.Table) -> Iterator[tuple[pa.Table, pa.Table]]:
    """A table of both sides, whole or as stretches of the same documents; `old` and `new` stand for no rows."""
    yield old, new
    in_parts = any(len(files_of(side.folder, name)) > 1 for side in (a, b))
    if in_parts and name in CHUNKED and all("document_id" in table.column_names for table in (old, new)):
        for before, after in aligned(_ordered_parts(a, name, old.schema), _ordered_parts(b, name, new.schema)):
            yield before or old, after or new
    else:
        yield _whole(a, name, old), _whole(b, name, new)


def _whole(side: _Side, name: str, empty: pa.Table) -> pa.Table:
    table = pa.concat_tables([empty, *_parts(side, name, empty.schema)])
    _check(side, name, "is no key: an id is missing or stands twice", sound=is_key(table.column(0)))
    return table


def _ordered_parts(side: _Side, name: str, schema: pa.Schema) -> Iterator[pa.Table]:
    """The parts of a table of documents that have rows."""
    last = ""
    for part in filter(len, _parts(side, name, schema)):
        _check(side, name, "is no key: an id is missing or stands twice", sound=is_key(part.column(0)))
        _check(side, name, "is not in order of documents", sound=is_after(last, part["document_id"]))
        last = part["document_id"][-1].as_py()
        yield part


def _parts(side: _Side, name: str, schema: pa.Schema) -> Iterator[pa.Table]:
    for part in read_parts(side.folder, name):
        _check(side, name, "its parts have other columns", sound=plain(part.schema) == schema)
        yield part.cast(schema)


def _check(side: _Side, name: str, fault: str, *, sound: bool) -> None:
    if not sound:
        raise InputError(f"{side.place}: {table_path(name)}: {fault}: run 'tifabank check' on the package")


def _in_use(side: _Side, ids: list[str]) -> frozenset[str]:
    """Those of some ids that a row of any table has."""
    found: set[str] = set()
    for file in (file for name in TABLES for file in files_of(side.folder, name)) if ids else ():
        keys = read_file(side.folder, file, parquet(side.folder, file).schema_arrow.names[:1]).column(0).cast(pa.string())
        found.update(keys.filter(pc.is_in(keys, pa.array(ids, pa.string()))).to_pylist())
    return frozenset(found)


def _told(side: _Side, *columns: str) -> dict[str, str]:
    """Two columns of `documents`, as far as the package has them."""
    told = _declared(side, "documents")
    if told is None or not {*columns} <= {*told.schema.names}:
        return {}
    parts = read_parts(side.folder, "documents", columns)
    return {key: value for part in parts for key, value in zip(*(part[name].to_pylist() for name in columns), strict=True)}


def _curated_since_built(side: _Side) -> bool:
    """Whether curated files are there that are not those that the tables were made from, as far as the package tells."""
    here, told = sha256_of(side.folder), _declared(side, "provenance")
    if here is None or told is None or "curated_sha256" not in told.schema.names:
        return False
    first = next(read_parts(side.folder, "provenance", ["curated_sha256"]))  # all rows tell the same
    return here not in first.column(0).to_pylist()
