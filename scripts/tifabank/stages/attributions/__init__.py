"""Attributions: who says it, with which verb, in whose words.

In: a text, its sentences and quotations, what wordings name. Out: rows in order of place; the span reaches from the first to the last of
speaker, verb and what is said, inside one sentence. A verb of saying counts if what follows can be said ("that ...", a quotation, a
colon; after some verbs a noun phrase or an infinitive) and what stands before it can speak. Source: annotation guidelines,
Attributions.
"""

from __future__ import annotations

import re

from tifabank.gazetteer import Named
from tifabank.rows import Attribution, Quotation, Rule, Sentence
from tifabank.scan import Scan, found_at, standing_free
from tifabank.spans import SpanIndex
from tifabank.speech import ASKING, CLAUSE, NAMING, OBJECT, QUOTING, READING
from tifabank.stages.attributions.chinese import CHINESE_VERBS, chinese
from tifabank.stages.attributions.inverted import inverted
from tifabank.stages.attributions.model import AUXILIARY, Speech
from tifabank.stages.attributions.phrases import FINITE, PHRASES, by_phrase
from tifabank.stages.attributions.spoken import spoken
from tifabank.text import Span, Text, fold
from tifabank.trie import trie

RULES = [
    Rule("attributions.speaker_verb", "attributions", "pattern", 5, "A speaker, a verb of saying, and what is said."),
    Rule("attributions.verb_speaker", "attributions", "pattern", 4, 'After a quotation or a clause: ", said the speaker".'),
    Rule("attributions.according_to", "attributions", "pattern", 4, "According to a speaker, ..."),
    Rule("attributions.chinese", "attributions", "pattern", 4, "A speaker before 指出, 强调, 提出, 表示 or another verb of saying."),
]
_FORMS = CLAUSE | OBJECT | NAMING | ASKING | QUOTING | READING
_VERB = re.compile(rf"(?:{trie(_FORMS)})(?![\w-])")
_verb_spans = standing_free(rf"(?:{trie(_FORMS | FINITE)})(?![\w-])")
_JOINT = re.compile(rf"[\s,;]*(?:\s(?:and|but|then))?(?:\s(?:{AUXILIARY}|\w+ly))*\s?\Z")
_JOINT_LENGTH = 60  # characters that join one verb to the next
_PARTICLE = re.compile(r" (?:of|against)\Z")
_MOST = 0.5  # share of what is said that must stand in quotation marks to make it direct


def _verbs(plain: str) -> list[int]:
    """Where a verb of saying begins."""
    return [start for start, _ in _verb_spans(plain)]


CUES = {"verb": _verbs, "Chinese": CHINESE_VERBS, **PHRASES}
"""Cues of speech, to be scanned for once in a text."""


def attributions(
    text: Text, sentences: list[Sentence], ranges: list[tuple[int, int]], quotations: list[Quotation], known: Named
) -> list[Attribution]:
    """The attributions of a document; `ranges` are the folded ones of its sentences."""
    rows: dict[str, Attribution] = {}
    spoken = SpanIndex(quotations)
    for i, cues in Scan(text.plain, CUES).by_stretch(ranges).items():
        for found in _in_sentence(text.plain, *ranges[i], cues):
            row = _row(text, sentences[i], found, spoken, known)
            rows.setdefault(row.attribution_id, row)
    return sorted(rows.values(), key=lambda r: (r.start_char, -r.end_char))


def _in_sentence(plain: str, start: int, end: int, cues: dict[str, list[int]]) -> list[Speech]:
    """The speech of a sentence in order, given its cues; each ends where the next verb's begins."""
    found: list[Speech] = []
    for match in found_at(_VERB, plain, cues.get("verb", ()), end):
        speech = inverted(plain, start, end, match) or spoken(plain, start, end, match, found)
        if speech:
            found.append(speech)
    speakers = {s.speaker for s in found}
    told = chinese(plain, start, end) if "Chinese" in cues else ()
    phrases = [s for s in (*by_phrase(plain, start, end, cues), *told) if s.speaker not in speakers]
    taken = {s.verb[0] for s in phrases}
    return [*_cut(plain, [s for s in found if s.verb[0] not in taken]), *phrases]


def _cut(plain: str, found: list[Speech]) -> list[Speech]:
    """What is said ends before the next verb of the same speaker, and before what joins it."""
    done = []
    for i, speech in enumerate(found):
        after = next((f for f in found[i + 1 : i + 2] if f.speaker == speech.speaker), None)
        joint = (
            _JOINT.search(plain, max(speech.said, after.verb[0] - _JOINT_LENGTH), after.verb[0])
            if after and after.verb[0] > speech.said
            else None
        )
        done.append(speech._replace(end=joint.start()) if joint else speech)
    return done


def _direct_in(span: Span, quotations: SpanIndex[Quotation]) -> list[Quotation]:
    """The direct quotations that start in a span, and the one that started in an earlier sentence and ends in it."""
    begun = quotations.at(span.start)
    earlier = [begun] if begun and begun.start_char < span.start and begun.end_char < span.end else []
    return [q for q in (*earlier, *quotations.starting_in(span.start, span.end)) if q.kind == "direct"]


def _row(text: Text, sentence: Sentence, found: Speech, quotations: SpanIndex[Quotation], known: Named) -> Attribution:
    span = text.strip(*text.unfold(found.start, found.end))
    direct = _direct_in(span, quotations)
    spoken = sum(q.end_char - max(q.start_char, span.start) for q in direct)
    told = min(found.speaker[0], found.verb[0])
    if found.said > told and found.rule != "according_to":
        length = max(1, span.end - text.first.raw(found.said))
    elif found.rule != "according_to" and told > found.start:
        length = text.first.raw(told) - span.start  # what stands before the speaker
    else:
        length = span.end - span.start
    quoted = bool(direct) and spoken > _MOST * length
    speaker = text.unfold(*found.speaker)
    words = text.squeeze(*speaker)
    return Attribution(
        attribution_id=text.row_id("att", *span),
        document_id=text.document_id,
        sentence_id=sentence.sentence_id,
        quotation_id=direct[0].quotation_id if direct else None,
        speaker=words,
        speaker_concept_id=known.concept(fold(words), speaker.end),
        verb=_PARTICLE.sub("", text.squeeze(*text.unfold(*found.verb))),
        mode="direct" if quoted else "indirect",
        start_char=span.start,
        end_char=span.end,
        text=text.squeeze(*span),
        rule_id=f"attributions.{found.rule}",
    )
