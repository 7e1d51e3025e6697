"""How sentences of a first screen are put."""

from __future__ import annotations

import pytest

from sec_rules.review.wording import shortly, with_double_marks
from sec_rules.rulebook.questions import assessment

NETWORK = "Domestic Premises as Electricity Distributor and/or Gas Transporter"


def test_what_stands_in_single_marks_stands_in_double_ones_save_in_a_quotation() -> None:
    given = "G8.42: the words 'does not exceed' do not appear in “the User's 'own' words”."
    assert with_double_marks(given) == "G8.42: the words “does not exceed” do not appear in “the User's 'own' words”."


@pytest.mark.parametrize(
    ("said", "put"),
    [
        (f"Network Parties whose {NETWORK} exceed 5.", "Network Parties whose Domestic Premises exceed 5."),
        (f"More {NETWORK}, or Domestic Premises.", f"More {NETWORK}, or Domestic Premises."),
        (f"{NETWORK} or Non-Domestic Premises.", "Domestic Premises or Non-Domestic Premises."),
    ],
)
def test_a_count_goes_by_the_shorter_name_where_no_other_goes_by_it(said: str, put: str) -> None:
    assert shortly((said,), assessment) == (put,)
