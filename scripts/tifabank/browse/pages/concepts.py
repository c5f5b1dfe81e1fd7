"""All concepts: a filter, how often each is mentioned, and how they are spread over the documents."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from datasette.utils.asgi import Request, Response

from tifabank.browse.charts import shade, steps
from tifabank.browse.formulas import marks
from tifabank.browse.naming import letters_of
from tifabank.browse.paging import paging
from tifabank.browse.remembered import counted
from tifabank.browse.site import Row, argument, need_text, page, query, rows

ADDRESS = r"/concepts$"
BODY = "from mentions m where +m.paragraph_id in (select paragraph_id from paragraphs where kind = 'body')"
"""All mentions in the body. (The plus keeps SQLite from going through them paragraph by paragraph, twice as slow.)"""
COUNTED = f"{BODY} and not m.nested"
"""The mentions that published counts are over."""
_PAGE = 50
_HEAT_ROWS, _HEAT_COLUMNS = 20, 10
_CONCEPTS = f"""
with found as (
  select m.concept_id, sum(not m.nested) as mentions, count(distinct m.document_id) as documents,
    count(distinct iif(m.nested, null, lower(m.text))) as wordings
  {BODY} and +m.concept_id is not null group by m.concept_id
)
select c.concept_id, c.label, c.label_zh, c.pinyin, c.category, c.official_english,
  coalesce(mentions, 0) as mentions, coalesce(documents, 0) as documents, coalesce(wordings, 0) as wordings
from concepts c left join found using (concept_id)
"""
_LABELS = "select concept_id, label from concept_labels"
_BY_DOCUMENT = f"""
select m.concept_id, m.document_id, sum(not m.nested) as mentions, sum(m.nested) as nested {BODY} and m.concept_id in ({{}}) group by 1, 2
"""
_OF_DOCUMENT = f"""
with found as (select m.concept_id, count(*) as mentions {COUNTED} and m.document_id = ? group by 1)
select c.concept_id, c.label, c.label_zh, mentions from found join concepts c using (concept_id) order by mentions desc, c.label limit ?
"""
_UNDECIDED = f"select count(*) as n {COUNTED} and m.concept_id is null"
SORTS: dict[str, tuple[str, Callable[[Row], Any]]] = {
    "frequency": ("most mentions first", lambda c: (-c["mentions"], c["label"].casefold())),
    "documents": ("in most documents first", lambda c: (-c["documents"], -c["mentions"], c["label"].casefold())),
    "label": ("label, A to Z", lambda c: c["label"].casefold()),
    "pinyin": ("pinyin, A to Z", lambda c: (c["pinyin"] is None, folded(c["pinyin"] or ""), c["label"].casefold())),
}


class Cell(NamedTuple):
    """A concept in a document: mentions, those inside longer ones besides, mentions per 1,000 body words, and their shading."""

    mentions: int
    nested: int
    rate: float
    shade: int


class Heat(NamedTuple):
    """Concepts against documents. `lines`: a concept and its cell for each document; `most`: the highest rate."""

    documents: list[Row]
    lines: list[tuple[Row, list[Cell]]]
    most: float
    left_out: int


async def concepts(datasette: Any, request: Request) -> Response:
    """The page of all concepts."""
    await need_text(datasette)
    address = datasette.urls.path("concepts")
    wanted, category, sort = argument(request, "q"), argument(request, "category"), argument(request, "sort")
    sort = sort if sort in SORTS else "frequency"
    every = await counted(datasette, _CONCEPTS)
    labels = await rows(datasette, _LABELS) if wanted else []
    named = matching(every, labels, wanted)
    found = sorted((c for c in named if category in {"", c["category"]}), key=SORTS[sort][1])
    pages = paging(request, address, len(found), _PAGE)
    counts = {**({category: 0} if category else {}), **Counter(c["category"] for c in named)}
    heat = await _heat(datasette, found)
    context = {
        "shown": found[max(0, pages.first - 1) : pages.last],
        "paging": pages,
        "every": len(every),
        "wanted": wanted,
        "category": category,
        "sort": sort,
        "sorts": [(name, told) for name, (told, _) in SORTS.items()],
        "categories": [(name, n, query(address, q=wanted, category=name, sort=sort)) for name, n in sorted(counts.items())],
        "all_categories": (len(named), query(address, q=wanted, sort=sort)),
        "heat": heat,
        "steps": steps(heat.most),
        "undecided": (await counted(datasette, _UNDECIDED))[0]["n"],
    }
    return await page(datasette, request, "concepts.html", context)


async def frequent(datasette: Any, document_id: str, most: int) -> list[Row]:
    """The concepts that are mentioned most often, in one document or (no id) in all."""
    if document_id:
        return await rows(datasette, _OF_DOCUMENT, [document_id, most])
    named = [c for c in await counted(datasette, _CONCEPTS) if c["mentions"]]
    return sorted(named, key=SORTS["frequency"][1])[:most]


def folded(text: str) -> str:
    """Text without case and without tone marks and other accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def matching(every: Sequence[Row], labels: Sequence[Row], wanted: str) -> list[Row]:
    """The concepts one of whose wordings holds what is wanted; pinyin also without tones, spaces and apostrophes."""
    if not wanted:
        return list(every)
    part = folded(wanted)
    letters = letters_of(part)
    by_label = {row["concept_id"] for row in labels if part in folded(row["label"])}
    return [
        c
        for c in every
        if c["concept_id"] in by_label
        or any(part in folded(c[name] or "") for name in ("label", "label_zh", "official_english"))
        or (letters and letters in letters_of(c["pinyin"] or ""))
    ]


async def _heat(datasette: Any, found: Sequence[Row]) -> Heat:
    """The most frequent of the concepts found, against the documents that mention them most."""
    top = sorted((c for c in found if c["mentions"]), key=SORTS["frequency"][1])[:_HEAT_ROWS]
    ids = [c["concept_id"] for c in top]
    cells = {
        (row["concept_id"], row["document_id"]): (row["mentions"], row["nested"])
        for row in await counted(datasette, _BY_DOCUMENT.format(marks(ids)), sorted(ids))
    }
    totals: Counter[str] = Counter()
    for (_, document_id), (mentions, _) in cells.items():
        totals[document_id] += mentions
    kept = sorted(totals, key=lambda d: (-totals[d], d))[:_HEAT_COLUMNS]
    documents = await rows(
        datasette, f"select document_id, title, body_words from documents where document_id in ({marks(kept)}) order by document_id", kept
    )
    return heat_of(top, documents, cells, len(totals) - len(kept))


def heat_of(top: Sequence[Row], documents: Sequence[Row], counts: dict[tuple[str, str], tuple[int, int]], left_out: int) -> Heat:
    """The heat table of concepts and documents; `counts` are mentions, and those inside longer ones, by concept and document."""
    lines = [(c, [(d["body_words"], *counts.get((c["concept_id"], d["document_id"]), (0, 0))) for d in documents]) for c in top]
    most = max((_rate(n, words) for _, line in lines for words, n, _ in line), default=0.0)
    cells = [(c, [Cell(n, nested, _rate(n, words), shade(_rate(n, words), most)) for words, n, nested in line]) for c, line in lines]
    return Heat(list(documents), cells, most, left_out)


def _rate(mentions: int, words: int) -> float:
    """Mentions per 1,000 words."""
    return 1000 * mentions / words if words else 0.0
