"""Long alternations, of which only those branches are tried that can match at all.

A line of text opens like few of the hundred wordings that tell a page's own lines. The branches of such an alternation are sorted
once by the characters that each can begin with, as Python's own parser of regular expressions reads them; a line then meets the
branches for its first character only. What matches stays the same: a branch that cannot be sorted is tried on every line.
"""

from __future__ import annotations

import re
from functools import cached_property
from re import _parser  # type: ignore[attr-defined]  # not public: where it reads a branch in an unknown way, the branch is always tried
from typing import Any

from tifabank.characters import SPACES

Chars = frozenset[str]
_WIDEST = 512  # characters of a range that are told one by one; a wider one counts as any character
_DIGITS = {chr(code) for code in range(0x20000) if chr(code).isdecimal()}
_ZERO_WIDTH = ("AT", "ASSERT", "ASSERT_NOT")


class Branches:
    """An alternation that is matched at the start of a string."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern, self._flags = pattern, flags
        self._bar = "\n|" if flags & re.VERBOSE else "|"  # a branch may end in a comment
        self._by_first: dict[str, re.Pattern[str] | None] = {}

    def match(self, words: str) -> bool:
        """Whether a branch matches at the start."""
        pattern = self._for(words[:1])
        return pattern is not None and pattern.match(words) is not None

    def fullmatch(self, words: str) -> bool:
        """Whether a branch matches the whole string."""
        pattern = self._for(words[:1])
        return pattern is not None and pattern.fullmatch(words) is not None

    def _for(self, first: str) -> re.Pattern[str] | None:
        """The branches that can begin with a character, in their order; None if there are none."""
        if first not in self._by_first:
            forms = {first, first.lower(), first.upper()}  # as far as the pattern ignores case; otherwise a few more are tried in vain
            fitting = [branch for branch, firsts in self._sorted if firsts is None or not firsts.isdisjoint(forms)]
            self._by_first[first] = re.compile(self._bar.join(fitting), self._flags) if fitting else None
        return self._by_first[first]

    @cached_property
    def _sorted(self) -> list[tuple[str, Chars | None]]:
        """Each branch with the characters that it can begin with; None: with any, or empty."""
        branches = split(self._pattern)
        return [(branch, _firsts(list(_parser.parse(branch, self._flags)))) for branch in branches]


def split(pattern: str) -> list[str]:
    """The branches of a pattern, cut at the vertical bars outside its groups and character sets."""
    parts, depth, in_set, start = [], 0, False, 0
    for token in re.finditer(r"\\.|\[\^?\]?|[]()|]", pattern, re.DOTALL):
        sign = token[0]
        if in_set:
            in_set = sign != "]"
        elif sign[0] == "[":
            in_set = True
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and not depth:
            parts.append(pattern[start : token.start()])
            start = token.end()
    return [*parts, pattern[start:]]


def _firsts(parsed: list[Any]) -> Chars | None:
    """The characters that a parsed sequence can begin with; None if it can begin with any, or be empty."""
    found: Chars = frozenset()
    for op, argument in parsed:
        if str(op) in _ZERO_WIDTH:
            continue
        own, optional = _firsts_of(str(op), argument)
        if own is None:
            return None
        found |= own
        if not optional:
            return found
    return None


def _firsts_of(op: str, argument: Any) -> tuple[Chars | None, bool]:
    """What one element of a sequence can begin with, and whether it can be left out."""
    if op == "LITERAL":
        return frozenset({chr(argument), chr(argument).lower(), chr(argument).upper()}), False
    if op == "IN":
        return _of_set(argument), False
    if op in ("MAX_REPEAT", "MIN_REPEAT"):
        least, _, inner = argument
        return _firsts(list(inner)), least == 0
    if op == "SUBPATTERN":
        return _firsts(list(argument[-1])), False
    if op == "BRANCH":
        each = [_firsts(list(branch)) for branch in argument[1]]
        return (None if None in each else frozenset().union(*(chars for chars in each if chars))), False
    return None, False


def _of_set(items: list[Any]) -> Chars | None:
    """The characters of a set of them; None if it is told otherwise than by characters and short ranges."""
    chars: set[str] = set()
    for op, argument in items:
        if str(op) == "LITERAL":
            chars.add(chr(argument))
        elif str(argument) == "CATEGORY_DIGIT":
            chars |= _DIGITS
        elif str(argument) == "CATEGORY_SPACE":
            chars |= set(SPACES)
        elif str(op) == "RANGE" and argument[1] - argument[0] < _WIDEST:
            chars |= {chr(code) for code in range(argument[0], argument[1] + 1)}
        else:
            return None
    return frozenset(chars | {c.lower() for c in chars} | {c.upper() for c in chars})
