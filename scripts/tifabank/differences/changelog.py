"""The data part of an entry of CHANGELOG.md, made of a comparison, for a person to go on from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pyarrow as pa

from tifabank.differences.judged import changed_bytes
from tifabank.differences.records import Cell, Difference, TableDifference
from tifabank.differences.retired import FILE
from tifabank.printing import escaped

_SORTS = ("kind", "relation", "category")  # columns that tell of what sort a row is
_FEW = 3  # ids or values that are told one by one


def entry(difference: Difference) -> str:
    """Heading and data part of the new version's entry, in Markdown."""
    return f"## {escaped(difference.new.version)}\n\nData: {' '.join(_sentences(difference))}\n"


def _sentences(difference: Difference) -> Iterator[str]:
    if not difference.data:
        yield "no row, id, cell or column changed."
        return
    new = [f"{_code(t.name)} ({_count(t.added)}{_which(t.added, ': ')})" for t in difference.data if t.old_rows is None]
    gone = [_code(t.name) for t in difference.data if t.new_rows is None]
    if new:
        yield f"new table{'s' if len(new) > 1 else ''} {_and(new)}."
    if gone:
        yield f"Removed table{'s' if len(gone) > 1 else ''} {_and(gone)}."
    for table in difference.data:
        if table.old_rows is not None and table.new_rows is not None:
            yield f"{_code(table.name)}: {'; '.join(_clauses(table))}."
    retired = sum(key not in difference.in_use for table in difference.data for key in table.removed_ids)
    if retired:
        yield f"{retired} {'id is' if retired == 1 else 'ids are'} retired ({_code(FILE)})."
    for cell in changed_bytes(difference):
        yield f"THE RAW BYTES of {_code(cell.id)} changed, which must never be."
    log = [_code(table.name) for table in difference.tables if table.differs and not table.is_data]
    yield f"No other row, id or cell changed{' but in ' + _and(log) if log else ''}."


def _clauses(table: TableDifference) -> Iterator[str]:
    """What happened in a table: columns, then rows, then cells."""
    for change in table.columns:
        if change.what.startswith("vocabulary"):
            values = {*(change.new or [])} ^ {*(change.old or [])}
            yield f"column {_code(change.column)}, {change.what} ({_and(_code(str(value)) for value in sorted(values, key=str))})"
        else:
            yield f"column {_code(change.column)} {change.what}"
    for rows, word in ((table.added, "new"), (table.removed, "retired")):
        if len(rows):
            yield f"{_count(rows)} {'is' if len(rows) == 1 else 'are'} {word}{_which(rows, ', ')}"
    if table.moves:
        yield f"{len(table.moves)} of the new ones stand in the place of retired ones"
    for column, count in Counter(cell.column for cell in table.cells).items():
        yield f"{count} {'cell' if count == 1 else 'cells'} of {_code(column)} changed{_values([c for c in table.cells if c.column == column])}"


def _count(rows: pa.Table) -> str:
    return f"{len(rows)} row{'' if len(rows) == 1 else 's'}"


def _which(rows: pa.Table, before: str) -> str:
    """Which rows, if they are few, or of what sorts they are."""
    if 0 < len(rows) <= _FEW:
        return before + _and(map(_code, rows.column(0).to_pylist()))
    sorts = [Counter(rows[name].to_pylist()).most_common() for name in _SORTS if name in rows.column_names]
    if not sorts or not len(rows):
        return ""
    return before + _and(f"{'all' if len(sorts[0]) == 1 else number} {_code(str(value))}" for value, number in sorts[0])


def _values(cells: list[Cell]) -> str:
    """From what to what cells of a column changed, where that is soon told: words of a vocabulary."""
    pairs = Counter((cell.old, cell.new) for cell in cells)
    plain = all(isinstance(v, str) and v.isidentifier() for pair in pairs for v in pair)
    if not plain or len(pairs) > _FEW:
        return ""
    return f" ({_and(f'{count} from {_code(old)} to {_code(new)}' for (old, new), count in pairs.most_common())})"


def _and(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _code(word: str) -> str:
    """A name as Markdown shows it; a mark that would end it is left out."""
    return f"`{escaped(word).replace('`', '')}`"
