"""What a candidate looks like, in words: the features by which starts, ends and whole candidates are weighed.

A feature is a string "name=value"; its weight is learnt (`tifabank.learn`). Three questions are asked: does the first member start here,
does the last one end here, and are these separators those of a series at all. Most features compare a phrase with the members between
the separators, whose borders are known: how they open, how long they are, whether they hold verbs, prepositions, articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from tifabank.stages.enumerations.series.candidates import Candidate
from tifabank.stages.enumerations.series.openings import VERBAL, as_tagged, head, openings
from tifabank.stages.enumerations.series.tokens import Token
from tifabank.words import AUXILIARIES, VERBS, is_past, is_present

_CLOSED = frozenset("IN TO CC DT PRP$ MD WDT WP WRB , PRP EX CD RB".split())
"""Tags of words that are features by themselves."""
_UNMARKED = frozenset("DT IN CC PRP PRP$ , TO CD".split())
_MOST = 0.6  # share of members from which a property counts as theirs
_SUBORDINATING = frozenset("that if when where while as because which who whose".split())
_SINGULAR = frozenset("is was has does".split())
_CLAUSE_REACH = 14  # tokens before the first separator in which a clause may have opened
_LONGEST, _SHORTEST, _WIDEST, _MANY = 12, 6, 8, 7
_ADJECTIVE, _NOUN = "JJ", "NN"
_LATER = 40  # tokens in which a coordination may close
_NOMINAL = ("NN", "JJ", "CD", "PO", "Q")
_REACH = 3  # tokens of a noun phrase looked at beyond a border
_PAIR = 3  # tokens of "a and b"
_OPENING = 6  # tokens of a phrase that show how it opens


def _balance(phrase: Sequence[Token], kind: str) -> int:
    """Finite verbs less the words that open clauses for them: 0 in a phrase that is complete, more where a predicate has begun."""
    inner = phrase[head(phrase) + 1 :] if phrase and (kind in VERBAL or kind == "noun") else phrase
    verbs = sum(t.finite and not b.finite for b, t in pairwise([phrase[0], *inner])) if phrase else 0
    return max(-2, min(2, verbs - sum(t.tag in ("WDT", "WP", "WRB") or t.low in _SUBORDINATING for t in inner)))


class Members(NamedTuple):
    """What the members between the separators have in common."""

    kind: str
    length: int
    single: bool
    finite: str
    prepositional: str
    joined: bool
    determined: str
    counted: tuple[bool, bool]
    capital: bool
    first_words: frozenset[str]
    last_words: frozenset[str]
    last_tags: frozenset[str]
    beginnings: frozenset[tuple[str, ...]]
    adjectival: bool
    prepositions: frozenset[str]
    longest: int
    balance: int
    subject: str


def members(candidate: Candidate) -> Members:
    """The members between the separators of a candidate, summed up, with how the last one opens and the first one closes."""
    middle = [m for m in candidate.middle if m] or [candidate.tokens[:1]]
    kind = candidate.kind
    lengths = sorted(len(m) for m in candidate.middle)
    first, last = candidate.separators[0], candidate.separators[-1]
    opening = [*middle, *([candidate.tokens[last.end : last.end + 2]] if last.end < len(candidate.tokens) else [])]
    closing = [*(m[-1] for m in middle), *candidate.tokens[max(0, first.start - 1) : first.start]]
    determined = [m[0].tag in ("DT", "PRP$") for m in opening]
    counted = [m[0].tag == "CD" for m in opening]
    return Members(
        kind=kind,
        length=lengths[len(lengths) // 2] if lengths else 1,
        single=all(n == 1 for n in lengths),
        finite=_share([_has_finite(m, kind) for m in middle]),
        prepositional=_share([_has_preposition(m) for m in middle]),
        joined=any(_has_conjunction(m) for m in middle),
        determined="all" if all(determined) else "some" if any(determined) else "none",
        counted=(all(counted), any(counted)),
        capital=all(m[0].word[:1].isupper() for m in opening),
        first_words=frozenset(m[0].low for m in opening),
        last_words=frozenset(t.low for t in closing),
        last_tags=frozenset(t.tag for t in closing),
        beginnings=frozenset(_beginning(m) for m in opening),
        adjectival=any(m[0].tag.startswith(_ADJECTIVE) for m in opening),
        prepositions=frozenset(t.low for m in middle for t in m[1:] if t.tag in ("IN", "TO")),
        longest=max(lengths) if lengths else 1,
        balance=max(_balance(m, kind) for m in middle),
        subject=_may_be_subject(candidate),
    )


def _share(held: list[bool]) -> str:
    share = sum(held) / len(held)
    return "most" if share > _MOST else "some" if share else "none"


def _has_finite(phrase: Sequence[Token], kind: str) -> bool:
    """Whether a finite verb stands in a phrase, the word that it opens with left out for phrases that open with a verb or noun."""
    inner = phrase[head(phrase) + 1 :] if phrase and (kind in VERBAL or kind == "noun") else phrase
    return any(t.finite for t in inner)


def _has_preposition(phrase: Sequence[Token]) -> bool:
    return any(t.tag in ("IN", "TO") for t in phrase[1:])


def _has_conjunction(phrase: Sequence[Token]) -> bool:
    return any(t.tag == "CC" for t in phrase)


def _beginning(phrase: Sequence[Token]) -> tuple[str, ...]:
    return tuple(t.tag for t in phrase[:2])


def _difference(length: int, usual: int) -> str:
    """By how much a length differs, capped."""
    return str(max(-3, min(3, length - usual)))


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
    opens = own.kind if own.kind in openings(phrase[:_OPENING]) else as_tagged(phrase)
    short = own.kind[:4]
    same = opens == own.kind
    place = _place_of_start(candidate, start)
    prepositional = _has_preposition(phrase)
    found = [
        f"word kind={_word(before, 'start')} {short}",
        f"form kind={_form(before, token, 'start')} {short}",
        f"left out single={_nominal(reversed(tokens[max(0, start - _REACH) : start]))} {own.single} {min(3, len(phrase))}",
        f"same={same}",
        f"same kind={same} {short}",
        f"opens kind={opens[:4]} {short}",
        f"first word={token.low in own.first_words}",
        f"beginning={_beginning(phrase) in own.beginnings}",
        f"determined={token.tag in ('DT', 'PRP$')} {own.determined}",
        f"counted={token.tag == 'CD'} {own.counted}",
        f"capital={token.word[:1].isupper()} {own.capital}",
        f"length={_difference(len(phrase), own.length)}",
        f"single={own.single} {min(len(phrase), 3)}",
        f"finite={_has_finite(phrase, own.kind)} {own.finite}",
        f"preposition={prepositional} {own.prepositional}",
        f"joined={_has_conjunction(phrase)} {own.joined}",
        f"balance={_balance(phrase, own.kind)} {own.balance}",
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
    finite = _has_finite(phrase, own.kind)
    balance = _balance(phrase, own.kind)
    found = [
        f"word kind={word} {short}",
        f"word preposition={word} {own.prepositional}",
        f"after finite={tag} {own.finite}",
        f"left out single={_nominal(tokens[end : end + _REACH])} {own.single} {min(3, len(phrase))}",
        f"form subject={form} {own.subject} {short}",
        f"predicate subject={balance > 0} {own.subject}",
        f"last tag={token.tag in own.last_tags}",
        f"last word={token.low in own.last_words}",
        f"length={_difference(len(phrase), own.length)}",
        f"single={own.single} {min(len(phrase), 3)}",
        f"single after={own.single} {tag}",
        f"finite={finite} {own.finite}",
        f"preposition={_has_preposition(phrase)} {own.prepositional}",
        f"joined={_has_conjunction(phrase)} {own.joined}",
        f"balance={balance} {own.balance} {short}",
        f"balance form={balance} {form}",
        f"balance subject={balance} {own.subject} {short}",
        f"longer={len(phrase) > own.longest}",
        f"rest={min(5, high - end)} {tag}",
        f"closing={last.comma} {tag}",
        f"closing conjunction={last.conjunction} {tag}",
        f"at comma={end == high and candidate.after is not None} {short}",
        f"at end={end == len(tokens)} {short}",
        f"at end predicate={end == len(tokens)} {balance > 0} {own.finite}",
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


def _may_be_subject(candidate: Candidate) -> str:
    """Whether a finite verb stands before the first separator, and whether a clause opens shortly before it."""
    first = candidate.separators[0].start
    verb = any(t.finite for t in candidate.tokens[:first])
    clause = any(t.low in _SUBORDINATING for t in candidate.tokens[max(0, first - _CLAUSE_REACH) : first])
    return f"{verb} {clause}"


def whole_features(candidate: Candidate, own: Members) -> Iterator[str]:
    """The features of a candidate as a series at all."""
    tokens, first, last = candidate.tokens, candidate.separators[0], candidate.separators[-1]
    short = own.kind[:4]
    count = len(candidate.separators) + 1
    closing = f"{last.comma} {last.conjunction}"
    lengths = [len(m) for m in candidate.middle]
    yield from (f"count={min(count, _MANY)}", f"closing={closing}", f"count closing={min(count, _MANY - 1)} {closing}")
    yield from (f"agreement={round(candidate.agreement * 4)}", f"kind={short}", f"agreement kind={candidate.agreement == 1} {short}")
    closes = tokens[last.end :]
    kind = own.kind if own.kind in openings(closes[:_OPENING]) else as_tagged(closes)
    yield from (f"last={kind == own.kind} {short}", f"last kind={kind[:4]} {short}", f"finite={own.finite} {short}")
    yield from (f"longest={min(_LONGEST, max(lengths))}", f"shortest={min(_SHORTEST, *lengths)}")
    yield from (f"spread={min(_WIDEST, max(lengths) - min(lengths))}", f"empty={0 in lengths}")
    heads = [m[0].tag for m in candidate.middle if m]
    yield f"question={any(t in ('WDT', 'WP', 'WRB') for t in heads)}"
    yield f"pronoun={any(t in ('PRP', 'EX') for t in heads)}"
    yield f"adverb={any(len(m) == 1 and m[0].tag == 'RB' for m in candidate.middle)}"
    if closes:
        yield f"last tag={closes[0].tag} {short}"
    yield from _outside(candidate, own)
    yield f"inside last={sum(t.tag == 'CC' for t in tokens[last.end : candidate.after.start if candidate.after else len(tokens)])} {closing}"
    yield f"joined={round(2 * sum(map(_has_conjunction, candidate.middle)) / len(candidate.middle))}"
    yield f"capital={own.capital} {short[:1]}"
    pairs = [m for m in candidate.middle if len(m) >= _PAIR and m[-2].tag == "CC" and not _has_conjunction(m[:-2])]
    lone = any(len(m) == _PAIR for m in pairs)  # "reduction and relief": of what?
    yield f"pairs={lone} {any(m[-_PAIR - 1].tag == ',' for m in pairs if len(m) > _PAIR)} {own.length > 1} {closing}"
    single = min((len(m) for m in candidate.middle if m not in pairs), default=0)
    yield f"pair among longer={lone and single > 1} {closing}"
    inner = sum(t.tag == "," for t in tokens[first.start : last.start]) > len(candidate.separators) - 1
    yield f"skips commas={inner}"
    if len(candidate.middle) > 1:
        yield f"alike={round(4 * _likeness(candidate.middle))}"


def _outside(candidate: Candidate, own: Members) -> Iterator[str]:
    """Whether the series could go on before its first separator or after its last."""
    short = own.kind[:4]
    first = candidate.separators[0]
    if candidate.before:
        chunk = candidate.tokens[candidate.before.end : first.start]
        yield f"goes on before={own.kind in openings(chunk[:_OPENING])} {short}"
        yield f"length before={_difference(len(chunk), own.length)}"
    else:
        yield "goes on before=nothing"
    if candidate.after:
        chunk = candidate.tokens[candidate.after.end :]
        yield f"goes on after={own.kind in openings(chunk[:_OPENING])} {candidate.after.conjunction} {short}"
        yield f"conjunction after={candidate.after.conjunction} {candidate.separators[-1].conjunction}"
        closed = _closed_later(chunk)
        yield f"closed later={closed} {candidate.separators[-1].comma} {short}"
        yield f"closed later like={closed and own.kind in openings(chunk[:_OPENING])} {candidate.separators[-1].comma}"
    else:
        yield "goes on after=nothing"


def _closed_later(tokens: Sequence[Token]) -> bool:
    """Whether a comma with a conjunction follows: what stands before it may be one member."""
    return any(a.tag == "," and b.tag == "CC" for a, b in pairwise(tokens[:_LATER]))


def _likeness(phrases: list[Sequence[Token]]) -> float:
    """Mean share of tags that neighbours have in common."""
    tags = [{t.tag for t in phrase} for phrase in phrases]
    return sum(len(a & b) / max(1, len(a | b)) for a, b in pairwise(tags)) / (len(tags) - 1)
