"""Which of the lines above a text is its title: what speaks for each of them and what against it, weighed together.

A title shares its words with the text, stands again in trails and comments, and stands right above the byline; a masthead, a menu
or a rubric does none of this. No single sign decides. Source: annotation guidelines, Paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from tifabank.stages.paragraphs.layout import Line
from tifabank.text import HAN, fold, fold_lines

_ADDRESS = re.compile(r"https?://|\bwww\.|\S@\S+\.\w|\w<\w", re.IGNORECASE)
_BUTTONED = re.compile(r"(?<=\S\s)\[[^\[\]]{1,20}\]|[A-Za-z]\s(?:中文|EN|FR)\Z|\s[»/]\s", re.IGNORECASE)
_COUNTER = re.compile(
    r"\s•\s|[‹›◀▶▼♡]|\b\d[\d,]*\s(?:posts?|of\s\d+|comments?|followers|views|replies|documents|results|highlights?)\b", re.IGNORECASE
)
_SPOKEN = re.compile(r"\A[^.!?。！？]+[?？]\Z|[“\"][^“”\"]+[”\"]")  # no menu asks or quotes
_WORD = re.compile(rf"[{HAN}]+|[^\W\d_{HAN}]{{3,}}")
_WORD_AT = re.compile(rf"(?<![^\W\d_{HAN}])[^\W\d_{HAN}]+")
_FIRST_HAN = "\u3400"
_NUMERAL = re.compile(r"\b(?:\d+|[IVXL]+)\b")
_PART = re.compile(r"(chapter|part|section|article) (?:\d{1,3}|[ivxl]+|one|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)
_SMALL = frozenset("the and for with from that this what why who how are was were has have its not into our you your out".split())
_STEM = 5  # letters that tell a word, whatever its ending
_SHORT_NAME = 3  # words: containment of less says nothing
_LEAST_NAMED = 2
_RANKS = 5  # places down that tell against a line
_LEAST_WEIGHT, _NEARLY = 0.6, 1.6


class Candidate(NamedTuple):
    """A line that can be the title: its place among all lines, whether it stands above a byline, or right above the text."""

    place: int
    text: str
    signed: bool
    heads: bool


def best(candidates: list[Candidate], lines: list[Line], against: Callable[[str], float]) -> Candidate:
    """The candidate with most evidence, of equals the first; `against` is what a line's wording alone says against it.

    A line right above it with nearly as much evidence is the title, and the other one its subtitle.
    """
    own = {c.place for c in candidates}
    body = [line.text for i, line in enumerate(lines) if i > candidates[0].place and i not in own and not line.kind and line.ends]
    told = _told({stem for c in candidates for stem in _stems(c.text)}, "\n".join(body).lower())
    rest = fold_lines(line.text for line in lines if line.kind != "page_head")
    forms = _forms(candidates, lines)
    faults = [against(c.text) for c in candidates]
    free = next((c.place for c, fault in zip(candidates, faults, strict=True) if not fault), -1)  # the first with nothing against it
    weights = [
        _weight(c, candidates, told, rest) - fault - 1.5 * (c.heads and c.place > free >= 0) - 2.0 * (forms[_form(c.text)] > 1)
        for c, fault in zip(candidates, faults, strict=True)
    ]
    k = weights.index(max(weights))
    while k and candidates[k - 1].place == candidates[k].place - 1 and weights[k - 1] >= max(_LEAST_WEIGHT, weights[k] - _NEARLY):
        k -= 1
    return candidates[k]


def _forms(candidates: list[Candidate], lines: list[Line]) -> Counter[str | None]:
    """How many lines share a form with a number; lines longer than any candidate with a number can share none but that of a part."""
    longest = max((len(c.text.split()) for c in candidates if _form(c.text)), default=-1)
    alike = [line.text for line in lines if line.words <= longest or (longest >= 0 and _PART.match(line.text))]
    return Counter(form for words in alike if (form := _form(words)))


def _form(words: str) -> str | None:
    """A line with its number left open, None if it has none: headings of a series share it ("Chapter #")."""
    if part := _PART.match(words):
        return part[1].lower()
    form, numbers = _NUMERAL.subn("#", words)
    return form if numbers else None


def _weight(candidate: Candidate, candidates: list[Candidate], told: set[str], rest: str) -> float:
    """What place and words say for a candidate."""
    stems = _stems(candidate.text)
    shared = len(stems & told) / max(len(stems), _LEAST_NAMED)  # one word proves little
    words = candidate.text.split()
    weight = 3.0 * shared + 1.0 * (len(stems) > _LEAST_NAMED) + 1.5 * candidate.signed
    weight += 2.0 * (len(words) >= _SHORT_NAME and _is_named(candidate, rest))
    weight -= 3.0 * bool(_ADDRESS.search(candidate.text)) + 3.0 * bool(_BUTTONED.search(candidate.text))
    weight -= 3.0 * is_counter(candidate.text)
    weight += 1.0 * bool(_SPOKEN.search(candidate.text))
    weight -= 1.5 * is_row_of_names(candidate.text)
    return weight - 0.4 * min(_RANKS, candidates.index(candidate))


def _is_named(candidate: Candidate, rest: str) -> bool:
    """Whether another line, a trail or the head of the comments, holds the candidate; `rest` are all lines, folded."""
    name = fold(candidate.text)
    return rest.count(name) > 1 and any(len(name) < len(line) and name in line for line in rest.split("\n"))


def is_counter(words: str) -> bool:
    """Whether a line counts what the page has, or holds the arrows of its buttons ("4 posts • Page 1 of 1")."""
    return bool(_COUNTER.search(words))


def is_row_of_names(words: str) -> bool:
    """Whether a line is a row of capitalised words without any that binds them, as in a menu ("Visit Collection Learn Shop")."""
    parts = words.split()
    bound = not _SMALL.isdisjoint(words.lower().split())  # "The Grid Next Door"
    return len(parts) > _SHORT_NAME and not (bound or words.isupper()) and all(w[0].isupper() and w.isalpha() for w in parts)


def _stems(words: str) -> set[str]:
    """The words of a line by their first letters; of Chinese ones the pairs of characters."""
    found: set[str] = set()
    for word in _WORD.findall(words.lower()):
        if word[0] >= _FIRST_HAN:
            found |= {a + b for a, b in pairwise(word)}
        elif word not in _SMALL:
            found.add(word[:_STEM])
    return found


def _told(stems: set[str], text: str) -> set[str]:
    """Those of the stems that a text in small letters has as well; looked for one by one, as a text has far more words than a title."""
    return {stem for stem in stems if (stem in text if stem[0] >= _FIRST_HAN else _opens_word(stem, text))}


def _opens_word(stem: str, text: str) -> bool:
    """Whether a stem opens a word of a text, or is one if it is too short to have lost its ending."""
    place = text.find(stem)
    while place >= 0:
        word = _WORD_AT.match(text, place)
        if word and (len(stem) == _STEM or word[0] == stem) and word[0] not in _SMALL:
            return True
        place = text.find(stem, place + 1)
    return False
