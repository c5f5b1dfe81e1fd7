"""The reader: a document as a page, all its characters, with what was found in it as layers that can be switched on and off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from datasette.utils.asgi import Request, Response
from markupsafe import Markup

from tifabank.browse.layers import Mark, in_order, marked, plain
from tifabank.browse.site import Row, argument, need_text, page, row_of, rows

ADDRESS = r"/read/(?P<document_id>[a-z0-9-]+)$"


class Layer(NamedTuple):
    """What can be switched on and off: its class, its name, its table, and what a mark of it is called."""

    name: str
    label: str
    table: str
    sql: str


LAYERS = (
    Layer(
        "concept",
        "Concepts",
        "mentions",
        "select mention_id as id, start_char, end_char, coalesce(label || coalesce(' ' || label_zh, ''), 'undecided') as told "
        "from mentions left join concepts using (concept_id) where document_id = ? and not nested",
    ),
    Layer(
        "nested",
        "Concepts inside others",
        "mentions",
        "select mention_id as id, start_char, end_char, coalesce(label || coalesce(' ' || label_zh, ''), 'undecided') as told "
        "from mentions left join concepts using (concept_id) where document_id = ? and nested",
    ),
    Layer(
        "list",
        "Lists and items",
        "enumerations",
        "select enumeration_id as id, start_char, end_char, replace(kind, '_', ' ') || ' list' || coalesce(': ' || name, '') as told "
        "from enumerations where document_id = ?",
    ),
    Layer(
        "item",
        "",
        "enumeration_items",
        "select item_id as id, start_char, end_char, 'item ' || position || ': ' || label as told "
        "from enumeration_items where document_id = ?",
    ),
    Layer(
        "quotation",
        "Quotations",
        "quotations",
        "select quotation_id as id, start_char, end_char, 'quotation (' || kind || ')' as told from quotations where document_id = ?",
    ),
    Layer(
        "attribution",
        "Attributions",
        "attributions",
        "select attribution_id as id, start_char, end_char, speaker || ' (' || verb || ', ' || mode || ')' as told "
        "from attributions where document_id = ?",
    ),
    Layer(
        "definition",
        "Definitions",
        "definitions",
        "select definition_id as id, start_char, end_char, kind || ': ' || term as told from definitions where document_id = ?",
    ),
    Layer(
        "cited",
        "Cited documents",
        "cited_documents",
        "select cited_document_id as id, start_char, end_char, 'cited: ' || cited_name as told from cited_documents where document_id = ?",
    ),
    Layer(
        "issue",
        "Text issues",
        "text_issues",
        "select issue_id as id, start_char, end_char, replace(kind, '_', ' ') || ': ' || message as told "
        "from text_issues where document_id = ?",
    ),
)
_WRAPS = "concept"
"""The layer whose words are links themselves; the others have a pin before them."""
_ANCHORS = "select {}_id as id, start_char, end_char from {}s where document_id = ?"
_OFF = "nested"
"""The layer that is switched off unless it is asked for."""
_FOLDED = "furniture"
_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


class Block(NamedTuple):
    """A paragraph as shown: its row, its HTML with the blanks after it, the level of its heading (0: none)."""

    row: Row
    html: Markup
    gap: Markup
    level: int


class Run(NamedTuple):
    """Paragraphs one after another; those of furniture are folded away together."""

    folded: bool
    blocks: list[Block]


async def reader(datasette: Any, request: Request) -> Response:
    """The page of a document."""
    await need_text(datasette)
    document = await row_of(datasette, "documents", request.url_vars["document_id"])
    own = [document["document_id"]]
    paragraphs = await rows(datasette, "select * from paragraphs where document_id = ? order by start_char", own)
    sections = await rows(datasette, "select * from sections where document_id = ? order by start_char, level", own)
    marks, counts = await _marks(datasette, own)
    here = argument(request, "at")
    if place := _place(here, len(document["text"])):
        marks, here = in_order([*marks, place]), place.row_id
    asked = set(request.args.getlist("layer"))
    if "none" in asked:  # the text alone: places stay where rows lead to
        marks = [mark if mark.row_id == here else mark._replace(href="") for mark in marks]
    context = {
        "document": document,
        "origin": await _origin(datasette, document),
        "sections": sections,
        "lead": plain(document["text"][: paragraphs[0]["start_char"]] if paragraphs else document["text"]),
        "alone": "none" in asked,
        "runs": _runs(document["text"], paragraphs, sections, marks, here),
        "layers": [(layer, counts[layer.name], layer.name in asked if asked else layer.name != _OFF) for layer in LAYERS if layer.label],
    }
    return await page(datasette, request, "reader.html", context)


def _place(told: str, most: int) -> Mark | None:
    """A range of code points that an address points out ("1200-1260"), as a mark."""
    found = _RANGE.fullmatch(told)
    start, end = (min(int(place), most) for place in found.groups()) if found else (0, 0)
    return Mark(start, end, "place", "place", "#place", "the place asked for") if start < end else None


async def _marks(datasette: Any, own: Sequence[str]) -> tuple[list[Mark], dict[str, int]]:
    """All marks of a document in order, and how many each layer has."""
    marks, counts = [], {}
    for layer in LAYERS:
        found = await rows(datasette, layer.sql, own)
        counts[layer.name] = len(found)
        for row in found:
            href = datasette.urls.row("tifabank", layer.table, row["id"])
            wraps = layer.name == _WRAPS
            marks.append(Mark(row["start_char"], row["end_char"], layer.name, row["id"], href, row["told"], wraps))
    for table in ("section", "sentence"):
        marks += [Mark(r["start_char"], r["end_char"], table, r["id"]) for r in await rows(datasette, _ANCHORS.format(table, table), own)]
    return in_order(marks), counts


def _runs(text: str, paragraphs: Sequence[Row], sections: Iterable[Row], marks: list[Mark], here: str) -> list[Run]:
    blocks = list(_blocks(text, paragraphs, {s["section_id"]: s["level"] for s in sections}, marks, here))
    return [Run(folded, list(run)) for folded, run in groupby(blocks, lambda b: b.row["kind"] == _FOLDED)]


def _blocks(text: str, paragraphs: Sequence[Row], levels: dict[str, int], marks: list[Mark], here: str) -> Iterator[Block]:
    """The paragraphs, in order; what touches each is found in one pass."""
    ends = [*(row["start_char"] for row in paragraphs[1:]), len(text)]
    first = 0
    open_marks: list[Mark] = []
    for row, following in zip(paragraphs, ends, strict=True):
        start, end = row["start_char"], row["end_char"]
        last = first
        while last < len(marks) and marks[last].start < end:
            last += 1
        touching = [*(mark for mark in open_marks if mark.end > start), *marks[first:last]]
        open_marks, first = touching, last
        level = 0
        if row["kind"] == "title":
            level = 2
        elif row["kind"] == "heading":
            level = min(6, 2 + levels.get(row["section_id"], 1))
        yield Block(row, marked(text, start, end, touching, here), plain(text[end:following]), level)


async def _origin(datasette: Any, document: Row) -> list[tuple[str, list[Row]]]:
    """Where a text is from: each fact with its confidence, and its sources."""
    own = [document["document_id"]]
    told = await rows(
        datasette,
        "select column_name, value, confidence, evidence_url, note from assertions where subject_table = 'documents' and subject_id = ? "
        "order by column_name",
        own,
    )
    return [
        ("facts", told),
        ("sources", await rows(datasette, "select * from sources where document_id = ? order by relation", own)),
    ]
