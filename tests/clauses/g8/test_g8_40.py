"""G8.40: "in the year in which it is due"; "within twelve months of the end of the fieldwork of the second year"."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.loading import load
from sec_rules.rulebook.questions import latest_date

DUE = {"last_day_of_year": date(2020, 12, 31), "twelve_months_on": date(2020, 9, 30)}
ROWS = [
    # "in the first and second of each three years, in the year in which it is due": the day before, at, after
    (1, date(2020, 12, 30), "IN_TIME", "G8.40(a)"),
    (1, date(2020, 12, 31), "IN_TIME", "G8.40(a)"),
    (2, date(2021, 1, 1), "LATE", "G8.40(a)"),
    (4, date(2021, 1, 1), "LATE", "G8.40(a)"),
    # "in the third of each three years, within twelve months of the end of the fieldwork of the second year"
    (3, date(2020, 9, 29), "IN_TIME", "G8.40(b)"),
    (3, date(2020, 9, 30), "IN_TIME", "G8.40(b)"),
    (3, date(2020, 10, 1), "LATE", "G8.40(b)"),
    (6, date(2020, 10, 1), "LATE", "G8.40(b)"),
]


@pytest.mark.parametrize("category", ["VERIFICATION", "FULL"])
@pytest.mark.parametrize(("year", "day", "outcome", "because"), ROWS)
def test_what_the_assessor_carries_out_is_in_time(
    category: str, year: int, day: date, outcome: str, because: str
) -> None:
    facts = DUE | {"category": category, "years_since_initial": year, "assessment_day": day}
    answer = load().ask(latest_date, facts, on=date(2020, 6, 1))
    assert answer.outcome is not None
    assert (answer.outcome.name, answer.because) == (outcome, (because,))


@pytest.mark.parametrize(
    ("on", "outcome"),
    # "from 1 August 2019": the day before and the day
    [(date(2019, 7, 31), "IN_TIME"), (date(2019, 8, 1), "LATE")],
)
def test_the_twelve_months_count_from_the_first_of_august_2019(on: date, outcome: str) -> None:
    facts = DUE | {"category": "FULL", "years_since_initial": 3, "assessment_day": date(2020, 10, 1)}
    answer = load().ask(latest_date, facts, on=on)
    assert answer.outcome is not None
    assert answer.outcome.name == outcome


def test_within_the_twelve_months_but_after_the_year_is_in_doubt() -> None:
    facts = {
        "category": "FULL",
        "years_since_initial": 3,
        "last_day_of_year": date(2020, 12, 31),
        "twelve_months_on": date(2021, 3, 31),
    }
    after = load().ask(latest_date, facts | {"assessment_day": date(2021, 1, 1)}, on=date(2020, 6, 1))
    within = load().ask(latest_date, facts | {"assessment_day": date(2020, 12, 31)}, on=date(2020, 6, 1))
    assert any("whether the year still bounds" in unsure for _, unsure in after.doubts)
    assert within.doubts == ()


@pytest.mark.parametrize("year", [1, 3])
@pytest.mark.parametrize("category", ["VERIFICATION", "FULL"])
@pytest.mark.parametrize(
    ("day", "outcome"),
    # "in the year in which it is due", of every year before 1 August 2019: the day before, at, after
    [(date(2018, 12, 30), "IN_TIME"), (date(2018, 12, 31), "IN_TIME"), (date(2019, 1, 1), "LATE")],
)
def test_before_that_every_assessment_is_in_time_in_its_year(year: int, category: str, day: date, outcome: str) -> None:
    due = {"last_day_of_year": date(2018, 12, 31), "twelve_months_on": date(2018, 9, 30)}
    facts = due | {"category": category, "years_since_initial": year, "assessment_day": day}
    answer = load().ask(latest_date, facts, on=date(2018, 6, 1))
    assert answer.outcome is not None
    assert (answer.outcome.name, answer.because) == (outcome, ("G8.40",))


def test_the_doubt_of_the_year_is_of_every_assessment_before_and_of_the_first_two_after() -> None:
    facts = DUE | {"category": "FULL", "assessment_day": date(2020, 6, 1)}
    doubted = {
        (on.year, year): len(load().ask(latest_date, facts | {"years_since_initial": year}, on=on).doubts)
        for on in (date(2018, 6, 1), date(2020, 6, 1))
        for year in (1, 2, 3)
    }
    assert doubted == {(2018, 1): 1, (2018, 2): 1, (2018, 3): 1, (2020, 1): 1, (2020, 2): 1, (2020, 3): 0}


@pytest.mark.parametrize("year", [1, 2])
def test_that_the_year_may_not_bound_it_is_in_doubt_of_the_third_assessment_only(year: int) -> None:
    facts = DUE | {"category": "FULL", "assessment_day": date(2021, 1, 1), "years_since_initial": year}
    assert len(load().ask(latest_date, facts, on=date(2020, 6, 1)).doubts) == 1
