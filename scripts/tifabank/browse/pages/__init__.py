"""The pages of our own, one module each, and their addresses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from tifabank.browse.pages import (
    about,
    cite,
    compare,
    concept,
    concepts,
    concordance,
    downloads,
    explain,
    lists,
    one_list,
    reader,
    search,
    texts,
)

ROUTES: tuple[tuple[str, Callable[..., Awaitable[Any]]], ...] = (
    (reader.ADDRESS, reader.reader),
    (concordance.ADDRESS, concordance.concordance),
    (concepts.ADDRESS, concepts.concepts),
    (concept.ADDRESS, concept.concept),
    (lists.ADDRESS, lists.lists),
    (one_list.ADDRESS, one_list.one_list),
    (compare.ADDRESS, compare.compare),
    (texts.ADDRESS, texts.texts),
    (about.ADDRESS, about.about_page),
    (cite.ADDRESS, cite.cite),
    (explain.ADDRESS, explain.explain),
    (downloads.ADDRESS, downloads.download),
    (downloads.ROBOTS, downloads.robots),
    (search.ADDRESS, search.search),
)
"""Addresses as regular expressions, and what answers them."""
