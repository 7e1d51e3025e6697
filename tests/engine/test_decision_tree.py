"""A decision tree splits on what is not decided, and only where somebody lies."""

from sec_rules.engine.decision_tree import grow
from sec_rules.engine.solver import Solver
from sec_rules.lang.formulas import formula
from sec_rules.rulebook.facts import (
    FACTS,
    domestic_premises,
    non_domestic_premises,
    years_since_initial,
)

weighted = domestic_premises + 5 * non_domestic_premises


def literals_of(*conditions):
    return tuple(formula(condition) for condition in conditions)


def test_the_first_year_is_split_off_before_the_years_after_it():
    leaves = grow([formula(years_since_initial.is_exactly(year)) for year in (1, 2)], Solver(FACTS))
    assert [leaf.truths for leaf in leaves] == [(True, False), (False, True), (False, False)]


def test_what_is_known_above_a_leaf_is_not_split_on_again():
    solver = Solver(FACTS)
    given_above = literals_of(domestic_premises.exceeds(250_000))
    (leaf,) = grow([formula(weighted.exceeds(250_000))], solver, given_above)
    assert leaf.literals == given_above
    assert leaf.truths == (True,)


def test_only_cells_that_somebody_lies_in_are_made():
    # Forty thresholds on one count make forty-one cells, not two to the fortieth.
    formulas = [formula(domestic_premises.exceeds(1_000 * number)) for number in range(1, 41)]
    assert len(grow(formulas, Solver(FACTS))) == 41


def test_nobody_below_literals_that_nobody_meets_has_a_leaf():
    given_above = literals_of(domestic_premises.exceeds(5), domestic_premises.is_less_than(5))
    assert grow([formula(weighted.exceeds(250_000))], Solver(FACTS), given_above) == ()
