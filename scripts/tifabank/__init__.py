"""Tifabank: the fixed formulations (tifa) of Chinese political language as traceable tables.

>>> import tifabank
>>> lists = tifabank.load("enumerations")        # a pandas DataFrame
>>> print(tifabank.cite())                       # how to cite the version in use
>>> tifabank.explain("an-id")                    # where a row is from, and what made it
>>> tifabank.resolve("an-id")                    # the exact characters that an id names
>>> tifabank.diff("old", "new")                  # what differs between two packages, row by row
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tifabank.citation import cite
    from tifabank.differing import diff
    from tifabank.explaining import explain
    from tifabank.loading import load
    from tifabank.resolving import resolve

    __version__: str

__all__ = ["__version__", "cite", "diff", "explain", "load", "resolve"]
_MODULES = {"cite": "citation", "diff": "differing", "explain": "explaining", "load": "loading", "resolve": "resolving"}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is: `import tifabank` costs nothing, and a command imports what it needs alone."""
    if name == "__version__":
        return import_module("tifabank.home").version()
    if name in _MODULES:
        return getattr(import_module(f"tifabank.{_MODULES[name]}"), name)
    raise AttributeError(f"module 'tifabank' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
