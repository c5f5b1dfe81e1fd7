"""Where the first noun phrase of a series starts and where its last one ends."""

from __future__ import annotations

import re
from collections.abc import Collection

from tifabank.numbering import CARDINALS
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

_ADVERBS = frozenset("still also only even especially mainly usually often always already just merely mostly particularly notably".split())
_AFTER_ALL = frozenset("still alike too respectively alone first again now today".split())
_CLOSE_WORDS = 2  # of a phrase after a preposition that belongs to the last member
_LOOSE = frozenset(
    "general particular practice turn recent future fact addition order part example instance now return accordance line terms place time stock use force store hand".split()
)
_SHORT_INFINITIVE = 3  # words
_COMPARING = frozenset("more most".split())
_TAKE_TO = frozenset(
    "right rights access contribution threat threats commitment opposition approach key answer exposure attention relation return".split()
)
_ONLY_PAST = frozenset(
    "became began broke came chose did drew drove fell flew gave went grew knew rose sang saw spoke swam took threw wrote sank".split()
)
_TOLD = frozenset("said complained warned noted added told reported argued agreed promised stressed explained".split())
_CLAUSE_OPENERS = frozenset("no still always never they we he she it people".split())
_PARTICLES = frozenset("ahead forward together out up on well back".split())
_NOUN_STOPS = AUXILIARIES | PRONOUNS | (CONJUNCTIONS - {"and", "or"}) | (PREPOSITIONS - {"of", "against", "between", "towards"})


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
    shared = set.intersection(*({w.lower() for w in o.split()[1:]} for o in others)) & PREPOSITIONS if others else set()
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
    verbs = (i for i in range(len(words) - 2, k, -1) if is_present(low[i], low[i + 1]) or low[i] in _ONLY_PAST)
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
    return (word in VERBS and word not in NOUNS_TOO) or (is_participle(word) and not alike) or is_past(word) or is_present(word, "the")


def noun_end(text: str, start: int, end: int, *, single: bool, closes: bool, last: bool, within: Collection[str] = ()) -> int:
    """Where the last noun phrase ends: before a verb, a preposition or a conjunction; before "of" too where all members are words.

    `closes`: an "and" after a comma opens it; `last`: it is known to be the last member; `within`: prepositions that all members hold.
    """
    stops = (_NOUN_STOPS - {*within}) | {"every", "each"} | (set() if closes else {"and", "or"})
    words = list(WORD.finditer(text, start, end))
    low = ["", *(w[0].lower() for w in words), ""]
    if single and len(words) > 1 and low[1] in VERBS - NOUNS_TOO:
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
        if here in PREPOSITIONS - {"to"} and here in stops and (verb := _verb_after(words, low, i)):
            return verb  # "..., and people in difficulty come first"
        if here in stops or text[word.start() : end].lower().startswith(("of all ", "of both ")):
            return word.start()
    return end


def _belongs_closely(here: str, low: list[str], words: list[re.Match[str]]) -> bool:
    """Whether a preposition and bare nouns end the phrase: "dealers in electric bicycles", not "shops in the city", "banks in Beijing"."""
    bare = 0 < len(words) <= _CLOSE_WORDS and all(w[0].strip(".").isalpha() and w[0][0].islower() for w in words)
    verbal = any(w in VERBS - NOUNS_TOO for w in low)
    return here in ("in", "with") and bare and not verbal and (FUNCTION | _LOOSE | {*CARDINALS}).isdisjoint(low)


def _relates(here: str, following: str) -> bool:
    """Whether a relative clause goes on to the end: "and a road that is open in winter", "and the names of those who ..."."""
    clause = here in ("who", "which", "that") and (
        following in FINITE | _CLAUSE_OPENERS or is_present(following, "the") or is_past(following)
    )
    return clause or (here == "those" and following == "who")


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


def _is_predicate(before: str, here: str, following: str) -> bool:
    """Whether a verb follows the last member, perhaps after "all": "A, B, C and D all have ..."."""
    plural = before.endswith("s") and following in DETERMINERS  # "organizations form a ...", "states founded the ..."
    if here in _ONLY_PAST | _TOLD or (plural and (here in VERBS or is_past(here))):
        return True
    if here == "between" and following[:1].isdigit():
        return True
    verb = here in VERBS - NOUNS_TOO or following == "together" or is_present(here, following)
    return bool(following) and (verb or (here in ("all", "both", "each") and (following in FINITE or following in VERBS)))


def _belongs(before: str, here: str, following: str) -> bool:
    """Whether a small word is part of the phrase: "the right to a union", "people over 80", "scientific and technological support"."""
    return (
        (here == "to" and before in _TAKE_TO and following not in VERBS)
        or (here in ("over", "under", "above", "below", "aged") and following[:1].isdigit())
        or (here in ("and", "or") and bool(before and following) and is_adjective(before))
    )
