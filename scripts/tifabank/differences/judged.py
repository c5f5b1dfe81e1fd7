"""What is wrong with the new side of a comparison as the next version of the old one."""

from __future__ import annotations

from collections.abc import Iterator

from tifabank.differences import retired
from tifabank.differences.records import Cell, Difference
from tifabank.differences.versions import is_enough, least, needed


def faults(difference: Difference) -> list[str]:
    """All faults, a line each with its remedy: the gravest first."""
    return [*_since_built(difference), *_changed_bytes(difference), *_version(difference), *retired.faults(difference)]


def _since_built(difference: Difference) -> Iterator[str]:
    """Raw texts and curated files that are not in the tables that are compared."""
    changed = [(f"raw/texts/{file!r}", what) for file, what in difference.since_built]
    changed += [("raw/curated", "was edited")] if difference.curated_since_built else []
    for place, what in changed:
        yield f"{place}: {what} since the tables were made, and is not compared: run 'tifabank build' and compare again"


def _changed_bytes(difference: Difference) -> Iterator[str]:
    """Raw bytes that are not those that were published."""
    for cell in changed_bytes(difference):
        yield (
            f"documents: {cell.id!r}: THE RAW BYTES CHANGED (sha256 {cell.old} before, {cell.new} now), and with them what its ids mean: "
            "published raw bytes never change: put the old file back and add the corrected text as a new document"
        )


def changed_bytes(difference: Difference) -> list[Cell]:
    """The documents whose raw bytes changed."""
    return [cell for table in difference.data if table.name == "documents" for cell in table.cells if cell.column == "sha256"]


def _version(difference: Difference) -> Iterator[str]:
    new, stated = difference.new.version, difference.stated_version
    if stated and stated != new:
        yield f"raw/curated/package.csv: the version is {stated!r}, that of datapackage.json {new!r}: run 'tifabank build' again"
    if not is_enough(difference):
        why = f"needs a {needed(difference).name} step" if difference.data else "may not go back"
        yield f"raw/curated/package.csv: the version {new!r} after {difference.old.version!r} {why}: make it {least(difference)} or higher"
