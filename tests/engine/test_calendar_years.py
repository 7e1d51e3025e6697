"""Years since the initial assessment, by calendar years: 1 is the first year after it, "year 2" of the guidance."""

from datetime import date

import pytest

from sec_rules.engine.calendar_years import since
from sec_rules.errors import FactError
from sec_rules.rulebook.facts import INITIAL_ASSESSMENT


@pytest.mark.parametrize(
    ("initial", "on", "years"),
    [
        (date(2018, 1, 1), date(2019, 1, 1), 1),
        (date(2018, 1, 1), date(2019, 12, 31), 1),
        # Less than a year later, and nearly two: the calendar counts, not the days.
        (date(2018, 12, 31), date(2019, 1, 1), 1),
        (date(2018, 12, 31), date(2020, 1, 1), 2),
        (date(2018, 6, 30), date(2020, 6, 29), 2),
        (date(2016, 2, 29), date(2020, 2, 28), 4),
        (date(1999, 12, 31), date(2020, 1, 1), 21),
    ],
)
def test_calendar_years_are_counted(initial, on, years):
    assert since(INITIAL_ASSESSMENT, initial, on).years == years


def test_it_says_how_it_counted_and_that_this_is_not_settled():
    assert since(INITIAL_ASSESSMENT, date(2018, 5, 1), date(2020, 5, 1)).says == (
        "counted by calendar years, 2020 is year 2 after the initial assessment (year 3 of the guidance); whether the "
        "Code means calendar years or rolling ones is not settled"
    )


@pytest.mark.parametrize(
    "initial", [date(2020, 1, 1), date(2020, 5, 1), date(2020, 12, 31), date(2021, 1, 1), date(2100, 1, 1)]
)
def test_in_the_year_of_the_initial_assessment_or_before_it_there_is_no_annual_one(initial):
    with pytest.raises(FactError) as error:
        since(INITIAL_ASSESSMENT, initial, date(2020, 5, 1))
    assert str(error.value) == (
        f"The initial assessment of {initial} lies in the year of 2020-05-01 or after it; the annual assessments begin "
        "in the year after the initial one."
    )
