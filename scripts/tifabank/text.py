"""A document's text: raw characters, a folded copy with a map back, and the arithmetic of spans.

Folding is written here, and for labels in `folding.py`. The copy is made once per document: each run of white space becomes one space,
zero-width characters and line-end hyphenation dissolve, hyphens and apostrophes become ASCII. `plain` keeps the case, `lower`
is the same in lower case, character for character. Stages match on a copy and write raw offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice, product
from operator import add
from typing import Any, NamedTuple

from tifabank.characters import (
    BLANKS,
    HAN,
    IS_HAN,
    LINE_ENDS,
    SPACES,
    ZERO_WIDTH,
    Kinds,
    has,
    kinds_of,
    odd_blanks,
    odd_spaces,
    word_starts,
)
from tifabank.folding import alike, fold, fold_lines

__all__ = [
    "HAN",
    "ZERO_WIDTH",
    "RawText",
    "Reading",
    "Span",
    "Text",
    "before_notes",
    "first_words",
    "fold",
    "fold_lines",
    "squeeze",
]  # those who use a text know `HAN` and `fold` from here

_BREAKS = re.compile(f"[{LINE_ENDS}]")
_BLANK = re.compile(f"[{SPACES}{ZERO_WIDTH}]*")
_WORD = re.compile(r"\S+")
_LINE = re.compile(f"[^{LINE_ENDS}\x1c\x1d\x1e]+")
_HYPHENS = ("-", "\u2010", "\u2011", "\u2013")
_NOTE_NUMBER = re.compile(r"\[\d{1,3}\]\Z")
_LONGEST_NOTE = 50  # characters


class Span(NamedTuple):
    """A range of code points, zero-based, end exclusive."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Whether `other` lies inside, equal included."""
        return self.start <= other.start and other.end <= self.end


def squeeze(raw: str, start: int, end: int) -> str:
    """The slice with each run of white space folded to one space and the ends stripped."""
    return " ".join(raw[start:end].split())


def first_words(words: str, start: int, end: int, most: int = 1) -> list[str]:
    """The first words of a stretch, at most so many; the rest of it is not read."""
    return [word[0] for word in islice(_WORD.finditer(words, start, end), most)]


def before_notes(words: str, start: int, end: int, note: re.Pattern[str] = _NOTE_NUMBER) -> int:
    """Where a stretch ends without the notes at its end ("... for all.[3][4]"), each found from behind: there may be many."""
    while found := note.search(words, max(start, end - _LONGEST_NOTE), end):
        end = found.start()
    return end


class RawText(NamedTuple):
    """One file of raw/texts/ as received, with the id of its document."""

    document_id: str
    file: str
    data: bytes


class Reading(NamedTuple):
    """One folded copy of a text with the map back to raw offsets.

    `at[i]` is the folded position from which `shift[i]` is to be added to get the raw position.
    """

    plain: str
    lower: str
    at: list[int]
    shift: list[int]

    def raw(self, position: int) -> int:
        """Raw offset of the character at a folded position."""
        return position + self.shift[bisect_right(self.at, position) - 1]

    def stretch(self, position: int) -> tuple[int, int]:
        """What is to be added to a folded position to get the raw one, and the folded position up to which that holds."""
        i = bisect_right(self.at, position)
        return self.shift[i - 1], self.at[i] if i < len(self.at) else len(self.plain)

    def raw_end(self, end: int) -> int:
        """Raw offset after the character that ends at folded position `end`."""
        return self.raw(end - 1) + 1


class Text:
    """The text of one document.

    `raw` is the strictly decoded file. `first` is the reading used by all stages; `readings` adds, where zero-width characters
    or line-end hyphens leave it open, the other ways to read them.
    """

    def __init__(self, document_id: str, raw: str) -> None:
        self.document_id = document_id
        self.raw = raw
        self.memory: dict[tuple[str, int, int], Any] = {}
        """What several stages ask of the same stretch: a name and the stretch, and what was found."""

    @cached_property
    def kinds(self) -> Kinds:
        """The kinds of the raw characters."""
        return kinds_of(self.raw)

    @cached_property
    def has_han(self) -> bool:
        """Whether there are Han characters."""
        return bool(has(self.kinds, IS_HAN).any())

    @cached_property
    def _odd_blanks(self) -> list[tuple[int, int]]:
        return odd_blanks(self.kinds)

    @cached_property
    def first(self) -> Reading:
        """Zero-width characters count as nothing, a hyphen at a line end stays."""
        return self._read(zero_width="", keep_hyphen=True)

    @cached_property
    def readings(self) -> list[Reading]:
        """All distinct readings, at most four, the first one first."""
        if not any(map(self._is_open, self._odd_blanks)):
            return [self.first]
        rest = [self._read(zero_width=z, keep_hyphen=h) for z, h in product(("", " "), (True, False))]
        return list({r.plain: r for r in [self.first, *rest]}.values())

    @property
    def plain(self) -> str:
        """The first reading, case kept."""
        return self.first.plain

    @cached_property
    def _starts(self) -> list[int]:
        return list(map(add, self.first.at, self.first.shift))

    def folded(self, position: int) -> int:
        """Position in the first reading of the raw position, or of the next character that the reading keeps."""
        i = bisect_right(self._starts, position) - 1
        here = position - self.first.shift[i]
        return min(here, self.first.at[i + 1]) if i + 1 < len(self.first.at) else min(here, len(self.plain))

    def folded_ranges(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The ranges in the first reading of raw spans in order that do not overlap: what `folded` gives, in one pass."""
        ahead = zip([*self._starts[1:], len(self.raw) + 1], self.first.shift, [*self.first.at[1:], len(self.plain)], strict=True)
        following, shift, most = next(ahead)
        ranges = []
        for start, end in spans:
            while following <= start:
                following, shift, most = next(ahead)
            begin = min(start - shift, most)
            while following <= end:
                following, shift, most = next(ahead)
            ranges.append((begin, min(end - shift, most)))
        return ranges

    def unfold(self, start: int, end: int) -> Span:
        """The raw span of a range of the first reading that is not empty."""
        return Span(self.first.raw(start), self.first.raw_end(end))

    @cached_property
    def _odd_spaces(self) -> list[int]:
        return [*odd_spaces(self.kinds), len(self.raw)]

    @cached_property
    def _word_starts(self) -> list[int]:
        return word_starts(self.kinds)

    def squeeze(self, start: int, end: int) -> str:
        """The `text` cell of a span: a bare slice where single spaces are all the white space in it."""
        piece = self.raw[start:end]
        odd = self._odd_spaces
        if odd[bisect_left(odd, start, 0, len(odd) - 1)] >= end and piece[:1] != " " and piece[-1:] != " ":
            return piece
        return " ".join(piece.split())

    def first_words(self, start: int, end: int, most: int = 1) -> list[str]:
        """The first words of a span, at most so many, however long the span is."""
        return first_words(self.raw, start, end, most)

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in _BREAKS.finditer(self.raw)]

    def has_break(self, start: int, end: int) -> bool:
        """Whether a line ends inside a span."""
        i = bisect_left(self._breaks, start)
        return i < len(self._breaks) and self._breaks[i] < end

    def words(self, start: int, end: int) -> int:
        """How many words start in a span."""
        return bisect_left(self._word_starts, end) - bisect_left(self._word_starts, start)

    def row_id(self, kind: str, start: int, end: int) -> str:
        """The id of what was found at a span."""
        return f"{self.document_id}_{kind}{start}-{end}"

    def strip(self, start: int, end: int) -> Span:
        """The span without blank characters at its ends; empty spans stay at `start`."""
        raw = self.raw
        if start < end and raw[start] in BLANKS:
            inner = _BLANK.match(raw, start, end)
            start = inner.end() if inner else start
        while end > start and raw[end - 1] in BLANKS:
            end -= 1
        return Span(start, end)

    def lines(self) -> Iterator[Span]:
        """Physical lines that are not blank, without the blanks at their ends."""
        for match in _LINE.finditer(self.raw):
            span = self.strip(*match.span())
            if span.end > span.start:
                yield span

    def _is_open(self, blank: tuple[int, int]) -> bool:
        """Whether a run of blanks can be read in several ways: zero-width characters, or a hyphen at a line end before it."""
        start, end = blank
        run = self.raw[start:end]
        return not run.isspace() or (self.raw[start - 1 : start] in _HYPHENS and ("\n" in run or "\r" in run))

    def _read(self, *, zero_width: str, keep_hyphen: bool) -> Reading:
        text = alike(self.raw)
        parts: list[str] = []
        at, shift = [0], [0]
        done = length = 0
        for start, end in self._odd_blanks:
            glue = _glue(text, start, end, zero_width)
            cut = start - 1 if glue == "-" and not keep_hyphen else start
            glue = "" if glue == "-" else glue
            parts += (text[done:cut], glue)
            length += cut - done + len(glue)
            done = end
            at.append(length)
            shift.append(end - length)
        parts.append(text[done:])
        plain = "".join(parts)
        return Reading(plain, plain.lower(), at, shift)


def _glue(text: str, start: int, end: int, zero_width: str) -> str:
    """What a blank run reads as: a space, nothing, or "-" for a word broken at a line end."""
    run = text[start:end]
    if run[0] in ZERO_WIDTH and not any(map(str.isspace, run)):
        inside = start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()
        return zero_width if inside else ""
    broken = start > 1 and text[start - 1] == "-" and text[start - 2].isalnum() and end < len(text) and text[end].isalnum()
    return "-" if broken and _BREAKS.search(run) else " "
