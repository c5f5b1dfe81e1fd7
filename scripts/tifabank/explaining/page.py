"""The lines of a dossier: headings, running words, cells and rows, set to a width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

from rich.cells import cell_len, chop_cells, set_cell_size

from tifabank.curated import spelled
from tifabank.explaining.record import Related
from tifabank.printing import one_line, visible

_WIDE = 110
"""Columns of a terminal from which on what a column means stands beside its cell, not below."""
_NARROWEST = 40


class Page:
    """Lines of a given width, without styles; Chinese characters are two columns wide.

    Running words are wrapped; what has to be copied in one piece, an id, an address or a hash, is never broken.
    """

    def __init__(self, width: int) -> None:
        self._width = max(width, _NARROWEST)
        self._lines: list[str] = []

    def head(self, title: str) -> None:
        """The heading of a part, with a rule to the right edge."""
        self._lines += ["", f"{title} {'─' * (self._width - cell_len(title) - 1)}"]

    def words(self, words: str, indent: int = 2) -> None:
        """Running words; nothing for none."""
        self._lines += [" " * indent + line for line in _wrapped(words, self._width - indent)]

    def whole(self, words: str, indent: int = 0) -> None:
        """One line; nothing for no words."""
        self._lines += [" " * indent + one_line(words)] if words else []

    def grid(self, rows: Iterable[Sequence[Any]], indent: int = 2) -> None:
        """Rows of a name, a value and, it may be, what that means: beside the value, or, where there is no room, below it."""
        listed = [(str(name), *map(in_words, more)) for name, *more in rows]
        left = indent + max((cell_len(name) for name, *_ in listed), default=0) + 2
        for name, value, *meaning in listed:
            cells = self._beside(value, meaning, self._width - left)
            for i, line in enumerate(cells):
                self._lines.append((" " * indent + name if i == 0 else "").ljust(left) + line)

    def _beside(self, value: str, meaning: Sequence[str], room: int) -> list[str]:
        """The lines of a value with what it means."""
        own = room * 3 // 5 if meaning and self._width >= _WIDE else room
        lines = _wrapped(value, own) or [""]
        told = [line for words in meaning for line in _wrapped(words, room - own - 2 if own < room else room - 2)]
        if own == room or any(cell_len(line) > own for line in lines):
            return [*lines, *(f"  {line}" for line in told)]
        return [f"{set_cell_size(line, own)}  {more}" for line, more in zip_longest(lines, told, fillvalue="")]

    def rows(self, rows: Iterable[tuple[str, Related]], indent: int = 2) -> None:
        """Other rows, each with a name before it: its id, and its words beside it or on the next line."""
        listed = list(rows)
        left = indent + max((cell_len(name) + 2 for name, _ in listed if name), default=0)
        for name, row in listed:
            before, label = (" " * indent + name).ljust(left) + row.id, visible(row.label + (f" ({row.label_zh})" if row.label_zh else ""))
            if cell_len(before) + 2 + cell_len(label) <= self._width:
                self._lines.append(f"{before}  {label}")
            else:
                self._lines += [before, " " * (left + 2) + _fitting(label, self._width - left - 2)]

    def text(self) -> str:
        """All lines, without blanks at their ends."""
        return "\n".join(line.rstrip() for line in self._lines)


def in_words(value: Any) -> str:
    """A cell in words: a dash for null."""
    return "–" if value is None else spelled(value)


def _wrapped(words: str, width: int) -> list[str]:
    """Lines of words; only writing without blanks, as Chinese is, is cut inside of what stands between two blanks."""
    lines = [""] if words.strip() else []
    for word in visible(words).split():
        for i, piece in enumerate([word] if word.isascii() else chop_cells(word, width)):
            longer = f"{lines[-1]} {piece}" if i == 0 and lines[-1] else lines[-1] + piece
            if lines[-1] and cell_len(longer) > width:
                lines.append(piece)
            else:
                lines[-1] = longer
    return lines


def _fitting(words: str, room: int) -> str:
    """Words on one line, cut at a word."""
    if cell_len(words) <= room:
        return words
    cut = chop_cells(words, room - 2)[0]
    head = cut.rpartition(" ")[0]
    return f"{(head if len(head) > len(cut) // 2 else cut).rstrip(' …')} …"
