"""People, bodies and places of publication: what the lines around a text name.

Only a line's own wording is looked at; where it stands is `__init__.py`'s to judge. Source: annotation guidelines, Paragraphs.
"""

from __future__ import annotations

import re

from tifabank.numbering import is_list_line

_SMALL_WORDS = frozenset("Of The For And On In S".split())
_UPPER = "A-ZÀ-ÖØ-Þ"
_PARTICLE = "(?:van|von|der|den|de|del|da|dos|di|la|le|bin|al|el|ter|ten)"
_NAME = re.compile(rf"(?:[{_UPPER}][\w'’.-]+\s+){{1,3}}(?:{_PARTICLE}\s+){{0,2}}[{_UPPER}][\w'’.-]+")
_AFFILIATION = re.compile(r"\s?(?:[¹²³⁴⁵⁶*†‡,\d]+|\s[a-f](?:,[a-f])*)\Z")  # the mark after a name that leads to an affiliation
_BETWEEN_NAMES = re.compile(r",\s+(?:and\s+)?|\s+and\s+|;\s*")
_PLACE = re.compile(rf"\s+in\s+[{_UPPER}]\w+(?:\s[{_UPPER}]\w+){{0,2}}\Z")  # "Li Na in Wuhan"
_INITIALS = re.compile(r"(?![A-CIVX]\.)(?:[A-Z]\.\s?){1,3}[A-Z][\w'’-]+")
_SIGNED = re.compile(r"(?:[A-Z][\w'’-]+\s){1,2}[A-Z][\w'’-]+, [A-Z][a-z]+")  # "Li Na, Wuhan", under a letter
_SIGNED_NAMES = re.compile(r"[(（](?:[A-Z][a-z]+[ ,、]{0,2}){2,6}[)）]")  # "(Li Na Bo Wen)", the reporters, under a report
_INSTITUTION = re.compile(r"\s*[(（][^()（）]{2,80}[)）]\Z")  # "Li Na (Institute of Law)"
_BODY = re.compile(  # an issuing body
    r"(?!Report\b|Press\b|Briefing\b|Transcript\b|Conference\b|Meeting\b|Work(?:ing)?\b|Interview\b|How\b|Why\b|What\b|Speech\b|Statement\b|Remarks\b|Letter\b|Communiqu|Strategy\b|Announcement\b|Measures\b|Regulations?\b|Provisions\b|Opinions?\b|Notice\b|Rules\b|Law\b|Decision\b|Plan\b|Outline\b|Guidelines?\b|Circular\b)(?:The\s+)?(?:[A-Z][\w'’.-]*\s+(?:(?:of|the|for|and|on|&)\s+)*){0,10}(?:Government|Office|Bureau|Committee|Commission|Ministry|Department|Council|Court|Administration|"
    r"Congress|Secretariat|Agency|Authority|Station|Institute|University|Association|Federation|Cent(?:er|re)|School|Academy|College|Museum|Library|Embassy|Consulate|Foundation|Society|Hospital|Procuratorate)(?:\s+(?:of|for|on)\s+(?:the\s+)?[A-Z][\w'’,. -]*)?(?:,\s(?:Report|Document|Working\sPaper|Paper)\sNo\.\s?\d+)?"
)
_HAN_BODY = re.compile(r"[\u4e00-\u9fff]{2,24}(?:委员会|政府|办公室|办公厅|[局厅部院处]|中心|协会|联合会|法院)")
_OFFICE = re.compile(
    r"(?:[A-Z][\w'’.-]+\s){1,3}[A-Z][\w'’.-]+,\s(?i:(?:(?:vice|deputy|executive|former|associate|assistant|senior|chief|research|visiting|staff|honorary)[ -])*(?:minister|professor|director|secretary|researcher|"
    r"correspondent|reporter|chair(?:man|woman)?|president|editor|lecturer|fellow|member|dean|governor|mayor|columnist|writer|journalist|scholar|analyst)\b)[^.!?]{0,100}"
)
_BIOGRAPHY = re.compile(
    rf"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.?\s)?(?:[{_UPPER}][\w'’.-]*\s){{2,4}}(?:\([^()]{{1,40}}\)\s)?(?:(?:is|was)\s(?:an?\s|the\s|our\s)?(?:[\w-]+\s){{0,4}}?(?:author|professor|lecturer|fellow|researcher|"
    r"writer|journalist|reporter|editor|correspondent|columnist|director|scholar|analyst|historian|economist|assistant|student|translator|photographer|contributor|secretary|commentator)\b"
    r"|(?:teaches|writes|reports)\s(?:on|about|for|at|from)?\b)"
)
_ISSUE = re.compile(r"[^.!?]{3,60}\s[·•|]\s[^.!?]{0,60}\b(?:19|20)\d{2}")
_OFFICE_OF = re.compile(  # "President of the Hill Court Li Na"
    r"(?:(?:Vice|Deputy|Acting)[ -])?(?:President|Governor|Mayor|Director|Secretary|Chair(?:man|woman|person)?|Premier|Minister|Magistrate|Head) of [^.!?,:;]{3,80}\s[A-Z][a-z]+ [A-Z][a-z]+"
)
_HEADER = re.compile(  # what stands under a title and says where the text is from
    r"(?:held|convened|delivered|remarks|issued|published|presented|prepared|submitted|speech|address|statement|lecture|a\s(?:report|paper|study|briefing)|"
    r"working\s(?:note|paper)|briefing\snote|press\srelease|transcript|translated|adapted|reprinted|for\simmediate\srelease|check\sagainst\sdelivery|as\s(?:prepared|delivered))\b.{0,140}"
    r"|(?:[¹²³⁴⁵*†‡]\s?|[a-f]\s)[A-Z].{0,60}(?:University|Institute|Academy|School|College|Cent(?:er|re)|Department).{0,100}"
    r"|.{3,80},\s.{0,60}?(?<![-–—])(?:19|20)\d{2}(?:/\d{1,2}|,?\s(?:vol|no|issue)\b.{0,20})?",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"[A-Z]{2,6}")
_PARTICIPANT = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof)\.? [A-Z][^,]{2,40}, [a-z].*")
_BRACKETED = re.compile(r"[(（【\[][^()（）]{3,160}[)）】\]]")
_NO_NAME = re.compile(
    r"\b(?:introduction|background|overview|summary|contents?|abstract|foreword|preface|conclusions?|chapter|part|section|notes?|report|"
    r"system|development|security|governance|construction|policy|law|work|reform|main|key|the|of|for|and|new)\b",
    re.IGNORECASE,
)


def is_byline(words: str) -> bool:
    """Whether a line above the text names who wrote or issued it, or says where it is from."""
    return bool(
        _HEADER.fullmatch(words)
        or is_issue(words)
        or is_names(words)
        or _BRACKETED.fullmatch(words)
        or _OFFICE.fullmatch(words)
        or _OFFICE_OF.fullmatch(words)
        or is_body(words)
        or _is_affiliated(words)
    )


def _is_affiliated(words: str) -> bool:
    """Whether a line is a name with the body it belongs to ("Li Na, Northern Institute of Law")."""
    name, _, body = words.partition(", ")
    return bool(body) and is_names(name) and is_body(body)


def is_biography(words: str) -> bool:
    """Whether a paragraph at the end of a text says who its author is ("Li Na is a lecturer at ...")."""
    return bool(_BIOGRAPHY.match(words))


def is_participant(words: str) -> bool:
    """Whether a line names somebody who takes part, with the office ("Mr. Han Wen, deputy director of the bureau")."""
    return bool(_PARTICIPANT.fullmatch(words))


def is_issue(words: str) -> bool:
    """Whether a line is an issue of a series with its date ("RIVER GROUP · BRIEF 4 · MAY 2020")."""
    return bool(_ISSUE.fullmatch(words))


def is_body(words: str) -> bool:
    """Whether a line names an issuing body, and nothing else."""
    return bool(_BODY.fullmatch(in_small_letters(words)) or _HAN_BODY.fullmatch(words))


def in_small_letters(words: str) -> str:
    """A line in capitals as names are written elsewhere ("COURT OF THE HILLS" as "Court of the Hills"); others as they are."""
    return re.sub(r"(?<=\s)\w+|(?<=['’])S\b", _small, words.title()) if words.isupper() else words


def _small(word: re.Match[str]) -> str:
    return word[0].lower() if word[0] in _SMALL_WORDS else word[0]


def is_signature(words: str) -> bool:
    """Whether a line after the text signs it: a name with a place, a news agency, a Chinese body."""
    return bool(_SIGNED.fullmatch(words) or _SIGNED_NAMES.fullmatch(words) or _AGENCY.fullmatch(words) or _HAN_BODY.fullmatch(words))


def is_names(words: str) -> bool:
    """Whether a line is a personal name, or several."""
    if not words[:1].isupper() or not _is_name(_BETWEEN_NAMES.split(words, 1)[0]):  # most lines end here
        return False
    listed = is_list_line(words) and not _INITIALS.fullmatch(words)
    return not listed and all(map(_is_name, _BETWEEN_NAMES.split(words)))


def _is_name(words: str) -> bool:
    """Whether a few words are a personal name, with or without the institution and the place."""
    name = _INSTITUTION.sub("", words) if words[-1:] in (")", "）") else words
    name = _AFFILIATION.sub("", name)
    name = _PLACE.sub("", name) if " in " in name else name
    return _NAME.fullmatch(name) is not None and not _NO_NAME.search(name)
