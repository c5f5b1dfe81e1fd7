"""Lists whose items carry markers: ordinal (words), numbered (signs) and bulleted (signs at line starts)."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from tifabank.numbering import BULLET, is_list_line
from tifabank.rows import Paragraph, Sentence
from tifabank.stages.enumerations.markers import sequences
from tifabank.stages.enumerations.marking import Marker
from tifabank.stages.enumerations.model import Found, Frame, Item, label_of, trim
from tifabank.text import Span

TAKEN_UP = "taken up"  # "The first camp ...": a list only where a counted phrase names it
_COUNTS = "two|three|four|five|six|seven|eight|nine|ten"
_WHOLE = rf"(?:(?:these|the above|the(?: above)?) (?:{_COUNTS})\b|these\b|them\b|the above\b)"
_RETURN = re.compile(
    rf"(?:in (?:short|sum|summary|conclusion|brief|general|all|a word|this way|other words)|to (?:sum up|conclude|summari[sz]e)"
    rf"|(?:overall|altogether|together|all in all|taken (?:together|as a whole)|as a whole|all (?:this|these|the above))\b"
    rf"|both (?:must|are|were|should|need|can|will|have)\b|(?:all|both|none|neither|each|either|most|any) of (?:this\b|it\b|{_WHOLE})"
    rf"|only (?:in this way|then|thus|so|(?:by|through|when|with|if) (?:[a-z]+ )?(?:all|both|this|so|{_WHOLE}))\b|(?:through|with|by|for|from|behind|under|given) (?:all )?{_WHOLE}"
    rf"|(?:these|the above|the(?: above)?) (?:{_COUNTS})\b|the above\b"
    r"|these (?:aspects|points|measures|tasks|steps|requirements|principles|reasons|efforts)\b"
    r"|(?:\w+ ){1,4}the (?:latter|former)\b|只有这样|总之|综上|以上|上述)",
    re.IGNORECASE,
)
_BOXES = "□☐☑■●○◯"
_BOX = re.compile(rf"(?<!\S)[{_BOXES}]\ufe0f?\s*(?=[^\s{_BOXES}])")  # "□ yes  □ no"
_MOST_LINES = 50  # in the last item of a list
_TOPIC_STEM = 5
_MARKS = 6  # quotation marks, brackets and blanks that may stand before a marker at a paragraph start
_WORD_FAMILIES = frozenset({"word", "one", "other", "begin", "next", "then", "inside"})
_OPENING_WORDS = 9
_TOPIC_STOP = frozenset("about after other their there these those which would could should through under between within".split())


def marked_lists(frame: Frame) -> list[Found]:
    """Ordinal, numbered and bulleted lists."""
    found = sequences(frame)
    lists = [_found(frame, markers, limit) for markers, limit in zip(found, _limits(frame, found), strict=True)]
    return [made for made in lists if all(item.label != item.marker for item in made.items)] + _bulleted(frame) + _boxes(frame)


def _limits(frame: Frame, found: list[list[Marker]]) -> list[int]:
    """For each sequence where its last item must have ended: where the next one of its kind of markers starts."""
    limits: list[int] = []
    ahead: dict[str, list[int]] = {}
    for markers in reversed(found):
        kind = "word" if markers[0].family in _WORD_FAMILIES else markers[0].family
        starts = ahead.setdefault(kind, [])  # falling, the nearest last
        while starts and starts[-1] <= markers[-1].span.start:
            starts.pop()
        limits.append(_sentence_start(frame, starts[-1], markers[-1].span.start) if starts else len(frame.text.raw))
        starts.append(markers[0].span.start)
    return limits[::-1]


def _sentence_start(frame: Frame, position: int, after: int) -> int:
    """Start of the sentence at a position if it lies after another one, else the position."""
    sentence = frame.sentences.at(position)
    return sentence.start_char if sentence and sentence.start_char > after else position


def _found(frame: Frame, markers: list[Marker], limit: int) -> Found:
    kind = "numbered" if markers[0].family.startswith("sign") else "ordinal"
    starts = [m.span.start for m in markers]
    spans = [_inner(frame, a, b) for a, b in pairwise(starts)]
    last = _last(frame, starts[-1], spans, limit)
    around = frame.quoted.holding(starts[0], starts[-1] + 1)
    limit = min(limit, around.end_char) if around else limit  # a list that is quoted ends with its quotation
    spans.append(trim(frame.text, last.start, limit) if limit < last.end else last)
    items = tuple(_item(frame, span, marker.span) for span, marker in zip(spans, markers, strict=True))
    if markers[0].family == "taken up":
        return Found(TAKEN_UP, "enumerations.ordinal", items)
    return Found(kind, f"enumerations.{kind}", items)


def _item(frame: Frame, span: Span, marker: Span) -> Item:
    begin = marker.end
    while begin < span.end and (frame.text.raw[begin].isspace() or frame.text.raw[begin] in ",，:：、"):
        begin += 1
    label = label_of(frame.text, begin, span.end)
    return Item(span, marker, label if label.end > label.start else marker)


def _inner(frame: Frame, start: int, following: int) -> Span:
    """An item that another one follows: up to it, at most to the end of the last running text before it."""
    before = frame.body.starting_before(following)
    end = min(following, before.end_char) if before and before.start_char < following else following
    sentence = frame.sentences.at(following)
    if sentence and start < sentence.start_char < end:
        end = sentence.start_char  # "... . We must, second, ...": what leads to the marker is not the item before
    return trim(frame.text, start, end)


def _last(frame: Frame, start: int, earlier: list[Span], limit: int) -> Span:
    """The last item: its sentence if the earlier ones are sentences (or less), else its paragraph without what returns to the whole.

    What returns to the whole is looked for up to `limit`, where another list begins.
    """
    paragraph, sentence = frame.body.at(start), frame.sentences.at(start)
    if paragraph is None or sentence is None:
        return Span(start, start + 1)
    single = not any(_has_sentences(frame, span) for span in earlier)
    if paragraph.text[-1] in ":：":
        return Span(start, _lines_end(frame, paragraph))
    inside = start - paragraph.start_char > _MARKS  # behind a page break the paragraph goes on
    if single and (inside or sentence.start_char <= earlier[-1].end or frame.body.apart(earlier[0].start, start) == 0):
        return frame.text.strip(start, sentence.end_char)
    return frame.text.strip(start, _before_return(frame, paragraph, start, limit))


def _has_sentences(frame: Frame, item: Span) -> bool:
    """Whether more than one sentence stands in an item; what a page break cut off is none."""
    return any(not s.text[0].islower() for s in frame.sentences.starting_in(item.start + 1, item.end))


def _lines_end(frame: Frame, lead: Paragraph) -> int:
    """Where the list lines end that a paragraph with a colon opens."""
    lines = takewhile(lambda p: is_list_line(p.text), frame.paragraphs.following(lead.end_char, _MOST_LINES))
    return max((line.end_char for line in lines), default=lead.end_char)


def _before_return(frame: Frame, paragraph: Paragraph, start: int, limit: int) -> int:
    topic = _stems(frame.title)
    for sentence in frame.sentences.starting_in(start + 1, min(limit, paragraph.end_char)):
        if _RETURN.match(sentence.text) or _repeats(sentence, topic):
            return sentence.start_char
    return paragraph.end_char


def _stems(title: str) -> set[str]:
    """Stems of the title's longer words."""
    words = re.findall(r"[a-z]{5,}", title.lower())
    return {w[:_TOPIC_STEM] for w in words if w not in _TOPIC_STOP}


def _repeats(sentence: Sentence, topic: set[str]) -> bool:
    opening = {w[:_TOPIC_STEM] for w in re.findall(r"[a-z]+", sentence.text.lower())[:_OPENING_WORDS]}
    return len(topic) > 1 and topic <= opening


def _bulleted(frame: Frame) -> list[Found]:
    """Runs of lines with one bullet each; lines with another bullet between them are lists inside their items."""
    done: list[list[Item]] = []
    open_: list[list[Item]] = []  # runs inside each other, the innermost last
    last: Paragraph | None = None
    for paragraph in frame.body.rows:
        if not BULLET.match(paragraph.text):
            last = None
            continue
        if last is None or not frame.same_block(last.start_char, paragraph.start_char):
            done += open_
            open_ = []
        bullet = _bullet(frame, paragraph)
        signs = [frame.text.raw[run[0].span.start] for run in open_]
        depth = signs.index(paragraph.text[0]) if paragraph.text[0] in signs else len(open_)
        done += open_[depth + 1 :]
        open_ = open_[: depth + 1]
        if depth == len(open_):
            open_.append([])
        open_[-1].append(bullet)
        for run in open_[:-1]:  # the line belongs to the items around it
            run[-1] = run[-1]._replace(span=Span(run[-1].span.start, bullet.span.end))
        last = paragraph
    runs = sorted((run for run in (*done, *open_) if len(run) > 1), key=lambda run: run[0].span)
    return [Found("bulleted", "enumerations.bulleted", tuple(run)) for run in runs]


def _boxes(frame: Frame) -> list[Found]:
    """The boxes in a row of a form's line: "Type: □ service □ culture □ sport"."""
    done: list[Found] = []
    for paragraph in frame.body.rows if frame.places(f"[{_BOXES}]") else ():
        boxes = [*_BOX.finditer(frame.text.raw, paragraph.start_char, paragraph.end_char)]
        if len(boxes) > 1:
            ends = [*(box.start() for box in boxes[1:]), paragraph.end_char]
            items = (
                _item(frame, trim(frame.text, b.start(), end), frame.text.strip(*b.span())) for b, end in zip(boxes, ends, strict=True)
            )
            done.append(Found("bulleted", "enumerations.bulleted", tuple(items)))
    return done


def _bullet(frame: Frame, paragraph: Paragraph) -> Item:
    sign = BULLET.match(frame.text.raw, paragraph.start_char, paragraph.end_char)
    marker = frame.text.strip(paragraph.start_char, sign.end() if sign else paragraph.start_char + 1)
    return _item(frame, Span(paragraph.start_char, paragraph.end_char), marker)
