"""The names of documents and meetings in running text: runs of capitalised words with a document or meeting noun at their head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tifabank.scan import Cue, found_at, pattern, words
from tifabank.stages.cited_documents.numbered import NUMBERED_NAME, ORDINAL, numbered_starts

_DOCUMENT = (  # alternatives that all begin with a letter, so that a scan for them is fast
    r"Laws?|Acts?|Regulations?|Plans?|Reports?|Decisions?|Resolutions?|Opinions?|Outlines?|Constitution|Charter|White Paper(?!s)|Guidelines?|"
    r"Guidance|Measures|Provisions|Rules|Code|Program(?:me)?|Communiqu[eé]|Conventions?|Treaty|Agreement|Protocol|Directive|Declaration|"
    r"Notice|Circular|Bill|Ordinance|Decree|Manifesto|Statement|Handbook|Yearbook|Bulletin|Suggestions|Recommendations|Proposals|Blueprint|"
    r"Framework|Accords?|Agenda(?= for [A-Z])|Covenant|Memorandum|Standards?(?! Chartered)|Specifications?|Strateg(?:y|ies)|Roadmap|Statutes?|By-?laws|Outlook(?= on )|Criteria|Catalogue|Concept Papers?|Working Papers?|Green Papers?|General Comment"
)
_MEETING = (
    r"Plenary Sessions?|Plenary Meetings?|Plenums?|Plenary|National Congress(?:es)?|Party Congress(?:es)?|Congress(?= of the (?:Communist|CPC|Party))|"
    r"Work Conferences?|Teleconferences?|Videoconferences?|Roundtables?|Conferences?(?<!Consultative Conference)(?<!Consultative Conferences)|Forums?|Summits?|Symposiums?|Meetings?|Study Sessions?|Sessions?|Dialogues?|Assembl(?:y|ies)|Workshops?|Seminars?"
)
_CAP = r"(?:(?:[A-Z]\.){2,}|[A-Z][\w&]*(?:[-'’–][\w]+)*(?:-(?= (?:and|to|or) [A-Z]))?(?:['’]s|(?<=s)['’](?= [A-Z]))?|\d{4}-\d{2,4}|\d{1,4}(?:st|nd|rd|th)?(?![\w.,]*%))"
_INSIDE = r"(?:out|up|during|over|of|on|for|the|and|to|in|with|by|from|at|against|between|concerning|regarding|through|a|an|into|under)"
_QUOTED = r"[“\"][A-Z][\w '’-]{1,40}[”\"](?= [A-Z])"
_PERIOD = r" \((?:19|20)\d\d ?[–-] ?\d{2,4}\)(?= (?:for|on|of) [A-Z])"  # "Five-Year Plan (2021-25) for ..."
_RUN = re.compile(
    rf"(?<![\w/-])(?<!\d[.,]){_CAP}(?: (?:(?<=ing )|(?<=Through )|(?!the [A-Z\d]))(?:{_INSIDE} ){{0,3}}(?:{_CAP}|{_QUOTED})| (?:on|of) (?:the )?[“\"][A-Z][\w '’-]{{1,60}}[”\"]|{_PERIOD})*"
)
HEAD = re.compile(rf"(?<![\w-])(?P<document>{_DOCUMENT})(?![\w-])|(?<![\w-])(?P<meeting>{_MEETING})(?![\w-])")
_AND = re.compile(r" (?:and|or) (?:the )?(?![A-Z][a-z]+ing\b)")
_UNDER = re.compile(r" under the ")
_DAY_OR_OFFICE = r"(?:Day|Week|Month|Office|Department|Bureau|Commission|Committee|Division|Section|Unit|Cent(?:er|re)|Agency|Team|Institute|Association|Society|Council|Authority|Working Group|Task Force|Tribunal|Street|Road|Square|Column)s?"
_OF_OFFICE = re.compile(
    rf" (?:[A-Z][\w'’-]+ )?{_DAY_OR_OFFICE}(?![\w'’])|(?<=Standards) (?:office|department|bureau|team)s?\b|(?<=Forum) (?:column|page|channel)\b"
)  # "Law Commission", "Constitution Day"
_OFFICE_FOR = re.compile(
    rf"\b{_DAY_OR_OFFICE} (?:for|of|on) [^,;.'’]*\Z|\b(?:Administration for|Ministry of|Ministry for|Board of|Federation of) [^,;.]*\Z"
)  # "Office for Law Popularization"
_OPENING = re.compile(
    r"(?:(?:(?:Article|Section|Chapter|Part|Clause|Paragraph|Annex|Schedule) \d+|\d+ of|The|A|An|In|On|At|This|That|These|Those|Its|Our|Their|His|Her|After|Before|Since|During|With|By|From|For|As|Under|"
    r"According|And|But|If|When|While|Both|All|Each|Every|Such|Through|Per|See|Of|To|Chinese President|Under|\d{1,3} (?:and|or)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October|November|December)(?! \d)) (?:(?:to|of|the|in|at) ){0,2})+"
)
_SPEECH = re.compile(
    r"(?:Opening |Closing )?(?:Speech|Remarks|Address|Talk|Toast|Lecture|Commentary|Comments|Interpretation|Notes?|Statement|Keynote)(?: (?:by|of) (?:(?!at\b|to\b|on\b)[\w.’'-]+ ){1,7}?)? ?(?:at|on|to|of) (?:the )?(?:Opening of the )?"
)  # "Remarks at the ..."
_PARTICIPLE = re.compile(r"(?!Meeting)[A-Z]\w+(?:ed|ing) (?:by|in|at|with|from|to|under|through|on) (?:the )?")  # "Guided by the ..."
_JOURNAL = re.compile(r"(?:\bSource[:：]|\b[Pp]ublished in(?: the)?|\b[Aa]ppeared in(?: the)?|\b[Jj]ournal) [\"“]?\Z")
_BARE = re.compile(
    rf"(?<![\w-])[Tt]he (?:(?:January|February|March|April|May|June|July|August|September|October|November|December) )?(?P<name>{_DOCUMENT})(?![\w-])(?! [A-Z])"
)
_REPORT_BEFORE = re.compile(
    r"(?<![\w-])(?P<name>(?:(?:government )?work |political )?reports? (?:of|to|at|from|delivered (?:to|at)|made (?:to|at)) (?:the )?)\Z"
)
_REPORT_AFTER = re.compile(r"(?:'s|’s)? (?:political |work )?(?:report|communiqu[eé]|decision|resolution)\b")
_NUMBERED = re.compile(rf"(?<![\w-]){ORDINAL}(?![\w-])")
_IN_PLACE = re.compile(r" in [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?\Z|(?<!Parties) to the [A-Z].*\Z")
_ON_DAY = re.compile(r" on (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\b.*\Z")
_OWNER = re.compile(
    r"(?!(?:People|Women|Children|Villager|Worker|Citizen|Youth|Nurse|Teacher|Farmer|Consumer)s?['’])[A-Z]\w+(?: [A-Z]\w+)?['’]s (?=[A-Z\d])"
)  # "Yushan's Measures"
_NUMBERED_ALONE = frozenset(("General Comment", "Decision", "Resolution", "Regulation", "Decree", "Law", "Directive"))
_NUMBER = re.compile(
    r"(?: No\. ?\d[\w/-]*|(?<=\d)[-/][A-Z][\w/-]*)(?: of (?:19|20)\d\d)?(?: (?:on|concerning|regarding) [A-Z][\w-]+(?: (?:and |of |the ){0,2}[A-Z][\w-]+){0,6})?"
)
_SERIAL = re.compile(r"(?<=\d)(?:-[A-Z][\w/-]*|/\w+(?:[/-]\w+)*)")  # "Resolution 18-NQ/TW"
_EDITION = re.compile(r" \((?:[IVX]+(?=\))|(?:for )?Trial|Interim|Draft|Provisional)[^()]{0,30}\)")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_IN_YEAR = re.compile(
    rf" (?:in|of|since|from|by|for|on) (?:(?:early|mid|late|the) )?(?:{_MONTH} )?(?:\d{{1,2}} )?(?:{_MONTH} )?(?:19|20)\d{{2}}(?:-(?:19|20)?\d{{2}})?\Z"
)
_NEEDS_ORDINAL = re.compile(r"Congress|Plen|Session|Assembl|Workshop|Seminar", re.IGNORECASE)
_INSTITUTION = re.compile(
    r"\b(?:(?:Development|Environment|Food) Programme?|National People's Congress|National People’s Congress|People's Political Consultative Conference|Court of Justice|Code of Conduct Committee)\b"
)
_LAW_IDIOM = re.compile(
    r"\b(?:(?:Conference|Meeting) (?:Hall|Room|Cent(?:er|re))|(?:Database|Library|Collection|Compendium|Journal|University|School|College|Faculty|Institute|Department|Academy|Professor|Bachelor|Master|Doctor)s? of [\w ]*|Rule of Law|Law (?:School|Review|Press|Firm|Journal|Faculty|Students?|Clinic|Daily|Weekly)|(?:Constitution and )?Law Committee|Law Enforcement|Law and Order|Law Society|Law University)\b"
)
_REPORT_TITLE = re.compile(  # "the study Pipes and Promises says", "a report by the institute, Faces at the Gate, found"
    r"\b(?:report|study|survey|review|white paper|strategy)(?:,? (?:by|of|from) (?:the )?[^,;.:\n]{1,60}?,|,)? (?P<name>[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|of|and|in|at|the|for|to|on|a|an|with|from)){0,14} (?:[A-Z][\w'’-]+))(?=,| (?:says?|said|found|finds|shows?|showed|warns?|warned|concludes?|concluded|notes?|noted|reports|puts|lists|argues|argued|was|is|has)\b)"
)
_BODY = re.compile(
    r"^(?:(?!\b(?:of|and|in|at|the|for|to|on|a|an|with|from)\b).)*$|\b(?:University|Institute|Academy|Bureau|Ministry|Commission|Committee|Department|Office|Bank|Association|Foundation|Cent(?:er|re)|Council|Society|Court)\b"
)
_CHINESE_NAME = re.compile(
    r"(?<!《)(?:党的[一二三四五六七八九十]{1,3}大报告|(?:党的)?[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]中全会|"
    r"中央(?:经济|农村|城市|政法|民族|外事|人才|统战|金融|全面依法治国)工作会议|(?<![《\w])政府工作报告)"
)
_LONGEST_HEAD = 30  # characters
_MONTH_BEFORE = 14  # characters of "the September " before a noun
_LONGEST = 400  # characters of a run of capitalised words
BESIDE = 40  # characters looked at for a year


CUES: dict[str, Cue] = {
    "head": pattern(f"{_DOCUMENT}|{_MEETING}"),
    "report": words("report", "study", "survey", "review", "white paper", "strategy"),
    "numbered": numbered_starts,
    "Chinese": words("大报告", "中全会", "工作会议", "政府工作报告"),
}
"""Cues of names, to be scanned for once in a text."""


def names_in(plain: str, start: int, end: int, cues: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    """The ranges of names in a range of folded text, given its cues; they may lie inside each other."""
    heads = cues.get("head", [])
    for run in _runs(plain, start, end, heads):
        for a, b in _split(plain, run.start(), min(run.end(), run.start() + _LONGEST)):
            yield from _name(plain, a, b, end)
    for report in found_at(_REPORT_TITLE, plain, cues.get("report", ()), end):
        if not _BODY.search(report["name"]):
            yield report.span("name")
    for named in found_at(NUMBERED_NAME, plain, cues.get("numbered", ()), end):
        yield named.span()
    for named in _CHINESE_NAME.finditer(plain, start, end) if "Chinese" in cues else ():
        yield named.span()
    articles = sorted({plain.rfind("he ", max(start, head - _MONTH_BEFORE), head) - 1 for head in heads})
    for bare in found_at(_BARE, plain, [at for at in articles if at >= start], end):
        yield bare.span("name")


def _runs(plain: str, start: int, end: int, heads: Iterable[int]) -> Iterator[re.Match[str]]:
    """The runs of capitalised words in which the nouns of documents and meetings stand; no mark of a clause is inside a run."""
    done = start
    for head in heads:
        low = max(done, head - 2 * _LONGEST)
        begin = max(low, *(plain.rfind(mark, low, head) + 1 for mark in ",;:!?"))
        last = min(end, head + _LONGEST_HEAD + _LONGEST)
        while begin <= head and (run := _RUN.search(plain, begin, last)) and run.start() < head + _LONGEST_HEAD:
            begin = done = run.end()
            if run.end() > head:
                yield run


def _split(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run of capitalised words, cut at "and" where a name with a head of its own follows."""
    begin = start
    for joint in _AND.finditer(plain, start, end):
        with_article = joint[0].endswith("the ")
        if not (with_article or " " in plain[joint.end() : end]) or not _heads(plain, joint.end(), end):
            continue
        if _heads(plain, begin, joint.start()):
            yield begin, joint.start()
            begin = joint.end()
        elif with_article:
            begin = joint.end()  # "the Port Goals and the River Agenda"
    yield begin, end


def _heads(plain: str, start: int, end: int) -> list[re.Match[str]]:
    return [m for m in HEAD.finditer(plain, start, end) if not _is_idle(plain, m, start, end)]


def _is_idle(plain: str, head: re.Match[str], start: int, end: int) -> bool:
    """Whether a head noun is part of something else: an institution, a journal ("Source: Rural Forum"), "Rule of Law", a congress without its number."""
    window = slice(max(start, head.start() - 60), min(end, head.end() + 20))
    if any(
        m.start() + window.start <= head.start() < m.end() + window.start
        for p in (_INSTITUTION, _LAW_IDIOM)
        for m in p.finditer(plain[window])
    ):
        return True
    if _OF_OFFICE.match(plain, head.end(), head.end() + BESIDE) or _OFFICE_FOR.search(plain, max(start, head.start() - 60), head.start()):
        return True
    if head["meeting"] and _JOURNAL.search(plain, max(0, start - BESIDE), start):
        return True
    return bool(
        head["meeting"] and _NEEDS_ORDINAL.match(head["meeting"].removeprefix("National ").removeprefix("Party "))
    ) and not _NUMBERED.search(plain, max(start, head.start() - 40), head.start())


def _name(plain: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """The name in a run of capitalised words: from its first word that is not small to its end, if a head noun stands in it."""
    speech = _SPEECH.match(plain, start, end)
    start = speech.end() if speech else start
    opening = _OPENING.match(plain, start, end) or _PARTICIPLE.match(plain, start, end)
    begin = opening.end() if opening else start
    heads = _heads(plain, begin, end)
    if not heads or end <= begin:
        return
    head = heads[0]
    if plain.endswith(" No", begin, end):
        end -= len(" No")
    alone = plain[begin:end].count(" ") == head[0].count(" ")
    if alone and head.start() == begin:
        number = _NUMBER.match(plain, end, limit) if head[0] in _NUMBERED_ALONE else None
        if number:
            yield begin, number.end()
        return  # else a single noun is no name of its own
    report = _REPORT_AFTER.match(plain, end, limit)
    if report and any(h["meeting"] for h in heads):
        end = report.end()
    before = _REPORT_BEFORE.search(plain, max(0, begin - BESIDE), begin)
    if before and head["meeting"]:
        begin = before.start("name")
    year = _IN_YEAR.search(plain, head.end(), end)
    end = year.start() if year else end
    numbered = plain[head.end() : head.end() + 2].strip().isdigit()
    place = _IN_PLACE.search(plain, head.end(), end) if head["meeting"] or numbered else None
    end = place.start() if place else end
    under = _UNDER.search(plain, begin, head.start() + 1)
    begin = under.end() if under else begin
    day = _ON_DAY.search(plain, head.end(), end)
    end = day.start() if day else end
    owner = _OWNER.match(plain, begin, head.start() + 1)
    begin = owner.end() if owner else begin
    edition = _EDITION.match(plain, end, limit) or _NUMBER.match(plain, end, limit)
    edition = edition or _SERIAL.match(plain, end, limit)
    yield begin, edition.end() if edition else end
