"""Passages of several texts that render one concept, whole and part by part, by curated lines (parallels of the kind same_formula)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any, NamedTuple

from tifabank.browse.formulas import marks
from tifabank.browse.site import Row, query, rows

_MOST = 12
"""Parallels that are shown."""
_COLUMNS = 5
"""Documents with a column of their own, of one parallel."""
_PLACES = 500
"""Places that are read, of one parallel."""
_OWN = """
from parallels p
where p.kind = 'same_formula' and (p.concept_id = :id or p.parallel_id in (select parallel_id from parallel_spans where concept_id = :id))
"""
_OF = """
s.parallel_id = :parallel and (:whole or s.part in (select part from parallel_spans where parallel_id = :parallel and concept_id = :id))
"""
_SPANS = f"""
select s.part, s.document_id, s.concept_id, s.start_char, s.end_char, s.text, d.title, c.label_zh
from parallel_spans s join documents d using (document_id) left join concepts c on c.concept_id = s.concept_id
where {_OF} order by s.document_id, s.part, s.start_char limit :most
"""


class Passage(NamedTuple):
    """A formula that several texts render: its row, whether it is the concept itself (else a member of it is), the documents that have a
    column, and for each part (0: the whole) its Chinese terms and the places in each document; how many documents have no column, and the
    addresses of the comparisons of two.
    """

    parallel: Row
    whole: bool
    documents: list[tuple[str, str]]
    parts: list[tuple[int, list[str], list[list[Row]]]]
    further: int
    pairs: list[tuple[str, str, str]]


class Passages(NamedTuple):
    """The first of the formulas that a concept is, or is a part of, and how many there are."""

    shown: list[Passage]
    number: int


async def passages(datasette: Any, concept_id: str) -> Passages:
    """The passages that render a concept: those of the formula that it is first, then the parts of others that it is."""
    own = {"id": concept_id}
    count = await rows(datasette, f"select count(*) as n {_OWN}", own)
    found = await rows(datasette, f"select p.* {_OWN} order by p.concept_id is not :id, p.label, p.parallel_id limit {_MOST}", own)
    ids = [p["concept_id"] for p in found if p["concept_id"]]
    names = await rows(datasette, f"select concept_id, label, label_zh from concepts where concept_id in ({marks(ids)})", ids)
    by_id = {c["concept_id"]: c for c in names}
    shown = []
    for parallel in found:
        whole = parallel["concept_id"] == concept_id
        asked = {**own, "parallel": parallel["parallel_id"], "whole": whole, "most": _PLACES}
        spans = await rows(datasette, _SPANS, asked)
        texts = await rows(datasette, f"select count(distinct document_id) as n from parallel_spans s where {_OF}", asked)
        told = {**parallel, "concept": by_id.get(parallel["concept_id"]), "texts": texts[0]["n"]}
        shown.append(passage(datasette, told, spans, whole=whole))
    return Passages(shown, count[0]["n"])


def passage(datasette: Any, parallel: Row, spans: Sequence[Row], *, whole: bool) -> Passage:
    """Places, in the order of their documents, by part and document; `parallel` tells in how many `texts` it has places."""
    titles = {span["document_id"]: span["title"] for span in spans}
    documents = list(titles.items())[:_COLUMNS]
    parts = []
    for part in sorted({span["part"] for span in spans}):
        own = [span for span in spans if span["part"] == part]
        terms = list(dict.fromkeys(span["label_zh"] for span in own if span["label_zh"]))
        parts.append((part, terms, [[span for span in own if span["document_id"] == one] for one, _ in documents]))
    compare = datasette.urls.path("compare")
    pairs = [(told, other, query(compare, a=a, b=b)) for (a, told), (b, other) in combinations(documents, 2)]
    return Passage(parallel, whole, documents, parts, parallel["texts"] - len(documents), pairs)
