"""One kind of failure: bad input, collected and told once, each problem a line with file, place and remedy."""

from __future__ import annotations

from tifabank.printing import one_line


class InputError(Exception):
    """Bad input. `problems` are one-line messages; previous outputs are untouched when it is raised."""

    def __init__(self, *problems: str) -> None:
        self.problems = tuple(map(one_line, problems))
        super().__init__(*self.problems)  # which is what comes back from another process

    def __str__(self) -> str:
        return "\n".join(self.problems)
