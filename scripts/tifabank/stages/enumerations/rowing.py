"""Rows of lists and items, made of what was found."""

from __future__ import annotations

from tifabank.gazetteer import Named
from tifabank.numbering import completeness
from tifabank.rows import Enumeration, EnumerationItem
from tifabank.stages.enumerations.model import Found, Frame, Item
from tifabank.text import Span, Text, fold

_VERB_WORDS = 3  # words of a verb phrase that may stand before a concept's label in an item's


def parents_of(text: Text, lists: list[Found]) -> list[str | None]:
    """For each list, in order of place, the id of the innermost item of another list that holds it."""
    ahead = sorted(((item.span, i) for i, found in enumerate(lists) for item in found.items), key=lambda x: (-x[0].start, x[0].end))
    open_: list[tuple[Span, int]] = []
    holders = []
    for i, found in enumerate(lists):
        own = found.span
        while ahead and ahead[-1][0].start <= own.start:
            open_.append(ahead.pop())
        open_ = [(span, owner) for span, owner in open_ if span.end > own.start]
        around = [span for span, owner in open_ if owner != i and span.holds(own)]
        inner = min(around, key=lambda s: s.end - s.start, default=None)
        holders.append(text.row_id("itm", *inner) if inner else None)
    return holders


def list_row(frame: Frame, found: Found, parent: str | None, known: Named) -> Enumeration:
    """The row of a list."""
    text = frame.text
    start, end = found.span
    paragraph = frame.paragraphs.at(start)
    return Enumeration(
        enumeration_id=text.row_id("enu", start, end),
        document_id=text.document_id,
        paragraph_id=paragraph.paragraph_id if paragraph else "",
        concept_id=known.concept(fold(text.squeeze(*found.name)), found.name.end) if found.name else None,
        parent_item_id=parent,
        kind=found.kind,  # type: ignore[arg-type]  # the vocabulary is checked over columns
        name=text.squeeze(*found.name) if found.name else None,
        name_start_char=found.name.start if found.name else None,
        name_end_char=found.name.end if found.name else None,
        declared_count=found.declared,
        item_count=len(found.items),
        completeness=completeness(found.kind, found.declared, len(found.items)),  # type: ignore[arg-type]
        lead_in=text.squeeze(*found.lead_in) if found.lead_in else None,
        start_char=start,
        end_char=end,
        text=text.squeeze(start, end),
        rule_id=found.rule,
    )


def _item_concept(label: str, end: int, known: Named) -> str | None:
    """The concept that an item's folded label names, as a whole or after the few words of a verb ("improve the ...")."""
    concept = known.concept(label, end)
    for _ in range(min(_VERB_WORDS, label.count(" ") - 1)):
        if concept:
            break
        label = label.partition(" ")[2]
        concept = known.concept(label, end)
    return concept


def item_row(text: Text, enumeration_id: str, found: Found, position: int, item: Item, known: Named) -> EnumerationItem:
    """The row of an item."""
    words = text.squeeze(*item.span)
    label = words if item.label == item.span else text.squeeze(*item.label)
    return EnumerationItem(
        item_id=text.row_id("itm", *item.span),
        enumeration_id=enumeration_id,
        document_id=text.document_id,
        position=position,
        concept_id=_item_concept(fold(label), item.label.end, known),
        marker=text.squeeze(*item.marker) if item.marker else None,
        label=label,
        label_start_char=item.label.start,
        label_end_char=item.label.end,
        start_char=item.span.start,
        end_char=item.span.end,
        text=words,
        rule_id=found.rule,
    )
