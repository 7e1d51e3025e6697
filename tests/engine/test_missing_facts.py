"""Questions with facts missing: decided anyway, or undecided with the smallest set of facts that settles them."""

from datetime import date
from functools import cache
from itertools import combinations, product

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from sec_rules.analysis.invariants import answers_at
from sec_rules.engine.missing_facts import settle
from sec_rules.lang import Undetermined, YesNo
from sec_rules.loading import load
from sec_rules.rulebook.facts import BY_NAME, domestic_premises, non_domestic_premises, supplier_party
from sec_rules.rulebook.outcomes import FULL
from sec_rules.rulebook.questions import assessment

TODAY, DRAFTED = date(2020, 1, 1), date(2020, 1, 2)
weighted = domestic_premises + 5 * non_domestic_premises


def ask(on=TODAY, **facts):
    return load().ask(assessment, facts, on=on)


def drafted(label=None, change=None, deleted=()):
    code = load()
    clauses = []
    if label:
        clause = code.clause(label)
        version = clause.on(TODAY)
        rules = tuple(change(rule) for rule in version.rules)
        clauses = [evolve(clause, versions=(evolve(version, in_force=DRAFTED, rules=rules),))]
    return code.with_draft(clauses, deleted=deleted, on=DRAFTED)


# Decided anyway.

DECIDED = [
    ({"supplier_party": True, "domestic_premises": 250_001}, ("G8.41",)),
    ({"supplier_party": True, "non_domestic_premises": 50_001}, ("G8.41",)),
    # In the third year the outcome is the same on both sides of the threshold.
    ({"supplier_party": True, "years_since_initial": 3}, ("G8.41", "G8.42(c)")),
    ({"supplier_party": True, "years_since_initial": 6}, ("G8.41", "G8.42(d)", "G8.42(c)")),
    ({"network_party": True, "years_since_initial": 3}, ("G8.44(c)", "G8.45(c)")),
    ({"years_since_initial": 3}, ("G8.41", "G8.42(c)", "G8.44(c)", "G8.45(c)", "G8.47(c)")),
]


@pytest.mark.parametrize(("facts", "because"), DECIDED)
def test_what_no_missing_fact_could_change_is_decided(facts, because):
    found = ask(**facts)
    assert (found.outcome, found.undetermined, found.needs) == (FULL, None, ())
    assert found.because == because


def test_a_decided_answer_lists_the_assumptions_it_stands_on():
    assert ask(supplier_party=True, domestic_premises=250_001).assumptions == ("party-categories-exclude-each-other",)


# Undecided.

ALL_THAT_MATTER = (
    "supplier_party",
    "network_party",
    "domestic_premises",
    "non_domestic_premises",
    "network_premises",
    "years_since_initial",
)
UNDECIDED = [
    ({}, ALL_THAT_MATTER),
    ({"supplier_party": True, "domestic_premises": 200_000, "years_since_initial": 1}, ("non_domestic_premises",)),
    ({"supplier_party": True, "years_since_initial": 1}, ("domestic_premises", "non_domestic_premises")),
    ({"supplier_party": True, "domestic_premises": 0, "non_domestic_premises": 0}, ("years_since_initial",)),
    ({"network_party": True, "years_since_initial": 2}, ("network_premises",)),
    # In the first year a Network Party gets the same on both sides, so its premises do not matter.
    ({"network_party": True}, ("network_premises", "years_since_initial")),
    # A User of neither party, and every Network Party, gets a VERIFICATION in the first year.
    ({"years_since_initial": 1}, ("supplier_party", "domestic_premises", "non_domestic_premises")),
    ({"years_since_initial": 2}, ALL_THAT_MATTER[:-1]),
    ({"supplier_party": False, "years_since_initial": 2}, ("network_party", "network_premises")),
    ({"domestic_premises": 300_000, "network_party": False, "years_since_initial": 2}, ("supplier_party",)),
    ({"domestic_premises": 0, "non_domestic_premises": 0, "network_premises": 0}, ("years_since_initial",)),
]


@pytest.mark.parametrize(("facts", "needs"), UNDECIDED)
def test_an_undecided_question_needs_the_smallest_set_of_facts_that_settles_it(facts, needs):
    found = ask(**facts)
    assert (found.outcome, found.needs, found.because) == (None, needs, ())
    assert all(name in found.undetermined for name in needs)


def test_the_reason_says_what_it_could_be_and_what_is_missing():
    found = ask(supplier_party=True, domestic_premises=200_000, years_since_initial=1)
    assert found.undetermined == (
        "It could be VERIFICATION or FULL: that depends on non_domestic_premises, which is not given."
    )
    assert ask(supplier_party=True).undetermined == (
        "It could be SELF, VERIFICATION or FULL: that depends on domestic_premises, non_domestic_premises and "
        "years_since_initial, which are not given."
    )


def test_shared_premises_are_needed_while_they_count():
    found = ask(date(2018, 11, 28), supplier_party=True, domestic_premises=250_000, years_since_initial=1)
    assert found.needs == ("shared_supplier_premises",)
    found = ask(date(2018, 11, 29), supplier_party=True, domestic_premises=250_000, years_since_initial=1)
    assert (found.needs, found.because) == ((), ("G8.42(a)",))


def test_a_decision_that_a_draft_rests_on_is_needed():
    directs = YesNo("directs", "the Panel directs otherwise", decided_by="the Panel")
    code = drafted("G8.41", lambda rule: evolve(rule, unless=directs))
    found = code.ask(assessment, {"supplier_party": True, "domestic_premises": 250_001}, on=DRAFTED)
    assert found.needs == ("directs",)
    assert found.undetermined == "It could be FULL or no answer: that depends on directs, which is not given."


# Gaps and overlaps.


def test_a_gap_that_no_missing_fact_closes_is_said():
    def contradicted(rule):
        return evolve(rule, applies=supplier_party & weighted.exceeds(250_000) & weighted.is_at_most(200_000))

    code = drafted("G8.41", contradicted, deleted=["G8.42"])
    found = code.ask(assessment, {"supplier_party": True}, on=DRAFTED)
    assert (found.outcome, found.needs, found.because) == (None, (), ())
    assert found.undetermined == "No clause answers for these facts, whatever the missing ones are."


def test_an_overlap_that_no_missing_fact_resolves_is_said_with_the_clauses():
    code = drafted("G8.47", lambda rule: evolve(rule, applies=supplier_party))
    found = code.ask(assessment, {"supplier_party": True, "domestic_premises": 250_001}, on=DRAFTED)
    assert (found.outcome, found.needs) == (None, ())
    assert found.because == ("G8.41", "G8.47(a)", "G8.47(b)", "G8.47(c)", "G8.47(d)")
    assert found.undetermined.startswith("Several provisions answer at once, whatever the missing facts are: G8.41, ")


def test_a_gap_for_some_values_is_a_result_of_its_own():
    code = drafted("G8.41", lambda rule: evolve(rule, applies=supplier_party & weighted.exceeds(250_001)))
    facts = {"supplier_party": True, "non_domestic_premises": 0, "years_since_initial": 3}
    found = code.ask(assessment, facts, on=DRAFTED)
    assert (found.outcome, found.needs) == (None, ("domestic_premises",))
    assert "FULL or no answer" in found.undetermined


def test_an_outcome_that_the_clause_leaves_open_is_said_with_its_reason():
    def opened(rule):
        return evolve(rule, limbs=tuple(evolve(m, outcome=Undetermined("The text is silent.")) for m in rule.limbs))

    found = drafted("G8.41", opened).ask(assessment, {"supplier_party": True, "domestic_premises": 250_001}, on=DRAFTED)
    assert (found.outcome, found.undetermined, found.because) == (None, "The text is silent.", ("G8.41",))


# Against the reference.

# Around every figure of the ruleset, so that a fact that matters to somebody matters to somebody here.
GRID = [
    dict(zip(ALL_THAT_MATTER, facts, strict=True))
    for facts in product(
        [False, True], [False, True], [0, 250_000, 250_001], [0, 1, 50_000, 50_001], [0, 250_001], range(1, 7)
    )
    if not (facts[0] and facts[1])
]


@cache
def answered():
    """Every User of the grid, with the branch that answers."""
    ruleset = load().ruleset(assessment, TODAY)
    return [(facts, *answers_at(ruleset, facts)) for facts in GRID]


def settled_by(completions, names):
    found = {}
    for facts, branch in completions:
        if found.setdefault(tuple(facts[name] for name in names), branch.outcome) != branch.outcome:
            return False
    return True


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(GRID), st.sets(st.sampled_from(ALL_THAT_MATTER)))
def test_the_reference_agrees_on_what_is_settled_and_on_what_settles_it(facts, known_names):
    known = {name: value for name, value in facts.items() if name in known_names}
    completions = [c for c in answered() if all(c[0][name] == value for name, value in known.items())]
    missing = [name for name in ALL_THAT_MATTER if name not in known]
    by_size = (names for size in range(7) for names in combinations(missing, size))
    expected = next(names for names in by_size if settled_by(completions, names))
    answers, why, needs = settle(load().ruleset(assessment, TODAY), known, BY_NAME)
    assert needs == expected
    assert (why is None, bool(answers)) == (not needs, not needs)
    assert needs or {branch.cites for branch in answers} >= {branch.cites for _, branch in completions}
