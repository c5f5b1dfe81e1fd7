"""Series of clauses between semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from tifabank.stages.enumerations.series.candidates import LEAST
from tifabank.stages.enumerations.series.classes import BASE
from tifabank.stages.enumerations.series.forms import TAGS
from tifabank.stages.enumerations.series.openings import Openings
from tifabank.stages.enumerations.series.ranking import weights
from tifabank.stages.enumerations.series.tokens import Stretch, Tokens

Members = list[tuple[int, int]]

_SEMICOLON = re.compile(r"\s*[;；]\s*")
_LEAD = re.compile(r"(?:(?:and also|and|or|as well as)\s+)?", re.IGNORECASE)
_TAIL = " ,;.!?。；，"
_CLAUSE_WORDS, _OPENING = 2, 12


def semicolon_series(text: str, start: int, end: int) -> Iterator[Members]:
    """Four or more clauses between semicolons in a range, what leads up to them with a colon left out."""
    if text.count(";", start, end) + text.count("；", start, end) < LEAST - 1:
        return
    colon = max(text.rfind(":", start, end), text.rfind("：", start, end))
    begin = colon + 1 if colon >= 0 and not _SEMICOLON.search(text, start, colon) else start
    spans = [span for span in _parts(text, begin, end) if span[0] < span[1]]
    if len(spans) < LEAST:
        return
    if _all_open_with_verbs([Stretch(text, a, b) for a, b in spans[1:]]):
        spans[0] = (_verb_start(text, *spans[0]), spans[0][1])
    first = {text[a:b].split(maxsplit=1)[0].lower() for a, b in spans[1:]} if len(spans) > LEAST else set()
    if len(first) == 1 and text[slice(*spans[0])].split(maxsplit=1)[0].lower() not in first:
        spans = spans[1:]  # "... ; where the road is good, merge; where ...": what stands before is none of them
    clauses = sum(len(text[a:b].split()) >= _CLAUSE_WORDS for a, b in spans)
    if len(spans) >= LEAST and 2 * clauses >= len(spans):
        yield spans


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges between semicolons, without the conjunction before and the marks after them."""
    begin = start
    for mark in [*(m.span() for m in _SEMICOLON.finditer(text, start, end)), (end, end)]:
        a, b = begin, mark[0]
        while a < b and text[a] in " ,":
            a += 1
        lead = _LEAD.match(text, a, b)
        a = lead.end() if lead else a
        while b > a and text[b - 1] in _TAIL:
            b -= 1
        yield a, b
        begin = mark[1]


def _all_open_with_verbs(clauses: list[Stretch]) -> bool:
    """Whether a verb in its base form is what all clauses can open with."""
    tokens = Tokens(clauses, weights().lexicon())
    ends = np.minimum(tokens.end, tokens.begin + _OPENING)
    one = np.zeros(len(clauses), dtype=np.int64)
    kind, agreeing = Openings(tokens).common(tokens.begin, ends, one, np.array([len(clauses)]))
    return bool(kind[0] == BASE and agreeing[0] == len(clauses))


def _verb_start(text: str, start: int, end: int) -> int:
    """Where the first clause has the verb that the others open with ("we must | deepen ...; improve ...")."""
    tokens = Tokens([Stretch(text, start, end)], weights().lexicon())
    stop = min(tokens.begin[0] + _OPENING, tokens.end[0])
    places = np.arange(tokens.begin[0], stop)
    verbs = Openings(tokens).can_be(places, np.minimum(places + 2, stop), np.full(len(places), BASE))
    found = next((i for i in np.flatnonzero(verbs).tolist() if TAGS[tokens.tag[places[i]]].startswith("VB")), None)
    return start if found is None else tokens.spans(0)[found][0]
