"""G8.30: "in one User Role is of that User Role"; "in more than one User Role ... one assessment of all of them"."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.errors import FactError
from sec_rules.loading import load
from sec_rules.rulebook.questions import several_roles

ROWS = [
    # "that acts in one User Role"
    (1, "ONE_ROLE", "G8.30(a)"),
    # "that acts in more than one User Role"
    (2, "ONE_FOR_ALL", "G8.30(b)"),
    (3, "ONE_FOR_ALL", "G8.30(b)"),
]


@pytest.mark.parametrize(("roles", "outcome", "because"), ROWS)
def test_one_assessment_may_cover_all_user_roles(roles: int, outcome: str, because: str) -> None:
    answer = load().ask(several_roles, {"user_roles": roles}, on=date(2020, 1, 1))
    assert answer.outcome is not None
    assert (answer.outcome.name, answer.because) == (outcome, (because,))


def test_several_roles_carry_the_doubt_that_the_assessor_only_may_and_that_privacy_stands_apart() -> None:
    (doubt,) = load().ask(several_roles, {"user_roles": 2}, on=date(2020, 1, 1)).doubts
    assert "Privacy assessments are another regime" in doubt[1]
    assert load().ask(several_roles, {"user_roles": 1}, on=date(2020, 1, 1)).doubts == ()


def test_no_role_at_all_is_refused() -> None:
    with pytest.raises(FactError, match="user_roles"):
        load().ask(several_roles, {"user_roles": 0}, on=date(2020, 1, 1))
