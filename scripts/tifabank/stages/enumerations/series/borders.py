"""Features of places: does the first member start here, does the last one end here?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from tifabank.stages.enumerations.series.candidates import Candidate
from tifabank.stages.enumerations.series.openings import as_tagged, openings
from tifabank.stages.enumerations.series.phrases import (
    OPENING,
    Members,
    balance,
    beginning,
    difference,
    has_conjunction,
    has_finite,
    has_preposition,
)
from tifabank.stages.enumerations.series.tokens import Token
from tifabank.words import AUXILIARIES, VERBS, is_past, is_present

_CLOSED = frozenset("IN TO CC DT PRP$ MD WDT WP WRB , PRP EX CD RB".split())
"""Tags of words that are features by themselves."""
_UNMARKED = frozenset("DT IN CC PRP PRP$ , TO CD".split())
_SINGULAR = frozenset("is was has does".split())
_ADJECTIVE, _NOUN = "JJ", "NN"
_NOMINAL = ("NN", "JJ", "CD", "PO", "Q")
_REACH = 3  # tokens of a noun phrase looked at beyond a border


def _word(token: Token | None, edge: str) -> str:
    """A word of a closed class itself, else its tag."""
    return edge if token is None else token.low if token.tag in _CLOSED else token.tag


def _form(token: Token | None, following: Token | None, edge: str) -> str:
    """What verb forms a word can be, by its form and what follows: it may be tagged as a noun."""
    if token is None:
        return edge
    if token.low in AUXILIARIES:
        return "auxiliary"
    if token.tag in _UNMARKED:
        return token.tag[:2]
    found = ""
    if following is not None and (
        is_present(token.low, following.low)
        or (token.low.endswith("s") and token.low[:-1] in VERBS and following.tag in ("DT", "CD", "PRP", "PRP$", "RB", "TO", "JJ"))
    ):
        found += "s"
    if following is not None and token.low in VERBS and following.tag in ("DT", "PRP", "PRP$", "TO", "IN", "RB", "CD"):
        found += "v"
    if is_past(token.low):
        found += "d"
    return found or token.tag[:2]


def start_context(tokens: Sequence[Token], start: int) -> list[str]:
    """The features of a place as a start that need no candidate: the word there and the word before it."""
    token = tokens[start]
    before = tokens[start - 1] if start else None
    tag = before.tag if before else "start"
    found = [
        f"before={tag}",
        f"tags={tag} {token.tag}",
        f"word={_word(before, 'start')}",
        f"exact={before.low if before else 'start'}",
        f"form={_form(before, token, 'start')}",
        f"tag={token.tag}",
    ]
    if before is not None and before.tag.startswith("VB"):
        found.append(f"after verb={before.low in AUXILIARIES}")
    if before is not None and before.tag[:2] in ("NN", "PO") and token.tag.startswith(_NOUN):
        found.append(f"parts noun={before.tag} {before.low[-1:] == 's'}")
    outer = start - _nominal(reversed(tokens[max(0, start - _REACH) : start]))
    edge = tokens[outer - 1].tag if outer else "start"
    return [*found, f"left out={start - outer} {edge}"]


def _nominal(tokens: Iterable[Token]) -> int:
    """How many tokens in a row belong to a noun phrase (adjectives, nouns, numbers)."""
    return sum(1 for _ in takewhile(lambda t: t.tag[:2] in _NOMINAL and t.tag != "VBD", tokens))


def start_features(candidate: Candidate, own: Members, start: int) -> list[str]:
    """The features of a token as the start of the first member, beside those of its place."""
    tokens, first = candidate.tokens, candidate.separators[0].start
    phrase, token = tokens[start:first], tokens[start]
    before = tokens[start - 1] if start else None
    opens = own.kind if own.kind in openings(phrase[:OPENING]) else as_tagged(phrase)
    short = own.kind[:4]
    same = opens == own.kind
    place = _place_of_start(candidate, start)
    prepositional = has_preposition(phrase)
    found = [
        f"word kind={_word(before, 'start')} {short}",
        f"form kind={_form(before, token, 'start')} {short}",
        f"left out single={_nominal(reversed(tokens[max(0, start - _REACH) : start]))} {own.single} {min(3, len(phrase))}",
        f"same={same}",
        f"same kind={same} {short}",
        f"opens kind={opens[:4]} {short}",
        f"first word={token.low in own.first_words}",
        f"beginning={beginning(phrase) in own.beginnings}",
        f"determined={token.tag in ('DT', 'PRP$')} {own.determined}",
        f"counted={token.tag == 'CD'} {own.counted}",
        f"capital={token.word[:1].isupper()} {own.capital}",
        f"length={difference(len(phrase), own.length)}",
        f"single={own.single} {min(len(phrase), 3)}",
        f"finite={has_finite(phrase, own.kind)} {own.finite}",
        f"preposition={prepositional} {own.prepositional}",
        f"joined={has_conjunction(phrase)} {own.joined}",
        f"balance={balance(phrase, own.kind)} {own.balance}",
        f"longer={len(phrase) > own.longest}",
        f"place={place}",
        f"place same={place} {same} {short}",
    ]
    if token.tag in ("DT", "PRP$"):
        found.append(f"determiner={token.low} {own.determined}")
    if before is not None and before.tag in ("DT", "PRP$"):
        found.append(f"after determiner={before.low} {own.determined}")
    if prepositional:
        found.append(f"holds={next(t.low for t in phrase[1:] if t.tag in ('IN', 'TO'))} {own.prepositional}")
    if before is not None and token.tag.startswith(_NOUN):
        if before.tag.startswith(_ADJECTIVE):
            found.append(f"parts adjective={own.adjectival} {own.single}")
        if before.tag[:2] in ("NN", "PO"):
            found.append(f"parts noun length={len(phrase) == own.length} {own.single}")
    return found


def _place_of_start(candidate: Candidate, start: int) -> str:
    low = candidate.before.end if candidate.before else 0
    if start != low:
        return "earlier" if start < low else "inside"
    return "comma" if candidate.before else "edge"


def end_context(tokens: Sequence[Token], end: int) -> list[str]:
    """The features of a place as an end that need no candidate: the word before it and the two words after."""
    token = tokens[end - 1]
    after = tokens[end] if end < len(tokens) else None
    second = tokens[end + 1] if end + 1 < len(tokens) else None
    tag, word = after.tag if after else "end", _word(after, "end")
    found = [
        f"after={tag}",
        f"tags={token.tag} {tag}",
        f"word={word}",
        f"exact={after.low if after else 'end'}",
        f"form={_form(after, second, 'end')}",
        f"tag={token.tag}",
    ]
    if second is not None:
        found.append(f"next={word} {second.tag}")
    if _parts_phrase(token, after):
        found.append(f"parts tags={token.tag} {tag[:2]}")
    if after is not None and second is not None and after.low in ("that", "which", "who", "whose"):
        found.append(f"relative={after.low} {second.tag == 'VBZ' or second.low in _SINGULAR} {token.tag}")  # of the last alone, or of all
    outer = end + _nominal(tokens[end : end + _REACH])
    return [*found, f"left out={outer - end} {tokens[outer].tag if outer < len(tokens) else 'end'}"]


def _parts_phrase(token: Token, after: Token | None) -> bool:
    """Whether a place parts two words that may belong to one noun phrase."""
    return after is not None and after.tag[:2] in ("NN", "VB", "JJ") and after.tag != "VBD" and token.tag[:2] in ("JJ", "NN", "PO", "VB")


def end_features(candidate: Candidate, own: Members, end: int) -> list[str]:
    """The features of a token index as the end of the last member, beside those of its place."""
    tokens, last = candidate.tokens, candidate.separators[-1]
    phrase, token = tokens[last.end : end], tokens[end - 1]
    after = tokens[end] if end < len(tokens) else None
    second = tokens[end + 1] if end + 1 < len(tokens) else None
    high = candidate.after.start if candidate.after else len(tokens)
    tag, word, form = after.tag if after else "end", _word(after, "end"), _form(after, second, "end")
    short = own.kind[:4]
    finite = has_finite(phrase, own.kind)
    excess = balance(phrase, own.kind)
    found = [
        f"word kind={word} {short}",
        f"word preposition={word} {own.prepositional}",
        f"after finite={tag} {own.finite}",
        f"left out single={_nominal(tokens[end : end + _REACH])} {own.single} {min(3, len(phrase))}",
        f"form subject={form} {own.subject} {short}",
        f"predicate subject={excess > 0} {own.subject}",
        f"last tag={token.tag in own.last_tags}",
        f"last word={token.low in own.last_words}",
        f"length={difference(len(phrase), own.length)}",
        f"single={own.single} {min(len(phrase), 3)}",
        f"single after={own.single} {tag}",
        f"finite={finite} {own.finite}",
        f"preposition={has_preposition(phrase)} {own.prepositional}",
        f"joined={has_conjunction(phrase)} {own.joined}",
        f"balance={excess} {own.balance} {short}",
        f"balance form={excess} {form}",
        f"balance subject={excess} {own.subject} {short}",
        f"longer={len(phrase) > own.longest}",
        f"rest={min(5, high - end)} {tag}",
        f"closing={last.comma} {tag}",
        f"closing conjunction={last.conjunction} {tag}",
        f"at comma={end == high and candidate.after is not None} {short}",
        f"at end={end == len(tokens)} {short}",
        f"at end predicate={end == len(tokens)} {excess > 0} {own.finite}",
        f"at end preposition={end == len(tokens)} {own.prepositional}",
        f"later={end > high} {short}",
        f"later conjunction={end > high} {last.conjunction}",
        f"commas inside={min(2, sum(t.tag == ',' for t in phrase))} {short} {last.conjunction}",
        f"finites={min(3, sum(t.finite for t in phrase))}",
    ]
    if _parts_phrase(token, after):
        found += [f"parts={own.single}", f"parts length={len(phrase) >= own.length} {own.single}"]
    if tag in ("IN", "TO"):
        known = word in own.prepositions
        found += [
            f"preposition known={known} {own.single}",
            f"preposition known={known} {word}",
            f"before={word} {own.prepositional} {own.single}",
        ]
    return found
