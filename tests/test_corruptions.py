"""The checker is checked: each declared corruption of a built package is caught by the layer that must, with table and row."""

import shutil
from collections import Counter

import pytest
from tests.conftest import outputs, small_batches
from tests.corruption_table import PAGE, filled
from tests.corruptions import DECLARED
from tests.small_package import write_sound

from tifabank.checking.findings import LAYERS
from tifabank.verify import check


@pytest.fixture(scope="session")
def sound(tmp_path_factory):
    """The package, whole and in parts."""
    return write_sound(tmp_path_factory.mktemp("sound"))


def all_bytes(folder):
    others = [*(folder / "raw").rglob("*.*"), *folder.glob("processed/tifabank.db*")]
    return outputs(folder) | {path.relative_to(folder).as_posix(): path.read_bytes() for path in others}


@pytest.mark.parametrize("parts", [False, True])
def test_the_package_itself_is_sound_and_every_table_has_rows(sound, parts, monkeypatch):
    if parts:
        small_batches(monkeypatch, parts=True)
    report = check(sound[parts])
    assert (report.findings, report.unchecked) == ([], [])


@pytest.mark.parametrize("corruption", DECLARED, ids=lambda c: c.name)
def test_a_corruption_is_caught_by_its_layer(sound, corruption, tmp_path, monkeypatch):
    if corruption.parts:
        small_batches(monkeypatch, parts=True)
    folder = tmp_path / "copy"
    shutil.copytree(sound[corruption.parts], folder)
    row = corruption.damage(folder)
    assert all_bytes(folder) != all_bytes(sound[corruption.parts])
    found = {(f.layer, f.table, f.row if row else None) for f in check(folder).findings}
    assert (corruption.layer, corruption.table, row) in found


def test_there_are_enough_of_every_layer_and_no_name_stands_twice():
    assert len(DECLARED) >= 40
    assert {c.layer for c in DECLARED} == LAYERS.keys() - {"package"}
    assert max(Counter(c.name for c in DECLARED).values()) == 1


@pytest.mark.once
def test_the_page_tells_what_the_suite_gives_now(tmp_path):
    page = PAGE.read_text(encoding="utf-8")
    assert filled(page, tmp_path) == page
