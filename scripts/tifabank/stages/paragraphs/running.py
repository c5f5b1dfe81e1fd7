"""Running text by a line's own form, and the questions that head what follows them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from tifabank.boundaries import sentence_ends
from tifabank.numbering import article, is_list_line, sign
from tifabank.stages.paragraphs.layout import LETTER_END, Line, ends_finally, ends_small, is_abbreviated, starts_like_heading
from tifabank.stages.paragraphs.names import is_participant

_HEADING_WORDS = 30
_SITE_NAME_WORDS = 2
_QUESTION_WORDS = 12
_ASKED = re.compile(r"\A(?:Q|Question\s)\d{1,2}\s?[.)]\s+(?=\S)")  # "Q1. What is it?"
_ARTICLE_WORDS, _OPEN_WORDS = 12, 5
_LETTER = re.compile(r"dear\s.{2,60}", re.IGNORECASE)
_KEYWORDS = re.compile(r"(?:key ?-?words?|index terms)\s?[:：—-]\s?\S", re.IGNORECASE)
_FORM = re.compile(r"_{3,}|(?<!\.)\.{6,}\Z|□.*□")  # blanks and boxes to fill in
_FIGURE = r"[-–—+]?(?:[$€£¥]\s?)?\d[\d,.]*\s?%?"
_ROW = re.compile(rf"(?:[^\s\d]\S*(?:\s[^\s\d]\S*){{0,5}})(?:\s{_FIGURE}){{2,12}}")
_SYMBOL_HEAD = re.compile(r"(?:\*{1,3}|[#■◆●▶►▌◇□★☆※❖✦]+|[\u2460-\u2473\u2776-\u2793])\s?[A-Z\u4e00-\u9fff\"“].*[^.。;；:：,]")
_STAGE = re.compile(r"[(（\[](?:applause|laughter|cheers|pause|silence|掌声)[^()（）]{0,20}[)）\]]", re.IGNORECASE)


def is_running(lines: list[Line], i: int) -> bool:
    """Whether a line is running text by its own form: a final mark or colon, a list line, or too long for a heading."""
    line = lines[i]
    if line.kind:
        return False
    if line.ends and not is_abbreviated(line.text):
        return True
    if _is_article_heading(line):
        return False
    if line.text[-1] in ":：,，" or ";" in line.text or "；" in line.text or _in_numbered_run(lines, i):
        return True
    if _STAGE.fullmatch(line.text) or _LETTER.fullmatch(line.text) or LETTER_END.fullmatch(line.text):
        return True
    if _KEYWORDS.match(line.text) or _FORM.search(line.text) or is_table_line(lines, i) or _in_symbol_list(lines, i):
        return True
    if is_participant(line.text) or (line.listed and not line.number):
        return True
    if i and line.words > _OPEN_WORDS and ends_small(line.text):
        return True  # nothing ends so
    site = i == 0 and line.words <= _SITE_NAME_WORDS  # a site's name in lower case
    if line.words > _QUESTION_WORDS and len(list(sentence_ends(line.text, 0, len(line.text)))) > 1:
        return True  # running text that breaks off
    return line.words > _HEADING_WORDS or not (_opens_like_heading(line.text) or site)


def is_table_line(lines: list[Line], i: int) -> bool:
    """Whether a line is a row of a table, with another row beside it, or the head of one right above two rows."""
    rows = [0 <= k < len(lines) and _is_row(lines[k]) for k in range(i - 1, i + 3)]
    return (rows[1] and (rows[0] or rows[2])) or (rows[2] and rows[3] and not rows[1] and _names_columns(lines[i].text, lines[i + 1].text))


def _is_row(line: Line) -> bool:
    """Whether a line ends in two figures or more and is otherwise a few words ("Upper Hills 4,011 3.5")."""
    last = line.text[-1]
    return (last.isdecimal() or last in ",.%") and not line.ends and _ROW.fullmatch(line.text) is not None


def _names_columns(words: str, row: str) -> bool:
    """Whether a line can name the columns of a row: no number sign, and about as many words as the row has."""
    return not is_list_line(words) and len(row.split()) <= len(words.split()) + 1


def _in_symbol_list(lines: list[Line], i: int) -> bool:
    """Whether a line opens with a symbol as a neighbour does: an item of a list, whatever the symbol."""
    mark = _symbol(lines[i].text)
    return bool(mark) and any(0 <= k < len(lines) and _symbol(lines[k].text) == mark for k in (i - 1, i + 1))


def _symbol(words: str) -> str:
    """The symbol that a line opens with: a mark that is no letter, digit, bracket or quotation mark."""
    if words[0].isalnum():
        return ""
    return words[0] if unicodedata.category(words[0]) in ("So", "Sm", "Sk", "Po") and words[0] not in "\"'" else ""


def symbol_heads(lines: list[Line], running: list[bool]) -> set[int]:
    """Lines that open with a symbol or a number in a circle and each head the text below them: two or more, none beside another."""
    found = [
        i
        for i in range(len(lines) - 1)
        if _SYMBOL_HEAD.fullmatch(lines[i].text)
        and not lines[i].kind
        and lines[i].words <= _QUESTION_WORDS
        and running[i + 1]
        and not _SYMBOL_HEAD.match(lines[i + 1].text)
        and len(lines[i + 1].text) > len(lines[i].text)
    ]
    if not found:
        return set()
    opening = Counter(lines[i].text[:2].rstrip() for i in found if unicodedata.category(lines[i].text[0]) != "No")
    circled = [i for i in found if unicodedata.category(lines[i].text[0]) == "No"]
    alike = Counter(line.text[:2].rstrip() for line in lines)
    marks = {mark for mark, n in opening.items() if n > 1 and alike[mark] == n}
    return {i for i in found if lines[i].text[:2].rstrip() in marks} | (set(circled) if len(circled) > 1 else set())


def _opens_like_heading(words: str) -> bool:
    """Whether the first letter after a number sign is no lower-case one ("(i) Know the land")."""
    number = sign(words, 0, len(words))
    return starts_like_heading(words[number.length :] if number else words)


def _is_article_heading(line: Line) -> bool:
    """Whether a line is the number of an article with its name ("Article 44 Minors; other laws")."""
    short = line.words <= _ARTICLE_WORDS and not line.ends and line.text[-1] not in ":：,，;；"
    return short and article(line.text, 0, len(line.text)) is not None


def _in_numbered_run(lines: list[Line], i: int) -> bool:
    """Whether a numbered line stands directly beside the next or previous number of its series: a list, not headings."""
    own = lines[i].number
    if not own:
        return False
    for step in (-1, 1):
        if not 0 <= i + step < len(lines):
            continue
        beside = lines[i + step].number
        if beside and beside.style == own.style and beside.value == own.value + step:
            return True
    return False


def without_questions(lines: list[Line], running: list[bool]) -> list[bool]:
    """`running` with questions that head what follows taken out: short lines of their own, two of them or one among headings."""
    questions = [
        i
        for i in range(len(lines) - 1)
        if running[i] and running[i + 1] and _is_question(lines[i].text) and lines[i + 1].text[-1] not in "?？"
    ]
    asked = [i for i in questions if len(lines[i + 1].text) > len(lines[i].text)]
    heads = len(asked) > 1 or (len(asked) == 1 and _has_headings(lines, running) and ends_finally(lines[asked[0] - 1].text))
    found = set(questions if len(asked) > 1 else asked) if heads else set()
    return [runs and i not in found for i, runs in enumerate(running)]


def _has_headings(lines: list[Line], running: list[bool]) -> bool:
    """Whether a heading stands between two pieces of running text, or between a button of the page inside the text and the text."""
    first = running.index(True)
    return any(
        (running[i - 1] or lines[i - 1].kind == "furniture") and running[i + 1] and not (running[i] or lines[i].kind or lines[i].listed)
        for i in range(first + 1, len(lines) - 1)
    )


def _is_question(words: str) -> bool:
    if words[-1] not in "?？":
        return False
    number = sign(words, 0, len(words))
    words = words[number.length :] if number else _ASKED.sub("", words)
    one = len(list(sentence_ends(words, 0, len(words)))) == 1
    return one and len(words.split()) <= _QUESTION_WORDS and words[0].isupper() and ":" not in words
