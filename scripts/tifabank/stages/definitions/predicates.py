"""The predicates that make a statement a definition or a characterisation, and the rule to which each belongs."""

from __future__ import annotations

import re
from typing import NamedTuple

from tifabank.scan import Cue, pattern, words
from tifabank.stages.definitions.nouns import FIGURES, GENUS_NOUNS, NAMING_NOUNS, PERSONS, WORTH_ADJECTIVES, WORTH_NOUNS
from tifabank.trie import trie

_ADVERBS = (
    r"also|always|mainly|generally|usually|often|simply|essentially|actually|in fact|broadly|specifically|commonly|here|thus|therefore|still|"
    r"not only|undoubtedly|indeed|precisely|just|first and foremost|primarily|ultimately|in essence|at bottom|at heart|at root|in truth|in effect|"
    r"in reality|above all|after all|in short|really|truly|both|first of all|nothing less than|nothing but|nothing other than|itself|themselves"
)
_MOST_ADVERBS = 6
_ADVERB = rf"(?:\s(?:{_ADVERBS})){{0,{_MOST_ADVERBS}}}"
_ASIDE = r"(?:,\s[^,;.:]{1,60},)?"  # "is, in the view of the authors, the key"
_BE = rf"(?:is|are|was|were){_ADVERB}{_ASIDE}"
_QUOTE = r"[\"“‘]?"
_DEFINER = r"(?:we|I|one|it|they|he|she|people(?: here)?|(?:the|this|our|these) (?:[\w-]+ ){0,3}?[\w-]+|[a-z]+s)"
_MEANT = r" (?:mean|underst|refer)"  # what "by" needs further on: its term is dear to look for
MEANS = re.compile(
    rf"(?:(?=[BbWwTt])(?:(?P<by>\b[Bb]y (?=.{{0,400}}?{_MEANT})(?!which\b|this\b|that\b|it\b|these\b|whom\b)(?P<by_term>[\"“][^\"“”]{{1,80}}[\"”]|[^,;:.]{{1,80}}?),? (?:{_DEFINER} (?:mean|means|meant|understand|understands|understood|refers? to|referred to)|(?:is|are|was|were) (?:here )?(?:meant|understood))\b)"
    rf"|\b[Ww]hat (?:(?:is|was) meant by|(?:we|I|they|people|officials) (?:mean|call|understand) (?:by )?)\s?(?P<what_term>[^,;:.]{{1,80}}?),? (?:is|are|was)\b"
    rf"|\b[Tt]he (?:(?:term|phrase|word|expression|slogan) (?P<named_term>[\"“‘][^\"“”’]{{1,80}}[\"”’]) (?:for|to (?:describe|mean|denote|refer to))\s"
    rf"|(?:term|phrase|word|expression|notion|formula|slogan|concept)(?: of)? (?P<covering_term>(?:[\"“‘][^\"“”’]{{1,80}}[\"”’]|[^,;:.\"“]{{1,50}}?)),?(?: \([^()]*\))? (?:describes?|covers|denotes?|designates?|stands for|captures|(?:has |have )?(?:came|come) to (?:mean|denote|describe|stand for)|is (?:shorthand|short) for)\b)"
    rf")|(?=[\s,])(?:{_ADVERB},?\s(?:(?:(?:can|may|should|is to|must) be |is |are |was |were |has been |have been )(?:\w+ly )?(?:defined|understood|interpreted|construed|taken) (?:here )?(?:in [^,;]{{1,60}} )?(?:as|to (?:mean|be|refer to))\b"
    r"|(?:refers?|referred)(?: both| only| simply)? to\b(?! (?:as|the (?:above|foregoing)))"
    r"|(?:means?(?! (?:nothing|little|much|everything|business|a lot|so much|(?:more|less)(?! than)|of|to|for|and|by|that can|should|must|can|may|will|are|were|is|have)\b)|denotes?|signif(?:y|ies)|stands? for|designates?)(?=[\s:,]))"
    r"|,\s(?:defined|understood) (?:(?:in|by) [^,;]{1,80}? |here )?as\b"
    r"|(?<=[\"”’])\s(?:describes?|includes?(?=\s(?:an?|any|all|the|both)\s)|(?:is|are) used (?:for|to (?:describe|mean|denote|refer to)))\b"
    r"|,?\s(?:(?:that is|in other words|i\.e\.),? (?=the |a |an )|that is to say,? (?=\w))"
    r"|(?<=[\"”’]),?\s(?:which means?(?: that)?|which refers to|meaning(?: that)?)\s(?=\w)"
    r"|(?<=[\"”’]),?\s(?:that is to say|that is|i\.e\.),? (?=\w)))"
)
SO_CALLED = re.compile(
    r"\b(?:[Tt]he so-called|So-called) (?P<term>[\"“‘「『]?[^,;:.]{1,80}?),? (?:is|are|was|were|refers? to|means?|actually|in fact|mainly|that is,|i\.e\.,?)(?!\w)|所谓(?P<zh>[^，。；]{1,20})[，是]"
)
DEFINES = re.compile(r"\bdefine[sd]?\s(?P<term>[^,;:.]{1,60}?)\s(?:in [^,;]{1,40} )?as\b(?! (?:well|part|follows)\b)")
UNDERSTANDS = re.compile(
    r"\b(?:[Ww]e|I) (?:here )?(?:understand|take|use|interpret|conceive of)\s(?P<term>[^,;:.]{1,60}?)\s(?:to be|to mean|to refer to|to denote|as meaning)\b"
)
_NOT_BUT = re.compile(  # "Prosperity is not equality; it refers to ..."
    r"\s(?:is|are) not [^;.:]{1,100}[;,] (?:rather,? )?(?:it|they) (?:refers? to|means?)\b"
)
_NOT_BUT_WORTH = re.compile(
    rf"\s(?:is|are) not [^;.:]{{1,100}}; (?:rather,? )?(?:it is|they are) (?:the|an?) (?:[\w-]+ ){{0,2}}?(?:{WORTH_NOUNS}|{FIGURES})\b"
)
_CALLED = re.compile(  # "A village in which few live is called a “hollow village”."
    r"\b(?:An?|The (?:practice|process|method|act|idea|policy|custom|system|art|habit|use|work))\s(?:[\w'’-]+\s){0,4}?(?:of|that|which|who|whose|where|in which|with)\s[^.;:\"“]{3,150}?"
    r"\s(?:is|are)\s(?:(?:\w+ly|often|sometimes|also)\s)?(?:called|known as|termed|dubbed|referred to as)\s(?:an?\s|the\s)?[\"“](?P<term>[^\"“”]{2,60})[\"”](?=[.,;]|\s*\Z)"
)
_CHINESE = re.compile(
    r"(?:是指|指的是|就是指|意味着)|(?<=[”」』》])，?(?:即|指(?![出示导标数责]))(?=[\u4e00-\u9fff“])"
    r"|(?<![\u4e00-\u9fff])(?P<zh>[“「]?(?![这那它他她我你其也但而并又因如对在从为])[\u4e00-\u9fff]{2,16}[”」]?)是(?:一种|一类)(?=[^，。；]{2,60}(?:的|[。；]))"
    r"|(?<=[”」])是(?![否不指])(?=[^，。；]{4,60}的[\u4e00-\u9fff]{2,6}(?:[。；，]|\Z))"
)
_CHINESE_WORTH = re.compile(
    r"(?:(?<=[，。；：“”！？\s])|\A)(?P<zh>[“「]?(?![这那它他她我你其也但而并又因如对在从为])[\u4e00-\u9fff]{2,16}?[”」]?)(?<![不只就也都还])是(?![否指])(?:[^，。；：“”]{0,24}的)?(?:最(?:大|好|重要|根本|基本)的|根本|重要|坚强|有力|最大|第一)?[“「]?"
    r"(?:基础|根本|关键|核心|灵魂|保证|保障|前提|生命线|基石|支撑|根基|源泉|动力|抓手|重点|底线|红线|本质|标志|主体|载体|纽带|桥梁|导航仪|压舱石|晴雨表|试金石|指挥棒|主心骨|定盘星|神经末梢|最后一公里|政治|政绩|民生|公约数|财富|优势|途径|体现|要求|必由之路|法宝|主力军|资源|生产力|防线)[”」]?(?=[，。；！\s]|\Z)"
)
_IN_WHICH = re.compile(  # "a condition in which", "the smallest unit of": a genus, whatever its noun
    rf"{_ADVERB}\s{_BE}\s(?:an?\s(?:[\w'’-]+\s){{1,6}}?(?:(?:in|by|through|under|for|within) which|whereby|wherein)|the\s(?:[\w-]+\s){{1,3}}?(?:in|by|through|under) which|the (?:smallest|largest|lowest|highest) (?:[\w-]+ )?(?:{GENUS_NOUNS})s?\s(?:of|in|for|that))\b"
)
_KIND_THAT = re.compile(  # "a model of urban management that reduces ...": a genus, though its noun can be praise too
    rf"{_ADVERB}\s{_BE}\san?\s(?!{WORTH_ADJECTIVES}\b)(?:[\w'’-]+\s){{0,3}}?(?:{GENUS_NOUNS})\s(?:of|for|in)\s(?:[\w'’-]+\s){{1,6}}?(?:that|which|in which|under which|whereby)\b"
)
_IS_NAME = re.compile(  # "is the official phrase for", "is shorthand for"
    rf"{_ADVERB}\s{_BE}\s(?:(?:the|an?)\s)?(?:[\w'’-]+\s){{0,3}}?(?:{NAMING_NOUNS})\s(?:for|of|given to|used (?:for|to|by|in))\s"
)
GENUS = re.compile(
    rf"(?<=[\"”’'])(?:\s\([^()]{{1,60}}\))?\s(?:is|are)\s(?=(?:an?|the|any|all|every)\s\w|(?!(?:[a-z]+ed|sometimes|always|perhaps)\b)[a-z-]+(?:s\s|,\s))|"
    rf"{_ADVERB}\sis\sthe\s(?:[a-z]+ing|work|art|study|science|use|removal|transfer|habit) of\b|"
    rf"{_ADVERB}\sis\sthe\s(?:[\w-]+\s)?(?:ability|capacity|power|freedom|skill|willingness|duty|right) to\b|"
    rf"{_ADVERB}\s(?:are|is)\s(?:those|one|anyone|anybody|anything)\s(?:whose|who|which|that|with|in which)\b|"
    rf"{_ADVERB}\s(?:are|were)\s(?!the only\b)(?:[\w-]+\s){{0,3}}(?!(?:some|al)ways|sometimes|besides|perhaps)[\w-]+s(?:\sof(?:\s(?!and\b|the\b)[\w-]+){{1,3}}?)?\s(?:who|that|which|where|whose|(?:in|to|by|under|through) which|(?:adopted|run|held|set up|owned|organi[sz]ed|founded|established|appointed|elected|hired|drawn up|signed|created) (?:by|from|for|under|in))\b|"
    rf"{_ADVERB}\s{_BE}(?:\s\w+ly)?\s{_QUOTE}(?:(?:an?|any)\s(?:[\w'’-]+\s){{0,6}}?[\w'’-]+(?:,\s[^,;.]{{1,60}},)?|the\s(?:[\w-]+,?\s){{0,6}}?(?:{GENUS_NOUNS})s?)\s"
    r"(?:that|which|who|whose|whereby|wherein|where|in which|by which|through which|under which|for which|to which|designed|used|based|aimed|"
    r"composed|consisting|developed|adopted|introduced|formed|made up|established|held|of|for|by|between|set up|run|carried out|launched|founded|located|organi[sz]ed|created|intended|covering|issued|with)\b"
)
_COPULAS = (
    rf"(?:{_BE}|constitutes?|remains?|serves? as|will (?:always |long )?(?:be|remain)|has become|have become|becomes?|represents?|forms|is not [^,.;]{{1,40}} but)"
    rf"{_ADVERB}(?:\sonly)?"
)
_SUPERLATIVE = (
    r"(?!(?:latest|oldest|youngest|tallest|nearest|longest|busiest|fastest|interest|guest)\b)(?:[a-z]+est|most [a-z]+)(?:\sand\s(?:[a-z]+est|most [a-z]+))?"
    r"(?!\s(?:in|on|at|for|to|by|since|among|ever|yet|so)\b)"
)
_WORTH = re.compile(
    rf"{_ADVERB}\s{_QUOTE}{_COPULAS}\s"
    rf"(?:{_QUOTE}the {_SUPERLATIVE}(?=\sof (?:all|our|any)\b)|{_QUOTE}the {_SUPERLATIVE}\s(?:[a-z-]+\s)?[a-z]+(?=\s(?:of|for|to|in|that|which|an?|we)\b|[,.;\"”]|\s*\Z)"
    rf"|{_QUOTE}(?:the|an?|its|our|their|one of the|[\w-]+['’]s|[\w-]+s['’])\s(?:(?:[\w'’-]+)\s(?:and\s)?){{0,4}}?[\"“]?(?:{WORTH_NOUNS})\b[\"”]?(?=\s(?:of|for|to|in|and|that|on|behind|by which|through|between|which|where|we|at)\b|[,.;]|\s*\Z)"
    rf"|{_QUOTE}(?:the|an?|its|our|their|one of the|[\w-]+['’]s|[\w-]+s['’])\s(?:[\w'’-]+\s){{0,3}}?[\"“]?(?:{FIGURES})\b[\"”]?(?=\s(?:of|for|to|in|between|that connects|which connects)\b|[,.;]|\s*\Z)"
    rf"|the [\"“](?!(?:two|three|four|five|six|seven|eight|nine|ten)\b)[^\"“”]{{3,40}}[\"”](?=\s(?:of|for|in|leading)\b|[.;]|\s*\Z)"
    rf"|{_QUOTE}(?:an?|the|one of the)\s(?!only (?:ones?|person|people|place)\b){WORTH_ADJECTIVES}\b(?!\sin\b)"
    rf"|of (?:\w+ )?(?:importance|significance|value)\b"
    rf"|to [^,;.]{{1,50}} what [^,;.]{{1,50}} (?:is|are) to\b"
    rf"|(?:less|more|not so much|as much)\san?\s[^,;.]{{1,40}}\s(?:than|as)\san?\b"
    rf"|(?:absolutely |truly |so |very |extremely |particularly |especially )?(?:crucial|vital|essential|indispensable|paramount|inseparable|fundamental|of the essence)\b(?=\s(?:to|for|in|that)|[,.;]|\s*\Z))"
)
_ANALOGY = re.compile(
    r"\b[Ww]hat [^,;.]{1,50} (?:is|are) to [^,;.]{1,50}, (?P<term>[^,;.]{1,60}?) (?:is|are) to\b"
)  # "What water is to fish, ..."
_INVERTED = re.compile(  # "The key to reform lies in trust.", "Its lifeblood is information."
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur)\s(?:[a-z-]+\s)?(?:key|foundation|soul|lifeblood|essence|core|roots?|heart|cornerstone|crux)(?:\s(?:to|of)\s[^,;.]{1,60}?)?\s(?:(?:lies|lay|consists) in\s|is\s(?=(?:the\s)?[a-z]+\s?[.,;:]))"
    r"(?P<term>(?!how\b|whether\b|to\b|that\b|what\b|not\b|a\b|an\b|this\b|as\b|here\b|simple\b|clear\b)(?:the\s)?[\w'’-]+(?:\s(?:of\s|and\s|the\s)?[\w'’-]+){0,6})(?=[.;,]|\s*\Z)"
)
COPULA = re.compile(  # "Technology is the wing.", "Order without law is a house on sand,": a clause that is nothing else
    rf"{_ADVERB}\sis{_ADVERB}\s(?:the|an?)\s(?!same\b|first\b|second\b|third\b|only\b|other\b|next\b|last\b)(?!(?:[a-z-]+\s){{0,2}}(?:{PERSONS})s?\b)(?:[a-z-]+\s){{0,2}}[a-z-]{{3,}}(?:\s(?:of|in|without|with|on)\s(?:the\s|an?\s|its\s|our\s)?(?:[a-z-]+\s){{0,2}}[a-z-]+)?"
    r"(?=[.;:。；]|,\s|\s?\Z)"
)


THAT_IS = re.compile(r"\b(?:that is|i\.e\.|which means?|which refers to|meaning)")
"""What makes an apposition of a meaning."""


class Way(NamedTuple):
    """A way of saying what something means or is: the rule, its predicate, a cue without which a sentence cannot hold it.

    `begins`: the predicate can only begin where the cue is, so that it need not be looked for anywhere else.
    """

    rule: str
    cue: str
    predicate: re.Pattern[str]
    begins: bool = False


WAYS = (
    Way("meaning", "so-called", SO_CALLED),
    Way("meaning", "means", MEANS),
    Way("meaning", "called", _CALLED),
    Way("meaning", "is not", _NOT_BUT, begins=True),
    Way("worth", "is not", _NOT_BUT_WORTH, begins=True),
    Way("meaning", "define", DEFINES, begins=True),
    Way("meaning", "understand", UNDERSTANDS),
    Way("meaning", "Chinese", _CHINESE),
    Way("genus", "is a", _IN_WHICH, begins=True),
    Way("genus", "is", _IS_NAME, begins=True),
    Way("genus", "is a", _KIND_THAT, begins=True),
    Way("worth", "is a", _WORTH, begins=True),
    Way("worth", "is to", _ANALOGY),
    Way("worth", "lies in", _INVERTED),
    Way("worth", "Chinese", _CHINESE_WORTH),
    Way("genus", "is", GENUS, begins=True),
    Way("worth", "is a", COPULA, begins=True),
)
"""In order: what a sentence means goes before what it praises, and that before its kind."""


_ADVERB_BEFORE = re.compile(rf"\s(?:{_ADVERBS})\Z")
_LONGEST_ADVERB = max(map(len, _ADVERBS.split("|"))) + 1
_BRACKET = 64  # characters of a gloss between a term and its verb
_LAST_WORDS = frozenset(adverb.rsplit(" ", 1)[-1] for adverb in _ADVERBS.split("|"))
_VERBS = (
    *"is are was were constitute constitutes remain remains become becomes represent represents forms".split(),
    *("serve as", "serves as", "has become", "have become"),
    *(f"will {adverb}{verb}" for adverb in ("", "always ", "long ") for verb in ("be", "remain")),
)
_IS_A = re.compile(
    rf"{_ADVERB}\s{_QUOTE}{_COPULAS}\s{_QUOTE}(?:(?:an?|the|its|our|their|one|of|to|less|more|not|as|absolutely|truly|so|very|extremely|particularly|especially|"
    r"crucial|vital|essential|indispensable|paramount|inseparable|fundamental)\b|[\w-]+['’])"
)
_MARKS = ("", '"', "“", "‘")
_IS = re.compile(rf" (?=(?:{trie(mark + verb for mark in _MARKS for verb in _VERBS)})\b)")


def _copulas(plain: str) -> list[int]:
    """Where a predicate with a copula can begin: at the blank before it, before each of its adverbs or before a bracket."""
    places: set[int] = set()
    for match in _IS.finditer(plain):
        verb = match.start()
        begin = _before_adverbs(plain, verb)
        places.update(at for at in range(begin, verb + 1) if plain[at] == " ")
        if plain[verb - 1] == ")" and (bracket := plain.rfind(" (", max(0, verb - _BRACKET), verb)) >= 0:
            places.add(bracket)
    return sorted(places)


def _before_adverbs(plain: str, verb: int) -> int:
    """Where the adverbs before a verb begin."""
    for _ in range(_MOST_ADVERBS):
        low = max(0, verb - _LONGEST_ADVERB)
        last = plain[plain.rfind(" ", low, verb) + 1 : verb]
        adverb = _ADVERB_BEFORE.search(plain, low, verb) if last in _LAST_WORDS else None
        if adverb is None:
            break
        verb = adverb.start()
    return verb


_FIRST_OF_MEANS = (
    *"mean underst refer defined interpreted construed taken denote signif stand designate that in i.e. call".split(),
    *"term phrase word expression notion formula slogan concept describe include is are".split(),
)
"""How the cues of `MEANS` begin: most other words differ from them in a letter or two, and are passed by at once."""
_MEANS_CUES = "|".join(
    (
        r"means?\b|meant\b|underst|refer(?:s|red)? (?:to|both|only|simply)\b|defined|interpreted|construed|taken (?:here|in|as|to)|denote",
        r"signif[yi]|stands? for|designate|that is(?:,? to say|,? the |,? an? )|in other words|i\.e\.|call (?<=[eIys] call )",
        *(rf"{word}\b(?<=he {word})" for word in "term phrase word expression notion formula slogan concept".split()),
        *(rf"{word}(?<=[\"”’] {word})" for word in ("describe", "include", "is used", "are used", "meaning", "that is")),
        *(rf"{word}(?<=[\"”’], {word})" for word in ("meaning", "that is")),
    )
)

CUES: dict[str, Cue] = {
    "so-called": words("o-called", "所谓"),
    "means": pattern(rf" (?={trie(_FIRST_OF_MEANS)})(?={_MEANS_CUES})"),
    "called": words("called ", "known as ", "termed ", "dubbed ", "referred to as "),
    "is not": words(" is not ", " are not "),
    "define": words("define"),
    "understand": words(" understand ", " take ", " use ", " interpret ", " conceive of "),
    "Chinese": words("是", "指", "即", "意味着"),
    "is": _copulas,
    "is to": words(" is to ", " are to "),
    "lies in": pattern(r" (?=(?:is (?:the )?[a-z]+ ?[.,;:]|(?:lies|lay|consists) in ))"),
}
"""Cues of the ways, to be scanned for once in a text."""


def with_nouns(plain: str, end: int, cues: dict[str, list[int]]) -> dict[str, list[int]]:
    """The cues of a sentence, with those of its copulas that a noun phrase or a word of worth follows: less than a third."""
    nouns = [at for at in cues.get("is", ()) if _IS_A.match(plain, at, end)]
    return cues | {"is a": nouns} if nouns else cues
