"""Words in their place: a span of a text, with what stands around it."""

from __future__ import annotations

import re

from tifabank.explaining.record import Quote
from tifabank.held import Held
from tifabank.text import Span

AROUND = 100
"""Code points shown on each side of a quote."""
_MOST = 1200  # code points of a quote that are shown; of longer ones the first and the last
_LAST = 200
_BLANK = re.compile(r"\s+")


def quote_of(text: Held, span: Span) -> Quote:
    """The characters of a span, which is inside the text, in their place."""
    raw = str(text.text)
    first, last = max(0, span.start - AROUND), min(len(raw), span.end + AROUND)
    before, quote, after = raw[first : span.start], raw[span.start : span.end], raw[span.end : last]
    left_out = max(0, len(quote) - _MOST)
    if left_out:
        quote = f"{quote[: _MOST - _LAST]} […] {quote[-_LAST:]}"
    place = text.bytes_of(span)
    return Quote(
        before=_cut_start(before) if first else folded(before),
        quote=quote if quote.isspace() else folded(quote),
        after=_cut_end(after) if last < len(raw) else folded(after),
        left_out=left_out,
        document_id=text.document_id,
        file=text.file,
        start_char=span.start,
        end_char=span.end,
        start_byte=place.start,
        end_byte=place.end,
        read_from=str(text.read_from),
    )


def folded(words: str) -> str:
    """Each run of white space as one space, at the ends too: there it parts the quote from what is around."""
    return _BLANK.sub(" ", words)


def _cut_start(words: str) -> str:
    """Without the first word, which may be a piece of one; writing without blanks is cut where it is."""
    _, blank, rest = folded(words).partition(" ")
    return f"… {rest}" if blank else f"…{words}"


def _cut_end(words: str) -> str:
    rest, blank, _ = folded(words).rpartition(" ")
    return f"{rest} …" if blank else f"{words}…"


def shortened(words: str, most: int) -> str:
    """Words on one line, cut at a word where they are longer than so many code points."""
    words = folded(words).strip()
    if len(words) <= most:
        return words
    head, _, _ = words[:most].rpartition(" ")
    return f"{head if len(head) > most // 2 else words[: most - 1]} …"
