"""Physical lines, and which of them belong together."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from tifabank.numbering import BULLET, Sign, sign
from tifabank.stages.paragraphs.dates import is_dateline
from tifabank.stages.paragraphs.page import page_kind
from tifabank.text import ZERO_WIDTH, Span, Text

_CLOSERS = "\"'”’)]»」』）】"
_OPENERS = "\"'“‘([«「『（【"
_AFTER_FINAL = _CLOSERS + " "
_FINAL = frozenset(".!?…。！？．")
_NOTE_ENDS = frozenset("]*†‡")  # of `_NOTES`
_ABBREVIATION = re.compile(r"\b(?:[A-Za-z]\.){2,}\Z|\b(?:No|approx|vol|cf|vs|Dr|Mr|Ms|Mrs|St|Prof|etc)\.\Z")  # no sentence ends here
_LABEL = re.compile(
    r"(?:abstract|key\s?words?|introduction|summary|references|notes|conclusions?|background|methods?|results)", re.IGNORECASE
)
_SALUTATION = re.compile(
    r"(?:(?:dear|mr\.? (?:president|chairman|speaker|governor|mayor|minister|premier|secretary|ambassador|vice)|madam|your (?:excellency|excellencies|majesty)|members of|excellencies|distinguished|respected|honou?rable|ladies|deputies|delegates|fellow|comrades|friends|colleagues)\b[^.!?]{0,60}[,:!，：！]|各位.{0,20}[，：！])\Z",
    re.IGNORECASE,
)
LETTER_END = re.compile(
    r"(?:yours(?:\s(?:faithfully|sincerely|truly|respectfully|ever))?|sincerely(?:\syours)?|(?:with\s)?(?:kind|best|warm)\s(?:regards|wishes)),?",
    re.IGNORECASE,
)
_BUTTONS = re.compile(  # what a page sets into or behind a line of text
    r"\[(?:edit(?: source)?|click to \w+|advertisement)\]|(?<=[.!?\"”] )Enditem\Z|(?<=\s)font size:?(?:\s(?:[aA][+-]?|small|medium|large|[小中大]))+\Z"
    r"|(?:[【\[](?:print|close|share|favou?rites?|collect)[】\]]\s?)+\Z",
    re.IGNORECASE,
)
_BUTTON_SIGNS = ("[", "【", "enditem", "font")  # without one of which there is no button
_CAPITALS_GO_ON = re.compile(r"(?:IN|OF|AND|FOR|THE|TO|ON|WITH|FROM|BY|AT) ")
_SMALL_ENDS = frozenset("The the a an and or of by with its their our".split())  # nothing ends so: the line was broken
_QUOTES = "\"'”’"
_BARE_SIGN = re.compile(r"[(（]\d{1,2}[)）]|\d{1,2}[.)]")
_MONTH_END = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\Z")
_LONGEST_MONTH = len("September")
_MORE_NAMES = re.compile(r"(?:and|&) [A-Z][\w.'’-]*(?: [\w.'’-]+){1,3}")  # of authors: "by Li Na / and Bo Wen"
_DAY = re.compile(r"\d{1,2}, \d{4}")
_OPEN_ENDS = frozenset(
    "in on at to for from as that which who is are was were be been has have had will would can than into under the a an of and or by with its "
    "their".split()
)
_HEADING_WORDS = 12
_LONG_LINE = 40  # characters: what is longer and ends in a small word was broken, over a blank line as well
_MOTTO = re.compile(r"(?:an?|the|your|our|my|notes|news|stories|thoughts|views|letters|voices)\s")
_TOP_LINES, _NAME_WORDS, _SMALL_WORD = 5, 6, 4
_CUT_ENDS = frozenset("as from for into than which whose is are has have will would can".split())
_CUT_LINE = 25  # the same with no blank line below
_NOTE_DIGITS = 3
_NOTE_NUMBER = re.compile(r"(?<=[a-z\"”’)][.!?])\d{1,3}\Z")  # of a footnote: "... is slow.12"
_NOTES = re.compile(r"(?<=\S)(?:\[[\w ]{1,30}\])+\Z|(?<=[.!?”\"])[*†‡]{1,3}\Z")  # "... is slow.[2]"
_INITIAL = re.compile(r"[A-Z]\. [A-Z]")
_WRAPPED_SHARE = 0.6  # of the lines with another one right below
_LOWER_SHARE = 0.4  # of broken lines: a sentence mostly goes on in lower case
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_PLACE_WORDS = 4
_PLACE_LETTERS = len("N.Y.")
_PLACE_END = re.compile(r"\b(?:[A-Z]\.){2,}\Z")
_BLOCKS, _NEARLY = 2, 0.8  # blank lines of a file that has blocks; share of the column that a line inside a block fills
_WRAPPED_LINES = 3  # broken lines that it takes to call a file wrapped
_WRAP_WIDTHS = range(30, 141)  # columns at which people and programs wrap text


class Line(NamedTuple):
    """A line (or, once joined, a paragraph), with what many rules ask of it, told once.

    Its span, its text with single spaces, the kind that its wording gives away, how many words it has, whether it ends in a final
    mark, its number sign, and whether it opens with a bullet or a number sign.
    """

    span: Span
    text: str
    kind: str | None
    words: int
    ends: bool
    number: Sign | None
    listed: bool


def line_of(span: Span, words: str, kind: str | None = None) -> Line:
    """A line with what its text tells."""
    number = sign(words, 0, len(words))
    listed = number is not None or BULLET.match(words) is not None
    return Line(span, words, kind, len(words.split()), ends_finally(words), number, listed)


def physical_lines(text: Text) -> list[Line]:
    """The lines of the file that are not blank."""
    spans = (piece for span in text.lines() for piece in _pieces(text, span))
    texts = [(span, text.squeeze(*span).strip(ZERO_WIDTH)) for span in spans]
    lines = [line_of(span, words, page_kind(words)) for span, words in texts]
    front = next((i for i, line in enumerate(lines) if not line.kind and line.ends), len(lines))
    box = _fact_box(text, lines[:front])
    return [line._replace(kind="furniture") if i in box and not line.kind else line for i, line in enumerate(lines)]


def _fact_box(text: Text, lines: list[Line]) -> set[int]:
    """The rows of a box of facts: two lines or more in a row with a tab between label and value."""
    rows = {i for i, line in enumerate(lines) if "\t" in text.raw[slice(*line.span)] and not line.listed}
    return {i for i in rows if not {i - 1, i + 1}.isdisjoint(rows)}


def _pieces(text: Text, line: Span) -> list[Span]:
    """A line, with the buttons and sign-offs that the page puts into it as pieces of their own."""
    raw = text.raw[slice(*line)]
    low = raw.lower()
    if not any(sign in low for sign in _BUTTON_SIGNS):
        return [line]
    edges = [edge for button in _BUTTONS.finditer(text.raw, *line) for edge in button.span()]
    words = text.squeeze(*line)
    if not edges or (
        page_kind(words) == "furniture" and (not (named := _BUTTONS.sub("", words).strip()) or page_kind(named) == "furniture")
    ):
        return [line]
    pieces = (text.strip(a, b) for a, b in pairwise([line.start, *edges, line.end]))
    return [piece for piece in pieces if piece.end > piece.start]


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


def is_motto(name: str, words: str) -> bool:
    """Whether a line in small letters says what the site is whose short name stands above it ("a blog about hill towns")."""
    if not _MOTTO.match(words):
        return False
    named = len(name.split()) <= _NAME_WORDS and all(w[0].isupper() for w in name.split() if len(w) > _SMALL_WORD)
    return named and _last_of_several(name) not in _OPEN_ENDS and len(words.split()) <= _HEADING_WORDS and not ends_finally(words)


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
    return (ends.isalnum() or (line.text[-1] == "." and bool(_ABBREVIATION.search(line.text)))) and not again


def _goes_on_in_byline(text: Text, line: Line, following: Line, column: int | None) -> bool:
    """Whether a line about who wrote a text, or where it is from, goes on right below: in a date, or in one more name."""
    if "byline" not in (line.kind, following.kind) or _blank_between(text, line, following):
        return False
    dated = not line.kind and following.kind == "byline" and is_dateline(following.text)
    full = column is not None and _needed(line, following) > column and not line.ends
    return (dated and (line.text[-1] == "," or full)) or (line.kind == "byline" and bool(_MORE_NAMES.fullmatch(following.text)))


def _is_open(text: Text, line: Line, following: Line) -> bool:
    """Whether a line ends in a small word; over a blank line a heading may end so ("a place to live in") and the next line says."""
    open_ = _last_of_several(line.text) in _OPEN_ENDS
    running = line.words > _HEADING_WORDS or following.text[0].islower() or ends_small(line.text)
    return open_ and (running or not _blank_between(text, line, following))


def _goes_on_below(words: str, following: str) -> bool:
    """Whether a line right below goes on: after a colon in lower case, after a small word, with one in a heading in capitals."""
    capitals = words.isupper() and following.isupper() and bool(_CAPITALS_GO_ON.match(following))
    return (words[-1] == ":" and following[0].islower()) or ends_small(words) or capitals or _is_cut(words)


def _is_cut(words: str) -> bool:
    """Whether a line of some length ends in a small word that leads on ("A new home for")."""
    return len(words) >= _CUT_LINE and _last_of_several(words) in _CUT_ENDS


def _opens_item(line: Line, following: Line) -> bool:
    """Whether a line of a wrapped file opens an item; an initial in a name that the wrap broke ("Dr. Ines / P. Varga") does not."""
    initial = _INITIAL.match(following.text) and not line.ends
    return following.listed and not initial


def ends_finally(words: str) -> bool:
    """Whether a line ends in a final mark, closing quotes and brackets, and marks and numbers of notes, aside."""
    if words[-1:] in _NOTE_ENDS:
        words = _NOTES.sub("", words)
    if words[-1:].isdecimal() and (note := _NOTE_NUMBER.search(words, max(0, len(words) - _NOTE_DIGITS))):
        words = words[: note.start()]
    return words.rstrip(_AFTER_FINAL)[-1:] in _FINAL


def ends_small(words: str) -> bool:
    """Whether a line ends in a small word, in which nothing ends."""
    return words[words.rfind(" ") + 1 :] in _SMALL_ENDS


def _last_of_several(words: str) -> str:
    """The last word of a line that has two or more; else nothing."""
    before, _, last = words.rpartition(" ")
    return last if before else ""


def is_abbreviated(words: str) -> bool:
    """Whether a few words end in an abbreviation, which ends no sentence ("Hill City, N.Y.")."""
    return _PLACE_END.search(words, max(0, len(words) - _PLACE_LETTERS)) is not None and len(words.split()) <= _PLACE_WORDS


def starts_like_heading(words: str) -> bool:
    """Whether the first letter is no lower-case one."""
    inner = words.lstrip(_OPENERS + " ")
    return bool(inner) and not inner[0].islower()


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
