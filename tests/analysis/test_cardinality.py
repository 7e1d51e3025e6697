"""Points counted by formula and, where the ranges are small enough, one by one."""

from itertools import product

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from sec_rules.analysis.cardinality import points
from sec_rules.engine.reference import holds
from sec_rules.lang import Comparison, Count, Figure, Relation, Sum, Turn, YesNo
from sec_rules.lang.formulas import Literal, formula
from sec_rules.rulebook.facts import (
    FACTS,
    domestic_premises,
    non_domestic_premises,
    shared_supplier_premises,
    supplier_party,
)

a, b, c = (Count(name, name, "of them", at_least=least, at_most=most) for name, least, most in
           (("a", 0, 6), ("b", 1, 7), ("c", 0, 4)))  # fmt: skip
flag = YesNo("flag", "it is so")
SMALL = (flag, a, b, c)


def one_by_one(literals):
    every = product((False, True), *(range(f.at_least, f.at_most + 1) for f in (a, b, c)))
    named = (dict(zip(("flag", "a", "b", "c"), values, strict=True)) for values in every)
    return sum(all(holds(m, facts) for m in literals) for facts in named)


weights = st.sampled_from((1, 1, 2, 3, 5, -1, -2))
sums = st.lists(st.tuples(st.sampled_from((a, b, c)), weights), min_size=1, max_size=3, unique_by=lambda t: t[0])
compared = st.builds(
    Comparison,
    sums.map(lambda terms: Sum(tuple(weight * count for count, weight in terms))),
    st.sampled_from((Relation.EXCEEDS, Relation.AT_MOST)),
    st.integers(-8, 20).map(Figure),
)
turns = st.builds(Turn, st.sampled_from((a, b, c)), st.integers(1, 2), st.sampled_from((2, 3)))
conditions = st.lists(compared | turns | st.just(flag), max_size=4)


@settings(max_examples=600, deadline=None)
@given(conditions)
def test_what_is_counted_is_what_there_is_one_by_one(conditions):
    literals = [f for f in map(formula, conditions) if isinstance(f, Literal)]
    found = points(literals, SMALL)
    assert found in (None, one_by_one(literals))


def test_most_of_what_is_drawn_is_counted_and_not_left_out():
    # Else the test above could pass by counting nothing.
    two_sums = [(a + b).exceeds(4), (a + 2 * c).is_at_most(7)]
    three = [(a + b + 5 * c).exceeds(9)]
    slanted = [(2 * a + 3 * b).exceeds(11), a.is_at_most(4), (3 * a + (-2) * b).is_at_most(5)]
    for given_ in (two_sums, three, slanted):
        literals = [formula(condition) for condition in given_]
        assert points(literals, SMALL) == one_by_one(literals)


def literals(*conditions):
    return [formula(condition) for condition in conditions]


def test_every_user_there_can_be():
    # Two flags; five counts from 0 to 10^9; a thousand years.
    assert points([], FACTS) == 2 * 2 * (10**9 + 1) ** 5 * 1_000


def test_a_triangle_is_counted_by_hand():
    # D + 5N is at most 250,000: for each N from 0 to 50,000 there are 250,001 - 5N values of D.
    expected = sum(250_001 - 5 * n for n in range(50_001))
    facts = (domestic_premises, non_domestic_premises)
    weighted = domestic_premises + 5 * non_domestic_premises
    assert points(literals(weighted.is_at_most(250_000)), facts) == expected
    above = points(literals(weighted.exceeds(250_000)), facts)
    assert above == (10**9 + 1) ** 2 - expected
    # At most 250,000 alone, and above it with N: all with D at most 250,000 but the triangle.
    both = literals(domestic_premises.is_at_most(250_000), weighted.exceeds(250_000))
    assert points(both, facts) == 250_001 * (10**9 + 1) - expected


def test_two_sums_that_share_a_count_are_counted_over_it():
    # For each D up to 250,000: so many N with D + 5N at most 250,000, times so many shared that take it above.
    weighted, shared = domestic_premises + 5 * non_domestic_premises, domestic_premises + shared_supplier_premises
    found = points(
        literals(weighted.is_at_most(250_000), shared.exceeds(250_000)),
        (domestic_premises, non_domestic_premises, shared_supplier_premises),
    )
    assert found == sum(((250_000 - d) // 5 + 1) * (10**9 - (250_000 - d)) for d in range(250_001))


def test_what_contradicts_itself_is_nobody():
    assert points(literals(supplier_party, ~supplier_party), FACTS) == 0
    assert points(literals(domestic_premises.exceeds(5), domestic_premises.is_at_most(5)), FACTS) == 0


def test_what_cannot_be_counted_exactly_is_not_counted():
    chain = literals((a + b).exceeds(4), (b + c).exceeds(3), (a + c).exceeds(2))
    assert points(chain, SMALL) is None


@pytest.mark.parametrize("most", [0, 1, 5])
def test_ranges_are_taken_from_the_facts(most):
    narrow = evolve(a, at_most=most)
    assert points([], (narrow,)) == most + 1
