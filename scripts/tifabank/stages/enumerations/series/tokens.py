"""Words of a stretch of text with their parts of speech.

The tagger is TextBlob's English one (Penn Treebank tags; a lexicon, then Brill's rules of context). What it gets wrong in the
language of plans and reports, where nouns and base verbs look alike ("must plan", "who records the ..."), is mended by the word
before and the word after.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from textblob.en import parser

from tifabank.text import HAN
from tifabank.words import AUXILIARIES, NOUNS_TOO, VERBS

COMMAS = frozenset(",，、")
_TOKEN = re.compile(
    rf"[“\"‘「《(（]Q+[”\"’」》)）]|\d[\d.,]*\d%?|\d+%?|[{HAN}]|[^\W{HAN}_]+(?:[-'’.&][^\W{HAN}_]+)*|[,，、]|[^\w\s]",
)
_OPAQUE, _BRACKET, _HAN = re.compile(r"[“\"‘「《]Q"), re.compile(r"[(（]Q"), re.compile(f"[{HAN}]")
_DETERMINING = frozenset({"DT", "PRP$"})
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})


class Token(NamedTuple):
    """A word or mark: its range, itself, in lower case, its tag ("," for commas, HAN, Q for a quotation), and whether it is a finite verb."""

    start: int
    end: int
    word: str
    low: str
    tag: str
    finite: bool


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a range, tagged; what quotations and brackets hold is masked by then and one token each."""
    found = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text, start, end)]
    tagged = parser.find_tags(["thing" if _OPAQUE.match(word) else "(" if _BRACKET.match(word) else word for _, _, word in found])
    tags = [tag or "NN" for _, tag in tagged]
    low = [word.lower() for _, _, word in found]
    for i, (_, _, word) in enumerate(found):
        tags[i] = _mended(low, tags, i) if word[0].isalpha() and not _HAN.match(word) else _by_form(word, tags[i])
    return [
        Token(a, b, word, lower, tag, tag in _FINITE or lower in AUXILIARIES)
        for (a, b, word), lower, tag in zip(found, low, tags, strict=True)
    ]


def _by_form(word: str, tag: str) -> str:
    if word in COMMAS:
        return ","
    if _HAN.match(word):
        return "HAN"
    return "Q" if _OPAQUE.match(word) else tag


def _mended(low: list[str], tags: list[str], i: int) -> str:
    """The tag of a word, mended by its neighbours; tags before `i` are mended already."""
    word, tag = low[i], tags[i]
    before, last = (tags[i - 1], low[i - 1]) if i else ("", "")
    following, after = (tags[i + 1], low[i + 1]) if i + 1 < len(low) else ("", "")
    opens = i == 0 or last in COMMAS or last in ("and", "or", "to")
    noun = tag.startswith("NN")
    if noun and word.endswith(("'s", "’s", "s'", "s’")):
        return "POSS"
    if noun and opens and word in VERBS and (following in _DETERMINING or (word not in NOUNS_TOO and following[:2] in ("JJ", "NN"))):
        return "VB"
    if before in ("MD", "TO") and tag[:2] in ("NN", "JJ") and word in VERBS:
        return "VB"
    if (
        tag == "NNS"
        and word[:-1] in VERBS
        and (following in _DETERMINING or following == "CD" or after in ("what", "how", "it", "them"))
        and (last in ("who", "that", "which", "it", "he", "she") or before[:2] == "NN")
    ):
        return "VBZ"
    if tag == "VBN" and (before in ("PRP", "NNP") or last == "who"):
        return "VBD"
    if tag == "VB" and word in NOUNS_TOO and before in ("DT", "JJ", "PRP$", "NN"):
        return "NN"
    if tag == "DT" and word == "that" and following in ("DT", "PRP", "NNS", "VBZ", "MD", "VBP"):
        return "IN"
    return tag
