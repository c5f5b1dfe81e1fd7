"""Lists of headings: two or more sibling sections; an item is its section."""

from __future__ import annotations

from itertools import groupby

from tifabank.rows import Section
from tifabank.stages.enumerations.model import Found, Frame, Item
from tifabank.text import Span


def heading_lists(frame: Frame) -> list[Found]:
    """One list for each parent (the document included) with at least two headings or run-in headings."""
    siblings = sorted((s for s in frame.sections if s.kind != "lead_in"), key=lambda s: (s.parent_id or "", s.start_char))
    groups = [list(group) for _, group in groupby(siblings, key=lambda s: s.parent_id)]
    return [_found(frame, group) for group in groups if len(group) > 1]


def _found(frame: Frame, group: list[Section]) -> Found:
    items = tuple(_item(frame, section) for section in group)
    return Found("heading", "enumerations.heading", items)


def _item(frame: Frame, section: Section) -> Item:
    number = frame.text.strip(section.start_char, section.heading_start_char) if section.number else None
    label = Span(section.heading_start_char, section.heading_end_char)
    return Item(Span(section.start_char, section.end_char), number, label)
