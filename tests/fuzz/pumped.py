"""Every regular expression of tifabank on strings made from itself: each repeated part repeated many times, then something that fails.

An expression that can take the same characters in several ways tries them all before it fails; the time doubles with each repetition.

Usage: python -m tests.fuzz.pumped [strings for each repeated part, default 6]
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator
from random import Random
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_MANY = 30  # repetitions at which what doubles each time does not end
_DEAR = 0.1  # seconds; what does not double takes a thousandth of it
_ENDS = ("", "\x01", "!", " x", "\n", "z9")
_PATIENCE = 2  # seconds

_FEW = 3  # repetitions that cost little


class _SlowError(Exception):
    """An expression does not end."""


def patterns() -> dict[str, int]:
    """The expressions that are compiled when tifabank is imported, with their flags."""
    found: dict[str, int] = {}
    compile_ = re.compile

    def noted(pattern: Any, flags: int = 0) -> Any:
        made = compile_(pattern, flags)
        if isinstance(made.pattern, str) and inspect.stack(0)[1].frame.f_globals["__name__"].startswith("tifabank"):
            found[made.pattern] = int(made.flags)
        return made

    re.compile = noted  # type: ignore[assignment]
    try:
        import tifabank

        for module in pkgutil.walk_packages(tifabank.__path__, "tifabank."):
            if not module.name.endswith("__main__") and "plugins" not in module.name:
                importlib.import_module(module.name)
    finally:
        re.compile = compile_
    return found


class Pumped:
    """Strings of one expression."""

    def __init__(self, pattern: str, flags: int, random: Random) -> None:
        self._tree = _parser.parse(pattern, flags)
        self._random = random

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """What stands before a repeated part, and a string of that part."""
        yield from self._in(list(self._tree), "")

    def _in(self, nodes: list[Any], before: str) -> Iterator[tuple[str, str]]:
        for op, value in nodes:
            if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
                _, high, body = value
                if high > _FEW:
                    yield before, self._one(body)
                yield from self._in(list(body), before)
            for inner in self._inner(op, value):
                yield from self._in(list(inner), before)
            before += self._node(op, value)

    @staticmethod
    def _inner(op: Any, value: Any) -> list[Any]:
        if op is sre.SUBPATTERN:
            return [value[-1]]
        if op is sre.BRANCH:
            return list(value[1])
        if op is sre.ATOMIC_GROUP:
            return [value]
        return [value[1]] if op in (sre.ASSERT, sre.ASSERT_NOT) else []

    def _one(self, nodes: Any) -> str:
        return "".join(self._node(op, value) for op, value in nodes)

    def _node(self, op: Any, value: Any) -> str:
        match op:
            case sre.LITERAL:
                return chr(value)
            case sre.NOT_LITERAL:
                return "a" if value != ord("a") else "b"
            case sre.ANY:
                return self._random.choice("a b1.")
            case sre.IN:
                return self._set(value)
            case sre.BRANCH:
                return self._one(self._random.choice(value[1]))
            case sre.SUBPATTERN:
                return self._one(value[-1])
            case sre.ATOMIC_GROUP:
                return self._one(value)
            case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT:
                low, high, body = value
                times = self._random.randint(int(low), min(int(high), int(low) + 2))
                return "".join(self._one(body) for _ in range(times))
        return ""

    def _set(self, items: list[Any]) -> str:
        options: list[str] = []
        negated = items[0][0] is sre.NEGATE
        wanted = re.compile("[" + ("^" if negated else "") + "".join(map(self._source, items[negated:])) + "]")
        options = [c for c in "aZ 1.-,;:'()|/\u3000。，、一平>»\n_\"“”" if wanted.match(c)]
        options += [chr(v) for o, v in items if o is sre.LITERAL and not negated][:8]
        return self._random.choice(options or [""])

    @staticmethod
    def _source(item: Any) -> str:
        op, value = item
        if op is sre.LITERAL:
            return re.escape(chr(value))
        if op is sre.RANGE:
            return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        return {
            sre.CATEGORY_DIGIT: r"\d",
            sre.CATEGORY_NOT_DIGIT: r"\D",
            sre.CATEGORY_SPACE: r"\s",
            sre.CATEGORY_NOT_SPACE: r"\S",
            sre.CATEGORY_WORD: r"\w",
            sre.CATEGORY_NOT_WORD: r"\W",
        }[value]


def seconds(wanted: re.Pattern[str], text: str) -> float:
    """Time of a match at the start of a text and of the whole of it; `_PATIENCE` if it does not end."""

    def stop(*_: Any) -> None:
        raise _SlowError

    signal.signal(signal.SIGALRM, stop)
    start = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, 4 * _PATIENCE)
    try:
        wanted.match(text)
        wanted.fullmatch(text)
    except _SlowError:
        return float(_PATIENCE)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - start


def doubling(rounds: int) -> Iterator[str]:
    """The expressions that do not end on a string of theirs, each with the string."""
    random = Random(1)  # the same strings each time
    for pattern, flags in patterns().items():
        wanted = re.compile(pattern, flags)
        pumped = (one for _ in range(rounds) for one in Pumped(pattern, flags, random))
        for before, part in pumped:
            slow = [text for end in _ENDS if part and seconds(wanted, text := before + part * _MANY + end) > _DEAR]
            if slow:
                yield f"{pattern[:200]!r} on {slow[0][:200]!r}"
                break


def main() -> None:
    """Tell the slow expressions; exit status 1 if there are any."""
    found = 0
    for told in doubling(int(sys.argv[1]) if len(sys.argv) > 1 else 6):
        found = 1
        print(told, flush=True)
    sys.exit(found)


if __name__ == "__main__":
    main()
