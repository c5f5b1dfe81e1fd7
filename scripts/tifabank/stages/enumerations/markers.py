"""Markers of items in running text, and the sequences they form.

Word markers (First, Secondly, One is, on the other hand, finally) and number signs ((1), 2., ③, 三、) go through the same
assembly: a 1 opens a sequence, n + 1 continues the innermost open one that stands at n in the same section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tifabank.numbering import CARDINALS, ORDINALS, article, han_number, sign
from tifabank.stages.enumerations.model import Frame
from tifabank.stages.enumerations.wordings import INLINE_SIGN, OPENING, WORD_START, WORDS
from tifabank.text import Span
from tifabank.words import ARTICLES

_AND = "And "
_MARKS = 6  # quotation marks, brackets and blanks that may stand before a marker at a sentence start
_DEEPEST = 50  # lists open inside each other at once
_REACH = 12  # body paragraphs that may lie between two items
_AFTER_COUNT = (",", ":")
_BEFORE_COUNT = ("And ", ": ", "; ", "; and ")
_LY_OR_COMMA = (",", ":")


_INSIDE = frozenset(("inside", "elliptic"))
_WORDY = frozenset(("word", "one", "other", "begin", "next", "then", "inside", "one again", "han"))
_TELLING = frozenset(("inside", "one again"))  # markers that a narrative has too: two do not make a list


class Marker(NamedTuple):
    """A marker in raw offsets: its family, its value (None: whatever comes next) and whether it closes its sequence."""

    span: Span
    family: str
    value: int | None
    closes: bool = False


class Sequence_(NamedTuple):  # noqa: N801  # `Sequence` is a standard name of another thing
    """Markers that belong together, in order."""

    markers: list[Marker]
    section: str | None


def sequences(frame: Frame) -> list[list[Marker]]:
    """All sequences of at least two markers, outer ones before inner ones where they start together."""
    done: list[Sequence_] = []
    open_: list[Sequence_] = []
    for marker in sorted(_markers(frame), key=lambda m: m.span):
        _place(frame, marker, open_, done)
    return [s.markers for s in sorted(done + open_, key=lambda s: s.markers[0].span) if _is_list(s.markers)]


def _is_list(markers: list[Marker]) -> bool:
    """Whether there are markers enough: two, or three where "First you drink, then you talk" may just tell what happened."""
    telling = any(marker.family in _TELLING for marker in markers)
    return len(markers) > 1 + telling


def _place(frame: Frame, marker: Marker, open_: list[Sequence_], done: list[Sequence_]) -> None:
    key = frame.section_of(marker.span.start)
    if marker.family == "one" and open_ and _says_one_again(frame, open_[-1].markers[-1], marker):
        marker = marker._replace(family="one again", value=None)
    while open_ and frame.body.apart(open_[0].markers[-1].span.start, marker.span.start) > _REACH:
        done.append(open_.pop(0))
    for depth in range(len(open_) - 1, -1, -1):
        if marker.value != 1 and _continues(frame, open_[depth], marker, key):
            done += open_[depth + 1 :]
            del open_[depth + 1 :]
            open_[depth].markers.append(marker)
            if marker.closes:
                done.append(open_.pop())
            return
    opens = marker.value == 1 or marker.family == "sign article" or (not open_ and _is_first_text(frame, marker))
    if marker.value is not None and not marker.closes and opens:
        open_.append(Sequence_([marker], key))
        if len(open_) > _DEEPEST:
            done.append(open_.pop(0))


def _says_one_again(frame: Frame, last: Marker, marker: Marker) -> bool:
    """Whether a "one is" follows another in its sentence: "one is the promised time, one is the platform time"."""
    bare = frame.text.squeeze(*marker.span).lower() in ("one is", "one was")
    return bare and last.family in ("one", "one again") and frame.sentences.at(last.span.start) == frame.sentences.at(marker.span.start)


def _is_first_text(frame: Frame, marker: Marker) -> bool:
    """Whether a marker stands in the first paragraphs of the text: the second page of an article may open with "Third"."""
    return frame.body.apart(frame.body.rows[0].start_char, marker.span.start) <= 1


def _continues(frame: Frame, sequence: Sequence_, marker: Marker, section: str | None) -> bool:
    last = sequence.markers[-1]
    if marker.value is None and _quotation(frame, sequence.markers[0]) != _quotation(frame, marker):
        return False  # "First they ...," she said. Then ...
    near = frame.body.apart(last.span.start, marker.span.start) <= _REACH
    if marker.family == "next" and not _same_or_opens(frame, last, marker):
        return False  # "Besides, ..." in the middle of a later paragraph adds to what that paragraph says
    if marker.family in _INSIDE and frame.sentences.at(last.span.start) != frame.sentences.at(marker.span.start):
        return False  # "First you call, then you wait, and only after that do you go": one sentence
    if marker.family == "then" and not (last.value == 1 or last.family in {"next", "then"}):
        return False  # a bare "Then" goes on only after the first, or another one of its kind
    if marker.family == "then" and frame.body.apart(last.span.start, marker.span.start):
        return False  # and in its paragraph: a new one that opens with "Then" goes on telling
    article_ = marker.family == last.family == "sign article"  # one may be a lead-in, with a section of its own
    together = frame.same_block(last.span.start, marker.span.start) if article_ else sequence.section == section
    if not together or not near:
        return False
    pair = {last.family, marker.family}
    if marker.value is None:
        loose = marker.family in {"next", "then", "inside"} and sequence.markers[0].family not in {"begin", "word"}
        return last.family in {"word", "begin", "next", "then", "inside", "one", "one again", "other", "han"} and not loose
    value = sequence.markers[0].value or 1
    at = value + len(sequence.markers)
    alike = len(pair) == 1 or pair <= _WORDY or pair in ({"word", "taken up"}, {"taken up", "elliptic"})
    return alike and marker.value == at


def _same_or_opens(frame: Frame, last: Marker, marker: Marker) -> bool:
    """Whether a marker stands in the paragraph of the one before it, or opens its own."""
    paragraph = frame.body.at(marker.span.start)
    opens = paragraph is not None and marker.span.start - paragraph.start_char <= _MARKS
    return opens or frame.body.apart(last.span.start, marker.span.start) == 0


def _quotation(frame: Frame, marker: Marker) -> tuple[int, int] | None:
    """The quotation in which a marker stands."""
    around = frame.quoted.holding(*marker.span)
    return (around.start_char, around.end_char) if around else None


def _markers(frame: Frame) -> Iterator[Marker]:
    lower, plain, reading = frame.text.first.lower, frame.text.plain, frame.text.first
    for place in WORD_START.finditer(lower):
        match = WORDS.match(lower, place.start())
        if match and (marker := _word_marker(match, plain)) and frame.body.at(reading.raw(match.start())):
            begin = match.start() - (len(_AND) if _takes_and(match, plain) else 0)
            span = Span(reading.raw(begin), reading.raw_end(match.start() + len(match[0].rstrip())))
            if _opens(frame, span, plain, match.start()):
                yield marker._replace(span=span)
    yield from _line_signs(frame)
    for match in INLINE_SIGN.finditer(plain):
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


def _opens(frame: Frame, span: Span, plain: str, at: int) -> bool:
    """Whether a word marker stands where an item can start: at a sentence start, or after a mark or "and"."""
    sentence = frame.sentences.at(span.start)
    if sentence and not frame.text.raw[sentence.start_char : min(span.start, sentence.start_char + _MARKS)].strip("\"'“‘(（ \n"):
        return span.start - sentence.start_char <= _MARKS
    return bool(OPENING.search(plain[max(0, at - 9) : at]))


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
