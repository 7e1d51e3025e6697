"""G8.48: "on a number of premises, that number is found as it stands when the category ... falls to be found"."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.loading import load
from sec_rules.rulebook.questions import when_counted


@pytest.mark.parametrize(
    ("supplier", "network", "outcome", "because"),
    [
        (True, False, "AS_IT_STANDS", "G8.48(a)"),
        (False, True, "AS_IT_STANDS", "G8.48(a)"),
        (False, False, "NO_COUNT", "G8.48(b)"),
    ],
)
def test_the_number_is_the_one_at_the_time(supplier: bool, network: bool, outcome: str, because: str) -> None:
    answer = load().ask(when_counted, {"supplier_party": supplier, "network_party": network}, on=date(2020, 1, 1))
    assert answer.outcome is not None
    assert (answer.outcome.name, answer.because) == (outcome, (because,))
