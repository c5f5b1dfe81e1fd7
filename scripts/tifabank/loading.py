"""Tables as pandas frames, offline."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tifabank.errors import InputError
from tifabank.home import home
from tifabank.rows import TABLES


def load(name: str, package: str | Path | None = None) -> pd.DataFrame:
    """A table as a DataFrame with the declared types (nullable integers as Int64, booleans as boolean).

    Args:
        name: a table, for example "enumerations".
        package: a package folder; by default the data that Tifabank came with.

    Raises:
        InputError: there is no such table, or the package has not been built.
    """
    if name not in TABLES:
        raise InputError(f"no table {name!r}: choose from {', '.join(TABLES)}")
    path = (Path(package) if package else home()) / "processed" / f"{name}.parquet"
    if not path.is_file():
        raise InputError(f"{path}: not there: run 'tifabank build' first")
    return pd.read_parquet(path)
