"""Paragraphs: physical lines, hard wraps undone, each with the kind that layout and wording give it.

In: a text, the curated title and author if there are any. Out: rows that tile the file. Source: annotation guidelines, Paragraphs.
"""

from __future__ import annotations

import re
from itertools import pairwise

from tifabank.rows import Paragraph, Rule
from tifabank.stages.paragraphs.apparatus import marked
from tifabank.stages.paragraphs.blocks import PAGE_HEAD, contents, linked, marked_heads
from tifabank.stages.paragraphs.dates import is_dateline
from tifabank.stages.paragraphs.evidence import is_counter
from tifabank.stages.paragraphs.feet import footed
from tifabank.stages.paragraphs.fronts import settled, without_counters, without_runs
from tifabank.stages.paragraphs.joins import join
from tifabank.stages.paragraphs.layout import LETTER_END, Line, is_motto, physical_lines
from tifabank.stages.paragraphs.names import is_biography, is_body, is_byline, is_names, is_signature
from tifabank.stages.paragraphs.running import is_running, symbol_heads, without_questions
from tifabank.stages.paragraphs.title import continued, is_column, is_title, subtitled, title_of, without_trails
from tifabank.text import Text, fold

RULES = [
    Rule(
        "paragraphs.title",
        "paragraphs",
        "layout",
        3,
        "The document's title, with or without the site's name, before the text starts; its subtitle.",
    ),
    Rule(
        "paragraphs.heading",
        "paragraphs",
        "layout",
        3,
        "A line of at most 30 words without final mark, followed by text; a title line that opens a section.",
    ),
    Rule(
        "paragraphs.byline",
        "paragraphs",
        "layout",
        3,
        "Author, issuing body, source, document number, place and date; a name between title and text.",
    ),
    Rule(
        "paragraphs.page",
        "paragraphs",
        "pattern",
        3,
        "Breadcrumbs, notices, menus, page numbers, captions and related links, by their wording.",
    ),
    Rule("paragraphs.tail", "paragraphs", "layout", 3, "Short lines without final mark after the text has ended."),
    Rule("paragraphs.body", "paragraphs", "layout", 3, "A line, or lines that a hard wrap broke, of running text."),
]

_TITLE = ("title", "title")
_FRONT_LINES = 12
_TAIL_WORDS = 8
_SIGNING_LINES = 4  # name, office and address under a letter
_LAST_LINES = 40  # in which biographies of authors are looked for
_CHAPTER = re.compile(
    r"(?:chapter|part|section) (?:\d{1,2}|[ivxl]+|one|two|three|four|five|six|seven|eight|nine|ten)[.:]?|第[一二三四五六七八九十]{1,3}[章节编部]",
    re.IGNORECASE,
)
_CREDITED = re.compile(r"(?:\s\S+){4}[.!?]\s(?:[A-Z][\w.-]*+[\s/|]{0,3}){1,5}\Z")  # a sentence and whose picture it is
_YEAR_END = re.compile(r"\b(?:19|20)\d{2}\Z")
_ABOUT = re.compile(r"about the (?:author|writer)s?:?", re.IGNORECASE)


def paragraphs(text: Text, title: str | None = None, author: str | None = None) -> list[Paragraph]:
    """The paragraphs of a text, in order; `section_id` is still null."""
    lines = join(text, marked_heads(text, marked(physical_lines(text))))
    kinds = _kinds(lines, title, author)
    return [_row(text, i, line, *kind) for i, (line, kind) in enumerate(zip(lines, kinds, strict=True), 1)]


def found_title(rows: list[Paragraph]) -> str | None:
    """The title a text gives itself: the shortest wording of its title lines."""
    return min((r.text for r in rows if r.kind == "title"), key=len, default=None)


def _row(text: Text, position: int, line: Line, kind: str, rule: str) -> Paragraph:
    start, end = line.span
    words = text.squeeze(start, end)
    return Paragraph(
        paragraph_id=text.row_id("par", start, end),
        document_id=text.document_id,
        section_id=None,
        position=position,
        kind=kind,  # type: ignore[arg-type]  # the vocabulary is checked over columns
        start_char=start,
        end_char=end,
        words=text.words(start, end),
        text=words,
        rule_id=f"paragraphs.{rule}",
    )


def _kinds(lines: list[Line], title: str | None, author: str | None) -> list[tuple[str, str]]:
    """Kind and rule of each line, decided by wording first, then by place."""
    lines = without_trails(lines)
    wanted = title_of(lines, title)
    lines = _with_biographies([_named_head(line, wanted) for line in continued(lines, wanted)])
    running = without_questions(lines, [is_running(lines, i) for i in range(len(lines))])
    for i in symbol_heads(lines, running):
        running[i] = False
    _unrun_above(lines, running, wanted)
    last_body = max((i for i, runs in enumerate(running) if runs), default=-1)
    first_body = running.index(True) if last_body >= 0 else len(lines)
    kinds = [
        _kind(line, wanted, author, runs=running[i], before=i < first_body, after=i > last_body)
        for i, (line, runs) in enumerate(zip(lines, running, strict=True))
    ]
    kinds = without_counters(lines, kinds)
    kinds = subtitled(lines, _named_chapters(lines, _headed(lines, _titled_again(kinds))))
    kinds = without_runs(lines, settled(lines, kinds))
    return _signed(lines, footed(lines, linked(lines, running, contents(lines, kinds)), wanted), last_body)


def _unrun_above(lines: list[Line], running: list[bool], title: str | None) -> None:
    """Take the title, which may be a question, and what stands above it out of the running text."""
    top = next((i for i, line in enumerate(lines[:_FRONT_LINES]) if title and not line.kind and is_title(line.text, title)), 0)
    for i, line in enumerate(lines):
        if running[i] and i >= top and not (title and is_title(line.text, title)):
            break
        running[i] = running[i] and i < top and line.ends


def _titled_again(kinds: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Kinds with the title as title, no heading, where it stands above a byline once more: a thread of posts."""
    return [_TITLE if kind == ("heading", "title") and below[0] == "byline" else kind for kind, below in pairwise([*kinds, ("", "")])]


def _named_head(line: Line, title: str | None) -> Line:
    """A line with its kind, if it is a running head: the title again, or what the page adds."""
    if line.kind != PAGE_HEAD:
        return line
    return line._replace(kind="title" if title and is_title(line.text, title) else "furniture")


def _named_chapters(lines: list[Line], kinds: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Kinds with the name of a chapter, on the line below its number, as a heading, even if it looks like a person's."""
    named = {i + 1 for i, line in enumerate(lines[:-1]) if kinds[i][0] == "heading" and _CHAPTER.fullmatch(line.text)}
    return [("heading", "heading") if i in named and kind == ("byline", "byline") else kind for i, kind in enumerate(kinds)]


def _with_biographies(lines: list[Line]) -> list[Line]:
    """The lines with what says who the authors are, at the end or under "About the author", as bylines."""
    done = list(lines)
    for i in range(len(lines) - 1, max(0, len(lines) - _LAST_LINES), -1):
        about = _ABOUT.fullmatch(lines[i - 1].text)
        if not lines[i].kind and (about or (is_biography(lines[i].text) and not _is_told_of(lines[i].text, lines[:i]))):
            done[i] = lines[i]._replace(kind="byline")
        elif is_running(lines, i):
            break
    for i in range(max(1, len(lines) - _LAST_LINES), len(lines)):
        if _ABOUT.fullmatch(lines[i - 1].text) and is_biography(lines[i].text):
            done[i] = lines[i]._replace(kind="byline")
    return done


def _is_told_of(words: str, before: list[Line]) -> bool:
    """Whether the person whom a paragraph opens with is somebody the text has told of."""
    name = " ".join(words.split()[:2])
    return any(name in line.text for line in before if not line.kind and line.ends)


def _headed(lines: list[Line], kinds: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Kinds with what stands above the title as furniture, if it is no byline: nothing is headed before the title."""
    title = next((i for i, (kind, _) in enumerate(kinds) if kind == "title"), 0)
    signed = any(kind == "byline" for kind, _ in kinds[title + 1 : title + 4])
    above = [
        _above_title(line, kind, signed=signed or is_motto(line.text, lines[i + 1].text))
        for i, (line, kind) in enumerate(zip(lines[:title], kinds[:title], strict=True))
    ]
    if title and kinds[title - 1][0] == "heading" and _CHAPTER.fullmatch(lines[title - 1].text):
        above[-1] = _TITLE
    return above + kinds[title:]


def _above_title(line: Line, kind: tuple[str, str], *, signed: bool) -> tuple[str, str]:
    """The kind of a line above the title: a heading, the name of a column, or a name where others sign below, is the page's."""
    weak = kind[0] == "byline" and not line.kind
    column = weak and (
        is_column(line.text) or (signed and is_names(line.text) and not is_body(line.text) and line.text.replace(" ", "").isalpha())
    )
    return ("furniture", "page") if kind[0] == "heading" or column else kind


def _signed(lines: list[Line], kinds: list[tuple[str, str]], last_body: int) -> list[tuple[str, str]]:
    """Kinds with the issuing body, a line before the date, and who signs a letter, as bylines."""
    for i in range(len(lines) - 1):
        tail = i > last_body and kinds[i] == ("furniture", "tail")
        body = kinds[i][0] == "heading" and is_body(lines[i].text)
        dated = body and _YEAR_END.search(lines[i].text) is not None  # "The State Council, December 2017"
        if dated or ((tail or body) and kinds[i + 1][0] == "byline" and is_dateline(lines[i + 1].text)):
            kinds[i] = ("byline", "byline")
        if LETTER_END.fullmatch(lines[i].text):
            for k in range(i + 1, min(i + 1 + _SIGNING_LINES, len(lines))):
                if kinds[k] not in (("heading", "heading"), ("furniture", "tail")) or lines[k].kind or is_counter(lines[k].text):
                    break
                kinds[k] = ("byline", "byline")
    return kinds


def _kind(
    line: Line, title: str | None, author: str | None, *, runs: bool, before: bool, after: bool
) -> tuple[str, str]:  # a decision list reads best as one
    if line.kind:
        return line.kind, line.kind if line.kind in ("byline", "title") else "page"
    if title and is_title(line.text, title):
        return _TITLE if before or after else ("heading", "title")
    if runs:
        return "body", "body"
    if (author and fold(line.text) == fold(author)) or (before and is_byline(line.text)) or (after and is_signature(line.text)):
        return "byline", "byline"
    if after:
        return ("furniture", "tail") if line.words <= _TAIL_WORDS else ("body", "body")
    return ("caption", "page") if not before and _CREDITED.search(line.text) else ("heading", "heading")
