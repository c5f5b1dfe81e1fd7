"""What is generated beside the tables: CITATION.cff, schemas/quality.csv (where there is a gold standard), and the parts of README.md
between `<!-- generated:NAME -->` and `<!-- end -->`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

from tifabank.citation import citation_cff, cite
from tifabank.errors import InputError
from tifabank.evaluate import Score, evaluate
from tifabank.folders import LocalFolder, reason
from tifabank.plain_text import encoding_fault
from tifabank.printing import one_line
from tifabank.publishing import publish, writing
from tifabank.rows import TABLES
from tifabank.schema import about
from tifabank.stored import files_of, parquet, read_table

_PART = re.compile(r"(<!-- generated:(?P<name>\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def refresh(package: Path) -> list[str]:
    """Write the generated files of a built package, all or none; the names of those that changed.

    Raises:
        InputError: README.md is no text, or has a part that nothing generates; another command writes to the package, or it cannot be written.
    """
    folder = LocalFolder(package)
    with writing(folder) as aside:
        wanted = {name: text.encode() for name, text in _generated(package).items()}
        changed = [name for name, data in wanted.items() if not (folder.has_file(name) and folder.read(name) == data)]
        for name in changed:
            folder.write(f"{aside}/{name}", wanted[name])
        publish(folder, aside, changed)
    return changed


def _generated(package: Path) -> dict[str, str]:
    """The generated files by name."""
    readme, gold = _readme(package / "README.md"), package / "tests" / "gold"
    wanted = {"CITATION.cff": citation_cff(package)}
    scores: list[Score] = []
    if gold.is_dir() or "<!-- generated:quality -->" in readme:
        scores = [s for s in evaluate(package, gold) if ":" not in s.task]
        wanted["schemas/quality.csv"] = _figures(scores)
    if readme:
        wanted["README.md"] = _filled(package, readme, scores)
    return wanted


def _readme(path: Path) -> str:
    """The text of README.md; empty where there is none."""
    if not path.is_file():
        return ""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"README.md: cannot be read ({reason(error)}): allow reading") from None
    except UnicodeDecodeError:
        raise InputError(f"README.md: {encoding_fault(path.read_bytes())}") from None


def _filled(package: Path, readme: str, scores: list[Score]) -> str:
    parts: dict[str, Callable[[Path], str]] = {"tables": _tables, "documents": _documents, "citation": _citation}
    parts["quality"] = lambda _package: _quality(scores)

    def fill(match: re.Match[str]) -> str:
        if match["name"] not in parts:
            raise InputError(f"README.md: nothing generates the part {match['name']!r}: choose from {', '.join(parts)}")
        return f"{match[1]}{parts[match['name']](package)}\n{match[3]}"

    return _PART.sub(fill, readme)


def _tables(package: Path) -> str:
    """The tables with their row counts."""
    lines = ["| table | rows | what a row is |", "|---|---:|---|"]
    folder = LocalFolder(package)
    for name in TABLES:
        rows = sum(parquet(folder, file).metadata.num_rows for file in files_of(folder, name))
        lines.append(f"| [`{name}`](schemas/{name}.json) | {rows} | {about(name)} |")
    return "\n".join(lines)


def _documents(package: Path) -> str:
    """The documents with what is known of their translation."""
    columns = ["document_id", "kind", "publisher", "translation", "body_words"]
    rows = read_table(LocalFolder(package), "documents", columns).to_pylist()
    lines = ["| document | kind | publisher of the original | translation | body words |", "|---|---|---|---|---:|"]
    for row in rows:
        publisher = _plain(row["publisher"] or "unknown")
        cells = (f"`{row['document_id']}`", row["kind"].replace("_", " "), publisher, row["translation"] or "unknown")
        lines.append(f"| {' | '.join(cells)} | {row['body_words']} |")
    return "\n".join(lines)


def _figures(scores: list[Score]) -> str:
    """The scores as CSV: a line for each task and split."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(["task", "split", "gold_rows", "precision", "recall", "f1"])
    writer.writerows([s.task, s.split, s.gold, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}"] for s in scores)
    return sink.getvalue()


def _quality(scores: list[Score]) -> str:
    """Precision, recall and F1 of each task on the gold standard of the package, split by split."""
    splits = sorted({s.split for s in scores}, key=lambda split: (split != "test", split))
    lines = [
        "| task | " + " | ".join(f"{s}: gold rows | P | R | F1" for s in splits) + " |",
        "|---|" + "---:|---:|---:|---:|" * len(splits),
    ]
    for task in dict.fromkeys(s.task for s in scores):
        own = {s.split: s for s in scores if s.task == task}
        cells = [f"{s.gold} | {s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f}" if (s := own.get(p)) else "| | |" for p in splits]
        lines.append(f"| {task} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _citation(package: Path) -> str:
    return f"> {_plain(cite(package=package))}"


def _plain(words: str) -> str:
    """Words as Markdown shows them, in one line, whatever markup they hold."""
    return re.sub(r"[\\`*_\[\]<>&|]", r"\\\g<0>", one_line(words))
