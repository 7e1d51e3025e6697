"""What was worked out is kept by what it was asked, and takes its steps of the budget all the same."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from sec_rules.analysis import contents
from sec_rules.analysis.contents import Remembered, content, given_facts
from sec_rules.engine.solver import OutOfBudget, Solver, one_budget
from sec_rules.lang import Place
from sec_rules.loading import load
from sec_rules.rulebook.facts import BY_NAME, FACTS
from sec_rules.rulebook.questions import assessment

RULES = load().ruleset(assessment, date(2020, 1, 1))


def steps(number: int) -> int:
    Solver(FACTS).spend(number)
    return number


def test_the_same_is_worked_out_once_and_its_steps_are_taken_again() -> None:
    kept = Remembered(steps)
    assert kept(40) == 40
    assert (kept.missed, len(kept)) == (1, 1)
    with one_budget(100):
        assert [kept(40), kept(40)] == [40, 40]
        assert kept.missed == 1
        with pytest.raises(OutOfBudget, match=r"^The check gave up within its budget \(100 steps\)\.$"):
            kept(40)
    assert kept(40) == 40


def test_what_is_given_up_is_not_kept() -> None:
    def gives_up(number: int) -> str:
        try:
            return f"done in {steps(number)}"
        except OutOfBudget:
            return "given up"

    kept = Remembered(gives_up)
    with one_budget(10):
        assert kept(20) == "given up"
    assert (kept(20), len(kept)) == ("done in 20", 1)


def test_no_more_is_kept_than_stated_and_the_oldest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "MOST_KEPT", 3)
    kept = Remembered(steps)
    for number in (1, 2, 3, 1, 4):
        kept(number)
    assert (kept.missed, len(kept)) == (4, 3)
    kept(1)
    assert kept.missed == 4
    kept(2)
    assert kept.missed == 5


def test_a_ruleset_is_the_same_wherever_its_words_stand() -> None:
    rule = RULES.rules[0]
    moved = evolve(rule, branches=tuple(evolve(b, place=Place(7, 9, "G8.41")) for b in rule.branches))
    assert content(evolve(RULES, rules=(moved, *RULES.rules[1:]))) == content(RULES)


def test_a_ruleset_is_another_where_anything_that_a_result_may_speak_of_differs() -> None:
    rule, question = RULES.rules[0], RULES.question
    others = (
        evolve(RULES, rules=RULES.rules[1:]),
        evolve(RULES, rules=(evolve(rule, version=evolve(rule.version, brought_in_by="another")), *RULES.rules[1:])),
        evolve(RULES, assumed=("a sentence",)),
        evolve(RULES, day=date(2020, 1, 2)),
        evolve(RULES, question=evolve(question, more="Other words.")),
        evolve(RULES, question=evolve(question, outcomes=tuple(evolve(o, weight=1) for o in question.outcomes))),
    )
    assert len({content(other) for other in (RULES, *others)}) == len(others) + 1


def test_facts_are_others_where_their_ranges_are() -> None:
    premises = BY_NAME["domestic_premises"]
    wider = {**BY_NAME, "domestic_premises": evolve(premises, at_most=10)}
    assert premises == wider["domestic_premises"]
    assert given_facts(BY_NAME) != given_facts(wider)
    assert given_facts(dict(BY_NAME)) == given_facts(BY_NAME)
    assert given_facts(None) != given_facts({})
