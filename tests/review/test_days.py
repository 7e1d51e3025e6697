"""The line of days: which text governs whom when, as the draft says it, and nothing where that was not read."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import hold_against
from sec_rules.loading import load
from sec_rules.review.days import Governed, LineOfDays, line_of_days
from sec_rules.rulebook.questions import assessment

BOTH = "In Sections G8.41 and G8.42, for 250,000 substitute 300,000"
APART = """With effect from 1 April 2031, in Section G8.41, for 250,000 substitute 300,000.

With effect from 1 May 2031, in Section G8.42, for 250,000 substitute 300,000."""


def _line(text: str, on: date | None = None, *, yearly: bool = False) -> LineOfDays:
    line = line_of_days(hold_against(read_markdown(text, "draft.md"), load(), on=on), assessment, yearly=yearly)
    assert line is not None
    return line


def _texts(line: LineOfDays) -> list[tuple[date | None, date | None, list[str]]]:
    return [(each.first, each.last, [one.text for one in each.governs]) for each in line.stretches]


def _of_all(line: LineOfDays) -> list[Governed]:
    return [one for each in line.stretches for one in each.governs]


def test_a_day_that_the_draft_says_parts_the_standing_text_from_the_proposed() -> None:
    line = _line(f"These amendments take effect on 1 April 2031.\n\n{BOTH}.", yearly=True)
    assert (line.known, line.commences, line.checked_on) == ("said", date(2031, 4, 1), date(2031, 4, 1))
    assert _texts(line) == [
        (None, date(2031, 3, 31), ["existing"]),
        (date(2031, 4, 1), None, ["not-claimed", "proposed"]),
    ]
    assert [each.checked for each in line.stretches] == [False, True]
    unsettled, settled = line.stretches[1].governs
    assert unsettled.whom == "a User whose cycle of years is then running"
    assert (settled.whom, settled.says) == ("every other User", "the proposed text of G8.41 and G8.42")


def test_where_no_day_is_said_none_is_claimed() -> None:
    line = _line(f"{BOTH}.")
    assert (line.known, line.commences) == ("not-said", None)
    assert [(each.first, each.last) for each in line.stretches] == [(None, None), (None, None)]
    assert line.because.startswith("The draft does not say from which day it has effect.")


def test_a_day_that_was_given_is_told_as_given() -> None:
    line = _line(f"{BOTH}.", date(2026, 6, 25))
    assert (line.known, line.commences) == ("given", date(2026, 6, 25))
    assert _texts(line) == [(None, date(2026, 6, 24), ["existing"]), (date(2026, 6, 25), None, ["proposed"])]
    assert "The draft names no day; 25 June 2026 was given for this check." in line.because


def test_an_amendment_that_ends_gives_way_to_the_standing_text() -> None:
    line = _line(
        "From 1 April 2031 until 31 March 2032, Sections G8.41 and G8.42 shall have effect as if for 250,000 there "
        "were substituted 300,000."
    )
    assert _texts(line) == [
        (None, date(2031, 3, 31), ["existing"]),
        (date(2031, 4, 1), date(2032, 3, 31), ["proposed"]),
        (date(2032, 4, 1), None, ["existing"]),
    ]


@pytest.mark.parametrize(("on", "checked"), [(None, 2), (date(2031, 4, 10), 1), (date(2031, 3, 1), 0)])
def test_only_the_time_that_was_checked_has_the_text_that_was_checked(on: date | None, checked: int) -> None:
    line = _line(APART, on)
    assert [each.checked for each in line.stretches].index(True) == checked
    held = [each.governs[-1].text for each in line.stretches]
    assert held == ["existing", *("proposed" if n == checked else "partly" for n in (1, 2))]
    others = [one.says for one in _of_all(line) if one.text == "partly"]
    days = [day for n, day in ((1, "2031-04-01"), (2, "2031-05-01")) if n != checked]
    assert [f"--on {day} checks it" in said for day, said in zip(days, others, strict=True)] == [True] * len(days)


def test_an_amendment_without_a_day_beside_one_with_a_day_has_none() -> None:
    line = _line(APART.replace("With effect from 1 May 2031, in", "In"))
    assert line.commences is None
    assert line.because == "The days are those that the draft says; for one amendment it names none."
    assert "from when that holds is not said" in line.stretches[0].governs[0].says


def test_assessments_that_the_draft_leaves_as_they_are_stay_under_the_standing_text() -> None:
    kept = "The amendments made by this paragraph do not affect an assessment begun before they come into force."
    line = _line(f"These amendments take effect on 1 April 2031.\n\n{BOTH}.\n\n{kept}")
    left, others = line.stretches[1].governs
    assert (left.text, left.because) == ("existing", kept)
    assert (others.text, others.whom) == ("proposed", "all others")


@pytest.mark.parametrize(
    "said",
    [
        "This modification takes effect on the day on which the Authority approves it.",
        "Implementation date: 28 February 2031",
        "The changes are to be implemented as part of the June 2031 SEC Release.",
        "Users whose initial assessment began before 1 April 2031 shall continue to go by the previous text.",
        "Transitional: the previous text continues to apply to Users in the second year of their cycle.",
        "These changes take effect on 1 May 2031. They cease to have effect when the Panel so determines.",
    ],
)
def test_words_on_time_that_were_not_read_are_quoted_and_nothing_is_claimed(said: str) -> None:
    line = _line(f"{BOTH}.\n\n{said}")
    held = [one for one in _of_all(line) if one.text in ("proposed", "partly")]
    assert held == []
    assert any(said.split(".")[0] in one.says for one in _of_all(line) if one.text == "not-claimed")


def test_of_a_text_whose_own_transition_is_not_settled_that_is_told() -> None:
    # The version of 28 February 2019 came within the cycles that run in 2020, and not in those of 2023.
    (found,) = (one for one in _line("Delete Section G8.47.", date(2020, 3, 1)).stretches[0].governs[1:])
    assert (found.text, "mid-cycle on 28 February 2019" in found.says) == ("not-claimed", True)
    assert len(_line("Delete Section G8.47.", date(2023, 3, 1)).stretches[0].governs) == 1


def test_there_is_no_line_where_no_provision_changes() -> None:
    draft = hold_against(read_markdown("H1.5 The Panel shall publish the the guidance.\n", "d.md"), load())
    assert line_of_days(draft, assessment, yearly=False) is None
