"""What an id says by itself: the tables it can be of, the row it belongs to, and the characters of a document that it names.

    <document>                                       a whole text; concepts and formulas have bare ids too
    <document>_<kind><start>-<end>                   what was found there: code points, zero-based, end exclusive
    <document>_iss-<kind of issue>-<start>-<end>     a text issue
    <parallel>_spa-<part>-<document>-<start>-<end>   a place of a parallel
    <owner>_<src|lab|mem|pro|ass>-<more>             what belongs to a document, a concept or any other row

Nothing is read here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tifabank.corrections import KINDS
from tifabank.rows import ID
from tifabank.text import Span


class Address(NamedTuple):
    """An id taken apart.

    `tables`: those whose rows can have such an id. `document_id`: whose characters it names, at `span`, or as a whole where that is None;
    None: it names no characters. `owner`: the id of the row that it belongs to, if its form tells one.
    """

    tables: tuple[str, ...]
    document_id: str | None = None
    span: Span | None = None
    owner: str | None = None


_SPANNED = {kind: table for table, kind in KINDS.items() if table != "text_issues"}
_NUMBER = r"(?:0|[1-9][0-9]{0,14})"
_PLACE = rf"(?P<start>{_NUMBER})-(?P<end>{_NUMBER})"
_PARALLEL = rf"{ID}(?:_[0-9a-f]{{16}})?"
_FORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (rf"(?P<document>{ID})", ("documents", "concepts", "parallels")),
    (rf"(?P<document>{ID})_(?P<kind>{'|'.join(_SPANNED)}){_PLACE}", ()),
    (rf"(?P<document>{ID})_iss-[a-z-]+-{_PLACE}", ("text_issues",)),
    (rf"(?P<owner>{_PARALLEL})_spa-{_NUMBER}-(?P<document>{ID})-{_PLACE}", ("parallel_spans",)),
    (_PARALLEL, ("parallels",)),
    (rf"(?P<owner>{ID})_src-[a-z-]+-[0-9a-f]{{8}}", ("sources",)),
    (rf"(?P<owner>{ID})_lab-[0-9a-f]{{8}}", ("concept_labels",)),
    (rf"(?P<owner>{ID})_mem-[0-9]+", ("concept_members",)),
    (rf"(?P<owner>{ID})_pro-[a-z-]+", ("provenance",)),
    (r"(?P<owner>[\w.-]+)_ass-[a-z0-9-]+-[0-9a-f]{8}", ("assertions",)),
    (r"[a-z0-9_]+\.[a-z0-9_]+", ("rules",)),
)
_PATTERNS = tuple((re.compile(form, re.ASCII), tables) for form, tables in _FORMS)


def address_of(row_id: str) -> Address | None:
    """What an id says; None: no row of any table can have such an id, or it names an empty range."""
    for pattern, tables in _PATTERNS:
        match = pattern.fullmatch(row_id)
        if match:
            told = match.groupdict()
            span = Span(int(told["start"]), int(told["end"])) if "start" in told else None
            if span and span.start >= span.end:
                return None
            return Address(tables or (_SPANNED[told["kind"]],), told.get("document"), span, told.get("owner"))
    return None
