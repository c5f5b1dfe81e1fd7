"""Series of verb phrases, participles and infinitives: chunks that open alike, noun phrases between them included."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tifabank.stages.enumerations.series.chunks import AND, FINITE, LEAST, WORD, Chunk, Members, has_finite, opens_as, trimmed
from tifabank.words import (
    AUXILIARIES,
    DETERMINERS,
    FUNCTION,
    ONLY_VERBS,
    PREPOSITIONS,
    VERBS,
    is_adverb,
    is_participle,
    is_past,
    is_present,
    is_verb,
)

_DEPTH = 6  # chunks looked back for the first verb phrase
MODALS = frozenset("to must should will shall can could would may might need not we let help and or please also together jointly".split())
_PARTICIPLE_LEADS = PREPOSITIONS | AUXILIARIES | {"and", "or", "include", "includes", "require", "requires", "means", "keep", "continue"}
_PAST_LEADS = frozenset("be is are was were been has have had also and we they he she it".split())
_VERB_LEADS = MODALS | {"they", "you", "i", "then", "better", "further", "continue"}
_MOST_WORDS = 45
_SUBJECT_WORDS = 4


def verb_series(text: str, chunks: list[Chunk]) -> Iterator[Members]:
    """Verb phrases, participles or infinitives; noun phrases between them belong to the one before."""
    for kind in ("verb", "ing", "past", "present", "to"):
        i = 1
        while i < len(chunks):
            if opens_as(chunks[i]) != kind:
                i += 1
                continue
            heads, last = [i], i
            for j in range(i + 1, len(chunks)):
                opens = opens_as(chunks[j])
                bare = kind == "verb" and chunks[j].closes and len(chunks[j].words) == 1 and chunks[j].first in ONLY_VERBS
                if opens == kind or bare:
                    heads.append(j)
                elif opens != "noun" or has_finite(chunks[j]):
                    break
                last = j
                if chunks[j].closes and opens == kind == "verb" and _inner_infinitive([w.lower() for w in chunks[j].words[1:]]):
                    break
                if chunks[j].closes and opens == kind and not _carries_on(chunks, j, kind, len(heads)):
                    break
            while last + 1 < len(chunks) and opens_as(chunks[last + 1]) == "noun" and not has_finite(chunks[last + 1]):
                last += 1  # the last phrase has a coordination of its own
            yield from _verb_members(text, chunks, kind, heads, last)
            i = last + 1


def _inner_infinitive(words: list[str]) -> bool:
    """Whether "to" and a verb stand in a phrase."""
    return any(a == "to" and b in VERBS for a, b in pairwise(words))


def _carries_on(chunks: list[Chunk], j: int, kind: str, heads: int) -> bool:
    """Whether verb phrases go on after one that an "and" opens; a second "and" opens another statement once there are enough."""
    return j + 1 < len(chunks) and opens_as(chunks[j + 1]) == kind and not ((chunks[j + 1].closes or kind == "ing") and heads + 1 >= LEAST)


def _verb_members(text: str, chunks: list[Chunk], kind: str, heads: list[int], last: int) -> Iterator[Members]:
    first = _first_verb(text, chunks, heads[0], kind)
    starts = [chunks[h].start for h in heads]
    ends = [chunks[h - 1].end for h in heads]
    members = list(zip([first, *starts] if first is not None else starts, [*ends, chunks[last].end][first is None :], strict=True))
    members = members[:-1] + _split_last(text, *members[-1], kind)
    members = [trimmed(text, a, b) for a, b in members]
    if len(members) >= LEAST and all(b - a > 0 and len(text[a:b].split()) <= _MOST_WORDS for a, b in members):
        yield members


def _first_verb(text: str, chunks: list[Chunk], head: int, kind: str) -> int | None:
    """Where the first phrase starts: in the chunk before the second one, or before the noun phrases that belong to it."""
    for i in range(head - 1, max(head - _DEPTH, 0) - 1, -1):
        if i == 0 and kind == "verb" and chunks[0].words[0] == "To":
            return None  # "To follow the times, plan ...": what for, no member
        found = verb_start(text, chunks[i], kind)
        if found is not None or opens_as(chunks[i]) != "noun" or has_finite(chunks[i]):
            return found
    return None


def verb_start(text: str, chunk: Chunk, kind: str) -> int | None:
    """Where the first verb phrase starts in the chunk before the second: after a modal, "to" or a preposition, or at its start."""
    words = list(WORD.finditer(text, chunk.start, chunk.end))
    low = ["", *(w[0].lower() for w in words), ""]
    for i, word in enumerate(words):
        before, here, following = low[i], low[i + 1], low[i + 2]
        adverb = is_adverb(before) and i > 0
        lead = low[i - 1] if adverb else before
        begin = words[i - 1].start() if adverb else word.start()
        if not following:
            break
        pair = here in VERBS and following in ("and", "or") and low[i + 3 : i + 4] != [""] and low[i + 3] in VERBS  # "study and understand"
        if kind == "verb" and (is_verb(here, following) or pair) and (not lead or lead in _VERB_LEADS):
            if chunk.closes and lead != "to" and _inner_infinitive(low[i + 2 :]):
                continue  # "and improve the ability to apply laws, prevent risks, ...": what "to" opens goes on
            return begin
        later = FINITE.isdisjoint(low[i + 2 :])  # "the aim of innovating X is to focus on safeguarding Y": not the first
        if kind == "ing" and is_participle(here) and (not lead or lead in _PARTICIPLE_LEADS) and later:
            return begin
        subject = 1 < i <= _SUBJECT_WORDS and low[1] in DETERMINERS and FUNCTION.isdisjoint(low[2 : i + 1])  # "The bureau suspended ..."
        if kind == "past" and is_past(here) and (not lead or lead in _PAST_LEADS or subject):
            return begin
        if kind == "present" and i and is_present(here, following):
            return word.start()
        if kind == "to" and here == "to" and following in VERBS:
            return word.start()
    return None


def _split_last(text: str, start: int, end: int, kind: str) -> Members:
    """The last member, or two where "and" joins another phrase that opens alike."""
    for joint in reversed(list(AND.finditer(text, start, end))):
        words = tuple(WORD.findall(text[joint.end() : end]))
        left = [w for w in text[start : joint.start()].split() if not is_adverb(w)]
        if words and len(left) > 1 and opens_as(Chunk(joint.end(), end, closes=True, words=words)) == kind:
            return [(start, joint.start()), (joint.end(), end)]
    return [(start, end)]
