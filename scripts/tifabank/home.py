"""Where the published tables lie: in the checkout, or inside the installed wheel; and the version they carry."""

from __future__ import annotations

import contextlib
import csv
from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@cache
def home() -> Path:
    """The package folder that `load` and `cite` read by default: the checkout if the code lies in one, else the wheel's data."""
    checkout = _HERE.parents[1]
    return checkout if (checkout / "pyproject.toml").is_file() and (checkout / "raw").is_dir() else _HERE / "data"


def another_around(place: Path) -> Path | None:
    """The package nearest to a folder, the folder itself or one above it, if it is not the one that is read by default."""
    for folder in (place, *place.parents):
        if any((folder / "raw" / "texts").glob("*.txt")) or (folder / "processed" / "documents.parquet").exists():
            return None if folder.samefile(home()) else folder
    return None


def facts(package: Path) -> dict[str, str]:
    """The facts of a package's package.csv, empty values left out; an absent file has none."""
    path = package / "raw" / "curated" / "package.csv"
    if not path.is_file():
        return {}
    with (
        path.open(encoding="utf-8-sig", errors="replace", newline="") as file,
        contextlib.suppress(csv.Error),
    ):  # `build` tells what is wrong
        return {line["key"]: line["value"] for line in csv.DictReader(file) if line.get("key") and line.get("value")}
    return {}


@cache
def version() -> str:
    """The one version number of code and data."""
    return facts(home()).get("version", "0")
