"""The pages of our own, one module each, and their addresses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from tifabank.browse.pages import concept, concepts, lists, one_list, reader

ROUTES: tuple[tuple[str, Callable[..., Awaitable[Any]]], ...] = (
    (reader.ADDRESS, reader.reader),
    (concepts.ADDRESS, concepts.concepts),
    (concept.ADDRESS, concept.concept),
    (lists.ADDRESS, lists.lists),
    (one_list.ADDRESS, one_list.one_list),
)
"""Addresses as regular expressions, and what answers them."""
