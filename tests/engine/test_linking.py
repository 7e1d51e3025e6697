"""Clauses linked: deemed counts, amounts by name, precedence, and sequences that repeat, asked for what they answer.

The clauses here are made up. D is the number of Domestic Premises, N that of Non-Domestic Premises.
"""

from datetime import date

import pytest

from sec_rules.engine.code import Code
from sec_rules.engine.linking import facts_of, link
from sec_rules.lang import (
    ALWAYS,
    NEVER,
    Answers,
    Deems,
    Defines,
    Doubt,
    Limb,
    Named,
    Not,
    NotUsed,
    Question,
    Repeats,
    Undetermined,
    Unread,
)
from sec_rules.rulebook.facts import (
    domestic_premises,
    network_party,
    network_premises,
    non_domestic_premises,
    shared_network_premises,
    shared_supplier_premises,
    supplier_party,
    years_since_initial,
)
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION
from sec_rules.rulebook.questions import assessment
from tests.engine.made import clause

ON = date(2020, 1, 1)
D, N, year = domestic_premises, non_domestic_premises, years_since_initial
weighted = Named("Weighted Premises")
NOTHING = {"supplier_party": False, "network_party": False, "domestic_premises": 0, "non_domestic_premises": 0}
NOTHING |= {"network_premises": 0, "shared_supplier_premises": 0, "shared_network_premises": 0}
NOTHING |= {"years_since_initial": 1}


def answers(applies, outcome=FULL, limbs=None, **more):
    return Answers(question=assessment, applies=applies, limbs=limbs or (Limb("", ALWAYS, outcome),), **more)


def asked(clauses, **facts):
    return Code(tuple(clauses)).ask(assessment, NOTHING | facts, on=ON)


def because(clauses, **facts):
    return asked(clauses, **facts).because


def ruleset(*clauses):
    return Code(clauses).ruleset(assessment, ON)


# Deemed counts: the count of one clause takes in another, or leaves it out.

LARGE = clause("G8.41", answers(D.exceeds(100)))
SMALL = clause("G8.42", answers(D.is_at_most(100), SELF))
SHARED = clause("G8.43", Deems(on=("G8.41", "G8.42"), count=D, includes=(shared_supplier_premises,)))


@pytest.mark.parametrize(("d", "s", "answer"), [(100, 0, "G8.42"), (60, 40, "G8.42"), (60, 41, "G8.41")])
def test_a_deemed_count_is_added_in_the_clauses_named(d, s, answer):
    facts = {"domestic_premises": d, "shared_supplier_premises": s}
    assert because([LARGE, SMALL, SHARED], **facts) == (answer,)


def test_a_clause_that_is_not_named_counts_as_before():
    only = clause("G8.43", Deems(on=("G8.41",), count=D, includes=(shared_supplier_premises,)))
    assert because([LARGE, SMALL, only], domestic_premises=60, shared_supplier_premises=41) == ("G8.41", "G8.42")


def test_another_count_is_not_touched():
    other = clause("G8.43", Deems(on=("G8.41", "G8.42"), count=N, includes=(shared_supplier_premises,)))
    assert because([LARGE, SMALL, other], domestic_premises=60, shared_supplier_premises=41) == ("G8.42",)


def test_what_two_clauses_deem_in_is_added_once():
    again = clause("G8.46", Deems(on=("G8.41", "G8.42"), count=D, includes=(shared_supplier_premises,)))
    facts = {"domestic_premises": 60, "shared_supplier_premises": 40}
    assert because([LARGE, SMALL, SHARED, again], **facts) == ("G8.42",)


def test_two_deemings_add_up():
    more = clause("G8.46", Deems(on=("G8.41", "G8.42"), count=D, includes=(shared_network_premises,)))
    facts = {"domestic_premises": 60, "shared_supplier_premises": 20}
    assert because([LARGE, SMALL, SHARED, more], **facts, shared_network_premises=20) == ("G8.42",)
    assert because([LARGE, SMALL, SHARED, more], **facts, shared_network_premises=21) == ("G8.41",)


def test_what_is_disregarded_is_not_deemed_in():
    out = clause("G8.46", Deems(on=("G8.41", "G8.42"), count=D, excludes=(shared_supplier_premises,)))
    facts = {"domestic_premises": 60, "shared_supplier_premises": 1_000}
    assert because([LARGE, SMALL, SHARED, out], **facts) == ("G8.42",)


def test_a_deemed_count_reaches_exceptions_limbs_and_weights():
    unless = clause("G8.41", answers(ALWAYS, unless=D.exceeds(100)))
    limb = clause("G8.42", answers(ALWAYS, limbs=(Limb("(a)", (3 * D).exceeds(300), SELF),)))
    facts = {"domestic_premises": 60, "shared_supplier_premises": 41}
    assert because([unless, limb], **facts) == ("G8.41",)
    assert because([unless, limb, SHARED], **facts) == ("G8.42(a)",)


def test_a_deemed_count_may_be_weighted():
    heavy = clause("G8.43", Deems(on=("G8.41", "G8.42"), count=D, includes=(5 * N,)))
    assert because([LARGE, SMALL, heavy], non_domestic_premises=20) == ("G8.42",)
    assert because([LARGE, SMALL, heavy], non_domestic_premises=21) == ("G8.41",)


def test_a_deemed_count_may_be_an_amount_by_name():
    named = clause("G8.43", Deems(on=("G8.41", "G8.42"), count=D, includes=(weighted,)))
    meaning = clause("G8.40", Defines(name="Weighted Premises", amount=5 * N))
    assert because([LARGE, SMALL, named, meaning], non_domestic_premises=20) == ("G8.42",)
    assert because([LARGE, SMALL, named, meaning], non_domestic_premises=21) == ("G8.41",)


def test_what_is_deemed_in_takes_in_nothing_by_itself():
    both = clause("G8.43", Deems(on=("G8.41", "G8.42"), count=D, includes=(N,)))
    back = clause("G8.46", Deems(on=("G8.41", "G8.42"), count=N, includes=(D,)))
    assert because([LARGE, SMALL, both, back], domestic_premises=60, non_domestic_premises=40) == ("G8.42",)
    assert because([LARGE, SMALL, both, back], domestic_premises=60, non_domestic_premises=41) == ("G8.41",)


# Amounts by name.

BY_NAME = clause("G8.41", answers(weighted.exceeds(100)))
NAMED = clause("G8.40", Defines(name="Weighted Premises", amount=D + 5 * N))


@pytest.mark.parametrize(("d", "n", "answer"), [(100, 0, ()), (101, 0, ("G8.41",)), (0, 20, ()), (0, 21, ("G8.41",))])
def test_an_amount_by_name_is_what_the_definition_says(d, n, answer):
    assert because([BY_NAME, NAMED], domestic_premises=d, non_domestic_premises=n) == answer


def test_the_case_of_a_name_makes_no_difference():
    small = clause("G8.40", Defines(name="weighted premises", amount=D))
    assert because([BY_NAME, small], domestic_premises=101) == ("G8.41",)


def test_a_definition_for_one_clause_prevails_there_and_reaches_no_other():
    own = clause("G8.39", Defines(name="Weighted Premises", amount=D, within=("G8.41",)))
    other = clause("G8.42", answers(weighted.is_at_most(100), SELF))
    facts = {"domestic_premises": 0, "non_domestic_premises": 21}
    assert because([BY_NAME, other, NAMED], **facts) == ("G8.41",)
    assert because([BY_NAME, other, NAMED, own], **facts) == ()
    assert because([BY_NAME, NAMED, clause("G8.50", *own.versions[0].rules)], **facts) == ()


def test_a_name_may_be_defined_by_another_name():
    by_way = clause("G8.39", Defines(name="Weighted Premises", amount=2 * Named("Heads") + 1))
    heads = clause("G8.38", Defines(name="Heads", amount=D))
    assert because([BY_NAME, by_way, heads], domestic_premises=49) == ()
    assert because([BY_NAME, by_way, heads], domestic_premises=50) == ("G8.41",)


def test_a_deemed_count_reaches_a_name():
    deems = clause("G8.43", Deems(on=("G8.41",), count=D, includes=(shared_supplier_premises,)))
    facts = {"domestic_premises": 60, "shared_supplier_premises": 41}
    assert because([BY_NAME, NAMED], **facts) == ()
    assert because([BY_NAME, NAMED, deems], **facts) == ("G8.41",)


@pytest.mark.parametrize(
    "defined",
    [
        (Defines(name="Weighted Premises", amount=weighted + 1),),
        (
            Defines(name="Weighted Premises", amount=2 * Named("Heads")),
            Defines(name="Heads", amount=D + Named("WEIGHTED PREMISES")),
        ),
    ],
    ids=["by itself", "in a circle"],
)
def test_a_name_defined_by_way_of_itself_leaves_the_clause_unread(defined):
    linked = ruleset(BY_NAME, SMALL, clause("G8.40", *defined))
    assert [label for label, _ in linked.unread] == ["G8.41"]
    assert "is defined by way of itself." in linked.unread[0][1]
    assert [rule.clause for rule in linked.rules] == ["G8.42"]


@pytest.mark.parametrize("given", [(), (Defines(name="Weighted Premises", amount=D, within=("G8.42",)),)])
def test_a_name_that_nothing_defines_leaves_the_clause_unread(given):
    linked = ruleset(BY_NAME, clause("G8.40", *given))
    assert linked.unread == (
        ("G8.41", "Nothing in force defines 'Weighted Premises', so the amount cannot be worked out."),
    )
    assert linked.rules == ()


# Precedence. The first clause is about suppliers with more than 100 premises, the second about all suppliers.

MANY = supplier_party & D.exceeds(100)
ONE, TWO = {"supplier_party": True, "domestic_premises": 101}, {"supplier_party": True, "domestic_premises": 100}


def two(first=None, second=None):
    large, every = answers(MANY, **(first or {})), answers(supplier_party, SELF, **(second or {}))
    return [clause("G8.41", large), clause("G8.42", every)]


def test_without_precedence_both_answer_and_so_none_does():
    found = asked(two(), **ONE)
    assert (found.outcome, found.because) == (None, ("G8.41", "G8.42"))
    assert found.undetermined == "2 provisions answer at once: G8.41, G8.42."


def test_a_clause_that_is_subject_to_another_gives_way_where_that_applies():
    clauses = two(second={"yields_to": ("G8.41",)})
    assert because(clauses, **ONE) == ("G8.41",)
    assert because(clauses, **TWO) == ("G8.42",)


def test_a_clause_that_stands_notwithstanding_another_prevails_where_it_applies():
    clauses = two(first={"prevails_over": ("G8.42",)})
    assert because(clauses, **ONE) == ("G8.41",)
    assert because(clauses, **TWO) == ("G8.42",)


def test_subject_to_and_notwithstanding_are_opposites():
    assert because(two(first={"yields_to": ("G8.42",)}), **ONE) == ("G8.42",)
    assert because(two(second={"prevails_over": ("G8.41",)}), **ONE) == ("G8.42",)


def test_without_prejudice_changes_nothing():
    assert because(two(second={"stands_beside": ("G8.41",)}), **ONE) == ("G8.41", "G8.42")


def test_subject_to_a_clause_that_is_not_there_changes_nothing():
    assert because(two(second={"yields_to": ("G8.99",)}), **TWO) == ("G8.42",)
    assert because(two(second={"yields_to": ("G8.4",)}), **ONE) == ("G8.41", "G8.42")


def test_a_clause_gives_way_only_where_the_other_answers():
    limbs = (Limb("(a)", year.is_exactly(1), FULL),)
    first = clause("G8.41", answers(MANY, limbs=limbs))
    second = clause("G8.42", answers(supplier_party, SELF, yields_to=("G8.41",)))
    assert because([first, second], **ONE) == ("G8.41(a)",)
    assert because([first, second], **ONE, years_since_initial=2) == ("G8.42",)


def test_a_clause_may_give_way_to_one_limb_alone():
    limbs = (Limb("(a)", year.is_exactly(1), FULL), Limb("(b)", year.is_exactly(2), FULL))
    first = clause("G8.41", answers(MANY, limbs=limbs))
    second = clause("G8.42", answers(supplier_party, SELF, yields_to=("G8.41(b)",)))
    assert because([first, second], **ONE, years_since_initial=2) == ("G8.41(b)",)
    assert because([first, second], **ONE) == ("G8.41(a)", "G8.42")


def test_a_clause_may_prevail_over_one_limb_alone():
    limbs = (Limb("(a)", year.is_exactly(1), SELF), Limb("(b)", year.is_exactly(2), SELF))
    first = clause("G8.41", answers(MANY, prevails_over=("G8.42(b)",)))
    second = clause("G8.42", answers(supplier_party, limbs=limbs))
    assert because([first, second], **ONE, years_since_initial=2) == ("G8.41",)
    assert because([first, second], **ONE) == ("G8.41", "G8.42(a)")


@pytest.mark.parametrize("tie", ["yields_to", "prevails_over"])
def test_one_part_of_a_clause_may_give_way_to_another_of_it(tie):
    # "(2) Subject to paragraph (1), ...", and "(1) Notwithstanding paragraph (2), ..."
    first = answers(MANY, limbs=(Limb("(1)", ALWAYS, FULL),), **({tie: ("G8.41(2)",)} if tie[0] == "p" else {}))
    second = answers(
        supplier_party, limbs=(Limb("(2)", ALWAYS, SELF),), **({tie: ("G8.41(1)",)} if tie[0] == "y" else {})
    )
    both = [clause("G8.41", first, second)]
    assert because(both, **ONE) == ("G8.41(1)",)
    assert because(both, **TWO) == ("G8.41(2)",)


def test_what_gives_way_to_a_part_gives_way_to_all_that_stands_below_it():
    first = answers(MANY, limbs=(Limb("(1)(a)", ALWAYS, FULL),))
    second = clause("G8.42", answers(supplier_party, SELF, yields_to=("G8.41(1)",)))
    assert because([clause("G8.41", first), second], **ONE) == ("G8.41(1)(a)",)


def test_in_a_chain_a_clause_gives_way_only_to_what_the_next_still_answers():
    top = clause("G8.43", answers(D.exceeds(200), VERIFICATION))
    middle = clause("G8.42", answers(D.exceeds(100), SELF, yields_to=("G8.43",)))
    bottom = clause("G8.41", answers(ALWAYS, FULL, yields_to=("G8.42", "G8.43")))
    clauses = [top, middle, bottom]
    assert because(clauses, domestic_premises=100) == ("G8.41",)
    assert because(clauses, domestic_premises=101) == ("G8.42",)
    assert because(clauses, domestic_premises=201) == ("G8.43",)
    # Above 200 the middle clause no longer answers, so what is subject to it alone does not give way.
    alone = clause("G8.41", answers(ALWAYS, FULL, yields_to=("G8.42",)))
    assert because([top, middle, alone], domestic_premises=101) == ("G8.42",)
    assert because([top, middle, alone], domestic_premises=201) == ("G8.41", "G8.43")


@pytest.mark.parametrize("tie", ["yields_to", "prevails_over"])
def test_two_that_give_way_to_each_other_both_answer_and_so_none_does(tie):
    clauses = two(first={tie: ("G8.42",)}, second={tie: ("G8.41",)})
    assert because(clauses, **ONE) == ("G8.41", "G8.42")
    assert asked(clauses, **ONE).outcome is None
    assert because(clauses, **TWO) == ("G8.42",)


def test_three_that_give_way_in_a_circle_leave_a_gap_where_all_apply():
    next_one = {"G8.41": "G8.42", "G8.42": "G8.43", "G8.43": "G8.41"}
    clauses = [clause(label, answers(ALWAYS, yields_to=(other,))) for label, other in next_one.items()]
    assert because(clauses) == ()
    assert because(clauses[:2]) == ("G8.42",)


def test_a_clause_that_is_subject_to_itself_answers():
    assert because([clause("G8.41", answers(MANY, yields_to=("G8.41",)))], **ONE) == ("G8.41",)


# Sequences that repeat.


def sequence(*outcomes, repeats=None, start=None):
    limbs = [Limb(f"({'abcdefgh'[i]})", year.is_exactly(i + 1), outcome) for i, outcome in enumerate(outcomes)]
    last = "abcdefgh"[len(outcomes)]
    repeats = repeats or Repeats("(a)", f"({'abcdefgh'[len(outcomes) - 1]})")
    limbs.append(Limb(f"({last})", year.is_at_least(start or len(outcomes) + 1), repeats))
    return clause("G8.41", answers(ALWAYS, limbs=tuple(limbs)))


@pytest.mark.parametrize(
    ("outcomes", "years"),
    [
        ((SELF, FULL), {1: "a", 2: "b", 3: "ca", 4: "cb", 5: "ca", 999: "ca", 1_000: "cb"}),
        ((VERIFICATION, SELF, FULL), {3: "c", 4: "da", 5: "db", 6: "dc", 7: "da", 1_000: "da"}),
        ((SELF, SELF, SELF, SELF, SELF, FULL), {6: "f", 7: "ga", 11: "ge", 12: "gf", 13: "ga"}),
        ((FULL,), {1: "a", 2: "ba", 3: "ba"}),
    ],
)
def test_a_sequence_starts_over_in_the_year_after_its_last(outcomes, years):
    for number, steps in years.items():
        found = asked([sequence(*outcomes)], years_since_initial=number)
        assert found.because == tuple(f"G8.41({step})" for step in steps)
        assert found.outcome == outcomes["abcdefgh".index(steps[-1])]


def test_a_part_of_a_sequence_may_repeat():
    clauses = [sequence(VERIFICATION, SELF, FULL, repeats=Repeats("(b)", "(c)"))]
    because_in_turn = [because(clauses, years_since_initial=number)[-1] for number in (4, 5, 6, 7)]
    assert because_in_turn == ["G8.41(b)", "G8.41(c)", "G8.41(b)", "G8.41(c)"]


def test_a_sequence_starts_over_with_its_first_limb_after_a_year_left_out():
    clauses = [sequence(VERIFICATION, FULL, start=4)]
    assert [because(clauses, years_since_initial=n) for n in (3, 4, 5, 6)] == [
        (),
        ("G8.41(c)", "G8.41(a)"),
        ("G8.41(c)", "G8.41(b)"),
        ("G8.41(c)", "G8.41(a)"),
    ]


def test_what_a_repeated_limb_asks_besides_the_year_is_asked_again():
    limbs = (
        Limb("(a)", year.is_exactly(1) & D.exceeds(100), FULL),
        Limb("(b)", year.is_exactly(1) & D.is_at_most(100), SELF),
        Limb("(c)", year.is_at_least(2), Repeats("(a)", "(b)")),
    )
    clauses = [clause("G8.41", answers(ALWAYS, limbs=limbs))]
    assert because(clauses, years_since_initial=2, domestic_premises=101) == ("G8.41(c)", "G8.41(a)")
    assert because(clauses, years_since_initial=9, domestic_premises=100) == ("G8.41(c)", "G8.41(b)")


@pytest.mark.parametrize(
    ("repeats", "says"),
    [
        (Repeats("(a)", "(f)"), "G8.41 repeats paragraphs (a) to (f), but has no paragraph (f)."),
        (Repeats("(z)", "(b)"), "G8.41 repeats paragraphs (z) to (b), but has no paragraph (z)."),
        (Repeats("(b)", "(a)"), "G8.41 repeats paragraphs (b) to (a), which are in the wrong order."),
        (Repeats("(c)", "(c)"), "G8.41(c) repeats paragraphs (c) to (c), and so itself."),
    ],
)
def test_a_range_that_cannot_be_repeated_leaves_the_clause_unread(repeats, says):
    linked = ruleset(sequence(VERIFICATION, SELF, repeats=repeats), SMALL)
    assert linked.unread == (("G8.41", says),)
    assert [rule.clause for rule in linked.rules] == ["G8.42"]


def test_a_repetition_that_no_year_reaches_leaves_the_clause_unread():
    limbs = (Limb("(a)", year.is_exactly(1), FULL), Limb("(b)", NEVER, Repeats("(a)", "(a)")))
    assert ruleset(clause("G8.41", answers(ALWAYS, limbs=limbs))).unread == (
        ("G8.41", "G8.41(b) repeats a sequence of years that cannot be made out."),
    )


# What else the ruleset of a question holds.


def test_exceptions_are_part_of_to_whom_a_clause_applies():
    clauses = [clause("G8.41", answers(supplier_party, unless=D.exceeds(100)))]
    assert because(clauses, **TWO) == ("G8.41",)
    assert because(clauses, **ONE) == ()


def test_a_clause_that_answers_another_question_is_no_part_of_it():
    other = Answers(question=Question("deadline", "By when?", ()), applies=ALWAYS, limbs=())
    assert ruleset(clause("G8.50", other), SMALL).rules == ruleset(SMALL).rules


def test_what_is_not_used_says_nothing_and_what_is_unread_says_why():
    linked = ruleset(clause("G8.41", NotUsed()), clause("G8.42", Unread("no duty was found")))
    assert (linked.rules, linked.branches) == ((), ())
    assert linked.unread == (("G8.42", "no duty was found"),)


def test_beside_a_clause_that_was_not_read_nobody_is_answered_and_it_is_named():
    unread = clause("G8.42", Unread("no duty was found"))
    message = "No clause answers for these facts. G8.42 was not read as a rule."
    assert asked([LARGE, unread]).undetermined == message
    beside = asked([LARGE, unread], domestic_premises=101)
    assert (beside.outcome, beside.because) == (None, ("G8.41",))
    assert beside.undetermined == "G8.42 was not read (no duty was found). It may answer, or change this answer."
    missing = Code((LARGE, unread)).ask(assessment, {"domestic_premises": 100, "network_party": None}, on=ON)
    assert missing.undetermined == message


def test_an_outcome_that_the_clause_does_not_settle_is_undetermined_with_its_reason():
    found = asked([clause("G8.41", answers(ALWAYS, Undetermined("the Panel decides")))])
    assert (found.outcome, found.undetermined, found.because) == (None, "the Panel decides", ("G8.41",))


def test_a_doubt_on_a_deeming_clause_touches_the_clauses_it_reaches():
    doubt = Doubt(unsure="whether they counted", when=shared_supplier_premises.exceeds(0), evidence=())
    deems = clause("G8.43", *SHARED.versions[0].rules, doubts=(doubt,))
    other = clause("G8.44", answers(network_party & D.is_exactly(7), VERIFICATION))
    assert asked([LARGE, SMALL, deems], shared_supplier_premises=1).doubts == (("G8.43", "whether they counted"),)
    assert asked([LARGE, SMALL, deems]).doubts == ()
    assert [d.touches for d in ruleset(LARGE, SMALL, deems, other).doubts] == [frozenset({"G8.41", "G8.42", "G8.43"})]


def test_a_doubt_of_other_days_is_left_out():
    doubt = Doubt(unsure="something", evidence=(), last_day=date(2019, 12, 31))
    clauses = ((LARGE, clause("G8.41", doubts=(doubt,)).versions[0]),)
    assert [len(link(assessment, day, clauses).doubts) for day in (date(2019, 12, 31), ON)] == [1, 0]


def test_the_facts_of_an_invariant_are_those_that_its_clauses_read():
    assert facts_of(ruleset(LARGE, SMALL)) == {"domestic_premises"}
    assert facts_of(ruleset(LARGE, SMALL, SHARED)) == {"domestic_premises", "shared_supplier_premises"}
    limbs = (Limb("(a)", year.is_exactly(1), SELF),)
    network = clause("G8.44", answers(network_party & Not(network_premises.exceeds(5)), limbs=limbs))
    assert facts_of(ruleset(network)) == {"network_party", "network_premises", "years_since_initial"}
