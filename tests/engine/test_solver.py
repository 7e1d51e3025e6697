"""z3 behind formulas: what can be met, and by whom at the least."""

import subprocess
import sys

import pytest

from sec_rules.engine.linking import negation
from sec_rules.engine.solver import OutOfBudget, Solver, second, second_fact
from sec_rules.errors import SecRulesError
from sec_rules.lang import ALWAYS, Turn, YesNo
from sec_rules.lang.formulas import FALSE, TRUE, formula
from sec_rules.rulebook.facts import (
    FACTS,
    domestic_premises,
    network_party,
    network_premises,
    non_domestic_premises,
    supplier_party,
    years_since_initial,
)

NOTHING = {
    "supplier_party": False,
    "network_party": False,
    "domestic_premises": 0,
    "non_domestic_premises": 0,
    "network_premises": 0,
    "shared_supplier_premises": 0,
    "shared_network_premises": 0,
    "years_since_initial": 1,
}
weighted = domestic_premises + 5 * non_domestic_premises
directs = YesNo("directs", "the Panel directs otherwise", decided_by="the Panel")


def smallest(*conditions):
    return Solver(FACTS).smallest(*(formula(c) for c in conditions))


@pytest.mark.parametrize(
    ("more", "open_there"),
    [
        (domestic_premises.exceeds(250_000), False),  # by way of the sum, which the other count holds down
        (domestic_premises.exceeds(249_995), False),
        (domestic_premises.is_at_most(249_995), True),
        (network_party, True),  # shares no fact with any of them
        (years_since_initial.exceeds(1), True),
    ],
)
def test_what_is_left_open_where_others_hold_is_what_all_of_them_together_allow(more, open_there):
    met = [formula(c) for c in (weighted.is_at_most(250_000), non_domestic_premises.is_at_least(1), supplier_party)]
    yes, no = formula(more), negation(formula(more))
    assert (yes in Solver(FACTS).ways(met, yes, no)) is (yes in Solver(FACTS).ways(met, no, yes)) is open_there
    assert Solver(FACTS).satisfiable(*met, formula(more)) is open_there


def test_the_smallest_case_of_no_condition_has_every_fact_at_its_lower_end():
    assert smallest(ALWAYS) == NOTHING


def test_the_smallest_case_lists_the_facts_as_the_contract_does_and_decisions_last():
    found = Solver((*FACTS, directs)).smallest(TRUE)
    assert list(found) == [*NOTHING, "directs"]


def test_there_is_no_smallest_case_of_what_nobody_meets():
    assert smallest(domestic_premises.exceeds(5), domestic_premises.is_at_most(5)) is None
    assert Solver(FACTS).smallest(FALSE) is None


def test_a_supplier_above_the_threshold_is_smallest_with_domestic_premises_only():
    expected = NOTHING | {"supplier_party": True, "domestic_premises": 250_001}
    assert smallest(supplier_party & weighted.exceeds(250_000)) == expected


def test_fewer_non_domestic_premises_come_before_fewer_domestic_premises():
    # One unit weighs five, and 249,996 + 5 is the first sum above 250,000.
    expected = NOTHING | {"non_domestic_premises": 1, "domestic_premises": 249_996}
    assert smallest(weighted.exceeds(250_000), domestic_premises.is_at_most(250_000)) == expected


def test_a_year_comes_before_premises():
    either = years_since_initial.is_at_least(7) | network_premises.is_at_least(1)
    assert smallest(either) == NOTHING | {"network_premises": 1}


def test_a_turn_is_met_first_in_the_year_it_names():
    met = years_since_initial.turn(2, of=3) & years_since_initial.is_at_least(4)
    assert smallest(met) == NOTHING | {"years_since_initial": 5}


def test_a_decision_comes_after_the_parties_and_before_the_year():
    solver = Solver((*FACTS, directs))
    before_year = solver.smallest(formula(directs | years_since_initial.is_at_least(2)))
    after_party = solver.smallest(formula(directs | network_party))
    assert before_year == NOTHING | {"directs": False, "years_since_initial": 2}
    assert after_party == NOTHING | {"directs": True}


def test_a_count_that_only_its_upper_end_meets_is_found():
    expected = NOTHING | {"domestic_premises": 1_000_000_000}
    assert smallest(domestic_premises.is_at_least(1_000_000_000)) == expected


@pytest.mark.parametrize("figure", [1, 2, 3, 1_000, 999_983, 123_456_789])
def test_the_least_multiple_of_seven_above_a_figure_is_found_by_search(figure):
    met = (7 * domestic_premises).is_exactly(non_domestic_premises) & non_domestic_premises.is_at_least(figure)
    least = -(-figure // 7)
    assert smallest(met) == NOTHING | {"domestic_premises": least, "non_domestic_premises": 7 * least}


def test_parts_that_share_no_fact_are_met_apart_and_parts_that_do_are_met_together():
    solver = Solver(FACTS)
    high, low = formula(domestic_premises.exceeds(5)), formula(weighted.is_at_most(5))
    assert solver.satisfiable(high, formula(network_party))
    assert solver.satisfiable(low, formula(network_party))
    assert not solver.satisfiable(high, formula(network_party), low)


def test_formulas_are_compared_by_whom_they_hold_for_not_by_how_they_are_written():
    solver = Solver(FACTS)
    assert solver.equivalent(formula(domestic_premises.exceeds(9)), formula(~domestic_premises.is_less_than(10)))
    assert not solver.equivalent(formula(domestic_premises.exceeds(9)), formula(domestic_premises.is_at_least(9)))


def test_ranges_count_in_what_follows():
    solver = Solver(FACTS)
    assert solver.implies((), formula(weighted.is_at_least(0)))
    assert solver.implies([formula(weighted.is_at_most(4))], formula(non_domestic_premises.is_exactly(0)))
    assert not solver.implies([formula(weighted.is_at_most(5))], formula(non_domestic_premises.is_exactly(0)))


def test_a_second_user_may_differ_in_the_named_facts_only():
    solver = Solver(FACTS)
    both = formula(supplier_party & domestic_premises.exceeds(5))
    fewer, no_supplier = formula(domestic_premises.is_at_most(5)), formula(~supplier_party)
    assert solver.satisfiable(both, second(fewer, ["domestic_premises"]))
    assert not solver.satisfiable(both, second(no_supplier, ["domestic_premises"]))


def test_a_second_count_can_be_compared_with_the_first():
    solver = Solver(FACTS)
    more = formula(second_fact(domestic_premises).exceeds(domestic_premises))
    found = solver.smallest(formula(domestic_premises.is_at_least(3)), more)
    assert (found["domestic_premises"], found["domestic_premises'"]) == (3, 4)


def test_a_solver_that_runs_out_of_budget_says_so_and_does_not_guess():
    solver = Solver(budget=1)
    with pytest.raises(OutOfBudget, match="budget"):
        # A count in a cycle and in a sum is z3's to tell.
        solver.satisfiable(formula((years_since_initial + weighted).exceeds(9) & years_since_initial.turn(2, of=3)))
    assert issubclass(OutOfBudget, SecRulesError)


def test_the_budget_is_one_for_each_check_and_not_for_all_of_them():
    solver = Solver(budget=20_000)
    for figure in range(200):
        assert solver.satisfiable(formula(weighted.exceeds(figure) & domestic_premises.is_at_most(figure)))


def test_nothing_imports_z3_before_something_is_to_be_proved():
    modules = [
        "engine.code", "analysis.invariants", "analysis.comparison", "engine.missing_facts", "analysis.atlas",
        "testing", "engine.english.rules", "engine.solver",
    ]  # fmt: skip
    script = "; ".join((*(f"import sec_rules.{m}" for m in modules), "import sys", "sys.exit('z3' in sys.modules)"))
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_second_user_has_a_turn_of_its_own_only_where_its_year_is_its_own() -> None:
    turn = formula(Turn(years_since_initial, 1, 3))
    assert second(turn, ()) == turn
    assert second(turn, ("years_since_initial",)) == formula(Turn(second_fact(years_since_initial), 1, 3))
