"""Numbers that are others from a day on: what is proved, and told, of every such day."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import Draft
from sec_rules.engine.answer import Answer
from sec_rules.engine.legal_text import words_of
from sec_rules.loading import load
from sec_rules.review.effect.conformance import conformance_of_text
from sec_rules.review.review import Review, check
from sec_rules.rulebook.questions import assessment

CODE = load()
ON = date(2027, 1, 1)
HELD = {c.label: words_of(c, v) for c, v in CODE.standing(CODE.newest_day(assessment))}


def checked(large: str, small: str = "250,000", on: date | None = ON, *, drafting_only: bool = False) -> Review:
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
    assert (checked(large, small, None).state, failing(checked(large, small, None))) == (
        state,
        since,
    ) or "2020" in large
    assert [f.code for f in review.findings if f.code in ("PR001", "PR002")] == ["PR001" if since else ""][
        : len(since)
    ] or ("200,000" in large)


# Of a Supplier Party with 280,000 Domestic Premises in the second year, by the day that is asked about.
BY_DAY = (
    # The larger number from the later day: a full assessment until then.
    (by("250,000", "1 April 2031", "300,000"), {date(2031, 3, 31): "FULL", date(2031, 4, 1): "SELF"}),
    # And back again.
    (by("300,000", "1 April 2031", "250,000"), {date(2031, 3, 31): "SELF", date(2031, 4, 1): "FULL"}),
    (
        "until and including 31 March 2031, 250,000 and thereafter 300,000",
        {date(2031, 3, 31): "FULL", date(2031, 4, 1): "SELF", date(2040, 1, 1): "SELF"},
    ),
)


def answer(draft: Draft, day: date) -> Answer:
    facts = {"supplier_party": True, "network_party": False, "domestic_premises": 280_000, "non_domestic_premises": 0}
    return draft.proposed.ask(assessment, facts | {"years_since_initial": 2}, on=day)


def due(draft: Draft, day: date) -> str | None:
    outcome = answer(draft, day).outcome
    return outcome.name if outcome is not None else None


@pytest.mark.parametrize(("words", "outcomes"), BY_DAY, ids=map(str, range(len(BY_DAY))))
@pytest.mark.parametrize("on", [ON, None], ids=["day", "no-day"])
def test_the_code_with_a_draft_answers_of_each_day_by_its_number(
    words: str, outcomes: dict[date, str], on: date | None
) -> None:
    draft = checked(words, words, on).draft
    assert {day: due(draft, day) for day in outcomes} == outcomes


def test_whom_it_affects_is_told_of_the_later_day_too() -> None:
    moved = by("250,000", "1 April 2031", "300,000")
    said = checked(moved, moved).verdict
    assert "No User's assessment would change. From 1 April 2031 it says other numbers. As of that day: " in said
    assert "less onerous" in said.rpartition("As of that day: ")[2]


def test_an_intended_effect_is_reached_only_if_it_is_on_every_day() -> None:
    stated = """
question = "assessment"

[[change]]
who = "a User is a Supplier Party and the sum of the number of Domestic Premises and five times the number of \
Non-Domestic Premises exceeds 250,000 but does not exceed 300,000"
years = { turn = 1, of = 3 }
was = "FULL"
becomes = "VERIFICATION"

[[change]]
who = "a User is a Supplier Party and the sum of the number of Domestic Premises and five times the number of \
Non-Domestic Premises exceeds 250,000 but does not exceed 300,000"
years = { turn = 2, of = 3 }
was = "FULL"
becomes = "SELF"
"""

    def exact(words: str) -> tuple[bool | None, list[str]]:
        found = conformance_of_text(stated, "meant.toml", checked(words, words).draft, assessment)
        return found.exact, [stray.message for stray in found.strays]

    assert exact("300,000") == (True, [])
    once, strays = exact(by("300,000", "1 April 2031", "350,000"))
    assert once is False
    assert [stray for stray in strays if not stray.startswith("From 1 April 2031: Not intended: ")] == []
    assert strays


def test_nothing_is_proved_of_later_days_where_the_drafting_alone_is_checked() -> None:
    assert checked(by("250,000", "1 April 2031", "300,000"), drafting_only=True).later == ()


def test_days_beyond_the_most_that_are_checked_are_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sec_rules.drafting.draft.MOST_DAYS", 1)
    moved = by("250,000", "1 April 2031", "300,000"), by("250,000", "1 April 2032", "300,000")
    draft = checked(*moved).draft
    assert draft.later_days == (date(2031, 4, 1), date(2032, 4, 1))
    assert [place.text for place in draft.open] == ["1 April 2032"]
    assert due(draft, date(2031, 3, 31)) == "FULL"
    unlooked = answer(draft, date(2032, 4, 1))
    assert unlooked.outcome is None
    assert "the draft was not read as a rule" in (unlooked.undetermined or "")


def test_a_day_of_which_it_is_not_settled_which_number_holds_on_it_is_open() -> None:
    review = checked("until 1 April 2031, 250,000 and, after that date, 250,000")
    assert review.state != "proved"
