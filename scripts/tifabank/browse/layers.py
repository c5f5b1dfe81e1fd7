"""Text with its rows marked in layers: HTML whose characters are those of the raw text, each of them and no other.

Spans may lie inside each other and cross: the text is cut wherever one starts or ends, and each piece carries the layers that hold it.
A span is one link: the text of a mention itself, or, for spans that others lie in, a pin before it (an empty link, drawn by the style
sheet), with the row's id, so that an address `...#<id>` leads there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape


class Mark(NamedTuple):
    """A row as a span of its text: code points, zero-based, end exclusive.

    `layer` is the class that the style sheet knows, `href` the row's address, `title` what it is. `wraps`: its text is the link, else a
    pin. A mark without address is an anchor only.
    """

    start: int
    end: int
    layer: str
    row_id: str
    href: str = ""
    title: str = ""
    wraps: bool = False


def plain(text: str) -> Markup:
    """Text as HTML that reads back as the same characters: a carriage return would be read as a line break."""
    return escape(text).replace("\r", Markup("&#13;"))


def in_order(marks: Iterable[Mark]) -> list[Mark]:
    """Marks by place, those that hold others first."""
    return sorted(marks, key=lambda m: (m.start, -m.end, m.wraps, m.row_id))


def marked(text: str, start: int, end: int, marks: Sequence[Mark], here: str = "") -> Markup:
    """A range of a text with its marks.

    Args:
        text: the raw text.
        start: first code point of the range.
        end: code point after it.
        marks: those that touch the range, in order (`in_order`); those that start before it have their link there.
        here: the id of the row that is pointed out.
    """
    return Markup("".join(_pieces(text, start, end, marks, here)))  # noqa: S704  # each piece is escaped; a page has thousands


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark], here: str) -> Iterator[str]:
    cuts = sorted({start, end, *(p for mark in marks for p in mark[:2] if start < p < end)})
    waiting = iter(marks)
    following = next(waiting, None)
    open_marks: list[Mark] = []
    linked: set[str] = set()
    for cut, stop in zip(cuts, [*cuts[1:], end], strict=True):
        open_marks = [mark for mark in open_marks if mark.end > cut]
        while following and following.start <= cut:
            if following.href and following.end > cut:
                open_marks.append(following)
            if following.start == cut and not _is_text_link(following, open_marks):
                linked.add(following.row_id)
                yield _pin(following)
            following = next(waiting, None)
        if stop > cut:
            yield _piece(text[cut:stop], open_marks, linked, here)


def _is_text_link(mark: Mark, open_marks: Sequence[Mark]) -> bool:
    """Whether a mark's own text is its link: links hold no links, so only the outermost one's is."""
    return mark.wraps and _link(open_marks) == mark


def _link(open_marks: Sequence[Mark]) -> Mark | None:
    return next((mark for mark in open_marks if mark.wraps), None)


def _pin(mark: Mark) -> str:
    if not mark.href:
        return f'<span id="{escape(mark.row_id)}"></span>'
    return f'<a class="pin {mark.layer}" id="{escape(mark.row_id)}" href="{escape(mark.href)}" aria-label="{escape(mark.title)}"></a>'


def _piece(text: str, open_marks: Sequence[Mark], linked: set[str], here: str) -> str:
    """A piece of text that no span starts or ends in. The first piece of a link has the id of its row, the others are no stops of the keyboard."""
    if not open_marks:
        return plain(text)
    layers = " ".join(dict.fromkeys(f"in-{mark.layer}" for mark in open_marks))
    if here and any(mark.row_id == here for mark in open_marks):
        layers += " here"
    link = _link(open_marks)
    if link is None or (link.row_id in linked and text.isspace()):  # a link of blanks would have no name
        return f'<span class="{layers}">{plain(text)}</span>'
    name = ' tabindex="-1"' if link.row_id in linked else f' id="{escape(link.row_id)}" title="{escape(link.title)}"'
    linked.add(link.row_id)
    return f'<a class="{layers}"{name} href="{escape(link.href)}">{plain(text)}</a>'
