"""Whether two clauses say the same: what makes no difference, what does, and how it is worded."""

import pytest

from sec_rules.analysis.equivalence import alike, difference, same
from sec_rules.lang import (
    ALWAYS,
    NEVER,
    Answers,
    Deems,
    Defines,
    Limb,
    Named,
    NotUsed,
    Place,
    Question,
    Redirects,
    Repeats,
    Undetermined,
    Unread,
    YesNo,
)
from sec_rules.lang.formulas import formula
from sec_rules.rulebook.facts import (
    domestic_premises,
    first_year,
    network_party,
    network_premises,
    non_domestic_premises,
    second_year,
    shared_supplier_premises,
    supplier_party,
    years_since_initial,
)
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION
from sec_rules.rulebook.questions import assessment

D, N = domestic_premises, non_domestic_premises
weighted = Named("Weighted Premises")
directs = YesNo("directs", "the Panel directs otherwise", decided_by="the Panel")


def answers(applies, *limbs, **ties):
    return Answers(question=assessment, applies=applies, limbs=limbs or (Limb("", ALWAYS, FULL),), **ties)


SAME = [
    # One condition, written in two ways.
    (D.exceeds(250_000), ~D.is_at_most(250_000)),
    (D.exceeds(250_000), D.is_at_least(250_001)),
    (D.is_less_than(250_000), D.is_at_most(249_999)),
    ((D + 5 * N).exceeds(250_000), (N * 5 + D).exceeds(250_000)),
    ((2 * D).exceeds(500_001), D.exceeds(250_000)),
    (D.exceeds(N), (D + 1).exceeds(N + 1)),
    (supplier_party & network_party, network_party & supplier_party),
    (supplier_party & (network_party & D.exceeds(1)), (supplier_party & network_party) & D.exceeds(1)),
    (supplier_party | network_party, ~(~supplier_party & ~network_party)),
    # Seen only by proof.
    (D.exceeds(10) & D.exceeds(20), D.exceeds(20)),
    (D.exceeds(10) | ~D.exceeds(10), ALWAYS),
    (supplier_party & ~supplier_party, NEVER),
    ((supplier_party & network_party) | (supplier_party & ~network_party), supplier_party),
    (D.is_exactly(5), D.exceeds(4) & D.is_less_than(6)),
    # Because no count goes beyond its range.
    (D.is_at_least(0), ALWAYS),
    (D.exceeds(1_000_000_000), NEVER),
    (years_since_initial.is_at_most(1), years_since_initial.is_exactly(1)),
    # Turns.
    (years_since_initial.turn(1, of=1), ALWAYS),
    (years_since_initial.turn(1, of=2) | years_since_initial.turn(2, of=2), ALWAYS),
]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_conditions_that_hold_for_the_same_facts_are_alike(one, two):
    assert alike(formula(one), formula(two))
    assert same([answers(one)], [answers(two)])
    assert same([answers(two)], [answers(one)])


DIFFERENT = [
    (D.exceeds(250_000), D.is_at_least(250_000)),
    (D.exceeds(250_000), D.exceeds(250_001)),
    (D.exceeds(250_000), N.exceeds(250_000)),
    ((D + 5 * N).exceeds(250_000), (D + 4 * N).exceeds(250_000)),
    (supplier_party & D.exceeds(1), supplier_party | D.exceeds(1)),
    (supplier_party, network_party),
    # No assumption is used: that nobody is both does not make these one.
    (supplier_party, supplier_party & ~network_party),
    (years_since_initial.turn(1, of=2), years_since_initial.turn(2, of=2)),
    (years_since_initial.turn(1, of=2), years_since_initial.turn(1, of=3)),
    # Apart at one value alone.
    (D.is_at_least(0), D.is_at_most(999_999_999)),
    (directs, ALWAYS),
]


@pytest.mark.parametrize(("one", "two"), DIFFERENT)
def test_conditions_that_part_for_some_facts_are_told_apart(one, two):
    assert difference([answers(one)], [answers(two)]) == "to whom it applies differs"
    assert difference([answers(two)], [answers(one)]) == "to whom it applies differs"


def test_a_fact_of_a_draft_alone_is_proved_too():
    assert same([answers(supplier_party, unless=directs)], [answers(supplier_party & ~directs)])
    assert not same([answers(supplier_party, unless=directs)], [answers(supplier_party & directs)])


def test_an_exception_may_be_written_into_the_condition():
    assert same([answers(supplier_party, unless=network_party)], [answers(supplier_party & ~network_party)])


A, B = Limb("(a)", first_year, VERIFICATION), Limb("(b)", second_year, SELF)
REASONS = [
    ([A, B], [A], "the paragraphs differ"),
    ([A, B], [B, A], "the paragraphs differ"),
    ([A], [Limb("", first_year, VERIFICATION)], "the paragraphs differ"),
    ([A], [Limb("(a)", first_year, FULL)], "the assessment of (a) differs"),
    ([Limb("", ALWAYS, FULL)], [Limb("", ALWAYS, SELF)], "the assessment of the clause differs"),
    ([A], [Limb("(a)", first_year, Undetermined("the Panel decides"))], "the assessment of (a) differs"),
    ([Limb("(a)", first_year, Repeats("(a)", "(b)"))], [Limb("(a)", first_year, Repeats("(a)", "(c)"))],
     "the assessment of (a) differs"),
    ([A, B], [A, Limb("(b)", years_since_initial.is_at_least(2), SELF)], "when (b) applies differs"),
    ([Limb("", first_year, FULL)], [Limb("", second_year, FULL)], "when the clause applies differs"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "reason"), REASONS)
def test_the_first_difference_is_told_in_words(one, two, reason):
    assert difference([answers(supplier_party, *one)], [answers(supplier_party, *two)]) == reason
    assert difference([answers(supplier_party, *one)], [answers(supplier_party, *one)]) is None


def test_when_a_limb_applies_is_compared_only_among_those_to_whom_the_clause_applies():
    within = years_since_initial.is_at_most(1)
    one = answers(within, Limb("(a)", years_since_initial.is_exactly(1), FULL))
    assert same([one], [answers(within, Limb("(a)", ALWAYS, FULL))])


@pytest.mark.parametrize(
    ("tie", "reason"),
    [
        ("yields_to", "yields to differs"),
        ("prevails_over", "prevails over differs"),
        ("stands_beside", "stands beside differs"),
    ],
)
def test_precedence_is_compared_in_any_order_of_its_labels(tie, reason):
    one, two = (answers(ALWAYS, **{tie: labels}) for labels in (("G8.41", "G8.42"), ("G8.42", "G8.41")))
    assert same([one], [two])
    assert difference([one], [answers(ALWAYS, **{tie: ("G8.41",)})]) == reason
    assert difference([answers(ALWAYS)], [one]) == reason


def test_answers_to_two_questions_are_not_the_same():
    other = Answers(question=Question("deadline", "By when?", ()), applies=ALWAYS, limbs=(Limb("", ALWAYS, FULL),))
    assert difference([answers(ALWAYS)], [other]) == "one answers the question 'assessment', the other 'deadline'"


def test_the_kinds_of_rule_are_named_where_they_differ():
    deems = Deems(on=("G8.41",), count=D, includes=(shared_supplier_premises,))
    assert difference([answers(ALWAYS)], [deems]) == "one is Answers, the other Deems"
    assert difference([answers(ALWAYS)], []) == "one is Answers, the other nothing"
    assert difference([NotUsed()], [answers(ALWAYS), deems]) == "one is NotUsed, the other Answers and Deems"
    assert difference([], []) is None
    assert difference([NotUsed()], [NotUsed()]) is None


def test_deemings_are_compared_by_what_they_take_in_leave_out_and_reach():
    one = Deems(on=("G8.41", "G8.42"), count=D, includes=(shared_supplier_premises, N))
    assert same([one], [Deems(on=("G8.42", "G8.41"), count=D, includes=(N, shared_supplier_premises))])
    assert difference([one], [Deems(on=("G8.41",), count=D, excludes=(N,))]) == (
        "one counts domestic_premises with shared_supplier_premises, non_domestic_premises for G8.41 and G8.42, the "
        "other domestic_premises without non_domestic_premises for G8.41"
    )
    assert not same([one], [Deems(on=one.on, count=network_premises, includes=one.includes)])
    assert not same([one], [Deems(on=one.on, count=D, includes=one.includes, excludes=(network_premises,))])


def test_definitions_are_compared_by_their_amount_name_and_reach():
    one = Defines(name="Weighted Premises", amount=D + 5 * N)
    assert same([one], [Defines(name="Weighted Premises", amount=5 * N + D)])
    reason = "'Weighted Premises' is defined otherwise"
    for other in (
        Defines(name="Weighted Premises", amount=D + 4 * N),
        Defines(name="Weighted Premises", amount=D + 5 * N + 1),
        Defines(name="Weighted Premises", amount=D + 5 * N, within=("G8.41",)),
        Defines(name="Premises", amount=D + 5 * N),
    ):
        assert difference([one], [other]) == reason


def test_definitions_and_deemings_stand_in_no_order_that_matters():
    one, two = Defines(name="Heads", amount=D), Defines(name="Tails", amount=N)
    assert same([one, two], [two, one])
    three, four = (Deems(on=("G8.41",), count=count, includes=(shared_supplier_premises,)) for count in (D, N))
    assert same([three, four, one], [one, four, three])


def test_an_amount_by_name_is_compared_by_how_it_is_written():
    one = answers(supplier_party & weighted.exceeds(250_000))
    assert same([one], [answers(supplier_party & Named("Weighted Premises").exceeds(250_000))])
    reason = "an amount by name differs"
    assert difference([one], [answers(supplier_party & weighted.is_at_least(250_000))]) == reason
    assert difference([one], [answers(supplier_party & Named("Premises").exceeds(250_000))]) == reason
    assert same([Defines(name="Twice", amount=2 * weighted)], [Defines(name="Twice", amount=2 * weighted)])
    assert not same([Defines(name="Twice", amount=2 * weighted)], [Defines(name="Twice", amount=3 * weighted)])


def test_where_a_rule_stands_in_a_text_makes_no_difference():
    here, there = Place(0, 9, "G8.41"), Place(20, 29, "G8.41")
    one = answers(supplier_party, Limb("(a)", first_year, FULL, place=here), place=here)
    assert same([one], [answers(supplier_party, Limb("(a)", first_year, FULL, place=there), place=there)])


def test_redirects_are_outside_the_comparison():
    assert same([Redirects("G8.44(c)", ())], [Redirects("G8.44(b)", ())])


def test_two_clauses_that_were_not_read_are_the_same_only_for_the_same_reason():
    assert same([Unread("no duty")], [Unread("no duty")])
    assert difference([Unread("no duty")], [Unread("no year")]) == "the rules differ"
