"""Rows at the boundaries: whoever is off by one in a clause answers one of them otherwise."""

from datetime import date

import pytest

from sec_rules.analysis.boundaries import within_assumptions
from sec_rules.analysis.boundary_rows import _met, boundary_rows
from sec_rules.analysis.invariants import answers_at
from sec_rules.lang.formulas import Bound, Literal
from sec_rules.loading import held
from sec_rules.rulebook.assumptions import ASSUMPTIONS
from sec_rules.rulebook.facts import BY_NAME, domestic_premises, non_domestic_premises
from sec_rules.rulebook.questions import QUESTIONS, assessment
from tests.mutation.rules import mutants_of

CODE = held()
DAYS = [date(2018, 1, 1), date(2018, 12, 1), date(2020, 1, 1)]
OFF_BY_ONE = ("figure", "comparison")


def outcomes(ruleset, facts):
    return [branch.outcome for branch in answers_at(ruleset, facts)]


@pytest.mark.parametrize("on", DAYS)
def test_whoever_is_off_by_one_in_a_clause_answers_a_row_otherwise(on):
    ruleset = CODE.ruleset(assessment, on)
    rows = [row.facts for row in boundary_rows(ruleset, BY_NAME)]
    slips = [
        (mutant.label, mutant.what, changed)
        for clause, version in CODE.standing(on)
        for mutant in mutants_of(clause)
        if mutant.of == version.in_force and mutant.kind in OFF_BY_ONE
        if (changed := mutant.put_into(CODE).ruleset(assessment, on)).branches != ruleset.branches
    ]
    assert len(slips) > 30
    unseen = [slip[:2] for slip in slips if all(outcomes(slip[2], r) == outcomes(ruleset, r) for r in rows)]
    assert unseen == []


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_each_outcome_of_a_question_is_met_by_a_row_that_gives_every_fact(question):
    ruleset = CODE.ruleset(question, date(2023, 1, 1))
    known = {fact.name: fact for fact in question.facts}
    rows = [row.facts for row in boundary_rows(ruleset, known)]
    assert all(row.keys() == known.keys() and within_assumptions(row, ASSUMPTIONS) for row in rows)
    assert {o for row in rows for o in outcomes(ruleset, row)} == {branch.outcome for branch in ruleset.branches}


def test_a_sum_meets_its_figure_in_each_count_and_in_all_together():
    rows = [row.facts for row in boundary_rows(CODE.ruleset(assessment, DAYS[-1]), BY_NAME)]
    met = {
        (row["domestic_premises"] > 0, row["non_domestic_premises"] > 0)
        for row in rows
        if row["domestic_premises"] + 5 * row["non_domestic_premises"] == 250_000
    }
    assert met == {(True, False), (False, True), (True, True)}


def test_the_rows_are_the_same_each_time():
    ruleset = CODE.ruleset(assessment, DAYS[-1])
    assert boundary_rows(ruleset, BY_NAME) == boundary_rows(ruleset, BY_NAME)


@pytest.mark.parametrize(
    ("domestic", "non_domestic", "holds", "moved"),
    [
        (40, 6, True, (70, 6)),
        (90, 6, False, (69, 6)),
        (0, 0, True, (100, 0)),
        # No fewer Domestic Premises than none would do, so that the other count gives way.
        (10, 50, False, (10, 17)),
        (10, 50, True, (10, 50)),
    ],
)
def test_a_row_is_moved_to_a_figure_and_no_further(domestic, non_domestic, holds, moved):
    weighted = Bound(((domestic_premises, 1), (non_domestic_premises, 5)), 100)
    row = {"domestic_premises": domestic, "non_domestic_premises": non_domestic}
    found = _met([Literal(weighted, holds)], row, frozenset())
    assert found == dict(zip(row, moved, strict=True))
