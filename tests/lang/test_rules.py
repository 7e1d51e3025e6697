"""Outcomes in the order of their weight."""

from __future__ import annotations

import pytest

from sec_rules.rulebook.outcomes import FULL, SELF


def test_outcomes_are_compared_by_weight_and_with_nothing_else() -> None:
    assert (FULL > SELF, FULL >= SELF, FULL >= FULL, SELF >= FULL) == (True, True, True, False)
    assert (FULL < SELF, FULL <= SELF, FULL <= FULL, SELF <= FULL) == (False, False, True, True)
    for compare in (FULL.__lt__, FULL.__le__, FULL.__gt__, FULL.__ge__):
        assert compare(3) is NotImplemented
    with pytest.raises(TypeError):
        FULL >= 3  # noqa: B015
