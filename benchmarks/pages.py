"""How long pages take, beside Datasette's own page of a table of the same database.

Pages are asked in turn, many times in one process, without a socket; medians of one run count, and the ratio to the table's page.

Usage: python benchmarks/pages.py [PACKAGE, default this one] [times, default 50]
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from pathlib import Path
from urllib.parse import quote

from measuring import print_table

from tifabank.browse.serve import datasette
from tifabank.home import home
from tifabank.loading import load

TABLE = "Datasette's table page"


def pages(package: Path) -> dict[str, str]:
    """The pages that are measured, by name: those of the longest text and the most frequent concept."""
    documents, mentions = load("documents", package), load("mentions", package)
    longest = documents.sort_values("characters").document_id.iloc[-1]
    others = [d for d in documents.document_id if d != longest] or [longest]
    concept = mentions.concept_id.value_counts().index[0] if len(mentions) else ""
    lists = load("enumerations", package).enumeration_id
    return {
        TABLE: "/tifabank/mentions",
        "reader": f"/read/{longest}",
        "concordance of a word": "/concordance?q=the",
        "concordance of a concept": f"/concordance?concept={quote(concept)}",
        "collocates": "/collocates?q=the",
        "n-grams": "/ngrams",
        "compare": f"/compare?a={longest}&b={others[0]}",
        "concept": f"/concept/{concept}",
        "list": f"/list/{lists.iloc[0] if len(lists) else ''}",
        "search": "/search?q=governance",
    }


async def measured(package: Path, times: int) -> dict[str, float]:
    """The median of each page in seconds."""
    site = datasette(package)
    asked = pages(package)
    for address in asked.values():
        (await site.client.get(address)).raise_for_status()
    seconds: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(times):
        for name, address in asked.items():
            start = time.perf_counter()
            await site.client.get(address)
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(each) for name, each in seconds.items()}


def main() -> None:
    """Measure and print."""
    package = Path(sys.argv[1]) if len(sys.argv) > 1 else home()
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    found = asyncio.run(measured(package, times))
    print_table(
        ("page", "milliseconds", "times the table's"), [(name, f"{1000 * s:.1f}", f"{s / found[TABLE]:.2f}") for name, s in found.items()]
    )


if __name__ == "__main__":
    main()
