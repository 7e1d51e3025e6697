"""The facts for type checkers are those there are, each with the kind of value that it has."""

from __future__ import annotations

from datetime import date
from typing import get_type_hints

import pytest
from pydantic import TypeAdapter, ValidationError

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


def test_a_service_takes_them_in_and_leaves_none_out() -> None:
    asked = TypeAdapter(sec_rules.Facts)
    given = asked.validate_json(
        '{"supplier_party": true, "initial_assessment": "2018-05-01", "domestic_premises": null}'
    )
    code, day = sec_rules.load(), date(2020, 1, 1)
    by_day = {"supplier_party": True, "initial_assessment": date(2018, 5, 1)}
    assert code.ask(sec_rules.assessment, given, on=day) == code.ask(sec_rules.assessment, by_day, on=day)
    with pytest.raises(sec_rules.FactError, match="did you mean 'supplier_party'"):
        code.ask(sec_rules.assessment, asked.validate_json('{"suplier_party": true}'), on=day)
    with pytest.raises(ValidationError):
        asked.validate_json("[1]")
    shown = asked.json_schema()["properties"]
    assert list(shown) == list(get_type_hints(Facts))
    assert shown["initial_assessment"] == {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}


@pytest.mark.parametrize("text", ["2019-13-03", "20190303", "2019-W01-1", "soon", ""])
def test_text_that_names_no_day_is_refused(text: str) -> None:
    code, day = sec_rules.load(), date(2020, 1, 1)
    with pytest.raises(sec_rules.FactError, match="'initial_assessment' should be a date such as 2018-05-01, got "):
        code.ask(sec_rules.assessment, {"initial_assessment": text}, on=day)
