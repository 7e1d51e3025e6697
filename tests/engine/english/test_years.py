"""Sets of years, and how they are worded."""

import pytest

from sec_rules.engine.english.years import EVERY_YEAR, Years
from sec_rules.rulebook.facts import (
    years_since_initial,
)


def years(*given):
    return Years(sum(1 << year for year in given)).in_words("after the initial assessment")


def to_the_end(first, step=1):
    return range(first, years_since_initial.at_most + 1, step)


@pytest.mark.parametrize(
    ("given", "phrase"),
    [
        ([1], "in the first year after the initial assessment"),
        ([2], "in the second year after the initial assessment"),
        ([13], "in the 13th year after the initial assessment"),
        ([1, 2], "in the first and second years after the initial assessment"),
        ([1, 2, 3], "in the first three years after the initial assessment"),
        (to_the_end(4), "in every year from the fourth after the initial assessment"),
        ([1, *to_the_end(5)], "in the first year and every year from the fifth after the initial assessment"),
        ([1, 2, *to_the_end(4)], "in every year after the initial assessment except the third year"),
        (to_the_end(1, 3), "in the first of each three years after the initial assessment"),
        (
            [*to_the_end(1, 3), *to_the_end(2, 3)],
            "in the first and second of each three years after the initial assessment",
        ),
        (to_the_end(5, 3), "in the second of each three years after the initial assessment, from the fifth year on"),
        (
            [1, *to_the_end(5, 3)],
            "in the first year and in the second of each three years from the fifth year on, "
            "after the initial assessment",
        ),
        (to_the_end(1), ""),
        ([], "in no year"),
    ],
)
def test_years_are_worded_as_the_shortest_pattern(given, phrase):
    assert years(*given) == phrase


@pytest.mark.parametrize("period", range(2, 7))
@pytest.mark.parametrize("start", [1, 2, 5, 9])
def test_every_pattern_of_turns_is_told_apart_from_every_other(period, start):
    phrases = {years(*to_the_end(start + turn, period)) for turn in range(period)}
    assert len(phrases) == period


def test_years_add_up_to_every_year():
    turns = [Years(sum(1 << y for y in to_the_end(turn, 3))) for turn in (1, 2, 3)]
    assert turns[0] | turns[1] | turns[2] == EVERY_YEAR
