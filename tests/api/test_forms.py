"""How values show themselves: as the JSON of the command, in one line, in a notebook, and to pydantic."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import sec_rules
from sec_rules._shown import Shown
from sec_rules.cli import main

CODE = sec_rules.load()
ON = date(2020, 1, 1)
LARGE = {"supplier_party": True, "domestic_premises": 300_000}
SOME = {"supplier_party": True, "domestic_premises": sec_rules.Range(240_000, 260_000, "a guess")}
DRAFT = b'In Section G8.41, for "exceeds 250,000" substitute "is 250,000 or more".\n'


def ask(facts: dict[str, Any]) -> sec_rules.Answer:
    return CODE.ask(sec_rules.assessment, facts, on=ON)


@pytest.fixture(scope="module")
def review() -> sec_rules.Review:
    return sec_rules.check(DRAFT)


@pytest.fixture(scope="module")
def values(review: sec_rules.Review) -> list[Shown]:
    compared = sec_rules.compare(date(2019, 2, 27), date(2019, 2, 28))
    return [
        ask(LARGE),
        ask(SOME),
        CODE,
        sec_rules.atlas(CODE, sec_rules.several_roles, on=ON),
        compared,
        compared.found.merged[0],
        review,
        review.findings[0],
        review.verdicts[0],
        sec_rules.check(b"As follows: nothing that is read.", drafting_only=True),
    ]


def of_command(capsys: pytest.CaptureFixture[str], *line: str) -> str:
    main(list(line))
    return capsys.readouterr().out


def test_an_answer_is_the_json_of_assess_byte_for_byte(capsys: pytest.CaptureFixture[str]) -> None:
    line = ("assess", "--on", "2020-01-01", "--supplier-party", "--domestic-premises", "240000..260000")
    facts = {"supplier_party": True, "domestic_premises": sec_rules.Range(240_000, 260_000)}
    assert ask(facts).to_json() == of_command(capsys, *line, "--json")
    begun = (*line[:-1], "300000", "--initial-assessment", "2018-05-01")
    found = ask(LARGE | {"initial_assessment": date(2018, 5, 1)})
    assert found.to_json() == of_command(capsys, *begun, "--json")
    assert found.facts["years_since_initial"] == 2


def test_an_answer_in_a_notebook_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    printed = of_command(
        capsys,
        "assess",
        "--on",
        "2020-01-01",
        "--no-supplier-party",
        "--no-network-party",
        "--years-since-initial",
        "1",
    )
    shown = ask({"supplier_party": False, "network_party": False, "years_since_initial": 1})._repr_html_()
    assert shown.replace("&#x27;", "'") == f"<pre>{printed}</pre>"


def test_a_review_is_the_json_of_check_byte_for_byte(
    review: sec_rules.Review, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "draft.md"
    path.write_bytes(DRAFT)
    assert review.to_json() == of_command(capsys, "check", str(path), "--json")


def test_a_code_an_atlas_and_a_comparison_are_the_json_of_their_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert CODE.to_json() == of_command(capsys, "list", "--json")
    atlas = sec_rules.atlas(CODE, sec_rules.assessment, on=ON)
    assert atlas.to_json() == of_command(capsys, "atlas", "--on", "2020-01-01", "--json")
    compared = sec_rules.compare(date(2019, 2, 27), date(2019, 2, 28))
    assert compared.to_json() == of_command(capsys, "compare", "2019-02-27", "2019-02-28", "--json")


def test_data_is_what_the_json_holds_and_as_its_schema_says(values: list[Shown]) -> None:
    for value in values:
        schema = type(value).json_schema()
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(value.to_dict(), schema)
        assert json.loads(value.to_json()) == value.to_dict()
        assert set(value.to_dict()) <= set(schema["properties"]), "a key is not in the types of the JSON"


def test_a_schema_refuses_what_is_none() -> None:
    wrong = ask(LARGE).to_dict() | {"because": "G8.41"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, sec_rules.Answer.json_schema())


def test_no_value_floods_a_notebook(values: list[Shown]) -> None:
    for value in values:
        assert "\n" not in repr(value)
        assert len(repr(value)) < 300
        assert value._repr_html_().startswith("<pre>")
        assert len(value._repr_html_()) < 10_000


def test_a_line_says_what_the_value_is() -> None:
    assert repr(ask(LARGE)) == "<Answer to assessment on 2020-01-01: FULL by G8.41>"
    assert repr(ask({"supplier_party": False, "network_party": False})) == (
        "<Answer to assessment on 2020-01-01: undetermined, needs years_since_initial>"
    )
    assert repr(sec_rules.Code(())) == "<Code without clauses>"


def test_an_answer_is_a_value() -> None:
    one, two = ask(LARGE), ask(dict(LARGE))
    assert one == two
    assert len({one, two, ask({})}) == 2
    with pytest.raises(TypeError):
        one.facts["domestic_premises"] = 1  # type: ignore[index]
    assert copy.deepcopy(one) is one
    assert (one.decided, ask({}).decided) == (True, False)


def test_an_answer_keeps_the_ranges_it_was_asked_with() -> None:
    assert ask(SOME).ranges == {"domestic_premises": sec_rules.Range(240_000, 260_000, "a guess")}
    assert ask(SOME) != ask({"supplier_party": True})


def test_an_answer_tells_its_words_and_its_reasons() -> None:
    (words,) = ask(LARGE).words
    assert words.provision == "G8.41"
    assert "exceeds 250,000" in {span.words_in(words.text) for span in words.spans}
    assert ask(SOME).reasons.decided_if


def test_a_code_that_was_asked_and_its_answers_go_to_another_process() -> None:
    for given in (CODE, copy.deepcopy(CODE), pickle.loads(pickle.dumps(CODE))):
        answer = given.ask(sec_rules.assessment, SOME, on=ON)
        again = pickle.loads(pickle.dumps(answer))
        assert (again, hash(again)) == (answer, hash(answer))
        assert again.to_json() == answer.to_json()
    assert len(pickle.dumps(ask(LARGE))) < 2_000, "the Code does not go along"


def test_an_answer_of_another_code_says_that_its_reasons_are_not_known(review: sec_rules.Review) -> None:
    answer = review.draft.proposed.ask(sec_rules.assessment, LARGE, on=review.draft.on)
    assert json.loads(answer.to_json())["because"] == ["G8.41"]
    arrived = pickle.loads(pickle.dumps(answer))
    assert arrived == answer
    with pytest.raises(sec_rules.UsageError, match="not given by the Code that this version"):
        arrived.to_json()


def test_whoever_makes_a_mapping_of_an_answer_gets_its_data() -> None:
    assert dict(ask(LARGE)) == ask(LARGE).to_dict()


def test_pydantic_takes_and_gives_answers_and_says_in_a_schema_what_they_are() -> None:
    pydantic = pytest.importorskip("pydantic")
    pytest.importorskip("cattrs")
    adapter = pydantic.TypeAdapter(sec_rules.Answer)
    answer = ask(LARGE)
    assert adapter.validate_json(adapter.dump_json(answer)) == answer
    assert adapter.validate_python(answer) is answer
    for mode in ("validation", "serialization"):
        assert adapter.json_schema(mode=mode)["properties"]["because"]["items"] == {"type": "string"}
    with pytest.raises(pydantic.ValidationError, match="That is no answer"):
        adapter.validate_python({"question": "assessment"})
    with pytest.raises(pydantic.ValidationError, match="or the data of one where that can be read again"):
        pydantic.TypeAdapter(sec_rules.Review).validate_python({})


def test_outcomes_are_in_order_and_are_taken_as_the_value_of_a_fact() -> None:
    assert sec_rules.FULL > sec_rules.SELF
    assert max(sec_rules.assessment.outcomes) is sec_rules.FULL
    assert sec_rules.SELF <= sec_rules.SELF < sec_rules.VERIFICATION
    assert not sec_rules.outcomes.OF_RISK < sec_rules.outcomes.OF_WHAT_WAS_FOUND
    with pytest.raises(TypeError):
        sec_rules.FULL > 2  # noqa: B015
    facts = {"years_since_initial": 1, "assessment_day": date(2020, 5, 1), "last_day_of_year": date(2020, 12, 31)}
    by_outcome = CODE.ask(sec_rules.latest_date, facts | {"category": sec_rules.FULL}, on=ON)
    assert by_outcome == CODE.ask(sec_rules.latest_date, facts | {"category": "FULL"}, on=ON)


def test_an_entry_of_a_watch_is_the_line_that_the_command_prints(tmp_path, capsys) -> None:
    events = [
        {
            "event": "facts",
            "id": "e1",
            "user": "A",
            "on": "2020-01-01",
            "facts": {"live_user": True, "on_shared_resource": True},
        },
        {"event": "day", "on": "2020-01-02"},
        {"event": "cancel", "user": "A", "corrects": "e1"},
    ]
    file = tmp_path / "events.jsonl"
    file.write_text("".join(json.dumps(event) + "\n" for event in events))
    found = list(sec_rules.load().watch(events))
    assert [entry.what for entry in found] == ["fired", "withdrawn"]
    assert main(["watch", str(file), "--json"]) == 0
    assert "".join(entry.to_json() for entry in found) == capsys.readouterr().out
    for entry in found:
        jsonschema.validate(entry.to_dict(), sec_rules.Entry.json_schema())
