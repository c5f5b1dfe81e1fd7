"""Tifabank: the fixed formulations (tifa) of Chinese political language as traceable tables.

>>> import tifabank
>>> lists = tifabank.load("enumerations")        # a pandas DataFrame
>>> print(tifabank.cite())                       # how to cite the version in use
"""

from tifabank.citation import cite
from tifabank.explaining import explain
from tifabank.home import version
from tifabank.loading import load
from tifabank.resolving import resolve

__version__ = version()
__all__ = ["__version__", "cite", "explain", "load", "resolve"]
