"""The gold standard: no figure falls under its floor, and no task goes without one."""

import pytest
from tests.conftest import ROOT, read_csv

from tifabank.evaluate import evaluate

GOLD = ROOT / "tests" / "gold"


@pytest.fixture(scope="module")
def scores():
    return {(s.split, s.task): s for s in evaluate(ROOT, GOLD) if ":" not in s.task}


def test_every_task_of_every_split_has_a_floor(scores):
    assert {(line["split"], line["task"]) for line in read_csv(GOLD / "floors.csv")} == set(scores)


@pytest.mark.parametrize("line", read_csv(GOLD / "floors.csv"), ids=lambda line: f"{line['split']} {line['task']}")
def test_no_figure_falls_under_its_floor(scores, line):
    assert round(scores[line["split"], line["task"]].f1, 3) >= float(line["f1"])
