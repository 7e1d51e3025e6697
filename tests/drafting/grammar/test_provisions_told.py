"""What a provision may be told to do that leaves every assessment as it is."""

from __future__ import annotations

import pytest

from sec_rules.drafting.grammar.predicates import why_no_procedure


@pytest.mark.parametrize(
    ("leaves", "changes"),
    [
        (
            "The provisions of Section G8.61 shall survive the end of the assessor's contract.",
            "The provisions of Section G8.41 shall survive the first year.",
        ),
        (
            "The duty in Section G8.61 continues for a year after the contract has ended.",
            "The duty in Section G8.41 continues for a year after the contract has ended.",
        ),
        ("Section M2 shall apply to any claim for a fee.", "Section M2 shall apply to any User that pays a fee."),
        (
            "The duty of confidence in Section M4 applies to the assessor.",
            "The duty of confidence in Section M4 applies to the assessor only.",
        ),
        (
            "The User shall take steps to comply with the law.",
            "The User shall take steps to comply with Section G8.41.",
        ),
        ("Section G8.61 does not apply to documents.", "Section G8.41 does not apply to documents."),
        (
            "Section M2 and Section G8.61 do not apply to documents.",
            "Section M2 and Section G8.41 do not apply to documents.",
        ),
        (
            "The liability of the assessor shall not exceed \u00a35,000.",
            "The liability of a User shall not exceed a year.",
        ),
        (
            "Nothing in this Section prevents a User from disclosing its report.",
            "Nothing in this Section prevents a User from leaving its group.",
        ),
    ],
)
def test_a_provision_may_go_on_or_apply_elsewhere(leaves: str, changes: str) -> None:
    assert why_no_procedure(leaves) == ""
    assert why_no_procedure(changes) != ""
