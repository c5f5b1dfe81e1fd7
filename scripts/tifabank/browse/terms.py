"""What is typed into the search box, as full-text search and SQLite take it: any string becomes quoted terms, so that none is an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

LONGEST = 300
"""Characters of what is typed that are read; more is told on the page."""
MOST = 12
"""Terms that are looked for."""
OPEN, CLOSE = "\ue0f0", "\ue0f1"
"""What full-text search puts around the words found, before they are marked."""
_AROUND = 60  # characters kept on each side of a Chinese term found
_HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
_TERM = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_SIMPLE = re.compile(r"[^\W_]+")


class Terms(NamedTuple):
    """What is looked for: `words` by full-text search, each a quoted FTS term; `parts` anywhere in a cell (Chinese has no blanks)."""

    words: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def match(self) -> str:
        """The full-text expression: every word must occur."""
        return " ".join(self.words)


def terms(typed: str) -> Terms:
    """The terms of what was typed: words, "phrases", and beginnings of words (a star after them)."""
    readable = "".join(c if c.isprintable() else " " for c in typed[:LONGEST]).translate(_QUOTES)
    words, parts = [], []
    for phrase, star, bare in _TERM.findall(readable):
        told = phrase or bare
        if not any(map(str.isalnum, told)):
            continue
        if _HAN.search(told):
            parts.append(told.strip(" *"))
        else:
            words.append(f'"{told.rstrip("*")}"{"*" if star or bare.endswith("*") else ""}')
    words, parts = list(dict.fromkeys(words))[:MOST], list(dict.fromkeys(parts))[:MOST]
    return Terms(tuple(words), tuple(parts))


def literal(text: str) -> str:
    """A string as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def condition(table: str, searched: Sequence[str], wanted: Terms) -> str:
    """The SQL condition on a table by which a row holds all terms: words by full-text search, parts in any searched column."""
    told = []
    if wanted.words:
        told.append(f"{table}.rowid in (select rowid from {table}_fts where {table}_fts match {literal(wanted.match)})")
    for part in wanted.parts:
        held = (f"instr({table}.{column}, {literal(part)}) > 0" for column in searched)
        told += [f"({' or '.join(held)})"]
    return " and ".join(told) or "0"


def table_search(wanted: Terms) -> dict[str, str]:
    """The parameters by which Datasette's page of a table looks for the same words."""
    if not wanted.words:
        return {}
    if any(word.endswith("*") for word in wanted.words):
        return {"_search": wanted.match, "_searchmode": "raw"}
    return {"_search": " ".join(w.strip('"') if _SIMPLE.fullmatch(w.strip('"')) else w for w in wanted.words)}


def marked_words(snippet: str) -> Markup:
    """What full-text search cut, with the words found marked; every other character is escaped."""
    pieces = re.split(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}", snippet)
    return Markup("").join(Markup("<mark>{}</mark>").format(p) if i % 2 else escape(p) for i, p in enumerate(pieces))


def marked_parts(cells: Iterable[str | None], parts: Sequence[str]) -> Markup:
    """The first cell that holds one of the parts, cut around it, with all parts marked."""
    cell = next((c for c in cells if c and any(part in c for part in parts)), "")
    places = [cell.find(part) for part in parts if part in cell]
    if not places:
        return Markup("")
    start, end = max(0, min(places) - _AROUND), min(places) + _AROUND * 2
    cut = f"{'…' if start else ''}{cell[start:end]}{'…' if end < len(cell) else ''}"
    pattern = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
    return marked_words(re.sub(pattern, lambda m: f"{OPEN}{m[0]}{CLOSE}", cut))
