"""What joins a name to the items that follow it in its sentence: a colon, a comma, "of", "are", "namely", "that is"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tifabank.numbering import CARDINAL
from tifabank.rows import Sentence
from tifabank.stages.enumerations.counted import Counted
from tifabank.stages.enumerations.model import Frame
from tifabank.words import is_past

_HELD = r"(?:including|comprising|consisting\sof|made\sup\sof|composed\sof|covering|named(?:\safter)?|called)"
_AFTER_NAME = re.compile(
    rf"""
      (?P<han>[”」]?[\u4e00-\u9fff]{{0,4}}[，,]?(?:是指|指的是|就是|包括|即)[，：:]?)
    | (?P<gap>[\"”’]?\s*(?:
          (?:are|is|include|includes|namely|that\sis|i\.e\.)?\s*(?:[:：—–]|(?<=\s)-(?=\s))\s*(?:namely|that\sis|i\.e\.)?,?\s*
        | ,\s*(?:namely|that\sis(?:\sto\ssay)?|i\.e\.),?:?\s*
        | ,?\s*(?:{_HELD}|as\sfollows|such\sas)\s*[:：]\s*
        | ,?\s+{_HELD}\s+
        | (?P<comma>[\"”’]?,\s+(?!(?:and|or|but|which|who|so|as|in(?![^,.;:]{{1,60}}\sand\sin\s)|with|while|because)\b))))
    | (?P<of>\s*(?:of(?!\s+\d{{4}}\b)|for)\s+)
    | (?P<are>[\"”’]?(?:\s+of\s+\d{{4}})?\s+(?:are|were|includes?|comprises?|covers?|means?|refers?\s+to|stands?\s+for|consists?\s+of)\s+)""",
    re.IGNORECASE | re.VERBOSE,
)
_AFTER_PHRASE = re.compile(
    r"[\"”’]?(?:\s*[(（]|[^.:;!?()（）：；。—–]{1,100}?(?:[:：]\s*|,\s(?:that\sis(?:\sto\ssay)?|i\.e\.)[,:]\s+|,?\s(?:namely|including),?:?\s+|\s?[—–]\s?))"
)
_HEAD_AFTER = re.compile(
    r"[\"”’]?(?:\s[a-z][a-z-]*){1,4}?(?P<join>\s(?:of|for)\s|,\s)(?!that is\b|namely\b)"
)  # "four-in-one" linkage of A, B, C and D
_MEANT = re.compile(r"[\"”’]?,?(?:\s[\w'’-]+){1,6}?\s(?:means?|meant)\s")  # by "four good lanes" the county means ...
_ARE_LATER = re.compile(
    r"[\"”’]?(?:\s+of(?:\s(?!which|whom)[\w'’-]+){1,4}?)?(?:\s[(（][^()（）]{1,40}[)）])?"
    r"(?:,?\s(?:which|that|who)(?:\s(?!are|were)[\w'’-]+){1,8},(?=\s)|,?\s(?:which|that)(?=\s))?\s+(?:are|were)\s"
)  # "the four carriers of rural culture (2019), which few remember, are ..."
_OPENING_COMMA = re.compile(r"\s[^,.:;!?()（）]{3,60},\s(?=(?:an?|the|our|its)\s)")  # "Two things caught our eye, a car and a song."
_SAYS = re.compile(
    r"[\"”’]?,\s(?:[\w'’.-]+\s){1,4}?(?:says?|said|adds?|added|argues?|argued|explains?|explained|told\s[\w'’.-]+)\s?[:：]\s*"
)  # "It does four things, she says: ..."
_DASH = re.compile(r"\s?[—–]|\s-\s")
_NAMELY = re.compile(r"[^,;:.]{1,60}?(?:,\s(?:which|who|that)\s[^,;:.]{1,40})?(?:, namely,?:?\s+|:\s*|\s[(（]|\s[-–—]\s)", re.IGNORECASE)
_NAMELY_REACH = 80  # characters
_BRACKET = re.compile(r"[)）]")
_COUNT = re.compile(rf"\b(?:{CARDINAL})\b", re.IGNORECASE)
_ASIDE = re.compile(r"(?:including,?:?|[—–])\s*\Z")  # "four groups will be affected — A, B, C and D"
_EXPLAINS = re.compile(r"\b(?:namely|that\sis(?:\sto\ssay)?|i\.e\.)\W*\Z")
_JOINS = {"of": "of", "for": "for", ",": "comma"}


class Link(NamedTuple):
    """What joins a name to its items: where they begin, where they end at the latest, how they are joined, and whether by a colon.

    `way`: gap (a colon, a dash or "namely" right after the name), comma, of, for, are, apart (words between the name and the mark),
    said (after a colon and "she says"), opening comma (after a comma, of a name that opens its sentence).
    """

    begin: int
    limit: int
    way: str
    colon: bool


def links_of(frame: Frame, phrase: Counted, sentence: Sentence, end: int) -> Iterator[Link]:
    """The ways in which a counted phrase may be joined to items in its sentence, the likeliest first."""
    said = _SAYS.match(frame.text.raw, phrase.after, end)
    if said:
        yield Link(said.end(), end, "said", colon=True)
    link = _link(frame, phrase, end)
    if link:
        yield link
    later = _ARE_LATER.match(frame.text.raw, phrase.after, end)
    if later and not is_past(frame.text.raw[later.end() : end].split(" ", 1)[0].lower()):
        yield Link(later.end(), end, "are", colon=False)
    comma = _OPENING_COMMA.match(frame.text.raw, phrase.after, end) if phrase.name.start == sentence.start_char else None
    if comma:
        yield Link(comma.end(), end, "opening comma", colon=False)


def _link(frame: Frame, phrase: Counted, end: int) -> Link | None:
    """What joins a counted phrase to what follows it, up to the end of its sentence."""
    raw = frame.text.raw
    near, apart = _AFTER_NAME.match(raw, phrase.after, end), _AFTER_PHRASE.match(raw, phrase.after, end)
    if near and near["are"] and (apart or is_past(raw[near.end() : end].split(" ", 1)[0].lower())):
        near = None  # "two zones were opened: A and B"
    match = near or apart
    if match is apart and apart and _COUNT.search(raw, phrase.after, apart.end()):
        match = None  # "the two sides agreed on two points: ...": the items are another's
    way = _way(near) if near else "aside" if apart and _ASIDE.search(apart[0]) else "apart"
    if match is None and (phrase.strong or phrase.declared is None):
        meant, headed = _MEANT.match(raw, phrase.after, end), _HEAD_AFTER.match(raw, phrase.after, end)
        match = meant or headed
        way = "are" if meant else _JOINS[headed["join"].strip()] if headed else ""
    if match is None:
        return None
    namely = _NAMELY.match(raw, match.end(), min(end, match.end() + _NAMELY_REACH)) if way in ("of", "for") else None
    if namely:  # "four kinds of roads, namely ...": what follows "of" belongs to the name
        match, way = namely, "apart"
    mark = match[0].rstrip()[-1:]
    closing = {"(": _BRACKET, "（": _BRACKET, "—": _DASH, "–": _DASH, "-": _DASH}.get(mark)
    stop = closing.search(raw, match.end(), end) if closing else None
    return Link(match.end(), stop.start() if stop else end, way, colon=bool(namely) or mark in {":", "："})


def explains(frame: Frame, phrase: Counted, link: Link) -> bool:
    """Whether "namely" or "that is" joins the items to their name."""
    return bool(_EXPLAINS.search(frame.text.raw, phrase.after, link.begin))


def _way(near: re.Match[str]) -> str:
    """How a name is joined to what follows it at once."""
    if near["han"]:
        return "gap"
    if near["of"]:
        return near["of"].split()[0]
    return "are" if near["are"] else "comma" if near["comma"] else "gap"
