"""The invariants: that they hold of the Code, and that each fault planted in it is found with its smallest case.

The expected cases are worked out by hand. D is the number of Domestic Premises, N that of Non-Domestic Premises.
"""

from datetime import date

import pytest
from attrs import evolve

from sec_rules.analysis.atlas import build
from sec_rules.analysis.invariants import (
    EVERY_LIMB_CAN_APPLY,
    EXACTLY_ONE_ANSWER,
    MORE_NEVER_LIGHTER,
    gaps,
    gaps_and_overlaps,
    invariant_named,
    overlaps,
    prove,
    verdict,
)
from sec_rules.engine.solver import Solver
from sec_rules.errors import UsageError
from sec_rules.lang import ALWAYS, Answers, Either, Limb, Undetermined, Unread, YesNo
from sec_rules.loading import load
from sec_rules.rulebook.assumptions import PARTIES_EXCLUDE
from sec_rules.rulebook.facts import (
    domestic_premises,
    first_year,
    network_party,
    network_premises,
    non_domestic_premises,
    second_year,
    supplier_party,
)
from sec_rules.rulebook.outcomes import FULL, SELF
from sec_rules.rulebook.questions import assessment

TODAY, DRAFTED = date(2019, 2, 28), date(2019, 3, 1)
weighted = domestic_premises + 5 * non_domestic_premises
directs = YesNo("directs", "the Panel directs otherwise", decided_by="the Panel")


def drafted(*changes, deleted=()):
    """The ruleset with a draft in it: pairs of a label and what becomes of the clause's rule."""
    code, clauses = load(), []
    for label, change in changes:
        clause = code.clause(label)
        version = clause.on(TODAY)
        rules = tuple(change(rule) for rule in version.rules)
        clauses.append(evolve(clause, versions=(evolve(version, in_force=DRAFTED, rules=rules),)))
    return code.with_draft(clauses, deleted=deleted, on=DRAFTED).ruleset(assessment, DRAFTED)


def applying(condition):
    return lambda rule: evolve(rule, applies=condition)


def limb(label, **changes):
    return lambda rule: evolve(rule, limbs=tuple(evolve(m, **changes) if m.label == label else m for m in rule.limbs))


def without(label):
    return lambda rule: evolve(rule, limbs=tuple(m for m in rule.limbs if m.label != label))


def on(ruleset, name):
    (found,) = prove(ruleset, names=[name])
    return found


def user(**facts):
    """The facts of a User of which nothing but these is above the least there can be."""
    nothing = dict.fromkeys(["supplier_party", "network_party"], False)
    nothing |= dict.fromkeys(["domestic_premises", "non_domestic_premises", "network_premises"], 0)
    nothing |= {"shared_supplier_premises": 0, "shared_network_premises": 0, "years_since_initial": 1}
    return nothing | facts


# The Code itself.


def test_every_invariant_holds_of_the_code_in_force():
    verdicts = prove(load().ruleset(assessment, TODAY))
    assert [(v.invariant, v.holds, v.witness, v.clauses, v.failures) for v in verdicts] == [
        ("exactly-one-answer", True, None, (), ()),
        ("more-never-lighter", True, None, (), ()),
        ("every-limb-can-apply", True, None, (), ()),
    ]


def test_only_the_invariant_of_one_answer_needs_that_party_categories_exclude_each_other():
    assert {v.invariant: v.assumptions for v in prove(load().ruleset(assessment, TODAY))} == {
        "exactly-one-answer": (PARTIES_EXCLUDE.name,),
        "more-never-lighter": (),
        "every-limb-can-apply": (),
    }


def test_an_invariant_that_holds_says_its_sentence():
    found = on(load().ruleset(assessment, TODAY), "exactly-one-answer")
    assert found.statement == found.message == "Exactly one provision answers, whatever the facts."
    assert found.question == "assessment"


# Gaps and overlaps, by planted fault.

LARGE, SMALL = supplier_party & weighted.exceeds(250_000), supplier_party & weighted.is_at_most(250_000)
IN_G842 = ("G8.41", "G8.42(a)", "G8.42(b)", "G8.42(c)", "G8.42(d)")

ONE_FAULT = {
    "a figure one too high in G8.41 leaves a gap at it": (
        [("G8.41", applying(supplier_party & weighted.exceeds(250_001)))],
        ("gap", ("G8.41", "G8.42"), ("G8.41", "G8.42"), user(supplier_party=True, domestic_premises=250_001)),
    ),
    "a figure one too low in G8.41 makes it overlap": (
        [("G8.41", applying(supplier_party & weighted.exceeds(249_999)))],
        ("overlap", ("G8.41", "G8.42"), IN_G842, user(supplier_party=True, domestic_premises=250_000)),
    ),
    "a figure one too high in G8.42 makes it overlap": (
        [("G8.42", applying(supplier_party & weighted.is_at_most(250_001)))],
        ("overlap", ("G8.41", "G8.42"), IN_G842, user(supplier_party=True, domestic_premises=250_001)),
    ),
    "at least in place of exceeds makes an overlap at the figure": (
        [("G8.41", applying(supplier_party & weighted.is_at_least(250_000)))],
        ("overlap", ("G8.41", "G8.42"), IN_G842, user(supplier_party=True, domestic_premises=250_000)),
    ),
    "less than in place of at most leaves a gap at the figure": (
        [("G8.42", applying(supplier_party & weighted.is_less_than(250_000)))],
        ("gap", ("G8.41", "G8.42"), ("G8.41", "G8.42"), user(supplier_party=True, domestic_premises=250_000)),
    ),
    # At least 250,001 by the weight of five and at most 250,000 by that of four: N is at least 1, then D is 249,996.
    "a weight of four in G8.42 makes it overlap": (
        [("G8.42", applying(supplier_party & (domestic_premises + 4 * non_domestic_premises).is_at_most(250_000)))],
        (
            "overlap",
            ("G8.41", "G8.42"),
            IN_G842,
            user(supplier_party=True, domestic_premises=249_996, non_domestic_premises=1),
        ),
    ),
    "a weight of four in G8.41 leaves a gap": (
        [("G8.41", applying(supplier_party & (domestic_premises + 4 * non_domestic_premises).exceeds(250_000)))],
        (
            "gap",
            ("G8.41", "G8.42"),
            ("G8.41", "G8.42"),
            user(supplier_party=True, domestic_premises=249_996, non_domestic_premises=1),
        ),
    ),
    # D is at most 250,000, which leaves out who is above the threshold by N: the first such N is 1.
    "the non-domestic premises forgotten in G8.41 leave a gap": (
        [("G8.41", applying(supplier_party & domestic_premises.exceeds(250_000)))],
        (
            "gap",
            ("G8.41", "G8.42"),
            ("G8.41", "G8.42"),
            user(supplier_party=True, domestic_premises=249_996, non_domestic_premises=1),
        ),
    ),
    "a network threshold one too high leaves a gap": (
        [("G8.44", applying(network_party & network_premises.exceeds(250_001)))],
        ("gap", ("G8.44", "G8.45"), ("G8.44", "G8.45"), user(network_party=True, network_premises=250_001)),
    ),
    "a dropped limb leaves a gap in its year": (
        [("G8.42", without("(b)"))],
        ("gap", ("G8.42",), ("G8.42",), user(supplier_party=True, years_since_initial=2)),
    ),
    "a dropped limb that repeats leaves a gap from the fourth year on": (
        [("G8.47", without("(d)"))],
        ("gap", ("G8.47",), ("G8.47",), user(years_since_initial=4)),
    ),
    "a decision that stops a clause leaves a gap": (
        [("G8.41", lambda rule: evolve(rule, unless=directs))],
        (
            "gap",
            ("G8.41", "G8.42"),
            ("G8.41", "G8.42"),
            user(supplier_party=True, domestic_premises=250_001, directs=True),
        ),
    ),
    "a clause about everybody overlaps with the others": (
        [("G8.47", applying(~supplier_party))],
        (
            "overlap",
            ("G8.45", "G8.47"),
            tuple(f"{c}({x})" for c in ("G8.45", "G8.47") for x in "abcd"),
            user(network_party=True),
        ),
    ),
}


@pytest.mark.parametrize("fault", ONE_FAULT)
def test_a_planted_fault_in_the_partition_is_found(fault):
    changes, (kind, clauses, labels, witness) = ONE_FAULT[fault]
    found = on(drafted(*changes), "exactly-one-answer")
    (failure,) = (f for f in found.failures if f.clauses == clauses)
    assert found.holds is False
    assert (failure.kind, failure.clauses, failure.labels, failure.witness) == (kind, clauses, labels, witness)
    assert (found.witness, set(clauses) <= set(found.clauses)) == (witness, True)


def test_a_fault_in_a_figure_is_one_failure_and_not_one_for_each_year():
    assert (
        len(
            on(
                drafted(("G8.42", applying(supplier_party & weighted.is_at_most(250_001)))), EXACTLY_ONE_ANSWER.name
            ).failures
        )
        == 1
    )


def test_a_deleted_clause_leaves_its_users_without_an_answer():
    found = on(drafted(deleted=["G8.41"]), "exactly-one-answer")
    assert found.witness == user(supplier_party=True, domestic_premises=250_001)
    assert found.clauses == ("G8.42",)


def test_a_deleted_clause_that_stood_alone_leaves_a_gap_that_no_clause_is_near():
    found = on(drafted(deleted=["G8.47"]), "exactly-one-answer")
    assert (found.witness, found.clauses) == (user(), ())
    assert found.message == (
        "None of the provisions read applies to Users that are neither a Supplier Party nor a Network Party (smallest "
        "case: a User that is neither a Supplier Party nor a Network Party, in the first year after the "
        "initial assessment)."
    )


def test_a_clause_about_the_wrong_party_leaves_a_gap_and_makes_overlaps():
    ruleset = drafted(("G8.41", applying(network_party & weighted.exceeds(250_000))))
    atlas = build(ruleset)
    assert [(f.clauses, f.witness) for f in gaps(atlas)] == [
        (("G8.42",), user(supplier_party=True, domestic_premises=250_001))
    ]
    assert [(f.clauses, f.witness) for f in overlaps(atlas)] == [
        (("G8.41", "G8.44"), user(network_party=True, domestic_premises=250_001, network_premises=250_001)),
        (("G8.41", "G8.45"), user(network_party=True, domestic_premises=250_001)),
    ]
    assert verdict(EXACTLY_ONE_ANSWER, atlas).witness == user(network_party=True, domestic_premises=250_001)


def test_two_limbs_of_one_clause_that_both_answer_are_an_overlap():
    atlas = build(drafted(("G8.42", limb("(b)", when=first_year))))
    assert [(f.labels, f.witness) for f in overlaps(atlas)] == [
        (("G8.42(a)", "G8.42(b)"), user(supplier_party=True)),
        (("G8.42(d)",), user(supplier_party=True, years_since_initial=4)),
    ]
    assert [(f.labels, f.witness) for f in gaps(atlas)] == [
        (("G8.42",), user(supplier_party=True, years_since_initial=2))
    ]


def test_two_faults_far_apart_are_two_failures():
    ruleset = drafted(
        ("G8.41", applying(supplier_party & weighted.exceeds(250_001))),
        ("G8.44", applying(network_party & network_premises.exceeds(250_001))),
    )
    assert [f.clauses for f in gaps(build(ruleset))] == [("G8.41", "G8.42"), ("G8.44", "G8.45")]


def test_a_gap_is_reported_with_its_smallest_case_and_the_clauses_nearest_to_it():
    found = on(drafted(("G8.42", applying(supplier_party & weighted.is_less_than(250_000)))), "exactly-one-answer")
    assert found.message == (
        "None of the provisions read applies to Supplier Parties whose Domestic Premises plus five times Non-Domestic "
        "Premises are exactly 250,000 (smallest case: a Supplier Party with 250,000 Domestic Premises and 0 "
        "Non-Domestic Premises, in the first year after the initial assessment). The provisions closest in scope "
        "are G8.41 and G8.42."
    )


def test_a_silent_clause_is_named_with_the_years_it_is_silent_in():
    found = on(drafted(("G8.42", without("(b)"))), "exactly-one-answer")
    assert found.message == (
        "G8.42 applies to Supplier Parties whose Domestic Premises plus five times Non-Domestic Premises are at most "
        "250,000, in the second of each three years after the initial assessment, but no paragraph states an "
        "assessment (smallest case: a Supplier Party with 0 Domestic Premises and 0 Non-Domestic Premises, in the "
        "second year after the initial assessment)."
    )


def test_an_overlap_names_both_clauses():
    found = on(drafted(("G8.41", applying(supplier_party & weighted.is_at_least(250_000)))), "exactly-one-answer")
    assert found.message.startswith(
        "G8.41 and G8.42 both apply to Supplier Parties whose Domestic Premises plus five times Non-Domestic "
        "Premises are exactly 250,000 (smallest case: a Supplier Party with 250,000 Domestic Premises"
    )


def test_an_overlap_in_which_both_clauses_give_the_same_outcome_says_so_and_another_does_not():
    def doubled(rule):
        limbs = tuple(evolve(m, outcome=FULL) for m in rule.limbs)
        return evolve(rule, applies=supplier_party & weighted.exceeds(1_000_000), limbs=limbs)

    (same,) = overlaps(build(drafted(("G8.42", doubled))))
    assert same.agreed
    assert same.message.endswith(" Both require a Full User Security Assessment.")
    (other,) = overlaps(build(drafted(("G8.41", applying(supplier_party & weighted.is_at_least(250_000))))))
    assert not other.agreed
    assert "Both" not in other.message


def test_an_outcome_that_one_clause_leaves_open_is_one_answer():
    opened = drafted(("G8.42", limb("(b)", outcome=Undetermined("the text is silent"))))
    assert on(opened, "exactly-one-answer").holds is True


def test_a_clause_that_yields_is_no_overlap():
    everybody = ("G8.47", applying(ALWAYS))
    yields = ("G8.47", lambda rule: evolve(rule, applies=ALWAYS, yields_to=("G8.41", "G8.42", "G8.44", "G8.45")))
    assert on(drafted(everybody), "exactly-one-answer").holds is False
    assert on(drafted(yields), "exactly-one-answer").holds is True


# More and lighter.


def test_a_lighter_outcome_above_the_threshold_is_found_for_each_count_that_crosses_it():
    found = on(drafted(("G8.41", limb("", outcome=SELF))), "more-never-lighter")
    # In the first year G8.42 says VERIFICATION; D crosses at 250,001, N at 50,001 (5 x 50,001 = 250,005).
    assert found.holds is False
    assert [(f.witness, f.grown) for f in found.failures] == [
        (user(supplier_party=True), ("domestic_premises", 250_001)),
        (user(supplier_party=True), ("non_domestic_premises", 50_001)),
    ]
    assert found.clauses == ("G8.41", "G8.42")
    assert found.failures[0].message == (
        "More Domestic Premises can lead to a lighter assessment: a Supplier Party with 250,000 Domestic Premises "
        "and 0 Non-Domestic Premises, in the first year after the initial assessment, has a Verification "
        "User Security Assessment (G8.42(a)); one with 250,001 Domestic Premises has a User Security "
        "Self-Assessment (G8.41)."
    )


def test_a_lighter_year_above_the_network_threshold_is_found_in_that_year():
    found = on(drafted(("G8.44", limb("(c)", outcome=SELF))), "more-never-lighter")
    assert found.witness == user(network_party=True, years_since_initial=3)
    assert [f.grown for f in found.failures] == [("network_premises", 250_001)]
    assert found.failures[0].labels == ("G8.45(c)", "G8.44(c)")


def test_clauses_that_change_places_are_found_by_what_gets_lighter():
    # The partition is still whole, so only this invariant can tell.
    swapped = drafted(("G8.41", applying(SMALL)), ("G8.42", applying(LARGE)))
    assert on(swapped, "exactly-one-answer").holds is True
    found = on(swapped, "more-never-lighter")
    assert (found.witness, found.failures[0].grown) == (user(supplier_party=True), ("domestic_premises", 250_001))


def test_a_gap_does_not_count_as_lighter():
    assert on(drafted(deleted=["G8.41"]), "more-never-lighter").holds is True


def test_shared_premises_count_while_the_ruleset_reads_them():
    before = load().ruleset(assessment, date(2018, 11, 28))
    lighter = evolve(before, rules=tuple(_with_outcome(rule, "G8.41", SELF) for rule in before.rules))
    (found,) = prove(lighter, names=["more-never-lighter"])
    assert [f.grown for f in found.failures] == [("domestic_premises", 250_001), ("shared_supplier_premises", 250_001)]


def _with_outcome(rule, clause, outcome):
    if rule.clause != clause:
        return rule
    return evolve(rule, branches=tuple(evolve(branch, outcome=outcome) for branch in rule.branches))


def test_the_assumption_is_named_where_more_would_be_lighter_without_it():
    def rule(applies, *limbs):
        return Answers(question=assessment, applies=applies, limbs=tuple(Limb(*given) for given in limbs))

    both = supplier_party & network_party
    many = domestic_premises.exceeds(10)
    ruleset = drafted(
        ("G8.41", lambda _: rule(both, ("(a)", ~many, FULL), ("(b)", many, SELF))),
        ("G8.42", lambda _: rule(~both, ("", ALWAYS, SELF))),
        deleted=["G8.44", "G8.45", "G8.47"],
    )
    found = on(ruleset, "more-never-lighter")
    assert (found.holds, found.assumptions) == (True, (PARTIES_EXCLUDE.name,))
    assert on(ruleset, "exactly-one-answer").assumptions == ()


# Limbs.


def test_a_limb_whose_conditions_contradict_each_other_can_never_apply():
    found = on(drafted(("G8.42", limb("(b)", when=second_year & first_year))), "every-limb-can-apply")
    assert found.holds is False
    assert (found.clauses, found.witness) == (("G8.42",), None)
    assert [f.labels for f in found.failures] == [("G8.42(b)",)]
    assert found.message == "G8.42(b) can never apply: nobody meets its conditions."


def test_a_limb_beyond_the_threshold_of_its_clause_can_never_apply():
    beyond = limb("(c)", when=second_year & domestic_premises.exceeds(250_000))
    assert on(drafted(("G8.42", beyond)), "every-limb-can-apply").failures[0].labels == ("G8.42(c)",)


def test_a_clause_for_both_parties_at_once_can_never_apply_under_the_assumption():
    found = on(drafted(("G8.41", applying(supplier_party & network_party))), "every-limb-can-apply")
    assert [f.labels for f in found.failures] == [("G8.41",)]


def test_a_clause_that_always_yields_can_never_apply():
    everybody = ("G8.47", lambda rule: evolve(rule, applies=ALWAYS))
    yields = ("G8.45", lambda rule: evolve(rule, yields_to=("G8.47",)))
    found = on(drafted(everybody, yields), "every-limb-can-apply")
    assert [f.labels[0] for f in found.failures] == ["G8.45(a)", "G8.45(b)", "G8.45(c)", "G8.45(d)"]


# What is not decided, and how invariants are asked for.


def test_nothing_is_claimed_of_a_ruleset_with_a_clause_that_was_not_read():
    verdicts = prove(drafted(("G8.42", lambda _: Unread("after 'exceeds' a number is expected."))))
    assert {v.holds for v in verdicts} == {None}
    assert {v.statement for v in verdicts} == {
        "Not decided: G8.42 could not be read (after 'exceeds' a number is expected)."
    }
    assert {(v.clauses, v.witness, v.assumptions, v.failures) for v in verdicts} == {((), None, (), ())}


def test_an_invariant_that_the_solver_gives_up_on_is_neither_proved_nor_refuted():
    atlas = evolve(build(load().ruleset(assessment, TODAY)), solver=Solver(most_steps=100))
    found = verdict(MORE_NEVER_LIGHTER, atlas)
    assert found.holds is None
    assert found.statement.startswith("Not decided: The solver gave up within its budget")


def test_invariants_are_asked_for_by_name():
    ruleset = load().ruleset(assessment, TODAY)
    assert [v.invariant for v in prove(ruleset, names=["every-limb-can-apply"])] == ["every-limb-can-apply"]
    assert invariant_named("every-limb-can-apply") is EVERY_LIMB_CAN_APPLY
    with pytest.raises(
        UsageError, match=r"'one-answer' is no invariant; known are exactly-one-answer, .* and equality-is-small"
    ):
        prove(ruleset, names=["one-answer"])


def test_of_many_groups_in_one_fault_some_are_named_and_the_rest_are_counted(monkeypatch):
    monkeypatch.setattr(gaps_and_overlaps, "MOST_REPORTED", 3)
    apart = [weighted.is_exactly(10 * n) for n in range(1, 6)]
    (found,) = overlaps(
        build(drafted(("G8.41", applying(supplier_party & Either((*apart, weighted.exceeds(250_000)))))))
    )
    assert found.where.count("are exactly") == 2
    assert found.where.endswith("; and to 3 more groups of Users")
    assert found.witness == user(supplier_party=True, domestic_premises=10)


def test_sentences_of_one_paragraph_that_all_answer_are_an_overlap():
    code, clause = load(), load().clause("G8.41")
    version = clause.on(TODAY)
    twice = evolve(version, in_force=DRAFTED, rules=(*version.rules, *version.rules))
    ruleset = code.with_draft([evolve(clause, versions=(twice,))], on=DRAFTED).ruleset(assessment, DRAFTED)
    (found,) = overlaps(build(ruleset))
    assert found.message.startswith("Several sentences of G8.41 all apply to Supplier Parties whose ")
