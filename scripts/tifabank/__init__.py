"""Tifabank: the fixed formulations (tifa) of Chinese political language as traceable tables.

>>> import tifabank
>>> lists = tifabank.load("enumerations")        # a pandas DataFrame
>>> print(tifabank.cite())                       # how to cite the version in use
>>> changes = tifabank.diff("old", "new")        # what differs between two packages, row by row
"""

from tifabank.citation import cite
from tifabank.differing import diff
from tifabank.home import version
from tifabank.loading import load

__version__ = version()
__all__ = ["__version__", "cite", "diff", "load"]
