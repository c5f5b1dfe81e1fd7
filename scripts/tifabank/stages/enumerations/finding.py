"""How the lists of a document are found: each way in its turn, what an earlier one took left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from tifabank.stages.enumerations.counted import Counted, counted_phrases
from tifabank.stages.enumerations.han import counted_after
from tifabank.stages.enumerations.headed import named_by_heading, under_heading
from tifabank.stages.enumerations.heading import heading_lists
from tifabank.stages.enumerations.marked import TAKEN_UP, marked_lists
from tifabank.stages.enumerations.model import Found, Frame
from tifabank.stages.enumerations.naming import introduced, points_ahead, taken_up
from tifabank.stages.enumerations.overlaps import Borders
from tifabank.stages.enumerations.series import series_lists
from tifabank.stages.enumerations.spelled import spelled_out
from tifabank.stages.enumerations.summed import named_after, summed_up
from tifabank.stages.enumerations.unmarked import unmarked
from tifabank.text import Span, fold


def find_lists(frame: Frame) -> list[Found]:
    """All lists, in order of place, longest first."""
    everywhere = counted_phrases(frame)
    phrases = [p for p in everywhere if frame.body.at(p.name.start)]
    headed = [p for p in everywhere if (place := frame.paragraphs.at(p.name.start)) and place.kind == "heading"]
    others = _exclusive([*heading_lists(frame, headed), *marked_lists(frame)])
    spelled = _spelled_out(frame, phrases, others)
    used = {phrase for phrase, _ in spelled}
    lists = [found for _, found in spelled] + _introduced(frame, others, phrases, used)
    lists = [_taken_up(frame, found, everywhere, used) for found in lists]
    lists = named_by_heading(frame, [found for found in lists if found.kind != TAKEN_UP], headed)
    lists += _unmarked(frame, lists, phrases)
    lists += _before_names(frame, lists, phrases)
    lists += _under_headings(frame, lists, headed)
    lists += counted_after(frame, {item.span.start for found in lists for item in found.items})
    lists += _summed_up(frame, _series(frame, lists), phrases)
    lists += _named_only(frame, phrases, lists)
    return sorted(_of_own_ranges(lists), key=place_of)


def _of_own_ranges(lists: Iterable[Found]) -> list[Found]:
    """The lists whose range and items no list before them has: the id of a row is its range."""
    ranges: set[Span] = set()
    items: set[Span] = set()
    kept = []
    for found in lists:
        own = {item.span for item in found.items}
        if found.span not in ranges and not own & items:
            kept.append(found)
            ranges.add(found.span)
            items |= own
    return kept


def place_of(found: Found) -> tuple[int, int]:
    """Where a list stands: of two that start together the longer one goes first."""
    start, end = found.span
    return start, -end


def _starts(lists: Iterable[Found]) -> set[int]:
    """Where the items and their labels start."""
    return {start for found in lists for item in found.items for start in (item.span.start, item.label.start)}


def _unmarked(frame: Frame, lists: list[Found], phrases: list[Counted]) -> list[Found]:
    """The lists without markers whose names are no other list's."""
    names = {found.name for found in lists}
    starts = _starts(lists)
    found = []
    for phrase in phrases:
        made = unmarked(frame, phrase, starts) if phrase.name not in names else None
        if made:
            found.append(made)
            starts.update(item.span.start for item in made.items)
    return found


def _before_names(frame: Frame, lists: list[Found], phrases: list[Counted]) -> list[Found]:
    """The lists that stand right before their names, of phrases that name no other list."""
    names = {found.name for found in lists}
    starts = _starts(lists)
    found = (summed_up(frame, phrase) for phrase in phrases if phrase.name not in names)
    return [made for made in found if made and not any(item.span.start in starts for item in made.items)]


def _under_headings(frame: Frame, lists: list[Found], headed: list[Counted]) -> list[Found]:
    """The lists in the first sentences under headings that name no other list."""
    names = {found.name for found in lists}
    starts = _starts(lists)
    found = (under_heading(frame, phrase, starts) for phrase in headed if phrase.name not in names)
    return [made for made in found if made]


def _taken_up(frame: Frame, found: Found, phrases: list[Counted], used: set[Counted]) -> Found:
    """A list without a name, with the name that its first item takes up."""
    phrase = taken_up(frame, found, phrases, used) if found.name is None and found.kind in ("ordinal", TAKEN_UP) else None
    if phrase is None:
        return found
    used.add(phrase)
    return found._replace(kind="named", name=phrase.name, declared=phrase.declared)


def _series(frame: Frame, lists: list[Found]) -> list[Found]:
    """The coordinations whose members are no items of another list."""
    starts = _starts(lists)
    ranges = {item.span for found in lists for item in found.items}
    borders = Borders(ranges)
    kept = []
    for found in series_lists(frame):
        spans = {item.span for item in found.items}
        if 2 * sum(s.start in starts for s in spans) < len(spans) and not spans & ranges and not borders.crossed(found.span):
            kept.append(found)
            ranges |= spans
    return kept


def _summed_up(frame: Frame, series: list[Found], phrases: list[Counted]) -> list[Found]:
    """The series, those that a formula after them sums up with it as their name."""
    done = []
    for found in series:
        after = bisect_left(phrases, found.span.end, key=_name_start)
        name = next((p for p in phrases[after : after + 1] if named_after(frame, p, found)), None)
        done.append(found._replace(kind="named", name=name.name, declared=name.declared, rule="enumerations.summed_up") if name else found)
    return done


def _name_start(phrase: Counted) -> int:
    return phrase.name.start


def _spelled_out(frame: Frame, phrases: list[Counted], others: list[Found]) -> list[tuple[Counted, Found]]:
    """The lists that a counted phrase spells out, with the phrase; no range is an item twice."""
    taken = {item.span for found in others for item in found.items}
    marked = {span.start for span in taken}
    done = []
    for phrase in phrases:
        found = spelled_out(frame, phrase, marked)
        if found and not taken.intersection(item.span for item in found.items):
            done.append((phrase, found))
            taken.update(item.span for item in found.items)
    return done


def _introduced(frame: Frame, lists: list[Found], phrases: list[Counted], used: set[Counted]) -> list[Found]:
    """The lists with names and lead-ins; a phrase that is not used yet names one list, the one that starts nearest after it."""
    done: list[Found] = []
    for found in sorted(lists, key=lambda f: (f.span.start, f.span.end)):
        named, phrase = introduced(frame, found, phrases, used)
        done.append(points_ahead(frame, named))
        used.update([phrase] if phrase else [])
    return done


def _exclusive(lists: list[Found]) -> list[Found]:
    """The lists without those whose items are already items of a list before them in the order of kinds."""
    starts: set[int] = set()
    ranges: set[Span] = set()
    kept = []
    for found in lists:
        own = {item.span.start for item in found.items}
        spans = {item.span for item in found.items}
        if 2 * len(own & starts) < len(own) and not spans & ranges:
            kept.append(found)
            starts |= own
            ranges |= spans
    return kept


def _named_only(frame: Frame, phrases: list[Counted], lists: list[Found]) -> list[Found]:
    """Strong counted phrases that name no list of the document and are none themselves, each at its first place."""
    seen = {fold(frame.text.squeeze(*f.name)) for f in lists if f.name}
    spans = {f.span for f in lists}
    found = []
    for phrase in phrases:
        name = fold(frame.text.squeeze(*phrase.name))
        if phrase.strong and name not in seen and phrase.name not in spans:
            seen.add(name)
            found.append(Found("named_only", "enumerations.named_only", (), phrase.name, phrase.declared))
    return found
