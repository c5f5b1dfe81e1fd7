"""The lines between title and text as a whole: subtitle, bylines and page furniture leave no room for headings among them.

A heading has text below it. What stands above a byline, and is none itself, belongs to the title if it stands right under it,
else to the byline. Source: annotation guidelines, Paragraphs.
"""

from __future__ import annotations

import re
from itertools import groupby

from tifabank.stages.paragraphs.apparatus import is_role
from tifabank.stages.paragraphs.evidence import is_counter
from tifabank.stages.paragraphs.layout import Line

Kinds = list[tuple[str, str]]
_BYLINE = ("byline", "byline")
_TITLE = ("title", "title")
_PAGE = ("furniture", "page")
_NUMBERED = re.compile(r"(?:chapter|part|section)\b|\d+(?:\.\d+)*[.、)]?\s?(?-i:[A-Z\u4e00-\u9fff])|[IVX]+[.、]", re.IGNORECASE)
_HEADING = ("heading", "heading")
_FROM = re.compile(r"From (?:the |our )?[A-Z]")
_SUBTITLE_WORDS = 4
_RUN = 3
_FRONT_LINES = 25


def settled(lines: list[Line], kinds: Kinds) -> Kinds:
    """Kinds with the headings between title and text as what they are, where a byline or the page's furniture follows them."""
    titles = [i for i, (kind, _) in enumerate(kinds[:_FRONT_LINES]) if kind == "title"]
    if not titles:
        return kinds
    first = titles[0]
    if first + 1 < len(lines) and not lines[first + 1].kind and _FROM.match(lines[first + 1].text):
        kinds[first + 1] = _PAGE  # the encyclopedia that an entry stands in
    stop = next((i for i in range(first, len(kinds)) if kinds[i][0] == "body"), first)
    front = range(max(t for t in titles if t <= max(stop, first)) + 1, stop)
    return _with_subtitle(lines, _without_headings(lines, kinds, front), front)


def _without_headings(lines: list[Line], kinds: Kinds, front: range) -> Kinds:
    """Kinds with a heading between bylines as byline, and between lines of the page as the page's."""
    done = list(kinds)
    for i in front:
        if kinds[i][0] != "heading":
            continue
        under_byline = done[i - 1][0] == "byline"
        below = kinds[i + 1][0] if i + 1 in front else "body"
        if below == "byline" or (under_byline and (_byline_follows(kinds, i, front) or is_role(lines[i].text))):
            done[i] = _BYLINE
        elif kinds[i - 1][0] == below == "furniture" and not _NUMBERED.match(lines[i].text):
            done[i] = _PAGE
    return done


def without_counters(lines: list[Line], kinds: Kinds) -> Kinds:
    """Kinds with counters and arrows, wherever they stand, as the page's."""
    return [_PAGE if kind == _HEADING and is_counter(line.text) else kind for line, kind in zip(lines, kinds, strict=True)]


def without_runs(lines: list[Line], kinds: Kinds) -> Kinds:
    """Kinds with long runs of lines that would head nothing but each other, as text, as in a list; above the text as the page's, as in a box of facts.

    The last one may be the heading of what follows, and the first one, below text, that of the others.
    """
    done = list(kinds)
    begun = next((i for i, (kind, _) in enumerate(kinds) if kind == "body"), len(kinds))
    for heads, group in groupby(range(len(lines)), key=lambda i: kinds[i] == _HEADING and not lines[i].number):
        run = list(group)
        if heads and len(run) > _RUN and not any(_NUMBERED.match(lines[i].text) for i in run):
            told = begun < run[0]
            for i in range(run[0] + told, run[-1]):
                done[i] = ("body", "body") if told else _PAGE
    return done


def _byline_follows(kinds: Kinds, i: int, front: range) -> bool:
    return any(kinds[k][0] == "byline" for k in range(i + 1, front.stop))


def _with_subtitle(lines: list[Line], kinds: Kinds, front: range) -> Kinds:
    """Kinds with a line right under the title, right above the text, as subtitle where the text has no headings at all."""
    i = front.start
    alone = sum(kind == "heading" for kind, _ in kinds) == 1
    if front.stop == i + 1 and kinds[i] == _HEADING and alone and lines[i].words >= _SUBTITLE_WORDS:
        kinds[i] = _TITLE
    return kinds
