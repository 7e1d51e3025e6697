"""The laws of the question "which assessment", on every day on which something changes: proved, and by Hypothesis."""

from datetime import date
from functools import cache

import pytest

from sec_rules.assumptions import PARTIES_EXCLUDE
from sec_rules.code import load
from sec_rules.laws import FIRST, LAWS, prove_all
from sec_rules.laws.days import amendments
from sec_rules.questions import assessment
from sec_rules.testing import law_test

DAYS = [
    date(2017, 1, 1),
    date(2018, 11, 28),  # the last day on which premises on Shared Resources count
    date(2018, 11, 29),  # SECMP0044
    date(2019, 2, 27),
    date(2019, 2, 28),  # SECMP0059
    date(2030, 1, 1),
]
STATED = [(law, day) for law in LAWS for day in DAYS if law.stated_for(assessment, day)]


@cache
def verdicts(on):
    return {v.law: v for v in prove_all(load(), assessment, on)}


@pytest.mark.parametrize(("declared", "on"), STATED, ids=lambda x: getattr(x, "name", str(x)))
def test_every_law_is_proved_on_its_days(declared, on):
    found = verdicts(on)[declared.name]
    assert (found.holds, found.failures, found.message) == (True, (), declared.statement)


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_only_the_law_of_one_answer_rests_on_the_assumption(on):
    resting = {name for name, v in verdicts(on).items() if v.assumptions}
    assert resting == {"exactly-one-answer"}
    assert verdicts(on)["exactly-one-answer"].assumptions == (PARTIES_EXCLUDE.name,)


@pytest.mark.parametrize("declared", LAWS, ids=lambda declared: declared.name)
def test_every_law_holds_of_users_drawn_near_the_figures(declared):
    # A law over several clauses needs many examples; relations are put right by construction, and need fewer.
    examples = 1_000 if declared in FIRST else 60
    for on in (day for day in (DAYS[0], *amendments(load())) if declared.stated_for(assessment, day)):
        law_test(declared, load().law(assessment, on), code=load(), max_examples=examples)()


def test_the_days_are_those_on_which_something_changes():
    changing = set(amendments(load()))
    assert changing == {date(2018, 11, 29), date(2019, 2, 28)}
    assert changing < set(DAYS)


def test_every_law_has_a_name_of_its_own_and_a_sentence():
    assert len({law.name for law in LAWS}) == len(LAWS)
    assert all(law.statement.endswith(".") and law.statement[0].isupper() for law in LAWS)
    assert all(law.rests_on for law in LAWS if law.kind == "policy")
