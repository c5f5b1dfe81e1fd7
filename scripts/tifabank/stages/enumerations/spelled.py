"""Lists that a name itself spells out in its sentence: "three aspects: A, B and C", "two goals" of A and B."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import islice, pairwise

from tifabank.numbering import CARDINALS, ORDINALS, cardinal
from tifabank.stages.enumerations.coordination import parts_of, without_shared_opening
from tifabank.stages.enumerations.counted import Counted
from tifabank.stages.enumerations.links import Link, link_of
from tifabank.stages.enumerations.model import Found, Frame, Item, label_of, trim
from tifabank.text import Span
from tifabank.words import AUXILIARIES, DETERMINERS, ONLY_VERBS, PREPOSITIONS, is_participle, is_past, is_present

_LAST_JOINT = re.compile(r"\s(?:and|or)\s(?P<last>[^,;:.!?]{1,80})(?=,)")  # "A, B and C, and do more": the coordination ends at C
_SUBCLAUSE = re.compile(r"(?:that|to|who|what|how|whether|when|why|where|the\s\w+\s(?:that|who|which))\s", re.IGNORECASE)
_GOES_ON = re.compile(
    r",\s(?=(?:to|so|which|who|in\sorder|thereby|(?:\w+\s)?of\s(?:which|whom))\s)"
)  # the sentence goes on after the last item
_NEAR = 25  # characters between a name that opens its sentence and the colon
_ESPECIALLY = re.compile(r",\s(?:especially|particularly|notably|above all)\s[^,;:.!?]+")
_FIRST_WORD = re.compile(r"[A-Za-z]+")
_LEAST_FOR = 3  # items after "for": "two plans for health and education" need not be one for each
_NOUN_WORDS = 6
_LONGEST_COORDINATION = 2000  # characters: lists in a text without full stops stay linear


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
    link = link_of(frame, phrase, min(sentence.end_char, phrase.after + _LONGEST_COORDINATION)) if sentence else None
    if sentence is None or link is None or link.begin in marked or _opens_with_ordinal(frame, link):
        return None
    if link.way == "for" and (phrase.declared or 0) < _LEAST_FOR:
        return None
    total = _total(frame, phrase)
    parts = _fitting(frame, phrase._replace(declared=total), link)
    direct = link.way == "gap" and link.colon
    if phrase.declared is None and len(parts) > 1 and (link.way == "gap" or (len(parts) == total and _are_items(frame, link, parts))):
        return _spelled(frame, phrase, parts, Span(sentence.start_char, link.begin))
    bracket = not direct and frame.text.raw[phrase.after : link.begin].strip() in {"(", "（"} and len(parts) > 2  # noqa: PLR2004
    opens = link.way == "apart" and link.colon and phrase.name.start == sentence.start_char and link.begin - phrase.after < _NEAR
    slack = 2 if direct or bracket else int(opens and len(parts) > 2)  # noqa: PLR2004  # a text may declare three and give four
    if len(parts) < 2 or phrase.declared is None or abs(len(parts) - phrase.declared) > slack:  # noqa: PLR2004
        return None
    if not _are_items(frame, link, parts):
        return None
    return _spelled(frame, phrase, parts, Span(sentence.start_char, link.begin) if link.colon else None)


def _without_first_item(frame: Frame, phrase: Counted) -> Counted | None:
    """The name without "of theory" in "three levels of theory, system and practice": what it is of are the items."""
    of = frame.text.raw.find(" of ", phrase.name.start, phrase.name.end)
    if phrase.strong or of < 0 or frame.text.raw[phrase.after : phrase.after + 2] != ", ":
        return None
    return phrase._replace(name=Span(phrase.name.start, of), after=of)


def _total(frame: Frame, phrase: Counted) -> int | None:
    """How many items a name counts: what it declares, or the sum of its counts ("two lists and one table")."""
    if phrase.declared is not None or not phrase.strong:
        return phrase.declared
    counts = [cardinal(word) for word in re.findall(r"[\w-]+", frame.text.squeeze(*phrase.name))]
    return sum(filter(None, counts)) or None


def _opens_with_ordinal(frame: Frame, link: Link) -> bool:
    """Whether items with markers follow, of which perhaps only the first is given: "three features: First, it ..."."""
    first = _FIRST_WORD.match(frame.text.raw, link.begin, link.limit)
    return first is not None and first[0].lower().removesuffix("ly") in ORDINALS


def _fitting(frame: Frame, phrase: Counted, link: Link) -> list[Span]:
    """The parts up to the "and" that makes them as many as declared, else all of them."""
    joints = [
        _with_aside(frame, m.end("last"), link.limit) for m in islice(_LAST_JOINT.finditer(frame.text.raw, link.begin, link.limit), 2)
    ]
    of = link.way in ("of", "for")
    ends = [*joints, link.limit] if of or link.way == "are" else [link.limit, *joints]
    ends += [m.start() for m in islice(_GOES_ON.finditer(frame.text.raw, link.begin, link.limit), 1)]
    fitting = [w for end in ends if len(w := parts_of(frame, link.begin, end, phrase.declared, of=of)) == phrase.declared]
    fitting = [without_shared_opening(frame, parts) for parts in fitting]
    if link.way in ("are", "comma"):  # "are A, B and C, the three that ...": what follows the joint is an apposition
        fitting.sort(key=lambda parts: any(" and " in frame.text.squeeze(*part) for part in parts))
    fitting.sort(key=lambda parts: len(_going_on(frame, parts)))
    fitting.sort(key=lambda parts: len({frame.text.squeeze(*part).split(" ", 1)[0] for part in parts}) > 1)  # those that open alike
    if fitting:
        return fitting[0]
    rest = parts_of(frame, link.begin, link.limit, phrase.declared, of=of)
    return without_shared_opening(frame, rest)


def _going_on(frame: Frame, parts: list[Span]) -> list[Span]:
    """The parts that open as the rest of a sentence does ("of which the last ...", "to check ...", "rejected two"), unless the first one does."""
    words = {p: frame.text.squeeze(*p) for p in parts}
    going = [p for p in parts if _GOES_ON.match(f", {words[p]} ") or is_past(words[p].split(" ", 1)[0].lower())]
    return [] if parts[:1] == going[:1] else going


def _with_aside(frame: Frame, end: int, limit: int) -> int:
    """The end of a coordination with what belongs to its last part ("..., especially the ports")."""
    aside = _ESPECIALLY.match(frame.text.raw, end, limit)
    return aside.end() if aside else end


def _are_items(frame: Frame, link: Link, parts: list[Span]) -> bool:
    """Whether the parts of a coordination can be what was counted, by the way in which they are joined to it."""
    words = [frame.text.squeeze(*part) for part in parts]
    if link.way == "aside" and (
        len(words) < _LEAST_FOR or not all(_is_short_noun(w) and not is_past(w.split()[-1].lower()) for w in words)
    ):
        return False  # "three schools closed - enrolment fell, roofs leaked and ..."
    if link.way == "are" and any(AUXILIARIES.intersection(w.lower().split()) and not _SUBCLAUSE.match(w) for w in words[1:]):
        return False  # "the “two olds” are gone, and the new ones have come"
    if link.way == "of" and _is_clause(words[0]):
        return False  # "the three-in-one desk of the town joins A, B and C"
    if link.way == "for":  # what the counted things are for is none of them
        return not any(PREPOSITIONS & {*w.split()} for w in words)
    if link.way == "are" and len({is_participle(w.split(" ", 1)[0].lower()) for w in words}) > 1:
        return False  # "three customers were waiting, an old man, a boy and a dog"
    if link.way == "are":  # "are goals of the Party and of the state": one predicate
        opened = [w.split(" ", 1)[0].lower() in PREPOSITIONS for w in words]
        return all(opened) or not any(opened)
    if link.way == "comma" and any(" and " in w or w.split(" ", 1)[0].lower() in CARDINALS.keys() - {"one"} for w in words):
        return False  # "two meetings, a contest and a photographer", "two farmers, two teachers and a nurse"
    if link.way == "comma" and len(parts) == 2 and any((PREPOSITIONS - {"of"}) & {*w.split()} for w in words):  # noqa: PLR2004
        return False  # "review by the two committees, resolution by the assembly and ..."
    if link.way == "comma":  # after a comma the sentence mostly goes on
        alike = len({w.split(" ", 1)[0].lower() for w in words}) == 1 and words[0].split(" ", 1)[0].lower() in DETERMINERS
        return alike or all(map(_is_short_noun, words)) or all(is_participle(w.split(" ", 1)[0].lower()) for w in words)
    return True


def _is_clause(words: str) -> bool:
    """Whether a verb in the third person stands inside the words."""
    parts = words.lower().split()
    return any(is_present(word, following) for word, following in pairwise(parts[1:]))


def _spelled(frame: Frame, phrase: Counted, parts: list[Span], lead: Span | None) -> Found:
    items = tuple(Item(part, None, label_of(frame.text, *part)) for part in parts)
    return Found("named", "enumerations.spelled_out", items, phrase.name, phrase.declared, trim(frame.text, *lead) if lead else None)


def _is_short_noun(words: str) -> bool:
    parts = words.lower().split()
    opens = is_past(parts[0]) or parts[0] in ONLY_VERBS or parts[0] in PREPOSITIONS
    return len(parts) <= _NOUN_WORDS and not opens and not AUXILIARIES.intersection(parts) and not any(is_past(p) for p in parts[2:])
