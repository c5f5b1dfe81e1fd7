"""Every code block of the README runs; its generated parts are fresh."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress

import pytest
from tests.conftest import ROOT

from tifabank.database import make_database
from tifabank.docs import refresh

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
MAKE = [code.strip() for language, code in BLOCKS if language == "bash" and code.startswith("make ")]


def blocks(language):
    return [code for found, code in BLOCKS if found == language and code.strip() not in MAKE]


@pytest.mark.parametrize("code", blocks("python"))
def test_python_blocks(code):
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.count("\n") > 3


@pytest.mark.parametrize("code", blocks("sql"))
def test_sql_blocks(code, five_texts):
    db = sqlite3.connect(make_database(five_texts))
    rows = db.execute(code).fetchall()
    db.close()
    assert len(rows) >= 4


@pytest.mark.once
@pytest.mark.parametrize("code", blocks("bash"))
def test_shell_blocks(code, tmp_path):
    shutil.copytree(ROOT / "raw", tmp_path / "raw")
    (tmp_path / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    done = subprocess.run(["bash", "-euc", code], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_two_commands_are_the_whole_of_the_make_blocks():
    assert MAKE == ["make browse", "make test"]


def test_make_test_runs_lint_types_contracts_and_tests():
    told = subprocess.run(["make", "-n", "test"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for step in ("ruff check", "mypy", "lint-imports", "-m pytest"):
        assert step in told


@pytest.mark.once
def test_make_browse_serves_and_stops(tmp_path):
    for name in ("raw", "processed", "schemas", "scripts", "tests/gold"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "README.md", "CITATION.cff", "datapackage.json"):
        shutil.copy2(ROOT / name, tmp_path)
    (tmp_path / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    server = subprocess.Popen(
        ["make", "browse", "VENV=.venv"],
        cwd=tmp_path,
        env={**os.environ, "PORT": port},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert server.stdout is not None
        said = next((line for line in server.stdout if "http://" in line), "")
        assert f"http://127.0.0.1:{port}" in said
        page = ""
        for _ in range(100):
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
                page = answer.read().decode()
                break
            time.sleep(0.1)
        assert "Where to start" in page
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(timeout=20)
        server.stdout.close()


@pytest.mark.once
def test_generated_parts_and_citation_are_fresh(five_texts):
    for name in ("README.md", "CITATION.cff"):
        shutil.copy(ROOT / name, five_texts)
    shutil.copytree(ROOT / "tests" / "gold", five_texts / "tests" / "gold")
    assert list(refresh(five_texts)) == []


def test_links_to_files_lead_somewhere():
    for target in re.findall(r"\]\((?!https?://|#)([^)]+)\)", README):
        assert (ROOT / target).exists(), target
