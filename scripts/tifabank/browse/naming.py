"""The concepts that a visitor names: by id, wording, Chinese term or pinyin."""

from __future__ import annotations

import unicodedata
from typing import Any

from tifabank.browse.site import Row, rows

_NAMED = """
select concept_id, label, label_zh from concepts where concept_id = :told or lower(label) = lower(:told) or label_zh = :told
  or concept_id in (select concept_id from concept_labels where lower(label) = lower(:told))
order by concept_id = :told desc, lower(label) = lower(:told) desc, label_zh = :told desc, concept_id
"""
_WITH_PINYIN = "select concept_id, label, label_zh, pinyin from concepts where pinyin is not null order by concept_id"


async def concepts_named(datasette: Any, told: str) -> list[Row]:
    """The concepts of that name, the likeliest first; pinyin counts without tones, spaces and apostrophes. An id names one alone."""
    if not told:
        return []
    found = await rows(datasette, _NAMED, {"told": told})
    if not found and letters_of(told):
        found = [row for row in await rows(datasette, _WITH_PINYIN) if letters_of(row["pinyin"]) == letters_of(told)]
    return found[:1] if found and found[0]["concept_id"] == told else found


def letters_of(pinyin: str) -> str:
    """The letters of pinyin in lower case, without tone marks, spaces and apostrophes."""
    return "".join(c for c in unicodedata.normalize("NFD", pinyin.casefold()) if c.isalpha())
