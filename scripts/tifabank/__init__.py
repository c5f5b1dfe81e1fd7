"""Tifabank: the fixed formulations (tifa) of Chinese political language as traceable tables.

>>> import tifabank
>>> lists = tifabank.load("enumerations")        # a pandas DataFrame
>>> print(tifabank.cite())                       # how to cite the version in use
>>> tifabank.explain("an-id")                    # where a row is from, and what made it
>>> tifabank.resolve("an-id")                    # the exact characters that an id names
>>> tifabank.diff("old", "new")                  # what differs between two packages, row by row
"""

from tifabank.citation import cite
from tifabank.differing import diff
from tifabank.explaining import explain
from tifabank.home import version
from tifabank.loading import load
from tifabank.resolving import resolve

__version__ = version()
__all__ = ["__version__", "cite", "diff", "explain", "load", "resolve"]
