"""A speaker, a verb of saying, and what is said, in this order."""

from __future__ import annotations

import re

from tifabank.speech import BASE, CLAUSE, NAMING, TALKING
from tifabank.stages.attributions.content import said_from
from tifabank.stages.attributions.model import (
    ASIDE,
    DOCUMENT,
    EDITION,
    LONGEST,
    Speech,
    is_not_finite,
    without_auxiliaries,
    without_used_to,
)
from tifabank.stages.attributions.speakers import BEFORE, CLOSE, OPEN, anybody, first_subject, is_speaker, last_border, subject
from tifabank.words import PREPOSITIONS, is_past

_MODAL = re.compile(
    r"\b(?:will|would|must|should|shall|can|could|may|did|does|do)(?:\s(?:also|again|always|never|often|still|even|\w+ly))*\Z"
)
_PLURAL = re.compile(
    r"(?:\b(?i:we|they|I|you|some|many|others|people|who|media|authorities|police|staff|public|masses|committees)|[a-z]{2,}[^\Ws]s)(?:\s(?:also|often|all|\w+ly))*\Z|[A-Z][\w'’-]+ (?:&|and) [A-Z][\w'’-]+\Z|\bet al\.?\Z"
)
_COORDINATED = re.compile(
    r"(?:[Bb]oth )?(?:the |The )?[A-Z][^\"“”]* and the [A-Z][^\"“”]*\Z|[Bb]oth .* and .*\Z"
)  # "the Harbour Code and the Law on ..."
_TAIL = 100  # characters that hold the last words before a verb
_BRACKETS = re.compile(r"\s\([^()]{1,60}\)")
_QUANTITIES = frozenset("many some most few several both all two three others".split())
_PLURAL_NOUN = re.compile(r"\w+[^\Ws]s")
_ASKED = re.compile(r"\A(?:and |but )?who\Z|\b(?:would|can|could|do|did|will|may|should|what|how|why) you\Z", re.IGNORECASE)
_WRITING = re.compile(r",\s(?:writing|speaking)\s[^,;:]{1,100},\Z")  # "Professor Lin, writing in a journal, called it ..."
_WHAT = re.compile(r"\bwhat\s[^,;:.]{1,40}\Z")
_INSERTED = re.compile(
    r"(?<=\b(?:and|but|who)),\s[^,;:]{1,60},\Z|\s[-–—]+\s[^-–—]{1,80}\s[-–—]+\Z"
)  # "and, in a circular of that year, asked"
_AND = re.compile(r"(?:^|,|\s)\s?(?:and|but|then|and then|and also)\Z")
_COMMA_AND = re.compile(r",\s(?:and|but)\Z")
_CLAUSE_END = re.compile(r"[;；]\s")
_STRONG = re.compile(r"[;:：；]\s|[—–]\s|[.!?][”\"]\s")
_SOMEBODY = re.compile(
    r"(?:[Aa]n?|[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Oo]ne|[Ss]ome|[Aa]nother|[Tt]wo|[Ss]everal|[Mm]any)(?: (?!of\b.*\bof\b)[\w'’-]+){0,5}"
)
_THE = re.compile(r"[Tt]he (?:[a-z-]+ ){0,2}(?!who\b|which\b|that\b)[a-z-]+")
_FULL_FORMS = CLAUSE - BASE
_OWN_VOICE = BASE | {"found", "put it"}  # "I would only add", "we promise", "we found": the text's own voice reports nobody
_IT = re.compile(r"(?:\A|[.;,:]\s|\band )it\Z", re.IGNORECASE)
_IT_SAYS = frozenset(
    "added adds stipulated stipulates recommended recommends suggested suggests argued argues found finds concluded concludes claimed claims insisted insists promised promises pledged pledges confirmed confirms acknowledged acknowledges denied denies admitted admits ordered orders demands demanded urges urged asks asked warns warned emphasizes emphasized emphasises emphasised requires required explains explained says said stresses stressed states stated notes noted proposes proposed declares declared announces announced".split()
) | {"put forward", "puts forward", "pointed out", "points out"}


def spoken(plain: str, start: int, end: int, match: re.Match[str], earlier: list[Speech]) -> Speech | None:
    """A speaker before a verb, and what is said after it."""
    verb, said = match[0], said_from(plain, match, end)
    low = start if match.start() - start <= BEFORE else plain.find(" ", match.start() - BEFORE, match.start())
    if said is None:
        return None
    whole = plain[low : match.start()].rstrip()
    before = without_used_to(whole)
    bare = without_auxiliaries(before)
    stripped = ASIDE.sub("", bare) if bare.endswith(")") else bare
    if not _is_finite(verb, before, stripped, habit=before != whole):
        return None
    stripped = _INSERTED.sub("", stripped) if stripped.endswith((",", "-", "–", "—")) else stripped
    stop = low + len(stripped)
    speaker = _speaker(plain, start, low, stop, verb, earlier)
    if speaker is None and plain[said - 1] in OPEN and not _AND.search(stripped) and not verb.endswith("ing"):
        speaker = anybody(plain, last_border(plain, low, stop), stop)
    if speaker is None or (not {verb, verb.split()[0]}.isdisjoint(_OWN_VOICE) and plain[slice(*speaker)] in ("I", "we", "We")):
        return None
    if plain[slice(*speaker)] == "Who":
        return None  # a question
    edition = EDITION.search(bare) if bare.endswith(")") else None
    if edition and speaker[1] == stop and DOCUMENT.search(plain[slice(*speaker)]):
        speaker = (speaker[0], speaker[1] + len(edition[0]))
    return Speech(speaker[0], min(end, said + LONGEST), speaker, match.span(), said, "speaker_verb")


def _speaker(plain: str, start: int, low: int, stop: int, verb: str, earlier: list[Speech]) -> tuple[int, int] | None:
    """Who speaks before a verb: the speaker before "and", the subject of the clause, somebody, "it"."""
    participle = verb.endswith("ing")
    start = max(start, stop - 2 * BEFORE)
    joined = plain.endswith(("and", "but", "then", "and also"), low, stop) and bool(_AND.search(plain[low:stop]))
    near = bool(earlier) and stop - earlier[-1].speaker[0] <= LONGEST
    if (joined or participle) and near and not _CLAUSE_END.search(plain, earlier[-1].said, stop):
        return earlier[-1].speaker
    if participle:
        begin = max((m.end() for m in _CLAUSE_END.finditer(plain, start, stop)), default=start)
        return first_subject(plain, begin, stop) if plain[stop - 1] == "," else None
    if joined:
        again = _COMMA_AND.search(plain[low:stop])  # "The board held that ..., and recommended": the subject of the main clause
        begin = max((m.end() for m in _STRONG.finditer(plain, start, stop)), default=start) if again else start
        return (first_subject(plain, begin, stop) if again else None) or first_subject(
            plain, last_border(plain, start, stop, commas=False), stop
        )
    if found := subject(plain, low, stop):
        return found
    begin = last_border(plain, low, stop)
    if verb in _FULL_FORMS and (_SOMEBODY.fullmatch(plain, begin, stop) or (verb in TALKING and _THE.fullmatch(plain, begin, stop))):
        return anybody(plain, begin, stop)
    return (stop - len("it"), stop) if verb in _IT_SAYS and _IT.search(plain[low:stop]) else None


def _is_finite(verb: str, before: str, stripped: str, *, habit: bool) -> bool:
    """Whether a verb can be the predicate of what stands before it (`stripped`: without auxiliaries and brackets)."""
    if is_not_finite(before) or (stripped[-len(" you") :].lower().endswith(("who", " you")) and _ASKED.search(stripped)):
        return False  # "How would you advise ...?", "Can you confirm that?"
    quoted = stripped[-1:] in CLOSE  # 'The "Regulations on ..." stipulate'
    if verb in BASE and not (habit or quoted or _MODAL.search(before, max(0, len(before) - _TAIL)) or _is_plural(stripped)):
        return False
    if verb in ("provided", "providing") and stripped.endswith(","):
        return False  # "..., provided that": a condition
    naming = verb in NAMING and verb not in CLAUSE  # "the soil, often called ...", "what officials call ..."
    return not (naming and ((stripped.endswith(",") and not _WRITING.search(stripped)) or _WHAT.search(stripped)))


def _is_plural(stripped: str) -> bool:
    """Whether the noun phrase before a verb is plural; what stands between commas after its head is left out."""
    stripped = _BRACKETS.sub("", stripped)
    if _PLURAL.search(stripped, max(0, len(stripped) - _TAIL)) or _has_plural_head(stripped[last_border(stripped, 0, len(stripped)) :]):
        return True
    head = stripped[last_border(stripped, 0, len(stripped), commas=False) :].split(",", 1)[0]
    return stripped.endswith(",") and bool(_PLURAL.search(head) or _has_plural_head(head))


def _has_plural_head(phrase: str) -> bool:
    """Whether a plural stands before the first preposition of a phrase, or the phrase is two with "both" or "and"."""
    if _COORDINATED.match(phrase):
        return True
    words = phrase.split()
    first = next((i for i, word in enumerate(words) if word in PREPOSITIONS), 0)
    first -= first > 1 and (is_past(words[first - 1]) or words[first - 1] == "such")  # "proposals adopted at ...", "cooks such as ..."
    return first > 0 and (
        words[first - 1].lower() in _QUANTITIES or bool(_PLURAL_NOUN.fullmatch(words[first - 1]) and is_speaker(words[first - 1]))
    )
