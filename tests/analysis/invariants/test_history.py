"""The Code over time: days of change against every day there is, the invariants on every regime, and what they
catch.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve

from sec_rules.analysis.invariants.history import History, days_of_change, drift, regimes, throughout
from sec_rules.cli import main
from sec_rules.engine.code import HELD_FROM, Code
from sec_rules.engine.linking import link
from sec_rules.lang import Clause, Question
from sec_rules.loading import load
from sec_rules.report import history
from sec_rules.rulebook.assumptions import ASSUMPTIONS
from sec_rules.rulebook.questions import QUESTIONS, assessment, latest_date, status_effect, triage

EVERY = pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
# Every change that is held lies before this day.
LAST = date(2023, 6, 30)


def looked_at() -> list[date]:
    """The first of each month, and the days beside every day on which anything held begins or ends."""
    days = {date(year, month, 1) for year in range(2017, 2024) for month in range(1, 13)}
    for clause in load().clauses:
        known = [clause.ceased, *(v.in_force for v in clause.versions)]
        known += [d for v in clause.versions for doubt in v.doubts for d in (doubt.first_day, doubt.last_day)]
        days |= {day + timedelta(days=n) for day in known if day is not None for n in range(-2, 3)}
    return sorted(day for day in days if HELD_FROM < day <= LAST)


@EVERY
def test_the_invariant_changes_on_the_days_of_change_and_on_no_other(question: Question) -> None:
    days, first = [HELD_FROM, *looked_at()], link(question, HELD_FROM, load().standing(HELD_FROM), ASSUMPTIONS)
    changed = {HELD_FROM}
    for day in days[1:]:
        now = link(question, day, load().standing(day), ASSUMPTIONS)
        if evolve(first, day=day) != now:
            changed.add(day)
            first = now
    assert changed == set(days_of_change(load(), question))


@EVERY
def test_every_invariant_holds_on_every_day_for_which_it_is_stated(question: Question) -> None:
    for proved in throughout(load(), question):
        assert all(proved.each), (proved.regime.first, [v.message for v in proved.verdicts if not v.holds])
        if question.first_day is None or proved.regime.first >= question.first_day:
            assert all(v.holds for v in proved.verdicts)


def test_the_regimes_of_the_assessment_are_those_of_the_two_modifications() -> None:
    assert [(r.first, r.last) for r in regimes(load(), assessment)] == [
        (date(2017, 1, 1), date(2018, 11, 28)),
        (date(2018, 11, 29), date(2019, 2, 27)),
        (date(2019, 2, 28), None),
    ]


@pytest.mark.parametrize(
    ("question", "days"),
    [
        (latest_date, [date(2019, 8, 1)]),
        (status_effect, [date(2020, 2, 27)]),
        (triage, [date(2022, 11, 3)]),
    ],
)
def test_the_later_overlays(question: Question, days: list[date]) -> None:
    assert list(days_of_change(load(), question))[1:] == days


def _without_doubts(clause: Clause) -> Clause:
    return evolve(clause, versions=tuple(evolve(version, doubts=()) for version in clause.versions))


def test_a_regime_in_which_something_changes_is_not_steady() -> None:
    first, second, _ = regimes(load(), assessment)
    assert drift(load(), first) == ""
    assert drift(load(), evolve(first, last=second.last))
    plain = Code(tuple(map(_without_doubts, load().clauses)))
    changed = drift(plain, evolve(second, last=date(2019, 2, 28)))
    assert changed.startswith(
        "Not so: for a Supplier Party with 249,996 Domestic Premises and 1 Non-Domestic Premises, "
    )
    assert changed.endswith("VERIFICATION has become FULL on 2019-02-28.")


def test_a_doubt_that_ends_inside_a_regime_is_seen() -> None:
    _, _, last = regimes(load(), assessment)
    assert "its doubts are others" in drift(load(), evolve(last, first=date(2019, 2, 27)))


def without(label: str) -> Code:
    return Code(tuple(c for c in load().clauses if c.label != label))


def test_a_clause_that_is_missing_fails_on_each_of_its_days() -> None:
    assert [all(p.each) for p in throughout(without("G8.47"), assessment)] == [False, False, False]
    assert [all(p.each) for p in throughout(without("G8.50"), latest_date)] == [False, False]


def test_the_first_line_counts_the_proofs_that_stand_below_it() -> None:
    failing, holding = throughout(without("G8.50"), latest_date), throughout(load(), latest_date)
    for given, periods in (((*failing,), "2 of 2 periods"), ((failing[0], *holding), "1 of 3 periods")):
        said = history.as_text(History(given))
        lines = [line.strip().split("  ")[0] for line in said.splitlines()]
        failed, proofs = lines.count("FAILS"), lines.count("FAILS") + lines.count("holds")
        assert failed
        assert " ".join(said.split()).startswith(
            f"Fault. Of {proofs} proofs {failed} {'fails' if failed == 1 else 'fail'}, in {periods}."
        )
    unclaimed = evolve(holding[0], verdicts=(evolve(holding[0].verdicts[0], holds=None), *holding[0].verdicts[1:]))
    assert history.as_text(History((unclaimed,))).startswith("Not all read. Of ")
    assert history.as_text(History(holding)).startswith("Proved. Every invariant holds on every day")


def test_the_command_proves_every_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove", "--throughout", "--question", "every"]) == 0
    assert "FAILS" not in capsys.readouterr().out


def test_the_command_takes_no_day_with_it() -> None:
    assert main(["prove", "--throughout", "--on", "2020-01-01"]) == 2
