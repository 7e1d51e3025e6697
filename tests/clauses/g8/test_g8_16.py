"""G8.16: an assessment "by the independent assessor ... in each of its User Roles"."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment_content


@pytest.mark.parametrize("day", [date(2017, 1, 1), date(2019, 2, 28), date(2024, 1, 1)])
def test_that_is_what_this_kind_of_assessment_is_on_every_day(day: date) -> None:
    answer = load().ask(assessment_content, {"kind_of_assessment": "FULL"}, on=day)
    assert answer.outcome is not None
    assert (answer.outcome.name, answer.because) == ("OF_EACH_ROLE", ("G8.16",))


@pytest.mark.parametrize("other", ["FOLLOW_UP", "SELF", "VERIFICATION"])
def test_no_other_kind_is(other: str) -> None:
    assert load().ask(assessment_content, {"kind_of_assessment": other}, on=date(2020, 1, 1)).because != ("G8.16",)
