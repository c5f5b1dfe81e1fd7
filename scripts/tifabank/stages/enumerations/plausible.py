"""Whether the parts of a coordination can be what a name counts, by the way in which they are joined to it."""

from __future__ import annotations

import re
from itertools import pairwise

from tifabank.numbering import CARDINALS
from tifabank.stages.enumerations.counted import Counted
from tifabank.stages.enumerations.model import Frame
from tifabank.stages.enumerations.naming import is_plain
from tifabank.text import Span
from tifabank.words import AUXILIARIES, DETERMINERS, ONLY_VERBS, PREPOSITIONS, is_participle, is_past, is_present

_SUBCLAUSE = re.compile(r"(?:that|to|who|what|how|whether|when|why|where|the\s\w+\s(?:that|who|which))\s", re.IGNORECASE)
_COUNTS = CARDINALS.keys() - {"one"}
_NOT_OF = PREPOSITIONS - {"of"}
_LEAST = 3  # items after "for" and after a dash: "two plans for health and education" need not be one for each
_NOUN_WORDS = 6


def are_items(frame: Frame, phrase: Counted, way: str, parts: list[Span]) -> bool:
    """Whether the parts can be what was counted; `way` is how they are joined to the name."""
    words = [frame.text.squeeze(*part) for part in parts]
    if way == "comma":
        return _fit_after_comma(words, phrase) and not _goes_on_counting(frame, phrase, parts)
    check = {"opening comma": _fit_apposition, "aside": _fit_aside, "of": _fit_of, "for": _fit_for, "are": _fit_are}.get(way)
    return check is None or check(words)


def _fit_apposition(words: list[str]) -> bool:
    """Noun phrases with determiners, none of them a clause: "Two things caught our eye, a car and a song about tax"."""
    clauses = any(_is_clause(w) or AUXILIARIES & {*w.split()} for w in words)
    return {*map(_first, words)} <= DETERMINERS and not clauses


def _fit_aside(words: list[str]) -> bool:
    """Three short nouns or more, not "three schools closed - enrolment fell, roofs leaked and ..."."""
    return len(words) >= _LEAST and all(_is_short_noun(w) and not is_past(w.split()[-1].lower()) for w in words)


def _fit_of(words: list[str]) -> bool:
    """Not "the three-in-one desk of the town joins A, B and C"."""
    return not _is_clause(words[0])


def _fit_for(words: list[str]) -> bool:
    """Three nouns or more; what the counted things are for is none of them."""
    return len(words) >= _LEAST and not any(PREPOSITIONS & {*w.split()} for w in words)


def _fit_are(words: list[str]) -> bool:
    """One predicate for all: not "the “two olds” are gone, and the new ones have come", "are goals of the Party and of the state"."""
    if any(AUXILIARIES.intersection(w.lower().split()) and not _SUBCLAUSE.match(w) for w in words[1:]):
        return False
    if is_participle(_first(words[0])) and not all(is_participle(_first(w)) for w in words):
        return False  # "three customers were waiting, an old man, a boy and a dog"
    opened = [_first(w) in PREPOSITIONS for w in words]
    return all(opened) or not any(opened)


def _fit_after_comma(words: list[str], phrase: Counted) -> bool:
    """Short nouns, participles, or phrases that open alike: after a comma the sentence mostly goes on."""
    firsts = [*map(_first, words)]
    if phrase.strong and len({*firsts}) == 1 and firsts[0] in PREPOSITIONS:
        return True  # "the “two increases”, in area and in yield"
    if any(" and " in w for w in words) or (phrase.declared is not None and not {*firsts}.isdisjoint(_COUNTS)):
        return False  # "two meetings, a contest and a photographer", "two farmers, two teachers and a nurse"
    if "one" in firsts and len({*firsts}) > 1:
        return False  # "two agreements, one map and no peace"
    if len(words) == 2 and any(_NOT_OF & {*w.split()} for w in words):  # noqa: PLR2004
        return False  # "review by the two committees, resolution by the assembly and ..."
    alike = len({*firsts}) == 1 and firsts[0] in DETERMINERS
    return alike or all(map(_is_short_noun, words)) or all(map(is_participle, firsts))


def _goes_on_counting(frame: Frame, phrase: Counted, parts: list[Span]) -> bool:
    """Whether the parts are more things beside those counted: "They took two bicycles, a cart and a pump."."""
    beside = all(_first(frame.text.squeeze(*part)) in {"a", "an"} for part in parts)
    closed = frame.text.raw[parts[-1].end : parts[-1].end + 1] in {",", ")", "—"}
    return beside and not (closed or phrase.strong or is_plain(frame, phrase))


def _first(words: str) -> str:
    return words.split(" ", 1)[0].lower()


def _is_clause(words: str) -> bool:
    """Whether a verb in the third person stands inside the words."""
    parts = words.lower().split()
    return any(is_present(word, following) for word, following in pairwise(parts[1:]))


def _is_short_noun(words: str) -> bool:
    parts = words.lower().split()
    opens = is_past(parts[0]) or parts[0] in ONLY_VERBS or parts[0] in PREPOSITIONS
    return len(parts) <= _NOUN_WORDS and not opens and not AUXILIARIES.intersection(parts) and not any(is_past(p) for p in parts[2:])
