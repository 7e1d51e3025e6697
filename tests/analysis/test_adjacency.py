"""Cells beside each other: what a condition says after one more of a count."""

from __future__ import annotations

from sec_rules.analysis.adjacency import step
from sec_rules.lang.formulas import FALSE, TRUE, formula
from sec_rules.rulebook.facts import domestic_premises, non_domestic_premises, supplier_party


def test_after_one_more_a_bound_is_met_as_much_earlier_as_one_weighs() -> None:
    weighed = domestic_premises + 5 * non_domestic_premises
    assert step(formula(weighed.exceeds(100)), domestic_premises) == formula(weighed.exceeds(99))
    assert step(formula(weighed.exceeds(100)), non_domestic_premises) == formula(weighed.exceeds(95))
    assert step(formula(domestic_premises.exceeds(9)), non_domestic_premises) == formula(domestic_premises.exceeds(9))


def test_once_a_fact_is_so_what_asks_for_it_holds() -> None:
    assert step(formula(supplier_party), supplier_party) == TRUE
    assert step(formula(~supplier_party), supplier_party) == FALSE
