"""Days of the calendar: months on, and the latest day of each category, held against the notation day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sec_rules.cli import main
from sec_rules.engine.deadlines import counted_from, latest, months_after
from sec_rules.loading import load
from sec_rules.rulebook.questions import latest_date


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2019, 1, 14), 13, date(2020, 2, 14)),
        (date(2019, 1, 31), 13, date(2020, 2, 29)),
        (date(2018, 1, 31), 13, date(2019, 2, 28)),
        (date(2019, 12, 31), 12, date(2020, 12, 31)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 8, 31), 6, date(2021, 2, 28)),
        (date(2020, 11, 30), 1, date(2020, 12, 30)),
        (date(2020, 12, 1), 0, date(2020, 12, 1)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


CASES = [
    ("SELF", 2, {"previous_began": date(2019, 2, 14)}, date(2020, 3, 14), ("G8.50",)),
    ("VERIFICATION", 1, {}, date(2020, 12, 31), ("G8.40(a)",)),
    ("FULL", 5, {}, date(2020, 12, 31), ("G8.40(a)",)),
    ("FULL", 3, {"fieldwork_ended": date(2019, 10, 4)}, date(2020, 10, 4), ("G8.40(b)",)),
]


@pytest.mark.parametrize(("category", "years", "known", "day", "because"), CASES)
def test_the_latest_day_is_the_last_on_which_the_answer_is_in_time(
    category: str, years: int, known: dict[str, date], day: date, because: tuple[str, ...]
) -> None:
    on = date(2020, 5, 1)
    found = latest(load(), category, years, on=on, known=known)
    assert (found.day, found.because) == (day, because)
    facts = {"category": category, "years_since_initial": years} | counted_from(load().rulebook, on, known)
    for step in (-1, 0, 1):
        answer = load().ask(latest_date, facts | {"assessment_day": day + timedelta(days=step)}, on=on)
        assert answer.outcome is not None
        assert answer.outcome.name == ("LATE" if step == 1 else "IN_TIME")


def test_before_august_2019_the_third_year_ends_with_the_year() -> None:
    assert latest(load(), "FULL", 3, on=date(2019, 7, 31), known={}).day == date(2019, 12, 31)
    assert latest(load(), "FULL", 3, on=date(2019, 8, 1), known={}).needs == ("fieldwork_ended",)


def test_what_it_is_counted_from_is_asked_for_where_it_is_missing() -> None:
    assert latest(load(), "SELF", 2, on=date(2020, 5, 1), known={}).needs == ("previous_began",)


def test_what_is_recollected_shows() -> None:
    found = latest(load(), "SELF", 2, on=date(2020, 5, 1), known={"previous_began": date(2019, 6, 1)})
    assert any("13 months" in what for _, what in found.recollected)


COMMANDS = [
    (["ask", "latest_date", "--on", "2020-05-01", "--supplier-party", "--domestic-premises", "3",
      "--non-domestic-premises", "0", "--years-since-initial", "2", "--previous-began", "2019-06-03"],
     0, "No later than 3 July 2020 (SELF)"),
    (["ask", "latest-date", "--on", "2020-05-01", "--category", "SELF", "--initial-assessment", "2018-02-01",
      "--previous-began", "2019-06-03"], 0, "3 July 2020"),
    (["ask", "latest_date", "--on", "2020-05-01", "--category", "FULL", "--years-since-initial", "3"],
     1, "needs --fieldwork-ended"),
    (["ask", "status_effect", "--on", "2021-01-01", "--assurance-status", "rejected"], 0, "FULL_AGAIN"),
    (["ask", "notify_second_system", "--on", "2021-01-01", "--second-user-system", "--no-sub-committee-told"],
     0, "TELL_FIRST"),
    (["ask", "several_roles", "--on", "2021-01-01", "--user-roles", "2"], 0, "ONE_FOR_ALL"),
    (["ask", "shared_resource_return", "--on", "2020-05-01", "--live-user", "--on-shared-resource", "--last-return",
      "2020-01-31", "--return-day", "2020-08-01"], 0, "RETURN_LATE"),
    (["ask", "triage", "--on", "2020-01-01", "--triage-facility"], 1, "No clause held answers this before 2022-11-03."),
]  # fmt: skip


@pytest.mark.parametrize(("command", "status", "says"), COMMANDS, ids=[" ".join(c[0][1:2]) for c in COMMANDS])
def test_the_command_answers(command: list[str], status: int, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command) == status
    assert says in " ".join(capsys.readouterr().out.split())


BAD = [
    (["ask", "latest", "--on", "2020-01-01"], "did you mean latest_date?"),
    (["ask", "weather", "--on", "2020-01-01"], "known are assessment, latest_date"),
    (["ask", "status_effect"], "Give --on"),
    (["ask", "assessment", "--on", "2020-01-01"], "sec-rules assess"),
    (["ask", "latest_date", "--on", "2020-01-01"], "needs the category"),
    (["ask", "status_effect", "--on", "2021-01-01", "--assurance-status", "gone"], "one of these: from 2020-02-27"),
    (["ask", "latest_date", "--on", "2020-05-01", "--supplier-party", "--years-since-initial", "2"], "not determined"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "says"), BAD)
def test_a_question_that_cannot_be_asked_is_reported(
    command: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 2
    assert says in capsys.readouterr().err
