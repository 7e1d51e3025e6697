"""What a clause says to one User: `explain` with the facts of a User."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sec_rules.cli import main
from sec_rules.documents.readers import open_draft
from sec_rules.drafting.draft import hold_against
from sec_rules.loading import load

ON = ["--on", "2020-01-01"]
SUPPLIER = [*ON, "--supplier-party", "--domestic-premises", "200000", "--years-since-initial", "2"]


def explained(capsys: pytest.CaptureFixture[str], *argv: str, status: int = 0) -> str:
    assert main(["explain", *argv]) == status
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("cited", "premises", "says"),
    [
        ("G8.42", "10000", "For these facts G8.42 answers:"),
        ("G8.42(b)", "10000", "For these facts G8.42(b) answers:"),
        ("G8.42(a)", "10000", "For these facts G8.42(a) does not answer; G8.42(b) does:"),
        ("G8.42", "10001", "For these facts G8.42 does not answer; G8.41 does:"),
        ("G8.43", "10000", "G8.43 answers nobody by itself. For these facts:"),
    ],
)
def test_it_is_said_whether_the_provision_answers(
    capsys: pytest.CaptureFixture[str], cited: str, premises: str, says: str
) -> None:
    assert says in explained(capsys, cited, *SUPPLIER, "--non-domestic-premises", premises)


def test_the_operative_words_are_marked_for_the_user_and_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    argv = ["G8.42", *SUPPLIER, "--non-domestic-premises", "10000"]
    assert "G8.42(b) \u00abin the immediately following year\u00bb" in explained(capsys, *argv)
    data = json.loads(explained(capsys, *argv, "--json"))["for_these_facts"]
    clause, limb = data["reasons"]["words"]
    assert [limb["text"][o["start"] : o["end"]] for o in limb["operative"]] == [
        "in the immediately following year",
        "a User Security Self-Assessment",
    ]
    assert (clause["provision"], data["outcome"]) == ("G8.42", "SELF")


def test_where_more_than_one_clause_may_answer_it_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    third = [*SUPPLIER[:-1], "3"]
    assert "For these facts G8.42 may answer:" in explained(capsys, "G8.42", *third)
    assert "G8.45 does not answer; G8.41 and G8.42(c) may:" in " ".join(explained(capsys, "G8.45", *third).split())


def test_without_facts_nothing_is_said_of_a_user(capsys: pytest.CaptureFixture[str]) -> None:
    assert "For these facts" not in explained(capsys, "G8.42")
    assert "for_these_facts" not in json.loads(explained(capsys, "G8.42", "--json"))


def test_facts_that_do_not_settle_it_are_reported_with_what_would(capsys: pytest.CaptureFixture[str]) -> None:
    said = explained(capsys, "G8.42", *SUPPLIER, status=1)
    assert "not determined whether G8.42 answers" in said
    assert "decided if non_domestic_premises is at most 10,000 (SELF) or at least 10,001 (FULL)" in " ".join(
        said.split()
    )


def test_another_question_than_the_assessment_applies_to_its_clause(capsys: pytest.CaptureFixture[str]) -> None:
    said = explained(capsys, "G8.30", *ON, "--user-roles", "2")
    assert "For these facts G8.30 answers:\none assessment, which may cover all its User Roles" in said


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["G8.49", "--user-roles", "2"], "G8.49 answers no question"),
        (["G8.42", "--user-roles", "2"], "'user_roles' is no fact the Code asks for"),
        (["G8.42", "--supplier-party", "--format", "html"], "of a clause and not of a User"),
        (["G8.42", "--supplier-party", "--on", "2016-01-01"], "The Code is held from 2017-01-01"),
    ],
)
def test_what_cannot_be_told_of_a_user_is_said(capsys: pytest.CaptureFixture[str], argv: list[str], says: str) -> None:
    assert main(["explain", *argv]) == 2
    assert says in capsys.readouterr().err


OPEN = "G8.51 A User shall spare no effort.\n"


def ledger_of(capsys: pytest.CaptureFixture[str], draft: Path, *argv: str, status: int = 0) -> str:
    return explained(capsys, "--ledger", str(draft), *argv, status=status)


def test_a_ledger_shows_what_somebody_settled_as_no_more_than_taken(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(OPEN, encoding="utf-8")
    assert "open        A User shall spare no effort." in ledger_of(capsys, draft, status=1)
    (place,) = hold_against(open_draft(draft), load()).open
    told = ledger_of(capsys, draft, "--settle", f"{place.id}=nothing: it exhorts")
    assert "taken to bear on nothing, because it exhorts (--settle)" in told
    assert "read as prose" not in told


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["--settle", "abcdef12=nothing: it is not there"], "there is no open place abcdef12"),
        (["--settle", "abcdef12=nothing: one", "--settle", "abcdef12=condition: two"], "settled twice and otherwise"),
    ],
)
def test_what_cannot_be_settled_of_a_ledger_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, argv: list[str], says: str
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(OPEN, encoding="utf-8")
    assert main(["explain", "--ledger", str(draft), *argv]) == 2
    assert says in capsys.readouterr().err


def test_a_settlement_is_refused_where_no_draft_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "G8.41", "--settle", "abcdef12=nothing: why"]) == 2
    assert "give --ledger DRAFT" in capsys.readouterr().err
