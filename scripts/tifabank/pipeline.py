"""From bytes to rows: the file to read first.

    raw/texts + raw/curated  ->  RawText, Vocabulary                          (raw.py, curated.py, vocabulary.py)
        paragraphs -> sections -> sentences -> mentions -> quotations -> enumerations -> attributions -> definitions
        -> cited_documents -> text_issues                                     (stages/, one module for each table)
    all documents  ->  parallels                                              (stages/parallels/; compared.py reads them)
    rows  ->  Arrow tables  ->  checks  ->  processed/*.parquet               (tables.py, checking/, work.py, build.py)

Everything in this file is pure: the same bytes and the same vocabulary give the same rows, in this process, in another one or
on another machine. Stages know nothing of each other; what one needs of another is handed to it here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from tifabank import corrections
from tifabank.corrections import corrected
from tifabank.gazetteer import Named
from tifabank.rows import TABLES
from tifabank.stages import (
    attributions,
    cited_documents,
    definitions,
    documents,
    enumerations,
    mentions,
    paragraphs,
    parallels,
    provenance,
    quotations,
    rules,
    sections,
    sentences,
    text_issues,
)
from tifabank.stages.parallels import Shared
from tifabank.stages.parallels.corpus import Corpus, Documents, Room, documents_of
from tifabank.stages.provenance import Origin
from tifabank.tables import COMPARED, FOUND, GIVEN, Tables, table_of
from tifabank.text import RawText, Span, Text
from tifabank.vocabulary import Vocabulary

Rows = dict[str, list[Any]]

RULES = rules.rules(
    corrections.RULES,
    *(stage.RULES for stage in (documents, paragraphs, sections, sentences, mentions, enumerations, provenance)),
    *(stage.RULES for stage in (definitions, quotations, attributions, cited_documents, text_issues, parallels)),
)


def map_document(raw: RawText, vocabulary: Vocabulary) -> Rows:
    """The rows of one document by table."""
    text = Text(raw.document_id, raw.data.decode("utf-8"))
    line: Mapping[str, Any] = vocabulary.documents.get(raw.document_id, {})
    fixes = vocabulary.corrections.get(raw.document_id, ())
    senses = vocabulary.senses.get(raw.document_id, {})

    pars = corrected(text, "paragraphs", paragraphs.paragraphs(text, line.get("title"), line.get("author")), fixes)
    secs = corrected(text, "sections", sections.sections(text, pars), fixes)
    pars = sections.assigned(pars, secs)
    sens = corrected(text, "sentences", sentences.sentences(text, pars), fixes)
    mens = corrected(text, "mentions", mentions.mentions(text, pars, sens, vocabulary.gazetteer, senses), fixes)
    known = Named(vocabulary.gazetteer, mens)
    quos = corrected(text, "quotations", quotations.quotations(text, pars, sens), fixes)
    given = corrections.given_lists(text, fixes)
    enus, itms = enumerations.enumerations(text, pars, secs, sens, quos, known, given)
    enus, itms = corrected(text, "enumerations", enus, fixes), corrected(text, "enumeration_items", itms, fixes)
    enus = corrections.recounted(enus, itms) if fixes else enus
    folded = text.folded_ranges((s.start_char, s.end_char) for s in sens)
    atts = corrected(text, "attributions", attributions.attributions(text, sens, folded, quos, known), fixes)
    defs = corrected(text, "definitions", definitions.definitions(text, sens, folded, known), fixes)
    works = [Span(m.start_char, m.end_char) for m in mens if m.concept_id in vocabulary.cited]
    cits = corrected(text, "cited_documents", cited_documents.cited_documents(text, pars, quos, works, known), fixes)
    notes = vocabulary.notes.get(raw.document_id, ())
    isss = corrected(text, "text_issues", text_issues.text_issues(text, pars, sens, enus, notes), fixes)
    return {
        "documents": [documents.document(raw, text, line, pars, paragraphs.found_title(pars))],
        "paragraphs": pars,
        "sections": secs,
        "sentences": sens,
        "mentions": mens,
        "enumerations": enus,
        "enumeration_items": itms,
        "definitions": defs,
        "quotations": quos,
        "attributions": atts,
        "cited_documents": cits,
        "text_issues": isss,
    }


def map_texts(texts: Iterable[RawText], vocabulary: Vocabulary) -> Tables:
    """What is found in texts, as Arrow tables, rows in order of document and place."""
    rows: Rows = {name: [] for name in FOUND}
    for raw in texts:
        for table, more in map_document(raw, vocabulary).items():
            rows[table] += more
    return {name: table_of(name, rows[name]) for name in FOUND}


def given(vocabulary: Vocabulary) -> Tables:
    """The tables that no document makes."""
    rows: tuple[Sequence[Any], ...] = (
        vocabulary.sources,
        vocabulary.concepts,
        vocabulary.labels,
        vocabulary.members,
        vocabulary.assertions,
        RULES,
    )
    return {name: table_of(name, more) for name, more in zip(GIVEN, rows, strict=True)}


def with_provenance(found: Tables, vocabulary: Vocabulary, software_version: str) -> Tables:
    """The tables of documents with the one that tells what made their rows."""
    origin = Origin(vocabulary.sha256, rules.rules_sha256(RULES), "tifabank", software_version)
    return found | {"provenance": table_of("provenance", provenance.provenance(found, origin))}


def compared(corpus: Corpus, vocabulary: Vocabulary, room: Room | None = None) -> Shared:
    """The tables of what documents share; `room` is that of `parallels.parallels`."""
    return parallels.parallels(corpus, vocabulary.parallels, vocabulary.labels, room)


class _InMemory:
    """A corpus that fits into memory."""

    def __init__(self, texts: Iterable[RawText], paragraphs: pa.Table) -> None:
        self._texts = {raw.document_id: raw.data.decode("utf-8") for raw in texts}
        self._paragraphs = paragraphs

    def documents(self) -> Iterator[Documents]:
        """See `Corpus`."""
        yield documents_of(self._texts.items(), self._paragraphs)

    def texts(self, only: Collection[str]) -> Iterator[tuple[str, str]]:
        """See `Corpus`."""
        return ((document_id, text) for document_id, text in self._texts.items() if document_id in only)


def map_package(texts: Iterable[RawText], vocabulary: Vocabulary, software_version: str, room: Room | None = None) -> Tables:
    """All tables of a package that fits into memory; `room` is that of `parallels.parallels`."""
    raws = list(texts)
    found = map_texts(raws, vocabulary)
    made = given(vocabulary) | with_provenance(found, vocabulary, software_version)
    shared = list(compared(_InMemory(raws, found["paragraphs"]), vocabulary, room).parts)
    made |= {name: pa.concat_tables([part[name] for part in shared]) for name in COMPARED}
    return {name: made[name] for name in TABLES}
