"""G8.49: "The DCC shall help with finding the number of premises"."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.engine.english.rules import rule_in_words
from sec_rules.loading import load
from sec_rules.rulebook.questions import QUESTIONS


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_it_answers_none_of_the_questions(name: str) -> None:
    ruleset = load().ruleset(QUESTIONS[name], date(2023, 1, 1))
    assert "G8.49" not in {rule.clause for rule in ruleset.rules}


def test_it_is_held_and_says_so() -> None:
    assert "DCC helps" in rule_in_words(load().clause("G8.49").versions[0].rules[0])
