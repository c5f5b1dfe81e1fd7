"""`tifabank build` and `tifabank check`: the rim where packages are read and written.

Everything is read and checked before anything is written; outputs are made in a folder aside and put in place at the end.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from tifabank import home
from tifabank.checks import Finding, check_tables
from tifabank.curated import read_curated
from tifabank.descriptor import as_json, descriptor
from tifabank.errors import InputError
from tifabank.pipeline import map_package
from tifabank.raw import read_raw, with_ids
from tifabank.rows import TABLES
from tifabank.schema import arrow_schema, table_schema
from tifabank.tables import Tables, has_text, logical_hash, read, without_text, write
from tifabank.text import RawText
from tifabank.unused import unused_lines
from tifabank.vocabulary import Vocabulary, vocabulary


class Input(NamedTuple):
    """The accepted input of a package, and notices on what was left aside."""

    texts: list[RawText]
    vocabulary: Vocabulary
    notices: tuple[str, ...]


def read_input(package: Path) -> Input:
    """All input of a package, read and checked.

    Raises:
        InputError: with every problem found.
    """
    raw = read_raw(package)
    curated = read_curated(raw.curated)
    texts = with_ids(raw.texts, curated.lines["documents"])
    return Input(texts, vocabulary(curated, texts), raw.notices)


def build(package: Path, *, text: bool = True) -> tuple[Tables, tuple[str, ...]]:
    """Make `processed/`, `schemas/` and `datapackage.json` of a package folder; the tables and the notices.

    Raises:
        InputError: bad input, a failed check or a folder that cannot be written; outputs are as they were.
    """
    source = read_input(package)
    notices = [*source.notices, *_edited(package, source.texts)]
    tables = map_package(source.texts, source.vocabulary, home.version())
    if not text:
        tables = {name: without_text(name, table) for name, table in tables.items()}
    findings = check_tables(tables)
    if findings:
        raise InputError(*map(str, findings))
    try:
        _publish(package, tables, source.vocabulary)
    except OSError as error:
        raise InputError(f"{package}: the outputs cannot be written ({error.strerror}): free space or allow writing") from None
    return tables, tuple(notices)


def _edited(package: Path, texts: list[RawText]) -> Iterator[str]:
    """Notices of raw files that differ from those of the tables that are there: their ids no longer mean the same words."""
    with contextlib.suppress(pa.ArrowInvalid, OSError):
        for finding in _changed(read(package / "processed", ["documents"]), texts):
            yield (
                f"the raw file of {finding.row} was edited since the last build: ids cited from it change; "
                "once published, add a corrected text as a new document"
            )


def _publish(package: Path, tables: Tables, known: Vocabulary) -> None:
    """Write everything aside, then move what changed into place; if one move fails, all are taken back."""
    aside = Path(tempfile.mkdtemp(prefix=".tifabank-", dir=package))
    moved: list[tuple[Path, Path]] = []
    try:
        for name in list(_outputs(aside, tables, known)):
            if not _same(aside / name, package / name):
                moved.append((package / name, aside / "before" / name))
                _put(aside / name, *moved[-1])
    except OSError:
        for place, before in reversed(moved):
            _take_back(place, before)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _same(made: Path, place: Path) -> bool:
    """Whether an equal file is there: it is left alone, and its time tells that nothing changed."""
    return place.is_file() and place.read_bytes() == made.read_bytes()


def _put(made: Path, place: Path, before: Path) -> None:
    """Move a file into place; what was there is kept at `before`."""
    place.parent.mkdir(exist_ok=True)
    if place.exists():
        before.parent.mkdir(parents=True, exist_ok=True)
        os.replace(place, before)
    os.replace(made, place)


def _take_back(place: Path, before: Path) -> None:
    with contextlib.suppress(OSError):
        if before.exists():
            os.replace(before, place)
        else:
            place.unlink(missing_ok=True)
            place.parent.rmdir()  # only if it is empty, that is, new


def _outputs(aside: Path, tables: Tables, known: Vocabulary) -> Iterator[str]:
    """Write the outputs below a folder; their names, relative to it, the descriptor last."""
    text = has_text("documents", tables["documents"])
    (aside / "processed").mkdir()
    (aside / "schemas").mkdir()
    hashes = {}
    for name, table in tables.items():
        write(table, aside / "processed" / f"{name}.parquet")
        hashes[name] = file_hash(aside / "processed" / f"{name}.parquet")
        (aside / "schemas" / f"{name}.json").write_bytes(as_json(table_schema(name, text=text)))
        yield f"processed/{name}.parquet"
        yield f"schemas/{name}.json"
    (aside / "datapackage.json").write_bytes(as_json(descriptor(known.facts, tables, hashes)))
    yield "datapackage.json"


def file_hash(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Report(NamedTuple):
    """What `check` found: faults that fail it, and notices that do not."""

    findings: list[Finding]
    notices: list[str]


def check(package: Path, *, tables_only: bool = False) -> Report:
    """Check a built package: files against descriptor, tables against declarations, and all rows against the raw texts.

    Rows are made again from raw and curated files and compared; where the package holds no raw texts (the edition without text),
    that is told in a notice. `tables_only` leaves this out.

    Raises:
        InputError: the package has not been built, its input is bad, or a file is no Parquet.
    """
    tables = _read_tables(package)
    findings = [*_files(package, tables), *check_tables(tables)]
    if tables_only:
        return Report(findings, [])
    if not (package / "raw" / "texts").is_dir():
        return Report(findings, ["raw/texts is not there: rows were not compared with the texts"])
    source = read_input(package)
    changed = list(_changed(tables, source.texts))
    again = map_package(source.texts, source.vocabulary, home.version())
    findings += changed or _differences(tables, again)
    findings += _description(package, tables, source.vocabulary.facts)
    return Report(findings, [*source.notices, *unused_lines(source.texts, source.vocabulary, again)])


def _changed(tables: Tables, texts: list[RawText]) -> Iterator[Finding]:
    """Raw files that are not the bytes the tables were made from."""
    if "documents" not in tables:
        return
    made = dict(zip(*(tables["documents"][c].to_pylist() for c in ("document_id", "sha256")), strict=True))
    for text in texts:
        now = hashlib.sha256(text.data).hexdigest()
        if made.get(text.document_id, now) != now:
            place = f"raw/texts/{text.file!r}"
            yield Finding("raw", "documents", text.document_id, "sha256", f"{made[text.document_id]} of {place} as published", now)


def _read_tables(package: Path) -> Tables:
    if not (package / "datapackage.json").is_file():
        raise InputError(f"{package}: datapackage.json is not there: run 'tifabank build' first")
    try:
        return read(package / "processed")
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(f"{package}: processed/: {str(error).splitlines()[0]}: run 'tifabank build' again") from None


def _files(package: Path, tables: Tables) -> Iterator[Finding]:
    """Files on disk against the descriptor: missing, extra, changed; schemas against the declarations."""
    told = _told_by(package)
    resources = {r["name"]: r for r in told["resources"]}
    text = told.get("tifabank:edition") != "without-text"
    for name in TABLES:
        resource, path = resources.get(name), package / "processed" / f"{name}.parquet"
        if resource is None:
            yield Finding("descriptor", name, None, None, "a resource in datapackage.json", "none")
            continue
        if name in tables:
            yield from _told(name, resource, {"hash": f"sha256:{file_hash(path)}", "rows": len(tables[name])})
            if tables[name].schema.equals(arrow_schema(name, text=text)):
                yield from _told(name, resource, {"tifabank:logical_hash": f"sha256:{logical_hash(tables[name])}"})
        schema = package / "schemas" / f"{name}.json"
        if not schema.is_file() or schema.read_bytes() != as_json(table_schema(name, text=text)):
            yield Finding("schema", name, None, None, f"schemas/{name}.json as declared", "none" if not schema.is_file() else "another one")
    extra = {p.stem for p in (package / "processed").glob("*.parquet")} - TABLES.keys()
    for name in sorted(extra):
        yield Finding("extra", name, None, None, "no file", f"processed/{name}.parquet")


def _told_by(package: Path) -> dict[str, Any]:
    """The descriptor, in the shape that everything else relies on."""
    try:
        told = json.loads((package / "datapackage.json").read_bytes())
        if all(isinstance(r["name"], str) for r in told["resources"]) and isinstance(told, dict):
            return told
    except (ValueError, KeyError, TypeError):
        pass
    raise InputError(f"{package}: datapackage.json is no descriptor of a package: run 'tifabank build' again")


def _description(package: Path, tables: Tables, facts: Mapping[str, str]) -> Iterator[Finding]:
    """The descriptor, part by part, against the one that facts and tables give."""
    if set(tables) != set(TABLES):
        return
    told = _told_by(package)
    wanted = descriptor(facts, tables, {name: file_hash(package / "processed" / f"{name}.parquet") for name in tables})
    for key in sorted(told.keys() | wanted.keys()):
        if told.get(key) != wanted.get(key):
            yield Finding("descriptor", "datapackage.json", None, key, repr(wanted.get(key))[:120], repr(told.get(key))[:120])


def _told(name: str, resource: dict[str, object], facts: dict[str, object]) -> Iterator[Finding]:
    for key, value in facts.items():
        if resource.get(key) != value:
            yield Finding("descriptor", name, None, None, f"{key} {value}", str(resource.get(key)))


def _differences(tables: Tables, again: Tables) -> Iterator[Finding]:
    """Rows that differ from those made again, by key and column."""
    for name, table in tables.items():
        made = again[name] if has_text(name, table) else without_text(name, again[name])
        if table.schema.names == made.schema.names and not table.cast(made.schema).equals(made):
            yield from _row_differences(name, table.to_pylist(), made.to_pylist())


def _row_differences(name: str, rows: list[dict[str, object]], made: list[dict[str, object]]) -> Iterator[Finding]:
    key = next(iter(made[0] if made else rows[0]))
    old, new = {r[key]: r for r in rows}, {r[key]: r for r in made}
    for row_id in sorted(str(k) for k in old.keys() - new.keys()):
        yield Finding("derivation", name, row_id, None, "no such row", "a row")
    for row_id in sorted(str(k) for k in new.keys() - old.keys()):
        yield Finding("derivation", name, row_id, None, "a row", "none")
    for row_id in sorted(str(k) for k in old.keys() & new.keys()):
        for column, value in new[row_id].items():
            if old[row_id][column] != value:
                yield Finding("derivation", name, row_id, column, repr(value)[:120], repr(old[row_id][column])[:120])
