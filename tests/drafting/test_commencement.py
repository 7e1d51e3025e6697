"""From which day the amendments of a draft hold, and what is not settled of the time."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import Draft, hold_against
from sec_rules.loading import load

BOTH = "In Sections G8.41 and G8.42, for 250,000 substitute 300,000"
TWO = """With effect from 1 April 2031, in Section G8.41, for 250,000 substitute 300,000.

With effect from 1 May 2031, in Section G8.42, for 250,000 substitute 300,000."""


def _draft(text: str, on: date | None = None) -> Draft:
    return hold_against(read_markdown(text, "draft.md"), load(), on=on)


def _changed(draft: Draft) -> list[str]:
    return [s.label for s in draft.shown if s.status == "changed"]


@pytest.mark.parametrize(
    "text",
    [
        f"With effect from 1st April 2031, {BOTH[0].lower()}{BOTH[1:]}.",
        f"{BOTH} with effect from 1 April 2031.",
        f"These amendments take effect on 1 April 2031.\n\n{BOTH}.",
        f"{BOTH}.\n\nThis instrument comes into force on the first day of April two thousand and thirty-one.",
        "Sections G8.41 and G8.42 are amended, with effect from 1 April 2031, as follows:\n\n"
        "for 250,000 substitute 300,000.",
        "With effect from 1 April 2031:\n\n(a) in Section G8.41, for 250,000 substitute 300,000; and\n\n"
        "(b) in Section G8.42, for 250,000 substitute 300,000.",
    ],
)
def test_a_draft_stands_on_the_day_from_which_it_says_that_it_holds(text: str) -> None:
    draft = _draft(text)
    assert (draft.on, _changed(draft), draft.open) == (date(2031, 4, 1), ["G8.41", "G8.42"], ())
    assert "The draft says that it takes effect on 1 April 2031" in draft.base_because


@pytest.mark.parametrize(("on", "changed"), [(date(2031, 3, 31), []), (date(2031, 4, 1), ["G8.41", "G8.42"])])
def test_before_its_day_an_amendment_changes_nothing(on: date, changed: list[str]) -> None:
    draft = _draft(f"With effect from 1 April 2031, {BOTH[0].lower()}{BOTH[1:]}.", on)
    assert (_changed(draft), draft.open) == (changed, ())
    assert any("has effect only from 1 April 2031" in note for note in draft.document.notes) is not bool(changed)


@pytest.mark.parametrize(
    ("until", "on", "holds"),
    [
        ("Until 31 March 2031", date(2031, 3, 31), True),
        ("Until 31 March 2031", date(2031, 4, 1), False),
        ("Before 31 March 2031", date(2031, 3, 30), True),
        ("Before 31 March 2031", date(2031, 3, 31), False),
        ("From 1 April 2031 until 31 March 2032", date(2031, 3, 31), False),
        ("From 1 April 2031 until 31 March 2032", date(2032, 3, 31), True),
        ("From 1 April 2031 until 31 March 2032", date(2032, 4, 1), False),
    ],
)
def test_what_is_as_if_something_were_written_ends_with_its_day(until: str, on: date, holds: bool) -> None:
    text = f"{until}, Sections G8.41 and G8.42 shall have effect as if for 250,000 there were substituted 300,000."
    draft = _draft(text, on)
    assert (bool(_changed(draft)), draft.open) == (holds, ())


@pytest.mark.parametrize(
    ("on", "changed"),
    [
        (date(2031, 3, 31), []),
        (date(2031, 4, 1), ["G8.41"]),
        (date(2031, 4, 30), ["G8.41"]),
        (date(2031, 5, 1), ["G8.41", "G8.42"]),
    ],
)
def test_on_each_day_the_amendments_of_that_day_hold(on: date, changed: list[str]) -> None:
    draft = _draft(TWO, on)
    assert (_changed(draft), draft.open) == (changed, ())


@pytest.mark.parametrize("step", ["", "(2) "])
def test_when_one_amendment_holds_says_nothing_of_the_next(step: str) -> None:
    first = TWO.split("\n\n")[0]
    undated = f"{first}\n\n{step}In Section G8.42, for 250,000 substitute 300,000."
    assert _changed(_draft(undated, date(2031, 3, 31))) == ["G8.42"]


def test_the_time_between_two_days_is_open_where_no_day_is_asked_about() -> None:
    draft = _draft(TWO)
    assert draft.on == date(2031, 5, 1)
    (place,) = draft.open
    assert "from 1 April 2031 to 30 April 2031 others do than from 1 May 2031" in place.why


@pytest.mark.parametrize(
    "text",
    [
        f"{BOTH} from 31 February 2031.",
        f"{BOTH} with effect from the Effective Date.",
        f"{BOTH} until the Panel decides otherwise.",
        f"These amendments take effect on 1 April 2031.\n\nThese changes take effect on 1 May 2031.\n\n{BOTH}.",
        "At the end of Section G8.41 insert: This Section has effect until 31 March 2031.",
    ],
)
def test_a_day_that_is_not_known_is_open(text: str) -> None:
    assert _draft(text).open


@pytest.mark.parametrize(
    ("sentence", "left_aside"),
    [
        ("The amendments made by this paragraph do not affect an assessment begun before they come into force.", True),
        ("These changes do not apply to any security assessment commenced before 1 April 2031.", True),
        ("Nothing in this instrument affects an assessment begun before it comes into force.", True),
        ("These changes do not apply to assessments of Network Parties begun before they come into force.", False),
        ("These changes do not affect a Supplier Party.", False),
        ("These changes affect an assessment begun before they come into force.", False),
    ],
)
def test_assessments_begun_earlier_are_left_aside_and_that_is_said(sentence: str, left_aside: bool) -> None:
    draft = _draft(f"{BOTH}.\n\n{sentence}")
    assert (not draft.open) is left_aside
    assert [said.startswith(f"'{sentence[:20]}") for said in draft.assumed] == [True] * left_aside


RULE = (
    "a Supplier Party shall be subject to a Full User Security Assessment in each year after its initial Full User "
    "Security Assessment"
)


@pytest.mark.parametrize(
    "text",
    [
        f"G8.41 From 1 April 2031, {RULE}.\n\nG8.42 Not used.",
        f"G8.41 With effect from 1 April 2031 {RULE}.\n\nG8.42 From the same date, {RULE}.",
        f"G8.41 From and after the first day of April two thousand and thirty-one, and not before, {RULE}.",
        f"G8.41 From 1 April 2031, {RULE}. Until 1 April 2031 paragraphs G8.41 and G8.42 continue to have effect as "
        "they stood on 31 March 2031.",
        f"Modification of the standard conditions \u2013 effective 1 April 2031\n\nG8.41 {RULE[0].upper()}{RULE[1:]}.",
        f"Modification to take effect on and from 1 April 2031\n\nG8.41 {RULE[0].upper()}{RULE[1:]}.",
    ],
)
def test_a_clause_may_say_at_its_head_from_when_it_holds(text: str) -> None:
    draft = _draft(text)
    assert (draft.on, draft.open) == (date(2031, 4, 1), ())
    assert not _draft(text, date(2031, 4, 2)).open
    assert _draft(text, date(2031, 3, 31)).open


@pytest.mark.parametrize(
    "text",
    [
        f"G8.41 From 1 April 2031, {RULE}.\n\nG8.42 From 1 May 2031, {RULE}.",
        "G8.41 A Supplier Party shall from 1 April 2031 be subject to a Full User Security Assessment in each year.",
        "G8.41 From 1 April 2031, a Supplier Party whose initial Full User Security Assessment was completed from 1 "
        "April 2020 shall be subject to a Full User Security Assessment in each year.",
        f"G8.41 From 31 April 2031, {RULE}.",
        f"G8.41 After 1 April 2031, {RULE}.",
        f"G8.41 Until 1 April 2031, {RULE}.",
        f"Modification for small licensees \u2013 effective 1 April 2031\n\nG8.41 {RULE[0].upper()}{RULE[1:]}.",
    ],
)
def test_a_time_that_is_not_that_of_all_clauses_is_open(text: str) -> None:
    assert _draft(text).open
