"""Speed of the build on one core: raw bytes to checked Parquet, with the share of each stage.

The five texts are repeated to a given size as separate documents, with the full vocabulary. Ratios and shares in one run count;
absolute times depend on the machine. Usage: python benchmarks/build.py [MB, default 10]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tifabank import home, pipeline
from tifabank.build import read_input
from tifabank.checks import check_tables
from tifabank.raw import RawText
from tifabank.tables import logical_hash, write

ROOT = Path(__file__).resolve().parents[1]
SECONDS: Counter[str] = Counter()
STAGES = {
    "paragraphs": (pipeline.paragraphs, "paragraphs"),
    "sections": (pipeline.sections, "sections"),
    "sentences": (pipeline.sentences, "sentences"),
    "mentions": (pipeline.mentions, "mentions"),
    "enumerations": (pipeline.enumerations, "enumerations"),
    "documents": (pipeline.documents, "document"),
}


def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, its time added to its stage's."""

    def call(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            SECONDS[name] += time.perf_counter() - start

    return call


def repeated(texts: list[RawText], size: int) -> list[RawText]:
    """The texts again and again, each with an id of its own, up to a size in bytes."""
    copies: list[RawText] = []
    while size > 0:
        source = texts[len(copies) % len(texts)]
        name = f"{source.document_id}-{len(copies):06d}"
        copies.append(RawText(name, f"{name}.txt", source.data))
        size -= len(source.data)
    return sorted(copies)


def main() -> None:
    """Run once and print the figures."""
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    source = read_input(ROOT)
    texts = repeated(source.texts, int(megabytes * 1_000_000))
    _ = source.vocabulary.gazetteer  # compiled once, whatever the size
    for name, (module, function) in STAGES.items():
        setattr(module, function, timed(name, getattr(module, function)))
    begin = time.perf_counter()
    tables = timed("map", pipeline.map_package)(texts, source.vocabulary, home.version())
    findings = timed("checks", check_tables)(tables)
    with tempfile.TemporaryDirectory() as folder:
        for name, table in tables.items():
            timed("parquet", write)(table, Path(folder) / f"{name}.parquet")
            timed("hashes", logical_hash)(table)
    total = time.perf_counter() - begin
    SECONDS["arrow and the rest"] = SECONDS.pop("map") - sum(SECONDS[name] for name in STAGES)
    rows = sum(len(table) for table in tables.values())
    raw = sum(len(text.data) for text in texts)
    print(f"{raw / 1e6:.1f} MB, {len(texts)} documents, {rows} rows, {len(findings)} findings (assertions of unrepeated documents)")
    print(f"{total:.2f} s: {raw / 1e6 / total:.2f} MB/s on one core, from bytes to checked Parquet")
    for name, seconds in SECONDS.most_common():
        print(f"{name:20} {seconds:7.2f} s {100 * seconds / total:5.1f} %")


if __name__ == "__main__":
    main()
