"""Where the last noun phrase of a series ends."""

from __future__ import annotations

import re
from collections.abc import Collection

from tifabank.numbering import CARDINALS
from tifabank.stages.enumerations.series.chunks import FINITE, ONLY_PAST, WORD
from tifabank.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION,
    ONLY_VERBS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
    is_adjective,
    is_past,
    is_present,
)

_AFTER_ALL = frozenset("still alike too respectively alone first again now today".split())
_CLOSE_WORDS = 2  # of a phrase after a preposition that belongs to the last member
_LOOSE = (
    FUNCTION
    | {*CARDINALS}
    | frozenset(
        "general particular practice turn recent future fact addition order part example instance now return accordance line terms place time stock use force store hand".split()
    )
)
_SHORT_INFINITIVE = 3  # words
_TAKE_TO = frozenset(
    "right rights access contribution threat threats commitment opposition approach key answer exposure attention relation return".split()
)
_TOLD = frozenset("said complained warned noted added told reported argued agreed promised stressed explained".split())
_CLAUSE_OPENERS = frozenset("no still always never they we he she it people".split())
_NOUN_STOPS = AUXILIARIES | PRONOUNS | (CONJUNCTIONS - {"and", "or"}) | (PREPOSITIONS - {"of", "against", "between", "towards"})


def noun_end(text: str, start: int, end: int, *, single: bool, closes: bool, last: bool, within: Collection[str] = ()) -> int:
    """Where the last noun phrase ends: before a verb, a preposition or a conjunction; before "of" too where all members are words.

    `closes`: an "and" after a comma opens it; `last`: it is known to be the last member; `within`: prepositions that all members hold.
    """
    stops = (_NOUN_STOPS - {*within}) | {"every", "each"} | (set() if closes else {"and", "or"})
    words = list(WORD.finditer(text, start, end))
    low = ["", *(w[0].lower() for w in words), ""]
    if single and len(words) > 1 and low[1] in ONLY_VERBS:
        return words[0].end()  # an object that all verbs share
    if low[1:3] == ["those", "who"]:
        return end
    for i, word in enumerate(words[1:], 1):
        before, here, following = low[i : i + 3]
        runs_on = _relates(here, following) or (last and _runs_on(here, following, len(words) - i))
        if runs_on or _belongs_closely(here, low[i + 2 : -1], words[i + 1 :]):
            return end
        if here in _AFTER_ALL or _is_predicate(before, here, following) or (single and here == "of" and following in DETERMINERS):
            return word.start()
        if _belongs(before, here, following):
            continue
        if here != "to" and here in PREPOSITIONS and here in stops and (verb := _verb_after(words, low, i)):
            return verb  # "..., and people in difficulty come first"
        if here in stops or text[word.start() : end].lower().startswith(("of all ", "of both ")):
            return word.start()
    return end


def _belongs_closely(here: str, low: list[str], words: list[re.Match[str]]) -> bool:
    """Whether a preposition and bare nouns end the phrase: "dealers in electric bicycles", not "shops in the city", "banks in Beijing"."""
    if here not in ("in", "with"):
        return False
    bare = 0 < len(words) <= _CLOSE_WORDS and all(w[0].strip(".").isalpha() and w[0][0].islower() for w in words)
    verbal = any(w in ONLY_VERBS for w in low)
    return bare and not verbal and _LOOSE.isdisjoint(low)


def _relates(here: str, following: str) -> bool:
    """Whether a relative clause goes on to the end: "and a road that is open in winter", "and the names of those who ..."."""
    clause = here in ("who", "which", "that") and (
        following in FINITE or following in _CLAUSE_OPENERS or is_present(following, "the") or is_past(following)
    )
    return clause or (here == "those" and following == "who")


def _verb_after(words: list[re.Match[str]], low: list[str], i: int) -> int | None:
    """Where the verb stands whose subject the series is, right after the phrase that a preposition opens."""
    for j in range(i + 2, min(i + 5, len(words))):
        if low[j + 1] == "to":
            return None
        if low[j + 1] in ONLY_VERBS or low[j + 1] in FINITE:
            return words[j].start()
    return None


def _runs_on(here: str, following: str, left: int) -> bool:
    """Whether the last member goes on to the end: "and the woman who cannot read it", "and time to rest"."""
    return here in ("who", "which", "that") or (here == "to" and left <= _SHORT_INFINITIVE and following in VERBS)


def _is_predicate(before: str, here: str, following: str) -> bool:
    """Whether a verb follows the last member, perhaps after "all": "A, B, C and D all have ..."."""
    plural = before.endswith("s") and following in DETERMINERS  # "organizations form a ...", "states founded the ..."
    if here in ONLY_PAST or here in _TOLD or (plural and (here in VERBS or is_past(here))):
        return True
    if here == "between" and following[:1].isdigit():
        return True
    verb = here in ONLY_VERBS or following == "together" or is_present(here, following)
    return bool(following) and (verb or (here in ("all", "both", "each") and (following in FINITE or following in VERBS)))


def _belongs(before: str, here: str, following: str) -> bool:
    """Whether a small word is part of the phrase: "the right to a union", "people over 80", "scientific and technological support"."""
    return (
        (here == "to" and before in _TAKE_TO and following not in VERBS)
        or (here in ("over", "under", "above", "below", "aged") and following[:1].isdigit())
        or (here in ("and", "or") and bool(before and following) and is_adjective(before))
    )
