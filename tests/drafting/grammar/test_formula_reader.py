"""Formulas with symbols: where they stand in a text, and the amounts they give."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sec_rules.drafting.grammar.formula_reader import amount_of
from sec_rules.drafting.grammar.symbols import SymbolPatterns, symbols_given
from sec_rules.errors import LanguageError
from sec_rules.lang import Amount, Figure, Named, Place, Sum, Times
from sec_rules.lang.compounds import Less, Share

PLACE = Place(0, 1, "G8.41")
D, N = Named("D"), Named("N")


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("D + 5N", Sum((D, Times(Figure(5), N)))),
        ("(D + (5 \u00d7 N))", Sum((D, Times(Figure(5), N)))),
        ("N x 5 + D", Sum((Times(Figure(5), N), D))),
        ("5(D + N)", Times(Figure(5), Sum((D, N)))),
        ("D - N", Less(D, N)),
        ("0.5N", Share(Fraction(1, 2), N)),
        ("D/4", Share(Fraction(1, 4), D)),
        ("20% \u00d7 D", Share(Fraction(1, 5), D)),
        ("D + 1,000", Sum((D, Figure(1000)))),
    ],
)
def test_a_formula_gives_the_amount_that_it_says(text: str, means: Amount) -> None:
    assert amount_of(text, PLACE, {"D", "N"}) == means


@pytest.mark.parametrize(
    ("text", "why"),
    [("D + 5N + K", "'K'"), ("D \u00d7 N", "multiplies"), ("5/D", "divides"), ("(D + N", "bracket")],
)
def test_a_formula_that_is_not_read_says_why(text: str, why: str) -> None:
    with pytest.raises(LanguageError, match=why):
        amount_of(text, PLACE, {"D", "N"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("D + 5N exceeds", "D + 5N"),
        ("(D + 5N) exceeds", "(D + 5N)"),
        ("A is 5 or more", "A"),
        ("A Supplier Party", None),
        ("G3 to G6", None),
        ("DCC directs", None),
        ("250,000 and", None),
    ],
)
def test_a_formula_ends_where_its_words_do(text: str, found: str | None) -> None:
    at = SymbolPatterns(("A", "D", "N")).at(text, 0, len(text))
    assert (at and text[: at[1]]) == found


def test_symbols_are_those_whose_meaning_is_said() -> None:
    said = "where D is the number of Domestic Premises and N the number of others. A is 5 or more. The DCC is the body."
    assert symbols_given(said) == ("D", "N")
