"""Markers of items, one by one: word markers, number signs at line starts and inside paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tifabank.numbering import CARDINALS, ORDINALS, article, han_number, sign
from tifabank.scan import found_at
from tifabank.stages.enumerations.model import Frame
from tifabank.stages.enumerations.wordings import INLINE_SIGN, WORDS, can_open_after, opener_starts, sign_starts
from tifabank.text import Span
from tifabank.words import ARTICLES

_AND = "And "
MARKS = 6  # quotation marks, brackets and blanks that may stand before a marker at a sentence start
_AFTER_COUNT = (",", ":")
_BEFORE_COUNT = ("And ", ": ", "; ", "; and ")
_LY_OR_COMMA = (",", ":")


class Marker(NamedTuple):
    """A marker in raw offsets: its family, its value (None: whatever comes next) and whether it closes its sequence."""

    span: Span
    family: str
    value: int | None
    closes: bool = False


def found_markers(frame: Frame) -> Iterator[Marker]:
    """All markers of a text, by their ways of finding them."""
    yield from _word_markers(frame)
    yield from _line_signs(frame)
    yield from _inline_signs(frame)


def _word_markers(frame: Frame) -> Iterator[Marker]:
    """First, Secondly, One is, finally, 第一."""
    lower, plain, reading = frame.text.first.lower, frame.text.plain, frame.text.first
    for start in opener_starts(lower, han=frame.has_han):
        match = WORDS.match(lower, start) if _can_open(frame, plain, start) else None
        if match and (marker := _word_marker(match, plain)) and frame.body.at(reading.raw(match.start())):
            begin = match.start() - (len(_AND) if _takes_and(match, plain) else 0)
            span = Span(reading.raw(begin), reading.raw_end(match.start() + len(match[0].rstrip())))
            if _opens(frame, span, plain, match.start()):
                yield marker._replace(span=span)


def _inline_signs(frame: Frame) -> Iterator[Marker]:
    """Number signs inside paragraphs: (1), b), ③, 2. after a colon."""
    plain, reading = frame.text.plain, frame.text.first
    for match in found_at(INLINE_SIGN, plain, sign_starts(plain), len(plain)):
        start = reading.raw(match.start())
        body = frame.body.at(start)
        found = sign(plain, match.start(), match.end() + 1)
        if body and found and start != body.start_char:
            yield Marker(Span(start, reading.raw_end(match.start() + len(match[0].rstrip()))), "sign " + found.style, found.value)


def _takes_and(match: re.Match[str], plain: str) -> bool:
    """Whether an "And" that opens the sentence belongs to the marker: "And finally", "And then"."""
    return bool(match["next"] or match["then"] or match["last"]) and plain.startswith(_AND, max(0, match.start() - len(_AND)))


def _line_signs(frame: Frame) -> Iterator[Marker]:
    for paragraph in frame.body.rows:
        found = sign(paragraph.text, 0, len(paragraph.text)) or article(paragraph.text, 0, len(paragraph.text))
        if found:
            length = len(paragraph.text[: found.length].rstrip())
            start = paragraph.start_char
            yield Marker(frame.text.strip(start, start + length), "sign " + found.style, found.value)


def _can_open(frame: Frame, plain: str, at: int) -> bool:
    """Whether a word marker at a place could pass `_opens`: most words that could be one stand in the middle of a clause."""
    if can_open_after(plain, at):
        return True
    raw = frame.text.first.raw(at)
    sentence = frame.sentences.at(raw)
    return sentence is not None and raw - sentence.start_char <= MARKS + len(_AND)


def _opens(frame: Frame, span: Span, plain: str, at: int) -> bool:
    """Whether a word marker stands where an item can start: at a sentence start, or after a mark or "and"."""
    sentence = frame.sentences.at(span.start)
    if sentence and not frame.text.raw[sentence.start_char : min(span.start, sentence.start_char + MARKS)].strip("\"'“‘(（ \n"):
        return span.start - sentence.start_char <= MARKS
    return can_open_after(plain, at)


def _word_marker(match: re.Match[str], plain: str) -> Marker | None:
    """The marker that a match is, its span still to be set; None for words that mark nothing."""
    here = Span(match.start(), match.end())
    if match["is"] or match["taken_up"] or match["elliptic"] or match["word"]:
        return _ordinal_marker(match, here, plain)
    if match["cardinal"] or match["one"]:
        return Marker(here, "one", CARDINALS[match["cardinal_value"] or "one"])
    if match["other"]:
        return Marker(here, "other", None)
    if match["hand"] or match["other_hand"] or match["thing"]:
        return _pair_marker(match, here)
    if match["begin"]:
        return Marker(here, "begin", 1)
    if match["counted"]:
        return _counted_marker(match, here, plain)
    if match["next"] or match["inside"] or match["then"] or match["last"]:
        return _following_marker(match, here, plain)
    return _han_marker(match, here)


def _pair_marker(match: re.Match[str], here: Span) -> Marker:
    """On the one hand, on the other; for one thing, for another."""
    family, which = ("thing", match["thing_which"]) if match["thing"] else ("hand", match["which"])
    return Marker(here, family, 1 if which and which.startswith("one") else 2)


def _following_marker(match: re.Match[str], here: Span, plain: str) -> Marker | None:
    """Next, then, finally: at the start of a sentence, before a comma, after "and" or with a verb ("the next thing is")."""
    with_and = _takes_and(match, plain)
    capital = plain[match.start()].isupper() or with_and
    if match["inside"]:
        return Marker(here, "inside", None)
    if match["then"]:
        return Marker(here, "next" if with_and else "then", None) if capital else None
    joined = bool(match["last"]) and plain.endswith("and ", 0, match.start())
    verbal = match[0].endswith((" is", " was"))
    if not (capital or joined or verbal or plain[match.end() : match.end() + 1] == ","):
        return None
    return Marker(here, "word" if match["last"] else "next", None, closes=bool(match["last"]))


def _counted_marker(match: re.Match[str], here: Span, plain: str) -> Marker | None:
    """Step one, Number two; and "One, we must ..." at the start of a sentence."""
    value = CARDINALS.get(match["bare_value"] or match["counted_value"]) or int(match["counted_value"])
    bare = plain[match.end() : match.end() + 1] not in _AFTER_COUNT  # "Part one deals with ...", not "in part one of the book"
    opens = plain[match.start()].isupper() or plain.endswith(_BEFORE_COUNT, 0, match.start())
    return Marker(here, "counted", value) if opens or (match["counted_value"] and not bare) else None


def _ordinal_marker(match: re.Match[str], here: Span, plain: str) -> Marker | None:
    """First, Secondly, The third is; and "The first camp ...", which takes up a name."""
    if match["is"]:
        return Marker(here, "word", ORDINALS[match["is_word"] or match["aside_word"] or match["dashed_word"]])
    if match["elliptic"]:
        return Marker(here, "elliptic", ORDINALS[match["elliptic_value"]])
    if match["taken_up"]:
        return Marker(here, "taken up", ORDINALS[match["taken_up_value"]]) if plain[match.start()].isupper() else None
    marks = bool(match["ly"]) or plain[match.end() : match.end() + 1] in _LY_OR_COMMA or _bare_opening(match, plain)
    return Marker(here, "word", ORDINALS[match["value"]]) if marks else None


def _bare_opening(match: re.Match[str], plain: str) -> bool:
    """Whether a bare ordinal opens a clause ("First we must"): a capitalised one before a small word, not "The first lady"."""
    word = plain[match.end() : match.end() + 30].strip().split(" ")[0]
    if match["word"].startswith(("the", "in ", "under", "according")):
        return False
    if not plain[match.start()].isupper():
        return word in ARTICLES  # "first the rain was exceptional, second the ..."
    return word in {"we", "it", "is", "there", "to", "they", "you", "I", "comes", "come", "the", "by"}


def _han_marker(match: re.Match[str], here: Span) -> Marker:
    if match["han_word"]:
        order = {"首先": 1, "其次": 2, "再次": 3}
        return Marker(here, "han", order.get(match["han_word"]), closes=match["han_word"] == "最后")
    return Marker(here, "han", han_number(match["han_value"] or match["han_own"] or match["han_is"]))
