"""Lists that the heading right over them names: "Three supports" over three bullets, "Four big things" over a sentence with four nouns."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from tifabank.spans import SpanIndex
from tifabank.stages.enumerations.coordination import parts_of
from tifabank.stages.enumerations.counted import Counted, fits
from tifabank.stages.enumerations.model import Found, Frame, Item, first_word, label_of
from tifabank.stages.enumerations.naming import is_plain
from tifabank.stages.enumerations.summed import last_parts
from tifabank.text import Span

_BETWEEN = 1  # body paragraphs that may stand between a heading and its list
_AROUND = 12  # characters of a heading that may stand around the name that it is
_LEAST = 3  # items of a first sentence
_MARKED = frozenset(("ordinal", "numbered", "bulleted"))


def named_by_heading(frame: Frame, lists: Sequence[Found], headed: Iterable[Counted]) -> list[Found]:
    """The lists; those with markers and without a name that open the section of a heading with a counted phrase get that name."""
    headings = SpanIndex([p for p in frame.paragraphs.rows if p.kind == "heading"])
    taken = {found.name for found in lists}
    names = {place.start_char: p for p in headed if p.name not in taken and (place := headings.at(p.name.start))}
    done = []
    for found in lists:
        heading = headings.starting_before(found.span.start) if found.name is None and found.kind in _MARKED else None
        phrase = names.get(heading.start_char) if heading else None
        near = heading is not None and frame.body.count_in(heading.end_char, found.span.start) <= _BETWEEN
        if heading and phrase and near and _counts(frame, phrase, found):
            del names[heading.start_char]
            done.append(found._replace(kind="named", name=phrase.name, declared=phrase.declared))
        else:
            done.append(found)
    return done


def _counts(frame: Frame, phrase: Counted, found: Found) -> bool:
    """Whether a name in a heading counts a list: exactly, or give or take one where words mark the items of a plain noun."""
    given = len(found.items)
    loose = found.kind == "ordinal" and phrase.declared is not None and abs(phrase.declared - given) == 1 and is_plain(frame, phrase)
    return loose or fits(frame, phrase, given)


def under_heading(frame: Frame, phrase: Counted, taken: Container[int]) -> Found | None:
    """The coordination that is or closes the first sentence under a heading that is nothing but a name, as long as the name says.

    `taken` holds the starts of items of other lists.
    """
    heading = frame.paragraphs.at(phrase.name.start)
    bare = heading is not None and len(heading.text) - (phrase.name.end - phrase.name.start) <= _AROUND
    after = frame.paragraphs.following(heading.end_char, 1) if heading and bare else []
    first = frame.sentences.at(after[0].start_char) if after and after[0].kind == "body" else None
    if first is None or phrase.declared is None or phrase.declared < _LEAST:
        return None
    parts = parts_of(frame, first.start_char, first.end_char, phrase.declared)
    alike = len(parts) == phrase.declared and len({first_word(frame.text, part) for part in parts}) == 1
    spans = last_parts(frame, Span(first.start_char, first.end_char - 1), phrase.declared) or (parts if alike else [])
    if not spans or any(span.start in taken for span in spans):
        return None
    items = tuple(Item(span, None, label_of(frame.text, *span)) for span in spans)
    return Found("named", "enumerations.unmarked", items, phrase.name, phrase.declared)
