"""Where one concept stands in the texts: its wordings by document, its places, and what stands in the same sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from tifabank.browse.charts import KINDS, Kind, Tick, dispersion
from tifabank.browse.formulas import marks
from tifabank.browse.remembered import counted
from tifabank.browse.site import Row, rows

_COLUMNS = 6
"""Documents with a column of their own in the table of wordings."""
_LINES = 30
"""Documents with a line of their own in the dispersion plot."""
_LISTED = 200
"""Places that are listed below it."""
_COMPANY = 20
_COUNTS = """
select m.document_id, m.text, m.concept_label_id, p.kind = 'body' as body, m.nested, count(*) as n, min(m.start_char) as first, m.mention_id
from mentions m join paragraphs p using (paragraph_id) where m.concept_id = ? group by 1, 2, 3, 4, 5
"""  # SQLite takes `mention_id` from the row of the least place
_PLACES = """
select m.mention_id, m.document_id, m.start_char, m.text, m.nested, p.kind, p.position
from mentions m join paragraphs p using (paragraph_id)
where m.concept_id = ? and m.document_id in ({}) order by m.document_id, m.start_char limit 20000
"""
_SENTENCES = "select count(distinct sentence_id) as n from mentions where concept_id = ? and not nested"
_TOGETHER = """
with together as (
  select o.concept_id, count(distinct o.sentence_id) as both, min(o.start_char) as first, o.mention_id, o.document_id
  from mentions m join mentions o using (sentence_id)
  where m.concept_id = ? and o.concept_id <> ? and not m.nested and not o.nested
  group by o.concept_id order by both desc, o.concept_id limit ?
)
select t.*, c.label, c.label_zh,
  (select count(distinct sentence_id) from mentions x where x.concept_id = t.concept_id and not x.nested) - both as alone
from together t join concepts c using (concept_id) order by both desc, alone, c.label
"""


class Found(NamedTuple):
    """The mentions of a concept, counted: `counts` by document, text, label and kind of place; `mentions` (body, not nested), those
    nested and those in other paragraphs; documents, those with most mentions first.
    """

    concept_id: str
    counts: list[Row]
    mentions: int
    nested: int
    other: int
    documents: list[Row]


class Cell(NamedTuple):
    """Mentions of a wording in a document, and the first of them."""

    mentions: int
    document_id: str
    mention_id: str


class Wordings(NamedTuple):
    """Wordings against documents. `further`: documents without a column."""

    documents: list[Row]
    further: int
    lines: list[Line]


class Line(NamedTuple):
    """A wording: its mentions in the body, those inside longer ones, and those in other paragraphs; of those in the body, a cell for each
    document that has a column, and how many are in further documents.
    """

    wording: str
    mentions: int
    nested: int
    other: int
    cells: list[Cell | None]
    further: int


class Plot(NamedTuple):
    """A document's line of the dispersion plot, and those of its places that are listed."""

    document: Row
    picture: Markup
    mentions: int
    nested: int
    other: int
    places: list[Row]


async def found(datasette: Any, concept_id: str) -> Found:
    """The mentions of a concept, counted."""
    counts = await counted(datasette, _COUNTS, [concept_id])
    kinds: Counter[Kind] = Counter()
    own: Counter[str] = Counter()
    for row in counts:
        kinds[_kind(row)] += row["n"]
        own[row["document_id"]] += row["n"] if _kind(row) == "body" else 0
    ids = sorted(own, key=lambda d: (-own[d], d))
    shown = ids[:_LINES]
    documents = await rows(datasette, f"select document_id, title, characters from documents where document_id in ({marks(shown)})", shown)
    by_id = {row["document_id"]: row for row in documents}
    ordered = [by_id.get(d, {"document_id": d, "title": d, "characters": 1}) | {"mentions": own[d]} for d in ids]
    return Found(concept_id, counts, kinds["body"], kinds["nested"], kinds["other"], ordered)


def _kind(row: Row) -> Kind:
    """What kind of place a mention is."""
    if not row.get("body", row.get("kind") == "body"):
        return "other"
    return "nested" if row["nested"] else "body"


def wordings(where: Found) -> Wordings:
    """Wordings against documents, upper and lower case together, each in the form that stands most often."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    counts: dict[Kind, Counter[str]] = {kind: Counter() for kind in KINDS}
    kept, nested, other = (counts[kind] for kind in KINDS)
    cells: defaultdict[str, dict[str, Cell]] = defaultdict(dict)
    for row in sorted(where.counts, key=lambda r: (r["document_id"], r["first"])):
        key = row["text"].lower()
        forms[key][row["text"]] += row["n"]
        counts[_kind(row)][key] += row["n"]
        if _kind(row) == "body":
            before = cells[key].get(row["document_id"], Cell(0, row["document_id"], row["mention_id"]))
            cells[key][row["document_id"]] = before._replace(mentions=before.mentions + row["n"])
    with_column = [d for d in where.documents if d["mentions"]][:_COLUMNS]
    lines = []
    for key in sorted(forms, key=lambda k: (-kept[k], -nested[k] - other[k], k)):
        own = [cells[key].get(d["document_id"]) for d in with_column]
        further = kept[key] - sum(cell.mentions for cell in own if cell)
        lines.append(Line(forms[key].most_common(1)[0][0], kept[key], nested[key], other[key], own, further))
    return Wordings(with_column, sum(1 for d in where.documents if d["mentions"]) - len(with_column), lines)


async def plots(datasette: Any, where: Found) -> list[Plot]:
    """The lines of the dispersion plot, for the documents with most mentions."""
    documents = where.documents[:_LINES]
    ids = [d["document_id"] for d in documents]
    places: defaultdict[str, list[Row]] = defaultdict(list)
    for row in await rows(datasette, _PLACES.format(marks(ids)), [where.concept_id, *ids]):
        places[row["document_id"]].append(row)
    listed, lines = _LISTED, []
    for document in documents:
        own = places[document["document_id"]]
        lines.append(plot(document, own, listed))
        listed = max(0, listed - len(own))
    return lines


def plot(document: Row, places: Sequence[Row], listed: int) -> Plot:
    """A document's line; at most `listed` places are listed."""
    ticks = [Tick(row["start_char"] / document["characters"], _kind(row)) for row in places]
    kinds = Counter(tick.kind for tick in ticks)
    told = (
        f"{document['title']}: {kinds['body']} in the body, {kinds['nested']} inside longer mentions, {kinds['other']} in other paragraphs"
    )
    shown = [{**row, "share": tick.place, "place": tick.kind} for row, tick in zip(places[:listed], ticks, strict=False)]
    return Plot(document, dispersion(ticks, told), kinds["body"], kinds["nested"], kinds["other"], shown)


async def company(datasette: Any, concept_id: str) -> dict[str, Any]:
    """The concepts that stand most often in the same sentences (mentions that are not nested), and in how many it stands itself."""
    total = await counted(datasette, _SENTENCES, [concept_id])
    return {"sentences": total[0]["n"], "rows": await counted(datasette, _TOGETHER, [concept_id, concept_id, _COMPANY])}
