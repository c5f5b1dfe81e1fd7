"""The subject of a predicate, and the term in it: without what leads to it, without article and quotation marks."""

from __future__ import annotations

import re

from tifabank.words import AUXILIARIES, PREPOSITIONS, is_past

ARTICLE = re.compile(
    r"(?:the so-called|so-called|the term|the phrase|the word|the concept of|the expression|the slogan|the formulation|the notion of|the idea of|the|a|an|this|our|its|their)\s+",
    re.IGNORECASE,
)
_USED_HERE = re.compile(r" (?:as used )?in (?:this|these) [\w-]+\Z")
_CALLED = re.compile(r"本[\u4e00-\u9fff]{1,6}所称(?:的)?")  # "as used in these measures"
_PLACES = frozenset(
    "another one two three four five first second third fourth fifth sixth seventh last other others former latter next rest result reason".split()
)
"""What stands for something else: "The second is ...", "The other is ..."."""
IDLE = frozenset(
    "it this that these those they he she we you i which who what there here one both all some many most such each none everything "
    "anything nothing something how why where when whether only whose whom let lets please".split()
)
_LEADING = re.compile(
    r"(?:in|at|as|for|according|from|with|on|here|therefore|however|thus|hence|moreover|furthermore|besides|but|and|so|since|because|if|when|while|"
    r"although|under|after|before|during|through|by|among|today|now|first|second|third|fourth|fifth|firstly|secondly|thirdly|finally|specifically|generally|"
    r"\w+ly(?=,)|simply|broadly|strictly|put|to|over|of course|in fact|indeed|meanwhile|then|next|obviously|clearly|article \d+ \w+|(?:point|lesson|number|rule|part) \w+(?=,)|historically|officially|traditionally|yet|or|only|originally|formerly|once|initially)\b",
    re.IGNORECASE,
)
_SUBORDINATING = ("that(?! is,)", *"because say says said believe believes means".split(), "and that")
"""What opens a clause: looked for by its first letter, and only then at the letter before it, as most places have another one."""
_CLAUSE_START = re.compile(
    r",\s[\"“](?:and|but|while|so|because)\s|[;:：；]\s|[:：](?=[A-Z\"“])|,\s(?:and|but|while|so(?! (?:named|called)\b)|because|since|that(?! is,)|where)\s|"
    + "|".join(rf"{word}\s(?<!\w{word.partition('(')[0]}\s)" for word in _SUBORDINATING)
    + r"|[—–]\s|\s-\s|\(|,?\s(?:but|because|whereas)\s"
)
_QUOTED = re.compile(r"[\"“‘「『《](?P<term>[^\"“”‘「『」』《》]{1,80})[\"”’」』》]")
_LAST_QUOTED = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?)\s)?[\"“‘][^\"“”‘]{1,80}[\"”’],?\Z")
_MARKER = re.compile(r"Article \d+\s+|[(（]\w{1,4}[)）]\s*|\d{1,2}\.\s+|[■●•▪◆◇▶►*·–—-]\s+")
_JOINING = re.compile(
    r"(?:but|and|yet|so(?! far\b)|still|thus|hence|therefore|for(?=,))\b(?!-),?\s+(?!because\b|when\b|if\b)", re.IGNORECASE
)
_BRACKET = re.compile(r"\([^()]*\)|（[^（）]*）")
_DASHES = re.compile(r"\s?[—–][^—–]{1,120}[—–]\Z|\s-\s[^—–]{1,120}\s-\Z")
_UNPAIRED = re.compile("“[^”]*\\Z|^[^“]*”")
_OPENING_MARKS = frozenset('"“‘「『')
_AFTER_PARTICIPLE = PREPOSITIONS | {"locally", "mainly", "only", "also"}
_MEMBER = 9  # words of one thing among several
_LONGEST_TERM = 24  # words
LONGEST = 2000  # characters of a statement: sentences without a full stop stay linear
SUBJECT = 400  # characters looked back for a subject


def clause_start(plain: str, start: int, before: int) -> int:
    """Where the subject of a predicate starts: after the last clause border, an adverbial that opens the clause left out."""
    low = max(start, before - SUBJECT)
    window = _BRACKET.sub(lambda m: "_" * len(m[0]), plain[low:before])  # what stands in brackets or dashes opens no clause
    window = _DASHES.sub(lambda m: "_" * len(m[0]), window)
    begin = low + max((m.end() for m in _CLAUSE_START.finditer(window)), default=0)
    for opening in (_MARKER, _JOINING):
        found = opening.match(plain, begin, before)
        begin = found.end() if found else begin
    while (comma := plain.find(", ", begin, before)) > 0 and (_LEADING.match(plain, begin) or _is_participial(plain, begin, comma)):
        begin = comma + 2
    return begin


def _is_participial(plain: str, begin: int, comma: int) -> bool:
    """Whether a participle opens a clause before its subject ("Known locally as “the ladder”, promotion by points is ...")."""
    first, _, rest = plain[begin:comma].partition(" ")
    return is_past(first.lower()) and rest.split(" ", 1)[0] in _AFTER_PARTICIPLE


def term_in(plain: str, begin: int, end: int) -> tuple[int, int] | None:
    """The term in a subject: what stands in quotation marks, else the subject up to its first comma, without article."""
    bracket = min((at for at in (plain.find(mark, begin, end) for mark in (" (", "（")) if at > begin), default=end)
    quoted = _QUOTED.search(plain, begin, bracket)
    if quoted and "," not in plain[begin : quoted.start()] and len(plain[begin : quoted.start()].split()) <= 4:  # noqa: PLR2004  # "the principle of “...”"
        return quoted.span("term")
    stops = [at for at in (plain.find(mark, begin, end) for mark in (",", " (", "（", " –", " —", "—", " - ")) if at > begin]
    return stripped(plain, begin, min(stops, default=end))


def coordination(plain: str, begin: int, end: int) -> tuple[int, int] | None:
    """The whole of a subject that names several things ("Trust, care and patience"), without an aside after them."""
    parts = plain[begin:end].split(", ")
    while len(parts) > 2 and (parts[-1].split(" ", 1)[0] in PREPOSITIONS or not parts[-1]):  # noqa: PLR2004  # "in his view"
        end -= len(parts.pop()) + 2
    last = parts[-1]
    joined = last.startswith("and ") or (re.search(r"\w and \w", last) and not ARTICLE.match(last))
    short = all(len(part.split()) <= _MEMBER and not part.startswith(("that ", "which ", "or ", "i.e.")) for part in parts)
    return stripped(plain, begin, end) if len(parts) > 1 and joined and short else None


def quoted_before(plain: str, begin: int, end: int) -> int | None:
    """Where the phrase of a term starts that stands in quotation marks directly before a predicate, its article included."""
    quoted = _LAST_QUOTED.search(plain, max(begin, end - SUBJECT), end)
    return quoted.start() if quoted else None


def stripped(plain: str, start: int, end: int) -> tuple[int, int] | None:
    """A stretch without its article, and without quotation marks and dashes around it."""
    while end > start and plain[end - 1] in ' "”’」』》,–—-':
        end -= 1
    end = start + len(plain[start:end].rstrip("，"))
    while start < end and plain[start] in " \"“‘「『《'":
        start += 1
    if used := _USED_HERE.search(plain, start, end):
        end = used.start()
    article = ARTICLE.match(plain, start, end) or _CALLED.match(plain, start, end)
    start = article.end() if article else start
    while start < end and plain[start] in ' "“‘「『《':
        start += 1
    return (start, end) if start < end else None


def can_be_term(words: str, *, quoted: bool = False) -> bool:
    """Whether words name something: no pronoun (but in quotation marks, as in "one case, one file"), no ordinal, no clause."""
    parts = words.lower().split()
    return (
        0 < len(parts) <= _LONGEST_TERM
        and ((quoted and len(parts) > 1) or IDLE.isdisjoint((parts[0], parts[-1])))
        and not (len(parts) == 1 and parts[0] in _PLACES)
        and parts[0] not in PREPOSITIONS
        and not (len(parts) > 1 and (is_past(parts[0]) or parts[0].endswith("ed")) and parts[1] in PREPOSITIONS)
        and any(c.isalpha() for c in words)
        and AUXILIARIES.isdisjoint(parts)
        and not _UNPAIRED.search(words)
    )


def is_quoted(plain: str, term: tuple[int, int]) -> bool:
    """Whether a term stands in quotation marks."""
    return plain[term[0] - 1 : term[0]] in _OPENING_MARKS
