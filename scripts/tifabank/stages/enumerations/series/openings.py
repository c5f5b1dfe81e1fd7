"""How a phrase opens: with a verb, a participle, an infinitive, a preposition, a question word, or as a noun phrase.

Many English words are verb and noun alike ("report", "plan"): an opening is a set of the classes it can have, and the members of a
series open with the one that most of them can have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from tifabank.stages.enumerations.series.tokens import Token
from tifabank.words import NOUNS_TOO, PREPOSITIONS, VERBS, is_participle, is_past, is_present

VERBAL = frozenset({"base", "ing", "to", "present", "past"})
_OBJECTS = frozenset("DT PRP$ JJ JJR NN NNS NNP NNPS CD VBG VBN POSS PRP WP WRB IN TO RP RB Q".split())
"""Tags of what can follow a verb."""
_BY_TAG = {
    "VB": "base",
    "VBP": "base",
    "VBG": "ing",
    "VBN": "past",
    "VBD": "past",
    "VBZ": "present",
    "TO": "to",
    "MD": "modal",
    "PRP": "pronoun",
    "EX": "pronoun",
    "CC": "conjunction",
    "HAN": "han",
}
_ORDER = ("base", "ing", "to", "present", "past", "which", "in", "noun")
_LOOKED_AT = 6  # words of a phrase that show how it opens


def head(phrase: Sequence[Token]) -> int:
    """The place of the word that a phrase opens with, adverbs before it passed over."""
    i = 0
    while i < len(phrase) - 1 and phrase[i].tag in ("RB", "RBR") and phrase[i].low not in ("not", "no", "never"):
        i += 1
    return i


def as_tagged(phrase: Sequence[Token]) -> str:
    """The class of an opening by its tag; prepositions and question words are classes of their own ("in:by", "which:who")."""
    if not phrase:
        return "nothing"
    token = phrase[head(phrase)]
    return _class(token.low, token.tag)


def _class(low: str, tag: str) -> str:
    if tag == "IN":
        return f"in:{low}"
    return f"which:{low}" if tag in ("WDT", "WP", "WRB", "WP$") else _BY_TAG.get(tag, "noun")


def openings(phrase: Sequence[Token]) -> frozenset[str]:
    """All classes that the opening of a phrase can have."""
    if not phrase:
        return frozenset({"nothing"})
    i = head(phrase)
    following = phrase[i + 1] if i + 1 < len(phrase) else None
    return _classes(phrase[i].word, phrase[i].tag, following.low if following else "", following.tag if following else "")


@lru_cache(maxsize=1 << 16)
def _classes(word: str, tag: str, following: str, following_tag: str) -> frozenset[str]:
    """The classes of a word before another one."""
    low = word.lower()
    found = {_class(low, tag)}
    if following and following_tag != ",":
        found |= _verbal(word, tag, following, following_tag)
    elif low in VERBS:
        found.add("verb alone")
    if is_participle(low):
        found.add("ing")
    if "ing" in found or tag.startswith("NN") or (tag.startswith("VB") and low in NOUNS_TOO):
        found.add("noun")
    return frozenset(found)


def _verbal(word: str, tag: str, following: str, following_tag: str) -> set[str]:
    """The verb forms that a word can be before another one."""
    low = word.lower()
    found = set()
    if low in VERBS and following_tag in _OBJECTS and following != "of":
        found.add("base")
    if is_present(low, following) or (
        low.endswith("s") and low[:-1] in VERBS and following_tag in ("DT", "PRP$", "PRP", "JJ", "TO", "WP", "NN", "NNS")
    ):
        found.add("present")
    if is_past(low):
        found.add("past")
    known = tag[:2] in ("NN", "VB", "JJ") and low not in PREPOSITIONS
    if known and word.islower() and following_tag in ("DT", "PRP$"):  # "lodge a complaint", whatever the word lists say
        found.add(_by_ending(low))
    return found


def _by_ending(word: str) -> str:
    if word.endswith("ing"):
        return "ing"
    if word.endswith("ed"):
        return "past"
    return "present" if word.endswith("s") and not word.endswith("ss") else "base"


def common(phrases: Sequence[Sequence[Token]]) -> tuple[str, float]:
    """The class that most phrases can open with, and the share of them."""
    counts = Counter(kind for phrase in phrases for kind in openings(phrase[:_LOOKED_AT]))
    if not counts:
        return "nothing", 0.0
    most = max(counts.values())
    tagged = Counter(as_tagged(phrase) for phrase in phrases)
    whole = most == len(phrases)

    def rank(kind: str) -> tuple[bool, int, int, str]:
        place = kind.split(":", 1)[0]
        return (not (whole and kind in ("base", "ing")), -tagged[kind], _ORDER.index(place) if place in _ORDER else len(_ORDER), kind)

    return min((kind for kind, count in counts.items() if count == most), key=rank), most / len(phrases)
