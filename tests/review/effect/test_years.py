"""The years that a statement of effect names."""

from __future__ import annotations

import tomllib

import pytest

from sec_rules.lang import ALWAYS
from sec_rules.review.effect.years import from_text, from_value
from sec_rules.rulebook.facts import years_since_initial as year

ROWS = [
    ("", None, ALWAYS, ""),
    ("every year", None, ALWAYS, ""),
    ("1 of 3", {"turn": 1, "of": 3}, year.turn(1, of=3), "year 1 of every 3"),
    ("year 2 of every 3", {"turn": 2, "of": 3}, year.turn(2, of=3), "year 2 of every 3"),
    ("4 to 6", {"from": 4, "to": 6}, year.is_at_least(4) & year.is_at_most(6), "years 4 to 6"),
    ("4 on", {"from": 4}, year.is_at_least(4), "year 4 and every year after it"),
    ("7", [7], year.is_exactly(7), "year 7"),
    ("1, 2", [1, 2], year.is_exactly(1) | year.is_exactly(2), "years 1, 2"),
    ("1 and 2", [1, 2], year.is_exactly(1) | year.is_exactly(2), "years 1, 2"),
]


@pytest.mark.parametrize(("text", "value", "condition", "words"), ROWS)
def test_years_of_a_form_and_of_a_file_are_the_same(text: str, value: object, condition: object, words: str) -> None:
    years = from_text(text)
    assert years == from_value(value) == from_text(years.as_text)
    assert (years.condition(year), years.in_words) == (condition, words)
    assert tomllib.loads(f"years = {years.as_value}" if years.as_value else "").get("years") == value


@pytest.mark.parametrize(
    "text", ["soon", "1 of", "of 3", "0x1", "\u0661", "1;2", "-1", "0", "4 of 3", "6 to 4", "0 on"]
)
def test_other_words_are_no_years(text: str) -> None:
    with pytest.raises(ValueError, match="year"):
        from_text(text)


@pytest.mark.parametrize(
    "value", [[], [0], [True], ["1"], 3, {"turn": 4, "of": 3}, {"from": 2, "until": 3}, {"from": 6, "to": 4}, {"of": 3}]
)
def test_other_values_are_no_years(value: object) -> None:
    with pytest.raises(ValueError, match="year"):
        from_value(value)
