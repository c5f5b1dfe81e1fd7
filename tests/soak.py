"""The bounds of `make soak`, all in one place: how much of each long run. As they stand they take less than half an hour on two cores.

Each is taken from the environment if it is there: `make soak KILLS=5 FUZZ_SECONDS=20`. `make soak TESTS="-k kill"` runs a part.
Fifty readers come last, alone, and only where all is run.
"""

import os


def _bound(name: str, default: int) -> int:
    return int(os.environ.get(name, default))


KILLS = _bound("KILLS", 200)
"""Times that a build is killed at a random moment, half of them with one process, half with two (`SEED` of a failure gives the same ones)."""
FUZZ_SECONDS = _bound("FUZZ_SECONDS", 600)
"""Seconds of the coverage-guided run."""
SOAK_EXAMPLES = _bound("SOAK_EXAMPLES", 500)
"""Examples of Hypothesis of each of its promises."""
RANDOM_TEXTS = _bound("RANDOM_TEXTS", 5_000)
"""Texts of random pieces that are mapped."""
PUMPED_ROUNDS = _bound("PUMPED_ROUNDS", 3)
"""Strings of each repetition in an expression that are tried for doubling time."""
DAMAGES = _bound("DAMAGES", 100)
"""Copies of a package that are damaged at random and checked."""
SOAK_BYTES = _bound("SOAK_BYTES", 5_000_000)
"""Bytes of the hard texts whose time must grow as they do."""
GROWTH_TEXTS = _bound("GROWTH_TEXTS", 150)
"""Random texts that repeat themselves and are mapped at a size and at ten times that size."""
LOAD_SECONDS = _bound("LOAD_SECONDS", 15)
"""Seconds of each of four rounds of fifty readers, after one to warm up."""
