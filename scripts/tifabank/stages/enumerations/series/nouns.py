"""Series of noun phrases up to a closing "and"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from tifabank.stages.enumerations.series.chunks import (
    AND,
    FINITE,
    LEAST,
    WORD,
    Chunk,
    Members,
    as_chunk,
    has_base_verb,
    has_finite,
    is_name,
    opens_as,
    shared_prepositions,
    trimmed,
)
from tifabank.stages.enumerations.series.ends import noun_end
from tifabank.stages.enumerations.series.starts import noun_start
from tifabank.words import AUXILIARIES, DETERMINERS, FUNCTION, NOUNS_TOO, PREPOSITIONS, PRONOUNS, VERBS, is_adjective, is_past, is_present

_DATE = re.compile(r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? )?\d{1,4}")
_ADJECTIVES_TOO = frozenset(
    "open clean clear free close secure equal complete calm warm dry present separate live lower own perfect smooth select mature narrow slow".split()
)
_TIME_AND_PLACE = frozenset("in at on since from after before during under at today".split())
_ADVERBIAL_WORDS = 8
_BESIDE = 20  # characters that hold the word before a member
_MODIFIED_WORDS = 3
_ET_CETERA = re.compile(r"(?:and )?(?:so on|so forth|etc|others?|the like|more|other [\w -]{2,40})\.?\W*\Z", re.IGNORECASE)
_MOST_NOUN_WORDS = 9


def noun_series(text: str, chunks: list[Chunk]) -> Iterator[Members]:
    """Noun phrases up to a closing "and"; without one, at least as many short ones."""
    if chunks and _is_adverbial(chunks[0]):
        chunks = chunks[1:]
    i = 1
    while i < len(chunks):
        j = i
        while j < len(chunks) and _is_noun_phrase(chunks[j], last=chunks[j].closes) and not chunks[j].closes:
            j += 1
        if j < len(chunks) and chunks[j].closes and _is_noun_phrase(chunks[j], last=True):
            own = chunks[: j + 1] if j + 1 == len(chunks) or not _same_formation(chunks[j], chunks[j + 1]) else _joined(text, chunks, j)
            yield from _noun_members(text, [*own, *chunks[j + 1 :]], i, j)
            i = j + 1
        else:
            joined = [k for k in range(i, j) if AND.search(text, chunks[k].start, chunks[k].end)]
            stop = joined[-1] if joined else j - 1
            if not joined and j < len(chunks) and AND.search(text, chunks[j].start, chunks[j].end) and _may_end(chunks[j]):
                stop = j
            if stop >= i:
                yield from _noun_members(text, chunks, i, stop)
            i = max(j, i) + 1


def _is_noun_phrase(chunk: Chunk, *, last: bool) -> bool:
    opens = opens_as(chunk)
    if (
        opens in ("subordinate", "preposition", "to")
        or (opens in ("verb", "past", "present") and not _is_modified_noun(chunk))
        or (chunk.first in PRONOUNS - {"this", "that", "these", "those"} and not is_name(chunk.words))
    ):
        return False
    if last:
        return chunk.first not in AUXILIARIES and not _is_phrasal(chunk)
    named = "and" in chunk.words and any(w[0].isupper() for w in chunk.words)  # "the Flood Control Law and the Regulations on ..."
    most = 2 * _MOST_NOUN_WORDS if named else _MOST_NOUN_WORDS
    return len(chunk.words) <= most and not has_finite(chunk) and not has_base_verb(chunk)


def _is_phrasal(chunk: Chunk) -> bool:
    """Whether a chunk opens like "hand in your work" or "give the ..."."""
    return chunk.first in VERBS and chunk.words[1:2] != () and chunk.words[1].lower() in DETERMINERS | {"in", "up", "out", "down"}


def _same_formation(chunk: Chunk, following: Chunk) -> bool:
    """Whether "disaster prevention" goes on in "mitigation and relief"."""
    pair = len(following.words) == 3 and following.words[1] in ("and", "or")  # noqa: PLR2004
    return pair and not following.closes and chunk.words[-1][-4:] == following.words[0][-4:]


def _joined(text: str, chunks: list[Chunk], j: int) -> list[Chunk]:
    """The chunks up to `j`, the last one with the chunk after it."""
    last = as_chunk(text, chunks[j].start, chunks[j + 1].end)._replace(closes=True)
    return [*chunks[:j], last]


def _may_end(chunk: Chunk) -> bool:
    bare = chunk.words[1:2] in (("and",), ("or",))  # "forge or hide labels", "angling and other activities"
    return bare or opens_as(chunk) in ("noun", "ing") or _is_modified_noun(chunk)


def _is_modified_noun(chunk: Chunk) -> bool:
    """Whether a chunk that opens like a verb may be an adjective or participle and its noun ("open accounts", "shared work")."""
    fits = is_past(chunk.first) or chunk.first in NOUNS_TOO | _ADJECTIVES_TOO
    words = list(takewhile(lambda w: w not in ("and", "or"), (w.lower() for w in chunk.words)))
    named = any(w[0].isupper() for w in chunk.words[1:2])  # "visited Kunming"
    return fits and len(words) <= _MODIFIED_WORDS and FUNCTION.isdisjoint(words) and not named


def _noun_members(text: str, chunks: list[Chunk], i: int, j: int) -> Iterator[Members]:
    """The members from the end of the chunk before `i` up to chunk `j`."""
    middle = [(c.start, c.end) for c in chunks[i:j]]
    last = chunks[j]
    pairs = bool(middle) and all(AND.search(text, a, b) for a, b in middle)  # "A and B, C and D, E and F, G and H"
    joint = None if last.closes or pairs else _joint(text, last)
    if joint:
        middle.append((last.start, joint.start()))
        tail = (joint.end(), last.end)
    else:
        tail = (last.start, last.end)
    other = joint is not None and text.startswith("other ", tail[0])  # "and other activities that harm the water"
    closed = last.closes or pairs or joint is not None or bool(_ET_CETERA.search(text[slice(*tail)]))
    single = all(" " not in text[a:b].strip() for a, b in middle)
    shared = shared_prepositions([text[a:b] for a, b in middle])
    end = noun_end(text, *tail, single=single, closes=last.closes or pairs, last=last.closes or pairs or other, within=shared)
    first = noun_start(text, chunks[i - 1], [text[a:b] for a, b in middle] or [text[tail[0] : end]])
    if first is None:
        return
    others = [text[a:b] for a, b in middle]
    before = (text[max(0, first - _BESIDE) : first].split() or [""])[-1].lower()
    if len(others) > 1 and before != "of" and _has_preposition(others[0]) and not any(map(_has_preposition, others[1:])):
        yield from _noun_members(text, chunks, i + 1, j)
        return
    members = [trimmed(text, a, b) for a, b in _merged(text, [(first, chunks[i - 1].end), *middle, (tail[0], end)])]
    after = (text[end : last.end].split() or [""])[0].lower()
    object_ = any(w[0].lower() in FINITE for w in WORD.finditer(text, chunks[i - 1].start, first))
    if _ET_CETERA.fullmatch(text[slice(*members[-1])]) or (last.closes and object_ and after in FINITE):
        members.pop()  # "... are A, B and C, and the method is ...": the last is the subject of another clause
    words = [text[a:b].lower().split() for a, b in members]
    if not last.closes and j + 1 < len(chunks) and not chunks[j + 1].closes and _goes_on(chunks[j + 1]):
        return  # an apposition: "Li Na, mayor of the town and member of the board, said"
    if any(_DATE.fullmatch(text[a:b]) for a, b in members):
        return
    if before not in AUXILIARIES and _is_told(words):
        return
    if len(members) >= LEAST and all(words) and (closed or max(map(len, words)) <= 4) and _alike(words):  # noqa: PLR2004
        yield members


def _is_told(words: list[list[str]]) -> bool:
    """Whether members tell what somebody did, one thing after the other; not "centralized, unified ... system", which share a head."""
    shares = len(words[-1]) > 1 and FUNCTION.isdisjoint(words[-1]) and all(len(w) == 1 for w in words[:-1])
    past = sum(is_past(w[0]) and (len(w) == 1 or not FUNCTION.isdisjoint(w)) for w in words if w)
    return past > 1 and not shares


def _merged(text: str, members: Members) -> Members:
    """Members with "disaster prevention, reduction and relief" put together: one head, several nouns of one formation."""
    done: Members = []
    for a, b in members:
        words, before = text[a:b].lower().split(), text[slice(*done[-1])].lower().split() if done else []
        pair = len(words) == 3 and words[1] in ("and", "or") and b != members[-1][1]  # noqa: PLR2004
        if pair and len(before) == 2 and before[1][-4:] == words[0][-4:]:  # noqa: PLR2004
            done[-1] = (done[-1][0], b)
        else:
            done.append((a, b))
    return done


def _joint(text: str, chunk: Chunk) -> re.Match[str] | None:
    """The "and" before the last member: before "other ...", else the first that joins no adjectives."""
    joints = list(AND.finditer(text, chunk.start, chunk.end))
    other = [j for j in joints if text.startswith("other ", j.end())]
    plain = [
        j for j in joints if not (is_adjective(_last_word(text, chunk.start, j.start())) and len(text[j.end() : chunk.end].split()) > 1)
    ]
    return next(iter(other or plain or joints), None)


def _last_word(text: str, start: int, end: int) -> str:
    return (text[start:end].split() or [""])[-1].lower()


def _goes_on(chunk: Chunk) -> bool:
    """Whether a chunk goes on with the verb of a subject before it."""
    low = chunk.first
    after = chunk.words[1].lower() if len(chunk.words) > 1 else ""  # "conducted in March" is no predicate
    return (
        low in AUXILIARIES
        or (is_past(low) and after not in PREPOSITIONS)
        or is_present(low, chunk.words[1].lower() if len(chunk.words) > 1 else "")
    )


def _is_adverbial(chunk: Chunk) -> bool:
    """Whether the chunk that opens a stretch is an adverbial of time or place ("In today's world")."""
    low = [w.lower() for w in chunk.words]
    clause = any(w in ("we", "they", "he", "she", "i", "you", "it") for w in low)
    return (
        low[0] in _TIME_AND_PLACE
        and len(low) <= _ADVERBIAL_WORDS
        and AUXILIARIES.isdisjoint(low)
        and not clause
        and not any(map(is_past, low))
    )


def _has_preposition(words: str) -> bool:
    return any(w.lower() in PREPOSITIONS - {"of"} for w in words.split())


def _alike(words: list[list[str]]) -> bool:
    """Whether noun phrases are of a kind: none much longer than the rest."""
    lengths = sorted(len(w) for w in words)
    return lengths[-1] <= 3 * lengths[len(lengths) // 2] + 3
