"""Series of clauses between semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tifabank.stages.enumerations.series.candidates import LEAST
from tifabank.stages.enumerations.series.openings import common, openings
from tifabank.stages.enumerations.series.tokens import tokens_of

Members = list[tuple[int, int]]

_SEMICOLON = re.compile(r"\s*[;；]\s*")
_LEAD = re.compile(r"(?:(?:and also|and|or|as well as)\s+)?", re.IGNORECASE)
_TAIL = " ,;.!?。；，"
_CLAUSE_WORDS, _OPENING = 2, 12


def semicolon_series(text: str, start: int, end: int) -> Iterator[Members]:
    """Four or more clauses between semicolons in a range, what leads up to them with a colon left out."""
    colon = max(text.rfind(":", start, end), text.rfind("：", start, end))
    begin = colon + 1 if colon >= 0 and not _SEMICOLON.search(text, start, colon) else start
    spans = [span for span in _parts(text, begin, end) if span[0] < span[1]]
    if len(spans) < LEAST:
        return
    kind, agreement = common([tokens_of(text, a, b)[:_OPENING] for a, b in spans[1:]])
    if kind == "base" and agreement == 1:
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


def _verb_start(text: str, start: int, end: int) -> int:
    """Where the first clause has the verb that the others open with ("we must | deepen ...; improve ...")."""
    tokens = tokens_of(text, start, end)[:_OPENING]
    verbs = [t.start for i, t in enumerate(tokens) if "base" in openings(tokens[i : i + 2]) and t.tag.startswith("VB")]
    return verbs[0] if verbs else start
