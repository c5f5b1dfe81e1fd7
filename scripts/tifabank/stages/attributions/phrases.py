"""Speech that a fixed phrase brings: "according to", "as the teacher used to say", "was quoted as saying"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tifabank.scan import Cue, words
from tifabank.speech import BASE, CLAUSE
from tifabank.stages.attributions.model import ASIDE, DOCUMENT, EDITION, LONGEST, NOUN_PHRASE, Speech
from tifabank.stages.attributions.speakers import MUTE, can_speak, names_speaker, trimmed, without_article
from tifabank.trie import trie
from tifabank.words import AUXILIARIES

_ACCORDING = re.compile(
    r"\b(?P<verb>[Aa]ccording to)\s(?P<speaker>(?:[^,;:.(]|\([^()]{1,60}\)|(?<=\b[A-Z])\.|(?<=\b(?:Dr|Mr|Ms|St|No))\.|(?<=\b(?:Mrs|Gen|Sen))\.|(?<=\bProf)\.|\.(?=\w)){2,100}?)(?=,|[;:]|(?<!\b[A-Z])(?<!\b(?:Dr|Mr|Ms|St|No))(?<!\b(?:Mrs|Gen|Sen))(?<!\bProf)\.\s|\.?\Z)"
)
FINITE = {form for form in CLAUSE - BASE if not form.endswith("ing")} | {*"say put require demand stipulate state stress note".split()}
"""Forms of verbs that may follow "as" and whoever says it."""
_AS_SAID = re.compile(  # "..., as the old teacher used to say."
    r"(?<![\w-])[Aa]s (?!(?:you|I|we)\b)(?P<speaker>(?:the |an? )?[^,;:.\"“”]{2,80}?) (?:(?:used to|once|often|also|has|have|had|rightly) )*"
    rf"(?P<verb>{trie(FINITE)})(?: (?:in|on|at|to|more than|almost|some|over|long|years|centuries|us|me|reporters)\b[^,;.]{{0,40}})?(?=[,;.]|\Z)"
)
_HIM = frozenset("him her them".split())
_IDIOMS = frozenset(
    "law laws plan regulations rules circumstances conditions standards discipline needs reality procedures".split()
)  # "according to law"
_PARTICIPLE = re.compile(r",? (?:promulgated|adopted|issued|published|released|signed|approved|enacted|passed|revised) (?:in|on) .*\Z")
_SAYING_GOES = re.compile(
    r"(?<=,[”\" ])\s?(?P<speaker>(?:the|an?|one|our|their) (?:[\w'’-]+ ){0,3}?(?:saying|proverb|adage|saw|joke|song|rhyme|verse|slogan|story|rumou?r|refrain)) "
    r"(?P<verb>goes|went|has it|had it|runs|ran)(?= (?:in|on|among|here)\b|[,.])"
)
_QUOTED_SPEAKER = 90  # characters that hold who "was quoted as saying"
_QUOTED_AS = re.compile(
    r" (?:was|were|is|are|has been|have been) (?:(?P<quoted>quoted (?:by (?:\w+ ){1,5}?)?as saying)|(?:reported|said|supposed|rumou?red|alleged) (?:once )?to have "
    r"(?P<verb>said|told|remarked|written|replied|asked|warned|claimed|joked)(?=[,:]?\s?[\"“‘]| that\b))"
)
_BEFORE_QUOTED = re.compile(r"[^,;:.\"“”]{2,80}\Z")


def _as(plain: str) -> list[int]:
    """Where the word "as" begins."""
    return [at for at in words("as ", "As ")(plain) if not at or not (plain[at - 1].isalnum() or plain[at - 1] in "_-")]


PHRASES: dict[str, Cue] = {
    "according to": words("According to ", "according to "),
    "as": _as,
    "quoted as": words("as saying", " to have "),
    "goes": words(" goes", " went", " has it", " had it", " runs", " ran"),
}
"""Cues of the phrases, to be scanned for once in a text."""


def by_phrase(plain: str, start: int, end: int, cues: dict[str, list[int]]) -> Iterator[Speech]:
    """The speech of a sentence, given its cues, that fixed phrases bring."""
    if "according to" in cues:
        yield from _according_to(plain, start, end)
    if "as" in cues and cues["as"][0] < cues.get("verb", (0,))[-1]:
        yield from _as_said(plain, start, end)
    if "quoted as" in cues:
        yield from _quoted_as(plain, start, end)
    if "goes" in cues:
        yield from _saying_goes(plain, start, end)


def _according_to(plain: str, start: int, end: int) -> Iterator[Speech]:
    """According to a speaker, ..."""
    for match in _ACCORDING.finditer(plain, start, end):
        a, b = without_article(plain, *match.span("speaker"))
        aside = ASIDE.search(plain[a:b])
        aside = None if aside and EDITION.search(aside[0]) and DOCUMENT.search(plain[a : a + aside.start()]) else aside
        aside = aside or _PARTICIPLE.search(plain[a:b])
        b = a + aside.start() if aside else b
        name = plain[a:b]
        if (
            name
            and (name in _HIM or " " in name or not name.islower() or names_speaker(name) or match["speaker"].startswith("the "))
            and AUXILIARIES.isdisjoint(name.split())
            and (name.split()[0].lower() not in MUTE or names_speaker(name))
            and not _IDIOMS & {match["speaker"].split()[0], *name.split()[2:3], name if " " not in name else ""}
        ):
            if plain[match.start() - 2] != "," and match.start() > start + 2 and DOCUMENT.search(name):
                continue  # "shall be punished according to the Criminal Law": how, not who says it
            inserted = plain[match.end() : match.end() + 1] == "," and plain[match.start() - 2] != ","
            begin = match.start() if match.start() <= start + 2 or inserted else start
            yield Speech(
                max(begin, match.start() - LONGEST),
                min(end, match.end() + LONGEST),
                (a, b),
                match.span("verb"),
                match.end(),
                "according_to",
            )


def _as_said(plain: str, start: int, end: int) -> Iterator[Speech]:
    """..., as a speaker says."""
    for match in _AS_SAID.finditer(plain, start, end):
        a, b = trimmed(plain, *match.span("speaker"))
        if can_speak(plain[a:b]) or NOUN_PHRASE.fullmatch(plain, match.start("speaker"), b):
            yield Speech(
                max(start, match.start() - LONGEST), min(end, match.end() + LONGEST), (a, b), match.span("verb"), start, "verb_speaker"
            )


def _saying_goes(plain: str, start: int, end: int) -> Iterator[Speech]:
    """..., the saying goes, ..."""
    for match in _SAYING_GOES.finditer(plain, start, end):
        a, b = without_article(plain, *match.span("speaker"))
        yield Speech(
            max(start, match.start() - LONGEST), min(end, match.end() + LONGEST), (a, b), match.span("verb"), start, "verb_speaker"
        )


def _quoted_as(plain: str, start: int, end: int) -> Iterator[Speech]:
    """A speaker was quoted as saying ..."""
    for match in _QUOTED_AS.finditer(plain, start, end):
        speaker = _BEFORE_QUOTED.search(plain, max(start, match.start() - _QUOTED_SPEAKER), match.start())
        if speaker:
            a, b = without_article(plain, *speaker.span())
            yield Speech(
                a, min(end, match.end() + LONGEST), (a, b), match.span("quoted" if match["quoted"] else "verb"), match.end(), "speaker_verb"
            )
