"""Concordance, collocates and n-grams: one question, three views, each as a page, as CSV and as JSON."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from datasette.utils.asgi import Request, Response

from tifabank.browse.corpus import Corpus, corpus
from tifabank.browse.pages.concepts import frequent
from tifabank.browse.paging import paging
from tifabank.browse.question import KINDS, Question, address, asked
from tifabank.browse.remembered import counted
from tifabank.browse.site import Row, as_csv, as_json, need_text, page, rows
from tifabank.concordance import counts, lines
from tifabank.concordance.asked import pattern
from tifabank.concordance.searched import Hit, Searched

ADDRESS = r"/(?P<view>concordance|collocates|ngrams)(?:\.(?P<format>csv|json))?$"
_PLAIN = re.compile(r"[A-Za-z0-9' -]*[A-Za-z0-9][A-Za-z0-9' -]*")  # a question that the index of words can answer first
_PER_PAGE = 100
_MOST_NGRAMS = 500
_RESOLVED = (
    "select concept_id, label, label_zh from concepts where concept_id = :asked or lower(label) = lower(:asked) or label_zh = :asked "
    "or concept_id in (select concept_id from concept_labels where lower(label) = lower(:asked)) order by concept_id = :asked desc, 1"
)
_SPEAKERS = "select speaker, count(*) as times from attributions group by speaker order by times desc, 1 limit 60"
_DOCUMENTS = "select document_id, title from documents order by document_id limit 500"
_OFFERED = 24  # concepts
_WORDS = """
select coalesce(sum(words), 0) as words from paragraphs
where (:kinds = '[]' or kind in (select value from json_each(:kinds)))
  and (:documents = '[]' or document_id in (select value from json_each(:documents)))
  and document_id not in (select value from json_each(:left_out))
"""
_VIEWS = (("concordance", "Lines"), ("collocates", "Collocates"), ("ngrams", "N-grams"))


class Answer(NamedTuple):
    """The hits of a question in their order, among how many words, and what could not be looked through."""

    question: Question
    found: list[tuple[Searched, Hit]]
    words: int
    searched: Corpus
    concept: Row | None
    beside: Row | None

    @property
    def per_thousand(self) -> float:
        """Hits for each thousand words that were searched."""
        return round(1000 * len(self.found) / self.words, 2) if self.words else 0.0


async def answer(datasette: Any, question: Question, *, only_hits: bool) -> Answer:
    """The hits of a question; `only_hits`: documents without one need not be read."""
    concept, beside = await _concept(datasette, question.concept), await _concept(datasette, question.beside)
    searched = await corpus(datasette, question.documents, _indexed(question) if only_hits else "")
    found = await asyncio.to_thread(_found, question, searched.documents, concept, beside)
    words = await _words(datasette, question, searched.left_out)
    return Answer(question, found, words, searched, concept, beside)


def _indexed(question: Question) -> str:
    """The words that the index of words finds, if documents without them have no hit."""
    plain = question.q.isascii() and _PLAIN.fullmatch(question.q) and not question.concept
    return question.q if plain else ""


async def _concept(datasette: Any, told: str) -> Row | None:
    """The concept that an id, a wording or a Chinese term names."""
    found = await rows(datasette, _RESOLVED, {"asked": told}) if told else []
    return found[0] if found else None


async def _words(datasette: Any, question: Question, left_out: Sequence[str]) -> int:
    """The words of the paragraphs that are searched, those of documents without a hit too."""
    asked_for = {"kinds": json.dumps(question.kinds), "documents": json.dumps(question.documents), "left_out": json.dumps(left_out)}
    found = await rows(datasette, _WORDS, asked_for)
    return int(found[0]["words"])


def _found(question: Question, documents: Iterable[Searched], concept: Row | None, beside: Row | None) -> list[tuple[Searched, Hit]]:
    wanted = pattern(question.q, case=question.case)
    kinds = frozenset(question.kinds)
    found = [(d, hit) for d in documents for hit in _hits(d, question, wanted, concept, kinds) if _is_asked_for(d, hit, question, beside)]
    return lines.in_order(found, question.sort)


def _hits(own: Searched, question: Question, wanted: re.Pattern[str] | None, concept: Row | None, kinds: frozenset[str]) -> Iterable[Hit]:
    if question.concept:
        if concept is None:
            return ()
        found = own.of_rows("mentions", concept["concept_id"], kinds)
        if not question.nested:
            inside = {one[:2] for one in own.rows["nested"].all}
            found = (hit for hit in found if hit[:2] not in inside)
        return (
            hit for hit in found if wanted is None or wanted.fullmatch(own.text.plain, own.text.folded(hit.start), own.text.folded(hit.end))
        )
    return own.hits(wanted, kinds) if wanted else ()


def _is_asked_for(own: Searched, hit: Hit, question: Question, beside: Row | None) -> bool:
    """Whether a hit is said by the speaker, and beside the concept, that are asked for."""
    if question.speaker:
        speaker = own.rows["attributions"].holding(hit.start, hit.end)
        if speaker is None or question.speaker.lower() not in speaker.told.lower():
            return False
    if question.beside:
        number = own.sentence_of(hit)
        if number is None or beside is None:
            return False
        sentence = own.rows["sentences"].all[number]
        return any(m.told == beside["concept_id"] for m in own.rows["mentions"].touching(sentence.start, sentence.end))
    return True


async def concordance(datasette: Any, request: Request) -> Response:
    """The three views of a question."""
    await need_text(datasette)
    view, form = request.url_vars["view"], request.url_vars.get("format")
    question = asked(request)
    told = await answer(datasette, question, only_hits=view == "concordance")
    made = await asyncio.to_thread(_VIEW[view], told)
    if form == "csv":
        return as_csv(made.header, made.lines, view)
    if form == "json":
        return as_json(_facts(told, datasette) | {view: [dict(zip(made.header, line, strict=True)) for line in made.lines]})
    turned = paging(request, datasette.urls.path(view), len(made.lines), _PER_PAGE)
    context = {
        **await _choices(datasette, question),
        "view": view,
        "views": [(name, label, datasette.urls.path(name)) for name, label in _VIEWS],
        "question": question,
        "answer": told,
        "address": address(question),
        "changed": partial(address, question),
        "paging": turned,
        "shown": [dict(zip(made.header, line, strict=True)) for line in made.lines[max(0, turned.first - 1) : turned.last]],
        "documents": {d.document["document_id"]: d.document for d in told.searched.documents},
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
    return View(counts.Collocate._fields, counts.collocates(told.searched.documents, told.found, told.question.fewest))


def _ngrams(told: Answer) -> View:
    question = told.question
    found = counts.ngrams(told.searched.documents, question.words, question.fewest, _MOST_NGRAMS, question.q)
    return View(counts.NGram._fields, found)


_VIEW = {"concordance": _lines, "collocates": _collocates, "ngrams": _ngrams}


def _facts(told: Answer, datasette: Any) -> dict[str, Any]:
    return {
        "question": told.question._asdict(),
        "version": (datasette.metadata("tifabank") or {})["descriptor"]["version"],
        "hits": len(told.found),
        "words": told.words,
        "per_1000_words": told.per_thousand,
        "documents_left_out": len(told.searched.left_out),
    }


async def _choices(datasette: Any, question: Question) -> dict[str, Any]:
    """What the form offers."""
    document = question.documents[0] if len(question.documents) == 1 else ""
    return {
        "all_documents": await rows(datasette, _DOCUMENTS),
        "all_speakers": await counted(datasette, _SPEAKERS),
        "frequent": await frequent(datasette, document, _OFFERED),
    }
