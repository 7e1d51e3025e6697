"""The invariants beyond the first three: each is broken by a fault planted for it, with the smallest case worked out
by hand.

The parties: S is a Supplier Party, W a Network Party, neither is neither. D and N are the numbers of Domestic and
Non-Domestic Premises, P that of Domestic Premises as Electricity Distributor and/or Gas Transporter.
"""

from datetime import date, timedelta

import pytest
from attrs import evolve

from sec_rules.analysis.invariants import (
    INVARIANTS,
    Invariant,
    answers_at,
    assuming,
    contradiction,
    in_succession,
    invariant_named,
    prove,
    prove_all,
    two_users,
)
from sec_rules.analysis.invariants.amendments import renumbered
from sec_rules.engine.linking import link
from sec_rules.errors import InvariantError, SecRulesError, UsageError
from sec_rules.lang import ALWAYS, Condition, Limb
from sec_rules.loading import load
from sec_rules.rulebook.assumptions import ASSUMPTIONS, PARTIES_EXCLUDE
from sec_rules.rulebook.facts import (
    domestic_premises,
    network_party,
    network_premises,
    non_domestic_premises,
    shared_supplier_premises,
    supplier_party,
    years_since_initial,
)
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION
from sec_rules.rulebook.questions import assessment
from sec_rules.testing import invariant_test

BEFORE, TODAY, DRAFTED = date(2019, 2, 27), date(2019, 2, 28), date(2019, 3, 1)
weighted = domestic_premises + 5 * non_domestic_premises


def drafted(*changes):
    """The Code with a draft in it: pairs of a label and what becomes of the clause's rule."""
    code, clauses = load(), []
    for label, change in changes:
        clause = code.clause(label)
        version = clause.on(TODAY)
        rules = tuple(change(rule) for rule in version.rules)
        clauses.append(evolve(clause, versions=(evolve(version, in_force=DRAFTED, rules=rules),)))
    return code.with_draft(clauses, on=DRAFTED)


def limb(label, outcome):
    return lambda rule: evolve(
        rule, limbs=tuple(evolve(m, outcome=outcome) if m.label == label else m for m in rule.limbs)
    )


def applying(condition):
    return lambda rule: evolve(rule, applies=condition)


def user(**facts):
    """The facts of a User of which nothing but these is above the least there can be."""
    nothing = dict.fromkeys(["supplier_party", "network_party"], False)
    nothing |= dict.fromkeys(["domestic_premises", "non_domestic_premises", "network_premises"], 0)
    nothing |= {"shared_supplier_premises": 0, "shared_network_premises": 0, "years_since_initial": 1}
    return nothing | facts


S, W = {"supplier_party": True}, {"network_party": True}
FOUR_N = domestic_premises + 4 * non_domestic_premises

FAULTS = {
    # Year 3 is FULL for the small in (c) and, from year 6 on, in what repeats it; now it is nowhere.
    "full-in-any-three-years": (
        [("G8.42", limb("(c)", VERIFICATION))],
        [user(**S, years_since_initial=y) for y in (1, 2, 3)],
    ),
    "never-two-self-assessments-running": (
        [("G8.47", limb("(a)", SELF))],
        [user(years_since_initial=y) for y in (1, 2)],
    ),
    # By weight four both clauses agree, so nobody is without an answer; 249,996 + 5 x 1 is 250,001, but 249,996 + 4 x 1
    # is 250,000, which is small. The least: N as low as can be in the first User, then in the second.
    "five-domestic-weigh-as-one-non-domestic": (
        [
            ("G8.41", applying(supplier_party & FOUR_N.exceeds(250_000))),
            ("G8.42", applying(supplier_party & FOUR_N.is_at_most(250_000))),
        ],
        [user(**S, domestic_premises=250_001), user(**S, domestic_premises=249_996, non_domestic_premises=1)],
    ),
    "supplier-never-lighter-than-neither": (
        [("G8.42", limb("(a)", SELF))],
        [user(), user(**S)],
    ),
    "network-never-lighter-than-neither": (
        [("G8.45", limb("(a)", SELF))],
        [user(), user(**W)],
    ),
    # With shared premises in the weight again, one of them is enough beside D = 250,000.
    "shared-resources-do-not-matter": (
        [
            ("G8.41", applying(supplier_party & (weighted + shared_supplier_premises).exceeds(250_000))),
            ("G8.42", applying(supplier_party & (weighted + shared_supplier_premises).is_at_most(250_000))),
        ],
        [user(**S), user(**S, shared_supplier_premises=250_001)],
    ),
    # Both clauses at 249,999: the partition is whole, so only this invariant can tell.
    "equality-is-small-for-supplier-party": (
        [
            ("G8.41", applying(supplier_party & weighted.is_at_least(250_000))),
            ("G8.42", applying(supplier_party & weighted.is_less_than(250_000))),
        ],
        [user(**S, domestic_premises=250_000), user(**S)],
    ),
    "equality-is-small-for-network-party": (
        [
            ("G8.44", applying(network_party & network_premises.exceeds(250_001))),
            ("G8.45", applying(network_party & network_premises.is_at_most(250_001))),
        ],
        # In year 2 the large are verified and the small assess themselves.
        [
            user(**W, network_premises=250_001, years_since_initial=2),
            user(**W, network_premises=250_002, years_since_initial=2),
        ],
    ),
    # More network premises: a self-assessment in the third year in place of the full one.
    "more-never-lighter-over-three-years": (
        [("G8.44", limb("(c)", SELF))],
        [
            *(user(**W, years_since_initial=y) for y in (1, 2, 3)),
            *(user(**W, network_premises=250_001, years_since_initial=y) for y in (1, 2, 3)),
        ],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_planted_for_an_invariant_breaks_it_with_the_smallest_case(name):
    changes, cases = FAULTS[name]
    code = drafted(*changes)
    (found,) = prove_all(code, assessment, DRAFTED, invariants=[invariant_named(name)])
    assert found.holds is False
    assert list(found.failures[0].cases) == cases
    assert (found.witness, found.failures[0].kind) == (cases[0], "related")
    assert found.message.startswith(invariant_named(name).statement + " Not so: for ")


@pytest.mark.parametrize("name", ["five-domestic-weigh-as-one-non-domestic", "equality-is-small-for-supplier-party"])
def test_a_fault_that_leaves_the_partition_whole_is_seen_by_policy_only(name):
    code = drafted(*FAULTS[name][0])
    failing = {v.invariant for v in prove_all(code, assessment, DRAFTED) if not v.holds}
    assert name in failing
    assert not any(invariant_named(broken).kind == "formal" for broken in failing)


@pytest.mark.parametrize("name", ["never-two-self-assessments-running", "shared-resources-do-not-matter"])
def test_the_same_fault_is_found_by_drawing_users(name):
    ruleset = drafted(*FAULTS[name][0]).ruleset(assessment, DRAFTED)
    with pytest.raises(AssertionError, match="Not so for"):
        invariant_test(name, ruleset, max_examples=300)()


def test_a_message_tells_who_what_and_by_which_provision():
    (found,) = prove_all(
        drafted(("G8.47", limb("(a)", SELF))),
        assessment,
        DRAFTED,
        invariants=[invariant_named("never-two-self-assessments-running")],
    )
    assert found.message == (
        "Nobody is left to self-assessments two years running, however the counts change. Not so: for a User that is "
        "neither a Supplier Party nor a Network Party, in the first year after the initial assessment, it is a User "
        "Security Self-Assessment (G8.47(a)); in the second year it is a User Security Self-Assessment (G8.47(b))."
    )
    assert found.failures[0].labels == ("G8.47(a)", "G8.47(b)")


def test_the_invariants_of_secmp0059_do_not_hold_of_the_words_before_it():
    # Other Users assessed themselves in years 1 and 2, which is why SECMP0059 changed G8.47.
    declared = invariant_named("never-two-self-assessments-running")
    assert not declared.stated_for(assessment, BEFORE)
    (found,) = prove(load().ruleset(assessment, BEFORE), invariants=[declared])
    assert list(found.failures[0].cases) == [user(years_since_initial=y) for y in (1, 2)]


def test_an_invariant_is_stated_for_its_question_from_its_first_day_to_its_last():
    declared = evolve(invariant_named("never-two-self-assessments-running"), first_day=DRAFTED, last_day=DRAFTED)
    assert declared.stated_for(assessment, DRAFTED)
    assert not declared.stated_for(assessment, DRAFTED - timedelta(1))
    assert not declared.stated_for(assessment, DRAFTED + timedelta(1))
    assert not evolve(declared, question="other").stated_for(assessment, DRAFTED)


# Days, numbers, and what is not read.


def test_a_linked_condition_on_what_no_clause_reads_is_found():
    ruleset = load().ruleset(assessment, TODAY)
    stray = link(assessment, TODAY, load().standing(TODAY), ASSUMPTIONS)
    (first, *others) = stray.rules
    hidden = tuple(evolve(b, when=type(b.when)((*b.when.parts, _literal()))) for b in first.branches)
    broken = evolve(stray, rules=(evolve(first, branches=hidden), *others))
    assert prove(ruleset, invariants=[invariant_named("unread-facts-do-not-matter")])[0].holds is True
    (found,) = prove(broken, invariants=[invariant_named("unread-facts-do-not-matter")])
    assert found.failures[0].cases == (
        user(**S, domestic_premises=250_001, shared_supplier_premises=0),
        user(**S, domestic_premises=250_001, shared_supplier_premises=7),
    )


def _literal():
    from sec_rules.lang.formulas import formula

    return formula(shared_supplier_premises.is_less_than(7))


def test_a_reference_that_renumbering_forgets_is_found():
    code = load().as_of(date(2018, 11, 28))
    # "For the purposes of Sections G8.41 and G8.42": without the labels carried over, shared premises no longer count.
    labels = {c.label: c.label + "ZZ" for c in code.clauses}
    whole = renumbered(code, labels)
    assert whole.clause("G8.43ZZ").versions[0].rules[0].on == ("G8.41ZZ", "G8.42ZZ")
    facts = user(**S, domestic_premises=250_000, shared_supplier_premises=1)
    (answer,) = answers_at(whole.ruleset(assessment, date(2018, 11, 28)), facts)
    assert (answer.clause, answer.outcome) == ("G8.41ZZ", FULL)


def test_an_invariant_of_days_needs_the_code():
    with pytest.raises(UsageError, match="is about a Code, not about one day of it; give the code"):
        prove(load().ruleset(assessment, TODAY), names=["numbers-do-not-matter"])


# Invariants of one's own, in five lines.


def test_an_importer_declares_an_invariant_and_gets_proof_and_test():
    verified = Invariant(
        "verified-every-other-year",
        "In any two years running somebody else looks at least once.",
        in_succession(2, lambda outcomes: set(outcomes) != {SELF}),
    )
    now, before = (load().ruleset(assessment, on) for on in (TODAY, BEFORE))
    assert prove(now, invariants=[verified])[0].holds is True
    invariant_test(verified, now)()
    assert prove(before, invariants=[verified])[0].witness == user()
    with pytest.raises(AssertionError, match=r"somebody else looks at least once\. Not so for"):
        invariant_test(verified, before, max_examples=300)()


def test_an_invariant_of_ones_own_that_fails_tells_the_smallest_two_users():
    bigger = two_users(
        [domestic_premises],
        lambda one, two: supplier_party & two(domestic_premises).is_exactly(one(domestic_premises) + 1),
        lambda outcomes: outcomes[0] == outcomes[1],
    )
    (found,) = prove(
        load().ruleset(assessment, TODAY),
        invariants=[Invariant("one-more", "One more home makes no difference.", bigger)],
    )
    # D + 5N is at most 250,000 in the first and above it in the second: N as low as can be, so D = 250,000.
    assert found.failures[0].cases == (
        user(**S, domestic_premises=250_000),
        user(**S, domestic_premises=250_001),
    )


# Bad invariants, bad assumptions.


def own(where):
    return [Invariant("mine", "It is so.", two_users([domestic_premises], where, lambda outcomes: True))]


def test_an_invariant_that_is_not_linear_is_refused():
    product = own(lambda one, two: (one(domestic_premises) * two(domestic_premises)).exceeds(5))
    with pytest.raises(
        InvariantError, match=r"cannot be proved as it is stated: .*amounts are multiplied by figures only"
    ):
        prove(load().ruleset(assessment, TODAY), invariants=product)


def test_a_relation_that_is_no_condition_is_refused():
    with pytest.raises(InvariantError, match="should be a condition on the facts of its Users, got True"):
        prove(load().ruleset(assessment, TODAY), invariants=own(lambda one, two: True))


def test_a_relation_joined_with_and_is_refused():
    joined = own(lambda one, two: supplier_party and two(network_party))
    with pytest.raises(InvariantError, match="join conditions with &"):
        prove(load().ruleset(assessment, TODAY), invariants=joined)


def test_an_invariant_that_cannot_weigh_an_outcome_is_refused_in_a_sentence():
    wrong = Invariant("mine", "It is so.", in_succession(2, lambda outcomes: outcomes[5] == FULL))
    with pytest.raises(InvariantError, match="cannot say whether it holds of the outcomes"):
        prove(load().ruleset(assessment, TODAY), invariants=[wrong])


class _Strange(Condition):
    """A condition that no notation holds."""


def test_a_clause_that_no_notation_holds_is_said_to_be_so_and_nothing_is_claimed():
    strange = drafted(("G8.47", lambda rule: evolve(rule, limbs=(Limb("", _Strange(), FULL),))))
    found = prove_all(strange, assessment, DRAFTED)
    assert {v.holds for v in found} == {None}
    assert all("G8.47" in v.statement and "no condition this version knows" in v.statement for v in found)


def _assumed(name, holds):
    return evolve(PARTIES_EXCLUDE, name=name, holds=holds)


def test_assumptions_that_contradict_each_other_prove_nothing():
    many, few = domestic_premises.exceeds(10), domestic_premises.is_at_most(5)
    given = (_assumed("one", many), _assumed("two", ALWAYS), _assumed("three", few))
    assert contradiction(given) == ("one", "three")
    found = prove(load().ruleset(assessment, TODAY), assumptions=given)
    assert {v.holds for v in found} == {None}
    assert {v.statement for v in found} == {
        "Not decided: the assumptions one and three contradict each other, so everything would be provable."
    }


def test_an_assumption_that_nobody_meets_is_named():
    assert contradiction((_assumed("none", years_since_initial.exceeds(5_000)),)) == ("none",)


def test_each_proof_names_the_assumptions_it_cannot_do_without():
    # Of three assumptions, the invariant of one answer rests on one, though the other two would leave out Users as
    # well.
    given = (_assumed("no-more-than-a-million", domestic_premises.is_at_most(1_000_000)), *ASSUMPTIONS)
    given = (*given, _assumed("first-years", years_since_initial.is_at_most(9)))
    found = {
        v.invariant: v.assumptions
        for v in prove(load().ruleset(assessment, TODAY), invariants=_stated(), assumptions=given)
    }
    assert {name for name, needed in found.items() if needed} == {"exactly-one-answer"}
    assert found["exactly-one-answer"] == (PARTIES_EXCLUDE.name,)


def _stated():
    return [
        declared
        for declared in INVARIANTS
        if declared.stated_for(assessment, TODAY) and not hasattr(declared.says, "pairs")
    ]


def test_two_assumptions_of_which_either_would_do_leave_one_in_the_core():
    same = _assumed("twice", ~(supplier_party & network_party))
    (found,) = prove(
        load().ruleset(assessment, TODAY), names=["exactly-one-answer"], assumptions=(PARTIES_EXCLUDE, same)
    )
    assert (found.holds, found.assumptions) == (True, ("twice",))


def test_without_the_assumption_it_is_told_what_fails_and_for_whom():
    (found,) = prove(
        load().ruleset(assessment, TODAY),
        names=["exactly-one-answer"],
        assumptions=assuming([PARTIES_EXCLUDE.name], ASSUMPTIONS),
    )
    # Four overlaps: large or small as a supplier, large or small as a network party. The smallest is small in both.
    assert [f.clauses for f in found.failures] == [
        ("G8.41", "G8.44"), ("G8.41", "G8.45"), ("G8.42", "G8.44"), ("G8.42", "G8.45"),
    ]  # fmt: skip
    assert found.witness == user(**S, **W)
    assert all("Users that are both a Supplier Party and a Network Party" in f.where for f in found.failures)


def test_a_name_that_is_no_assumptions_is_refused():
    with pytest.raises(UsageError, match="'gravity' is no assumption; declared are party-categories"):
        assuming(["gravity"], ASSUMPTIONS)


def test_an_error_of_an_invariant_is_one_of_ours():
    assert issubclass(InvariantError, SecRulesError)
