"""The pages of our own, one module each, and their addresses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from tifabank.browse.pages import reader, search

ROUTES: tuple[tuple[str, Callable[..., Awaitable[Any]]], ...] = (
    (reader.ADDRESS, reader.reader),
    (search.ADDRESS, search.search),
)
"""Addresses as regular expressions, and what answers them."""
