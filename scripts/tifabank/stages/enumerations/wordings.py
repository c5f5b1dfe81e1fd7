"""How texts word the markers of items: First, Secondly, One is, on the other hand, finally; (1), 2., ③; and what may stand before one."""

from __future__ import annotations

import re

from tifabank.numbering import ORDINALS
from tifabank.scan import standing_free
from tifabank.trie import trie

_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_COUNTS = "one|two|three|four|five|six|seven|eight|nine|ten"
_COUNTED_NOUNS = "number|step|point|reason|lesson|rule|tip|part|phase|stage|principle|question|problem|task|measure|recommendation|finding|proposal|experience|enlightenment|suggestion|condition|requirement|objection|argument|example|case|path|goal"
WORDS = re.compile(
    rf"""
      (?P<begin>(?:(?:to|for)\s(?:begin|start|a\sstart)(?:\swith)?|first\sup|in\sthe\sfirst\splace)(?=,))
    | (?P<next>(?:next|then|again|in\sthe\ssecond\splace|furthermore|moreover|besides|additionally|in\saddition|what(?:\sis|'s|’s)\smore)(?=,)|next(?=\s(?:i|we|they|he|she|you|it|comes?|came|is|are)\s)|the\snext(?:\s[a-z]+)?\s(?:is|was)(?=\s))
    | (?P<last>(?:finally|lastly|last\sbut\snot\sleast|last|last\sof\sall|in\sthe\slast\splace)(?=,|\scomes?\b)|(?<=and\s)(?:finally|lastly)(?=\s[a-z])|finally(?=\s(?:i|we|they|he|she|you|it|the)\s)|(?:the|a)\s(?:last|final)(?:\s[a-z]+)?\s(?:is|was)(?=\s))
    | (?P<counted>(?:(?:{_COUNTED_NOUNS})\s)(?P<counted_value>{_COUNTS}|[1-9])(?=[,:.]?\s)|(?P<bare_value>{_COUNTS})(?=[,:]\s[a-z]))
    | (?P<is>(?:the\s|a\s)?(?P<is_word>{_ORDINAL})(?:\s(?!is\b|are\b|was\b)[a-z]+){{0,2}}\s(?:is|are|was)(?=\s|,|:)|(?:the|a)\s(?P<aside_word>{_ORDINAL})(?:\s[a-z]+)?,\s[^,.;:]{{1,60}},\s(?:is|are|was)(?=\s)|(?:the|a)\s(?P<dashed_word>{_ORDINAL})(?:\s[a-z]+)?\s(?:[—–-]\s?[^—–.;:]{{1,60}}?\s?[—–-]|\([^().;]{{1,60}}\))(?=,?\s))
    | (?P<elliptic>(?:(?<=,\s)|(?<=and\s))the\s(?P<elliptic_value>{_ORDINAL}))(?=\s(?:the|an?|its|their|to|on|for|by|with|from)\s)
    | (?P<taken_up>the\s(?P<taken_up_value>{_ORDINAL}))(?=\s[a-z]+\s(?!of\b|and\b|to\b|in\b))
    | (?P<word>(?:(?:in|under|according\sto)\sthe\s|the\s|a\s)?(?P<value>{_ORDINAL})(?P<ly>ly)?(?:\sof\sall|\sand\sforemost|\sand\slast(?:ly)?|\s(?:reason|point|step|aspect|task|thing|lesson|problem|difficulty|measure)(?=,))?)(?=,|:|\s|$)
    | (?P<one>one\s(?:of\s(?:the|these|them|our|its)\s(?:[a-z]+\s)?|[a-z]+\s(?:(?:for|of|in|behind|with|why|that)\s(?:[a-z'’]+\s){{1,6}}?)?)?(?:is|was)(?=\s))
    | (?P<cardinal>(?P<cardinal_value>(?!one){_COUNTS})\sis(?=\s(?:to|that|the|an?)\s))
    | (?P<other>(?:the\sother|another)(?:\s[a-z]+)?(?:,\s[^,.;:]{{1,40}},)?\s(?:is|was)(?=\s))
    | (?P<hand>(?:on|from)\s(?:the\s)?(?P<which>one|other)\s(?:hand|side))(?=,|\s)
    | (?P<other_hand>on\sthe\sother(?=,|;|\s(?!hand|side)))
    | (?P<thing>for\s(?P<thing_which>one(?:\sthing)?|another|the\sother)(?=,))
    | (?P<inside>(?:(?<=,\s)|(?<=,\sand\s))(?:then|(?:only\s)?after\sthat)(?=\s))
    | (?P<then>then(?=\s))
    | (?P<han>(?:第(?P<han_value>[一二三四五六七八九十]{{1,2}})|其(?P<han_own>[一二三四五六]))(?=[，,、：:是])|(?P<han_is>[一二三四五六七八九])(?:是|要)|(?P<han_word>首先|其次|再次|最后)(?=[，,]))""",
    re.VERBOSE,
)
_OPENERS = (
    *ORDINALS,
    *(f"the {ordinal}" for ordinal in ORDINALS),
    *(f"a {ordinal}" for ordinal in ORDINALS),
    *(
        "the other",
        "another",
        "on the",
        "on one",
        "on other",
        "from the",
        "from one",
        "from other",
        "for one",
        "for another",
        "for the other",
    ),
    *(
        "to begin",
        "for a start",
        "only after",
        "after that",
        "to start",
        "in the",
        "under the",
        "according to",
        "in addition",
        "next",
        "then",
        "again",
        "furthermore",
        "moreover",
        "besides",
        "additionally",
    ),
    *("what is", "what's", "what’s", "the next", "finally", "last", "lastly", "the last", "a last", "the final", "a final"),
    *(f"{word} {count}" for word in _COUNTED_NOUNS.split("|") for count in (*_COUNTS.split("|"), *"123456789")),
    *_COUNTS.split("|"),
)
_openers = standing_free(trie(_OPENERS))
_HAN_OPENER = re.compile("[第首其再最一二三四五六七八九]")
INLINE_SIGN = re.compile(
    r"(?:(?<=[\s:;,.，；：。、】」])|^)(?:[(（](?:\d{1,2}|[ivx]{1,4}|[a-h]|[一二三四五六七八九十]{1,2})[)）]|\d{1,2}[)）]|(?:[ivx]{1,4}|[a-h])\)(?=\s)|[\u2460-\u2473])\s*(?=\S)|(?<=[:;：；.。]\s)\d{1,2}\.\s(?=[A-Z])"
)
_OPENING_MARKS = frozenset(".!?;:,，；：。、—–(（\"“‘'”’")
_OPENING_WORDS = ("and", "And", "namely", "which", "or", "while", "whereas", "but")
_OPENING_WORD = re.compile(rf"\b(?:{'|'.join(_OPENING_WORDS)})\Z")
_LONGEST_OPENING = max(map(len, _OPENING_WORDS)) + 1  # with the letter before it, if there is one
_SIGN_END = re.compile("[)）\u2460-\u2473]")
_POINT = re.compile(r"\. (?<=\d\. )(?=[A-Z])")
_LONGEST_SIGN = 5  # characters before the last one of a sign: "(viii)"


def opener_starts(lower: str, *, han: bool) -> list[int]:
    """Where a word marker may start in a text in lower case."""
    places = [start for start, _ in _openers(lower)]
    return sorted((*places, *(match.start() for match in _HAN_OPENER.finditer(lower)))) if han else places


def can_open_after(plain: str, at: int) -> bool:
    """Whether a mark or a word after which an item can start stands right before a place."""
    end = at - plain[at - 1 : at].isspace()
    if plain[end - 1 : end] in _OPENING_MARKS:
        return True
    return plain.endswith(_OPENING_WORDS, 0, end) and bool(_OPENING_WORD.search(plain, max(0, end - _LONGEST_OPENING), end))


def sign_starts(plain: str) -> list[int]:
    """Where a number sign inside a paragraph may start: a few characters before each mark that can end one."""
    ends = (match.start() for pattern in (_SIGN_END, _POINT) for match in pattern.finditer(plain))
    return sorted({start for end in ends for start in range(max(0, end - _LONGEST_SIGN), end + 1)})
