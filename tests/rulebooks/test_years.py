"""Years counted from the day that a rulebook of one's own says: the answer, the schedule, the calendar, the watch."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import sec_rules
from sec_rules.cli import main
from sec_rules.errors import CodeError, FactError

BOOK = Path(__file__).parent / "licence_years.py"
ON = ["--rulebook", str(BOOK), "--on", "2021-03-01", "--fact", "customers=10"]


@pytest.fixture
def without_anchor(tmp_path: Path) -> Path:
    book = tmp_path / "book.py"
    book.write_text(BOOK.read_text(encoding="utf-8").replace("    anchor=GRANT,\n", ""), encoding="utf-8")
    return book


def test_the_day_of_the_anchor_is_given_in_the_place_of_the_years():
    code = sec_rules.load(rulebook=BOOK)
    (paper,) = code.rulebook.questions
    answer = code.ask(paper, {"customers": 10, "granted": date(2018, 12, 31)}, on=date(2021, 1, 1))
    assert str(answer.outcome) == "RETURN"
    assert answer.years.startswith("counted by calendar years, 2021 is year 3 after the grant of the licence; whether")
    with pytest.raises(FactError, match=r"^The grant of the licence of 2021-06-01 .*; nothing is handed in bef"):
        code.ask(paper, {"customers": 10, "granted": "2021-06-01"}, on=date(2021, 1, 1))
    with pytest.raises(FactError, match="'granted' and 'licensed_years' say the same twice"):
        code.ask(paper, {"customers": 10, "granted": "2018-06-01", "licensed_years": 3}, on=date(2021, 1, 1))


def test_the_years_ahead_are_counted_from_that_day(capsys: pytest.CaptureFixture[str]):
    line = ["schedule", *ON, "--fact", "granted=2019-05-04", "--years", "2"]
    assert main([*line, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(year["year"], year["licensed_years"], year["outcome"]) for year in told["years"]] == [
        (2021, 2, "ACCOUNT"),
        (2022, 3, "RETURN"),
    ]
    assert main([*line, "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("year,licensed_years,outcome")
    assert main([*line, "--format", "ics"]) == 0
    calendar = capsys.readouterr().out.replace("\r\n ", "")
    assert "Year 2 after the grant of the licence." in calendar
    assert "guidance" not in calendar
    assert "initial assessment" not in calendar


def test_a_plain_schedule_says_from_when_it_counted(capsys: pytest.CaptureFixture[str]):
    assert main(["schedule", *ON, "--fact", "granted=4 May 2019"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Counted by calendar years from 2019" in told
    assert "Whether calendar years are meant or rolling ones is not settled." in told


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--initial-assessment", "2019-05-04"], "give the day of the grant of the licence as --fact granted=DATE."),
        ([], "counted from the day of the grant of the licence; give it as --fact granted=DATE."),
        (["--fact", "granted=soon"], "--fact granted: 'soon' is no day"),
    ],
)
def test_without_that_day_there_are_no_years_ahead(more: list[str], says: str, capsys: pytest.CaptureFixture[str]):
    assert main(["schedule", *ON, *more]) == 2
    assert says in " ".join(capsys.readouterr().err.split())


def test_years_of_which_no_anchor_is_declared_are_not_counted_ahead(
    without_anchor: Path, capsys: pytest.CaptureFixture[str]
):
    line = ["--rulebook", str(without_anchor), "--on", "2021-03-01", "--fact", "customers=10"]
    assert main(["ask", "paper", *line, "--fact", "licensed_years=3"]) == 0
    assert "RETURN" in capsys.readouterr().out
    assert main(["schedule", *line]) == 2
    assert "does not say from which 'licensed_years' is; give that count an anchor." in capsys.readouterr().err


def _watched(tmp_path: Path, book: Path, *events: dict[str, object]) -> int:
    file = tmp_path / "events.jsonl"
    file.write_text("".join(f"{json.dumps(event)}\n" for event in events), encoding="utf-8")
    return main(["watch", str(file), "--rulebook", str(book), "--json"])


def _told(**facts: object) -> dict[str, object]:
    return {"event": "facts", "id": "e1", "user": "A", "on": "2020-03-01", "facts": facts}


def test_a_year_that_begins_is_watched(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    events = (_told(customers=10, granted="2019-05-04"), {"event": "day", "on": "2023-06-01"})
    assert _watched(tmp_path, BOOK, *events) == 0
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(e["on"], e["rule"], e["was"], e["outcome"]) for e in entries[-1:]] == [
        ("2022-01-01", "year_begun", "ACCOUNT", "RETURN")
    ]
    assert entries[-1]["says"] == (
        "Another year is counted: the answer is RETURN by 2; it would have been ACCOUNT by 1."
    )
    assert entries[-1]["licensed_years"] == 3
    assert "years_since_initial" not in entries[-1]


def test_years_are_told_by_their_day_alone(tmp_path: Path, without_anchor: Path, capsys: pytest.CaptureFixture[str]):
    assert _watched(tmp_path, BOOK, _told(licensed_years=3)) == 2
    assert "is counted as days pass; tell the day of the grant of the licence as 'granted'." in capsys.readouterr().err
    assert _watched(tmp_path, without_anchor, _told(licensed_years=3)) == 2
    assert "does not say from which; give that count an anchor." in capsys.readouterr().err


def test_a_portfolio_may_have_a_column_of_that_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    users = tmp_path / "users.csv"
    users.write_text("user,customers,granted\nA,10,2019-05-04\nB,10,2018-05-04\nC,2000,2010-01-01\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    line = ["assess", "--portfolio", str(users), "--rulebook", str(BOOK), "--on", "2021-03-01", "--out", str(out)]
    assert main(line) == 0
    assert [row.split(",")[3] for row in out.read_text(encoding="utf-8").splitlines()[1:]] == [
        "ACCOUNT",
        "RETURN",
        "ACCOUNT",
    ]
    capsys.readouterr()


def test_what_is_told_of_years_names_their_own_anchor(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    draft = tmp_path / "draft.md"
    draft.write_text(
        "2. A licence-holder shall hand in a return where its licensed years exceed 3 and its customers are 1,000 or "
        "fewer.\n",
        encoding="utf-8",
    )
    assert main(["check", str(draft), "--rulebook", str(BOOK)]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "in the third year after the grant of the licence" in told
    assert "initial assessment" not in told


def test_two_things_of_one_name_are_refused(tmp_path: Path):
    book = tmp_path / "book.py"
    book.write_text(BOOK.read_text(encoding="utf-8").replace('given="granted"', 'given="customers"'), encoding="utf-8")
    with pytest.raises(CodeError, match="'customers' is the day of an anchor and the name of a fact; give it another"):
        sec_rules.load(rulebook=book)
    book.write_text(BOOK.read_text(encoding="utf-8").replace("    counts_years=True,\n", ""), encoding="utf-8")
    with pytest.raises(CodeError, match="'licensed_years' has an anchor and counts no years"):
        sec_rules.load(rulebook=book)
