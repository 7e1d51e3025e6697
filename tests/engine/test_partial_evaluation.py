"""What is left of a formula once atoms are known says of the rest what the formula says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sec_rules.engine.partial_evaluation import Remainders
from sec_rules.lang import YesNo
from sec_rules.lang.formulas import FALSE, TRUE, All, Any, Atom, Formula, Literal, folded

ATOMS = [YesNo(name, name) for name in "abcd"]
LITERALS = [Literal(atom, holds) for atom in ATOMS for holds in (True, False)]
FORMULAS = st.recursive(
    st.sampled_from((*LITERALS, TRUE, FALSE)),
    lambda inner: st.builds(
        lambda kind, parts: kind(tuple(parts)), st.sampled_from((All, Any)), st.lists(inner, min_size=2, max_size=3)
    ),
    max_leaves=12,
)


def last_first(atom: Atom) -> int:
    return -ATOMS.index(atom)


def true_of(of: Formula, facts: dict[YesNo, bool]) -> bool:
    if isinstance(of, Literal):
        return facts[of.atom] is of.holds
    return (all if isinstance(of, All) else any)(true_of(part, facts) for part in of.parts)


@settings(max_examples=100)
@given(FORMULAS, st.permutations(ATOMS), st.tuples(*[st.booleans()] * len(ATOMS)))
def test_known_atom_by_atom_a_formula_comes_to_what_it_says_in_whatever_order(formula, order, values):
    facts = dict(zip(order, values, strict=True))
    remainders = Remainders(last_first)
    left = remainders.of(folded(formula))
    for atom, holds in facts.items():
        left = remainders.after(left, remainders.bit(atom), holds)
    assert left is (remainders.true if true_of(formula, facts) else remainders.false)
    assert left.split is None


def test_what_is_left_is_one_object_by_whatever_way_it_came_about():
    a, b, c, _ = (Literal(atom, True) for atom in ATOMS)
    remainders = Remainders(last_first)
    either = remainders.of(Any((All((a, b)), All((b, c)))))
    assert remainders.after(either, remainders.bit(ATOMS[0]), False) is remainders.of(All((b, c)))
    assert remainders.after(remainders.of(All((b, c))), remainders.bit(ATOMS[0]), True) is remainders.of(All((b, c)))
    assert remainders.after(either, remainders.bit(ATOMS[1]), False) is remainders.false
    flat = remainders.after(remainders.of(All((a, Any((b, All((c, a))))))), remainders.bit(ATOMS[1]), False)
    assert flat is remainders.of(All((a, c)))


def test_a_split_is_on_the_atom_of_the_least_rank_that_is_left():
    a, b, c, _ = (Literal(atom, True) for atom in ATOMS)
    remainders = Remainders(last_first)
    left = remainders.of(All((a, Any((b, c)))))
    assert left.split == ATOMS[2]
    assert remainders.after(left, remainders.bit(ATOMS[2]), False).split == ATOMS[1]
    assert remainders.after(left, remainders.bit(ATOMS[2]), True).split == ATOMS[0]


def test_what_is_known_already_is_taken_out_of_any_formula():
    a, b, c, _ = (Literal(atom, True) for atom in ATOMS)
    remainders = Remainders(last_first)
    whole = Any((All((a, b)), c))
    assert remainders.under(whole, {ATOMS[0]: True}) is remainders.of(Any((b, c)))
    assert remainders.under(whole, {ATOMS[0]: False}) is remainders.of(c)
    assert remainders.under(whole, {}) is remainders.of(whole)
