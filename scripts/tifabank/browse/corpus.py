"""The documents of the database as they are searched (`tifabank.concordance`), read once and kept while there is room."""

from __future__ import annotations

import json
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from tifabank.browse.site import DATABASE, Row, date_column, rows
from tifabank.concordance.searched import Searched, Stretch

MOST_CHARACTERS = 5_000_000
"""Characters of texts that one question reads; a larger corpus is asked some documents at a time, and the page says so."""
_KEPT = 2 * MOST_CHARACTERS  # characters of texts kept for the next question
_ROWS = {
    "sentences": "select document_id, start_char, end_char, sentence_id as id, '' as told from sentences",
    "attributions": "select document_id, start_char, end_char, attribution_id as id, speaker as told from attributions",
    "speakers": "select document_id, start_char, end_char, attribution_id as id, speaker_concept_id as told from attributions "
    "where speaker_concept_id is not null",
    "text_issues": "select document_id, start_char, end_char, issue_id as id, kind as told from text_issues",
    "mentions": "select document_id, start_char, end_char, mention_id as id, concept_id as told from mentions where concept_id is not null",
    "nested": "select document_id, start_char, end_char, mention_id as id, concept_id as told from mentions where nested",
}
_SURE = """
select subject_id, column_name, confidence from assertions
where subject_table = 'documents' and column_name like '%_date' and subject_id in (select value from json_each(:ids))
"""
_kept: OrderedDict[tuple[str, int, str], Searched] = OrderedDict()


class Corpus(NamedTuple):
    """Documents that are searched, and the ids of others that may have hits but were left out, all together being too large."""

    documents: list[Searched]
    left_out: list[str]


async def corpus(datasette: Any, ids: Sequence[str], phrase: str = "") -> Corpus:
    """The documents to be searched.

    Args:
        datasette: whose database is read.
        ids: documents; all if none is named.
        phrase: words that must occur in them as they stand ("" for any): in a corpus that is too large to be read whole, documents
            without them are left out by the index (which does not know words that zero-width characters break).
    """
    wanted = await _candidates(datasette, ids, "")
    if phrase and sum(row["characters"] for row in wanted) > MOST_CHARACTERS:
        wanted = await _candidates(datasette, ids, phrase)
    sizes = accumulate(row["characters"] for row in wanted)
    fit = max(1, sum(size <= MOST_CHARACTERS for size in sizes))
    chosen = [row["document_id"] for row in wanted]
    return Corpus(await _read(datasette, chosen[:fit]), chosen[fit:])


async def _candidates(datasette: Any, ids: Sequence[str], phrase: str) -> list[dict[str, Any]]:
    sql = "select document_id, characters from documents where 1"
    params: dict[str, Any] = {"ids": json.dumps(list(ids)), "phrase": f'"{phrase}"'}
    if ids:
        sql += " and document_id in (select value from json_each(:ids))"
    if phrase:
        sql += (
            " and document_id in (select document_id from paragraphs where rowid in"
            " (select rowid from paragraphs_fts where paragraphs_fts match :phrase))"
        )
    return await rows(datasette, f"{sql} order by document_id", params)


async def _read(datasette: Any, ids: Sequence[str]) -> list[Searched]:
    database = datasette.get_database(DATABASE)
    own = (str(database.path), database.mtime_ns or 0)
    found = {document_id: _kept[(*own, document_id)] for document_id in ids if (*own, document_id) in _kept}
    missing = [document_id for document_id in ids if document_id not in found]
    found |= {document.document["document_id"]: document for document in (await _made(datasette, missing) if missing else ())}
    for document_id, document in found.items():  # the last ones asked for stay longest, whoever else asked meanwhile
        _kept[(*own, document_id)] = document
        _kept.move_to_end((*own, document_id))
    while sum(d.document["characters"] for d in _kept.values()) > _KEPT and len(_kept) > len(ids):
        _kept.popitem(last=False)
    return [found[document_id] for document_id in ids]


async def _made(datasette: Any, ids: Sequence[str]) -> list[Searched]:
    asked = {"ids": json.dumps(list(ids))}
    among = "document_id in (select value from json_each(:ids))"
    documents = await rows(datasette, f"select * from documents where {among} order by document_id", asked)
    sure = {(row["subject_id"], row["column_name"]): row["confidence"] for row in await rows(datasette, _SURE, asked)}
    paragraphs = await rows(
        datasette,
        f"select document_id, start_char, end_char, paragraph_id as id, kind as told from paragraphs where {among} order by start_char",
        asked,
    )
    found = {
        table: _by_document(await rows(datasette, f"{sql} {'and' if ' where ' in sql else 'where'} {among}", asked))
        for table, sql in _ROWS.items()
    }
    spans = _by_document(paragraphs)
    return [
        Searched(document | _dated(document, sure), spans[own], {table: spans_of[own] for table, spans_of in found.items()})
        for document in documents
        for own in [document["document_id"]]
    ]


def _dated(document: Row, sure: Mapping[tuple[str, str], str]) -> Row:
    """The date of a document, and how sure it is."""
    column = date_column(document)
    return {"date": document[column] if column else None, "date_confidence": sure.get((document["document_id"], column or ""))}


def _by_document(found: Iterable[dict[str, Any]]) -> defaultdict[str, list[Stretch]]:
    by_document: defaultdict[str, list[Stretch]] = defaultdict(list)
    for row in found:
        by_document[row["document_id"]].append(Stretch(row["start_char"], row["end_char"], row["id"], row["told"]))
    return by_document
