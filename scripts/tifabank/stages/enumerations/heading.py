"""Lists of headings: two or more sibling sections; an item is its section."""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby

from tifabank.rows import Section
from tifabank.stages.enumerations.counted import Counted
from tifabank.stages.enumerations.model import Found, Frame, Item
from tifabank.text import Span


def heading_lists(frame: Frame, counted: list[Counted]) -> list[Found]:
    """One list for each parent (the document included) with at least two headings or run-in headings.

    A counted phrase in the parent's heading ("2. Four abilities") names it; `counted` are those of all headings.
    """
    siblings = sorted((s for s in frame.sections if s.kind != "lead_in"), key=lambda s: (s.parent_id or "", s.start_char))
    groups = [list(group) for _, group in groupby(siblings, key=lambda s: s.parent_id)]
    parents = {s.section_id: s for s in frame.sections}
    return [_named(_found(frame, group), parents.get(group[0].parent_id or ""), counted) for group in groups if len(group) > 1]


def _named(found: Found, parent: Section | None, counted: list[Counted]) -> Found:
    """The list with the counted phrase of its parent's heading that fits its length, give or take one."""
    edges = (parent.heading_start_char, parent.heading_end_char) if parent else (0, 0)
    first, after = (bisect_left(counted, edge, key=lambda c: c.name.start) for edge in edges)
    fits = [c for c in counted[first:after] if c.declared and abs(c.declared - len(found.items)) <= 1]
    return found._replace(name=fits[0].name, declared=fits[0].declared) if fits else found


def _found(frame: Frame, group: list[Section]) -> Found:
    items = tuple(_item(frame, section) for section in group)
    return Found("heading", "enumerations.heading", items)


def _item(frame: Frame, section: Section) -> Item:
    number = frame.text.strip(section.start_char, section.heading_start_char) if section.number else None
    label = Span(section.heading_start_char, section.heading_end_char)
    return Item(Span(section.start_char, section.end_char), number, label)
