"""Attributions: who says it, with which verb, in whose words.

In: a text, its sentences and quotations, the gazetteer. Out: rows in order of place; the span reaches from the first to the last of
speaker, verb and what is said, inside one sentence. A verb of saying counts if what follows can be said ("that ...", a quotation, a
colon; after some verbs a noun phrase or an infinitive) and what stands before it can speak. Source: annotation guidelines,
Attributions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tifabank.gazetteer import Gazetteer
from tifabank.rows import Attribution, Quotation, Rule, Sentence
from tifabank.spans import SpanIndex
from tifabank.speech import ASKING, BARE, BASE, CLAUSE, NAMING, OBJECT
from tifabank.text import Text, fold
from tifabank.trie import trie
from tifabank.words import AUXILIARIES, NOUNS_TOO, VERBS, is_past, is_present

RULES = [
    Rule("attributions.speaker_verb", "attributions", "pattern", 1, "A speaker, a verb of saying, and what is said."),
    Rule("attributions.verb_speaker", "attributions", "pattern", 1, 'After a quotation or a clause: ", said the speaker".'),
    Rule("attributions.according_to", "attributions", "pattern", 1, "According to a speaker, ..."),
    Rule("attributions.chinese", "attributions", "pattern", 1, "A speaker before 指出, 强调, 提出, 表示 or another verb of saying."),
]

_OPEN, _CLOSE = '"“‘「『«', '"”’」』»'
_VERB = re.compile(rf"(?<![\w-])(?:{trie(CLAUSE | OBJECT | NAMING | ASKING)})(?![\w-])")
_AUXILIARY = (
    r"also|long|already|still|just|since|later|earlier|recently|soon|now|thus|once|has|have|had|further|then|again|always|often|first|never|will|would|must|should|can|may|did|does|do|himself|herself|itself|"
    r"themselves|jointly"
)
_BEFORE_VERB = re.compile(rf"(?:\s(?:{_AUXILIARY}|\w+ly))+\Z")
_NOT_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|as|not|to|of|for|the|an?|by|with|its|their|our|this|that|these|his|her|my|each|every)(?:\s(?:also|once|again|\w+ly))*\Z"
)
_USED_TO = re.compile(r"\s(?:used|likes?|liked|want|wants|would like|wish|went on|goes on|continued) to\Z")
_MODAL = re.compile(r"\b(?:will|would|must|should|shall|can|could|may|did|does|do)(?:\s(?:also|again|\w+ly))*\Z")
_PLURAL = re.compile(
    r"(?:\b(?i:we|they|I|you|some|many|others|people|who|media|authorities)|[a-z]{2,}[^\Ws]s)(?:\s(?:also|often|all|generally|\w+ly))*\Z|[A-Z][\w'’-]+ (?:&|and) [A-Z][\w'’-]+\Z"
)
_TIME = (
    r"(?:(?:\s(?:to (?:reporters|journalists|us|me|him|her|them|the \w+|an? \w+)|(?:reporters|journalists|us|me|him|her|them|residents|delegates|(?:an?|the) (?:[\w-]+ ){0,2}(?:conference|briefing|audience|crowd|meeting|forum|newspaper|agency|reporter|journalist)s?)|"
    r"on [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|(?:on|in) (?:many|several|various|numerous|different) (?:occasions|times)|many times|time and again|repeatedly|again|clearly|explicitly|once again|in \d{4}|on \w+day|(?:in|at|during) (?:an?|the|his|her|its|their) [\w -]{1,40}?))?)"
)
_SAID = re.compile(rf"{_TIME},?\s(?:that|how|why|whether)\b|{_TIME}\s?[,:，：]?\s?[{_OPEN}]|{_TIME}\s?[:：]|,\s(?:that|and I quote)\b")
_BARE = re.compile(
    r"(?:\s(?:reporters|us|me|the \w+))?\s(?:\d[\d,.]*|the|an?|it|he|she|they|we|I|you|this|these|those|there|our|its|their|his|her|most|many|such|no|all|both|every|in|[A-Z][a-z]+)\b"
)
_THING = re.compile(rf"\s(?:to\s|the\s|an?\s|new\s|{_OPEN}|[\w'’(])")
_ASKED = re.compile(r"\A(?:and |but )?who\Z|\b(?:would|can|could|do|did|will|may|should|what|how|why) you\Z", re.IGNORECASE)
_WHAT = re.compile(r"\bwhat\s[^,;:.]{1,40}\Z")
_NAME = re.compile(rf"\s(?:[\w'’-]+\s){{1,6}}?(?:as\s)?(?:an?\s|the\s)?[{_OPEN}]")
_AS = re.compile(r"\s(?:[\w'’-]+\s){1,8}?as\s(?=an?\s|the\s|its\s|their\s|one\s)")
_INFINITIVE = re.compile(r"\s(?!for\b|to\b|by\b|of\b)(?:[\w'’-]+\s){1,6}?(?:not\s)?to\s(?=[a-z])")
_NO_THING = re.compile(r"\s(?:by|as|in|on|at|from|with|is|are|was|were|and|or|under|after|when)\b")
_INVERTED = re.compile(
    r"\s(?!(?:that|to|how|why|whether|what|on|in|at|for|of|with|by|upon|from|as|so|not|no|and|or|but|when|the following)\b)(?P<speaker>(?:the |an? )?[A-Za-z](?:[^,;:.!?\"“”]|(?<=\b[A-Z])\.|(?<=\b(?:Dr|Mr|Ms))\.|(?<=\b(?:Mrs|Rev|Gen|Sen))\.|(?<=\bProf)\.){1,80}(?:, (?:(?:an?|the|his|her|its|their)\s|\d{1,3}\b|(?:vice|deputy|former|chief|head|director|professor|minister|secretary|president|mayor|chairman|spokes\w+)\b|(?:[A-Z][a-z]+\s){0,2}[A-Z][a-z]+(?=[.]))[^,;:.!?\"“”]{0,80}(?=[.,])){0,2})(?=[,;:.!?]|\s[\"“]|\Z)"
)
_HEARER = re.compile(
    r"\A(?:(?:us|me|him|her|them|reporters|journalists|the \w+|[A-Z]\w+(?: [A-Z]\w+)*(?: [a-z]+s)?)\b)?,?(?:\s?(?:on|in|at|during|after|when|while|to|by|from|earlier|later|last|yesterday|today|recently|again)\b[^,;:]{0,120})?\Z"
)
_ENDS_SPEECH = re.compile(rf"[,!?！？，.…][{_CLOSE}]\s?\Z|[{_CLOSE}][,，]?\s\Z|,\s\Z")
_ACCORDING = re.compile(
    r"\b(?P<verb>[Aa]ccording to|[Ii]n the words of)\s(?P<speaker>(?:[^,;:.]|(?<=\b[A-Z])\.|\.(?=\w)){2,100}?)(?=,|[;:]|(?<!\b[A-Z])\.\s|\.?\Z)"
)
_AS_SAID = re.compile(  # "..., as the old teacher used to say."
    r"(?<![\w-])[Aa]s (?P<speaker>(?:the |an? )?[^,;:.\"“”]{2,80}?) (?:(?:used to|once|often|also|has|have|had|rightly) )*"
    r"(?P<verb>say|says|said|put|puts|demand|demands|noted|notes|stated|states|stressed|observed|explained|requires?|wrote|argued|warned|pointed out)(?: it)?(?=[,;.]|\Z)"
)
_CHINESE = re.compile(
    r"(?P<speaker>[\u4e00-\u9fff]{2,20}?)(?:在[\u4e00-\u9fff]{1,20}?[上中时里])?(?P<verb>指出|强调|提出|表示|认为|要求|宣布|明确|说)[，：:,]?(?=(?!的)[\u4e00-\u9fff“「])"
)

_SPEAKERS = (
    r"secretary|president|premier|minister|chair(?:man|woman|person)?|director|mayor|governor|spokes(?:man|woman|person)|leader|leadership|official|"
    r"expert|scholar|professor|researcher|analyst|author|writer|reporter|journalist|resident|villager|worker|farmer|doctor|nurse|teacher|principal|"
    r"student|member|deputy|delegate|representative|participant|speaker|cadre|officer|commissioner|engineer|judge|lawyer|economist|scientist|"
    r"historian|critic|observer|source|comrade|man|woman|mother|father|people|person|founder|head|chief|manager|executive|general|ambassador|"
    r"envoy|king|emperor|captain|driver|owner|grandmother|neighbou?r|volunteer|citizen|moderator|host|classic|ancestor|marxist|proverb|saying|"
    r"committee|commission|council|congress|conference|ministry|department|bureau|office|government|administration|authority|authorities|agency|"
    r"party|court|procuratorate|parliament|assembly|senate|cabinet|politburo|union|association|organi[sz]ation|institute|academy|university|"
    r"company|team|board|panel|centre|center|meeting|session|plenum|forum|summit|symposium|report|decision|resolution|plan|outline|opinion|"
    r"guideline|document|notice|circular|law|regulation|constitution|charter|communiqu[eé]|statement|declaration|paper|study|survey|article|"
    r"editorial|commentary|book|letter|speech|act|bill|rule|measure|provision|program(?:me)?|convention|treaty|agreement|directive|newspaper|"
    r"magazine|media|review|text|release|instruction|interpretation|chapter|clause|webpage|website|post|blog|colleague|county|city|province|town|township|village|country|state|nation|district|region|bank|side|school|hospital|industry|business|group|lawmaker|environmentalist|campaigner|opponent|supporter|customer|investigator|police|organi[sz]er|reader|ancient|magistrate|editor|translator|clerk|veteran|guide|soldier|priest|monk|child|girl|boy|poet|visitor|entrepreneur|patient|parent"
)
_SPEAKER = re.compile(rf"\b(?:{_SPEAKERS})(?:s|es)?\b", re.IGNORECASE)
_PRONOUNS = frozenset("he she they i we you some many others who".split())
_MUTE = frozenset(
    "which that this these those there it what practice fact facts history experience reality reason question truth such not nor neither "
    "nobody everybody everyone anybody anyone somebody someone none is are was were be to".split()
)
_BORDER = re.compile(
    rf"[;:：；]\s|\b(?:that|because|when|while|whether|if|but|although|so)\s|[—–]\s|--+\s|[()（）]\s?|[,.!?][{_CLOSE}]\s|,\s"
)
_LEADING = re.compile(
    r"(?:(?:in|at|on|during|for|from|with|by|after|before|as|since|through|under|among|to|speaking|asked|standing|according|despite|besides)\b.*|"
    r"today|yesterday|recently|later|then|therefore|thus|however|moreover|meanwhile|furthermore|finally|here|earlier|also|and|but|so|yet|now|again)",
    re.IGNORECASE,
)
_SMALL_OPENING = re.compile(
    r"(?:the|an?|and|but|so|then|also|both|as|while|when|if|because|that|where|after|before|how|yet|or|now|today|here|therefore|thus|in addition)\s+",
    re.IGNORECASE,
)
_NAME_AT_END = re.compile(r"(?:[A-Z][\w'’.-]*(?: (?:of |the )*[A-Z][\w'’.-]*)*|\b(?:he|she|they|we))\Z")
_PHRASE_AT_END = re.compile(r"(?:the|The|our|his|her|its|their) [\w'’-]+(?: [\w'’-]+){0,2}\Z")
_RELATIVE = re.compile(r",?\s(?:who|which|that)\s.*\Z")
_PLACE = re.compile(
    r"\s(?:(?:in|during) (?:an?|the|his|her|its|their|\d|[A-Z])|at (?:an?|the|his|her|its|their|\d)|on (?:\d|\w+day|[A-Z][a-z]{2,8}\.? \d)).*\Z"
)
_FINITE = re.compile(r"\s(?:is|are|was|were|has|have|had|will|\w{3,}ed)\s")
_AND = re.compile(r"(?:^|,|\s)\s?(?:and|but|then|and then|and also)\Z")
_JOINT = re.compile(rf"[\s,;]*(?:\s(?:and|but|then))?(?:\s(?:{_AUXILIARY}|\w+ly))*\s?\Z")
_DOCUMENT = re.compile(
    r"\b(?:law|act|regulations?|rules?|measures|provisions|plan|code|constitution|agreement|guidelines|opinions)\b", re.IGNORECASE
)
_IDIOMS = frozenset(
    "law laws plan regulations rules circumstances conditions standards discipline needs reality procedures".split()
)  # "according to law"
_JOINT_LENGTH = 60  # characters that join one verb to the next
_TITLED = re.compile(r"(?:the\s)?[\"“‘《](?P<title>[^\"“”《》]{4,160})[\"”’》]\s", re.IGNORECASE)  # a document speaks
_WISH = re.compile(r"\b(?:I|[Ww]e) (?:hope|believe|think|thought|wish|suggest|recommend)\Z")  # what the text's own voice feels is no report
_PRONOUN_AT_END = re.compile(r"\b(?:he|she|they|we|you)\Z")
_AGE = re.compile(r", \d{1,3}\Z")
_NOUN_PHRASE = re.compile(r"(?:the|an?|my|our|his|her|one) (?:[a-z-]+ )?[a-z-]+")
_ASIDE = re.compile(r"\s\([^()]{1,60}\)\Z")  # "Li (2019) claims", "the Regulations (revised in 2018) require"
_PARTICLE = re.compile(r" (?:of|against)\Z")
_TOKEN = re.compile(r"[\w'’-]+")
_IT = re.compile(r"(?:\A|[.;,:]\s|\band )it\Z", re.IGNORECASE)
_IT_SAYS = frozenset(
    "explains explained says said stresses stressed states stated notes noted proposes proposed declares declared announces announced".split()
) | {"put forward", "puts forward", "pointed out", "points out"}
_BESIDE = 220  # characters between a quotation and its verb
_SHORT_SPEAKER = 6  # words
_LONGEST = 2000  # characters of what is said: sentences without a full stop stay linear
_LONGEST_SPEAKER, _BEFORE = 18, 300  # words; characters looked back for a speaker
_MOST = 0.5  # share of what is said that must stand in quotation marks to make it direct


class _Speech(NamedTuple):
    """Reported speech in folded positions; `said` is where what is said begins."""

    start: int
    end: int
    speaker: tuple[int, int]
    verb: tuple[int, int]
    said: int
    rule: str


def attributions(text: Text, sentences: list[Sentence], quotations: list[Quotation], gazetteer: Gazetteer) -> list[Attribution]:
    """The attributions of a document."""
    rows: dict[str, Attribution] = {}
    spoken = SpanIndex(quotations)
    for sentence in sentences:
        start, end = text.folded(sentence.start_char), text.folded(sentence.end_char)
        for found in _in_sentence(text.plain, start, end):
            row = _row(text, sentence, found, spoken, gazetteer)
            rows.setdefault(row.attribution_id, row)
    return sorted(rows.values(), key=lambda r: (r.start_char, -r.end_char))


def _in_sentence(plain: str, start: int, end: int) -> list[_Speech]:
    """The speech of a sentence in order; each ends where the next verb's begins."""
    found: list[_Speech] = []
    for match in _VERB.finditer(plain, start, end):
        speech = _inverted(plain, start, end, match) or _spoken(plain, start, end, match, found)
        if speech:
            found.append(speech)
    spoken = {s.speaker for s in found}
    return [*_cut(plain, found), *(s for s in _by_phrase(plain, start, end) if s.speaker not in spoken)]


def _cut(plain: str, found: list[_Speech]) -> list[_Speech]:
    """What is said ends before the next verb of the same speaker, and before what joins it."""
    done = []
    for i, speech in enumerate(found):
        after = next((f for f in found[i + 1 : i + 2] if f.speaker == speech.speaker), None)
        joint = (
            _JOINT.search(plain, max(speech.said, after.verb[0] - _JOINT_LENGTH), after.verb[0])
            if after and after.verb[0] > speech.said
            else None
        )
        done.append(speech._replace(end=joint.start()) if joint else speech)
    return done


def _spoken(plain: str, start: int, end: int, match: re.Match[str], earlier: list[_Speech]) -> _Speech | None:
    """A speaker before a verb, and what is said after it."""
    verb = match[0]
    said = _said(plain, match, end)
    if said is None:
        return None
    low = max(start, match.start() - _BEFORE)
    before, habit = _USED_TO.subn("", plain[low : match.start()].rstrip())
    if _NOT_FINITE.search(before):
        return None
    stripped = _ASIDE.sub("", _BEFORE_VERB.sub("", before))
    if verb in BASE and not (habit or _MODAL.search(before) or _PLURAL.search(stripped)):
        return None
    if verb in NAMING and verb not in CLAUSE and (stripped.endswith(",") or _WHAT.search(stripped)):
        return None  # "the soil, often called ...", "what officials call ..."
    if _ASKED.search(stripped):
        return None  # "How would you advise ...?", "Can you confirm that?"
    participle = verb.endswith("ing")
    joined = bool(_AND.search(stripped)) or participle
    if participle and not earlier:
        speaker = _first_subject(plain, start, match.start()) if stripped.endswith(",") else None
    else:
        speaker = earlier[-1].speaker if joined and earlier else _subject(plain, low, low + len(stripped), joined=joined)
    if speaker is None and plain[said - 1] in _OPEN and not joined:
        border = max((m.end() for m in _BORDER.finditer(plain, low, low + len(stripped))), default=low)
        speaker = _anybody(plain, border, low + len(stripped))
    if speaker is None and _IT.search(stripped) and verb in _IT_SAYS:
        speaker = (low + len(stripped) - 2, low + len(stripped))
    if speaker is None:
        return None
    return _Speech(speaker[0], min(end, said + _LONGEST), speaker, match.span(), said, "speaker_verb")


def _first_subject(plain: str, start: int, before: int) -> tuple[int, int] | None:
    """The subject of a sentence that goes on with ", stressing that ...": a name before its first finite verb."""
    begin = start
    while (comma := plain.find(", ", begin, before)) > 0 and _LEADING.match(plain, begin, comma):
        begin = comma + 2
    for word in _TOKEN.finditer(plain, begin, min(before, begin + _BEFORE)):
        if word[0] in AUXILIARIES or is_past(word[0]):
            found = _candidate(plain, begin, word.start())
            return found if found and plain[found[0]].isupper() else None
    return None


def _said(plain: str, match: re.Match[str], end: int) -> int | None:
    """Where what is said begins after a verb, if something is."""
    verb = match[0]
    if _WISH.search(plain, max(0, match.start() - 3), match.end()):
        return None
    if verb in CLAUSE and (clause := _SAID.match(plain, match.end(), end)):
        return clause.end()
    if verb in BARE and (bare := _BARE.match(plain, match.end(), end)):
        return bare.start() + 1
    if verb in NAMING and (name := _NAME.match(plain, match.end(), end)):
        return name.end()
    if verb in NAMING and verb.startswith(("descri", "charact")) and (name := _AS.match(plain, match.end(), end)):
        return name.end()
    if verb in ASKING and (infinitive := _INFINITIVE.match(plain, match.end(), end)):
        return infinitive.end()
    if verb in OBJECT and _THING.match(plain, match.end(), end) and not _NO_THING.match(plain, match.end(), end):
        return match.end() + 1
    return None


def _inverted(plain: str, start: int, end: int, match: re.Match[str]) -> _Speech | None:
    """`"...," said the speaker.`, and `"...," the speaker said.`"""
    before = plain[max(start, match.start() - _BESIDE) : match.start()]
    speaker = _INVERTED.match(plain, match.end(), end)
    begin, stop = max(start, match.start() - _LONGEST), min(end, match.end() + _LONGEST)
    if _WISH.search(plain, max(0, match.start() - 3), match.end()):
        return None
    finite = match[0] in CLAUSE and match[0] not in BASE and not match[0].endswith("ing")
    if finite and match[0] not in ("told", "tells") and speaker and _ENDS_SPEECH.search(before) and match.start() > start + 2:
        a, b = _trimmed(plain, *speaker.span("speaker"))
        if _speaks(plain[a:b]) or _NOUN_PHRASE.fullmatch(plain, speaker.start("speaker"), b):
            return _Speech(begin, stop, (a, b), match.span(), begin, "verb_speaker")
    rest = _HEARER.sub("", plain[match.end() : end].strip(" .。■□◆●"))
    if (
        _NOT_FINITE.search(_USED_TO.sub("", before.rstrip()))
        or match[0] not in CLAUSE
        or match[0].endswith("ing")
        or (rest and rest[0] not in ",.;")
    ):
        return None
    for closing in sorted({max(before.rfind(c) for c in _CLOSE), before.rfind(", ")}):  # the speaker may hold a comma
        if closing < 0 or before[closing + 1 : closing + 2] in {":", "："} or not _ENDS_SPEECH.search(before[: closing + 1] + " "):
            continue
        low = match.start() - len(before) + closing + 1
        told = _BEFORE_VERB.sub("", _USED_TO.sub("", plain[low : match.start() - 1]))
        found = _subject(plain, low, low + len(told), joined=False) or (
            _anybody(plain, low, low + len(told)) if before[closing] in _CLOSE or _NOUN_PHRASE.fullmatch(told.strip()) else None
        )
        if found and found[0] - low <= 6:  # noqa: PLR2004  # the speaker follows the quotation at once
            return _Speech(begin, stop, found, match.span(), begin, "verb_speaker")
    return None


def _anybody(plain: str, low: int, end: int) -> tuple[int, int] | None:
    """What stands between a quotation and its verb of saying speaks, whatever it is."""
    a, b = _without_article(plain, low, end)
    words = plain[a:b].split()
    return (a, b) if 0 < len(words) <= _SHORT_SPEAKER and not AUXILIARIES.intersection(words) else None


def _subject(plain: str, low: int, before: int, *, joined: bool) -> tuple[int, int] | None:
    """The speaker: the noun phrase between the last clause border and the verb, appositions included."""
    borders = (m for m in _BORDER.finditer(plain, low, before) if not _is_relative(plain, m, before))
    begin = max((m.end() for m in borders), default=low)
    if plain[begin:before].strip(" ,") == "" or plain[before - 1] == ",":
        return _apposed(plain, low, before)
    if joined:
        finite = _FINITE.search(plain, begin, before)
        if not finite:
            return None
        before = finite.start()
    return _candidate(plain, begin, before)


def _is_relative(plain: str, border: re.Match[str], before: int) -> bool:
    """Whether "that" opens a relative clause inside a subject ("the company that runs the canal")."""
    words = plain[border.end() : before].split(" ", 2)
    verb = words[0] in AUXILIARIES or is_past(words[0]) or (len(words) > 1 and is_present(words[0], words[1]))
    return border[0] == "that " and border.start() > 0 and plain[border.start() - 2 : border.start()].strip(",").isalpha() and verb


def _apposed(plain: str, low: int, before: int) -> tuple[int, int] | None:
    """A speaker whose apposition or adverbial stands between commas before the verb."""
    commas = [m.start() for m in re.finditer(r",\s|,\Z", plain[low:before])]
    for comma in reversed(commas[:-1] or commas):
        border = max((m.end() for m in _BORDER.finditer(plain, low, low + comma)), default=low)
        found = _candidate(plain, border, low + comma)
        if found:
            named = _NAME_AT_END.search(plain, low, found[0] - 2) if plain[max(low, found[0] - 2) : found[0]] == ", " else None
            found = (named.start(), found[1]) if named and plain[found[0]].islower() else found
            inserted = plain[low + comma + 2 : before].strip(" ,")
            named = _AGE.search(inserted if inserted.startswith(",") else ", " + inserted)
            apposition = not named and not _LEADING.match(inserted) and not re.match(r"who|which|whose", inserted)
            return (found[0], len(plain[:before].rstrip(" ,"))) if apposition else found
    return None


def _candidate(plain: str, begin: int, before: int) -> tuple[int, int] | None:
    """A stretch as a speaker, without what leads to it; None if it cannot speak."""
    if _LEADING.fullmatch(plain, begin, before):
        tail = _NAME_AT_END.search(plain, begin + 1, before) or _PHRASE_AT_END.search(plain, begin, before)
        if not tail or tail.start() <= begin:
            return None
        begin = tail.start()
    titled = _TITLED.match(plain, begin, before)
    if titled and _SPEAKER.search(titled["title"]):
        return titled.span("title")
    begin, before = _trimmed(plain, begin, before)
    pronoun = _PRONOUN_AT_END.search(plain, begin, before)
    begin = pronoun.start() if pronoun else begin
    words = plain[begin:before]
    return (begin, before) if _speaks(words) else None


def _without_article(plain: str, begin: int, before: int) -> tuple[int, int]:
    """A stretch without the small words and marks before it and the marks after it."""
    while begin < before and (plain[begin] in f" ,{_OPEN}{_CLOSE}" or _SMALL_OPENING.match(plain, begin, before)):
        opening = _SMALL_OPENING.match(plain, begin, before)
        begin = opening.end() if opening else begin + 1
    while before > begin and plain[before - 1] in f" ,.{_CLOSE}":
        before -= 1
    return begin, before


def _trimmed(plain: str, begin: int, before: int) -> tuple[int, int]:
    """A stretch without its article, and without a relative clause or an adverbial of place and time at its end."""
    begin, before = _without_article(plain, begin, before)
    for tail in (_RELATIVE, _PLACE, _AGE):
        found = tail.search(plain[begin:before])
        before = begin + found.start() if found and found.start() > 0 else before
    return _without_article(plain, begin, before)


def _speaks(words: str) -> bool:
    """Whether a noun phrase can be a speaker: a pronoun, a name, or a person, body, document or meeting."""
    parts = words.split()
    if not parts or len(parts) > _LONGEST_SPEAKER or parts[0].lower() in _MUTE:
        return False
    if len(parts) == 1 and parts[0].lower() in {*_PRONOUNS, "people"}:
        return parts[0].lower() != "people"
    if any(p in AUXILIARIES or (i and p in VERBS - NOUNS_TOO and not _SPEAKER.fullmatch(p)) for i, p in enumerate(parts)):
        return False  # a clause
    return bool(_SPEAKER.search(words)) or any(p[0].isupper() for p in parts)


def _by_phrase(plain: str, start: int, end: int) -> Iterator[_Speech]:
    for match in _ACCORDING.finditer(plain, start, end):
        a, b = _without_article(plain, *match.span("speaker"))
        aside = _ASIDE.search(plain[a:b])
        b = a + aside.start() if aside else b
        words = plain[a:b]
        if (
            words
            and AUXILIARIES.isdisjoint(words.split())
            and (words.split()[0].lower() not in _MUTE or _SPEAKER.search(words))
            and not _IDIOMS & {match["speaker"].split()[0], *words.split()[2:3], words if " " not in words else ""}
        ):
            if plain[match.start() - 2] != "," and match.start() > start + 2 and _DOCUMENT.search(words):
                continue  # "shall be punished according to the Criminal Law": how, not who says it
            inserted = plain[match.end() : match.end() + 1] == "," and plain[match.start() - 2] != ","
            begin = match.start() if match.start() <= start + 2 or inserted else start
            yield _Speech(
                max(begin, match.start() - _LONGEST),
                min(end, match.end() + _LONGEST),
                (a, b),
                match.span("verb"),
                match.end(),
                "according_to",
            )
    for match in _AS_SAID.finditer(plain, start, end):
        a, b = _trimmed(plain, *match.span("speaker"))
        if _speaks(plain[a:b]) or _NOUN_PHRASE.fullmatch(plain, match.start("speaker"), b):
            yield _Speech(
                max(start, match.start() - _LONGEST), min(end, match.end() + _LONGEST), (a, b), match.span("verb"), start, "verb_speaker"
            )
    for match in _CHINESE.finditer(plain, start, end):
        yield _Speech(match.start(), min(end, match.end() + _LONGEST), match.span("speaker"), match.span("verb"), match.end(), "chinese")


def _row(text: Text, sentence: Sentence, found: _Speech, quotations: SpanIndex[Quotation], gazetteer: Gazetteer) -> Attribution:
    span = text.strip(*text.unfold(found.start, found.end))
    inside = quotations.starting_in(span.start, span.end)
    spoken = sum(q.end_char - q.start_char for q in inside if q.kind == "direct")
    length = max(1, span.end - text.first.raw(found.said)) if found.rule == "speaker_verb" else (span.end - span.start)
    direct = [q for q in inside if q.kind == "direct"]
    quoted = bool(direct) and spoken > _MOST * length
    words = text.squeeze(*text.unfold(*found.speaker))
    return Attribution(
        attribution_id=text.row_id("att", *span),
        document_id=text.document_id,
        sentence_id=sentence.sentence_id,
        quotation_id=direct[0].quotation_id if direct else None,
        speaker=words,
        speaker_concept_id=gazetteer.concept(fold(words)),
        verb=_PARTICLE.sub("", text.squeeze(*text.unfold(*found.verb))),
        mode="direct" if quoted else "indirect",
        start_char=span.start,
        end_char=span.end,
        text=text.squeeze(*span),
        rule_id=f"attributions.{found.rule}",
    )
