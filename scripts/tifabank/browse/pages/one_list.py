"""One list: what introduces it, its items in order with the lists inside them, and what it consists of by authority."""

from __future__ import annotations

from typing import Any, NamedTuple

from datasette.utils import tilde_decode
from datasette.utils.asgi import Request, Response

from tifabank.browse.charts import squares
from tifabank.browse.formulas import formula, items_of, marks, told
from tifabank.browse.site import NoSuchRowError, Row, need_text, page, rows

ADDRESS = r"/list/(?P<enumeration_id>[^/]+)$"
_MOST = 200
"""Lists inside a list that are shown, and depth below."""
_DEEPEST = 6
_INSIDE = f"""
with recursive inside(enumeration_id, depth) as (
  select :id, 0
  union
  select e.enumeration_id, depth + 1
  from inside join enumeration_items i using (enumeration_id) join enumerations e on e.parent_item_id = i.item_id
  where depth < {_DEEPEST}
)
select e.*, depth from inside join enumerations e using (enumeration_id) order by depth, e.start_char limit {_MOST}
"""
_HOLDER = """
select i.item_id, i.position, e.enumeration_id, e.name, e.kind, substr(e.text, 1, 160) as words
from enumeration_items i join enumerations e using (enumeration_id) where i.item_id = ?
"""
_BEFORE = "select * from sentences where document_id = ? and start_char < ? order by start_char desc limit 1"


class Tree(NamedTuple):
    """A list with its items, each with the lists inside it."""

    row: Row
    items: list[Item]


class Item(NamedTuple):
    """An item: the words before its label (its marker), the label, the words after it, and the lists inside it."""

    row: Row
    before: str
    label: str
    after: str
    inside: list[Tree]


async def one_list(datasette: Any, request: Request) -> Response:
    """The page of a list."""
    await need_text(datasette)
    enumeration_id = tilde_decode(request.url_vars["enumeration_id"])
    found = await rows(datasette, _INSIDE, {"id": enumeration_id})
    if not found:
        raise NoSuchRowError("enumerations", enumeration_id)
    row = found[0]
    items = await items_of(datasette, [r["enumeration_id"] for r in found])
    words = told(row)
    concepts = {row["concept_id"], *(item["concept_id"] for own in items.values() for item in own)} - {None}
    named = await rows(datasette, f"select concept_id, label, label_zh from concepts where concept_id in ({marks(concepts)})", [*concepts])
    context = {
        "list": row,
        "told": told,
        "words": words,
        "picture": squares(row["declared_count"], row["item_count"], words) if row["declared_count"] else "",
        "tree": tree(row, items, found),
        "document": (await rows(datasette, "select document_id, title from documents where document_id = ?", [row["document_id"]]))[0],
        "holder": await rows(datasette, _HOLDER, [row["parent_item_id"]]),
        "before": await _before(datasette, row),
        "concepts": {c["concept_id"]: c for c in named},
        "formula": await formula(datasette, row["concept_id"]) if row["concept_id"] else None,
        "rule": (await rows(datasette, "select * from rules where rule_id = ?", [row["rule_id"]])),
    }
    return await page(datasette, request, "one_list.html", context)


def tree(row: Row, items: dict[str, list[Row]], found: list[Row]) -> Tree:
    """A list with its items, each with the lists of `found` that are inside it."""
    own = []
    for item in items.get(row["enumeration_id"], []):
        inside = [tree(r, items, found) for r in found if r["parent_item_id"] == item["item_id"] and r["depth"] > row["depth"]]
        own.append(Item(item, *parts(item["text"], item["label"], item["marker"]), inside))
    return Tree(row, own)


def parts(text: str, label: str, marker: str | None) -> tuple[str, str, str]:
    """An item's words before its label, the label, and those after it; the label alone before where it is not in them as it stands."""
    place = text.find(label, len(marker or "") if text.startswith(marker or "") else 0)
    return (text[:place], label, text[place + len(label) :]) if place >= 0 else ("", label, f" {text}")


async def _before(datasette: Any, row: Row) -> tuple[str, str]:
    """The sentence in which a list starts, or, of a list that opens its sentence, the one before; what it is and its words."""
    found = await rows(datasette, _BEFORE, [row["document_id"], row["start_char"]])
    if not found:
        return "", ""
    inside = found[0]["end_char"] > row["start_char"]
    return "The sentence it stands in" if inside else "The sentence before it", found[0]["text"]
