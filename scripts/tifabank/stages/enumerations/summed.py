"""Names after their items: "A, B and C, known as the ...", "... A, B and C. These three ...", "A and B are the ...".

The items are the last parts of the coordination before the name, as many as it declares; the first one starts where it is like the
others. Only formulas (quoted, capitalised, "-in-one") sum up. Source: annotation guidelines, Enumerations.
"""

from __future__ import annotations

import re

from tifabank.stages.enumerations.coordination import LONGEST_COORDINATION, separated
from tifabank.stages.enumerations.counted import Counted, total
from tifabank.stages.enumerations.model import Found, Frame, Item, label_of
from tifabank.text import Span
from tifabank.words import (
    ARTICLES,
    AUXILIARIES,
    DETERMINERS,
    FUNCTION,
    ONLY_VERBS,
    PREPOSITIONS,
    PRONOUNS,
    is_participle,
    is_past,
    is_present,
    is_verb,
)

_NAMED = r"(?:called|known as|referred to as|termed|dubbed|summarized as|summed up as|abbreviated as)"
_SUMS_UP = re.compile(
    rf"(?:\A[^.;!?]{{0,40}}[,(（—–]\s?(?:(?:or|and|which) )?(?:(?:are|is) )?(?:(?:also|together|collectively|generally|often|commonly|jointly) )?"
    rf"(?:{_NAMED}|the so-called|so-called|forming|i\.e\.,?|that is,?|or)"
    rf"|\A[^.;:!?]{{0,80}}[.;][\"”’]? (?:[\w' ]{{1,40}} )?(?:calls?|called|names?|named|terms?|sums? up|summarizes?) (?:these|this|them|all this)(?: \w+)?(?: as)?"
    rf"|\A[^.;:!?]{{0,80}}[.;:][\"”’]? (?:these|this|they|the above)(?: \w+){{0,3}} (?:are|is|were|make up|constitute|form)(?: \w+)?(?: {_NAMED})?"
    rf"|: these|\A,\s(?:the|our|its|these)"
    rf")(?: the| our| its)?\s?[\"'“‘「]?\Z",
    re.IGNORECASE,
)
_SUMMED_REACH = 200  # characters
_OPEN = r"(?:the |our |its |these |those )?[\"'“‘「]?\Z"
_INSIDE = re.compile(
    rf"(?:,|:|;|\s?[(（—–])\s?(?P<words>(?:which (?:[\w'’]+ ){{0,3}}(?:calls?|called|names?|terms?) |in short,? )?(?:(?:or|and|which|that|these|they|together|collectively|jointly|also|commonly|often|are|is|make up|form|forming|i\.e\.,?) ){{0,4}}(?:{_NAMED} )?(?:the so-called |so-called )?{_OPEN})",
    re.IGNORECASE,
)  # "A, B and C, known as the ..."
_HAN = re.compile(r"[，,；;：:]?(?:这就是|也就是|即|简称|统称|合称|称为|被称为)(?:为)?[“「]\Z")
_NEXT = re.compile(
    rf"\A(?:(?:[\w'’ ]{{1,40}} )?(?:calls?|called|names?|terms?|sums? up) (?:these|this|them)(?: as)? |(?:these|they|those|together they)(?: \w+){{0,2}} (?:are|were|make up|constitute|form) (?:{_NAMED} )?|(?=these |those )){_OPEN}",
    re.IGNORECASE,
)  # "... A, B and C. These are the ..."
_SUBJECT = re.compile(
    rf"\s(?:are|were|make up|made up|form|formed|constitute|constituted)(?: (?:also|together|often|commonly))?(?: {_NAMED})? (?=(?:the|our|its)?\s?[\"'“‘「]){_OPEN}"
)
_CALLED = re.compile(
    r"\b(?:calls?|called|dubs?|dubbed|names?|named|terms?|termed)\s(?:(?:the|this|a)\s(?:practice|work|method|policy|system|habit|idea)\sof\s)?(?P<items>(?!(?:these|this|them|it|all)\b)[^.;:!?]{5,200}?)\s(?:the |its |their )?[\"“‘「]\Z"
)  # "they call asking early and answering early the ..."
_JOINT = re.compile(r"\b(?:and|or|as well as)\b|、|&")
_RELATIVES = frozenset(("who", "which", "that"))
_WORD = re.compile(r"\S+")
_ADVERBIAL = re.compile(r"(?:In|At|On|For|Under|By|Since|After|Here|Today|Thus|Moreover|However|Now|Of)\b")
_NO_NOUNS = PRONOUNS | PREPOSITIONS
_ENDING = FUNCTION - DETERMINERS - {"of"}  # words that begin what the sentence says after its last item
_POSSIBLE = frozenset(("the", "our", "its", "those"))
_ENDS = frozenset(":：")  # "..., working together and talking together with villagers: these are the ..."
_CLOSING = frozenset((",", ".", ";", ")", "）", ""))
_REACH = 400  # characters before a name in which its items may stand
_MOST = 6  # items
_LONGEST = 10  # words of an item


def named_after(frame: Frame, phrase: Counted, found: Found) -> bool:
    """Whether a counted phrase right after a series sums it up: "A, B, C and D, known as the ...", "Officials call these the ..."."""
    gap = Span(found.span.end, phrase.name.start)
    fits = phrase.strong and phrase.declared == len(found.items) and 0 < gap.end - gap.start <= _SUMMED_REACH
    return fits and bool(_SUMS_UP.search(frame.text.squeeze(*gap)))


def summed_up(frame: Frame, phrase: Counted) -> Found | None:
    """The list whose items stand right before the formula that names it."""
    count = total(frame, phrase)
    if not phrase.strong or count is None or not 1 < count <= _MOST:
        return None
    stretch = _before(frame, phrase)
    spans = last_parts(frame, stretch, count) if stretch else []
    if not spans:
        return None
    items = tuple(Item(span, None, label_of(frame.text, *span)) for span in spans)
    return Found("named", "enumerations.summed_up", items, phrase.name, phrase.declared)


def _before(frame: Frame, phrase: Counted) -> Span | None:
    """Where the items of a name can stand before it: in its sentence, or in the one before if its own points back."""
    sentence = frame.sentences.at(phrase.name.start)
    if sentence is None:
        return None
    raw = frame.text.raw
    begin = max(sentence.start_char, phrase.name.start - _REACH)
    words = raw[begin : phrase.name.start]
    called = _CALLED.search(words)
    if called:
        return Span(begin + called.start("items"), begin + called.end("items"))
    if begin == sentence.start_char and _NEXT.match(words):
        before = frame.sentences.ending_by(begin)
        near = before is not None and frame.body.apart(before.start_char, begin) == 0
        return Span(max(before.start_char, before.end_char - _REACH), before.end_char - 1) if before and near else None
    inside = _INSIDE.search(words) or _HAN.search(words) or _SUBJECT.search(words)
    if inside is None or (inside.re is _INSIDE and _is_apposition(inside, raw[phrase.after : phrase.after + 1])):
        return None
    return Span(begin, begin + inside.start())


def _is_apposition(inside: re.Match[str], following: str) -> bool:
    """Whether nothing but a comma joins a name to what may be its last item alone ("an old slogan, the ...")."""
    words = inside["words"].strip("\"'“‘「 ").lower()
    bracket = inside[0].lstrip()[0] in "(（"
    return not bracket and (words in _POSSIBLE or (not words and following not in _CLOSING))


def last_parts(frame: Frame, stretch: Span, count: int) -> list[Span]:
    """The last parts of a coordination that closes a stretch, as many as counted; none where there seem to be more or fewer.

    Of a stretch longer than any coordination only its end is read.
    """
    parts = separated(frame, max(stretch.start, stretch.end - LONGEST_COORDINATION), stretch.end)
    if len(parts) < count:
        return []
    earlier, parts = parts[:-count], parts[-count:]
    joint = frame.text.raw[parts[-2].end : parts[-1].start]
    if not _JOINT.search(joint):
        return []
    start = _first_start(frame, parts)
    if start is None or (start == parts[0].start and earlier and not _ADVERBIAL.match(frame.text.squeeze(*earlier[-1]))):
        return []  # "A, B, C and D": more than the name counts
    closed = frame.text.raw[stretch.end : stretch.end + 1] in _ENDS
    parts = [Span(start, parts[0].end), *parts[1:-1], parts[-1] if closed else _without_rest(frame, parts[-1], parts[1:-1])]
    return parts if all(_is_item(frame.text.squeeze(*part)) for part in parts) else []


def _first_start(frame: Frame, parts: list[Span]) -> int | None:
    """Where the first item starts: at the word that opens the others too, or where a noun phrase like them starts."""
    opening = [frame.text.squeeze(*part).lower().split() for part in parts[1:]]
    firsts = {words[0] for words in opening}
    words = list(_WORD.finditer(frame.text.raw, parts[0].start, parts[0].end))
    articles = firsts <= DETERMINERS
    alike = [
        w
        for w in words
        if w[0].lower() in firsts or (articles and w[0].lower() in ARTICLES) or all(map(is_participle, {w[0].lower(), *firsts}))
    ]
    if alike and (len(firsts) == 1 or articles or all(map(is_participle, firsts))):
        inside = min(sum(w in firsts for w in words) for words in opening)  # "the strength of the clan"
        return alike[-min(inside, len(alike))].start()
    if any(w[0] in _NO_NOUNS or is_verb(w[0], w[1]) for w in opening if len(w) > 1):
        return None
    return _noun_start(words, opening)


def _noun_start(words: list[re.Match[str]], others: list[list[str]]) -> int:
    """Where the noun phrase at the end of some words starts: after the last small word or verb; "of" may be inside if it is in others."""
    low = [w[0].lower() for w in words]
    with_of = any("of" in other for other in others) and not (low[0] in ARTICLES and not any(o[0] in DETERMINERS for o in others))
    inside = {"of"} if with_of else set()
    k = len(words) - 1
    while k > 0 and low[k - 1] not in FUNCTION - inside and not _is_verb_form(low[k - 1], low[k]):
        k -= 1
    if k and low[k - 1] in ARTICLES:
        k -= 1  # the article belongs to the first item
    return words[k].start()


def _without_rest(frame: Frame, part: Span, others: list[Span]) -> Span:
    """The last item without what the sentence says after it ("and a nurse in every yard"): small words that no other item holds end it."""
    words = list(_WORD.finditer(frame.text.raw, *part))
    low = [*(w[0].lower() for w in words), ""]
    if is_verb(low[0], low[1]):
        return part
    held = {word for other in others for word in frame.text.squeeze(*other).lower().split()}
    clauses = not held.isdisjoint(_RELATIVES)  # "the engineer who checks and the official who pays"
    past = any(is_past(word) for word in held)  # "the cases solved and the debts paid"
    verbs = (i for i in range(1, len(words)) if low[i] in ONLY_VERBS or is_present(low[i], low[i + 1]) or (is_past(low[i]) and not past))
    ending = _ENDING - held
    ends = sorted((*(i for i in range(1, len(words)) if low[i] in ending), *(() if clauses else verbs)))
    return Span(part.start, words[ends[0] - 1].end()) if ends else part


def _is_verb_form(word: str, following: str) -> bool:
    return is_past(word) or is_present(word, following) or is_verb(word, following)


def _is_item(words: str) -> bool:
    parts = words.lower().split()
    balanced = words.count('"') % 2 == 0 and words.count("“") == words.count("”")
    return 0 < len(parts) <= _LONGEST and balanced and not AUXILIARIES.intersection(parts)
