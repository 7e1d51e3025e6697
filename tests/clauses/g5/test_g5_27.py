"""G5.27: "A live User that is on a Shared Resource Provider shall report every six months"."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.loading import load
from sec_rules.rulebook.questions import shared_resource_return

SIX_MONTHS_ON = date(2020, 9, 1)


@pytest.mark.parametrize(
    ("day", "outcome"),
    # "every six months": the day before, at, after
    [(date(2020, 8, 31), "RETURN_IN_TIME"), (date(2020, 9, 1), "RETURN_IN_TIME"), (date(2020, 9, 2), "RETURN_LATE")],
)
def test_the_return_is_due_six_months_after_the_last(day: date, outcome: str) -> None:
    facts = {"live_user": True, "on_shared_resource": True, "return_day": day, "six_months_on": SIX_MONTHS_ON}
    answer = load().ask(shared_resource_return, facts, on=date(2020, 6, 1))
    assert answer.outcome is not None
    assert (answer.outcome.name, answer.because) == (outcome, ("G5.27",))


@pytest.mark.parametrize(("live", "shared"), [(False, True), (True, False), (False, False)])
def test_others_make_no_return_whatever_the_days(live: bool, shared: bool) -> None:
    answer = load().ask(shared_resource_return, {"live_user": live, "on_shared_resource": shared}, on=date(2020, 6, 1))
    assert answer.outcome is not None
    assert answer.outcome.name == "NO_RETURN"


@pytest.mark.parametrize(
    ("live", "shared", "doubts"),
    # "A live User that is on a Shared Resource Provider": both, and one without the other
    [(True, True, 1), (True, False, 0), (False, True, 0), (False, False, 0)],
)
def test_from_which_day_it_has_been_due_is_in_doubt_for_whom_it_is_due(live: bool, shared: bool, doubts: int) -> None:
    facts = {
        "live_user": live,
        "on_shared_resource": shared,
        "return_day": SIX_MONTHS_ON,
        "six_months_on": SIX_MONTHS_ON,
    }
    found = load().ask(shared_resource_return, facts, on=date(2020, 6, 1)).doubts
    assert len(found) == doubts
    assert all("From which day" in unsure for _, unsure in found)
