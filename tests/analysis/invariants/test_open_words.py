"""Invariants beside open words, held against every meaning that the words can have, one by one.

Made-up rulesets over small counts. An invariant holds where it does so for all facts and all meanings, fails where
there are facts for which it does so whatever the words mean, and depends on them else; where several Users are
compared, each has the words mean what it will.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Final

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from sec_rules.analysis.invariants import EXACTLY_ONE_ANSWER, MORE_NEVER_LIGHTER, Verdict, prove, two_users
from sec_rules.analysis.invariants.declarations import Invariant
from sec_rules.analysis.possible_answers import PossibleAnswers
from sec_rules.engine.linking import Branch, Ruleset, link
from sec_rules.engine.open_words import limits, unknown_name, unknowns
from sec_rules.engine.reference import holds
from sec_rules.lang import (
    ALWAYS,
    Answers,
    Clause,
    Condition,
    Limb,
    Open,
    OpenCount,
    Outcome,
    Repeats,
    Undetermined,
    Version,
)
from sec_rules.lang.formulas import All, formula
from sec_rules.rulebook.assumptions import ASSUMPTIONS
from sec_rules.rulebook.facts import domestic_premises, network_party, supplier_party, years_since_initial
from sec_rules.rulebook.outcomes import FULL, SELF
from sec_rules.rulebook.questions import assessment
from tests.engine.made import clause

ON = date(2020, 1, 1)
D = domestic_premises
# No figure below is above 2, and no two numbers are added up.
COUNTS: Final = range(5)
FACTS: Final = [{"supplier_party": s, "domestic_premises": d} for s in (False, True) for d in COUNTS]


def condition(*ids: str) -> Open:
    return Open(unknown_name(ids), f"in {ids[0]}")


def number(name: str, *, narrows: bool = False) -> OpenCount:
    most = 10**13 if narrows else COUNTS[-1]
    return OpenCount(unknown_name((name,)), f"with {name}", "premises", at_most=most, of=D, narrows=narrows)


NETWORK: Final = Answers(question=assessment, applies=network_party, limbs=(Limb("", ~supplier_party, SELF),))


def linked(*limbs: Limb) -> Ruleset:
    """A ruleset of one clause for each limb, and one that answers Network Parties."""
    rules = (*(Answers(question=assessment, applies=~network_party, limbs=(limb,)) for limb in limbs), NETWORK)
    return link(assessment, ON, [standing(f"G8.{41 + n}", rule) for n, rule in enumerate(rules)], ASSUMPTIONS)


def of_one(*limbs: Limb) -> Ruleset:
    """A ruleset of one clause that has all the limbs and applies to everybody."""
    return link(
        assessment, ON, [standing("G8.41", Answers(question=assessment, applies=ALWAYS, limbs=limbs))], ASSUMPTIONS
    )


def standing(label: str, rule: Answers) -> tuple[Clause, Version]:
    made = clause(label, rule)
    return made, made.versions[0]


def when(condition: Condition, outcome: Outcome | Undetermined = FULL) -> Limb:
    return Limb("", condition, outcome)


def each_meaning(ruleset: Ruleset, facts: Mapping[str, bool | int]) -> Iterator[tuple[Branch, ...]]:
    """The branches that answer one User, for every meaning of the words in turn."""
    branches = [b for rule in (ruleset.exact or ruleset.rules) for b in rule.branches]
    found = dict.fromkeys(u for b in branches for u in unknowns(b.when))
    values = [(False, True) if isinstance(u, Open) else COUNTS for u in found]
    known = {"network_party": False, **facts}
    for meaning in product(*values):
        given = known | dict(zip((u.name for u in found), meaning, strict=True))
        if holds(All(limits(b.when for b in branches)), given):
            yield tuple(b for b in branches if holds(b.when, given))


def outcomes(ruleset: Ruleset, facts: Mapping[str, bool | int]) -> set[Outcome | None]:
    """The outcomes that one User may have."""
    found: set[Outcome | None] = set()
    for answers in each_meaning(ruleset, facts):
        only = answers[0].outcome if len(answers) == 1 else None
        found.update([only] if isinstance(only, Outcome) else assessment.outcomes if only is not None else [None])
    return found


def as_it_is(each: list[list[bool]]) -> bool | None:
    """What is right of an invariant, from whether it holds for each meaning of each of the cases there are."""
    if all(all(case) for case in each):
        return True
    return False if any(not any(case) for case in each) else None


def one_answer(ruleset: Ruleset) -> bool | None:
    return as_it_is([[len(answers) == 1 for answers in each_meaning(ruleset, facts)] for facts in FACTS])


def never_lighter(ruleset: Ruleset) -> bool | None:
    found = [(facts, outcomes(ruleset, facts)) for facts in FACTS]
    pairs = [
        (before, after)
        for (one, before), (two, after) in product(found, found)
        if one["supplier_party"] == two["supplier_party"] and one["domestic_premises"] < two["domestic_premises"]
    ]
    return as_it_is([[a is None or b is None or a.weight <= b.weight for a, b in product(*pair)] for pair in pairs])


def alike(ruleset: Ruleset) -> bool | None:
    found = [outcomes(ruleset, facts) for facts in FACTS]
    return as_it_is([[None in (a, b) or a == b for a, b in product(one, two)] for one, two in product(found, found)])


SAME: Final = Invariant(
    "same-for-all",
    "All have the same.",
    two_users((supplier_party, D), lambda *_: ~network_party, lambda o: o[0] == o[1]),
)


def proved(ruleset: Ruleset, invariant: Invariant = EXACTLY_ONE_ANSWER) -> Verdict:
    facts = {f.name: f for f in (supplier_party, network_party, D)}
    return prove(ruleset, facts, invariants=[invariant])[0]


CONDITIONS = st.recursive(
    st.sampled_from(
        [
            supplier_party,
            ~supplier_party,
            D.exceeds(1),
            condition("a"),
            ~condition("a"),
            condition("b"),
            number("m").is_at_most(2),
            number("m").exceeds(2),
            number("n", narrows=True).is_at_least(2),
        ]
    ),
    lambda inner: st.builds(lambda one, two, how: one & two if how else one | two, inner, inner, st.booleans()),
    max_leaves=3,
)
LIMBS = st.builds(when, CONDITIONS, st.sampled_from((FULL, SELF, Undetermined("It depends on 'c'.", "c"))))


@settings(max_examples=20, deadline=None)
@given(st.lists(LIMBS, min_size=1, max_size=3))
def test_no_verdict_says_more_than_every_meaning_bears_out(limbs: list[Limb]) -> None:
    ruleset = linked(*limbs)
    for invariant, right in ((EXACTLY_ONE_ANSWER, one_answer), (MORE_NEVER_LIGHTER, never_lighter), (SAME, alike)):
        verdict = proved(ruleset, invariant)
        assert verdict.holds in (right(ruleset), None), (invariant.name, verdict.message)
        assert (verdict.holds is None) is bool(verdict.depends_on)


@pytest.mark.parametrize(
    ("limbs", "one", "lighter"),
    [
        ([when(supplier_party & condition("a")), when(~supplier_party, SELF)], None, True),
        ([when(condition("a")), when(~condition("a"), SELF)], True, None),
        ([when(number("m").exceeds(1)), when(number("m").is_at_most(1), SELF)], True, None),
        ([when(condition("a")), when(~condition("b"), SELF)], None, None),
        ([when(supplier_party & condition("a")), when(D.exceeds(1)), when(D.exceeds(2), SELF)], False, True),
        ([when(supplier_party & condition("a")), when(D.exceeds(0), SELF)], False, None),
        ([when(condition("a") | D.exceeds(1)), when(~condition("a") & D.is_at_most(1), SELF)], True, None),
        ([when(number("n", narrows=True).is_at_most(D))], True, True),
        ([when(D.exceeds(1), Undetermined("It depends on 'c'.", "c")), when(D.is_at_most(1), SELF)], True, None),
        ([when(D.is_at_most(1)), when(D.exceeds(1) & condition("a"), SELF)], None, None),
        ([when(D.is_at_most(1)), when(D.exceeds(1), SELF)], True, False),
    ],
    ids=str,
)
def test_what_holds_fails_or_depends_of_single_words_is_told_as_it_is(
    limbs: list[Limb], one: bool | None, lighter: bool | None
) -> None:
    ruleset = linked(*limbs)
    assert (one_answer(ruleset), never_lighter(ruleset)) == (one, lighter)
    assert (proved(ruleset).holds, proved(ruleset, MORE_NEVER_LIGHTER).holds) == (one, lighter)


def test_what_depends_says_on_which_words_and_gives_a_case_each_way() -> None:
    verdict = proved(linked(when(supplier_party & condition("Scotland")), when(~supplier_party, SELF)))
    assert (verdict.holds, verdict.depends_on, verdict.failures) == (None, ("Scotland",), ())
    (gap,) = verdict.may_fail
    smallest = {"supplier_party": True, "network_party": False, "domestic_premises": 0}
    assert (gap.kind, gap.witness, verdict.may_hold) == ("gap", smallest, smallest)
    assert verdict.message.startswith("Depends on words that were not read ('in Scotland'). If they mean so: ")


def test_a_fault_that_is_there_whatever_the_words_mean_is_told_with_its_case() -> None:
    verdict = proved(linked(when(supplier_party & condition("a")), when(~supplier_party & D.exceeds(1), SELF)))
    assert (verdict.holds, verdict.depends_on, [f.kind for f in verdict.failures]) == (False, (), ["gap"])
    assert verdict.witness == {"supplier_party": False, "network_party": False, "domestic_premises": 0}


def test_words_of_a_limb_may_come_to_another_thing_in_the_year_that_repeats_it() -> None:
    limbs = (
        Limb("(a)", years_since_initial.is_exactly(1) | condition("w"), FULL),
        Limb("(b)", years_since_initial.is_exactly(2), SELF),
        Limb("(c)", years_since_initial.is_at_least(3), Repeats("(a)", "(b)")),
    )
    ruleset = of_one(*limbs)
    every = (unknowns(branch.when) for rule in ruleset.exact for branch in rule.branches)
    assert len({unknown for some in every for unknown in some}) == 2
    assert proved(ruleset).depends_on == ("w",)
    ruleset = of_one(evolve(limbs[0], when=condition("w")), *limbs[1:])
    assert (proved(ruleset).holds, proved(ruleset).depends_on) == (None, ("w",))


def test_many_words_that_know_nothing_of_each_other_are_not_taken_two_to_the_power_of_them() -> None:
    verdict = proved(linked(*(when(condition(f"w{n}")) for n in range(12))))
    assert verdict.holds is None
    assert len(verdict.depends_on) == 12
    sure = proved(linked(when(D.exceeds(0)), when(D.exceeds(0)), *(when(condition(f"w{n}")) for n in range(12))))
    assert (sure.holds, {f.kind for f in sure.failures}) == (False, {"overlap"})


def test_an_outcome_that_was_not_read_may_be_any_and_one_that_was_is_that_one() -> None:
    def branch(outcome: Outcome | Undetermined) -> Branch:
        return Branch("G8.41", "(a)", ("G8.41(a)",), formula(domestic_premises.exceeds(1)), outcome)

    possible = PossibleAnswers(assessment, assessment.facts)
    unread = branch(Undetermined("It was not read.", "G8.41#x"))
    left_to_somebody = branch(Undetermined("The Panel decides."))
    assert list(possible._any_outcome([branch(FULL)])) == [FULL]
    assert list(possible._any_outcome([unread])) == list(assessment.outcomes)
    assert list(possible._any_outcome([left_to_somebody])) == []
