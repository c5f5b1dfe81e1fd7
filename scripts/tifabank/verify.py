"""`tifabank check`: a built package looked at by itself (`examined.py`), and its rows made again from the texts (`remade.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tifabank import home
from tifabank.examined import Stored, examine
from tifabank.findings import Finding
from tifabank.folders import Folder, folder_of
from tifabank.journal import UNFINISHED, unfinished
from tifabank.stored import another_version

if TYPE_CHECKING:  # the rules take a while to load; without texts they are not needed
    from tifabank.build import Progress
    from tifabank.engines import Engine


class Report(NamedTuple):
    """What `check` found: faults that fail it, and notices that do not."""

    findings: list[Finding]
    notices: list[str]


def check(
    package: str | Path | Folder,
    *,
    tables_only: bool = False,
    workers: int | None = None,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Report:
    """Check a built package: files against descriptor, tables against declarations, and all rows against the raw texts.

    Rows are made again from raw and curated files and compared; where the package holds no raw texts (the edition without text),
    that is told in a notice. `tables_only` leaves this out. `workers`, `engine` and `progress` are as in `build`.

    Raises:
        InputError: the package has not been built, its input is bad, or a file is no Parquet.
    """
    folder = folder_of(package)
    if unfinished(folder):
        return Report([Finding("unfinished", "datapackage.json", None, None, "the outputs of one build", UNFINISHED)], [])
    stored = Stored(folder)
    findings = [*_another_version(folder), *examine(stored)]
    if tables_only:
        return Report(findings, [])
    if not stored.folder.has_folder("raw/texts"):
        return Report(findings, ["raw/texts is not there: rows were not compared with the texts"])
    from tifabank.remade import compare, notices_of

    if any(finding.check in ("complete", "parts", "required") for finding in findings):
        return Report(findings, ["rows were not compared with the texts: the tables are not as declared"])
    source, differences = compare(stored, workers, engine, progress)
    findings += differences
    return Report(findings, notices_of(source, unused=not findings))


def _another_version(folder: Folder) -> Iterator[Finding]:
    if another := another_version(folder):
        version, remedy = another
        yield Finding("version", "provenance", None, "software_version", f"tifabank {home.version()}", f"tifabank {version}: {remedy}")
