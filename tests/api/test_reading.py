"""Answers read again from their JSON: the same value, the same bytes; what is no answer is refused with its place."""

from __future__ import annotations

import json
import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("cattrs")

import sec_rules
from sec_rules.cli import main
from tests.engine.test_own_clauses import CODE as POLICY
from tests.engine.test_own_clauses import audit

CODE = sec_rules.load()
ON = date(2020, 1, 1)
DAYS = {"years_since_initial": 1, "assessment_day": date(2020, 5, 1), "last_day_of_year": date(2020, 12, 31)}
ASKED: list[tuple[sec_rules.Question, dict[str, Any]]] = [
    (sec_rules.assessment, {"supplier_party": True, "domestic_premises": 300_000}),
    (sec_rules.assessment, {}),
    (sec_rules.assessment, {"supplier_party": True, "domestic_premises": sec_rules.Range(1, 260_000, "a guess")}),
    (sec_rules.assessment, {"network_party": True, "initial_assessment": date(2018, 1, 2)}),
    (sec_rules.latest_date, DAYS | {"category": sec_rules.SELF, "thirteen_months_on": date(2020, 7, 3)}),
    (sec_rules.status_effect, {"assurance_status": "deferred"}),
]


@pytest.mark.parametrize(("question", "facts"), ASKED)
def test_an_answer_that_is_read_again_is_the_same_value_and_the_same_json(
    question: sec_rules.Question, facts: dict[str, Any]
) -> None:
    answer = CODE.ask(question, facts, on=ON)
    for again in (sec_rules.Answer.from_json(answer.to_json()), sec_rules.Answer.from_dict(answer.to_dict())):
        assert (again, hash(again)) == (answer, hash(answer))
        assert again.to_json() == answer.to_json()
        assert again.reasons == answer.reasons


def test_an_answer_to_a_question_of_ones_own_is_read_again_with_the_code_that_has_it() -> None:
    answer = POLICY.ask(audit, {"domestic_premises": 40_000, "contractors": 101, "abroad": False}, on=date(2022, 1, 1))
    again = sec_rules.Answer.from_json(answer.to_json(), code=POLICY)
    assert (again, again.outcome, again.reasons) == (answer, answer.outcome, answer.reasons)
    assert pickle.loads(pickle.dumps(again)) == answer
    with pytest.raises(sec_rules.DocumentError, match="asks 'audit', which is no question"):
        sec_rules.Answer.from_json(answer.to_json())
    with pytest.raises(sec_rules.ArgumentError, match="'code' should be a Code"):
        sec_rules.Answer.from_json(answer.to_json(), code=audit)  # type: ignore[arg-type]
    with pytest.raises(sec_rules.UsageError, match="read its JSON with that Code"):
        _ = pickle.loads(pickle.dumps(answer)).reasons


def test_of_an_answer_that_the_code_it_is_read_with_would_not_give_nothing_is_worked_out() -> None:
    changed = POLICY.ask(audit, {"contractors": 600, "abroad": False}, on=date(2022, 1, 1)).to_dict()
    again = sec_rules.Answer.from_dict(changed | {"outcome": "INTERNAL"}, code=POLICY)
    with pytest.raises(sec_rules.UsageError, match="was not given by the Code"):
        _ = again.reasons


def test_a_record_of_the_command_is_read_and_replayed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = CODE.ask(sec_rules.assessment, ASKED[2][1], on=ON)
    path = tmp_path / "record.json"
    path.write_text(answer.to_json())
    assert main(["replay", str(path)]) == 0
    capsys.readouterr()


def without(key: str) -> dict[str, Any]:
    data = CODE.ask(*ASKED[0], on=ON).to_dict()
    del data[key]
    return data


def put(**values: object) -> dict[str, Any]:
    return CODE.ask(*ASKED[0], on=ON).to_dict() | values


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (without("because"), "answer.because"),
        (put(because=[5]), r"answer.because\[0\]"),
        (put(facts={"domestic_premises": 1.5}), "answer.facts"),
        (put(on="yesterday"), "'yesterday', which is no day"),
        (put(question="supper"), "'supper', which is no question"),
        (put(outcome="MAYBE"), "'MAYBE' is no outcome of assessment"),
        (put(standing="rumour"), "answer.standing"),
        (put(schema_version=1), "schema_version 1"),
        (put(facts={"domestic_premises": -1}), "should be a whole number"),
    ],
)
def test_what_is_no_answer_is_refused_and_says_where(data: dict[str, Any], says: str) -> None:
    with pytest.raises(sec_rules.SecRulesError, match=says):
        sec_rules.Answer.from_json(json.dumps(data))


@pytest.mark.parametrize("text", ["", "{", "[]", "5"])
def test_what_is_no_json_object_is_refused(text: str) -> None:
    with pytest.raises(sec_rules.DocumentError, match=r"no JSON|one JSON object"):
        sec_rules.Answer.from_json(text)
