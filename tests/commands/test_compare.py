"""What changes between two days, for each of the questions."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

import sec_rules
from sec_rules.analysis.invariants.history import days_of_change
from sec_rules.cli import main
from sec_rules.loading import load
from sec_rules.rulebook.questions import QUESTIONS

SECMP0059 = Path(__file__).resolve().parents[2] / "legal_text" / "drafts" / "secmp0059.md"


def compared(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(["compare", *argv]) == 0
    return " ".join(capsys.readouterr().out.split())


def test_what_changed_on_28_february_2019_is_reported_with_the_smallest_example(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = compared(capsys, "2019-02-27", "2019-02-28")
    assert "From the Code of 27 February 2019 to the Code of 28 February 2019: some Users face a more onerous" in said
    verified = "Verification User Security Assessment -> Full User Security Assessment more onerous Supplier Parties"
    assert f"{verified} whose Domestic Premises are at most 250,000" in said
    assert "Smallest: a Supplier Party with 249,996 Domestic Premises and 1 Non-Domestic Premises" in said


BY_DATE = "before 1 April 2031, 250,000 and, from that date, 300,000"
MOVED_LATER = f"""In Section G8.41, for "exceeds 250,000" substitute "exceeds, {BY_DATE}".

In Section G8.42, for "equal to or less than 250,000" substitute "equal to or less than, {BY_DATE}".
"""


def test_what_a_draft_says_from_a_later_day_is_compared_as_of_that_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "later.md"
    draft.write_text(MOVED_LATER, encoding="utf-8")
    said = compared(capsys, "2022-12-01", str(draft))
    assert "no User's assessment would change. From 1 April 2031: Some Users would face a less onerous" in said
    assert "FROM 1 APRIL 2031 Full User Security Assessment -> Verification User Security Assessment" in said
    data = json.loads(compared(capsys, "2022-12-01", str(draft), "--json"))
    assert data["changes"] == []
    assert [(each["from"], bool(each["changes"])) for each in data["later_days"]] == [("2031-04-01", True)]
    options = compared(capsys, "2022-12-01", str(draft), str(draft))
    assert options.count("From 1 April 2031: Some Users would face a less onerous assessment") == 2


def test_a_gap_of_a_later_day_is_a_fault_of_an_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "gap.md"
    draft.write_text(MOVED_LATER.partition("\n\n")[0], encoding="utf-8")
    assert main(["compare", "2022-12-01", str(draft), str(draft)]) == 1
    assert "From 1 April 2031: " in " ".join(capsys.readouterr().out.split())


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


def test_options_stand_side_by_side_and_one_with_a_fault_is_not_called_proved(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = SECMP0059.read_text(encoding="utf-8")
    other = tmp_path / "other.md"
    other.write_text(text.replace("equal to or less than", "less than"), encoding="utf-8")
    users = tmp_path / "u.csv"
    facts = "supplier_party,network_party,domestic_premises,non_domestic_premises,network_premises,years_since_initial"
    users.write_text(f"{facts}\ntrue,false,249996,1,0,1\ntrue,false,250000,0,0,1\n", encoding="utf-8")
    given = ["2019-02-27", str(SECMP0059), str(other), "--portfolio", str(users)]
    assert main(["compare", *given, "--json"]) == 1
    one, two = json.loads(capsys.readouterr().out)["options"]
    assert [option["to"] for option in (one, two)] == ["secmp0059.md", "other.md"]
    assert [option["state"] for option in (one, two)] == ["proved", "fault"]
    assert [all(i["holds"] for i in option["invariants"]) for option in (one, two)] == [True, False]
    # The first User is above the threshold in both; the second, at it, has no answer under the other text alone.
    moved = [
        sum(t["rows"] for t in option["portfolio"]["tallies"] if t["was"] != t["becomes"]) for option in (one, two)
    ]
    assert moved == [1, 2]
    assert main(["compare", *given]) == 1
    said = capsys.readouterr().out
    assert "other.md\n  Fault. From the Code of 27 February 2019 to other.md:" in said
    assert main(["compare", *given, "--format", "html", "--out", str(tmp_path / "o.html")]) == 1
    page = html.document_fromstring((tmp_path / "o.html").read_bytes())
    assert page.findtext(".//h1") == "2 options beside the Code of 27 February 2019"
    rows = {" ".join(r.text_content().split()): [] for r in page.xpath("//table//tbody/tr/th")}
    for row in page.xpath("//section[@aria-labelledby='together' or @aria-labelledby='invariants']//tbody/tr"):
        rows[" ".join(row[0].text_content().split())] = [" ".join(cell.text_content().split()) for cell in row[1:]]
    assert rows["State"] == ["Proved", "Fault"]
    assert rows["How many"][0].startswith("Of 2 rows in u.csv 1 would get another answer.")
    assert rows["How many"][1].startswith("Of 2 rows in u.csv 2 would get another answer.")
    assert rows["Exactly one provision answers, whatever the facts."] == ["Holds", "Fails"]
    assert "Supplier Parties whose" in rows["Who is affected"][0]
    assert main(["compare", "2019-02-27", str(other), "2019-02-28"]) == 2
    assert "only the first may be a day" in capsys.readouterr().err


def test_words_follow_what_is_compared(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    days = ("2019-02-27", "2019-02-28", "--question", "notify_second_system")
    told = compared(capsys, *days)
    assert "for some Users the Code of 28 February 2019 gives one answer, where the Code of 27 February 2019" in told
    assert "before" in compared(capsys, "2019-02-27", "2019-02-28").split("YEAR BY YEAR")[1]
    page = tmp_path / "page.html"
    for form in (("--json",), ("--format", "html", "--out", str(page))):
        assert main(["compare", *days, *form]) == 0
    for said in (told, compared(capsys, *days, "--json"), page.read_text(encoding="utf-8")):
        assert "the draft" not in said
        assert "existing text" not in said
    effect = tmp_path / "e.toml"
    effect.write_text("change = []\n", encoding="utf-8")
    said = compared(capsys, "2022-01-01", "2023-01-01", "--effect", str(effect))
    assert "The step from the Code of 1 January 2022 to the Code of 1 January 2023 does the 0 changes" in said


def test_two_sides_of_one_name_are_told_apart() -> None:
    code, day = load(), date(2022, 1, 1)
    undecided = sec_rules.Code(tuple(c for c in code.clauses if c.label != "G8.41"))
    found = sec_rules.compare((code, day), (undecided, day))
    assert "the first Code of 1 January 2022 gives one answer; the second Code of 1 January 2022 gives no single" in (
        found.says
    )
    assert "From the first Code of 1 January 2022 to the second Code of 1 January 2022: for some" in found.verdict
