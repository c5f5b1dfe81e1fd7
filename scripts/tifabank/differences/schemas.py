"""Two schemas of one table: columns, types, vocabularies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from tifabank.differences.records import ColumnChange, Step

STEPS = {
    "added": Step.minor,
    "removed": Step.major,
    "type changed": Step.major,
    "vocabulary widened": Step.minor,
    "vocabulary narrowed": Step.major,
    "constraint changed": Step.minor,
}
"""What can happen to a column, and the step that it asks of the version number. A column with a new name is removed and added."""


_ARROW = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_()}


class Declared(NamedTuple):
    """A table of one side: the schema of its files, and what its Table Schema adds: constraints by column, columns that copy the texts."""

    schema: pa.Schema
    constraints: Mapping[str, Mapping[str, Any]]
    copies: frozenset[str]


def declared(schema: pa.Schema, told: Mapping[str, Any]) -> Declared:
    """A table by the schema of its files and, as far as there is one, its Table Schema.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: `told` is no Table Schema.
    """
    fields = {field["name"]: field for field in told.get("fields", ())}
    return Declared(
        schema,
        {name: _constraints(field.get("constraints", {})) for name, field in fields.items()},
        frozenset(name for name, field in fields.items() if field.get("tifabank:rights") == "third-party"),
    )


def _constraints(told: Mapping[str, Any]) -> dict[str, Any]:
    return {rule: [str(word) for word in value] if rule == "enum" else value for rule, value in told.items()}


def plain(schema: pa.Schema) -> pa.Schema | None:
    """A schema without what is no matter of the data: how wide numbers and offsets are stored; None: no table has such columns."""
    types = [_type(field.type) for field in schema]
    if not types or None in types or len({*schema.names}) < len(types):
        return None
    return pa.schema([pa.field(name, _ARROW[str(kind)]) for name, kind in zip(schema.names, types, strict=True)])


def _type(arrow: pa.DataType) -> str | None:
    """The type of a column as Table Schema names it; None: no table has one of it."""
    if pa.types.is_string(arrow) or pa.types.is_large_string(arrow):
        return "string"
    if pa.types.is_integer(arrow) and arrow != pa.uint64():
        return "integer"
    return "boolean" if pa.types.is_boolean(arrow) else None


def column_changes(old: Declared, new: Declared, left_out: frozenset[str]) -> Iterator[ColumnChange]:
    """What differs in the columns of a table; `left_out` are those that are not compared."""
    before, after = ({field.name: _type(field.type) for field in side.schema if field.name not in left_out} for side in (old, new))
    for name in [*(name for name in before if name not in after), *after]:
        if name not in after or name not in before:
            yield ColumnChange(name, "added" if name in after else "removed", before.get(name), after.get(name))
            continue
        if before[name] != after[name]:
            yield ColumnChange(name, "type changed", before[name], after[name])
        if name in old.constraints and name in new.constraints:
            yield from _constraint_changes(name, old.constraints[name], new.constraints[name])


def _constraint_changes(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[ColumnChange]:
    before, after = old.get("enum"), new.get("enum")
    if after is not None and (before is None or not {*before} <= {*after}):
        yield ColumnChange(name, "vocabulary narrowed", before, after)
    if before is not None and (after is None or not {*after} <= {*before}):
        yield ColumnChange(name, "vocabulary widened", before, after)
    for rule in sorted((old.keys() | new.keys()) - {"enum"}):
        if old.get(rule) != new.get(rule):
            yield ColumnChange(name, "constraint changed", {rule: old.get(rule)}, {rule: new.get(rule)})
