"""What a package is built from: its accepted texts, which are read when they are needed, and its vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tifabank.curated import Curated, sound_lines
from tifabank.errors import InputError
from tifabank.folders import Folder, folder_of
from tifabank.journal import refuse_unfinished
from tifabank.raw import RawFile, curated_files, read_raw, read_text, with_ids
from tifabank.text import RawText
from tifabank.vocabulary import Vocabulary, vocabulary


class Input(NamedTuple):
    """The accepted input of a package, and notices on what was left aside."""

    folder: Folder
    files: list[RawFile]
    vocabulary: Vocabulary
    notices: tuple[str, ...]

    def texts(self) -> Iterator[RawText]:
        """The texts in order of their ids, read one after the other.

        Raises:
            InputError: a file was changed since it was accepted.
        """
        return (read_text(self.folder, file) for file in self.files)


def read_input(package: str | Path | Folder) -> Input:
    """All input of a package, read and checked.

    Raises:
        InputError: with every problem found.
    """
    folder = folder_of(package)
    refuse_unfinished(folder)  # curated files too are put in place so
    problems: list[str] = []
    raw = read_raw(folder, problems)
    curated = sound_lines(raw.curated, problems)
    files = with_ids(raw.texts, None if "documents" in curated.faulty else curated.lines["documents"], problems)
    return Input(folder, files, _known(curated, _Texts(folder, files), problems), raw.notices)


def read_without_texts(folder: Folder, documents: Iterable[str] | None) -> Input:
    """The input of a package whose texts are not at hand, without files; spans and quotes of curated lines are not looked at.

    Args:
        folder: the package.
        documents: the ids of its documents; None: not known.

    Raises:
        InputError: with every problem found.
    """
    problems: list[str] = []
    notices: list[str] = []
    curated = sound_lines(curated_files(folder, problems, notices), problems)
    if documents is None:
        curated = curated._replace(faulty=curated.faulty | {"documents"})
    texts = _Texts(folder, [RawFile(document_id, "", "", 0) for document_id in documents or ()])
    return Input(folder, [], _known(curated, texts, problems), tuple(notices))


def _known(curated: Curated, texts: Mapping[str, str], problems: list[str]) -> Vocabulary:
    """The vocabulary, if there are no problems."""
    try:
        known = vocabulary(curated, texts)
    except InputError as error:
        problems += error.problems
    if problems:
        raise InputError(*problems)
    return known


class _Texts(Mapping[str, str]):
    """The decoded texts by document id, each read when it is asked for; those that were refused, or are not there, have an id and no text."""

    def __init__(self, folder: Folder, files: list[RawFile]) -> None:
        self._folder = folder
        self._files = {file.document_id: file for file in files}
        self._last = ("", "")

    def __getitem__(self, document_id: str) -> str:
        if not self._files[document_id].bytes:
            raise KeyError(document_id)
        if self._last[0] != document_id:  # many lines in a row point into one text
            self._last = document_id, read_text(self._folder, self._files[document_id]).data.decode("utf-8")
        return self._last[1]

    def __contains__(self, document_id: object) -> bool:
        return document_id in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
