"""Features of starts: does the first member start here?

The first lines tell of the place alone, the others compare what the member would be with the members between the separators.
"""

from __future__ import annotations

import numpy as np

from tifabank.stages.enumerations.series import forms
from tifabank.stages.enumerations.series.borders import SHARED, shared
from tifabank.stages.enumerations.series.forms import CODES, tags_that
from tifabank.stages.enumerations.series.members import Members
from tifabank.stages.enumerations.series.phrases import DETERMINING, Phrases
from tifabank.stages.enumerations.series.ragged import Codes, Ints
from tifabank.stages.enumerations.series.tokens import Tokens
from tifabank.stages.enumerations.series.values import (
    COUNTED,
    KINDS,
    TAGS_FROM_START,
    TAGS_TO_END,
    VERB_FORMS_FROM_START,
    Context,
    only_where,
)
from tifabank.stages.enumerations.series.weighing import TRUTHS, Part, Values

_NOUN, _ADJECTIVE, _VERB = tags_that(prefixes=("NN",)), tags_that(prefixes=("JJ",)), tags_that(prefixes=("VB",))
_NOUN_OR_POSSESSIVE = tags_that(prefixes=("NN", "PO"))
_PLACES = Values(["comma", "edge", "inside", "earlier"])
_COMMA, _EDGE, _INSIDE, _EARLIER = range(4)


def start_part(words: Values) -> Part:
    """The features of a token as the start of the first member."""
    columns = {
        **SHARED, "tag before": TAGS_FROM_START, "tag": TAGS_TO_END, "word before": words, "exact before": words, "determiner": words,
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


def start_columns(own: Members, owner: Ints, start: Ints, context: Context) -> dict[str, Codes]:
    """What the features of starts are about."""
    tokens, kind, before = own.tokens, own.kind[owner], start - 1
    phrases = Phrases(tokens, own.openings, start, own.marks.start[own.first][owner], kind)
    opens = own.openings.seen_as(start, phrases.end, kind)
    tag, tag_before = tokens.tag[start], tokens.tag[before]
    nominal = tokens.nominal_before[start]
    after_noun = _NOUN_OR_POSSESSIVE[tag_before] & _NOUN[tag]
    determined, determined_before = DETERMINING[tag], DETERMINING[tag_before]
    return {
        **shared(own, owner, phrases, context),
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
    first = places[tokens.sums.prepositions[np.minimum(phrases.start + 1, phrases.end)]]
    return only_where(phrases.preposition, context.exact[first])
