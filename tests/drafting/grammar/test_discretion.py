"""That what somebody may direct otherwise leaves the answer as it is, and that every claim says so."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import Draft, hold_against
from sec_rules.drafting.grammar.discretion import without_discretion
from sec_rules.engine.legal_text import words_of
from sec_rules.lang import NEVER, Answers, Either, YesNo
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment

CODE = load()
HELD = {c.label: words_of(c, v) for c, v in CODE.standing(CODE.newest_day(assessment))}
LARGE, SMALL = HELD["G8.41"], HELD["G8.42"]


def held(text: str) -> Draft:
    return hold_against(read_markdown(text, "draft.md"), CODE)


def with_tail(tail: str) -> str:
    return f"{LARGE.rstrip('.')}{tail}."


LEFT = (
    ", unless the Security Sub-Committee directs otherwise",
    ", save where the Panel otherwise determines",
    ", unless otherwise agreed in writing by the Panel",
    " (unless the Panel otherwise directs)",
    ", unless the Authority in its discretion directs otherwise",
    ", subject to any direction of the Panel",
    ", subject always to any contrary determination made by the Authority",
    ", failing any decision of the Panel to the contrary",
)


@pytest.mark.parametrize("tail", LEFT)
def test_the_answer_is_the_default_and_the_claim_says_so(tail: str) -> None:
    draft = held(with_tail(tail))
    (shown,) = draft.shown
    assert shown.after is not None
    (rule,) = shown.after.rules
    assert isinstance(rule, Answers)
    assert rule.unless == NEVER
    assert not draft.open
    (said,) = draft.assumed
    assert said.startswith(("G8.41 holds unless ", "G8.41 holds subject to any "))
    assert shown.status == "changed"
    assert not draft.restates


@pytest.mark.parametrize(
    "head",
    [
        "Subject to any direction of the Panel, ",
        "In the absence of any determination to the contrary from the Authority, ",
        "Subject to any directions the Panel may issue from time to time, ",
        "Subject in all cases to any written instruction given by the Security Sub-Committee, ",
    ],
)
def test_a_direction_may_be_named_at_the_head_of_a_clause(head: str) -> None:
    draft = held(LARGE.replace("Where", f"{head}where"))
    assert not draft.open
    (said,) = draft.assumed
    assert said.startswith("G8.41 holds subject to any ")


@pytest.mark.parametrize(
    "tail",
    [
        ", subject to any direction of the Panel that it need not be assessed",
        ", subject to any such direction",
        ", subject to any direction of the Panel under Section G8.50",
        ", failing any agreement with the User",
    ],
)
def test_a_direction_that_says_more_or_of_whom_is_not_said_is_not_read(tail: str) -> None:
    assert held(with_tail(tail)).open


def test_the_report_proves_no_more_than_on_an_assumption() -> None:
    given = check(read_markdown(with_tail(LEFT[0]), "draft.md"), CODE, assessment)
    assert given.state == "proved"
    assert "No gap or conflict found in what was read, on 1 assumption." in given.verdict


def test_a_limb_may_be_left_to_somebody_by_itself() -> None:
    text = SMALL.replace(
        "User Security Self-Assessment;", "User Security Self-Assessment, unless the Panel directs otherwise;"
    )
    (said,) = held(text).assumed
    assert said.startswith("G8.42(b) holds unless the Panel directs otherwise")


@pytest.mark.parametrize(
    "words",
    [
        "the Panel directs that it need not be assessed",
        "the Panel agrees",
        "the Panel has not directed otherwise",
        "the Panel determines that the premises are otherwise supplied",
    ],
)
def test_a_decision_that_says_what_becomes_of_it_stays_a_condition(words: str) -> None:
    condition = YesNo("decides", words, decided_by=words)
    assert without_discretion(condition) == (condition, ())


def test_what_else_is_excepted_stays_so() -> None:
    decided = YesNo("decides", "the Panel directs otherwise", decided_by="the Panel directs otherwise")
    other = YesNo("other", "something else")
    assert without_discretion(Either((decided, other))) == (other, ())
