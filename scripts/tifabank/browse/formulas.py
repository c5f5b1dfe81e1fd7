"""Numbered formulas: what they consist of by authority, and as each text gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from tifabank.browse.site import Row, rows

_MOST = 12
"""Lists of one name that are shown side by side."""
_MEMBERS = "select * from concept_members where concept_id = ? order by position limit 200"
_LISTS = """
select e.*, d.title as document_title from enumerations e join documents d using (document_id)
where e.concept_id = ? order by e.document_id, e.start_char limit ?
"""
_ITEMS = "select * from enumeration_items where enumeration_id in ({}) order by enumeration_id, position limit 1000"


class Formula(NamedTuple):
    """A formula: its members by authority, the lists of the texts that bear its name, each with its items; how many more lists there are."""

    members: list[Row]
    lists: list[tuple[Row, list[Row]]]
    more: int


async def formula(datasette: Any, concept_id: str) -> Formula:
    """What a concept consists of, by authority and in the texts."""
    members = await rows(datasette, _MEMBERS, [concept_id])
    lists = await rows(datasette, _LISTS, [concept_id, _MOST])
    count = await rows(datasette, "select count(*) as n from enumerations where concept_id = ?", [concept_id])
    items = await items_of(datasette, [row["enumeration_id"] for row in lists])
    numbers = {member["member_concept_id"]: member["position"] for member in members if member["member_concept_id"]}
    for item in (item for found in items.values() for item in found):
        item["member"] = numbers.get(item["concept_id"])
    return Formula(
        members, [({**row, "told": told(row)}, items.get(row["enumeration_id"], [])) for row in lists], count[0]["n"] - len(lists)
    )


async def items_of(datasette: Any, ids: Sequence[str]) -> dict[str, list[Row]]:
    """The items of lists, in order, by list."""
    found: dict[str, list[Row]] = {}
    for item in await rows(datasette, _ITEMS.format(marks(ids)), ids):
        found.setdefault(item["enumeration_id"], []).append(item)
    return found


def marks(values: Iterable[Any]) -> str:
    """Question marks for the values of an SQL list."""
    return ", ".join("?" for _ in values)


def told(row: Row) -> str:
    """A list's declared and found count in neutral words. A name may hold two numbers; then none is its count."""
    declared = f"declared {row['declared_count']}, " if row["declared_count"] else "no single number declared, " if row["name"] else ""
    return f"{declared}given {row['item_count']} in this text"
