"""Many readers at once: what a server of its own answers them, how fast, and whether it grows.

`tifabank browse` is started on a free port of this machine and asked by clients of this process, each a page after the other, of kinds in
turn; nothing leaves this machine. Of each kind and of all: answers, errors, median and 95th percentile; and the server's memory after each
round.

Usage: python benchmarks/load.py [PACKAGE, default this one] [clients, default 50] [seconds of a round, default 20] [rounds, default 4]
"""

from __future__ import annotations

import asyncio
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import httpx
from measuring import print_table

from tifabank.home import home
from tifabank.loading import load

WORDS = ("the", "governance", "social govern*", "Party", "security", "people", "* system", "China", "develop*", "work")


class Load(NamedTuple):
    """Seconds of each answer by kind of page, what went wrong, and the server's memory in bytes after each round."""

    seconds: dict[str, list[float]]
    errors: list[str]
    memory: list[int]

    def ratio(self, kind: str = "") -> float:
        """The 95th percentile against the median, of one kind or of all answers."""
        found = self.seconds[kind] if kind else [s for own in self.seconds.values() for s in own]
        return percentile(found, 95) / statistics.median(found)


def percentile(found: list[float], n: int) -> float:
    """The value below which `n` of a hundred lie."""
    return sorted(found)[min(len(found) - 1, len(found) * n // 100)]


def pages(package: Path) -> dict[str, list[str]]:
    """Addresses by kind of page."""
    documents = list(load("documents", package).document_id)
    mentions = load("mentions", package)
    concepts = list(mentions.concept_id.value_counts().index[:5])
    lists = list(load("enumerations", package).enumeration_id[:5])
    return {
        "home": ["/"],
        "table": ["/tifabank/mentions", "/tifabank/sentences?_search=governance", "/tifabank/concepts"],
        "row": [f"/tifabank/mentions/{i}" for i in mentions.mention_id[:5]],
        "reader": [f"/read/{d}" for d in documents],
        "concordance": [f"/concordance?q={w}" for w in WORDS] + [f"/concordance?concept={c}" for c in concepts],
        "collocates": [f"/collocates?q={w}" for w in WORDS],
        "concepts": ["/concepts", "/concepts?q=safe"],
        "concept": [f"/concept/{c}" for c in concepts],
        "list": ["/lists", *(f"/list/{i}" for i in lists)],
        "compare": [f"/compare?a={a}&b={b}" for a in documents for b in documents if a < b],
        "search": [f"/search?q={w}" for w in ("governance", "safe china", "平安", "party committee")],
        "sql": ["/tifabank?sql=select+document_id,+count(*)+from+mentions+group+by+1"],
        "json": ["/tifabank/mentions.json", "/concordance.json?q=people"],
        "csv": ["/tifabank/mentions.csv", "/concordance.csv?q=people", "/download/mentions.csv"],
    }


@contextmanager
def serving(package: Path) -> Iterator[tuple[str, int]]:
    """A server of its own: its address and process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "tifabank", "browse", str(package), "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            time.sleep(0.1)
            try:
                httpx.get(f"http://127.0.0.1:{port}/robots.txt")
                break
            except httpx.TransportError:
                continue
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def memory(pid: int) -> int:
    """Bytes of memory that a process holds (Linux)."""
    pages_held = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages_held * 4096


async def _client(asked: Iterator[tuple[str, str]], until: float, told: Load, base: str) -> None:
    async with httpx.AsyncClient(base_url=base, timeout=60) as client:
        while time.perf_counter() < until:
            kind, address = next(asked)
            start = time.perf_counter()
            try:
                answer = await client.get(address)
            except httpx.TransportError as error:
                told.errors.append(f"{address}: {error!r}")
                continue
            told.seconds[kind].append(time.perf_counter() - start)
            if answer.status_code != httpx.codes.OK:
                told.errors.append(f"{address}: {answer.status_code}")


async def _round(asked: Iterator[tuple[str, str]], clients: int, seconds: float, told: Load, base: str) -> None:
    until = time.perf_counter() + seconds
    await asyncio.gather(*(_client(asked, until, told, base) for _ in range(clients)))


async def measured(package: Path, clients: int, seconds: float, rounds: int) -> Load:
    """What the clients saw, a first round to warm up left out."""
    by_kind = pages(package)
    longest = max(map(len, by_kind.values()))
    asked = cycle((kind, own[i % len(own)]) for i in range(longest) for kind, own in by_kind.items())  # each kind as often as the others
    told = Load({kind: [] for kind in by_kind}, [], [])
    with serving(package) as (base, pid):
        warm = Load({kind: [] for kind in by_kind}, told.errors, [])
        for counts in [warm, *[told] * rounds]:
            await _round(asked, clients, seconds, counts, base)
            told.memory.append(memory(pid))
    return told


def main() -> None:
    """Measure and print."""
    package = Path(sys.argv[1]) if len(sys.argv) > 1 else home()
    clients, seconds, rounds = (int(sys.argv[n]) if len(sys.argv) > n else default for n, default in ((2, 50), (3, 20), (4, 4)))
    told = asyncio.run(measured(package, clients, seconds, rounds))
    everything = [s for own in told.seconds.values() for s in own]
    table = [
        (
            kind,
            str(len(own)),
            f"{1000 * statistics.median(own):.0f}",
            f"{1000 * percentile(own, 95):.0f}",
            f"{percentile(own, 95) / statistics.median(own):.1f}",
        )
        for kind, own in [*told.seconds.items(), ("all", everything)]
        if own
    ]
    print_table(("page", "answers", "median ms", "p95 ms", "ratio"), table)
    print(f"errors: {len(told.errors)} {told.errors[:5]}")
    print("memory after each round, MB:", ", ".join(f"{held / 1e6:.0f}" for held in told.memory))


if __name__ == "__main__":
    main()
