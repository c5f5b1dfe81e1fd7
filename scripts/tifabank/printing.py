"""Text of strangers, printed: nothing in it steers a terminal."""

from __future__ import annotations

import json
import re
from typing import Any

_STEERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|\r(?!\n)")


def visible(text: str) -> str:
    """Text in which characters that would steer a terminal, or turn the direction of writing, stand as escapes; tabs and line ends stay."""
    return _STEERS.sub(lambda match: match[0].encode("unicode_escape", "surrogatepass").decode(), text)


def json_of(value: Any) -> str:
    """JSON in which such characters stand as escapes too: it reads back as the same value."""
    return _STEERS.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False, indent=2))
