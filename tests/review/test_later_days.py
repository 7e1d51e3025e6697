"""Numbers that are others from a day on: what is proved, and told, of every such day."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.engine.legal_text import words_of
from sec_rules.loading import load
from sec_rules.review import later_days
from sec_rules.review.review import Review, check
from sec_rules.rulebook.questions import assessment

CODE = load()
ON = date(2027, 1, 1)
HELD = {c.label: words_of(c, v) for c, v in CODE.standing(CODE.newest_day(assessment))}


def checked(large: str, small: str = "250,000", on: date = ON, *, drafting_only: bool = False) -> Review:
    """A draft that gives G8.41 and G8.42 with other words for their numbers."""
    clauses = (
        (label, HELD[label].replace("250,000", number)) for label, number in (("G8.41", large), ("G8.42", small))
    )
    text = "\n\n".join(words for _, words in clauses)
    return check(read_markdown(text + "\n", "draft.md"), CODE, assessment, on=on, drafting_only=drafting_only)


def failing(review: Review) -> list[str]:
    """From when the invariants fail; "" for the day that is checked."""
    messages = [f.message for v in review.verdicts if v.holds is False for f in v.failures]
    return [m.partition(":")[0] if m.startswith("From ") else "" for m in messages]


def by(first: str, day: str, then: str) -> str:
    return f"before {day}, {first} and, from that date, {then}"


LATER = (
    # The larger suppliers' number grows alone, or shrinks alone: a gap, or an overlap.
    (by("250,000", "1 April 2031", "300,000"), "250,000", "fault", ["From 1 April 2031"]),
    (by("250,000", "1 April 2031", "200,000"), "250,000", "fault", ["From 1 April 2031"]),
    # Both on one day.
    (by("250,000", "1 April 2031", "300,000"), by("250,000", "1 April 2031", "300,000"), "proved", []),
    # One a year after the other: a gap in that year alone.
    (
        by("250,000", "1 April 2031", "300,000"),
        by("250,000", "1 April 2032", "300,000"),
        "fault",
        ["From 1 April 2031"],
    ),
    # A gap that the later day closes, and one that it leaves.
    (by("300,000", "1 April 2031", "250,000"), "250,000", "fault", [""]),
    (by("300,000", "1 April 2031", "300,000"), "250,000", "fault", [""]),
    (
        "until and including 31 March 2031, 250,000 and thereafter 300,000",
        "250,000",
        "fault",
        ["From 1 April 2031"],
    ),
    # Behind the last of its days nothing turns.
    (by("300,000", "1 April 2020", "250,000"), "250,000", "proved", []),
)


@pytest.mark.parametrize(("large", "small", "state", "since"), LATER, ids=map(str, range(len(LATER))))
def test_an_invariant_holds_only_if_it_does_on_every_day_that_the_draft_names(
    large: str, small: str, state: str, since: list[str]
) -> None:
    review = checked(large, small)
    assert review.draft.failed == ()
    assert review.state == state
    assert failing(review) == since
    assert [f.code for f in review.findings if f.code in ("PR001", "PR002")] == ["PR001" if since else ""][
        : len(since)
    ] or ("200,000" in large)


def test_whom_it_affects_is_told_of_the_later_day_too() -> None:
    moved = by("250,000", "1 April 2031", "300,000")
    said = checked(moved, moved).verdict
    assert "No User's assessment would change. From 1 April 2031 it says other numbers. As of that day: " in said
    assert "less onerous" in said.rpartition("As of that day: ")[2]


def test_nothing_is_proved_of_later_days_where_the_drafting_alone_is_checked() -> None:
    assert checked(by("250,000", "1 April 2031", "300,000"), drafting_only=True).later == ()


def test_days_beyond_the_most_that_are_checked_are_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sec_rules.review.review.MOST_DAYS", 1)
    moved = by("250,000", "1 April 2031", "300,000"), by("250,000", "1 April 2032", "300,000")
    review = checked(*moved)
    assert later_days.days_after(review.draft) == (date(2031, 4, 1), date(2032, 4, 1))
    assert [place.text for place in review.draft.open] == ["1 April 2032"]


def test_a_day_of_which_it_is_not_settled_which_number_holds_on_it_is_open() -> None:
    review = checked("until 1 April 2031, 250,000 and, after that date, 250,000")
    assert review.state != "proved"
