"""Features of places: does the first member start here, does the last one end here?

The first lines of both parts tell of the place alone, the others compare what a member would be with the members between the separators.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from tifabank.stages.enumerations.series import forms
from tifabank.stages.enumerations.series.forms import CODES
from tifabank.stages.enumerations.series.phrases import DETERMINING, Members, Phrases
from tifabank.stages.enumerations.series.ragged import Ints
from tifabank.stages.enumerations.series.tokens import Tokens, tags_that
from tifabank.stages.enumerations.series.values import (
    BALANCES, COUNTED, DIFFERENCES, EXTENTS, KINDS, LENGTHS, SHARES, SHORT, SHORT_TAGS, TAGS_FROM_START, TAGS_TO_END,
    VERB_FORMS_FROM_START, VERB_FORMS_TO_END, Context, only_where,
)  # fmt: skip
from tifabank.stages.enumerations.series.weighing import TRUTHS, Numbers, Part, Values

_NOUN, _ADJECTIVE, _VERB = tags_that(prefixes=("NN",)), tags_that(prefixes=("JJ",)), tags_that(prefixes=("VB",))
_NOUN_OR_POSSESSIVE = tags_that(prefixes=("NN", "PO"))
_BEFORE_PART = tags_that(prefixes=("JJ", "NN", "PO", "VB"))
_AFTER_PART = tags_that(prefixes=("NN", "VB", "JJ")) & ~tags_that("VBD")
_PLACES = Values(["comma", "edge", "inside", "earlier"])
_COMMA, _EDGE, _INSIDE, _EARLIER = range(4)
_REST = Numbers(-200, 5)
_FEW = Numbers(0, 2)
_SHARED: Mapping[str, Values] = {
    "kind": KINDS, "determined": EXTENTS, "own finite": SHARES, "own prepositional": SHARES, "own balance": BALANCES, "length": DIFFERENCES,
    "nominal": LENGTHS, "short length": LENGTHS, "balance": BALANCES,
} | dict.fromkeys(("single", "own joined", "finite", "preposition", "joined", "longer"), TRUTHS)  # fmt: skip


def start_part(words: Values) -> Part:
    """The features of a token as the start of the first member."""
    columns = {
        **_SHARED, "tag before": TAGS_FROM_START, "tag": TAGS_TO_END, "word before": words, "exact before": words, "determiner": words,
        "determiner before": words, "first preposition": words, "form before": VERB_FORMS_FROM_START, "noun before": TAGS_FROM_START,
        "tag beyond": TAGS_FROM_START, "opens": KINDS, "own counted": COUNTED, "place": _PLACES,
    } | dict.fromkeys(
        (
            "auxiliary before", "s before", "same", "first word known", "beginning known", "is determined", "is counted", "is capital",
            "own capital", "own adjectival", "usual length",
        ),
        TRUTHS,
    )  # fmt: skip
    return Part(
        columns,
        """
        before = tag before
        tags = tag before, tag
        word = word before
        exact = exact before
        form = form before
        tag = tag
        after verb = auxiliary before
        parts noun = noun before, s before
        left out = nominal, tag beyond
        word kind = word before, kind
        form kind = form before, kind
        left out single = nominal, single, short length
        same = same
        same kind = same, kind
        opens kind = opens, kind
        first word = first word known
        beginning = beginning known
        determined = is determined, determined
        counted = is counted, own counted
        capital = is capital, own capital
        length = length
        single = single, short length
        finite = finite, own finite
        preposition = preposition, own prepositional
        joined = joined, own joined
        balance = balance, own balance
        longer = longer
        place = place
        place same = place, same, kind
        determiner = determiner, determined
        after determiner = determiner before, determined
        holds = first preposition, own prepositional
        parts adjective = own adjectival, single
        parts noun length = usual length, single
        """,
    )


def end_part(words: Values) -> Part:
    """The features of a token as the end of the last member."""
    columns = {
        **_SHARED, "tag": TAGS_TO_END, "tag after": TAGS_TO_END, "word after": words, "exact after": words, "form after": VERB_FORMS_TO_END,
        "second tag": TAGS_TO_END, "part after": SHORT_TAGS, "tag beyond": TAGS_TO_END, "relative": words, "preposition after": words,
        "rest": _REST, "commas": _FEW, "finites": LENGTHS,
    } | dict.fromkeys(
        (
            "singular after", "predicate", "verb before", "clause before", "last tag known", "last word known", "comma", "conjunction",
            "at comma", "at end", "later", "long part", "part", "preposition known",
        ),
        TRUTHS,
    )  # fmt: skip
    return Part(
        columns,
        """
        after = tag after
        tags = tag, tag after
        word = word after
        exact = exact after
        form = form after
        tag = tag
        next = word after, second tag
        parts tags = tag, part after
        relative = relative, singular after, tag
        left out = nominal, tag beyond
        word kind = word after, kind
        word preposition = word after, own prepositional
        after finite = tag after, own finite
        left out single = nominal, single, short length
        form subject = form after, verb before, clause before, kind
        predicate subject = predicate, verb before, clause before
        last tag = last tag known
        last word = last word known
        length = length
        single = single, short length
        single after = single, tag after
        finite = finite, own finite
        preposition = preposition, own prepositional
        joined = joined, own joined
        balance = balance, own balance, kind
        balance form = balance, form after
        balance subject = balance, verb before, clause before, kind
        longer = longer
        rest = rest, tag after
        closing = comma, tag after
        closing conjunction = conjunction, tag after
        at comma = at comma, kind
        at end = at end, kind
        at end predicate = at end, predicate, own finite
        at end preposition = at end, own prepositional
        later = later, kind
        later conjunction = later, conjunction
        commas inside = commas, kind, conjunction
        finites = finites
        parts = part
        parts length = long part, single
        preposition known = preposition known, single
        preposition known = preposition known, preposition after
        before = preposition after, own prepositional, single
        """,
    )


def _shared(own: Members, owner: Ints, phrases: Phrases, context: Context) -> dict[str, Ints]:
    """What the features of starts and ends have in common: of the members, and of the phrase that would be one more."""
    return {
        "kind": context.kinds(own.kind)[owner],
        "determined": own.determined[owner],
        "own finite": own.finite[owner],
        "own prepositional": own.prepositional[owner],
        "own balance": BALANCES.capped(own.balance)[owner],
        "single": own.single[owner],
        "own joined": own.joined[owner],
        "length": DIFFERENCES.capped(phrases.length - own.length[owner]),
        "short length": LENGTHS.capped(phrases.length),
        "finite": phrases.finite,
        "preposition": phrases.preposition,
        "joined": phrases.conjunction,
        "balance": BALANCES.capped(phrases.balance),
        "longer": phrases.length > own.longest[owner],
    }


def start_columns(own: Members, owner: Ints, start: Ints, context: Context) -> dict[str, Ints]:
    """What the features of starts are about."""
    tokens, kind, before = own.tokens, own.kind[owner], start - 1
    phrases = Phrases(tokens, own.openings, start, own.marks.start[own.first][owner], kind)
    opens = own.openings.seen_as(start, phrases.end, kind)
    tag, tag_before = tokens.tag[start], tokens.tag[before]
    nominal = tokens.nominal_before[start]
    after_noun = _NOUN_OR_POSSESSIVE[tag_before] & _NOUN[tag]
    determined, determined_before = DETERMINING[tag], DETERMINING[tag_before]
    return {
        **_shared(own, owner, phrases, context),
        "tag before": tag_before,
        "tag": tag,
        "word before": context.word_or("start", before),
        "exact before": context.exact_or("start", before),
        "form before": context.form[before],
        "auxiliary before": only_where(_VERB[tag_before], tokens.are(forms.AUXILIARY)[before]),
        "noun before": only_where(after_noun, tag_before),
        "s before": tokens.are(forms.ENDS_IN_S)[before],
        "nominal": nominal,
        "tag beyond": tokens.tag[before - nominal],
        "opens": context.kinds(opens),
        "same": opens == kind,
        "first word known": own.first_words.hold(owner, tokens.low[start]),
        "beginning known": own.beginnings.hold(owner, phrases.beginning),
        "is determined": determined,
        "is counted": tag == CODES["CD"],
        "own counted": own.counted[owner],
        "is capital": tokens.are(forms.UPPER)[start],
        "own capital": own.capital[owner],
        "place": _place(own, owner, start),
        "determiner": only_where(determined, context.exact[start]),
        "determiner before": only_where(determined_before, context.exact[before]),
        "first preposition": _first_preposition(tokens, phrases, context),
        "own adjectival": only_where(_ADJECTIVE[tag_before] & _NOUN[tag], own.adjectival[owner]),
        "usual length": only_where(after_noun, phrases.length == own.length[owner]),
    }


def _place(own: Members, owner: Ints, start: Ints) -> Ints:
    """Whether a start is right after the comma before, at the edge of the stretch, inside what they hold, or earlier."""
    led = own.before >= 0
    low = np.where(led, own.marks.end[own.before], own.marks.begin[own.first])[owner]
    there = np.where(led, _COMMA, _EDGE)[owner]
    return np.where(start == low, there, np.where(start < low, _EARLIER, _INSIDE))


def _first_preposition(tokens: Tokens, phrases: Phrases, context: Context) -> Ints:
    """The first preposition in phrases, after their first words."""
    places = np.concatenate((np.flatnonzero(tokens.prepositional), [0]))
    first = places[tokens.prepositions[np.minimum(phrases.start + 1, phrases.end)]]
    return only_where(phrases.preposition, context.exact[first])


def end_columns(own: Members, owner: Ints, end: Ints, context: Context) -> dict[str, Ints]:
    """What the features of ends are about."""
    tokens, marks, last, kind = own.tokens, own.marks, own.found.last[owner], own.kind[owner]
    phrases = Phrases(tokens, own.openings, own.closes[owner], end, kind)
    token = end - 1
    tag, tag_after = tokens.tag[token], tokens.tag[end]
    second = np.minimum(end + 1, len(tokens.tag) - 1)
    follow = (tag_after != CODES[""]) & (tokens.tag[second] != CODES[""])
    high = np.where(own.after >= 0, marks.start[own.after], own.stop)[owner]
    nominal = tokens.nominal_after[end]
    part = _AFTER_PART[tag_after] & _BEFORE_PART[tag]
    preposition = tokens.prepositional[end]
    relative = follow & tokens.are(forms.RELATIVE)[end]
    singular = (tokens.tag == CODES["VBZ"]) | tokens.are(forms.SINGULAR)
    return {
        **_shared(own, owner, phrases, context),
        "tag": tag,
        "tag after": tag_after,
        "word after": context.word_or("end", end),
        "exact after": context.exact_or("end", end),
        "form after": context.form[end],
        "second tag": only_where(follow, tokens.tag[second]),
        "part after": only_where(part, SHORT[tag_after]),
        "relative": only_where(relative, context.exact[end]),
        "singular after": singular[second],
        "nominal": nominal,
        "tag beyond": tokens.tag[end + nominal],
        "predicate": phrases.balance > 0,
        "verb before": own.verb_before[owner],
        "clause before": own.clause_before[owner],
        "last tag known": own.last_tags.hold(owner, tag),
        "last word known": own.last_words.hold(owner, tokens.low[token]),
        "rest": _REST.of(np.minimum(5, high - end)),
        "comma": marks.comma[last],
        "conjunction": marks.conjunction[last],
        "at comma": (end == high) & (own.after >= 0)[owner],
        "at end": end == own.stop[owner],
        "later": end > high,
        "commas": _FEW.capped(tokens.commas[end] - tokens.commas[phrases.start]),
        "finites": LENGTHS.capped(tokens.finites[end] - tokens.finites[phrases.start]),
        "part": only_where(part, own.single[owner]),
        "long part": only_where(part, phrases.length >= own.length[owner]),
        "preposition known": only_where(preposition, own.prepositions.hold(owner, tokens.low[end])),
        "preposition after": only_where(preposition, context.exact[end]),
    }


