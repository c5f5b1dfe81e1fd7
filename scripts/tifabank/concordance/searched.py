"""A document as it is searched: its folded text, its paragraphs, and what rows say of any place in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from tifabank.text import HAN, Text

_TOKEN = re.compile(rf"[^\W_{HAN}]+(?:['.&-][^\W_{HAN}]+)*|[{HAN}]")


class Stretch(NamedTuple):
    """A row as a span: raw code points, zero-based, end exclusive; `told` is what the row says there."""

    start: int
    end: int
    row_id: str
    told: str = ""


class Token(NamedTuple):
    """A word, or a Chinese character, at its place in the folded text; `word` is in lower case, `form` as it stands."""

    word: str
    form: str
    start: int
    end: int


class Hit(NamedTuple):
    """An occurrence: raw code points, and the number of its paragraph."""

    start: int
    end: int
    paragraph: int


def tokens(plain: str, start: int, end: int) -> Iterator[Token]:
    """The words of a range of folded text."""
    return (Token(m.group().lower(), m.group(), m.start(), m.end()) for m in _TOKEN.finditer(plain, start, end))


class Stretches:
    """Rows of one table in a document, asked by place."""

    def __init__(self, found: Iterable[Stretch]) -> None:
        self.all = sorted(found)
        self._starts = [one.start for one in self.all]
        self._longest = max((one.end - one.start for one in self.all), default=0)

    def touching(self, start: int, end: int) -> list[Stretch]:
        """The rows that a range touches, in order."""
        first = bisect_left(self._starts, start - self._longest)
        return [one for one in self.all[first : bisect_left(self._starts, end)] if one.end > start]

    def holding(self, start: int, end: int) -> Stretch | None:
        """The innermost row that holds a range."""
        found = [one for one in self.touching(start, end) if one.start <= start and end <= one.end]
        return min(found, key=lambda one: one.end - one.start, default=None)


class Searched:
    """A document as it is searched."""

    def __init__(self, document: Mapping[str, Any], paragraphs: Sequence[Stretch], rows: Mapping[str, Iterable[Stretch]]) -> None:
        """What is known of a document.

        Args:
            document: its row of `documents`.
            paragraphs: its paragraphs in order; each tells its kind.
            rows: other rows by table: `sentences`, `attributions` (which tell the speaker), `text_issues`, `mentions` (the concept).
        """
        self.document = document
        self.text = Text(document["document_id"], document["text"])
        self.paragraphs = paragraphs
        self.rows = {table: Stretches(found) for table, found in rows.items()}

    @cached_property
    def _ranges(self) -> list[tuple[int, int]]:
        """Paragraphs as ranges of the folded text."""
        return self.text.folded_ranges((p.start, p.end) for p in self.paragraphs)

    def chosen(self, kinds: frozenset[str]) -> list[int]:
        """The numbers of the paragraphs of these kinds; of all, if none is named."""
        return [i for i, p in enumerate(self.paragraphs) if not kinds or p.told in kinds]

    def hits(self, wanted: re.Pattern[str], kinds: frozenset[str]) -> Iterator[Hit]:
        """The occurrences of a pattern in paragraphs of these kinds, in order."""
        for i in self.chosen(kinds):
            for match in wanted.finditer(self.text.plain, *self._ranges[i]):
                if match.end() > match.start():
                    yield Hit(*self.text.unfold(*match.span()), i)

    def of_rows(self, table: str, told: str, kinds: frozenset[str]) -> Iterator[Hit]:
        """The rows of a table that say something, as hits in paragraphs of these kinds."""
        starts = [p.start for p in self.paragraphs]
        for one in self.rows[table].all:
            paragraph = bisect_right(starts, one.start) - 1
            if one.told == told and paragraph >= 0 and (not kinds or self.paragraphs[paragraph].told in kinds):
                yield Hit(one.start, one.end, paragraph)

    @cached_property
    def units(self) -> list[Stretch]:
        """What words stand together in: the sentences, and the paragraphs that have none; each tells the kind of its paragraph."""
        found = []
        for paragraph in self.paragraphs:
            own = self.rows["sentences"].touching(paragraph.start, paragraph.end)
            found += [one._replace(told=paragraph.told) for one in own] or [paragraph]
        return found

    @cached_property
    def tokens(self) -> list[list[Token]]:
        """The words of each unit."""
        ranges = self.text.folded_ranges((unit.start, unit.end) for unit in self.units)
        return [list(tokens(self.text.plain, a, b)) for a, b in ranges]

    @cached_property
    def _unit_starts(self) -> list[int]:
        return [unit.start for unit in self.units]

    def unit_of(self, hit: Hit) -> int | None:
        """The number of the unit that a hit starts in."""
        place = bisect_right(self._unit_starts, hit.start) - 1
        return place if place >= 0 and self.units[place].end > hit.start else None

    def of_kinds(self, kinds: frozenset[str]) -> list[int]:
        """The numbers of the units in paragraphs of these kinds; of all, if none is named."""
        return [i for i, unit in enumerate(self.units) if not kinds or unit.told in kinds]

    def phrases(self, unit: int) -> list[list[Token]]:
        """The words of a unit, cut wherever a mark stands between two of them."""
        found: list[list[Token]] = []
        end = None
        for token in self.tokens[unit]:
            if end is None or self.text.plain[end : token.start].strip(" "):
                found.append([])
            found[-1].append(token)
            end = token.end
        return found
