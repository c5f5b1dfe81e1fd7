"""What the features of starts and ends have in common: how a place compares what a member would be with the members that are known."""

from __future__ import annotations

from collections.abc import Mapping

from tifabank.stages.enumerations.series.members import Members
from tifabank.stages.enumerations.series.phrases import Phrases
from tifabank.stages.enumerations.series.ragged import Codes, Ints
from tifabank.stages.enumerations.series.values import (
    BALANCES,
    DIFFERENCES,
    EXTENTS,
    KINDS,
    LENGTHS,
    SHARES,
    Context,
)
from tifabank.stages.enumerations.series.weighing import TRUTHS, Values

SHARED: Mapping[str, Values] = {
    "kind": KINDS, "determined": EXTENTS, "own finite": SHARES, "own prepositional": SHARES, "own balance": BALANCES, "length": DIFFERENCES,
    "nominal": LENGTHS, "short length": LENGTHS, "balance": BALANCES,
} | dict.fromkeys(("single", "own joined", "finite", "preposition", "joined", "longer"), TRUTHS)  # fmt: skip


def shared(own: Members, owner: Ints, phrases: Phrases, context: Context) -> dict[str, Codes]:
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
