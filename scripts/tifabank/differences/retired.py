"""What retired_ids.csv should say after a comparison: the ids that are gone, what took their place, and since when."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from tifabank.differences.records import Difference
from tifabank.differences.versions import is_enough, least

FILE = "raw/curated/retired_ids.csv"
HEADER = ("old_id", "new_id", "since_version", "reason")


class Proposal(NamedTuple):
    """What retired_ids.csv lacks.

    Attributes:
        add: ids that are gone and have no line, by table and id: what took their place, or None.
        follow: lines whose new id is gone, by old id: what took the place of that one, or None.
        drop: lines whose old id is back.
    """

    add: dict[tuple[str, str], str | None]
    follow: dict[str, str | None]
    drop: frozenset[str]


def proposal(difference: Difference) -> Proposal:
    """What the new side's retired_ids.csv lacks."""
    lines = {line["old_id"]: line["new_id"] for line in _lines(difference)}
    moved = {move.old_id: move.new_id for table in difference.data for move in table.moves}
    gone = {key: table.name for table in difference.data for key in table.removed_ids if key not in difference.in_use}
    come = {key for table in difference.data for key in table.added_ids}
    return Proposal(
        add={(table, key): moved.get(key) for key, table in gone.items() if key not in lines},
        follow={old: moved.get(new) for old, new in lines.items() if new in gone and old not in come},
        drop=frozenset(lines.keys() & come),
    )


def proposed(difference: Difference) -> str:
    """The whole of retired_ids.csv as it should be, in order of old ids.

    The reason of a new line is left empty: `tifabank build` refuses the file until a person has written it.
    """
    change = proposal(difference)
    reader = _lines(difference)
    kept = [line for line in reader if line["old_id"] not in change.drop]
    lines = [line | {"new_id": change.follow.get(line["old_id"], line["new_id"]) or ""} for line in kept]
    since = difference.new.version if is_enough(difference) else least(difference)
    lines += [{"old_id": old, "new_id": new or "", "since_version": since, "reason": ""} for (_, old), new in change.add.items()]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, reader.fieldnames or HEADER, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(lines, key=lambda line: line["old_id"]))
    return out.getvalue()


def _lines(difference: Difference) -> csv.DictReader[str]:
    """The new side's retired_ids.csv, which `curated.py` found to be right."""
    return csv.DictReader(io.StringIO((difference.retired_file or "").removeprefix("\ufeff"), newline=""))


def faults(difference: Difference) -> Iterator[str]:
    """What is wrong with the new side's retired_ids.csv, a line each."""
    change = proposal(difference)
    remedy = "take over what --retired prints"
    if difference.retired_file is None and change.add:
        yield f"{FILE}: not there, though ids are gone ({len(change.add)}): {remedy}"
        return
    for (table, old), new in change.add.items():
        yield f"{FILE}: {table}: {old!r} is gone and has no line{_place(new)}: {remedy}"
    for old, new in change.follow.items():
        yield f"{FILE}: {old!r}: its new id is gone too{_place(new)}: {remedy}"
    for old in sorted(change.drop):
        yield f"{FILE}: {old!r} is back: {remedy}"


def _place(new: str | None) -> str:
    return f" ({new!r} took its place)" if new else ""
