"""Names and lead-ins: which counted phrase names which list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Sequence

from tifabank.numbering import article
from tifabank.stages.enumerations.counted import Counted, fits
from tifabank.stages.enumerations.model import Found, Frame, first_word, lead_of, trim
from tifabank.text import Span

_LEADS = re.compile(r"[:：]\W*\Z|\b(?:following|as follows|below|namely)\b", re.IGNORECASE)
_DEFINITE = re.compile(r"the first|one\b", re.IGNORECASE)
_FAR = 30  # counted phrases looked back at for the name that a list takes up
_NEAR_SENTENCES = 3  # that may stand between a name and a list that does not take it up
PLAIN_NOUNS = frozenset(
    "aspects points things tasks measures requirements reasons steps ways principles areas issues questions problems goals objectives factors "
    "elements conditions features characteristics fields links parts levels dimensions priorities directions mechanisms initiatives "
    "relationships challenges advantages guarantees tools stages phases lessons kinds types forms methods approaches respects aims duties functions rules demands purposes views readings explanations options paths suggestions proposals sentences words marks signs qualities traits strengths weaknesses benefits drawbacks effects causes findings conclusions risks dangers threats layers targets obstacles barriers pillars virtues supports objections changes trends worries doubts answers myths gaps clocks keys notes facts items cards".split()
)
_ABSTRACT = re.compile(r"[a-z]{2}(?:ments|tions|sions|ities|ances|ences|ships|isms|acies|ings)\Z")
_CONCRETE = frozenset(
    "governments departments apartments documents instruments regiments settlements monuments cities universities communities facilities localities "
    "municipalities stations nations institutions associations organizations organisations delegations corporations sections residences ambulances audiences "
    "conferences scholarships championships partnerships dealerships buildings meetings siblings paintings drawings openings beings townships".split()
)
"""Nouns that end like abstract ones."""


def introduced(frame: Frame, found: Found, phrases: Sequence[Counted], used: Container[Counted]) -> tuple[Found, Counted | None]:
    """A list with its lead-in and, where a counted phrase that names no other list stands in it, its name; and that phrase."""
    lead = _lead(frame, found) if found.name is None and not _is_of_articles(frame, found) else None
    if lead is None:
        return found, None
    near = phrases[bisect_left(phrases, lead.start, key=_start) : bisect_left(phrases, lead.end, key=_start)]
    inside = [p for p in near if p.name.end <= lead.end and p not in used and _names(frame, p, found, lead)]
    if not inside:
        return found._replace(lead_in=_stripped(frame, lead)), None
    phrase = inside[-1]
    kind = "heading" if found.kind == "heading" else "named"
    return found._replace(kind=kind, name=phrase.name, declared=phrase.declared, lead_in=_stripped(frame, lead)), phrase


def _is_of_articles(frame: Frame, found: Found) -> bool:
    """Whether the items are articles of a law, which no sentence before them names."""
    marker = found.items[0].marker
    words = frame.text.squeeze(*marker) + " :" if marker else ""
    return article(words, 0, len(words)) is not None


def taken_up(frame: Frame, found: Found, phrases: Sequence[Counted], used: Container[Counted]) -> Counted | None:
    """The counted phrase before a list, however far, whose noun the first item takes up: "two goals" ... The first goal is ...."""
    first = found.items[0]
    words = frame.text.squeeze(*(first.marker or first.span)).lower().split()
    noun = (words[2:3] or [first_word(frame.text, first.label)])[0]
    until = bisect_left(phrases, found.span.start, key=_start)
    before = phrases[max(0, until - _FAR) : until]
    counted = [p for p in before if p.declared == len(found.items) and p not in used]
    if words[:2] == ["the", "first"]:
        named = [p for p in counted if noun in _taken_words(frame.text.squeeze(*p.name))]
    else:
        pair = words[:1] in (["on"], ["from"], ["for"], ["to"])  # "on the one hand" weighs, "to begin with" tells
        named = [p for p in counted if not pair and is_plain(frame, p) and _is_near(frame, p, found)]
    return named[-1] if named else None


def is_plain(frame: Frame, phrase: Counted) -> bool:
    """Whether the noun of a name is of a kind that lists are made of."""
    noun = frame.text.squeeze(*phrase.name).lower().rsplit(" ", 1)[-1]
    return noun in PLAIN_NOUNS or (bool(_ABSTRACT.search(noun)) and noun not in _CONCRETE)


def _is_near(frame: Frame, phrase: Counted, found: Found) -> bool:
    """Whether few sentences stand between a name and its list, in one paragraph or in two that follow each other."""
    start = found.span.start
    between = frame.sentences.count_in(phrase.name.end, start)
    near = frame.body.apart(phrase.name.start, start) <= 1 and frame.same_block(phrase.name.start, start)
    return between <= _NEAR_SENTENCES and near


def singular_of(name: str) -> set[str]:
    """What the last word of a counted phrase may be in the singular."""
    noun = name.lower().split()[-1].strip("\"'“”‘’.,")
    return {noun[:-1], noun[:-2], noun[:-3] + "y"} if noun.endswith("ies") else {noun.removesuffix("s"), noun.removesuffix("es")}


def _taken_words(name: str) -> set[str]:
    """The words by which an item may take a name up: its noun in the singular, or the verb that it is ("four opens": the first opens)."""
    return {*singulars_of(name), name.lower().rsplit(" ", 1)[-1]}


def singulars_of(name: str) -> set[str]:
    """What a word of a counted phrase may be in the singular: its last one, or one before "of" ("three cups of tea")."""
    before = name.lower().partition(" of ")[0]
    joined = name.lower().split(" ", 1)[0].rpartition("-")[2]  # "three-line defence"
    return singular_of(name) | singular_of(before) | {joined}


def _start(phrase: Counted) -> int:
    return phrase.name.start


def _lead(frame: Frame, found: Found) -> Span | None:
    """What introduces a list: the start of its first sentence, or a sentence right before that points ahead or counts."""
    start = found.items[0].span.start
    sentence = frame.sentences.at(start)
    if sentence:
        lead = lead_of(frame.text, sentence, start)
        if frame.text.raw[lead.start : lead.end].strip("\"'“‘(（ \n"):
            return lead
    before = frame.sentences.ending_by(start)
    if before is None:
        return None
    adjacent = frame.body.apart(before.start_char, start) <= 1 and frame.same_block(before.start_char, start)
    return lead_of(frame.text, before, before.end_char) if adjacent else None


def _names(frame: Frame, phrase: Counted, found: Found, lead: Span) -> bool:
    """Whether a counted phrase in a lead-in names the list.

    It does if the list follows it at once. Else a formula (quoted, capitalised) needs words that point ahead, because it may stand
    beside a list of something else; a plain phrase ("two reasons") must fit the count or be of a kind that lists are made of.
    """
    if phrase.declared is None and not fits(frame, phrase, len(found.items)):
        return False
    if frame.text.raw[phrase.after : lead.end].strip() in {":", "：", "—", "–", "-"}:
        return True
    if phrase.strong:
        marker = found.items[0].marker
        counts = marker is not None and bool(_DEFINITE.match(frame.text.squeeze(*marker)))  # "The first is ..." takes the name up
        named = counts and phrase.declared == len(found.items) and _ends(frame, phrase, lead)
        return named or bool(_LEADS.search(frame.text.squeeze(*lead)))
    ahead = bool(_LEADS.search(frame.text.squeeze(*lead))) or _ends(frame, phrase, lead)
    if phrase.declared is None or phrase.declared == len(found.items):
        return ahead or is_plain(frame, phrase) or frame.body.apart(lead.start, found.span.start) == 0
    near = abs(phrase.declared - len(found.items)) == 1
    opens = near and phrase.name.start == lead.start  # "Two views are held. First, ..."
    return opens or (near and _takes_up(frame, phrase, found)) or (is_plain(frame, phrase) and ahead)


def _takes_up(frame: Frame, phrase: Counted, found: Found) -> bool:
    """Whether the first item's marker takes up a name: "The first is ...", "Point one" after "five points"."""
    marker = found.items[0].marker
    words = frame.text.squeeze(*marker) if marker else ""
    return bool(_DEFINITE.match(words)) or not singular_of(frame.text.squeeze(*phrase.name)).isdisjoint(words.lower().split())


def _ends(frame: Frame, phrase: Counted, lead: Span) -> bool:
    """Whether a counted phrase is the last thing that the sentence before the list says."""
    return not any(c.isalnum() for c in frame.text.raw[phrase.after : lead.end])


def _stripped(frame: Frame, lead: Span) -> Span | None:
    """The lead-in as published, without closing marks; None for a whole sentence before the list that does not point ahead."""
    span = trim(frame.text, *lead)
    words = frame.text.raw[span.start : span.end].rstrip(".。!！")
    return Span(span.start, span.start + len(words)) if words else None


def points_ahead(frame: Frame, found: Found) -> Found:
    """Drop the lead-in of a list without a name unless it opens the list's own sentence or points ahead."""
    if found.name or found.lead_in is None:
        return found
    sentence = frame.sentences.at(found.items[0].span.start)
    own = sentence is not None and sentence.start_char <= found.lead_in.start
    whole = frame.sentences.at(found.lead_in.start)
    return found if own or (whole and _LEADS.search(whole.text)) else found._replace(lead_in=None)
