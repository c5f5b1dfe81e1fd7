"""Lines that belong together: where a hard wrap broke a sentence, or where a file is wrapped at a column."""

from __future__ import annotations

import re
from itertools import pairwise

from tifabank.characters import LINE_ENDS
from tifabank.stages.paragraphs.dates import is_dateline
from tifabank.stages.paragraphs.layout import (
    HEADING_WORDS,
    LETTER_END,
    OPEN_ENDS,
    Line,
    ends_small,
    is_motto,
    last_of_several,
    line_of,
)
from tifabank.text import Span, Text

_ABBREVIATION = re.compile(r"\b(?:[A-Za-z]\.){2,}\Z|\b(?:No|approx|vol|cf|vs|Dr|Mr|Ms|Mrs|St|Prof|etc)\.\Z")  # no sentence ends here
_LONGEST_ABBREVIATION = 30  # characters
_LABEL = re.compile(
    r"(?:abstract|key\s?words?|introduction|summary|references|notes|conclusions?|background|methods?|results)", re.IGNORECASE
)
_SALUTATION = re.compile(
    r"(?:(?:dear|mr\.? (?:president|chairman|speaker|governor|mayor|minister|premier|secretary|ambassador|vice)|madam|your (?:excellency|excellencies|majesty)|members of|excellencies|distinguished|respected|honou?rable|ladies|deputies|delegates|fellow|comrades|friends|colleagues)\b[^.!?]{0,60}[,:!，：！]|各位.{0,20}[，：！])\Z",
    re.IGNORECASE,
)
_CAPITALS_GO_ON = re.compile(r"(?:IN|OF|AND|FOR|THE|TO|ON|WITH|FROM|BY|AT) ")
_QUOTES = "\"'”’"
_BARE_SIGN = re.compile(r"[(（]\d{1,2}[)）]|\d{1,2}[.)]")
_MONTH_END = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\Z")
_LONGEST_MONTH = len("September")
_MORE_NAMES = re.compile(r"(?:and|&) [A-Z][\w.'’-]*(?: [\w.'’-]+){1,3}")  # of authors: "by Li Na / and Bo Wen"
_DAY = re.compile(r"\d{1,2}, \d{4}")
_LONG_LINE = 40  # characters: what is longer and ends in a small word was broken, over a blank line as well
_CUT_ENDS = frozenset("as from for into than which whose is are has have will would can".split())
_CUT_LINE = 25  # the same with no blank line below
_INITIAL = re.compile(r"[A-Z]\. [A-Z]")
_WRAPPED_SHARE = 0.6  # of the lines with another one right below
_LOWER_SHARE = 0.4  # of broken lines: a sentence mostly goes on in lower case
_TOP_LINES = 5  # among which the motto of a site stands
_BREAK = re.compile(f"\r\n|[{LINE_ENDS}]")
_BLOCKS, _NEARLY = 2, 0.8  # blank lines of a file that has blocks; share of the column that a line inside a block fills
_WRAPPED_LINES = 3  # broken lines that it takes to call a file wrapped
_WRAP_WIDTHS = range(30, 141)  # columns at which people and programs wrap text


def join(text: Text, lines: list[Line]) -> list[Line]:
    """Lines put together where a hard wrap broke a sentence, or where the file is wrapped at a column."""
    column = _wrap_column(text, lines)
    blocks = column is not None and sum(_blank_between(text, a, b) for a, b in pairwise(lines)) >= _BLOCKS
    groups: list[list[Line]] = []
    listing = False
    for i, line in enumerate(lines):
        before = groups[-1][-1].text if groups else ""
        begins = before[-1:] in (":", "：") and line.text[-1] in ";；"
        listing = column is None and (begins or (listing and before[-1:] in (";", "；")))  # clauses on lines of their own
        motto = 0 < i < _TOP_LINES and is_motto(groups[-1][-1].text, line.text)
        if groups and not listing and not motto and _continues(text, groups[-1][-1], line, column, blocks=blocks):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_merged(text, group) for group in groups]


def _merged(text: Text, group: list[Line]) -> Line:
    if len(group) == 1:
        return group[0]
    span = Span(group[0].span.start, group[-1].span.end)
    return line_of(span, text.squeeze(*span), group[0].kind)


def _continues(text: Text, line: Line, following: Line, column: int | None, *, blocks: bool) -> bool:
    """Whether a line goes on in the next one; `blocks` says that blank lines part the paragraphs of a wrapped file."""
    near = column is not None and not _blank_between(text, line, following)
    full = near and (_needed(line, following) > (column or 0) or (blocks and len(line.text) > _NEARLY * (column or 0)))
    if full and line.kind in (None, "caption", "related_link") and not following.kind and not _opens_item(line, following):
        return True
    if _goes_on_in_byline(text, line, following, column):
        return True
    if _BARE_SIGN.fullmatch(line.text) and not following.kind and not following.listed:
        return True  # "(1)" on a line of its own
    if line.kind or following.kind or following.listed:
        return False
    return _is_unfinished(text, line, following) and not _stands_alone(line.text)


def _stands_alone(words: str) -> bool:
    """Whether a line is complete whatever its end: the opening or the end of a letter, the label of a part."""
    return bool(_SALUTATION.match(words) or LETTER_END.fullmatch(words) or _LABEL.fullmatch(words))


def _is_unfinished(text: Text, line: Line, following: Line) -> bool:
    """Whether the end of a line of text, with what follows, says that it goes on."""
    if line.text[-1] in ",;,，；、" or (line.text[-1] in "-\u2010" and line.text[-2:-1].isalpha()):
        return True
    if _goes_on_below(line.text, following.text) and not _blank_between(text, line, following):
        return True
    if len(line.text) >= _LONG_LINE and (
        _is_open(text, line, following) or (line.text[-1].isalnum() and following.text[0] in "(（" and following.text[-1] not in ")）")
    ):
        return True
    if _DAY.match(following.text) and _MONTH_END.search(line.text, max(0, len(line.text) - _LONGEST_MONTH)):
        return True
    if not following.text[0].islower():
        return False
    ends = line.text.rstrip(_QUOTES)[-1:] or line.text[-1]
    again = following.text.lower().startswith(line.text.lower())  # a title stands twice, the second time in small letters
    return (
        ends.isalnum() or (line.text[-1] == "." and bool(_ABBREVIATION.search(line.text, max(0, len(line.text) - _LONGEST_ABBREVIATION))))
    ) and not again


def _goes_on_in_byline(text: Text, line: Line, following: Line, column: int | None) -> bool:
    """Whether a line about who wrote a text, or where it is from, goes on right below: in a date, or in one more name."""
    if "byline" not in (line.kind, following.kind) or _blank_between(text, line, following):
        return False
    dated = not line.kind and following.kind == "byline" and is_dateline(following.text)
    full = column is not None and _needed(line, following) > column and not line.ends
    return (dated and (line.text[-1] == "," or full)) or (line.kind == "byline" and bool(_MORE_NAMES.fullmatch(following.text)))


def _is_open(text: Text, line: Line, following: Line) -> bool:
    """Whether a line ends in a small word; over a blank line a heading may end so ("a place to live in") and the next line says."""
    open_ = last_of_several(line.text) in OPEN_ENDS
    running = line.words > HEADING_WORDS or following.text[0].islower() or ends_small(line.text)
    return open_ and (running or not _blank_between(text, line, following))


def _goes_on_below(words: str, following: str) -> bool:
    """Whether a line right below goes on: after a colon in lower case, after a small word, with one in a heading in capitals."""
    capitals = words.isupper() and following.isupper() and bool(_CAPITALS_GO_ON.match(following))
    return (words[-1] == ":" and following[0].islower()) or ends_small(words) or capitals or _is_cut(words)


def _is_cut(words: str) -> bool:
    """Whether a line of some length ends in a small word that leads on ("A new home for")."""
    return len(words) >= _CUT_LINE and last_of_several(words) in _CUT_ENDS


def _opens_item(line: Line, following: Line) -> bool:
    """Whether a line of a wrapped file opens an item; an initial in a name that the wrap broke ("Dr. Ines / P. Varga") does not."""
    initial = _INITIAL.match(following.text) and not line.ends
    return following.listed and not initial


def _blank_between(text: Text, line: Line, following: Line) -> bool:
    between = text.raw[line.span.end : following.span.start]
    return len(between) > 1 and len(_BREAK.findall(between)) > 1


def _wrap_column(text: Text, lines: list[Line]) -> int | None:
    """The column at which a file is wrapped, if it is: most lines with another one right below end where its first word would not fit.

    A line of length n before a word of length w allows every column from n to n + w; the column that most lines allow wins, found in
    one sweep over the ends of these ranges.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not _blank_between(text, a, b) and not b.listed]
    ranges = [(len(a.text), _needed(a, b)) for a, b in pairs if not a.ends and a.text[-1] not in ":："]
    edges = sorted([(start, 1) for start, _ in ranges] + [(end, -1) for _, end in ranges])
    best, column, open_ = 0, 0, 0
    for place, step in edges:
        open_ += step
        if open_ > best and place in _WRAP_WIDTHS:
            best, column = open_, place
    inside = [b for a, b in pairs if len(a.text) <= column < _needed(a, b)]
    lower = sum(b.text[0].islower() for b in inside)
    enough = best >= _WRAPPED_LINES and best >= _WRAPPED_SHARE * len(pairs)
    return column if enough and lower >= _LOWER_SHARE * len(inside) else None


def _needed(line: Line, following: Line) -> int:
    """The length that a line would have with the first word of the next one."""
    return len(line.text) + 1 + len(following.text.split(" ", 1)[0])
