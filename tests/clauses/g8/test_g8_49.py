"""G8.49: "The DCC shall help with finding the number of premises"."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.backends.prose import rule_in_words
from sec_rules.code import load
from sec_rules.questions import QUESTIONS


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_it_answers_none_of_the_questions(name: str) -> None:
    law = load().law(QUESTIONS[name], date(2023, 1, 1))
    assert "G8.49" not in {rule.clause for rule in law.rules}


def test_it_is_held_and_says_so() -> None:
    assert "DCC helps" in rule_in_words(load().clause("G8.49").versions[0].rules[0])
