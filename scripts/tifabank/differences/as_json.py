"""A comparison as JSON: everything, with all cells of the rows that were added and removed."""

from __future__ import annotations

from typing import Any

from tifabank.differences.judged import faults
from tifabank.differences.records import Cell, Difference, TableDifference
from tifabank.differences.versions import is_enough, least, needed, reasons
from tifabank.printing import json_of


def as_json(difference: Difference) -> str:
    """The comparison as a JSON object; tables in which nothing differs are named in `same`."""
    return json_of(
        {
            "old": difference.old._asdict(),
            "new": difference.new._asdict(),
            "needed": {
                "step": needed(difference).name if difference.data else None,
                "least": least(difference),
                "is_enough": is_enough(difference),
                "reasons": [reason.words for reason in reasons(difference)],
            },
            "faults": faults(difference),
            "tables": {table.name: _table(table) for table in difference.tables if table.differs},
            "same": [table.name for table in difference.tables if not table.differs],
        }
    )


def _table(table: TableDifference) -> dict[str, Any]:
    return {
        "is_data": table.is_data,
        "old_rows": table.old_rows,
        "new_rows": table.new_rows,
        "columns": [change._asdict() for change in table.columns],
        "left_out": table.left_out,
        "added": table.added.to_pylist(),
        "removed": table.removed.to_pylist(),
        "moved": [{"old_id": move.old_id, "new_id": move.new_id, "cells": _cells(move.cells)} for move in table.moves],
        "cells": _cells(table.cells),
        "reordered": table.reordered,
    }


def _cells(cells: tuple[Cell, ...]) -> list[dict[str, Any]]:
    return [cell._asdict() for cell in cells]
