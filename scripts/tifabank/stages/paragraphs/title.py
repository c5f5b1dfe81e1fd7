"""The title of a text: which line it is, and what stands above and below it."""

from __future__ import annotations

import re
from itertools import dropwhile, pairwise, takewhile

from tifabank.boundaries import sentence_ends
from tifabank.numbering import is_list_line
from tifabank.stages.paragraphs.apparatus import labelled_title
from tifabank.stages.paragraphs.blocks import CONTENTS, PAGE_HEAD
from tifabank.stages.paragraphs.dates import is_dateline
from tifabank.stages.paragraphs.evidence import Candidate, best, is_counter
from tifabank.stages.paragraphs.layout import Line, ends_finally, is_abbreviated, is_motto, starts_like_heading
from tifabank.stages.paragraphs.names import in_small_letters, is_body, is_byline, is_issue, is_participant
from tifabank.stages.paragraphs.page import holds_any
from tifabank.text import fold

_TITLE_LINES, _TITLE_WORDS = 12, 45
_SPEAKER = re.compile(r"(?:Q|A|Question|Answer|问|答|记者|主持人)\s*[:：]")  # of an interview
_NAVIGATION = re.compile(r"\b(?:home|about|archives?|contact)\b|首页", re.IGNORECASE)
_OWNED = re.compile(r"©|copyright|all rights reserved|\b(?:more from|subscribe to|follow)\b", re.IGNORECASE)
_OWNED_SIGNS = ("©", "copyright", "reserved", "more", "subscribe", "follow")  # of `_OWNED`
_SERIES_WORDS = 4
_NUMBERED_ISSUE = re.compile(r"(?:no\.?|issue|vol(?:\.|ume)?|number)\s?\d+\W{1,4}(?:[A-Z][a-z]+\s)?\d{4}", re.IGNORECASE)
_LONG_TITLE = 7  # words of a title that may look like a byline ("Speech by ... at ...")
_LONG_QUESTION = 12
_OWNER_WORDS, _OWNED_WORDS = 6, 20  # words of an owner's name; of a line that tells it
_PARENTHESIS = re.compile(r"[(（][^()（）]*[)）]")
_SITE_SEPARATORS = "-|_:»›·,*†‡"  # or a footnote mark
_TRAIL_ENDS = ("/", ">", "»", "›", "→")
_SUBTITLE_LINES = 2
_DATE_WORDS = 4
_UNDER_COLUMN = ("furniture", "page")  # the column that a text stands in, under its title
_DASHED = re.compile(r"(?:——?|––?|--)\s?[A-Z\u4e00-\u9fff]")
_SEPARATOR = re.compile(r"\s[|·•›»/]\s")
_PUBLICATION = re.compile(
    r"(?:[A-Z&][\w'’&.-]*\s+(?:(?:of|and|the|for|on|in)\s+)*){1,8}(?:Review|Quarterly|Monthly|Fortnightly|Weekly|Daily|Times|Post|Herald|Tribune|Gazette|Journal|Ledger|"
    r"Observer|Chronicle|Courier|Dispatch|Digest|Bulletin|Monitor|Magazine|Newsletter|News(?:\s(?:Agency|Online|Net(?:work)?|Service))?|Network|Online|Net|Press|Mirror|"
    r"Encyclop(?:a?e)dia|Wiki|Portal|Paper\sSeries)(?:\sof\s(?:the\s)?[A-Z]\w+)?"
    r"|(?:(?:International|Asian|European|American|Chinese|British)\s)?(?:Journal|Annals|Bulletin|Proceedings|Transactions)\sof\s(?:the\s)?[A-Z][^.!?:]{3,60}"
    r"|The\s(?:Weekly|Daily|Monthly|Sunday|Morning|Evening)\s[A-Z]\w+"
    r"|(?:www\.)?[\w-]+(?:\.[a-z]{2,4}){1,2}"
)
_SLOGAN = re.compile(
    r"\w[\w'’.]*(?:\s[A-Z]\w*){0,2}\s[—–]\s(?:the|an?|your|all|every)\s[a-z][^.!?:]{3,60}"
)  # "Openmind — the free handbook"
_RUBRIC = re.compile(
    r"(?:(?:special|in|long|review|photo|book|data|the|from\s+the|our|guest|weekend|news)\s)?(?:opinions?|commentar(?:y|ies)|comment|editorials?|columns?|features?|analys[ie]s|interviews?|explainers?|perspectives?|"
    r"viewpoints?|views?|voices|essays?|reviews?|letters?|focus|insights?|exclusives?|theory|reports?|read|reads|dispatch(?:es)?|books|(?:policy\s+)?briefs?|press\s+(?:releases?|conferences?|briefings?)|news\s+release|briefings?|"
    r"policy\s+briefs?|working\s+papers?|research\s+notes?|case\s+stud(?:y|ies)|blog|notices?|announcements?|speech(?:es)?|statements?|remarks|transcripts?|articles?|news|investigations?|stories|profiles?|explained|breaking(?:\s+news)?|live|in\s+pictures|fact[- ]check|for\s+immediate\s+release|(?:white|green)\s+papers?|blue\s+books?)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:executive\s+)?summary|abstract|introduction|background|overview|key\s?(?:words|points|findings|messages)|contents|foreword|preface|preamble|methods|conclusions?|notes",
    re.IGNORECASE,
)
_SECTION_NUMBER = re.compile(r"(\d{1,2}) [A-Z]")


def title_of(lines: list[Line], title: str | None) -> str | None:
    """The curated title if the text gives it, else the first line that can be one, without the site's name."""
    if title and any(is_title(line.text, title) for line in lines):
        return title
    if labelled := next((found for line in lines[:_TITLE_LINES] if line.kind == "title" and (found := labelled_title(line.text))), None):
        return labelled
    heads = {fold(line.text) for line in lines if line.kind == PAGE_HEAD}
    top = _below_series(_below_navigation(list(takewhile(_is_above_text, lines[:_TITLE_LINES]))))
    opening = _from_best(top, lines, heads)
    if opening and (number := _SECTION_NUMBER.match(opening[0])) and any(line.text.startswith(f"{number[1]}.1") for line in lines):
        return None  # a section of a longer work
    first = next((words for i, words in enumerate(opening) if _stands_again(words, opening[i + 1 :])), opening[0] if opening else None)
    if first is None or not _can_be_title(first):
        return None
    repeats = [words for words in opening if _can_be_title(words) and is_title(first, words)]
    return min(repeats, key=len, default=first)


def _is_above_text(line: Line) -> bool:
    """Whether a line is no running text: the page's own, or one that can be a title or ends without final mark."""
    if CONTENTS.fullmatch(line.text):
        return False
    return bool(line.kind) or _can_be_title(line.text) or not line.ends


def _below_navigation(top: list[Line]) -> list[Line]:
    """The first lines from the last menu or trail on, where a title with its byline follows and none stands there twice."""
    menus = [i for i, line in enumerate(top) if line.kind == "furniture" and _NAVIGATION.search(line.text)]
    below = top[menus[-1] + 1 :] if menus else []
    group = list(takewhile(lambda line: not line.kind, dropwhile(lambda line: line.kind, below)))
    after = next((i for i, line in enumerate(below) if line is group[-1]), len(below)) + 1 if group else len(below)
    signed = after < len(below) and below[after].kind == "byline"
    if not signed or len(group) > _SUBTITLE_LINES or not _can_be_title(group[0].text):
        return top
    words = [line.text for line in top if not line.kind]
    return top if any(_stands_again(w, words[i + 1 :]) for i, w in enumerate(words)) else below


def _below_series(top: list[Line]) -> list[Line]:
    """The first lines below a series and the number and date of its issue ("Ridge Papers / No. 4, May 2020"), if a title follows."""
    candidates = [line.text for line in top if not line.kind]
    issued = len(top) > 1 and not top[0].kind and len(top[0].text.split()) <= _SERIES_WORDS and _NUMBERED_ISSUE.fullmatch(top[1].text)
    return top[2:] if issued and _next_title(candidates) else top


def _owner(lines: list[Line]) -> str:
    """What the page says of its owner: lines about copyright, subscription, more pages; folded."""
    short = [(line.text, line.text.lower()) for line in lines if line.words <= _OWNED_WORDS]
    return "\n".join(fold(words) for words, low in short if holds_any(low, _OWNED_SIGNS) and _OWNED.search(words))


def _from_best(top: list[Line], lines: list[Line], heads: set[str]) -> list[str]:
    """The first lines from the one that has most evidence for being the title; all of them if none can be one.

    `heads` are the running heads of other pages.
    """
    owner = _owner(lines)
    where = {id(line): i for i, line in enumerate(lines)}
    opening = [line for line in top if not line.kind]
    candidates = [
        Candidate(where[id(line)], line.text, signed=_is_signed(lines, where[id(line)]), heads=_heads_text(lines, where[id(line)]))
        for line in opening
        if _can_be_title(line.text)
    ]
    if not candidates:
        return [line.text for line in opening]
    sites = {line.text for line, below in pairwise(lines[: _TITLE_LINES + 1]) if is_motto(line.text, below.text)}
    capitals = any(not c.text.isupper() for c in candidates)

    def against(words: str) -> float:
        """What the wording of a line says against its being the title."""
        name = fold(words)
        owns = len(name.split()) <= _OWNER_WORDS and name.removeprefix("the ") in owner
        heading = capitals and words.isupper() and name in heads
        byline = is_byline(words) and not words.isupper() and len(words.split()) < _LONG_TITLE
        owns = owns or words in sites
        return 3.5 * is_masthead(words) + 3.0 * owns + 2.0 * heading + 2.0 * byline + 4.0 * bool(_LABEL.fullmatch(words))

    first = best(candidates, lines, against).text
    texts = [line.text for line in opening]
    return texts[texts.index(first) :]


def _heads_text(lines: list[Line], i: int) -> bool:
    """Whether a sentence that can be no title stands right below a line."""
    below = lines[i + 1] if i + 1 < len(lines) else None
    return below is not None and not below.kind and below.ends and not _can_be_title(below.text)


def _is_signed(lines: list[Line], i: int) -> bool:
    """Whether a byline stands below a line, right there or under a subtitle."""
    below = lines[i + 1 : i + 2 + _SUBTITLE_LINES]
    signs = [line.kind == "byline" or (not line.kind and is_byline(line.text)) for line in below]
    if not any(signs) or not all(_can_be_title(line.text) and not line.kind for line in below[: signs.index(True)]):
        return False
    place = i + 1 + signs.index(True)
    return not (_is_date_alone(lines[place].text) and _title_follows(lines, place + 1))


def _is_date_alone(words: str) -> bool:
    return is_dateline(words) and len(words.split()) <= _DATE_WORDS


def _title_follows(lines: list[Line], i: int) -> bool:
    """Whether a title can stand below the date of an issue: before the text two lines or more, or one above a byline."""
    rest = list(takewhile(lambda line: line.kind or not line.ends, lines[i : i + _TITLE_LINES]))
    plain = [
        line for line in rest if not line.kind and _can_be_title(line.text) and not (_LABEL.fullmatch(line.text) or is_byline(line.text))
    ]
    return any(line.words >= _SERIES_WORDS for line in plain[:-1])


def _next_title(opening: list[str]) -> str | None:
    """The first of the lines below the first one that can be a title and is no section's label; rather none that looks like a byline."""
    below = [words for words in opening[1:] if _can_be_title(words) and not _LABEL.fullmatch(words)]
    long = (words for words in below if len(words.split()) >= _LONG_TITLE)
    return next((words for words in below if not is_byline(words)), next(long, None))


def is_column(words: str) -> bool:
    """Whether a line names a publication or a column of it, not a body that issues."""
    return is_masthead(words) and not is_body(words) and not is_issue(words)


def is_masthead(words: str) -> bool:
    """Whether a line names the page that the text stands on: an issuing body, a publication with its column, an issue, a rubric."""
    parts = [part.strip() for part in _SEPARATOR.split(in_small_letters(words))]
    publication = any(_PUBLICATION.fullmatch(part) for part in (parts[0], parts[-1]))
    capitals = len(parts) > 1 and words.isupper()
    return is_body(words) or is_issue(words) or publication or capitals or bool(_SLOGAN.fullmatch(words) or _RUBRIC.fullmatch(words))


def subtitled(lines: list[Line], kinds: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Kinds with the subtitle as title: one or two lines between title and byline, or a line after a dash right below the title."""
    titles = [i for i, (kind, _) in enumerate(kinds[:_TITLE_LINES]) if kind == "title"]
    if not titles:
        return kinds
    first = titles[-1] + 1
    under = list(
        takewhile(
            lambda i: kinds[i][0] == "heading" and not (lines[i].listed or is_counter(lines[i].text) or is_abbreviated(lines[i].text)),
            range(first, len(lines)),
        )
    )
    signed = bool(under) and len(under) <= _SUBTITLE_LINES and under[-1] + 1 < len(lines) and kinds[under[-1] + 1][0] == "byline"
    found = set(under) if signed else {i for i in (first,) if i < len(lines) and _is_dashed(lines[i])}
    return [
        (_UNDER_COLUMN if _RUBRIC.fullmatch(lines[i].text) else ("title", "title")) if i in found else kind for i, kind in enumerate(kinds)
    ]


def _is_dashed(line: Line) -> bool:
    """Whether a line is a subtitle after a dash ("—— A survey of three villages")."""
    return not line.kind and bool(_DASHED.match(line.text)) and not line.ends and line.words <= _TITLE_WORDS


def _stands_again(words: str, later: list[str]) -> bool:
    """Whether a line that can be a title stands again, with or without the site's name."""
    return _can_be_title(words) and any(_can_be_title(w) and (is_title(words, w) or is_title(w, words)) for w in later)


def _can_be_title(words: str) -> bool:
    return (
        not ends_finally(words.rstrip("?!？！"))
        and (words[-1] not in ":;,：；，" or _is_open_title(words))
        and len(words.split()) <= _TITLE_WORDS
        and starts_like_heading(words)
        and not is_list_line(words)
        and not _SPEAKER.match(words)
        and not _PARENTHESIS.fullmatch(words)
        and not is_participant(words)
        and (
            _is_short_question(words) or all(words[end - 1] in "?？!！" or end == len(words) for end in sentence_ends(words, 0, len(words)))
        )
    )


def _is_open_title(words: str) -> bool:
    """Whether a line in capitals ends in a colon: the title goes on below."""
    return words[-1] == ":" and words.isupper() and len(words.split()) >= _SERIES_WORDS


def continued(lines: list[Line], title: str | None) -> list[Line]:
    """The lines with what carries the title on, in capitals like it and with no text right below, as title."""
    first = next((i for i, line in enumerate(lines[:_TITLE_LINES]) if title and not line.kind and is_title(line.text, title)), None)
    if first is None or not lines[first].text.isupper():
        return lines
    more = list(takewhile(lambda i: _carries_on(lines[i]), range(first + 1, min(first + 1 + _SUBTITLE_LINES, len(lines)))))
    below = more[-1] + 1 if more else first + 1
    if not more or below == len(lines) or (not lines[below].kind and lines[below].ends and not is_abbreviated(lines[below].text)):
        return lines
    return [line._replace(kind="title") if i in more else line for i, line in enumerate(lines)]


def _carries_on(line: Line) -> bool:
    """Whether a line in capitals can be one more line of a title."""
    plain = not line.kind and line.text.isupper() and _can_be_title(line.text)
    return plain and not (_LABEL.fullmatch(line.text) or is_byline(line.text) or is_masthead(line.text))


def _is_short_question(words: str) -> bool:
    """Whether a few words end in a question, whatever stands before it ("The tax is gone. What now?")."""
    return words[-1] in "?？" and len(words.split()) <= _LONG_QUESTION


def is_title(words: str, title: str) -> bool:
    """Whether a line is the title, alone or with a short addition set off by a separator (the site's name)."""
    first = title[:1]
    if first.isalnum() and (words[:1] + first).isascii() and words[:1].lower() not in (first.lower(), "r"):
        return False  # it opens otherwise, nor with "Re: "
    line, wanted = fold(words).removeprefix("re: "), fold(title)
    if line == wanted:
        return True
    rest = line[len(wanted) :].strip() if line.startswith(wanted) else ""
    return bool(rest) and rest[0] in _SITE_SEPARATORS and len(rest.split()) <= 6  # noqa: PLR2004


def without_trails(lines: list[Line]) -> list[Line]:
    """The lines with a trail of links that ends in what one of the next lines says ("Forum/Opinions/Fair courts") as furniture."""
    return [
        line._replace(kind="furniture")
        if not line.kind and holds_any(line.text, _TRAIL_ENDS) and any(_leads_to(line.text, later.text) for later in lines[i + 1 : i + 4])
        else line
        for i, line in enumerate(lines[:_TITLE_LINES])
    ] + lines[_TITLE_LINES:]


def _leads_to(words: str, title: str) -> bool:
    """Whether a line is a trail of links that ends in a title."""
    before = words.removesuffix(title).rstrip()
    return before != words and before[-1:] in _TRAIL_ENDS
