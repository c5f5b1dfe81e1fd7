"""Features of ends: does the last member end here?

The first lines tell of the place alone, the others compare what the member would be with the members between the separators.
"""

from __future__ import annotations

import numpy as np

from tifabank.stages.enumerations.series import forms
from tifabank.stages.enumerations.series.borders import SHARED, shared
from tifabank.stages.enumerations.series.forms import CODES, tags_that
from tifabank.stages.enumerations.series.members import Members
from tifabank.stages.enumerations.series.phrases import Phrases
from tifabank.stages.enumerations.series.ragged import Codes, Ints
from tifabank.stages.enumerations.series.values import (
    LENGTHS,
    SHORT,
    SHORT_TAGS,
    TAGS_TO_END,
    VERB_FORMS_TO_END,
    Context,
    only_where,
)
from tifabank.stages.enumerations.series.weighing import TRUTHS, Numbers, Part, Values

_BEFORE_PART = tags_that(prefixes=("JJ", "NN", "PO", "VB"))
_AFTER_PART = tags_that(prefixes=("NN", "VB", "JJ")) & ~tags_that("VBD")
_REST = Numbers(-200, 5)
_FEW = Numbers(0, 2)


def end_part(words: Values) -> Part:
    """The features of a token as the end of the last member."""
    columns = {
        **SHARED, "tag": TAGS_TO_END, "tag after": TAGS_TO_END, "word after": words, "exact after": words, "form after": VERB_FORMS_TO_END,
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


def end_columns(own: Members, owner: Ints, end: Ints, context: Context) -> dict[str, Codes]:
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
        **shared(own, owner, phrases, context),
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
        "commas": _FEW.capped(tokens.sums.commas[end] - tokens.sums.commas[phrases.start]),
        "finites": LENGTHS.capped(tokens.sums.finites[end] - tokens.sums.finites[phrases.start]),
        "part": only_where(part, own.single[owner]),
        "long part": only_where(part, phrases.length >= own.length[owner]),
        "preposition known": only_where(preposition, own.prepositions.hold(owner, tokens.low[end])),
        "preposition after": only_where(preposition, context.exact[end]),
    }
