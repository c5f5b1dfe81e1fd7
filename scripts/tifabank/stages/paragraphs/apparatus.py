"""Lines that a page or a form sets around and into a text, told by their shape and their neighbours rather than by their wording.

Records of a database and heads of a letter ("Label: value", several of them), time stamps, numbers of slides, lines of a table of
contents with dots, addresses of the net, and who speaks in a thread of posts. Source: annotation guidelines, Paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter

from tifabank.stages.paragraphs.dates import has_date, has_time, is_dateline
from tifabank.stages.paragraphs.layout import Line, ends_finally
from tifabank.text import HAN

_FRONT = 30  # lines in which the record of a text stands
_LEAST_FIELDS = 3
_FIELD = re.compile(rf"(?P<label>[A-Z][\w./'’-]*(?: [\w./'’-]+){{0,3}}?(?:-[{HAN}]+)?|[{HAN}]{{2,6}}) ?[:：] ?(?P<value>\S.*)")
_VALUE_WORDS, _SHORT_VALUE = 25, 4
_TITLED = re.compile(rf"(?:\w+ )?(?:title|subject|headline|re|fwd?)(?:-[{HAN}]+)?|标题|题名|主题", re.IGNORECASE)
_TOLD = re.compile(
    rf"(?:abstract|summary|key ?-?words?|topics?|description|contents?|body|text|notes?|transcript|interview|speech|video)(?:-[{HAN}]+)?|摘要|关键词|内容",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"length|pages?|views?|reads|hits|downloads?|cited|followers|comments|likes", re.IGNORECASE)
_NUMBERED_LABEL = re.compile(r"\d|\b(?:part|chapter|section|appendix|annex)\b", re.IGNORECASE)
_TIME = re.compile(r"[\[(（]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?(?P<zone>[ap]\.?m\.?|[A-Z]{2,4}))?[\])）]?", re.IGNORECASE)
_SHEET = re.compile(r"[\[(]?(?:slide|sheet|frame|image|screen)\s\d+(?:\s?(?:of|/)\s?\d+)?[\])]?(?:\s[A-Z]\w+){0,3}|#\d{1,4}", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\.\s?){4,}\d{1,4}\Z|…{2,}\s?\d{1,4}\Z")
_LEADERS_LENGTH = 200  # characters at the end of a line that hold them
_ADDRESS = re.compile(r"https?://\S|\bwww\.\w|[\w.-]@[\w-]+\.\w", re.IGNORECASE)
_ADDRESS_WORDS = 12
_POST_HEAD = re.compile(r"by\s\S+(?:\s\S+){0,2}\s[»|·•]\s", re.IGNORECASE)
_QUOTED = re.compile(r"\S+(?: \S+){0,2} (?:wrote|writes|said)[:：]")
_COMMENTER = re.compile(r"\S.{0,40}\s(?:says|said|writes|wrote|comments|replies)[:：]")
_POSTER_WORDS = 3
_THREAD_LINES = 60  # in which a quoted post is looked for


def marked(lines: list[Line]) -> list[Line]:
    """The lines with those kinds that shape and neighbours give away."""
    fields = _fields(lines)
    posts = sum(line.kind == "byline" and has_time(line.text) for line in lines) > 1
    return [line._replace(kind=fields.get(i) or _kind(lines, i, posts=posts)) for i, line in enumerate(lines)]


def _fields(lines: list[Line]) -> dict[int, str]:
    """The lines of a record above the text with their kinds, if there are enough of them."""
    found = {i: match for i, line in enumerate(lines[:_FRONT]) if (match := _field(line.text)) and not (i == 0 and _is_headline(match))}
    if not found:
        return {}
    named = {i: match for i, match in found.items() if _names(lines[i], match)}
    values = Counter(match["value"] for match in named.values())
    named = {i: match for i, match in named.items() if values[match["value"]] == 1 and not _is_trail(match["label"])}
    stop = _first_sentence(lines)
    above = {i for i in named if i < stop and not {i - 1, i + 1}.isdisjoint(named)}
    if len({named[i]["label"] for i in above}) < _LEAST_FIELDS:
        return {}
    return {i: _field_kind(match) for i, match in named.items() if i in above}


def _field(words: str) -> re.Match[str] | None:
    """A line as a field: its label and its value."""
    return _FIELD.fullmatch(words) if ":" in words or "：" in words else None


def _is_headline(field: re.Match[str]) -> bool:
    """Whether the first line of a page is a headline with a rubric ("Headlines: How a town lives"), not a field with a short value."""
    return (
        not _TITLED.fullmatch(field["label"])
        and len(field["value"].split()) > _SHORT_VALUE
        and any(w[0].islower() for w in field["value"].split())
    )


def _is_trail(label: str) -> bool:
    """Whether a label is a trail of links ("Forum/Opinions/Li Na")."""
    return "/" in label and " " in label


def _field_kind(field: re.Match[str]) -> str:
    """The kind of a field: the title, a mere count ("Length: 118 words"), or what else is said of the text."""
    if _TITLED.fullmatch(field["label"]):
        return "title"
    return "furniture" if _COUNTED.match(field["label"]) and field["value"][0].isdigit() else "byline"


def labelled_title(words: str) -> str | None:
    """The title that a field of a record gives ("Title: ...", "Subject: ...")."""
    field = _field(words)
    return field["value"] if field and _TITLED.fullmatch(field["label"]) else None


def is_role(words: str) -> bool:
    """Whether a line names somebody in a role ("Moderator: Li Na, Hill Institute"): a field whose label has no number."""
    field = _field(words)
    return field is not None and field["value"][0].isupper() and not _NUMBERED_LABEL.search(field["label"])


def _names(line: Line, field: re.Match[str]) -> bool:
    """Whether a field says what a text is and whose; no part of the text and no link or button of the page."""
    return line.kind in (None, "byline") and not _TOLD.fullmatch(field["label"]) and _is_value(field)


def _first_sentence(lines: list[Line]) -> int:
    """Index of the first line that is a sentence of its own, without a label."""
    return next((i for i, line in enumerate(lines) if not line.kind and line.ends and not _field(line.text)), len(lines))


def _is_value(field: re.Match[str]) -> bool:
    """Whether what stands after a label is no sentence, but for a title that asks, and no blank to fill in."""
    words = field["value"].rstrip("?？") if _TITLED.fullmatch(field["label"]) else field["value"]
    return len(words.split()) <= _VALUE_WORDS and not ends_finally(words) and "__" not in words and words[0] not in "\"“'‘"


def _kind(lines: list[Line], i: int, *, posts: bool) -> str | None:
    line = lines[i]
    if _POST_HEAD.match(line.text) and has_date(line.text):
        return "byline"
    time = _TIME.fullmatch(line.text)
    if line.kind == "related_link" or (line.kind and not time):
        return line.kind
    if time:
        return "byline" if time["zone"] else "furniture"
    if _SHEET.fullmatch(line.text) or _has_leaders(line.text) or _is_address(line):
        return "furniture"
    if _opens_post(lines, i, posts=posts):
        return "byline"
    quoted = line.text[-1] in ":：" and _QUOTED.fullmatch(line.text) is not None
    return "furniture" if quoted and _stood_before(lines, i) else line.kind


def _has_leaders(words: str) -> bool:
    """Whether a line leads by dots to the number of its page."""
    return words[-1].isdecimal() and _LEADERS.search(words, max(0, len(words) - _LEADERS_LENGTH)) is not None


def _is_address(line: Line) -> bool:
    """Whether a line is little more than an address of the net."""
    return line.words <= _ADDRESS_WORDS and not line.ends and _ADDRESS.search(line.text) is not None


def _opens_post(lines: list[Line], i: int, *, posts: bool) -> bool:
    """Whether a line names who wrote what stands below its date ("Old Ge says:"); among other `posts` a name alone does."""
    line = lines[i]
    if i + 1 == len(lines):
        return False
    below = lines[i + 1].text
    named = posts and line.words <= _POSTER_WORDS and not line.ends and has_time(below)
    return (named or (line.text[-1] in ":：" and _COMMENTER.fullmatch(line.text) is not None)) and is_dateline(below)


def _stood_before(lines: list[Line], i: int) -> bool:
    """Whether what follows repeats an earlier line: a quotation in a thread of posts."""
    return i + 1 < len(lines) and any(lines[i + 1].text in line.text for line in lines[max(0, i - _THREAD_LINES) : i])
