"""Two documents side by side: concepts that both name, passages that render the same formula, wording that both share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request, Response

from tifabank.browse.site import Row, argument, need_text, page, row_of, rows
from tifabank.concordance.searched import Stretch, Stretches
from tifabank.text import fold

ADDRESS = r"/compare$"
_MOST = 200  # rows of each part of the page
_SIDES = "(:a, :b)"
_WORDINGS = f"""
select m.concept_id, m.document_id, m.text as wording, sum(not m.nested) as times, sum(m.nested) as inside, min(m.mention_id) as mention_id,
  c.label, c.label_zh
from mentions m join paragraphs p using (paragraph_id) join concepts c using (concept_id)
where m.document_id in {_SIDES} and p.kind = 'body'
group by m.concept_id, m.document_id, m.text order by lower(c.label), m.concept_id, times desc, inside desc, wording
"""
_NAMES = f"select document_id, start_char, end_char from mentions where document_id in {_SIDES}"
_PLACES = f"""
select p.parallel_id, p.kind, p.label, p.concept_id as formula_id, s.parallel_span_id, s.part, s.document_id, s.concept_id, s.start_char,
  s.end_char, s.text, c.label_zh
from parallel_spans s join parallels p using (parallel_id) left join concepts c on c.concept_id = s.concept_id
where s.document_id in {_SIDES} and p.kind = :kind
  and s.parallel_id in (select parallel_id from parallel_spans where document_id = :a)
  and s.parallel_id in (select parallel_id from parallel_spans where document_id = :b)
order by p.parallel_id, s.part, s.start_char
"""
_DOCUMENTS = f"select document_id, title from documents order by document_id in {_SIDES} desc, title limit 1000"
_PAIRS = """
select x.document_id as a, y.document_id as b, count(distinct x.parallel_id) as parallels
from parallel_spans x join parallel_spans y on x.parallel_id = y.parallel_id and x.document_id < y.document_id
where x.part = 0 and y.part = 0 and (:document = '' or :document in (x.document_id, y.document_id))
group by 1, 2 order by parallels desc, 1, 2 limit 100
"""


class Shared(NamedTuple):
    """A concept of which both or one of the documents have mentions: its row, and its wordings on each side, most frequent first."""

    concept: Row
    sides: tuple[list[Row], list[Row]]

    @property
    def differs(self) -> bool:
        """Whether a side has a wording that the other has not; case and the form of apostrophes and hyphens do not count."""
        a, b = ({fold(row["wording"]) for row in side} for side in self.sides)
        return a != b

    @property
    def times(self) -> int:
        """Mentions on both sides, those inside longer ones left out."""
        return sum(row["times"] for side in self.sides for row in side)


class Passage(NamedTuple):
    """A parallel of two documents: its row, and for each part (0: the whole) the places on each side."""

    parallel: Row
    parts: list[tuple[int, tuple[list[Row], list[Row]]]]


async def compare(datasette: Any, request: Request) -> Response:
    """The page of two documents, or, where they are not both named, of the pairs that have most in common."""
    await need_text(datasette)
    a, b = argument(request, "a"), argument(request, "b")
    documents = await rows(datasette, _DOCUMENTS, {"a": a, "b": b})
    context: dict[str, Any] = {"all_documents": documents, "a": a, "b": b, "sides": [], "most": _MOST}
    if a and b and a != b:
        sides = [await row_of(datasette, "documents", one) for one in (a, b)]
        context |= {"sides": sides, **await _common(datasette, {"a": a, "b": b})}
    else:
        context |= {
            "pairs": await _pairs(datasette, a or b),
            "titles": {d["document_id"]: d["title"] for d in documents},
        }
    return await page(datasette, request, "compare.html", context)


async def _pairs(datasette: Any, document_id: str) -> list[Row]:
    """The pairs with most parallels, of one document or (no id) of all; none where there are too many to be counted in time."""
    try:
        return await rows(datasette, _PAIRS, {"document": document_id})
    except QueryInterrupted:
        return []


async def _common(datasette: Any, asked: Mapping[str, str]) -> dict[str, Any]:
    """What two documents have in common."""
    ids = (asked["a"], asked["b"])
    named = _by_concept(await rows(datasette, _WORDINGS, asked), ids)
    both = [one for one in named if all(one.sides)]
    formulas = _passages(await rows(datasette, _PLACES, {**asked, "kind": "same_formula"}), ids)
    wordings = _passages(await rows(datasette, _PLACES, {**asked, "kind": "shared_wording"}), ids)
    wordings.sort(key=lambda p: (-len(p.parallel["text"]), p.parallel["parallel_id"]))
    apart, names = _apart(wordings), _spans(await rows(datasette, _NAMES, asked))
    passages = [one for one in apart if not _all_inside(one, names)]
    return {
        "both": sorted(both, key=lambda one: (not one.differs, -one.times, one.concept["label"].lower())),
        "only": [[one for one in named if one.sides[i] and not one.sides[1 - i]] for i in (0, 1)],
        "formulas": formulas,
        "wordings": passages[:_MOST],
        "all_wordings": len(passages),
        "names": [one for one in apart if one not in passages][:_MOST],
    }


def _by_concept(found: Iterable[Row], ids: tuple[str, str]) -> list[Shared]:
    """Wordings by concept, each on its side."""
    made = []
    for _, group in groupby(found, itemgetter("concept_id")):
        own = list(group)
        a, b = map(_together, _sides(own, ids))
        made.append(Shared(own[0], (a, b)))
    return made


def _together(found: Iterable[Row]) -> list[Row]:
    """Wordings that differ in case, apostrophes or hyphens only as one, in the form that stands most often."""
    forms: dict[str, Row] = {}
    for row in found:
        known = forms.setdefault(fold(row["wording"]), {**row, "times": 0, "inside": 0})
        known["times"] += row["times"]
        known["inside"] += row["inside"]
    return sorted(forms.values(), key=lambda row: (-row["times"], -row["inside"], row["wording"]))


def _apart(wordings: Sequence[Passage]) -> list[Passage]:
    """Wordings, longest first, without those whose places all lie inside places of longer ones."""
    kept: list[Passage] = []
    longer: list[Row] = []
    for one in wordings:
        if not _all_inside(one, _spans(longer)):
            kept.append(one)
            longer += _places(one)
    return kept


def _places(one: Passage) -> list[Row]:
    return [row for _, sides in one.parts for side in sides for row in side]


def _spans(found: Iterable[Row]) -> dict[str, Stretches]:
    """The spans of each document."""
    by_document: defaultdict[str, list[Stretch]] = defaultdict(list)
    for row in found:
        by_document[row["document_id"]].append(Stretch(row["start_char"], row["end_char"], ""))
    return {document_id: Stretches(spans) for document_id, spans in by_document.items()}


def _all_inside(one: Passage, spans: Mapping[str, Stretches]) -> bool:
    """Whether all places of a wording lie inside some spans."""
    return all((own := spans.get(row["document_id"])) and own.holding(row["start_char"], row["end_char"]) for row in _places(one))


def _passages(found: Iterable[Row], ids: tuple[str, str]) -> list[Passage]:
    """Places by parallel and part, each on its side."""
    groups = (list(group) for _, group in groupby(found, itemgetter("parallel_id")))
    return [
        Passage(group[0], [(part, _sides(list(places), ids)) for part, places in groupby(group, itemgetter("part"))]) for group in groups
    ]


def _sides(found: Sequence[Row], ids: tuple[str, str]) -> tuple[list[Row], list[Row]]:
    a, b = ([row for row in found if row["document_id"] == own] for own in ids)
    return a, b
