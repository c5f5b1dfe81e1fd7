"""What the tests share: small packages, and the rows of a text written in the test."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tifabank.curated import read_curated
from tifabank.pipeline import Rows, map_document
from tifabank.raw import RawText
from tifabank.stages.parallels.corpus import Room
from tifabank.vocabulary import vocabulary

ROOT = Path(__file__).resolve().parents[1]
IN_CI = os.environ.get("CI") == "true"

settings.register_profile(
    "default", deadline=None, max_examples=int(os.environ.get("EXAMPLES", "150")), suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("default")


def csv_of(header: str, *lines: Iterable[str]) -> bytes:
    """A curated file from its header and the cells of its lines."""
    rows = [header.split(","), *map(list, lines)]
    return "\n".join(",".join(f'"{c}"' if set(c) & set(',"\n') else c for c in row) for row in rows).encode() + b"\n"


def labels_csv(labels: Mapping[str, str | Iterable[str]], plural: Iterable[str] = ()) -> dict[str, bytes]:
    """Curated concepts and labels: concept id -> wording(s)."""
    wordings = {c: [w] if isinstance(w, str) else list(w) for c, w in labels.items()}
    concepts = [(c, w[0], "core_concept") for c, w in wordings.items()]
    rows = [(c, w, "en", str(w == ws[0]).lower(), str(w in set(plural)).lower()) for c, ws in wordings.items() for w in ws]
    return {
        "concepts": csv_of("concept_id,label,category", *concepts),
        "concept_labels": csv_of("concept_id,label,language,preferred,plural", *rows),
    }


def rows_of(text: str, curated: Mapping[str, bytes] | None = None, *, document_id: str = "doc") -> Rows:
    """The rows of a text, as the pipeline makes them."""
    raw = RawText(document_id, f"{document_id}.txt", text.encode())
    return map_document(raw, vocabulary(read_curated(curated or {}), {document_id: text}))


def columns_of(rows: Iterable[Any], *names: str) -> list[Any]:
    """Cells of rows: tuples of the columns named, or bare cells of one."""
    picked = [tuple(getattr(row, name) for name in names) for row in rows]
    return [p[0] for p in picked] if len(names) == 1 else picked


@contextmanager
def any_address() -> Iterator[None]:
    """Let curated lines name any address: a package that others built may, and pages must not make links of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tifabank.curated._ADDRESS", ".+")
        yield


def outputs(folder: Path) -> dict[str, bytes]:
    """Every file of a package with its bytes, but for raw folder, cache and database."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in files.items()
        if not name.startswith(("raw/", ".tifabank-cache/", "processed/tifabank.db-")) and name != "processed/tifabank.db"
    }


def small_batches(monkeypatch: pytest.MonkeyPatch, *, parts: bool = False) -> None:
    """Cut packages of a few sentences as if they were large: into batches of two texts or so, and, if wanted, tables into parts."""
    monkeypatch.setattr("tifabank.batches._BATCH_BYTES", 200)
    monkeypatch.setattr("tifabank.batches._FEWEST", 2)
    monkeypatch.setattr("tifabank.batches.ONE_FILE", 100 if parts else 10**9)


def small_room(monkeypatch: pytest.MonkeyPatch, part: int = 300) -> None:
    """Let what documents share be put aside at once, in many places, and its tables have parts of a few rows."""
    monkeypatch.setattr("tifabank.compared.Room", partial(Room, held=1, portion=40, named=3, range=40, part=part))


def write_package(place: Path, texts: Mapping[str, str | bytes], curated: Mapping[str, bytes] | None = None) -> Path:
    """Make a package folder from texts and curated files."""
    folder = place / "package"
    (folder / "raw" / "texts").mkdir(parents=True)
    (folder / "raw" / "curated").mkdir()
    for name, text in texts.items():
        (folder / "raw" / "texts" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    for stem, data in (curated or {}).items():
        (folder / "raw" / "curated" / f"{stem}.csv").write_bytes(data)
    return folder


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """Make a package folder from texts and curated files, in a folder of the test."""
    return partial(write_package, tmp_path)


@pytest.fixture
def five_texts(tmp_path: Path) -> Path:
    """A copy of this repository's raw folder and outputs."""
    folder = tmp_path / "five"
    for name in ("raw", "processed", "schemas"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.db*"))
    shutil.copy(ROOT / "datapackage.json", folder)
    return folder


def read_csv(path: Path) -> list[dict[str, str]]:
    """A curated file as committed."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
