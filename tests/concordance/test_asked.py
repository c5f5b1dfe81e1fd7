"""Questions: words, phrases and wildcards as patterns over folded text."""

import time

import pytest

from tifabank.concordance.asked import pattern
from tifabank.text import Text


def found(asked, raw, *, case=False):
    text = Text("doc", raw)
    wanted = pattern(asked, case=case)
    return [raw[slice(*text.unfold(*m.span()))] for m in wanted.finditer(text.plain)] if wanted else None


@pytest.mark.parametrize(
    ("asked", "raw", "expected"),
    [
        ("safe china", "A Safe China, a safe\nChina; unsafe China and safe Chinas.", ["Safe China", "safe\nChina"]),
        ("security", "non-traditional security, security-minded; insecurity", ["security", "security"]),
        ("traditional security", "non-traditional security and traditional security", ["traditional security"]),
        ("govern*", "govern, governs, misgovern; Governance", ["govern", "governs", "Governance"]),
        ("*ism", "Marxism, prism and isms", ["Marxism", "prism"]),
        ("s?fe", "safe, sfe, saafe", ["safe"]),
        ("social * community", "social governance community; social community", ["social governance community"]),
        ("people's", "the people’s and people's", ["people’s", "people's"]),
        ("x.y", "x.y and xzy", ["x.y"]),
        ("g*v*r*", "governance, gravy, govern", ["governance", "govern"]),
        ("govern*", "They govern. Governance.", ["govern", "Governance"]),
        ("people*", "the people’s will", ["people’s"]),
        ("平安", "建设平安中国", ["平安"]),
        ("(safe)", "it is (safe) here", ["(safe)"]),
        ("cafe\u0301", "a caf\u00e9, a cafe\u0301, a cafe", ["caf\u00e9", "cafe\u0301"]),
        ("cafe", "a caf\u00e9, a cafe\u0301, a cafe", ["cafe"]),
        ("caf?", "a caf\u00e9, a cafe\u0301, a cafes", ["caf\u00e9", "cafe\u0301"]),
        ("c*s", "cafe\u0301s", ["cafe\u0301s"]),
        ("g20", "the Ｇ２０", ["Ｇ２０"]),
    ],
)
def test_what_a_question_finds(asked, raw, expected):
    assert found(asked, raw) == expected


def test_case_counts_where_it_is_asked_for():
    assert found("Safe", "safe Safe SAFE", case=True) == ["Safe"]


@pytest.mark.parametrize("asked", ["", "  ", "*", "***", "?", "* *", "-"])
def test_what_asks_for_nothing(asked):
    assert pattern(asked, case=False) is None


def test_wildcards_stay_fast():
    start = time.perf_counter()
    for asked in ("a*a*a*a*a*a*b a*a*c", "?*?* " * 30 + "zzzz", "* " * 60 + "zzzz"):
        wanted = pattern(asked, case=False)
        assert not list(wanted.finditer("a" * 100_000 + " " + "aa'-." * 10_000 + "some words in a row " * 2_000))
    assert time.perf_counter() - start < 10  # a fault would take hours
