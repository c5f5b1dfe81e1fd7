"""The coverage-guided run: inputs are grown by the branches of tifabank that they reach, and each is held to `promises.py`.

Needs atheris (`requirements.txt` beside this file). What it finds stays in the folder given; what is worth keeping goes, cut small, into
`found/` with a line that says what it showed.

Usage: python -m tests.fuzz.fuzz_core [seconds, default 600] [folder of what is found, default .fuzz]
"""

from __future__ import annotations

import ast
import sys
import time
from pathlib import Path

import atheris
from atheris.import_hook import AtherisMetaPathFinder

_SCRIPTS = Path(__file__).parents[2] / "scripts"
_FILES = sorted(_SCRIPTS.glob("tifabank/**/*.py"))
_NAMES = {path: ".".join(path.relative_to(_SCRIPTS).with_suffix("").parts).removesuffix(".__init__") for path in _FILES}
_ARRAYS = {name for path, name in _NAMES.items() if "import numpy" in path.read_text(encoding="utf-8")}

with atheris.instrument_imports(include=["tifabank"], exclude=sorted(_ARRAYS)):
    # of modules that compare arrays the branches alone are followed: atheris 3.0.0 never lets go of what a comparison gives, and of an
    # array that is memory, 80 KB an input
    branches = AtherisMetaPathFinder({"tifabank"}, set(_NAMES.values()) - _ARRAYS, enable_loader_override=True, trace_dataflow=False)
    sys.meta_path.insert(0, branches)
    from tests.conftest import ROOT
    from tests.fuzz import promises
    from tests.fuzz.inputs import PIECES, Input, read, run

_SLOWEST = 60  # seconds of one input before the run ends
_CPU = 1.0, 1e-3  # seconds that any input may take, and more for each character that is mapped
_LONGEST = 4096  # bytes of an input
_MEMORY = 1024  # MB that a run may take: 0.3 GB is what it needs


def one_input(data: bytes) -> None:
    """Hold one input to the promises, its time included."""
    taken = read(data)
    start = time.process_time()
    run(taken)
    spent = time.process_time() - start
    assert spent < _CPU[0] + _CPU[1] * taken.size, f"{spent:.1f} s for {taken.size} characters"


def corpus(folder: Path) -> None:
    """Put the seeds into a folder: pieces of the raw texts, and the texts that are written in tests of the stages."""
    folder.mkdir(parents=True, exist_ok=True)
    raw = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "raw" / "texts").glob("*.txt"))]
    texts = {text[start : start + 600] for text in raw for start in range(0, len(text), 2000)}
    for path in sorted((ROOT / "tests" / "stages").glob("*.py")):
        strings = (node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant))
        texts |= {text for text in strings if isinstance(text, str) and 20 < len(text) < 1000}
    for number, text in enumerate(sorted(texts)):
        middle = len(text) // 2
        words = text[middle : middle + 9]
        seeds = f"d{text}", f"q{words}\n{text}", f"d{text[:middle]}", f"q{words}\n{text[:middle]}", f"g{words}", f"p{text}\0More. {words}"
        (folder / f"seed-{number:04d}").write_bytes(seeds[number % len(seeds)].encode())
    for stem in ("concepts", "concept_labels"):
        data = promises.CONCEPTS if stem == "concepts" else promises.LABELS
        (folder / f"seed-{stem}").write_bytes(b"c" + Input.stem_byte(stem) + data)
    for path in sorted((ROOT / "raw" / "curated").glob("*.csv")):
        (folder / f"seed-{path.stem}-own").write_bytes(b"c" + Input.stem_byte(path.stem) + path.read_bytes()[:1000])


def dictionary(file: Path) -> None:
    """Write the words that rules look at, in the form that libFuzzer reads."""
    escaped = ("".join(map("\\x{:02x}".format, piece.encode())) for piece in PIECES)
    file.write_text("".join(f'"{piece}"\n' for piece in escaped), encoding="ascii")


def main() -> None:
    """Run for a time; a finding ends the run with its input in a file."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else ".fuzz")
    corpus(folder / "corpus")
    dictionary(folder / "words.dict")
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={_LONGEST}",
        f"-timeout={_SLOWEST}",
        f"-dict={folder / 'words.dict'}",
        f"-artifact_prefix={folder}/",
        f"-rss_limit_mb={_MEMORY}",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(folder / "corpus")], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
