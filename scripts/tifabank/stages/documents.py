"""Documents: one row a text, curated where a line says so, computed for the rest.

In: the raw file, its text, its curated line (empty if there is none), its paragraphs. Out: one row.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from tifabank.rows import Document, Paragraph, Rule
from tifabank.text import HAN, RawText, Text

RULES = [Rule("documents.raw", "documents", "derived", 1, "One row for each raw file; hash, lengths and counts are computed.")]

_HAN = re.compile(f"[{HAN}]")


def document(raw: RawText, text: Text, line: Mapping[str, Any], paragraphs: list[Paragraph], title: str | None) -> Document:
    """The row of a document; `title` is the one that the text gives itself."""
    given: dict[str, Any] = dict.fromkeys(Document._fields) | {"kind": "other"} | dict(line)
    given |= {
        "title": given["title"] or title or raw.file,
        "language": given["language"] or _language(text.raw),
        "document_id": raw.document_id,
        "file": raw.file,
        "sha256": hashlib.sha256(raw.data).hexdigest(),
        "bytes": len(raw.data),
        "characters": len(text.raw),
        "body_words": sum(p.words for p in paragraphs if p.kind == "body"),
        "text": text.raw,
    }
    return Document(**given)


def _language(raw: str) -> str:
    """Chinese where Han characters are at least a third of the first thousand, else English."""
    opening = raw[:1000]
    return "zh" if 3 * len(_HAN.findall(opening)) > len(opening) else "en"
