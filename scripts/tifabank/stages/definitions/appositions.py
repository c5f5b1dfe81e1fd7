"""Definitions without a verb: an apposition ("“X”, a method that ..."), a bracket, or an entry of a glossary ("X: a method that ...")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tifabank.scan import Cue, found_at, pattern, words
from tifabank.stages.definitions.nouns import GENUS_NOUNS, NAMING_NOUNS, PERSONS, PLACES
from tifabank.stages.definitions.terms import LONGEST, can_be_term, clause_start, stripped
from tifabank.words import AUXILIARIES, DETERMINERS, VERBS, is_past, is_present

_WORKS = (
    r"book|novel|film|poem|song|documentary|play|painting|essay|article|report|speech|album|series|show|study|paper|exhibition|drama|opera|"
    r"magazine|newspaper|journal|column|podcast|blog|website|account|chapter|volume|memoir|story"
)
_DIFFERENTIA = (
    r"(?:that|which|who|whose|whereby|wherein|where|(?:in|by|under|through|for|to|from|with|within) (?:which|whom)|designed|used|meant|intended|"
    r"created|founded|introduced|organi[sz]ed)"
)
_MODIFIERS = r"(?:[\w'’/-]+,?\s){0,6}?"
_WORDS = r"(?:[a-z][\w'’/-]*,?\s){1,7}?"
_GLOSS = r"(?:\s?\((?!\d)[^()]{1,60}\))"
_GENUS = (
    r"(?!(?:an?|any|the)\s(?:(?!(?:of|for|in|to|by|that|who|which)\b)[\w'’-]+\s){0,4}"
    rf"(?:{_WORKS}|{PERSONS}|{PLACES}|allusion|reference|quotation|line)s?\b)"
)
_KIND = rf"(?:(?:an?|any)\s{_MODIFIERS}(?:[\w'’-]+\s{_DIFFERENTIA}|(?:{GENUS_NOUNS}|{NAMING_NOUNS})\s(?:of|for))|the\s{_MODIFIERS}[\w'’-]+\s(?:{_DIFFERENTIA}|of\s(?:[a-z]+ing|both|a|an|all|the)))\b"
_MARKED = re.compile(  # a term in quotation marks, or with a gloss in brackets
    rf"(?:\b(?:[Tt]he|[Aa]n?)\s)?(?:[\"“‘](?P<quoted>[^\"“”‘,.;:!?]{{2,60}})[\"”’]{_GLOSS}?(?:,|\s?[—–]|\s-|(?P<bracket>\s?\())\s?(?={_GENUS}{_KIND})"
    rf"|[\"“‘](?P<inside>[^\"“”‘,.;:!?]{{2,60}}),[\"”’]\s(?={_GENUS}an?\s{_MODIFIERS}[\w'’-]+\s{_DIFFERENTIA}\b))"
)
_GLOSSED = re.compile(rf"(?<=[\w”\"’]){_GLOSS},\s(?={_GENUS}{_KIND})")
_PLAIN = re.compile(
    rf"(?<=\w),\s(?=(?:an?|the|any)\s{_MODIFIERS}(?:{GENUS_NOUNS}|{NAMING_NOUNS}|identifier|employee|system)\s{_DIFFERENTIA}\b)"
)
_DEEDS = r"sale|purchase|handling|settlement|transfer|removal|separation|integration|allocation|treatment|delivery|merging|pooling|sharing"
_DASHED = re.compile(
    rf"(?<=[a-z])(?:\s?[—–]\s?|\s-\s)(?=(?:an?|the)\s{_MODIFIERS}(?:{GENUS_NOUNS}|{NAMING_NOUNS}|{_DEEDS})\s(?:{_DIFFERENTIA}|to|of)\b)"
)
_BRACKETED = re.compile(r"(?<=\w)(?P<bracket>\s\()(?:i\.e\.|that is),?\s")
_ENTRY = re.compile(
    rf"(?:[■●•▪◆*·–—-]\s)?(?P<term>[\"“‘]?[A-Z][^\n:;,.!?—–()]{{1,60}}[\"”’]?){_GLOSS}?\s?(?:[:：—–]|\s-)\s"
    rf"(?=(?:[Aa]n?|[Aa]ny)\s{_WORDS}(?:{_DIFFERENTIA}|of\s(?:a|an|all)|for\s(?:a|an|all|those|people))\b|[Tt]he\s(?:{_WORDS})?(?:{GENUS_NOUNS})\s(?:{_DIFFERENTIA}|of|to|payable|paid|charged)\b)",
)
_NO_ENTRIES = re.compile(
    r"(?:the )?(?:result|reason|answer|question|note|example|photo|picture|source|lesson|problem|task|aim|goal|conclusion|summary|advice|tip|"
    r"background|abstract|figure|table|update|correction|headline|topic|subject|place|time|date|price|first|second|third|next|last|[qa])s?\b",
    re.IGNORECASE,
)
_STOP = re.compile(r",\s(?=(?P<next>[a-z]+)(?:\s(?P<after>[\w-]+))?)|[;；]|(?<!\d)\s?[—–]\s?|\s-\s")
_CLOSE = re.compile(r"[)）]")
_AFTER_TERM = {"gloss": _GLOSSED, "comma": _PLAIN, "dash": _DASHED, "that is": _BRACKETED}
_OPENING = re.compile(  # of a quotation that can be a term, to judge by what follows it
    r"[\"“‘](?=[^\"“”‘,.;:!?]{2,60}(?:[\"”’](?:,|\s?[—–(]|\s-)|,[\"”’]\s))"
)
_LONGEST_GLOSS = 64  # characters with its bracket
_CLOSING_GLOSS = words("), a", "), the ")


def _quotations(plain: str) -> list[int]:
    """Where a quotation can open, or the article before it."""
    places: list[int] = []
    for match in _OPENING.finditer(plain):
        mark = match.start()
        article = next((a for a in ("the ", "The ", "an ", "An ", "a ", "A ") if plain.endswith(a, 0, mark)), "")
        places += [mark - len(article), mark] if article else [mark]
    return places


def _glosses(plain: str) -> list[int]:
    """Where a bracket opens that a comma and an article follow."""
    brackets = {plain.rfind(" (", max(0, close - _LONGEST_GLOSS), close) for close in _CLOSING_GLOSS(plain)}
    return sorted(brackets - {-1})


def _dashes(plain: str) -> list[int]:
    """Where a dash stands, or the blank before it; a short one stands between blanks."""
    return sorted({at - blank for at in words("—", "–", " - ")(plain) for blank in (0, 1)})


APPOSITION_CUES: dict[str, Cue] = {
    "entry": pattern("[:：—–-] (?=[Aa]n? |[Aa]ny |[Tt]he )"),
    "quotation": _quotations,
    "gloss": _glosses,
    "comma": pattern(rf", (?=(?:an?|the|any)\s{_MODIFIERS}[\w'’/-]+,?\s{_DIFFERENTIA}\b)"),
    "dash": _dashes,
    "that is": words(" (i.e.", " (that is"),
}
"""Cues of appositions, to be scanned for once in a text."""

_QUOTED_WORDS = 6
_NOTION_WORDS = 8
_NAME = re.compile(r"[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*\s?\Z")


class Apposition(NamedTuple):
    """An apposition in folded positions: its range and its term's."""

    start: int
    end: int
    term: tuple[int, int]


def appositions(plain: str, start: int, end: int, cues: dict[str, list[int]]) -> Iterator[Apposition]:
    """The appositions and entries of a sentence, given its cues, that say what a term is."""
    entry = _ENTRY.match(plain, start, end) if "entry" in cues else None
    if (
        entry
        and not _NO_ENTRIES.match(entry["term"].strip('"“‘'))
        and (term := stripped(plain, *entry.span("term")))
        and _is_phrase(plain, term)
    ):
        yield Apposition(term[0], end, term)
        return
    for match in found_at(_MARKED, plain, cues.get("quotation", ()), end):
        group = "quoted" if match["quoted"] else "inside"
        if len(match[group].split()) <= _QUOTED_WORDS and _is_phrase(plain, match.span(group)):
            yield Apposition(match.start(), _end(plain, match, end), match.span(group))
    for cue, predicate in _AFTER_TERM.items():
        for match in found_at(predicate, plain, cues.get(cue, ()), end):
            begin = clause_start(plain, start, match.start())
            term = stripped(plain, begin, match.start())
            if term and _is_notion(plain, begin, term, glossed=predicate is _GLOSSED):
                yield Apposition(begin, _end(plain, match, end), term)


def _is_phrase(plain: str, term: tuple[int, int]) -> bool:
    """Whether words are a noun phrase of some words: no clause, no command, nothing with commas."""
    words = plain[slice(*term)]
    parts = words.lower().split()
    if "," in words or len(parts) > _NOTION_WORDS or not can_be_term(words):
        return False
    commands = parts[0] in VERBS and (*parts, "")[1] in DETERMINERS
    return not commands and not any(map(_is_finite, parts[1:], [*parts[2:], ""]))


def _is_notion(plain: str, begin: int, term: tuple[int, int], *, glossed: bool) -> bool:
    """Whether a subject before an apposition is a notion: without a gloss, no name of a person or place and no single word."""
    words = plain[slice(*term)]
    return _is_phrase(plain, term) and (glossed or (" " in words and (begin < term[0] or not _NAME.match(words))))


def _is_finite(word: str, following: str) -> bool:
    return word in AUXILIARIES or is_past(word) or is_present(word, following)


def _end(plain: str, match: re.Match[str], end: int) -> int:
    """Where an apposition ends: with its bracket, before the verb of its sentence, at a dash or semicolon, or with the sentence."""
    end = min(end, match.end() + LONGEST)
    if match.groupdict().get("bracket"):
        close = _CLOSE.search(plain, match.end(), end)
        return close.start() if close else end
    for stop in _STOP.finditer(plain, match.end(), end):
        if not stop["next"] or _is_finite(stop["next"], stop["after"] or ""):
            return stop.start()
    return end
