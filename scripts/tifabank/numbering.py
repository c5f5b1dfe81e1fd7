"""Numbers as texts write them: counts in words, ordinals, and the signs that number headings and list lines."""

from __future__ import annotations

import re
from typing import NamedTuple

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = {word: 10 * i for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
CARDINALS = {word: i for i, word in enumerate(_UNITS.split(), 1)} | _TENS
_COMPOUND = "|".join(_TENS) + ")-(?:" + "|".join(_UNITS.split()[:9])
CARDINAL = f"(?:(?:{_COMPOUND})|{'|'.join(sorted(CARDINALS, key=len, reverse=True))})"
"""Regular expression for a count in English words, up to ninety-nine."""

_FIRST_NINETEEN = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = {word: i for i, word in enumerate(_FIRST_NINETEEN.split(), 1)}
_HAN_DIGITS = {c: i for i, c in enumerate("一二三四五六七八九", 1)}
_CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def cardinal(word: str) -> int | None:
    """Value of a count in words or digits; None if it is none."""
    word = word.lower()
    if word.isdecimal():
        return int(word)
    tens, _, unit = word.partition("-")
    if unit and tens in _TENS:
        return _TENS[tens] + CARDINALS[unit]
    return CARDINALS.get(word)


def han_number(text: str) -> int | None:
    """Value of a Chinese number below one hundred."""
    tens, ten, unit = text.rpartition("十")
    if not ten:
        return _HAN_DIGITS.get(text)
    if (tens and tens not in _HAN_DIGITS) or (unit and unit not in _HAN_DIGITS):
        return None
    return 10 * _HAN_DIGITS.get(tens, 1) + _HAN_DIGITS.get(unit, 0)


def roman(text: str) -> int | None:
    """Value of a Roman numeral below ninety, in one case; None if it is malformed."""
    if not re.fullmatch(r"(x{0,3}|xl|l)(ix|iv|v?i{0,3})", text.lower()) or not text:
        return None
    values = [_ROMAN[c] for c in text.lower()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


class Sign(NamedTuple):
    """A number sign that opens a line: its style (how it is written), its value and how many characters it takes."""

    style: str
    value: int
    length: int


_SIGN = re.compile(
    r"(?P<open>[(（\[]?)(?:(?P<digits>\d{1,3})|(?P<roman>[IVXL]+|[ivxl]+)|(?P<letter>[A-Za-z])|(?P<han>[一二三四五六七八九十]{1,3}))"
    r"(?P<close>[)）\]]?[.．、:]?)(?!\d)\s*"
    r"|(?P<circled>[\u2460-\u2473])\s*"
)
BULLET = re.compile(r"(?:[•‣◦▪▫■□●○◆◇★☆►▶▸➢➤❖☐☑✓✔✅✗✘❌·∙*]\ufe0f?\s*|[-–—+]\s+)(?=\S)")


_ARTICLE = re.compile(r"Article (\d{1,3})[.:]?\s+(?=\S)|第([一二三四五六七八九十]{1,3})条\s*(?=\S)")


def article(text: str, start: int, end: int) -> Sign | None:
    """The number of an article of a law at the start of a line ("Article 3", 第三条)."""
    match = _ARTICLE.match(text, start, end)
    value = (int(match[1]) if match[1] else han_number(match[2])) if match else None
    return Sign("article", value, match.end() - start) if match and value else None


def sign(text: str, start: int, end: int) -> Sign | None:
    """The number sign at the start of a line, if there is one ("1.", "(2)", "V.", "三、", "②")."""
    match = _SIGN.match(text, start, end)
    if not match or match.end() == end:
        return None
    if match["circled"]:
        return Sign("circled", _CIRCLED[match["circled"]], match.end() - start)
    if (match["letter"] or match["roman"]) and match["close"] == ":":
        return None  # "Q:", "A:" are speakers
    if not match["close"] or (match["open"] and match["close"][0] not in ")）]"):
        return None
    tight = not match[0][-1].isspace()
    if tight and match["close"] == "." and not match["open"] and not (match["digits"] or match["han"]):
        return None  # "U.S.", "A.B.": initials, not a number sign
    style, value = _valued(match)
    if value is None or not 0 < value < 100:  # noqa: PLR2004  # no list of these texts is longer, a year is no number sign
        return None
    return Sign(("bracket-" if match["close"][0] in ")）]" else "") + style, value, match.end() - start)


def _valued(match: re.Match[str]) -> tuple[str, int | None]:
    if match["digits"]:
        return "digits", int(match["digits"])
    if match["roman"] and (value := roman(match["roman"])):
        return ("ROMAN" if match["roman"].isupper() else "roman"), value
    letter = match["letter"] or match["roman"]
    if letter and len(letter) == 1:
        return ("LETTER" if letter.isupper() else "letter"), ord(letter.lower()) - ord("a") + 1
    return "han", han_number(match["han"]) if match["han"] else None


def is_list_line(words: str) -> bool:
    """Whether a line opens with a bullet or a number sign."""
    return bool(BULLET.match(words)) or sign(words, 0, len(words)) is not None


def completeness(kind: str, declared: int | None, given: int) -> str:
    """What a list's declared and given counts make of it, in the words of `enumerations.completeness`."""
    if kind == "named_only":
        return "named_only"
    if declared is None:
        return "undeclared"
    return "complete" if given == declared else "short" if given < declared else "over"
