"""What is left of bounds once counts are eliminated, held against every value that these could have."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sec_rules.engine.elimination import Quotient, eliminated
from sec_rules.engine.reference import decided
from sec_rules.lang import Count, YesNo
from sec_rules.lang.formulas import FALSE, TRUE, Bound, Formula, Literal, bound


def count(name: str, most: int = 6) -> Count:
    return Count(name, "", "", at_most=most)


A, B, X, Y = (count(name) for name in "abxy")
VALUES = range(7)


def literal(weights, at_least, holds=True):
    return Literal(Bound(tuple(weights.items()), at_least), holds)


def value_of(of: Count, at) -> int:
    if isinstance(of, Quotient):
        return (sum(weight * value_of(c, at) for c, weight in of.of) + of.more) // of.by
    return at[of]


def holds(of: Formula, at) -> bool:
    """A formula, quotients and all, where each count has a value."""

    def truth(atom: Bound) -> bool:
        return sum(weight * value_of(c, at) for c, weight in atom.terms) >= atom.at_least

    return decided(of, truth)


weights = st.integers(-5, 5)
literals = st.lists(
    st.builds(
        lambda a, b, x, y, at_least, holds: literal({A: a, B: b, X: x, Y: y}, at_least, holds),
        weights, weights, weights, weights, st.integers(-20, 40), st.booleans(),
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(literals, st.sampled_from([(X,), (X, Y)]))
def test_it_holds_of_the_others_where_and_only_where_some_values_meet_every_bound(given_literals, unknown):
    left = eliminated(given_literals, unknown)
    if left is None:
        assert len(unknown) > 1, "of one count it can always be said"
        return
    known = [c for c in (A, B, X, Y) if c not in unknown]
    for values in product((0, 1, 4, 6), repeat=len(known)):
        at = dict(zip(known, values, strict=True))
        some = any(
            all(holds(each, at | dict(zip(unknown, more, strict=True))) for each in given_literals)
            for more in product(VALUES, repeat=len(unknown))
        )
        assert holds(left, at) is some


def test_of_counts_that_are_all_unknown_it_is_always_so_or_never():
    assert eliminated([literal({X: 1, Y: 5}, 30)], [X, Y]) == TRUE
    assert eliminated([literal({X: 1, Y: 5}, 37)], [X, Y]) == FALSE


def test_a_sum_of_a_known_and_an_unknown_count_becomes_a_bound_on_the_known_one():
    assert eliminated([literal({A: 1, X: 5}, 33)], [X]) == bound({A: 1}, 3, True)


def test_between_two_figures_nearer_than_a_step_the_quotient_tells():
    # 5x is 11 to 13 less a: there is such an x where a multiple of 5 lies there.
    left = eliminated([literal({A: 1, X: 5}, 11), literal({A: 1, X: 5}, 14, holds=False)], [X])
    assert [a for a in VALUES if holds(left, {A: a})] == [1, 2, 3, 6]


def test_what_steps_of_two_unknown_counts_reach_is_left_alone():
    assert eliminated([literal({X: 2, Y: 3}, 7), literal({X: 3, Y: 2}, 9, holds=False)], [X, Y]) is None


def test_a_flag_is_no_bound():
    with pytest.raises(TypeError, match="is no bound"):
        eliminated([Literal(YesNo("flag", ""), True)], [X])
