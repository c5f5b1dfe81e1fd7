"""Tables in pandas: declared types, offline, from a checkout and from an installed wheel."""

import subprocess
import sys

import pandas as pd
import pytest
from tests.conftest import ROOT, read_csv

import tifabank
from tifabank.errors import InputError
from tifabank.rows import TABLES
from tifabank.schema import columns

RETIRED = read_csv(ROOT / "raw" / "curated" / "retired_ids.csv")[0]["old_id"]


@pytest.mark.parametrize("table", TABLES)
def test_types_are_as_declared(table):
    frame = tifabank.load(table)
    assert list(frame.columns) == [c.name for c in columns(TABLES[table])]
    for column in columns(TABLES[table]):
        wanted = {int: "Int64", bool: "boolean"}.get(column.type)
        if wanted:
            assert str(frame[column.name].dtype) == wanted
        else:
            assert pd.api.types.is_string_dtype(frame[column.name].dropna())


def test_importing_tifabank_imports_what_is_asked_for_alone():
    told = "import sys, tifabank; early = {'numpy', 'pandas', 'pyarrow'} & {*sys.modules}; tifabank.load; print(*early, 'pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    assert done.stdout == "True\n"


def test_all_that_tifabank_offers_is_there():
    assert dir(tifabank) == sorted(tifabank.__all__)
    assert all(callable(getattr(tifabank, name)) for name in tifabank.__all__ if name != "__version__")
    with pytest.raises(AttributeError, match="module 'tifabank' has no attribute 'loads'"):
        tifabank.loads  # noqa: B018


def test_pandas_needs_no_tifabank():
    pd.testing.assert_frame_equal(pd.read_parquet(ROOT / "processed" / "enumerations.parquet"), tifabank.load("enumerations"))


def test_an_unknown_table_is_told():
    with pytest.raises(InputError, match="no table 'poems': choose from documents"):
        tifabank.load("poems")


def test_the_wheel_carries_the_tables(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, check=True, capture_output=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    target = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    code = (
        f"import sys; sys.path.insert(0, {str(target)!r}); import tifabank, pathlib; "
        f"assert pathlib.Path(tifabank.__file__).is_relative_to({str(target)!r}); "
        "print(len(tifabank.load('enumerations')), tifabank.__version__, tifabank.cite()[:8]); "
        f"print(tifabank.resolve({RETIRED!r}).state, tifabank.explain({RETIRED!r}).retired[0].old_id)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True)
    told = [str(len(tifabank.load("enumerations"))), tifabank.__version__, "Tifabank", "retired", RETIRED]
    assert done.stdout.split() == told
