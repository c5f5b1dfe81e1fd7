"""Definitions: what a text says that a term means or is, and what it says of its worth.

In: a text, its sentences, the gazetteer. Out: rows in order of place. The span reaches from the first word of the phrase that holds
the term to the end of the statement. A definition is the text's claim. Source: annotation guidelines, Definitions.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal, NamedTuple

from tifabank.gazetteer import Gazetteer
from tifabank.rows import Definition, Rule, Sentence
from tifabank.text import Text, fold
from tifabank.words import AUXILIARIES, PREPOSITIONS, is_past

RULES = [
    Rule("definitions.meaning", "definitions", "pattern", 2, "X refers to, means, is defined as; by X we mean; the so-called X is."),
    Rule("definitions.genus", "definitions", "pattern", 2, "X is a ... that, of, in which: a genus with its differentia."),
    Rule("definitions.worth", "definitions", "pattern", 2, "An evaluative predicate: X is the guarantee, foundation, key ... of."),
]

Kind = Literal["definition", "characterisation"]

_ADVERB = r"(?:\s(?:also|always|mainly|generally|usually|often|simply|essentially|actually|in fact|broadly|specifically|commonly|here|thus|therefore|still|not only|undoubtedly|indeed|precisely|just|first and foremost|primarily|ultimately|in essence))*"
_MEANS = re.compile(
    rf"(?P<by>\b[Bb]y (?P<by_term>[^,;:.]{{1,80}}?),? (?:we|I|one|is|are|it|they|he|she|the [\w-]+) (?:mean|means|meant|refers? to|referred to)\b)"
    rf"|{_ADVERB},?\s(?:(?:can|may|should|is to|must) be |is |are |was |were |has been |have been )(?:\w+ly )?(?:defined|understood|interpreted|construed|taken) (?:in [^,;]{{1,60}} )?(?:as|to (?:mean|be|refer to))\b"
    rf"|{_ADVERB},?\s(?:refers?|referred) to\b(?! (?:as|the (?:above|foregoing)))"
    rf"|{_ADVERB},?\s(?:means?(?! (?:of|to|for|and|by|that can|should|must|can|may|will|are|were|is|have)\b)|denotes?|signif(?:y|ies)|stands? for|designates?)(?=[\s:,])"
    rf"|,?\s(?:that is to say|that is|i\.e\.),? (?=the |a |an )"
    r"|(?<=[\"”’]),?\s(?:which means?(?: that)?|which refers to|meaning(?: that)?)\s(?=\w)"
    r"|(?<=[\"”’]),?\s(?:that is to say|that is|i\.e\.),? (?=\w)"
)
_SO_CALLED = re.compile(
    r"\b[Tt]he so-called (?P<term>[\"“‘「『]?[^,;:.]{1,80}?),? (?:is|are|was|were|refers to|means|actually|in fact|mainly)\b|所谓(?P<zh>[^，。；]{1,20})[，是]"
)
_CHINESE = re.compile(r"(?:是指|指的是|就是指|意味着)")
_GENUS_NOUNS = (
    r"process|practice|ability|capacity|state|condition|act|activity|method|system|set|sum|totality|mechanism|principle|idea|concept|notion|term|"
    r"name|form|kind|type|way|approach|model|mode|pattern|arrangement|institution|organization|organisation|body|agency|document|instrument|"
    r"policy|strategy|theory|doctrine|framework|right|relationship|structure|community|network|programme|program|project|slogan|phrase|"
    r"formulation|style|field|discipline|branch|measure|index|indicator|ratio|rate|unit|area|space|platform|tool|technique|technology|"
    r"device|figure|amount|collection|group|association|service|facility|scheme|campaign|movement|initiative|plan|law|norm|standard|degree|"
    r"extent|part|place|person|feeling|sense|head|leader|duty|idea that|belief|family|household|enterprise|zone|region|disease|substance|material|event|effort|acronym|abbreviation|expression"
)
_GENUS = re.compile(
    rf"(?<=[\"”’'])\s(?:is|are)\s(?=(?:an?|the)\s\w|(?!(?:[a-z]+ed|sometimes|always|perhaps)\b)[a-z-]+(?:s\s|,\s))|"
    rf"{_ADVERB}\sis\sthe\s[a-z]+ing\sof\b|"
    rf"{_ADVERB}\s(?:are|were)\s(?:[\w-]+\s){{0,3}}[\w-]+s\s(?:who|that|which)\b|"
    rf"{_ADVERB}\s(?:is|are|was|were)(?:\s\w+ly)?\s[\"“]?(?:(?:an?|any|one(?: of the)?)\s(?:[\w'’-]+\s){{0,6}}?[\w'’-]+(?:,\s[^,;.]{{1,60}},)?|the\s(?:[\w-]+\s){{0,3}}?(?:{_GENUS_NOUNS})s?)\s"
    r"(?:that|which|who|whose|whereby|wherein|where|in which|by which|through which|under which|for which|to which|designed|used|based|aimed|"
    r"composed|consisting|formed|made up|established|held|of|for|by|between|set up|run|carried out|launched|founded|located|organi[sz]ed|created|intended|covering|issued|with)\b"
)
_WORTH_NOUNS = (
    r"guarantees?|foundations?|cornerstones?|keys?|core|essence|soul|lifelines?|lifeblood|premises?|prerequisites?|preconditions?|bedrock|"
    r"ballast(?: stone)?|backbone|pillars?|hearts?|roots?|root cause|hallmarks?|embodiments?|requirements?|symbols?|compass|(?:magic )?weapons?|treasures?|"
    r"engines?|(?:driving )?forces?|focus|starting points?|foothold|safeguards?|barometers?|touchstones?|boosters?|aspirations?|mainstay|anchor|"
    r"shields?|drivers?|crystalli[sz]ation|crux|yardstick|criterion|imperative|must|necessity|priority|top priority|bottom line|red line|main line|"
    r"main theme|basis|feature|features|characteristics?|advantages?|test|mission|purpose|goal|source|guide|measure of|reflection|manifestation|lesson|task|demand|need|line of defen[cs]e|defining feature|last word|blueprint|model|condition|foundation stone|currency|first line"
)
_WORTH_ADJECTIVES = (
    r"(?:most |very |more |so )?(?:important|crucial|vital|essential|fundamental|basic|key|core|inevitable|necessary|indispensable|powerful|strong|solid|effective|"
    r"significant|major|central|primary|decisive|eternal|bounden|sacred|urgent|distinctive|greatest|biggest|best|highest|ultimate|inherent|"
    r"intrinsic|natural|proper|due|objective|practical|concrete|vivid|firm|reliable|only|main|top|strategic|internal|essential|critical|paramount|overarching|long-term|common|integral|systematic|systemic|arduous)"
)
_WORTH = re.compile(
    rf"{_ADVERB}\s(?:is|are|was|were|constitutes?|remains?|serves? as|has become|have become|becomes?|represents?|forms|is not [^,.;]{{1,40}} but)(?:\s(?:also|always|both|still|not only|undoubtedly|thus|therefore|indeed|precisely|just|in essence|essentially|ultimately))*\s"
    rf"(?:the (?:[a-z]+est|most [a-z]+)(?:\sand\s(?:[a-z]+est|most [a-z]+))?\s(?:[a-z-]+\s)?[a-z]+(?=\s(?:of|for|to|in|that|which)\b|[,.;]|\s*\Z)|[\"“]?(?:the|an?|its|our|their|one of the)\s(?:(?:[\w'’-]+)\s(?:and\s)?){{0,4}}?(?:{_WORTH_NOUNS})\b[\"”]?(?=\s(?:of|for|to|in|and|that|on|behind|by which|through|between|which|where|we|at)\b|[,.;]|\s*\Z)"
    rf"|the [\"“](?!(?:two|three|four|five|six|seven|eight|nine|ten)\b)[^\"“”]{{3,40}}[\"”] of\b"
    rf"|(?:an?|the|one of the)\s{_WORTH_ADJECTIVES}\b"
    rf"|of (?:\w+ )?(?:importance|significance|value)\b"
    rf"|(?:absolutely |truly |so |very |extremely |particularly |especially )?(?:crucial|vital|essential|indispensable|paramount|inseparable|fundamental|of the essence)\b(?=\s(?:to|for|in|that)|[,.;]|\s*\Z))"
)
_COPULA = re.compile(  # "Technology is the wing.", "Order without law is a house on sand,": a clause that is nothing else
    r"\sis\s(?:the|an?)\s(?!same\b|first\b|second\b|third\b|only\b)(?:[a-z-]+\s){0,2}[a-z-]{3,}(?:\s(?:of|in|without|with|on)\s(?:the\s|an?\s)?(?:[a-z-]+\s){0,2}[a-z-]+)?"
    r"(?=[.;。；]|,\s|\s?\Z)"
)
_ARTICLE = re.compile(
    r"(?:the so-called|so-called|the term|the phrase|the word|the concept of|the expression|the slogan|the formulation|the notion of|the idea of|the|a|an|this|our|its|their)\s+",
    re.IGNORECASE,
)
_CALLED = re.compile(r"本[\u4e00-\u9fff]{1,6}所称(?:的)?")  # "as used in these measures"
_PLACES = frozenset(
    "one two three four five first second third fourth fifth sixth seventh last other others former latter next rest result reason".split()
)
"""What stands for something else: "The second is ...", "The other is ..."."""
_IDLE = frozenset(
    "it this that these those they he she we you i which who what there here one both all some many most such each none everything "
    "anything nothing something how why where when whether only".split()
)
_LEADING = re.compile(
    r"(?:in|at|as|for|according|from|with|on|here|therefore|however|thus|hence|moreover|furthermore|besides|but|and|so|since|because|if|when|while|"
    r"although|under|after|before|during|through|by|among|today|now|first|second|third|fourth|fifth|firstly|secondly|thirdly|finally|specifically|generally|"
    r"\w+ly(?=,)|simply|broadly|strictly|put|to|over|of course|in fact|indeed|meanwhile|then|next|obviously|clearly|article \d+ \w+|historically|officially|traditionally|yet|or|only)\b",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(
    r"[;:：；]\s|[:：](?=[A-Z\"“])|,\s(?:and|but|while|so(?! (?:named|called)\b)|because|since|that|where)\s|\b(?:that|because|say|says|said|believe|believes|means|and that)\s|[—–]\s|\s-\s|\(|,?\s(?:but|because|whereas)\s"
)
_QUOTED = re.compile(r"[\"“‘「『《](?P<term>[^\"“”‘「『」』《》]{1,80})[\"”’」』》]")
_JOINT = re.compile(r"[\s,;—–-]*(?:\s?(?:and|but|while|so|because|that))?[\s\"“‘]*\Z")
_WAYS = (("meaning", _SO_CALLED), ("meaning", _MEANS), ("meaning", _CHINESE), ("worth", _WORTH), ("genus", _GENUS), ("worth", _COPULA))
_THAT_IS = re.compile(r"\b(?:that is|i\.e\.)")
_APART = 12  # characters within which two predicates are one
_NUMBERED_ARTICLE = re.compile(r"Article \d+\s+|[(（]\w{1,4}[)）]\s*|\d{1,2}\.\s+")
_BRACKET = re.compile(r"\([^()]*\)|（[^（）]*）")
_WORDINGS = frozenset("phrase term word slogan expression formula formulation idiom".split())
_UNPAIRED = re.compile("“[^”]*\\Z|^[^“]*”")
_SEMICOLON = re.compile("[;；]")
_LONGEST = 2000  # characters of a statement: sentences without a full stop stay linear
_OPENERS, _CLOSERS = "“‘「『", "”’」』"
_LONGEST_TERM = 24  # words
_SUBJECT = 400  # characters looked back for a subject


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
    for rule, pattern in _WAYS:
        for match in pattern.finditer(plain, start, end):
            statement = _statement(plain, start, end, match, rule)
            place = match.start() // _APART
            if statement and statement.start not in begun and not taken & {place - 1, place, place + 1}:
                found.append(statement)
                begun.add(statement.start)
                taken.add(place)
    rows = sorted(found)
    return [s._replace(end=min(s.end, _before(plain, s, after))) for s, after in pairwise([*rows, None]) if s is not None]


def _before(plain: str, statement: _Statement, following: _Statement | None) -> int:
    """Where a statement ends that another one follows: before what joins the two."""
    if following is None:
        return statement.end
    joint = _JOINT.search(plain, max(statement.start, following.start - _APART), following.start)
    return joint.start() if joint else following.start


def _statement(plain: str, start: int, end: int, match: re.Match[str], rule: str) -> _Statement | None:
    groups = match.groupdict()
    named = next((g for g in ("term", "by_term", "zh") if groups.get(g)), None)
    begin = match.start() if named else _clause_start(plain, start, match.start())
    term = _stripped(plain, *match.span(named)) if named else _term(plain, begin, match.start())
    if term is None or not _can_be_term(plain[slice(*term)]):
        return None
    subject = plain[begin : match.start()].split()
    if match.re is _COPULA and (not subject or subject[-1].lower() in _IDLE or _ARTICLE.match(plain, begin, match.start())):
        return None  # a thing or a pronoun, no notion
    if _THAT_IS.search(match[0]) and any(is_past(w) or w in AUXILIARIES for w in plain[begin : match.start()].lower().split()):
        return None  # "The town paid 4 million, i.e. a fifth": what came before is a clause
    if (
        match.re is _MEANS
        and not named
        and match[0].split()[-1].startswith("mean")
        and plain.startswith(" that", match.end())
        and not _is_quoted(plain, term)
        and plain[slice(*term)] not in _WORDINGS
        and not (begin == term[0] and " " not in plain[slice(*term)])
    ):
        return None  # "The emphasis on X means that ..." draws a conclusion
    begin, stop = _inside_quotation(plain, start, begin, match.start(), _statement_end(plain, match.end(), end))
    return _Statement(begin, stop, term, rule)


def _inside_quotation(plain: str, start: int, begin: int, predicate: int, end: int) -> tuple[int, int]:
    """The range of a statement, kept inside the quotation in which its subject and predicate stand."""
    low = max(start, begin - _SUBJECT)
    opened = max(plain.rfind(mark, low, predicate) for mark in _OPENERS)
    closed = max(plain.rfind(mark, low, predicate) for mark in _CLOSERS)
    if opened <= closed:
        return begin, end
    stop = min((at for at in (plain.find(mark, predicate, end) for mark in _CLOSERS) if at > 0), default=end)
    return (opened + 1 if opened == begin else begin), stop


def _is_quoted(plain: str, term: tuple[int, int]) -> bool:
    return plain[term[0] - 1 : term[0]] in {*'"“‘「『'}


def _statement_end(plain: str, begin: int, end: int) -> int:
    end = min(end, begin + _LONGEST)
    stop = _SEMICOLON.search(plain, begin, end)
    return stop.start() if stop else end


def _clause_start(plain: str, start: int, before: int) -> int:
    """Where the subject of a predicate starts: after the last clause border, an adverbial that opens the clause left out."""
    low = max(start, before - _SUBJECT)
    window = _BRACKET.sub(lambda m: "_" * len(m[0]), plain[low:before])  # what stands in brackets opens no clause
    begin = low + max((m.end() for m in _CLAUSE_START.finditer(window)), default=0)
    numbered = _NUMBERED_ARTICLE.match(plain, begin, before)
    begin = numbered.end() if numbered else begin
    while (comma := plain.find(", ", begin, before)) > 0 and _LEADING.match(plain, begin):
        begin = comma + 2
    return begin


def _term(plain: str, begin: int, end: int) -> tuple[int, int] | None:
    """The term in a subject: what stands in quotation marks, else the subject up to its first comma, without article."""
    quoted = _QUOTED.search(plain, begin, end)
    if quoted and len(plain[begin : quoted.start()].split()) <= 4:  # noqa: PLR2004  # "the principle of “...”"
        return quoted.span("term")
    stops = [at for at in (plain.find(mark, begin, end) for mark in (",", " (", "（")) if at > begin]
    return _stripped(plain, begin, min(stops, default=end))


def _stripped(plain: str, start: int, end: int) -> tuple[int, int] | None:
    while end > start and plain[end - 1] in ' "”’」』》,–—-':
        end -= 1
    end = start + len(plain[start:end].rstrip("，"))
    article = _ARTICLE.match(plain, start, end) or _CALLED.match(plain, start, end)
    start = article.end() if article else start
    while start < end and plain[start] in ' "“‘「『《':
        start += 1
    return (start, end) if start < end else None


def _can_be_term(words: str) -> bool:
    parts = words.lower().split()
    return (
        0 < len(parts) <= _LONGEST_TERM
        and parts[0] not in _IDLE
        and parts[-1] not in _IDLE
        and not (len(parts) == 1 and parts[0] in _PLACES)
        and parts[0] not in PREPOSITIONS
        and any(c.isalpha() for c in words)
        and AUXILIARIES.isdisjoint(parts)
        and not _UNPAIRED.search(words)
    )


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
