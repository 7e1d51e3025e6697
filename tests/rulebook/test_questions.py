"""The questions: their outcomes in order, their facts, and which clauses bear on each."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.engine.ranges import Range
from sec_rules.errors import FactError
from sec_rules.lang import Question
from sec_rules.loading import load
from sec_rules.rulebook.facts import EVERY_FACT, FACTS, assurance_status
from sec_rules.rulebook.questions import QUESTIONS, assessment, latest_date, status_effect

EVERY = pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))


@EVERY
def test_every_outcome_has_a_name_and_a_title_of_its_own(question: Question) -> None:
    assert (
        len({o.name for o in question.outcomes}) == len({o.title for o in question.outcomes}) == len(question.outcomes)
    )
    assert [o.weight for o in question.outcomes] == sorted(o.weight for o in question.outcomes)


@EVERY
def test_a_clause_bears_on_one_question_only_and_every_question_has_one(question: Question) -> None:
    mine = {clause.label for clause in load().bearing_on(question)}
    others = {c.label for other in QUESTIONS.values() if other != question for c in load().bearing_on(other)}
    assert mine
    assert not mine & others


@EVERY
def test_the_clauses_read_no_fact_that_the_question_is_not_asked_with(question: Question) -> None:
    for clause in load().bearing_on(question):
        for version in clause.versions:
            assert set(load().facts(version.in_force, question)) == {fact.name for fact in question.facts}


def test_the_facts_of_the_assessment_are_as_they_were() -> None:
    assert assessment.facts == FACTS
    assert set(load().facts(date(2023, 1, 1), assessment)) == {fact.name for fact in FACTS}
    assert len(EVERY_FACT) == len({*EVERY_FACT})


@pytest.mark.parametrize(
    ("on", "third"), [(date(2020, 2, 26), "provisionally approved"), (date(2020, 2, 27), "deferred")]
)
def test_the_names_of_values_are_those_of_the_day(on: date, third: str) -> None:
    assert assurance_status.names_on(on)[2] == third


@pytest.mark.parametrize("value", ["Deferred", "deferred", 3])
def test_a_value_is_given_by_name_in_any_case_or_by_its_place(value: object) -> None:
    answer = load().ask(status_effect, {"assurance_status": value}, on=date(2021, 1, 1))
    assert answer.outcome is not None
    assert answer.outcome.name == "NOT_YET"


def test_a_day_is_given_as_a_date_or_as_its_text() -> None:
    facts = {"category": "SELF", "thirteen_months_on": date(2020, 1, 31), "years_since_initial": 2}
    by_date = load().ask(latest_date, facts | {"assessment_day": date(2020, 1, 31)}, on=date(2020, 1, 1))
    by_number = load().ask(latest_date, facts | {"assessment_day": date(2020, 1, 31).toordinal()}, on=date(2020, 1, 1))
    by_text = load().ask(latest_date, facts | {"assessment_day": "2020-01-31"}, on=date(2020, 1, 1))
    assert by_date == by_number == by_text


@pytest.mark.parametrize("value", [date(2014, 12, 31), date(2200, 1, 1), "31 January", 20200131])
def test_a_day_out_of_range_or_that_is_none_is_refused(value: object) -> None:
    with pytest.raises(FactError, match="a day from 2015-01-01 to 2199-12-31"):
        load().ask(latest_date, {"assessment_day": value}, on=date(2020, 1, 1))


def test_a_range_stays_missing_and_may_still_decide() -> None:
    facts = {"supplier_party": True, "non_domestic_premises": 0, "years_since_initial": 1}
    on = date(2020, 1, 1)
    small = load().ask(assessment, facts | {"domestic_premises": Range(1, 250_000)}, on=on)
    assert (str(small.outcome), "domestic_premises" in small.facts) == ("VERIFICATION", False)
    either = load().ask(assessment, facts | {"domestic_premises": Range(250_000, 250_001)}, on=on)
    assert (either.outcome, either.needs) == (None, ("domestic_premises",))
    assert "not given exactly" in str(either.undetermined)
    exact = load().ask(assessment, facts | {"domestic_premises": Range(7, 7)}, on=on)
    assert exact.facts["domestic_premises"] == 7


def test_a_range_beyond_what_a_count_can_be_is_refused() -> None:
    with pytest.raises(FactError, match="got -1"):
        load().ask(assessment, {"domestic_premises": Range(-1, 5)}, on=date(2020, 1, 1))


def test_a_fact_of_another_question_is_refused_with_those_that_are_asked() -> None:
    with pytest.raises(FactError, match="'domestic_premises' is no fact the Code asks for"):
        load().ask(status_effect, {"domestic_premises": 5}, on=date(2020, 1, 1))
