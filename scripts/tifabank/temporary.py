"""Temporary files: they have no names, and are gone when they are closed or their process ends."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from tifabank.errors import InputError
from tifabank.folders import reason


def temporary_file() -> BinaryIO:
    """A temporary file to write and read.

    Raises:
        InputError: there is no room for it, now or when it is written.
    """
    with told_where_full(), tempfile.TemporaryFile(buffering=0) as file:
        return io.BufferedRandom(_File(os.dup(file.fileno()), "r+"))


class _File(io.FileIO):
    """A file that tells where there is no room."""

    def write(self, data: Any) -> int:
        with told_where_full():
            return super().write(data)


@contextmanager
def told_where_full() -> Iterator[None]:
    """Whatever keeps a temporary file from being written is told with its place and remedy."""
    try:
        yield
    except OSError as error:
        place = tempfile.tempdir or "the folder of temporary files"
        raise InputError(f"{place}: cannot be written ({reason(error)}): free space there, or name another folder in TMPDIR") from None
