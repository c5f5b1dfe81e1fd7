"""Finding labels in a text: one expression compiled from a trie, taken at every word start.

The expression yields the longest label at a start; the shorter labels with the same start are read from a table built once,
so that nested matches are kept (leftmost-longest alone loses them). It begins with the character before a word, as an expression
that begins with a set of characters is searched for faster than one that begins with a look-behind; hence a text is searched with a
space before it. Matching policy: annotation guidelines, Mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from tifabank.characters import MARKS
from tifabank.folding import spellings
from tifabank.rows import ConceptLabel, Mention
from tifabank.text import HAN, Reading, Text, fold
from tifabank.trie import trie

_HAN_CHAR = re.compile(f"[{HAN}]")
_BEFORE = rf"[^\w{MARKS}-]"  # no letter, mark of a letter, digit, underscore or hyphen
_AFTER = rf"(?![^\W_]|[{MARKS}])"  # no letter, mark or digit
_IN_WORD = re.compile(rf"[^\W_]|[{MARKS}]")
_BEFORE_HAN = rf"(?:{_BEFORE}|[{HAN}]|(?s:.)(?=[{HAN}]))"
_AFTER_HAN = rf"(?:{_AFTER}|(?=[{HAN}])|(?<=[{HAN}]))"


class Entry(NamedTuple):
    """One folded form: the labels that it may be, exact ones before plurals, by wording too, and their concepts."""

    labels: tuple[ConceptLabel, ...]
    worded: Mapping[str, ConceptLabel]
    concepts: frozenset[str]


Hit: TypeAlias = tuple[int, int, Entry]
"""One occurrence: its raw start and end, and what it may be. A bare tuple, as texts have very many."""


class Gazetteer:
    """The labels of a vocabulary, compiled once."""

    def __init__(self, labels: Iterable[ConceptLabel]) -> None:
        self._entries = _by_form(labels)
        self._named = {form: next(iter(entry.concepts)) for form, entry in self._entries.items() if len(entry.concepts) == 1}
        self._inside = {  # a label and those that it opens with: their lengths, and what they may be
            form: [(len(inner), self._entries[inner]) for inner in (form, *_prefixes(form, self._entries))] for form in self._entries
        }
        forms = trie(self._entries)
        self._plain = re.compile(rf"{_BEFORE}(?=({forms}){_AFTER})") if forms else None
        self._han = re.compile(rf"{_BEFORE_HAN}(?=({forms}){_AFTER_HAN})") if forms else None

    def concepts(self, folded: str) -> frozenset[str]:
        """The concepts that a folded wording is a label of, as a whole."""
        entry = self._entries.get(folded)
        return entry.concepts if entry else frozenset()

    def concept(self, folded: str) -> str | None:
        """The one concept that a folded wording is a label of, as a whole; None where it is none, or a homonym."""
        return self._named.get(folded)

    def find(self, text: Text) -> list[Hit]:
        """All occurrences in a text, in order of place, longest first."""
        if len(text.readings) == 1:
            return self._in_reading(text, text.first)
        hits = {(start, -end): (start, end, entry) for reading in text.readings for start, end, entry in self._in_reading(text, reading)}
        return [hits[place] for place in sorted(hits)]

    def _in_reading(self, text: Text, reading: Reading) -> list[Hit]:
        """The longest label at each start with the shorter ones that it opens with."""
        pattern = self._han if text.has_han else self._plain
        hits: list[Hit] = []
        shift = stop = 0
        for match in pattern.finditer(" " + reading.lower) if pattern else ():
            start = match.start()  # of the character before the label here, hence of the label itself in the text
            if start >= stop:
                shift, stop = reading.stretch(start)
            for length, entry in self._inside[match[1]]:
                end = start + length
                hits.append((start + shift, end + shift if end <= stop else reading.raw_end(end), entry))
        return hits


class Named:
    """What wordings name in one text: the one concept of a label, or of a homonym what its mention says there."""

    def __init__(self, gazetteer: Gazetteer, mentions: Iterable[Mention]) -> None:
        self._concept = gazetteer.concept
        self._decided = {(fold(m.text), m.end_char): m.concept_id for m in mentions if m.sense_basis == "curated"}

    def concept(self, folded: str, end: int) -> str | None:
        """The concept that a folded wording names, as a whole, that ends at a raw place; None where it is none, or undecided."""
        return self._concept(folded) or self._decided.get((folded, end))


def _by_form(labels: Iterable[ConceptLabel]) -> dict[str, Entry]:
    """Folded form -> labels; an exact label goes before a plural of another."""
    exact: dict[str, list[ConceptLabel]] = {}
    plural: dict[str, list[ConceptLabel]] = {}
    for label in labels:
        form = fold(label.label)
        exact.setdefault(form, []).append(label)
        if label.plural:
            plural.setdefault(regular_plural(form), []).append(label)
    return {spelt: _entry(found) for form, found in (plural | exact).items() if form for spelt in spellings(form)}


def _entry(labels: list[ConceptLabel]) -> Entry:
    worded = {label.label: label for label in reversed(labels)}
    return Entry(tuple(labels), worded, frozenset(label.concept_id for label in labels))


def regular_plural(form: str) -> str:
    """The regular English plural of the last word."""
    if form.endswith(("s", "x", "z", "ch", "sh")):
        return form + "es"
    if form.endswith("y") and form[-2:-1] not in "aeiou":
        return form[:-1] + "ies"
    return form + "s"


def _prefixes(form: str, forms: Mapping[str, Entry]) -> tuple[str, ...]:
    """The other labels that a label starts with and that end at a word's end in it, longest first."""
    ends = (
        i for i in range(len(form) - 1, 0, -1) if not _IN_WORD.match(form[i]) or _HAN_CHAR.match(form[i]) or _HAN_CHAR.match(form[i - 1])
    )
    return tuple(form[:i] for i in ends if form[:i] in forms)
