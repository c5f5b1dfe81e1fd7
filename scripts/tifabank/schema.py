"""What follows from `rows.py`: columns, Arrow schema and Table Schema."""

from __future__ import annotations

import json
import types
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import pyarrow as pa
from pydantic.fields import FieldInfo

from tifabank.rows import TABLES

_ARROW = {str: pa.string(), int: pa.int64(), bool: pa.bool_()}
_NAMES: dict[type, str] = {str: "string", int: "integer", bool: "boolean"}
_PANDAS = {"int64": "Int64", "bool": "boolean"}


class Column(NamedTuple):
    """One column as its declaration in `rows.py` says."""

    name: str
    type: type
    nullable: bool
    description: str
    origin: str
    copies: bool
    ref: str | None
    values: tuple[str, ...]
    pattern: str | None
    minimum: int | None
    min_length: int | None


@cache
def columns(row: type[NamedTuple]) -> tuple[Column, ...]:
    """The declared columns of a row class, in order; the first is the primary key."""
    return tuple(_column(name, hint) for name, hint in get_type_hints(row, include_extras=True).items())


def _column(name: str, hint: Any) -> Column:
    info = _field_info(hint)
    kind, nullable = _unwrap(hint)
    values = get_args(kind) if get_origin(kind) is Literal else ()
    limits = {type(m).__name__: m for m in info.metadata}
    extra: dict[str, Any] = dict(info.json_schema_extra) if isinstance(info.json_schema_extra, dict) else {}
    pattern = next((m.pattern for m in info.metadata if getattr(m, "pattern", None)), None)
    return Column(
        name=name,
        type=str if values else kind,
        nullable=nullable,
        description=info.description or "",
        origin=extra["origin"],
        copies=extra["copies"],
        ref=extra["ref"],
        values=values,
        pattern=pattern,
        minimum=limits["Ge"].ge if "Ge" in limits else None,
        min_length=limits["MinLen"].min_length if "MinLen" in limits else None,
    )


def _field_info(hint: Any) -> FieldInfo:
    return next(m for m in get_args(hint)[1:] if isinstance(m, FieldInfo))


def _unwrap(hint: Any) -> tuple[Any, bool]:
    """The type without Annotated and None, and whether None was allowed."""
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, types.UnionType):
        return next(a for a in get_args(hint) if a is not type(None)), True
    return hint, False


def published(table: str, *, text: bool = True) -> tuple[Column, ...]:
    """The columns of a table as published: all of them, or without those that copy the texts."""
    return tuple(c for c in columns(TABLES[table]) if text or not c.copies)


def about(table: str) -> str:
    """The description of a table."""
    return " ".join((TABLES[table].__doc__ or "").split())


@cache
def arrow_schema(table: str, *, text: bool = True) -> pa.Schema:
    """Arrow schema of a table, with descriptions and the hint that makes pandas read nullable integers as Int64."""
    cols = published(table, text=text)
    fields = [
        pa.field(c.name, _ARROW[c.type], nullable=c.nullable, metadata={"description": c.description, "origin": c.origin}) for c in cols
    ]
    return pa.schema(fields, metadata={"description": about(table), "pandas": json.dumps(_pandas_hint(fields))})


def _pandas_hint(fields: list[pa.Field]) -> dict[str, Any]:
    """The footer block by which pandas, and with it frictionless, keep nulls in integer and boolean columns."""
    hinted = [
        {"name": f.name, "field_name": f.name, "pandas_type": str(f.type), "numpy_type": _PANDAS[str(f.type)], "metadata": None}
        for f in fields
        if str(f.type) in _PANDAS
    ]
    return {"index_columns": [], "column_indexes": [], "columns": hinted, "pandas_version": "2.0.0"}


def table_schema(table: str, *, text: bool = True) -> dict[str, Any]:
    """Frictionless Table Schema of a table (Data Package v2)."""
    cols = published(table, text=text)
    keys = [_foreign_key(table, c) for c in cols if c.ref]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(c) for c in cols],
        "missingValues": [],
        "primaryKey": [cols[0].name],
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = {
        "required": True if not column.nullable else None,
        "enum": list(column.values) or None,
        "pattern": column.pattern,
        "minimum": column.minimum,
        "minLength": column.min_length,
    }
    return {
        "name": column.name,
        "type": _NAMES[column.type],
        "description": column.description,
        "constraints": {k: v for k, v in constraints.items() if v is not None},
        "tifabank:origin": column.origin,
        "tifabank:rights": "third-party" if column.copies else "CC-BY-4.0",
    }


def _foreign_key(table: str, column: Column) -> dict[str, Any]:
    target = str(column.ref)
    key = columns(TABLES[target])[0].name
    resource = "" if target == table else target
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [key]}}
