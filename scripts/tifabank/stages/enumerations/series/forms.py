"""What single words tell: their tags, and whether they can be verbs, auxiliaries and the like.

The tagger is TextBlob's English one (Penn Treebank tags). As it is called here it looks at one word at a time: a lexicon, then endings;
only the first word of a stretch is also looked up in lower case. So what a word tells is remembered (lexicon.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from textblob.en import parser

from tifabank.stages.enumerations.series.ragged import Truths
from tifabank.text import HAN
from tifabank.words import AUXILIARIES, NOUNS_TOO, PREPOSITIONS, VERBS, is_participle, is_past, is_present

COMMAS = frozenset(",，、")
_PENN = (
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB "
    ", . : ( ) $ # `` '' \""
)
_RARE = (  # of single words of the tagger's lexicon
    "1991) CD|NN CD|NNS CD|NN|NP CD|RB DT|NN IN|PP JJR|IN JJ|CC JJ|IN JJ|JJR JJ|NP LS|NN MD|VB ND NNP|CC|NP NNP|JJ NNP|NN NNP|NP NNP|VB "
    "NNP|VBN NNP|VBZ NNS|NN NN|CD NN|DT NN|IN NN|JJ NN|NN NN|NNS NN|SYM NN|VBG NN|WRB PRP|JJ PRP|VBP RBS|JJ RB|VBG VBD|RB VBG|NN VBN|JJ "
    "VBP|IN VBP|PP WP|MD|NP £"
)
TAGS = ("", "POSS", "HAN", "Q", *_PENN.split(), *_RARE.split())
"""All tags: "" stands for the edge of a stretch, POSS for a possessive, HAN for a Chinese character, Q for a quotation."""
CODES = {tag: code for code, tag in enumerate(TAGS)}
_OPAQUE, _BRACKET, _HAN = re.compile(r"[“\"‘「《]Q"), re.compile(r"[(（]Q"), re.compile(f"[{HAN}]")
_SUBORDINATING = frozenset("that if when where while as because which who whose".split())
_NO_LAST = frozenset(
    "of the a an is are was were that who which has have had be been every each no its their at from with for by as into".split()
)

# What a word can be, as bits of `Form.facts`.
(
    VERB, NOUN_TOO, AUXILIARY, SUBORDINATING, PAST, PARTICIPLE, VERB_WITH_S, PRESENT, PRESENT_BEFORE_OBJECT, SHOWS_PRESENT, LOWER, UPPER,
    PREPOSITION, STRESSED, NO_LAST, CONJUNCTION, SINGULAR, RELATIVE, ENDS_IN_S, ENDS_IN_ING, ENDS_IN_ED, ENDS_IN_SS, MENDABLE, FINITE,
    PREPOSITIONAL, OPENS_CLAUSE, JOINS, PARTS,
) = (1 << i for i in range(28))  # fmt: skip


class Form(NamedTuple):
    """A word in lower case, its tag as the tagger has it, its tag by its form alone, and what it can be."""

    low: str
    tagged: int
    tag: int
    facts: int


EDGE = Form("", CODES[""], CODES[""], 0)


def tags_that(*wanted: str, prefixes: Sequence[str] = ()) -> Truths:
    """For each tag whether it is one of those wanted, or starts as they do."""
    return np.array([tag in wanted or tag.startswith(tuple(prefixes)) for tag in TAGS])


_BY_TAG = {
    FINITE: tags_that("VBZ", "VBD", "VBP", "MD"),
    PREPOSITIONAL: tags_that("IN", "TO"),
    OPENS_CLAUSE: tags_that("WDT", "WP", "WRB"),
    JOINS: tags_that("CC"),
    PARTS: tags_that(","),
}
_OF_TAG = [sum(fact for fact, held in _BY_TAG.items() if held[code]) for code in range(len(TAGS))]
_BY_FACT = ((AUXILIARY, FINITE), (SUBORDINATING, OPENS_CLAUSE))  # true by tag, or by this fact


def facts_with_tag(known: Form) -> int:
    """What a word with its tag can be."""
    return known.facts | _OF_TAG[known.tag] | sum(also for fact, also in _BY_FACT if known.facts & fact and not _OF_TAG[known.tag] & also)


def form(word: str, *, opens: bool = False) -> Form:
    """The form of a word, or of the word that a stretch opens with."""
    low = word.lower()
    tagged = _tagged("thing" if _OPAQUE.match(word) else "(" if _BRACKET.match(word) else word, opens=opens)
    tag, mendable = tagged, False
    if word in COMMAS:
        tag = ","
    elif _HAN.match(word):
        tag = "HAN"
    elif _OPAQUE.match(word):
        tag = "Q"
    elif word[0].isalpha():
        possessive = tagged.startswith("NN") and low.endswith(("'s", "’s", "s'", "s’"))
        tag, mendable = ("POSS", False) if possessive else (tagged, _mendable(low, tagged))
    return Form(low, CODES[tagged], CODES[tag], _facts(word, low) | MENDABLE * mendable)


def _tagged(word: str, *, opens: bool) -> str:
    tag = parser.find_tags([word] if opens else ["a", word])[-1][1]
    return tag if tag in CODES and tag else "NN"


def _mendable(low: str, tag: str) -> bool:
    """Whether the neighbours of a word can show that its tag is wrong (tokens.py)."""
    if tag[:2] in ("NN", "JJ"):
        return low in VERBS or (tag == "NNS" and low[:-1] in VERBS)
    return tag == "VBN" or (tag == "VB" and low in NOUNS_TOO) or (tag == "DT" and low == "that")


def _facts(word: str, low: str) -> int:
    facts = {
        VERB: low in VERBS,
        NOUN_TOO: low in NOUNS_TOO,
        AUXILIARY: low in AUXILIARIES,
        SUBORDINATING: low in _SUBORDINATING,
        PAST: is_past(low),
        PARTICIPLE: is_participle(low),
        VERB_WITH_S: low.endswith("s") and low[:-1] in VERBS,
        PRESENT: is_present(low, ""),
        PRESENT_BEFORE_OBJECT: is_present(low, "the"),
        SHOWS_PRESENT: is_present("plans", low),  # "plans" alone may be a noun
        LOWER: word.islower(),
        UPPER: word[:1].isupper(),
        PREPOSITION: low in PREPOSITIONS,
        STRESSED: low in ("not", "no", "never"),
        NO_LAST: low in _NO_LAST,
        CONJUNCTION: low in ("and", "or", "nor", "&"),
        SINGULAR: low in ("is", "was", "has", "does"),
        RELATIVE: low in ("that", "which", "who", "whose"),
        ENDS_IN_S: low.endswith("s"),
        ENDS_IN_ING: low.endswith("ing"),
        ENDS_IN_ED: low.endswith("ed"),
        ENDS_IN_SS: low.endswith("ss"),
    }
    return sum(bit for bit, held in facts.items() if held)
