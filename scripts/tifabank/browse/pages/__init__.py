"""The pages of our own, one module each, and their addresses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from tifabank.browse.pages import compare, concept, concepts, concordance, lists, one_list, reader

ROUTES: tuple[tuple[str, Callable[..., Awaitable[Any]]], ...] = (
    (reader.ADDRESS, reader.reader),
    (concordance.ADDRESS, concordance.concordance),
    (concepts.ADDRESS, concepts.concepts),
    (concept.ADDRESS, concept.concept),
    (lists.ADDRESS, lists.lists),
    (one_list.ADDRESS, one_list.one_list),
    (compare.ADDRESS, compare.compare),
)
"""Addresses as regular expressions, and what answers them."""
