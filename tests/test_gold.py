"""The gold standard: no figure falls under its floor, and no task goes without one."""

import re

import pytest
from tests.conftest import ROOT, read_csv

from tifabank.checking.checks import check_tables
from tifabank.curated import read_curated
from tifabank.evaluate import evaluate
from tifabank.pipeline import map_package
from tifabank.text import RawText
from tifabank.vocabulary import vocabulary

GOLD = ROOT / "tests" / "gold"


@pytest.fixture(scope="module")
def scores():
    return {(s.split, s.task): s for s in evaluate(ROOT, GOLD) if ":" not in s.task}


def test_every_task_of_every_split_has_a_floor(scores):
    assert {(line["split"], line["task"]) for line in read_csv(GOLD / "floors.csv")} == set(scores)


@pytest.mark.parametrize("line", read_csv(GOLD / "floors.csv"), ids=lambda line: f"{line['split']} {line['task']}")
def test_no_figure_falls_under_its_floor(scores, line):
    assert round(scores[line["split"], line["task"]].f1, 3) >= float(line["f1"])


def test_all_texts_of_the_gold_standard_make_sound_tables():
    """Whatever a rule gives, ids are unique, spans are slices and references lead to rows."""
    paths = sorted((ROOT / "tests" / "gold").rglob("*.txt"))
    ids = [re.sub(r"[^a-z0-9]+", "-", str(path.relative_to(ROOT / "tests" / "gold")).lower()).strip("-") for path in paths]
    texts = {key: path.read_bytes().decode() for key, path in zip(ids, paths, strict=True)}
    known = vocabulary(read_curated({}), texts)
    raws = [RawText(key, path.name, texts[key].encode()) for key, path in sorted(zip(ids, paths, strict=True))]
    assert len(raws) > 600
    assert [str(finding) for finding in check_tables(map_package(raws, known, "0"))] == []
