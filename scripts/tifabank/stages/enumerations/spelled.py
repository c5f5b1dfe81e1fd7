"""Lists that a name itself spells out in its sentence: "three aspects: A, B and C", "two goals" of A and B."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import chain, islice

from tifabank.numbering import ORDINALS
from tifabank.rows import Sentence
from tifabank.stages.enumerations.coordination import has_joint, parts_of, reach, without_shared_opening
from tifabank.stages.enumerations.counted import Counted, total
from tifabank.stages.enumerations.links import Link, explains, links_of
from tifabank.stages.enumerations.model import Found, Frame, Item, label_of, lead_of, trim
from tifabank.stages.enumerations.naming import is_plain
from tifabank.stages.enumerations.plausible import are_items
from tifabank.text import Span
from tifabank.words import AUXILIARIES, is_past

_LAST_JOINT = re.compile(r"\s(?:and|or)\s(?P<last>[^,;:.!?]{1,80})(?=,)")  # "A, B and C, and do more": the coordination ends at C
_ONE_MORE = re.compile(
    r",\sand\s(?:[a-z-]+\s){0,2}[a-z-]+s[.\"”’]*\Z"
)  # "A, B and C, and construction sites": the last item is still to come
_GOES_ON = re.compile(
    r",\s(?=(?:to|so|which|who|in\sorder|thereby|(?:\w+\s)?of\s(?:which|whom))\s)"
)  # the sentence goes on after the last item
_MANY = 4  # items that a plain noun ("five key points must be checked: ...") may miscount by one
_NEAR = 25  # characters between a name that opens its sentence and the colon
_ESPECIALLY = re.compile(r",\s(?:especially|particularly|notably|above all)\s[^,;:.!?]+")
_FIRST_WORD = re.compile(r"[A-Za-z]+")


def spelled_out(frame: Frame, phrase: Counted, marked: Container[int]) -> Found | None:
    """The list that follows its name in the same sentence: "three aspects: A, B and C", "two goals" of A and B.

    Where the name stands apart from the colon, or the items stand in brackets, their number must be the one declared.
    `marked` holds the starts of marked items: what begins with one is no coordination.
    """
    found = _after_name(frame, phrase, marked)
    shorter = _without_first_item(frame, phrase) if found is None else None
    return _after_name(frame, shorter, marked) if shorter else found


def _after_name(frame: Frame, phrase: Counted, marked: Container[int]) -> Found | None:
    """The list that follows just this name in its sentence."""
    sentence = frame.sentences.at(phrase.name.start)
    if sentence is None:
        return None
    links = links_of(frame, phrase, sentence, reach(frame, phrase.after, sentence.end_char))
    return next((found for link in links if link.begin not in marked and (found := _joined_by(frame, phrase, sentence, link))), None)


def _joined_by(frame: Frame, phrase: Counted, sentence: Sentence, link: Link) -> Found | None:
    """The list that a link joins to its name, if what follows the link can be its items."""
    if _opens_with_ordinal(frame, link):
        return None
    if phrase.declared is None:
        return _sum_spelled_out(frame, phrase, sentence, link)
    parts = _fitting(frame, phrase, link)
    direct = link.way == "gap" and link.colon
    bracket = not direct and frame.text.raw[phrase.after : link.begin].strip() in {"(", "（"} and len(parts) > 2  # noqa: PLR2004
    near = phrase.name.start == sentence.start_char and link.begin - phrase.after < _NEAR
    opens = link.way == "said" or (link.way == "apart" and link.colon and near) or explains(frame, phrase, link)
    opens = opens or (link.way == "apart" and link.colon and len(parts) >= _MANY and is_plain(frame, phrase))
    slack = 2 if direct or bracket else int(opens and len(parts) > 2)  # noqa: PLR2004  # a text may declare three and give four
    if len(parts) < 2 or abs(len(parts) - phrase.declared) > slack or not are_items(frame, phrase, link.way, parts):  # noqa: PLR2004
        return None
    return _spelled(frame, phrase, parts, lead_of(frame.text, sentence, link.begin) if link.colon else None)


def _without_first_item(frame: Frame, phrase: Counted) -> Counted | None:
    """The name without "of theory" in "three levels of theory, system and practice": what it is of are the items."""
    of = frame.text.raw.find(" of ", phrase.name.start, phrase.name.end)
    if phrase.strong or of < 0 or frame.text.raw[phrase.after : phrase.after + 2] != ", ":
        return None
    return phrase._replace(name=Span(phrase.name.start, of), after=of)


def _sum_spelled_out(frame: Frame, phrase: Counted, sentence: Sentence, link: Link) -> Found | None:
    """The list of a name that holds several counts: right after it, or as many items as it counts in all."""
    count = total(frame, phrase)
    parts = _fitting(frame, phrase._replace(declared=count), link)
    fits = len(parts) == count and are_items(frame, phrase, link.way, parts)
    direct = len(parts) > 1 and link.way == "gap" and phrase.strong
    return _spelled(frame, phrase, parts, lead_of(frame.text, sentence, link.begin)) if fits or direct else None


def _opens_with_ordinal(frame: Frame, link: Link) -> bool:
    """Whether items with markers follow, of which perhaps only the first is given: "three features: First, it ..."."""
    first = _FIRST_WORD.match(frame.text.raw, link.begin, link.limit)
    return first is not None and first[0].lower().removesuffix("ly") in ORDINALS


def _fitting(frame: Frame, phrase: Counted, link: Link) -> list[Span]:
    """The parts up to the "and" that makes them as many as declared, else all of them."""
    if not has_joint(frame, link.begin, link.limit):
        return []
    found = islice(_LAST_JOINT.finditer(frame.text.raw, link.begin, link.limit), 2)
    joints = [_with_aside(frame, m.end("last"), link.limit) for m in found if not _ONE_MORE.match(frame.text.raw, m.end(), link.limit)]
    of = link.way in ("of", "for")
    ends = [*joints, link.limit] if of or link.way == "are" else [link.limit, *joints]
    ends += [m.start() for m in islice(_GOES_ON.finditer(frame.text.raw, link.begin, link.limit), 1)]
    cut = {end: parts_of(frame, link.begin, end, phrase.declared, of=of) for end in {*ends}}
    fitting = [without_shared_opening(frame, cut[end]) for end in ends if len(cut[end]) == phrase.declared]
    if link.way in ("are", "comma"):  # "are A, B and C, the three that ...": what follows the joint is an apposition
        fitting.sort(key=lambda parts: any(" and " in frame.text.squeeze(*part) for part in parts))
    fitting.sort(key=lambda parts: len(_going_on(frame, parts)))
    fitting.sort(key=lambda parts: len({*_openings(frame, parts)}) > 1)  # those that open alike
    if fitting:
        return fitting[0]
    whole = link.way == "gap" and phrase.strong  # the name of several counts may have any number of items
    rest = parts_of(frame, link.begin, link.limit, phrase.declared, of=of, whole=True) if whole else cut[link.limit]
    return without_shared_opening(frame, rest)


def _openings(frame: Frame, parts: list[Span]) -> Iterator[str]:
    """The first words of the parts, their case kept."""
    return chain.from_iterable(frame.text.first_words(*part) for part in parts)


def _going_on(frame: Frame, parts: list[Span]) -> list[Span]:
    """The parts that open as the rest of a sentence does ("of which the last ...", "to check ...", "rejected two"), unless the first one does."""
    words = {p: frame.text.squeeze(*p) for p in parts}
    going = [p for p in parts if _GOES_ON.match(f", {words[p]} ") or _is_verbal(words[p].split(" ", 1)[0].lower())]
    return [] if parts[:1] == going[:1] else going


def _is_verbal(word: str) -> bool:
    return is_past(word) or word in AUXILIARIES


def _with_aside(frame: Frame, end: int, limit: int) -> int:
    """The end of a coordination with what belongs to its last part ("..., especially the ports")."""
    aside = _ESPECIALLY.match(frame.text.raw, end, limit)
    return aside.end() if aside else end


def _spelled(frame: Frame, phrase: Counted, parts: list[Span], lead: Span | None) -> Found:
    items = tuple(Item(part, None, label_of(frame.text, *part)) for part in parts)
    return Found("named", "enumerations.spelled_out", items, phrase.name, phrase.declared, trim(frame.text, *lead) if lead else None)
