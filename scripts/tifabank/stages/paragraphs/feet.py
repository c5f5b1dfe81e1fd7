"""The foot of a page: short lines among those of the page, after the text has ended, are the page's too.

Source: annotation guidelines, Paragraphs.
"""

from __future__ import annotations

from tifabank.stages.paragraphs.layout import Line, ends_finally
from tifabank.text import fold

Kinds = list[tuple[str, str]]
_FOOT_LINES = 15
_TEXT_WORDS, _NOTICE_WORDS = 18, 16  # a paragraph of the text has more; a notice of the page has at most so many
_PAGE = ("furniture", "page")
_HEADING = ("heading", "heading")
_OF_PAGE = ("furniture", "related_link")


def footed(lines: list[Line], kinds: Kinds, title: str | None) -> Kinds:
    """Kinds with the short sentences between the last lines of a page, and with what names the title there, as the page's; nothing is headed there."""
    first = _foot(lines, kinds)
    done = list(kinds)
    for i in range(first, len(lines)):
        if kinds[i][0] == "body" and (_is_notice(lines, done, i) or (title and _names(lines[i], title))):
            done[i] = _PAGE
    last = max((i for i, (kind, _) in enumerate(done) if kind == "body"), default=len(done))
    for i in range(last + 1, len(done)):
        if done[i] == _HEADING and all(kind != "related_link" for kind, _ in done[i + 1 : i + 3]):
            done[i] = _PAGE  # no text below it, nor the links under "See also"
    return done


def _foot(lines: list[Line], kinds: Kinds) -> int:
    """Index of the first line after the last paragraph of the text."""
    texts = (i + 1 for i in reversed(range(len(lines))) if kinds[i][0] == "body" and lines[i].words > _TEXT_WORDS)
    return max(next(texts, len(lines)), len(lines) - _FOOT_LINES, 1)


def _is_notice(lines: list[Line], kinds: Kinds, i: int) -> bool:
    """Whether a short line stands between lines of the page, or between one and the end of the file."""
    last = i + 1 == len(lines)
    between = kinds[i - 1][0] in _OF_PAGE and (last or kinds[i + 1][0] in _OF_PAGE)
    worded = any(c.isalpha() for line in (lines[i - 1], *lines[i + 1 : i + 2]) for c in line.text)
    return between and worded and lines[i].words <= _NOTICE_WORDS and not _is_page_number(lines[i - 1].text)


def _is_page_number(words: str) -> bool:
    """Whether a line has a number at its edge: the head or foot of a page, over which the text goes on."""
    return words[0].isdigit() or words[-1].isdigit()


def _names(line: Line, title: str) -> bool:
    """Whether a line that is no sentence holds the title ("Two thoughts on ...")."""
    return fold(title) in fold(line.text) and not ends_finally(line.text.rstrip('"”»'))
