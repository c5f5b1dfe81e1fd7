"""What is mended in Datasette 0.65, whose own ways would harm a reader here."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from datasette import handle_exception
from datasette.plugins import pm
from datasette.utils import CustomRow, allowed_sql_res
from datasette.views.base import DatasetteError
from datasette.views.database import QueryView

_ASKS = re.compile(r"(?:\s|--[^\n]*\n|/\*(?:[^*]|\*(?!/))*+\*/)*+(?:explain\s+(?:query\s+plan\s+)?)?(?:select|with)\b")
"""How SQL may begin, after comments: as Datasette says it, but in time that grows with its length and not with its square."""
_data = QueryView.data


def mend() -> None:
    """Mend it, once or again."""
    if pm.is_registered(handle_exception):  # it prints a traceback for every page that is not there; ours takes its place (faults.py)
        pm.unregister(handle_exception)
    sqlite3.enable_callback_tracebacks(False)  # Datasette asks for them; of ours, an exception is what refuses a visitor's query
    allowed_sql_res[:] = [_ASKS]
    CustomRow.__missing__ = _no_column
    QueryView.data = _data_or_fault


def _no_column(_row: Any, column: str) -> Any:
    """What Datasette's rows with labels say of a column they lack (`rowid`, by which tables are sorted): as SQLite's own rows do, which it
    expects where it makes the address of the next page.
    """
    raise IndexError(column)


async def _data_or_fault(view: QueryView, request: Any, *asked: Any, **more: Any) -> Any:
    """What a query gives. Of one that fails, Datasette would make a CSV file without rows, and call it a success."""
    found = await _data(view, request, *asked, **more)
    if request.url_vars.get("format") == "csv" and (error := found[0].get("error")):
        raise DatasetteError(error, title="Invalid SQL", status=400)
    return found
