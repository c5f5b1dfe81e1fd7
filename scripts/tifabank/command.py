"""How a run of the command line begins and ends: errors are plain lines on stderr, exit status 1, never a traceback."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path


def main(run: Callable[[], None] | None = None) -> None:
    """Run the command line; bad input ends in exit status 1 with one line for each problem, Ctrl-C in 130.

    `run` stands for the commands where it is given.
    """
    try:
        _with_streams(run)
    except KeyboardInterrupt:  # while commands are still being looked up, too
        sys.exit(130)


def _with_streams(run: Callable[[], None] | None) -> None:
    sys.stdout, sys.stderr = (stream or Path(os.devnull).open("w", encoding="utf-8") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the terminal's own encoding lacks
    from tifabank.errors import InputError
    from tifabank.printing import one_line

    try:
        try:
            (run or _commands())()
        finally:
            sys.stdout.flush()  # at the very end it would fail with a status of its own
    except InputError as error:
        print("\n".join(error.problems), file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        if not isinstance(error, BrokenPipeError):  # a reader who has left needs to be told nothing
            print(one_line(_told(error)), file=sys.stderr)
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # what could not be written is not tried again
        sys.exit(1)


def _commands() -> Callable[[], None]:
    from tifabank.cli import app

    return app


def _told(error: OSError) -> str:
    """What an error of a file system says; one without a name is of the output, or of the folder that the command was started in."""
    from tifabank.folders import reason

    if error.filename:
        return f"{error.filename!r}: {reason(error)}: allow reading and writing, or try again"
    try:
        Path.cwd()
    except OSError:
        return "the current folder: is not there any more: change to another one"
    return f"output: cannot be written ({reason(error)}): free space, or send it elsewhere"
