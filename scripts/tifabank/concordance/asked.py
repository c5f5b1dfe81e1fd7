"""What is asked for: a word, a phrase, or one with wildcards, as a pattern over folded text."""

from __future__ import annotations

import re

from tifabank.characters import MARKS
from tifabank.folding import fold_keeping_case, spellings
from tifabank.text import HAN

LONGEST = 200
"""Characters of a question that are read."""
_LETTER = rf"\w[{MARKS}]{{0,2}}"
_LETTERS = rf"(?:[\w{MARKS}]|['.&-](?=\w)){{0,30}}"  # bounded, so that one word cannot be tried at great length
_MOST_OPEN = 2  # asterisks in one word that are told apart, for the same reason
_ANY_WORD = r"(?>\S{1,60})"
_BEFORE, _AFTER = rf"(?<![\w{MARKS}-])", rf"(?![\w{MARKS}])"
_SAYS = re.compile(r"\w")
_HAN = re.compile(f"[{HAN}]")


def pattern(asked: str, *, case: bool) -> re.Pattern[str] | None:
    """The pattern of a question over the first reading of a text; None if nothing is asked for.

    A word stands for itself, `*` in it for any letters, `?` for one letter; `*` alone is any one word. Boundaries are those of mentions:
    no letter, digit or hyphen directly before, no letter or digit directly after, and none is asked for next to Chinese characters.

    Args:
        asked: words parted by blanks.
        case: whether case counts.
    """
    words = fold_keeping_case(asked[:LONGEST]).split()
    if not any(_SAYS.search(word) for word in words):
        return None
    inner = " ".join(map(_word, words))
    before = "" if _is_closed(words[0][0]) else _BEFORE
    after = "" if _is_closed(words[-1][-1]) else _AFTER
    return re.compile(f"{before}{inner}{after}", re.NOFLAG if case else re.IGNORECASE)


def _word(word: str) -> str:
    """The pattern of one word, which once found is not tried again in another way: what follows it has no say in it.

    What stands after its second asterisk counts up to the next one; from there on the word is open.
    """
    if set(word) == {"*"}:
        return _ANY_WORD
    *pieces, last = word.split("*", _MOST_OPEN)
    last, open_end, _ = last.partition("*")
    inner = _LETTERS.join("".join(_LETTER if c == "?" else _one(c) for c in piece) for piece in [*pieces, last])
    return f"(?>{inner}{_LETTERS if open_end else ''})"


def _one(char: str) -> str:
    """The pattern of one character, however it is spelt."""
    one, *others = map(re.escape, spellings(char))
    return f"(?:{'|'.join([*others, one])})" if others else one


def _is_closed(char: str) -> bool:
    """Whether no boundary is asked for at a character: it is no part of a word, or a Chinese one."""
    return bool(_HAN.match(char)) or not (_SAYS.match(char) or char in "*?")
