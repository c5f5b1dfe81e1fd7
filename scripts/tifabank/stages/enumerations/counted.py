"""Counted phrases: the names that say how many things a list has ("four tasks", "five major goals", "three-in-one")."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from tifabank.numbering import CARDINAL, cardinal, han_number
from tifabank.spans import SpanIndex
from tifabank.stages.enumerations.counts import CountPlace, count_places
from tifabank.stages.enumerations.model import Frame
from tifabank.stages.enumerations.phrases import SMALL_WORDS, noun_phrase, plural_at
from tifabank.text import Span, fold

_COUNT = rf"(?:{CARDINAL}|\d{{1,2}})"
_WHOLES = "system|mechanism|structure|network|model|framework|pattern|process|method|scheme|approach|linkage|chain|procedure|platform"
_CAPITAL_COUNT = "Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
_QUOTED = re.compile(
    rf"(?P<count>{_COUNT})[ -][^\"“”「」『』《》.,;:]{{1,60}}(?:(?:, {_COUNT} [^\"“”「」『』《》.,;:]{{1,40}})*(?:,? and|,) {_COUNT} [^\"“”「」『』《》.,;:]{{1,40}})?"
)
_DOUBLE = re.compile(
    rf"(?P<name>(?P<count>{CARDINAL})(?: (?!{CARDINAL}\b)[a-z][a-z'-]*){{1,3}}(?:(?:,? and|,) {CARDINAL}(?: (?!{CARDINAL}\b|and\b)[a-z][a-z'-]*){{1,3}}){{1,3}})"
)  # "three papers and one visit: ..."
_FORMULA = re.compile(r"(?P<count>\d{1,2})(?:\s?\+\s?(?:\d{1,2}|[nx])\b)+(?: [a-z][a-z-]*){0,4}")  # "1+6+n work system"
_DIGITS = re.compile(
    r"(?P<count>12(?:3(?:4(?:56?)?)?)?)(?: [a-z][a-z-]*){0,4}"
)  # the "1234" work method: one ..., two ..., three ... and four ...
_BARE = re.compile(rf"(?P<name>(?P<count>{_COUNT})(?P<words>(?: (?!{_COUNT}\b)[a-z][a-z'-]*){{1,5}}))(?![\w-])")
_JOINED = re.compile(rf"(?P<name>(?P<count>{CARDINAL}|\d{{1,2}})-(?:in-(?:one|1)\b|pronged [a-z-]+))")
_TIERED = re.compile(
    rf"(?P<name>(?P<count>{CARDINAL})-(?:level|tier|tiered|layer|layered|step|stage|part|party|way|track|line)(?: [a-z-]+){{0,2}} (?:{_WHOLES}))(?=[ ,:(])"
)  # "a three-level network of A, B and C"
_HALF_QUOTED = re.compile(rf"(?P<name>(?P<count>{CARDINAL}) [\"“‘'](?:[a-z-]+ ){{0,3}}[a-z-]+s[\"”’'])(?![\w-])")  # the three "nevers"
_CAPITALISED = re.compile(r"(?: [A-Z][\w'’-]*)+")
_WITH_OF = re.compile(
    rf" of(?: the)?(?: [A-Z][\w'’-]*)+| and (?P<second>{_CAPITAL_COUNT}) [A-Z][\w'’-]*s\b"
)  # "the Five Principles of Good Neighbours", "the Three Stricts and Two Goods"
_NAME_GOES_ON = re.compile(r" (?!Of\b|And\b)[A-Z][a-z]")  # "the Nine Wells Temple" counts nothing
_HAN_BARE = re.compile(r"(?P<count>[两三四五六七八九十])(?:个|大|项|点|条)[\u4e00-\u9fff]{1,6}(?=[。：:])")
_HAN_HEADED = re.compile(r"(?<![\u4e00-\u9fff])(?P<count>[两三四五六七八九十])(?![个大项点条])[\u4e00-\u9fff]{1,4}(?=[：:])")  # "四议：..."
_SAYING = re.compile(
    r"""
      [ -](?:to|or|than|times|is|are)\b                      # "ten to one"
    | [ ](?:of|for|at|on|by|from|with)\b                     # "three for the village"
    | [^,]{3,60}[ ](?:is|are|was|were|can|cannot|will)\b     # "three feet of ice are not made in a day"
    | (?:[ ][a-z]+)?[ ](?!goes|does)[a-z]+s[ ]               # "nine dragons ruling the water", "three monks have no water"
      (?:[a-z]{2,}ing\b(?=[ ])|who|that|have|has|had|do|did|makes?|[io]n[ ]a)\b""",
    re.VERBOSE,
)
"""What after a count makes a quotation a saying and no formula."""
_UNITS = re.compile(
    r"[ -](?:minute|hour|day|week|month|year|meter|metre|kilomet(?:er|re)|mile|percent|storey|story|degree|acre|mu|yuan)s?\b"
)
_HAN_UNITS = re.compile(r"[两一二三四五六七八九十]{1,3}(?:分钟|小时|公里|个月|年|天|\Z)")
_HAN = re.compile(r"(?P<count>[两二三四五六七八九十]{1,2})(?:个|大|项|种|条)?[\u4e00-\u9fff]{1,8}")
_SLOGAN = re.compile(r"one [^,]+, (?!.*(?:,| and ))|[^,]+, one [^,]+\Z")  # "One card, nine cities" counts nothing
_SECOND_COUNT = re.compile(rf"(?:,| and) {_COUNT}\b")
_HAN_COUNTS = re.compile(r"(?:[两三四五六七八九]|(?<![合个])一(?!体))(?=[\u4e00-\u9fff])")
_COLON = re.compile(r"[:：](?!\s*[\"“‘'])")
_LISTED = re.compile(r", [A-Z][\w'’-]*(?:, | and )[A-Z]")  # "three cities, Linping, Sanhe and Gutian"
_MEASURES = frozenset(
    "years months weeks days hours minutes seconds decades centuries times percent percentage dollars yuan euros pounds kilometers "
    "kilometres miles meters metres tons tonnes acres mu degrees people persons men women children countries cities provinces villages "
    "cases deaths members others ones thousands millions billions is was has does this thus its us as yes news always perhaps".split()
)
_MULTIPLES = frozenset("hundred thousand million billion dozen".split())  # "two thousand farmers" are not two
_PLACES = frozenset(
    "gorges rivers lakes wells hills mountains peaks islands springs falls oaks pines towers streets corners sisters".split()
)


_COUNT_LETTERS = frozenset("otfsen0123456789两二三四五六七八九十")
"""How all counts begin."""
_OPENING = frozenset("-\"“‘'")  # what may follow a count before a quotation mark: "twenty-one “nevers”"


class Counted(NamedTuple):
    """A counted phrase in raw offsets; `strong` if it is quoted, capitalised in mid sentence, or "-in-one", "-pronged"."""

    name: Span
    declared: int | None
    strong: bool
    after: int


def counted_phrases(frame: Frame) -> list[Counted]:
    """The counted phrases of a text, in order; of overlapping ones the quoted goes first."""
    found: list[Counted] = []
    places = count_places(frame.text.first.lower)
    many = [place for place in places if not place.one]
    hyphened = [place for place in many if place.mark == "-"]
    kinds = (
        (_JOINED, _joined, hyphened),
        (_DOUBLE, _double, [place for place in places if place.near]),
        (_TIERED, _weak, hyphened),
        (_HALF_QUOTED, _weak, [place for place in many if place.mark in _OPENING]),
        (_BARE, _bare, many),
    )
    plain = (_at_counts(frame, pattern, make, counts) for pattern, make, counts in kinds)
    for way in (_quoted(frame), _han(frame), *plain):
        taken = SpanIndex([_Place(*phrase.name) for phrase in found])
        found = sorted((*found, *(phrase for phrase in way if not _meets(taken, phrase.name))))
    return found


class _Place(NamedTuple):
    """A span as the index takes it."""

    start_char: int
    end_char: int


def _meets(taken: SpanIndex[_Place], name: Span) -> bool:
    before = taken.starting_before(name.end)
    return before is not None and before.end_char > name.start


def _at_counts(
    frame: Frame, pattern: re.Pattern[str], make: Callable[[Frame, re.Match[str]], Counted | None], places: Iterable[CountPlace]
) -> Iterator[Counted]:
    """What a pattern finds where a count stands."""
    lower = frame.text.first.lower
    done = 0
    for place in places:
        match = pattern.match(lower, place.start) if place.start >= done else None
        if match and (counted := make(frame, match)):
            done = max(match.end("name"), frame.text.folded(counted.name.end))
            yield counted


def _han(frame: Frame) -> Iterator[Counted]:
    """Chinese counts without quotation marks: "三项任务：", and names that head their items: "四议：..."."""
    for pattern in (_HAN_BARE, _HAN_HEADED) if frame.has_han else ():
        for match in pattern.finditer(frame.text.raw):
            yield Counted(Span(*match.span()), han_number(match["count"].replace("两", "二")), strong=False, after=match.end())


def fits(frame: Frame, phrase: Counted, number: int) -> bool:
    """Whether so many items are as many as a name declares; of several counts also one for each ("one map, two lists, three keys")."""
    several = phrase.declared is None and number == len([*filter(cardinal, re.findall(r"[\w-]+", frame.text.squeeze(*phrase.name)))])
    return number > 1 and (several or number == total(frame, phrase))


def total(frame: Frame, phrase: Counted) -> int | None:
    """How many items a name counts: what it declares, the sum of its counts ("two lists and one table"), the terms of "1+6+N"."""
    if phrase.declared is not None:
        return phrase.declared
    words = frame.text.squeeze(*phrase.name)
    first = words.split(" ", 1)[0]
    terms = [*first] if _DIGITS.fullmatch(first) else first.split("+")
    counts = [cardinal(word) or 0 for word in re.findall(r"[\w-]+", words)]
    counts += [han_number(sign.replace("两", "二")) or 0 for sign in _HAN_COUNTS.findall(words)]
    return len(terms) if len(terms) > 1 else sum(counts) or None


def _quoted(frame: Frame) -> Iterator[Counted]:
    """What stands in quotation marks and begins with a count, proverbs and measures left out."""
    for quotation in frame.quotations:
        words = fold(quotation.text).rstrip(".,;!?")
        if words[:1] not in _COUNT_LETTERS:
            continue
        match = _QUOTED.fullmatch(words) or _HAN.fullmatch(words) or _FORMULA.fullmatch(words) or _DIGITS.fullmatch(words)
        if (
            match is None
            or _UNITS.match(words, match.end("count"))
            or quotation.kind == "title"
            or _SAYING.match(words, match.end("count"))
            or _HAN_UNITS.match(words)
            or (match.re is _QUOTED and words.split()[-1].rstrip("-") in SMALL_WORDS)
        ):
            continue
        if _SLOGAN.match(words):
            continue
        count = cardinal(match["count"]) or han_number(match["count"].replace("两", "二"))
        two = match.re in (_FORMULA, _DIGITS) or bool(_SECOND_COUNT.search(words)) or len({*_HAN_COUNTS.findall(words)}) > 1
        declared = None if two else count
        if declared != 1:
            span = Span(quotation.start_char, quotation.end_char)
            while not frame.text.raw[span.end - 1].isalnum():
                span = Span(span.start, span.end - 1)
            yield Counted(span, declared, strong=match.re is not _DIGITS, after=quotation.end_char + 1)


def _joined(frame: Frame, match: re.Match[str]) -> Counted | None:
    count = cardinal(match["count"])
    begin, end = match.span("name")
    plain = frame.text.plain
    more = _CAPITALISED.match(plain, end) if plain[begin].isupper() and not match[0].endswith(("-one", "-1")) else None
    name = frame.text.unfold(begin, more.end() if more else end)
    return Counted(name, count, strong=True, after=name.end) if count and count > 1 else None


def _weak(frame: Frame, match: re.Match[str]) -> Counted | None:
    """A name that counts only where its items are given ("a three-level network")."""
    count = cardinal(match["count"])
    name = frame.text.unfold(*match.span("name"))
    return Counted(name, count, strong=False, after=name.end) if count and count > 1 else None


def _double(frame: Frame, match: re.Match[str]) -> Counted | None:
    """A name that holds several counts and is right before a colon or ends its paragraph ("Three lows, one high")."""
    name = frame.text.unfold(*match.span("name"))
    paragraph = frame.paragraphs.at(name.start)
    if paragraph is None or not (paragraph.end_char == name.end or frame.text.raw[name.end : name.end + 2].strip()[:1] in {":", "："}):
        return None
    return Counted(name, None, strong=False, after=name.end)


def _bare(frame: Frame, match: re.Match[str]) -> Counted | None:
    count, words = cardinal(match["count"]), match["words"].split()
    length = noun_phrase(words)
    plain = frame.text.plain
    if not count or count == 1 or not length or words[0] in _MULTIPLES:
        return None
    stop = match.start() + len(" ".join([match["count"], *words[:length]]))
    if length == plural_at(words) and words[length - 1] in _MEASURES and not _COLON.match(plain, stop) and not _LISTED.match(plain, stop):
        return None  # "three persons" count, "three persons: ..." lists
    if plain[match.start()].isupper() and plain[match.end("count") + 1].isupper() and not _NAME_GOES_ON.match(plain, stop):
        return _capitalised(frame, match.start(), stop, count)
    name = frame.text.unfold(match.start(), stop)
    return Counted(name, count, strong=False, after=name.end)


def _capitalised(frame: Frame, start: int, stop: int, count: int) -> Counted:
    """A capitalised name with what belongs to it ("of Good Neighbours", "and Two Goods"); strong in mid sentence."""
    more = _WITH_OF.match(frame.text.plain, stop)
    name = frame.text.unfold(start, more.end() if more else stop)
    sentence = frame.sentences.at(name.start)
    inside = sentence is not None and sentence.start_char < name.start
    place = frame.text.plain[start:stop].lower().rsplit(" ", 1)[-1] in _PLACES
    return Counted(name, None if more and more["second"] else count, strong=inside and not place, after=name.end)
