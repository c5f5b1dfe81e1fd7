"""Counted phrases: the names that say how many things a list has ("four adherences", "five major mechanisms", "three-in-one")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tifabank.numbering import CARDINAL, cardinal
from tifabank.stages.enumerations.model import Frame
from tifabank.text import Span

_COUNT = rf"(?:{CARDINAL}|\d{{1,2}})"
_QUOTED = re.compile(
    rf"(?P<open>[\"“‘'「『《])(?P<name>(?P<count>{_COUNT})(?:[ -][^\"“”‘「」『』《》.,;:]{{1,60}}))(?P<close>[\"”’'」』》])", re.ASCII
)
_BARE = re.compile(rf"(?<![\w.,-])(?P<name>(?P<count>{_COUNT})(?P<words>(?: (?!{_COUNT}\b)[a-z][a-z'-]*){{1,5}}))(?![\w-])")
_JOINED = re.compile(rf"(?<![\w-])(?P<name>(?P<count>{CARDINAL}|\d{{1,2}})-(?:in-(?:one|1)\b|pronged [a-z-]+))")
_HAN = re.compile(r"[“「『](?P<name>(?P<count>[两二三四五六七八九十]{1,2})(?:个|大|项|种|条)?[\u4e00-\u9fff]{1,8})[”」』]")
_SECOND_COUNT = re.compile(rf"(?:,| and) {_COUNT}\b")
_KINDS = frozenset("kinds types sorts forms ways aspects modes categories sets pairs levels areas fields kind aspect".split())
_MEASURES = frozenset(
    "years months weeks days hours minutes seconds decades centuries times percent percentage dollars yuan euros pounds kilometers "
    "kilometres miles meters metres tons tonnes acres mu degrees people persons men women children countries cities provinces villages "
    "cases deaths members others ones thousands millions billions is was has does this thus its us as yes news always perhaps".split()
)
_SMALL_WORDS = frozenset("of the a an and or in on for to with by from at is are was were will have has had that which who".split())


class Counted(NamedTuple):
    """A counted phrase in raw offsets; `strong` if it is quoted, capitalised in mid sentence, or "-in-one", "-pronged"."""

    name: Span
    declared: int | None
    strong: bool
    after: int


def counted_phrases(frame: Frame) -> list[Counted]:
    """The counted phrases of body paragraphs, in order; of overlapping ones the quoted goes first."""
    found: list[Counted] = []
    for phrase in [*_quoted(frame), *_joined(frame), *_bare(frame)]:
        if not any(phrase.name.meets(other.name) for other in found) and frame.body.at(phrase.name.start):
            found.append(phrase)
    return sorted(found)


def _span(frame: Frame, start: int, end: int) -> Span:
    return Span(frame.text.first.raw(start), frame.text.first.raw_end(end))


def _quoted(frame: Frame) -> Iterator[Counted]:
    for pattern in (_QUOTED, _HAN):
        for match in pattern.finditer(frame.text.first.lower):
            count = cardinal(match["count"]) or {c: i for i, c in enumerate("一二三四五六七八九十", 1)}.get(
                match["count"].replace("两", "二")
            )
            if count == 1 or (match.re is _QUOTED and match["name"].split()[-1].rstrip("-") in _SMALL_WORDS):
                continue
            declared = None if _SECOND_COUNT.search(match["name"]) else count
            after = frame.text.first.raw_end(match.end())
            yield Counted(_span(frame, *match.span("name")), declared, strong=True, after=after)


def _joined(frame: Frame) -> Iterator[Counted]:
    for match in _JOINED.finditer(frame.text.first.lower):
        count = cardinal(match["count"])
        if count and count > 1:
            name = _span(frame, *match.span("name"))
            yield Counted(name, count, strong=True, after=name.end)


def _bare(frame: Frame) -> Iterator[Counted]:
    lower, plain = frame.text.first.lower, frame.text.plain
    for match in _BARE.finditer(lower):
        count = cardinal(match["count"])
        length = _noun_phrase(match["words"].split())
        if not count or count < 2 or not length:  # noqa: PLR2004
            continue
        words = match["words"].split()[:length]
        end = match.start() + len(" ".join([match["count"], *words]))
        name = _span(frame, match.start(), end)
        sentence = frame.sentences.at(name.start)
        inside = sentence is not None and sentence.start_char < name.start
        capital = plain[match.start()].isupper() and plain[match.start() + len(match["count"]) + 1].isupper()
        yield Counted(name, count, strong=inside and capital, after=name.end)


def _noun_phrase(words: list[str]) -> int:
    """How many words after the count belong to the name: up to its plural noun, with "of ..." after kinds and aspects."""
    for i, word in enumerate(words[:4]):
        if word in _SMALL_WORDS:
            return 0
        if word.endswith("s") and not word.endswith(("ss", "us", "'s")):
            if word in _MEASURES:
                return 0
            if word in _KINDS and words[i + 1 : i + 2] == ["of"]:
                rest = [n for n, w in enumerate(words[i + 2 :]) if w not in _SMALL_WORDS]
                return i + 2 + len(rest[:2]) if rest else i + 1
            return i + 1
    return 0
