"""The atlas: finitely many cells that cover all facts, each with its answer."""

from datetime import date
from functools import cache

import pytest
from attrs import evolve
from hypothesis import given, settings

from sec_rules.analysis.atlas import build, refine, regions
from sec_rules.analysis.invariants import answers_at
from sec_rules.engine.reference import holds
from sec_rules.engine.solver import Solver
from sec_rules.lang import ALWAYS, YesNo
from sec_rules.lang.formulas import All, Any, formula, negation
from sec_rules.loading import load
from sec_rules.rulebook.assumptions import ASSUMPTIONS, PARTIES_EXCLUDE
from sec_rules.rulebook.facts import (
    BY_NAME,
    domestic_premises,
    network_party,
    non_domestic_premises,
    supplier_party,
    years_since_initial,
)
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION
from sec_rules.rulebook.questions import assessment
from sec_rules.testing import users

BEFORE, AFTER, DRAFTED = date(2019, 2, 27), date(2019, 2, 28), date(2019, 3, 1)
weighted = domestic_premises + 5 * non_domestic_premises


def ruleset(on):
    return load().ruleset(assessment, on)


def with_rule(label, change, on=DRAFTED):
    """The ruleset of a day with a draft in it that changes one clause of the day before."""
    code = load()
    clause = code.clause(label)
    version = clause.on(AFTER)
    drafted = evolve(version, in_force=on, rules=tuple(change(rule) for rule in version.rules))
    return code.with_draft([evolve(clause, versions=(drafted,))], on=on).ruleset(assessment, on)


@cache
def cells_after():
    return build(ruleset(AFTER)).cells


def literals_of(*conditions):
    return tuple(formula(condition) for condition in conditions)


def test_the_code_in_force_has_one_cell_for_each_party_size_and_place_in_the_sequence():
    # One cell for large suppliers; six for each of the four sequences: three years, and three turns after them.
    cells = build(ruleset(AFTER)).cells
    assert len(cells) == 1 + 4 * 6
    assert [cell.because for cell in cells[:4]] == [("G8.41",), ("G8.42(a)",), ("G8.42(b)",), ("G8.42(c)",)]


def test_a_cell_knows_its_outcome_its_clause_its_smallest_case_and_its_phrase():
    cell = build(ruleset(AFTER)).cells[0]
    assert cell.outcome == FULL
    assert cell.because == ("G8.41",)
    assert cell.where == "Supplier Parties whose Domestic Premises plus five times Non-Domestic Premises exceed 250,000"
    assert cell.witness == {
        "supplier_party": True,
        "network_party": False,
        "domestic_premises": 250_001,
        "non_domestic_premises": 0,
        "network_premises": 0,
        "shared_supplier_premises": 0,
        "shared_network_premises": 0,
        "years_since_initial": 1,
    }


def test_a_repeated_year_cites_the_limb_that_repeats_and_the_limb_repeated():
    cells = [cell for cell in build(ruleset(AFTER)).cells if cell.because[0] == "G8.42(d)"]
    assert [(cell.because, cell.outcome, cell.witness["years_since_initial"]) for cell in cells] == [
        (("G8.42(d)", "G8.42(a)"), VERIFICATION, 4),
        (("G8.42(d)", "G8.42(b)"), SELF, 5),
        (("G8.42(d)", "G8.42(c)"), FULL, 6),
    ]


def test_cells_that_break_an_assumption_are_kept_apart_and_say_which():
    atlas = build(ruleset(AFTER))
    assert not any(cell.breaks for cell in atlas.cells)
    assert {cell.breaks for cell in atlas.outside} == {(PARTIES_EXCLUDE.name,)}
    assert all(cell.witness["supplier_party"] and cell.witness["network_party"] for cell in atlas.outside)


@pytest.mark.parametrize("on", [date(2017, 1, 1), date(2018, 11, 29), BEFORE, AFTER])
def test_cells_exclude_each_other_and_cover_all_that_the_assumptions_allow(on):
    atlas = build(ruleset(on))
    formulas = [All(cell.literals) for cell in atlas.cells]
    for number, one in enumerate(formulas):
        assert not any(atlas.solver.satisfiable(one, other) for other in formulas[:number])
    assumed = [formula(assumption.holds) for assumption in ASSUMPTIONS]
    assert not atlas.solver.satisfiable(*assumed, negation(Any(tuple(formulas))))


@pytest.mark.parametrize("on", [date(2018, 11, 28), BEFORE, AFTER])
def test_the_smallest_case_of_a_cell_is_answered_as_the_cell_says(on):
    for cell in (atlas := build(ruleset(on))).cells:
        assert answers_at(atlas.ruleset, cell.witness) == cell.answers


@settings(max_examples=300, deadline=None)
@given(users(ruleset(AFTER)))
def test_every_user_lies_in_one_cell_and_is_answered_as_the_cell_says(facts):
    cells = cells_after()
    (cell,) = (cell for cell in cells if all(holds(m, facts) for m in cell.literals))
    assert answers_at(ruleset(AFTER), facts) == cell.answers


def test_a_smallest_case_lists_the_facts_that_a_draft_adds():
    directs = YesNo("directs", "the Panel directs otherwise", decided_by="the Panel")
    atlas = build(with_rule("G8.41", lambda rule: evolve(rule, unless=directs)))
    assert list(atlas.cells[0].witness) == [*BY_NAME, "directs"]
    assert {len(cell.answers) for cell in atlas.cells} == {0, 1}


def test_a_joint_refinement_has_the_answers_of_both_invariants():
    found = {
        (tuple(b.label for b in cell.one), tuple(b.label for b in cell.two))
        for cell in refine(ruleset(BEFORE), ruleset(AFTER), Solver(assumptions=ASSUMPTIONS))
    }
    assert (("G8.42(a)",), ("G8.41",)) in found
    assert (("G8.42(a)",), ("G8.42(a)",)) in found
    assert (("G8.41",), ("G8.42(a)",)) not in found


def test_cells_of_the_same_users_in_different_years_are_put_as_one():
    turn, late = years_since_initial.turn(1, of=3), years_since_initial.is_at_least(2)
    cells = [literals_of(supplier_party, ~late), literals_of(supplier_party, late, turn)]
    (found,) = regions(cells, Solver(assumptions=ASSUMPTIONS))
    assert found.years.in_words() == "in the first of each three years"
    assert found.members == (0, 1)


def test_cells_on_both_sides_of_a_comparison_are_put_as_one():
    big = domestic_premises.exceeds(5)
    (found,) = regions(
        [literals_of(supplier_party, big), literals_of(supplier_party, ~big)], Solver(assumptions=ASSUMPTIONS)
    )
    assert found.literals == literals_of(supplier_party)


def test_a_literal_that_only_one_side_states_is_kept_where_the_other_side_implies_it():
    # Above 250,000 Domestic Premises the weighted sum is above it too, so both cells are "weighted above 250,000".
    big = domestic_premises.exceeds(250_000)
    cells = [literals_of(supplier_party, big), literals_of(supplier_party, ~big, weighted.exceeds(250_000))]
    (found,) = regions(cells, Solver(assumptions=ASSUMPTIONS))
    assert found.literals == literals_of(supplier_party, weighted.exceeds(250_000))


def test_cells_that_no_phrase_joins_stay_apart():
    big, small = domestic_premises.exceeds(9), domestic_premises.is_at_most(5)
    assert (
        len(
            regions(
                [literals_of(supplier_party, big), literals_of(network_party, small)], Solver(assumptions=ASSUMPTIONS)
            )
        )
        == 2
    )
    assert len(regions([literals_of(big), literals_of(small)], Solver(assumptions=ASSUMPTIONS))) == 2


def test_an_invariant_without_clauses_is_one_gap():
    empty = evolve(ruleset(AFTER), rules=(), doubts=())
    assert {cell.answers for cell in build(empty).cells} == {()}


def test_an_invariant_for_everybody_in_every_year_has_one_answer_everywhere():
    one = with_rule("G8.41", lambda rule: evolve(rule, applies=ALWAYS))
    everybody = evolve(one, rules=one.rules[:1])
    assert {cell.outcome for cell in build(everybody).cells} == {FULL}
