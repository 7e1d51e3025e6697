"""G8.18: "that the User carries out itself and that is then reviewed"."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment_content


@pytest.mark.parametrize("day", [date(2017, 1, 1), date(2019, 2, 28), date(2024, 1, 1)])
def test_that_is_what_this_kind_of_assessment_is_on_every_day(day: date) -> None:
    answer = load().ask(assessment_content, {"kind_of_assessment": "SELF"}, on=day)
    assert answer.outcome is not None
    assert (answer.outcome.name, answer.because) == ("BY_THE_USER", ("G8.18",))


@pytest.mark.parametrize("other", ["FOLLOW_UP", "FULL", "VERIFICATION"])
def test_no_other_kind_is(other: str) -> None:
    assert load().ask(assessment_content, {"kind_of_assessment": other}, on=date(2020, 1, 1)).because != ("G8.18",)
