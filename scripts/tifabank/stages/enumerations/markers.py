"""Markers of items in running text, and the sequences they form.

Word markers (First, Secondly, One is, on the other hand, finally) and number signs ((1), 2., ③, 三、) go through the same
assembly: a 1 opens a sequence, n + 1 continues the innermost open one that stands at n in the same section.
"""

from __future__ import annotations

from typing import NamedTuple

from tifabank.stages.enumerations.marking import MARKS, Marker, found_markers
from tifabank.stages.enumerations.model import Frame

_DEEPEST = 50  # lists open inside each other at once
_REACH = 12  # body paragraphs that may lie between two items


_INSIDE = frozenset(("inside", "elliptic"))
_WORDY = frozenset(("word", "one", "other", "begin", "next", "then", "inside", "one again", "han"))
_TELLING = frozenset(("inside", "one again"))  # markers that a narrative has too: two do not make a list


class Sequence_(NamedTuple):  # noqa: N801  # `Sequence` is a standard name of another thing
    """Markers that belong together, in order."""

    markers: list[Marker]
    section: str | None


def sequences(frame: Frame) -> list[list[Marker]]:
    """All sequences of at least two markers, outer ones before inner ones where they start together."""
    done: list[Sequence_] = []
    open_: list[Sequence_] = []
    for marker in sorted(found_markers(frame), key=lambda m: m.span):
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
    opens = paragraph is not None and marker.span.start - paragraph.start_char <= MARKS
    return opens or frame.body.apart(last.span.start, marker.span.start) == 0


def _quotation(frame: Frame, marker: Marker) -> tuple[int, int] | None:
    """The quotation in which a marker stands."""
    around = frame.quoted.holding(*marker.span)
    return (around.start_char, around.end_char) if around else None
