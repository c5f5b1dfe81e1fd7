"""Where the first noun phrase of a series starts and where its last one ends."""

from __future__ import annotations

import re

from tifabank.stages.enumerations.series.chunks import AND, FINITE, WORD, Chunk
from tifabank.stages.enumerations.series.verbs import MODALS
from tifabank.words import (
    ARTICLES,
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
)

_SHORT_INFINITIVE = 3  # words
_COMPARING = frozenset("more most".split())
_TAKE_TO = frozenset(
    "right rights access contribution threat threats commitment opposition approach key answer exposure attention relation return".split()
)
_PARTICLES = frozenset("ahead forward together out up on well back".split())
_NOUN_STOPS = AUXILIARIES | PRONOUNS | (CONJUNCTIONS - {"and", "or"}) | (PREPOSITIONS - {"of", "against", "between", "towards"})


def noun_start(text: str, chunk: Chunk, others: list[str]) -> int | None:
    """Where the first noun phrase starts in the chunk before the second: after the last small word or verb before it."""
    words = list(WORD.finditer(text, chunk.start, chunk.end))
    opening = {o.split()[0].lower() for o in others}
    if len(opening) == 1 and opening <= DETERMINERS:
        same = [w for w in words if w[0].lower() in opening]
        if same:
            return same[-1].start()
    k = _after_small_word(words, others)
    k = _with_shared_head(words, k, others)
    k = _after_verb(words, k, others)
    if 0 < k < len(words) and words[k - 1][0].lower() in ARTICLES and any(o.split()[0].lower() in ARTICLES for o in others):
        k -= 1  # an article belongs to the first member as to the others
    return words[k].start() if k < len(words) else None


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
    return next((i + 1 for i in range(len(words) - 2, k, -1) if is_present(low[i], low[i + 1])), k)  # "the system combines A, B and C"


def _is_pair(words: list[re.Match[str]], k: int) -> bool:
    """Whether "and" (the word before `k`) joins two bare plurals that a small word or a verb precedes."""
    left, right = words[k - 2][0].lower(), words[k][0].lower()
    before = words[k - 3][0].lower() if k > 2 else ""  # noqa: PLR2004
    plural = left.endswith("s") and right.endswith("s") and k == len(words) - 1
    return plural and (before in FUNCTION or before in VERBS or is_past(before)) and left not in FUNCTION


def _drops(words: list[re.Match[str]], k: int, others: list[str]) -> bool:
    """Whether a word before the first member is its verb; not one that only a particle follows ("forge ahead")."""
    alone = k == len(words) - 2 and words[-1][0].lower() in _PARTICLES
    return (_is_verb_form(words[k][0].lower(), others) or _follows_modal(words, k)) and not alone


def _follows_modal(words: list[re.Match[str]], k: int) -> bool:
    return k > 0 and words[k][0].lower() in VERBS and words[k - 1][0].lower() in MODALS


def _is_verb_form(word: str, others: list[str]) -> bool:
    """Whether a word is a verb before the first member rather than its first word."""
    alike = any(is_participle(o.split()[0].lower()) for o in others)
    return (word in VERBS and word not in NOUNS_TOO) or (is_participle(word) and not alike) or is_past(word) or is_present(word, "the")


def noun_end(text: str, start: int, end: int, *, single: bool, closes: bool, last: bool) -> int:
    """Where the last noun phrase ends: before a verb, a preposition or a conjunction; before "of" too where all members are words.

    `closes`: an "and" after a comma opens it; `last`: it is known to be the last member.
    """
    stops = _NOUN_STOPS | {"every", "each"} | (set() if closes else {"and", "or"}) | ({"of"} if single else set())
    words = list(WORD.finditer(text, start, end))
    low = ["", *(w[0].lower() for w in words), ""]
    if single and len(words) > 1 and low[1] in VERBS - NOUNS_TOO:
        return words[0].end()  # an object that all verbs share
    for i, word in enumerate(words):
        before, here, following = low[i : i + 3]
        if last and before and _runs_on(here, following, len(words) - i):
            return end
        if here == "those" and following == "who":
            return end  # "the names of those who ..."
        plural = before.endswith("s") and here in VERBS and following in DETERMINERS  # "organizations form a ..."
        if before and (plural or _is_predicate(here, following)):
            return word.start()
        if _belongs(before, here, following):
            continue
        if before and here in PREPOSITIONS - {"to"} and here in stops and (verb := _verb_after(words, low, i)):
            return verb  # "..., and people in difficulty come first"
        if before and (here in stops or text[word.start() : end].lower().startswith(("of all ", "of both "))):
            return word.start()
    return end


def _verb_after(words: list[re.Match[str]], low: list[str], i: int) -> int | None:
    """Where the verb stands whose subject the series is, right after the phrase that a preposition opens."""
    for j in range(i + 2, min(i + 5, len(words))):
        if low[j + 1] == "to":
            return None
        if low[j + 1] in VERBS - NOUNS_TOO or low[j + 1] in FINITE:
            return words[j].start()
    return None


def _runs_on(here: str, following: str, left: int) -> bool:
    """Whether the last member goes on to the end: "and the woman who cannot read it", "and time to rest"."""
    return here in ("who", "which", "that") or (here == "to" and left <= _SHORT_INFINITIVE and following in VERBS)


def _is_predicate(here: str, following: str) -> bool:
    """Whether a verb follows the last member, perhaps after "all": "A, B, C and D all have ..."."""
    verb = here in VERBS - NOUNS_TOO or following == "together" or is_present(here, following)
    return bool(following) and (verb or (here in ("all", "both", "each") and (following in FINITE or following in VERBS)))


def _belongs(before: str, here: str, following: str) -> bool:
    """Whether a small word is part of the phrase: "the right to a union", "people over 80", "scientific and technological support"."""
    return (
        (here == "to" and before in _TAKE_TO and following not in VERBS)
        or (here in ("over", "under", "above", "below", "aged") and following[:1].isdigit())
        or (here in ("and", "or") and bool(before and following) and is_adjective(before))
    )
