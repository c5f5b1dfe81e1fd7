"""The promises over arbitrary Unicode: any text, any question, any bytes of a curated file; and what fuzzing found."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.fuzz import promises, pumped
from tests.fuzz.inputs import PIECES, read, run
from tests.soak import FUZZ_SECONDS, PUMPED_ROUNDS, RANDOM_TEXTS, SOAK_EXAMPLES

from tifabank.characters import is_blank
from tifabank.gazetteer import Gazetteer
from tifabank.line_faults import can_be_found
from tifabank.rows import CURATED, ConceptLabel
from tifabank.schema import columns
from tifabank.text import Text, fold

settings.register_profile("reproducible", parent=settings.get_profile("default"), derandomize=True)
REPRODUCIBLE = settings(settings.get_profile("reproducible"), max_examples=int(os.environ.get("EXAMPLES", "100")))
MORE = settings(REPRODUCIBLE, max_examples=SOAK_EXAMPLES, derandomize=False)

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
PIECE = st.sampled_from(PIECES)
REPEATED = st.builds(lambda piece, times: piece * times, PIECE | ANY, st.integers(2, 30))
WORDED = st.lists(PIECE | REPEATED | ANY, max_size=25)
TEXTS = (WORDED.map("".join) | WORDED.map(" ".join) | ANY).filter(promises.is_text)
QUESTIONS = st.text(st.sampled_from("ab*?.'-& 平()[]\\\u200b"), max_size=30) | WORDED.map(" ".join)

CELLS = ANY | PIECE | st.sampled_from(["", "0", "1", "12", "true", "false", "a", "safe", "0.txt", "doc-0", "high", "2023-05-01", "body"])


@st.composite
def curated_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A curated file: any bytes, or cells of which many are right."""
    stem = draw(st.sampled_from([*CURATED]))
    declared = [c for c in columns(CURATED[stem]) if c.origin == "curated"]
    if draw(st.integers(0, 4)) == 0:
        return stem, draw(st.binary(max_size=80))
    names = [c.name for c in declared if not c.nullable or draw(st.booleans())]
    names += draw(st.lists(st.sampled_from(["curator", "unknown", names[0]]), max_size=1))
    known = {c.name: st.sampled_from(c.values) | CELLS if c.values else CELLS for c in declared}
    lines = draw(st.lists(st.tuples(*(known.get(name, CELLS) for name in names)).map(list), max_size=4))
    sink = io.StringIO(newline="")
    csv.writer(sink, lineterminator=draw(st.sampled_from(["\n", "\r\n"]))).writerows([names, *lines])
    return stem, draw(st.sampled_from(["", "\ufeff"])).encode() + sink.getvalue().encode()


def text_keeps_promises(text: str) -> None:
    promises.text_is_mapped(text)
    promises.folding_maps_back(text)


def package_keeps_promises(texts: list[str]) -> None:
    promises.tables_read_back(promises.texts_are_mapped(texts))


@REPRODUCIBLE
@given(TEXTS)
def test_any_text_is_mapped(text):
    text_keeps_promises(text)


@settings(REPRODUCIBLE, max_examples=25)
@given(st.lists(TEXTS, min_size=2, max_size=3))
def test_any_texts_make_tables_that_pass_all_checks_and_read_back(texts):
    package_keeps_promises([*texts, texts[0]])  # a copy, so that something is shared


@REPRODUCIBLE
@given(TEXTS, QUESTIONS, st.booleans())
def test_any_question_is_answered(text, question, case):
    promises.question_is_answered(text, question, case=case)


@REPRODUCIBLE
@given(curated_files())
def test_any_curated_file_is_read_or_refused(file):
    promises.curated_is_read_or_refused(*file)


def label_is_found(label: str) -> None:
    """A label that is accepted is found where it stands alone in a text."""
    raw = f"x {label.strip()} y"
    row = ConceptLabel("l", "c", label, "en", True, False, "attested", None, None, None, None)
    assert fold(label) in {fold(raw[start:end]) for start, end, _ in Gazetteer([row]).find(Text("d", raw))}


LABELS = (ANY | PIECE | st.text(st.sampled_from("aZ1-\n\r \u200b\u00ad_'’平İΣ."), max_size=6)).filter(
    lambda label: not is_blank(label) and can_be_found(label)
)


@REPRODUCIBLE
@given(LABELS)
def test_any_label_that_is_accepted_is_found_where_it_stands(label):
    label_is_found(label)


@pytest.mark.soak
@pytest.mark.parametrize(
    ("strategy", "promise"),
    [
        (st.tuples(TEXTS), text_keeps_promises),
        (st.tuples(st.lists(TEXTS, min_size=2, max_size=3)), package_keeps_promises),
        (st.tuples(TEXTS, QUESTIONS), promises.question_is_answered),
        (curated_files(), promises.curated_is_read_or_refused),
        (st.tuples(LABELS), label_is_found),
    ],
    ids=["texts", "packages", "questions", "curated files", "labels"],
)
def test_promises_at_length(strategy, promise):
    @MORE
    @given(strategy)
    def keeps(taken):
        promise(*taken)

    keeps()


@pytest.mark.soak
def test_texts_of_random_pieces_are_mapped():
    random = Random(1)  # by the thousand they reach further than Hypothesis does in the same time
    for _ in range(RANDOM_TEXTS):
        pieces = (random.choice(PIECES) if random.random() < 0.7 else "".join(random.choices("abcdefgh", k=6)) + " " for _ in range(30))
        promises.text_is_mapped("".join(pieces) + ".")


@pytest.mark.soak
def test_no_expression_tries_what_doubles():
    assert list(pumped.doubling(PUMPED_ROUNDS)) == []


@pytest.mark.soak
def test_a_coverage_guided_run_finds_nothing(tmp_path):
    pytest.importorskip("atheris", reason="atheris is not here: make soak installs it with Python 3.11 on Linux")
    command = [sys.executable, "-m", "tests.fuzz.fuzz_core", str(FUZZ_SECONDS), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    print(done.stderr[-2000:])
    assert done.returncode == 0, done.stderr[-5000:]


FOUND = Path(__file__).parent / "found"
SHOWED = dict(line.split(": ", 1) for line in (FOUND / "README.md").read_text(encoding="utf-8").splitlines() if ".input: " in line)


def test_each_input_that_was_found_is_told():
    assert SHOWED.keys() == {path.name for path in FOUND.iterdir() if path.suffix == ".input"}


@pytest.mark.parametrize("name", SHOWED)
def test_what_was_found_is_mended(name):
    run(read((FOUND / name).read_bytes()))
