"""The noun phrase after a count: how many words of it belong to the name of a list."""

from __future__ import annotations

from tifabank.words import DETERMINERS, ONLY_VERBS, VERBS

_KINDS = frozenset("tiers kinds types sorts forms ways aspects modes categories sets pairs levels areas fields kind aspect".split())
_PLURALS = frozenset("people men women children police staff".split())
SMALL_WORDS = frozenset("of the a an and or in on for to with by from at is are was were will have has had that which who".split())


def plural_at(words: list[str]) -> int:
    """How many words there are up to the first plural."""
    return next((i for i, word in enumerate(words, 1) if word.endswith("s") or word in _PLURALS), 0)


def noun_phrase(words: list[str]) -> int:
    """How many words after the count belong to the name: up to its plural noun, with "of ..." after kinds and aspects."""
    for i, word in enumerate(words[:4]):
        if word in SMALL_WORDS:
            return 0
        if word.endswith("s") and not word.endswith(("ss", "us", "'s")):
            if word in _KINDS and words[i + 1 : i + 2] == ["of"]:
                return i + 1 + _kind_length(words[i + 1 :])
            return i + 1
    return 0


def _kind_length(words: list[str]) -> int:
    """How many words of "of roads ..." after "four kinds" belong to the name: one plural, or a noun with what it qualifies."""
    rest = [n for n, word in enumerate(words) if n and word not in SMALL_WORDS][:2]
    if not rest:
        return 0
    first, second = words[rest[0]], words[rest[-1]]
    after = words[rest[-1] + 1 :][:1]
    verb = second in ONLY_VERBS or (second in VERBS and bool(DETERMINERS.intersection(after)))  # "of promise ruin a secretary"
    alone = len(rest) == 1 or first.endswith("s") or first in _PLURALS or verb
    return 1 + (1 if alone else 2)
