"""The command line as a user meets it."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.conftest import ROOT

from tifabank.command import main


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


@pytest.mark.parametrize(
    "words", [[], ["diff", "."], ["explain"], ["nonsense"], ["--nonsense"], ["check", "--nonsense"], ["load", "poems"]]
)
def test_words_that_are_no_command_or_option_end_in_one_and_not_in_two_which_tells_a_difference(words):
    done = run(*words)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert done.stdout + done.stderr


def test_a_folder_that_is_not_there(tmp_path):
    done = run("build", str(tmp_path / "none"))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "no such folder" in done.stderr


@pytest.mark.parametrize("words", [["build"], ["check"], ["suggest"], ["docs"], ["browse"], ["load", "rules", "--package"], ["diff", "."]])
def test_a_file_in_the_place_of_a_package(words, tmp_path):
    (tmp_path / "a.txt").write_text("A text.", encoding="utf-8")
    done = run(*words, str(tmp_path / "a.txt"))
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr
    assert "a.txt" in done.stderr


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", [["load", "rules"], ["cite"], ["diff", ".", "."]])
def test_an_output_that_takes_nothing(words):
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tifabank", *words], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    told = "output: cannot be written (No space left on device): free space, or send it elsewhere\n"
    assert (done.returncode, done.stderr) == (1, told)


def test_a_reader_who_has_left_is_told_nothing():
    process = subprocess.Popen(
        [sys.executable, "-m", "tifabank", "cite"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    process.stdout.close()
    assert (process.wait(timeout=60), process.stderr.read()) == (1, "")


@pytest.mark.parametrize("words", ["resolve innovate-social-governance_enu1725-2742", "load rules", "cite"])
def test_an_output_that_is_closed(words):
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m tifabank {words} >&-', sys.executable], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_current_folder_that_is_gone(tmp_path, monkeypatch, capsys):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(SystemExit) as status:
        main(Path.cwd)
    assert status.value.code == 1
    assert capsys.readouterr().err == "the current folder: is not there any more: change to another one\n"


def test_check_before_build(package):
    done = run("check", str(package({"a.txt": "It is."})))
    assert done.returncode == 1
    assert "run 'tifabank build' first" in done.stderr


def test_load_prints_csv():
    assert run("load", "rules").stdout.startswith("rule_id,table_name,method,revision,description\n")


@pytest.mark.parametrize("words", [["load", "rules"], ["cite"], ["explain", "mentions.label"], ["resolve", "innovate-social-governance"]])
def test_inside_another_package_it_is_told_which_one_answers(package, words):
    folder = package({"a.txt": "We read."})
    told = "notice: the data that came with Tifabank answer, not the package 'package' around you: --package {} asks that one\n"
    here, below = run(*words, cwd=folder), run(*words, cwd=folder / "raw" / "texts")
    assert (here.returncode, here.stderr, below.stderr) == (0, told.format("."), told.format("../.."))
    for silent in (
        run(*words),
        run(*words, cwd=ROOT / "raw"),
        run(*words, cwd=folder.parent),
        run(*words, "--package", str(ROOT), cwd=folder),
    ):
        assert (silent.returncode, silent.stderr, silent.stdout) == (0, "", here.stdout)


@pytest.mark.parametrize("form", ["text", "bibtex", "csl", "datacite"])
def test_cite(form):
    assert "Tifabank contributors" in run("cite", "--format", form).stdout


@pytest.mark.parametrize(
    ("words", "taught"),
    [
        (["--help"], "tifabank browse"),
        (["build", "--help"], "Example: tifabank build my-package"),
        (["check", "--help"], "Exit status 0"),
        (["diff", "--help"], "tifabank diff tifabank-1.0.0.tar.gz ."),
        (["browse", "--help"], "http://127.0.0.1:8001"),
        (["load", "--help"], "tifabank load enumerations"),
        (["cite", "--help"], "tifabank cite ID"),
        *(([name, "--help"], "One that begins with - stands after all options and --.") for name in ("cite", "explain", "resolve")),
    ],
)
def test_help_teaches(words, taught):
    done = run(*words)
    assert done.returncode == 0
    assert taught in " ".join(done.stdout.replace("│", " ").split())


@pytest.mark.parametrize("command", ["cite", "explain", "resolve"])
def test_an_id_that_begins_with_a_dash_stands_after_two(command):
    done = run(command, "--package", ".", "--", "-x")
    assert (done.returncode, "'-x'" in done.stderr) == (1, True)


def test_version():
    assert run("--version").stdout.startswith("tifabank ")


@pytest.mark.parametrize("options", [["--engine", "dask"], ["--scheduler", "tcp://127.0.0.1:9"]])
def test_an_engine_needs_its_scheduler(package, options):
    done = run("build", str(package({"a.txt": "A text."})), *options)
    assert (done.returncode, done.stderr) == (1, "--engine dask and --scheduler ADDRESS go together: give both, or none\n")


@pytest.fixture
def interruptible():
    """Commands started here can be interrupted, also where the tests run in the background and cannot: dispositions are inherited."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_stops_with_the_status_of_shells(package):
    folder = package({f"{n}.txt": "We build roads, rivers, fields and schools. " * 3_000 for n in range(40)})
    command = [sys.executable, "-m", "tifabank", "build", str(folder), "--workers", "2"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    while not list(folder.glob(".tifabank-cache/*/*.keys")):
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 130
    assert process.stderr.read() == "Stopped: outputs are as they were; what was mapped is kept for the next build.\n"
    assert sorted(path.name for path in folder.iterdir()) == [".tifabank-cache", "raw"]


def test_ctrl_c_while_the_commands_are_imported_is_no_traceback(monkeypatch, capsys):
    class Stopping:
        @staticmethod
        def find_spec(name, *_):
            if name == "tifabank.cli":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "tifabank.cli", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Stopping, *sys.meta_path])
    with pytest.raises(SystemExit) as status:
        main()
    assert status.value.code == 130
    assert capsys.readouterr().err == ""


def test_ctrl_c_while_a_command_is_looked_up_is_no_traceback(capsys):
    def stopped():
        raise KeyboardInterrupt

    with pytest.raises(SystemExit) as status:
        main(stopped)
    assert status.value.code == 130
    assert capsys.readouterr().err == ""
