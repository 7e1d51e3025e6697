"""How long an answer takes to explain itself, a schedule, the ranges that decide, and every invariant on every day."""

from __future__ import annotations

from datetime import date

from sec_rules.analysis.invariants.history import throughout
from sec_rules.answers import growth
from sec_rules.answers.decisive_ranges import ranges_that_decide
from sec_rules.answers.reasons import reasons
from sec_rules.answers.schedule import Plan, schedule
from sec_rules.engine.validation import admit
from sec_rules.loading import load
from sec_rules.rulebook.facts import BY_NAME
from sec_rules.rulebook.questions import QUESTIONS, assessment

ON = date(2020, 1, 1)
SUPPLIER = {"supplier_party": True, "domestic_premises": 200_000, "non_domestic_premises": 12_000}


def test_an_answer_alone(benchmark):
    facts = SUPPLIER | {"network_party": False, "network_premises": 0, "years_since_initial": 3}
    assert str(benchmark(load().ask, assessment, facts, on=ON).outcome) == "FULL"


def test_an_answer_with_its_reasons(benchmark):
    facts = SUPPLIER | {"network_party": False, "network_premises": 0, "years_since_initial": 3}
    answer = load().ask(assessment, facts, on=ON)
    assert benchmark(reasons, load(), answer).arithmetic


def test_the_ranges_that_decide(benchmark):
    known = load().facts(ON, assessment)
    facts = admit({"supplier_party": True, "domestic_premises": 200_000}, known)
    assert benchmark(ranges_that_decide, load().ruleset(assessment, ON), facts, known)


def test_a_schedule_of_ten_years_with_growth(benchmark):
    plan = Plan(
        facts=SUPPLIER,
        initial=date(2017, 3, 1),
        start=ON,
        years=10,
        growth=growth.given(("domestic_premises=3%",), BY_NAME),
    )
    assert len(benchmark(schedule, load(), plan)) == 10


def test_every_invariant_of_every_question_on_every_day(benchmark):
    def all_of_them():
        return [proved.holds for question in QUESTIONS.values() for proved in throughout(load(), question)]

    assert all(benchmark(all_of_them))
