"""One kind of failure: bad input, collected and told once, each problem a line with file, place and remedy."""

from __future__ import annotations


class InputError(Exception):
    """Bad input. `problems` are one-line messages; previous outputs are untouched when it is raised."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
