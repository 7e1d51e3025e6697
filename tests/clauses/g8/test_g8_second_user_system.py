""" "Before a User uses a second User System it shall tell the Security Sub-Committee"."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.loading import load
from sec_rules.rulebook.questions import notify_second_system

ROWS = [
    (False, False, "NO_DUTY", "(a)"),
    (False, True, "NO_DUTY", "(a)"),
    (True, True, "TOLD", "(b)"),
    (True, False, "TELL_FIRST", "(c)"),
]


@pytest.mark.parametrize(("second", "told", "outcome", "limb"), ROWS)
def test_the_security_sub_committee_is_told_first(second: bool, told: bool, outcome: str, limb: str) -> None:
    facts = {"second_user_system": second, "sub_committee_told": told}
    answer = load().ask(notify_second_system, facts, on=date(2019, 2, 28))
    assert answer.outcome is not None
    assert (answer.outcome.name, answer.because) == (outcome, (f"G8.second_user_system{limb}",))


def test_the_day_before_no_clause_held_answers() -> None:
    facts = {"second_user_system": True, "sub_committee_told": False}
    answer = load().ask(notify_second_system, facts, on=date(2019, 2, 27))
    assert (answer.outcome, answer.undetermined) == (None, "No clause held answers this before 2019-02-28.")
