"""What the tests of the Datasette edition share: a site asked without a socket, a served one, a browser, and its checks."""

import asyncio
import contextlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright
from tests.conftest import IN_CI, ROOT

from tifabank.browse.serve import datasette

CHROMIUM = shutil.which("chromium")


def run(coroutine):
    """What a coroutine returns, run in a thread of its own: the browser's driver has a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


class Site:
    """Datasette asked in this process, without a socket."""

    def __init__(self, folder):
        self.datasette = datasette(folder)

    def get(self, path):
        """The answer to one request."""
        return run(self.datasette.client.get(path))

    def page(self, path):
        """The page at an address, which must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.text


class _Text(HTMLParser):
    def __init__(self, element_id):
        super().__init__(convert_charrefs=True)
        self.wanted, self.depth, self.found, self.void = element_id, 0, [], {"input", "br", "img", "meta", "link", "hr"}

    def handle_starttag(self, tag, attrs):
        if self.depth and tag not in self.void:
            self.depth += 1
        elif not self.depth and dict(attrs).get("id") == self.wanted:
            self.depth = 1

    def handle_endtag(self, tag):
        if self.depth and tag not in self.void:
            self.depth -= 1

    def handle_data(self, data):
        if self.depth:
            self.found.append(data)


def text_of(html, element_id):
    """The characters of an element, as a browser has them in `textContent`."""
    parser = _Text(element_id)
    parser.feed(html)
    return "".join(parser.found)


def loaded_from_elsewhere(html):
    """Addresses on other hosts that a page would load by itself."""
    tags = re.findall(r"<(?:script|link|img|iframe|source)\b[^>]*>", html)
    loaded = [a for tag in tags if 'rel="alternate"' not in tag for a in re.findall(r"(?:src|href)=[\"']([^\"']+)", tag)]
    return [address for address in loaded if re.match(r"(?:https?:)?//", address)]


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The five texts as built, with what browsing needs, in a folder of their own."""
    folder = tmp_path_factory.mktemp("site") / "five"
    shutil.copytree(ROOT / "processed", folder / "processed", ignore=shutil.ignore_patterns("*.db*"))
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    shutil.copy(ROOT / "datapackage.json", folder)
    (folder / "raw" / "curated").mkdir(parents=True)
    for name in ("package.csv", "retired_ids.csv"):
        shutil.copy(ROOT / "raw" / "curated" / name, folder / "raw" / "curated")
    return folder


@pytest.fixture(scope="session")
def site(built):
    """The site of the five texts."""
    return Site(built)


@contextlib.contextmanager
def serving(folder):
    """`tifabank browse` on a free port; its address and port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "tifabank", "browse", str(folder), "--port", str(port)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}" in process.stdout.readline()
        for _ in range(100):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
                assert answer.status == 200
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}", port
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) in {0, -signal.SIGINT, 130}
        process.stdout.close()


@pytest.fixture(scope="session")
def served(built):
    """The address of the five texts, served."""
    with serving(built) as (address, _):
        yield address


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium, as Debian packages it."""
    if CHROMIUM is None:
        if IN_CI:
            pytest.fail("Chromium is not installed: .ci/install-chromium does it")
        pytest.skip("Chromium is not installed: run .ci/install-chromium")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser, served):
    """Opens pages of the served site, and fails on a script error, a request elsewhere, sideways scrolling or a fault that axe finds."""
    faults = []
    contexts = []

    def open_page(path, *, width=1280, scripts=True):
        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: faults.append(f"console: {m.text}") if m.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("request", lambda r: faults.append(f"elsewhere: {r.url}") if not r.url.startswith((served, "data:")) else None)
        page.goto(served + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


def follow(link):
    """Click on what leads to another page, and wait until that is there: what is asked of a page is not waited for."""
    with link.page.expect_navigation():
        link.click()


def accessible(page):
    """Check a page with axe-core; its faults, a line each."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
    return [f"{v['id']}: {n['html'][:160]}" for v in found.response["violations"] for n in v["nodes"]]


def scrolls_sideways(page):
    """Whether a page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
