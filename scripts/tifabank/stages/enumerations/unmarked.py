"""Items without markers after a named list: sentences that open alike or fill the paragraph, paragraphs after a lead-in, and a
coordination that a later sentence gives ("They are: ...").

Each way asks for exactly as many items as the name declares. Source: annotation guidelines, Enumerations.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import takewhile

from tifabank.rows import Paragraph, Sentence
from tifabank.stages.enumerations.coordination import parts_of
from tifabank.stages.enumerations.counted import Counted, total
from tifabank.stages.enumerations.model import Found, Frame, Item, first_word, label_of, lead_of
from tifabank.stages.enumerations.naming import is_plain, singular_of
from tifabank.text import Span
from tifabank.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, VERBS, is_participle, is_past, is_present

_POINTS_BACK = re.compile(
    r"(?:[A-Z][\w .'-]{0,40}: )?(?:(?:They|These|Those|The latter) (?:are|were|include|read)[:：]?\s+|(?:Namely|That is|Specifically)[,:：]\s+)"
)
_TELLS = re.compile(r"(?:It|They|He|She|This) ")
_SHOULD = re.compile(r"(?:It|They|We|He|She) (?:must|should|shall|will|can|has to|have to) ")
_COLON = re.compile(r"[\"”’]?[^.:;!?：；。]{0,60}[:：]\s*[\"“‘「]?(?=\S)")
_REACH = 4  # sentences after the name in which the items may be given
_ANY_OPENING = frozenset(("It", "The", "This", "These", "A", "An", "In", "At", "On", "He", "She", "They"))
_MOST = 12  # items
_TAKEN_UP_WORDS = 5  # words of a paragraph in which the noun of the name is taken up
_SPEAKER = re.compile(r"(?:[A-Z][\w .'’-]{0,40}[:：]\s+)+")
_LEAST_ANSWERED = 3  # items
_ANSWER_WORDS = 8
_CALL_WORDS = 3  # "Look. Listen. Wait."
_MOST_CLOSED = 20  # quotation marks and brackets after a question
_SMALL_WORDS = PREPOSITIONS | DETERMINERS | {"and", "is", "are"}
_ASKS = AUXILIARIES | {"who", "what", "when", "where", "why", "how", "which", "whose"}
_HAN = re.compile(r"[\u4e00-\u9fff]")
_DASHED = re.compile(r"\s?—[^—]{1,60}—\s?")
_CLOSED = re.compile(r"[.。:：]*+\Z")
_REST = re.compile(r"[\"”’]?(?:\s\w+){0,4}\s?[.:：。]?\Z")


def unmarked(frame: Frame, phrase: Counted, taken: Container[int]) -> Found | None:
    """The items that a counted phrase declares and a later sentence or the next sentences or paragraphs give; None if there are none.

    `taken` holds the starts of items of other lists.
    """
    sentence = frame.sentences.at(phrase.name.start)
    if sentence is None or not 1 < (total(frame, phrase) or 0) <= _MOST:
        return None
    ways = (_in_later_sentence, _after_colon, _sentences, _paragraphs, _taking_up, _in_answer)
    spans = next((found for way in ways if (found := way(frame, phrase, sentence))), [])
    if not spans or any(span.start in taken for span in spans):
        return None
    items = tuple(Item(span, None, label_of(frame.text, *span)) for span in spans)
    whole = lead_of(frame.text, sentence, sentence.end_char)
    words = frame.text.raw[whole.start : whole.end].rstrip(".。!！:： ")
    return Found("named", "enumerations.unmarked", items, phrase.name, phrase.declared, Span(whole.start, whole.start + len(words)))


def _in_later_sentence(frame: Frame, phrase: Counted, sentence: Sentence) -> list[Span]:
    """A coordination in one of the next sentences that points back."""
    for later in frame.sentences.following(sentence.end_char, 1):
        told = _told(frame, phrase, later) or _alike(frame, phrase, sentence, later) or _in_a_row(frame, phrase, sentence, later)
        if told:
            return told
    for later in frame.sentences.following(sentence.end_char, _REACH):
        link = _POINTS_BACK.match(frame.text.raw, later.start_char, later.end_char)
        if link:
            parts = parts_of(frame, link.end(), later.end_char, phrase.declared)
            first = first_word(frame.text, parts[0]) if parts else ""
            passive = is_past(first) or first in {"put", "set", "cut"}  # "They were put forward in ..."
            return parts if len(parts) == phrase.declared and not passive else []
    return []


def _told(frame: Frame, phrase: Counted, later: Sentence) -> list[Span]:
    """What the next sentence says that the thing counted does: "It adds ..., raises ..., and obliges ...", "It should add ... and raise ...."."""
    raw = frame.text.raw
    modal = _SHOULD.match(raw, later.start_char, later.end_char)
    told = modal or _TELLS.match(raw, later.start_char, later.end_char)
    parts = parts_of(frame, told.end(), later.end_char, phrase.declared) if told else []
    firsts = [first_word(frame.text, part) for part in parts]
    fits = len(parts) == phrase.declared and is_plain(frame, phrase) if modal else len(parts) == phrase.declared
    return parts if fits and all(word in VERBS if modal else is_present(word, "the") for word in firsts) else []


def _closes(frame: Frame, phrase: Counted, sentence: Sentence) -> bool:
    """Whether a counted phrase is the last thing that its sentence says."""
    return bool(_CLOSED.match(frame.text.raw, phrase.after, sentence.end_char))


def _alike(frame: Frame, phrase: Counted, sentence: Sentence, later: Sentence) -> list[Span]:
    """The parts that open alike of the sentence after one that a formula ends: "... the “four grasps”. Grasp A, grasp B, ...."."""
    if not phrase.strong or not _closes(frame, phrase, sentence):
        return []
    parts = parts_of(frame, later.start_char, later.end_char, phrase.declared)
    return parts if len(parts) == phrase.declared and all(_opens_like(frame, parts[0], part) for part in parts) else []


def _in_a_row(frame: Frame, phrase: Counted, sentence: Sentence, later: Sentence) -> list[Span]:
    """The questions of the sentence after one that a name ends ("Are you ..., do you ..., and can ...?"), or clauses that open with the same two words."""
    last = _closes(frame, phrase, sentence)
    if phrase.strong or not (last or is_plain(frame, phrase)):
        return []
    start = later.start_char + (frame.text.raw[later.start_char] in '"“‘「')
    parts = parts_of(frame, start, later.end_char, phrase.declared)
    openings = {tuple(map(str.lower, frame.text.first_words(*part, 2))) for part in parts}
    fits = (last and {first for first, *_ in openings} <= _ASKS) or len(openings) == 1
    return parts if fits and len(parts) == phrase.declared and len(parts) >= _LEAST_ANSWERED else []


def _after_colon(frame: Frame, phrase: Counted, sentence: Sentence) -> list[Span]:
    """The rest of the sentence after its colon and the next sentences, if all open alike: "three ways: Asking people. Telling people. ..."."""
    paragraph = frame.body.at(phrase.name.start)
    colon = _COLON.match(frame.text.raw, phrase.after, sentence.end_char)
    count = phrase.declared or 0
    if paragraph is None or colon is None:
        return []
    rest = frame.sentences.starting_in(sentence.end_char, paragraph.end_char, most=count)
    spans = [Span(colon.end(), sentence.end_char), *(Span(s.start_char, s.end_char) for s in rest)]
    alike = [*takewhile(lambda span: _opens_like(frame, spans[0], span), spans)]
    return alike if len(alike) == count else []


def _opens_like(frame: Frame, first: Span, other: Span) -> bool:
    """Whether two sentences open with participles, with verbs, or with the same word."""
    words = [first_word(frame.text, span) for span in (first, other)]
    return all(map(is_participle, words)) or all(word in VERBS for word in words) or len({*words}) == 1


def _sentences(frame: Frame, phrase: Counted, sentence: Sentence) -> list[Span]:
    """The next sentences of the paragraph: as many as declared that open alike, or exactly as many as declared are left."""
    paragraph = frame.body.at(phrase.name.start)
    count = phrase.declared or 0
    if paragraph is None or not _REST.match(frame.text.raw, phrase.after, sentence.end_char):
        return []
    rest = frame.sentences.starting_in(sentence.end_char, paragraph.end_char, most=count + 1)
    first = [frame.text.first_words(s.start_char, s.end_char)[0] for s in rest]
    same = len(first) >= count and len(set(first[:count])) == 1 and first[count : count + 1] != first[:1]
    asked = len(rest) >= count and all(_is_question(s.text) for s in rest[:count])
    alike = not phrase.strong and (asked or (same and first[0] not in _ANY_OPENING))
    filled = len(rest) == count and phrase.strong and count >= _LEAST_ANSWERED and _share_words(rest)
    called = len(rest) == count and count >= _LEAST_ANSWERED and all(len(s.text.split()) <= _CALL_WORDS for s in rest)
    listed = filled or called or (len(rest) == count and is_plain(frame, phrase))
    return [Span(s.start_char, s.end_char) for s in rest[:count]] if alike or listed else []


def _is_question(words: str) -> bool:
    """Whether a text ends in a question mark and, it may be, a few closing quotation marks and brackets: each phrase in it asks anew."""
    return words[-_MOST_CLOSED:].rstrip("\"'”’)").endswith(("?", "？"))


def _share_words(sentences: Sequence[Sentence]) -> bool:
    """Whether all sentences hold two or more same words that are no small ones ("will not change")."""
    words = ({*re.findall(r"[a-z]+", s.text.lower())} for s in sentences)
    return len(frozenset.intersection(*map(frozenset, words)) - _SMALL_WORDS) > 1


def _paragraphs(frame: Frame, phrase: Counted, sentence: Sentence) -> list[Span]:
    """The paragraphs after a lead-in, up to the next heading, if they are as many as declared."""
    paragraph = frame.paragraphs.at(phrase.name.start)
    if paragraph is None or paragraph.end_char != sentence.end_char or paragraph.text[-1] not in ":：":
        return []
    after = frame.paragraphs.following(paragraph.end_char, _MOST + 2)
    block = [p for p in takewhile(lambda p: p.kind != "heading", after) if p.kind == "body"]
    clauses = list(takewhile(lambda p: p.text[-1] in ";；", block))
    if len(clauses) > 1:  # clauses on lines of their own: their marks say how many they are
        block = block[: len(clauses) + 1]
        return [Span(p.start_char, p.end_char) for p in block] if abs(len(block) - (phrase.declared or 0)) <= 1 else []
    return [Span(p.start_char, p.end_char) for p in block] if len(block) == phrase.declared else []


def _taking_up(frame: Frame, phrase: Counted, _: Sentence) -> list[Span]:
    """The paragraphs right after the one with the name that each take up its noun ("three lists": The demand list ..., The project list ...)."""
    nouns = singular_of(frame.text.squeeze(*phrase.name))
    paragraph = frame.body.at(phrase.name.start)
    after = frame.body.following(paragraph.end_char, _MOST + 1) if paragraph else []
    own: list[Span] = []
    for later in after:
        if later.text.startswith("The ") and nouns & {*_opening(frame, later)}:
            own.append(Span(later.start_char, later.end_char))
        elif own and later.text[0].islower():  # a page break cut the paragraph
            own[-1] = Span(own[-1].start, later.end_char)
        else:
            break
    return own if len(own) == phrase.declared else []


def _opening(frame: Frame, paragraph: Paragraph) -> list[str]:
    """The words that follow the first one of a paragraph, as far as the noun of a name is looked for."""
    return [word.lower() for word in frame.text.first_words(paragraph.start_char, paragraph.end_char, _TAKEN_UP_WORDS)[1:]]


def _in_answer(frame: Frame, phrase: Counted, _: Sentence) -> list[Span]:
    """The coordination that is all the next paragraph first says: "... four levels. Do they work?" "The family, the village, ...?"."""
    paragraph = frame.body.at(phrase.name.start)
    asked = paragraph is not None and _is_question(paragraph.text)
    answer = frame.body.following(paragraph.end_char, 1) if paragraph and asked else []
    first = frame.sentences.at(answer[0].start_char) if answer else None
    count = total(frame, phrase)
    if first is None or count is None:
        return []
    label = _SPEAKER.match(frame.text.raw, first.start_char, first.end_char)
    parts = parts_of(frame, label.end() if label else first.start_char, first.end_char, count)
    words = [_DASHED.sub(" ", frame.text.squeeze(*part)).lower() for part in parts]
    short = all(_length(w) <= _ANSWER_WORDS and not AUXILIARIES.intersection(w.split()) for w in words)
    alike = len({w.split(" ", 1)[0] for w in words}) == 1  # "Don't wait, don't rely."
    return parts if len(parts) == count and short and (alike or count >= _LEAST_ANSWERED) else []


def _length(words: str) -> int:
    """How many words or Chinese characters a phrase has."""
    return max(len(words.split()), len(_HAN.findall(words)))
