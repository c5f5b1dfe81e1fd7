"""Definitions: what a text says that a term means or is, and what it says of its worth.

In: a text, its sentences, the gazetteer. Out: rows in order of place. The span reaches from the first word of the phrase that holds
the term to the end of the statement. A definition is the text's claim. Source: annotation guidelines, Definitions.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from tifabank.gazetteer import Gazetteer
from tifabank.rows import Definition, Rule, Sentence
from tifabank.stages.definitions.appositions import appositions
from tifabank.stages.definitions.nouns import GENUS_NOUNS, NAMING_NOUNS, PERSONS, PLACES
from tifabank.stages.definitions.predicates import COPULA, DEFINES, GENUS, MEANS, UNDERSTANDS, WAYS
from tifabank.stages.definitions.terms import ARTICLE, IDLE, SUBJECT, can_be_term, clause_start, is_quoted, term_in
from tifabank.text import Text, fold
from tifabank.words import AUXILIARIES, PREPOSITIONS, is_past

RULES = [
    Rule("definitions.meaning", "definitions", "pattern", 2, "X refers to, means, is defined as; by X we mean; the so-called X is."),
    Rule("definitions.genus", "definitions", "pattern", 2, "X is a ... that, of, in which: a genus with its differentia."),
    Rule(
        "definitions.apposition",
        "definitions",
        "pattern",
        2,
        "“X”, a ... that; X (gloss), the ... in which; X: a ... that: a genus without verb.",
    ),
    Rule("definitions.worth", "definitions", "pattern", 2, "An evaluative predicate: X is the guarantee, foundation, key ... of."),
]
_JOINT = re.compile(r"[\s,;—–-]*(?:\s?(?:and|but|while|so|because|that))?[\s\"“‘]*\Z")
_OWN = re.compile(r"(?:my|his|her|your|this|that|these|those)\s", re.IGNORECASE)
_ANY = re.compile(r"an?\s(?:[a-z-]+\s?){1,2}", re.IGNORECASE)
_A_THING = re.compile(rf"{ARTICLE.pattern}|(?:my|his|her|your|yet|but)\s", re.IGNORECASE)
_PART = re.compile(
    r"(?:the |an? |our |its |my |this )?(?:main |first |final |dependent |independent )?(?:aim|goal|purpose|reason|result|problem|question|point|answer|target|worry|trouble|step|part|table|figure|chart|sample|variable|chapter|section|paper|number|data)\b",
    re.IGNORECASE,
)
_THAT_IS = re.compile(r"\b(?:that is|i\.e\.)")
_NAME = re.compile(r"(?:(?:[A-Z]\.|[A-Z][\w'’-]*\.?)\s?){1,5}")
_OF_ONE = re.compile(rf"\s(?:is|are|was|were)\s(?:an?|one of the|the)\s(?:[\w'’-]+\s){{0,4}}(?:{PERSONS}|{PLACES})s?\b")
_SHORT = re.compile(r"(?:(?!and\b|or\b|which\b|who\b|that\b)[\w'’-]+ ?){1,4}")
_A_OF = re.compile(r"\s(?:is|are|was|were)\san?\s[^,]*\s(?:of|for)\Z")
_OF_KIND = re.compile(rf"\b(?:{GENUS_NOUNS}|{NAMING_NOUNS})s?\s(?:of|for)\Z")
_TELLING = re.compile(r"\b(?:that|which|who|whose|where|when|whereby|used|made|held|run|formed|set|elected|adopted)\b|\d")
_ORDINAL = re.compile(
    r"(?:the )?(?:first|second|third|fourth|fifth|next|last|final) (?:\w+ )?(?:points?|steps?|things?|parts?|questions?|issues?|tasks?|ones?)\b",
    re.IGNORECASE,
)
_PROPER = re.compile(r"\s(?:the\s)?[A-Z]")
_ONCE = re.compile(r"\s(?:was|were|had|has been)\b")
_APART = 12  # characters within which two predicates are one
_WORDINGS = frozenset("phrase term word slogan expression formula formulation idiom".split())
_SEMICOLON = re.compile("[;；]")
_TERMS = ("term", "by_term", "what_term", "named_term", "covering_term", "zh")  # the groups of a predicate that hold its term
_NAME_WORDS = 4
_LONGEST = 2000  # characters of a statement: sentences without a full stop stay linear
_OPENERS, _CLOSERS = "“‘「『", "”’」』"


class _Statement(NamedTuple):
    """A definition in folded positions: its range, its term's and its rule."""

    start: int
    end: int
    term: tuple[int, int]
    rule: str


def definitions(text: Text, sentences: list[Sentence], gazetteer: Gazetteer) -> list[Definition]:
    """The definitions and characterisations of a document."""
    rows = []
    for sentence in sentences:
        start, end = text.folded(sentence.start_char), text.folded(sentence.end_char)
        rows += [_row(text, sentence, found, gazetteer) for found in _in_sentence(text.plain, start, end)]
    unique = {row.definition_id: row for row in rows}
    return sorted(unique.values(), key=lambda r: (r.start_char, -r.end_char))


def _in_sentence(plain: str, start: int, end: int) -> list[_Statement]:
    """The statements of a sentence; one predicate for each clause, the meaning before the worth before the genus."""
    found: list[_Statement] = []
    begun: set[int] = set()
    taken: set[int] = set()
    for way in WAYS:
        for match in way.predicate.finditer(plain, start, end) if way.cue.search(plain, start, end) else ():
            statement = _statement(plain, start, end, match, way.rule)
            place = match.start() // _APART
            if statement and statement.start not in begun and not taken & {place - 1, place, place + 1}:
                found.append(statement)
                begun.add(statement.start)
                taken.add(place)
    rows = sorted(found)
    told = [s._replace(end=min(s.end, _before(plain, s, after))) for s, after in pairwise([*rows, None]) if s is not None]
    defined = {s.term for s in told if s.rule != "worth"}
    return told + [_Statement(*a, "apposition") for a in appositions(plain, start, end) if a.term not in defined]


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
    begin = (
        match.start(named if match.re in (DEFINES, UNDERSTANDS) or named == "zh" else 0)
        if named
        else clause_start(plain, start, match.start())
    )
    begin = begin if named else _after_splice(plain, begin, match.start())
    term = term_in(plain, *match.span(named)) if named else term_in(plain, begin, match.start())
    if term is None or not can_be_term(plain[slice(*term)], quoted=is_quoted(plain, term)):
        return None
    if not named and not _is_stated(plain, begin, end, match, term):
        return None
    if match.re is MEANS and not named and _draws_conclusion(plain, begin, match, term):
        return None
    begin, stop = _inside_quotation(plain, start, begin, match.start(), _statement_end(plain, match.end(), end))
    return _Statement(begin, stop, term, "worth" if _is_image(plain, match, stop, term) else rule)


def _after_splice(plain: str, begin: int, predicate: int) -> int:
    """Where the subject starts if a comma alone parts two statements ("Talent is the first resource, innovation is the first power")."""
    comma = plain.rfind(", ", begin, predicate)
    spliced = comma > 0 and {"is", "are"} & set(plain[begin:comma].split()) and _SHORT.fullmatch(plain, comma + 2, predicate)
    return comma + 2 if spliced else begin


def _is_image(plain: str, match: re.Match[str], end: int, term: tuple[int, int]) -> bool:
    """Whether "is a ... of" gives no kind but an image ("a heap of loose sand"): no noun of kinds, and nothing that tells it from its like."""
    image = (
        _A_OF.search(match[0])
        if match.re is GENUS and not (is_quoted(plain, term) or plain.endswith(")", term[1], match.start()))
        else None
    )
    comma = plain.find(",", match.end(), end)
    return bool(image) and not _OF_KIND.search(match[0]) and not _TELLING.search(plain, match.end(), max(comma, 0) or end)


def _is_stated(plain: str, begin: int, end: int, match: re.Match[str], term: tuple[int, int]) -> bool:
    """Whether a predicate states something of its subject as of a notion: not of a person, a thing, a part of something."""
    subject = plain[begin : match.start()].split()
    if subject and (subject[-1].lower() == "who" or (subject[-1] == "which" and match.re in (COPULA, GENUS))):
        return False  # "Wu Lan, who was a weaver", "The board, which is a body of the city"
    thing = _A_THING.match(plain, begin, match.start()) and not _ANY.fullmatch(plain, begin, match.start())
    if match.re is COPULA and (not subject or subject[-1].lower() in IDLE or thing):
        return False
    if _ORDINAL.match(plain, begin, match.start()) or (match.re is GENUS and _OWN.match(plain, begin)):
        return False  # "The next step is the key", "My village is a place where ..."
    if _tells_of_one(plain, begin, end, match, term):
        return False
    if not is_quoted(plain, term) and {"is", "are"}.intersection(subject):
        return False  # "X is an association which forms the lowest tier": one statement is enough
    if match.re in (COPULA, GENUS) and _PART.match(plain, begin, match.start()):
        return False  # "The aim of the plan is a city that can breathe"
    clause = any(is_past(word) or word in AUXILIARIES for word in plain[begin : match.start()].lower().split()[1:])
    return not (clause and _THAT_IS.search(match[0]))  # "The town paid 4 million, i.e. a fifth"


def _tells_of_one(plain: str, begin: int, end: int, match: re.Match[str], term: tuple[int, int]) -> bool:
    """Whether a predicate tells who or what one person, place or thing is ("Mei Lan is a nurse who ...", "The hall is a house that was ...")."""
    if match.re not in (COPULA, GENUS) or is_quoted(plain, term):
        return False
    named = begin == term[0] and bool(_NAME.fullmatch(plain, begin, match.start()))
    if named and (match[0].endswith(" who") or _OF_ONE.search(match[0])):
        return True
    if begin == term[0] or not plain.startswith(("The ", "the "), begin):
        return False
    happened = " was " in match[0] and " " not in plain[slice(*term)] and is_past((plain[match.end() : end].split() or [""])[0])
    return happened or bool(_ONCE.match(plain, match.end())) or (match[0].endswith(" of") and bool(_PROPER.match(plain, match.end())))


def _draws_conclusion(plain: str, begin: int, match: re.Match[str], term: tuple[int, int]) -> bool:
    """Whether "means that" says what follows from something ("The emphasis on X means that ..."), not what a name means."""
    words = plain[slice(*term)]
    means_that = match[0].split()[-1].startswith("mean") and plain.startswith(" that", match.end())
    return means_that and not (is_quoted(plain, term) or words in _WORDINGS or _is_simple(plain[begin : term[0]], words))


def _is_simple(before: str, term: str) -> bool:
    """Whether a subject is nothing but a name of up to four words ("The river warden system", not "The stress on speed")."""
    words = term.split()
    return (
        before.strip().lower() in ("", "the")
        and len(words) <= _NAME_WORDS
        and PREPOSITIONS.isdisjoint(words)
        and not (before and len(words) == 1)
    )


def _inside_quotation(plain: str, start: int, begin: int, predicate: int, end: int) -> tuple[int, int]:
    """The range of a statement, kept inside the quotation in which its subject and predicate stand."""
    low = max(start, begin - SUBJECT)
    opened = max(plain.rfind(mark, low, predicate) for mark in _OPENERS)
    closed = max(plain.rfind(mark, low, predicate) for mark in _CLOSERS)
    closers = _CLOSERS
    if opened <= closed or opened < 0:
        if plain.count('"', max(start, predicate - _LONGEST), predicate) % 2 == 0:
            return begin, end
        opened, closers = plain.rfind('"', start, predicate), '"'
    stop = min((at for at in (plain.find(mark, predicate, end) for mark in closers) if at > 0), default=end)
    return (opened + 1 if opened == begin else begin), stop - (plain[stop - 1] in ",，")


def _statement_end(plain: str, begin: int, end: int) -> int:
    """Where a statement ends: at a semicolon or with its sentence."""
    end = min(end, begin + _LONGEST)
    stop = _SEMICOLON.search(plain, begin, end)
    return stop.start() if stop else end


def _row(text: Text, sentence: Sentence, found: _Statement, gazetteer: Gazetteer) -> Definition:
    span, term = text.unfold(found.start, found.end), text.unfold(*found.term)
    span = text.strip(*span)
    words = text.squeeze(*term)
    return Definition(
        definition_id=text.row_id("def", *span),
        document_id=text.document_id,
        sentence_id=sentence.sentence_id,
        concept_id=gazetteer.concept(fold(words)),
        kind="characterisation" if found.rule == "worth" else "definition",
        term=words,
        term_start_char=term.start,
        term_end_char=term.end,
        start_char=span.start,
        end_char=span.end,
        text=text.squeeze(*span),
        rule_id=f"definitions.{found.rule}",
    )
