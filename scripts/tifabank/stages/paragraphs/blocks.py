"""What a page sets around its text: running heads, a table of contents, the links under "See also"."""

from __future__ import annotations

import re
from collections import Counter

from tifabank.numbering import is_list_line
from tifabank.stages.paragraphs.dates import has_digit
from tifabank.stages.paragraphs.layout import Line, ends_finally, starts_like_heading
from tifabank.stages.paragraphs.page import holds_any
from tifabank.text import Text, fold

CONTENTS = re.compile(
    r"(?:in(?:side)? this (?:issue|article|report|section)|on this page|(?:table of )?contents):?(?: ?\[\w+\])?|目录", re.IGNORECASE
)
_CONTENTS_LINES = 80
PAGE_HEAD = "page_head"  # kind of a line until the title is known: a running head that repeats it is a title
_HEAD_WORDS = 10
_OPENING_LINES = 12
_NUMBER = re.compile(r"(?:[-–—]\s*)?(?:page\s+|p\.\s?)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–—])?", re.IGNORECASE)
_EDGE = re.compile(r"\A(?:page\s+)?\d{1,4}(?:\s*[|·•—–-]\s*|\s+)(?=[A-Za-z])|(?:\s*[|·•—–]\s*|\s+)(?:page\s+)?\d{1,4}\Z", re.IGNORECASE)
_SET_OFF = re.compile(
    r"\A\d{1,4}(?:\s{3,}|\s*[|·•—–]\s*)\S|(?:\S\s{3,}|[^\s\d]\s*[|·•—–]\s*)(?:[Pp]age\s)?\d{1,4}\Z"
)  # a page number at the edge
_PARTS = re.compile(r"\s[|·•—–]\s|\s{3,}")
_PART_SIGNS = "|·•—–"
_LINK_WORDS = 15
_REFERENCES = re.compile(r"references|notes|bibliography|citations|sources|works cited", re.IGNORECASE)
_LINKED = ("related_link", "page")
_LINKS = re.compile(
    r"(?:see also|related(?: (?:articles?|links|entries|pages|topics|news|stories|posts?|reading|content))?|further reading|external links|you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|read next|recommended(?: (?:for you|reading|articles|posts|stories))?|more (?:stories|news|opinion|analysis|coverage|commentary|features|like this|on this (?:topic|story|subject)|(?:from|by|in) [^.!?:]{3,40}))[:：]?|相关(?:阅读|链接|新闻)|延伸阅读|(?:往期|精彩)?(?:推荐|回顾|精选)(?:阅读)?",
    re.IGNORECASE,
)


def marked_heads(text: Text, lines: list[Line]) -> list[Line]:
    """The lines with running heads as such: what stands again at the edge of other pages, beside their numbers or inside a sentence."""
    opening: dict[str, int] = {}
    for i, line in enumerate(lines[:_OPENING_LINES]):
        raw = text.raw[slice(*line.span)]
        parted = raw != line.text or holds_any(raw, _PART_SIGNS)
        for part in (line.text, *(_PARTS.split(raw) if parted else ())):
            if len(part.split(maxsplit=_HEAD_WORDS)) <= _HEAD_WORDS:
                opening.setdefault(fold(part), i)
    times = Counter(fold(line.text) for line in lines if line.words <= _HEAD_WORDS)
    set_off = {i for i, line in enumerate(lines) if _is_set_off(text, line)}
    feet = Counter(_core(lines[i].text) for i in set_off)
    return [
        line._replace(kind=PAGE_HEAD) if _heads_page(lines, i, opening, times) or (i in set_off and _is_alone(lines, i, feet)) else line
        for i, line in enumerate(lines)
    ]


def _is_set_off(text: Text, line: Line) -> bool:
    """Whether a short line has a page number at its edge, set off from its words."""
    numbered = line.text[0].isdecimal() or line.text[-1].isdecimal()
    return numbered and not line.kind and line.words <= _HEAD_WORDS and bool(_SET_OFF.search(text.raw[slice(*line.span)]))


def _is_alone(lines: list[Line], i: int, feet: Counter[str]) -> bool:
    """Whether a line with its page number stands on other pages too, or inside a sentence, or in capitals."""
    core = _core(lines[i].text)
    return feet[core] > 1 or _is_inside(lines, i) or (lines[i].text.isupper() and len(core.split()) > 1)


def _is_inside(lines: list[Line], i: int) -> bool:
    """Whether a line stands between two parts of a sentence."""
    return 0 < i < len(lines) - 1 and not lines[i - 1].ends and lines[i + 1].text[0].islower()


def _heads_page(lines: list[Line], i: int, opening: dict[str, int], times: Counter[str]) -> bool:
    """Whether a line that stood above, or stands again, stands here at the edge of a page."""
    line = lines[i]
    if not i or line.kind or line.words > _HEAD_WORDS or not _is_like_head(line):
        return False
    core = _core(line.text)
    if len(core.split()) < 2:  # noqa: PLR2004
        return False
    first = opening.get(core, i)
    if core != fold(line.text):
        return first < i  # with its page number
    numbered = _NUMBER.fullmatch(lines[i - 1].text) or (i + 1 < len(lines) and _NUMBER.fullmatch(lines[i + 1].text))
    again = i >= _OPENING_LINES and times[core] > 1
    inside = _is_inside(lines, i) and first < i and not lines[first + 1].text[0].islower()
    return bool(numbered and (first < i or again)) or inside


def _is_like_head(line: Line) -> bool:
    return not line.ends and line.text[-1] not in ",;:，；：" and starts_like_heading(line.text)


def _core(words: str) -> str:
    """A line, folded and without a page number at its edge."""
    return fold(_EDGE.sub("", words) if has_digit(words) else words)


def contents(lines: list[Line], kinds: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Kinds with a table of contents as furniture: what follows "Contents" up to where its first line stands again."""
    for i, line in enumerate(lines[:-2]):
        if CONTENTS.fullmatch(line.text):
            first = _unnumbered(lines[i + 1].text)
            again = next((k for k in range(i + 2, min(i + _CONTENTS_LINES, len(lines))) if first in _heading_at(lines, k)), i + 1)
            kinds[i + 1 : again] = [("furniture", "page")] * (again - i - 1)
            kinds[i] = ("furniture", "page") if again > i + 1 else kinds[i]
    return kinds


def _heading_at(lines: list[Line], k: int) -> tuple[str, str]:
    """What a heading says on its line, and together with the next one ("Chapter I" above "General Provisions")."""
    one = _unnumbered(lines[k].text)
    return one, f"{one} {fold(lines[k + 1].text)}" if k + 1 < len(lines) else one


def _unnumbered(words: str) -> str:
    """A line of a table of contents, or the heading that it names, folded and without its number."""
    return re.sub(r"\A\d+(?:\.\d+)*[.)]?\s+", "", fold(words))


def linked(lines: list[Line], running: list[bool], kinds: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Kinds with the lines under a bare "See also" as related links, up to the next running text."""
    opener: int | None = None
    done = list(kinds)
    for i, line in enumerate(lines):
        if _LINKS.fullmatch(line.text):
            opener = i
            if line.kind != "furniture":
                done[i] = ("heading", "heading") if _is_edited(lines, i) else _LINKED
        elif opener is not None and (
            (running[i] and not _is_link_line(line.text)) or _is_edited(lines, i) or _REFERENCES.fullmatch(line.text)
        ):
            opener = None
        elif opener is not None and (running[i] or _can_be_linked(line, kinds[i])):
            done[i] = _LINKED
            if lines[opener].kind == "furniture":
                done[opener] = _LINKED  # the widget of a page is a box of links only where links follow
    return done


def _is_edited(lines: list[Line], i: int) -> bool:
    """Whether a line is a section of an encyclopedia, with its button."""
    return i + 1 < len(lines) and lines[i + 1].text.lower().startswith("[edit")


def _can_be_linked(line: Line, kind: tuple[str, str]) -> bool:
    return not line.kind and (kind[0] in ("heading", "furniture", "related_link") or kind == ("body", "body"))


def _is_link_line(words: str) -> bool:
    """Whether a list line names a page: short, without final mark, or a question."""
    ends = words[-1] in ":：;；,，" or ends_finally(words.rstrip("?？"))
    return is_list_line(words) and len(words.split()) <= _LINK_WORDS and not ends
