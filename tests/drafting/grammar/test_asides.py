"""What a sentence only says aside reaches no question; what may look like it and says more does."""

from __future__ import annotations

import pytest

from sec_rules.drafting.grammar.asides import without_asides
from sec_rules.drafting.grammar.reach import why_it_reaches


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("The clerk shall from time to time test the lift", "The clerk shall test the lift"),
        ("The Panel shall treat the letter as confidential", "The Panel shall keep the letter confidential"),
        ("The User may attach a note of its own", "The User may attach a note"),
        ("The User may attach a note of its own making", "The User may attach a note of its own making"),
        ("The data shall be used only for the purposes of this Section", "The data shall be used"),
        (
            "The data shall be used for the purposes of Section G8.41",
            "The data shall be used for the purposes of Section G8.41",
        ),
        ("The Panel shall treat the letter as a report", "The Panel shall treat the letter as a report"),
    ],
)
def test_phrases_that_say_little_are_left_out(said: str, left: str) -> None:
    assert without_asides(said) == left


@pytest.mark.parametrize(
    ("plain", "reaching"),
    [
        (
            "The Secretariat shall print the fees set under Section G8.60.",
            "The Secretariat shall print the Users set under Section G8.60.",
        ),
        (
            "Where a report names a clerk, the Panel shall tell the clerk.",
            "Where a report names a clerk, the Panel shall spare the clerk.",
        ),
        (
            "The Panel shall publish the fees in each year.",
            "The Panel shall publish the thresholds in each year.",
        ),
        (
            "The Panel shall publish the fees within ten Working Days of the end of each year.",
            "The Panel shall publish a discount of each year.",
        ),
        (
            "The Panel shall hold a meeting once a year.",
            "The Panel shall hold an assessment once a year.",
        ),
    ],
)
def test_a_citation_a_case_or_a_year_beside_foreign_things_reaches_nothing(plain: str, reaching: str) -> None:
    assert why_it_reaches(plain) == ""
    assert why_it_reaches(reaching) != ""
