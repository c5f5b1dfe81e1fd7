"""Physical lines, what they tell by their form, and how they end; `joins.py` says which of them belong together."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from tifabank.numbering import BULLET, Sign, sign
from tifabank.stages.paragraphs.page import holds_any, page_kind
from tifabank.text import ZERO_WIDTH, Span, Text, before_notes

_CLOSERS = "\"'”’)]»」』）】"
_OPENERS = "\"'“‘([«「『（【"
_AFTER_FINAL = _CLOSERS + " "
_FINAL = frozenset(".!?…。！？．")
_NOTE_ENDS = frozenset("]*†‡")  # of `_NOTE` and `_NOTE_MARK`
LETTER_END = re.compile(
    r"(?:yours(?:\s(?:faithfully|sincerely|truly|respectfully|ever))?|sincerely(?:\syours)?|(?:with\s)?(?:kind|best|warm)\s(?:regards|wishes)),?",
    re.IGNORECASE,
)
_BUTTONS = re.compile(  # what a page sets into or behind a line of text
    r"\[(?:edit(?: source)?|click to \w+|advertisement)\]|(?<=[.!?\"”] )Enditem\Z|(?<=\s)font size:?(?:\s(?:[aA][+-]?|small|medium|large|[小中大]))+\Z"
    r"|(?:[【\[](?:print|close|share|favou?rites?|collect)[】\]]\s?){1,9}\Z",
    re.IGNORECASE,
)
_BUTTON_SIGNS = ("[", "【", "enditem", "font")  # without one of which there is no button
_SMALL_ENDS = frozenset("The the a an and or of by with its their our".split())  # nothing ends so: the line was broken
OPEN_ENDS = frozenset(
    "in on at to for from as that which who is are was were be been has have had will would can than into under the a an of and or by with its "
    "their".split()
)
HEADING_WORDS = 12
_MOTTO = re.compile(r"(?:an?|the|your|our|my|notes|news|stories|thoughts|views|letters|voices)\s")
_NAME_WORDS, _SMALL_WORD = 6, 4
_NOTE_DIGITS = 3
_NOTE_NUMBER = re.compile(r"(?<=[a-z\"”’)][.!?])\d{1,3}\Z")  # of a footnote: "... is slow.12"
_NOTE_MARK = re.compile(r"(?<=[.!?”\"])[*†‡]{1,3}\Z")
_NOTE = re.compile(r"(?<=\S)\[[\w ]{1,30}\]\Z")  # "... is slow.[2]"
_PLACE_WORDS = 4
_PLACE_LETTERS = len("N.Y.")
_PLACE_END = re.compile(r"\b(?:[A-Z]\.){2,}\Z")


class Line(NamedTuple):
    """A line (or, once joined, a paragraph), with what many rules ask of it, told once.

    Its span, its text with single spaces, the kind that its wording gives away, how many words it has, whether it ends in a final
    mark, its number sign, and whether it opens with a bullet or a number sign.
    """

    span: Span
    text: str
    kind: str | None
    words: int
    ends: bool
    number: Sign | None
    listed: bool


def line_of(span: Span, words: str, kind: str | None = None) -> Line:
    """A line with what its text tells."""
    number = sign(words, 0, len(words))
    listed = number is not None or BULLET.match(words) is not None
    return Line(span, words, kind, len(words.split()), ends_finally(words), number, listed)


def physical_lines(text: Text) -> list[Line]:
    """The lines of the file that are not blank."""
    spans = (piece for span in text.lines() for piece in _pieces(text, span))
    texts = [(span, text.squeeze(*span).strip(ZERO_WIDTH)) for span in spans]
    lines = [line_of(span, words, page_kind(words)) for span, words in texts]
    front = next((i for i, line in enumerate(lines) if not line.kind and line.ends), len(lines))
    box = _fact_box(text, lines[:front])
    return [line._replace(kind="furniture") if i in box and not line.kind else line for i, line in enumerate(lines)]


def _fact_box(text: Text, lines: list[Line]) -> set[int]:
    """The rows of a box of facts: two lines or more in a row with a tab between label and value."""
    rows = {i for i, line in enumerate(lines) if "\t" in text.raw[slice(*line.span)] and not line.listed}
    return {i for i in rows if not {i - 1, i + 1}.isdisjoint(rows)}


def _pieces(text: Text, line: Span) -> list[Span]:
    """A line, with the buttons and sign-offs that the page puts into it as pieces of their own."""
    raw = text.raw[slice(*line)]
    low = raw.lower()
    if not holds_any(low, _BUTTON_SIGNS):
        return [line]
    edges = [edge for button in _BUTTONS.finditer(text.raw, *line) for edge in button.span()]
    words = text.squeeze(*line)
    if not edges or (
        page_kind(words) == "furniture" and (not (named := _BUTTONS.sub("", words).strip()) or page_kind(named) == "furniture")
    ):
        return [line]
    pieces = (text.strip(a, b) for a, b in pairwise([line.start, *edges, line.end]))
    return [piece for piece in pieces if piece.end > piece.start]


def is_motto(name: str, words: str) -> bool:
    """Whether a line in small letters says what the site is whose short name stands above it ("a blog about hill towns")."""
    if not _MOTTO.match(words):
        return False
    named = len(name.split()) <= _NAME_WORDS and all(w[0].isupper() for w in name.split() if len(w) > _SMALL_WORD)
    return named and last_of_several(name) not in OPEN_ENDS and len(words.split()) <= HEADING_WORDS and not ends_finally(words)


def ends_finally(words: str) -> bool:
    """Whether a line ends in a final mark, closing quotes and brackets, and marks and numbers of notes, aside."""
    if words[-1:] in _NOTE_ENDS:
        words = _without_note(words)
    if words[-1:].isdecimal() and (note := _NOTE_NUMBER.search(words, max(0, len(words) - _NOTE_DIGITS))):
        words = words[: note.start()]
    return words.rstrip(_AFTER_FINAL)[-1:] in _FINAL


def _without_note(words: str) -> str:
    """A line without the notes in brackets at its end, or without the mark of one."""
    bare = before_notes(words, 0, len(words), _NOTE)
    mark = _NOTE_MARK.search(words, max(0, len(words) - _NOTE_DIGITS)) if bare == len(words) else None
    return words[: mark.start() if mark else bare]


def ends_small(words: str) -> bool:
    """Whether a line ends in a small word, in which nothing ends."""
    return words[words.rfind(" ") + 1 :] in _SMALL_ENDS


def last_of_several(words: str) -> str:
    """The last word of a line that has two or more; else nothing."""
    before, _, last = words.rpartition(" ")
    return last if before else ""


def is_abbreviated(words: str) -> bool:
    """Whether a few words end in an abbreviation, which ends no sentence ("Hill City, N.Y.")."""
    return _PLACE_END.search(words, max(0, len(words) - _PLACE_LETTERS)) is not None and len(words.split()) <= _PLACE_WORDS


def starts_like_heading(words: str) -> bool:
    """Whether the first letter is no lower-case one."""
    inner = words.lstrip(_OPENERS + " ")
    return bool(inner) and not inner[0].islower()
