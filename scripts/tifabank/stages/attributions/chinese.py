"""Chinese speech: a speaker before 指出, 强调, 表示 or another verb of saying, or after a quotation: “……。”村民老何说。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tifabank.scan import pattern
from tifabank.stages.attributions.model import LONGEST, Speech
from tifabank.text import HAN
from tifabank.trie import trie

_MANNER = rf"(?:对[{HAN}]{{1,6}}|在[{HAN}]{{1,20}}?[上中时里]|[{HAN}]{{2}}地|多次|一再|反复|曾经?|还|也|都|则|又|再次|进一步|明确|日前|近日|今天|昨天|同时|特别|着重|笑着)*"
_SPEAKER = rf"(?:《(?P<work>[^《》\n]{{2,40}})》|(?P<person>(?<![{HAN}])[他她]们?|[{HAN}]{{2,20}}?))"
_CERTAIN = "指出|强调|提出|表示|认为|要求|宣布|明确|说"
_PAUSED = "规定|提示|提醒|呼吁|透露|坦言|介绍|称|建议|写道|回忆|解释|回应|回答|感叹|希望|主张|警告|承诺|补充|批评|反问"
_VERB = rf"(?:(?P<verb>{_CERTAIN})[，：:,]?(?=(?!的|一声|一下|法|明)[{HAN}“「])|(?P<paused>{_PAUSED})[说道称]?[，：:,]|(?P<told>告诉)[{HAN}]{{1,6}}[，：:,])"
_BEFORE = re.compile(_SPEAKER + _MANNER + _VERB)
_AFTER = re.compile(rf"[”」][，,]?(?:\d[\d年月日]*[，,])?{_SPEAKER}{_MANNER}(?P<verb>说|表示|{_PAUSED})道?(?=[。！；]|[，,：]\s?[“「]|\Z)")
_JOINED = re.compile(rf"[，,](?:并|还|又|同时|并且|也)+(?P<verb>{_CERTAIN}|{_PAUSED})[，：:,]?(?=(?!的)[{HAN}“「])")
_SOURCE = re.compile(rf"据(?P<person>[{HAN}]{{2,12}}?)(?P<verb>报道|介绍|透露|统计)[，,]")
_ISSUER = re.compile(
    rf"(?:^|[，。；,])(?P<person>[{HAN}]{{2,12}}?)(?:印发|发布|下发|出台|公布)[^。；]{{1,80}}?，(?P<verb>要求|提出|明确|强调|指出)(?=[{HAN}“：:])"
)
_NOBODY = re.compile(
    "在|据|对|从|向|把|让|给|按照|根据|依据|依照|由于|如果|因为|为了|有关|相关|这|那|其|并|而|但|同时|此外|可以|应当|必须|需要|不|有人|或者|没有|就|也|还|来|一般|换句话|具体|总的来"
)


CHINESE_VERBS = pattern(trie([*_CERTAIN.split("|"), *_PAUSED.split("|"), "告诉", "报道", "统计"]))
"""The cue of Chinese speech."""


def chinese(plain: str, start: int, end: int) -> Iterator[Speech]:
    """The Chinese speech of a sentence."""
    yield from (_speech(match, end) for match in (*_SOURCE.finditer(plain, start, end), *_ISSUER.finditer(plain, start, end)))
    if told := _AFTER.search(plain, max(0, start - 1), end):
        verb = "verb" if told["verb"] else "paused"
        yield Speech(start, min(end, start + LONGEST), _who(told), told.span(verb), start, "chinese")
        return
    said = [match for match in _BEFORE.finditer(plain, start, end) if not _NOBODY.match(plain, *_who(match))]
    joined = [match for match in _JOINED.finditer(plain, start, end) if said and match.start() > said[0].end()]
    found: list[Speech] = []
    for match in sorted((*said, *joined), key=lambda m: m.start()):
        if match.re is not _JOINED:
            found.append(_speech(match, end))
            continue
        found[-1] = found[-1]._replace(end=min(found[-1].end, match.start()))
        found.append(found[-1]._replace(verb=match.span("verb"), said=match.end(), end=min(end, match.end() + LONGEST)))
    yield from found


def _who(match: re.Match[str]) -> tuple[int, int]:
    """The span of the person or the work that speaks."""
    return match.span("work") if match.re.groupindex.get("work") and match["work"] else match.span("person")


def _speech(match: re.Match[str], end: int) -> Speech:
    """The speech of a speaker who stands before the verb."""
    verb = next(name for name in ("verb", "paused", "told") if name in match.re.groupindex and match[name])
    return Speech(match.start(), min(end, match.end() + LONGEST), _who(match), match.span(verb), match.end(), "chinese")
