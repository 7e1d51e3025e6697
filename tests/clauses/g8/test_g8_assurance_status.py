"""The statuses, before and after MP091: "deferred" was "provisionally approved", "rejected" was "deferred"."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.errors import FactError
from sec_rules.loading import load
from sec_rules.rulebook.questions import status_effect

ROWS = [
    # the day before MP091 and the day
    (date(2020, 2, 26), "approved", "NOTHING_FURTHER", "(a)"),
    (date(2020, 2, 27), "approved", "NOTHING_FURTHER", "(a)"),
    (date(2020, 2, 26), "approved subject to", "STEPS_FOLLOW", "(b)"),
    (date(2020, 2, 27), "approved subject to", "STEPS_FOLLOW", "(b)"),
    (date(2020, 2, 26), "provisionally approved", "NOT_YET", "(c)"),
    (date(2020, 2, 27), "deferred", "NOT_YET", "(c)"),
    (date(2020, 2, 26), "deferred", "FULL_AGAIN", "(d)"),
    (date(2020, 2, 27), "rejected", "FULL_AGAIN", "(d)"),
]


@pytest.mark.parametrize(("on", "status", "outcome", "limb"), ROWS)
def test_what_a_status_means_goes_by_its_name_on_the_day(on: date, status: str, outcome: str, limb: str) -> None:
    answer = load().ask(status_effect, {"assurance_status": status}, on=on)
    assert answer.outcome is not None
    assert (answer.outcome.name, answer.because) == (outcome, (f"G8.assurance_status{limb}",))


@pytest.mark.parametrize(
    ("on", "status"), [(date(2020, 2, 26), "rejected"), (date(2020, 2, 27), "provisionally approved")]
)
def test_a_name_that_is_not_in_use_on_the_day_is_refused_with_those_that_are(on: date, status: str) -> None:
    with pytest.raises(FactError, match="from 2020-02-27 approved, approved subject to, deferred, rejected"):
        load().ask(status_effect, {"assurance_status": status}, on=on)


def test_what_a_party_may_do_in_the_meantime_is_a_doubt_unless_it_is_approved() -> None:
    day = date(2021, 1, 1)
    assert load().ask(status_effect, {"assurance_status": "approved"}, on=day).doubts == ()
    (doubt,) = load().ask(status_effect, {"assurance_status": "deferred"}, on=day).doubts
    assert "in the meantime" in doubt[1]


@pytest.mark.parametrize(
    ("status", "unsettled"),
    [
        ("approved", []),
        ("approved subject to", ["in the meantime"]),
        ("provisionally approved", ["in the meantime"]),
        # "deferred" was then the last of the four, which is "rejected" now.
        ("deferred", ["in the meantime", "inferred from the renaming"]),
    ],
)
def test_what_is_in_doubt_of_a_status_by_its_earlier_name(status: str, unsettled: list[str]) -> None:
    doubts = load().ask(status_effect, {"assurance_status": status}, on=date(2020, 2, 26)).doubts
    assert len(doubts) == len(unsettled)
    assert all(words in unsure for words, (_, unsure) in zip(unsettled, doubts, strict=True))
