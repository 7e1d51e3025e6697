"""Values of other libraries are taken as facts where that is exact, and only there."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import sec_rules
from sec_rules.engine.plain_values import plain

CODE = sec_rules.load()
ON = date(2020, 1, 1)


@pytest.mark.parametrize(
    "value",
    [np.int64(5), np.uint8(5), np.float32(5), 5.0, Decimal(5), Decimal("5.00"), Fraction(10, 2), np.array(5)],
    ids=repr,
)
def test_a_whole_number_is_one_whoever_has_it(value: object) -> None:
    found = plain(value)
    assert (found, type(found)) == (5, int)
    answer = CODE.ask(sec_rules.several_roles, {"user_roles": value}, on=ON)
    assert answer == CODE.ask(sec_rules.several_roles, {"user_roles": 5}, on=ON)


@pytest.mark.parametrize(
    "value", [5.5, np.float64(5.5), Decimal("5.5"), Fraction(11, 2), math.inf, -math.inf, "5", 1e300]
)
def test_what_is_not_whole_is_refused_as_it_was_given(value: object) -> None:
    with pytest.raises(sec_rules.FactError, match="'user_roles' should be a whole number"):
        CODE.ask(sec_rules.several_roles, {"user_roles": value}, on=ON)


@pytest.mark.parametrize(
    "value", [None, math.nan, np.nan, Decimal("NaN"), pd.NA, pd.NaT, np.datetime64("NaT")], ids=repr
)
def test_a_hole_is_missing(value: object) -> None:
    assert plain(value) is None
    assert CODE.ask(sec_rules.several_roles, {"user_roles": value}, on=ON).needs == ("user_roles",)


def test_a_yes_of_numpy_is_a_yes_and_a_number_is_none() -> None:
    assert plain(np.bool_(True)) is True
    for wrong in (1, 1.0, np.int64(1), "maybe"):
        with pytest.raises(sec_rules.FactError, match="should be true or false"):
            CODE.ask(sec_rules.triage, {"triage_facility": wrong}, on=date(2023, 1, 1))


@pytest.mark.parametrize(
    "value", [datetime(2020, 5, 1), pd.Timestamp("2020-05-01"), np.datetime64("2020-05-01")], ids=repr
)
def test_a_time_at_midnight_is_its_day(value: object) -> None:
    assert plain(value) == date(2020, 5, 1)


def test_a_time_of_the_day_is_no_day() -> None:
    at_noon = datetime(2020, 5, 1, 12)
    assert plain(at_noon) is at_noon
    with pytest.raises(sec_rules.FactError, match="should be a day"):
        CODE.ask(sec_rules.latest_date, {"assessment_day": at_noon}, on=ON)


@pytest.mark.parametrize("ends", [("a", 1), (1, None), (1.5, 2), (True, 2)])
def test_the_ends_of_a_range_are_whole_numbers(ends: tuple[object, object]) -> None:
    with pytest.raises(sec_rules.FactError, match="The ends of a range should be whole numbers"):
        sec_rules.Range(*ends)  # type: ignore[arg-type]
    assert sec_rules.Range(np.int64(1), 2.0).high == 2


def test_the_day_of_the_initial_assessment_is_given_in_the_place_of_the_years() -> None:
    by_day = CODE.ask(sec_rules.assessment, {"network_party": True, "initial_assessment": date(2018, 5, 1)}, on=ON)
    assert by_day.facts["years_since_initial"] == 2
    assert "2020 is year 2 after the initial assessment" in by_day.years
    missing = CODE.ask(sec_rules.assessment, {"network_party": True, "initial_assessment": None}, on=ON)
    assert "years_since_initial" not in missing.facts


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"initial_assessment": date(2020, 5, 1)}, "lies in the year of 2020-01-01 or after it"),
        ({"initial_assessment": 2018}, "'initial_assessment' should be a date, got 2018"),
        ({"initial_assessment": date(2018, 5, 1), "years_since_initial": 2}, "say the same twice"),
    ],
)
def test_a_day_that_cannot_be_that_of_the_initial_assessment_is_refused(facts: dict[str, object], says: str) -> None:
    with pytest.raises(sec_rules.FactError, match=says):
        CODE.ask(sec_rules.assessment, facts, on=ON)
