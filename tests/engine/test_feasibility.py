"""What is told by hand is what trying every value finds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from sec_rules.engine import solver as solving
from sec_rules.engine.feasibility import least, possible
from sec_rules.engine.solver import Solver
from sec_rules.lang import Count, Turn, YesNo
from sec_rules.lang.formulas import All, Any, Bound, Formula, Literal, bound

FLAGS = (YesNo("one", ""), YesNo("two", ""))
COUNTS = (Count("a", "", "", 0, 3), Count("b", "", "", 1, 3), Count("c", "", "", 0, 2))
YEARS = Count("years", "", "", 1, 7)
EVERY = [
    dict(zip((*FLAGS, *COUNTS, YEARS), values, strict=True))
    for values in product((False, True), (False, True), range(4), range(1, 4), range(3), range(1, 8))
]


def holds(formula: Formula, facts: dict[YesNo | Count, int]) -> bool:
    match formula:
        case All(parts):
            return all(holds(part, facts) for part in parts)
        case Any(parts):
            return any(holds(part, facts) for part in parts)
        case Literal(Bound(terms, at_least), is_so):
            return (sum(weight * facts[count] for count, weight in terms) >= at_least) is is_so
        case Literal(Turn(count, turn, of), is_so):
            return (facts[count] % of == turn % of) is is_so
        case Literal(flag, is_so):
            return bool(facts[flag]) is is_so
    raise TypeError(formula)


weights = st.integers(-3, 3)
bounds = st.builds(
    lambda a, b, c, target, is_so: bound(dict(zip(COUNTS, (a, b, c), strict=True)), target, is_so),
    *(weights, weights, weights, st.integers(-4, 10), st.booleans()),
).filter(lambda found: isinstance(found, Literal))
literals = st.one_of(
    bounds,
    st.builds(lambda flag, is_so: Literal(flag, is_so), st.sampled_from(FLAGS), st.booleans()),
    st.builds(lambda n, is_so: Literal(Bound(((YEARS, 1),), n), is_so), st.integers(2, 7), st.booleans()),
    st.integers(2, 4).flatmap(
        lambda of: st.builds(lambda n, is_so: Literal(Turn(YEARS, n, of), is_so), st.integers(1, of), st.booleans())
    ),
)
formulas = st.recursive(
    literals,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Any(tuple(parts))),
    ),
    max_leaves=12,
)


def met_by(given_: Iterable[Formula]) -> list[dict[YesNo | Count, int]]:
    return [facts for facts in EVERY if all(holds(one, facts) for one in given_)]


ORDER = (*FLAGS, YEARS, *COUNTS)


def least_by_trying(given_: Iterable[Formula]) -> dict[str, int] | None:
    found = met_by(given_)
    smallest = min(found, key=lambda facts: tuple(facts[fact] for fact in ORDER), default=None)
    return None if smallest is None else {fact.name: smallest[fact] for fact in ORDER}


@settings(max_examples=80, deadline=None)
@given(st.lists(literals, max_size=5))
def test_what_is_told_of_literals_is_so(some: list[Literal]) -> None:
    told, found = possible(some), least_by_trying(some)
    assert told in (None, found is not None)
    if found is not None:
        assert least(some, ORDER) in (None, found)


@settings(max_examples=30, deadline=None)
@given(st.lists(literals, max_size=4))
def test_flags_years_and_single_counts_are_always_told(some: list[Literal]) -> None:
    alone = [one for one in some if not isinstance(one.atom, Bound) or len(one.atom.terms) == 1]
    found = least_by_trying(alone)
    assert possible(alone) is (found is not None)
    if found is not None:
        assert least(alone, ORDER) == found


@settings(max_examples=50, deadline=None)
@given(st.lists(formulas, max_size=3))
def test_a_solver_finds_what_trying_every_value_finds(some: list[Formula]) -> None:
    solver = Solver((*FLAGS, *COUNTS, YEARS))
    found = min(met_by(some), key=lambda facts: tuple(facts[f] for f in solver.facts), default=None)
    assert solver.satisfiable(*some) is (found is not None)
    assert solver.smallest(*some) == (found and {fact.name: value for fact, value in found.items()})


def test_what_is_too_much_to_go_through_is_put_to_z3(monkeypatch) -> None:
    a, b, _ = COUNTS
    many = [Any((Literal(Bound(((a, 1),), n), True), Literal(Bound(((b, 1),), n), True))) for n in (2, 3)]
    by_hand = Solver(COUNTS).smallest(*many)
    monkeypatch.setattr(solving, "MOST_TRIES", 1)
    assert Solver(COUNTS).smallest(*many) == by_hand == {"a": 0, "b": 3, "c": 0}


def test_long_cycles_are_left_to_others() -> None:
    long = [Literal(Turn(YEARS, 1, of), True) for of in (997, 991)]
    assert possible(long) is None
    assert least(long, ORDER) is None
