"""Paragraphs: physical lines, hard wraps undone, each with the kind that layout and wording give it.

In: a text, the curated title and author if there are any. Out: rows that tile the file. Source: annotation guidelines, Paragraphs.
"""

from __future__ import annotations

import re

from tifabank.boundaries import sentence_ends
from tifabank.numbering import is_list_line, sign
from tifabank.rows import Paragraph, Rule
from tifabank.stages.paragraphs.layout import Line, ends_finally, join, physical_lines, starts_like_heading
from tifabank.stages.paragraphs.page import is_dateline
from tifabank.text import Text, fold

RULES = [
    Rule("paragraphs.title", "paragraphs", "layout", 2, "The document's title, with or without the site's name, before the text starts."),
    Rule(
        "paragraphs.heading",
        "paragraphs",
        "layout",
        2,
        "A line of at most 30 words without final mark, followed by text; a title line that opens a section.",
    ),
    Rule(
        "paragraphs.byline",
        "paragraphs",
        "layout",
        2,
        "Author, issuing body, source, document number, place and date; a name between title and text.",
    ),
    Rule(
        "paragraphs.page",
        "paragraphs",
        "pattern",
        2,
        "Breadcrumbs, notices, menus, page numbers, captions and related links, by their wording.",
    ),
    Rule("paragraphs.tail", "paragraphs", "layout", 2, "Short lines without final mark after the text has ended."),
    Rule("paragraphs.body", "paragraphs", "layout", 2, "A line, or lines that a hard wrap broke, of running text."),
]

_HEADING_WORDS = 30
_SITE_NAME_WORDS = 2
_CONTENTS = re.compile(r"(?:table of )?contents:?(?: ?\[\w+\])?|目录", re.IGNORECASE)
_CONTENTS_LINES = 80
_TITLE_LINES, _TITLE_WORDS = 12, 45
_QUESTION_WORDS = 12
_LINKS = re.compile(
    r"(?:see also|related(?: (?:articles?|links|entries|pages|topics|news|stories|posts?|reading|content))?|further reading|external links)[:：]?",
    re.IGNORECASE,
)
_TAIL_WORDS = 8
_PERSON = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof)\.? [A-Z][^,]{2,40}, [a-z].*")  # "Mr. Han Wen, deputy director of ...", who takes part
_SPEAKER = re.compile(r"(?:Q|A|Question|Answer)\s*[:：]")  # of an interview
_SITE_SEPARATORS = "-|_:»›·,*†‡"  # or a footnote mark
_NAME = re.compile(r"(?:[A-Z][\w'’.-]+\s+){1,3}[A-Z][\w'’.-]+")
_INITIALS = re.compile(r"(?![A-CIVX]\.)(?:[A-Z]\.\s?){1,3}[A-Z][\w'’-]+")
_SIGNED = re.compile(r"(?:[A-Z][\w'’-]+\s){1,2}[A-Z][\w'’-]+, [A-Z][a-z]+")  # "Li Na, Wuhan", under a letter
_INSTITUTION = re.compile(r"\s*[(（][^()（）]{2,80}[)）]\Z")  # "Li Na (Institute of Law)"
_BODY = re.compile(  # an issuing body
    r"(?!Measures\b|Regulations?\b|Provisions\b|Opinions?\b|Notice\b|Rules\b|Law\b|Decision\b|Plan\b|Outline\b|Guidelines?\b|Circular\b)(?:The\s+)?(?:[A-Z][\w'’.-]*\s+(?:(?:of|the|for|and|on|&)\s+)*){0,10}(?:Government|Office|Bureau|Committee|Commission|Ministry|Department|Council|Court|Administration|"
    r"Congress|Secretariat|Agency|Authority|Station|Institute|University|Association|Federation|Cent(?:er|re)|School|Academy|College)(?:\s+(?:of|for|on)\s+(?:the\s+)?[A-Z][\w'’,. -]*)?(?:,\s(?:Report|Document|Working\sPaper|Paper)\sNo\.\s?\d+)?"
)
_OFFICE = re.compile(
    r"(?:[A-Z][\w'’.-]+\s){1,3}[A-Z][\w'’.-]+,\s(?i:(?:(?:vice|deputy|executive|former|associate|assistant|senior|chief|research|visiting|staff|honorary)[ -])*(?:minister|professor|director|secretary|researcher|"
    r"correspondent|reporter|chair(?:man|woman)?|president|editor|lecturer|fellow|member|dean|governor|mayor|columnist|writer|journalist|scholar|analyst)\b)[^.!?]{0,100}"
)
_HEADER = re.compile(  # what stands under a title and says where the text is from
    r"(?:held|convened|delivered|remarks|issued|published|presented|prepared|submitted|speech|address|statement|lecture|a\s(?:report|paper|study|briefing)|"
    r"working\s(?:note|paper)|briefing\snote|press\srelease|transcript|translated|adapted|reprinted|for\simmediate\srelease)\b.{0,140}"
    r"|[¹²³⁴⁵*†‡]\s?[A-Z].{0,60}(?:University|Institute|Academy|School|College|Cent(?:er|re)|Department).{0,100}"
    r"|.{3,80},\s.{0,60}?(?:19|20)\d{2}(?:/\d{1,2}|,?\s(?:vol|no|issue)\b.{0,20})?",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"[A-Z]{2,6}")
_LETTER = re.compile(
    r"(?:dear\s.{2,60}|yours\s(?:faithfully|sincerely|truly|respectfully)|(?:with\s)?(?:kind|best|warm)\sregards),?", re.IGNORECASE
)
_SECTION_NUMBER = re.compile(r"(\d{1,2}) [A-Z]")
_STAGE = re.compile(r"[(（\[](?:applause|laughter|cheers|pause|silence|掌声)[^()（）]{0,20}[)）\]]", re.IGNORECASE)
_BRACKETED = re.compile(r"[(（【\[][^()（）]{3,160}[)）】\]]")
_NO_NAME = re.compile(
    r"\b(?:introduction|background|overview|summary|contents?|abstract|foreword|preface|conclusions?|chapter|part|section|notes?|report|"
    r"system|development|security|governance|construction|policy|law|work|reform|main|key|the|of|for|and|new)\b",
    re.IGNORECASE,
)


def paragraphs(text: Text, title: str | None = None, author: str | None = None) -> list[Paragraph]:
    """The paragraphs of a text, in order; `section_id` is still null."""
    lines = join(text, physical_lines(text))
    kinds = _kinds(lines, title, author)
    return [_row(text, i, line, *kind) for i, (line, kind) in enumerate(zip(lines, kinds, strict=True), 1)]


def found_title(rows: list[Paragraph]) -> str | None:
    """The title a text gives itself: the shortest wording of its title lines."""
    return min((r.text for r in rows if r.kind == "title"), key=len, default=None)


def _row(text: Text, position: int, line: Line, kind: str, rule: str) -> Paragraph:
    start, end = line.span
    words = text.squeeze(start, end)
    return Paragraph(
        paragraph_id=text.row_id("par", start, end),
        document_id=text.document_id,
        section_id=None,
        position=position,
        kind=kind,  # type: ignore[arg-type]  # the vocabulary is checked over columns
        start_char=start,
        end_char=end,
        words=text.words(start, end),
        text=words,
        rule_id=f"paragraphs.{rule}",
    )


def _kinds(lines: list[Line], title: str | None, author: str | None) -> list[tuple[str, str]]:
    """Kind and rule of each line, decided by wording first, then by place."""
    lines = _without_trails(lines)
    wanted = _title_of(lines, title)
    running = _without_questions(lines, [_is_running(lines, i) for i in range(len(lines))])
    for i, line in enumerate(lines):
        if running[i] and not (wanted and _is_title(line.text, wanted)):
            break
        running[i] = False  # a title may be a question
    last_body = max((i for i, runs in enumerate(running) if runs), default=-1)
    first_body = running.index(True) if last_body >= 0 else len(lines)
    kinds = [
        _kind(line, wanted, author, runs=running[i], before=i < first_body, after=i > last_body)
        for i, (line, runs) in enumerate(zip(lines, running, strict=True))
    ]
    return _signed(lines, _linked(lines, running, _contents(lines, _headed(kinds))), last_body)


def _without_trails(lines: list[Line]) -> list[Line]:
    """The lines with a trail of links that ends in what one of the next lines says ("Forum/Opinions/Fair courts") as furniture."""
    return [
        line._replace(kind="furniture")
        if not line.kind and any(_leads_to(line.text, later.text) for later in lines[i + 1 : i + 4])
        else line
        for i, line in enumerate(lines[:_TITLE_LINES])
    ] + lines[_TITLE_LINES:]


def _leads_to(words: str, title: str) -> bool:
    """Whether a line is a trail of links that ends in a title."""
    before = words.removesuffix(title).rstrip()
    return before != words and before[-1:] in ("/", ">", "»", "›", "→")


def _contents(lines: list[Line], kinds: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Kinds with a table of contents as furniture: what follows "Contents" up to where its first line stands again."""
    for i, line in enumerate(lines[:-2]):
        if _CONTENTS.fullmatch(line.text):
            first = _unnumbered(lines[i + 1].text)
            again = next((k for k in range(i + 2, min(i + _CONTENTS_LINES, len(lines))) if _unnumbered(lines[k].text) == first), i + 1)
            kinds[i + 1 : again] = [("furniture", "page")] * (again - i - 1)
    return kinds


def _unnumbered(words: str) -> str:
    """A line of a table of contents, or the heading that it names, folded and without its number."""
    return re.sub(r"\A\d+(?:\.\d+)*[.)]?\s+", "", fold(words))


def _linked(lines: list[Line], running: list[bool], kinds: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Kinds with the lines under a bare "See also" as related links, up to the next running text."""
    under = False
    done = []
    for line, runs, kind in zip(lines, running, kinds, strict=True):
        opens = bool(_LINKS.fullmatch(line.text))
        under = opens or (under and not runs)
        linked = opens or (under and (kind[0] in ("heading", "furniture", "related_link") or kind == ("body", "body")) and not line.kind)
        done.append(("related_link", "page") if linked else kind)
    return done


def _without_questions(lines: list[Line], running: list[bool]) -> list[bool]:
    """`running` with questions that head what follows taken out: short lines of their own, at least two in the text."""
    asked = [
        i
        for i in range(len(lines) - 1)
        if running[i] and running[i + 1] and _is_question(lines[i].text) and len(lines[i + 1].text) > len(lines[i].text)
    ]
    return [runs and not (len(asked) > 1 and i in asked) for i, runs in enumerate(running)]


def _is_question(words: str) -> bool:
    number = sign(words, 0, len(words))
    words = words[number.length :] if number else words
    one = len(list(sentence_ends(words, 0, len(words)))) == 1
    return words[-1] in "?？" and one and len(words.split()) <= _QUESTION_WORDS and words[0].isupper() and ":" not in words


def _headed(kinds: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Kinds with what stands above the title as furniture, if it is no byline: nothing is headed before the title."""
    title = next((i for i, (kind, _) in enumerate(kinds) if kind == "title"), 0)
    return [("furniture", "page") if i < title and kind[0] == "heading" else kind for i, kind in enumerate(kinds)]


def _signed(lines: list[Line], kinds: list[tuple[str, str]], last_body: int) -> list[tuple[str, str]]:
    """Kinds with the issuing body, a line before the date, as a byline."""
    for i in range(len(lines) - 1):
        tail = i > last_body and kinds[i] == ("furniture", "tail")
        body = kinds[i][0] == "heading" and bool(_BODY.fullmatch(lines[i].text))
        dated = bool(re.search(r"\b(?:19|20)\d{2}\Z", lines[i].text))  # "The State Council, December 2017"
        if (body and dated) or ((tail or body) and kinds[i + 1][0] == "byline" and is_dateline(lines[i + 1].text)):
            kinds[i] = ("byline", "byline")
    return kinds


def _kind(
    line: Line, title: str | None, author: str | None, *, runs: bool, before: bool, after: bool
) -> tuple[str, str]:  # a decision list reads best as one
    if line.kind:
        return line.kind, "byline" if line.kind == "byline" else "page"
    if title and _is_title(line.text, title):
        return ("title", "title") if before or after else ("heading", "heading")
    if runs:
        return "body", "body"
    if (author and fold(line.text) == fold(author)) or (
        before
        and (
            _HEADER.fullmatch(line.text)
            or _is_names(line.text)
            or _BRACKETED.fullmatch(line.text)
            or _OFFICE.fullmatch(line.text)
            or _BODY.fullmatch(line.text)
        )
    ):
        return "byline", "byline"
    if after and (_SIGNED.fullmatch(line.text) or _AGENCY.fullmatch(line.text)):
        return "byline", "byline"
    if after:
        return ("furniture", "tail") if len(line.text.split()) <= _TAIL_WORDS else ("body", "body")
    return "heading", "heading"


def _is_running(lines: list[Line], i: int) -> bool:
    """Whether a line is running text by its own form: a final mark or colon, a list line, or too long for a heading."""
    line = lines[i]
    if line.kind:
        return False
    numbered = _in_numbered_run(lines, i) or bool(_STAGE.fullmatch(line.text) or _LETTER.fullmatch(line.text))
    if numbered or ends_finally(line.text) or line.text[-1] in ":：,，" or ";" in line.text or "；" in line.text:
        return True
    if _PERSON.fullmatch(line.text) or (is_list_line(line.text) and not sign(line.text, 0, len(line.text))):
        return True
    site = i == 0 and len(line.text.split()) <= _SITE_NAME_WORDS  # a site's name in lower case
    if len(line.text.split()) > _QUESTION_WORDS and len(list(sentence_ends(line.text, 0, len(line.text)))) > 1:
        return True  # running text that breaks off
    return len(line.text.split()) > _HEADING_WORDS or not (starts_like_heading(line.text) or site)


def _in_numbered_run(lines: list[Line], i: int) -> bool:
    """Whether a numbered line stands directly beside the next or previous number of its series: a list, not headings."""
    own = sign(lines[i].text, 0, len(lines[i].text))
    if not own:
        return False
    for step in (-1, 1):
        if not 0 <= i + step < len(lines):
            continue
        beside = sign(lines[i + step].text, 0, len(lines[i + step].text))
        if beside and beside.style == own.style and beside.value == own.value + step:
            return True
    return False


def _title_of(lines: list[Line], title: str | None) -> str | None:
    """The curated title if the text gives it, else the first line that can be one, without the site's name."""
    if title and any(_is_title(line.text, title) for line in lines):
        return title
    opening = [line.text for line in lines[:_TITLE_LINES] if not line.kind]
    while len(opening) > 1 and _BODY.fullmatch(opening[0]) and _can_be_title(opening[1]):
        opening = opening[1:]  # the issuing body stands above the title
    if opening and (number := _SECTION_NUMBER.match(opening[0])) and any(line.text.startswith(f"{number[1]}.1") for line in lines):
        return None  # a section of a longer work
    first = next((words for i, words in enumerate(opening) if _stands_again(words, opening[i + 1 :])), opening[0] if opening else None)
    if first is None or not _can_be_title(first):
        return None
    repeats = [words for words in opening if _can_be_title(words) and _is_title(first, words)]
    return min(repeats, key=len, default=first)


def _stands_again(words: str, later: list[str]) -> bool:
    """Whether a line that can be a title stands again, with or without the site's name."""
    return _can_be_title(words) and any(_can_be_title(w) and (_is_title(words, w) or _is_title(w, words)) for w in later)


def _can_be_title(words: str) -> bool:
    return (
        not ends_finally(words.rstrip("?!？！"))
        and words[-1] not in ":;,：；，"
        and len(words.split()) <= _TITLE_WORDS
        and starts_like_heading(words)
        and not is_list_line(words)
        and not _SPEAKER.match(words)
        and all(words[end - 1] in "?？!！" or end == len(words) for end in sentence_ends(words, 0, len(words)))
    )


def _is_title(words: str, title: str) -> bool:
    """Whether a line is the title, alone or with a short addition set off by a separator (the site's name)."""
    line, wanted = fold(words), fold(title)
    if line == wanted:
        return True
    rest = line[len(wanted) :].strip() if line.startswith(wanted) else ""
    return bool(rest) and rest[0] in _SITE_SEPARATORS and len(rest.split()) <= 6  # noqa: PLR2004


def _is_names(words: str) -> bool:
    """Whether a line is a personal name, or several."""
    names = re.split(r",\s+(?:and\s+)?|\s+and\s+|;\s*", words)
    names = [_INSTITUTION.sub("", name).rstrip("*†‡") for name in names]
    listed = is_list_line(words) and not _INITIALS.fullmatch(words)
    return all(_NAME.fullmatch(name) and not _NO_NAME.search(name) for name in names) and not listed
