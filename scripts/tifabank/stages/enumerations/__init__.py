"""Enumerations and their items: every kind of list of the guidelines.

In: a text, its paragraphs, sections, sentences and quotations, and what wordings name. Out: rows of two tables. A list takes the first kind that
applies: heading, named, numbered or bulleted, ordinal, series; a range is an item of one list only. Source: annotation guidelines,
Enumerations.
"""

from __future__ import annotations

from tifabank.corrections import GivenLists
from tifabank.gazetteer import Named
from tifabank.rows import Enumeration, EnumerationItem, Paragraph, Quotation, Rule, Section, Sentence
from tifabank.stages.enumerations.finding import find_lists, place_of
from tifabank.stages.enumerations.model import Found, Frame, Item
from tifabank.stages.enumerations.rowing import item_row, list_row, parents_of
from tifabank.text import Text

RULES = [
    Rule("enumerations.heading", "enumerations", "layout", 5, "Two or more sibling headings or run-in headings; an item is its section."),
    Rule(
        "enumerations.ordinal",
        "enumerations",
        "pattern",
        5,
        "Word markers in order (First, Secondly, One is, on the other hand, finally), at places where an item can start.",
    ),
    Rule("enumerations.numbered", "enumerations", "pattern", 5, "Number signs in order: (1), 2., ③, 三、."),
    Rule("enumerations.bulleted", "enumerations", "layout", 5, "Neighbouring lines that open with a bullet."),
    Rule(
        "enumerations.spelled_out",
        "enumerations",
        "pattern",
        6,
        'A counted phrase whose items follow in its sentence, after a colon or "of".',
    ),
    Rule(
        "enumerations.unmarked",
        "enumerations",
        "pattern",
        5,
        "A counted phrase whose items are given without markers by the next sentences or paragraphs, or by a sentence that points back.",
    ),
    Rule(
        "enumerations.summed_up",
        "enumerations",
        "pattern",
        5,
        "Items that a formula or count right after them sums up: known as the ..., these are the ..., 三个方面.",
    ),
    Rule(
        "enumerations.series",
        "enumerations",
        "pattern",
        7,
        "Four or more parallel phrases in a row, without count and markers; borders by weights learnt from annotated texts.",
    ),
    Rule(
        "enumerations.named_only",
        "enumerations",
        "pattern",
        4,
        "A counted phrase without items, quoted, capitalised in mid sentence, -in-one or -pronged; once a document.",
    ),
]

_NOTHING_GIVEN = GivenLists()


def enumerations(
    text: Text,
    paragraphs: list[Paragraph],
    sections: list[Section],
    sentences: list[Sentence],
    quotations: list[Quotation],
    known: Named,
    curated: GivenLists = _NOTHING_GIVEN,
) -> tuple[list[Enumeration], list[EnumerationItem]]:
    """The lists of a document and their items: those found, less those removed by people, and those that people added."""
    frame = Frame(text, paragraphs, sections, sentences, quotations)
    given = [Found(kind, "enumerations.curated", tuple(Item(span, None, span) for span in items)) for kind, items in curated.added]
    own = {found.span for found in given}
    kept = [found for found in find_lists(frame) if found.span not in curated.removed and found.span not in own]
    lists = sorted([*kept, *given], key=place_of)
    parents = parents_of(text, lists)
    rows = [list_row(frame, found, parents[i], known) for i, found in enumerate(lists)]
    items = [
        item_row(text, row.enumeration_id, found, position, item, known)
        for row, found in zip(rows, lists, strict=True)
        for position, item in enumerate(found.items, 1)
    ]
    return rows, sorted(items, key=lambda i: (i.start_char, -i.end_char))
