"""One concept: its names, where and how it is worded, what texts say of it, what it consists of, and what that rests on."""

from __future__ import annotations

from typing import Any

from datasette.utils import tilde_decode
from datasette.utils.asgi import Request, Response

from tifabank.browse.charts import KINDS, sample
from tifabank.browse.formulas import formula
from tifabank.browse.pages.concept_passages import passages
from tifabank.browse.pages.concept_places import Found, company, found, plots, wordings
from tifabank.browse.site import Row, need_text, page, row_of, rows

ADDRESS = r"/concept/(?P<concept_id>[^/]+)$"
_MOST = 50
"""Rows of one section; the table has the others."""
_FORMULAS = """
select m.position, c.concept_id, c.label, c.label_zh, m.confidence, m.evidence
from concept_members m join concepts c using (concept_id) where m.member_concept_id = ? order by c.label
"""
_ITEMS = """
select i.item_id, i.position, i.label, i.document_id, d.title, e.enumeration_id, e.name, e.kind, substr(e.text, 1, 160) as words
from enumeration_items i join enumerations e using (enumeration_id) join documents d on d.document_id = i.document_id
where i.concept_id = ? order by i.document_id, i.start_char
"""
_IN_TEXTS = "select x.*, d.title from [{}] x join documents d using (document_id) where x.[{}] = ? order by x.document_id, x.start_char"
_SECTIONS = {
    "narrower": ("concepts", "broader_id", "select concept_id, label, label_zh from concepts where broader_id = ? order by label"),
    "formulas": ("concept_members", "member_concept_id", _FORMULAS),
    "definitions": ("definitions", "concept_id", _IN_TEXTS.format("definitions", "concept_id")),
    "items": ("enumeration_items", "concept_id", _ITEMS),
    "citations": ("cited_documents", "concept_id", _IN_TEXTS.format("cited_documents", "concept_id")),
    "attributions": ("attributions", "speaker_concept_id", _IN_TEXTS.format("attributions", "speaker_concept_id")),
}
"""The sections that are rows of one table: the table, the column that holds the concept, and the query."""
_EVIDENCE = """
select a.*, coalesce(l.label, m.label) as words, m.position
from assertions a
left join concept_labels l on a.subject_table = 'concept_labels' and l.concept_label_id = a.subject_id
left join concept_members m on a.subject_table = 'concept_members' and m.concept_member_id = a.subject_id
where (a.subject_table = 'concepts' and a.subject_id = :id) or l.concept_id = :id or m.concept_id = :id
order by a.subject_table = 'concept_members', a.subject_table, m.position, a.column_name limit 300
"""


async def concept(datasette: Any, request: Request) -> Response:
    """The page of a concept."""
    await need_text(datasette)
    concept_id = tilde_decode(request.url_vars["concept_id"])
    own = await row_of(datasette, "concepts", concept_id)
    labels = await rows(datasette, "select * from concept_labels where concept_id = ? order by label limit 500", [concept_id])
    where = await found(datasette, concept_id)
    lines = await plots(datasette, where)
    absent = unattested(labels, where)
    context = {
        "concept": own,
        "broader": await rows(datasette, "select * from concepts where concept_id = ?", [own["broader_id"]]),
        "found": where,
        "wordings": wordings(where),
        "plots": lines,
        "listed": sum(len(line.places) for line in lines),
        "all_places": where.mentions + where.nested + where.other,
        "key": {kind: sample(kind) for kind in KINDS},
        "official": [{**row, "attested": row not in absent} for row in labels if row["kind"] == "official"],
        "unattested": [row for row in absent if row["kind"] != "official"],
        "formula": await formula(datasette, concept_id),
        "passages": await passages(datasette, concept_id),
        "company": await company(datasette, concept_id),
        "sections": {name: await _section(datasette, concept_id, *section) for name, section in _SECTIONS.items()},
        "evidence": await rows(datasette, _EVIDENCE, {"id": concept_id}),
    }
    return await page(datasette, request, "concept.html", context)


def unattested(labels: list[Row], where: Found) -> list[Row]:
    """The labels that stand in no text."""
    there = {row["text"].casefold() for row in where.counts}
    used = {row["concept_label_id"] for row in where.counts}
    return [row for row in labels if row["concept_label_id"] not in used and row["label"].casefold() not in there]


async def _section(datasette: Any, concept_id: str, table: str, column: str, sql: str) -> dict[str, Any]:
    """The first rows of a section, how many there are, and the address of all."""
    first = await rows(datasette, f"{sql} limit {_MOST}", [concept_id])
    count = await rows(datasette, f"select count(*) as n from [{table}] where [{column}] = ?", [concept_id])
    return {"rows": first, "count": count[0]["n"], "all": f"{datasette.urls.table('tifabank', table)}?{column}={concept_id}"}
