"""Checks of the tables of documents against the texts in them: tiling, slices, word counts, lengths and hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from tifabank.checking.findings import Finding, cell_findings, keys_of, span_columns
from tifabank.corrections import KINDS
from tifabank.slices import JoinedTexts
from tifabank.tables import Tables, spanned
from tifabank.text import ZERO_WIDTH


def tiling(tables: Tables) -> Iterator[Finding]:
    """Each character that is not blank lies in exactly one paragraph."""
    if "text" not in tables["documents"].column_names:
        return
    spans: dict[str, list[tuple[int, int]]] = {}
    pars = tables["paragraphs"]
    for document, start, end in zip(*(pars[c].to_pylist() for c in ("document_id", "start_char", "end_char")), strict=True):
        spans.setdefault(document, []).append((start, end))
    whole = tables["documents"]
    for document, text in zip(keys_of(whole).to_pylist(), whole["text"].to_pylist(), strict=True):
        done = 0
        for start, end in [*spans.get(document, []), (len(text), len(text))]:
            solid = [at for at in range(done, start) if not (text[at].isspace() or text[at] in ZERO_WIDTH)]
            if start < done:
                yield Finding("tiling", "paragraphs", _row(document, start, end), "start_char", f"{done} or more", str(start))
            elif solid:  # the row that is missing is told by the id that it would have
                missing = _row(document, solid[0], solid[-1] + 1)
                yield Finding("tiling", "paragraphs", missing, "start_char", f"a paragraph over {done}-{start}", "none")
            done = max(done, end)


def _row(document_id: str, start: int, end: int) -> str:
    return f"{document_id}_{KINDS['paragraphs']}{start}-{end}"


def slices(tables: Tables) -> Iterator[Finding]:
    """Every slice, cut again from the document's text, is what its cell says; word counts are counted again."""
    if "text" not in tables["documents"].column_names:
        return
    texts = JoinedTexts(keys_of(tables["documents"]), tables["documents"]["text"].to_pylist())
    for name, table in spanned(tables).items():
        for start, end in span_columns(name):
            column = "text" if start == "start_char" else start.removesuffix("_start_char")
            if column not in table.column_names:
                continue
            spans = texts.spans(table["document_id"], table[start], table[end])
            yield from cell_findings("slice", name, table, column, texts.squeezed(*spans))
            if column == "text" and "words" in table.column_names:
                yield from cell_findings("words", name, table, "words", texts.words(*spans))


def documents(tables: Tables) -> Iterator[Finding]:
    """Lengths and hash of a document are those of its text."""
    for row in tables["documents"].to_pylist() if "text" in tables["documents"].column_names else ():
        data = row["text"].encode()
        for column, again in {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "characters": len(row["text"])}.items():
            if row[column] != again:
                yield Finding("document", "documents", row["document_id"], column, str(again), str(row[column]))
