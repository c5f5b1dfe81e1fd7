"""Whether a predicate states something of its subject as of a notion, and whether it gives a kind or an image."""

from __future__ import annotations

import re

from tifabank.stages.definitions.nouns import GENUS_NOUNS, NAMING_NOUNS, PERSONS, PLACES
from tifabank.stages.definitions.predicates import COPULA, GENUS, MEANS, THAT_IS
from tifabank.stages.definitions.terms import ARTICLE, IDLE, is_quoted
from tifabank.text import first_words
from tifabank.words import AUXILIARIES, PREPOSITIONS, is_past

_OWN = re.compile(r"(?:my|his|her|your|this|that|these|those)\s", re.IGNORECASE)
_ANY = re.compile(r"an?\s(?:[a-z-]+\s?){1,2}", re.IGNORECASE)
_A_THING = re.compile(rf"{ARTICLE.pattern}|(?:my|his|her|your|yet|but)\s", re.IGNORECASE)
_PART = re.compile(
    r"(?:the |an? |our |its |my |this )?(?:main |first |final |dependent |independent )?(?:aim|goal|purpose|reason|result|problem|question|point|answer|target|worry|trouble|step|part|table|figure|chart|sample|variable|chapter|section|paper|number|data)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:(?:[A-Z]\.|[A-Z][\w'’-]*+\.?)\s?){1,5}")
_OF_ONE = re.compile(rf"\s(?:is|are|was|were)\s(?:an?|one of the|the)\s(?:[\w'’-]+\s){{0,4}}(?:{PERSONS}|{PLACES})s?\b")
_A_OF = re.compile(r"\s(?:is|are|was|were)\san?\s[^,]*\s(?:of|for)\Z")
_OF_KIND = re.compile(rf"\b(?:{GENUS_NOUNS}|{NAMING_NOUNS})s?\s(?:of|for)\Z")
_TELLING = re.compile(r"\b(?:that|which|who|whose|where|when|whereby|used|made|held|run|formed|set|elected|adopted)\b|\d")
_ORDINAL = re.compile(
    r"(?:the )?(?:first|second|third|fourth|fifth|next|last|final) (?:\w+ )?(?:points?|steps?|things?|parts?|questions?|issues?|tasks?|ones?)\b",
    re.IGNORECASE,
)
_PROPER = re.compile(r"\s(?:the\s)?[A-Z]")
_ONCE = re.compile(r"\s(?:was|were|had|has been)\b")
_WORDINGS = frozenset("phrase term word slogan expression formula formulation idiom".split())
_NAME_WORDS = 4


def is_image(plain: str, match: re.Match[str], end: int, term: tuple[int, int]) -> bool:
    """Whether "is a ... of" gives no kind but an image ("a heap of loose sand"): no noun of kinds, and nothing that tells it from its like."""
    named = is_quoted(plain, term) or plain.endswith(")", term[1], match.start())
    if match.re is not GENUS or named or not _A_OF.search(match[0]) or _OF_KIND.search(match[0]):
        return False
    comma = plain.find(",", match.end(), end)
    return not _TELLING.search(plain, match.end(), max(comma, 0) or end)


def is_stated(plain: str, begin: int, end: int, match: re.Match[str], term: tuple[int, int]) -> bool:
    """Whether a predicate states something of its subject as of a notion: not of a person, a thing, a part of something."""
    subject = plain[begin : match.start()].split()
    if subject and (subject[-1].lower() == "who" or (subject[-1] == "which" and match.re in (COPULA, GENUS))):
        return False  # "Wu Lan, who was a weaver", "The board, which is a body of the city"
    thing = _A_THING.match(plain, begin, match.start()) and not _ANY.fullmatch(plain, begin, match.start())
    if match.re is COPULA and (not subject or subject[-1].lower() in IDLE or thing):
        return False
    if _ORDINAL.match(plain, begin, match.start()) or (match.re is GENUS and _OWN.match(plain, begin)):
        return False  # "The next step is the key", "My village is a place where ..."
    if _tells_of_one(plain, begin, end, match, term):
        return False
    if not is_quoted(plain, term) and {"is", "are"}.intersection(subject):
        return False  # "X is an association which forms the lowest tier": one statement is enough
    if match.re in (COPULA, GENUS) and _PART.match(plain, begin, match.start()):
        return False  # "The aim of the plan is a city that can breathe"
    if match.re is MEANS and _draws_conclusion(plain, begin, match, term):
        return False
    clause = any(is_past(word) or word in AUXILIARIES for word in plain[begin : match.start()].lower().split()[1:])
    return not (clause and THAT_IS.search(match[0]))  # "The town paid 4 million, i.e. a fifth"


def _tells_of_one(plain: str, begin: int, end: int, match: re.Match[str], term: tuple[int, int]) -> bool:
    """Whether a predicate tells who or what one person, place or thing is ("Mei Lan is a nurse who ...", "The hall is a house that was ...")."""
    if match.re not in (COPULA, GENUS) or is_quoted(plain, term):
        return False
    named = begin == term[0] and bool(_NAME.fullmatch(plain, begin, match.start()))
    if named and (match[0].endswith(" who") or _OF_ONE.search(match[0])):
        return True
    if begin == term[0] or not plain.startswith(("The ", "the "), begin):
        return False
    happened = " was " in match[0] and " " not in plain[slice(*term)] and is_past("".join(first_words(plain, match.end(), end)))
    return happened or bool(_ONCE.match(plain, match.end())) or (match[0].endswith(" of") and bool(_PROPER.match(plain, match.end())))


def _draws_conclusion(plain: str, begin: int, match: re.Match[str], term: tuple[int, int]) -> bool:
    """Whether "means that" says what follows from something ("The emphasis on X means that ..."), not what a name means."""
    words = plain[slice(*term)]
    means_that = match[0].split()[-1].startswith("mean") and plain.startswith(" that", match.end())
    return means_that and not (is_quoted(plain, term) or words in _WORDINGS or _is_simple(plain[begin : term[0]], words))


def _is_simple(before: str, term: str) -> bool:
    """Whether a subject is nothing but a name of up to four words ("The river warden system", not "The stress on speed")."""
    words = term.split()
    return (
        before.strip().lower() in ("", "the")
        and len(words) <= _NAME_WORDS
        and PREPOSITIONS.isdisjoint(words)
        and not (before and len(words) == 1)
    )
