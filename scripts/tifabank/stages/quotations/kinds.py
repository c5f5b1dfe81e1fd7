"""What a quotation is: somebody's words, a title, or a term; told by its own words and by those around it.

Source: annotation guidelines, Quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from tifabank.numbering import CARDINALS
from tifabank.quotes import Quote
from tifabank.rows import Paragraph
from tifabank.speech import FIRST_WORDS, SAYING
from tifabank.text import Span, Text
from tifabank.trie import trie
from tifabank.words import AUXILIARIES, DETERMINERS, ONLY_VERBS, is_participle, is_past, is_present

Kind = Literal["direct", "term", "title"]

_TITLE_MARKS = frozenset({"title", "inner title"})
_WORKS = (
    "article articles book books essay essays report reports paper papers film films movie movies song songs poem poems novel novels play plays "
    "document documents speech speeches editorial editorials brochure brochures leaflet leaflets manual manuals handbook handbooks "
    "commentary commentaries column columns monograph monographs pamphlet pamphlets textbook textbooks documentary documentaries series "
    "episode episodes volume volumes chapter chapters"
).split()
_WORK = trie(_WORKS)
_TITLE_SIGNS = frozenset(  # words without one of which `_BEFORE_TITLE` cannot match
    [*_WORKS, *"titled entitled headlined title headline heading author review study survey part section statement".split()]
)
_BEFORE_TITLE = re.compile(
    rf"(?:\b(?:titled|entitled|headlined|(?:with|under|has|had) (?:the|a) (?:title|headline|heading)|(?:title|headline) (?:is|was|reads?)|author of(?: the)?|{_WORK})[,:]?|\b(?:{_WORK}) (?:called|named|on)|\b(?:{_WORK})\b[^.!?]{{0,30}}[(（]|\b(?:review|study|survey|part|chapter|section|statement),)\s*\Z",
    re.IGNORECASE,
)
_PLACE_IN_WORK = re.compile(r"\s?[(（](?:vol|no|pp?|ch|art|issue|isbn)\b", re.IGNORECASE)
_AFTER_TITLE = re.compile(r"\s(?:plan|report|law|act|regulation|outline|decision|initiative|programme|program|strategy|white paper)s?\b")
_AFTER_WORK = re.compile(rf"\s(?:{_WORK})\b")
_STUDY = re.compile(r"(?:A |An )?(?:Research|Study|Studies|Analysis|Investigation|Reflections?|Thoughts) (?:on|of|into)\b")
_REFERENCE_BEFORE = re.compile(  # of an entry in a list of works: its number, its authors, its year; a name is not taken apart
    r"(?:\[?\d{1,3}[\].)]*\s*)?(?:\^\s*)?(?:(?:[A-Z][\w'’.-]*+|and|et al\.|(?<=et )al\.|&|eds?\.|[(（]?(?:19|20)\d\d[a-z]?[)）]?)[.,:;]*+\s*+){0,12}\Z"
)
_REFERENCE_AFTER = re.compile(
    r"[.,]?\s+(?:(?:[A-Z][\w'’.&-]*|of|the|and|for|in|on|vol\.|no\.|pp?\.|\d[\d–-]*)[.,:;]*\s+){0,12}?[(（]?(?:19|20)\d\d(?!\d)"
)
_SIGNED = re.compile(r"\s*(?:[–—]|--)\s?[A-Za-z]")  # “If the plan is late, ...” — a mayor
_SOURCE_AFTER = re.compile(r"[.,]?\s?[(（][^()（）]{0,60}\d{2,4}[^()（）]{0,20}[)）]")  # “...” (Fang 1994: 203)
_YEAR = re.compile(r"(?:19|20)\d\d")
_TITLE_NOUN = re.compile(
    r"\b(?:Law|Act|Regulations?|Plan|Report|Decision|Resolution|Opinions?|Outline|Constitution|Charter|White Paper|Guidelines?|Measures|"
    r"Provisions|Rules|Code|Communiqu[eé]|Convention|Treaty|Agreement|Declaration|Notice|Circular|Manifesto)\b"
)
_PERIODICAL = re.compile(r"\b(?:Daily|Weekly|Monthly|Quarterly|Times|Review|Journal|Gazette|Herald|Post|Bulletin)\Z")
_BOOK = re.compile(r"The(?: \w+){3,}\Z")  # "The Great Good Place"
_SMALL = frozenset("a an and as at but by for from in into nor of on or the to under with".split())
_SAYS_BEFORE = re.compile(rf"\b(?:{SAYING})(?:\s+[\w']+){{0,6}}\s*[,:，：]?\s*\Z|[:：]\s*\Z", re.IGNORECASE)
_PROVERB = re.compile(
    r"\bas (?:the|an?) (?:[\w-]+ )?(?:saying|proverb|adage|saw|poem|song) (?:goes|has it|says|puts it|runs)[,:]?\s*\Z", re.IGNORECASE
)
_SAID_EARLIER = re.compile(rf"\b(?:{SAYING})\b[^.!?;“”\"]*\Z", re.IGNORECASE)
_SAID_THAT = re.compile(
    rf"\b(?:{SAYING}|statement|claim|view|remark|comment|assertion|argument|warning|saying|promise|rumou?r|complaint|conviction)(?:\s[\w'’]+){{0,8}},?\sthat\b[^.!?;“”\"]*\Z",
    re.IGNORECASE,
)
_NAMED_BY = (DETERMINERS - {"that"}) | {"term", "word", "concept", "phrase"}
_CALLED_FOR = re.compile(r"\b(?:call(?:s|ed)? for|sp(?:eaks?|oke) of)\s*\Z")
_SAID_DIRECTLY = re.compile(r"\b(?:says?|said|answer(?:s|ed)?|repl(?:y|ies|ied)|vow(?:s|ed)?|pledge[sd]?|promise[sd]?)\s?[,:]?\s*\Z")
_RESUMED = re.compile(rf"[”\"»’]\s[^“”\".!?]{{1,70}}\b(?:{SAYING})\s?,\s*\Z")
_IS_WHAT = re.compile(r"\s(?:is|was) what\b")
_IS_BEFORE = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|will|must|should)\s*\Z")
_SAYS_AFTER = re.compile(rf"\s*,?\s*(?:[\w.'’-]+,?\s+){{0,9}}(?:{SAYING})\b", re.IGNORECASE)
_SAID_AT_ONCE = re.compile(rf"\s*,?\s+(?:{SAYING})\s(?!that\b|to\b|by\b|of\b|in\b|for\b)", re.IGNORECASE)
_READ_AFTER = re.compile(r"\s?,?\s(?:reads?|ran|runs)\s(?:an?|the|one|another)\s")
_BRINGS = re.compile(rf"\b(?:{SAYING})\s?[,:，：]\s*\Z", re.IGNORECASE)
_CHINESE_SAYS_AFTER = re.compile(r"[，,]?[\u4e00-\u9fff]{1,12}?(?:说|表示|指出|强调|回忆|介绍|感叹)")
_READS = re.compile(r"\b(?:reads?|reading|slogan|banner|sign|motto|with the words)\s?[,:]?\s*\Z", re.IGNORECASE)
_NOTION = re.compile(r"\b(?:concept|idea|notion|principle|theory|question|spirit|thought|formulation|goal)s? of\s*\Z", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|am|be|must|shall|should|will|would|can|cannot|may|has|have|had|do|does|did|don't|let|we|you|I|they|he|she|it|who|there)\b"
)
_FINAL = re.compile(r"[.!?…。！？]\s*\Z")
_READING = frozenset("read reads reading slogan banner sign motto words".split())  # of `_READS`
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"(?<![\w'’-])[A-Za-z][\w'’-]*")
_COLONS = (":", "：")
_CLAUSE_WORDS, _LONG_WORDS, _SAID_WORDS = 4, 12, 3
_REPORTED_WORDS = 5
_CERTAIN_WORDS = 8  # of what is so long nine in ten are somebody's words
_BESIDE = 100  # characters looked at on either side
_CHINESE_CLAUSE = 12  # characters


def kind_of(text: Text, quote: Quote, span: Span, paragraph: Paragraph) -> Kind:
    """title: by its marks, its words or what stands before it; direct: a clause, or words that a verb of saying brings; else term."""
    words = text.squeeze(*span)
    before = text.squeeze(max(paragraph.start_char, quote.outer.start - _BESIDE), quote.outer.start)
    after = text.raw[quote.outer.end : min(paragraph.end_char, quote.outer.end + _BESIDE)]
    around = frozenset(_WORD.findall(before.lower()))
    count = len(words.split())
    if quote.family in _TITLE_MARKS or _is_title(text, quote, paragraph, words, before, after, around):
        return "title"
    led = quote.outer.start - paragraph.start_char <= _BESIDE
    opens = led and not text.raw[paragraph.start_char : quote.outer.start].strip(" •·*-\t")
    if opens and count >= _CLAUSE_WORDS and _SIGNED.match(after):
        return "direct"
    if _is_heading_quoted(paragraph, quote, words, after) and not _TITLE_NOUN.search(words):
        return "direct"
    if count <= _CERTAIN_WORDS and before.rstrip()[-2:].lower() == "of" and _NOTION.search(before):
        return "term"
    sentence = not before.strip() or before.rstrip()[-1:] in ".!?。"
    if any(_direct(words if quote.closed or sentence else words.rstrip(".!?。"), before, after, around)):
        return "direct"
    return "term"


def _is_title(text: Text, quote: Quote, paragraph: Paragraph, words: str, before: str, after: str, around: frozenset[str]) -> bool:
    """Whether a quotation is a work's title, to judge by its words and what stands around them."""
    capitalised = _capitalised(words)
    if words[:1].isupper() and (
        (_STUDY.match(words) and len(words.split()) > _CLAUSE_WORDS)
        or ((capitalised or before.rstrip()[-1:] not in ":：") and not _TITLE_SIGNS.isdisjoint(around) and _BEFORE_TITLE.search(before))
        or _is_reference(text, quote, paragraph, after)
    ):
        return True
    return capitalised and bool(
        paragraph.kind == "byline"
        or _AFTER_WORK.match(after)
        or _AFTER_TITLE.match(after)
        or _PLACE_IN_WORK.match(after)
        or _TITLE_NOUN.search(words)
        or _PERIODICAL.search(words)
        or _BOOK.match(words)
    )


def _is_reference(text: Text, quote: Quote, paragraph: Paragraph, after: str) -> bool:
    """Whether a quotation is the work in an entry of a bibliography: authors before it, publisher and year after it."""
    if quote.outer.start - paragraph.start_char > _BESIDE:
        return False
    before = text.raw[paragraph.start_char : quote.outer.start]
    dated = _REFERENCE_AFTER.match(after) or _YEAR.search(before)
    return bool(before.strip() and dated and _REFERENCE_BEFORE.fullmatch(before))


def _is_heading_quoted(paragraph: Paragraph, quote: Quote, words: str, after: str) -> bool:
    """Whether a title opens with somebody's words: “Nobody asks the pump”: an interview with ..."""
    opens = paragraph.kind in ("title", "heading") and quote.outer.start == paragraph.start_char
    return opens and len(words.split()) >= _CLAUSE_WORDS - 1 and (not after.strip() or after.lstrip()[:1] in ":：")


def _direct(words: str, before: str, after: str, around: frozenset[str]) -> Iterator[bool]:
    """The signs of somebody's words; `around` are the words before them, in small letters."""
    low = words.lower().split()
    count = len(low)
    clause = bool(_CLAUSE.search(words))
    final = bool(_FINAL.search(words))
    says = not FIRST_WORDS.isdisjoint(around)  # without one, no pattern with a verb of saying can match
    comma = words[-1:] in ",，" or (final and after.lstrip()[:1].islower())
    told = _SAYS_AFTER.match(after) if comma else None
    said_after = told is not None and (clause or words[:1].isupper() or count >= _SAID_WORDS)
    said = before.rstrip()[-1:] in _COLONS or (says and bool(_SAYS_BEFORE.search(before))) or said_after
    verbal = any(w in ONLY_VERBS or is_participle(w) or is_past(w) for w in low)
    yield "as" in around and bool(_PROVERB.search(before))
    counted = words.split(" ", 1)[0].lower() in CARDINALS and not clause
    yield final and not counted and (count >= _CLAUSE_WORDS or said or (clause and count > 1) or (count >= _SAID_WORDS and verbal))
    yield says and words[:1].isupper() and count > 1 and bool(_BRINGS.search(before))
    yield (
        count >= (_SAID_WORDS if words[:1].isupper() else _CLAUSE_WORDS) and not _READING.isdisjoint(around) and bool(_READS.search(before))
    )
    yield words[:1].isupper() and count >= _SAID_WORDS and bool(_SAID_AT_ONCE.match(after))
    yield clause and count > _CLAUSE_WORDS and (said or count > _LONG_WORDS // 2)
    yield count >= _CERTAIN_WORDS
    reported = says and words[:1].islower() and bool(_SAID_EARLIER.search(before))
    yield reported and verbal and count >= _REPORTED_WORDS and CARDINALS.keys().isdisjoint(low)
    yield reported and count >= _SAID_WORDS and _opens_predicate(low)
    yield words[:1].islower() and count >= _SAID_WORDS and "that" in around and _is_said_that(words, before)
    yield (says and bool(_RESUMED.search(before))) or bool(_IS_WHAT.match(after) and count > 1)
    yield says and words[:1].islower() and not counted and count > 1 and bool(_SAID_DIRECTLY.search(before))
    yield count > _CLAUSE_WORDS and bool(_SOURCE_AFTER.match(after))
    yield count > _CLAUSE_WORDS and not counted and bool(_CALLED_FOR.search(before)) and words.split(" ", 1)[0].lower() not in DETERMINERS
    yield reported and bool(_IS_BEFORE.search(before))  # "said that the rule was “absurd”"
    yield said and count >= _SAID_WORDS and (clause or count > _LONG_WORDS or (comma and before.rstrip()[-1:] in ",:，："))
    yield said_after or (comma and bool(_READ_AFTER.match(after)))
    yield count == 1 and (len(words) > _CHINESE_CLAUSE // 2 or words[-1] in "，。！？") and bool(_CHINESE_SAYS_AFTER.match(after))
    yield count == 1 and len(words) > _CHINESE_CLAUSE and any(c in words for c in "，。；！？")


def _is_said_that(words: str, before: str) -> bool:
    """Whether words of some length are part of what somebody said ("said that the county had “no money for lamps”"), and no name."""
    found = _SAID_THAT.search(before)
    parts, last = words.lower().split(), before.split()[-1:]
    named = bool(last) and last[0].lower() in _NAMED_BY
    named |= last == ["that"] and len(parts) <= _SAID_WORDS and parts[0] not in ("not", "no")  # "argue that “freedom from want” and ..."
    return bool(found) and len(parts) >= _SAID_WORDS and not named and parts[0] not in CARDINALS


def _opens_predicate(words: list[str]) -> bool:
    """Whether words begin with a finite verb ("adds a signature, not a voice")."""
    return (
        is_past(words[0])
        or words[0] in ONLY_VERBS
        or (words[0] in AUXILIARIES and not is_participle(words[0]))
        or is_present(words[0], words[1])
    )


def _capitalised(words: str) -> bool:
    """Whether a wording is written as titles are: each longer word with a capital."""
    long = [w for w in _LETTERS.findall(words) if w.lower() not in _SMALL]
    return bool(long) and all(w[0].isupper() for w in long)
