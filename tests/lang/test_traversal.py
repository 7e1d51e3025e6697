"""One traversal meets every node of every kind, and makes anew only what changes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from typing import get_args

import attrs
import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from sec_rules.lang import (
    ALWAYS,
    NEVER,
    Amount,
    Answers,
    Both,
    Comparison,
    Condition,
    Count,
    Deems,
    Defines,
    Either,
    Figure,
    Limb,
    Named,
    Not,
    Outcome,
    Place,
    Question,
    Relation,
    Rule,
    Sum,
    Times,
    Turn,
    Undetermined,
    YesNo,
)
from sec_rules.lang.expressions import Compound
from sec_rules.lang.traversal import (
    children,
    facts_of_rules,
    figures,
    of_rule,
    operands,
    transform,
    transform_answers,
    walk,
    with_operands,
)

homes = Count("homes", "homes", "home")
shops = Count("shops", "shops", "shop")
year = Count("year", "the year", "year")
supplier = YesNo("supplier", "the User is a supplier")


# Every kind of node.

leaves = st.builds(Figure, st.integers(0, 9)) | st.sampled_from((homes, shops)) | st.builds(Named, st.just("Weight"))
products = partial(st.builds, Times, st.builds(Figure, st.integers()))
amounts: st.SearchStrategy[Amount] = st.recursive(
    leaves,
    lambda inner: st.builds(Sum, st.lists(inner, max_size=3).map(tuple)) | products(inner),
    max_leaves=6,
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    st.just(supplier)
    | st.builds(Comparison, amounts, st.sampled_from(Relation), amounts)
    | st.builds(Turn, st.just(year), st.integers(1, 3), st.just(3)),
    lambda inner: (
        st.builds(Both, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Either, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Not, inner)
    ),
    max_leaves=8,
)


def _below(value: object) -> Iterator[Amount | Condition]:
    """The nodes in a value, found by looking into every field of everything, in the order of the fields."""
    if isinstance(value, (Amount, Condition)):
        yield value
    if attrs.has(type(value)):
        for name in attrs.fields_dict(type(value)):  # type: ignore[arg-type]
            yield from _below(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _below(part)


def _kinds() -> set[type]:
    """The kinds of node of the notation; those that tests make are their own.

    What is only compared is none. A class that attrs has made anew with slots may leave the first of its name behind
    until it is collected.
    """
    kinds = {
        k for sort in (Amount, Condition) for k in sort.__subclasses__() if k.__module__.startswith("sec_rules.lang.")
    } - {Compound}
    return {k for k in kinds if getattr(sys.modules[k.__module__], k.__name__) is k}


@given(conditions)
def test_walking_meets_every_node_that_there_is_in_reading_order(condition):
    assert [id(node) for node in walk(condition)] == [id(node) for node in _below(condition)]


def test_trees_of_every_kind_of_node_are_walked():
    tree = Both((
        Not(Either((supplier, Turn(year, 1, 3)))),
        (homes + 5 * shops).exceeds(Named("Weight")),
        homes.exceeds(10),
    ))  # fmt: skip
    assert {type(node) for node in walk(tree)} == _kinds()
    assert list(walk(tree)) == list(_below(tree))


@frozen
class Most(Amount):
    """A kind of node that the notation does not have."""

    of: tuple[Amount, ...]
    or_else: Amount
    place: Place | None = field(default=None, eq=False, kw_only=True)


@frozen
class Unlike(Condition):
    """Another one."""

    label: str
    first: Condition
    second: Condition


def test_a_new_kind_of_node_is_met_as_it_stands():
    new = Unlike("x", Most((homes, shops), Figure(1)).exceeds(2), supplier)
    assert list(walk(new)) == list(_below(new))
    assert len(list(walk(new))) == 8
    more = transform(new, lambda node: Figure(node.value + 1) if isinstance(node, Figure) else node)
    assert more == Unlike("x", Most((homes, shops), Figure(2)).exceeds(3), supplier)


def test_children_stand_straight_below():
    assert children(homes) == children(supplier) == children(ALWAYS) == ()
    assert children(5 * homes) == (Figure(5), homes)
    assert children(homes + shops) == (homes, shops)
    assert children(Turn(year, 1, 3)) == (year,)
    assert children(supplier & homes.exceeds(1)) == (supplier, homes.exceeds(1))


def test_a_tree_deeper_than_the_stack_is_walked():
    deep: Condition = supplier
    depth = 3 * sys.getrecursionlimit()
    for _ in range(depth):
        deep = Not(deep)
    assert sum(1 for _ in walk(deep)) == depth + 1


# Made anew.


@given(conditions)
def test_a_tree_of_which_nothing_changes_is_the_very_same(condition):
    assert transform(condition, lambda node: node) is condition


@given(conditions, st.integers(0, 9))
def test_a_change_of_a_fact_is_made_wherever_an_amount_may_stand_and_nowhere_else(condition, figure):
    made = transform(condition, lambda node: Figure(figure) if node == homes else node)
    assert repr(made) == repr(condition).replace(repr(homes), repr(Figure(figure)))


def test_what_does_not_change_keeps_its_identity_and_what_changes_its_place():
    here = Place("G8.41", 1, 2)
    same = homes.exceeds(10)
    tree = Both(
        (same, Comparison(shops, Relation.EXCEEDS, Sum((homes, Figure(1)), place=here), place=here)), place=here
    )
    made = transform(tree, lambda node: Figure(2) if node == Figure(1) else node)
    assert isinstance(made, Both)
    assert made.conditions[0] is same
    (_, changed) = made.conditions
    assert isinstance(changed, Comparison)
    assert isinstance(changed.right, Sum)
    assert (made.place, changed.place, changed.right.place) == (here, here, here)


def test_operands_are_changed_before_what_is_made_of_them():
    met: list[object] = []

    def seen(node):
        met.append(node)
        return ALWAYS if node == supplier else node

    assert transform(~(supplier & homes.exceeds(1)), seen) == Not(Both((ALWAYS, homes.exceeds(1))))
    assert met == [
        supplier,
        homes,
        Figure(1),
        homes.exceeds(1),
        Both((ALWAYS, homes.exceeds(1))),
        Not(Both((ALWAYS, homes.exceeds(1)))),
    ]


def test_the_figure_of_a_product_and_the_count_of_a_turn_are_changed_with_the_whole_only():
    tree = (5 * homes).exceeds(5) & Turn(year, 1, 3)
    assert operands(5 * homes) == (homes,)
    assert operands(Turn(year, 1, 3)) == ()

    def other(node):
        return homes if node == Figure(5) else Figure(7) if node == year else node

    assert transform(tree, other) == (5 * homes).exceeds(homes) & Turn(year, 1, 3)


@pytest.mark.parametrize(
    ("tree", "change"),
    [
        (supplier & supplier, lambda node: Figure(1) if node == supplier else node),
        (homes.exceeds(1), lambda node: supplier if node == homes else node),
    ],
)
def test_an_amount_stands_for_an_amount_and_a_condition_for_a_condition(tree, change):
    with pytest.raises(TypeError, match="another sort"):
        transform(tree, change)


def test_a_node_takes_as_many_operands_as_it_has():
    assert with_operands(homes + shops, (shops, homes)) == shops + homes
    with pytest.raises(ValueError, match="zip"):
        with_operands(homes + shops, (homes,))


# Rules.

yes = Outcome("yes", "Yes", 1)
question = Question("q", "Which?", (yes,), more_never_lighter=(year,), facts=(year,))
RULES: tuple[Rule, ...] = (
    Answers(
        question=question,
        applies=supplier & homes.exceeds(1),
        unless=shops.exceeds(2),
        limbs=(Limb("(a)", homes.exceeds(3), yes), Limb("(b)", Turn(year, 1, 2), Undetermined("open"))),
    ),
    Deems(on=("G8.41",), count=homes, includes=(3 * shops,), excludes=(homes + 4,)),
    Defines(name="Weight", amount=homes + 5 * shops),
)


def test_every_node_of_a_rule_is_met_and_no_fact_of_its_question_besides():
    for rule in RULES:
        own = [getattr(rule, f.name) for f in attrs.fields(type(rule)) if f.name != "question"]
        assert sorted(map(repr, of_rule(rule))) == sorted(map(repr, _below(tuple(own))))


def test_a_kind_of_rule_that_holds_conditions_or_amounts_is_walked():
    holding = {
        kind
        for kind in get_args(Rule)
        if any(word in str(f.type) for f in attrs.fields(kind) for word in ("Condition", "Amount", "Count", "Limb"))
    }
    assert holding == {type(rule) for rule in RULES}


def test_facts_and_figures_of_rules_are_reported_in_the_order_in_which_they_are_read():
    assert list(facts_of_rules(RULES)) == [supplier, homes, shops, year]
    assert [figure.value for figure in figures(RULES[0])] == [1, 2, 3]
    assert [figure.value for figure in figures(RULES[1])] == [3, 4]


def test_every_condition_of_a_rule_is_transformed():
    rule = RULES[0]
    assert isinstance(rule, Answers)
    made = transform_answers(rule, lambda node: Figure(node.value * 10) if isinstance(node, Figure) else node)
    assert made == attrs.evolve(
        rule,
        applies=supplier & homes.exceeds(10),
        unless=shops.exceeds(20),
        limbs=(Limb("(a)", homes.exceeds(30), yes), rule.limbs[1]),
    )
    assert NEVER not in of_rule(made)
