"""The invariants of the other questions, by Hypothesis and in every cell, and that all engines answer them alike."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.analysis.atlas import build
from sec_rules.analysis.invariants import FIRST, Growing, answers_at
from sec_rules.analysis.invariants.history import regimes
from sec_rules.errors import ExtraError
from sec_rules.lang import Question
from sec_rules.loading import load
from sec_rules.rulebook.questions import QUESTIONS, assessment
from sec_rules.testing import invariant_test

STATED = [
    pytest.param(question, regime.first, id=f"{question.name}-{regime.first}")
    for question in QUESTIONS.values()
    if question != assessment
    for regime in regimes(load(), question)
    if question.first_day is None or question.first_day <= regime.first
]


@pytest.mark.parametrize(("question", "on"), STATED)
def test_each_invariant_holds_of_facts_that_are_drawn(question: Question, on: date) -> None:
    ruleset = load().ruleset(question, on)
    for invariant in FIRST:
        if isinstance(invariant.says, Growing) and not question.more_never_lighter:
            continue
        invariant_test(invariant, ruleset, max_examples=100)()


@pytest.mark.parametrize(("question", "on"), STATED)
def test_the_smallest_case_of_each_cell_lists_the_facts_of_the_question_alone(question: Question, on: date) -> None:
    atlas = build(load().ruleset(question, on))
    assert atlas.cells
    for cell in atlas.cells:
        assert set(cell.witness) == {fact.name for fact in question.facts}
        assert "Supplier" in cell.where or "Network" in cell.where or "supplier_party" not in cell.witness


@pytest.mark.parametrize(("question", "on"), STATED)
def test_source_and_reference_and_durable_rules_answer_alike_in_every_cell(question: Question, on: date) -> None:
    code = load()
    ruleset = code.ruleset(question, on)
    for cell in build(ruleset).cells:
        facts = cell.witness
        reference = tuple(branch.cites for branch in answers_at(ruleset, facts))
        for _ in range(4):  # the third answer of a regime comes from generated source
            assert (code.ask(question, facts, on=on).because,) == reference
        try:
            assert (code.ask(question, facts, on=on, engine="durable").because,) == reference
        except ExtraError:
            pytest.skip("durable_rules is not installed")
