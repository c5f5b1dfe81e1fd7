"""Concordance lines: the hit in the middle, its contexts, and the keys by which lines are sorted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tifabank.concordance.searched import Hit, Searched, tokens

NARROWEST, WIDEST = 20, 400
"""Characters of context on each side."""
SORTS = ("place", "L1", "L2", "L3", "R1", "R2", "R3", "node")
_SORTED_BY = 3  # words on each side
_KEY_REACH = 160  # characters in which those words are sought


class Line(NamedTuple):
    """One line: words with single spaces; spans in raw code points, zero-based, end exclusive.

    `sentence_id` is None outside body paragraphs; `speaker` is who says the hit, `issues` the kinds of text issues in its sentence.
    """

    document_id: str
    paragraph_id: str
    sentence_id: str | None
    kind: str
    start_char: int
    end_char: int
    left: str
    node: str
    right: str
    speaker: str
    issues: str


def line(own: Searched, hit: Hit, width: int) -> Line:
    """The line of a hit; `width` characters of context on each side, whole words of its paragraph."""
    paragraph = own.paragraphs[hit.paragraph]
    unit = own.unit_of(hit)
    around = own.units[unit] if unit is not None else paragraph
    speaker = own.rows["attributions"].holding(hit.start, hit.end)
    issues = own.rows["text_issues"].touching(around.start, around.end)
    reach = 3 * width + 50  # characters that are looked at: white space may be folded
    left = own.text.squeeze(max(paragraph.start, hit.start - reach), hit.start)
    right = own.text.squeeze(hit.end, min(paragraph.end, max(hit.end, hit.end + reach)))
    return Line(
        own.document["document_id"],
        paragraph.row_id,
        around.row_id if around.row_id != paragraph.row_id else None,
        paragraph.told,
        hit.start,
        hit.end,
        left if len(left) <= width else left[-width:].partition(" ")[2],
        own.text.squeeze(hit.start, hit.end),
        right if len(right) <= width else right[:width].rpartition(" ")[0],
        speaker.told if speaker else "",
        ", ".join(dict.fromkeys(issue.told.replace("_", " ") for issue in issues)),
    )


def sort_key(own: Searched, hit: Hit, sort: str) -> tuple[str, ...]:
    """The words by which a hit is sorted: L2 by the second word before it, then the third; "node" by its own words."""
    if sort == "node":
        return (own.text.squeeze(hit.start, hit.end).lower(),)
    if sort not in SORTS or sort == "place":
        return ()
    paragraph = own.paragraphs[hit.paragraph]
    text = own.text
    if sort[0] == "L":
        near = [t.word for t in tokens(text.plain, text.folded(max(paragraph.start, hit.start - _KEY_REACH)), text.folded(hit.start))][::-1]
    else:
        near = [t.word for t in tokens(text.plain, text.folded(hit.end), text.folded(min(paragraph.end, hit.end + _KEY_REACH)))]
    return tuple((near + [""] * _SORTED_BY)[int(sort[1]) - 1 : _SORTED_BY])


def in_order(found: Iterable[tuple[Searched, Hit]], sort: str) -> list[tuple[Searched, Hit]]:
    """Hits in the order asked for, those that are equal by document and place."""
    placed = sorted(found, key=lambda pair: (str(pair[0].document["document_id"]), pair[1].start))
    return sorted(placed, key=lambda pair: sort_key(pair[0], pair[1], sort))
