"""Why bytes are no plain text in UTF-8: encodings, kinds of files and blankness, each told with its byte and the remedy."""

from __future__ import annotations

import re

from tifabank.characters import SPACES, ZERO_WIDTH, is_blank

_UTF8 = "save the file as UTF-8"
_TEXT = "save its text as UTF-8"
_OPENINGS = (  # longer ones first: the mark of UTF-32 begins with that of UTF-16
    (b"\xff\xfe\0\0", "UTF-32", _UTF8),
    (b"\0\0\xfe\xff", "UTF-32", _UTF8),
    (b"\xff\xfe", "UTF-16", _UTF8),
    (b"\xfe\xff", "UTF-16", _UTF8),
    (b"%PDF-", "a PDF file", _TEXT),
    (b"{\\rtf", "a rich text file", _TEXT),
    (b"\xd0\xcf\x11\xe0", "a file of an office program", _TEXT),
    (b"PK\x03\x04", "a zip archive, perhaps of an office program", _TEXT),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"\x89PNG", "a picture (PNG)", "remove it"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "remove it"),
    (b"GIF8", "a picture (GIF)", "remove it"),
)
_LOOKED_AT = 400  # bytes by which UTF-16 and UTF-32 without a mark are told from other bytes with NUL
_BLANK = f"[{SPACES}{ZERO_WIDTH}]"
_BEFORE_PAGE = re.compile(rf"{_BLANK}+|<!--(?s:.)*?-->|<\?(?s:.)*?\?>")
_PAGE = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def encoding_fault(data: bytes) -> str | None:
    """Why bytes are not UTF-8 without NUL, with the offset of the first bad byte and the remedy; None if they are."""
    for mark, kind, remedy in _OPENINGS:
        if data.startswith(mark):
            return f"byte 0 opens {kind}: {remedy}"
    if b"\0" in data[:_LOOKED_AT] and (wide := _wide(data[:_LOOKED_AT])):
        return f"byte {data.index(0)} is NUL, as in {wide}: {_UTF8}"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"byte {error.start} is not UTF-8: {_UTF8}"
    return f"byte {data.index(0)} is NUL: this is no text file, remove it" if b"\0" in data else None


def _wide(data: bytes) -> str | None:
    """The encoding without a mark that Latin letters are in, by where NUL stands."""
    for name, size in (("UTF-32", 4), ("UTF-16", 2)):
        nothing = [set(data[i::size]) == {0} for i in range(size)]
        if len(data) >= size and sum(nothing) == size - 1:
            return name
    return None


def text_fault(data: bytes) -> str | None:
    """Why bytes are refused as a text, with the offset of the first bad byte and the remedy; None if they are accepted."""
    if fault := encoding_fault(data):
        return fault
    text = data.decode("utf-8")
    place = 0
    while before := _BEFORE_PAGE.match(text, place):
        place = before.end()
    if _PAGE.match(text, place):
        return f"byte {len(text[:place].encode())} opens an HTML page: {_TEXT}"
    return "byte 0: the file is empty or blank: remove it, or fill it" if is_blank(text) else None
