"""Where the first noun phrase of a series starts."""

from __future__ import annotations

import re

from tifabank.stages.enumerations.series.chunks import AND, ONLY_PAST, WORD, Chunk, shared_prepositions
from tifabank.stages.enumerations.series.verbs import MODALS
from tifabank.words import (
    ARTICLES,
    DETERMINERS,
    FUNCTION,
    ONLY_VERBS,
    PREPOSITIONS,
    VERBS,
    is_adjective,
    is_participle,
    is_past,
    is_present,
)

_ADVERBS = frozenset("still also only even especially mainly usually often always already just merely mostly particularly notably".split())
_COMPARING = frozenset("more most".split())
_PARTICLES = frozenset("ahead forward together out up on well back".split())


def noun_start(text: str, chunk: Chunk, others: list[str]) -> int | None:
    """Where the first noun phrase starts in the chunk before the second: after the last small word or verb before it."""
    words = list(WORD.finditer(text, chunk.start, chunk.end))
    opening = {o.split()[0].lower() for o in others}
    if len(opening) == 1 and opening <= DETERMINERS:
        same = [i for i, w in enumerate(words) if w[0].lower() in opening]
        if same:
            return words[_article_of(words, same[-1])].start()
    k = _after_small_word(words, others)
    k = _after_of(words, k, others)
    k = _with_shared_head(words, k, others)
    k = _after_verb(words, k, others)
    while k < len(words) - 1 and words[k][0].lower() in _ADVERBS:
        k += 1
    k = _with_phrase(words, k, others)
    k = _bare_name(words, k, others)
    k = _with_name(words, k)
    if 0 < k < len(words) and words[k - 1][0].lower() in ARTICLES and not all(map(_is_modifier, others)):
        k -= 1  # an article belongs to the first member, not to a head that all share ("the unified and efficient system")
    return words[k].start() if k < len(words) else None


def _is_modifier(member: str) -> bool:
    """Whether a member is a bare adjective or participle, which shares the head of the last member."""
    return " " not in member.strip() and (is_adjective(member.lower()) or is_past(member.lower()))


def _after_of(words: list[re.Match[str]], k: int, others: list[str]) -> int:
    """Index after "the unity of" where no other member opens with an article: the members are what it is of."""
    inner = [i for i in range(k, len(words) - 1) if words[i][0].lower() == "of"]
    headed = k > 0 and words[k - 1][0].lower() in ARTICLES and not any(o.split()[0].lower() in ARTICLES for o in others)
    return inner[0] + 1 if inner and headed else k


def _with_phrase(words: list[re.Match[str]], k: int, others: list[str]) -> int:
    """Index with what stands before a preposition that all members hold ("Buddhism from India, music from the West, ...")."""
    shared = shared_prepositions(others)
    if 1 < k < len(words) and words[k - 1][0].lower() in ARTICLES and words[k - 2][0].lower() in shared:
        k -= 1
    if len(others) < 2 or not 1 < k < len(words) or words[k - 1][0].lower() not in shared:  # noqa: PLR2004
        return k
    while k > 0 and (words[k - 1][0].lower() in shared or words[k - 1][0].lower() not in FUNCTION):
        k -= 1
    return k


def _bare_name(words: list[re.Match[str]], k: int, others: list[str]) -> int:
    """Index at the name after "members" where all others are names ("members Luo Ping, Yin Suqin and Bao Erdun")."""
    if not all(w[0].isupper() for o in others for w in o.split()):
        return k
    small = [i for i in range(k, len(words) - 1) if not words[i][0][0].isupper()]
    return small[-1] + 1 if small and words[-1][0][0].isupper() else k


def _article_of(words: list[re.Match[str]], k: int) -> int:
    """Index of the article that opens the capitalised name in which an article stands ("the Law on the Use of Sea Areas")."""
    begin = _with_name(words, k + 1) - 1 if k + 1 < len(words) else k
    return begin if 0 <= begin < k and words[begin][0].lower() in ARTICLES else k


def _with_name(words: list[re.Match[str]], k: int) -> int:
    """Index at the start of the capitalised name that a member ends."""
    begin = k
    while k < len(words) and begin > 1 and words[k][0][0].isupper():
        small = [w[0] for w in words[:begin]]
        i = begin
        while i > 0 and small[i - 1] in ("of", "on", "the", "for"):
            i -= 1
        if i in (begin, 0) or not small[i - 1][0].isupper() or small[i - 1].lower() in FUNCTION:
            break
        begin = i - 1
        while begin > 0 and small[begin - 1][0].isupper() and small[begin - 1].lower() not in FUNCTION:
            begin -= 1
    return begin


def _after_small_word(words: list[re.Match[str]], others: list[str]) -> int:
    """Index after the last small word; an "and" or "of" that the other members hold as well is none."""
    with_and, with_of = any(AND.search(o) for o in others), any(" of " in f" {o} " for o in others)
    k = len(words)
    while k > 0:
        low = words[k - 1][0].lower()
        if low == "and" and 1 < k < len(words) and _is_pair(words, k):
            k -= 2  # "need ideals and convictions, moral sentiments and ...": the "and" joins inside the first member
            continue
        inside = (low in ("and", "or") and with_and) or (low == "of" and with_of and k < len(words))
        if low in FUNCTION - _COMPARING and not inside:
            break
        k -= 1
    return k


def _with_shared_head(words: list[re.Match[str]], k: int, others: list[str]) -> int:
    """Index with "food and" put to "drug safety" where other members end in the same word."""
    heads = {o.split()[-1].lower() for o in others}
    if 1 < k < len(words) - 1 and words[k - 1][0].lower() == "and" and words[-1][0].lower() in heads:
        before = words[k - 3][0].lower() if k > 2 else ""  # noqa: PLR2004
        if k == 2 or before in FUNCTION or is_participle(before) or before in VERBS:  # noqa: PLR2004
            return k - 2
    return k


def _after_verb(words: list[re.Match[str]], k: int, others: list[str]) -> int:
    """Index after the verb whose object the members are, and not farther from the comma than the members are long."""
    longest = max(len(o.split()) for o in others)
    if longest == 1 and k < len(words):
        shared = all(is_adjective(o.lower()) for o in others)  # "great political, theoretical and world significance"
        k = max(k, len(words) - (1 if shared or words[-2:][0][0].lower() in VERBS else 2))
    determined = k > 0 and words[k - 1][0].lower() in DETERMINERS
    while not determined and k < len(words) - 1 and _drops(words, k, others):
        k += 1
    if len(words) - k > longest + 3:
        k = len(words) - longest
    low = [w[0].lower() for w in words]
    if determined and k + 2 < len(words) and is_past(low[k + 1]) and low[k + 2] not in PREPOSITIONS:
        return k + 2  # "the drill tested A, B and C"
    third = (
        k + 2 < len(words) and low[k + 1].endswith("s") and low[k - 1] in ("a", "an") and bool({low[k + 1][:-1], low[k + 1][:-2]} & VERBS)
    )
    if determined and third:
        return k + 2  # "a bump pushes A, B and C"
    verbs = (i for i in range(len(words) - 2, k, -1) if is_present(low[i], low[i + 1]) or low[i] in ONLY_PAST)
    return next((i + 1 for i in verbs), k)  # "the system combines A, B and C"


def _is_pair(words: list[re.Match[str]], k: int) -> bool:
    """Whether "and" (the word before `k`) joins two bare plurals that a small word or a verb precedes."""
    left, right = words[k - 2][0].lower(), words[k][0].lower()
    before = words[k - 3][0].lower() if k > 2 else ""  # noqa: PLR2004
    plural = left.endswith("s") and right.endswith("s") and k == len(words) - 1
    return plural and (before in FUNCTION or before in VERBS or is_past(before)) and left not in FUNCTION


def _drops(words: list[re.Match[str]], k: int, others: list[str]) -> bool:
    """Whether a word before the first member is its verb; not one that only a particle follows ("forge ahead")."""
    alone = k == len(words) - 2 and words[-1][0].lower() in _PARTICLES
    modified = is_past(words[k][0].lower()) and (k == 0 or words[k - 1][0].lower() in PREPOSITIONS)  # "with displaced families"
    return (_is_verb_form(words[k][0].lower(), others) or _follows_modal(words, k)) and not alone and not modified


def _follows_modal(words: list[re.Match[str]], k: int) -> bool:
    return k > 0 and words[k][0].lower() in VERBS and words[k - 1][0].lower() in MODALS


def _is_verb_form(word: str, others: list[str]) -> bool:
    """Whether a word is a verb before the first member rather than its first word."""
    alike = any(is_participle(o.split()[0].lower()) for o in others)
    return word in ONLY_VERBS or (is_participle(word) and not alike) or is_past(word) or is_present(word, "the")
