"""`tifabank build`: the rim where packages are read and written.

Everything is read and checked before anything is written; outputs are made in a folder aside and put in place at the end.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from tifabank import home
from tifabank.checks import Finding, check_tables
from tifabank.curated import read_curated
from tifabank.descriptor import as_json, descriptor
from tifabank.errors import InputError
from tifabank.pipeline import map_package
from tifabank.raw import read_raw, with_ids
from tifabank.schema import table_schema
from tifabank.tables import Tables, has_text, read, without_text, write
from tifabank.text import RawText
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
    findings = check_tables(tables)
    if findings:
        raise InputError(*map(str, findings))
    if not text:  # after the checks, which cut every slice again
        tables = {name: without_text(name, table) for name, table in tables.items()}
    try:
        _publish(package, tables, source.vocabulary)
    except OSError as error:
        raise InputError(f"{package}: the outputs cannot be written ({error.strerror}): free space or allow writing") from None
    return tables, tuple(notices)


def _edited(package: Path, texts: list[RawText]) -> Iterator[str]:
    """Notices of raw files that differ from those of the tables that are there: their ids no longer mean the same words."""
    with contextlib.suppress(pa.ArrowInvalid, OSError):
        for finding in changed(read(package / "processed", ["documents"]), texts):
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


def changed(tables: Tables, texts: list[RawText]) -> Iterator[Finding]:
    """Raw files that are not the bytes the tables were made from."""
    if "documents" not in tables:
        return
    made = dict(zip(*(tables["documents"][c].to_pylist() for c in ("document_id", "sha256")), strict=True))
    for text in texts:
        now = hashlib.sha256(text.data).hexdigest()
        if made.get(text.document_id, now) != now:
            place = f"raw/texts/{text.file!r}"
            yield Finding("raw", "documents", text.document_id, "sha256", f"{made[text.document_id]} of {place} as published", now)
