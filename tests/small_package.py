"""A package of three short texts with curated files, in which every table has rows: what the trust tests damage."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import csv_of, small_batches

from tifabank.build import build

TEXTS = {
    "harbour.txt": (
        "A Safe Harbour\n\nBy Ann Lee\n\n1. Why\n"
        "We build a safe harbour at a higher level every day of the year.It is the “two musts”: first, listen to the crews; "
        "second, act for the crews. Ann Lee stressed that “a safe harbour is the work of all.”\n\n"
        "2. How\nA safe harbour means a port in which every café and crew is at ease. "
        "The Harbour Law of 2019 asks for light, order, trade and peace.\n"
    ),
    "lights.txt": (
        "Lights of the Port\n\nWe build a safe harbour at a higher level every day of the year. "
        "The report of the crews pointed out that light is the guarantee of order. "
        "The “four lights” are known. Good order is good.\n"
    ),
    "return.txt": "The Return\n\nShips return to the sheltered port. Order and trade return.\n",
}

_LINES = {
    "package": ("key,value", ["name", "small"], ["version", "1.0.0"], ["title", "Small"], ["date", "2024-01-01"], ["creators", "Nobody"]),
    "documents": (
        "document_id,file,work_id,title,kind,author,publisher,language,translated_from,translation,original_date",
        ["harbour", "harbour.txt", "", "A Safe Harbour", "speech", "Ann Lee", "Port Press", "en", "zh", "human", "2020-05"],
        ["lights", "lights.txt", "", "Lights of the Port", "notice", "", "", "en", "", "", ""],
    ),
    "sources": (
        "document_id,relation,url,site,title,confidence,evidence",
        ["harbour", "copy", "https://example.org/harbour", "example.org", "A Safe Harbour", "high", "https://example.org/harbour"],
    ),
    "concepts": (
        "concept_id,label,category,label_zh,broader_id",
        ["four-lights", "four lights", "numbered_formula", "", ""],
        ["good-order", "order", "goal", "", ""],
        ["harbour-law", "Harbour Law", "law_or_document", "", ""],
        ["safe-harbour", "safe harbour", "core_concept", "平安港", ""],
        ["trade-order", "order of trade", "goal", "", "good-order"],
        ["two-musts", "two musts", "numbered_formula", "", ""],
    ),
    "concept_labels": (
        "concept_id,label,language,preferred,plural,kind",
        ["four-lights", "four lights", "en", "true", "false", "attested"],
        ["good-order", "order", "en", "true", "false", "attested"],
        ["harbour-law", "Harbour Law", "en", "true", "false", "attested"],
        ["safe-harbour", "safe harbour", "en", "true", "true", "attested"],
        ["safe-harbour", "sheltered port", "en", "false", "true", "attested"],
        ["safe-harbour", "平安港", "zh", "true", "false", "standard_zh"],
        ["trade-order", "order", "en", "true", "false", "attested"],
        ["two-musts", "two musts", "en", "true", "false", "attested"],
    ),
    "concept_members": (
        "concept_id,position,label,confidence,evidence",
        ["four-lights", "1", "the first light", "knowledge", ""],
        ["four-lights", "2", "the second light", "knowledge", ""],
    ),
    "assertions": (
        "subject_table,subject_id,column_name,value,confidence,evidence_url",
        ["concepts", "safe-harbour", "label_zh", "平安港", "high", "https://example.org/harbour"],
        ["documents", "harbour", "author", "Ann Lee", "high", "https://example.org/harbour"],
    ),
}


def lines(stem: str) -> bytes:
    """A curated file."""
    header, *rows = _LINES[stem]
    return csv_of(header, *rows)


def write_package(folder: Path) -> Path:
    """The raw folder of the package."""
    (folder / "raw" / "texts").mkdir(parents=True)
    (folder / "raw" / "curated").mkdir()
    for name, text in TEXTS.items():
        (folder / "raw" / "texts" / name).write_text(text, encoding="utf-8", newline="")
    curated = {stem: lines(stem) for stem in _LINES} | _placed()
    for stem, data in curated.items():
        (folder / "raw" / "curated" / f"{stem}.csv").write_bytes(data)
    return folder


def write_sound(folder: Path) -> dict[bool, Path]:
    """The package, built in a folder: whole, and (True) in parts."""
    with pytest.MonkeyPatch.context() as patch:
        whole, parts = write_package(folder / "whole"), write_package(folder / "parts")
        build(whole)
        small_batches(patch, parts=True)
        build(parts)
    return {False: whole, True: parts}


def _placed() -> dict[str, bytes]:
    """The curated files whose lines point into texts."""

    def place(document_id: str, words: str) -> list[str]:
        start = TEXTS[f"{document_id}.txt"].index(words)
        return [document_id, str(start), str(start + len(words))]

    return {
        "mention_senses": csv_of("document_id,start_char,end_char,concept_id", [*place("return", "Order"), "good-order"]),
        "text_notes": csv_of(
            "document_id,start_char,end_char,kind,message,confidence",
            [*place("lights", "Good order is good"), "broken_sentence", "It says one thing twice.", "knowledge"],
        ),
        "corrections": csv_of(
            "document_id,start_char,end_char,table_name,action,exact,column,value,reason",
            [*place("harbour", "two musts"), "quotations", "change", "two musts", "kind", "direct", "A test."],
        ),
        "parallels": csv_of(
            "document_id,start_char,end_char,exact,parallel_id,label,concept_id,part,span_concept_id,reason,evidence,confidence",
            *(
                [
                    *place(document, words),
                    words,
                    "formula-safe-harbour",
                    "safe harbour",
                    "safe-harbour",
                    "0",
                    "safe-harbour",
                    "One formula.",
                    "",
                    "knowledge",
                ]
                for document, words in (("harbour", "safe harbour"), ("return", "sheltered port"))
            ),
        ),
        "retired_ids": csv_of("old_id,new_id,since_version,reason", ["harbour_enu1-2", "", "1.0.0", "No list."]),
    }
