"""The classes of openings: with what a phrase can open.

A class is a number: of those named in CLASSES, or a number after those for a preposition or question word, which are classes of their
own. The lexicon gives those numbers out (lexicon.py).
"""

from __future__ import annotations

CLASSES = ("base", "ing", "to", "present", "past", "noun", "modal", "pronoun", "conjunction", "han", "verb alone", "nothing")
BASE, ING, TO, PRESENT, PAST, NOUN, MODAL, PRONOUN, CONJUNCTION, HAN, VERB_ALONE, NOTHING = range(len(CLASSES))
LAST_VERBAL = PAST
OF_PREPOSITION, OF_QUESTION = "in:", "which:"
"""How the names of the classes of prepositions and question words start."""
_OF_TAG = {
    "VB": BASE, "VBP": BASE, "VBG": ING, "VBN": PAST, "VBD": PAST, "VBZ": PRESENT, "TO": TO, "MD": MODAL, "PRP": PRONOUN,
    "EX": PRONOUN, "CC": CONJUNCTION, "HAN": HAN, "": NOTHING,
}  # fmt: skip
_PREFIXES = {"IN": OF_PREPOSITION} | dict.fromkeys(("WDT", "WP", "WRB", "WP$"), OF_QUESTION)


def class_name(low: str, tag: str) -> str:
    """The class of a word by its tag."""
    return _PREFIXES[tag] + low if tag in _PREFIXES else CLASSES[_OF_TAG.get(tag, NOUN)]
