"""Numbers as texts write them."""

import pytest

from tifabank.numbering import Sign, cardinal, completeness, han_number, is_list_line, roman, sign


@pytest.mark.parametrize(("word", "value"), [("four", 4), ("Twelve", 12), ("twenty-one", 21), ("7", 7), ("many", None)])
def test_cardinals(word, value):
    assert cardinal(word) == value


@pytest.mark.parametrize(("text", "value"), [("V", 5), ("iv", 4), ("XII", 12), ("IIX", None), ("", None)])
def test_roman(text, value):
    assert roman(text) == value


@pytest.mark.parametrize(("text", "value"), [("三", 3), ("十", 10), ("十二", 12), ("二十一", 21), ("平", None)])
def test_han_numbers(text, value):
    assert han_number(text) == value


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("1. Start", Sign("digits", 1, 3)),
        ("(2) Go on", Sign("bracket-digits", 2, 4)),
        ("V. End", Sign("ROMAN", 5, 3)),
        ("三、建设", Sign("han", 3, 2)),
        ("（一）建设", Sign("bracket-han", 1, 3)),
        ("[3] Go on", Sign("bracket-digits", 3, 4)),
        ("② Two", Sign("circled", 2, 2)),
        ("U.S. policy", None),
        ("A. Part one", Sign("LETTER", 1, 3)),
        ("2.5 percent", None),
        ("2023 was", None),
        ("No sign", None),
        ("1.", None),
    ],
)
def test_signs(line, found):
    assert sign(line, 0, len(line)) == found


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("• point", True),
        ("- point", True),
        ("✅ point", True),
        ("☑\ufe0f point", True),
        ("[2] point", True),
        ("-5 degrees", False),
        ("a) point", True),
        ("Text", False),
    ],
)
def test_list_lines(line, is_one):
    assert is_list_line(line) is is_one


@pytest.mark.parametrize(
    ("kind", "declared", "given", "word"),
    [
        ("named", 4, 4, "complete"),
        ("named", 5, 4, "short"),
        ("named", 2, 3, "over"),
        ("ordinal", None, 3, "undeclared"),
        ("named_only", 4, 0, "named_only"),
    ],
)
def test_completeness(kind, declared, given, word):
    assert completeness(kind, declared, given) == word
