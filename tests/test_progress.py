"""The progress bar: nothing for short work, megabytes and rate for long, a word after Ctrl-C."""

import io
import time

import pytest
from rich.console import Console

from tifabank import progress
from tifabank.progress import Bar


@pytest.fixture
def terminal(monkeypatch):
    """What a terminal would show."""
    shown = io.StringIO()
    monkeypatch.setattr(progress, "Console", lambda **_: Console(file=shown, force_terminal=True, width=100))
    return shown


def wait_for(happened):
    end = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_short_work_shows_no_bar(terminal):
    with Bar("Building") as bar:
        bar.show(1, 2)
    assert terminal.getvalue() == ""


def test_long_work_shows_what_is_done_and_how_fast(terminal, monkeypatch):
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    with Bar("Building") as bar:
        wait_for(lambda: "Building" in terminal.getvalue())
        for done in range(1, 5):
            bar.show(done * 1_000_000, 8_000_000)
        wait_for(lambda: "4.0/8.0 MB" in terminal.getvalue())
    assert "Building" in terminal.getvalue()
    assert "4.0/8.0 MB" in terminal.getvalue()
    assert "/s" in terminal.getvalue()


def test_nothing_is_drawn_where_no_terminal_is(monkeypatch):
    shown = io.StringIO()
    monkeypatch.setattr(progress, "Console", lambda **_: Console(file=shown))
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    with Bar("Building") as bar:
        time.sleep(0.2)
        bar.show(1, 2)
    assert shown.getvalue() == ""


def test_rows_can_be_counted_too(terminal, monkeypatch):
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    with Bar("Filling", unit="rows") as bar:
        bar.show(3, 7)
        wait_for(lambda: "3/7" in terminal.getvalue())


def test_ctrl_c_says_what_is_kept(capsys):
    with pytest.raises(KeyboardInterrupt), Bar("Building", "Stopped: all is kept."):
        raise KeyboardInterrupt
    assert capsys.readouterr().err == "Stopped: all is kept.\n"
