"""What more processes and the cache save: a build by one process and by more, one with nothing changed, one with a text more.

Each is a process of its own, its start included, on the clock. The outputs of all full builds must be equal, byte for byte.

Usage: python benchmarks/scaling.py [MB, default 20] [processes, default one for each core]
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

from corpus import write_package
from measuring import Run, print_table, run_python

from tifabank.build import cores
from tifabank.folders import CACHE

TEXT = "A Text More\nThe city must build a Safe China. First, listen. Second, act.\n"


def sha256(package: Path) -> str:
    """SHA-256 of all outputs."""
    digest = hashlib.sha256()
    for path in sorted((package / "processed").rglob("*.parquet")):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def built(package: Path, workers: int, *, anew: bool) -> tuple[Run, str]:
    """Build a package, with an empty cache if `anew`; the run and the hash of the outputs."""
    if anew:
        shutil.rmtree(package / CACHE, ignore_errors=True)
    run = run_python("-m", "tifabank", "build", str(package), "--workers", str(workers))
    return run, sha256(package)


def main() -> None:
    """Measure and print."""
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else cores()
    with tempfile.TemporaryDirectory() as place:
        package = Path(place) / "package"
        write_package(package, megabytes)
        one, first = built(package, 1, anew=True)
        more, second = built(package, workers, anew=True)
        unchanged, third = built(package, 1, anew=False)
        (package / "raw" / "texts" / "a-text-more.txt").write_text(TEXT, "utf-8")
        added, fourth = built(package, 1, anew=False)
        _, fifth = built(package, workers, anew=True)
    runs = {"1 process": one, f"{workers} processes": more, "nothing changed": unchanged, "a text more": added}
    print_table(
        (f"{megabytes:g} MB", "seconds", "MB/s", "times faster", "peak MB of a process"),
        [
            (name, f"{r.elapsed:.2f}", f"{megabytes / r.elapsed:.2f}", f"{one.elapsed / r.elapsed:.2f}", f"{r.megabytes:.0f}")
            for name, r in runs.items()
        ],
    )
    print("same bytes" if first == second == third and fourth == fifth else "THE BYTES DIFFER")


if __name__ == "__main__":
    main()
