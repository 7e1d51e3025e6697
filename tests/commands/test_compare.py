"""What changes between two days, for each of the questions."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from sec_rules.analysis.invariants.history import days_of_change
from sec_rules.cli import main
from sec_rules.loading import load
from sec_rules.rulebook.questions import QUESTIONS


def compared(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(["compare", *argv]) == 0
    return " ".join(capsys.readouterr().out.split())


def test_what_changed_on_28_february_2019_is_reported_with_the_smallest_example(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = compared(capsys, "2019-02-27", "2019-02-28")
    assert (
        "From the Code of 27 February 2019 to the Code of 28 February 2019: some Users would face a more onerous"
        in said
    )
    verified = "Verification User Security Assessment -> Full User Security Assessment more onerous Supplier Parties"
    assert f"{verified} whose Domestic Premises are at most 250,000" in said
    assert "Smallest: a Supplier Party with 249,996 Domestic Premises and 1 Non-Domestic Premises" in said


def test_another_question_is_compared_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    said = compared(capsys, "2019-07-31", "2019-08-01", "--question", "latest-date")
    assert "too late -> in time less onerous" in said
    assert "Before: G8.40 applies; after: G8.40(b) applies." in said
    assert "YEAR BY YEAR" not in said


def test_where_nothing_answered_before_it_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    said = compared(capsys, "2019-02-27", "2019-02-28", "--question", "notify_second_system")
    assert "no single answer -> the Security Sub-Committee must be told before the system is used one answer" in said
    assert "Smallest: a User, where the User is to use a second User System." in said
    assert "Before: no provision applies; after: G8.second_user_system(c) applies." in said
    assert "for some Users the draft gives one answer, where the existing text does not" in said


def test_a_name_that_stands_for_something_else_is_reported_though_no_outcome_changes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    days = ("2020-02-26", "2020-02-27", "--question", "status_effect")
    said = compared(capsys, *days)
    assert "no User's answer changes" in said
    assert "'provisionally approved' is called 'deferred' and 'deferred' is called 'rejected'" in said
    assert json.loads(compared(capsys, *days, "--json"))["renamed"]
    assert "called" not in compared(capsys, "2020-02-27", "2020-02-28", "--question", "status_effect")


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name != "assessment"])
def test_every_question_can_be_compared_over_each_of_its_changes(capsys: pytest.CaptureFixture[str], name: str) -> None:
    for before, after in pairwise(days_of_change(load(), QUESTIONS[name])):
        data = json.loads(compared(capsys, str(before), str(after), "--question", name, "--json"))
        assert {change["question"] for change in data["changes"]} <= {name}


def test_a_question_that_is_not_asked_is_reported_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "2019-02-27", "2019-02-28", "--question", "triag"]) == 2
    assert "did you mean triage?" in capsys.readouterr().err
