"""One kind of failure: bad input, collected and told once, each problem a line with file, place and remedy."""

from __future__ import annotations

import unicodedata

from tifabank.characters import ZERO_WIDTH


class InputError(Exception):
    """Bad input. `problems` are one-line messages; previous outputs are untouched when it is raised."""

    def __init__(self, *problems: str) -> None:
        self.problems = tuple(map(one_line, problems))
        super().__init__(*self.problems)  # which is what comes back from another process

    def __str__(self) -> str:
        return "\n".join(self.problems)


def one_line(message: str) -> str:
    """A message with line breaks, control and bidirectional characters and lone surrogates escaped as `repr` does.

    What only takes space, or none, stays.
    """
    return message if message.isprintable() else "".join(map(_shown, message))


def _shown(char: str) -> str:
    stays = char.isprintable() or char in ZERO_WIDTH or unicodedata.category(char) == "Zs"
    return char if stays else repr(char)[1:-1]
