"""What is said: where it begins after a verb of saying, if something is said at all."""

from __future__ import annotations

import re
from collections.abc import Container

from tifabank.speech import ASKING, BARE, CLAUSE, NAMING, OBJECT, QUOTING, READING, TELLING
from tifabank.stages.attributions.model import is_wish
from tifabank.stages.attributions.speakers import OPEN

_TOLD_TO = (  # who hears it
    r"to (?:reporters|journalists|us|me|him|her|them|the \w+|an? \w+)|reporters|journalists|us|me|him|her|them|residents|delegates|"
    r"(?:an?|the) (?:[\w-]+ ){0,2}(?:conference|briefing|audience|crowd|meeting|forum|newspaper|agency|reporter|journalist)s?"
)
_WHEN = (
    r"on [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|on \w+day|in \d{4}|in (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?|(?:last|this|earlier this) (?:week|month|year|spring|summer|autumn|winter)|yesterday|today|"
    r"(?:in|at|during) (?:an?|the|his|her|its|their) [\w -]{1,40}?"
)
_HOW = r"(?:on|in) (?:many|several|various|numerous|different) (?:occasions|times)|many times|time and again|as follows|\w+ly|more \w+ly|(?:once )?again"
_TIME = rf"(?:\s(?:{_TOLD_TO}|{_HOW}|{_WHEN})){{0,2}}"
_Ways = tuple[tuple[Container[str], re.Pattern[str]], ...]
_OCCASION = r"(?:\s(?:in|at|on|during|to|when|after|before|through|here)\b[^,;:.\"“”]{0,100}?)"
_CALQUES = r"one is to|first,|it is necessary to|(?:we|efforts) (?:must|should|need)"  # "emphasized, it is necessary to ..."
_WITHOUT_THAT = (  # "promised in May it would reopen", "found the pump was broken"
    r"\s(?:it|he|she|they|we|there|the [\w-]+)\s(?:would|will|had|has|have|was|were|is|are|could|can|must|should|may|did|does|needs?)\b"
)
_SAID = re.compile(
    rf"{_TIME},?\s(?:that(?!\s?[.,;!?])|how|why|whether|(?<=ask )(?:what|who)|(?<=asks )(?:what|who)|(?<=asked )(?:what|who))\b|"
    rf"{_OCCASION},?\sthat\b(?=\s['\w{OPEN}])(?! (?:is|are|was|were|has|have|had)\b)|"
    rf"{_TIME}(?={_WITHOUT_THAT})\s|{_TIME}[,:]\s'(?=[A-Z])|{_TIME}\s?[,:，：]?\s?[{OPEN}]|{_TIME}\s?[:：]|"
    rf"\swith an? (?:\w+ )?\w+[,:：]\s?[{OPEN}]|(?:\s\w+){{1,5}}[:：]\s?['{OPEN}]|"
    rf",\s(?:that(?!\s(?:is|was|are|were)\b)|and I quote|{_CALQUES})(?!\w)"
)
_HEARER = r"(?:reporters|journalists|us|me|him|her|them|you|the \w+)"
_TOLD = re.compile(
    rf"\s{_HEARER}\s(?!to\b|about\b|of\b|off\b|how\b|a\b|the (?:truth|story)\b|(?:last|next|this|by|for|and|or|yesterday|today)\b)[\w'’]+\s[\w'’]+"
)  # "tell us they sleep badly"
_BARE = re.compile(
    r"(?:\s(?:reporters|us|me|the \w+))?\s(?:\d[\d,.]*|the|an?|it|he|she|they|we|I|you|this|these|those|there|our|its|their|his|her|most|many|such|no(?!\s?[.,;!?])|all|both|every|nobody|nothing|everybody|everyone|(?<!elieve )(?<!elieves )(?<!elieved )in|[A-Z][a-z]+)\b"
)
_TALE = re.compile(r"(?:tells?|told|telling)\s(?:an?|the|his|her|their)\s(?:\w+\s)?(?:jokes?|story|stories|lies?|tales?|truth|time)\b")
_CLAUSE = re.compile(  # "said small workshops need ...", "says paper never tears"
    r"\s(?!(?:that|to|of|by|as|so|and|or|but|in|on|at|for|from|with|about|after|before|during|when|while|yes|no|not|nothing|something|anything|everything|little|much|more|"
    r"less|things|hello|goodbye|farewell|grace|sorry|thanks?|thank|please|what|a|an|good)\b)[a-z][\w'’-]*(?:\s[\w'’\"“”-]+){2}"
)
_QUOTED = re.compile(rf"\s?[,:，：]?\s?[{OPEN}]")
_READS = re.compile(rf"\s?[,:，：]\s?[{OPEN}]")
_THING = re.compile(rf"\s(?:to\s|the\s|an?\s|new\s|[{OPEN}]|[\w'’(])")
_NAME = re.compile(rf"\s(?:[\w'’-]+\s){{1,6}}?(?:as\s)?(?:an?\s|the\s)?(?:[{OPEN}]|'(?=\w))")
_AS = re.compile(r"\s(?:[\w'’-]+\s){1,8}?as\s(?=an?\s|the\s|its\s|their\s|one\s)")
_HEARS = re.compile(r"\s(?:[\w'’-]+\s){1,8}?that\b(?=,?\s\w)")  # "reminded the cadres in its circular that ..."
_DESCRIBING = frozenset(verb for verb in NAMING if verb.startswith(("descri", "charact")))
_INFINITIVE = re.compile(r"\s(?!for\b|to\b|by\b|of\b)(?:[\w'’-]+\s){1,6}?(?:not\s)?to\s(?=[a-z“\"‘])")
_NO_CONTENT = re.compile(
    r"\s(?:[\w-]+ ){0,3}(?:suggestions|opinions|comments|proposals|views|requirements|questions|advice)(?:\s(?:for|on|to)\s[^,;.]{1,60})?\s?(?:[.,;]|\Z)"
)
_FUTURE = re.compile(r"\b(?:will|would|may|might|can|could|shall|should|must)(?: (?:also|not|soon|\w+ly))? \Z")
_NEAR = 30  # characters before a verb
_NO_THING = re.compile(
    r"\s(?:the (?:direction|way|path|road)|by|as|in|on|at|from|with|is|are|was|were|and|or|under|after|when|again|early|alone|together|past|across|along|towards?|without|last|earlier|yesterday|today|this (?:week|month|year|spring|summer|autumn|winter)|"
    r"(?:it|them|this|him|her)(?=[.,;:!?)]|\Z|\s(?:by|in|at|on|as|for|with|after|before|and|or|again)\b))\b"
)


_BEGINNING_AFTER = ((READING, _READS), (QUOTING, _QUOTED), (CLAUSE, _SAID))
_BEGINNING_WITH = ((BARE, _BARE), (TELLING, _TOLD), ({"said", "says", "say"}, _CLAUSE))
_NAMED_AND_TOLD = ((NAMING, _NAME), (_DESCRIBING, _AS), (TELLING, _HEARS), (ASKING, _INFINITIVE))


def said_from(plain: str, match: re.Match[str], end: int) -> int | None:
    """Where what is said begins after a verb, if something is."""
    verb, after = match[0], match.end()
    if is_wish(plain, match) or _TALE.match(plain, match.start(), end):
        return None
    if found := _first(_BEGINNING_AFTER, verb, plain, after, end):
        return found.end()
    if _first(_BEGINNING_WITH, verb, plain, after, end):
        return after + 1
    if found := _first(_NAMED_AND_TOLD, verb, plain, after, end):
        return found.end()
    return after + 1 if verb in OBJECT and _is_object(plain, match.start(), after, end) else None


def _first(ways: _Ways, verb: str, plain: str, after: int, end: int) -> re.Match[str] | None:
    """The first pattern of a verb that fits what follows it."""
    return next((m for verbs, way in ways if verb in verbs and (m := way.match(plain, after, end))), None)


def _is_object(plain: str, verb: int, after: int, end: int) -> bool:
    """Whether a noun phrase or an infinitive that says something follows a verb."""
    if _NO_CONTENT.match(plain, after, end):
        return False  # "put forward suggestions": which ones is not said
    if _FUTURE.search(plain, max(0, verb - _NEAR), verb):
        return False  # "The ministry will announce measures": nothing is said yet
    return bool(_THING.match(plain, after, end)) and not _NO_THING.match(plain, after, end)
