""" "A triage facility is assessed apart", from MP203."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.loading import load
from sec_rules.rulebook.questions import triage


@pytest.mark.parametrize(("has", "outcome", "limb"), [(False, "NOT_APART", "(a)"), (True, "APART", "(b)")])
def test_a_triage_facility_is_assessed_apart(has: bool, outcome: str, limb: str) -> None:
    answer = load().ask(triage, {"triage_facility": has}, on=date(2022, 11, 3))
    assert answer.outcome is not None
    assert (answer.outcome.name, answer.because) == (outcome, (f"G8.triage_facility{limb}",))


def test_the_day_before_no_clause_held_answers() -> None:
    answer = load().ask(triage, {"triage_facility": True}, on=date(2022, 11, 2))
    assert (answer.outcome, answer.undetermined) == (None, "No clause held answers this before 2022-11-03.")
