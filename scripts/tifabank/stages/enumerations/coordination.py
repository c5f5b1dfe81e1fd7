"""Coordinations: the parts of "A, B and C", by semicolons, else by commas and the last "and"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from tifabank.scan import within
from tifabank.stages.enumerations.model import Frame
from tifabank.text import Span, before_notes
from tifabank.words import AUXILIARIES, PRONOUNS, VERBS, is_adjective, is_adverb, is_past, is_present

_PREDICATE = re.compile(r"\s(?:which|that|have|has|is|are|was|were|will|can|must|should|in order|so as|so that)\s|[;:]")
_AFTER_COMMA = re.compile(
    r",\s(?:and\s)?(?:is|are|was|were|have|has)\s|,\s(?:he|she|they|it|the [a-z]+|[A-Z]\w+(?: [A-Z]\w+)*)\s(?:said|noted|added|told|explained|stressed|says|adds)\b"
)
_SHARED_OPENING = re.compile(
    r"(?:(?:it|they|we|he|she|you|I|one|(?P<noun>(?:the\s)?[A-Za-z-]{3,})\s(?:that|which|who))\s"
    r"(?:(?P<modal>must|should|shall|will|can|may|need to|have to|has to|ought to)|(?:is|are|was|were)(?:\salso)?|(?P<verb>[a-z]+(?:ed|s)|took|chose|gave|made|saw|found))"
    r")\s(?=\S)",
    re.IGNORECASE,
)
_NOTED_END = re.compile(r"(?<=[a-z])[.]\d{1,2}(?=\s+[A-Z])")  # "... a source of warmth.1 The first ..."
_ASIDE = r"\s+(?:and|or),\s[^,;]{1,60},\s+"  # "tea, temples and, since the flood, its builders"
_COMMAS = rf"{_ASIDE}|\s*(?:[，、]|,(?!\d)|(?<!\d),)[”\"’]?\s*(?:and\s+|or\s+)?"  # the mark may stand inside the quotation
_SEMICOLONS = r"\s*[;；]\s*(?:and\s+)?"


class Separator(NamedTuple):
    """What parts a coordination, and expressions one of which is always in it, by which a stretch without it is known at once."""

    pattern: re.Pattern[str]
    marks: tuple[str, ...]


_CONJUNCTION = r"\s(?:and|or|as well as)\s"
_ANY_JOINT = ("[,，、;；和与及]", _CONJUNCTION)
_COMMA = Separator(re.compile(_COMMAS), ("[,，、]",))
_SEPARATOR = Separator(re.compile(rf"{_COMMAS}|\s+(?:and|or|as well as)\s+"), ("[,，、]", _CONJUNCTION))
_HAN_JOINT = Separator(re.compile(r"、|(?<=[\u4e00-\u9fff])(?:以及|和|与|及)(?=[\u4e00-\u9fff])"), ("[、和与及]",))
_SEMICOLON = Separator(re.compile(_SEMICOLONS), ("[;；]",))
_ANY_MARK = Separator(re.compile(rf"{_SEMICOLONS}|{_COMMAS}"), ("[;；]", "[,，、]"))
_RELATIVE = re.compile(r"(?:which|who|whose|whom|where|especially|particularly|notably|above all)\s")
_MOST_MERGED = 3  # parts too many that may be put to others
LONGEST_COORDINATION = 2000  # characters of a coordination: lists in a text without full stops stay linear
_SHORT = 500  # characters: most sentences
_TOO_MANY = _MOST_MERGED + 1  # parts too many at which the rest of a long sentence is not read: no list may have so many


def parts_of(frame: Frame, begin: int, limit: int, declared: int | None, *, of: bool = False, whole: bool = False) -> list[Span]:
    """The parts of a coordination that starts at `begin`; after "of" it stops before a predicate.

    Of many more parts than declared only the first ones are given, if not the `whole` is asked for; of a stretch longer than any
    coordination only its beginning is read.
    """
    limit = reach(frame, begin, limit)
    if not has_joint(frame, begin, limit):
        return []
    end = _coordination_end(frame, begin, limit, of=of)
    most = None if whole or declared is None else declared + _TOO_MANY
    stop = _semicolon(frame, begin, end)
    if stop and len(_parts(frame, begin, end, _SEMICOLON, most)) != declared:
        first = _split(frame, begin, stop.start(), declared, most)
        if len(first) == declared:
            return first  # "A, B and C; others have D"
    return _split(frame, begin, end, declared, most)


def reach(frame: Frame, begin: int, limit: int) -> int:
    """How far a coordination may reach: to the limit, or to the last whole word that the longest one can hold."""
    if limit <= begin + LONGEST_COORDINATION:
        return limit
    blank = frame.text.raw.rfind(" ", begin, begin + LONGEST_COORDINATION)
    return blank if blank > begin else begin + LONGEST_COORDINATION


def has_joint(frame: Frame, begin: int, end: int) -> bool:
    """Whether a stretch is short or anything in it can join the parts of a coordination."""
    return _can_hold(frame, _ANY_JOINT, begin, end)


def _can_hold(frame: Frame, marks: tuple[str, ...], begin: int, end: int) -> bool:
    """Whether a stretch is short, so that it is read at no cost, or holds one of the marks."""
    return end - begin < _SHORT or any(within(frame.places(mark), begin, end) for mark in marks)


def _semicolon(frame: Frame, begin: int, end: int) -> re.Match[str] | None:
    """The first semicolon in a stretch."""
    return _SEMICOLON.pattern.search(frame.text.raw, begin, end) if _can_hold(frame, _SEMICOLON.marks, begin, end) else None


def separated(frame: Frame, begin: int, end: int) -> list[Span]:
    """The parts between commas and conjunctions."""
    return _parts(frame, begin, end, _SEPARATOR, None)


def without_shared_opening(frame: Frame, parts: list[Span]) -> list[Span]:
    """The parts, the first without the subject and verb that all share: "they are small in value, wide in reach and hard to prove"."""
    opening = _SHARED_OPENING.match(frame.text.raw, *parts[0]) if parts else None
    if opening is None or opening.end() >= parts[0].end:
        return parts
    firsts = [frame.text.squeeze(*part).lower().split() for part in parts[1:]]
    if any(words[0] in PRONOUNS or words[0] == (opening["noun"] or "").lower() for words in firsts):
        return parts  # "it trains, it tests and it certifies": clauses of their own
    start = opening.end()
    if opening["noun"]:  # "roads that are well built, well managed, ..."
        head = frame.text.raw[start : parts[0].end].split()[0].lower()
        same = all(words[0] == head or is_adjective(words[0]) or is_past(words[0]) for words in firsts)
        start = start if same else parts[0].start
    elif opening["modal"]:
        start = start if all(words[0] in VERBS or is_adverb(words[0]) for words in firsts) else parts[0].start
    elif any(AUXILIARIES.intersection(words) for words in firsts):
        start = parts[0].start
    elif opening["verb"]:
        verbal = [is_present(words[0], "the") or is_past(words[0]) for words in firsts]
        start = opening.start("verb") if all(verbal) else start
        start = start if all(verbal) or not any(verbal) else parts[0].start
    return [Span(start, parts[0].end), *parts[1:]]


def _coordination_end(frame: Frame, begin: int, end: int, *, of: bool) -> int:
    """Where a coordination stops: before a predicate after "of", else at the sentence's final mark."""
    stop = (_PREDICATE if of else _AFTER_COMMA).search(frame.text.raw, begin, end) or _NOTED_END.search(frame.text.raw, begin, end)
    end = stop.start() if stop else end
    comma = frame.text.raw.find("，", max(begin, frame.text.raw.rfind("、", begin, end)), end) if "、" in frame.text.raw[begin:end] else -1
    apart = comma >= 0 and "，" not in frame.text.raw[begin:comma]  # "一张图、一支队、一张网，构建...": the clause goes on
    span = frame.text.strip(begin, comma if apart else end)
    body = frame.text.raw[span.start : before_notes(frame.text.raw, *span)].rstrip('.!?。！？;；,， "”’')
    return span.start + len(body)


def _split(frame: Frame, begin: int, end: int, declared: int | None, most: int | None) -> list[Span]:
    """The parts of a coordination: by semicolons, else by commas and the last "and"; the way that fits the count goes first."""
    usable: list[list[Span]] = []
    for parts in _ways(frame, begin, end, declared, most):
        if len(parts) > 1:
            usable.append(parts)
        if len(parts) == declared:
            return parts
    if declared is None or not usable or _semicolon(frame, begin, end):
        return usable[0] if usable else []
    return min(usable, key=lambda parts: abs(len(parts) - declared))  # "mines and ponds, and sites": the way that is nearest


def _ways(frame: Frame, begin: int, end: int, declared: int | None, most: int | None) -> Iterator[list[Span]]:
    """The ways in which a coordination can be cut, the likely ones first."""
    yield _parts(frame, begin, end, _SEMICOLON, most)
    yield _parts(frame, begin, end, _SEPARATOR, most)
    commas = _parts(frame, begin, end, _COMMA, most)
    yield commas
    yield _merged(frame, commas, declared)
    yield [*islice(_with_relatives(frame, _each_part(frame, begin, end, _COMMA)), most)]
    yield _parts(frame, begin, end, _HAN_JOINT, most)
    if _semicolon(frame, begin, end):
        yield _parts(frame, begin, end, _ANY_MARK, most)


def _with_relatives(frame: Frame, parts: Iterable[Span]) -> Iterator[Span]:
    """The parts with what says more about each put to it ("legality, which is a matter of form, and legitimacy, which ...")."""
    last: Span | None = None
    for part in parts:
        if last and _RELATIVE.match(frame.text.raw, part.start):
            last = Span(last.start, part.end)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _merged(frame: Frame, parts: list[Span], declared: int | None) -> list[Span]:
    """Parts between commas with short ones put to the next that holds an "and" ("self-rule, rule of law and rule of virtue combined")."""
    if declared is None or len(parts) - declared > _MOST_MERGED:
        return []
    parts = list(parts)
    while len(parts) > declared:
        i = next((i for i in range(len(parts) - 1) if _joins(frame, parts[i], parts[i + 1])), None)
        if i is None:
            break
        parts[i : i + 2] = [Span(parts[i].start, parts[i + 1].end)]
    return parts


def _joins(frame: Frame, part: Span, following: Span) -> bool:
    return len(frame.text.squeeze(*part).split()) <= 2 and " and " in frame.text.squeeze(*following)  # noqa: PLR2004


def _parts(frame: Frame, begin: int, end: int, separator: Separator, most: int | None) -> list[Span]:
    """The first parts between separators, at most so many."""
    return [*islice(_each_part(frame, begin, end, separator), most)]


def _each_part(frame: Frame, begin: int, end: int, separator: Separator) -> Iterator[Span]:
    """The parts between separators that are not empty; a quotation mark alone is no part."""
    start = begin
    marks = separator.pattern.finditer(frame.text.raw, begin, end) if _can_hold(frame, separator.marks, begin, end) else ()
    for mark in chain(marks, (None,)):
        part = frame.text.strip(start, mark.start() if mark else end)
        part = _unquoted(frame, part) if part.end > part.start else part
        if part.end > part.start:
            yield part
        start = mark.end() if mark else end


def _unquoted(frame: Frame, part: Span) -> Span:
    """A part without an opening quotation mark that nothing in it closes: "A," "B," and "C"."""
    words = frame.text.raw[part.start : part.end]
    return Span(part.start + 1, part.end) if words[0] in '“"‘' and not re.search(r"[”\"’]", words[1:]) else part
