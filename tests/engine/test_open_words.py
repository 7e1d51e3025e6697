"""Rules with words left open, held against every meaning that the words can have, one by one.

Made-up rulesets over small counts; an unknown condition is tried as yes and as no, an unknown number as each that it
can be, so nothing here rests on how formulas are put in their best or worst way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from sec_rules.engine.code import Code
from sec_rules.engine.compiled import generate
from sec_rules.engine.linking import Ruleset, link
from sec_rules.engine.open_words import ids_of, limits, possibly, surely, unknown_name, unknowns
from sec_rules.engine.reference import holds
from sec_rules.lang import (
    ALWAYS,
    Answers,
    Clause,
    Condition,
    Count,
    Figure,
    Limb,
    Open,
    OpenCount,
    Undetermined,
)
from sec_rules.lang.formulas import All, formula
from sec_rules.rulebook.assumptions import ASSUMPTIONS
from sec_rules.rulebook.facts import BY_NAME, domestic_premises, supplier_party
from sec_rules.rulebook.outcomes import FULL, SELF
from sec_rules.rulebook.questions import assessment
from tests.engine import made

ON = date(2020, 1, 1)
D = domestic_premises
LARGEST = 3
FACTS = [{"supplier_party": s, "domestic_premises": d} for s in (False, True) for d in range(LARGEST + 1)]


def condition(*ids: str) -> Open:
    return Open(unknown_name(ids), "in Scotland")


def number(name: str, *, narrows: bool = False, of: Count = D) -> OpenCount:
    return OpenCount(unknown_name((name,)), "with a meter", "premises", at_most=LARGEST + 2, of=of, narrows=narrows)


def clause(label: str, *limbs: Limb, applies: Condition = ALWAYS, unless: Condition | None = None) -> Clause:
    rule = Answers(question=assessment, applies=applies, limbs=limbs)
    return made.clause(label, rule if unless is None else evolve(rule, unless=unless))


def linked(*clauses: Clause) -> Ruleset:
    return link(assessment, ON, ((c, c.versions[0]) for c in clauses), ASSUMPTIONS)


def meanings(ruleset: Ruleset) -> Iterator[Mapping[str, bool | int]]:
    """Every value of every unknown of a ruleset."""
    found = dict.fromkeys(u for rule in ruleset.exact for b in rule.branches for u in unknowns(b.when))
    each = [(False, True) if isinstance(u, Open) else range(u.at_most + 1) for u in found]
    for values in product(*each):
        yield dict(zip((u.name for u in found), values, strict=True))


def answers(ruleset: Ruleset, facts: Mapping[str, bool | int]) -> list[frozenset[str]]:
    """The labels of the limbs that answer, for each meaning that the words can have beside these facts."""
    rules = ruleset.exact or ruleset.rules
    within = limits(b.when for rule in rules for b in rule.branches)
    return [
        frozenset(b.label for rule in rules for b in rule.branches if holds(b.when, facts | meaning))
        for meaning in meanings(ruleset)
        if holds(All(within), facts | meaning)
    ]


CONDITIONS = st.recursive(
    st.sampled_from(
        [
            supplier_party,
            ~supplier_party,
            D.exceeds(1),
            condition("a"),
            ~condition("b"),
            number("m").is_at_most(2),
            number("n", narrows=True).is_at_least(2),
            (number("n", narrows=True) + D).exceeds(2),
            D.is_less_than(number("n", narrows=True)),
        ]
    ),
    lambda inner: st.builds(lambda one, two, how: one & two if how else one | two, inner, inner, st.booleans()),
    max_leaves=4,
)
LIMBS = st.builds(lambda when, outcome: Limb("", when, outcome), CONDITIONS, st.sampled_from((FULL, SELF)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(lambda limb, unless: (limb, unless), LIMBS, st.none() | CONDITIONS), min_size=1, max_size=2))
def test_what_is_answered_is_answered_whatever_the_words_mean_and_nothing_else_may_be(given_limbs) -> None:
    clauses = [clause(f"G8.{41 + n}", limb, unless=unless) for n, (limb, unless) in enumerate(given_limbs)]
    ruleset = linked(*clauses)
    generated = generate(ruleset, {name: BY_NAME[name] for name in ("supplier_party", "domestic_premises")})
    for facts in FACTS:
        each = answers(ruleset, facts)
        met = [branch for branch in ruleset.branches if holds(branch.when, facts)]
        assert {b.label for b in met if not b.depends} <= frozenset.intersection(*each)
        assert frozenset.union(*each) <= {b.label for b in met}
        if generated is not None:
            case = generated.number(facts)
            assert case is not None
            assert generated.cases[case].answers == tuple(met)


@pytest.mark.parametrize(
    ("when", "sure", "may"),
    [
        (supplier_party & condition("a"), 0, 4),
        (supplier_party & (condition("a") | D.exceeds(1)), 2, 4),
        (~(supplier_party & condition("a")), 4, 8),
        (number("m").exceeds(2), 0, 8),
        (number("n", narrows=True).exceeds(1), 0, 4),
        ((number("n", narrows=True) + D).exceeds(2), 2, 4),
        ((number("n", narrows=True) * 2).is_at_most(D + 1), 4, 8),
    ],
    ids=str,
)
def test_the_bounds_are_as_near_as_one_unknown_allows(when: Condition, sure: int, may: int) -> None:
    ruleset = linked(clause("G8.41", Limb("", when, FULL)))
    found = [answers(ruleset, facts) for facts in FACTS]
    assert sum(all(each) for each in found) == sum(bool(holds(surely(formula(when)), facts)) for facts in FACTS) == sure
    assert (
        sum(any(each) for each in found) == sum(bool(holds(possibly(formula(when)), facts)) for facts in FACTS) == may
    )


OTHERS = Limb("", ~supplier_party, SELF)


def test_an_answer_that_depends_names_the_open_places_and_one_that_does_not_names_none() -> None:
    code = Code((clause("G8.41", Limb("", supplier_party & condition("a"), FULL)), clause("G8.42", OTHERS)))
    found = code.ask(assessment, {"supplier_party": True}, on=ON)
    assert (found.outcome, found.depends_on, found.because) == (None, ("a",), ("G8.41",))
    assert found.undetermined == "It depends on words that were not read: 'in Scotland'."
    settled = code.ask(assessment, {"supplier_party": False}, on=ON)
    assert (settled.outcome, settled.depends_on) == (SELF, ())


def test_a_sure_answer_beside_one_that_may_come_is_not_settled_even_with_facts_missing() -> None:
    code = Code((clause("G8.41", Limb("", condition("a"), SELF)), clause("G8.42", Limb("", ALWAYS, FULL))))
    found = code.ask(assessment, {}, on=ON)
    assert (found.outcome, found.depends_on, found.needs) == (None, ("a",), ())
    missing = Code((clause("G8.41", Limb("", supplier_party | condition("a"), SELF)), clause("G8.42", OTHERS)))
    found = missing.ask(assessment, {"domestic_premises": 1}, on=ON)
    assert (found.outcome, found.needs) == (None, ("supplier_party",))


def test_an_outcome_that_words_leave_open_is_one_of_none() -> None:
    limb = Limb("(a)", supplier_party, Undetermined("What falls due depends on 'by video'.", "c"))
    ruleset = linked(clause("G8.41", limb, Limb("(b)", ~supplier_party, FULL)))
    assert [(b.label, b.depends) for b in ruleset.branches] == [("G8.41(a)", ("c",)), ("G8.41(b)", ())]
    assert ruleset.open == ("c",)


def test_unknowns_are_no_facts_and_parts_of_one_place_are_of_that_place() -> None:
    unknown = Open(unknown_name(("a", "b"), "(i)@4"), "words")
    assert ids_of(unknown) == ("a", "b")
    ruleset = linked(clause("G8.41", Limb("", unknown & number("m").exceeds(Figure(1)), FULL)))
    assert ruleset.open == ("a", "b", "m")
    code = Code((clause("G8.41", Limb("", unknown & D.exceeds(number("m")), FULL)),))
    assert set(code.facts(ON, assessment)) == set(BY_NAME)
