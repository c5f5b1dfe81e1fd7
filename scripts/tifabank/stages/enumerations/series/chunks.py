"""Chunks: what stands between two commas, and how it opens (verb, participle, infinitive, preposition, noun phrase)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tifabank.text import NOTE_NUMBERS
from tifabank.words import (
    AUXILIARIES,
    DETERMINERS,
    ONLY_VERBS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
    is_adverb,
    is_participle,
    is_past,
    is_present,
    is_verb,
)

LEAST = 4  # members
SEMICOLON = re.compile(r"\s*[;；]\s*")
_COMMA = re.compile(r"(?<!\d),(?=\s|\S)|,(?!\d)|[，、]")
_CONJUNCTION = re.compile(r"(?:and also|and even|and|or even|or|as well as|even|&)\s+", re.IGNORECASE)
AND = re.compile(r"\s(?:and also|and|or|as well as|&)\s", re.IGNORECASE)
WORD = re.compile(r"[^\s,，、]+")
_SUBORDINATE = re.compile(
    r"(?:which|who|whose|whom|where|when|while|so|thus|thereby|therefore|however|moreover|because|since|if|although|though|unless|for example|"
    r"for instance|such as|including|especially|in particular|namely|that is|i\.e|e\.g|but|in order|as a result|in fact|of course|not only)\b",
    re.IGNORECASE,
)
FINITE = AUXILIARIES - {"be", "been", "being", "have"}
ONLY_PAST = frozenset(
    "became began broke came chose did drew drove fell flew gave went grew knew rose sang saw spoke swam took threw wrote sank".split()
)
"""Past forms that are no participles: predicates wherever they stand."""
Members = list[tuple[int, int]]


class Chunk(NamedTuple):
    """What stands between two commas, in folded positions, without the conjunction that opens it."""

    start: int
    end: int
    closes: bool
    words: tuple[str, ...]

    @property
    def first(self) -> str:
        """The first word in lower case, adverbs before a verb passed over."""
        head = next((w for w in self.words if not is_adverb(w.lower()) or len(self.words) == 1), self.words[0])
        return head.lower()


def cut_at(text: str, border: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The ranges between the places where a pattern matches."""
    begin = 0
    for mark in border.finditer(text):
        yield begin, mark.start()
        begin = mark.end()
    yield begin, len(text)


def as_chunk(text: str, start: int, end: int) -> Chunk:
    """A range as one chunk that no conjunction opens."""
    return Chunk(start, end, closes=False, words=tuple(WORD.findall(text[start:end])))


def chunked(text: str, start: int, end: int) -> Iterator[Chunk]:
    """The chunks of a range, those without words left out."""
    begin = start
    for stop in [*(m.span() for m in _COMMA.finditer(text, start, end)), (end, end)]:
        a, b = begin, stop[0]
        while a < b and text[a] == " ":
            a += 1
        conjunction = _CONJUNCTION.match(text, a, b)
        a = conjunction.end() if conjunction else a
        words = tuple(WORD.findall(text[a:b]))
        if words:
            yield Chunk(a, b, bool(conjunction), words)
        begin = stop[1]


def opens_as(chunk: Chunk) -> str:
    """How a chunk opens: verb, ing, past, to, a subordinate clause, a preposition, or else as a noun phrase."""
    words = [w.lower() for w in chunk.words]
    while len(words) > 1 and is_adverb(words[0]):
        words.pop(0)
    first, following = words[0], words[1] if len(words) > 1 else ""
    if _SUBORDINATE.match(" ".join(words[:3])):
        return "subordinate"
    if following and is_verb(first, following):
        return "verb"
    if following and is_participle(first):
        return "ing"
    if following and is_past(first):
        return "past"
    if following and is_present(first, following):
        return "present"
    if first == "to" and following in VERBS:
        return "to"
    return "preposition" if first in PREPOSITIONS else "noun"


def is_name(words: tuple[str, ...]) -> bool:
    """Whether what looks like a pronoun is a surname ("He Jianye")."""
    return len(words) > 1 and words[0] == "He" and words[1][0].isupper()


def has_base_verb(chunk: Chunk) -> bool:
    """Whether a verb follows a plural ("and Cologne follow the price"): the phrase ends there."""
    low = [w.lower() for w in chunk.words]
    return any(i > 0 and w in ONLY_VERBS and (low[i + 1] in DETERMINERS or low[i + 1] == "together") for i, w in enumerate(low[:-1]))


def has_finite(chunk: Chunk) -> bool:
    """Whether a finite verb or a pronoun stands in a chunk."""
    low = [*(w.lower() for w in chunk.words), ""]
    after = [*chunk.words[1:], ""]
    return any(
        w in FINITE
        or (w in PRONOUNS and not is_name(chunk.words[i : i + 2]))
        or (i > 0 and is_past(w) and low[i - 1].endswith("s") and low[i + 1] and low[i + 1] not in PREPOSITIONS)
        or (i > 0 and (is_present(w, low[i + 1]) or (is_past(w) and (low[i + 1] in DETERMINERS or after[i][:1].isupper()))))
        for i, w in enumerate(low[:-1])
    )


def shared_prepositions(members: list[str]) -> frozenset[str]:
    """The prepositions that all members hold inside them ("music from the West", "crops from the South")."""
    inside = [{w.lower() for w in member.split()[1:]} for member in members]
    return frozenset(set.intersection(*inside) & PREPOSITIONS) if inside else frozenset()


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A member without blanks, a conjunction before it and marks after it."""
    while start < end and text[start] in " ,":
        start += 1
    conjunction = _CONJUNCTION.match(text, start, end)
    start = conjunction.end() if conjunction else start
    note = NOTE_NUMBERS.search(text, start, end)
    end = note.start() if note else end
    while end > start and text[end - 1] in " ,;.!?。；，":
        end -= 1
    return start, end
