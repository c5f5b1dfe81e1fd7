"""Does time grow linearly on hard texts? Each text is mapped at a size and at four times that size; the ratio should be near 4.

The same for what documents share, in sets of documents that share much.

Usage: python benchmarks/growth.py [characters, default 50000]
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import Any
from unittest import mock

from tifabank import pipeline
from tifabank.curated import read_curated
from tifabank.pipeline import map_document
from tifabank.raw import RawText
from tifabank.stages.parallels.corpus import Room
from tifabank.stages.parallels.repeats import repeats
from tifabank.stages.parallels.wordings import wordings
from tifabank.stages.parallels.words import Lexicon, whole, words_of
from tifabank.vocabulary import vocabulary

TEXTS = {
    "no full stop": "word and more of it ",
    "ordinal lists": "First, a b. Second, c d. ",
    "ordinal lists of sentences": "First, a b. More is here. Second, c d. More of it. ",
    "ordinal lists in paragraphs": "First, a b. More is here. Second, c d. More of it.\n\n",
    "ordinals in one sentence": "first, a b, second, c d, ",
    "firsts": "First, a b. ",
    "number signs": "(1) a (2) b ",
    "open brackets": "(a ",
    "open quotes": "“a ",
    "closed quotes": "“a” ",
    "speech": "he said that a ",
    "series": "roads, rivers, ",
    "verb series": "build a b, ",
    "definitions": "it is the key to a and b is a c of d, ",
    "what is meant": "by admin, which means roads, ",
    "by in one sentence": "it means a and by admin and ",
    "capitals": "Law Of Law And Law ",
    "apostrophes": "'a 'b ",
    "counted phrases": "three tasks: a b, c and d. ",
    "counted phrases at line ends": "three tasks: \n",
    "counted phrases, one item": "First, three tasks:  and ",
    "counted phrases before sentences": "We have Three Tasks. Plan. Run. Build. ",
    "names with of": "“two miracles” of ",
    "headings": "Heading here\n",
    "numbered headings": "1. Heading here\nIt is so.\n",
    "lead-ins": "Do this:\n",
    "bullets": "Do this:\n- a\n- b\n",
    "stray full stops": ". ",
    "full stops": ".",
    "commas": ",",
    "blank lines": " \n",
    "run-in headings": "Firm lead.As the core it is.\n",
    "quotes after stops": 'a." ',
    "initials": "A. ",
    "line-end hyphens": "a-\n",
    "zero-width characters": "a\u200b",
    "one word": "a",
    "one number": "7",
    "Han characters": "国",
    "Han lists": "第一，国。第二，家。",
    "blanks without width": "\u200b",
    "spaces": " ",
    "line breaks": "\n",
    "line breaks of two characters": "\r\n",
    "line separators": "\u2028",
    "straight quotation marks": '"',
    "opening quotation marks": "“",
    "closing quotation marks": "”",
    "apostrophes alone": "'",
    "opening brackets": "(",
    "closing brackets": ")",
    "square brackets": "[1]",
    "notes": "[11] ",
    "notes before a word": "[1][2]x",
    "notes and buttons": "[print]x",
    "appositions": "“grid plan”, a method that red men, ",
    "adverbs": "is also also also red ",
    "heads of names": "by-Laws ",
    "joined speech": "and found that b ",
    "speech after speech": "emphasizing that a b, and proposed to c “d? ",
    "apposed speakers": "Li Na, head of the office, said that it is red. ",
    "what was": "the hall was a method of work; ",
    "dashes": "—",
    "hyphens": "-",
    "colons": ": ",
    "semicolons": "a; ",
    "Han commas": "国、",
    "Han quotation marks": "“国”、",
    "headings in capitals": "HEADING HERE\n\n",
    "dates": "May 1, 2023. ",
    "menus": "Home » News | ",
    "abbreviations": "U.S. e.g. ",
    "combining marks": "a\u0301",
    "bidirectional marks": "\u202ea\u202c ",
    "one numbered line": "1. a ",
}

SIZE = 5_000_000  # characters of a large text


def filled(piece: str) -> str:
    """A large text of one piece."""
    return piece * (SIZE // len(piece))


LARGE = {
    "one line": filled("word and more of it "),
    "one line, varied": filled("We build roads, rivers and fields of the people with new ideas "),
    "one word": filled("a"),
    "one quotation mark": filled("“"),
    "first, second": filled("first, second, "),
    "nested brackets": "(" * (SIZE // 2) + "a" + ")" * (SIZE // 2),
    "digits": filled("7"),
    "Han characters": filled("国"),
    "zero-width characters, one letter": filled("\u200b") + "a",
    "line breaks": filled("\n"),
    "60,000 ordinals": "First, a b. " * 20_000 + "Second, c d. " * 20_000 + "Third, e f. " * 20_000,
    "60,000 numbered lines": "".join(f"{n}. a point\n" for n in range(60_000)),
    "100,000 open brackets": "(a " * 100_000,
}
"""Texts of a size at which anything that is not linear would not end."""

STAGES = {
    "paragraphs": pipeline.paragraphs,
    "sections": pipeline.sections,
    "sentences": pipeline.sentences,
    "mentions": pipeline.mentions,
    "enumerations": pipeline.enumerations,
    "definitions": pipeline.definitions,
    "quotations": pipeline.quotations,
    "attributions": pipeline.attributions,
    "cited_documents": pipeline.cited_documents,
    "text_issues": pipeline.text_issues,
}


@contextlib.contextmanager
def timed() -> Iterator[dict[str, float]]:
    """The processor time that each stage takes in what follows."""
    spent: dict[str, float] = {}

    def noting(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def run(*taken: Any) -> Any:
            start = time.process_time()
            try:
                return stage(*taken)
            finally:
                spent[name] = time.process_time() - start

        return run

    with contextlib.ExitStack() as stack:
        for name, module in STAGES.items():
            stack.enter_context(mock.patch.object(module, name, noting(name, getattr(module, name))))
        yield spent


KNOWN = vocabulary(read_curated({}), {})


def seconds(text: str) -> float:
    """Processor time to map one text, which is given a letter, as blank ones are refused."""
    raw = RawText("doc", "doc.txt", ("x " + text).encode())
    start = time.process_time()
    map_document(raw, KNOWN)
    return time.process_time() - start


def sharing(kind: str, words: int) -> list[str]:
    """Documents of about so many words together that share much with each other."""
    random = Random(1)
    line = [f"w{random.randrange(10**6)}" for _ in range(words)]
    few = " ".join(random.choice("abcdef") for _ in range(words))
    many = range(words // 100)
    match kind:
        case "two copies of one line":
            return [" ".join(line[: words // 2])] * 2
        case "two copies of a circle":
            return ["word and more of it " * (words // 10)] * 2
        case "copies that differ in a word":
            return [" ".join([*line[:50], f"n{n}", *line[50:99]]) for n in many]
        case "copies cut off":
            return [" ".join(line[: 1 + n % 199]) for n in many]
        case "boilerplate":
            return [" ".join([f"n{n}", *line[:98], f"m{n}"]) for n in many]
        case "few words at random":
            return [few[: len(few) // 2], few[len(few) // 2 :]]
    raise ValueError(kind)


ROOM = Room()
SHARING = (
    "two copies of one line",
    "two copies of a circle",
    "copies that differ in a word",
    "copies cut off",
    "boilerplate",
    "few words at random",
)


def seconds_shared(texts: list[str]) -> float:
    """Time to find what documents of one paragraph share."""
    bodies = [whole(text) for text in texts]
    start = time.perf_counter()
    lexicon = Lexicon()
    words = words_of(bodies, lexicon)
    for _ in wordings(words.codes, repeats(words.codes, words.sizes, portion=ROOM.portion), lexicon, ROOM.named):
        pass
    return time.perf_counter() - start


def main() -> None:
    """Print one line for each text, and for each set of documents."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    for name, piece in TEXTS.items():
        text = piece * (4 * size // len(piece))
        small, large = seconds(text[:size]), seconds(text)
        print(f"{name:26} {large:6.2f} s for {4 * size} characters, {large / small:4.1f} times the quarter")
    for name, text in LARGE.items():
        with timed() as stages:
            whole_time = seconds(text)
        dear = ", ".join(f"{stage} {spent:.1f}" for stage, spent in stages.items() if spent >= 0.5)
        print(f"{name:34} {whole_time:6.2f} s for {len(text)} characters: {dear}", flush=True)
    for kind in SHARING:
        small, large = seconds_shared(sharing(kind, 5 * size)), seconds_shared(sharing(kind, 20 * size))
        print(f"{kind:28} {large:6.2f} s for {20 * size} words, {large / small:4.1f} times the quarter")


if __name__ == "__main__":
    main()
