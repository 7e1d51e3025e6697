"""The years ahead: each year is what `ask` says of it, changes are given with their reason, doubts of history show."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from sec_rules.answers import growth
from sec_rules.answers.schedule import Plan, schedule
from sec_rules.engine.code import Code
from sec_rules.engine.ranges import Range
from sec_rules.errors import FactError, UsageError
from sec_rules.lang import Evidence, Mark, Transition
from sec_rules.loading import load
from sec_rules.report import schedule as schedule_report
from sec_rules.rulebook.facts import BY_NAME
from sec_rules.rulebook.questions import assessment
from sec_rules.rulebook.sources import RECOLLECTION

SUPPLIER = {"supplier_party": True, "domestic_premises": 200_000, "non_domestic_premises": 8_000}


def plan(**changes: Any) -> Plan:
    return Plan(**({"facts": SUPPLIER, "initial": date(2017, 3, 1), "start": date(2019, 6, 1)} | changes))


def outcomes(years: Any) -> list[str]:
    return [str(year.answer.outcome) for year in years]


def test_a_small_supplier_goes_through_its_cycle() -> None:
    years = schedule(load(), plan())
    assert [year.on.year for year in years] == [2019, 2020, 2021, 2022, 2023, 2024]
    assert [year.years for year in years] == [2, 3, 4, 5, 6, 7]
    assert outcomes(years) == ["SELF", "FULL", "VERIFICATION", "SELF", "FULL", "VERIFICATION"]
    assert years[2].answer.because == ("G8.42(d)", "G8.42(a)")
    assert not any(year.change for year in years)


def test_growth_over_the_threshold_shows_the_year_and_why() -> None:
    years = schedule(load(), plan(growth=growth.given(("domestic_premises=10%",), BY_NAME)))
    assert outcomes(years) == ["SELF"] + ["FULL"] * 5
    assert years[1].change == (
        "G8.42 gives way to G8.41: Domestic Premises 200,000 -> 220,000; 220,000 + 5 x 8,000 = 260,000, which "
        "exceeds 250,000"
    )


def test_each_year_is_what_ask_says_of_it() -> None:
    for year in schedule(
        load(), plan(growth=growth.given(("domestic_premises=3%", "non_domestic_premises=400"), BY_NAME), years=12)
    ):
        facts = SUPPLIER | dict(year.counts) | {"years_since_initial": year.years}
        assert year.answer == load().ask(assessment, facts, on=year.on)


def test_falling_back_below_the_threshold_is_a_doubt_that_only_the_history_shows() -> None:
    facts = {"supplier_party": True, "domestic_premises": 260_000, "non_domestic_premises": 0}
    years = schedule(load(), plan(facts=facts, growth=growth.given(("domestic_premises=-15000",), BY_NAME), years=3))
    assert outcomes(years) == ["FULL", "FULL", "VERIFICATION"]
    assert [sum("falls back" in d for _, d in year.doubts) for year in years] == [0, 1, 0]


@pytest.mark.parametrize(
    ("initial", "doubted"),
    # The cycle of 2018 to 2020 was running on 28 February 2019, and so was that of 2019 to 2021; that of 2020 was not.
    [(2017, [2019]), (2018, [2019, 2020]), (2019, [])],
)
def test_a_user_in_mid_cycle_carries_the_doubt_of_the_transition_where_the_old_text_would_answer_otherwise(
    initial: int, doubted: list[int]
) -> None:
    facts = {"supplier_party": True, "domestic_premises": 100_000, "non_domestic_premises": 60_000}
    start = date(2019 if initial < 2019 else 2020, 6, 1)
    years = schedule(load(), plan(facts=facts, initial=date(initial, 4, 1), start=start, years=5))
    found = [year.on.year for year in years if any("mid-cycle" in d for _, d in year.doubts)]
    assert found == doubted
    assert all(year.answer.outcome is not None and year.answer.outcome.name == "FULL" for year in years)


def test_the_transition_is_no_doubt_where_both_texts_answer_the_same() -> None:
    facts = {"supplier_party": True, "domestic_premises": 300_000, "non_domestic_premises": 0}
    years = schedule(load(), plan(facts=facts))
    assert not any("mid-cycle" in d for year in years for _, d in year.doubts)


def with_transition(governs: Any) -> Code:
    transition = Transition(
        says="made up", governs=governs, evidence=(Evidence(RECOLLECTION, "made up", Mark.RECOLLECTED),)
    )
    clause = load().clause("G8.47")
    newest, *others = clause.versions
    changed = evolve(clause, versions=(evolve(newest, transition=transition), *others))
    return Code(tuple(changed if c.label == "G8.47" else c for c in load().clauses))


def test_a_settled_transition_governs_to_the_end_of_the_cycle() -> None:
    other = plan(facts={"supplier_party": False, "network_party": False}, initial=date(2018, 4, 1), years=5)
    assert outcomes(schedule(with_transition("new"), other))[0] == "VERIFICATION"
    years = schedule(with_transition("old"), other)
    assert outcomes(years) == ["SELF", "SELF", "FULL", "VERIFICATION", "SELF"]
    assert [year.governed_on for year in years] == [date(2019, 2, 27)] * 3 + [None] * 2


def test_the_latest_days_of_the_first_year_are_known_where_the_days_before_are() -> None:
    years = schedule(load(), plan(previous_began=date(2018, 9, 10), years=3))
    assert [year.latest.day if year.latest else None for year in years] == [
        date(2019, 10, 10),
        None,
        date(2021, 12, 31),
    ]
    assert years[1].latest is not None
    assert years[1].latest.needs == ("fieldwork_ended",)


def test_a_leap_day_falls_on_the_day_before() -> None:
    years = schedule(load(), plan(start=date(2020, 2, 29), years=2))
    assert [year.on for year in years] == [date(2020, 2, 29), date(2021, 2, 28)]


def test_missing_facts_leave_a_year_undetermined_and_say_why() -> None:
    years = schedule(load(), plan(facts={"supplier_party": True, "domestic_premises": 100_000}, years=1))
    assert years[0].answer.outcome is None
    assert "non_domestic_premises" in years[0].answer.needs


@pytest.mark.parametrize("years", [0, -1, 61])
def test_so_many_years_are_refused(years: int) -> None:
    with pytest.raises(UsageError, match="1 to 60 years"):
        schedule(load(), plan(years=years))


def test_a_schedule_cannot_begin_in_the_year_of_the_initial_assessment() -> None:
    with pytest.raises(FactError, match="begin in the year after"):
        schedule(load(), plan(initial=date(2019, 1, 1)))


def test_the_calendar_is_read_back_by_its_library_and_is_the_same_each_time() -> None:
    from icalendar import Calendar

    years = schedule(load(), plan(growth=growth.given(("domestic_premises=10%",), BY_NAME)))
    text = schedule_report.as_calendar(years)
    assert text == schedule_report.as_calendar(
        schedule(load(), plan(growth=growth.given(("domestic_premises=10%",), BY_NAME)))
    )
    events = Calendar.from_ical(text).walk("VEVENT")
    assert [e["DTSTART"].dt for e in events] == [
        year.latest.day if year.latest and year.latest.day else year.on for year in years
    ]
    assert len({str(e["UID"]) for e in events}) == len(years)
    assert "Full User Security Assessment by G8.41" in str(events[2]["SUMMARY"])
    assert "latest day is not known" in str(events[1]["SUMMARY"])
    assert all(len(line) <= 75 for line in text.splitlines())


def test_the_table_for_a_spreadsheet_has_a_row_a_year() -> None:
    import csv
    import io

    rows = list(csv.DictReader(io.StringIO(schedule_report.as_csv(schedule(load(), plan())))))
    assert [row["outcome"] for row in rows] == ["SELF", "FULL", "VERIFICATION", "SELF", "FULL", "VERIFICATION"]
    assert rows[0]["counts"] == "domestic_premises=200000; non_domestic_premises=8000"


def test_a_range_that_leaves_a_year_open_is_no_change_of_the_clause() -> None:
    facts = {"supplier_party": True, "domestic_premises": Range(240_000, 260_000), "non_domestic_premises": 0}
    years = schedule(load(), Plan(facts=facts, initial=date(2018, 3, 1), start=date(2020, 1, 1), years=4))
    assert [y.answer.outcome and y.answer.outcome.name for y in years] == [None, "FULL", None, None]
    assert [y.change for y in years] == ["", "", "", ""]
    said = " ".join(schedule_report.as_text(years, "").split())
    assert "2020: decided if domestic_premises is from 240,000 to 250,000 (SELF) or from 250,001 to 260,000" in said
    assert schedule_report.as_data(years, "")["years"][1]["reasons"]["words"][0]["provision"] == "G8.41"


def test_headroom_is_told_of_a_range() -> None:
    facts = {"supplier_party": True, "domestic_premises": Range(200_000, 210_000), "non_domestic_premises": 0}
    (year,) = schedule(load(), Plan(facts=facts, initial=date(2018, 3, 1), start=date(2020, 1, 1), years=1))
    assert {n.fact: n.value for n in year.reasons.nearest} == {
        "domestic_premises": 250_001,
        "non_domestic_premises": 8_001,
    }


def test_a_range_grows_at_both_ends() -> None:
    facts = {"supplier_party": True, "domestic_premises": Range(200_000, 230_000), "non_domestic_premises": 0}
    grown = growth.given(("domestic_premises=15%",), BY_NAME)
    plan = Plan(facts=facts, initial=date(2017, 3, 1), start=date(2019, 3, 1), years=3, growth=grown)
    # 200,000 to 230,000; 230,000 to 264,500; 264,500 to 304,175
    assert [y.answer.outcome and y.answer.outcome.name for y in schedule(load(), plan)] == ["SELF", "FULL", "FULL"]
    assert [y.answer.because for y in schedule(load(), plan)][1:] == [("G8.41", "G8.42(c)"), ("G8.41",)]


def test_growth_of_a_count_that_is_not_given_is_refused() -> None:
    facts, grown = {"supplier_party": True}, growth.given(("domestic_premises=15%",), BY_NAME)
    plan = Plan(facts=facts, initial=date(2017, 3, 1), start=date(2019, 3, 1), growth=grown)
    with pytest.raises(UsageError, match="'domestic_premises' is to grow, but from which number is not given"):
        schedule(load(), plan)


def test_the_end_of_the_fieldwork_counts_for_the_year_after_it() -> None:
    network = {"network_party": True, "network_premises": 300_000}
    begun = plan(facts=network, initial=date(2018, 5, 1), start=date(2020, 1, 1), years=3)
    without, years = (schedule(load(), evolve(begun, fieldwork_ended=end)) for end in (None, date(2020, 7, 1)))
    assert [year.latest and year.latest.day for year in years] == [
        date(2020, 12, 31),
        date(2021, 7, 1),
        date(2022, 12, 31),
    ]
    assert without[1].latest is not None
    assert without[1].latest.needs == ("fieldwork_ended",)
