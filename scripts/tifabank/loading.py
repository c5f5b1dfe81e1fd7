"""Tables as pandas frames, offline."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TextIO

import pandas as pd

from tifabank.curated import spelled
from tifabank.errors import InputError
from tifabank.folders import folder_of
from tifabank.home import home
from tifabank.rows import TABLES
from tifabank.stored import read_table


def load(name: str, package: str | Path | None = None) -> pd.DataFrame:
    """A table as a DataFrame with the declared types (nullable integers as Int64, booleans as boolean).

    Args:
        name: a table, for example "enumerations".
        package: a package folder, or its address on a file system that Arrow knows; by default the data that Tifabank came with.

    Raises:
        InputError: there is no such table, or the package has not been built, or only in part, or by another version of Tifabank that
            gave the table other columns.
    """
    if name not in TABLES:
        raise InputError(f"no table {name!r}: choose from {', '.join(TABLES)}")
    frame: pd.DataFrame = read_table(folder_of(package or home()), name).to_pandas()
    return frame


def as_csv(frame: pd.DataFrame, sink: TextIO) -> None:
    """Write a table as CSV, cells exactly as they are, booleans as curated files and downloads spell them.

    Where a cell holds a carriage return, all words are quoted: some versions of the writer leave it bare, and readers end the row there.
    """
    words = frame.select_dtypes(exclude=["number", "bool", "boolean"])
    bare = any(words[name].str.contains("\r", regex=False).any() for name in words.columns)
    booleans = frame.select_dtypes(["bool", "boolean"])
    frame = frame.assign(**{name: booleans[name].astype(object).map(spelled, na_action="ignore") for name in booleans.columns})
    frame.to_csv(sink, index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC if bare else csv.QUOTE_MINIMAL)
