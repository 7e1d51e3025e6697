"""What a Code gives besides answers: each call answers as the command does, and refuses what it cannot take."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

import sec_rules

CODE = sec_rules.load()
ON = date(2020, 1, 1)
USER = {"supplier_party": True, "domestic_premises": 300_000}


def test_every_invariant_is_proved_or_those_that_are_named() -> None:
    assert all(verdict.holds for verdict in sec_rules.prove(CODE, sec_rules.triage, on=date(2023, 1, 1)))
    (verdict,) = sec_rules.prove(CODE, sec_rules.assessment, on=ON, invariants=["exactly-one-answer"])
    assert (verdict.invariant, verdict.holds) == ("exactly-one-answer", True)
    with pytest.raises(sec_rules.UsageError, match="'no-such' is no invariant"):
        sec_rules.prove(CODE, sec_rules.assessment, on=ON, invariants=["no-such"])


def test_the_atlas_has_the_answer_of_every_user() -> None:
    atlas = sec_rules.atlas(CODE, sec_rules.several_roles, on=ON)
    assert {cell.outcome for cell in atlas.cells} == {sec_rules.outcomes.ONE_ROLE, sec_rules.outcomes.ONE_FOR_ALL}


def test_the_years_ahead_are_counted_from_the_day_of_the_initial_assessment() -> None:
    years = sec_rules.schedule(CODE, USER, initial_assessment=date(2018, 5, 1), on=ON, years=2)
    assert [(year.years, year.answer.outcome) for year in years] == [(2, sec_rules.FULL), (3, sec_rules.FULL)]
    grown = sec_rules.schedule(
        CODE, USER, initial_assessment=date(2018, 5, 1), on=ON, years=2, growth=["domestic_premises=100"]
    )
    assert [year.counts["domestic_premises"] for year in grown] == [300_000, 300_100]


def test_the_latest_day_is_asked_for_by_an_outcome_or_by_its_name() -> None:
    by_outcome, by_name = (sec_rules.latest(CODE, category, 2, on=ON) for category in (sec_rules.FULL, "FULL"))
    assert by_outcome == by_name
    assert by_outcome.day == date(2020, 12, 31)


def test_a_provision_is_explained_as_people_cite_it() -> None:
    assert sec_rules.explain(CODE, "Section G8.42 (b)").leads_to == "G8.42(b)"


def test_the_rules_are_exported_as_each_target() -> None:
    question = sec_rules.several_roles
    assert "CASE" in sec_rules.export(CODE, question, "sql", on=ON, table="people").upper()
    assert "people" in sec_rules.export(CODE, question, "sql", on=ON, table="people")
    assert sec_rules.export(CODE, question, "dmn", on=ON).startswith("<?xml")
    assert sec_rules.export(CODE, question, "markdown", on=ON).startswith("#")
    assert json.loads(sec_rules.export(CODE, question, "json", on=ON))["on"] == "2020-01-01"


REFUSED: dict[str, tuple[type[Exception], Callable[[], object]]] = {
    "'code' should be a Code": (sec_rules.ArgumentError, lambda: sec_rules.prove(None, sec_rules.triage, on=ON)),  # type: ignore[arg-type]
    "'question' should be a Question": (sec_rules.ArgumentError, lambda: sec_rules.atlas(CODE, "triage", on=ON)),  # type: ignore[arg-type]
    "'question' should be a Question, such": (sec_rules.ArgumentError, lambda: CODE.ask("triage", {}, on=ON)),  # type: ignore[arg-type]
    "'facts' should be a mapping": (sec_rules.ArgumentError, lambda: CODE.ask(sec_rules.triage, [1], on=ON)),  # type: ignore[arg-type]
    "'citation' should be a citation as text": (sec_rules.ArgumentError, lambda: sec_rules.explain(CODE, 8)),  # type: ignore[arg-type]
    "'on' should be a date": (sec_rules.DayError, lambda: CODE.ask(sec_rules.triage, {}, on=["2020"])),  # type: ignore[arg-type]
    "'xml' is nothing": (sec_rules.UsageError, lambda: sec_rules.export(CODE, sec_rules.triage, "xml", on=ON)),  # type: ignore[arg-type]
    "'mud' is no dialect": (
        sec_rules.UsageError,
        lambda: sec_rules.export(CODE, sec_rules.several_roles, "sql", on=ON, dialect="mud"),
    ),
}


@pytest.mark.parametrize("says", REFUSED)
def test_an_argument_that_cannot_be_taken_gets_a_sentence(says: str) -> None:
    error, call = REFUSED[says]
    with pytest.raises(error, match=says):
        call()
