"""The reference: whether a formula holds of facts, all of them known or not."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sec_rules.analysis.boundaries import formulas
from sec_rules.engine.reference import holds
from sec_rules.lang import ALWAYS, NEVER, Count, YesNo
from sec_rules.lang.formulas import FALSE, TRUE, formula, negation
from sec_rules.loading import load
from sec_rules.rulebook.facts import (
    domestic_premises,
    network_party,
    non_domestic_premises,
    supplier_party,
    years_since_initial,
)
from sec_rules.rulebook.questions import assessment
from tests.beside import beside

weighted = domestic_premises + 5 * non_domestic_premises
REGIMES = [date(2017, 1, 1), date(2018, 11, 28), date(2018, 11, 29), date(2019, 2, 27), date(2019, 2, 28)]


def says(condition, **facts):
    return holds(formula(condition), facts)


# The figure of each relation, one below and one above it.
RELATIONS = [
    (weighted.exceeds(250_000), (False, False, True)),
    (weighted.is_at_least(250_000), (False, True, True)),
    (weighted.is_at_most(250_000), (True, True, False)),
    (weighted.is_less_than(250_000), (True, False, False)),
    (weighted.is_exactly(250_000), (False, True, False)),
]


@pytest.mark.parametrize(("condition", "expected"), RELATIONS)
def test_a_comparison_holds_below_at_and_above_its_figure_as_its_words_say(condition, expected):
    for total, holds_there in zip((249_999, 250_000, 250_001), expected, strict=True):
        non_domestic, domestic = divmod(total, 5)
        assert says(condition, domestic_premises=domestic, non_domestic_premises=non_domestic) is holds_there
        assert says(condition, domestic_premises=total, non_domestic_premises=0) is holds_there
        assert says(~condition, domestic_premises=total, non_domestic_premises=0) is not holds_there


@pytest.mark.parametrize("year", range(1, 20))
def test_a_turn_comes_round_and_only_then(year):
    turns = [says(years_since_initial.turn(n, of=3), years_since_initial=year) for n in (1, 2, 3)]
    assert turns == [year in range(1, 20, 3), year in range(2, 20, 3), year in range(3, 20, 3)]


@pytest.mark.parametrize(("one", "two"), list(product((True, False), repeat=2)))
def test_conditions_are_joined_as_logic_joins_them(one, two):
    facts = {"supplier_party": one, "network_party": two}
    assert says(supplier_party & network_party, **facts) is (one and two)
    assert says(supplier_party | network_party, **facts) is (one or two)
    assert says(~supplier_party, **facts) is not one


def test_always_holds_and_never_does_not():
    assert says(ALWAYS) is True
    assert says(NEVER) is False


# Missing facts.

PARTLY = [
    # Enough is known already, whatever the other count is.
    (weighted.exceeds(250_000), {"domestic_premises": 250_001}, True),
    (weighted.exceeds(250_000), {"non_domestic_premises": 50_001}, True),
    (weighted.exceeds(250_000), {"domestic_premises": 250_000}, None),
    (weighted.is_at_most(250_000), {"domestic_premises": 250_001}, False),
    # One of two is enough, and one that fails is enough.
    (supplier_party | network_party, {"supplier_party": True}, True),
    (supplier_party | network_party, {"supplier_party": False}, None),
    (supplier_party & network_party, {"network_party": False}, False),
    (supplier_party & network_party, {"network_party": True}, None),
    (years_since_initial.turn(1, of=3), {}, None),
    (years_since_initial.is_at_least(1), {}, True),
    # A lead of one over the other hangs on the other.
    ((domestic_premises + -1 * non_domestic_premises).is_at_least(1), {"domestic_premises": 7}, None),
    ((domestic_premises + -1 * non_domestic_premises).is_at_least(1), {"domestic_premises": 0}, False),
]


@pytest.mark.parametrize(("condition", "known", "expected"), PARTLY)
def test_with_facts_missing_the_answer_is_the_one_that_all_values_give_or_none(condition, known, expected):
    assert says(condition, **known) is expected


SMALL = [Count("a", "a", "units", at_most=6), Count("b", "b", "units", at_least=1, at_most=4)]
FLAG = YesNo("f", "f")


@given(
    st.integers(-3, 3),
    st.integers(-3, 3),
    st.integers(-12, 30),
    st.dictionaries(st.sampled_from("abf"), st.integers(1, 4)),
)
def test_a_yes_or_a_no_with_facts_missing_is_right_for_each_of_their_values(weight, other, figure, known):
    condition = (weight * SMALL[0] + other * SMALL[1]).is_at_least(figure) & FLAG | SMALL[1].turn(2, of=3)
    of = formula(condition)
    known = {name: value > 2 if name == "f" else value for name, value in known.items()}
    verdicts = {
        holds(of, {"a": a, "b": b, "f": f} | known) for a in range(7) for b in range(1, 5) for f in (True, False)
    }
    assert None not in verdicts
    assert holds(of, known) in (verdicts | {None})
    if holds(of, known) is not None:
        assert verdicts == {holds(of, known)}


@pytest.mark.parametrize("on", REGIMES)
def test_the_opposite_of_every_formula_of_the_code_holds_where_it_does_not(on):
    ruleset = load().ruleset(assessment, on)
    opposites = [(f, negation(f)) for f in formulas(ruleset)]
    for row in beside(ruleset):
        assert all(holds(one, row) is not holds(other, row) for one, other in opposites)


def test_what_always_holds_needs_no_facts():
    assert holds(TRUE, {}) is True
    assert holds(FALSE, {}) is False
