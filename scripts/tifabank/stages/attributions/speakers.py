"""Who speaks: the noun phrase before or after a verb of saying, with its appositions, if it can be a speaker."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from tifabank.stages.attributions.model import EDITION
from tifabank.words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, ONLY_VERBS, is_past, is_present

OPEN, CLOSE, BULLETS = '"“‘「『«', '"”’」』»', ">•·‣▪■□◆●○–—*"
_SPEAKERS = (
    r"secretary|president|premier|minister|chair(?:man|woman|person)?|director|mayor|governor|spokes(?:man|woman|person)|leader|leadership|official|"
    r"expert|scholar|professor|researcher|analyst|author|writer|reporter|journalist|resident|villager|worker|farmer|doctor|nurse|teacher|principal|"
    r"student|member|deputy|delegate|representative|participant|speaker|cadre|officer|commissioner|engineer|judge|lawyer|economist|scientist|"
    r"historian|critic|observer|source|comrade|man|woman|mother|father|people|person|founder|head|chief|manager|executive|general|ambassador|"
    r"envoy|king|emperor|captain|driver|owner|grandmother|neighbou?r|volunteer|citizen|predecessor|successor|friend|inspector|interviewee|patroller|commander|prosecutor|diplomat|trader|vendor|pensioner|tenant|landlord|caller|respondent|adviser|advisor|audit|coroner|headquarters|consultant|architect|planner|surgeon|coach|mediator|warden|councillor|senator|curator|manual|auditor|moderator|host|classic|ancestor|marxist|proverb|saying|"
    r"committee|commission|council|congress|conference|ministry|department|bureau|office|government|administration|authority|authorities|agency|"
    r"party|court|procuratorate|parliament|assembly|senate|cabinet|politburo|union|association|organi[sz]ation|institute|academy|university|"
    r"company|team|board|panel|centre|center|meeting|session|plenum|forum|summit|symposium|report|decision|resolution|plan|outline|opinion|"
    r"guideline|document|notice|circular|law|regulation|constitution|charter|communiqu[eé]|statement|declaration|paper|study|survey|article|"
    r"editorial|commentary|book|letter|speech|act|bill|rule|measure|provision|program(?:me)?|convention|treaty|agreement|directive|newspaper|"
    r"magazine|media|review|text|release|instruction|interpretation|chapter|clause|webpage|website|post|blog|colleague|county|city|province|town|township|village|country|state|nation|district|region|bank|side|school|hospital|industry|business|group|lawmaker|environmentalist|campaigner|opponent|supporter|customer|investigator|police|organi[sz]er|reader|ancient|magistrate|editor|translator|clerk|veteran|firm|corporation|developer|operator|contractor|shopkeeper|grocer|fisherman|miner|baker|builder|designer|photographer|artist|athlete|commuter|rider|courier|passenger|poll|inquiry|investigation|analysis|memo|diary|textbook|dictionary|almanac|yearbook|guide|soldier|priest|monk|child|girl|boy|poet|visitor|entrepreneur|patient|parent|proposal|recommendation|amendment|specification|brochure|leaflet|poster|banner|sheet|family|daily|weekly|widow|uncle|aunt|grandson|granddaughter|daughter|son|wife|husband|sister|brother|cousin|cook|chef|tailor|barber|waiter|waitress|guard|porter|peasant|herder|shepherd|intern|graduate|retiree|elder|plaintiff|defendant|complainant|witness|juror|blogger|netizen|user|commenter|columnist|novelist|philosopher|lecturer|dean|rector|mechanic|electrician|plumber|technician|programmer|dealer|broker|merchant|banker|accountant|aide|attorney|[a-z]+(?:ologist|ographer|ician|icist)"
)
_SPEAKER = re.compile(rf"(?:{_SPEAKERS})(?:s|es)?", re.IGNORECASE)
_BEGAN = frozenset("began came went took gave became had".split())  # of a clause
_ORDER = frozenset("the a first second third fourth fifth last other another former latter one".split())
_PRONOUNS = frozenset("he she they i we you some many others who".split())
_ALONE = _PRONOUNS | {"people"}
_NOBODY = CONJUNCTIONS | {"nobody"}
MUTE = frozenset(
    "which that this these those there it what practice fact facts history experience reality reason question truth such not nor neither "
    "no whoever whatever nobody everybody everyone anybody anyone somebody someone none is are was were be to when while if as because since although after before once whether".split()
)
BORDER = re.compile(
    rf"[;:：；]\s|\b(?:that|because|when|while|whether|what|if|but|although|so)\s|[—–]\s|--+\s|[()（）]\s?|[,.!?][{CLOSE}]\s|,\s"
)
_LEADING = re.compile(
    r"(?:(?:in|at|on|during|for|from|with|by|after|before|until|as|since|through|under|among|to|speaking|asked|standing|according|despite|besides)\b.*|"
    r"today|yesterday|recently|later|then|therefore|thus|however|moreover|meanwhile|furthermore|finally|here|earlier|also|and|but|so|yet|now|again)",
    re.IGNORECASE,
)
_SMALL_OPENING = re.compile(
    r"(?:the|an?|and|but|though|although|so|then|also|both|as|while|when|if|because|that|where|after|before|how|yet|or|now|today|here|therefore|thus|in addition|(?:last|this|earlier this|earlier that|every|each|one) (?:week|month|year|spring|summer|autumn|fall|winter|day|morning|afternoon|evening|night)|yesterday|apparently|reportedly|recently|finally|unfortunately|similarly|surprisingly|additionally|sometimes|perhaps|(?:[\w-]+ ){1,2}(?:years?|months?|weeks?|days?|decades?) ago)\s+",
    re.IGNORECASE,
)
_NAME_AT_END = re.compile(r"(?:[A-Z][\w'’.-]*(?: (?:(?:of|on|for|and|in) )?(?:(?<=of )the )?[A-Z][\w'’.-]*)*|\b(?:he|she|they|we))\Z")
_PHRASE_AT_END = re.compile(r"(?:the|The|our|his|her|its|their) [\w'’-]+(?: [\w'’-]+){0,2}\Z")
_RELATIVE = re.compile(r",\s(?:who|whose|whom|which|that)\b.*\Z|\s(?:who|which|that)\Z")
_RESTRICTIVE = re.compile(r"\s(?:who|which|that)\s")  # "the company that runs the canal"
_PLACE = re.compile(
    r"\s(?:(?:in|during) (?:\d|(?:an?|the|his|her|its|their) (?:[\w-]+ ){0,4}?(?:speech|report|letter|interview|statement|article|meeting|conference|session|briefing|address|post|book|reply|notice|circular|essay|paper|column|message|visit|debate|forum|same|end|year|month|week|morning|afternoon|evening|past|19\d\ds|20\d\ds)\b)|at (?!(?:its|the) core\b)(?:an?|his|her|its|their|\d|the (?:[\w-]+ ){0,3}(?:meeting|conference|briefing|forum|session|event|ceremony|symposium|summit|seminar|opening|launch|workshop)\b)|on (?:\d|\w+day|[A-Z][a-z]{2,8}\.? \d)).*\Z"
)
_THIS_BODY = re.compile(r"[Tt]his (?:court|tribunal|panel|commission|committee|council|office|bureau)\b")
_PRONOUN_FIRST = re.compile(r"(?:[Tt]hey|[Hh]e|[Ss]he|[Ww]e|I)\b(?!\s\w+,)")
_TODAY = re.compile(
    r"\s(?<!\bof\s)(?:today|yesterday|(?:last|this|earlier this) (?:week|month|year)|on \w+day|later|recently|to (?:me|us|them|him|reporters|(?:his|her|their|my|our) [\w ]{1,30}))\Z"
)
_TITLED = re.compile(r"(?:the\s)?[\"“‘《](?P<title>[^\"“”《》]{4,160})[\"”’》]\s", re.IGNORECASE)  # a document speaks
_PRONOUN_AT_END = re.compile(r"(?<!\bbefore )(?<!\bto )(?<!\bof )(?<!\bfor )(?<!\bwith )\b(?:he|she|they|we|you)\Z")
_AT_END = ("he", "she", "they", "we", "you")  # one of which `_PRONOUN_AT_END` ends with
_DESCRIBING = re.compile(r"who|which|whose|when|while|[a-z]+ing\b")  # no apposition
_LISTED = re.compile(r", (?:among them|including|notably|especially|particularly|(?:most|many|some|all) of them)\s")
_WORDS_AT = re.compile(r"\b(?:speech|address|report|remarks|lecture|toast)\Z")  # "his speech at the opening"
_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"[\w'’-]+")
_NEAR = 80  # characters in which the last border of a clause mostly stands
_SHORT_SPEAKER = 6  # words
_LONGEST_SPEAKER, BEFORE = 26, 300  # words; characters looked back for a speaker


@lru_cache(maxsize=1 << 14)
def is_speaker(word: str) -> bool:
    """Whether a word names a person, body, document or meeting; the long list is asked once for each word."""
    return _SPEAKER.fullmatch(word) is not None


def names_speaker(words: str) -> bool:
    """Whether one of some words names a person, body, document or meeting."""
    return any(map(is_speaker, _WORD.findall(words)))


def last_border(plain: str, low: int, end: int, *, commas: bool = True) -> int:
    """Where the last clause of a stretch begins."""
    return _last_border(plain, low, end, lambda border: commas or border[0] != ", ")


def _last_border(plain: str, low: int, end: int, counts: Callable[[re.Match[str]], bool]) -> int:
    """Where the last border that counts ends; most are near the end of the stretch, so that its last part is read first."""
    for begin in (end - _NEAR, low):
        ends = [border.end() for border in BORDER.finditer(plain, max(low, begin), end) if counts(border)]
        if ends or begin <= low:
            break
    return ends[-1] if ends else low


def first_subject(plain: str, start: int, before: int) -> tuple[int, int] | None:
    """The subject of a clause that goes on with ", stressing that ..." or "and said": what stands before its first finite verb."""
    begin = start
    while (comma := plain.find(", ", begin, before)) > 0 and _LEADING.match(plain, begin, comma):
        begin = comma + 2
    if begin == start and (pronoun := _PRONOUN_FIRST.match(plain, begin, before)):
        return pronoun.span()
    words = [*_TOKEN.finditer(plain, begin, min(before, begin + BEFORE)), None]
    for word, after in pairwise(words):
        if word and (word[0] in AUXILIARIES or is_past(word[0]) or (after and is_present(word[0], after[0]))):
            return _candidate(plain, begin, word.start())
    return None


def anybody(plain: str, low: int, end: int, *, longest: int = _SHORT_SPEAKER) -> tuple[int, int] | None:
    """What stands between a quotation and its verb of saying speaks, whatever it is."""
    a, b = without_article(plain, low, end)
    words = plain[a:b].split()
    return (a, b) if 0 < len(words) <= longest and words[0] not in _NOBODY and not AUXILIARIES.intersection(words) else None


def subject(plain: str, low: int, before: int) -> tuple[int, int] | None:
    """The speaker: the noun phrase between the last clause border and the verb, appositions included."""
    begin = _last_border(plain, low, before, lambda border: not _is_relative(plain, border, before))
    if plain[begin:before].strip(" ,") == "" or plain[before - 1] == ",":
        return _apposed(plain, low, before)
    return _candidate(plain, _series_start(plain, low, begin, before), before)


def _series_start(plain: str, low: int, begin: int, before: int) -> int:
    """Where a subject starts that is a series ("Farmers in Anxi, Boli and Cheng"): before its commas."""
    if plain[begin - 2 : begin] != ", " or " and " not in plain[begin:before]:
        return begin
    border = last_border(plain, low, begin, commas=False)
    parts = plain[border:begin].split(", ")[:-1]
    while parts and (_LEADING.fullmatch(parts[0]) or _has_verb(parts[0])):
        border += len(parts.pop(0)) + len(", ")
    plain_nouns = all(1 <= len(part.split()) <= _SHORT_SPEAKER and not _has_verb(part) for part in parts)
    return border if parts and plain_nouns and all(word[0].isupper() for word in parts[-1].split()[-1:]) else begin


def _has_verb(words: str) -> bool:
    parts = words.lower().split()
    return any(word in AUXILIARIES or is_past(word) or word in ONLY_VERBS for word in parts)


def _is_relative(plain: str, border: re.Match[str], before: int) -> bool:
    """Whether "that" opens a relative clause inside a subject ("the company that runs the canal")."""
    words = plain[border.end() : before].split(" ", 2)
    verb = words[0] in AUXILIARIES or is_past(words[0]) or (len(words) > 1 and is_present(words[0], words[1]))
    return border[0] == "that " and border.start() > 0 and plain[border.start() - 2 : border.start()].strip(", ").isalpha() and verb


def _apposed(plain: str, low: int, before: int) -> tuple[int, int] | None:
    """A speaker whose apposition or adverbial stands between commas before the verb."""
    if (listed := _LISTED.search(plain, low, before)) and (
        found := _candidate(plain, last_border(plain, low, listed.start()), listed.start())
    ):
        return (found[0], _until_relative(plain, listed.start(), before))
    commas = [m.start() for m in re.finditer(r",\s|,\Z", plain[low:before])]
    for comma in reversed(commas[:-1] or commas):
        stop = _before_brackets(plain, low, low + comma)
        found = _candidate(plain, last_border(plain, low, stop), stop)
        if found:
            found = (found[0], low + comma) if found[1] == stop and EDITION.search(plain, stop, low + comma) else found
            named = _NAME_AT_END.search(plain, low, found[0] - 2) if plain[max(low, found[0] - 2) : found[0]] == ", " else None
            found = (named.start(), found[1]) if named and plain[found[0]].islower() else found
            inserted = plain[low + comma + 2 : before].strip(" ,")
            apposition = not _LEADING.match(inserted) and not _DESCRIBING.match(inserted) and not is_past(inserted.split(" ", 1)[0])
            return (found[0], _until_relative(plain, low + comma, before)) if apposition else found
    return first_subject(plain, last_border(plain, low, before, commas=False), before)  # "The meeting heard a report, noted that ..."


def _before_brackets(plain: str, low: int, end: int) -> int:
    """Where a phrase ends without the brackets after it ("the Opinions (2022)")."""
    opening = plain.rfind(" (", low, end) if plain[end - 1] == ")" else -1
    return opening if opening > low else end


def _until_relative(plain: str, begin: int, before: int) -> int:
    """Where an apposition ends: at the verb, or before a relative clause."""
    relative = _RELATIVE.search(plain, begin, before)
    return relative.start() if relative else begin + len(plain[begin:before].rstrip(" ,"))


def _candidate(plain: str, begin: int, before: int) -> tuple[int, int] | None:
    """A stretch as a speaker, without what leads to it; None if it cannot speak."""
    if _LEADING.fullmatch(plain, begin, before):
        tail = _NAME_AT_END.search(plain, begin + 1, before) or _PHRASE_AT_END.search(plain, begin, before)
        if not tail or tail.start() <= begin:
            return None
        begin = tail.start()
    titled = _TITLED.match(plain, begin, before)
    if titled and names_speaker(titled["title"]):
        return titled.span("title")
    begin, before = trimmed(plain, begin, before)
    pronoun = _PRONOUN_AT_END.search(plain, begin, before) if plain.endswith(_AT_END, begin, before) else None
    begin = pronoun.start() if pronoun else begin
    words = plain[begin:before]
    return (begin, before) if can_speak(words) else None


def without_article(plain: str, begin: int, before: int) -> tuple[int, int]:
    """A stretch without the small words and marks before it and the marks after it."""
    while begin < before and (plain[begin] in f" ,{BULLETS}{OPEN}{CLOSE}" or _SMALL_OPENING.match(plain, begin, before)):
        opening = _SMALL_OPENING.match(plain, begin, before)
        begin = opening.end() if opening else begin + 1
    while before > begin and plain[before - 1] in f" ,.{CLOSE}" and not plain.endswith(" al.", begin, before):
        if plain[before - 1] in CLOSE and _is_answered(plain[begin : before - 1], plain[before - 1]):
            break  # 'the council's "Rules for Piers"'
        before -= 1
    return begin, before


def _is_answered(words: str, closing: str) -> bool:
    """Whether a closing mark after some words closes one that opens among them."""
    opening = OPEN[CLOSE.index(closing)]
    return words.count(opening) % 2 == 1 if opening == closing else words.count(opening) > words.count(closing)


def trimmed(plain: str, begin: int, before: int) -> tuple[int, int]:
    """A stretch without its article, and without a relative clause or an adverbial of place and time at its end."""
    begin, before = without_article(plain, begin, before)
    for tail in (_RELATIVE, _PLACE, _TODAY):
        found = tail.search(plain[begin:before])
        if tail is _TODAY and _RESTRICTIVE.search(plain[begin:before]):
            continue  # "a reader who wrote last week"
        kept = found and tail is _PLACE and _is_described(plain[begin : begin + found.start()])
        before = begin + found.start() if found and found.start() > 0 and not kept else before
    return without_article(plain, begin, before)


def _is_described(words: str) -> bool:
    """Whether a place or time belongs to a noun: one described by a participle or a clause ("issued in 2020"), or a speech."""
    return bool(_RESTRICTIVE.search(words) or _WORDS_AT.search(words)) or any(is_past(word) for word in words.split()[1:])


def can_speak(words: str) -> bool:
    """Whether a noun phrase can be a speaker: a pronoun, a name, or a person, body, document or meeting."""
    relative = _RESTRICTIVE.search(words)
    parts = words[: relative.start() if relative else None].replace("think tank", "institute").split()
    if not parts or len(words.split()) > _LONGEST_SPEAKER or (parts[0].lower() in MUTE and not _THIS_BODY.match(words)):
        return False
    if parts[0].lower() in _PRONOUNS and parts[1:2] == ["of"]:
        return True
    if any((is_past(p) or p.endswith("ed")) and after in DETERMINERS for p, after in pairwise(parts[1:])):
        return False  # "the meeting heard a report"
    if {p.lower() for p in parts} <= _ORDER or "ago" in parts or words.count("“") > words.count("”"):
        return False
    if parts[0] in ("said", "says") and parts[1:2] and parts[1] in DETERMINERS:
        return False
    if _BEGAN.intersection(parts) or "Whoever" in parts:
        return False
    if len(parts) == 1 and parts[0].lower() in _ALONE:
        return parts[0].lower() != "people"
    if any(p in AUXILIARIES or (i and p in ONLY_VERBS and not is_speaker(p)) for i, p in enumerate(parts)):
        return False  # a clause
    return names_speaker(words) or any(p[0].isupper() for p in parts)
