"""What is proved of a draft that says other numbers from a later day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from sec_rules.analysis.invariants import INVARIANTS
from sec_rules.cli import main
from sec_rules.engine.legal_text import words_of
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment

LATER = """In Section G8.41, for "exceeds 250,000" substitute "exceeds, before 1 April 2031, 250,000 and, from that \
date, 300,000".
"""


@pytest.fixture
def draft(tmp_path: Path) -> str:
    path = tmp_path / "later.md"
    path.write_text(LATER, encoding="utf-8")
    return str(path)


def test_a_gap_of_a_later_day_is_found(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove", "--draft", draft, "--invariant", "exactly-one-answer"]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "The invariant fails on 1 March 2019 and 1 April 2031" in said
    assert "From 1 April 2031: " in said


def test_a_day_that_is_asked_about_is_proved_alone(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    for day, status in (("2031-03-31", 0), ("2031-04-01", 1)):
        assert main(["prove", "--draft", draft, "--invariant", "exactly-one-answer", "--on", day, "--json"]) == status
        assert json.loads(capsys.readouterr().out)["later_days"] == []


def test_throughout_holds_each_of_the_days(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove", "--draft", draft, "--throughout"]) == 1
    assert "2031" in capsys.readouterr().out


def test_an_invariant_that_is_stated_to_a_day_before_the_later_one_is_proved_of_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, on = load(), date(2018, 11, 28)
    held = {clause.label: words_of(clause, version) for clause, version in code.standing(on)}
    by_date = "{--250,000--}{++, before 1 April 2031, 250,000 and, from that date, 300,000++}"
    clauses = (*(held[label].replace("250,000", by_date) for label in ("G8.41", "G8.42")), held["G8.43"])
    path = tmp_path / "old.md"
    path.write_text("\n\n".join(clauses) + "\n", encoding="utf-8")
    assert main(["prove", "--draft", str(path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["on"], told["later_days"]) == ("2018-11-29", ["2031-04-01"])
    ending = [one for one in INVARIANTS if one.last_day is not None]
    stated = [one.name for one in ending if one.stated_for(assessment, date(2018, 11, 29))]
    assert stated
    assert set(stated) <= {each["invariant"] for each in told["invariants"]}
