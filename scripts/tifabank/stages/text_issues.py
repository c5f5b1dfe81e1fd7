"""Text issues: faults of a text as it was received, told in neutral words.

In: a text and its rows (paragraphs, sentences, lists), and the curated notes on it. Out: rows in order of place. Missing spaces,
unbalanced quotation marks, hard wraps, repetitions, broken ends and counts that do not match are found by rule; what only a reader
can see comes from text_notes.csv. Source: annotation guidelines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from tifabank.characters import LINE_ENDS
from tifabank.quotes import quotes
from tifabank.rows import Enumeration, Paragraph, Rule, Sentence, TextIssue, TextNote
from tifabank.spans import SpanIndex
from tifabank.text import HAN, Span, Text, before_notes, fold_lines

RULES = [
    Rule(
        "text_issues.missing_space",
        "text_issues",
        "pattern",
        1,
        "No space after the mark that ends a sentence, or after a comma before a word.",
    ),
    Rule("text_issues.unbalanced_quote", "text_issues", "pattern", 1, "A quotation mark that no other one answers in its paragraph."),
    Rule("text_issues.hard_wrap", "text_issues", "layout", 1, "A line break inside a paragraph."),
    Rule("text_issues.repeated_text", "text_issues", "derived", 1, "A sentence of eight words or more that stood before."),
    Rule("text_issues.truncated", "text_issues", "layout", 4, "The last running text breaks off without a final mark."),
    Rule("text_issues.count_mismatch", "text_issues", "derived", 1, "A list that gives more or fewer items than its name declares."),
    Rule("text_issues.note", "text_issues", "curated", 1, "A line of text_notes.csv."),
]

_MESSAGES = {
    "missing_space": "No space follows the mark.",
    "unbalanced_quote": "No other mark answers this quotation mark in its paragraph.",
    "hard_wrap": "A line break stands inside the sentence.",
    "repeated_text": "The same words stand earlier in this text.",
    "truncated": "The text breaks off here without a final mark.",
}
_LETTER = re.compile(rf"[^\W\d_{HAN}]")
_COMMA = re.compile(rf"[,;](?=[^\W\d_{HAN}])")  # the letter before it is looked at afterwards: a look-behind would slow the search
_BLANK = f"[^\\S{LINE_ENDS}]"
_BREAK = re.compile(f"(?<!{_BLANK}){_BLANK}*+(?:\r\n|[{LINE_ENDS}])\\s*")
_CLOSERS = "\"'”’)]»」』）】"
_ENDS = ".!?…。！？．:：;；"
_FULL_WIDTH = "。！？．」』）】》"
_HAN_CHAR = re.compile(f"[{HAN}]")
_NOTE = re.compile(r"\s?\[[^\[\]]{1,40}\]\Z")  # of editors: "[citation needed]"
_REPEATED_WORDS = 8
_RUNNING_TEXT = ("body", "heading")
_Found = tuple[str, Span]


def text_issues(
    text: Text, paragraphs: list[Paragraph], sentences: list[Sentence], enumerations: list[Enumeration], notes: Iterable[TextNote]
) -> list[TextIssue]:
    """The issues of a document."""
    found = {
        *_missing_spaces(text, sentences),
        *_unbalanced(text, paragraphs),
        *_hard_wraps(text, paragraphs),
        *_repeated(sentences),
        *_truncated(text, paragraphs),
    }
    rows = [_row(text, kind, span, _MESSAGES[kind], kind) for kind, span in found]
    rows += [_row(text, "count_mismatch", *_mismatch(e), "count_mismatch") for e in enumerations if e.completeness in ("short", "over")]
    rows += [_row(text, n.kind, Span(n.start_char, n.end_char), n.message, "note") for n in notes]
    return sorted(rows, key=lambda r: (r.start_char, -r.end_char, r.kind))


def _row(text: Text, kind: str, span: Span, message: str, rule: str) -> TextIssue:
    return TextIssue(
        issue_id=text.row_id(f"iss-{kind.replace('_', '-')}-", *span),
        document_id=text.document_id,
        kind=kind,  # type: ignore[arg-type]  # the vocabulary is checked over columns
        start_char=span.start,
        end_char=span.end,
        message=message,
        rule_id=f"text_issues.{rule}",
    )


def _missing_spaces(text: Text, sentences: list[Sentence]) -> Iterator[_Found]:
    """The mark after which the space is missing: where two sentences touch, and commas between words."""
    for before, after in pairwise(sentences):
        touch = before.end_char == after.start_char
        if touch and text.raw[before.end_char - 1] not in _FULL_WIDTH and not _HAN_CHAR.match(text.raw, after.start_char):
            yield "missing_space", Span(before.end_char - 1, before.end_char)
    in_sentence = SpanIndex(sentences)
    for comma in _COMMA.finditer(text.raw):
        place = comma.start()
        if _LETTER.match(text.raw, place - 1) and in_sentence.holding(place, place + 2):
            yield "missing_space", Span(place, place + 1)


def _unbalanced(text: Text, paragraphs: list[Paragraph]) -> Iterator[_Found]:
    for paragraph, following in pairwise([*paragraphs, None]):
        if paragraph is None or paragraph.kind == "furniture":
            continue
        pairs = quotes(text, paragraph.start_char, paragraph.end_char)
        for quote in pairs.found:
            mark = text.raw[quote.outer.start]
            opened_again = following and quote.outer.start == paragraph.start_char and text.raw[following.start_char] == mark
            if not quote.closed and not opened_again:
                yield "unbalanced_quote", Span(quote.outer.start, quote.outer.start + 1)
        for place in pairs.lone_closers:
            if not _is_separator(text.raw, place):
                yield "unbalanced_quote", Span(place, place + 1)


def _is_separator(raw: str, place: int) -> bool:
    """Whether a mark stands between blanks, as in a trail of links ("by Li Na » Monday")."""
    return raw[place] in "»›" and raw[place - 1 : place].isspace() and raw[place + 1 : place + 2].isspace()


def _hard_wraps(text: Text, paragraphs: list[Paragraph]) -> Iterator[_Found]:
    """Each break inside a paragraph, with the blanks around it."""
    for paragraph in paragraphs:
        if paragraph.kind in _RUNNING_TEXT and text.has_break(paragraph.start_char, paragraph.end_char):
            for run in _BREAK.finditer(text.raw, paragraph.start_char, paragraph.end_char):
                yield "hard_wrap", Span(*run.span())


def _repeated(sentences: list[Sentence]) -> Iterator[_Found]:
    seen: set[str] = set()
    folded = fold_lines(sentence.text for sentence in sentences).split("\n")
    for sentence, words in zip(sentences, folded, strict=False):  # no sentence: one empty line
        if sentence.words >= _REPEATED_WORDS and words in seen:
            yield "repeated_text", Span(sentence.start_char, sentence.end_char)
        seen.add(words)


def _truncated(text: Text, paragraphs: list[Paragraph]) -> Iterator[_Found]:
    """The last word of the last running text where it ends in no mark."""
    last = next((p for p in reversed(paragraphs) if p.kind in _RUNNING_TEXT), None)
    if last is None:
        return
    words = last.text[: before_notes(last.text, 0, len(last.text), _NOTE)].rstrip(_CLOSERS + " ■□◆●*")
    if words and words[-1] not in _ENDS and ";" not in words and len(words.split()) > 3:  # noqa: PLR2004  # a stray word is no sentence
        start = last.end_char - len(last.text.split()[-1])
        yield "truncated", text.strip(max(start, last.start_char), last.end_char)


def _mismatch(row: Enumeration) -> tuple[Span, str]:
    """Where the name stands, and what it declares against what is given."""
    start = row.start_char if row.name_start_char is None else row.name_start_char
    end = row.end_char if row.name_end_char is None else row.name_end_char
    return Span(start, end), f"Declared {row.declared_count}, given {row.item_count} in this text."
