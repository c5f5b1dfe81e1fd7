"""The predicates that make a statement a definition or a characterisation, and the rule to which each belongs."""

from __future__ import annotations

import re

_ADVERB = r"(?:\s(?:also|always|mainly|generally|usually|often|simply|essentially|actually|in fact|broadly|specifically|commonly|here|thus|therefore|still|not only|undoubtedly|indeed|precisely|just|first and foremost|primarily|ultimately|in essence))*"
MEANS = re.compile(
    rf"(?P<by>\b[Bb]y (?P<by_term>[^,;:.]{{1,80}}?),? (?:we|I|one|is|are|it|they|he|she|the [\w-]+) (?:mean|means|meant|understand|understood|refers? to|referred to)\b)"
    rf"|{_ADVERB},?\s(?:(?:can|may|should|is to|must) be |is |are |was |were |has been |have been )(?:\w+ly )?(?:defined|understood|interpreted|construed|taken) (?:here )?(?:in [^,;]{{1,60}} )?(?:as|to (?:mean|be|refer to))\b"
    r"|,\sdefined (?:(?:in|by) [^,;]{1,80}? )?as\b"
    r"|(?<=[\"”’])\s(?:describes?|(?:is|are) used (?:for|to (?:describe|mean|denote|refer to)))\b"
    rf"|{_ADVERB},?\s(?:refers?|referred) to\b(?! (?:as|the (?:above|foregoing)))"
    rf"|{_ADVERB},?\s(?:means?(?! (?:nothing|little|much|everything|business|a lot|so much|(?:more|less)(?! than)|of|to|for|and|by|that can|should|must|can|may|will|are|were|is|have)\b)|denotes?|signif(?:y|ies)|stands? for|designates?)(?=[\s:,])"
    rf"|,?\s(?:that is to say|that is|i\.e\.),? (?=the |a |an )"
    r"|(?<=[\"”’]),?\s(?:which means?(?: that)?|which refers to|meaning(?: that)?)\s(?=\w)"
    r"|(?<=[\"”’]),?\s(?:that is to say|that is|i\.e\.),? (?=\w)"
)
_SO_CALLED = re.compile(
    r"\b[Tt]he so-called (?P<term>[\"“‘「『]?[^,;:.]{1,80}?),? (?:is|are|was|were|refers to|means|actually|in fact|mainly)\b|所谓(?P<zh>[^，。；]{1,20})[，是]"
)
DEFINES = re.compile(r"\bdefine[sd]?\s(?P<term>[^,;:.]{1,60}?)\s(?:in [^,;]{1,40} )?as\b(?! (?:well|part|follows)\b)")
_CHINESE = re.compile(r"(?:是指|指的是|就是指|意味着)|(?<=[”」』》])，?即(?=[\u4e00-\u9fff“])")
_GENUS_NOUNS = (
    r"process|practice|ability|capacity|state|condition|act|activity|method|system|set|sum|totality|mechanism|principle|idea|concept|notion|term|"
    r"name|form|kind|type|way|approach|model|mode|pattern|arrangement|institution|organization|organisation|body|agency|document|instrument|"
    r"policy|strategy|theory|doctrine|framework|right|relationship|structure|community|network|programme|program|project|slogan|phrase|"
    r"formulation|style|field|discipline|branch|measure|index|indicator|ratio|rate|unit|area|space|platform|tool|technique|technology|"
    r"device|figure|amount|collection|group|association|service|facility|scheme|campaign|movement|initiative|plan|law|norm|standard|degree|"
    r"extent|part|place|person|feeling|sense|head|leader|duty|idea that|belief|family|household|enterprise|zone|region|disease|substance|material|event|effort|acronym|abbreviation|expression"
)
_IN_WHICH = re.compile(  # "a condition in which", "the smallest unit of": a genus, whatever its noun
    rf"{_ADVERB}\s(?:is|are)\s(?:an?\s(?:[\w'’-]+\s){{1,6}}?(?:(?:in|by|through|under|for) which|whereby|wherein)|the (?:smallest|largest|lowest|highest) (?:[\w-]+ )?(?:{_GENUS_NOUNS})s?\s(?:of|in|for|that))\b"
)
GENUS = re.compile(
    rf"(?<=[\"”’'])\s(?:is|are)\s(?=(?:an?|the|any|all|every)\s\w|(?!(?:[a-z]+ed|sometimes|always|perhaps)\b)[a-z-]+(?:s\s|,\s))|"
    rf"{_ADVERB}\sis\sthe\s(?:[a-z]+ing|work|art|study|science|use|removal|transfer|habit) of\b|"
    rf"{_ADVERB}\sis\sthe\s(?:[\w-]+\s)?(?:ability|capacity|power|freedom|skill|willingness|duty|right) to\b|"
    rf"{_ADVERB}\s(?:are|is)\s(?:those|one|anyone|anybody|anything)\s(?:whose|who|which|that|with|in which)\b|"
    rf"{_ADVERB}\s(?:are|were)\s(?:[\w-]+\s){{0,3}}[\w-]+s\s(?:who|that|which|where|whose|in which)\b|"
    rf"{_ADVERB}\s(?:is|are|was|were)(?:\s\w+ly)?\s[\"“]?(?:(?:an?|any|one(?: of the)?)\s(?:[\w'’-]+\s){{0,6}}?[\w'’-]+(?:,\s[^,;.]{{1,60}},)?|the\s(?:[\w-]+\s){{0,3}}?(?:{_GENUS_NOUNS})s?)\s"
    r"(?:that|which|who|whose|whereby|wherein|where|in which|by which|through which|under which|for which|to which|designed|used|based|aimed|"
    r"composed|consisting|formed|made up|established|held|of|for|by|between|set up|run|carried out|launched|founded|located|organi[sz]ed|created|intended|covering|issued|with)\b"
)
_WORTH_NOUNS = (
    r"guarantees?|foundations?|cornerstones?|keys?|core|essence|soul|lifelines?|lifeblood|premises?|prerequisites?|preconditions?|bedrock|"
    r"ballast(?: stone)?|backbone|pillars?|hearts?|roots?|root cause|hallmarks?|embodiments?|requirements?|symbols?|compass|(?:magic )?weapons?|treasures?|"
    r"engines?|(?:driving )?forces?|focus|starting points?|foothold|safeguards?|barometers?|touchstones?|boosters?|aspirations?|mainstay|anchor|"
    r"shields?|drivers?|crystalli[sz]ation|crux|yardstick|criterion|imperative|must|necessity|priority|top priority|bottom line|red line|main line|"
    r"main theme|basis|feature|features|characteristics?|advantages?|test|mission|purpose|goal|source|guide|measure of|reflection|manifestation|lesson|task|demand|need|line of defen[cs]e|defining feature|last word|blueprint|model|condition|foundation stone|currency|first line"
)
_WORTH_ADJECTIVES = (
    r"(?:most |very |more |so )?(?:important|crucial|vital|essential|fundamental|basic|key|core|inevitable|necessary|indispensable|powerful|strong|solid|effective|"
    r"significant|major|central|primary|decisive|eternal|bounden|sacred|urgent|distinctive|greatest|biggest|best|highest|ultimate|inherent|"
    r"intrinsic|natural|proper|due|objective|practical|concrete|vivid|firm|reliable|only|main|top|strategic|internal|essential|critical|paramount|overarching|long-term|common|integral|systematic|systemic|arduous)"
)
_WORTH = re.compile(
    rf"{_ADVERB}\s(?:is|are|was|were|constitutes?|remains?|serves? as|will (?:always |long )?(?:be|remain)|has become|have become|becomes?|represents?|forms|is not [^,.;]{{1,40}} but)(?:\s(?:also|always|both|still|not only|undoubtedly|thus|therefore|indeed|precisely|just|in essence|essentially|ultimately))*\s"
    rf"(?:the (?:[a-z]+est|most [a-z]+)(?:\sand\s(?:[a-z]+est|most [a-z]+))?(?=\sof (?:all|our|any)\b)|the (?:[a-z]+est|most [a-z]+)(?:\sand\s(?:[a-z]+est|most [a-z]+))?\s(?:[a-z-]+\s)?[a-z]+(?=\s(?:of|for|to|in|that|which)\b|[,.;]|\s*\Z)|[\"“]?(?:the|an?|its|our|their|one of the)\s(?:(?:[\w'’-]+)\s(?:and\s)?){{0,4}}?(?:{_WORTH_NOUNS})\b[\"”]?(?=\s(?:of|for|to|in|and|that|on|behind|by which|through|between|which|where|we|at)\b|[,.;]|\s*\Z)"
    rf"|the [\"“](?!(?:two|three|four|five|six|seven|eight|nine|ten)\b)[^\"“”]{{3,40}}[\"”] of\b"
    rf"|(?:an?|the|one of the)\s{_WORTH_ADJECTIVES}\b"
    rf"|of (?:\w+ )?(?:importance|significance|value)\b"
    rf"|(?:absolutely |truly |so |very |extremely |particularly |especially )?(?:crucial|vital|essential|indispensable|paramount|inseparable|fundamental|of the essence)\b(?=\s(?:to|for|in|that)|[,.;]|\s*\Z))"
)
COPULA = re.compile(  # "Technology is the wing.", "Order without law is a house on sand,": a clause that is nothing else
    r"\sis\s(?:the|an?)\s(?!same\b|first\b|second\b|third\b|only\b|other\b|next\b|last\b)(?:[a-z-]+\s){0,2}[a-z-]{3,}(?:\s(?:of|in|without|with|on)\s(?:the\s|an?\s)?(?:[a-z-]+\s){0,2}[a-z-]+)?"
    r"(?=[.;。；]|,\s|\s?\Z)"
)
WAYS = (
    ("meaning", _SO_CALLED),
    ("meaning", MEANS),
    ("meaning", DEFINES),
    ("meaning", _CHINESE),
    ("genus", _IN_WHICH),
    ("worth", _WORTH),
    ("genus", GENUS),
    ("worth", COPULA),
)
