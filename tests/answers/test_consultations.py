"""The nine respondents and the ten questions: every point has a case, every case holds, and a case can fail."""

from __future__ import annotations

from typing import Any

import pytest

from sec_rules.answers.consultations import Consultation, Point, Respondent, Result, names, read, run_case
from sec_rules.cli import main
from sec_rules.commands.consultation import _output
from sec_rules.documents.readers import open_draft
from sec_rules.drafting.draft import hold_against
from sec_rules.engine.code import Code
from sec_rules.engine.legal_text import folder
from sec_rules.loading import load
from sec_rules.report import consultation

CASES = [
    pytest.param(case, id=f"{name}-{respondent['name']}-{number}"[:60])
    for name in names()
    for respondent in read(name)["respondent"]
    for point in respondent["point"]
    for number, case in enumerate(point["case"])
]


@pytest.mark.parametrize("case", CASES)
def test_the_case_holds(case: dict[str, Any]) -> None:
    result = run_case(case, load(), _output)
    assert result.holds, result.says


def test_every_respondent_and_every_objective_is_there() -> None:
    held = {r["name"]: tuple(r.get("objectives", ())) for r in read("secmp0059")["respondent"]}
    assert held == {
        "Haven Power Limited": (),
        "Bryt Energy Limited": (),
        "SSE": (),
        "E.ON": ("a", "f", "g"),
        "EDF Energy": ("f", "g"),
        "British Gas": ("a", "f", "g"),
        "Npower": (),
        "Smart DCC": (),
        "n3rgy Limited": (),
    }


def test_every_point_has_a_case_and_the_ten_questions_are_asked() -> None:
    for name in names():
        for respondent in read(name)["respondent"]:
            assert respondent["point"], respondent["name"]
            assert all(point["case"] for point in respondent["point"]), respondent["name"]
    assert [r["name"].split()[0] for r in read("questions")["respondent"]] == [str(n) for n in range(1, 11)]


FAILING = [
    {"kind": "ask", "on": "2019-02-28", "facts": {"supplier_party": True, "domestic_premises": 250_001},
     "outcome": "SELF", "because": ["G8.41"]},
    {"kind": "ask", "on": "2019-02-28", "facts": {"supplier_party": True, "domestic_premises": 250_001},
     "outcome": "FULL", "because": ["G8.42"]},
    {"kind": "ask", "on": "2019-02-28", "facts": {"supplier_party": True, "domestic_premises": 250_001},
     "outcome": "FULL", "because": ["G8.41"], "doubt": "no such doubt"},
    {"kind": "compare", "from": "2019-02-27", "to": "2019-02-28", "directions": ["lighter"]},
    {"kind": "compare", "from": "2019-02-27", "to": "2019-02-28", "directions": ["heavier"],
     "where": "Network Parties"},
    {"kind": "no matter", "on": "2018-01-01", "fact": "shared_supplier_premises"},
    {"kind": "same", "on": "2019-02-28", "one": {"non_domestic_premises": 1}, "two": {"domestic_premises": 4}},
    {"kind": "same", "on": "2019-02-27", "one": {"non_domestic_premises": 1}, "two": {"domestic_premises": 5}},
    {"kind": "finding", "draft": "secmp0059.docx", "code": "TY101", "clause": "G8.44(b)"},
    {"kind": "citation", "cited": "G8.44C", "leads_to": "G8.45(c)"},
    {"kind": "schedule", "initial": "2017-06-01", "start": "2018-06-01", "years": 1,
     "facts": {"supplier_party": False, "network_party": False}, "outcomes": ["FULL"]},
    {"kind": "invariant", "on": "2019-02-28", "question": "assessment", "invariant": "more-never-lighter",
     "assumption": "party-categories-exclude-each-other"},
    {"kind": "command", "command": "list", "status": 1, "says": "G8.41"},
    {"kind": "command", "command": "list", "status": 0, "says": "G9.99"},
    {"kind": "weather"},
    {"kind": "ask"},
    {"kind": "ask", "on": "2010-01-01", "facts": {}, "outcome": None, "because": []},
]  # fmt: skip


@pytest.mark.parametrize("case", FAILING, ids=lambda c: str(c["kind"]))
def test_a_case_that_says_something_else_fails(case: dict[str, Any]) -> None:
    result = run_case(case, load(), _output)
    assert not result.holds
    assert result.says


def test_an_invariant_fails_on_a_code_without_a_clause() -> None:
    code = Code(tuple(c for c in load().clauses if c.label != "G8.47"))
    case = {"kind": "invariant", "on": "2019-02-28", "question": "assessment", "invariant": "exactly-one-answer"}
    assert not run_case(case, code, _output).holds


@pytest.mark.parametrize("name", ["metering_points", "unweighted"])
def test_the_drafts_of_the_cases_are_read_whole(name: str) -> None:
    draft = hold_against(open_draft(str(folder() / "drafts" / f"{name}.md")), load())
    assert [(s.label, s.status) for s in draft.shown] == [("G8.41", "changed"), ("G8.42", "changed")]
    assert all(s.executable and s.after is not None and not s.after.words for s in draft.shown)


def test_the_command_prints_every_respondent(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["consultation", "secmp0059"]) == 0
    said = capsys.readouterr().out
    assert "FAILS" not in said
    assert all(r["name"] in said for r in read("secmp0059")["respondent"])


HOLDS, FAILS = Result("ask", True, ("So.",)), Result("ask", False, ("Not so.",))


@pytest.mark.parametrize(
    ("results", "unanswered", "says"),
    [
        ([(HOLDS,)], 0, "the one point is answered by cases that hold."),
        ([(FAILS,)], 1, "the one point is not answered."),
        ([(HOLDS,), (HOLDS, HOLDS)], 0, "all 2 points are answered by cases that hold."),
        ([(HOLDS, FAILS), (HOLDS,)], 1, "1 of 2 points is not answered."),
        ([(), (FAILS,), (HOLDS,)], 2, "2 of 3 points are not answered."),
    ],
)
def test_the_points_that_no_case_answers_are_counted(
    results: list[tuple[Result, ...]], unanswered: int, says: str
) -> None:
    # Two respondents, of whom the first raised one point.
    first, *others = (Point("Why?", "So.", found) for found in results)
    raised = Consultation("It", (Respondent("A", "", "", (), (first,)), Respondent("B", "", "", (), tuple(others))))
    assert (raised.points, raised.unanswered, raised.holds) == (len(results), unanswered, not unanswered)
    assert consultation.as_text(raised).splitlines()[0] == f"It: {says}"


def test_a_consultation_that_is_not_held_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["consultation", "nothing"]) == 2
    assert "held are questions, secmp0059" in capsys.readouterr().err


def test_one_respondent_is_shown_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["consultation", "secmp0059", "n3rgy"]) == 0
    said = capsys.readouterr().out
    assert "the one point is answered" in said
    assert "noted  Outside what rules can test." in said
    assert "Haven" not in said


def test_a_respondent_who_is_not_there_is_reported_with_those_who_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["consultation", "secmp0059", "Octopus"]) == 2
    assert "they are Haven Power Limited, Bryt" in capsys.readouterr().err
