"""Rows of all tables that hold what was typed: their number, the first of them, and the one query that finds them all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from datasette.database import QueryInterrupted
from markupsafe import Markup, escape

from tifabank.browse.places import place
from tifabank.browse.site import KEYS, Row, query, rows
from tifabank.browse.terms import CLOSE, OPEN, Terms, condition, literal, marked_parts, marked_words, table_search
from tifabank.database_file import SEARCHED
from tifabank.schema import published

FEW = 5
"""Results of a table that are shown."""
LEFT_OUT = ("related_link", "furniture", "caption")
"""Kinds of paragraphs that are no part of the text proper: left out unless they are asked for."""
_TOKENS = 28  # of a snippet
_WORDINGS = 4  # other wordings of a concept that are shown


class Group(NamedTuple):
    """A table as it is searched: its name for readers, the column that stands for a row, SQL of what else is told, and what stands for a
    row without a name (else its id).
    """

    table: str
    title: str
    head: str
    about: str = "null"
    unnamed: str = ""


GROUPS = (
    Group("concepts", "Concepts", "label", "replace(t.category, '_', ' ')"),
    Group("documents", "Titles of texts", "title", "replace(t.kind, '_', ' ')"),
    Group("sections", "Sections", "heading"),
    Group("enumerations", "Lists", "name", "replace(t.kind, '_', ' ') || ', ' || t.item_count || ' given'", "List without a name"),
    Group("enumeration_items", "Items of lists", "label", "'item ' || t.position"),
    Group("definitions", "Definitions", "term", "t.kind"),
    Group("quotations", "Quotations", "text", "t.kind"),
    Group("attributions", "Attributed speech", "speaker", "t.verb || ', ' || t.mode"),
    Group("cited_documents", "Cited documents", "cited_name", "t.year"),
    Group("paragraphs", "Paragraphs", "text", "replace(t.kind, '_', ' ')"),
    Group("sentences", "Sentences", "text"),
)


class Hit(NamedTuple):
    """One row found: where it is read, what stands for it, what else is told, and the words found in their context."""

    href: str
    head: Markup
    chinese: Markup
    about: str
    document: str
    snippet: Markup


class Found(NamedTuple):
    """What was found in a table: how many rows (None: it took too long), the first of them, and all in the table's own page."""

    group: Group
    number: int | None
    hits: list[Hit]
    all_href: str


def searched(table: str, *, text: bool) -> list[str]:
    """The searched columns of a table that this edition has."""
    there = {c.name for c in published(table, text=text)}
    return [name for name in SEARCHED[table] if name in there]


def groups(*, text: bool) -> list[Group]:
    """The tables that can be searched in this edition."""
    return [group for group in GROUPS if searched(group.table, text=text)]


def wheres(group: Group, wanted: Terms, *, text: bool, everything: bool) -> list[str]:
    """The SQL conditions by which a row is found: the terms first, then what is left out."""
    table = group.table
    told = [condition(table, searched(table, text=text), wanted)]
    if table == "concepts" and (labels := searched("concept_labels", text=text)):
        own = condition("concept_labels", labels, wanted)
        told = [f"({told[0]} or concepts.concept_id in (select concept_id from concept_labels where {own}))"]
    if not everything:
        kinds = ", ".join(f"'{kind}'" for kind in LEFT_OUT)
        if table == "paragraphs":
            told.append(f"kind not in ({kinds})")
        elif table in {"quotations", "enumerations"}:
            told.append(f"paragraph_id not in (select paragraph_id from paragraphs where kind in ({kinds}))")
        elif table in {"cited_documents", "enumeration_items"}:
            told.append(
                f"not exists (select 1 from paragraphs p where p.document_id = {table}.document_id and p.kind in ({kinds}) "
                f"and p.start_char <= {table}.start_char and {table}.start_char < p.end_char)"
            )
    return told


def as_query(wanted: Terms, *, text: bool, everything: bool) -> str:
    """One SQL query for all that a search finds: table and id of each row."""
    parts = [
        f"select '{g.table}' as table_name, {KEYS[g.table]} as id from {g.table} "
        f"where {' and '.join(wheres(g, wanted, text=text, everything=everything))}"
        for g in groups(text=text)
    ]
    return "\nunion all\n".join(parts) + "\norder by table_name, id"


async def find(datasette: Any, group: Group, wanted: Terms, *, text: bool, everything: bool) -> Found:
    """What a table holds of the terms."""
    told = wheres(group, wanted, text=text, everything=everything)
    by_search = group.table != "concepts" and not wanted.parts
    params = {**table_search(wanted), "_where": told[1:]} if by_search else {"_where": told}
    where = params.pop("_where")
    href = query(datasette.urls.table("tifabank", group.table), **params)
    for one in where:
        href = query(href, _where=one) if "?" not in href else href + "&" + query("", _where=one)[1:]
    try:
        counted = await rows(datasette, f"select count(*) as n from {group.table} where {' and '.join(told)}")
        hits = await _hits(datasette, group, wanted, told, text=text) if counted[0]["n"] else []
    except QueryInterrupted:
        return Found(group, None, [], href)
    return Found(group, counted[0]["n"], hits, href)


async def texts_with(datasette: Any, wanted: Terms) -> int | None:
    """How many texts have a body paragraph that holds all the terms (None: it took too long)."""
    where = condition("paragraphs", searched("paragraphs", text=True), wanted)
    try:
        found = await rows(datasette, f"select count(distinct document_id) as n from paragraphs where {where} and kind = 'body'")
    except QueryInterrupted:
        return None
    return int(found[0]["n"])


async def _hits(datasette: Any, group: Group, wanted: Terms, told: Sequence[str], *, text: bool) -> list[Hit]:
    table, key = group.table, KEYS[group.table]
    cols = searched(table, text=text)
    there = {c.name for c in published(table, text=text)}
    placed = "document_id" in there and table != "documents"
    shown = [f"t.{name}" for name in dict.fromkeys([key, *cols, *(["document_id"] if placed else [])])]
    document = "d.title as in_document" if placed else "'' as in_document"
    join = "left join documents d on d.document_id = t.document_id" if placed else ""
    order = _closest(wanted, text=text) if table == "concepts" else "t.rowid"
    about = group.about if text or table in {"concepts", "documents"} else "null"
    # the condition names the table, so that the same words can stand in an address: inside, it is the table under its own name
    inside = f"select rowid from {table} where {' and '.join(told)}"
    if wanted.words and table != "concepts":
        sql = (
            f"select {', '.join(shown)}, {about} as told, {document}, {_marks(table, cols, group)} from {table}_fts "
            f"join {table} t on t.rowid = {table}_fts.rowid {join} where {table}_fts match :match and t.rowid in ({inside}) "
            f"order by {table}_fts.rank, t.rowid limit {FEW}"
        )
    else:
        sql = (
            f"select {', '.join(shown)}, {about} as told, {document}, null as marked_head, null as marked_text from {table} t {join} "
            f"where t.rowid in ({inside}) order by {order} limit {FEW}"
        )
    found = await rows(
        datasette, sql, {"match": wanted.match, "open": OPEN, "close": CLOSE} if wanted.words and table != "concepts" else {}
    )
    wordings = await _wordings(datasette, wanted, [r[key] for r in found], text=text) if table == "concepts" else {}
    return [_hit(datasette, group, row, wanted, wordings.get(row[key], []), text=text) for row in found]


def _closest(wanted: Terms, *, text: bool) -> str:
    """SQL of an order of concepts: those that are the words typed, those whose names hold them, then others; short names first."""
    told = literal(" ".join([*(word.strip('*"') for word in wanted.words), *wanted.parts]).lower())
    names = ["label", "label_zh"] if text else ["label_zh"]
    same = " or ".join(f"lower(t.{name}) = {told}" for name in names)
    holds = " or ".join(f"instr(lower(t.{name}), {told}) > 0" for name in names)
    lengths = ", ".join(f"length(t.{name})" for name in reversed(names))
    return f"case when {same} then 0 when {holds} then 1 else 2 end, {lengths}, t.concept_id"


def _marks(table: str, cols: Sequence[str], group: Group) -> str:
    """SQL of a row's head with its words marked, and of a snippet."""
    snippet = f"snippet({table}_fts, {len(cols) - 1}, :open, :close, '…', {_TOKENS})"
    if group.head == "text":
        return f"{snippet} as marked_head, null as marked_text"
    head = f"highlight({table}_fts, {cols.index(group.head)}, :open, :close)" if group.head in cols else "null"
    return f"{head} as marked_head, {snippet if len(cols) > 1 else 'null'} as marked_text"


async def _wordings(datasette: Any, wanted: Terms, ids: Sequence[str], *, text: bool) -> dict[str, list[Markup]]:
    """Where the terms stand in concepts: in which of their own cells, and in which wordings."""
    found: dict[str, list[Markup]] = {row_id: [] for row_id in ids}
    marks = ", ".join(f":id{i}" for i in range(len(ids)))
    params = {f"id{i}": row_id for i, row_id in enumerate(ids)}
    for table in ("concept_labels", "concepts"):
        cols = searched(table, text=text)
        if not cols:
            continue
        if wanted.words:
            sql = (
                f"select t.concept_id, snippet({table}_fts, -1, :open, :close, '…', {_TOKENS}) as told from {table}_fts "
                f"join {table} t on t.rowid = {table}_fts.rowid where {table}_fts match :match and t.concept_id in ({marks}) limit 50"
            )
            for row in await rows(datasette, sql, {**params, "match": wanted.match, "open": OPEN, "close": CLOSE}):
                found[row["concept_id"]].append(marked_words(row["told"]))
        else:
            for row in await rows(datasette, f"select concept_id, {', '.join(cols)} from {table} where concept_id in ({marks})", params):
                found[row["concept_id"]].append(marked_parts([row[c] for c in cols], wanted.parts))
    return found


def _hit(datasette: Any, group: Group, row: Row, wanted: Terms, wordings: Sequence[Markup], *, text: bool) -> Hit:
    cells = [row[name] for name in searched(group.table, text=text)]
    plain_head = row.get(group.head) or group.unnamed or row[KEYS[group.table]]
    own = next((m for m in wordings if m and m.striptags() == plain_head), None)
    if row["marked_head"] or own:
        head = own or marked_words(row["marked_head"])
    elif wanted.parts and not wanted.words:
        head = marked_parts([row.get(group.head)], wanted.parts) or escape(plain_head[:160])
    else:
        head = escape(plain_head)
    names = {plain_head, row.get("label_zh")}
    others = [m for m in dict.fromkeys(wordings) if m and m.striptags() not in names]
    snippet = Markup(" · ").join(others[:_WORDINGS]) or (marked_words(row["marked_text"]) if row["marked_text"] else Markup(""))
    if not snippet and wanted.parts and group.table != "concepts" and group.head != "text":
        snippet = marked_parts(cells, wanted.parts)
    return Hit(
        place(datasette, group.table, row, text=text),
        head,
        marked_parts([row.get("label_zh")], wanted.parts) or escape(row.get("label_zh") or ""),
        str(row["told"] or ""),
        row["in_document"] or "",
        Markup("") if snippet == head else snippet,
    )
