"""Lines that the page, not the text, put there: what their wording gives away."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tifabank.stages.paragraphs.dates import has_date, has_digit, is_dateline, opens_with_date
from tifabank.stages.paragraphs.wordings import (
    ALWAYS_FURNITURE,
    BYLINE,
    BYLINE_NUMBERED,
    CAPTION,
    CAPTION_TAIL,
    FURNITURE,
    ISSUE,
    NOTICE,
    NOTICE_WORDS,
    PAGES,
    REDIRECTED,
    RELATED,
    SLUG,
    TRAIL,
    TRAIL_SIGNS,
)

_CAPTION_LENGTH, _BYLINE_LENGTH = 400, 200  # characters
_SHORT = 12  # words; longer lines are text even if they open like furniture
_LONG = re.compile(rf"(?:[\W_]*[^\W_]\S*(?:\s|\Z)){{{_SHORT + 1}}}")  # so many words with a letter or digit and one more
_LETTER = re.compile(r"[^\W_]")
_TAIL_LENGTH = 140  # characters in which the end of a caption is looked for
_TAIL_SIGNS = tuple(  # without one of which no caption ends so
    "photo / image picture illustration graphic map credit 摄 getty shutterstock alamy vcg cfp handout istock".split()
)
_SITE = re.compile(r"[^|]{1,30}\s\|\s[^|]{1,30}")  # "River News | Business"
_MENU = re.compile(r"[^|]{1,60}(?:\|[^|]{1,40}){2,}")
_CREDITS = re.compile(
    r"(?:\Awriter|\|\s*(?:author|writer|source|editor|reporter|posted|published|updated|by|来源|作者|编辑))\s*[:：]", re.IGNORECASE
)  # "2024-03-21 | Author: Li Na"
_SITE_WORDS = 5
_NAVIGATION = frozenset(
    "home news services service about contact us search site this log in out login logout sign up register share print tweet facebook twitter "
    "wechat weibo email e-mail mail font size large medium small normal a a+ a- aa events people donate research publications publication archive archives "
    "gallery forum shop blog subscribe newsletter menu next prev previous page first last back top comments comment views likes video videos photos "
    "photo topics multimedia english chinese 中文 en zh cn rss careers jobs media press library resources projects programmes programs government open "
    "politics world business culture sport sports opinion society economy local national international china technology science health travel "
    "edit source talk history view read watch "
    "interaction affairs services topics special columns our work team staff mission support join follow download pdf favorite favourites favorites".split()
)
_NUMBERED_HEADING = re.compile(r"(?:[IVXL]+|\d{1,2})[.、)]\s+[A-Z]")  # "II. Our work in 2017" is no menu
_BETWEEN_LINKS = re.compile(r"[\s|·•/,\[\]()（）:<>«»‹›]+")
_NAVIGATION_SHARE = 0.7
_BUTTON_SIGNS = ("log", "sign", "subscribe", "newsletter", "register", "menu", "search", "donate", "≡", "☰")
_BUTTON = re.compile(
    r"\b(?:subscribe|newsletter|(?:log|sign)[ -]?in|(?:log|sign)[ -]?up|sign[ -]?out|log[ -]?out|register|menu|search|donate)\b|[≡☰]",
    re.IGNORECASE,
)
_TWO_BUTTONS = 2  # no title has two
_BY_SENTENCE = re.compile(
    r"by(?:\s+\S+){5,}[.!?。]|.{8,}[?？！。]", re.IGNORECASE
)  # "By 2035 we shall ..." is text, "by Li Na, The News" is none


def page_kind(words: str) -> str | None:
    """The kind that a line's wording gives away (furniture, related_link, caption, byline), or None."""
    low = words.lower()
    short = words.count(" ") < _SHORT or _LONG.match(words) is None
    numbered = has_digit(words)
    if short and numbered and opens_with_date(words) and is_dateline(words):
        return "byline"
    if _is_furniture(words, low, short=short, numbered=numbered):
        return "furniture"
    if RELATED.match(words.lstrip("[(（【> ")) or ("redirects" in low and REDIRECTED.match(words.lstrip("[(（【> "))):
        return "related_link"
    if CAPTION.match(words.lstrip("[(（【 ")) or (len(words) < _CAPTION_LENGTH and _ends_as_caption(words, low)):
        return "caption"
    if len(words) < _BYLINE_LENGTH and _is_byline(words, numbered=numbered):
        return "byline"
    if short and numbered and words[-1] != "." and is_dateline(words):
        return "byline"
    barred = short and "|" in words
    return "furniture" if barred and (_MENU.fullmatch(words) or (len(words.split()) <= _SITE_WORDS and _SITE.fullmatch(words))) else None


def holds_any(words: str, signs: Iterable[str]) -> bool:
    """Whether one of a few words or signs stands in a line: the cheap question before a dear pattern."""
    return any(map(words.__contains__, signs))


def _is_furniture(words: str, low: str, *, short: bool, numbered: bool) -> bool:
    """Whether a line, which is given in lower case as well, is the page's furniture."""
    if _LETTER.search(words) is None or ALWAYS_FURNITURE.match(words) or SLUG.fullmatch(words):
        return True
    if "vol." in low and PAGES.match(words):
        return True
    return short and (
        _is_worded_as_furniture(words.strip("☰≡▼▲▾ㄑ‹› "), low, numbered=numbered) or _is_menu(words, low) or _has_buttons(words, low)
    )


def _is_worded_as_furniture(words: str, low: str, *, numbered: bool) -> bool:
    return (
        FURNITURE.fullmatch(words) is not None
        or (TRAIL_SIGNS.search(words) is not None and TRAIL.fullmatch(words) is not None)
        or (numbered and ISSUE.fullmatch(words) is not None)
        or (holds_any(low, NOTICE_WORDS) and NOTICE.fullmatch(words) is not None)
    )


def _is_menu(words: str, low: str) -> bool:
    """Whether a line is made of words of navigation: a menu, share and font buttons, a pager."""
    if words[-1] in ".!?。":
        return False
    tokens = [t for t in _BETWEEN_LINKS.split(low) if t]
    known = sum(t in _NAVIGATION for t in tokens)
    return (
        known > 1
        and len(tokens) > 2  # noqa: PLR2004
        and known + sum(t.isdecimal() for t in tokens) >= _NAVIGATION_SHARE * len(tokens)
        and not _NUMBERED_HEADING.match(words)
        and not has_date(words)
    )


def _has_buttons(words: str, low: str) -> bool:
    """Whether a line is a masthead with the buttons of its page ("RIVER PRESS Menu Search Subscribe")."""
    if words[-1] in ".!?。,;:" or not holds_any(low, _BUTTON_SIGNS):
        return False
    return len({b[0].lower() for b in _BUTTON.finditer(words)}) >= _TWO_BUTTONS


def _ends_as_caption(words: str, low: str) -> bool:
    if not holds_any(low, _TAIL_SIGNS):
        return False
    words = words.rstrip(" |")
    return any(m.end() == len(words) for m in CAPTION_TAIL.finditer(words, max(0, len(words) - _TAIL_LENGTH)))


def _is_byline(words: str, *, numbered: bool) -> bool:
    """Whether a line is worded as a byline, or ends in credits ("2024-03-21 | Author: Li Na")."""
    worded = BYLINE.fullmatch(words) or (numbered and BYLINE_NUMBERED.fullmatch(words) is not None)
    if worded and not _BY_SENTENCE.fullmatch(words) and not _names_nobody(words):
        return True
    return (":" in words or "：" in words) and _CREDITS.search(words) is not None


def _names_nobody(words: str) -> bool:
    """Whether a line opens with "by" but goes on like a title ("By bicycle along the Grand Canal")."""
    rest = words.split()[1:] if words.lower().startswith("by ") else []
    return len(rest) > 2 and rest[0].islower() and rest[0] not in ("our", "the", "staff", "admin", "editor")  # noqa: PLR2004
