"""Reported speech as the rules find it, and the word patterns that several ways of finding it share."""

from __future__ import annotations

import re
from typing import NamedTuple

AUXILIARY = (
    r"also|likewise|instead|too|nonetheless|nevertheless|therefore|thereby|long|already|still|just|since|later|earlier|recently|soon|now|thus|once|has|have|had|further|then|again|always|often|first|never|will|would|must|should|can|may|did|does|do|himself|herself|itself|"
    r"themselves|jointly"
)
_NOUNS_IN_LY = r"(?!daily\b|weekly\b|monthly\b|quarterly\b|family\b|assembly\b|ally\b|reply\b|homily\b)"
_BEFORE_VERB = re.compile(rf"(?:\s(?:{AUXILIARY}|{_NOUNS_IN_LY}\w+ly|both|all|each|even|sometimes|repeatedly|only))+\Z")
_NOT_FINITE = re.compile(
    r"(?<![\w'’-])(?:is|are|was|were|be|been|being|as|not|to|of|for|[Tt]he|[Aa]n?|by|with|its|their|our|this|that|these|his|her|my|each|every)(?:\s(?:also|once|again|\w+ly))*\Z"
)
_USED_TO = re.compile(r"\s(?:used|likes?|liked|want|wants|would like|wish|went on|goes on|continued) to\Z")
_WISHES = frozenset("hope believe think thought wish suggest recommend".split())
_OWN_VOICE = re.compile(r"\b(?:I|[Ww]e|[Yy]ou) \Z")
_BESIDE_VERBS = frozenset((*AUXILIARY.split("|"), "both", "all", "each", "even", "sometimes", "repeatedly", "only"))
_BEFORE_PARTICIPLES = (
    *"is are was were be been being as not to of for the The a A an An by with its their our this that these his her my each every".split(),
    *("also", "once", "again", "ly"),
)
NOUN_PHRASE = re.compile(r"(?:the|an?|my|our|his|her|one) (?:[a-z-]+ )?[a-z-]+")
ASIDE = re.compile(r"\s\([^()]{1,60}\)\Z")  # "Li (2019) claims", "the Regulations (revised in 2018) require"
EDITION = re.compile(
    r"\s\((?:(?:19|20)\d\d(?:[–-](?:19|20)?\d\d)?(?: (?:revision|edition|amendment|version))?|(?:for )?(?:Trial|Interim|Draft)(?: Implementation)?|[IVX]+)\)\Z"
)  # of a document: part of its name
DOCUMENT = re.compile(
    r"\b(?:law|act|regulations?|rules?|measures|provisions|plan|code|constitution|agreement|guidelines|opinions|declaration|charter|convention|decision|outline|statement|circular|notice|program(?:me)?|strategy|specification|directive|resolution|treaty|protocol)\b",
    re.IGNORECASE,
)
LONGEST = 2000  # characters of what is said: sentences without a full stop stay linear


class Speech(NamedTuple):
    """Reported speech in folded positions; `said` is where what is said begins."""

    start: int
    end: int
    speaker: tuple[int, int]
    verb: tuple[int, int]
    said: int
    rule: str


def is_wish(plain: str, match: re.Match[str]) -> bool:
    """Whether a verb tells what the text's own voice feels ("we hope"), which is no report."""
    return match[0] in _WISHES and bool(_OWN_VOICE.search(plain, max(0, match.start() - len("You ")), match.start()))


def without_auxiliaries(words: str) -> str:
    """What stands before a verb, without the auxiliaries and adverbs at its end; a look at the last word spares most searches."""
    last = words[words.rfind(" ") + 1 :]
    return _BEFORE_VERB.sub("", words) if last in _BESIDE_VERBS or last.endswith("ly") else words


def is_not_finite(before: str) -> bool:
    """Whether the words before a verb say that it is no finite form: "to say", "was said"."""
    return before.endswith(_BEFORE_PARTICIPLES) and bool(_NOT_FINITE.search(before))


def without_used_to(words: str) -> str:
    """What stands before a verb, without "used to" and the like."""
    return _USED_TO.sub("", words) if words.endswith(" to") else words
