"""What other tools do with the tables of a built package: frictionless validates them, pandas reads them from CSV.

`tifabank.load` of all tables stands here too, so that it is measured as a process of the same kind.

Usage: python benchmarks/table_tools.py csv | frictionless | pandas | load PACKAGE
(`csv` writes what frictionless and pandas read: PACKAGE/csv/*.csv and a descriptor with the schemas, keys and references)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def csv(package: Path) -> str:
    """Write the tables as CSV, and their descriptor; how many."""
    from tifabank import load

    place = package / "csv"
    place.mkdir(exist_ok=True)
    resources = []
    for schema in sorted((package / "schemas").glob("*.json")):
        load(schema.stem, package).to_csv(place / f"{schema.stem}.csv", index=False)
        resources.append(
            {
                "name": schema.stem,
                "type": "table",
                "path": f"{schema.stem}.csv",
                "scheme": "file",
                "format": "csv",
                "encoding": "utf-8",
                "schema": json.loads(schema.read_bytes()) | {"missingValues": [""]},
            }
        )
    (place / "datapackage.json").write_text(json.dumps({"name": "tables", "resources": resources}), "utf-8")
    return str(len(resources))


def frictionless(package: Path) -> str:
    """Validate types, constraints, keys and references; how many rows."""
    from frictionless import Package

    report = Package(str(package / "csv" / "datapackage.json")).validate()
    if not report.valid:
        raise SystemExit(f"frictionless: {report.flatten(['name', 'rowNumber', 'fieldName', 'note'])[:5]}")
    return str(sum(task.stats.get("rows", 0) for task in report.tasks))


def pandas(package: Path) -> str:
    """Read all tables from CSV, types guessed; how many rows."""
    import pandas as pd

    frames = [pd.read_csv(path) for path in sorted((package / "csv").glob("*.csv"))]
    return str(sum(map(len, frames)))


def load(package: Path) -> str:
    """Read all tables by `tifabank.load`, types as declared; how many rows."""
    import tifabank

    frames = [tifabank.load(schema.stem, package) for schema in sorted((package / "schemas").glob("*.json"))]
    return str(sum(map(len, frames)))


if __name__ == "__main__":
    tools = {tool.__name__: tool for tool in (csv, frictionless, pandas, load)}
    print(tools[sys.argv[1]](Path(sys.argv[2])))
