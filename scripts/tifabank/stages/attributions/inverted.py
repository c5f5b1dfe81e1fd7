"""What is said first, then who says it: `"...," said the speaker.`, `"...," the speaker said.`"""

from __future__ import annotations

import re

from tifabank.speech import AFTERTHOUGHT, BASE, CLAUSE, OBJECT, QUOTING, READING
from tifabank.stages.attributions.model import LONGEST, NOUN_PHRASE, Speech, is_not_finite, is_wish, without_auxiliaries, without_used_to
from tifabank.stages.attributions.speakers import CLOSE, OPEN, anybody, can_speak, subject, trimmed

_INVERTED = re.compile(
    r"\s(?!(?:that|to|how|why|whether|what|on|in|at|for|of|with|by|upon|from|as|so|not|no|and|or|but|when|the following)\b)(?P<speaker>(?:the |an? )?[A-Za-z](?:[^,;:.!?\"“”]|(?<=\b[A-Z])\.|(?<=\b(?:Dr|Mr|Ms|St))\.|(?<=\b(?:Mrs|Rev|Gen|Sen))\.|(?<=\bProf)\.|(?<=\bNo)\.(?= \d)){1,80}(?:, (?:(?:an?|the|his|her|its|their)\s|\d{1,3}\b|(?:[a-z]+ ){0,3}(?:member|officer|manager|leader|head|chair|owner|resident|researcher|fellow|lecturer|analyst|economist|farmer|villager|teacher|lawyer|engineer|curator|founder)\b|(?:vice|deputy|former|chief|head|director|professor|minister|secretary|president|mayor|chairman|spokes\w+)\b|(?:[A-Z][a-z]+\s){0,2}[A-Z][a-z]+(?=[.]))(?:[^,;:.!?\"“”]|(?<=\bNo)\.(?= \d)){0,80}(?=[.,])){0,2})(?=[,;:.!?]|\s[\"“]|\Z)"
)
_NEXT_CLAUSE = re.compile(r"[;；]\s")
_MAY = re.compile(r"\b(?:may|might|can|could|must|should|shall)(?: (?:also|not|\w+ly))*\s\Z")
_GOES_ON = re.compile(
    r",\s(?:\w+ing\b|(?!who|as\b|his|its)[a-z]+s\s(?:the|an?|to)\b|and\s)"
)  # "keeps the books, writes the reports, answers the phone"
_HEARER = re.compile(
    r"\A(?:aloud|back|\w+ly)?(?:(?:us|me|him|her|them|reporters|journalists|(?!(?:about|for|of|against|on|in|at|to|with)\b)(?:[a-z-]+ ){0,2}[a-z-]+s|the \w+|[A-Z]\w+(?: [A-Z]\w+)*(?: [a-z]+s)?)\b)?,?(?:\s?(?:on|in|at|during|after|when|while|to|by|from|with an?|over|through|without|before|earlier|later|last|yesterday|today|recently|again)\b[^,;:]{0,120})?\Z|\Aof [^,;:]{1,80}\Z|\A(?:to )?(?:us|me|him|her|them|you|reporters|journalists)(?=,)|\A(?:on|in|at) [^,;:]{1,60}(?=,\s(?:\w+ing|in|as|after|though)\b)|\A(?:us|me|him|her|them|reporters|journalists),\s[a-z]+ing\b.*\Z"
)
_ENDS_SPEECH = re.compile(rf"[,!?！？，.…][{CLOSE}']\s?\Z|[{CLOSE}][,，]?\s\Z|,\s\Z")
_ENDING = 3  # characters that end what is said
_REST = 400  # characters looked at after a verb that closes a quotation
_BESIDE = 220  # characters between a quotation and its verb


_FORMS = CLAUSE | QUOTING | READING
_FIRST_QUOTED = _FORMS - BASE - {"told", "tells"}  # forms that may stand before who says it, after a quotation
_FIRST = (AFTERTHOUGHT - OBJECT) & _FIRST_QUOTED
_QUOTES = frozenset((*CLOSE, "'"))
_LONG_SPEAKER = 9  # words of whoever says a quotation: "an old poster in the stairwell of the mill"
_AT_ONCE = 6  # characters between what is said and who says it


def inverted(plain: str, start: int, end: int, match: re.Match[str]) -> Speech | None:
    """The speech of a verb that follows what is said."""
    if match[0] not in _FORMS or match[0].endswith("ing") or is_wish(plain, match):
        return None
    before = plain[max(start, match.start() - _BESIDE) : match.start()]
    speaker = _verb_first(plain, start, end, match, before) or _speaker_first(plain, end, match, before)
    begin, stop = max(start, match.start() - LONGEST), min(end, match.end() + LONGEST)
    if not speaker or (match[0] == "report" and plain[slice(*speaker)] in ("I", "we")):
        return None  # "On behalf of the council, I now report ..."
    return Speech(begin, stop, speaker, match.span(), begin, "verb_speaker")


def _verb_first(plain: str, start: int, end: int, match: re.Match[str], before: str) -> tuple[int, int] | None:
    """The speaker in `"...," said the speaker.`"""
    quoted = before.rstrip(" ,")[-1:] in _QUOTES
    finite = match[0] in (_FIRST_QUOTED if quoted else _FIRST)
    told = finite and match.start() > start + 2 and _ENDS_SPEECH.search(before[-_ENDING:])
    speaker = _INVERTED.match(plain, match.end(), end) if told else None
    if not speaker:
        return None
    if not quoted and (
        " to " in speaker["speaker"]
        or _GOES_ON.match(plain, speaker.end(), end)
        or plain[speaker.end() : speaker.end() + 2].strip() in tuple(OPEN)
    ):
        return None
    a, b = trimmed(plain, *speaker.span("speaker"))
    if can_speak(plain[a:b]) or NOUN_PHRASE.fullmatch(plain, speaker.start("speaker"), b):
        return (a, b)
    return anybody(plain, a, b, longest=_LONG_SPEAKER) if quoted and speaker["speaker"].startswith(("a ", "an ", "the ")) else None


def _speaker_first(plain: str, end: int, match: re.Match[str], before: str) -> tuple[int, int] | None:
    """The speaker in `"...," the speaker said.`"""
    if match[0] in READING:
        return None
    closing = max(map(before.rfind, CLOSE))
    if closing < 0 and (match[0] not in AFTERTHOUGHT or match[0] in QUOTING):
        return None  # after a comma alone it says nothing
    closings = {closing, before.rfind(", "), before.rfind(",' ") + 1}  # the speaker may hold a comma
    closings = {c for c in closings if _ends_speech(before, c, match[0])}
    if not closings or not _closes(plain, end, match) or is_not_finite(without_used_to(before.rstrip())):
        return None
    if _MAY.search(before) and not any(c in before for c in CLOSE):
        return None  # "..., villages may add to them"
    for closing in sorted(closings):
        low = match.start() - len(before) + closing + 1
        told = without_auxiliaries(without_used_to(plain[low : match.start() - 1]))
        stop = low + len(told)
        if told.strip() == "it" and before[closing] == ",":
            return (stop - len("it"), stop)  # "The bank will, it says, ..."
        if told.strip() == "who":
            continue  # "a man named Hou, who believed in frogs"
        whoever = before[closing] in _QUOTES or NOUN_PHRASE.fullmatch(told.strip())
        found = subject(plain, low, stop) or (anybody(plain, low, stop) if whoever else None)
        if found and found[0] - low <= _AT_ONCE:
            return found
    return None


def _closes(plain: str, end: int, match: re.Match[str]) -> bool:
    """Whether a verb ends its clause, but for who hears it and when."""
    rest = _NEXT_CLAUSE.split(plain[match.end() : min(end, match.end() + _REST)], maxsplit=1)[0].strip(" .。■□◆●")
    rest = _HEARER.sub("", rest)
    return not rest or rest[0] in ",.;"


def _ends_speech(before: str, closing: int, verb: str) -> bool:
    """Whether a closing mark or a comma ends what is said, so that the speaker and the verb can follow."""
    mark, following = before[closing : closing + 1], before[closing + 1 : closing + 2]
    if closing < 0 or not mark or following in {":", "："}:
        return False
    if mark in CLOSE:
        return not following.isalnum()  # a straight mark that opens, an apostrophe in a name
    return (mark == "," or (mark == "'" and closing > 0)) and verb in AFTERTHOUGHT and verb not in QUOTING
