"""The pictures of the README: pages of the five texts, as Chromium shows them.

Usage: make pictures (which runs: python docs/pictures.py)
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PORT = 8799
PLACE = Path(__file__).resolve().parent / "pictures"
PAGES = {
    "reader": ("/read/innovate-social-governance", 860),
    "concordance": ("/concordance?q=social+govern*&sort=R1", 820),
    "compare": ("/compare?a=innovate-social-governance&b=safe-china-study-session", 980),
}
"""The path of each page, and the height of its picture in pixels."""


def main() -> None:
    """Serve this package, take the pictures, stop."""
    command = [sys.executable, "-m", "tifabank", "browse", str(PLACE.parents[1]), "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as driver:  # noqa: S603  # our own command
        try:
            assert server.stdout is not None  # noqa: S101  # it is a pipe
            server.stdout.readline()
            chromium = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            for name, (path, height) in PAGES.items():
                page = chromium.new_page(viewport={"width": 1280, "height": height})
                page.goto(f"http://127.0.0.1:{PORT}{path}", wait_until="networkidle")
                page.screenshot(path=PLACE / f"{name}.png")
            chromium.close()
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
