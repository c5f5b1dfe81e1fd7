"""A speaker, a verb of saying, and what is said, in this order."""

from __future__ import annotations

import re

from tifabank.speech import BASE, CLAUSE, NAMING
from tifabank.stages.attributions.content import said_from
from tifabank.stages.attributions.model import ASIDE, BEFORE_VERB, DOCUMENT, LONGEST, NOT_FINITE, USED_TO, Speech
from tifabank.stages.attributions.speakers import BEFORE, BORDER, CLOSE, OPEN, SPEAKER, anybody, first_subject, subject
from tifabank.words import PREPOSITIONS

_MODAL = re.compile(
    r"\b(?:will|would|must|should|shall|can|could|may|did|does|do)(?:\s(?:also|again|always|never|often|still|even|\w+ly))*\Z"
)
_PLURAL = re.compile(
    r"(?:\b(?i:we|they|I|you|some|many|others|people|who|media|authorities)|[a-z]{2,}[^\Ws]s)(?:\s(?:also|often|all|generally|\w+ly))*\Z|[A-Z][\w'’-]+ (?:&|and) [A-Z][\w'’-]+\Z|\bet al\.?\Z"
)
_COORDINATED = re.compile(
    r"(?:[Bb]oth )?(?:the |The )?[A-Z][^\"“”]* and the [A-Z][^\"“”]*\Z|[Bb]oth .* and .*\Z"
)  # "the Harbour Code and the Law on ..."
_PLURAL_NOUN = re.compile(r"\w+[^\Ws]s")
_ASKED = re.compile(r"\A(?:and |but )?who\Z|\b(?:would|can|could|do|did|will|may|should|what|how|why) you\Z", re.IGNORECASE)
_WHAT = re.compile(r"\bwhat\s[^,;:.]{1,40}\Z")
_AND = re.compile(r"(?:^|,|\s)\s?(?:and|but|then|and then|and also)\Z")
_SOMEBODY = re.compile(
    r"(?:[Aa]n?|[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Oo]ne|[Ss]ome|[Aa]nother|[Tt]wo|[Ss]everal|[Mm]any)(?: (?!of\b.*\bof\b)[\w'’-]+){0,5}"
)
_EDITION = re.compile(r"\s\((?:(?:19|20)\d\d|Trial|Interim|Draft|[IVX]+)\)\Z")  # of a document: part of its name
_IT = re.compile(r"(?:\A|[.;,:]\s|\band )it\Z", re.IGNORECASE)
_IT_SAYS = frozenset(
    "demands demanded urges urged asks asked warns warned emphasizes emphasized emphasises emphasised requires required explains explained says said stresses stressed states stated notes noted proposes proposed declares declared announces announced".split()
) | {"put forward", "puts forward", "pointed out", "points out"}


def spoken(plain: str, start: int, end: int, match: re.Match[str], earlier: list[Speech]) -> Speech | None:
    """A speaker before a verb, and what is said after it."""
    verb, said = match[0], said_from(plain, match, end)
    low = max(start, match.start() - BEFORE)
    before, habit = USED_TO.subn("", plain[low : match.start()].rstrip())
    stripped = ASIDE.sub("", BEFORE_VERB.sub("", before))
    if said is None or not _is_finite(verb, before, stripped, habit=bool(habit)):
        return None
    participle = verb.endswith("ing")
    joined = bool(_AND.search(stripped)) or participle
    if participle and not earlier:
        speaker = first_subject(plain, start, match.start()) if stripped.endswith(",") else None
    else:
        speaker = earlier[-1].speaker if joined and earlier else subject(plain, low, low + len(stripped), joined=joined)
    if speaker is None and plain[said - 1] in OPEN and not joined:
        border = max((m.end() for m in BORDER.finditer(plain, low, low + len(stripped))), default=low)
        speaker = anybody(plain, border, low + len(stripped))
    if speaker is None and not joined and verb in CLAUSE - BASE:
        border = max((m.end() for m in BORDER.finditer(plain, low, low + len(stripped))), default=low)
        speaker = anybody(plain, border, low + len(stripped)) if _SOMEBODY.fullmatch(plain, border, low + len(stripped)) else None
    if speaker is None and _IT.search(stripped) and verb in _IT_SAYS:
        speaker = (low + len(stripped) - 2, low + len(stripped))
    if speaker is None or (verb.split()[0] in BASE and plain[slice(*speaker)] in ("I", "we", "We")):
        return None  # "I would only add", "we promise": the text's own voice reports nobody
    edition = _EDITION.search(BEFORE_VERB.sub("", before))
    if edition and speaker[1] == low + len(stripped) and DOCUMENT.search(plain[slice(*speaker)]):
        speaker = (speaker[0], speaker[1] + len(edition[0]))
    return Speech(speaker[0], min(end, said + LONGEST), speaker, match.span(), said, "speaker_verb")


def _is_finite(verb: str, before: str, stripped: str, *, habit: bool) -> bool:
    """Whether a verb can be the predicate of what stands before it (`stripped`: without auxiliaries and brackets)."""
    if NOT_FINITE.search(before) or _ASKED.search(stripped):
        return False  # "How would you advise ...?", "Can you confirm that?"
    quoted = stripped[-1:] in CLOSE  # 'The "Regulations on ..." stipulate'
    if verb in BASE and not (habit or quoted or _MODAL.search(before) or _PLURAL.search(stripped) or _has_plural_head(stripped)):
        return False
    naming = verb in NAMING and verb not in CLAUSE  # "the soil, often called ...", "what officials call ..."
    return not (naming and (stripped.endswith(",") or _WHAT.search(stripped)))


def _has_plural_head(stripped: str) -> bool:
    """Whether the noun phrase before a verb is plural: a plural before its first preposition, or two phrases with "both" or "and"."""
    phrase = stripped[max((m.end() for m in BORDER.finditer(stripped)), default=0) :]
    if _COORDINATED.match(phrase):
        return True
    words = phrase.split()
    first = next((i for i, word in enumerate(words) if word in PREPOSITIONS), 0)
    return first > 0 and bool(_PLURAL_NOUN.fullmatch(words[first - 1])) and bool(SPEAKER.search(words[first - 1]))
