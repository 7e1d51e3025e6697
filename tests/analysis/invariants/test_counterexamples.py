"""Counterexamples worked through, by hand beside what is reported."""

from __future__ import annotations

import sec_rules
from sec_rules.analysis.invariants.counterexamples import Worked, _steps
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.lang.formulas import formula
from sec_rules.review.review import Review, check
from sec_rules.review.summary import consequences
from sec_rules.rulebook.facts import domestic_premises, non_domestic_premises, years_since_initial
from sec_rules.rulebook.outcomes import SELF, VERIFICATION
from sec_rules.rulebook.questions import assessment

LIGHTER = """
G8.41 Where a User is a Supplier Party and the sum of the number of Domestic Premises and five times the number of
Non-Domestic Premises, in each case supplied with electricity and/or gas through one or more Smart Metering Systems for
which it is the Responsible Supplier, exceeds 250,000, it shall be subject to a User Security Self-Assessment in each
year after the year of its initial Full User Security Assessment.
"""


def checked(text: str) -> Review:
    return check(read_markdown(text, "draft.md"), sec_rules.load(), assessment)


def worked(result: Review) -> list[Worked]:
    """Every case that the report works through."""
    return [case for _, failures in consequences(result).invariants for _, cases in failures for case in cases]


def steps(case: Worked) -> list[tuple[str, str, str, bool]]:
    return [(asked.clause, step.says, step.sum, step.met) for asked in case.asked for step in asked.steps]


def test_an_overlap_at_the_figure_is_added_up_for_both_clauses() -> None:
    (case,) = worked(checked('In Section G8.41, for "exceeds 250,000" substitute "is 250,000 or more".\n'))
    assert case.who == (
        "a Supplier Party with 250,000 Domestic Premises, in the first year after the initial assessment"
    )
    total = "250,000 + 5 × 0 = 250,000"  # noqa: RUF001
    amount = "Domestic Premises plus five times Non-Domestic Premises"
    assert steps(case) == [
        ("G8.41", f"{amount} are at least 250,000", total, True),
        ("G8.42", f"{amount} are at most 250,000", total, True),
    ]
    assert [asked.answer for asked in case.asked] == [
        "Full User Security Assessment by G8.41",
        "Verification User Security Assessment by G8.42(a)",
    ]


def test_a_gap_at_the_figure_has_the_clause_that_does_not_apply() -> None:
    (case,) = worked(checked('In Section G8.42, for "equal to or less than" substitute "less than".\n'))
    assert [(clause, met) for clause, _, _, met in steps(case)] == [("G8.41", False), ("G8.42", False)]
    assert {asked.answer for asked in case.asked} == {"it does not apply"}


def test_a_lighter_answer_for_more_is_worked_through_before_and_after_the_growth() -> None:
    before, after = worked(checked(LIGHTER))[:2]
    # With the figure VERIFICATION falls due in the first year, and with the first number above it a mere SELF.
    assert (
        before.who == "a Supplier Party with 250,000 Domestic Premises, in the first year after the initial assessment"
    )
    assert "250,001 Domestic Premises" in after.who
    assert [a.answer for a in before.asked if a.answer != "it does not apply"] == [f"{VERIFICATION.title} by G8.42(a)"]
    assert [a.answer for a in after.asked if a.answer != "it does not apply"] == [f"{SELF.title} by G8.41"]


def test_a_comparison_in_which_years_count_is_not_added_up() -> None:
    facts = {"domestic_premises": 7, "non_domestic_premises": 2, "years_since_initial": 3}
    counted = (domestic_premises + non_domestic_premises).exceeds(5)
    (step,) = _steps(formula(counted & (domestic_premises + years_since_initial).exceeds(9)), facts)
    assert (step.sum, step.met) == ("7 + 2 = 9", True)
