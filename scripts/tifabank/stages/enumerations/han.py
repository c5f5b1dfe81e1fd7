"""Chinese counts and names right after their items: "从组织领导、经费保障和宣传引导三个方面", "有人管、有钱办、有章循“三有”"."""

from __future__ import annotations

import re
from collections.abc import Container

from tifabank.numbering import han_number
from tifabank.stages.enumerations.model import Found, Frame, Item
from tifabank.text import Span

_COUNTED = re.compile(
    r"(?P<items>[^，。；：！？、\s\d]{1,30}(?:、[^，。；：！？、\s]{1,30}){1,11}?)等?"
    r"(?P<name>(?P<count>[两三四五六七八九十])(?:个|大|项|种|类|条)(?:重点|关键|主要|基本|核心|重大)?"
    r"(?:方面|环节|领域|维度|层面|阶段|任务|原则|要素|问题|关系|能力|机制|体系|部分|步骤|工程|行动|目标|内容|要求|平台|清单|重点|方向|途径|功能))"
)
_NAMED = re.compile(
    r"(?P<items>[^，。；：！？、“”「」\s\d]{1,30}(?:、[^，。；：！？、“”「」\s]{1,30}){1,11}?)等?的?[“「]"
    r"(?P<name>(?P<count>[两三四五六七八九十])[\u4e00-\u9fff]{1,6})(?=[”」])"
)  # "有人管、有钱办、有章循“三有”"
_CLAUSE = re.compile(r"[^，。；：！？\s]+")  # in which items and their count must stand
_JOINT = re.compile(r"、|以及|和|与|及")
_BEFORE_FIRST = re.compile(r".*(?:从|在|对|把|将|围绕|聚焦|紧扣|突出|抓好|坚持|包括|涉及|分为|按照|实施|推进|做到|是)")


def counted_after(frame: Frame, taken: Container[int]) -> list[Found]:
    """The lists whose count stands right behind them; `taken` holds the starts of items of other lists."""
    raw, lists = frame.text.raw, []
    clauses = [clause.span() for clause in _CLAUSE.finditer(raw) if "、" in clause[0]] if "、" in raw else []
    for match in (match for pattern in (_COUNTED, _NAMED) for clause in clauses for match in pattern.finditer(raw, *clause)):
        count = han_number(match["count"].replace("两", "二"))
        spans = _parts(frame, Span(*match.span("items")), count or 0)
        if spans and frame.body.at(spans[0].start) and spans[0].start not in taken:
            items = tuple(Item(span, None, span) for span in spans)
            lists.append(Found("named", "enumerations.summed_up", items, Span(*match.span("name")), count))
    return lists


def _parts(frame: Frame, items: Span, count: int) -> list[Span]:
    """The items between commas of lists and the last conjunction, if they are as many as counted; the first without the words before it."""
    raw = frame.text.raw
    first = raw.find("、", *items)
    lead = _BEFORE_FIRST.match(raw, items.start, first)
    begin = lead.end() if lead and lead.end() < first else items.start
    borders = [mark.span() for mark in _JOINT.finditer(raw, begin, items.end)]
    commas = [b for b in borders if raw[b[0]] == "、"]
    last = [b for b in borders if b[0] > commas[-1][0] and raw[b[0]] != "、"] if commas else []
    for marks in (commas, [*commas, *last[-1:]]):
        ends = [start for start, _ in marks] + [items.end]
        spans = [frame.text.strip(a, b) for a, b in zip([begin, *(end for _, end in marks)], ends, strict=True)]
        if len(spans) == count and all(span.end > span.start for span in spans):
            return spans
    return []
