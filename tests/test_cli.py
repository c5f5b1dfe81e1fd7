"""The command line as a user meets it."""

import subprocess
import sys

import pytest
from tests.conftest import ROOT


def run(*words, cwd=ROOT):
    return subprocess.run([sys.executable, "-m", "tifabank", *words], cwd=cwd, check=False, capture_output=True, text=True)


def test_build_and_check_end_in_zero(package):
    folder = package({"a.txt": "We read. We write."})
    assert run("build", str(folder)).returncode == 0
    done = run("check", str(folder))
    assert (done.returncode, done.stdout) == (0, "All checks passed.\n")


def test_bad_input_is_one_plain_line_and_status_one(package):
    folder = package({"a.txt": b"\xff\xfe"})
    done = run("build", str(folder))
    assert (done.returncode, done.stderr) == (1, "raw/texts/'a.txt': byte 0 opens UTF-16: save the file as UTF-8\n")


def test_a_folder_that_is_not_there(tmp_path):
    done = run("build", str(tmp_path / "none"))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "no such folder" in done.stderr


def test_check_before_build(package):
    done = run("check", str(package({"a.txt": "It is."})))
    assert done.returncode == 1
    assert "run 'tifabank build' first" in done.stderr


def test_load_prints_csv():
    assert run("load", "rules").stdout.startswith("rule_id,table_name,method,revision,description\n")


@pytest.mark.parametrize("form", ["text", "bibtex", "csl", "datacite"])
def test_cite(form):
    assert "Tifabank contributors" in run("cite", "--format", form).stdout


@pytest.mark.parametrize(
    ("words", "taught"),
    [
        (["--help"], "tifabank browse"),
        (["build", "--help"], "Example: tifabank build my-package"),
        (["check", "--help"], "Exit status 0"),
        (["browse", "--help"], "http://127.0.0.1:8001"),
        (["load", "--help"], "tifabank load enumerations"),
        (["cite", "--help"], "tifabank cite ID"),
    ],
)
def test_help_teaches(words, taught):
    done = run(*words)
    assert done.returncode == 0
    assert taught in " ".join(done.stdout.split())


def test_version():
    assert run("--version").stdout.startswith("tifabank ")
