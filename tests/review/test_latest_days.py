"""Latest days that move: as the schedule gives them, compared where they can be, and else why not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve

from sec_rules.answers.schedule import Plan, schedule
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import hold_against
from sec_rules.loading import load
from sec_rules.review.latest_days import Moves, latest_days
from sec_rules.review.review import Review, check
from sec_rules.review.summary import summarised
from sec_rules.rulebook.questions import assessment

EACH_YEAR = (
    "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject to a Verification User "
    "Security Assessment in each year after the year of its initial Full User Security Assessment.{}\n"
)


def _checked(text: str, on: date | None = None) -> Review:
    return check(read_markdown(text, "draft.md"), load(), assessment, on=on)


def _moves(text: str, on: date | None = None) -> dict[int, Moves]:
    result = _checked(text, on)
    return {move.years: move for move in latest_days(result, summarised(result).cards)}


def test_where_the_day_is_counted_otherwise_it_turns_on_when_the_last_assessment_began() -> None:
    result = _checked(EACH_YEAR.format(""), date(2026, 6, 25))
    moves = {move.years: move for move in latest_days(result, summarised(result).cards)}
    second = moves[2]
    assert (second.now.outcome, second.now.because, second.now.needs) == ("SELF", ("G8.50",), ("previous_began",))
    assert (second.then.outcome, second.then.day) == ("VERIFICATION", date(2026, 12, 31))
    assert second.turns_at is not None
    facts = {"supplier_party": False, "network_party": False}
    # The schedule knows the day on which the last assessment began, and counts with it.
    for began, way in (
        (second.turns_at - timedelta(days=1), second.way_before),
        (second.turns_at, second.way_from),
        (date(2025, 1, 1), second.way_before),
        (date(2025, 12, 31), second.way_from),
    ):
        plan = Plan(facts=facts, initial=date(2024, 3, 1), start=date(2026, 6, 25), years=1, previous_began=began)
        now, then = (schedule(code, plan)[0].latest for code in (result.draft.base, result.draft.proposed))
        assert now is not None
        assert then is not None
        assert now.day is not None
        assert then.day is not None
        assert way == ("later" if then.day > now.day else "earlier" if then.day < now.day else "same")


def test_where_both_are_counted_alike_the_day_stays() -> None:
    third = _moves(EACH_YEAR.format(""), date(2026, 6, 25))[3]
    assert third.now.day is third.then.day is None
    assert third.now.needs == third.then.needs == ("fieldwork_ended",)
    assert (third.way, third.now.because, third.then.because) == ("same", ("G8.40(b)",), ("G8.40(b)",))


def test_two_days_that_are_not_given_leave_it_open() -> None:
    in_turn = (
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject to a User Security "
        "Self-Assessment in each year after the year of its initial Full User Security Assessment.\n"
    )
    third = _moves(in_turn, date(2026, 6, 25))[3]
    assert (third.way, third.turns_at) == (None, None)
    assert third.says == (
        "Not known: it depends on when the fieldwork of the second year ended and the previous assessment began."
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Delete Section G8.47.", "none, or more than one, falls due"),
        (
            "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall not be subject to any "
            "security assessment.\n",
            "under the draft none falls due",
        ),
        (
            EACH_YEAR.format(" The Panel shall publish guidance."),
            "the draft puts words into G8.47 that are no rule",
        ),
    ],
)
def test_no_day_is_claimed_of_what_has_none_or_may_have_another(text: str, why: str) -> None:
    moves = _moves(text)
    assert all(move.way is None and move.turns_at is None for move in moves.values())
    # One example of a card tells it.
    (move,) = moves.values()
    assert why in move.says


def test_no_day_is_claimed_where_the_draft_shows_a_clause_by_which_it_is_counted() -> None:
    result = _checked(EACH_YEAR.format(""))
    (other,) = hold_against(read_markdown("G8.50 The Panel shall publish guidance.\n", "o.md"), load()).shown
    beside = evolve(result, draft=evolve(result.draft, shown=(*result.draft.shown, other)))
    moves = latest_days(beside, summarised(result).cards)
    assert moves
    assert all("the draft changes G8.50, by which the day is counted" in move.says for move in moves)
