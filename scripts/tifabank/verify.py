"""`tifabank check`: a built package looked at by itself, and its rows made again from the texts, by the layers of `checking/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tifabank import home
from tifabank.checking.checks import rests_on
from tifabank.checking.described import told_by
from tifabank.checking.examined import examine
from tifabank.checking.findings import LAYERS, Finding, limited, linked
from tifabank.checking.opened import Stored
from tifabank.checking.served import check_database
from tifabank.database_file import DATABASE
from tifabank.folders import DESCRIPTOR, Folder, LocalFolder, folder_of
from tifabank.journal import UNFINISHED, unfinished
from tifabank.printing import json_of
from tifabank.raw import has_texts
from tifabank.rows import TABLES
from tifabank.stored import another_version, table_path

if TYPE_CHECKING:  # the rules take a while to load; to look at tables only they are not needed
    from tifabank.build import Progress
    from tifabank.engines import Engine
    from tifabank.inputs import Input


class Report(NamedTuple):
    """What `check` found: faults that fail it, in order of layer; notices, which do not; and what was not checked, and why."""

    findings: list[Finding]
    notices: list[str]
    unchecked: Sequence[str] = ()


def as_json(package: str | Path | Folder, report: Report) -> str:
    """A report as one JSON object, with name and version of the package as its descriptor tells them (null where it does not)."""
    told, _ = told_by(folder_of(package))
    what = {"package": told.get("name"), "version": told.get("version"), "software": "tifabank", "software_version": home.version()}
    found = {"ok": not report.findings, "findings": [finding.as_dict() for finding in report.findings]}
    return json_of(what | found | {"notices": report.notices, "not_checked": [*report.unchecked]})


def check(
    package: str | Path | Folder,
    *,
    tables_only: bool = False,
    workers: int | None = None,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Report:
    """Check a built package: files against descriptor, tables against declarations, and all rows against the raw texts.

    Whatever is damaged is a finding, and the rest is checked without it. Rows are made again from raw and curated files and compared;
    `tables_only` leaves this out; without raw texts (the edition without text) it is done with what is made of curated files alone. `workers`, `engine` and
    `progress` are as in `build`.

    Raises:
        InputError: there is no such folder.
    """
    folder = folder_of(package)
    if findings := list(_of_the_package(folder)):
        return Report(findings, [], ["nothing else was looked at"])
    stored = Stored(folder)
    findings = [*_another_version(stored), *examine(stored), *check_database(stored)]
    unchecked = list(_left_out(stored, findings))
    notices: list[str] = []
    if tables_only:
        unchecked.append("rows were not compared with those made again from the texts, as wanted")
    else:
        from tifabank.checking.remade import compare, compare_given

        compared = compare(stored, workers, engine, progress) if has_texts(stored.folder) else compare_given(stored)
        findings += compared.findings
        unchecked += compared.unchecked
        if compared.source:
            notices += _notices(compared.source, stored, sound=not findings)
        if findings:
            unchecked.append("which curated lines match nothing was not looked at, for there are findings")
    layers = [*LAYERS]
    return Report(sorted(limited(findings), key=lambda f: layers.index(f.layer)), notices, unchecked)


def _of_the_package(folder: Folder) -> Iterator[Finding]:
    """What keeps a folder as a whole from being checked."""
    if folder.is_link("processed"):
        yield linked("processed")
    elif not any(folder.has_file(place) or folder.has_folder(place) for place in (DESCRIPTOR, *map(table_path, TABLES))):
        yield Finding("built", DESCRIPTOR, None, None, "a built package", "no table and no descriptor: run 'tifabank build' first")
    elif unfinished(folder):
        yield Finding("unfinished", DESCRIPTOR, None, None, "the outputs of one build", UNFINISHED)


def _another_version(stored: Stored) -> Iterator[Finding]:
    """The first thing to know of a package that another version of Tifabank wrote."""
    if stored.files["provenance"] and (another := another_version(stored.folder)):
        version, remedy = another
        yield Finding("version", "provenance", None, "software_version", f"tifabank {home.version()}", f"tifabank {version}: {remedy}")


def _left_out(stored: Stored, findings: Iterable[Finding]) -> Iterator[str]:
    """What was not checked, for it rests on tables that cannot be relied on, or whose rows lack values."""
    lost = stored.lost()
    for name, files in lost.items():
        others = f" and {len(files) - 1} more are" if len(files) > 1 else " is"
        yield f"of {name} not checked, for {files[0]}{others} not there or not sound: {', '.join(['its rows', *rests_on(name)])}"
    for name in dict.fromkeys(finding.table for finding in findings if finding.check == "required" and finding.table not in lost):
        yield f"of {name} not checked, for values are missing: {', '.join(['places and order of its rows', *rests_on(name)])}"
    if not isinstance(stored.folder, LocalFolder) and stored.folder.has_file(DATABASE):
        yield f"{DATABASE} was not looked at: it lies at an address"


def _notices(source: Input, stored: Stored, *, sound: bool) -> Iterator[str]:
    """What was left aside of the input; curated lines that match nothing, if all is sound; curated values without evidence."""
    from tifabank.checking.unsupported import unsupported_values
    from tifabank.checking.unused import summed, unused_lines

    yield from source.notices
    yield from summed(chain(unused_lines(source, stored) if sound else (), unsupported_values(source.vocabulary)))
