"""The facts for type checkers are those there are, each with the kind of value that it has."""

from __future__ import annotations

from datetime import date
from typing import get_type_hints

import sec_rules
from sec_rules.engine.given_facts import Day, Facts, Named, Number, YesOrNo
from sec_rules.lang import DAY, Count
from sec_rules.rulebook.facts import EVERY_FACT


def test_each_fact_is_typed_by_what_may_be_given_of_it() -> None:
    def kind(fact: object) -> object:
        if not isinstance(fact, Count):
            return YesOrNo
        return Day if fact.unit == DAY else Named if fact.names else Number

    expected = {name: kind(fact) for name, fact in EVERY_FACT.items()}
    assert get_type_hints(Facts) == {"initial_assessment": Day, **expected}
    assert Facts.__required_keys__ == frozenset()


def test_a_question_is_asked_with_them() -> None:
    facts: sec_rules.Facts = {"supplier_party": True, "domestic_premises": 300_000}
    assert sec_rules.load().ask(sec_rules.assessment, facts, on=date(2020, 1, 1)).outcome is sec_rules.FULL
