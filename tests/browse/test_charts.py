"""Pictures: what is drawn is what is counted, with a text alternative, and safe whatever a title holds."""

import re

import pytest
from hypothesis import given, strategies

from tifabank.browse.charts import KINDS, SHADES, Tick, dispersion, sample, shade, squares, steps

rates = strategies.floats(0.001, 1000)


@given(rates, rates)
def test_shades_grow_with_values_and_the_key_tells_them(a, b):
    most = max(a, b)
    assert shade(0, most) == 0
    assert shade(most, most) == SHADES
    assert (shade(a, most) - shade(b, most)) * (a - b) >= 0
    told = next((s.shade for s in steps(most) if s.above < a <= s.up_to), SHADES)
    assert abs(told - shade(a, most)) <= (0 if all(abs(a - s.up_to) > 1e-9 * most for s in steps(most)) else 1)


def test_nothing_at_all_has_no_shade():
    assert shade(0, 0) == 0


@given(strategies.lists(strategies.builds(Tick, strategies.floats(0, 1), strategies.sampled_from(KINDS))))
def test_each_place_is_a_tick_of_its_kind(ticks):
    paths = re.findall(r'<path class="(body|nested|other)" d="([^"]+)"', dispersion(ticks, "told"))
    drawn = [(kind, x) for kind, path in paths for x in re.findall(r"M(\d+) ", path)]
    assert sorted(drawn) == sorted({(t.kind, str(round(t.place * 1000))) for t in ticks})


@pytest.mark.parametrize(
    ("declared", "given_", "full", "empty", "over"),
    [(4, 4, 4, 0, 0), (4, 1, 1, 3, 0), (2, 0, 0, 2, 0), (3, 5, 5, 0, 2), (None, 3, 3, 0, 0)],
)
def test_squares_count_what_is_declared_and_given(declared, given_, full, empty, over):
    drawn = squares(declared, given_, "told")
    assert drawn.count('fill="currentColor"') == full
    assert drawn.count('fill="none"') == empty
    assert drawn.count('stroke="#ffffff"') == over


@given(strategies.integers(31, 500), strategies.integers(0, 700))
def test_long_lists_are_a_bar_that_stays_in_its_frame(declared, given_):
    frame = [(float(x), float(w)) for x, w in re.findall(r'x="([\d.]+)" y="1" width="([\d.]+)"', squares(declared, given_, "told"))]
    assert all(x + width <= 450 for x, width in frame)
    assert 2 <= len(frame) <= 3


def test_nothing_is_drawn_of_nothing():
    assert squares(None, 0, "told") == ""


def test_a_text_alternative_is_escaped():
    for picture in (squares(2, 1, "<script>"), dispersion([Tick(0.5, "body")], "<script>")):
        assert "<title>&lt;script&gt;</title>" in picture
        assert 'role="img"' in picture
    assert all('aria-hidden="true"' in sample(kind) and "<title>" not in sample(kind) for kind in KINDS), "their words stand beside them"
