"""Where the first member of a candidate may start and its last one end."""

from __future__ import annotations

import numpy as np

from tifabank.stages.enumerations.series import forms
from tifabank.stages.enumerations.series.candidates import BACK
from tifabank.stages.enumerations.series.classes import LAST_VERBAL
from tifabank.stages.enumerations.series.forms import CODES, tags_that
from tifabank.stages.enumerations.series.members import Members
from tifabank.stages.enumerations.series.ragged import Ints, spread, within

_STARTS, _LATER_ENDS, _ENDS = 40, 6, 50
_NO_END = tags_that(*"DT CC PRP$ WDT WP WRB MD , POSS POS".split(), "")


def starts(own: Members) -> tuple[Ints, Ints]:
    """The tokens with which first members may start, with their candidates.

    That is after the comma before the first separator, or, for verbs and prepositions, at an earlier phrase that opens alike.
    """
    tokens, openings, marks = own.tokens, own.openings, own.marks
    begin = marks.begin[own.first]
    low = np.where(own.before >= 0, marks.end[own.before], begin)
    stop = marks.start[own.first]
    near_from = np.maximum(low, stop - _STARTS)
    verbal = (own.kind <= LAST_VERBAL) | openings.prepositions[own.kind]
    far_from = np.where(verbal & (near_from == low), np.maximum(begin, low - BACK), low)
    far_owner, far = spread(far_from, low - far_from)
    opens = openings.can_be(far, np.minimum(far + 2, marks.stop[own.first][far_owner]), own.kind[far_owner])
    fit = opens & (tokens.tag[far] != CODES[","])
    far_owner, far = far_owner[fit], far[fit]
    near_owner, near = spread(near_from, np.maximum(stop - near_from, 0))
    owner, place = _merged((far_owner, far), (near_owner, near))
    rank_from_last = owner.searchsorted(owner, "right") - np.arange(len(owner))
    kept = rank_from_last <= _STARTS
    return owner[kept], place[kept]


def ends(own: Members) -> tuple[Ints, Ints]:
    """The places (tokens after the last) at which last members may end, with their candidates.

    That is anywhere up to the next comma, or at a later one: the last member may hold commas.
    """
    tokens, marks = own.tokens, own.marks
    can_end = np.flatnonzero(~_NO_END[tokens.tag] & ~tokens.are(forms.NO_LAST)) + 1
    high = np.where(own.after >= 0, marks.start[own.after], own.stop)
    first, last = can_end.searchsorted(own.closes + 1), can_end.searchsorted(high, "right")
    near_owner, near = spread(first, within(last - first, 0, _ENDS))
    followed = np.flatnonzero(own.after >= 0)
    later = marks.commas_before[own.after[followed]][:, None] + np.arange(1, _LATER_ENDS + 1)
    far_owner = followed.repeat(_LATER_ENDS)
    mark = marks.comma_at(later.ravel(), own.found.last[far_owner])
    far_owner, mark = far_owner[mark >= 0], mark[mark >= 0]
    owner, place = _merged((near_owner, can_end[near]), (far_owner, marks.start[mark]), (followed, own.stop[followed]))
    kept = np.arange(len(owner)) - owner.searchsorted(owner) < _ENDS
    return owner[kept], place[kept]


def _merged(*parts: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Owners and places of several sorts, by owner, and in the order given."""
    owner, place = (np.concatenate([part[i] for part in parts]) for i in (0, 1))
    order = np.argsort(owner, kind="stable")
    return owner[order], place[order]
