"""One thing that a note says, taken apart."""

from __future__ import annotations

import pytest

from sec_rules.drafting.restating.statements import statement
from sec_rules.drafting.restating.words import tokens


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("suppliers between 250,000 and 300,000", [("above", 250_000), ("at_most", 300_000)]),
        ("suppliers between 250,000 and the figure", []),
        ("suppliers between the figure and 300,000", []),
    ],
)
def test_between_says_two_bounds_where_it_stands_before_two_numbers(words: str, bounds: list[tuple[str, int]]) -> None:
    assert statement(tokens(words)).bounds == bounds
