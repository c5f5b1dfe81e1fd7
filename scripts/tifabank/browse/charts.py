"""Pictures, drawn on the server: SVG that reads in black and white, each with a text alternative; its figures stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, sqrt
from typing import Literal, NamedTuple

from markupsafe import Markup

SHADES = 5
"""Steps of shading, from 1 (light) to 5 (dark); 0 is none."""
_WIDTH = 1000  # units of a line of a text: a tick for each thousandth of its characters at most
_SIDE, _STEP = 12, 15  # a square and its place, in pixels
_MOST = 30  # squares; longer lists are drawn as a bar
Kind = Literal["body", "nested", "other"]
KINDS: tuple[Kind, ...] = ("body", "nested", "other")
_TICKS: dict[Kind, tuple[int, int]] = {"body": (2, 26), "nested": (15, 26), "other": (2, 13)}  # top and foot of each kind of tick
_STROKE = Markup('<line x1="{}" y1="11" x2="{}" y2="3" class="over" stroke="#ffffff" stroke-width="2"/>')


class Tick(NamedTuple):
    """A place in a text: the share of its characters before it (0 to 1), and what kind of place it is."""

    place: float
    kind: Kind


class Step(NamedTuple):
    """A step of shading and the values it stands for: more than `above`, at most `up_to`."""

    shade: int
    above: float
    up_to: float


def shade(value: float, most: float) -> int:
    """The step of shading of a value; `most` is the greatest there is. Steps grow by squares, so that small values differ too."""
    return min(SHADES, ceil(SHADES * sqrt(value / most))) if value > 0 and most > 0 else 0


def steps(most: float) -> list[Step]:
    """What the steps of shading stand for."""
    bounds = [most * (n / SHADES) ** 2 for n in range(SHADES + 1)]
    return [Step(n + 1, low, high) for n, (low, high) in enumerate(pairwise(bounds))]


def dispersion(ticks: Iterable[Tick], told: str) -> Markup:
    """Where in one text something stands, from its first character (left) to its last (right).

    A mention in the body is a tick over the whole height, one inside a longer mention a tick below the line, one in another paragraph
    a tick above it. Ticks that fall on one thousandth of the text are one.
    """
    places: dict[Kind, set[int]] = {kind: set() for kind in KINDS}
    for tick in ticks:
        places[tick.kind].add(round(tick.place * _WIDTH))
    line = Markup(
        '<line class="axis" x1="0" y1="14" x2="{}" y2="14" stroke="currentColor" stroke-opacity="0.5" vector-effect="non-scaling-stroke"/>'
    ).format(_WIDTH)
    return _svg(
        "dispersion", (_WIDTH, 28), told, [line, *(_ticks(kind, sorted(found)) for kind, found in places.items() if found)], stretched=True
    )


def _ticks(kind: Kind, places: Iterable[int]) -> Markup:
    top, foot = _TICKS[kind]
    path = "".join(f"M{x} {top}V{foot}" for x in places)
    return Markup('<path class="{}" d="{}" stroke="currentColor" stroke-width="1.6" vector-effect="non-scaling-stroke"/>').format(
        kind, path
    )


def sample(kind: Kind) -> Markup:
    """One tick, for the key of a dispersion plot; its words stand beside it."""
    axis = Markup('<line x1="0" y1="14" x2="20" y2="14" stroke="currentColor" stroke-opacity="0.5"/>')
    return _svg("key", (20, 28), "", [axis, _ticks(kind, [10])])


def squares(declared: int | None, given: int, told: str) -> Markup:
    """Declared against given: a full square for each item given, an empty one for each declared and not given, a full one with a stroke
    for each given beyond the count. Above thirty they are a bar. Nothing is drawn of a list that declares none and gives none.
    """
    count = max(declared or 0, given)
    if count == 0:
        return Markup("")
    if count > _MOST:
        return _bar(declared or given, given, told)
    drawn: list[Markup] = []
    for n in range(count):
        drawn.append(_rect(n * _STEP + 1, _SIDE, full=n < given))
        if declared is not None and n >= declared:
            drawn.append(_STROKE.format(n * _STEP + 3, n * _STEP + 11))
    width = count * _STEP
    return _svg("squares", (width, 14), told, drawn)


def _bar(declared: int, given: int, told: str) -> Markup:
    width = _MOST * _STEP
    scale = (width - 2) / max(declared, given)
    drawn = [_rect(1, scale * declared, full=False), _rect(1, scale * min(declared, given), full=True)]
    if given > declared:
        drawn.append(_rect(1 + scale * declared, scale * (given - declared), full=True))
    return _svg("squares", (width, 14), told, drawn)


def _rect(x: float, width: float, *, full: bool) -> Markup:
    return Markup('<rect x="{:g}" y="1" width="{:g}" height="12" fill="{}" stroke="currentColor" stroke-width="1.4"/>').format(
        x, width, "currentColor" if full else "none"
    )


def _svg(name: str, size: tuple[int, int], told: str, drawn: Sequence[Markup], *, stretched: bool = False) -> Markup:
    """An SVG with its text alternative (none: it is hidden from those who cannot see it). `size`: width and height in pixels, unless it is `stretched` to the place it has."""
    fit = Markup('preserveAspectRatio="none"') if stretched else Markup('width="{}" height="{}"').format(*size)
    head = Markup('<svg class="{}" viewBox="0 0 {} {}" {} ').format(name, *size, fit)
    head += Markup('role="img"><title>{}</title>').format(told) if told else Markup('aria-hidden="true">')
    return head + Markup("").join(drawn) + Markup("</svg>")
