"""Cited documents: laws, plans, reports, decisions and meetings that a text names.

In: a text, its paragraphs and quotations, the spans of mentions of documents and meetings, and what wordings name. Out: rows in order of
place; of names inside each other the longest. A name is a run of capitalised words (small words between them allowed) with a
document or meeting noun at its head, a title in quotation marks, or a label. Source: annotation guidelines, Cited documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tifabank.gazetteer import Named
from tifabank.rows import CitedDocument, Paragraph, Quotation, Rule
from tifabank.scan import Scan
from tifabank.spans import SpanIndex
from tifabank.stages.cited_documents.names import BESIDE, CUES, HEAD, names_in
from tifabank.text import Span, Text, fold

RULES = [
    Rule("cited_documents.name", "cited_documents", "pattern", 5, "Capitalised words with a document or meeting noun at their head."),
    Rule("cited_documents.title", "cited_documents", "pattern", 4, "A title in quotation marks, with a document noun or in title marks."),
    Rule("cited_documents.label", "cited_documents", "gazetteer", 3, "A label of a concept that is a law, document or meeting."),
]
_SPEAKER = re.compile(r"[^:.]*(?:Forum|Dialogue|Roundtable)[:：]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_YEAR_AFTER = re.compile(
    r"[\"”’》]?\s*(?:[(（,]\s*(?:adopted |issued |released |published |promulgated )?(?:in )?|(?:adopted |issued |released |published |promulgated )?(?:in|of) )((?:19|20)\d{2})(?!\d)"
)
_YEAR_BEFORE = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:['’]s)? [\"“‘《]?\Z")
_SPOKEN_OF = re.compile(r"\b(?:at|on|to|of|under|with|for|implement(?:s|ing)?|on Article \d+ of|in) (?:the )?\Z", re.IGNORECASE)
_WORK_BEFORE = re.compile(
    r"\b(?:report|review|study|survey|document|(?:white|green|position|concept) paper|resolution)s?\b[^.!?]{0,12}\Z", re.IGNORECASE
)
_CHINESE_DOCUMENT = re.compile(
    r"(?:法|法典|条例|规定|办法|意见|决定|决议|规划|计划|纲要|方案|通知|报告|公报|白皮书|章程|准则|细则|规则|制度|标准|规范|指南|公约|协定|协议|宣言|"
    r"声明|倡议|批复|通报|指引|目录|清单|要点|措施|建议|解释|公告|通告|条约|议定书|守则|指示|安排|预案|导则|年鉴|统计)(?:[（(〔][^）)〕]{1,12}[）)〕])?\Z"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BOOK_BEFORE = re.compile(r"\b(?:book|novel|film|poem|song|essay|documentary|play|painting|blog|column|article)s?,? [“\"‘]?\Z")


def cited_documents(
    text: Text, paragraphs: list[Paragraph], quotations: list[Quotation], named: Iterable[Span], known: Named
) -> list[CitedDocument]:
    """The documents that a text cites; `named` are the spans of mentions of documents and meetings."""
    index = SpanIndex(paragraphs)
    found: dict[Span, str] = {}
    for span, rule in [*((s, "label") for s in named), *_titles(text, quotations), *_names(text, paragraphs)]:
        paragraph = index.at(span.start)
        if paragraph and paragraph.kind != "furniture":
            found.setdefault(span, rule)
    return [_row(text, span, found[span], known) for span in _longest(found)]


def _longest(spans: Iterable[Span]) -> list[Span]:
    """The spans that lie in no other one and meet no earlier one, in order."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end - span.start > kept[-1].end - kept[-1].start:
            kept[-1] = span
    return kept


def _titles(text: Text, quotations: list[Quotation]) -> Iterator[tuple[Span, str]]:
    for quotation in quotations:
        if quotation.kind == "title":
            before = text.raw[max(0, quotation.start_char - BESIDE) : quotation.start_char]
            if _BOOK_BEFORE.search(before):
                continue
            marked = before[-1:] in {"《", "〈"} and (_CHINESE_DOCUMENT.search(quotation.text) or not _HAN.search(quotation.text))
            if marked or HEAD.search(quotation.text) or _WORK_BEFORE.search(before):
                yield Span(quotation.start_char, quotation.end_char), "title"


def _names(text: Text, paragraphs: list[Paragraph]) -> Iterator[tuple[Span, str]]:
    told = [p for p in paragraphs if p.kind != "furniture"]
    ranges = text.folded_ranges((p.start_char, p.end_char) for p in told)
    for i, cues in Scan(text.plain, CUES).by_stretch(ranges).items():
        start, end = ranges[i]
        for a, b in names_in(text.plain, start, end, cues):
            if a == start and _SPEAKER.match(text.plain, a, b + 1):
                continue  # "Rural Forum: Professor Lin, ...", a speaker
            if told[i].kind not in ("title", "heading") or _is_mentioned(text.plain, start, a):
                yield text.unfold(a, b), "name"


def _is_mentioned(plain: str, start: int, name: int) -> bool:
    """Whether a title speaks of a name ("Commentary on the Harbour Law"); the name at its head is the document's own."""
    return bool(_SPOKEN_OF.search(plain, max(start, name - BESIDE), name))


def _row(text: Text, span: Span, rule: str, known: Named) -> CitedDocument:
    name = text.squeeze(*span)
    return CitedDocument(
        cited_document_id=text.row_id("cit", *span),
        document_id=text.document_id,
        concept_id=known.concept(fold(name), span.end),
        cited_name=name,
        year=_year(text, span),
        start_char=span.start,
        end_char=span.end,
        text=name,
        rule_id=f"cited_documents.{rule}",
    )


def _year(text: Text, span: Span) -> int | None:
    """The year in a name, or directly beside it."""
    inside = _YEAR.findall(text.raw, span.start, span.end)
    after = _YEAR_AFTER.match(text.raw, span.end)
    before = _YEAR_BEFORE.search(text.raw, max(0, span.start - BESIDE), span.start)
    return next((int(y) for y in (*inside[:1], after and after[1], before and before[1]) if y), None)
