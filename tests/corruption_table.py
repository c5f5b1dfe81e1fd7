"""The generated parts of docs/checks.md: the layers, and the table of corruptions. `python -m tests.corruption_table` writes them."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from tests import frictionless_alone
from tests.corruptions import DECLARED
from tests.small_package import write_sound

from tifabank.checking.findings import LAYERS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "checks.md"
_PART = re.compile(r"(<!-- generated:(\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(page: str, folder: Path) -> str:
    """The page with its generated parts made anew; packages are built and damaged in the folder."""
    parts = {"layers": layers(), "corruptions": corruptions(folder)}
    return _PART.sub(lambda match: f"{match[1]}{parts[match[2]]}\n{match[3]}", page)


def layers() -> str:
    """The layers, what each looks at, and its checks."""
    lines = ["| layer | what it looks at | checks |", "|---|---|---|"]
    return "\n".join(
        [*lines, *(f"| {name} | {layer.about} | {', '.join(f'`{c}`' for c in layer.checks)} |" for name, layer in LAYERS.items())]
    )


def corruptions(folder: Path) -> str:
    """The corruptions in the order of their declaration, with what frictionless alone says."""
    sound = write_sound(folder)
    lines, passed = [], 0
    for number, corruption in enumerate(DECLARED):
        copy = folder / f"copy-{number}"
        shutil.copytree(sound[corruption.parts], copy)
        corruption.damage(copy)
        found = frictionless_alone.finds(copy, sound[corruption.parts])
        passed += not found
        lines.append(f"| {corruption.name} | {corruption.about} | {corruption.layer} | {'finds it' if found else '**lets it pass**'} |")
    head = ["| corruption | what is done | caught by | frictionless alone |", "|---|---|---|---|"]
    return "\n".join([f"{len(DECLARED)} corruptions, all caught; frictionless alone lets {passed} of them pass.", "", *head, *lines])


def main() -> None:
    """Write the page."""
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
