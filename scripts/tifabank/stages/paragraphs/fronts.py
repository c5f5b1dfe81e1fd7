"""The lines between title and text as a whole: subtitle, bylines and page furniture leave no room for headings among them.

A heading has text below it. What stands above a byline, and is none itself, belongs to the title if it stands right under it,
else to the byline. Source: annotation guidelines, Paragraphs.
"""

from __future__ import annotations

from tifabank.stages.paragraphs.layout import Line

Kinds = list[tuple[str, str]]
_BYLINE = ("byline", "byline")
_FRONT_LINES = 25


def settled(lines: list[Line], kinds: Kinds) -> Kinds:
    """Kinds with the headings between title and text as what they are, where a byline or the page's furniture follows them."""
    titles = [i for i, (kind, _) in enumerate(kinds[:_FRONT_LINES]) if kind == "title"]
    if not titles:
        return kinds
    first = titles[0]
    stop = next((i for i in range(first, len(kinds)) if kinds[i][0] == "body"), first)
    front = range(max(t for t in titles if t <= max(stop, first)) + 1, stop)
    return _with_subtitle(lines, _without_headings(kinds, front), front)


def _without_headings(kinds: Kinds, front: range) -> Kinds:
    """Kinds with a heading between bylines as byline, and between lines of the page as the page's."""
    done = list(kinds)
    for i in front:
        if kinds[i][0] == "heading" and i + 1 in front:
            if kinds[i + 1][0] == "byline" or (kinds[i - 1][0] == "byline" and _byline_follows(kinds, i, front)):
                done[i] = _BYLINE
            elif kinds[i - 1][0] == kinds[i + 1][0] == "furniture":
                done[i] = ("furniture", "page")
    return done


def _byline_follows(kinds: Kinds, i: int, front: range) -> bool:
    return any(kinds[k][0] == "byline" for k in range(i + 1, front.stop))


def _with_subtitle(lines: list[Line], kinds: Kinds, front: range) -> Kinds:
    """Kinds with a line right under the title, right above the text, as subtitle where the text has no headings at all."""
    i = front.start
    alone = sum(kind == "heading" for kind, _ in kinds) == 1
    if front.stop == i + 1 and kinds[i] == ("heading", "heading") and alone and len(lines[i].text.split()) > 3:
        kinds[i] = ("title", "title")
    return kinds
