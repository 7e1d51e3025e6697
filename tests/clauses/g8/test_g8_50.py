"""G8.50: "submitted no later than thirteen months after the previous assessment began"."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.loading import load
from sec_rules.rulebook.questions import latest_date

DUE = {
    "category": "SELF",
    "years_since_initial": 2,
    "last_day_of_year": date(2020, 12, 31),
    "thirteen_months_on": date(2021, 2, 14),
}


@pytest.mark.parametrize(
    ("day", "outcome"),
    # "no later than thirteen months after": the day before, at, after
    [(date(2021, 2, 13), "IN_TIME"), (date(2021, 2, 14), "IN_TIME"), (date(2021, 2, 15), "LATE")],
)
def test_a_self_assessment_is_in_time_up_to_the_day_thirteen_months_on(day: date, outcome: str) -> None:
    answer = load().ask(latest_date, DUE | {"assessment_day": day}, on=date(2020, 6, 1))
    assert answer.outcome is not None
    assert (answer.outcome.name, answer.because) == (outcome, ("G8.50",))


@pytest.mark.parametrize(
    ("day", "doubts"),
    # "carried out in the year in which it is due": the day on which the year ends, and the day after
    [(date(2020, 12, 31), 1), (date(2021, 1, 1), 2)],
)
def test_after_the_end_of_the_year_the_day_of_submission_does_not_tell_all(day: date, doubts: int) -> None:
    assert len(load().ask(latest_date, DUE | {"assessment_day": day}, on=date(2020, 6, 1)).doubts) == doubts


@pytest.mark.parametrize(
    ("day", "doubts"),
    # "no later than thirteen months after": at, after; what is too late anyway is not in doubt for the year besides
    [(date(2021, 2, 14), 2), (date(2021, 2, 15), 1)],
)
def test_what_is_too_late_by_the_thirteen_months_is_not_in_doubt_for_its_year(day: date, doubts: int) -> None:
    assert len(load().ask(latest_date, DUE | {"assessment_day": day}, on=date(2020, 6, 1)).doubts) == doubts
