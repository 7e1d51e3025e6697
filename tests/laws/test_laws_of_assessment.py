"""The laws of the question "assessment": proved, and tested, on every day on which a clause changes."""

from datetime import date, timedelta

import pytest

from sec_rules.assumptions import PARTIES_EXCLUDE
from sec_rules.code import HELD_FROM, load
from sec_rules.laws import LAWS, prove
from sec_rules.questions import assessment
from sec_rules.testing import law_test

CHANGES = sorted(
    {version.in_force for clause in load().bearing_on(assessment) for version in clause.versions}
    | {clause.ceased for clause in load().bearing_on(assessment) if clause.ceased}
)
DAYS = sorted(
    day
    for change in CHANGES
    for day in (change - timedelta(days=1), change, change + timedelta(days=1))
    if day >= HELD_FROM
)


def test_the_days_on_which_clauses_change_are_those_of_the_modifications():
    assert {date(2017, 1, 1), date(2018, 11, 29), date(2019, 2, 28)} <= set(CHANGES)


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_law_is_proved(on):
    verdicts = prove(load().law(assessment, on), load().facts(on))
    assert {v.law: v.holds for v in verdicts} == {declared.name: True for declared in LAWS}


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_no_proof_rests_on_more_than_that_party_categories_exclude_each_other(on):
    verdicts = prove(load().law(assessment, on), load().facts(on))
    assert {name for v in verdicts for name in v.assumptions} == {PARTIES_EXCLUDE.name}


@pytest.mark.parametrize("on", CHANGES, ids=str)
@pytest.mark.parametrize("declared", LAWS, ids=lambda declared: declared.name)
def test_every_law_holds_of_a_thousand_users_drawn_near_the_figures(declared, on):
    law_test(declared, load().law(assessment, on), max_examples=1_000)()
