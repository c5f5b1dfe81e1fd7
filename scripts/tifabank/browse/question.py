"""A question to the concordance: as an address tells it, and back."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode

from datasette.utils.asgi import Request

from tifabank.browse.site import argument
from tifabank.concordance import counts, lines
from tifabank.concordance.asked import LONGEST

KINDS = ("body", "title", "heading", "byline", "caption", "related_link", "furniture")
_WIDTH = 50
_WORDS = 3


class Question(NamedTuple):
    """What is asked, as the address tells it.

    `beside` is a concept that must be mentioned in the hit's sentence; `kinds` of paragraphs are all if none is named.
    """

    q: str
    concept: str
    case: bool
    nested: bool
    width: int
    sort: str
    kinds: tuple[str, ...]
    documents: tuple[str, ...]
    speaker: str
    beside: str
    words: int
    fewest: int

    @property
    def asks(self) -> bool:
        """Whether there is a question at all."""
        return bool(self.q or self.concept)


def asked(request: Request) -> Question:
    """The question of an address; what makes no sense is taken as the default."""
    kinds = tuple(kind for kind in request.args.getlist("kind") if kind in KINDS)
    return Question(
        q=argument(request, "q")[:LONGEST],
        concept=argument(request, "concept")[:LONGEST],
        case=argument(request, "case") == "1",
        nested=argument(request, "nested") == "1",
        width=_number(request, "width", _WIDTH, lines.NARROWEST, lines.WIDEST),
        sort=argument(request, "sort") if argument(request, "sort") in lines.SORTS else "place",
        kinds=() if "all" in request.args.getlist("kind") else kinds or ("body",),
        documents=tuple(d for d in request.args.getlist("document") if d),
        speaker=argument(request, "speaker")[:LONGEST],
        beside=argument(request, "beside")[:LONGEST],
        words=_number(request, "words", _WORDS, counts.SHORTEST, counts.LONGEST),
        fewest=_number(request, "fewest", counts.FEWEST_HITS, 2, 1000),
    )


def _number(request: Request, name: str, default: int, least: int, most: int) -> int:
    given = argument(request, name)
    return min(max(int(given), least), most) if given.isascii() and given.isdigit() and len(given) < 9 else default  # noqa: PLR2004


def address(question: Question, **changed: Any) -> str:
    """The parameters of a question: those that differ from the defaults, in a fixed order, so that equal questions have one address."""
    told = question._replace(**changed)
    pairs: list[tuple[str, Any]] = [("q", told.q), ("concept", told.concept), ("case", int(told.case)), ("nested", int(told.nested))]
    pairs += [("document", d) for d in told.documents]
    pairs += [("kind", k) for k in (told.kinds or ("all",))] if told.kinds != ("body",) else []
    pairs += [("speaker", told.speaker), ("beside", told.beside)]
    pairs += [("sort", told.sort)] if told.sort != "place" else []
    defaults = (("width", told.width, _WIDTH), ("words", told.words, _WORDS), ("fewest", told.fewest, counts.FEWEST_HITS))
    pairs += [(name, value) for name, value, default in defaults if value != default]
    return urlencode([(name, value) for name, value in pairs if value not in ("", 0)])
