"""What the bytes of a fuzzed input mean: the first says which part of the core is asked, the others are what it is given."""

from __future__ import annotations

from typing import NamedTuple

from tests.fuzz import promises

from tifabank.rows import CURATED

PIECES = (
    "Safe China|peace|policies|Road Law|20th Congress|平安中国|平安|(a|=1+1|First, |Second, |Firstly, |Secondly, |One is |Third|finally, |"
    "on the one hand|on the other hand|(1) |(2) |1. |2. |V. |1、|一、|二是|第一，|①|three tasks: |four adherences|two miracles|five-in-one|"
    "three-pronged|“|”|‘|’|\"|'|「|」|《|》|（|）|(|)|[|]|[1]|: |：|; |；|, |，|、|. |。|! |? |…|...| of | and | or |and |the |a |is |are |means |"
    "refers to |is defined as |that |he said |emphasized that |pointed out: |according to |Xi Jinping |Mr. |U.S.|e.g. |No. 19|11.4%|Article 4. |"
    "2023-05-01|May 1, 2023|See also |by admin|Photo: |Home » |Author: |Source: |http://a.b/|- |• |-\n|\n|\n\n|\r\n|\r|\x0b|\x0c|\x85|\u2028|"
    "\u2029|\x1c|\t|\u200b|\u200c|\u200d|\u2060|\ufeff|\u00ad|\u3000|\u00a0|\u202e|\u2066|\u0301|caf\u00e9|cafe\u0301|\uff33afe|\u2f08|İ|ß|ſ|K|²|½|٣|\U00020000|😀|core.As the|"
    "Build peace|roads, rivers, fields and schools|must plan, fund, run and check|Law Of Law|社会治理|指出：|强调|是|*|?|<b>|{{x}}|';--"
).split("|")
"""Words and signs that rules look at."""

_LONG = 3_000  # characters to which a piece of text is repeated
_FOLDED = 4_000  # characters whose places in the folded readings are looked at one by one


class Input(NamedTuple):
    """An input: which part of the core is asked, with what."""

    part: str
    text: str
    data: bytes = b""

    @property
    def size(self) -> int:
        """Characters that are mapped."""
        return len(self.text) + len(self.data)

    @staticmethod
    def stem_byte(stem: str) -> bytes:
        """The byte that stands for a curated file."""
        return bytes([[*CURATED].index(stem)])


def read(data: bytes) -> Input:
    """The input that bytes mean; d: one document, p: two or three, q: a question to a text, g: a text repeated, c: a curated file."""
    part, rest = chr(data[0]) if data else "d", data[1:]
    if part == "c":
        return Input(part, "", rest)
    text = rest.decode("utf-8", "ignore")
    if part == "g" and text:
        text = text[:200] * (_LONG // min(len(text), 200))
    return Input(part, text)


def run(taken: Input) -> None:
    """Hold an input to the promises.

    Raises:
        AssertionError: a promise is broken.
    """
    if taken.part == "c":
        stem = [*CURATED][taken.data[0] % len(CURATED)] if taken.data else "documents"
        promises.curated_is_read_or_refused(stem, taken.data[1:])
        return
    if taken.part == "p":
        texts = [text for text in taken.text.split("\0")[:3] if promises.is_text(text)]
        promises.texts_are_mapped(texts or ["."])
        return
    question, _, text = taken.text.partition("\n") if taken.part == "q" else ("", "", taken.text)
    if promises.is_text(text):
        if taken.part == "q":
            promises.question_is_answered(text, question)
        else:
            promises.folding_maps_back(text[:_FOLDED])
            promises.text_is_mapped(text)
