"""Definitions: what a text says that a term means or is, and what it says of its worth.

In: a text, its sentences, what wordings name. Out: rows in order of place. The span reaches from the first word of the phrase that holds
the term to the end of the statement. A definition is the text's claim. Source: annotation guidelines, Definitions.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from tifabank.gazetteer import Named
from tifabank.rows import Definition, Rule, Sentence
from tifabank.scan import Scan, found_at
from tifabank.stages.definitions.appositions import APPOSITION_CUES, appositions
from tifabank.stages.definitions.judged import is_image, is_stated
from tifabank.stages.definitions.predicates import CUES, DEFINES, THAT_IS, UNDERSTANDS, WAYS, with_nouns
from tifabank.stages.definitions.terms import (
    LONGEST,
    SUBJECT,
    can_be_term,
    clause_start,
    coordination,
    is_quoted,
    quoted_before,
    term_in,
)
from tifabank.text import Text, fold

RULES = [
    Rule("definitions.meaning", "definitions", "pattern", 5, "X refers to, means, is defined as; by X we mean; the so-called X is."),
    Rule("definitions.genus", "definitions", "pattern", 5, "X is a ... that, of, in which: a genus with its differentia."),
    Rule(
        "definitions.apposition",
        "definitions",
        "pattern",
        5,
        "“X”, a ... that; X (gloss), the ... in which; X: a ... that: a genus without verb.",
    ),
    Rule("definitions.worth", "definitions", "pattern", 5, "An evaluative predicate: X is the guarantee, foundation, key ... of."),
]
_JOINT = re.compile(r"[\s,;—–-]*(?:\s?(?:and|but|while|so|because|that))?[\s\"“‘]*\Z")
_COUNTED = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)
_PLURAL = re.compile(r"\s(?:are|were|remain|constitute|become|represent)\s")
_OWN_WORD = r"(?!and\b|or\b|which\b|who\b|that\b)[\w'’-]+"
_SHORT = re.compile(rf"{_OWN_WORD}(?: {_OWN_WORD}){{0,3}} ?")
_APART = 12  # characters within which two predicates are one
_SEMICOLON = re.compile("[;；]")
_TERMS = ("term", "by_term", "what_term", "named_term", "covering_term", "zh")  # the groups of a predicate that hold its term
_CUES = CUES | APPOSITION_CUES
_OPENERS, _CLOSERS = "“‘「『", "”’」』"


class _Statement(NamedTuple):
    """A definition in folded positions: its range, its term's and its rule."""

    start: int
    end: int
    term: tuple[int, int]
    rule: str


def definitions(text: Text, sentences: list[Sentence], ranges: list[tuple[int, int]], known: Named) -> list[Definition]:
    """The definitions and characterisations of a document; `ranges` are the folded ones of its sentences."""
    rows: dict[str, Definition] = {}
    for i, cues in Scan(text.plain, _CUES).by_stretch(ranges).items():
        for found in _in_sentence(text.plain, *ranges[i], cues):
            row = _row(text, sentences[i], found, known)
            rows[row.definition_id] = row
    return sorted(rows.values(), key=lambda r: (r.start_char, -r.end_char))


def _in_sentence(plain: str, start: int, end: int, cues: dict[str, list[int]]) -> list[_Statement]:
    """The statements of a sentence, given its cues; one predicate for each clause, the meaning before the worth before the genus."""
    found: list[_Statement] = []
    begun: set[int] = set()
    taken: set[int] = set()
    cues = with_nouns(plain, end, cues)
    for way in (way for way in WAYS if way.cue in cues):
        for match in found_at(way.predicate, plain, cues[way.cue], end) if way.begins else way.predicate.finditer(plain, start, end):
            statement = _statement(plain, start, end, match, way.rule)
            place = match.start() // _APART
            if statement and statement.start not in begun and not taken & {place - 1, place, place + 1}:
                found.append(statement)
                begun.add(statement.start)
                taken.add(place)
    rows = sorted(found)
    told = [s._replace(end=min(s.end, _before(plain, s, after))) for s, after in pairwise([*rows, None]) if s is not None]
    defined = {s.term for s in told if s.rule != "worth"}
    return told + [_Statement(*a, "apposition") for a in appositions(plain, start, end, cues) if a.term not in defined]


def _before(plain: str, statement: _Statement, following: _Statement | None) -> int:
    """Where a statement ends that another one follows: before what joins the two."""
    if following is None:
        return statement.end
    joint = _JOINT.search(plain, max(statement.start, following.start - _APART), following.start)
    return joint.start() if joint else following.start


def _statement(plain: str, start: int, end: int, match: re.Match[str], rule: str) -> _Statement | None:
    """The statement that a predicate makes, if what stands before it can be a term."""
    groups = match.groupdict()
    named = next((g for g in _TERMS if groups.get(g)), None)
    begin, term = _given(plain, match, named) if named else _subject(plain, start, match)
    if term is None or not can_be_term(plain[slice(*term)], quoted=is_quoted(plain, term)):
        return None
    if not named and not is_stated(plain, begin, end, match, term):
        return None
    begin, stop = _inside_quotation(plain, start, begin, match.start(), _statement_end(plain, match.end(), end))
    return _Statement(begin, stop, term, "worth" if is_image(plain, match, stop, term) else rule)


def _given(plain: str, match: re.Match[str], group: str) -> tuple[int, tuple[int, int] | None]:
    """Where a statement starts whose predicate holds its term ("By X we mean", "define X as"), and the term."""
    at_term = match.re in (DEFINES, UNDERSTANDS) or group == "zh"
    return match.start(group if at_term else 0), term_in(plain, *match.span(group))


def _subject(plain: str, start: int, match: re.Match[str]) -> tuple[int, tuple[int, int] | None]:
    """Where the subject of a predicate starts, and the term in it."""
    begin, predicate = clause_start(plain, start, match.start()), match.start()
    if THAT_IS.search(match[0]) and (apposed := quoted_before(plain, begin, predicate)) is not None:
        term = term_in(plain, apposed, predicate)
        return apposed, None if term and _COUNTED.match(plain, *term) else term  # "the “three lists”, that is, the list of ..."
    begin = _after_splice(plain, max(begin, _opened(plain, begin, predicate)), predicate)
    whole = coordination(plain, begin, predicate) if _PLURAL.search(match[0]) else None
    return begin, whole or term_in(plain, begin, predicate)


def _opened(plain: str, begin: int, predicate: int) -> int:
    """After the quotation mark that opens between two places and is not closed before the second one; else the first place."""
    opened = plain.rfind("“", begin, predicate)
    if opened < plain.rfind("”", begin, predicate) or opened < 0:
        straight = plain.count('"', begin, predicate) % 2
        opened = plain.rfind('"', begin, predicate) if straight else -1
    return opened + 1 if opened > begin else begin


def _after_splice(plain: str, begin: int, predicate: int) -> int:
    """Where the subject starts if a comma alone parts two statements ("Talent is the first resource, innovation is the first power")."""
    comma = plain.rfind(", ", begin, predicate)
    spliced = comma > 0 and {"is", "are"} & set(plain[begin:comma].split()) and _SHORT.fullmatch(plain, comma + 2, predicate)
    return comma + 2 if spliced else begin


def _inside_quotation(plain: str, start: int, begin: int, predicate: int, end: int) -> tuple[int, int]:
    """The range of a statement, kept inside the quotation in which its subject and predicate stand."""
    low = max(start, begin - SUBJECT)
    opened = max(plain.rfind(mark, low, predicate) for mark in _OPENERS)
    closed = max(plain.rfind(mark, low, predicate) for mark in _CLOSERS)
    closers = _CLOSERS
    if opened <= closed or opened < 0:
        if plain.count('"', max(start, predicate - LONGEST), predicate) % 2 == 0:
            return begin, end
        opened, closers = plain.rfind('"', start, predicate), '"'
    stop = min((at for at in (plain.find(mark, predicate, end) for mark in closers) if at > 0), default=end)
    return (opened + 1 if opened == begin else begin), stop - (plain[stop - 1] in ",，")


def _statement_end(plain: str, begin: int, end: int) -> int:
    """Where a statement ends: at a semicolon or with its sentence."""
    end = min(end, begin + LONGEST)
    stop = _SEMICOLON.search(plain, begin, end)
    return stop.start() if stop else end


def _row(text: Text, sentence: Sentence, found: _Statement, known: Named) -> Definition:
    span, term = text.unfold(found.start, found.end), text.unfold(*found.term)
    span = text.strip(*span)
    words = text.squeeze(*term)
    return Definition(
        definition_id=text.row_id("def", *span),
        document_id=text.document_id,
        sentence_id=sentence.sentence_id,
        concept_id=known.concept(fold(words), term.end),
        kind="characterisation" if found.rule == "worth" else "definition",
        term=words,
        term_start_char=term.start,
        term_end_char=term.end,
        start_char=span.start,
        end_char=span.end,
        text=text.squeeze(*span),
        rule_id=f"definitions.{found.rule}",
    )
