"""Series whose members are alike in form: between semicolons, with the same first or last words, of one build, prepositional."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from tifabank.stages.enumerations.series.chunks import AND, LEAST, SEMICOLON, WORD, Chunk, Members, as_chunk, cut_at, opens_as, trimmed
from tifabank.stages.enumerations.series.verbs import verb_start
from tifabank.words import ARTICLES, AUXILIARIES, DETERMINERS, PREPOSITIONS, VERBS, is_present

_CLAUSE_WORDS, _CLAUSE_LENGTH = 2, 3
_HINGE_WORDS, _ECHO_WORDS, _PHRASE_WORDS = 6, 5, 10
_BE = {"are": "is", "were": "was"}
_HINGES = AUXILIARIES | {"who", "which", "that"}


def semicolon_list(text: str, at: int) -> Iterator[Members]:
    """Four or more clauses between semicolons, what leads up to them with a colon left out."""
    colon = max(text.rfind(":"), text.rfind("："))
    begin = colon + 1 if colon >= 0 and text.find(";", 0, colon) < 0 else 0
    parts = [(begin + a, begin + b) for a, b in cut_at(text[begin:], SEMICOLON)]
    spans = [span for span in (trimmed(text, a, b) for a, b in parts) if span[0] < span[1]]
    opening = [opens_as(c) for c in (as_chunk(text, a, b) for a, b in spans[1:])]
    verb = verb_start(text, as_chunk(text, *spans[0]), "verb") if spans and set(opening) == {"verb"} else None
    spans[:1] = [(verb, spans[0][1])] if verb is not None else spans[:1]
    first = {text[a:b].split(maxsplit=1)[0].lower() for a, b in spans[1:]} if len(spans) > LEAST else set()
    if len(first) == 1 and text[slice(*spans[0])].split(maxsplit=1)[0].lower() not in first:
        spans = spans[1:]  # "... ; where the road is good, merge; where ...": what stands before is none of them
    clauses = sum(len(text[a:b].split()) >= _CLAUSE_WORDS for a, b in spans)
    if len(spans) >= LEAST and 2 * clauses >= len(spans):
        yield [(at + a, at + b) for a, b in spans]


def anaphoric_series(text: str, chunks: list[Chunk]) -> Iterator[Members]:
    """Phrases or clauses that all open with the same word ("from ...", "we ...", "no ..."), articles aside."""
    i = 1
    while i < len(chunks):
        j = i
        while j + 1 < len(chunks) and chunks[j + 1].first == chunks[i].first:
            j += 1
        if chunks[i].first not in ARTICLES and j - i + 2 >= LEAST:
            same = [w for w in WORD.finditer(text, chunks[i - 1].start, chunks[i - 1].end) if w[0].lower() == chunks[i].first]
            if same:
                yield [
                    trimmed(text, a, b) for a, b in ((same[-1].start(), chunks[i - 1].end), *((c.start, c.end) for c in chunks[i : j + 1]))
                ]
        i = j + 1


def prepositional_series(text: str, chunks: list[Chunk]) -> Iterator[Members]:
    """Short prepositional phrases up to an "and" that joins the last: "on the farm, in the street, at the mill and under the bridge"."""
    for i in range(1, len(chunks)):
        j = i
        while j < len(chunks) and chunks[j].first in PREPOSITIONS and len(chunks[j].words) <= _PHRASE_WORDS:
            j += 1
        joint = next((m for m in AND.finditer(text, chunks[j - 1].start, chunks[j - 1].end)), None) if j > i else None
        last = text[joint.end() : chunks[j - 1].end].split() if joint else []
        lead = [w for w in WORD.finditer(text, chunks[i - 1].start, chunks[i - 1].end) if w[0].lower() in PREPOSITIONS]
        if joint and last and last[0].lower() in PREPOSITIONS and lead and j - i + 2 >= LEAST and chunks[i - 1].first not in PREPOSITIONS:
            spans = [(lead[-1].start(), chunks[i - 1].end), *((c.start, c.end) for c in chunks[i : j - 1])]
            yield [trimmed(text, a, b) for a, b in (*spans, (chunks[j - 1].start, joint.start()), (joint.end(), chunks[j - 1].end))]


def skeleton_series(text: str, chunks: list[Chunk]) -> Iterator[Members]:
    """Clauses of one build: an article, a noun and the same verb or pronoun ("the funds must ..., the staff must ...")."""
    for run in _runs(chunks, lambda c: (c.first in DETERMINERS, _hinge(c)) if _hinge(c) and c.first in DETERMINERS else None):
        first = next((w for w in WORD.finditer(text, run[0].start, run[0].end) if w[0].lower() in DETERMINERS), None)
        if first:
            yield [trimmed(text, a, b) for a, b in ((first.start(), run[0].end), *((c.start, c.end) for c in run[1:]))]


def echo_series(text: str, chunks: list[Chunk]) -> Iterator[Members]:
    """Short phrases that end in the same two words ("able to buy, willing to buy, ...")."""
    for run in _runs(chunks, _numbered):
        first = next((w for w in WORD.finditer(text, run[0].start, run[0].end) if w[0][0].isdigit()), None)
        if first:
            yield [trimmed(text, a, b) for a, b in ((first.start(), run[0].end), *((c.start, c.end) for c in run[1:]))]
    for run in _runs(chunks, _echo):
        shortest = len(run[-1].words)
        words = list(WORD.finditer(text, run[0].start, run[0].end))[-shortest:]
        yield [trimmed(text, a, b) for a, b in ((words[0].start(), run[0].end), *((c.start, c.end) for c in run[1:]))]
    for run in _runs(chunks, lambda c: tuple(w.lower().strip(".") for w in c.words[-2:]) if len(c.words) > 2 else None):  # noqa: PLR2004
        shortest = max(len(c.words) for c in run[1:])
        words = list(WORD.finditer(text, run[0].start, run[0].end))[-shortest:]
        if shortest <= _ECHO_WORDS:
            yield [trimmed(text, a, b) for a, b in ((words[0].start(), run[0].end), *((c.start, c.end) for c in run[1:]))]


def _numbered(chunk: Chunk) -> tuple[str, ...] | None:
    """What numbers share that stand before the same word ("117 about land, 94 about debts")."""
    at = next((i for i, word in enumerate(chunk.words[:-2]) if word[0].isdigit()), None)
    return ("#", chunk.words[at + 1].lower()) if at is not None else None


def _echo(chunk: Chunk) -> tuple[str, ...] | None:
    """What short clauses share that end in one word ("words replace law, power overrides law")."""
    words = [w.lower().strip(".") for w in chunk.words[-_CLAUSE_LENGTH:]]
    return (words[-1],) if len(words) == _CLAUSE_LENGTH and (words[1] in VERBS or is_present(words[1], "the")) else None


def _runs(chunks: list[Chunk], key: Callable[[Chunk], object]) -> Iterator[list[Chunk]]:
    """The runs of at least four neighbouring chunks with one key; None is no key."""
    for found, group in groupby(chunks, key):
        run = list(group)
        if found is not None and len(run) >= LEAST:
            yield run


def _hinge(chunk: Chunk) -> str:
    """The auxiliary or relative pronoun that follows the noun phrase which opens a clause."""
    return next((_BE.get(w.lower(), w.lower()) for w in chunk.words[1:_HINGE_WORDS] if w.lower() in _HINGES), "")
