"""Run-in headings: what names a paragraph inside its first line."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from tifabank.boundaries import ends_in
from tifabank.numbering import BULLET, ORDINALS, Sign, sign
from tifabank.rows import Paragraph
from tifabank.stages.sections.headings import Head
from tifabank.text import Span, Text
from tifabank.words import AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, PRONOUNS, is_present

_RUN_IN_WORDS = 40
_NUMBERED_WORDS = 20
_DASH = re.compile(r"[-–—] ")
_DASH_WORDS, _DASH_LENGTH = 10, 100  # words of a heading after a dash; characters of its paragraph
_COLON_WORDS = range(3, 21)
_BESIDE_WORDS, _WORD_HEADING = 6, 2
_PREDICATE_WORDS, _NAMED_WORDS = 8, 15  # words of such a heading; of its paragraph
_LEAST_PREDICATES = 3
_CLAUSE_WORDS, _LEAST_CLAUSE = 6, 3
_ANSWERS = frozenset("yes no well thanks right true sorry good perhaps maybe indeed exactly nothing thank".split())
_NO_THING = PRONOUNS | CONJUNCTIONS | PREPOSITIONS | _ANSWERS
_PAST = frozenset("came grew rose fell went became began kept made took got".split())
_LABELLED = re.compile(r"([A-Z][a-z-]+(?: [a-z-]+)?): (?=[a-z])")
_ORDINAL = re.compile(r"([A-Za-z]+), (?=\S)")
_ORDINAL_WORDS = 15
_IS_THE = re.compile(r"\s(?:is|are) (?:the|an?|its|our)\s")
_GOES_ON = frozenset(
    "including namely as following follows are is that".split()
)  # words after which a colon only brings what they announce
_COLONS = ":："
_BLANK = re.compile(r"__|□")  # to fill in


class _Opening(NamedTuple):
    """A paragraph with its folded start, the end of its first sentence and its end: told once, as each way asks for them."""

    paragraph: Paragraph
    start: int
    stop: int
    end: int


class _Way(NamedTuple):
    """A way to find a run-in heading, how many it takes in a stretch, and whether they stand in paragraphs one after the other."""

    find: Callable[[Text, _Opening], Head | None]
    least: int = 2
    adjacent: bool = False


def run_ins(text: Text, paragraphs: list[Paragraph], body: list[int]) -> dict[int, Head]:
    """Run-in headings by the first way that finds enough of them in the stretch."""
    body = [i for i in body if not paragraphs[i].text.startswith("^")]  # the notes of an encyclopedia
    openings = [_opening(text, paragraphs[i]) for i in body]
    for way in _WAYS:
        found = {k: head for k, opening in enumerate(openings) if (head := way.find(text, opening))}
        found = _in_rows(found, way.least) if way.adjacent else _of_one_build(text, openings, found)
        if len(found) >= way.least and len({text.squeeze(*h.span) for h in found.values()}) == len(found):
            found |= _beside(text, openings, found) if way.find is _unspaced else {}
            return {body[k]: head for k, head in found.items()}
    return {}


def _in_rows(found: dict[int, Head], least: int) -> dict[int, Head]:
    """Those of the headings found that stand in rows of `least` neighbours or more; keys are places in the stretch."""
    rows: list[list[int]] = []
    for k in found:
        if rows and rows[-1][-1] == k - 1:
            rows[-1].append(k)
        else:
            rows.append([k])
    return {k: found[k] for row in rows if len(row) >= least for k in row}


def _of_one_build(text: Text, openings: list[_Opening], found: dict[int, Head]) -> dict[int, Head]:
    """The headings after ordinals ("First, ...") alone, where two or more are so; keys are places in the stretch."""
    ordinal = {k: head for k, head in found.items() if _opens_with_ordinal(text, openings[k])}
    return ordinal if len(ordinal) > 1 else found


def _opens_with_ordinal(text: Text, opening: _Opening) -> bool:
    return _after_ordinal(text.plain, opening.start, opening.end) > opening.start


def _opening(text: Text, paragraph: Paragraph) -> _Opening:
    start, end = text.folded(paragraph.start_char), text.folded(paragraph.end_char)
    return _Opening(paragraph, start, next(iter(ends_in(text, start, end)), end), end)


def _head(text: Text, start: int, end: int, number: Sign | None, rule: str) -> Head | None:
    """A run-in heading over a folded range, its closing mark outside; None if it has no words."""
    words = text.plain[start:end].rstrip(" .。．")
    if not any(c.isalnum() for c in words):
        return None
    return Head("run_in", Span(text.first.raw(start), text.first.raw_end(start + len(words))), number, f"sections.{rule}")


def _unspaced(text: Text, opening: _Opening) -> Head | None:
    _, start, stop, end = opening
    if stop == end or text.plain[stop] == " " or text.plain[stop - 1] != ".":
        return None
    number = sign(text.plain, start, stop)
    begin = number.length + start if number else _after_ordinal(text.plain, start, stop)
    short = len(text.plain[begin:stop].split()) <= (_RUN_IN_WORDS if number or begin == start else _ORDINAL_WORDS)
    return _head(text, begin, stop, number, "run_in") if short else None


def _after_ordinal(plain: str, start: int, stop: int) -> int:
    """Where a heading begins that an ordinal opens ("First, build the base.")."""
    ordinal = _ORDINAL.match(plain, start, stop)
    return ordinal.end() if ordinal and ordinal[1].lower().removesuffix("ly") in ORDINALS else start


def _beside(text: Text, openings: list[_Opening], found: dict[int, Head]) -> dict[int, Head]:
    """Headings beside run-in ones that keep their space: first sentences as short as theirs. Keys are places in the stretch."""
    most = max(len(text.squeeze(*head.span).split()) for head in found.values())
    near = {j for k in found for j in (k - 1, k + 1) if 0 <= j < len(openings)} - found.keys()
    first_words = {tuple(text.squeeze(*head.span).split()[:2]) for head in found.values()}
    ordinal = any(_opens_with_ordinal(text, openings[k]) for k in found)
    heads: dict[int, Head | None] = {}
    for j in near:
        if ordinal:
            heads[j] = _short(text, openings[j], _ORDINAL_WORDS, ordinal=True) if _opens_with_ordinal(text, openings[j]) else None
        else:
            alike = tuple(openings[j].paragraph.text.split()[:2]) in first_words  # "Handle the relation between ..."
            heads[j] = _short(text, openings[j], most if alike else min(most, _BESIDE_WORDS))
    return {j: head for j, head in heads.items() if head}


def _word(text: Text, opening: _Opening) -> Head | None:
    """A first sentence of one or two words ("Serving. The village ...")."""
    return _short(text, opening, _WORD_HEADING)


def _predicate(text: Text, opening: _Opening) -> Head | None:
    """A short first sentence of the build "X is the Y." before a longer text."""
    head = _short(text, opening, _PREDICATE_WORDS)
    return head if head and _IS_THE.search(text.squeeze(*head.span)) and opening.paragraph.words >= _NAMED_WORDS else None


def _short(text: Text, opening: _Opening, most: int, *, ordinal: bool = False) -> Head | None:
    """A first sentence of at most so many words before more text; `ordinal` leaves an ordinal at its head out."""
    _, start, stop, end = opening
    if stop == end or text.plain[stop - 1] != ".":
        return None
    begin = _after_ordinal(text.plain, start, stop) if ordinal else start
    words = text.plain[begin:stop].split(maxsplit=most)
    short = 0 < len(words) <= most and words[0].lower().strip(".") not in _ANSWERS
    return _head(text, begin, stop, None, "run_in") if short else None


def _clause(text: Text, opening: _Opening) -> Head | None:
    """A first sentence that is one short clause about a thing ("Roads were repaired.") before a longer text."""
    head = _short(text, opening, _CLAUSE_WORDS)
    words = text.squeeze(*head.span).lower().split() if head else []
    if len(words) < _LEAST_CLAUSE or opening.paragraph.words < _NAMED_WORDS or not all(w.replace("-", "").isalpha() for w in words):
        return None
    says = not AUXILIARIES.isdisjoint(words[1:]) or words[-1].endswith("ed") or not _PAST.isdisjoint(words[1:])
    thing = words[0] not in _NO_THING and ORDINALS.keys().isdisjoint(words)
    return head._replace(rule="sections.run_in_clause") if head and says and thing else None


def _label(text: Text, opening: _Opening) -> Head | None:
    """One or two words before a colon that the text follows in lower case ("Money: the budget grows ..."): no speaker."""
    _, start, _, end = opening
    label = _LABELLED.match(text.plain, start, end)
    return _head(text, start, label.end(1), None, "run_in_clause") if label and opening.paragraph.words >= _NAMED_WORDS else None


def _numbered(text: Text, opening: _Opening) -> Head | None:
    _, start, stop, end = opening
    number = sign(text.plain, start, end)
    dash = _DASH.match(text.plain, start, end)
    if dash and stop < end and len(text.plain[start:stop].split()) <= _DASH_WORDS and end - start > _DASH_LENGTH:
        return _head(text, dash.end(), stop, None, "run_in_number")
    if not number or stop == end or len(text.plain[start:stop].split()) > _NUMBERED_WORDS:
        return None
    return _head(text, start + number.length, stop, number, "run_in_number")


def _before_colon(text: Text, opening: _Opening) -> Head | None:
    """A clause before a colon; a speaker's name before a colon is none."""
    _, start, stop, end = opening
    colon = min((c for c in (text.plain.find(mark, start, stop) for mark in _COLONS) if c > 0), default=-1)
    if colon < 0 or BULLET.match(text.plain, start, end) or _BLANK.search(text.plain, start, end):
        return None  # nothing announced, a list line, or one of a form
    words = text.plain[start:colon].split()
    if (
        len(words) not in _COLON_WORDS
        or colon + 1 >= end
        or not any(w[0].islower() for w in words[1:])
        or not AUXILIARIES.isdisjoint(words)
        or any(is_present(a, b) for a, b in pairwise([*map(str.lower, words[1:]), ""]))
        or words[-1].lower() in _GOES_ON
    ):
        return None
    return _head(text, start, colon, None, "run_in_colon")


_WAYS = [
    _Way(_unspaced),
    _Way(_numbered),
    _Way(_before_colon),
    _Way(_word),
    _Way(_predicate, _LEAST_PREDICATES),
    _Way(_clause, _LEAST_PREDICATES, adjacent=True),
    _Way(_label, _LEAST_PREDICATES, adjacent=True),
]
