"""Many readers at once: every page is answered, none waits far longer than the others, and the server does not grow."""

import importlib

import pytest
from tests.browse.conftest import run
from tests.conftest import ROOT
from tests.soak import LOAD_SECONDS

MOST_RATIO = 5
"""The 95th percentile against the median."""
MOST_GROWTH = 1.1
"""Memory after the last round against that after the first, which warms up."""
FEWEST = 40
"""Answers of a kind of page from which percentiles say something."""


@pytest.fixture
def measured(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    return importlib.import_module("load").measured


@pytest.mark.once
def test_a_few_readers_at_once_are_all_answered(measured, built):
    told = run(measured(built, clients=6, seconds=2.5, rounds=1))
    assert not told.errors
    assert all(told.seconds.values()), "every kind of page was asked"


@pytest.mark.soak
def test_fifty_readers_for_a_minute(measured, built):
    told = run(measured(built, clients=50, seconds=LOAD_SECONDS, rounds=4))
    assert not told.errors
    assert told.ratio() <= MOST_RATIO
    slow = {kind: told.ratio(kind) for kind, own in told.seconds.items() if len(own) >= FEWEST and told.ratio(kind) > MOST_RATIO}
    assert not slow
    assert told.memory[-1] <= MOST_GROWTH * told.memory[0], told.memory
