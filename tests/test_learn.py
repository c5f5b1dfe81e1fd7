"""The weights of series are those that the gold standard teaches."""

import csv

import pytest
from tests.conftest import ROOT

from tifabank.learn import WEIGHTS, Learner, examples, learnt, written


@pytest.mark.once
def test_the_committed_weights_are_those_learnt_from_the_gold_standard():
    fresh = {(part, feature): weight for part, feature, weight in written(learnt(examples(ROOT, ROOT / "tests" / "gold")))}
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        known = {(line["part"], line["feature"]): float(line["weight"]) for line in csv.DictReader(file)}
    apart = {key for key in fresh.keys() | known.keys() if abs(fresh.get(key, 0.0) - known.get(key, 0.0)) > 0.002}  # last digits may differ
    assert not apart, "run `make learn` and commit weights.csv"


def test_a_step_follows_the_gradient_and_leaves_rare_features_alone():
    learner = Learner({"common": 9, "rare": 1})
    learner.step({"common": 1.0, "rare": 1.0})
    learner.remember()
    assert learner.mean()["common"] > 0
    assert "rare" not in learner.mean()
