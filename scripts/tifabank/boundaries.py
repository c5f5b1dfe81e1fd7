"""Where sentences end: one scan over terminators, the hard cases decided in Python.

Shared by the stages that need it (sentences, sections, enumerations): the rule is written once.
A sentence ends at a final mark with its closing quotes and brackets. Abbreviations, initials, decimals, dates, versions and
numbering end none; a missing space after the mark hides no boundary. Source: annotation guidelines, Sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tifabank.text import Text

_CLOSERS = "\"'”’)\\]»」』）】"
_OPENERS = "\"'“‘(\\[«「『（【"
_NOTES = r"(?:\[(?:\d{1,3}|[a-z]+(?: [a-z]+){0,3})\])*(?:[*†‡]{1,3}(?=\s)|(?<=[.!?][”\"’)])\d{1,2}(?=\s)|(?<=[a-z][.!?])\d{1,2}(?=\s))?"  # numbers and marks
_TERMINATOR = re.compile(rf"[.!?…。！？．]+(?:[ ]?\.(?![\w.]))*[{_CLOSERS}]*{_NOTES}")
_NUMBERED = re.compile(r"\s*\d{1,3}")
_FULL_WIDTH = frozenset("。！？．")
_TOKEN_EDGE = re.compile(r"[\s\"“‘(\[/—-]")
_SAID = re.compile(r"[^\W_]")
_WINDOW = 24  # characters looked at on either side of a mark: what is decided stays local, and the scan linear

_ALWAYS = frozenset(  # abbreviations that are followed by more of the same sentence whatever comes
    "mr mrs ms dr prof messrs gen col lt capt sgt maj adm gov sen rep hon rev st mt ft e.g i.e cf viz vs ca approx resp incl excl "
    "vol vols nos pp fig figs eq eqs ch chap para paras art arts sec secs ed eds trans comp dept govt univ assn bros al".split()
)
_BEFORE_LOWER = frozenset(  # abbreviations that may end a sentence: only a capital after them does
    "inc ltd co corp plc jr sr etc esp ext est min max temp tel no p a.m p.m b.c a.d ph.d m.a b.a u.s u.k u.n e.u p.r.c d.c".split()
)
_BEFORE_DIGIT = frozenset("no nos v p pp vol art arts sec sect app fig eq ch jan feb mar apr jun jul aug sep sept oct nov dec c".split())
_NUMBER = re.compile(r"No\. ?\d")
_PARTS = frozenset("article section chapter rule clause step part principle lesson question item annex figure table box case".split())
_SHORT = 4  # letters of an abbreviation before a number: "Doc. No. 5"
_ACRONYM = re.compile(r"(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}")  # "U.S", "Ph.D"; no decimals
_LETTERED = frozenset(  # what a letter names: "Plan B.", "vitamin C."
    "plan vitamin option grade type class group team section part appendix annex category level point block building gate hepatitis zone "
    "phase version figure table chart line route room unit exhibit schedule hall variant model series formula".split()
)
_STARTERS = frozenset(  # after a dotted acronym only such a word opens a sentence
    "the this that these those it its he she they we you i in on at as for from with by to and but or nor so yet if when while since "
    "after before although however moreover therefore thus then there here what who how why".split()
)
_LOWER_STARTERS = frozenset(  # words that open a sentence in lower case with no space before, and end no address
    "the this that these those my our their his her they we there when while however therefore".split()
)


def ends_in(text: Text, start: int, end: int) -> list[int]:
    """The sentence ends of a range of a text's first reading, found once however many stages ask."""
    key = ("sentence ends", start, end)
    if key not in text.memory:
        text.memory[key] = list(sentence_ends(text.plain, start, end))
    ends: list[int] = text.memory[key]
    return ends


def sentence_ends(plain: str, start: int, end: int) -> Iterator[int]:
    """Positions after each sentence of `plain[start:end]`, the last one `end` itself. Linear in the length."""
    begin, seen, marks = start, start, 0
    for found in _TERMINATOR.finditer(plain, start, end):
        mark = found
        if '"' in mark[0] and plain[mark.end() : mark.end() + 1].isalnum():
            at = plain.index('"', mark.start())
            marks, seen = marks + plain.count('"', seen, at), at
            if marks % 2 == 0:  # the straight mark opens what follows: `is over."It was`
                mark = _TERMINATOR.match(plain, mark.start(), at) or found
        if mark.end() < end and _is_boundary(plain, begin, mark, end):
            yield mark.end()
            begin = mark.end()
    if begin < end:
        yield end


def _is_boundary(plain: str, begin: int, mark: re.Match[str], end: int) -> bool:
    after = mark.end()
    if not _SAID.search(plain, max(begin, mark.start() - _WINDOW), mark.start()):
        return False  # nothing said yet: numbering, a stray mark
    spaced = plain[after] == " "
    following = plain[after + 1 : after + 40] if spaced else plain[after : after + 40]
    if not following:
        return False
    if mark.group()[0] in _FULL_WIDTH:
        return mark.group() != "．" or not _NUMBERED.fullmatch(plain, begin, mark.start())
    if not _SAID.search(plain, after, min(end, after + _WINDOW)):
        return False  # only stray marks remain: they belong to this sentence
    if mark.group().rstrip(_CLOSERS.replace("\\", "")) == ".":
        return _full_stop(plain, begin, mark, following, spaced=spaced)
    return _strong_mark(mark.group(), following, spaced=spaced)


def _strong_mark(mark: str, following: str, *, spaced: bool) -> bool:
    """After ! ? … a lower-case letter goes on; without a space only a capitalised word or Han opens a sentence."""
    first = following.lstrip(_OPENERS.replace("\\", ""))[:1]
    if first.islower() or (not first and not spaced):
        return False
    if mark[0] in ".…" and mark.strip(".…") == "" and not spaced:
        return first.isupper() and following[1:2].islower()
    return spaced or first.isupper() or not first.isascii()


def _full_stop(plain: str, begin: int, mark: re.Match[str], following: str, *, spaced: bool) -> bool:
    closed = len(mark.group()) > 1
    inner = following.lstrip(_OPENERS.replace("\\", ""))
    first = inner[:1]
    token = _token(plain, begin, mark.start())
    if not first:
        return False
    if not spaced:
        return _unspaced(plain, mark, token, inner, closed=closed)
    if plain[mark.start() - 1] == " ":
        return True  # a stray full stop set off by a space still ends the sentence
    if first.islower():
        return not closed and len(token) > 2 and token.isalpha() and token.islower() and not _abbreviates(token)  # noqa: PLR2004
    return not _goes_on(plain, begin, mark.start(), token, inner)


def _unspaced(plain: str, mark: re.Match[str], token: str, inner: str, *, closed: bool) -> bool:
    """A full stop with no space after it ends a sentence before a capitalised word or Han, not inside U.S. or Node.Js."""
    before = plain[mark.start() - 1]
    if not inner[0].isascii() and inner[0].isalpha():
        return True
    word = re.match(r"[A-Za-z]+", inner)
    if not word:
        return False
    if before.islower() and word[0].islower():
        tail = plain[mark.end() + len(word[0]) : mark.end() + len(word[0]) + 3]
        return word[0] in _LOWER_STARTERS and tail[:1] == " " and len(token) > 2  # noqa: PLR2004
    if not (word[0][0].isupper() and (word[0][1:].islower() or word[0] in {"A", "I"})):
        return False
    return (
        closed
        or before in ')”’"'
        or before.isdigit()
        or (before.islower() and not _abbreviates(token))
        or (token.isupper() and len(token) > 1)
    )


def _goes_on(plain: str, begin: int, at: int, token: str, inner: str) -> bool:
    """Whether a full stop with a space and no lower-case letter after it is part of an abbreviation, initial or number."""
    low = token.lower().rstrip("'’")
    word = re.match(r"[^\W\d_]+", inner)
    if low in _BEFORE_DIGIT and (inner[0].isdigit() or re.match(r"[A-Z]\b", inner)):
        return True
    if low in _ALWAYS or (token.istitle() and len(token) <= _SHORT and _NUMBER.match(inner)):
        return True
    if len(token) == 1 and token.isupper():
        return not _ends_on_letter(plain, begin, at)
    if token.isdigit() or (len(token) <= 4 and token.strip("IVXL") == ""):  # noqa: PLR2004
        before = plain[begin : at - len(token)].strip(" (") if at - len(token) - begin <= _WINDOW else plain[at - 1]
        return before == "" or before.lower() in _PARTS  # numbering opens the sentence: "1.", "V.", "Article 2."
    if _ACRONYM.fullmatch(token):
        return not (word and word[0].lower() in _STARTERS) and low not in {"a.m", "p.m"}
    return False


def _ends_on_letter(plain: str, begin: int, at: int) -> bool:
    """Whether a single capital before a full stop ends the sentence after all ("Plan B.", "vitamin C.")."""
    before = plain[max(begin, at - 1 - _WINDOW) : at - 1].rstrip().rsplit(" ", 1)[-1]
    return before.lower() in _LETTERED


def _abbreviates(token: str) -> bool:
    low = token.lower()
    return low in _ALWAYS or low in _BEFORE_LOWER or low in _BEFORE_DIGIT or "." in token


def _token(plain: str, begin: int, at: int) -> str:
    return _TOKEN_EDGE.split(plain[max(begin, at - _WINDOW) : at])[-1]
