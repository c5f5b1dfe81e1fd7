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
from tifabank.speech import ASKING, BARE, BASE, CLAUSE, NAMING, OBJECT, TELLING
from tifabank.stages.attributions.speakers import (
    BEFORE,
    BORDER,
    CLOSE,
    MUTE,
    OPEN,
    SPEAKER,
    anybody,
    can_speak,
    first_subject,
    subject,
    trimmed,
    without_article,
)
from tifabank.text import Text, fold
from tifabank.trie import trie
from tifabank.words import AUXILIARIES

RULES = [
    Rule("attributions.speaker_verb", "attributions", "pattern", 2, "A speaker, a verb of saying, and what is said."),
    Rule("attributions.verb_speaker", "attributions", "pattern", 2, 'After a quotation or a clause: ", said the speaker".'),
    Rule("attributions.according_to", "attributions", "pattern", 2, "According to a speaker, ..."),
    Rule("attributions.chinese", "attributions", "pattern", 2, "A speaker before 指出, 强调, 提出, 表示 or another verb of saying."),
]
_VERB = re.compile(rf"(?<![\w-])(?:{trie(CLAUSE | OBJECT | NAMING | ASKING)})(?![\w-])")
_AUXILIARY = (
    r"also|therefore|thereby|long|already|still|just|since|later|earlier|recently|soon|now|thus|once|has|have|had|further|then|again|always|often|first|never|will|would|must|should|can|may|did|does|do|himself|herself|itself|"
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
_OCCASION = r"(?:\s(?:in|at|on|during|to|when|after|before|through|here)\b[^,;:.\"“”]{0,100}?)"
_SAID = re.compile(
    rf"{_TIME},?\s(?:that|how|why|whether)\b|{_OCCASION},?\sthat\b(?=\s\w)(?! (?:is|are|was|were|has|have|had)\b)|{_TIME}[,:]\s'(?=[A-Z])|{_TIME}\s?[,:，：]?\s?[{OPEN}]|{_TIME}\s?[:：]|(?:\s\w+){{1,2}}[:：]\s?[{OPEN}]|,\s(?:that|and I quote)\b"
)
_BARE = re.compile(
    r"(?:\s(?:reporters|us|me|the \w+))?\s(?:\d[\d,.]*|the|an?|it|he|she|they|we|I|you|this|these|those|there|our|its|their|his|her|most|many|such|no|all|both|every|in|[A-Z][a-z]+)\b"
)
_CLAUSE = re.compile(  # "said small workshops need ..."
    r"\s(?!that\b|to\b|of\b|by\b|as\b|so\b|and\b|or\b)[a-z][\w'’-]*(?:\s[\w'’\"“”-]+){0,6}?\s(?:is|are|was|were|will|would|has|have|had|can|could|should|must|need)\b"
)
_THING = re.compile(rf"\s(?:to\s|the\s|an?\s|new\s|{OPEN}|[\w'’(])")
_ASKED = re.compile(r"\A(?:and |but )?who\Z|\b(?:would|can|could|do|did|will|may|should|what|how|why) you\Z", re.IGNORECASE)
_WHAT = re.compile(r"\bwhat\s[^,;:.]{1,40}\Z")
_NAME = re.compile(rf"\s(?:[\w'’-]+\s){{1,6}}?(?:as\s)?(?:an?\s|the\s)?[{OPEN}]")
_AS = re.compile(r"\s(?:[\w'’-]+\s){1,8}?as\s(?=an?\s|the\s|its\s|their\s|one\s)")
_HEARS = re.compile(r"\s(?:[\w'’-]+\s){1,8}?that\b(?=,?\s\w)")  # "reminded the cadres in its circular that ..."
_DESCRIBING = frozenset(verb for verb in NAMING if verb.startswith(("descri", "charact")))
_INFINITIVE = re.compile(r"\s(?!for\b|to\b|by\b|of\b)(?:[\w'’-]+\s){1,6}?(?:not\s)?to\s(?=[a-z“\"‘])")
_FUTURE = re.compile(r"\b(?:will|would|may|might|can|could|shall|should|must)(?: (?:also|not|soon|\w+ly))? \Z")
_NEAR = 30  # characters before a verb
_NO_THING = re.compile(r"\s(?:by|as|in|on|at|from|with|is|are|was|were|and|or|under|after|when)\b")
_INVERTED = re.compile(
    r"\s(?!(?:that|to|how|why|whether|what|on|in|at|for|of|with|by|upon|from|as|so|not|no|and|or|but|when|the following)\b)(?P<speaker>(?:the |an? )?[A-Za-z](?:[^,;:.!?\"“”]|(?<=\b[A-Z])\.|(?<=\b(?:Dr|Mr|Ms))\.|(?<=\b(?:Mrs|Rev|Gen|Sen))\.|(?<=\bProf)\.){1,80}(?:, (?:(?:an?|the|his|her|its|their)\s|\d{1,3}\b|(?:[a-z]+ ){0,3}(?:member|officer|manager|leader|head|chair|owner|resident|researcher|fellow|lecturer|analyst|economist|farmer|villager|teacher|lawyer|engineer|curator|founder)\b|(?:vice|deputy|former|chief|head|director|professor|minister|secretary|president|mayor|chairman|spokes\w+)\b|(?:[A-Z][a-z]+\s){0,2}[A-Z][a-z]+(?=[.]))[^,;:.!?\"“”]{0,80}(?=[.,])){0,2})(?=[,;:.!?]|\s[\"“]|\Z)"
)
_NEXT_CLAUSE = re.compile(r"[;；]\s")
_HEARER = re.compile(
    r"\A(?:(?:us|me|him|her|them|reporters|journalists|(?!(?:about|for|of|against|on|in|at|to|with)\b)(?:[a-z-]+ ){0,2}[a-z-]+s|the \w+|[A-Z]\w+(?: [A-Z]\w+)*(?: [a-z]+s)?)\b)?,?(?:\s?(?:on|in|at|during|after|when|while|to|by|from|earlier|later|last|yesterday|today|recently|again)\b[^,;:]{0,120})?\Z|\A(?:us|me|him|her|them|reporters|journalists),\s[a-z]+ing\b.*\Z"
)
_ENDS_SPEECH = re.compile(rf"[,!?！？，.…][{CLOSE}']\s?\Z|[{CLOSE}][,，]?\s\Z|,\s\Z")
_ACCORDING = re.compile(
    r"\b(?P<verb>[Aa]ccording to|[Ii]n the words of)\s(?P<speaker>(?:[^,;:.]|(?<=\b[A-Z])\.|(?<=\b(?:Dr|Mr|Ms|St|No))\.|(?<=\b(?:Mrs|Gen|Sen))\.|(?<=\bProf)\.|\.(?=\w)){2,100}?)(?=,|[;:]|(?<!\b[A-Z])(?<!\b(?:Dr|Mr|Ms|St|No))(?<!\b(?:Mrs|Gen|Sen))(?<!\bProf)\.\s|\.?\Z)"
)
_AS_SAID = re.compile(  # "..., as the old teacher used to say."
    r"(?<![\w-])[Aa]s (?P<speaker>(?:the |an? )?[^,;:.\"“”]{2,80}?) (?:(?:used to|once|often|also|has|have|had|rightly) )*"
    r"(?P<verb>say|says|said|put|puts|demand|demands|noted|notes|stated|states|stressed|observed|explained|requires?|wrote|argued|warned|pointed out|told|tells|warned|put)(?: it)?(?: (?:in|on|at|more than|almost|some|over|long|years|centuries|us|me|reporters)\b[^,;.]{0,40})?(?=[,;.]|\Z)"
)
_CHINESE = re.compile(
    r"(?P<speaker>[\u4e00-\u9fff]{2,20}?)(?:在[\u4e00-\u9fff]{1,20}?[上中时里])?(?P<verb>指出|强调|提出|表示|认为|要求|宣布|明确|说)[，：:,]?(?=(?!的)[\u4e00-\u9fff“「])"
)
_AND = re.compile(r"(?:^|,|\s)\s?(?:and|but|then|and then|and also)\Z")
_JOINT = re.compile(rf"[\s,;]*(?:\s(?:and|but|then))?(?:\s(?:{_AUXILIARY}|\w+ly))*\s?\Z")
_DOCUMENT = re.compile(
    r"\b(?:law|act|regulations?|rules?|measures|provisions|plan|code|constitution|agreement|guidelines|opinions|declaration|charter|convention|decision|outline|statement)\b",
    re.IGNORECASE,
)
_IDIOMS = frozenset(
    "law laws plan regulations rules circumstances conditions standards discipline needs reality procedures".split()
)  # "according to law"
_JOINT_LENGTH = 60  # characters that join one verb to the next
_WISH = re.compile(r"\b(?:I|[Ww]e) (?:hope|believe|think|thought|wish|suggest|recommend)\Z")  # what the text's own voice feels is no report
_NOUN_PHRASE = re.compile(r"(?:the|an?|my|our|his|her|one) (?:[a-z-]+ )?[a-z-]+")
_PARTICIPLE = re.compile(r",? (?:promulgated|adopted|issued|published|released|signed|approved|enacted|passed|revised) (?:in|on) .*\Z")
_QUOTED_SPEAKER = 90  # characters that hold who "was quoted as saying"
_SOMEBODY = re.compile(
    r"(?:[Aa]n?|[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Oo]ne|[Ss]ome|[Aa]nother|[Tt]wo|[Ss]everal|[Mm]any)(?: (?!of\b.*\bof\b)[\w'’-]+){0,5}"
)
_QUOTED_AS = re.compile(r" (?:was|were|is|has been) (?P<verb>quoted as saying)\b")
_BEFORE_QUOTED = re.compile(r"[^,;:.\"“”]{2,80}\Z")
_CHINESE_ISSUER = re.compile(
    r"(?:^|[，。；,])(?P<speaker>[\u4e00-\u9fff]{2,12}?)(?:印发|发布|下发|出台|公布)[^。；]{1,80}?，(?P<verb>要求|提出|明确|强调|指出)(?=[\u4e00-\u9fff“：:])"
)
_ASIDE = re.compile(r"\s\([^()]{1,60}\)\Z")  # "Li (2019) claims", "the Regulations (revised in 2018) require"
_EDITION = re.compile(r"\s\((?:(?:19|20)\d\d|Trial|Interim|Draft|[IVX]+)\)\Z")  # of a document: part of its name
_PARTICLE = re.compile(r" (?:of|against)\Z")
_IT = re.compile(r"(?:\A|[.;,:]\s|\band )it\Z", re.IGNORECASE)
_IT_SAYS = frozenset(
    "demands demanded urges urged asks asked warns warned emphasizes emphasized emphasises emphasised requires required explains explained says said stresses stressed states stated notes noted proposes proposed declares declared announces announced".split()
) | {"put forward", "puts forward", "pointed out", "points out"}
_REST = 400  # characters looked at after a verb that closes a quotation
_BESIDE = 220  # characters between a quotation and its verb
_LONGEST = 2000  # characters of what is said: sentences without a full stop stay linear
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
    verb, said = match[0], _said(plain, match, end)
    low = max(start, match.start() - BEFORE)
    before, habit = _USED_TO.subn("", plain[low : match.start()].rstrip())
    stripped = _ASIDE.sub("", _BEFORE_VERB.sub("", before))
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
    edition = _EDITION.search(_BEFORE_VERB.sub("", before))
    if edition and speaker[1] == low + len(stripped) and _DOCUMENT.search(plain[slice(*speaker)]):
        speaker = (speaker[0], speaker[1] + len(edition[0]))
    return _Speech(speaker[0], min(end, said + _LONGEST), speaker, match.span(), said, "speaker_verb")


def _is_finite(verb: str, before: str, stripped: str, *, habit: bool) -> bool:
    """Whether a verb can be the predicate of what stands before it (`stripped`: without auxiliaries and brackets)."""
    if _NOT_FINITE.search(before) or _ASKED.search(stripped):
        return False  # "How would you advise ...?", "Can you confirm that?"
    quoted = stripped[-1:] in CLOSE  # 'The "Regulations on ..." stipulate'
    if verb in BASE and not (habit or quoted or _MODAL.search(before) or _PLURAL.search(stripped)):
        return False
    naming = verb in NAMING and verb not in CLAUSE  # "the soil, often called ...", "what officials call ..."
    return not (naming and (stripped.endswith(",") or _WHAT.search(stripped)))


def _said(plain: str, match: re.Match[str], end: int) -> int | None:
    """Where what is said begins after a verb, if something is."""
    verb = match[0]
    if _WISH.search(plain, max(0, match.start() - 3), match.end()):
        return None
    if verb in CLAUSE and (clause := _SAID.match(plain, match.end(), end)):
        return clause.end()
    if verb in BARE and (bare := _BARE.match(plain, match.end(), end)):
        return bare.start() + 1
    if verb in ("said", "says") and (bare := _CLAUSE.match(plain, match.end(), end)):
        return bare.start() + 1
    ways = (
        (NAMING, _NAME),
        (_DESCRIBING, _AS),
        (TELLING, _HEARS),
        (ASKING, _INFINITIVE),
    )
    found = next((m for verbs, way in ways if verb in verbs and (m := way.match(plain, match.end(), end))), None)
    if found:
        return found.end()
    if verb in OBJECT and _FUTURE.search(plain, max(0, match.start() - _NEAR), match.start()):
        return None  # "The ministry will announce measures": nothing is said yet
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
        a, b = trimmed(plain, *speaker.span("speaker"))
        if can_speak(plain[a:b]) or _NOUN_PHRASE.fullmatch(plain, speaker.start("speaker"), b):
            return _Speech(begin, stop, (a, b), match.span(), begin, "verb_speaker")
    rest = _HEARER.sub("", _NEXT_CLAUSE.split(plain[match.end() : min(end, match.end() + _REST)], maxsplit=1)[0].strip(" .。■□◆●"))
    if (
        _NOT_FINITE.search(_USED_TO.sub("", before.rstrip()))
        or match[0] not in CLAUSE
        or match[0].endswith("ing")
        or (rest and rest[0] not in ",.;")
    ):
        return None
    for closing in sorted(
        {max(before.rfind(c) for c in CLOSE), before.rfind(", "), before.rfind(",' ") + 1}
    ):  # the speaker may hold a comma
        if closing < 0 or before[closing + 1 : closing + 2] in {":", "："} or not _ENDS_SPEECH.search(before[: closing + 1] + " "):
            continue
        low = match.start() - len(before) + closing + 1
        told = _BEFORE_VERB.sub("", _USED_TO.sub("", plain[low : match.start() - 1]))
        found = subject(plain, low, low + len(told), joined=False) or (
            anybody(plain, low, low + len(told)) if before[closing] in {*CLOSE, "'"} or _NOUN_PHRASE.fullmatch(told.strip()) else None
        )
        if found and found[0] - low <= 6:  # noqa: PLR2004  # the speaker follows the quotation at once
            return _Speech(begin, stop, found, match.span(), begin, "verb_speaker")
    return None


def _by_phrase(plain: str, start: int, end: int) -> Iterator[_Speech]:
    for match in _ACCORDING.finditer(plain, start, end):
        a, b = without_article(plain, *match.span("speaker"))
        aside = _ASIDE.search(plain[a:b])
        aside = aside or _PARTICIPLE.search(plain[a:b])
        b = a + aside.start() if aside else b
        words = plain[a:b]
        if (
            words
            and (" " in words or not words.islower() or SPEAKER.search(words) or match["speaker"].startswith("the "))
            and AUXILIARIES.isdisjoint(words.split())
            and (words.split()[0].lower() not in MUTE or SPEAKER.search(words))
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
        a, b = trimmed(plain, *match.span("speaker"))
        if can_speak(plain[a:b]) or _NOUN_PHRASE.fullmatch(plain, match.start("speaker"), b):
            yield _Speech(
                max(start, match.start() - _LONGEST), min(end, match.end() + _LONGEST), (a, b), match.span("verb"), start, "verb_speaker"
            )
    for match in _QUOTED_AS.finditer(plain, start, end):
        speaker = _BEFORE_QUOTED.search(plain, max(start, match.start() - _QUOTED_SPEAKER), match.start())
        if speaker:
            a, b = without_article(plain, *speaker.span())
            yield _Speech(a, min(end, match.end() + _LONGEST), (a, b), match.span("verb"), match.end(), "speaker_verb")
    for match in (*_CHINESE_ISSUER.finditer(plain, start, end), *_CHINESE.finditer(plain, start, end)):
        yield _Speech(match.start(), min(end, match.end() + _LONGEST), match.span("speaker"), match.span("verb"), match.end(), "chinese")


def _row(text: Text, sentence: Sentence, found: _Speech, quotations: SpanIndex[Quotation], gazetteer: Gazetteer) -> Attribution:
    span = text.strip(*text.unfold(found.start, found.end))
    inside = quotations.starting_in(span.start, span.end)
    spoken = sum(q.end_char - q.start_char for q in inside if q.kind == "direct")
    told = min(found.speaker[0], found.verb[0])
    if found.rule == "speaker_verb":
        length = max(1, span.end - text.first.raw(found.said))
    elif found.rule == "verb_speaker" and told > found.start:
        length = text.first.raw(told) - span.start  # what stands before the speaker
    else:
        length = span.end - span.start
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
