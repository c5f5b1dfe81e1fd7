"""Concordance, collocates and n-grams: one question, three views, each as a page, as CSV and as JSON."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from datasette.utils.asgi import Request, Response

from tifabank.browse.corpus import Corpus, corpus
from tifabank.browse.naming import concepts_named
from tifabank.browse.pages.concepts import frequent
from tifabank.browse.paging import paging
from tifabank.browse.question import KINDS, Question, address, asked
from tifabank.browse.remembered import counted
from tifabank.browse.site import Row, as_csv, as_json, need_text, page, rows
from tifabank.concordance import counts, lines
from tifabank.concordance.asked import pattern
from tifabank.concordance.counts import Scope
from tifabank.concordance.searched import Hit, Searched, Stretch, Stretches
from tifabank.text import fold

ADDRESS = r"/(?P<view>concordance|collocates|ngrams)(?:\.(?P<format>csv|json))?$"
_PLAIN = re.compile(r"[A-Za-z0-9' -]*[A-Za-z0-9][A-Za-z0-9' -]*")  # a question that the index of words can answer first
_PER_PAGE = 100
_MOST_NGRAMS = 500
_SPEAKERS = """
select coalesce(c.label, a.speaker) as speaker, count(*) as times from attributions a left join concepts c on c.concept_id = a.speaker_concept_id
where lower(a.speaker) not in ('he', 'she', 'it', 'they', 'we', 'i', 'you') group by 1 order by times desc, 1 limit 60
"""
_DOCUMENTS = (
    "select document_id, title from documents order by document_id in (select value from json_each(:documents)) desc, document_id limit 500"
)
_OFFERED, _NAMED = 24, 400  # concepts shown to start with, and named in the form
_WORDS = """
select coalesce(sum(words), 0) as words from paragraphs
where (:kinds = '[]' or kind in (select value from json_each(:kinds)))
  and (:documents = '[]' or document_id in (select value from json_each(:documents)))
  and document_id not in (select value from json_each(:left_out))
"""
_VIEWS = (("concordance", "Lines"), ("collocates", "Collocates"), ("ngrams", "N-grams"))


class Answer(NamedTuple):
    """The hits of a question in their order, among how many words, and what could not be looked through.

    `inside` counts further mentions of the concept, inside longer ones. `scopes` are the documents with their units and spans.
    """

    question: Question
    found: list[tuple[Searched, Hit]]
    inside: int
    scopes: list[Scope]
    words: int
    left_out: list[str]
    concepts: list[Row]

    @property
    def concept(self) -> Row | None:
        """The concept that is asked for; others of the same name are told."""
        return self.concepts[0] if self.concepts else None

    @property
    def per_thousand(self) -> float:
        """Hits for each thousand words that were searched."""
        return round(1000 * len(self.found) / self.words, 2) if self.words else 0.0


class _Named(NamedTuple):
    """The concepts that a question names: of hits, beside them, and of speakers; several if they share a name."""

    concepts: list[Row]
    beside: list[Row]
    speaker: list[Row]


async def answer(datasette: Any, question: Question, *, only_hits: bool) -> Answer:
    """The hits of a question; `only_hits`: documents without one need not be read."""
    named = _Named(*[await concepts_named(datasette, told) for told in (question.concept, question.beside, question.speaker)])
    searched = await corpus(datasette, question.documents, _indexed(question) if only_hits else "")
    words = await _words(datasette, question, searched.left_out)
    return await asyncio.to_thread(_answered, question, searched, named, words)


def _indexed(question: Question) -> str:
    """The words that the index of words finds, if documents without them have no hit."""
    plain = question.q.isascii() and _PLAIN.fullmatch(question.q) and not question.concept
    return question.q if plain else ""


async def _words(datasette: Any, question: Question, left_out: Sequence[str]) -> int:
    """The words of the paragraphs that are searched, those of documents without a hit too."""
    asked_for = {"kinds": json.dumps(question.kinds), "documents": json.dumps(question.documents), "left_out": json.dumps(left_out)}
    found = await rows(datasette, _WORDS, asked_for)
    return int(found[0]["words"])


def _answered(question: Question, searched: Corpus, named: _Named, words: int) -> Answer:
    wanted, kinds = pattern(question.q, case=question.case), frozenset(question.kinds)
    found: list[tuple[Searched, Hit]] = []
    scopes = []
    inside = 0
    for document in searched.documents:
        allowed = _allowed(document, question, named)
        hits = [hit for hit in _hits(document, question, wanted, named.concepts[:1], kinds) if allowed is None or allowed.holding(*hit[:2])]
        if question.concept and not question.q and not question.nested:
            nested = {one[:2] for one in document.rows["nested"].all}
            inside += sum(hit[:2] in nested for hit in hits)
            hits = [hit for hit in hits if hit[:2] not in nested]
        found += [(document, hit) for hit in hits]
        scopes.append(Scope(document, document.of_kinds(kinds), hits if question.asks else None, allowed))
    return Answer(question, lines.in_order(found, question.sort), inside, scopes, words, searched.left_out, named.concepts)


def _hits(own: Searched, question: Question, wanted: re.Pattern[str] | None, concepts: list[Row], kinds: frozenset[str]) -> list[Hit]:
    """The hits in paragraphs of some kinds: of the words, of the concept, or of the words inside mentions of the concept."""
    mentions = _mentions(own, concepts, kinds)
    if not (question.q and wanted):
        return mentions
    around = Stretches(Stretch(m.start, m.end, "") for m in mentions)
    return [hit for hit in own.hits(wanted, kinds) if not question.concept or around.holding(*hit[:2])]


def _mentions(own: Searched, concepts: list[Row], kinds: frozenset[str]) -> list[Hit]:
    return [hit for concept in concepts for hit in own.of_rows("mentions", concept["concept_id"], kinds)]


def _allowed(own: Searched, question: Question, named: _Named) -> Stretches | None:
    """The spans that hits must lie in: what the speaker says, and the sentences with the concept that is asked for; None: anywhere."""
    speech = _speech(own, question.speaker, named.speaker) if question.speaker else None
    if not question.beside:
        return speech
    numbers = {unit for mention in _mentions(own, named.beside, frozenset()) if (unit := own.unit_of(mention)) is not None}
    sentences = [own.units[number] for number in sorted(numbers)]
    if speech is None:
        return Stretches(sentences)
    common = ((max(one.start, other.start), min(one.end, other.end)) for one in sentences for other in speech.touching(one.start, one.end))
    return Stretches(Stretch(start, end, "") for start, end in common)


def _speech(own: Searched, told: str, concepts: list[Row]) -> Stretches:
    """What somebody says, named by whole words of the speaker as it stands, or as a concept."""
    words = pattern(told, case=False)
    found = [one for one in own.rows["attributions"].all if words and words.search(fold(one.told))]
    ids = {concept["concept_id"] for concept in concepts}
    by_concept = [one for one in own.rows["speakers"].all if one.told in ids]
    return Stretches([*found, *by_concept])


async def concordance(datasette: Any, request: Request) -> Response:
    """The three views of a question."""
    await need_text(datasette)
    view, form = request.url_vars["view"], request.url_vars.get("format")
    question = asked(request)
    told = await answer(datasette, question, only_hits=view == "concordance")
    turned = paging(request, datasette.urls.path(view), len(told.found), _PER_PAGE)
    on_page = told._replace(found=told.found[max(0, turned.first - 1) : turned.last]) if view == "concordance" and not form else told
    made = await asyncio.to_thread(_VIEW[view], on_page)
    if form == "csv":
        return as_csv(made.header, made.lines, view)
    if form == "json":
        return as_json(_facts(told, datasette) | {view: [dict(zip(made.header, line, strict=True)) for line in made.lines]})
    lines_shown = made.lines
    if view != "concordance":
        turned = paging(request, datasette.urls.path(view), len(made.lines), _PER_PAGE)
        lines_shown = made.lines[max(0, turned.first - 1) : turned.last]
    context = {
        **await _choices(datasette, question),
        "view": view,
        "views": [(name, label, datasette.urls.path(name)) for name, label in _VIEWS],
        "question": question,
        "answer": told,
        "address": address(question),
        "changed": partial(address, question),
        "paging": turned,
        "shown": [dict(zip(made.header, line, strict=True)) for line in lines_shown],
        "titles": {scope.document.document["document_id"]: scope.document.document["title"] for scope in told.scopes},
        "sorts": lines.SORTS,
        "kinds": KINDS,
        "limits": {"widest": lines.WIDEST, "narrowest": lines.NARROWEST, "window": counts.WINDOW, "most": _MOST_NGRAMS},
    }
    return await page(datasette, request, f"{view}.html", context)


class View(NamedTuple):
    """What a view tells: the names of its columns and its lines."""

    header: tuple[str, ...]
    lines: Sequence[Sequence[Any]]


def _lines(told: Answer) -> View:
    made = [lines.line(own, hit, told.question.width) for own, hit in told.found]
    known = {own.document["document_id"]: own.document for own, _ in told.found}
    extra = ("date", "date_confidence", "translation")
    return View((*lines.Line._fields, *extra), [(*one, *(known[one.document_id][name] for name in extra)) for one in made])


def _collocates(told: Answer) -> View:
    return View(counts.Collocate._fields, counts.collocates(told.scopes, told.found, told.question.fewest))


def _ngrams(told: Answer) -> View:
    question = told.question
    found = counts.ngrams(told.scopes, question.words, question.fewest, _MOST_NGRAMS, case=question.case)
    return View(counts.NGram._fields, found)


_VIEW = {"concordance": _lines, "collocates": _collocates, "ngrams": _ngrams}


def _facts(told: Answer, datasette: Any) -> dict[str, Any]:
    return {
        "question": told.question._asdict(),
        "version": (datasette.metadata("tifabank") or {})["descriptor"]["version"],
        "hits": len(told.found),
        "inside_longer_mentions": told.inside,
        "words": told.words,
        "per_1000_words": told.per_thousand,
        "documents_left_out": len(told.left_out),
    }


async def _choices(datasette: Any, question: Question) -> dict[str, Any]:
    """What the form offers."""
    document = question.documents[0] if len(question.documents) == 1 else ""
    return {
        "all_documents": await rows(datasette, _DOCUMENTS, {"documents": json.dumps(question.documents)}),
        "all_speakers": await counted(datasette, _SPEAKERS),
        "frequent": await frequent(datasette, document, _OFFERED),
        "all_concepts": await frequent(datasette, "", _NAMED),
    }
