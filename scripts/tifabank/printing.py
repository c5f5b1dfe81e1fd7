"""Text of strangers, shown: what stands as an escape depends on what it is shown for.

    one_line    messages and citations: line breaks, and all that steers a terminal or turns the direction of writing
    visible     text of many lines: the same, but tabs and line ends stay
    escaped     what is compared, or names a place: all that cannot be seen, odd spaces too
    json_of     JSON: all that cannot be seen, as it reads back as the same value

Pages escape by their templates.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

from tifabank.characters import ZERO_WIDTH

_STEERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|\r(?!\n)")
_UNSEEN = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]")


def one_line(message: str) -> str:
    """A message with line breaks, control and bidirectional characters and lone surrogates escaped as `repr` does.

    What only takes space, or none, stays.
    """
    return message if message.isprintable() else "".join(c if _takes_space(c) else _as_repr(c) for c in message)


def _takes_space(char: str) -> bool:
    return char in ZERO_WIDTH or unicodedata.category(char) == "Zs"


def escaped(text: str) -> str:
    """Text in which each character that cannot be seen, but for the plain space, stands as `repr` has it."""
    return text if text.isprintable() else "".join(map(_as_repr, text))


def _as_repr(char: str) -> str:
    return char if char.isprintable() else repr(char)[1:-1]


def visible(text: str) -> str:
    """Text in which characters that would steer a terminal, or turn the direction of writing, stand as escapes; tabs and line ends stay."""
    return _STEERS.sub(lambda match: match[0].encode("unicode_escape", "surrogatepass").decode(), text)


def json_of(value: Any) -> str:
    """JSON in which what would not be seen, or turn the order of what is, stands as escapes: it reads back as the same value."""
    return _UNSEEN.sub(lambda match: json.dumps(match[0])[1:-1], json.dumps(value, indent=2, ensure_ascii=False))
