"""Series: coordinations of four or more parallel phrases, without count and without markers.

A sentence is cut into chunks at commas (quotations and brackets are looked into on their own). Chunks that open alike form a series:
verb phrases ("strengthen A, improve B"), participles, infinitives, phrases with one preposition, clauses between semicolons, or noun
phrases up to a closing "and". The first member is the end of the chunk before, cut where it is parallel to the second; the last one
ends where its phrase does. Precision goes first. Source: annotation guidelines, Enumerations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby, takewhile
from typing import NamedTuple

from tifabank.stages.enumerations.model import Found, Frame, Item
from tifabank.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION,
    NOUNS_TOO,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
    is_adjective,
    is_participle,
    is_past,
    is_present,
    is_verb,
)

_DATE = re.compile(r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? )?\d{1,4}")
_ADJECTIVES_TOO = frozenset(
    "open clean clear free close secure equal complete calm warm dry present separate live lower own perfect smooth select mature narrow slow".split()
)
_TIME_AND_PLACE = frozenset("in at on since from after before during under at today".split())
_ADVERBIAL_WORDS = 8
_COMPARING = frozenset("more most".split())
_TAKE_TO = frozenset(
    "right rights access contribution threat threats commitment opposition approach key answer exposure attention relation return".split()
)
_INTRODUCES = re.compile(r"\b(?:namely|including|such as|for example|for instance|i\.e\.)[,:]?\s(?=\w)", re.IGNORECASE)
_BESIDE = 20  # characters that hold the word before a member
_BARE_WORDS = 4
_DEPTH = 6  # chunks looked back for the first verb phrase
_ARTICLES = frozenset("the a an".split())
_MODIFIED_WORDS = 3
_CLAUSE_WORDS = 2
LEAST = 4  # members
_HINGE_WORDS, _ECHO_WORDS = 6, 5
_PARTICLES = frozenset("ahead forward together out up on well back".split())
_BE = {"are": "is", "were": "was"}
_HINGES = AUXILIARIES | {"who", "which", "that"}

_MASK = "Q"  # stands for the characters of quotations and brackets
_QUOTE = re.compile(r"“[^“”]{1,400}”|\"[^\"“”]{1,400}\"|‘[^‘’]{1,200}’|「[^」]{1,200}」|《[^》]{1,200}》|[(（][^()（）]{1,300}[)）]")
_HARD = re.compile(r"[;:；：。！？]|[.!?](?=\s|\Z)|(?<=[\u4e00-\u9fff])[,，](?=[\u4e00-\u9fff])|\s[–—-]{1,2}\s|—")
_SEMICOLON = re.compile(r"\s*[;；]\s*")
_COMMA = re.compile(r"(?<!\d),(?=\s|\S)|,(?!\d)|[，、]")
_CONJUNCTION = re.compile(r"(?:and also|and even|and|or even|or|as well as|even|&)\s+", re.IGNORECASE)
_AND = re.compile(r"\s(?:and also|and|or|as well as|&)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\s,，、]+")
_ET_CETERA = re.compile(r"(?:and )?(?:so on|so forth|etc|others?|the like|more|other [\w -]{2,40})\.?\W*\Z", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"(?:which|who|whose|whom|where|when|while|so|thus|thereby|therefore|however|moreover|because|since|if|although|though|unless|for example|"
    r"for instance|such as|including|especially|in particular|namely|that is|i\.e|e\.g|but|in order|as a result|in fact|of course|not only)\b",
    re.IGNORECASE,
)
_MODALS = frozenset("to must should will shall can could would may might need not we let help and or please also together jointly".split())
_PARTICIPLE_LEADS = PREPOSITIONS | AUXILIARIES | {"and", "or", "include", "includes", "require", "requires", "means", "keep", "continue"}
_PAST_LEADS = frozenset("has have had also and we they he she it".split())
_VERB_LEADS = _MODALS | {"they", "you", "i", "then", "better", "further", "continue"}
_MOST_NOUN_WORDS, _MOST_WORDS = 9, 45
_FINITE = AUXILIARIES - {"be", "been", "being", "have"}
_NOUN_STOPS = AUXILIARIES | PRONOUNS | (CONJUNCTIONS - {"and", "or"}) | (PREPOSITIONS - {"of", "against", "between", "among", "towards"})


class _Chunk(NamedTuple):
    """What stands between two commas, in folded positions, without the conjunction that opens it."""

    start: int
    end: int
    closes: bool
    words: tuple[str, ...]

    @property
    def first(self) -> str:
        """The first word in lower case, adverbs before a verb passed over."""
        head = next((w for w in self.words if not w.endswith("ly") or len(self.words) == 1), self.words[0])
        return head.lower()


Members = list[tuple[int, int]]


def series_lists(frame: Frame) -> list[Found]:
    """The series of the body paragraphs."""
    plain = frame.text.plain
    found = []
    for sentence in frame.sentences.rows:
        start, end = frame.text.folded(sentence.start_char), frame.text.folded(sentence.end_char)
        for members in _in_stretch(plain, start, end):
            items = tuple(_item(frame, *member) for member in members)
            found.append(Found("series", "enumerations.series", items))
    return found


def _item(frame: Frame, start: int, end: int) -> Item:
    span = frame.text.unfold(start, end)
    return Item(span, None, span)


def _in_stretch(plain: str, start: int, end: int) -> Iterator[Members]:
    """The series of a stretch of text, then those inside its quotations and brackets."""
    masked, inner = _masked(plain, start, end)
    yield from _semicolon_list(masked, start)
    for a, b in _parts(masked, _HARD):
        chunks = list(_chunks(masked, a, b))
        for members in _of_chunks(masked, chunks):
            yield [(start + x, start + y) for x, y in members]
    for a, b in inner:
        yield from _in_stretch(plain, start + a, start + b)


def _masked(plain: str, start: int, end: int) -> tuple[str, list[tuple[int, int]]]:
    """The stretch with quotations and brackets made opaque, and their ranges inside it."""
    text = plain[start:end]
    inner = [(m.start() + 1, m.end() - 1) for m in _QUOTE.finditer(text)]
    return _QUOTE.sub(lambda m: m[0][0] + _MASK * (len(m[0]) - 2) + m[0][-1], text), inner


def _parts(text: str, border: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    begin = 0
    for mark in border.finditer(text):
        yield begin, mark.start()
        begin = mark.end()
    yield begin, len(text)


def _semicolon_list(text: str, at: int) -> Iterator[Members]:
    """Four or more clauses between semicolons, what leads up to them with a colon left out."""
    colon = max(text.rfind(":"), text.rfind("："))
    begin = colon + 1 if colon >= 0 and text.find(";", 0, colon) < 0 else 0
    parts = [(begin + a, begin + b) for a, b in _parts(text[begin:], _SEMICOLON)]
    spans = [span for span in (_trimmed(text, a, b) for a, b in parts) if span[0] < span[1]]
    opening = [_opens_as(c) for c in (_phrase(text, a, b) for a, b in spans[1:])]
    verb = _verb_start(text, _phrase(text, *spans[0]), "verb") if spans and set(opening) == {"verb"} else None
    spans[:1] = [(verb, spans[0][1])] if verb is not None else spans[:1]
    clauses = sum(len(text[a:b].split()) >= _CLAUSE_WORDS for a, b in spans)
    if len(spans) >= LEAST and 2 * clauses >= len(spans):
        yield [(at + a, at + b) for a, b in spans]


def _phrase(text: str, start: int, end: int) -> _Chunk:
    return _Chunk(start, end, closes=False, words=tuple(_WORD.findall(text[start:end])))


def _chunks(text: str, start: int, end: int) -> Iterator[_Chunk]:
    begin = start
    for stop in [*(m.span() for m in _COMMA.finditer(text, start, end)), (end, end)]:
        a, b = begin, stop[0]
        while a < b and text[a] == " ":
            a += 1
        conjunction = _CONJUNCTION.match(text, a, b)
        a = conjunction.end() if conjunction else a
        words = tuple(_WORD.findall(text[a:b]))
        if words:
            yield _Chunk(a, b, bool(conjunction), words)
        begin = stop[1]


def _of_chunks(text: str, chunks: list[_Chunk]) -> Iterator[Members]:
    """The series of a stretch: verb phrases first, then, inside and between them, phrases that open alike and noun phrases."""
    starts: set[int] = set()
    ends: set[int] = set()
    heads: set[int] = set()
    for members in _verb_series(text, chunks):
        if members[0][0] not in starts and members[-1][1] not in ends:
            starts.add(members[0][0])
            ends.add(members[-1][1])
            heads.update(start for start, _ in members)
            yield members
    for part in _cut(text, chunks, heads):
        for members in (
            *_anaphoric_series(text, part),
            *_skeleton_series(text, part),
            *_echo_series(text, part),
            *_noun_series(text, part),
        ):
            if members[0][0] not in starts and members[-1][1] not in ends:
                starts.add(members[0][0])
                ends.add(members[-1][1])
                yield members


def _cut(text: str, chunks: list[_Chunk], heads: set[int]) -> list[list[_Chunk]]:
    """The chunks, cut before each one that opens a member of a series, and after "including", "such as" and the like."""
    parts: list[list[_Chunk]] = [[]]
    for chunk in chunks:
        opening = max((m.end() for m in _INTRODUCES.finditer(text, chunk.start, chunk.end)), default=0)
        if chunk.start in heads or opening:
            parts.append([])
        parts[-1].append(_phrase(text, opening, chunk.end) if chunk.start < opening < chunk.end else chunk)
    return parts


def _opens_as(chunk: _Chunk) -> str:
    """How a chunk opens: verb, ing, past, to, a subordinate clause, a preposition, or else as a noun phrase."""
    words = [w.lower() for w in chunk.words]
    while len(words) > 1 and words[0].endswith("ly"):
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


def _verb_series(text: str, chunks: list[_Chunk]) -> Iterator[Members]:
    """Verb phrases, participles or infinitives; noun phrases between them belong to the one before."""
    for kind in ("verb", "ing", "past", "present", "to"):
        i = 1
        while i < len(chunks):
            if _opens_as(chunks[i]) != kind:
                i += 1
                continue
            heads, last = [i], i
            for j in range(i + 1, len(chunks)):
                opens = _opens_as(chunks[j])
                bare = kind == "verb" and chunks[j].closes and len(chunks[j].words) == 1 and chunks[j].first in VERBS - NOUNS_TOO
                if opens == kind or bare:
                    heads.append(j)
                elif opens != "noun" or _has_finite(chunks[j]):
                    break
                last = j
                if chunks[j].closes and opens == kind and not _carries_on(chunks, j, kind, len(heads)):
                    break
            while last + 1 < len(chunks) and _opens_as(chunks[last + 1]) == "noun" and not _has_finite(chunks[last + 1]):
                last += 1  # the last phrase has a coordination of its own
            yield from _verb_members(text, chunks, kind, heads, last)
            i = last + 1


def _carries_on(chunks: list[_Chunk], j: int, kind: str, heads: int) -> bool:
    """Whether verb phrases go on after one that an "and" opens; a second "and" opens another statement once there are enough."""
    return j + 1 < len(chunks) and _opens_as(chunks[j + 1]) == kind and not ((chunks[j + 1].closes or kind == "ing") and heads + 1 >= LEAST)


def _verb_members(text: str, chunks: list[_Chunk], kind: str, heads: list[int], last: int) -> Iterator[Members]:
    first = _first_verb(text, chunks, heads[0], kind)
    starts = [chunks[h].start for h in heads]
    ends = [chunks[h - 1].end for h in heads]
    members = list(zip([first, *starts] if first is not None else starts, [*ends, chunks[last].end][first is None :], strict=True))
    members = members[:-1] + _split_last(text, *members[-1], kind)
    members = [_trimmed(text, a, b) for a, b in members]
    if len(members) >= LEAST and all(b - a > 0 and len(text[a:b].split()) <= _MOST_WORDS for a, b in members):
        yield members


def _first_verb(text: str, chunks: list[_Chunk], head: int, kind: str) -> int | None:
    """Where the first phrase starts: in the chunk before the second one, or before the noun phrases that belong to it."""
    for i in range(head - 1, max(head - _DEPTH, 0) - 1, -1):
        found = _verb_start(text, chunks[i], kind)
        if found is not None or _opens_as(chunks[i]) != "noun" or _has_finite(chunks[i]):
            return found
    return None


def _verb_start(text: str, chunk: _Chunk, kind: str) -> int | None:
    """Where the first verb phrase starts in the chunk before the second: after a modal, "to" or a preposition, or at its start."""
    words = list(_WORD.finditer(text, chunk.start, chunk.end))
    low = ["", *(w[0].lower() for w in words), ""]
    for i, word in enumerate(words):
        before, here, following = low[i], low[i + 1], low[i + 2]
        adverb = before.endswith("ly") and i > 0
        lead = low[i - 1] if adverb else before
        begin = words[i - 1].start() if adverb else word.start()
        if not following:
            break
        if kind == "verb" and is_verb(here, following) and (not lead or lead in _VERB_LEADS):
            return begin
        later = _FINITE.isdisjoint(low[i + 2 :])  # "the aim of innovating X is to focus on safeguarding Y": not the first
        if kind == "ing" and is_participle(here) and (not lead or lead in _PARTICIPLE_LEADS) and later:
            return begin
        if kind == "past" and is_past(here) and (not lead or lead in _PAST_LEADS):
            return begin
        if kind == "present" and i and is_present(here, following):
            return word.start()
        if kind == "to" and here == "to" and following in VERBS:
            return word.start()
    return None


def _split_last(text: str, start: int, end: int, kind: str) -> Members:
    """The last member, or two where "and" joins another phrase that opens alike."""
    for joint in reversed(list(_AND.finditer(text, start, end))):
        words = tuple(_WORD.findall(text[joint.end() : end]))
        left = [w for w in text[start : joint.start()].split() if not w.endswith("ly")]
        if words and len(left) > 1 and _opens_as(_Chunk(joint.end(), end, closes=True, words=words)) == kind:
            return [(start, joint.start()), (joint.end(), end)]
    return [(start, end)]


def _anaphoric_series(text: str, chunks: list[_Chunk]) -> Iterator[Members]:
    """Phrases or clauses that all open with the same word ("from ...", "we ...", "no ..."), articles aside."""
    i = 1
    while i < len(chunks):
        j = i
        while j + 1 < len(chunks) and chunks[j + 1].first == chunks[i].first:
            j += 1
        if chunks[i].first not in _ARTICLES and j - i + 2 >= LEAST:
            same = [w for w in _WORD.finditer(text, chunks[i - 1].start, chunks[i - 1].end) if w[0].lower() == chunks[i].first]
            if same:
                yield [
                    _trimmed(text, a, b) for a, b in ((same[-1].start(), chunks[i - 1].end), *((c.start, c.end) for c in chunks[i : j + 1]))
                ]
        i = j + 1


def _skeleton_series(text: str, chunks: list[_Chunk]) -> Iterator[Members]:
    """Clauses of one build: an article, a noun and the same verb or pronoun ("the funds must ..., the staff must ...")."""
    for run in _runs(chunks, lambda c: (c.first in DETERMINERS, _hinge(c)) if _hinge(c) and c.first in DETERMINERS else None):
        first = next((w for w in _WORD.finditer(text, run[0].start, run[0].end) if w[0].lower() in DETERMINERS), None)
        if first:
            yield [_trimmed(text, a, b) for a, b in ((first.start(), run[0].end), *((c.start, c.end) for c in run[1:]))]


def _echo_series(text: str, chunks: list[_Chunk]) -> Iterator[Members]:
    """Short phrases that end in the same two words ("able to buy, willing to buy, ...")."""
    for run in _runs(chunks, lambda c: tuple(w.lower().strip(".") for w in c.words[-2:]) if len(c.words) > 2 else None):  # noqa: PLR2004
        shortest = max(len(c.words) for c in run[1:])
        words = list(_WORD.finditer(text, run[0].start, run[0].end))[-shortest:]
        if shortest <= _ECHO_WORDS:
            yield [_trimmed(text, a, b) for a, b in ((words[0].start(), run[0].end), *((c.start, c.end) for c in run[1:]))]


def _runs(chunks: list[_Chunk], key: Callable[[_Chunk], object]) -> Iterator[list[_Chunk]]:
    """The runs of at least four neighbouring chunks with one key; None is no key."""
    for found, group in groupby(chunks, key):
        run = list(group)
        if found is not None and len(run) >= LEAST:
            yield run


def _hinge(chunk: _Chunk) -> str:
    """The auxiliary or relative pronoun that follows the noun phrase which opens a clause."""
    return next((_BE.get(w.lower(), w.lower()) for w in chunk.words[1:_HINGE_WORDS] if w.lower() in _HINGES), "")


def _noun_series(text: str, chunks: list[_Chunk]) -> Iterator[Members]:
    """Noun phrases up to a closing "and"; without one, at least as many short ones."""
    if chunks and _is_adverbial(chunks[0]):
        chunks = chunks[1:]
    i = 1
    while i < len(chunks):
        j = i
        while j < len(chunks) and _is_noun_phrase(chunks[j], last=chunks[j].closes) and not chunks[j].closes:
            j += 1
        if j < len(chunks) and chunks[j].closes and _is_noun_phrase(chunks[j], last=True):
            yield from _noun_members(text, chunks, i, j)
            i = j + 1
        else:
            joined = [k for k in range(i, j) if _AND.search(text, chunks[k].start, chunks[k].end)]
            stop = joined[-1] if joined else j - 1
            if not joined and j < len(chunks) and _AND.search(text, chunks[j].start, chunks[j].end) and _may_end(chunks[j]):
                stop = j
            if stop >= i:
                yield from _noun_members(text, chunks, i, stop)
            i = max(j, i) + 1


def _is_noun_phrase(chunk: _Chunk, *, last: bool) -> bool:
    opens = _opens_as(chunk)
    if (
        opens in ("subordinate", "preposition", "to")
        or (opens in ("verb", "past", "present") and not _is_modified_noun(chunk))
        or chunk.first in PRONOUNS - {"this", "that", "these", "those"}
    ):
        return False
    if last:
        return chunk.first not in AUXILIARIES
    return len(chunk.words) <= _MOST_NOUN_WORDS and not _has_finite(chunk) and not _has_base_verb(chunk)


def _may_end(chunk: _Chunk) -> bool:
    bare = len(chunk.words) <= _BARE_WORDS and chunk.words[1:2] in (("and",), ("or",))  # "forge or hide labels"
    return bare or _opens_as(chunk) == "noun" or _is_modified_noun(chunk)


def _is_modified_noun(chunk: _Chunk) -> bool:
    """Whether a chunk that opens like a verb may be an adjective or participle and its noun ("open accounts", "shared work")."""
    fits = is_past(chunk.first) or chunk.first in NOUNS_TOO | _ADJECTIVES_TOO
    words = list(takewhile(lambda w: w not in ("and", "or"), (w.lower() for w in chunk.words)))
    return fits and len(words) <= _MODIFIED_WORDS and FUNCTION.isdisjoint(words)


def _has_base_verb(chunk: _Chunk) -> bool:
    """Whether a verb follows a plural ("and Cologne follow the price"): the phrase ends there."""
    low = [w.lower() for w in chunk.words]
    return any(i > 0 and w in VERBS - NOUNS_TOO and low[i + 1] in DETERMINERS | {"together"} for i, w in enumerate(low[:-1]))


def _has_finite(chunk: _Chunk) -> bool:
    low = [*(w.lower() for w in chunk.words), ""]
    after = [*chunk.words[1:], ""]
    return any(
        w in _FINITE
        or w in PRONOUNS
        or (i > 0 and (is_present(w, low[i + 1]) or (is_past(w) and (low[i + 1] in DETERMINERS or after[i][:1].isupper()))))
        for i, w in enumerate(low[:-1])
    )


def _noun_members(text: str, chunks: list[_Chunk], i: int, j: int) -> Iterator[Members]:
    """The members from the end of the chunk before `i` up to chunk `j`."""
    middle = [(c.start, c.end) for c in chunks[i:j]]
    last = chunks[j]
    pairs = bool(middle) and all(_AND.search(text, a, b) for a, b in middle)  # "A and B, C and D, E and F, G and H"
    joint = None if last.closes or pairs else _joint(text, last)
    if joint:
        middle.append((last.start, joint.start()))
        tail = (joint.end(), last.end)
    else:
        tail = (last.start, last.end)
    closed = last.closes or pairs or joint is not None or bool(_ET_CETERA.search(text[slice(*tail)]))
    single = all(" " not in text[a:b].strip() for a, b in middle)
    end = _noun_end(text, *tail, single=single, closes=last.closes or pairs)
    first = _noun_start(text, chunks[i - 1], [text[a:b] for a, b in middle] or [text[tail[0] : end]])
    if first is None:
        return
    others = [text[a:b] for a, b in middle]
    if len(others) > 1 and _has_preposition(others[0]) and not any(map(_has_preposition, others[1:])):
        yield from _noun_members(text, chunks, i + 1, j)
        return
    members = [_trimmed(text, a, b) for a, b in _merged(text, [(first, chunks[i - 1].end), *middle, (tail[0], end)])]
    after = (text[end : last.end].split() or [""])[0].lower()
    object_ = any(w[0].lower() in _FINITE for w in _WORD.finditer(text, chunks[i - 1].start, first))
    if _ET_CETERA.fullmatch(text[slice(*members[-1])]) or (last.closes and object_ and after in _FINITE):
        members.pop()  # "... are A, B and C, and the method is ...": the last is the subject of another clause
    words = [text[a:b].lower().split() for a, b in members]
    if not last.closes and j + 1 < len(chunks) and _goes_on(chunks[j + 1]):
        return  # an apposition: "Li Na, mayor of the town and member of the board, said"
    if any(_DATE.fullmatch(text[a:b]) for a, b in members):
        return
    passive = (text[max(0, first - _BESIDE) : first].split() or [""])[-1].lower() in AUXILIARIES  # "shall be praised, promoted and paid"
    if not passive and sum(is_past(w[0]) and (len(w) == 1 or not FUNCTION.isdisjoint(w)) for w in words if w) > 1:
        return  # what somebody did, one thing after the other
    if len(members) >= LEAST and all(words) and (closed or max(map(len, words)) <= 4) and _alike(words):  # noqa: PLR2004
        yield members


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


def _joint(text: str, chunk: _Chunk) -> re.Match[str] | None:
    """The "and" before the last member: before "other ...", else the first that joins no adjectives."""
    joints = list(_AND.finditer(text, chunk.start, chunk.end))
    other = [j for j in joints if text.startswith("other ", j.end())]
    plain = [
        j for j in joints if not (is_adjective(_last_word(text, chunk.start, j.start())) and len(text[j.end() : chunk.end].split()) > 1)
    ]
    return next(iter(other or plain or joints), None)


def _last_word(text: str, start: int, end: int) -> str:
    return (text[start:end].split() or [""])[-1].lower()


def _goes_on(chunk: _Chunk) -> bool:
    """Whether a chunk goes on with the verb of a subject before it."""
    low = chunk.first
    return low in AUXILIARIES or is_past(low) or is_present(low, chunk.words[1].lower() if len(chunk.words) > 1 else "")


def _is_adverbial(chunk: _Chunk) -> bool:
    """Whether the chunk that opens a stretch is an adverbial of time or place ("In today's world")."""
    low = [w.lower() for w in chunk.words]
    return low[0] in _TIME_AND_PLACE and len(low) <= _ADVERBIAL_WORDS and AUXILIARIES.isdisjoint(low)


def _has_preposition(words: str) -> bool:
    return any(w.lower() in PREPOSITIONS for w in words.split())


def _alike(words: list[list[str]]) -> bool:
    """Whether noun phrases are of a kind: none much longer than the rest."""
    lengths = sorted(len(w) for w in words)
    return lengths[-1] <= 3 * lengths[len(lengths) // 2] + 3


def _noun_start(text: str, chunk: _Chunk, others: list[str]) -> int | None:
    """Where the first noun phrase starts in the chunk before the second: after the last small word or verb before it."""
    words = list(_WORD.finditer(text, chunk.start, chunk.end))
    opening = {o.split()[0].lower() for o in others}
    if len(opening) == 1 and opening <= DETERMINERS:
        same = [w for w in words if w[0].lower() in opening]
        if same:
            return same[-1].start()
    k = len(words)
    with_of = any(" of " in f" {o} " for o in others)
    while k > 0:
        low = words[k - 1][0].lower()
        if (
            low in FUNCTION - _COMPARING
            and not (low in ("and", "or") and any(_AND.search(o) for o in others))
            and not (low == "of" and with_of and k < len(words))
        ):
            break
        k -= 1
    heads = {o.split()[-1].lower() for o in others}
    if k > 1 and len(words) - k > 1 and words[k - 1][0].lower() == "and" and words[-1][0].lower() in heads:
        before = words[k - 3][0].lower() if k > 2 else ""  # noqa: PLR2004
        if k == 2 or before in FUNCTION or is_participle(before) or before in VERBS:  # noqa: PLR2004
            k -= 2  # "food and drug safety, production safety": one head
    longest = max(len(o.split()) for o in others)
    if longest == 1 and k < len(words):
        shared = all(
            is_adjective(o.lower()) for o in others
        )  # a head that all share: "great political, theoretical and world significance"
        k = max(k, len(words) - (1 if shared or words[-2:][0][0].lower() in VERBS else 2))
    determined = k > 0 and words[k - 1][0].lower() in DETERMINERS
    while not determined and k < len(words) - 1 and _drops(words, k, others):
        k += 1
    if len(words) - k > longest + 3:
        k = len(words) - longest
    verb = next((i for i in range(len(words) - 2, k, -1) if is_present(words[i][0].lower(), words[i + 1][0].lower())), None)
    k = k if verb is None else verb + 1  # "the system combines A, B and C"
    if 0 < k < len(words) and words[k - 1][0].lower() in _ARTICLES and any(o.split()[0].lower() in _ARTICLES for o in others):
        k -= 1  # an article belongs to the first member as to the others
    return words[k].start() if k < len(words) else None


def _drops(words: list[re.Match[str]], k: int, others: list[str]) -> bool:
    """Whether a word before the first member is its verb; not one that only a particle follows ("forge ahead")."""
    alone = k == len(words) - 2 and words[-1][0].lower() in _PARTICLES
    return (_is_verb_form(words[k][0].lower(), others) or _follows_modal(words, k)) and not alone


def _follows_modal(words: list[re.Match[str]], k: int) -> bool:
    return k > 0 and words[k][0].lower() in VERBS and words[k - 1][0].lower() in _MODALS


def _is_verb_form(word: str, others: list[str]) -> bool:
    """Whether a word is a verb before the first member rather than its first word."""
    alike = any(is_participle(o.split()[0].lower()) for o in others)
    return (word in VERBS and word not in NOUNS_TOO) or (is_participle(word) and not alike) or is_past(word) or is_present(word, "the")


def _noun_end(text: str, start: int, end: int, *, single: bool, closes: bool) -> int:
    """Where the last noun phrase ends: before a verb, a preposition or a conjunction; before "of" too where all members are words."""
    stops = _NOUN_STOPS | {"every", "each"} | (set() if closes else {"and", "or"}) | ({"of"} if single else set())
    words = list(_WORD.finditer(text, start, end))
    if single and len(words) > 1 and words[0][0].lower() in VERBS - NOUNS_TOO:
        return words[0].end()  # an object that all verbs share
    for i, word in enumerate(words):
        low, following = word[0].lower(), words[i + 1][0].lower() if i + 1 < len(words) else ""
        if i and following and (low in VERBS - NOUNS_TOO or following == "together" or is_present(low, following)):
            return word.start()
        if low == "to" and i and words[i - 1][0].lower() in _TAKE_TO and following not in VERBS:
            continue  # "the right to a union"
        if low in ("over", "under", "above", "below", "aged") and following[:1].isdigit():
            continue  # "people over 80"
        if low in ("and", "or") and i and following and is_adjective(words[i - 1][0].lower()):
            continue  # "scientific and technological support"
        if low == "those" and following == "who":
            return end  # "the names of those who ..."
        if i and (low in stops or text[word.start() : end].lower().startswith(("of all ", "of both "))):
            return word.start()
    return end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A member without blanks, a conjunction before it and marks after it."""
    while start < end and text[start] in " ,":
        start += 1
    conjunction = _CONJUNCTION.match(text, start, end)
    start = conjunction.end() if conjunction else start
    while end > start and text[end - 1] in " ,;.!?。；，":
        end -= 1
    return start, end
