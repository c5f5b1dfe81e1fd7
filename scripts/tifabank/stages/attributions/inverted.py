"""What is said first, then who says it: `"...," said the speaker.`, `"...," the speaker said.`"""

from __future__ import annotations

import re

from tifabank.speech import AFTERTHOUGHT, BASE, CLAUSE, OBJECT, QUOTING
from tifabank.stages.attributions.model import BEFORE_VERB, LONGEST, NOT_FINITE, NOUN_PHRASE, USED_TO, WISH, Speech
from tifabank.stages.attributions.speakers import CLOSE, anybody, can_speak, subject, trimmed

_INVERTED = re.compile(
    r"\s(?!(?:that|to|how|why|whether|what|on|in|at|for|of|with|by|upon|from|as|so|not|no|and|or|but|when|the following)\b)(?P<speaker>(?:the |an? )?[A-Za-z](?:[^,;:.!?\"“”]|(?<=\b[A-Z])\.|(?<=\b(?:Dr|Mr|Ms))\.|(?<=\b(?:Mrs|Rev|Gen|Sen))\.|(?<=\bProf)\.){1,80}(?:, (?:(?:an?|the|his|her|its|their)\s|\d{1,3}\b|(?:[a-z]+ ){0,3}(?:member|officer|manager|leader|head|chair|owner|resident|researcher|fellow|lecturer|analyst|economist|farmer|villager|teacher|lawyer|engineer|curator|founder)\b|(?:vice|deputy|former|chief|head|director|professor|minister|secretary|president|mayor|chairman|spokes\w+)\b|(?:[A-Z][a-z]+\s){0,2}[A-Z][a-z]+(?=[.]))[^,;:.!?\"“”]{0,80}(?=[.,])){0,2})(?=[,;:.!?]|\s[\"“]|\Z)"
)
_NEXT_CLAUSE = re.compile(r"[;；]\s")
_HEARER = re.compile(
    r"\A(?:aloud|\w+ly)?(?:(?:us|me|him|her|them|reporters|journalists|(?!(?:about|for|of|against|on|in|at|to|with)\b)(?:[a-z-]+ ){0,2}[a-z-]+s|the \w+|[A-Z]\w+(?: [A-Z]\w+)*(?: [a-z]+s)?)\b)?,?(?:\s?(?:on|in|at|during|after|when|while|to|by|from|with an?|over|through|without|before|earlier|later|last|yesterday|today|recently|again)\b[^,;:]{0,120})?\Z|\A(?:on|in|at) [^,;:]{1,60}(?=,\s(?:\w+ing|in|as|after|though)\b)|\A(?:us|me|him|her|them|reporters|journalists),\s[a-z]+ing\b.*\Z"
)
_ENDS_SPEECH = re.compile(rf"[,!?！？，.…][{CLOSE}']\s?\Z|[{CLOSE}][,，]?\s\Z|,\s\Z")
_REST = 400  # characters looked at after a verb that closes a quotation
_BESIDE = 220  # characters between a quotation and its verb


def inverted(plain: str, start: int, end: int, match: re.Match[str]) -> Speech | None:
    """`"...," said the speaker.`, and `"...," the speaker said.`"""
    before = plain[max(start, match.start() - _BESIDE) : match.start()]
    speaker = _INVERTED.match(plain, match.end(), end)
    begin, stop = max(start, match.start() - LONGEST), min(end, match.end() + LONGEST)
    if WISH.search(plain, max(0, match.start() - 3), match.end()):
        return None
    quoted = before.rstrip(" ,")[-1:] in (*CLOSE, "'")
    finite = (match[0] in (CLAUSE | QUOTING if quoted else AFTERTHOUGHT - OBJECT)) and match[0] not in BASE and not match[0].endswith("ing")
    if finite and match[0] not in ("told", "tells") and speaker and _ENDS_SPEECH.search(before) and match.start() > start + 2:
        a, b = trimmed(plain, *speaker.span("speaker"))
        if can_speak(plain[a:b]) or NOUN_PHRASE.fullmatch(plain, speaker.start("speaker"), b):
            return Speech(begin, stop, (a, b), match.span(), begin, "verb_speaker")
    rest = _HEARER.sub("", _NEXT_CLAUSE.split(plain[match.end() : min(end, match.end() + _REST)], maxsplit=1)[0].strip(" .。■□◆●"))
    if (
        NOT_FINITE.search(USED_TO.sub("", before.rstrip()))
        or match[0] not in CLAUSE | QUOTING
        or match[0].endswith("ing")
        or (rest and rest[0] not in ",.;")
    ):
        return None
    for closing in sorted(
        {max(before.rfind(c) for c in CLOSE), before.rfind(", "), before.rfind(",' ") + 1}
    ):  # the speaker may hold a comma
        if not _ends_speech(before, closing, match[0]):
            continue
        low = match.start() - len(before) + closing + 1
        told = BEFORE_VERB.sub("", USED_TO.sub("", plain[low : match.start() - 1]))
        found = subject(plain, low, low + len(told)) or (
            anybody(plain, low, low + len(told)) if before[closing] in {*CLOSE, "'"} or NOUN_PHRASE.fullmatch(told.strip()) else None
        )
        if found and found[0] - low <= 6:  # noqa: PLR2004  # the speaker follows the quotation at once
            return Speech(begin, stop, found, match.span(), begin, "verb_speaker")
    return None


def _ends_speech(before: str, closing: int, verb: str) -> bool:
    """Whether a closing mark or a comma ends what is said, so that the speaker and the verb can follow."""
    if closing < 0 or before[closing + 1 : closing + 2] in {":", "："} or not _ENDS_SPEECH.search(before[: closing + 1] + " "):
        return False
    if before[closing] in CLOSE:
        return not before[closing + 1 : closing + 2].isalnum()  # a straight mark that opens, an apostrophe in a name
    return verb in AFTERTHOUGHT and verb not in QUOTING
